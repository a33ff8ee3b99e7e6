"""Say what a built page may hold: a list of elements and attributes that show, and of the few that load or lead.

The site is not published with anything else in it, whoever wrote it and however it came through. It is a list of what
is allowed, since nobody knows all that a browser runs, loads or follows. Behind this wall stands the
Content-Security-Policy of every page, which the browser itself keeps.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from typing import Final

from selectolax.lexbor import LexborHTMLParser

from generator.pages import addresses

Element = tuple[str, tuple[tuple[str, str], ...]]
"""An element as a parser saw it: its name in small letters, and its attributes in their order."""

# What shows itself and does nothing more. To let a template use another element or attribute, add it here, when the
# HTML standard says that no browser loads, runs or follows anything because of it.
_FRAME: Final = (
    "html head title meta link body header nav main footer script noscript form label input button select optgroup"
    " option datalist"
)
_WORDS: Final = (
    "p h1 h2 h3 h4 h5 h6 ul ol li dl dt dd div span section article aside figure figcaption blockquote pre hr br wbr"
    " a img strong em b i u s small sub sup abbr cite code data del dfn ins kbd mark q samp time var bdi bdo"
    " table caption colgroup col thead tbody tfoot tr th td details summary fieldset legend output progress meter"
)
_DRAWING: Final = "svg g path rect circle line text desc symbol use defs"
_ELEMENTS: Final = frozenset(f"{_FRAME} {_WORDS} {_DRAWING}".split())
_ANYWHERE: Final = "id class lang dir title hidden role tabindex popover translate"
_TYPED: Final = "autocomplete autocapitalize spellcheck"
_EVERYWHERE: Final = frozenset(f"{_ANYWHERE} {_TYPED}".split())
_ATTRIBUTES: Final[Mapping[str, frozenset[str]]] = {
    element: frozenset(names.split())
    for element, names in {
        "html": "xmlns",
        "meta": "charset name content http-equiv property",
        "link": "rel href type sizes media hreflang",
        "script": "src defer type",
        "a": "href rel download",
        "img": "src alt width height loading decoding",
        "form": "action method",
        "label": "for",
        "input": "type name value placeholder list min max step checked disabled required readonly maxlength",
        "button": "type name value disabled popovertarget popovertargetaction",
        "select": "name disabled required multiple size",
        "optgroup": "label disabled",
        "option": "value label selected disabled",
        "output": "for name",
        "progress": "value max",
        "meter": "value min max low high optimum",
        "fieldset": "name disabled",
        "details": "open name",
        "ol": "start reversed type",
        "li": "value",
        "col": "span",
        "colgroup": "span",
        "th": "scope headers colspan rowspan abbr align",
        "td": "headers colspan rowspan align",
        "time": "datetime",
        "data": "value",
        "svg": "xmlns viewbox width height preserveaspectratio focusable",
        "symbol": "viewbox preserveaspectratio",
        "use": "href x y width height",
        "path": "d",
        "rect": "x y width height rx ry",
        "circle": "cx cy r",
        "line": "x1 y1 x2 y2",
        "text": "x y",
    }.items()
}
_OWN: Final = ("data-", "aria-")  # read by our own scripts, and by programs that read a page aloud

# Of these attributes, the values that do no more than show.
_DATA: Final = frozenset({"application/json", "application/ld+json"})
_TELLS: Final = frozenset({"content-security-policy", "x-ua-compatible", "content-type"})
_NAMES: Final = frozenset({"stylesheet", "icon"})
#: What a link in a page's head may be that names another address without fetching it.
NAMING: Final = frozenset({"canonical", "alternate", "license", "author", "help", "next", "prev", "edit"})
_VALUES: Final[Mapping[tuple[str, str], frozenset[str]]] = {
    ("input", "type"): frozenset({"search", "text", "checkbox", "radio", "range", "number", "date", "hidden"}),
    ("button", "type"): frozenset({"button", "submit", "reset"}),
    ("form", "method"): frozenset({"get"}),
    ("meta", "http-equiv"): _TELLS,
    ("script", "type"): _DATA,
}
# Elements of which more than the names of their attributes is looked at.
_LOOKED_AT: Final = frozenset({"script", "use", "meta", "link"})
# A browser that runs scripts reads these up to the next end tag of that name, wherever it stands, and one that does not
# reads elements: it is the same to both where nothing but words and closed tags stands within.
_WITHOUT_SCRIPTS: Final = re.compile(
    r"""<noscript>(?:[^<]|</?(?:p|a|strong|em|span)(?: [a-z-]+="[^"<>]*")*>)*</noscript>""", re.IGNORECASE
)
_NOSCRIPT: Final = re.compile("</?noscript", re.IGNORECASE)


