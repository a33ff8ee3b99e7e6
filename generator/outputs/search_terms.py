"""Read the terms of one policy for search: what a policy gives hangs on that policy alone.

A term is a family of words. How much a word tells of a clause is said from 1 to 31, as BM25 does.
"""

from __future__ import annotations

import zlib
from array import array
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from generator.outputs.kept_pieces import packed, unpacked
from generator.outputs.search_words import Speller

BEST: Final = 31
_SATURATED, _SLOPE, _USUAL, _SHORT = 1.2, 0.4, 45, 12  # BM25's k1 and b; telling words of a usual and of a short clause
_HEADING, _EVIDENCE = 2, 1.15  # a word of the heading counts twice; what proves a badge says something
_MOST_WORTH = 2.6  # what hardly any word of a clause is worth, and none more


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

    ``families`` are its terms; other fields name them by their place there. A term ``found[n]`` is in the clause
    ``clauses[n]``, counted from 0, with the weight ``weights[n]``, from 1 to 31. ``order`` are the families of all
    words in order, ``lengths`` how many of them each clause has. By clause, ``shortness`` and ``boosts`` are what its
    length and its badges mean for a weight, ``ties`` a number that settles which of two equals is first. ``labels``
    hold by topic and by answer the clauses, and ``forms`` each written word, with its family and how often it is there.
    """

    families: Sequence[str]
    labels: Mapping[str, Sequence[int]]
    forms: Sequence[str]
    form_families: array[Any]
    form_counts: array[Any]
    found: array[Any]
    clauses: array[Any]
    weights: array[Any]
    order: array[Any]
    lengths: array[Any]
    ties: array[Any]
    shortness: array[Any]
    boosts: array[Any]


ARRAYS: Final = {
    **dict.fromkeys(("form_families", "form_counts", "found", "clauses", "weights", "order", "lengths"), "i"),
    **{"ties": "Q", "shortness": "d", "boosts": "d"},
}
"""The fields that are arrays, each with the kind of its numbers."""


def policy_terms(clauses: Sequence[ClauseWords], speller: Speller) -> PolicyTerms:
    """Read the clauses of one policy."""
    families: dict[str, int] = {}
    labels: dict[str, list[int]] = {}
    forms: Counter[str] = Counter()
    numbers: dict[str, array[Any]] = {name: array(kind) for name, kind in ARRAYS.items()}
    for number, clause in enumerate(clauses):
        order, counts = _read(clause, forms, speller)
        norm = _norm(sum(counts.values()), bool(clause.answers))
        for family in speller.telling(clause.heading):
            counts[family] += _HEADING
        counts.update(set(speller.telling(clause.badges)))
        numbers["found"].extend(families.setdefault(family, len(families)) for family in counts)
        numbers["clauses"].extend([number] * len(counts))
        numbers["weights"].extend(_weight(count, *norm) for count in counts.values())
        numbers["order"].extend(families[family] for family in order)
        numbers["lengths"].append(len(order))
        numbers["ties"].append(zlib.crc32(clause.name.encode()))
        for name, part in zip(("shortness", "boosts"), norm, strict=True):
            numbers[name].append(part)
        for label in _labels(clause):
            labels.setdefault(label, []).append(number)
    numbers["form_families"].extend(families[speller.family(form)] for form in forms)
    numbers["form_counts"].extend(forms.values())
    return PolicyTerms(tuple(families), labels, tuple(forms), **numbers)


def as_bytes(terms: PolicyTerms) -> bytes:
    """Write the terms of a policy, to be read on this machine."""
    told = [list(terms.families), terms.labels, list(terms.forms)]
    return packed(told, [getattr(terms, name) for name in ARRAYS])


def from_bytes(data: bytes) -> PolicyTerms:
    """Read what ``as_bytes`` has written."""
    (families, labels, forms), pieces = unpacked(data)
    numbers = {name: array(kind, piece) for (name, kind), piece in zip(ARRAYS.items(), pieces, strict=True)}
    return PolicyTerms(families, labels, forms, **numbers)


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
    rounded: int = round(worth(count, norm, boost))
    return max(1, min(BEST, rounded))


def worth(count: Any, norm: Any, boost: Any) -> Any:
    """Say what so many of a word tell of a clause, for numbers or arrays of them."""
    return boost * count * (_SATURATED + 1) / (count + norm) * BEST / _MOST_WORTH


def _labels(clause: ClauseWords) -> Iterator[str]:
    yield from (topic_term(topic) for topic in clause.topics)
    yield from (answer_term(practice, outcome) for practice, outcome in clause.answers)


def topic_term(topic: str) -> str:
    """Return the term that finds the clauses of a topic. No word begins so."""
    return f"= {topic}"


def answer_term(practice: str, outcome: str) -> str:
    """Return the term that finds the clauses which are evidence of an answer. No word begins so."""
    return f"=={practice} {outcome}"
