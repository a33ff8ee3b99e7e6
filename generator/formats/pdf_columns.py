"""Columns of a PDF's page: lines that a page's program shows row by row are read one column after the other.

A table, too, has its cells in columns. So rows are split only where the sentences of all columns go on from line to
line, and each band of rows that begins anew in all of them, below a gap, is read by itself.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

_LETTER = 0.45  # of its height: the width of a letter, about
_APART = 1.0  # heights of a letter: a wider gap parts two columns
_NEAR = 4.0  # points: columns begin at one place
_ROWS = 4  # of fewer, none tells of a column
_FLOWS = 0.4  # of the rows: where the sentences of all columns go on in so many, they are columns of text
_MIXED = 0.2  # of the rows: where they go on in so many, it may be either
_BAND = 1.3  # times the usual step from row to row
_LONG = 20  # characters: a shorter line that has no full stop may be a title


@dataclass(frozen=True, slots=True)
class Shown:
    """A stretch of a page's text: where it begins (in points, upwards), and the size of its first letters."""

    text: str
    x: float = 0
    y: float = 0
    size: float = 0

    @property
    def end(self) -> float:
        """Where the stretch ends, about."""
        return self.x + len(self.text.strip()) * self.size * _LETTER


Row = list[Shown]


def in_reading_order(rows: Sequence[Row]) -> tuple[list[Shown], bool]:
    """The lines of a page in the order in which they are read, and whether it may be that columns are mixed in them."""
    rows = _joined(rows)
    jumps = Counter(
        round(b.x / _NEAR) for row in rows for a, b in pairwise(row) if b.x - a.end > _APART * max(a.size, b.size) > 0
    )
    starts = {start for start, times in jumps.items() if times >= _ROWS}
    starts = {start for start in starts if start - 1 not in starts}
    if not starts:
        return [_line(row) for row in rows], False
    lines: list[Shown] = []
    mixed = False
    run: list[dict[int, Row]] = []
    for row in [*rows, None]:
        cells = _cells(row, starts) if row is not None else {}
        if cells:
            run.append(cells)
            continue
        told, unclear = _read(run)
        lines += told
        mixed = mixed or unclear
        run = []
        if row is not None:
            lines.append(_line(row))
    return lines, mixed


def _joined(rows: Sequence[Row]) -> list[Row]:
    """The rows, with a line that stands beside the one before it, a little lower or higher, in the same row."""
    joined: list[Row] = []
    for row in rows:
        last = joined[-1][-1] if joined and joined[-1] else None
        if (
            last is not None
            and row
            and abs(row[0].y - last.y) < last.size * 0.8
            and row[0].x - last.end > _APART * last.size > 0
        ):
            joined[-1] = [*joined[-1], replace(row[0], text=f" {row[0].text}"), *row[1:]]
        elif row:
            joined.append(row)
    return joined


def _cells(row: Row, starts: set[int]) -> dict[int, Row]:
    """A row's stretches by the column that they stand in; empty where it runs across columns. 0 is the first column."""
    cells: dict[int, Row] = {}
    column = 0
    for before, stretch in zip([None, *row], row, strict=False):
        place = round(stretch.x / _NEAR)
        begins = next((start for start in (place, place - 1, place + 1) if start in starts), None)
        if begins is not None and (before is None or stretch.x - before.end > 0):
            column = begins
        cells.setdefault(column, []).append(stretch)
    right = min((start for start in starts if start > column), default=None)
    return {} if right is not None and row[-1].end > right * _NEAR else cells


def _read(run: list[dict[int, Row]]) -> tuple[list[Shown], bool]:
    """The lines of rows that stand in columns."""
    several = [cells for cells in run if len(cells) > 1]
    if len(several) < _ROWS:
        return [_line([one for cell in cells.values() for one in cell]) for cells in run], False
    on = _going_on(run)
    share = sum(all(on[at].values()) for at, cells in enumerate(run) if len(cells) > 1) / len(several)
    if share < _FLOWS:
        return [_line([one for cell in cells.values() for one in cell]) for cells in run], share >= _MIXED
    lines: list[Shown] = []
    for band in _bands(run, on):
        for column in sorted({column for cells in band for column in cells}):
            lines += [_line(cells[column]) for cells in band if column in cells]
    return lines, False


def _going_on(run: list[dict[int, Row]]) -> list[dict[int, bool]]:
    """For each row and column, whether the line goes on with the sentence of the line above it."""
    above: dict[int, str] = {}
    found: list[dict[int, bool]] = []
    for cells in run:
        texts = {column: _line(cell).text.strip() for column, cell in cells.items()}
        found.append({column: _goes_on(above.get(column, ""), text) for column, text in texts.items()})
        above |= texts
    return found


def _goes_on(above: str, text: str) -> bool:
    open_end = len(above) >= _LONG and above[-1] not in ".:;!?"
    return bool(above and text) and (text[0].islower() or (open_end and text[0].isalpha()))


def _bands(run: list[dict[int, Row]], on: list[dict[int, bool]]) -> list[list[dict[int, Row]]]:
    """The rows in bands: one begins where no column goes on, below a wider gap than usual."""
    heights = [next(iter(cells.values()))[0].y for cells in run]
    steps = Counter(round(a - b) for a, b in pairwise(heights) if a > b)
    usual = max(steps, key=lambda step: (steps[step], -step), default=0)
    bands = [run[:1]]
    for at in range(1, len(run)):
        apart = heights[at - 1] - heights[at] > usual * _BAND
        if apart and not any(on[at].values()):
            bands.append([])
        bands[-1].append(run[at])
    return bands


def _line(row: Row) -> Shown:
    """The stretches of a row as one line, placed where the first with words begins."""
    first = next((one for one in row if one.text.strip()), row[0])
    return replace(first, text="".join(one.text for one in row))
