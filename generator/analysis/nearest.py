"""Find the passage that comes nearest to a question on which a policy is silent. It is no evidence and enters no count.

A practice's words are those of its label, question, definition, answers and examples, each weighed by how few
practices have it. So nothing is learnt, and a clause's nearness depends on the clause and the practices alone.
"""

from __future__ import annotations

import math
import re
from collections import Counter, defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from generator.analysis.folding import fold
from generator.analysis.sentences import split
from generator.model import Clause, Document, Span
from generator.practices import Practice

#: From which nearness on a passage is shown. In 19 policies that people have read, 51 of 79 answers that rules miss
#: stand in the passage shown, and 146 of 400 questions that the policies leave open have one.
FLOOR: Final = 0.41
#: So much counts more in a clause that is on the practice's topic.
_ON_TOPIC: Final = 1.3
#: So many characters of a clause are looked at: its words repeat.
_LIMIT: Final = 2_000
#: Words that more than this share of practices have say nothing of one of them.
_COMMON: Final = 0.25
_WORD: Final = re.compile(r"[a-z]{3,}")
_BEGINNING: Final = 5


@dataclass(frozen=True, slots=True)
class Passage:
    """The nearest passage to a practice: the clause's id, and the nearest sentence in it."""

    clause: str
    sentence: Span


class Nearest:
    """The words of all practices, made ready once."""

    def __init__(self, practices: Sequence[Practice]) -> None:
        """Weigh the words of each practice."""
        self._topics = {practice.id: practice.category for practice in practices}
        said = {practice.id: _count(_words_of(practice)) for practice in practices}
        having = Counter(word for counts in said.values() for word in counts)
        self._weights: defaultdict[str, list[tuple[str, float]]] = defaultdict(list)
        for practice, counts in said.items():
            telling = {
                word: weight * math.log((len(said) + 1) / having[word])
                for word, weight in counts.items()
                if having[word] <= _COMMON * len(said)
            }
            length = math.hypot(*telling.values())
            for word, weight in telling.items():
                self._weights[word].append((practice, weight / length))

    def find(self, document: Document, clauses: Sequence[Clause], silent: Collection[str]) -> dict[str, Passage]:
        """Give the nearest passage to each of the ``silent`` practices, where one is near enough."""
        best: dict[str, tuple[float, Clause]] = {}
        for clause in clauses:
            if clause.notice:
                continue
            for practice, score in self._scores(clause.text[:_LIMIT]).items():
                nearness = score * _ON_TOPIC if self._topics[practice] in clause.categories else score
                if practice in silent and nearness >= FLOOR and nearness > best.get(practice, (0.0,))[0]:
                    best[practice] = nearness, clause
        return {
            practice: Passage(best[practice][1].id, self._sentence(document.text, best[practice][1], practice))
            for practice in self._topics
            if practice in best
        }

    def _scores(self, text: str) -> Mapping[str, float]:
        """Say how near a text is to each practice: at least by one word."""
        counts = _count(text)
        length = math.sqrt(math.hypot(*counts.values())) or 1.0
        scores: defaultdict[str, float] = defaultdict(float)
        for word, weight in counts.items():
            for practice, telling in self._weights.get(word, ()):
                scores[practice] += weight * telling / length
        return scores

    def _sentence(self, text: str, clause: Clause, practice: str) -> Span:
        """Give the sentence of a clause that comes nearest to a practice; the first of those that are equally near."""
        spans = split(text, clause.start, min(clause.end, clause.start + _LIMIT))
        start, end = max(spans, key=lambda span: self._scores(text[span[0] : span[1]]).get(practice, 0.0))
        return Span(text[start:end], start, end)


def _words_of(practice: Practice) -> str:
    told = [words for outcome, words in (*practice.answers, *practice.examples) if outcome != "silent"]
    return " ".join((practice.label, practice.question, practice.definition, *told))


def _count(text: str) -> dict[str, float]:
    """Weigh the beginnings of a text's words by how often they are there: the second time says less than the first."""
    counts = Counter(word[:_BEGINNING] for word in _WORD.findall(fold(text)))
    return {word: 1 + math.log(count) for word, count in counts.items()}