def active(page: str, seen: Iterable[Element] | None = None) -> Iterator[str]:
    """Yield what in the page may do more than show itself, in words. Where its addresses lead is looked at elsewhere.

    The page is parsed as browsers parse it: a picture in the title of a drawing is an element to them, handler and all.
    ``seen`` are its :func:`elements`, where they were read already.
    """
    for tag, attributes in elements(page) if seen is None else seen:
        if not _shows(tag, tuple([name for name, _ in attributes])):
            yield from _does(tag, dict(attributes))
    if _NOSCRIPT.search(_WITHOUT_SCRIPTS.sub("", page)):
        yield "<noscript> may hold only words and links: with scripts, a browser reads the rest in another way"


def elements(page: str) -> Iterator[Element]:
    """Yield the elements that a browser sees in the page, in their order."""
    root = LexborHTMLParser(page).root
    for node in root.traverse(include_text=False) if root is not None else ():
        if (node.tag or "-")[0] not in "-!":  # neither a comment nor the document type
            attributes = ((name.lower(), value or "") for name, value in node.attributes.items())
            yield (node.tag or "").lower(), tuple(attributes)


def out_of_place(path: str) -> str | None:
    """Return why a file may not lie where it lies: captured bytes are only ever served as plain text."""
    if path.startswith(addresses.DOWNLOADS) and not path.endswith(".txt"):
        return "a download that does not end in .txt: a browser could run it"
    return None


@lru_cache(maxsize=10_000)
def _shows(tag: str, names: tuple[str, ...]) -> bool:
    """Tell whether an element with these attributes does no more than show itself, whatever their values are."""
    allowed = _EVERYWHERE | _ATTRIBUTES.get(tag, frozenset())
    return tag in _ELEMENTS - _LOOKED_AT and all(
        (name in allowed or name.startswith(_OWN)) and (tag, name) not in _VALUES for name in names
    )


def _does(tag: str, attributes: Mapping[str, str]) -> Iterator[str]:
    if tag not in _ELEMENTS:
        yield f"<{tag}> may not stand in a page"
        return
    for name, value in attributes.items():
        given = value.strip().lower()
        if not (name in _EVERYWHERE or name in _ATTRIBUTES.get(tag, ()) or name.startswith(_OWN)):
            yield f"<{tag} {name}> may not stand in a page"
        elif given not in _VALUES.get((tag, name), {given}):
            yield f"<{tag} {name}={value!r}> may not stand in a page"
    said = {name: value.strip().lower() for name, value in attributes.items()}
    if tag == "script" and bool(said.get("src")) == ("type" in said):
        yield "a script that stands in the page itself, or a file that is given another type"
    if tag == "use" and not said.get("href", "").startswith("#"):
        yield f"a drawing that uses another file, {said.get('href')!r}"
    if tag == "meta" and said.get("name") == "referrer" and said.get("content") != "no-referrer":
        yield "<meta name=referrer> that tells other sites where a reader comes from"
    if tag == "link" and not _only_names(said.get("rel", "").split()):
        yield f"<link rel={said.get('rel')!r}> may load something"


def _only_names(rel: Sequence[str]) -> bool:
    """Tell whether a link in the head is the one style sheet or icon, or loads nothing."""
    return set(rel) <= NAMING if len(rel) != 1 else rel[0] in NAMING | _NAMES
