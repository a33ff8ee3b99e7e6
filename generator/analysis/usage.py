"""Count what rules and modifiers are good for: where they fire, where nothing else would, what exceptions stop.

What fires nowhere, or only where something else does as well, is memory that can go.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any, Final

from generator.analysis.detection import Detector
from generator.analysis.judging import Sentence
from generator.analysis.reader import Reader
from generator.analysis.rules import CompiledRule, Where
from generator.analysis.sentences import Statement
from generator.model import Policy
from generator.practices import Practice
from generator.words import Modifier, Words

#: What a rule's pattern matches and the reader of sentences takes for something else.
READER: Final = "reader"


@dataclass(frozen=True, slots=True)
class Usage:
    """What one rule or modifier does in some texts.

    ``hits`` are the sentences where a rule gives an outcome, or which have a modifier's cue; ``sole`` those of them
    where no other rule of the practice gives this outcome, or whose outcomes are other ones without the modifier;
    ``stopped`` how many sentences a rule's pattern matches in vain, by what stops it: unless, under, near, reader.
    """

    of: str
    name: str
    hits: int
    sole: int
    stopped: tuple[tuple[str, int], ...] = ()


def usage(
    practices: Sequence[Practice], words: Words, detector: Detector, texts: Iterable[Policy]
) -> tuple[Usage, ...]:
    """Count for every rule of every practice, in their order, and then for every modifier, in all texts together."""
    rules, cues = _Rules(), _Modifiers(words)
    for text in texts:
        for statement, where, sentence, tried in detector.tried(text.document, text.sections, text.clauses):
            if tried:
                found = rules.note(statement, where, sentence, tried)
                cues.note(statement, sentence, tried, found)
    return (*rules.told(practices), *cues.told())


class _Rules:
    """Counts for rules."""

    def __init__(self) -> None:
        self._hits: Counter[tuple[str, str]] = Counter()
        self._sole: Counter[tuple[str, str]] = Counter()
        self._stopped: Counter[tuple[str, str, str]] = Counter()

    def note(
        self, statement: Statement, where: Where, sentence: Sentence, tried: Sequence[tuple[CompiledRule, Any]]
    ) -> list[str | None]:
        """Count one statement; give each rule's outcome in it, None where a field of its own stops it."""
        given: list[str | None] = []
        by: Counter[tuple[str, str]] = Counter()
        for rule, first in tried:
            stopped: str | None = rule.refusal(statement, where)
            outcome = None if stopped else _judged(rule, statement, sentence, first)
            given.append(outcome)
            if outcome in (None, "silent"):
                self._stopped[rule.practice, rule.rule.name, stopped or READER] += 1
            else:
                self._hits[rule.practice, rule.rule.name] += 1
                by[rule.practice, str(outcome)] += 1
        for (rule, _first), outcome in zip(tried, given, strict=True):
            self._sole[rule.practice, rule.rule.name] += by[rule.practice, str(outcome)] == 1
        return given

    def told(self, practices: Iterable[Practice]) -> Iterator[Usage]:
        """Give the counts, of rules that match nothing as well."""
        for practice in practices:
            for rule in practice.rules:
                key = practice.id, rule.name
                stopped = ((by, self._stopped[(*key, by)]) for by in ("unless", "under", "near", READER))
                kept = tuple((by, count) for by, count in stopped if count)
                yield Usage(practice.id, rule.name, self._hits[key], self._sole[key], kept)


class _Modifiers:
    """Counts for modifiers: each sentence with a cue is judged once more by a reader that does not know it."""

    def __init__(self, words: Words) -> None:
        self._rows = words.modifiers
        self._without = {row: Reader(replace(words, modifiers=_others(words.modifiers, row))) for row in self._rows}
        self._hits: Counter[Modifier] = Counter()
        self._sole: Counter[Modifier] = Counter()

    def note(
        self,
        statement: Statement,
        sentence: Sentence,
        tried: Sequence[tuple[CompiledRule, Any]],
        given: Sequence[str | None],
    ) -> None:
        """Count one statement, of which the rules ``tried`` have ``given`` these outcomes."""
        has = sentence.reader.cues(statement.match.decode("ascii"))
        for row in self._rows:
            if row.cue in has:
                self._hits[row] += 1
                other = replace(sentence, reader=self._without[row])
                self._sole[row] += any(
                    outcome is not None and _judged(rule, statement, other, first) != outcome
                    for (rule, first), outcome in zip(tried, given, strict=True)
                )

    def told(self) -> Iterator[Usage]:
        """Give the counts in the order of the rows."""
        for row in self._rows:
            yield Usage("modifiers", row.cue, self._hits[row], self._sole[row])


def _others(rows: Sequence[Modifier], row: Modifier) -> tuple[Modifier, ...]:
    return tuple(one for one in rows if one is not row)


def _judged(rule: CompiledRule, statement: Statement, sentence: Sentence, first: Any) -> str:
    found = rule.judgement(statement, sentence, first)
    return found[0] if found else "silent"
