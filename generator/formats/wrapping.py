"""Paragraphs that were broken at a margin (e-mail, PDF): their lines are joined to one unit again."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

from generator.formats.lines import Line

_WIDEST = 130  # no margin is wider; longer lines are whole paragraphs
_SENTENCE_PART = 60  # a shorter line may be an entry of a list


def join_wrapped(text: str, lines: list[Line], margin: int) -> list[Line]:
    """Units, each a whole paragraph, heading or item. Without a margin (0), only broken sentences are joined."""
    units: list[Line] = []
    last = None  # the last line of the unit in hand, as it stands in the file
    for line in lines:
        if last is not None and _runs_on(last, line, units[-1], margin):
            units[-1] = replace(units[-1], end=line.end, ruled=line.ruled)
        else:
            units.append(line)
        last = line
    return [replace(unit, text=text[unit.start : unit.end]) for unit in units]


def find_margin(lines: list[Line]) -> int:
    """The column at which the text was wrapped, or 0.

    A text is wrapped when nearly no line is longer than a margin and most lines that are followed by another in the
    same paragraph had no room for its first word.
    """
    margin = longest(lines)
    pairs = [(a, b) for a, b in pairwise(lines) if not b.gap and not b.marker]
    full = sum(_is_full(a, b, margin) for a, b in pairs)
    return margin if full >= 3 and full * 5 >= len(pairs) * 3 else 0


def longest(lines: list[Line]) -> int:
    """The column that nearly no line goes beyond, where it can be a margin; else 0."""
    ends = sorted(line.indent + len(line.text) for line in lines)
    margin = ends[(len(ends) * 49) // 50 - 1] if len(ends) >= 4 else 0
    return margin if 35 <= margin <= _WIDEST else 0


def _is_full(line: Line, following: Line, margin: int) -> bool:
    first = following.text.split(None, 1)[0]
    return line.indent + len(line.text) + 1 + len(first) > margin


def _runs_on(line: Line, following: Line, unit: Line, margin: int) -> bool:
    if following.gap or following.marker or line.ruled or unit.kind == "hash":
        return False
    if not margin:
        broken = following.text[0].islower() and (line.text[-1].isalnum() or line.text[-1] == ",")
        return broken and len(line.text) >= _SENTENCE_PART and not unit.text[0].islower()
    if _is_full(line, following, margin):
        return True
    # A short line in the middle of a sentence: ragged text, or a word that the margin did not stop.
    return following.text[0].islower() and line.text[-1] not in ".:;!?" and len(line.text) * 2 > margin
