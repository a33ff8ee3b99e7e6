"""Read the elements of a page that is written plainly, as this site's pages are: each attribute in double quotes.

Every reader of HTML sees the same in such a page, so it takes one pattern to read it, at a small part of the cost. What
a browser's parser sees in it, it writes down plainly, too, and the same pattern reads that. A page that is written in
any other way is read by Python's own parser.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from html import unescape
from html.parser import HTMLParser
from itertools import takewhile
from typing import Final

from selectolax.lexbor import LexborHTMLParser

from generator.outputs.active_content import Element

_START: Final = re.compile(r"\s*<!doctype html>", re.IGNORECASE)
_TAG: Final = re.compile(
    r"""<(?:[a-z][a-z0-9]*(?:\s+[a-z][a-z0-9:-]*(?:="[^"<]*")?)*\s*/?|/[a-z][a-z0-9]*\s*)>|<""", re.IGNORECASE
)
_NAME: Final = re.compile("<([a-z0-9]+)", re.IGNORECASE)
# What readers of HTML end in different ways: the first two may hold only words here, the others are not read at all.
_WORDS_ONLY: Final = frozenset({"script", "title"})
_NOT_PLAIN: Final = frozenset(
    {"style", "textarea", "template", "xmp", "iframe", "noembed", "noframes", "plaintext", "image"}
)
# Elements that a parser adds where a page does without their tags.
_IMPLIED: Final = frozenset((tag, ()) for tag in ("html", "head", "body", "tbody", "colgroup"))
_ATTRIBUTE: Final = re.compile(r"""([^\s="]+)(?:="([^"]*)")?""")


def plain_elements(text: str) -> list[Element] | None:
    """Return the elements of a page in their order; None for a page that is not written plainly.

    Those that a parser adds by itself are left out.
    """
    start = _START.match(text)
    tags: list[str] = _TAG.findall(text, start.end() if start else 0)
    found = {tag: _element(tag) for tag in set(tags) if not tag.startswith("</")}
    if "<" in found or not _NOT_PLAIN.isdisjoint({name for name, _ in found.values()}):
        return None
    ends = {tag: f"</{name}>" for tag, (name, _) in found.items() if name in _WORDS_ONLY}
    for at in [at for at, tag in enumerate(tags) if tag in ends]:
        if at + 1 == len(tags) or tags[at + 1].lower() != ends[tags[at]]:
            return None
    seen = {tag: element for tag, element in found.items() if element[1] or element not in _IMPLIED}
    return [seen[tag] for tag in tags if tag in seen]


def agreed(text: str) -> list[Element] | None:
    """Return the elements of a page that is written plainly, where a browser sees just these; else None.

    None may be missing of what a browser sees: each element that its parser writes down begins with "<", and whatever
    begins so is either read by the pattern or makes the page one that is not written plainly.
    """
    ours, theirs = plain_elements(text), plain_elements(LexborHTMLParser(text).html or "")
    return ours if ours == theirs else None


class Reader(HTMLParser):
    """The elements of a page, each with its line, as Python's own parser sees them."""

    def __init__(self, text: str) -> None:
        super().__init__(convert_charrefs=True)
        self.elements: list[tuple[int, Element]] = []
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note an element."""
        self.elements.append((self.getpos()[0], (tag, tuple((name.lower(), value or "") for name, value in attrs))))


def read_in_two_ways(text: str, browsers: Sequence[Element]) -> tuple[Sequence[tuple[int, Element]], int | None]:
    """Return the elements of a page with their lines, and the line from which on browsers see others, if they do.

    ``browsers`` are the elements that these see. What hides from one of two readers would be looked at by nobody; so no
    page is published that has two meanings.
    """
    theirs = [element for element in browsers if element not in _IMPLIED]
    found = Reader(text).elements
    ours = [(line, element) for line, element in found if element not in _IMPLIED]
    if [element for _, element in ours] == theirs:
        return found, None
    same = sum(1 for _ in takewhile(lambda pair: pair[0][1] == pair[1], zip(ours, theirs, strict=False)))
    return found, ours[min(same, len(ours) - 1)][0] if ours else 1


@lru_cache(maxsize=10_000)
def _element(tag: str) -> Element:
    """Return an element as its start tag says it; one without a name where it is none."""
    name = _NAME.match(tag)
    if name is None:
        return "", ()
    attributes = _ATTRIBUTE.findall(tag[name.end() : -1].rstrip("/"))
    return name[1].lower(), tuple(
        [(name.lower(), unescape(value) if "&" in value else value) for name, value in attributes]
    )
