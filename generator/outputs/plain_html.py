"""Read the elements of a page that is written plainly, as this site's pages are: each attribute in double quotes.

Every reader of HTML sees the same in such a page, so it takes one pattern to read it, at a small part of the cost. A
page that is written in any other way is read by Python's own parser.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from html import unescape
from html.parser import HTMLParser
from itertools import takewhile
from typing import Final

from generator.outputs.active_content import Element

_START: Final = re.compile(r"\s*<!doctype html>", re.IGNORECASE)
_TAG: Final = re.compile(
    r"""<(?:([a-z][a-z0-9]*)((?:\s+[a-z][a-z0-9:-]*(?:="[^"<]*")?)*)\s*/?|/[a-z][a-z0-9]*\s*)>|<""", re.IGNORECASE
)
# What readers of HTML end in different ways: the first two may hold only words here, the others are not read at all.
_WORDS_ONLY: Final = frozenset({"script", "title"})
_NOT_PLAIN: Final = frozenset(
    {"style", "textarea", "template", "xmp", "iframe", "noembed", "noframes", "plaintext", "image"}
)
# Elements that a parser adds where a page does without their tags.
_IMPLIED: Final = frozenset((tag, ()) for tag in ("html", "head", "body", "tbody", "colgroup"))
_ATTRIBUTE: Final = re.compile(r"""([^\s="]+)(?:="([^"]*)")?""")


def plain_elements(text: str) -> list[tuple[int, Element]] | None:
    """Return the elements of a page in their order, each with its line; None for a page that is not written plainly."""
    start = _START.match(text)
    found: list[tuple[int, Element]] = []
    line, at, inside = 1, 0, ""
    for tag in _TAG.finditer(text, start.end() if start else 0):
        written, pairs = tag.groups()
        if inside or not written:
            end = tag[0].lower()
            if end == "<" or (inside and end != f"</{inside}>"):
                return None
            inside = ""
            continue
        name = written.lower()
        if name in _NOT_PLAIN:
            return None
        if name in _WORDS_ONLY:
            inside = name
        line += text.count("\n", at, tag.start())
        at = tag.start()
        found.append((line, (name, _attributes(pairs) if pairs else ())))
    return found


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
    plain = plain_elements(text)
    if plain is not None and [element for _, element in plain if element not in _IMPLIED] == theirs:
        return plain, None
    found = Reader(text).elements
    ours = [(line, element) for line, element in found if element not in _IMPLIED]
    if [element for _, element in ours] == theirs:
        return found, None
    same = sum(1 for _ in takewhile(lambda pair: pair[0][1] == pair[1], zip(ours, theirs, strict=False)))
    return found, ours[min(same, len(ours) - 1)][0] if ours else 1


@lru_cache(maxsize=10_000)
def _attributes(text: str) -> tuple[tuple[str, str], ...]:
    return tuple((name.lower(), unescape(value) if "&" in value else value) for name, value in _ATTRIBUTE.findall(text))
