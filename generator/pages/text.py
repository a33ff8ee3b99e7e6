"""Make the whole text of a policy as HTML: every word in its order, an anchor on every clause, the evidence marked."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from markupsafe import Markup, escape

from generator.model import Block, Clause, Document, Policy, Section
from generator.pages.badges import Badge
from generator.pages.escaping import clean, walled
from generator.pages.views import PolicyView

_WRAPPED = 50
"""A line at least this long that does not end a sentence was broken by a line wrap, not by its author (characters)."""
_REST = Markup("<!---->")
"""Ends a stretch of text: for a long one with many escapes the sanitiser, which drops this, takes quadratic time."""
_STRETCH = 10_000
"""Characters."""


@dataclass(frozen=True, slots=True)
class ClauseText:
    """A clause ready to show. ``id`` is empty for words that stand between the clauses."""

    id: str
    html: Markup
    notice: bool = False
    badges: tuple[Badge, ...] = ()


@dataclass(frozen=True, slots=True)
class Chunk:
    """A heading of the policy and the clauses under it. ``level`` is 0 for what stands before the first heading."""

    level: int
    anchor: str
    heading: str
    clauses: tuple[ClauseText, ...]


def chunks(view: PolicyView) -> list[Chunk]:
    """Cut the whole text into headings and clauses, in order. Policy headings start at h3, below the page's own."""
    policy = view.policy
    text = policy.document.text
    marks = _marks(view)
    evidence = supported(view)
    levels = heading_levels(policy.sections)
    found: list[Chunk] = []
    heading: tuple[int, str, str] = (0, "", "")
    clauses: list[ClauseText] = []

    def loose(start: int, end: int) -> None:
        if text[start:end].strip():
            clauses.append(ClauseText("", _body(policy.document, start, end, marks)))

    position = 0
    for piece in pieces(policy):
        loose(position, piece.start)
        if isinstance(piece, Section):
            found.append(Chunk(*heading, tuple(clauses)))
            clauses = []
            heading = (levels[piece.id], piece.id, text[piece.start : piece.end])
        else:
            html = _body(policy.document, piece.start, piece.end, marks)
            clauses.append(ClauseText(piece.id, html, piece.notice, tuple(evidence.get(piece.id, ()))))
        position = max(position, piece.end)
    loose(position, len(text))
    found.append(Chunk(*heading, tuple(clauses)))
    return [chunk for chunk in found if chunk.level or chunk.clauses]


def heading_levels(sections: Sequence[Section]) -> dict[str, int]:
    """Return the level on the page of each heading, by section id.

    3 for the outermost, one deeper a nesting, at most 6.
    """
    levels: dict[str, int] = {}
    open_levels: list[int] = []
    for section in sections:
        while open_levels and open_levels[-1] >= section.level:
            open_levels.pop()
        levels[section.id] = min(6, 3 + len(open_levels))
        open_levels.append(section.level)
    return levels


def pieces(policy: Policy) -> list[Section | Clause]:
    """Return the headings and clauses of a policy, in the order of its text."""
    return sorted((*policy.sections, *policy.clauses), key=lambda piece: piece.start)


Mark = tuple[int, int, tuple[str, ...]]
"""A stretch of text that supports badges: where it starts and ends, and the ids of their practices."""


def _marks(view: PolicyView) -> list[Mark]:
    """Return the stretches of text that support a badge, merged where they overlap."""
    spans = sorted(
        (quote.start, quote.end, badge.practice.id) for badge in view.answered for quote in view.own(badge) if quote.end
    )
    merged: list[Mark] = []
    for start, end, practice in spans:
        if merged and start < merged[-1][1]:
            left, right, practices = merged[-1]
            merged[-1] = (left, max(end, right), tuple(dict.fromkeys((*practices, practice))))
        else:
            merged.append((start, end, (practice,)))
    return merged


