"""The lines of a PDF: where they stand on the page, without running titles, and joined to paragraphs again.

The words are those of the library, in its order. Its positions say what text alone does not: gaps, indents, and which
lines are set larger than the body.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import pairwise
from typing import Any, Final

from generator.formats.lines import split_lines
from generator.formats.pdf_columns import Row, Shown, in_reading_order
from generator.formats.wordset import word_set
from generator.formats.wrapping import join_wrapped, longest

_FULL = 0.9  # of the margin: letters are of different width, so full lines have different lengths
_APART = 1.25  # times the usual step from line to line
_LARGER = 1.1  # times the size of the body
_TITLE_STEP = 1.6  # times its own size
_EDGE = 3  # lines at the head and at the foot of a page
_SAME_PLACE = 3.0  # points
_BESIDE = 0.1  # of a letter's height
_SHOWS: Final = (b"Tj", b"TJ", b"'", b'"')
_LIGATURES: Final = str.maketrans({"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl"})
_DRAWS_NOTHING: Final = 3
_UNFINISHED = word_set("a an and at by for from in of on or our that the to with your & und der die das et de la le")
_NARROW = 0.5  # of a letter's height: the width of a column
_DEEPEST = 20  # columns of indent
_LONGEST_PART = 40  # letters
_BROKEN_OFF = re.compile(r"([^\W\d_]+)([-\u00ad])(\s*)\Z")
_GOES_ON = re.compile(r"\s*([a-z]+)")
_COMPOUNDS = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_FOLIO = re.compile(r"(?=.{0,100}\Z)\S+ .*\S (\d{1,4})")
_DIGITS = re.compile(r"\d+")
_BEFORE_HYPHENS = word_set(
    "all anti co cross double e ex first hard high in inter intra long low mid multi non off on one opt out over"
    " personally post pre pseudo re real second self semi short sign single so sub third two up well"
)  # words that a hyphen follows within a line, as in "third-party"


class PageLines:
    """Takes the pieces of a page's text from the library, and makes lines of them.

    ``box`` are the page's left, bottom, right and upper edge in points. What stands outside, what is shown without
    colour beside other text, and what is shown a second time at the same place, to look bold, is left out.
    """

    def __init__(self, box: tuple[float, float, float, float] | None = None) -> None:
        self.mixed = False
        self._box = box
        self._rows: list[Row] = [[]]
        self._unseen: list[Row] = [[]]
        self._places: set[tuple[str, int, int]] = set()
        self._modes = [0]
        self._mode = 0  # in which the text that comes next was shown

    def operator(self, operator: bytes, operands: Sequence[Any]) -> None:
        """Note how text is shown from here on: mode 3 draws nothing."""
        if operator == b"Tr" and operands and isinstance(operands[0], (int, float)):
            self._modes[-1] = int(operands[0])
        elif operator == b"q":
            self._modes.append(self._modes[-1])
        elif operator == b"Q" and len(self._modes) > 1:
            self._modes.pop()
        elif operator in _SHOWS:
            self._mode = self._modes[-1]

    def __call__(self, text: str, page: Sequence[float], matrix: Sequence[float], _font: Any, size: float) -> None:
        """A piece of text, with the two matrices that place it on the page, and its size before they scale it."""
        scale = abs(page[3] * matrix[3])
        x, y = matrix[4] * page[0] + page[4], matrix[5] * page[3] + page[5]
        for at, piece in enumerate(text.split("\n")):
            if at:
                self._rows.append([])
                self._unseen.append([])
            if piece:
                self._add(Shown(piece.translate(_LIGATURES), x, y, size * scale))

    def _add(self, stretch: Shown) -> None:
        if stretch.text.strip() and (self._is_outside(stretch) or self._is_double(stretch)):
            return
        (self._unseen if self._mode == _DRAWS_NOTHING else self._rows)[-1].append(stretch)

    def _is_outside(self, stretch: Shown) -> bool:
        if self._box is None:
            return False
        left, bottom, right, top = self._box
        return stretch.x > right or stretch.end < left or stretch.y > top or stretch.y + stretch.size < bottom

    def _is_double(self, stretch: Shown) -> bool:
        """Whether the same words were shown at this place before, or less than a tenth of their height beside it."""
        if stretch.size <= 0:
            return False
        across, up = (round(place / (stretch.size * _BESIDE)) for place in (stretch.x, stretch.y))
        text = stretch.text.strip()
        double = any((text, across + dx, up + dy) in self._places for dx in (-1, 0, 1) for dy in (-1, 0, 1))
        self._places.add((text, across, up))
        return double

    def end(self) -> list[Shown]:
        """The lines, in the order of reading. Text that draws nothing is a scanned page's where there is no other."""
        seen = any(stretch.text.strip() for row in self._rows for stretch in row)
        lines, self.mixed = in_reading_order(self._rows if seen else self._unseen)
        return lines


