"""Find the limits that a sentence sets to what it says: with consent, except by law, where your law gives the right.

A limit belongs to the statement that it limits. Of alternatives ("if you permit it, or if the law requires it") each
limits its own case. A list's exceptions are its items, so its introduction hands none on; what holds for people of one
place is handed on by the introduction, by the heading above, and by the sentence that opens the part.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from generator.analysis.patterns import compile_pattern
from generator.analysis.sentences import match_text
from generator.catalogue import Condition, Outcome, Practice, Words
from generator.model import Clause, Section

#: How far before its match a rule looks for "we may", in characters.
BEFORE: Final = 8

_CASE = re.compile(rb"; |,? or (?=(?:if|when|where|as|with|to|in|upon|on|because|for|otherwise|unless)\b)")
_GOES_ON = re.compile(rb"\W*(?:these|such|those|they|this)\b")
_CASE_WORD = re.compile(rb",? (?:if|when|where|as|with|to|in|upon|on|because|for|unless)\b")


@dataclass(frozen=True, slots=True)
class Handed:
    """The ids of limits that a clause takes over: each of its sentences, and those that go on from one before.

    "These may include the right to ..." goes on from "Depending on where you live, you have rights.", as an item of a
    list does from the sentences before its list.
    """

    always: frozenset[str] = frozenset()
    going_on: frozenset[str] = frozenset()


class Limits:
    """The conditions of words.yml, compiled once. Raises ValueError when a pattern is not one."""

    def __init__(self, words: Words) -> None:
        """Compile the conditions with the macros of words.yml."""
        self._limits: list[tuple[Condition, Any, Any]] = [
            (
                limit,
                compile_pattern(limit.pattern, words),
                compile_pattern(limit.unless, words) if limit.unless else None,
            )
            for limit in words.conditions
        ]
        self._kept: dict[tuple[str, Outcome], list[tuple[Condition, Any, Any]]] = {}
        self._anywhere = {
            limit.id: compile_pattern(limit.anywhere, words) for limit in words.conditions if limit.anywhere
        }
        self._parts = {limit.id: compile_pattern(limit.part, words) for limit in words.conditions if limit.part}
        self._openings = {limit.id: pattern for limit, pattern, _unless in self._limits if limit.part}

    def of(
        self, practice: Practice, outcome: Outcome, match: bytes, own: int, low: int, high: int, handed: Handed
    ) -> tuple[str, ...]:
        """Return the limits of what was matched between two offsets of a statement, whose own words begin at ``own``.

        ``handed`` is what the part hands on in which the statement stands.
        """
        said = _own_case(match, low, high) if outcome == "present" else match
        matched = match[max(0, low - BEFORE) : high]
        taken = handed.always | handed.going_on if own or _GOES_ON.match(match) else handed.always
        found = tuple(self._of(practice, outcome, said, match[own:], matched, taken))
        covered = {id for limit in found for id in limit.covers}
        return tuple(limit.id for limit in found if limit.id not in covered)

    def _of(
        self, practice: Practice, outcome: Outcome, said: bytes, alone: bytes, matched: bytes, handed: frozenset[str]
    ) -> Iterator[Condition]:
        for limit, pattern, unless in self._told_of(practice, outcome):
            where = matched if limit.within == "match" else alone if limit.within == "own" else said
            anywhere = self._anywhere.get(limit.id)
            found = pattern.search(where) and not (unless and unless.search(where))
            if found or limit.id in handed or (anywhere and anywhere.search(said)):
                yield limit

    def _told_of(self, practice: Practice, outcome: Outcome) -> Sequence[tuple[Condition, Any, Any]]:
        """Return the conditions that are told of an outcome of a practice, kept for the next sentence."""
        known = self._kept.get((practice.id, outcome))
        if known is None:
            known = self._kept[practice.id, outcome] = [
                (limit, pattern, unless)
                for limit, pattern, unless in self._limits
                if outcome in limit.outcomes and practice.tone in limit.tones
                if not limit.practices or practice.id in limit.practices
            ]
        return known

    def handed_on(self, folded: str, sections: Sequence[Section], clauses: Sequence[Clause]) -> Mapping[str, Handed]:
        """Return the limits that each clause takes over, by id: from all headings above, and from the clause before.

        A clause goes on from the one before where that ends with a colon, a sentence when it says so.
        """
        found: dict[str, Handed] = {}
        above: list[tuple[int, frozenset[str]]] = []
        before: frozenset[str] = frozenset()
        number, opened = 0, False
        for clause in clauses:
            while number < len(sections) and sections[number].start < clause.start:
                section = sections[number]
                while above and above[-1][0] >= section.level:
                    above.pop()
                above.append((section.level, self._set_by(folded[section.start : section.end], self._parts)))
                before, opened = frozenset(), False
                number += 1
            text = folded[clause.start : clause.end]
            set_here = self._set_by(text, self._openings) if "right" in text else frozenset()
            handed = (before if opened else frozenset()).union(*(limits for _level, limits in above))
            found[clause.id] = Handed(handed, before | set_here)
            before, opened = set_here, text.endswith(":")
        return found

    def _set_by(self, folded: str, patterns: Mapping[str, Any]) -> frozenset[str]:
        """Return the limits that a heading or a clause sets for what follows, by the patterns of each."""
        text = match_text(folded).encode()
        return frozenset(id for id, pattern in patterns.items() if pattern.search(text))


def _own_case(match: bytes, low: int, high: int) -> bytes:
    """Return the statement without the alternatives that the match does not reach."""
    if b" or " not in match and b"; " not in match:
        return match
    cases = [0, *(found.end() for found in _CASE.finditer(match)), len(match)]
    last = max(number for number, start in enumerate(cases[:-1]) if start < max(high, 1))
    if last == 0:
        return match
    first = _CASE_WORD.search(match, 0, cases[1])
    main = match[: first.start()] if first else b"" if low >= cases[last] else match[: cases[1]]
    return main + b" " + match[cases[last] : cases[last + 1]]
