"""What elements and attributes of HTML mean to somebody who reads the page."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal, TypeAlias

from generator.formats.wordset import word_set

Attributes: TypeAlias = Mapping[str, str | None]

SKIPPED = word_set(
    "script style noscript template svg math iframe object embed head select option textarea input canvas audio"
    " video map datalist dialog frameset del s strike"
)
"""Elements whose words no reader of the text sees, or that are struck through: the policy does not say them."""

STRUCK_THROUGH = word_set("del s strike")

BLOCKS = word_set(
    "address article aside blockquote body center dd details dir div dl dt fieldset figcaption figure footer form"
    " h1 h2 h3 h4 h5 h6 header hgroup hr html li main menu nav ol p pre section summary table tbody td tfoot th thead"
    " tr ul caption legend"
)
"""Elements that begin a line of their own, and end one."""

_PLACES = re.compile(r"\b(?:id|name)\s*=\s*[\"']?([^\"'\s<>]{1,200})", re.I)

# How the title of a part that unfolds is called: "accordion-title", "panel__heading", "faq-question".
_TITLE_NAMES = re.compile(
    r"(?:^|[\s_-])(?:accord(?:ions?)?|panel|collaps[a-z]{0,5}|toggle|faqs?|expand[a-z]{0,4}|disclosure|tabs?)(?:[-_][\w-]{0,30}?)?"
    r"(?:title|header|heading|head|top|label|question|trigger|toggle|button|btn|summary)(?:$|[\s_-])"
)


@dataclass(frozen=True, slots=True)
class Opener:
    """An element that opens a part of the page when it is clicked, or may do so.

    ``panel`` is the id of that part, ``own`` the element's id; both may be empty. ``plain`` says that nothing but its
    being a button speaks for it.
    """

    kind: Literal["button", "title", "term"]
    panel: str = ""
    own: str = ""
    plain: bool = False


def opener_of(tag: str, attributes: Attributes) -> Opener | None:
    """What an element opens: a button, a tab, a term, or what calls itself the title of a part that unfolds."""
    own = attributes.get("id") or ""
    if tag == "dt":
        return Opener("term", "", own)
    toggles = attributes.get("data-toggle") or attributes.get("data-bs-toggle") or ""
    panel = attributes.get("aria-controls") or attributes.get("data-target") or attributes.get("data-bs-target") or ""
    marked = "aria-expanded" in attributes or toggles in ("collapse", "tab", "pill") or attributes.get("role") == "tab"
    if marked and not panel and tag == "a":
        panel = (attributes.get("href") or "").partition("#")[2]
    marked = marked or _TITLE_NAMES.search((attributes.get("class") or "").lower()) is not None
    if tag == "button":
        return Opener("button", panel.lstrip("#"), own, plain=not marked)
    if tag == "label":  # of a hidden box to tick, by which a page without scripts opens a part
        return Opener("title", "", own, plain=not marked) if attributes.get("for") else None
    return Opener("title", panel.lstrip("#"), own) if marked else None


_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})


def heading_level(tag: str, attributes: Attributes, last: int) -> int:
    """The level, from 1 to 6, of a heading, of what takes a heading's role, and of what unfolds a part of the page.

    A folded part stands below ``last``, the level of the heading before it. 0 for other elements.
    """
    if tag in _HEADINGS:
        return int(tag[1])
    if tag == "p" and "MsoTitle" in (attributes.get("class") or ""):
        return 1  # as Word saves a document's title
    if attributes.get("role") == "heading":
        return min(max(number_in(attributes.get("aria-level")) or 2, 1), 6)
    return min(last + 1, 6) if tag == "summary" else 0


def names_of(attributes: Attributes) -> str:
    """What an element calls itself. An id with spaces is a sentence, not a name."""
    own = attributes.get("id") or ""
    given = f"{attributes.get('class') or ''} {attributes.get('role') or ''}"
    return f"{given if ' ' in own.strip() else f'{own} {given}'}".lower()


def places_in(source: str) -> frozenset[str]:
    """The names by which links can lead to places in a page."""
    return frozenset(_PLACES.findall(source))


def leads_away(attributes: Attributes, places: frozenset[str]) -> bool:
    """Whether a link goes to another page. A link to a place in this page belongs to a table of contents.

    ``places`` are the names of those: an address with another name behind its "#" is that of another page.
    """
    href = attributes.get("href") or ""
    page, hash, place = href.partition("#")
    if not page or page.startswith("mailto:"):
        return False
    return not hash or place not in places


def number_in(value: str | None) -> int | None:
    """An attribute's whole number; a number that no list needs counts as none."""
    text = (value or "").strip()
    return int(text) if text.isascii() and text.removeprefix("-").isdecimal() and len(text) < 8 else None
