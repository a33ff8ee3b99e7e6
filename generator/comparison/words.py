"""Find which words two texts share, in their order: what stays, what is deleted, and what is inserted.

A word is its letters and digits: capitals, punctuation, white space and the number of a line make no difference. The
words are aligned by their longest common subsequence, which rapidfuzz finds 64 words at a time, so the cost has a firm
bound.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final, Literal

from rapidfuzz.distance import Indel

RunKind = Literal["same", "deleted", "inserted"]

#: Fewer words than this between two changes are no rest for a reader: the changes are joined.
FEWEST_BETWEEN: Final = 3
#: Texts of more words are not aligned word by word, but for their common beginning and end.
MOST_WORDS: Final = 8_000

#: A word; or the number of a line, which is none.
_WORD: Final = re.compile(r"^[^\w\n]*\d{1,3}[.)](?=\s)|(\w+)", re.M)

Opcode = tuple[bool, int, int, int, int]
"""Whether the words are the same, and where they stand: from and to in the one text, from and to in the other."""


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of words that stays, is deleted or is inserted; ``text`` is verbatim, from the newer text if it can."""

    kind: RunKind
    text: str


def words_of(text: str) -> tuple[str, ...]:
    """Give the words of a text as they are compared."""
    return tuple(word for word in _WORD.findall(text.casefold()) if word)


def runs(before: str, after: str) -> tuple[tuple[Run, ...], int]:
    """Give what becomes of the words from one text to the other, and how many of them stay.

    Joined, the runs that are not inserted hold every word of ``before``, and those not deleted every word of ``after``.
    """
    old, new = _places(before), _places(after)
    found: list[Run] = []
    stay = 0
    keys, new_keys = _keys(before, old), _keys(after, new)
    for same, a, b, c, d in _settled(_joined(_aligned(keys, new_keys)), keys, new_keys):
        if same or "".join(keys[a:b]) == "".join(new_keys[c:d]):  # a space that was lost is no change
            found.append(Run("same", _slice(after, new, c, d)))
            stay += b - a
        else:
            if a < b:
                found.append(Run("deleted", _slice(before, old, a, b)))
            if c < d:
                found.append(Run("inserted", _slice(after, new, c, d)))
    return tuple(found), stay


def _places(text: str) -> list[tuple[int, int]]:
    return [found.span(1) for found in _WORD.finditer(text) if found[1]]


def _keys(text: str, places: Sequence[tuple[int, int]]) -> list[str]:
    return [text[start:end].casefold() for start, end in places]


def _slice(text: str, places: Sequence[tuple[int, int]], first: int, after: int) -> str:
    """Give the words from ``first`` to before ``after``, with what stands behind each; the first has what is before."""
    start = places[first][0] if first else 0
    return text[start : places[after][0] if after < len(places) else len(text)]


def _aligned(old: list[str], new: list[str]) -> Iterator[Opcode]:
    head = _common(old, new)
    tail = _common(old[head:][::-1], new[head:][::-1])
    a, b, c, d = head, len(old) - tail, head, len(new) - tail
    if head:
        yield True, 0, head, 0, head
    if b - a + d - c > MOST_WORDS:
        yield False, a, b, c, d
    else:
        for found in Indel.opcodes(old[a:b], new[c:d]):
            places = (a + found.src_start, a + found.src_end, c + found.dest_start, c + found.dest_end)
            yield (found.tag == "equal", *places)
    if tail:
        yield True, b, len(old), d, len(new)


def _common(old: Sequence[str], new: Sequence[str]) -> int:
    """Count the words that both begin with."""
    return next(
        (at for at, (one, other) in enumerate(zip(old, new, strict=False)) if one != other), min(len(old), len(new))
    )


def _joined(opcodes: Iterator[Opcode]) -> list[Opcode]:
    """Join changes that hardly anything stands between, and stretches of one kind."""
    merged: list[Opcode] = []
    for same, a, b, c, d in opcodes:
        if a == b and c == d:
            continue
        if merged and merged[-1][0] == same:
            merged[-1] = (same, merged[-1][1], b, merged[-1][3], d)
        elif not same and len(merged) > 1 and merged[-1][2] - merged[-1][1] < FEWEST_BETWEEN:
            merged.pop()
            merged[-1] = (False, merged[-1][1], b, merged[-1][3], d)
        else:
            merged.append((same, a, b, c, d))
    return merged


def _settled(opcodes: list[Opcode], old: Sequence[str], new: Sequence[str]) -> Iterator[Opcode]:
    """Yield the stretches, where words that a joined change begins and ends with on both sides have stayed."""
    for same, a, b, c, d in opcodes:
        if same:
            yield True, a, b, c, d
            continue
        head = _common(old[a:b], new[c:d])
        tail = _common(old[a + head : b][::-1], new[c + head : d][::-1])
        if head:
            yield True, a, a + head, c, c + head
        yield False, a + head, b - tail, c + head, d - tail
        if tail:
            yield True, b - tail, b, d - tail, d
