"""Look from one version of a policy at the other: which words are its own, and which the other has hardly changed.

A quote whose words the other version has in nearly the same way is no ground for telling that the service has changed
what it says.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence, Set
from functools import cached_property
from typing import Final

from rapidfuzz import fuzz

from generator.analysis.folding import fold, match_text
from generator.analysis.rules import stems
from generator.analysis.sentences import SENTENCE_LIMIT, split
from generator.analysis.titles import is_title
from generator.comparison.changes import Piece
from generator.comparison.words import words_of
from generator.formats.dating import stated
from generator.model import Clause, Finding, Policy, Span, Verdict
from generator.practices import Outcome, Practice

#: A sentence, or a part of one, that is as much alike as this (0 to 100) stands for the one that was quoted.
ALIKE: Final = 75
#: So does a sentence that has this many (of 100) of its words, in any order, where it has at least this share of them.
SAME_WORDS, SHARE = 85, 0.6
#: And so does a stretch of as many words, over any lines, that has this share of them.
SAME_STRETCH: Final = 0.85
#: A title says what a practice asks where it has so many of its words, each of which so many practices have at most.
NAMING, SHARED_BY = 2, 3
#: A word is a key by so many of its first letters, where at least half of a practice's examples have it.
KEY: Final = 4
#: For one quote so many sentences are measured, which have at least half of its words: measuring costs.
CANDIDATES: Final = 30

_NUMBER: Final = (
    r"\d{1,4}|one|two|three|four|five|six|seven|eight|nine|ten|twelve|fourteen|fifteen|thirty|forty[ -]five|sixty"
    r"|ninety"
)
#: A time that somebody gives: "30 days", "two (2) years".
_TIME: Final = re.compile(rf"\b({_NUMBER})\b(?: \(?\d+\)?)? (?:\w+ )?(hour|day|week|month|year)s?\b")


#: An age that somebody gives: "under 13", "the age of 16".
_AGE: Final = re.compile(r"\b(?:age of|aged|under|over|least) (\d{1,2})\b")


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

    def near(self, verdict: Verdict, practice: Practice) -> bool:
        """Tell whether this version says much the same as the words that the verdict of the other rests on.

        A sentence much like them does, unless it lacks the key words of the practice (see :func:`keys`) that they have;
        so does one that gives the same time ("within 30 days"), or, for the day of the policy itself, any such day; and
        what was found in this version to say so, though it decided nothing.
        """
        quote = first_words(verdict)
        if quote is None:
            return False
        found = [one.outcome for one in self._policy.findings if one.practice == verdict.practice]
        if found and (verdict.outcome in found or self._decided(verdict.practice) == "silent"):
            return True
        text = quote.quote if isinstance(quote, Finding) else quote.text
        if stated(text) is not None and stated(self._policy.document.text) is not None:
            return True
        words = plain(text)
        key = _beginnings(text) & keys(practice)
        return bool(_times(text) & self._times) or self._alike(words, key) or self._in_pieces(words.split(), key)

    def names(self, about: frozenset[str]) -> bool:
        """Tell whether a title of this version is about these words (see :func:`about`): what it leads to says more."""
        return bool(about) and any(len(about & title) >= NAMING for title in self._titles)

    def _alike(self, words: str, key: Set[str]) -> bool:
        """Tell whether one of the sentences that have the most of these words is like them.

        It, or a heading above it, has a key word, if there is one.
        """
        distinct = set(words.split())
        votes = Counter(number for word in distinct for number in self._places.get(word, ()))
        for number, shared in votes.most_common(CANDIDATES):
            sentence = self._sentences[number]
            if 2 * shared < len(distinct):
                break
            if key and key.isdisjoint(word[:KEY] for word in sentence.split()) and key.isdisjoint(self._above[number]):
                continue
            if 4 * len(sentence) >= 3 * len(words) and fuzz.partial_ratio(words, sentence) >= ALIKE:
                return True
            if len(sentence) >= SHARE * len(words) and fuzz.token_set_ratio(words, sentence) >= SAME_WORDS:
                return True
        return False

    def _decided(self, practice: str) -> Outcome:
        return next((one.outcome for one in self._policy.verdicts if one.practice == practice), "silent")

    def _in_pieces(self, words: list[str], key: Set[str]) -> bool:
        """Tell whether nearly all of these words stand together, though cut into lines or sentences in another way."""
        missing, common = Counter(words), 0
        for at, word in enumerate(self._words):
            if missing[word] > 0:
                common += 1
            missing[word] -= 1
            if at >= len(words):
                left = self._words[at - len(words)]
                missing[left] += 1
                common -= missing[left] > 0
            if common and common >= SAME_STRETCH * len(words):
                stretch = self._words[max(0, at - len(words) + 1) : at + 1]
                if not key or not key.isdisjoint(word[:KEY] for word in stretch):
                    return True
        return False

    @cached_property
    def _words(self) -> tuple[str, ...]:
        return words_of("\n".join(one.text for one in self._policy.clauses))

    @cached_property
    def _titles(self) -> list[frozenset[str]]:
        text = self._policy.document.text
        lines = [line for one in self._policy.clauses for line in one.text.split("\n")]
        titles = [line for line in map(match_text, map(fold, lines)) if is_title(line)]
        return [*map(stems, titles), *(stems(fold(text[one.start : one.end])) for one in self._policy.sections)]

    @cached_property
    def _sentences(self) -> list[str]:
        text = self._policy.document.text
        return [plain(text[start:end]) for _, start, end in self._spans]

    @cached_property
    def _spans(self) -> list[tuple[Clause, int, int]]:
        text = self._policy.document.text
        spans = ((one, *span) for one in self._policy.clauses for span in split(text, one.start, one.end))
        return [(one, start, end) for one, start, end in spans if end - start <= SENTENCE_LIMIT]

    @cached_property
    def _above(self) -> list[Set[str]]:
        """The beginnings of the words of the headings above each sentence."""
        path: list[tuple[int, set[str]]] = []
        of: dict[str | None, Set[str]] = {}
        for one in self._policy.sections:
            path = [above for above in path if above[0] < one.level]
            path.append((one.level, _beginnings(one.heading)))
            of[one.id] = frozenset().union(*(words for _, words in path))
        return [of.get(one.section, frozenset()) for one, _, _ in self._spans]

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


def keys(practice: Practice) -> frozenset[str]:
    """Give the beginnings of the words that at least half of a practice's examples have: "sell", "encr"."""
    examples = [_beginnings(text) for outcome, text in practice.examples if outcome != "silent"]
    count = Counter(beginning for beginnings in examples for beginning in beginnings)
    return frozenset(beginning for beginning, number in count.items() if 2 * number >= len(examples))


def _beginnings(text: str) -> set[str]:
    return {stem[:KEY] for stem in stems(fold(text))}


def about(practice: Practice, practices: Sequence[Practice]) -> frozenset[str]:
    """Give the words, as stems, by which a title names what a practice asks: those that few practices have."""
    named = {one.id: stems(fold(f"{one.label} {one.definition}")) for one in practices}
    count = Counter(stem for stems in named.values() for stem in stems)
    return frozenset(stem for stem in named.get(practice.id, ()) if count[stem] <= SHARED_BY)


def first_words(verdict: Verdict) -> Finding | Span | None:
    """Give the words that a verdict rests on first: those that a person quoted, else those that were found."""
    return verdict.quote or (verdict.findings[0] if verdict.findings else None)


def plain(text: str) -> str:
    """Give the words of a text as they are compared, with a space between two."""
    return " ".join(words_of(text))


def _times(text: str) -> frozenset[tuple[str, str]]:
    return frozenset((found[1], found[2]) for found in _TIME.finditer(" ".join(text.casefold().split())))


def figures(text: str) -> frozenset[tuple[str, str]]:
    """Give the times and ages in a text, each with its unit."""
    return _times(text) | {(age, "age") for age in _AGE.findall(" ".join(text.casefold().split()))}
