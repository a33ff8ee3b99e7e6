"""Read the elements of a page that is written plainly, as this site's pages are: each attribute in double quotes.

Every reader of HTML sees the same in such a page, so it takes one pattern to read it, at a small part of the cost. A
page that is written in any other way is not read here.
"""

from __future__ import annotations

import re
from functools import lru_cache
from html import unescape
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


@lru_cache(maxsize=10_000)
def _attributes(text: str) -> tuple[tuple[str, str], ...]:
    return tuple((name.lower(), unescape(value) if "&" in value else value) for name, value in _ATTRIBUTE.findall(text))
