"""Look from one version of a policy at the other: which words are its own, and which the other has hardly changed.

A quote whose words the other version has in nearly the same way is no ground for telling that the service has changed
what it says.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from functools import cached_property
from typing import Final

from rapidfuzz import fuzz

from generator.analysis.sentences import SENTENCE_LIMIT, split
from generator.comparison.changes import Piece
from generator.comparison.words import words_of
from generator.formats.dating import stated
from generator.model import Finding, Policy, Span, Verdict

#: A sentence, or a part of one, that is as much alike as this (0 to 100) stands for the one that was quoted.
ALIKE: Final = 75
#: So does a sentence that has this many (of 100) of its words, in any order, where it has at least this share of them.
SAME_WORDS, SHARE = 85, 0.6
#: For one quote so many sentences are measured, which have at least half of its words: measuring costs.
CANDIDATES: Final = 30

_NUMBER: Final = (
    r"\d{1,4}|one|two|three|four|five|six|seven|eight|nine|ten|twelve|fourteen|fifteen|thirty|forty[ -]five|sixty"
    r"|ninety"
)
#: A time that somebody gives: "30 days", "two (2) years".
_TIME: Final = re.compile(rf"\b({_NUMBER})\b(?: \(?\d+\)?)? (?:\w+ )?(hour|day|week|month|year)s?\b")


class Side:
    """One of two versions: which of its clauses the other does not have, and its sentences."""

    def __init__(self, policy: Policy, changed: Iterable[Piece | None]) -> None:
        """Note the clauses that the other version does not have so."""
        self._policy = policy
        self._changed = {piece.id for piece in changed if piece is not None and not piece.heading}

    def own(self, verdict: Verdict) -> bool:
        """Tell whether the words that the verdict rests on stand in a clause that the other version has otherwise."""
        quote = first_words(verdict)
        if quote is None:
            return False
        if isinstance(quote, Finding):
            return quote.clause in self._changed
        return any(
            one.id in self._changed for one in self._policy.clauses if one.start < quote.end and quote.start < one.end
        )

    def near(self, verdict: Verdict) -> bool:
        """Tell whether this version says much the same as the words that the verdict of the other rests on.

        A sentence much like them does; so does one that gives the same time ("within 30 days"), or, for the day of the
        policy itself, any such day; and what was found in this version, though it decided nothing.
        """
        quote = first_words(verdict)
        if quote is None:
            return False
        if any(finding.practice == verdict.practice for finding in self._policy.findings):
            return True
        text = quote.quote if isinstance(quote, Finding) else quote.text
        if stated(text) is not None and stated(self._policy.document.text) is not None:
            return True
        return bool(_times(text) & self._times) or self._alike(plain(text))

    def _alike(self, words: str) -> bool:
        """Tell whether one of the sentences that have the most of these words is like them."""
        distinct = set(words.split())
        votes = Counter(number for word in distinct for number in self._places.get(word, ()))
        for number, shared in votes.most_common(CANDIDATES):
            sentence = self._sentences[number]
            if 2 * shared < len(distinct):
                break
            if 4 * len(sentence) >= 3 * len(words) and fuzz.partial_ratio(words, sentence) >= ALIKE:
                return True
            if len(sentence) >= SHARE * len(words) and fuzz.token_set_ratio(words, sentence) >= SAME_WORDS:
                return True
        return False

    @cached_property
    def _sentences(self) -> list[str]:
        text = self._policy.document.text
        spans = [span for one in self._policy.clauses for span in split(text, one.start, one.end)]
        return [plain(text[start:end]) for start, end in spans if end - start <= SENTENCE_LIMIT]

    @cached_property
    def _places(self) -> dict[str, list[int]]:
        """The numbers of the sentences in which each word stands."""
        places: dict[str, list[int]] = {}
        for number, sentence in enumerate(self._sentences):
            for word in set(sentence.split()):
                places.setdefault(word, []).append(number)
        return places

    @cached_property
    def _times(self) -> frozenset[tuple[str, str]]:
        return _times(self._policy.document.text)


def first_words(verdict: Verdict) -> Finding | Span | None:
    """Give the words that a verdict rests on first: those that a person quoted, else those that were found."""
    return verdict.quote or (verdict.findings[0] if verdict.findings else None)


def plain(text: str) -> str:
    """Give the words of a text as they are compared, with a space between two."""
    return " ".join(words_of(text))


def _times(text: str) -> frozenset[tuple[str, str]]:
    return frozenset((found[1], found[2]) for found in _TIME.finditer(" ".join(text.casefold().split())))