def supported(view: PolicyView) -> dict[str, list[Badge]]:
    """Return the badges that each clause supports, by clause id, the ones that matter most first."""
    found: dict[str, list[Badge]] = {}
    for badge in (*view.of("concern"), *view.of("unclear"), *view.of("protective"), *view.of("neutral")):
        for anchor in dict.fromkeys(quote.anchor for quote in view.own(badge) if quote.anchor):
            found.setdefault(anchor, []).append(badge)
    return found


def _body(document: Document, start: int, end: int, marks: Sequence[Mark]) -> Markup:
    """Return the words from start to end as paragraphs, lists and tables."""
    parts: list[Markup] = []
    in_list = False
    for kind, depth, left, right, dot in forms(document, start, end):
        item = kind == "item" or depth > 0
        if item != in_list:
            parts.append(Markup('<ul class="sp-list">' if item else "</ul>"))
            in_list = item
        inner = _inline(document.text, left, right, marks)
        if item:
            marked = (" sp-dot" if dot else "") if kind == "item" else " sp-more"
            parts.append(Markup('<li class="sp-d{}{}">{}</li>').format(min(depth, 4) or 1, marked, inner))
        else:
            parts.append(Markup('<p class="sp-table">{}</p>' if kind == "table" else "<p>{}</p>").format(inner))
    if in_list:
        parts.append(Markup("</ul>"))
    return walled(Markup("").join(parts))


def forms(document: Document, start: int, end: int) -> Iterator[tuple[str, int, int, int, bool]]:
    """Yield the blocks within start..end as (kind, depth, start, end, needs a dot).

    Words between blocks are paragraphs.
    """
    position = start
    for block in _overlapping(document.blocks, start, end):
        left, right = max(block.start, position), min(block.end, end)
        if left >= right:
            continue
        if document.text[position:left].strip():
            yield "paragraph", 0, position, left, False
        yield block.kind, block.depth, left, right, not block.marker and left == block.start
        position = right
    if document.text[position:end].strip():
        yield "paragraph", 0, position, end, False


def _overlapping(blocks: Sequence[Block], start: int, end: int) -> Iterable[Block]:
    low, high = 0, len(blocks)
    while low < high:  # the first block that ends after start: a long policy has thousands of blocks
        middle = (low + high) // 2
        if blocks[middle].end <= start:
            low = middle + 1
        else:
            high = middle
    while low < len(blocks) and blocks[low].start < end:
        yield blocks[low]
        low += 1


def _inline(text: str, start: int, end: int, marks: Sequence[Mark]) -> Markup:
    """Escaped text with the evidence in <mark>, and line breaks where the author broke lines."""
    parts: list[Markup] = []
    position = start
    # A long policy has thousands of marks: only those from the first that ends behind the start are looked at.
    for number in range(bisect_right(marks, start, key=lambda mark: mark[1]), len(marks)):
        left, right, practices = marks[number]
        if left >= end:
            break
        left, right = max(left, position), min(right, end)
        parts.append(_lines(text[position:left]))
        parts.append(Markup('<mark data-sp-for="{}">{}</mark>').format(" ".join(practices), _lines(text[left:right])))
        position = right
    parts.append(_lines(text[position:end]))
    return Markup("").join(parts).strip()


def _lines(text: str) -> Markup:
    lines = clean(text).split("\n")
    if len(lines) == 1:
        return _escaped(lines[0])
    parts = [_escaped(lines[0])]
    for before, line in pairwise(lines):
        wrapped = len(before) >= _WRAPPED and not before.rstrip().endswith((".", ":", ";", "!", "?"))
        parts.append(_REST + "\n" if wrapped or not before.strip() or not line.strip() else Markup("<br>"))
        parts.append(_escaped(line))
    return Markup("").join(parts)


def _escaped(line: str) -> Markup:
    if len(line) <= _STRETCH:
        return escape(line)
    return _REST.join(escape(line[at : at + _STRETCH]) for at in range(0, len(line), _STRETCH))
