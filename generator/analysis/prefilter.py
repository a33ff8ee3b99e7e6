"""Tell which patterns are worth trying on a sentence, by the words that must stand in it: most are not.

All patterns are asked at once. Each has a bit of its own in several layers of a number, and each layer stands for one
of the words that it must have. What a word sets in all layers is found out once; a sentence sets what its words do, and
a pattern is worth trying when its bits are set in every layer.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from generator.analysis.needs import Need, Needs, pieces
from generator.analysis.patterns import written_macros
from generator.words import Words

_WORD: Final = re.compile(rb"\w+|[^\w\s]")
#: So many needs of a pattern are looked at, the rarest, and so many of those that may stand in the sentence before.
LAYERS: Final = 6
LAYERS_BESIDE: Final = 3
#: So many words are kept with what they are good for: there is no end to those that texts may have.
MOST_WORDS: Final = 1 << 14


@dataclass(frozen=True, slots=True)
class Sought:
    """Hold a pattern, and the patterns of which each must stand beside it: in the sentence or in the one before."""

    pattern: str
    beside: tuple[str, ...] = ()


class Prefilter:
    """Know what must stand in a sentence for each of some patterns to match."""

    def __init__(self, sought: Sequence[Sought], words: Words, common: Mapping[str, int]) -> None:
        """Take the patterns in the order of their numbers; their macros are those of words.yml.

        ``common`` is how many of 1,000 texts hold each common word: a pattern is known by its rarest ones.
        """
        needs = Needs(written_macros(words), common)
        cases: list[tuple[int, list[Need | None]]] = []  # the alternatives of the patterns, with a need a layer
        for number, one in enumerate(sought):
            beside = [need for text in one.beside for need in needs.of(f"(?:{text})")[0]]
            for own in needs.of(one.pattern):
                layers = [_rarest(needs, own, LAYERS), _rarest(needs, beside, LAYERS_BESIDE)]
                cases.append((number, [need for layer in layers for need in layer]))
        self._numbers = [number for number, _ in cases]
        self._size = len(cases)
        self._beside = ((1 << self._size * LAYERS_BESIDE) - 1) << self._size * LAYERS
        self._free = 0  # the bits that need no word
        self._meets: dict[str, int] = {}  # the bits that a piece of a word sets
        for at, (_, layered) in enumerate(cases):
            for layer, need in enumerate(layered):
                bit = 1 << layer * self._size + at
                if need is None:
                    self._free |= bit
                else:
                    for piece in need:
                        self._meets[piece] = self._meets.get(piece, 0) | bit
        self._known: dict[bytes, int] = {}

    def worth(self, texts: Sequence[bytes], follows: Sequence[bool]) -> Iterator[Sequence[int]]:
        """Yield for each sentence the numbers of the patterns that are worth trying, in order.

        ``follows`` says of each whether the sentence before it is one that it may point at.
        """
        known, before = self._known, 0
        for text, goes_on in zip(texts, follows, strict=True):
            met = self._free
            for word in set(_WORD.findall(text)):
                bits = known.get(word)
                met |= self._look_up(word) if bits is None else bits
            yield self._numbers_in(met | before & self._beside if goes_on else met)
            before = met

    def _numbers_in(self, met: int) -> list[int]:
        """Give the numbers of the patterns whose bits are set in every layer."""
        size, all_met = self._size, met
        for _ in range(LAYERS + LAYERS_BESIDE - 1):
            met >>= size
            all_met &= met
        all_met &= (1 << size) - 1
        numbers = []
        while all_met:
            lowest = all_met & -all_met
            numbers.append(self._numbers[lowest.bit_length() - 1])
            all_met ^= lowest
        return list(dict.fromkeys(numbers))

    def _look_up(self, word: bytes) -> int:
        """Give the bits that a word sets."""
        bits = 0
        for piece in pieces(word.decode()):
            bits |= self._meets.get(piece, 0)
        if len(self._known) < MOST_WORDS:
            self._known[word] = bits
        return bits


def _rarest(needs: Needs, listed: Sequence[Need], most: int) -> Sequence[Need | None]:
    """Give the rarest of some needs, and so many times None that there are as many as may be."""
    return [*sorted(listed, key=needs.weight)[:most], *(None for _ in range(most - len(listed)))]
