"""Try one rule on one statement: its pattern, what it must not match or stand near, who acts, and what is denied."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Literal

from generator.analysis.conditions import Handed
from generator.analysis.folding import match_text
from generator.analysis.frames import CompiledFrame, act_pattern, beside_act, compile_frame
from generator.analysis.judging import Match, Sentence, acted_by_others, judged
from generator.analysis.patterns import compile_pattern
from generator.analysis.prefilter import Sought
from generator.analysis.sentences import Statement, says_by_itself
from generator.practices import Outcome, Practice, Rule
from generator.words import Words

#: How many matches of a rule are looked at in one statement, when "not" or the actor rules out the first.
TRIES = 4
#: The fields of a rule that keep it from a statement which its pattern matches.
Refusal = Literal["unless", "under", "near"]
# The words of a label that name its subject: all practices are about personal data.
_NAMING = re.compile(r"\b(?!(?:your|with|from|their|does|about|data|information|personal|other|that)\b)[a-z]{4,}")


@dataclass(frozen=True)
class Where:
    """Where a statement stands: its clause's id and topics, its heading as match text, and the folded words around it.

    ``handed`` are the limits that its part hands on.
    """

    clause: str
    categories: tuple[str, ...]
    heading: bytes
    around: str
    handed: Handed

    @cached_property
    def named(self) -> frozenset[str]:
        """What the heading is about, as beginnings of words."""
        return stems(self.heading.decode())

    @cached_property
    def near(self) -> bytes:
        """The heading and the words around it, as match text: made only where a rule looks at it."""
        return self.heading + b": " + match_text(self.around).encode()


@dataclass(frozen=True, slots=True)
class CompiledRule:
    """A rule with its patterns compiled; None where the rule has none. ``protects`` is the tone of its practice.

    Of a rule with a frame, ``pattern`` is the frame's act.
    """

    practice: str
    protects: bool
    rule: Rule
    pattern: Any
    unless: Any
    under: Any
    near: Any
    frame: CompiledFrame | None = None

    def refusal(self, statement: Statement, where: Where) -> Refusal | None:
        """Say which of the rule's fields keeps it from a statement; None where none does."""
        if self.unless and self.unless.search(statement.match):
            return "unless"
        if self.under and not self.under.search(where.heading):
            return "under"
        return "near" if self.near and not self.near.search(where.near) else None

    def outcome(
        self, statement: Statement, where: Where, sentence: Sentence, first: Any
    ) -> tuple[Outcome, Match] | None:
        """Give the outcome in a statement, and where the rule matches; ``first`` is its pattern's first match."""
        return None if self.refusal(statement, where) else self.judgement(statement, sentence, first)

    def judgement(self, statement: Statement, sentence: Sentence, first: Any) -> tuple[Outcome, Match] | None:
        """Give the outcome as the reader judges it, from the first match that is not silent."""
        groups = range(1, self.pattern.groups + 1)
        if first is not None and first.start() < statement.own and says_by_itself(statement):
            first = self.pattern.search(statement.match, statement.own)
        for hit in _hits(self.pattern, statement.match, first):
            anchor = next((at for group in groups if (at := hit.start(group)) >= 0), hit.start())
            found = Match(hit.start(), anchor, hit.end())
            if self.frame is not None:
                filled = self.frame.fits(sentence, hit.span(), statement.own)
                if filled is None:
                    continue
                found = filled
            if found.end <= statement.own or acted_by_others(self.rule, sentence, anchor):
                continue
            outcome = judged(self.rule, sentence, found, protects=self.protects)
            if outcome != "silent":
                return outcome, found
        return None


def pattern_of(rule: Rule, words: Words) -> str:
    """Return the pattern that a rule is looked for by: its own, or its frame's act."""
    return act_pattern(rule.frame, words) if rule.frame is not None else rule.pattern


def sought(rule: Rule, words: Words) -> Sought:
    """Return what must stand in a sentence for a rule to be tried."""
    return Sought(pattern_of(rule, words), beside_act(rule.frame) if rule.frame is not None else ())


def compile_rule(practice: Practice, rule: Rule, pattern: Any, words: Words) -> CompiledRule:
    """Compile all of a rule but its pattern. Raises ValueError when a part of it is no pattern or names no list."""
    texts = ("|".join(filter(None, (rule.unless, practice.unless))), rule.under, rule.near)
    unless, under, near = (compile_pattern(text, words) if text else None for text in texts)
    frame = compile_frame(rule.frame, words) if rule.frame is not None else None
    return CompiledRule(practice.id, practice.tone == "protective", rule, pattern, unless, under, near, frame)


def stems(words: str) -> frozenset[str]:
    """Return the beginnings of the words that say what a heading or a label is about."""
    return frozenset(word[:5] for word in _NAMING.findall(words))


def _hits(pattern: Any, match: bytes, hit: Any) -> Iterator[Any]:
    """Yield the first matches of a pattern, each beginning after the one before; few, so that time stays linear."""
    for _ in range(TRIES):
        if hit is None:
            return
        yield hit
        hit = pattern.search(match, hit.start() + 1)
