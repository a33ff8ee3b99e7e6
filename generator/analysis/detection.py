"""Finds what a policy says about each practice: rules held against statements, one policy at a time.

A rule is a linear-time pattern (google-re2) over the match text of :mod:`generator.analysis.sentences`. One
``re2.Filter`` tries all rules: it looks for their literal words first, so a sentence meets only the few rules whose
words it has (an ``re2.Set`` of the same 300 rules took twenty times as long). What matches is then looked at closely:
exceptions, surroundings, negation and its scope, and who acts. A sentence that a rule calls unclear is unclear,
whatever else matches it.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Final

import re2

from generator.analysis.context import Before, contexts
from generator.analysis.patterns import add_pattern, compile_pattern
from generator.analysis.reader import Reader
from generator.analysis.senses import Reading
from generator.analysis.sentences import UNSEEN, Statement, fold, match_text, of_heading, statements
from generator.model import Clause, Condition, Document, Finding, Outcome, Practice, Rule, Section, Words

#: A quote is one sentence, or a part of it when the sentence is longer than this many characters.
QUOTE_LIMIT = 400
#: How many matches of a rule are looked at in one statement, when "not" or the actor rules out the first.
TRIES = 4
#: How far before its match a rule hears "we may", in characters.
BEFORE = 8
#: Within one statement the first of these outcomes counts.
_PRECEDENCE: Final = ("unclear", "absent", "present", "silent")


@dataclass(frozen=True, slots=True)
class _Compiled:
    """A rule with its patterns compiled; None where the rule has none. ``protects`` is the tone of its practice."""

    practice: str
    protects: bool
    rule: Rule
    pattern: Any
    unless: Any
    under: Any
    near: Any


@dataclass(frozen=True)
class _Place:
    """Where a statement stands: its clause's id, its heading as match text, and the folded words around it."""

    clause: str
    heading: bytes
    around: str

    @cached_property
    def near(self) -> bytes:
        """The heading and the words around it, as match text: made only where a rule looks at it."""
        return self.heading + b": " + match_text(self.around).encode()


@dataclass(frozen=True)
class _Sentence:
    """A statement with its place, read only where a rule matches it."""

    statement: Statement
    place: _Place
    reader: Reader
    names: frozenset[str]

    @cached_property
    def reading(self) -> Reading:
        """Who does what in it."""
        return self.reader.senses(self.statement.match.decode("ascii"), self.names)

    @cached_property
    def turns(self) -> bool:
        """Whether anything in it may be denied; reading costs, and most sentences need none."""
        return self.reader.may_turn(self.statement.match.decode("ascii"))


# Who acts in vain for a rule, by its subject.
_OTHERS: Final = {"we": ("you", "they", "nobody"), "you": ("they", "nobody")}

# What is said of each practice: by outcome the first rule that says so, with its match in the match text.
_Said = dict[str, dict[Outcome, tuple[_Compiled, int, int]]]


