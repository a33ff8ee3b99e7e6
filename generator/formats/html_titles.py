"""Makes headings of what unfolds a part of a web page: buttons, tabs, terms, and what calls itself such a title.

A button that opens no text is a control and is left out; anything else that opens none stays what it is.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace
from itertools import pairwise

from generator.formats.html_elements import Opener
from generator.formats.html_pieces import Piece, Pieces

_LONGEST = 160  # characters of a title
_TEXT = 8  # words outside links that make what follows a text
_LONG_MEANING = 60  # words, on average: what terms mean so long are sections
_CONTROL = re.compile(
    r"(?:(?:expand|collapse|show|hide|read|see|learn|view|accept|reject|load)(?: (?:all|more|less))?|menu|search|close"
    r"|print|download|submit|send|log in|sign (?:in|up)|subscribe|ok|got it|back|next|previous|copy|share)\b.{0,12}",
    re.I,
)


def unfolded(page: Pieces) -> Pieces:
    """The page with a heading above each part that unfolds; a tab's title stands above its own part."""
    if not any(piece.opener for piece in page.pieces):
        return page
    terms = _sections_of_terms(page.pieces)
    places = _places(page)
    above: dict[int, list[Piece]] = {}  # the titles to set above the piece at a place
    kept: list[Piece] = []
    level = 1
    levels: list[int] = []
    for piece in page.pieces:
        level = piece.level if piece.kind == "heading" else level
        levels.append(min(6, level + 1))
    for at, place in places.items():
        above.setdefault(place, []).append(_title(page.pieces[at], levels[at]))
    for at, piece in enumerate(page.pieces):
        kept += above.get(at, ())
        if at in terms:
            deeper = piece.depth - terms[at]
            kept.append(replace(piece, depth=max(0, deeper)) if terms[at] else _title(piece, levels[at]))
        elif at not in places and not _is_control(piece):
            kept.append(piece)
    return replace(page, pieces=kept)


def _title(piece: Piece, level: int) -> Piece:
    words = " ".join(piece.text.split())
    return replace(piece, kind="heading", text=words, level=level, depth=0, marker="", opener=None)


def _is_control(piece: Piece) -> bool:
    return piece.opener is not None and piece.opener.kind == "button" and piece.kind != "heading"


def _places(page: Pieces) -> dict[int, int]:
    """For each piece that is a title, the place of the first piece of what it opens."""
    pieces = page.pieces
    panels = _Panels(page)
    times = Counter(piece.text.casefold() for piece in pieces if piece.opener)
    places: dict[int, int] = {}
    alone: dict[int, int] = {}  # buttons for which nothing speaks but the text below them
    for at, piece in enumerate(pieces):
        opener = piece.opener
        if opener is None or opener.kind == "term" or piece.kind == "heading" or len(piece.text) > _LONGEST:
            continue
        if panels.named(opener):
            if (place := panels.place(at, opener)) is not None:
                places[at] = place
        elif at + 1 < len(pieces) and _is_text(pieces[at + 1]):
            if not opener.plain:
                places[at] = at + 1
            elif times[piece.text.casefold()] == 1 and not _CONTROL.fullmatch(piece.text):
                alone[at] = at + 1
    if len(alone) > 1:
        places |= alone
    return places


def _is_text(piece: Piece) -> bool:
    """Whether a piece can be the beginning of a text that was unfolded."""
    if piece.opener or piece.kind == "heading" or piece.linked * 2 > piece.words:
        return False
    return piece.words >= _TEXT or piece.kind in ("item", "table")


class _Panels:
    """The parts of a page that titles name, or that name their titles."""

    def __init__(self, page: Pieces) -> None:
        self._pieces = page.pieces
        containers = page.containers
        self._by_id = {container.id: at for at, container in enumerate(containers) if container.id}
        self._by_title = {container.titled: at for at, container in enumerate(containers) if container.titled}
        self._first: dict[int, int] = {}
        self._free = [0] * len(containers)
        for at, piece in enumerate(page.pieces):
            container = piece.container
            self._free[container] += piece.words - 2 * piece.linked
            while container >= 0 and container not in self._first:
                self._first[container] = at
                container = containers[container].parent
        for at in range(len(containers) - 1, 0, -1):
            self._free[containers[at].parent] += self._free[at]

    def named(self, opener: Opener) -> bool:
        """Whether the page holds the part that the title opens."""
        return self._container(opener) is not None

    def place(self, at: int, opener: Opener) -> int | None:
        """Where the part begins that the title at a place opens; None where it holds links or lies before it."""
        container = self._container(opener)
        if container is None or self._free[container] < _TEXT:
            return None
        first = self._first[container]
        return first if first > at else None

    def _container(self, opener: Opener) -> int | None:
        return self._by_id.get(opener.panel, self._by_title.get(opener.own) if opener.own else None)


def _sections_of_terms(pieces: list[Piece]) -> dict[int, int]:
    """The terms whose meanings are whole sections, as 0, and what stands below them, as how much less deep it is set.

    So are they where the meanings have several paragraphs, or are long.
    """
    found: dict[int, int] = {}
    lists: dict[int, list[int]] = {}  # the places of the terms of each list, by its depth and where it goes on
    run: list[int] = []
    for at, piece in enumerate([*pieces, None]):
        term = piece is not None and piece.opener is not None and piece.opener.kind == "term"
        if run and (piece is None or piece.depth < pieces[run[0]].depth or piece.kind == "heading"):
            lists[run[0]] = [*run, at]
            run = []
        if term and piece is not None and (not run or piece.depth == pieces[run[0]].depth):
            run.append(at)
    for places in lists.values():
        spans = [range(a + 1, b) for a, b in pairwise(places)]
        words = sum(pieces[at].words for span in spans for at in span)
        several = sum(sum(pieces[at].words >= _TEXT for at in span) > 1 for span in spans)
        if several * 2 >= len(spans) or words >= _LONG_MEANING * len(spans):
            outer = pieces[places[0]].depth + 1
            found |= dict.fromkeys(places[:-1], 0)
            found |= {at: outer for span in spans for at in span}
    return found
