"""Find what a policy says about each practice: rules held against statements, one policy at a time.

A rule is a linear-time pattern (google-re2) over the match text of :mod:`generator.analysis.sentences`. A sentence
meets only the few rules whose words it has (an ``re2.Set`` of 300 rules took twenty times as long). What matches is
then looked at closely: exceptions, surroundings, negation and its scope, and who acts. A sentence that a rule calls
unclear is unclear, whatever else matches it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from types import MappingProxyType
from typing import Any, Final

from generator.analysis.conditions import Limits
from generator.analysis.context import Before, contexts
from generator.analysis.folding import fold, match_text
from generator.analysis.judging import Match, Sentence
from generator.analysis.never import Laws
from generator.analysis.patterns import compile_pattern
from generator.analysis.prefilter import Prefilter
from generator.analysis.quotes import QUOTE_LIMIT, quote
from generator.analysis.reader import Reader
from generator.analysis.rules import CompiledRule, Where, compile_rule, pattern_of, sought, stems
from generator.analysis.sentences import SENTENCE_LIMIT, Statement, of_heading, statements
from generator.analysis.shape import marks
from generator.analysis.strength import Judge
from generator.model import Clause, Document, Finding, Section, Span
from generator.practices import Outcome, Practice, Rule
from generator.words import Strengths, Words

#: How many characters of a clause and the one before it a rule's surroundings are looked for in.
NEAR_LIMIT = 20_000
#: So many rules that agree on a statement are enough.
AGREEING = 3
#: Within one statement the first of these outcomes counts.
_PRECEDENCE: Final = ("unclear", "absent", "present", "silent")


UNMEASURED: Final = Strengths()
UNCOUNTED: Final[Mapping[str, int]] = MappingProxyType({})
# What the rules find in a statement: by practice and outcome the rules that match, each with its place in the text.
_Matches = dict[str, dict[Outcome, list[tuple[CompiledRule, Match]]]]


class Detector:
    """Every rule of every practice, compiled once. Raises ValueError when a pattern is not one."""

    def __init__(
        self,
        practices: Sequence[Practice],
        words: Words,
        strengths: Strengths = UNMEASURED,
        common: Mapping[str, int] = UNCOUNTED,
    ) -> None:
        """Compile the rules of the practices with the macros and conditions of words.yml.

        ``common`` is how many of 1,000 clauses hold each common word: it makes detection faster, and changes nothing.
        """
        self._reader = Reader(words)
        rules = [
            (practice, rule)
            for practice in practices
            for rule in sorted(practice.rules, key=lambda rule: _PRECEDENCE.index(rule.outcome))
        ]
        self._rules = [
            compile_rule(practice, rule, compile_pattern(pattern_of(rule, words), words), words)
            for practice, rule in rules
        ]
        self._prefilter = Prefilter([sought(rule, words) for _, rule in rules], words, common)
        self._alone = {(one.id, rule.name): rule.alone for one, rule in rules if rule.alone is not None}
        self._limits, self._laws = Limits(words), Laws(words.referring)
        self._practices = {practice.id: practice for practice in practices}
        self._names = {practice.id: stems(fold(practice.label)) for practice in practices}
        self._judge = Judge(strengths)

    def detect(self, document: Document, sections: Sequence[Section], clauses: Sequence[Clause]) -> tuple[Finding, ...]:
        """Find in the order of the text: at most one finding a statement and practice, never without a quote."""
        folded = fold(document.text)
        placed = self._placed(document.text, folded, sections, clauses)
        sentences = self._sentences(placed, document.text)
        matches = self._match(placed, sentences)
        findings = tuple(
            finding
            for (statement, place), sentence, found in zip(placed, sentences, matches, strict=True)
            for finding in self._findings(document.text, folded, statement, sentence, found, place)
        )
        findings = tuple(self._with_their_other_half(findings))
        return tuple(sorted((*findings, *opposed), key=_start)) if (opposed := [*self._opposed(findings)]) else findings

    def _sentences(self, placed: Sequence[tuple[Statement, Where]], text: str) -> list[Sentence]:
        """Give the statements as sentences that are still to be read, each with the one before it in its clause."""
        names = self._reader.names(text)
        sentences: list[Sentence] = []
        for at, (statement, place) in enumerate(placed):
            follows = at > 0 and placed[at - 1][1].clause == place.clause and not placed[at - 1][0].heading
            before = sentences[-1] if follows else None
            sentences.append(Sentence(statement.match, self._reader, names, before))
        return sentences

    def tried(
        self, document: Document, sections: Sequence[Section], clauses: Sequence[Clause]
    ) -> Iterator[tuple[Statement, Where, Sentence, Sequence[tuple[CompiledRule, Any]]]]:
        """Give each statement with where it stands, as a sentence, and the rules whose pattern matches it.

        With each rule stands its first match. Nothing is judged yet: this is for measuring what rules are good for.
        """
        placed = self._placed(document.text, fold(document.text), sections, clauses)
        sentences = self._sentences(placed, document.text)
        for (statement, where), sentence, worth in zip(placed, sentences, self._worth(sentences), strict=True):
            found = ((self._rules[at], self._rules[at].pattern.search(statement.match)) for at in worth)
            yield statement, where, sentence, [(rule, hit) for rule, hit in found if hit is not None]

    def _worth(self, sentences: Sequence[Sentence]) -> Iterator[Sequence[int]]:
        """Yield for each sentence the numbers of the rules whose words stand in it."""
        return self._prefilter.worth([one.match for one in sentences], [one.before is not None for one in sentences])

    def _placed(
        self, text: str, folded: str, sections: Sequence[Section], clauses: Sequence[Clause]
    ) -> list[tuple[Statement, Where]]:
        """List the statements of a text that are short enough, with where they stand."""
        headings = {section.id: match_text(folded[section.start : section.end]).encode() for section in sections}
        handed = self._limits.handed_on(folded, sections, clauses)
        spans = (Span(section.heading, section.start, section.end) for section in sections)
        titles = frozenset(of_heading(folded, span).match.strip(b" .:") for span in spans)
        placed: list[tuple[Statement, Where]] = []
        for clause, before in contexts(text, sections, clauses):
            if not clause.notice:
                heading = headings.get(clause.section or "", b"")
                around = folded[before.near : min(clause.end, before.near + NEAR_LIMIT)]
                place = Where(clause.id, clause.categories, heading, around, handed[clause.id])
                for statement in _statements(text, folded, clause, before):
                    if len(statement.match) <= SENTENCE_LIMIT:
                        placed.append((_as_title(statement, titles), place))
        return placed

    def _match(self, placed: Sequence[tuple[Statement, Where]], sentences: Sequence[Sentence]) -> Sequence[_Matches]:
        """Match the rules with each statement.

        One rule after the other, each over all statements that have its words: going through all rules for each
        statement took a quarter more time, since five hundred automata do not fit in a processor's cache.
        """
        worth: defaultdict[int, list[int]] = defaultdict(list)
        for at, numbers in enumerate(self._worth(sentences)):
            for number in numbers:
                worth[number].append(at)
        matches: list[_Matches] = [{} for _ in placed]
        for number in sorted(worth):
            compiled = self._rules[number]
            search = compiled.pattern.search
            for at in worth[number]:
                known = matches[at].get(compiled.practice)
                if known and _settled(compiled.rule, known):
                    continue
                if compiled.frame is not None and not compiled.frame.may_fit(sentences[at]):
                    continue
                hit = search(sentences[at].match)
                if hit is None:
                    continue
                if result := compiled.outcome(*placed[at], sentences[at], hit):
                    outcome, judged_match = result
                    found = matches[at].setdefault(compiled.practice, {})
                    found.setdefault(outcome, []).append((compiled, judged_match))
        return matches

    def _findings(
        self, text: str, folded: str, statement: Statement, sentence: Sentence, found: _Matches, place: Where
    ) -> Iterator[Finding]:
        """Make one finding for each practice that the statement matches."""
        if not found:
            return
        for practice, outcomes in self._with_twins(found).items():
            outcomes = _evidence(self._laws, outcomes, statement, fact=self._practices[practice].fact)
            if not outcomes:
                continue
            outcome = next(o for o in _PRECEDENCE if o in outcomes)
            by = sorted(outcomes[outcome], key=lambda found: -self._judge.share(practice, found[0].rule.name))
            _rule, match = by[0]
            start, end = quote(folded, statement, match.start, match.end)
            cut = (start > statement.start, end < statement.end)
            if statement.first and statement.first - start <= QUOTE_LIMIT:
                end = statement.first
            lead = statement.lead
            if len(text[start:end].split()) < 3 and statement.around:
                left, right = statement.around
                if right - left <= QUOTE_LIMIT:  # "Your name" alone is no quote; with its introduction it is
                    start, end, cut = left, right, (False, False)
                    lead = None if lead and left <= lead.start else lead
            if len(text[start:end].split()) >= 3:
                conditions = self._limits.of(
                    self._practices[practice], outcome, sentence, match, statement.own, place.handed
                )
                name, *also = (rule.rule.name for rule, _match in by)
                ways = marks(statement.match, statement.own, match.start, self._practices[practice], outcome)
                kinds = (*ways, *self._around(practice, place, len(by)))
                strength = self._judge.strength(practice, (name, *also), kinds)
                yield Finding(
                    practice,
                    outcome,
                    place.clause,
                    text[start:end],
                    start,
                    end,
                    name,
                    lead,
                    conditions,
                    tuple(also),
                    kinds,
                    strength,
                    cut,
                )

    def _with_twins(self, found: _Matches) -> _Matches:
        """Add the practices that are answered by what was found of others, where no rule of their own matches."""
        twins: _Matches = {}
        for practice, outcomes in found.items():
            outcome = next(o for o in _PRECEDENCE if o in outcomes)
            for implied in self._practices[practice].implies:
                if (
                    (implied.when, implied.beside) == (outcome, False)
                    and implied.practice in self._practices
                    and implied.practice not in found
                ):
                    twins[implied.practice] = {implied.outcome: outcomes[outcome]}
        return found | twins

    def _with_their_other_half(self, findings: Sequence[Finding]) -> Iterator[Finding]:
        """Give findings that say half of something another outcome where the policy says the other half nowhere."""
        whole = {
            (one.practice, one.outcome)
            for one in findings
            if any((one.practice, name) not in self._alone for name in (one.rule, *one.also))
        }
        for finding in findings:
            alone = (finding.practice, finding.outcome) not in whole
            yield replace(finding, outcome=self._alone[finding.practice, finding.rule]) if alone else finding

    def _opposed(self, findings: Sequence[Finding]) -> Iterator[Finding]:
        """Yield what findings say of their opposites, where the policy answers these by itself, too."""
        answered = {finding.practice for finding in findings}
        said = {(finding.practice, finding.start) for finding in findings}
        for finding in findings:
            for implied in self._practices[finding.practice].implies:
                here = implied.practice, finding.start
                if implied.beside and implied.when == finding.outcome and here[0] in answered and here not in said:
                    yield replace(finding, practice=implied.practice, outcome=implied.outcome)

    def _around(self, practice: str, place: Where, rules: int) -> Iterator[str]:
        """Give the marks of what stands around a sentence, and of how many rules agree on it."""
        if rules > 1:
            yield "agreed" if rules == 2 else "agreed-by-three"
        if self._practices[practice].category in place.categories:
            yield "on-topic"
        if not self._names[practice].isdisjoint(place.named):
            yield "under-its-name"


def _start(finding: Finding) -> int:
    return finding.start


def _evidence(
    laws: Laws, outcomes: Mapping[Outcome, Sequence[tuple[CompiledRule, Match]]], statement: Statement, *, fact: bool
) -> dict[Outcome, list[tuple[CompiledRule, Match]]]:
    """Return what rules found in a statement without what is never evidence; ``fact`` as in :meth:`Laws.against`."""
    kept = {
        outcome: [one for one in found if laws.against(statement, one[1], fact=fact) is None]
        for outcome, found in outcomes.items()
    }
    return {outcome: found for outcome, found in kept.items() if found}


def _as_title(statement: Statement, titles: frozenset[bytes]) -> Statement:
    """Take what only repeats a heading, as the lines of a contents list do, for a title."""
    if statement.heading or statement.match[statement.own :].strip(b" .:") not in titles:
        return statement
    return replace(statement, title=True)


def _statements(text: str, folded: str, clause: Clause, before: Before) -> Iterator[Statement]:
    """List the statements of a clause, and of the headings right above it."""
    for heading in before.headings:
        yield of_heading(folded, heading)
    yield from statements(text, folded, clause, question=before.question, lead=before.lead, broken=before.broken)


def combine(outcomes: set[Outcome], wins: Outcome | None = None) -> Outcome:
    """Combine what a policy says into one outcome: opposites are unclear, a plain word beats a hedged one.

    ``wins`` is the practice's own word for opposites, if it has one.
    """
    if {"present", "absent"} <= outcomes:
        return wins or "unclear"
    return next((o for o in ("present", "absent", "unclear") if o in outcomes), "silent")


def _settled(rule: Rule, found: Mapping[Outcome, Sequence[object]]) -> bool:
    """Tell whether nothing that a rule shows would count beside what was found of its practice already."""
    best = min(_PRECEDENCE.index(rule.outcome), _PRECEDENCE.index(rule.negated))
    places = ((_PRECEDENCE.index(outcome), len(rules)) for outcome, rules in found.items())
    return any(place < best or (place == best and rules >= AGREEING) for place, rules in places)
