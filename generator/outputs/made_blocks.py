"""Let the HTML that the templates made pass by the reader of Markdown, which would read each tag of it only to copy it.

A generated page is headings in Markdown and, from one line to another, whole HTML elements. What stands here cuts the
elements out, puts a word in the place of each, and puts them back when the headings are HTML: the same bytes as if
Markdown had read them. A page of any other form is left to Markdown as it is.
"""

from __future__ import annotations

import re
from typing import Final

from markdown import Markdown
from markdown.preprocessors import NormalizeWhitespace
from markdown.util import BLOCK_LEVEL_ELEMENTS

# What begins on a line of its own between two elements: nothing, or a heading.
_BETWEEN: Final = re.compile(r"(?:\n| {0,3}#{1,6} [^\n]*\n)*")
_ELEMENT: Final = re.compile(r"<([a-z][a-z0-9]*)[ >\n]")
# What Markdown's reader of HTML reads in another way than by counting tags.
_OTHER: Final = re.compile(r"<(?!/?[a-z])|<(?:script|style|pre|textarea|hr)\b|</?[a-z][a-z0-9]*[^a-z0-9 >/\n]")
_BLANK: Final = re.compile(r" *\n *\n")
_PLACE: Final = re.compile(r"<p>sp-made-([0-9]+)</p>")
_NORMAL: Final = NormalizeWhitespace(Markdown())


def cut_out(page: str) -> tuple[str, tuple[str, ...]]:
    """Return a generated page with a word in the place of each element, and the elements in their order.

    Without elements, and with the page as it was, where it is not of the form that the templates give it.
    """
    text = "\n".join(_NORMAL.run(page.split("\n")))
    kept: list[str] = []
    made: list[str] = []
    at = 0
    while True:
        between = _BETWEEN.match(text, at)
        start = between.end() if between else at
        kept.append(text[at:start])
        if not text[start:].strip():
            return ("".join(kept) if made else page), tuple(made)
        end = _end(text, start)
        if end is None:
            return page, ()
        kept.append(f"\nsp-made-{len(made)}\n\n")
        made.append(text[start:end] + ("\n" if _BLANK.match(text, end) else ""))
        at = end


def put_back(html: str, made: tuple[str, ...]) -> str:
    """Return the page's HTML with the elements that were cut out in their places."""
    return _PLACE.sub(lambda found: made[int(found[1])], html).strip() if made else html


def _end(text: str, start: int) -> int | None:
    """Return where the element that begins at ``start`` ends; None where that is not known, or more is on the line."""
    first = _ELEMENT.match(text, start)
    if first is None or first[1] not in BLOCK_LEVEL_ELEMENTS:
        return None
    depth = 0
    for tag in re.compile(rf"<(/?){first[1]}\b[^>]*>").finditer(text, start):
        depth += -1 if tag[1] else 1
        if not depth:
            alone = text.startswith(("\n", "<"), tag.end()) and not _OTHER.search(text, start, tag.end())
            return tag.end() if alone else None
    return None
