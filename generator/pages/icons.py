"""Draw icons: a page names each by a class, and one style sheet of the site holds all drawings, each once.

A drawing is a mask, so that it has the colour of the words beside it. The style sheet asks for no other file.
"""

from __future__ import annotations

import importlib.util
import re
from functools import cache
from pathlib import Path
from typing import Final
from urllib.parse import quote

from markupsafe import Markup

from generator.catalogue import Catalogue
from generator.model import Page
from generator.pages import addresses

#: What pages use whatever the site asks: the tones, the bases, and what else the templates and the frame name.
FIXED: Final = frozenset(
    f"material/{name}"
    for name in (
        *("account-check", "alert", "alert-circle-outline", "arrow-down-right", "arrow-left", "arrow-right"),
        *("book-alphabet", "check-bold", "circle-half-full", "clipboard-list-outline", "cog-outline"),
        *("comment-alert-outline", "compare-horizontal", "download", "file-question-outline", "fingerprint"),
        *("help-rhombus-outline", "information-outline", "magnify", "menu", "message-off-outline", "open-in-new"),
        *("shield-check", "translate-off", "weather-night", "weather-sunny"),
    )
)
_NAME: Final = re.compile(r"[a-z0-9]+(?:[-/][a-z0-9]+)*")
_SVG: Final = re.compile(r"<svg[^>]*\bviewBox=\"([0-9. -]+)\"[^>]*>(.*)</svg>", re.DOTALL)
_COMMENT: Final = re.compile(r"<!--.*?-->", re.DOTALL)


@cache
def icon(name: str) -> Markup:
    """Return an icon as it stands on a page: an empty element, since a word always stands beside it.

    Raises ValueError where the theme has no such icon.
    """
    _drawing(name)
    return Markup('<i class="sp-i {}"></i>').format(_class(name))


def sheet(catalogue: Catalogue) -> Page:
    """Return the style sheet with the drawing of each icon that any page of the site may use."""
    asked = {one.icon for one in catalogue.practices} | {one.icon for one in catalogue.categories}
    rules = (
        f'.{_class(name)}{{mask-image:url("data:image/svg+xml,{_drawing(name)}")}}\n' for name in sorted(FIXED | asked)
    )
    return Page(addresses.ICONS, "".join(rules).encode())


@cache
def _drawing(name: str) -> str:
    """Return an icon's drawing, written as an address in a style sheet is."""
    if not _NAME.fullmatch(name):
        raise ValueError(f"not the name of an icon: {name!r}")
    spec = importlib.util.find_spec("material")  # only its folder is wanted; the generator never imports the theme
    if spec is None or not spec.submodule_search_locations:
        raise ValueError("mkdocs-material is not installed, so there are no icons")
    folder = Path(next(iter(spec.submodule_search_locations))) / "templates" / ".icons"
    try:
        match = _SVG.search((folder / f"{name}.svg").read_text(encoding="utf-8"))
    except FileNotFoundError:
        match = None
    if match is None:
        raise ValueError(f"mkdocs-material has no icon {name!r}")
    drawn = _COMMENT.sub("", match[2]).strip().replace('"', "'")
    written = f"<svg xmlns='http://www.w3.org/2000/svg' viewBox='{match[1]}'>{drawn}</svg>"
    return quote(written, safe=" ='/:,.-+()")


def _class(name: str) -> str:
    return "sp-i-" + name.removeprefix("material/").replace("/", "-")