class Detector:
    """Every rule of every practice, compiled once. Raises ValueError when a pattern is not one."""

    def __init__(self, practices: Sequence[Practice], words: Words) -> None:
        """Compile the rules of the practices with the macros and conditions of words.yml."""
        self._reader = Reader(words)
        self._rules: list[_Compiled] = []
        self._filter = re2.Filter()
        for practice in practices:
            for rule in sorted(practice.rules, key=lambda rule: _PRECEDENCE.index(rule.outcome)):
                parts = [
                    compile_pattern(text, words) if text else None for text in (rule.unless, rule.under, rule.near)
                ]
                number = add_pattern(self._filter, rule.pattern, words)
                pattern = self._filter.re(number)
                self._rules.append(_Compiled(practice.id, practice.tone == "protective", rule, pattern, *parts))
        if self._rules:
            self._filter.Compile()
        self._limits = [
            (
                limit,
                compile_pattern(limit.pattern, words),
                compile_pattern(limit.unless, words) if limit.unless else None,
            )
            for limit in words.conditions
        ]
        self._practices = {practice.id: practice for practice in practices}

    def detect(self, document: Document, sections: Sequence[Section], clauses: Sequence[Clause]) -> tuple[Finding, ...]:
        """The findings of a document in the order of its text: one a statement and practice, never without a quote."""
        folded = fold(document.text)
        headings = {section.id: match_text(folded[section.start : section.end]).encode() for section in sections}
        spoken: list[tuple[Statement, _Place]] = []
        for clause, before in contexts(document.text, sections, clauses):
            if not clause.notice:
                place = _Place(clause.id, headings.get(clause.section or "", b""), folded[before.near : clause.end])
                spoken += ((said, place) for said in _statements(document.text, folded, clause, before))
        heard = self._heard(spoken, self._reader.names(document.text))
        return tuple(
            finding
            for (statement, place), said in zip(spoken, heard, strict=True)
            for finding in self._findings(document.text, folded, statement, said, place)
        )

    def _heard(self, spoken: Sequence[tuple[Statement, _Place]], names: frozenset[str]) -> Sequence[_Said]:
        """What the rules say of each statement.

        One rule after the other, each over all statements that have its words: going through all rules for each
        statement took a quarter more time, since five hundred automata do not fit in a processor's cache.
        """
        texts = [statement.match for statement, _ in spoken] if self._rules else []  # without rules: not compiled
        worth: defaultdict[int, list[int]] = defaultdict(list)
        for at, text in enumerate(texts):
            for number in self._filter.Match(text, potential=True) or ():
                worth[number].append(at)
        heard: list[_Said] = [{} for _ in spoken]
        sentences = [_Sentence(statement, place, self._reader, names) for statement, place in spoken]
        for number in sorted(worth):
            compiled = self._rules[number]
            search = compiled.pattern.search
            for at in worth[number]:
                hit = search(texts[at])
                if hit is None or _settled(compiled.rule, heard[at].get(compiled.practice, ())):
                    continue
                if judged := _outcome(compiled, sentences[at], hit):
                    outcome, start, end = judged
                    heard[at].setdefault(compiled.practice, {}).setdefault(outcome, (compiled, start, end))
        return heard

    def _findings(self, text: str, folded: str, statement: Statement, said: _Said, place: _Place) -> Iterator[Finding]:
        """One finding for each practice that the statement speaks of."""
        if not said:
            return
        limits = [
            (limit, pattern)
            for limit, pattern, unless in self._limits
            if pattern.search(statement.match) and not (unless and unless.search(statement.match))
        ]
        for practice, outcomes in said.items():
            outcome = next(o for o in _PRECEDENCE if o in outcomes)
            compiled, low, high = outcomes[outcome]
            start, end = _quote(folded, statement, low, high)
            lead = statement.lead
            if len(text[start:end].split()) < 3 and statement.around:
                left, right = statement.around
                if right - left <= QUOTE_LIMIT:  # "Your name" alone is no quote; with its introduction it is
                    start, end = left, right
                    lead = None if lead and left <= lead.start else lead
            if len(text[start:end].split()) >= 3:
                matched = statement.match[max(0, low - BEFORE) : high]
                conditions = self._conditions(practice, outcome, matched, limits)
                name = compiled.rule.name
                yield Finding(practice, outcome, place.clause, text[start:end], start, end, name, lead, conditions)

    def _conditions(
        self, practice: str, outcome: Outcome, matched: bytes, limits: Sequence[tuple[Condition, Any]]
    ) -> tuple[str, ...]:
        """Those of a sentence's limits that are told of what was ``matched`` in it."""
        tone = self._practices[practice].tone
        return tuple(
            limit.id
            for limit, pattern in limits
            if outcome in limit.outcomes and tone in limit.tones
            if limit.within == "sentence" or pattern.search(matched)
        )


def _statements(text: str, folded: str, clause: Clause, before: Before) -> Iterator[Statement]:
    """What is said in a clause, and in the headings right above it."""
    for heading in before.headings:
        yield of_heading(folded, heading)
    yield from statements(text, folded, clause, question=before.question, lead=before.lead, broken=before.broken)


def combine(outcomes: set[Outcome], wins: Outcome | None = None) -> Outcome:
    """The outcome of a policy that says all of these: opposites are unclear, a plain word beats a hedged one.

    ``wins`` is the practice's own word for opposites, if it has one.
    """
    if {"present", "absent"} <= outcomes:
        return wins or "unclear"
    return next((o for o in ("present", "absent", "unclear") if o in outcomes), "silent")


