"""Merge the terms of all policies into the postings of the search index: for each term its best clauses, in files.

A term is a family of words, or two families that stand beside each other.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from typing import Any, Final

from generator.outputs.search_terms import ARRAYS, BEST, PolicyTerms, worth

MOST: Final = 200
"""How many clauses of a term are in the index. A term in more clauses is common; its df says in how many."""
FILE: Final = (45_000, 65_000)
"""Bytes of a file of terms: from the first on it ends where other letters begin, and at the second at the latest."""
_PAIR: Final = 8  # in fewer clauses a pair of common words is no term
_FORMS: Final = 10  # written forms that are kept of a family
_VOCABULARY: Final = 4_000  # words of one first letter that slips are compared with
_AT_ONCE: Final = 2_000  # terms that are written at once
_DIGITS: Final = "0123456789abcdefghijklmnopqrstuvwxyz"

Entry = tuple[str, int, str, str]
"""A term as written: itself, in how many clauses it is, its other forms, and its clauses, as ``_coded`` writes them."""


class Merged:
    """The terms of all policies that were added, their clauses counted through."""

    def __init__(self, policies: Iterable[PolicyTerms]) -> None:
        """Put the policies together, in their order."""
        import numpy as np  # as in comparison/: loading it takes a time that other verbs need not spend

        families: dict[str, int] = {}
        forms: dict[str, int] = {}
        parts: dict[str, list[Any]] = {name: [np.zeros(0, kind)] for name, kind in ARRAYS.items()}
        form_places: list[Any] = [np.zeros(0, "i")]
        self._labels: dict[str, list[int]] = {}
        self._size = 0
        for one in policies:
            family = np.array([families.setdefault(name, len(families)) for name in one.families], "i")
            form_places.append(np.array([forms.setdefault(name, len(forms)) for name in one.forms], "i"))
            for name, kind in ARRAYS.items():
                numbers = np.frombuffer(getattr(one, name), kind)
                named = family[numbers] if name in ("found", "order", "form_families") else numbers
                parts[name].append(named + self._size if name == "clauses" else named)
            for label, clauses in one.labels.items():
                self._labels.setdefault(label, []).extend(self._size + clause for clause in clauses)
            self._size += len(one.lengths)
        self._families = list(families)
        self._all = {name: np.concatenate(its) for name, its in parts.items()}
        places = np.concatenate(form_places)
        counts = np.bincount(places, self._all["form_counts"], len(forms)).astype(int).tolist()
        names = list(forms)
        commonest = sorted(range(len(forms)), key=lambda at: (-counts[at], names[at]))
        family_of = np.zeros(len(forms), "i")
        family_of[places] = self._all["form_families"]
        self._forms = [(names[at], family) for at, family in zip(commonest, family_of[commonest].tolist(), strict=True)]

    def __len__(self) -> int:
        """Return the number of clauses."""
        return self._size

    def entries(self) -> list[Entry]:
        """Return all terms, in the order of their UTF-16 units, as scripts compare."""
        digits = [_base36(number) for number in range(max(1, self._size))]
        made = [(label, len(numbers), "", _coded_label(numbers, digits)) for label, numbers in self._labels.items()]
        forms: dict[int, list[str]] = {}
        for form, family in self._forms:
            forms.setdefault(family, []).append(form)
        pairs, *more = self._pairs()
        names = [*self._families, *(f"{self._families[one]} {self._families[other]}" for one, other in pairs)]
        for term, count, coded in self._coded(more, digits):
            written = " ".join(forms.get(term, ())[:_FORMS])
            made.append((names[term], count, "" if written == names[term] else written, coded))
        made.sort(key=lambda entry: entry[0].encode("utf-16-be", "surrogatepass"))
        return made

    def vocabulary(self) -> list[str]:
        """Return the words that a slip is compared with: for each first letter the commonest, commonest first."""
        by_letter: dict[str, list[str]] = {}
        for form, _ in self._forms:
            words = by_letter.setdefault(form[0], [])
            if len(words) < _VOCABULARY and len(form) > 2 and form.isalpha():
                words.append(form)
        return [" ".join(words) for _, words in sorted(by_letter.items()) if words]

    def _pairs(self) -> tuple[list[tuple[int, int]], Any, Any, Any]:
        """Return the pairs of common words that stand beside each other: their best clauses alone rarely meet.

        With them stand terms, clauses and weights: the terms are counted on from those of single words.
        """
        import numpy as np

        number, order = len(self._families), self._all["order"]
        common = np.bincount(self._all["found"], minlength=number) > MOST
        clause = np.repeat(np.arange(self._size, dtype=order.dtype), self._all["lengths"])
        beside = (clause[1:] == clause[:-1]) & common[order[1:]] & common[order[:-1]]
        coded = order[:-1][beside].astype(np.int64)  # in place: there are as many as a site has words
        coded *= number
        coded += order[1:][beside]
        coded *= self._size
        coded += clause[1:][beside]
        del clause, beside
        coded.sort()
        begins, counts = _runs(coded)
        pairs, clauses = np.divmod(coded[begins], max(1, self._size))
        begins, sizes = _runs(pairs)
        pairs, chosen = pairs[begins], sizes >= _PAIR
        kept = np.repeat(chosen, sizes)
        clauses, counts = clauses[kept], counts[kept]
        terms = number + np.repeat(np.cumsum(chosen) - 1, sizes)[kept]
        norms = self._all["shortness"][clauses], self._all["boosts"][clauses]
        weights = np.clip(np.rint(worth(counts, *norms)), 1, BEST).astype(int)
        ones, others = np.divmod(pairs[chosen], max(1, number))
        return list(zip(ones.tolist(), others.tolist(), strict=True)), terms, clauses, weights

    def _coded(self, more: Sequence[Any], digits: Sequence[str]) -> Iterator[tuple[int, int, str]]:
        """Yield each term, in how many clauses it is, and its best clauses by their weight, largest first.

        They are written as the weight's digit, then the numbers' steps, all in base 36. Among clauses of one weight
        chance decides, which is the same at each build.
        """
        import numpy as np

        coded, clauses, weights = (
            np.concatenate((self._all[name], one)).astype(np.int64)
            for name, one in zip(("found", "clauses", "weights"), more, strict=True)
        )
        counts = np.bincount(coded)
        by_chance = np.lexsort((np.arange(self._size), self._all["ties"]))
        places = np.argsort(by_chance)
        # Term, weight and place in one number each: these sort several times as fast as three numbers do.
        coded *= BEST + 1
        coded += BEST - weights
        coded *= self._size
        coded += places[clauses]
        del clauses, weights  # a large site has a hundred megabytes of each
        coded.sort()
        rank = np.arange(len(coded)) - np.repeat(np.cumsum(counts) - counts, counts)
        heads, places = np.divmod(coded[rank < MOST], max(1, self._size))
        heads, clauses = np.divmod(np.sort(heads * self._size + by_chance[places]), max(1, self._size))
        terms, weights = np.divmod(heads, BEST + 1)
        weights = BEST - weights
        first = np.ones(len(terms), bool)
        first[1:] = terms[1:] != terms[:-1]
        begins = first.copy()
        begins[1:] |= weights[1:] != weights[:-1]
        steps = np.diff(clauses, prepend=0)
        steps[begins] = clauses[begins]
        spaced = [f" {one}" for one in digits]
        bounds = np.append(np.flatnonzero(first), len(terms))
        for low in range(0, len(bounds) - 1, _AT_ONCE):
            some = bounds[low : low + _AT_ONCE + 1]
            of = slice(some[0], some[-1])
            parts, opening, weighing = [spaced[step] for step in steps[of].tolist()], first[of], weights[of]
            for at in np.flatnonzero(begins[of]).tolist():
                parts[at] = f"{'' if opening[at] else ';'}{_DIGITS[weighing[at]]}{parts[at][1:]}"
            for (start, end), term in zip(pairwise((some - some[0]).tolist()), terms[some[:-1]].tolist(), strict=True):
                yield term, int(counts[term]), "".join(parts[start:end])


def _runs(ordered: Any) -> tuple[Any, Any]:
    """Say of ordered numbers where those begin that are the same, and how many they are."""
    import numpy as np

    first = np.ones(len(ordered), bool)
    first[1:] = ordered[1:] != ordered[:-1]
    begins = np.flatnonzero(first)
    return begins, np.diff(begins, append=len(ordered))


def _coded_label(numbers: Sequence[int], digits: Sequence[str]) -> str:
    """Write the clauses of a topic or an answer, which all weigh 1, as those of a word."""
    steps = (numbers[0], *(after - before for before, after in pairwise(numbers)))
    return _DIGITS[1] + " ".join(digits[step] for step in steps)


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
