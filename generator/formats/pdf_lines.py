"""The lines of a PDF: where they stand on the page, without running titles, and joined to paragraphs again.

The words are those of the library, in its order. Its positions say what text alone does not: gaps, indents, and which
lines are set larger than the body.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Any

from generator.formats.lines import split_lines
from generator.formats.wordset import word_set
from generator.formats.wrapping import join_wrapped, longest

_FULL = 0.9  # of the margin: letters are of different width, so full lines have different lengths
_APART = 1.25  # times the usual step from line to line
_LARGER = 1.1  # times the size of the body
_NARROW = 0.5  # of a letter's height: the width of a column
_DEEPEST = 20  # columns of indent
_LONGEST_PART = 40  # letters
_BROKEN_OFF = re.compile(r"([^\W\d_]+)([-\u00ad])(\s*)\Z")
_GOES_ON = re.compile(r"\s*([a-z]+)")
_COMPOUNDS = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_DIGITS = re.compile(r"\d+")
_BEFORE_HYPHENS = word_set(
    "all anti co cross double e ex first hard high in inter intra long low mid multi non off on one opt out over"
    " personally post pre pseudo re real second self semi short sign single so sub third two up well"
)  # words that a hyphen follows within a line, as in "third-party"


@dataclass(frozen=True, slots=True)
class Shown:
    """A line of a page: its text, where it begins (in points, upwards), and the size of its first letters."""

    text: str
    x: float = 0
    y: float = 0
    size: float = 0


class PageLines:
    """Takes the pieces of a page's text from the library, and makes lines of them."""

    def __init__(self) -> None:
        self.lines: list[Shown] = []
        self._parts: list[str] = []
        self._at = (0.0, 0.0, 0.0)

    def __call__(self, text: str, page: Sequence[float], matrix: Sequence[float], _font: Any, size: float) -> None:
        """A piece of text, with the two matrices that place it on the page, and its size before they scale it."""
        for at, piece in enumerate(text.split("\n")):
            if at:
                self.end()
            if piece.strip() and not any(map(str.strip, self._parts)):
                scale = abs(page[3] * matrix[3])
                self._at = (matrix[4] * page[0] + page[4], matrix[5] * page[3] + page[5], size * scale)
            self._parts.append(piece)

    def end(self) -> list[Shown]:
        """The lines, with what is left as the last."""
        self.lines.append(Shown("".join(self._parts), *self._at))
        self._parts = []
        return self.lines


def without_running_lines(pages: list[list[Shown]]) -> list[Shown]:
    """The lines of all pages without the running titles and page numbers that stand on most pages."""
    split = [[line for line in page if line.text.strip()] for page in pages]
    edges = Counter(edge for lines in split for edge in {_edge(line) for line in lines[:1] + lines[-1:]})
    running = {edge for edge, times in edges.items() if times > 2 and times * 2 > len(pages)}
    for lines in split:
        while lines and _edge(lines[-1]) in running:
            lines.pop()
        while lines and _edge(lines[0]) in running:
            lines.pop(0)
    return [line for lines in split for line in lines]


def _edge(line: Shown) -> tuple[str, int]:
    """By what running lines are known: their words, whatever their number, and their size. A title is larger."""
    return _DIGITS.sub("0", " ".join(line.text.split())), round(line.size)


def reflow(lines: list[Shown]) -> tuple[str, frozenset[int]]:
    """The text with each paragraph on one line, and the offsets in it of lines that are larger than the body.

    Words that were broken at a line's end are made whole. Items of lists keep their indents.
    """
    source, larger = _laid_out(_with_whole_words(lines))
    broken = split_lines(source)
    parts: list[str] = []
    length = 0
    titles: set[int] = set()
    for unit in join_wrapped(source, broken, round(longest(broken) * _FULL)):
        space = ("\n\n" if unit.gap else "\n") * bool(parts) + " " * unit.indent * bool(unit.marker)
        shown = " ".join(unit.text.split())
        if unit.start in larger:
            titles.add(length + len(space))
        parts += (space, shown)
        length += len(space) + len(shown)
    return "".join(parts), frozenset(titles)


def _laid_out(lines: list[Shown]) -> tuple[str, frozenset[int]]:
    """The lines as plain text with indents and empty lines, and the offsets of those that are larger than the body."""
    weights: Counter[float] = Counter()
    for line in lines:
        weights[line.size] += len(line.text)
    body = max(weights, key=lambda size: weights[size], default=0.0)
    step = _usual_step(lines)
    left = min((line.x for line in lines), default=0.0)
    parts: list[str] = []
    length = 0
    larger: set[int] = set()
    for at, line in enumerate(lines):
        gap = at > 0 and lines[at - 1].y - line.y > step * line.size * _APART > 0
        space = "\n" * gap + " " * _columns(line.x - left, body)
        if line.size > body * _LARGER > 0:
            larger.add(length + len(space))
        parts += (space, line.text.strip(), "\n")
        length += len(space) + len(parts[-2]) + 1
    return "".join(parts), frozenset(larger)


def _usual_step(lines: list[Shown]) -> float:
    """How far a line stands below the one before it, most often, in heights of its letters; 0 where nothing tells."""
    steps = Counter(
        round((a.y - b.y) / b.size, 1)
        for a, b in pairwise(lines)
        if a.size == b.size > 0 and 0 < a.y - b.y < 4 * b.size
    )
    return max(steps, key=lambda step: (steps[step], -step), default=0.0)


def _columns(distance: float, size: float) -> int:
    return min(round(distance / (size * _NARROW)), _DEEPEST) if size > 0 and distance > 0 else 0


def _with_whole_words(lines: list[Shown]) -> list[Shown]:
    """The lines with each word that a line's end broke on the line that it begins on.

    Whether the hyphen belongs to the word is told by how the document writes it elsewhere.
    """
    written = {word for line in lines for word in _COMPOUNDS.findall(line.text.lower())}
    mended = lines[:1]
    for line in lines[1:]:
        above = mended[-1].text
        end, start = _BROKEN_OFF.search(above[-_LONGEST_PART:]), _GOES_ON.match(line.text)
        if end and start:
            left, right = end.group(1), start.group(1)
            usual = left.lower() in _BEFORE_HYPHENS and f"{left}{right}".lower() not in written
            kept = end.group(2) == "-" and (usual or f"{left}-{right}".lower() in written)
            first, _, rest = line.text.lstrip().partition(" ")
            mended[-1] = replace(mended[-1], text=above[: -1 - len(end.group(3))] + "-" * kept + first)
            line = replace(line, text=rest)
        if line.text.strip():
            mended.append(line)
    return mended
