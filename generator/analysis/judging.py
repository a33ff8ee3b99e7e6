"""Judge what a rule has matched: whose act it is, whether it is denied, and for whom the denial holds."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Final

from generator.analysis.reader import Reader
from generator.analysis.reference import Pointer
from generator.analysis.senses import Reading
from generator.analysis.statements import Proposition
from generator.practices import Outcome, Rule

# Who acts in vain for a rule, by its subject.
_OTHERS: Final = {"we": ("you", "they", "nobody"), "you": ("they", "nobody")}
# "Shared with firms that may not use it for ads": what others must not do is no purpose of what the service does.
_OTHERS_NOT: Final = re.compile(
    rb"\b(?:they|who|which|that|it|(?:these|those|such|the) \w+|\w+ies|partners|providers|organi[sz]ations)"
    rb" (?:(?:do|does|will|may|must|shall|can|should|would|are|is) not|cannot|never|don't|won't)\b"
    rb"(?! (?:\w+ )?(?:identif|contain|includ|reveal|relate|personal))"
)
# "We show no ads based on your health", "we sell nothing from our contests": a no for one kind of data or one occasion.
_OF_A_PART: Final = re.compile(
    rb"\bbased on (?:your )?(?:content|sensitive|race|religion|health)\b"
    rb"|\b(?:in connection with|as part of|through|from) (?:the |our |this )?(?:[a-z]+ ){0,3}"
    rb"(?:rewards?|programs?|programmes?|contests?|surveys?|competitions?|promotions?)\b"
    rb"|^for [^.;]*?\b(?:consumers|residents|customers)\b[^.;]*, "
)
# What may take a sentence on from the one before it; which words mean what there, the reader says.
_POINTS: Final = re.compile(rb"\b(?:these|those|such|th(?:ey|em|emselves|eir|is|at|en)|yours|its?|itself|else)\b")


@dataclass(frozen=True, slots=True)
class Match:
    """Hold where a rule matches a sentence: from ``start`` to ``end``, with the ``act`` that it is about."""

    start: int
    act: int
    end: int


@dataclass(frozen=True)
class Sentence:
    """Hold a statement's match text, which is read only where a rule matches it: reading costs.

    ``before`` is the sentence before it in its clause.
    """

    match: bytes
    reader: Reader
    names: frozenset[str]
    before: Sentence | None = None

    @cached_property
    def reading(self) -> Reading:
        """Say who does what in it."""
        return self.reader.senses(self.match.decode("ascii"), self.names)

    @cached_property
    def _said(self) -> Mapping[int, Proposition]:
        before = self.before.reading if self.before is not None and self.points else None
        return {one.start: one for one in self.reading.said(before)}

    @cached_property
    def points(self) -> bool:
        """Tell whether a word of it may point at the sentence before; most have none, and that need not be read."""
        return _POINTS.search(self.match) is not None

    @cached_property
    def pointers(self) -> Sequence[Pointer]:
        """Say what in it points at the sentence before, and at what there."""
        return self.reading.pointers(self.before.reading) if self.before is not None else ()

    def said_at(self, act: int) -> Proposition | None:
        """Say what is said by the verb or noun at an offset, with what it points at in the sentence before."""
        return self._said.get(act)

    @cached_property
    def turns(self) -> bool:
        """Tell whether anything in it may be denied; most sentences need no reading."""
        return self.reader.may_turn(self.match)


def acted_by_others(rule: Rule, sentence: Sentence, anchor: int) -> bool:
    """Tell whether the act is that of somebody whom the rule is not about."""
    if rule.subject == "others":
        return sentence.reading.addressed(anchor)
    return rule.subject in _OTHERS and sentence.reading.who(anchor) in _OTHERS[rule.subject]


def denied_to_others(match: bytes, anchor: int, end: int) -> bool:
    """Tell whether a match says, behind its verb at ``anchor``, what others do not do or must not do."""
    return _OTHERS_NOT.search(match, anchor, end) is not None


def judged(rule: Rule, sentence: Sentence, match: Match, *, protects: bool) -> Outcome:
    """Give the outcome of a rule's match, after a look at "not" and at whom it is about.

    ``protects`` is the tone of its practice.
    """
    outcome: Outcome = rule.outcome
    if rule.frame is not None and (outcome == "absent" or rule.frame.denied):  # what a frame says is not done
        sense = sentence.reading.sense(match.start, match.act, match.end) if sentence.turns else "stated"
        if sense != ("stated" if rule.frame.denied is False else "denied"):
            return "silent"
    elif outcome == "present":
        if sentence.turns and sentence.reading.crosses(match.start, match.act):
            return "silent"
        sense = sentence.reading.sense(match.start, match.act, match.end) if sentence.turns else "stated"
        if sense != "stated":
            outcome = rule.negated if sense == "denied" else "silent"
        elif not protects and denied_to_others(sentence.match, match.act, match.end):
            return "silent"
    elif outcome == "absent" and not protects and not sentence.reading.denies(match.start, match.end):
        return "silent"
    if outcome == "absent":
        part = not protects and _OF_A_PART.search(sentence.match)
        if part or sentence.reading.for_some(match.act if protects else match.end - 1):
            return "silent"
    return outcome
