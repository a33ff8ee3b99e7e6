"""Find the limits that a sentence sets to what it says: with consent, except by law, where your law gives the right.

A limit belongs to the act that it limits, as the sentence is read. Of alternatives ("if you permit it, or if the law
requires it") each limits its own case. A list's exceptions are its items, so its introduction hands none on; what holds
for people of one place is handed on by the introduction, by the heading above, and by the sentence that opens the part.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final, Literal

from generator.analysis.folding import match_text
from generator.analysis.judging import Match, Sentence
from generator.analysis.one_limit import Limit, Where, as_we, compiled, own_case, sets
from generator.analysis.sentences import split
from generator.model import Clause, Section
from generator.practices import Outcome, Practice
from generator.words import Words

# What begins as the item of a list: "(2) The right", "- the right"; what is no ASCII is "~" here.
_MARKED: Final = re.compile(r"\W*(?:[~*\u2022-]|\(?(?:\d{1,2}|[a-z]|[ivx]+)[.)])\s")
_GOES_ON = re.compile(rb"\W*(?:these|such|those|they|this)\b")
# A full stop may end an introduction: "You have the following rights."
_FOLLOWING: Final = re.compile(r"\bfollowing\b[^.:]*\.$")
# What is given beside that which was given before has no limit of it.
_ALSO: Final = re.compile(r"\byou also have (?:a|the|\w+) rights?\b")


@dataclass(frozen=True, slots=True)
class Handed:
    """The ids of limits that a clause takes over: each of its sentences, and those that go on from one before.

    Those of ``headings`` the headings above it set; those of ``everybody`` its section sets for nobody, since it gives
    all people what it says.

    "These may include the right to ..." goes on from "Depending on where you live, you have rights.", as an item of a
    list does from the sentences before its list.
    """

    always: frozenset[str] = frozenset()
    going_on: frozenset[str] = frozenset()
    headings: frozenset[str] = frozenset()
    everybody: frozenset[str] = frozenset()


class Limits:
    """The conditions of words.yml, compiled once. Raises ValueError when a pattern is not one."""

    def __init__(self, words: Words) -> None:
        """Compile the conditions with the macros of words.yml."""
        self._limits = [compiled(limit, words) for limit in words.conditions]
        self._kept: dict[tuple[str, Outcome], list[Limit]] = {}

    def of(
        self, practice: Practice, outcome: Outcome, sentence: Sentence, match: Match, own: int, handed: Handed
    ) -> tuple[str, ...]:
        """Return the limits of what was matched in a sentence, whose own words begin at ``own``.

        ``handed`` is what the part hands on in which the statement stands.
        """
        whole = sentence.match
        said = own_case(whole, match.start, match.end) if outcome == "present" else whole
        said = as_we(said, sentence.names)
        taken = handed.always | handed.going_on if own or _GOES_ON.match(whole) else handed.always
        where = Where(sentence, match, own, said)
        found = [
            limit.condition
            for limit in self._told_of(practice, outcome)
            if not (limit.condition.everybody and limit.condition.id in handed.everybody)
            if limit.condition.id in taken
            or (limit.condition.id in handed.headings and practice.id not in limit.condition.alone)
            or sets(limit, where)
        ]
        covered = {id for limit in found for id in limit.covers}
        return tuple(limit.id for limit in found if limit.id not in covered)

    def _told_of(self, practice: Practice, outcome: Outcome) -> Sequence[Limit]:
        """Return the conditions that are told of an outcome of a practice, kept for the next sentence."""
        known = self._kept.get((practice.id, outcome))
        if known is None:
            known = self._kept[practice.id, outcome] = [
                limit
                for limit in self._limits
                if outcome in limit.condition.outcomes and practice.tone in limit.condition.tones
                if not limit.condition.practices or practice.id in limit.condition.practices
                if practice.id not in limit.condition.never
            ]
        return known

    def handed_on(self, folded: str, sections: Sequence[Section], clauses: Sequence[Clause]) -> Mapping[str, Handed]:
        """Return the limits that each clause takes over, by id: from all headings above, and from the clause before.

        A clause goes on from the one before where that ends with a colon, as do the items behind it, and a sentence
        when it says so.
        """
        found: dict[str, Handed] = {}
        for_all = self._for_all(folded, clauses)
        above: list[tuple[int, frozenset[str], frozenset[str]]] = []
        before: frozenset[str] = frozenset()
        number, opened, listed = 0, False, False
        for clause in clauses:
            while number < len(sections) and sections[number].start < clause.start:
                section = sections[number]
                while above and above[-1][0] >= section.level:
                    above.pop()
                set_here = self._set_by(folded[section.start : section.end], "part")
                above.append((section.level, set_here, for_all.get(section.id, frozenset())))
                before, opened, listed = frozenset(), False, False
                number += 1
            text = folded[clause.start : clause.end]
            set_here = self._introduced(folded, clause) if "right" in text else frozenset()
            headings = frozenset[str]().union(*(limits for _level, limits, _all in above))
            everybody = frozenset[str]().union(*(limits for _level, _limits, limits in above))
            marked = opened and _MARKED.match(text) is not None
            if listed and not marked:
                before, opened, listed = frozenset(), False, False
            found[clause.id] = Handed(before if opened else frozenset(), before | set_here, headings, everybody)
            if not marked:  # the next item of a list is introduced as the first one is
                announced = "following" in text and _FOLLOWING.search(text) is not None
                before, opened = set_here, announced or text.endswith(":")
                marked = announced  # what ends with a full stop introduces only what has the mark of an item
            listed = marked
        return found

    def _introduced(self, folded: str, clause: Clause) -> frozenset[str]:
        """Return the limits that what stands before the items of a clause sets, up to "you also have the right"."""
        end = clause.items[0].start - clause.start if clause.items else len(clause.text)
        for low, high in reversed(split(clause.text, 0, end)):
            start, stop = clause.start + low, clause.start + high
            if found := self._set_by(folded[start:stop], "pattern"):
                return found
            if _ALSO.search(folded, start, stop):
                break
        return frozenset()

    def _for_all(self, folded: str, clauses: Sequence[Clause]) -> Mapping[str, frozenset[str]]:
        """Return, by the id of a section, the limits that it sets for nobody, since a clause of it says so."""
        found: dict[str, frozenset[str]] = {}
        for clause in clauses:
            text = folded[clause.start : clause.end]
            if clause.section and "right" in text and (limits := self._set_by(text, "everybody")):
                found[clause.section] = found.get(clause.section, frozenset()) | limits
        return found

    def _set_by(self, folded: str, kind: Literal["part", "pattern", "everybody"]) -> frozenset[str]:
        """Return the limits of parts that a heading or a clause sets, or sets for nobody, by patterns of a kind."""
        text = match_text(folded).encode()
        patterns = ((limit.condition.id, getattr(limit, kind)) for limit in self._limits if limit.part)
        return frozenset(id for id, pattern in patterns if pattern and pattern.search(text))
