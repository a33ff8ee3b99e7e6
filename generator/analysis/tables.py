"""Read tables: their rows of cells, and what a row says with yes and no below a header ("Sold", "Collected?")."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from generator.model import Clause, Span

_BAR: Final = " | "
# What a column asks of each row, and how the policy would say it of itself.
_DONE: Final = {
    **{"collected": "collect", "gathered": "collect", "sold": "sell", "shared": "share", "disclosed": "disclose"},
    **{"used": "use", "stored": "store", "tracked": "track", "processed": "process"},
}
_HEADER: Final = re.compile(
    r"(?:is it |are they |do we |whether )?((?:"
    + "|".join((*_DONE, *_DONE.values()))
    + r")(?:(?:, | or | and |/|, or )(?:"
    + "|".join((*_DONE, *_DONE.values()))
    + r"))*)\b(?: with .{1,40}| to .{1,40}| by us)?\W*"
)
_ACT: Final = re.compile("|".join((*_DONE, *_DONE.values())))
_YES: Final = re.compile(r"(yes|no|never)\W*")


def rows_of(clause: Clause) -> list[list[Span]]:
    """Give the rows of cells of a clause that is a table: a line a row, with bars between the cells; else none."""
    lines = clause.text.split("\n")
    if clause.items or sum(_BAR in line for line in lines) <= len(lines) / 2 or len(lines) < 2:
        return []
    rows, at = [], clause.start
    for line in lines:
        cells, start = [], at
        for cell in line.split(_BAR):
            cells.append(Span(cell, start, start + len(cell)))
            start += len(cell) + len(_BAR)
        rows.append(cells)
        at += len(line) + 1
    return rows


def said_of_row(row: Sequence[str], header: Sequence[str]) -> list[str]:
    """Give what a row says with its plain yes and no, in match text: "we do not sell or share geolocation data".

    Nothing where a header does not name what is done, or no cell answers it.
    """
    said = []
    what = [cell for cell in row if cell and not _YES.fullmatch(cell)]
    for cell, head in zip(row[1:], header[1:], strict=False):
        answer, asked = _YES.fullmatch(cell), _HEADER.fullmatch(head)
        if answer and asked and what:
            acts = " or ".join(dict.fromkeys(_DONE.get(act, act) for act in _ACT.findall(asked[1])))
            denied = "" if answer[1] == "yes" else "do not "
            said.append(f"we {denied}{acts} {', '.join(what)}.")
    return said
