"""How much of a page was read: the share of the words that stand outside its menus, header, footer and forms."""

from __future__ import annotations

from generator.formats.html_pieces import Piece, Pieces
from generator.formats.wordset import word_set

_ENOUGH = 0.85
_SHOWN = 60  # characters
_AROUND = word_set("nav header footer form select navigation banner contentinfo search menu menubar dialog")
_ONLY = (
    "Only {:.0%} of the words that the page shows outside its menus, header, footer and forms were read; most of the"
    " rest begins with “{}”."
)


def little_read(page: Pieces, read: list[Piece]) -> tuple[str, ...]:
    """A warning where less than 85 % of a page's words were read, which says where most of the rest stands.

    Words in links that were left out do not count: they lead to other pages.
    """
    around = [False] * len(page.containers)
    for at, container in enumerate(page.containers):
        around[at] = (at > 0 and around[container.parent]) or not {container.tag, container.role}.isdisjoint(_AROUND)
    kept = {id(piece) for piece in read}
    words = sum(piece.words for piece in read)
    left = [0 if id(piece) in kept or around[piece.container] else piece.words - piece.linked for piece in page.pieces]
    if words >= (words + sum(left)) * _ENOUGH:
        return ()
    start = _longest(left, [id(piece) in kept for piece in page.pieces])
    first = " ".join(page.pieces[start].text.split())
    shown = first if len(first) <= _SHOWN else f"{first[: _SHOWN - 1].rstrip()}…"
    return (_ONLY.format(words / (words + sum(left)), shown),)


def _longest(left: list[int], kept: list[bool]) -> int:
    """Where the stretch begins that was left out and holds most words."""
    best, total, begin = (0, 0), 0, 0
    for at, words in enumerate(left):
        if kept[at]:
            total = 0
            continue
        begin = at if not total and words else begin
        total += words
        best = max(best, (total, -begin))
    return -best[1]
