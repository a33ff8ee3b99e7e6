"""Which lines of a web page are nothing but links: lists of other pages, menus on one line, ways past the menu."""

from __future__ import annotations

import re

from generator.formats.html_pieces import Piece

_TO_TOP = re.compile(r"\W*(?:(?:go|jump|return|back) )?(?:to )?(?:the )?top(?: of (?:the |this )?page)?\W*", re.I)
_SKIP = re.compile(r"\W*(?:skip|jump) (?:directly )?to\b.{0,40}", re.I)
DATE = re.compile(r"\b(?:19|20)\d\d\b")
"""A year, which makes a short line a date and a link one to an earlier version."""
_BARS = 3  # a line of links with as many bars between them is a menu
_RUN = 3  # linked pieces in a row that are a list of links
_SENTENCE = 6  # words


def link_lists(pieces: list[Piece]) -> tuple[list[bool], list[bool]]:
    """For each piece, whether it stands in a list of links to other pages, and whether in one that is text.

    A list is text that a sentence with a colon introduces, that consists of sentences, or that gives earlier versions.
    """
    lists, told = [False] * len(pieces), [False] * len(pieces)
    run: list[int] = []
    for at in range(len(pieces) + 1):
        if at < len(pieces) and pieces[at].kind != "heading" and _is_all_link(pieces[at]):
            run.append(at)
            continue
        if len(run) >= _RUN:
            is_text = _is_told([pieces[one] for one in run], pieces[run[0] - 1] if run[0] else None)
            for one in run:
                lists[one], told[one] = not is_text, is_text
        run = []
    return lists, told


def _is_told(run: list[Piece], before: Piece | None) -> bool:
    sentences = sum(piece.words >= _SENTENCE and piece.text[-1] in ".!?" for piece in run)
    versions = sum(DATE.search(piece.text) is not None for piece in run)
    introduced = before is not None and before.text[-1] == ":" and not before.linked
    return introduced or sentences * 2 > len(run) or versions * 2 > len(run)


def _is_all_link(piece: Piece) -> bool:
    return bool(piece.words) and piece.linked * 10 >= piece.words * 8


def is_control(piece: Piece) -> bool:
    """Whether a line is no text wherever it stands: a way to the page's top or past its menu, or a line of links with
    bars between them."""
    if _TO_TOP.fullmatch(piece.text) or _SKIP.fullmatch(piece.text):
        return True
    return _is_all_link(piece) and piece.kind == "paragraph" and piece.text.count("|") >= _BARS
