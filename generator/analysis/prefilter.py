"""Tell which patterns are worth trying on a sentence, by the words that must stand in it: most are not.

An ``re2.Filter`` looks for the literal words of all patterns at once. It sees no word of less than three letters, and
no word that a frame wants beside its act. Lists of such words are looked for first; a mark of each list that is there
goes with the sentence, and stands for the list in the patterns that need it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import re2

from generator.analysis.patterns import add_pattern, compile_pattern, macros_of
from generator.catalogue import Words


@dataclass(frozen=True, slots=True)
class Sought:
    """Hold a pattern, and the patterns of which each must stand beside it: in the sentence or in the one before."""

    pattern: str
    beside: tuple[str, ...] = ()


class Prefilter:
    """Compile patterns, and tell by a sentence's words which of them may match. Raises ValueError for a wrong one."""

    def __init__(self, sought: Sequence[Sought], words: Words) -> None:
        """Take the patterns in the order of their numbers; their macros are those of words.yml."""
        alone = [number for number, one in enumerate(sought) if not one.beside]
        self._words = _Filter([(number, sought[number].pattern) for number in alone], words)
        # Those that any text might match: the lists of short words that they name are looked for first.
        named = {name for number in self._words.worth(b"") for name in macros_of(sought[number].pattern)}
        short = [name for name in sorted(named) if _Filter([(0, f"{{{name}}}")], words).worth(b"")]
        lists = dict.fromkeys([*(f"{{{name}}}" for name in short), *(text for one in sought for text in one.beside)])
        self._lists = _Filter(list(enumerate(lists)), words)
        self._marks = [f"\x01{number}\x01".encode() for number in range(len(lists))]
        marks = {text: f"(?:.*\x01{number}\x01.*)" for number, text in enumerate(lists)}
        marked = [
            (number, _marked(one, {f"{{{name}}}": marks[f"{{{name}}}"] for name in short}, marks))
            for number, one in enumerate(sought)
            if one.beside or not macros_of(one.pattern).isdisjoint(short)
        ]
        self._marked = _Filter(marked, words)
        self._moved = frozenset(number for number, _ in marked)
        patterns = {number: compile_pattern(one.pattern, words) for number, one in enumerate(sought) if one.beside}
        self.patterns: tuple[Any, ...] = tuple(
            patterns[number] if one.beside else self._words.pattern(number) for number, one in enumerate(sought)
        )

    def worth(self, texts: Sequence[bytes], follows: Sequence[bool]) -> Iterator[Sequence[int]]:
        """Yield for each sentence the numbers of the patterns that are worth trying.

        ``follows`` says of each whether the sentence before it is one that it may point at.
        """
        before = b""
        for text, goes_on in zip(texts, follows, strict=True):
            marks = b"".join([self._marks[number] for number in self._lists.found(text)])
            around = before + marks if goes_on else marks
            numbers = [number for number in self._words.worth(text) if number not in self._moved]
            yield sorted([*numbers, *self._marked.worth(text + around)])
            before = marks


def _marked(sought: Sought, short: Mapping[str, str], marks: Mapping[str, str]) -> str:
    """Return a pattern with marks for its lists of short words, and behind it the marks of what stands beside it."""
    pattern = sought.pattern
    for name, mark in short.items():
        pattern = pattern.replace(name, mark)
    return f"(?:{pattern})" + "".join(marks[text] for text in sought.beside)


class _Filter:
    """Wrap an ``re2.Filter`` whose patterns have numbers of their own; it may have none."""

    def __init__(self, numbered: Sequence[tuple[int, str]], words: Words) -> None:
        self._filter = re2.Filter()
        self._numbers = [number for number, _ in numbered]
        self._places = {number: add_pattern(self._filter, text, words) for number, text in numbered}
        if numbered:
            self._filter.Compile()

    def pattern(self, number: int) -> Any:
        """Give the compiled pattern of a number."""
        return self._filter.re(self._places[number])

    def worth(self, text: bytes) -> list[int]:
        """Give the numbers of the patterns whose words stand in a text."""
        return self._given(self._filter.Match(text, potential=True)) if self._numbers else []

    def found(self, text: bytes) -> list[int]:
        """Give the numbers of the patterns that match a text."""
        return self._given(self._filter.Match(text)) if self._numbers else []

    def _given(self, places: Sequence[int] | None) -> list[int]:
        return [self._numbers[place] for place in places or ()]
