"""Lets only words, lists, tables, links and pictures through of a page that people wrote by hand, once it is HTML.

Markdown lets any HTML through; on its source a sanitiser would take `<https://...>` and `>` for markup. What it takes
away is told, so that no page loses anything in silence.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Final

import nh3
from selectolax.lexbor import LexborHTMLParser

from generator.model import Page

#: The one page that has two parts: what people wrote, and what is made for it.
HOME: Final = "index.md"
# Stands between the two. No escaped text can hold it, so on that page its last occurrence is ours.
_MADE: Final = "<!-- made from here on -->"

_WORDS: Final = "a em strong b i u s small sub sup abbr cite code del dfn ins kbd mark q samp time var span br img"
_BLOCKS: Final = "p h1 h2 h3 h4 h5 h6 ul ol li dl dt dd div blockquote pre hr details summary figure figcaption"
_TABLES: Final = "table caption thead tbody tfoot tr th td"
_TAGS: Final = frozenset(f"{_WORDS} {_BLOCKS} {_TABLES}".split())
_ATTRIBUTES: Final[Mapping[str, set[str]]] = {
    "*": {"id", "class", "lang", "dir", "title"},
    "a": {"href"},
    "img": {"src", "alt", "width", "height"},
    "ol": {"start"},
    "li": {"value"},
    "th": {"scope", "colspan", "rowspan", "align"},
    "td": {"colspan", "rowspan", "align"},
    "time": {"datetime"},
    "details": {"open"},
}
_SCHEMES: Final = frozenset({"http", "https", "mailto"})


def joined(by_hand: bytes, made: str) -> Page:
    """Return the first page, whose first part people wrote, and whose second part, in HTML, is made for it."""
    return Page(HOME, b"%s\n\n%s\n%s" % (by_hand.rstrip(), _MADE.encode(), made.encode()))


def parted(path: str, text: str) -> tuple[str, str]:
    """Return the two parts of a page's text; the second one is empty on every page but the first."""
    if path != HOME:
        return text, ""
    by_hand, _, made = text.rpartition(_MADE)
    return by_hand, made.rstrip()


def allowed(html: str) -> tuple[str, tuple[str, ...]]:
    """What may be shown of a page's HTML, and which elements and attributes were taken away, each written like `<a x>`.

    Scripts, forms, frames, drawings and styles go, and every address but those of pages, web sites, mail and own
    pictures. Words stay.
    """
    kept = nh3.clean(
        html,
        tags=set(_TAGS),
        attributes=dict(_ATTRIBUTES),
        attribute_filter=_own_pictures,
        url_schemes=set(_SCHEMES),
        link_rel=None,
        clean_content_tags={"script", "style"},
    )
    return kept, tuple(dict.fromkeys((Counter(_named(html)) - Counter(_named(kept))).elements()))


def _own_pictures(tag: str, attribute: str, value: str) -> str | None:
    """Return the value, unless it is the address of a picture that does not lie in the site."""
    elsewhere = tag == "img" and attribute == "src" and (":" in value or "\\" in value or value.startswith("/"))
    return None if elsewhere else value


def _named(html: str) -> Iterator[str]:
    """Yield the elements and attributes in a piece of HTML, as a browser sees them."""
    root = LexborHTMLParser(html).root
    for node in root.traverse(include_text=False) if root is not None else ():
        if (node.tag or "-")[0] not in "-!":
            yield f"<{node.tag}>"
            yield from (f"<{node.tag} {name}>" for name in node.attributes)