def without_running_lines(pages: list[list[Shown]]) -> list[Shown]:
    """The lines of all pages without the running titles and page numbers that stand on most pages.

    On the first page one that is larger than the body stays: it is the document's title.
    """
    split = [[line for line in page if line.text.strip()] for page in pages]
    edges: dict[tuple[str, int], list[float]] = {}
    for lines in split:
        heads = {_edge(line): line.y for line in lines[:_EDGE] + lines[-_EDGE:]}
        for edge, y in heads.items():
            edges.setdefault(edge, []).append(y)
    running = {
        edge
        for edge, places in edges.items()
        if (len(places) > 2 and len(places) * 2 > len(pages))
        or (len(places) == len(pages) == 2 and abs(places[0] - places[1]) < _SAME_PLACE)
    }
    body = _body(line for lines in split for line in lines)
    for page, place in _folios(split, body):
        del split[page][place]
    for number, lines in enumerate(split):
        first = next((at for at, line in enumerate(lines) if _edge(line) not in running), len(lines))
        titles = [line for line in lines[:first] if not number and line.size > body * _LARGER > 0]
        while lines and _edge(lines[-1]) in running:
            lines.pop()
        lines[: min(first, len(lines))] = titles
    return [line for lines in split for line in lines]


def _folios(pages: list[list[Shown]], body: float) -> set[tuple[int, int]]:
    """The lines that bear their page's number behind a title that changes: "Chapter 2: Rights 14".

    They are the first (0) or the last (-1) of most pages, no larger than the body, and their numbers count with the
    pages. Returned are the page and the place.
    """
    found: dict[tuple[int, int], list[tuple[int, int]]] = {}
    for page, lines in enumerate(pages):
        for place in (0, -1) if len(lines) > 1 else ():
            folio = _FOLIO.fullmatch(" ".join(lines[place].text.split()))
            if folio and lines[place].size <= body * _LARGER:
                found.setdefault((place, int(folio[1]) - page), []).append((page, place))
    return {one for places in found.values() if len(places) > 2 and len(places) * 2 > len(pages) for one in places}


def _edge(line: Shown) -> tuple[str, int]:
    """By what running lines are known: their words, whatever their number, and their size. A title is larger."""
    return _DIGITS.sub("0", " ".join(line.text.split())), round(line.size)


def _body(lines: Iterable[Shown]) -> float:
    """The size in which most letters are set."""
    weights: Counter[float] = Counter()
    for line in lines:
        weights[line.size] += len(line.text)
    return max(weights, key=lambda size: weights[size], default=0.0)


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
    body = _body(lines)
    lines = _whole_titles(lines, body)
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


def _whole_titles(lines: list[Shown], body: float) -> list[Shown]:
    """The lines, with a title that was broken at a line's end on one line.

    A title goes on in small letters, or after a word that cannot end it.
    """
    whole = lines[:1]
    for line in lines[1:]:
        above = whole[-1]
        near = 0 < above.y - line.y < line.size * _TITLE_STEP
        if line.size == above.size > body * _LARGER > 0 and near and _is_broken(above.text.strip(), line.text.strip()):
            whole[-1] = replace(above, text=f"{above.text.rstrip()} {line.text.strip()}", y=line.y)
        else:
            whole.append(line)
    return whole


def _is_broken(above: str, text: str) -> bool:
    last = above.split()[-1].lower() if above else ""
    return text[:1].islower() or above[-1:] in ",&/" or last in _UNFINISHED


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
