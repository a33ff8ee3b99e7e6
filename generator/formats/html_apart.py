"""Tells a privacy policy from other documents on the same page, as terms of use.

Only what the markup sets apart is left out: no word is lost on a guess.
"""

from __future__ import annotations

import re

from generator.formats.html_pieces import Piece

_TITLE_WORDS = 8
_A_TEXT = 300  # words
_SECTIONS = 2  # headings below a title that make it a document's and not a section's
_POLICY = re.compile(
    r"\b(?:privacy|data protection|cookie)s? (?:and \w+ )?(?:policy|notice|statement|agreement)\b", re.I
)
_OTHER_DOCUMENT = re.compile(
    r".*\b(?:terms (?:and|&) conditions|(?:terms|conditions) of (?:use|service|sale)|user agreement)(?: of .*)?", re.I
)
_BOTH = re.compile(
    r".*\b(?:terms (?:and|&) conditions|(?:terms|conditions) of (?:use|service|sale)|(?:user|member) agreement)"
    r",? (?:and|&) (?:the |our )?(?:privacy|data protection) (?:policy|notice|statement)\W*",
    re.I,
)
_ALONE = re.compile(r"(?:[\dIVX]+\. ?)?(?:the |our )?(?:privacy|data protection) (?:policy|notice|statement)\W*", re.I)


def is_own_title(piece: Piece) -> bool:
    """Whether a short piece says what the page is: a privacy policy, notice or statement."""
    return piece.words <= _TITLE_WORDS and not piece.linked and _POLICY.search(piece.text) is not None


def policy_only(pieces: list[Piece]) -> tuple[list[Piece], str]:
    """The pieces without the terms of use that the page holds beside its policy, and the title of those terms."""
    heads = [at for at, piece in enumerate(pieces) if piece.kind == "heading"]
    start, end, title = _first_of_two(pieces, heads) or _beside(pieces, heads) or (0, 0, "")
    return pieces[:start] + pieces[end:], title


def _first_of_two(pieces: list[Piece], heads: list[int]) -> tuple[int, int, str] | None:
    """Where the terms begin and end under a title that names both: "User Agreement and Privacy Policy".

    They have sections, and end at a heading of the same level that names the policy alone and has a long text below it.
    """
    title = next((at for at in heads if _BOTH.fullmatch(pieces[at].text)), None)
    alone = next((at for at in reversed(heads) if _ALONE.fullmatch(pieces[at].text)), None)
    if title is None or alone is None:
        return None
    level = pieces[alone].level
    before = [at for at in heads if title < at < alone and pieces[at].level == level]
    end = next((at for at in heads if at > alone and pieces[at].level <= level), len(pieces))
    if len(before) <= _SECTIONS or sum(piece.words for piece in pieces[alone:end]) < _A_TEXT:
        return None
    return before[0], alone, pieces[title].text


def _beside(pieces: list[Piece], heads: list[int]) -> tuple[int, int, str] | None:
    """Where terms begin and end that stand beside the policy.

    Both must be documents with sections of their own, under titles of one level.
    """
    spans: dict[int, int] = {}  # of what looks like a document: its title's place, and its end
    for place, at in enumerate(heads):
        title = pieces[at]
        if title.words <= _TITLE_WORDS and (is_own_title(title) or _OTHER_DOCUMENT.fullmatch(title.text)):
            ends = (n for n in range(place + 1, len(heads)) if pieces[heads[n]].level <= title.level)
            following = next(ends, len(heads))
            if following - place > _SECTIONS:
                spans[at] = heads[following] if following < len(heads) else len(pieces)
    levels = {pieces[at].level for at in spans if is_own_title(pieces[at])}
    for at, end in spans.items():
        if pieces[at].level in levels and not is_own_title(pieces[at]):
            return at, end, pieces[at].text
    return None
