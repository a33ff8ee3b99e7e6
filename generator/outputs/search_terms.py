"""Make the postings of the search index: for each term the clauses that it finds, the best first, in script files.

A term is a family of words, or two families that stand beside each other. What a policy gives (``policy_terms``) hangs
on that policy alone; only ``Merged`` sees all. How much a word tells of a clause is said from 1 to 31, as BM25 does.
"""

from __future__ import annotations

import zlib
from array import array
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any, Final

from generator.outputs.search_words import Speller

MOST: Final = 200
"""How many clauses of a term are in the index. A term in more clauses is common; its df says in how many."""
FILE: Final = (36_000, 54_000)
"""Bytes of a file of terms: from the first on it ends where other letters begin, and at the second at the latest."""
_PAIR: Final = 8  # in fewer clauses a pair of common words is no term
_FORMS: Final = 10  # written forms that are kept of a family
_VOCABULARY: Final = 4_000  # words of one first letter that slips are compared with
_BEST: Final = 31
_SATURATED, _SLOPE, _USUAL, _SHORT = 1.2, 0.4, 45, 12  # BM25's k1 and b; telling words of a usual and of a short clause
_HEADING, _EVIDENCE = 2, 1.15  # a word of the heading counts twice; what proves a badge says something
_MOST_WORTH = 2.6  # what hardly any word of a clause is worth, and none more
_DIGITS: Final = "0123456789abcdefghijklmnopqrstuvwxyz"

Entry = tuple[str, int, str, str]
"""A term as written: itself, in how many clauses it is, its other forms, and its clauses, as ``_coded`` writes them."""


@dataclass(frozen=True, slots=True)
class ClauseWords:
    """What search reads of one clause: its name, text and heading, the words of its badges, topics and answers."""

    name: str
    text: str
    heading: str
    badges: str
    topics: tuple[str, ...]
    answers: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class PolicyTerms:
    """The terms of one policy, as one reads it: nothing in it hangs on any other policy.

    ``weights`` hold by family (clause, counted from 0; 1 to 31), ``labels`` by topic and by answer the clauses, and
    ``forms`` how often each written word is there. By clause, ``orders`` are its families in order,
    ``norms`` what its length and its badges mean for a weight, ``ties`` a number that settles which of two equals is
    first.
    """

    weights: Mapping[str, Sequence[tuple[int, int]]]
    labels: Mapping[str, Sequence[int]]
    forms: Mapping[str, int]
    orders: Sequence[Sequence[str]]
    norms: Sequence[tuple[float, float]]
    ties: Sequence[int]


def policy_terms(clauses: Sequence[ClauseWords], speller: Speller) -> PolicyTerms:
    """Read the clauses of one policy."""
    weights: dict[str, list[tuple[int, int]]] = {}
    labels: dict[str, list[int]] = {}
    forms: Counter[str] = Counter()
    orders: list[list[str]] = []
    norms: list[tuple[float, float]] = []
    for number, clause in enumerate(clauses):
        order, counts = _read(clause, forms, speller)
        norm = _norm(sum(counts.values()), bool(clause.answers))
        for family in speller.telling(clause.heading):
            counts[family] += _HEADING
        counts.update(set(speller.telling(clause.badges)))
        for family, count in counts.items():
            weights.setdefault(family, []).append((number, _weight(count, *norm)))
        for label in _labels(clause):
            labels.setdefault(label, []).append(number)
        orders.append(order)
        norms.append(norm)
    return PolicyTerms(weights, labels, forms, orders, norms, [zlib.crc32(clause.name.encode()) for clause in clauses])


def _read(clause: ClauseWords, forms: Counter[str], speller: Speller) -> tuple[list[str], Counter[str]]:
    """Return the families of a clause in order, and how often each is there; its written forms are counted."""
    words, skipped = speller.words(clause.text), speller.skipped
    tokens = [token for word in words for token in word.tokens if token not in skipped]
    forms.update(tokens)
    order = [speller.family(part) for word in words for part in word.parts if part not in skipped]
    return order, Counter(map(speller.family, tokens))


def _norm(words: int, evidence: bool) -> tuple[float, float]:
    length = max(words, _SHORT) / _USUAL
    return _SATURATED * (1 - _SLOPE + _SLOPE * length), _EVIDENCE if evidence else 1


def _weight(count: int, norm: float, boost: float) -> int:
    return max(1, min(_BEST, round(boost * count * (_SATURATED + 1) / (count + norm) * _BEST / _MOST_WORTH)))


def _labels(clause: ClauseWords) -> Iterator[str]:
    yield from (topic_term(topic) for topic in clause.topics)
    yield from (answer_term(practice, outcome) for practice, outcome in clause.answers)


def topic_term(topic: str) -> str:
    """Return the term that finds the clauses of a topic. No word begins so."""
    return f"= {topic}"


