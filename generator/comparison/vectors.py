"""Turn the clauses of one policy into rows of whole numbers, whose products say how alike two clauses are.

A row holds the clause's words, its subject, and the practices that it states. The product of two rows, by SCALE
squared, is ``WORDS`` x the cosine of their words + ``SUBJECT`` x that of their subjects + ``PRACTICES`` x that of their
practices. A subject is the clause's categories and, less so, those of its whole section, which speak for a clause that
has none of its own. A word weighs more the fewer clauses hold it, by a list that does not change with the policies that
are here: so a row is a function of its policy alone. Every word counts, also "our" and "not"; to drop them made links
worse. Whole numbers give the same sum in every order.
"""

from __future__ import annotations

import math
import re
from array import array
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from generator.analysis.topics import REST

WORDS, SUBJECT, PRACTICES = 0.5, 0.4, 0.1
SECTION_SHARE = 0.5
REST_SHARE = 0.5
"""The rest is no subject of its own: clauses that have only this in common have less in common."""

SCALE: Final = 4000
"""The length of a row. Sums of products stay below 2^24, where numbers with 24 bits are exact."""
RARE: Final = 0.2
"""Of 1,000 clauses so many hold a word that is not listed."""
TELLING: Final = 100
"""A word that more of 1,000 clauses hold tells a reader nothing of a pair that has it in common."""

NUMBERS: Final = "i"
"""The kind of the arrays: a number of Python's own takes nine times as much memory."""

_WORD: Final = re.compile(r"[^\W\d_]{2,}")


@dataclass(frozen=True, slots=True)
class Row:
    """What is compared of one clause. Rows of one policy stand together."""

    policy: str
    section: str
    text: str
    categories: tuple[str, ...] = ()
    practices: tuple[str, ...] = ()
    sides: tuple[tuple[str, bool], ...] = ()
    """The practices that it plainly confirms (True) or denies (False)."""


@dataclass(frozen=True, slots=True)
class Vectors:
    """The rows of one policy as numbers: row n has the weights from ``starts[n]`` on to before ``starts[n + 1]``.

    Each is the weight of the feature with that number in ``features``: a word, "@" and a category, or "#" and a
    practice. ``telling`` says which features tell a reader why two rows are alike. ``made_of`` names what all this was
    made of; it is empty where nobody knows.
    """

    policy: str
    features: tuple[str, ...]
    telling: tuple[bool, ...]
    starts: array[int]
    numbers: array[int]
    weights: array[int]
    categories: tuple[tuple[str, ...], ...]
    sides: tuple[tuple[tuple[str, bool], ...], ...]
    made_of: str = ""


def vectors(rows: Sequence[Row], common: Mapping[str, int], made_of: str = "") -> Vectors:
    """Turn the rows of one policy, one at least, into numbers.

    ``common`` says of words that many clauses hold how many of 1,000 do.
    """
    numbers: dict[str, int] = {}
    starts, places, weights = [0], [], []
    for row, subject in zip(rows, _subjects(rows), strict=True):
        marks = {f"#{practice}": 1.0 for practice in row.practices}
        for part, share in ((_words(row, common), WORDS), (subject, SUBJECT), (marks, PRACTICES)):
            for name, weight in _scaled(part, share):
                places.append(numbers.setdefault(name, len(numbers)))
                weights.append(weight)
        starts.append(len(places))
    return Vectors(
        rows[0].policy,
        tuple(numbers),
        tuple(name[0] not in "@#" and common.get(name, 0) < TELLING for name in numbers),
        array(NUMBERS, starts),
        array(NUMBERS, places),
        array(NUMBERS, weights),
        tuple(row.categories for row in rows),
        tuple(row.sides for row in rows),
        made_of,
    )


def _words(row: Row, common: Mapping[str, int]) -> dict[str, float]:
    counts = Counter(_WORD.findall(row.text.lower()))
    return {
        word: (1 + math.log(counts[word])) * (1 + math.log(1000 / common.get(word, RARE))) for word in sorted(counts)
    }


def _subjects(rows: Sequence[Row]) -> list[dict[str, float]]:
    """Return of each row its categories and a share of its section's."""
    own = [{f"@{one}": REST_SHARE if one == REST else 1.0 for one in row.categories} for row in rows]
    sizes = Counter(row.section for row in rows)
    sections: dict[str, dict[str, float]] = defaultdict(lambda: defaultdict(float))
    for row, its in zip(rows, own, strict=True):
        for category, weight in its.items():
            sections[row.section][category] += SECTION_SHARE * weight / sizes[row.section]
    return [
        {name: its.get(name, 0.0) + share for name, share in sorted(sections[row.section].items())}
        for row, its in zip(rows, own, strict=True)
    ]


def _scaled(part: Mapping[str, float], share: float) -> list[tuple[str, int]]:
    """Return the part in whole numbers, with the length that its share gives it; without those that come to nothing."""
    if not part:
        return []
    factor = SCALE * math.sqrt(share / sum(weight * weight for weight in part.values()))
    return [(name, whole) for name, weight in part.items() if (whole := round(weight * factor))]
