"""Tell which patterns are worth trying on a sentence, by the words that must stand in it: most are not.

What a word is good for is found out once: the needs that it meets, and the patterns that wait for one of these. So a
sentence costs a look at each of its words, and at the few patterns for whose rarest need it has one.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from generator.analysis.needs import Need, Needs, pieces, weight
from generator.analysis.patterns import written_macros
from generator.catalogue import Words

_WORD: Final = re.compile(rb"\w+|[^\w\s]")
#: So many words are kept with what they are good for: there is no end to those that texts may have.
MOST_WORDS: Final = 1 << 16


@dataclass(frozen=True, slots=True)
class Sought:
    """Hold a pattern, and the patterns of which each must stand beside it: in the sentence or in the one before."""

    pattern: str
    beside: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, eq=False)
class _Case:
    """Hold one alternative of a pattern, by its number: needs of the sentence, and needs of it or the one before.

    Needs are bits of a number.
    """

    number: int
    needs: int
    beside: int


class Prefilter:
    """Know what must stand in a sentence for each of some patterns to match."""

    def __init__(self, sought: Sequence[Sought], words: Words) -> None:
        """Take the patterns in the order of their numbers; their macros are those of words.yml."""
        self._numbers: dict[Need, int] = {}
        self._meets: defaultdict[str, list[int]] = defaultdict(list)  # the needs that a piece of a word meets
        self._waiting: defaultdict[int, list[_Case]] = defaultdict(list)  # by a need
        self._always: list[_Case] = []
        self._known: dict[bytes, tuple[int, tuple[_Case, ...]]] = {}
        needs = Needs(written_macros(words))
        for number, one in enumerate(sought):
            beside = self._bits([need for text in one.beside for need in needs.of(f"(?:{text})")[0]])
            for alternative in needs.of(one.pattern):
                case = _Case(number, self._bits(alternative), beside)
                rarest = min(alternative, key=weight, default=None)
                (self._always if rarest is None else self._waiting[self._numbers[rarest]]).append(case)

    def worth(self, texts: Sequence[bytes], follows: Sequence[bool]) -> Iterator[Sequence[int]]:
        """Yield for each sentence the numbers of the patterns that are worth trying.

        ``follows`` says of each whether the sentence before it is one that it may point at.
        """
        before = 0
        for text, goes_on in zip(texts, follows, strict=True):
            met = 0
            cases = set(self._always)
            for word in set(_WORD.findall(text)):
                needs, waiting = self._known.get(word) or self._look_up(word)
                met |= needs
                cases.update(waiting)
            around = met | before if goes_on else met
            yield sorted({case.number for case in cases if not case.needs & ~met and not case.beside & ~around})
            before = met

    def _bits(self, needs: Sequence[Need]) -> int:
        """Give needs as bits of a number, and note which pieces meet them."""
        for need in needs:
            if need not in self._numbers:
                number = self._numbers[need] = len(self._numbers)
                for piece in need:
                    self._meets[piece].append(number)
        return sum({1 << self._numbers[need] for need in needs})

    def _look_up(self, word: bytes) -> tuple[int, tuple[_Case, ...]]:
        """Give the needs that a word meets, and the cases that wait for one of them."""
        met = {number for piece in pieces(word.decode()) for number in self._meets.get(piece, ())}
        found = (
            sum(1 << number for number in met),
            tuple(case for number in met for case in self._waiting.get(number, ())),
        )
        if len(self._known) < MOST_WORDS:
            self._known[word] = found
        return found
