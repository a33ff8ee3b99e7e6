"""Show the words of clauses that a new version changed: what is deleted, what is new, and a little around it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Final

from markupsafe import Markup, escape

from generator.comparison.changes import Change, Piece
from generator.comparison.words import Run
from generator.pages.escaping import clean, walled

#: Of words that have stayed within a clause that changed, so many characters stand on each side of a change.
AROUND: Final = 160
#: A clause that is new or gone is shown up to so many characters; the whole of it is in the text of its version.
LONGEST: Final = 6_000


@dataclass(frozen=True, slots=True)
class Block:
    """A clause or heading that is not as it was, ready to show, or a row of those that are: how many, and which."""

    kind: str
    html: Markup
    heading: bool = False
    same: int = 0
    pieces: tuple[Piece, ...] = ()


def view_blocks(changes: Sequence[Change]) -> Iterator[Block]:
    """Yield the changes that a reader sees, in order, with the clauses and headings that stand between them."""
    for counts, row in groupby(changes, key=lambda change: change.counts):
        if not counts:
            if same := tuple(change.after for change in row if change.after):
                yield Block("same", Markup(""), same=len(same), pieces=same)
            continue
        for change in row:
            piece = change.after or change.before
            yield Block(change.kind, walled(_html(change)), heading=piece is not None and piece.heading)


def _html(change: Change) -> Markup:
    """Return the words of a change, with what is deleted and inserted as such; read aloud, too."""
    if change.runs:
        last = len(change.runs) - 1
        parts = [_run(run, first=number == 0, last=number == last) for number, run in enumerate(change.runs)]
        return Markup(" ").join(parts)
    piece = change.after or change.before
    return _run(Run("inserted" if change.after else "deleted", piece.text if piece else ""), first=True, last=True)


def _run(run: Run, *, first: bool, last: bool) -> Markup:
    if run.kind == "same":
        return _lines(_shortened(run.text, first=first, last=last))
    tag, spoken = ("del", "deleted") if run.kind == "deleted" else ("ins", "new")
    return Markup('<{0}><span class="sp-hidden">[{1}: </span>{2}<span class="sp-hidden">]</span></{0}>').format(
        Markup(tag), spoken, _lines(_cut(run.text))
    )


def _cut(text: str) -> str:
    return text if len(text) <= LONGEST else f"{text[:LONGEST].rsplit(' ', 1)[0]} …"


def _shortened(text: str, *, first: bool, last: bool) -> str:
    """Return words that have stayed; of many, those beside a change only."""
    left, right = ("" if first else text[:AROUND].rsplit(" ", 1)[0]), ("" if last else text[-AROUND:].partition(" ")[2])
    return text if len(text) <= 2 * AROUND + 40 else f"{left} … {right}"


def _lines(text: str) -> Markup:
    return Markup("<br>").join(escape(line) for line in clean(text).strip().split("\n") if line.strip())