def _settled(rule: Rule, said: Collection[Outcome]) -> bool:
    """Whether a rule can say nothing any more that would count beside what is said of its practice already."""
    best = min(_PRECEDENCE.index(rule.outcome), _PRECEDENCE.index(rule.negated))
    return any(_PRECEDENCE.index(outcome) <= best for outcome in said)


def _outcome(compiled: _Compiled, sentence: _Sentence, first: Any) -> tuple[Outcome, int, int] | None:
    """What one rule says of a sentence, and where in the match text; ``first`` is its pattern's first match there."""
    match, place = sentence.statement.match, sentence.place
    if compiled.unless and compiled.unless.search(match):
        return None
    if compiled.under and not compiled.under.search(place.heading):
        return None
    if compiled.near and not compiled.near.search(place.near):
        return None
    groups = range(1, compiled.pattern.groups + 1)
    for hit in _hits(compiled.pattern, match, first):
        anchor = next((at for group in groups if (at := hit.start(group)) >= 0), hit.start())
        if hit.end() <= sentence.statement.own:
            continue
        if _acted_by_others(compiled.rule.subject, sentence, anchor):
            continue
        outcome = _told(compiled, sentence, anchor, hit.start(), hit.end())
        if outcome != "silent":
            return outcome, hit.start(), hit.end()
    return None


def _acted_by_others(subject: str, sentence: _Sentence, anchor: int) -> bool:
    """Whether the act is that of somebody whom the rule is not about."""
    if subject == "others":
        return sentence.reading.addressed(anchor)
    return subject in _OTHERS and sentence.reading.who(anchor) in _OTHERS[subject]


def _told(compiled: _Compiled, sentence: _Sentence, anchor: int, start: int, end: int) -> Outcome:
    """What a rule says of its match from ``start`` to ``end``, when "not" and those whom it is about are looked at."""
    rule, outcome = compiled.rule, compiled.rule.outcome
    if outcome == "present":
        if sentence.turns and sentence.reading.crosses(start, anchor):
            return "silent"
        sense = sentence.reading.sense(start, anchor, end) if sentence.turns else "said"
        if sense != "said":
            outcome = rule.negated if sense == "denied" else "silent"
    elif outcome == "absent" and not compiled.protects and not sentence.reading.denies(start, end):
        return "silent"
    if outcome == "absent" and not compiled.protects and sentence.reading.for_some(end - 1):
        return "silent"
    return outcome


def _hits(pattern: Any, match: bytes, hit: Any) -> Iterator[Any]:
    """The first matches of a pattern, each beginning after the one before; few, so that time stays linear."""
    for _ in range(TRIES):
        if hit is None:
            return
        yield hit
        hit = pattern.search(match, hit.start() + 1)


_CUE = re.compile(r"\b(?:not|never|no|nor|neither|cannot|except|unless|however|but|only|without|other than)\b|n't\b")
_PAUSE = re.compile(r"[;:,] ")


def _quote(folded: str, statement: Statement, low: int, high: int) -> tuple[int, int]:
    """The offsets of the quote: the statement, cut at a word where it is long, never dropping a "not" or "unless"."""
    start, end = statement.start, statement.end
    if end - start <= QUOTE_LIMIT:
        return start, end
    shift = len(statement.match) - len(match_text(folded[start:end]))
    low, high = (_locate(folded, start, end, max(0, at - shift)) for at in (low, high))
    if high - start > QUOTE_LIMIT:
        pauses = [pause.end() for pause in _PAUSE.finditer(folded, start, low)]
        begin = next((at for at in pauses if high - at < QUOTE_LIMIT), pauses[-1] if pauses else start)
        if not _CUE.search(folded, start, begin):
            start = begin
    if end - start > QUOTE_LIMIT:
        stop = folded.rfind(" ", high, min(end, max(high, start + QUOTE_LIMIT)))
        if stop > high and not _CUE.search(folded, stop, end):
            end = stop
    return start, end


def _locate(folded: str, start: int, end: int, at: int) -> int:
    """The offset in the text of a position in the match text of ``folded[start:end]`` (runs of space count once)."""
    seen, space = -1, True
    for offset in range(start, end):
        if folded[offset] == UNSEEN:
            continue
        gap = folded[offset].isspace()
        seen += not (gap and space)
        space = gap
        if seen >= at:
            return offset
    return end