def answer_term(practice: str, outcome: str) -> str:
    """Return the term that finds the clauses which are evidence of an answer. No word begins so."""
    return f"=={practice} {outcome}"


class Merged:
    """The terms of all policies that were added, their clauses counted through."""

    def __init__(self, speller: Speller) -> None:
        """Begin without any. The speller is the one that the policies were read with."""
        self._speller = speller
        self._postings: dict[str, array[int]] = {}
        self._labels: dict[str, list[int]] = {}
        self._forms: Counter[str] = Counter()
        self._orders: list[Sequence[str]] = []
        self._norms: list[tuple[float, float]] = []
        self._ties = array("Q")

    def __len__(self) -> int:
        """Return the number of clauses."""
        return len(self._orders)

    def add(self, policy: PolicyTerms) -> None:
        """Add the next policy."""
        first = len(self)
        for family, found in policy.weights.items():
            coded = (weight << 32 | first + number for number, weight in found)
            self._postings.setdefault(family, array("Q")).extend(coded)
        for label, numbers in policy.labels.items():
            self._labels.setdefault(label, []).extend(first + number for number in numbers)
        self._forms.update(policy.forms)
        self._orders += policy.orders
        self._norms += policy.norms
        self._ties.extend(policy.ties)

    def entries(self) -> list[Entry]:
        """Return all terms, in the order of their UTF-16 units, as scripts compare."""
        made = [(label, len(numbers), "", _coded({1: numbers})) for label, numbers in self._labels.items()]
        forms: dict[str, list[str]] = {}
        for form in sorted(self._forms, key=lambda form: (-self._forms[form], form)):
            forms.setdefault(self._speller.family(form), []).append(form)
        for family, found in (*self._postings.items(), *self._pairs().items()):
            written = " ".join(forms.get(family, ())[:_FORMS])
            made.append((family, len(found), "" if written == family else written, _coded(self._best(found))))
        made.sort(key=lambda entry: entry[0].encode("utf-16-be", "surrogatepass"))
        return made

    def vocabulary(self) -> list[str]:
        """Return the words that a slip is compared with: for each first letter the commonest, commonest first."""
        by_letter: dict[str, list[str]] = {}
        for form in sorted(self._forms, key=lambda form: (-self._forms[form], form)):
            words = by_letter.setdefault(form[0], [])
            if len(words) < _VOCABULARY and len(form) > 2 and form.isalpha():
                words.append(form)
        return [" ".join(words) for _, words in sorted(by_letter.items()) if words]

    def _pairs(self) -> dict[str, array[int]]:
        """Return the clauses of two common words that stand beside each other: their best clauses alone rarely meet."""
        common = {family for family, found in self._postings.items() if len(found) > MOST}
        made: dict[tuple[str, str], array[int]] = {}
        for number, order in enumerate(self._orders):
            pairs = Counter(pair for pair in pairwise(order) if pair[0] in common and pair[1] in common)
            for pair, count in pairs.items():
                made.setdefault(pair, array("Q")).append(_weight(count, *self._norms[number]) << 32 | number)
        return {f"{one} {other}": found for (one, other), found in made.items() if len(found) >= _PAIR}

    def _best(self, found: array[int]) -> dict[int, list[int]]:
        """Return the best clauses by their weight. Among equals, chance decides, which is the same at each build."""
        chosen: Iterable[int] = found
        if len(found) > MOST:
            ties = self._ties
            chosen = sorted(found, key=lambda one: (-(one >> 32), ties[one & 0xFFFFFFFF], one))[:MOST]
        by_weight: dict[int, list[int]] = {}
        for one in chosen:
            by_weight.setdefault(one >> 32, []).append(one & 0xFFFFFFFF)
        return by_weight


def _coded(by_weight: Mapping[int, list[int]]) -> str:
    """Write clauses by their weight, largest first: its digit, then the numbers' steps, all in base 36."""
    parts = []
    for weight in sorted(by_weight, reverse=True):
        numbers = sorted(by_weight[weight])
        steps = (numbers[0], *(after - before for before, after in pairwise(numbers)))
        parts.append(_DIGITS[weight] + " ".join(map(_base36, steps)))
    return ";".join(parts)


def _base36(number: int) -> str:
    digits = ""
    while True:
        number, digit = divmod(number, 36)
        digits = _DIGITS[digit] + digits
        if not number:
            return digits


def files(entries: Iterable[Entry]) -> Iterator[tuple[str, list[Any]]]:
    """Cut terms into files, each with its first term: where their first letters change, so most stay as they are."""
    least, most = FILE
    held: list[Any] = []
    size = 0
    for entry in entries:
        if held and (size >= most or (size >= least and entry[0][:3] != held[-1][0][:3])):
            yield held[0][0], held
            held, size = [], 0
        held.append(list(entry))
        size += len(entry[0]) + len(entry[2]) + len(entry[3]) + 16
    if held:
        yield held[0][0], held
