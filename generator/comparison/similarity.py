"""Find which clauses are alike: the arithmetic behind :mod:`generator.comparison.links`, which says what it means.

Two clauses are as alike as the product of their rows (see :mod:`generator.comparison.vectors`), whatever the outcomes:
a clause that says the opposite is worth a link too. A clause is compared with those of its own categories: with all of
them, or, where they are very many, with those that are foremost for one of its weightiest words. What is known of the
policies that did not change is not found again.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Final

from generator.comparison.pairs import Pairs, foremost, foremost_pairs, least
from generator.comparison.vectors import Vectors

PER_ROW: Final = 5
"""At most so many others are found for one row."""

MANY: Final = 30_000
"""From so many rows on that could be compared with as many, only likely ones are. Of fewer it takes less time to
compare all, and what did not change need not be compared again."""

FREQUENT: Final = 0.05
"""What more than this share of the rows have stands in a dense matrix: the same sums, much faster."""

SHORT: Final = 150
"""So few rows stand in a dense matrix as a whole."""

ROWS_AT_ONCE: Final = 500
CELLS: Final = 4_000_000
"""So many products are held at once."""

KEY_WORDS: Final = 16
CHAMPIONS: Final = 64
CANDIDATES: Final = 60


@dataclass(frozen=True, slots=True)
class Found:
    """What was found among some policies: the best pairs, and for rows that take a side the best opposites.

    ``policies`` are what each policy's rows were made of, with their number. ``many`` are the groups of which only
    likely rows were compared.
    """

    policies: tuple[tuple[str, int], ...]
    many: tuple[str, ...]
    best: Pairs
    opposites: Pairs


Group = tuple[str, Any, Any]
"""A name, rows, and the rows that these are compared with: sorted arrays of numbers."""


class Space:
    """All rows in one space of numbers. The policies come in the order of their services and ids."""

    def __init__(self, policies: Sequence[Vectors], before: Found | None = None) -> None:
        """Put the rows together. ``before`` is what was found the last time, with other policies perhaps."""
        import numpy as np  # here and below: loading these takes a time that `check` and `inspect` need not spend
        from scipy.sparse import csr_matrix

        self._policies = policies
        sizes = np.array([len(one.categories) for one in policies])
        self.starts = np.concatenate(([0], np.cumsum(sizes)))
        self.size = int(self.starts[-1])
        services = {service: at for at, service in enumerate(dict.fromkeys(one.policy for one in policies))}
        self._of = np.repeat(np.arange(len(policies)), sizes)
        self._own = np.repeat([services[one.policy] for one in policies], sizes)
        columns = {"#": 0}  # no practice has this name: so there is a column where no row has anything
        telling = [False]
        for one in policies:
            for name, tells in zip(one.features, one.telling, strict=True):
                if columns.setdefault(name, len(columns)) == len(telling):
                    telling.append(tells)
        self._names, self._telling = list(columns), np.array(telling, dtype=bool)
        numbers = [np.array([columns[name] for name in one.features], dtype=np.int32) for one in policies]
        parts = [known[np.array(one.numbers, dtype=np.int32)] for known, one in zip(numbers, policies, strict=True)]
        weights = np.concatenate([np.array(one.weights, dtype=np.float32) for one in policies])
        lengths = np.concatenate([np.diff(one.starts) for one in policies])
        bounds = np.concatenate(([0], np.cumsum(lengths)))
        self._all = csr_matrix((weights, np.concatenate(parts), bounds), shape=(self.size, len(columns)))
        self._all.sort_indices()
        self._before = self._carried(before) if before else None

    def find(self) -> Found:
        """Find the best pairs, and for each row that takes a side the row most like it that takes the other side."""
        groups, sides = list(self._by_category()), list(self._by_side())
        many = tuple(name for name, rows, others in (*groups, *sides) if _many(rows, others))
        before = self._before if self._before and self._before[0].many == many else None
        return Found(
            tuple((one.made_of, len(one.categories)) for one in self._policies),
            many,
            self._best(groups, PER_ROW, before and (before[0].best, before[1])),
            self._best(sides, 1, before and (before[0].opposites, before[1])),
        )

    def shared_words(self, pairs: Pairs, number: int = 3) -> Iterator[tuple[str, ...]]:
        """Yield for each pair the words that do most for their likeness, the weightiest first.

        Words like "our" tell a reader nothing and are left out.
        """
        words = self._all[:, self._telling].tocsr()
        names = [name for name, tells in zip(self._names, self._telling, strict=True) if tells]
        for first in range(0, len(pairs.rows), ROWS_AT_ONCE):
            some = slice(first, first + ROWS_AT_ONCE)
            product = words[pairs.rows[some]].multiply(words[pairs.others[some]]).tocsr()
            for at in range(product.shape[0]):
                entries = slice(product.indptr[at], product.indptr[at + 1])
                weights, numbers = product.data[entries].tolist(), product.indices[entries].tolist()
                heaviest = sorted((-weight, names[word]) for weight, word in zip(weights, numbers, strict=True))
                yield tuple(word for _, word in heaviest[:number])

    def _carried(self, before: Found) -> tuple[Found, Any]:
        """Return what was found before in the numbers of today, -1 where a row is gone; and which policies are new."""
        import numpy as np

        now = {one.made_of: at for at, one in enumerate(self._policies) if one.made_of}
        old = [now.get(made_of, -1) for made_of, _ in before.policies]
        sizes = [size for _, size in before.policies]
        places = [
            np.arange(size) + self.starts[at] if at >= 0 else np.full(size, -1)
            for at, size in zip(old, sizes, strict=True)
        ]
        row = np.concatenate(places) if places else np.zeros(0, dtype=int)
        fresh = np.ones(len(self._policies), dtype=bool)
        fresh[[at for at in old if at >= 0]] = False

        def moved(pairs: Pairs) -> Pairs:
            return Pairs(row[pairs.rows], row[pairs.others], pairs.products)

        return Found((), before.many, moved(before.best), moved(before.opposites)), fresh

    def _best(self, groups: Sequence[Group], most: int, before: tuple[Pairs, Any] | None) -> Pairs:
        """Return the best of each row's groups; of rows that lost nothing, only what is new is compared with them."""
        import numpy as np

        stale = np.ones(self.size, dtype=bool)
        fresh = stale
        found: list[Pairs] = []
        if before:
            pairs, new = before
            fresh = new[self._of]
            stale = fresh.copy()
            stale[pairs.rows[(pairs.others < 0) & (pairs.rows >= 0)]] = True
            for _, rows, others in groups:
                if _many(rows, others):
                    stale[rows] = True
            found.append(pairs.where((pairs.rows >= 0) & ~stale[pairs.rows]))
        for _, rows, others in groups:
            if _many(rows, others):
                found.append(self._likely(rows, others))
                continue
            found.append(self._compared(rows[stale[rows]], others, most))
            if before:
                found.append(self._compared(rows[~stale[rows]], others[fresh[others]], most))
        return foremost_pairs(found, most)

    def _compared(self, rows: Any, others: Any, most: int) -> Pairs:
        """Return of each row the best of the others, and some that are not much worse."""
        import numpy as np

        if not len(rows) or not len(others):
            none = np.zeros(0, dtype=np.int64)
            return Pairs(none, none, none)
        owners, times = self._own[others], self._times(others, len(rows))
        found: list[tuple[Any, Any, Any]] = []
        at_once = max(1, min(ROWS_AT_ONCE, CELLS // len(others)))
        for first in range(0, len(rows), at_once):
            some = rows[first : first + at_once]
            products = times(some)
            starts, ends = (np.searchsorted(owners, self._own[some], side) for side in ("left", "right"))
            for line, start, end in zip(products, starts, ends, strict=True):
                line[start:end] = 0  # of its own policy
            at, other = np.nonzero(products >= least(products, most)[:, None])
            found.append((some[at], others[other], products[at, other].astype(np.int64)))
        return Pairs(*(np.concatenate(each) for each in zip(*found, strict=True)))

    def _times(self, others: Any, number: int) -> Callable[[Any], Any]:
        """Return what gives the products of some rows with the others: the same whole numbers in each of three ways.

        ``number`` is how many rows there will be in all. Where either side is short, as after an edit, it is dense.
        """
        import numpy as np

        its = self._all[others]
        if len(others) <= SHORT:
            dense = its.toarray().T
            return lambda some: self._all[some] @ dense
        if number <= SHORT:
            return lambda some: np.ascontiguousarray((its @ self._all[some].toarray().T).T)
        columns = its.tocsc()
        is_frequent = np.diff(columns.indptr) > FREQUENT * len(others)
        frequent = columns[:, is_frequent].toarray().T
        rare = columns[:, ~is_frequent].T.tocsr()

        def products(some: Any) -> Any:
            mine = self._all[some].tocsc()
            found = (mine[:, ~is_frequent].tocsr() @ rare).toarray()
            found += mine[:, is_frequent].toarray() @ frequent
            return found

        return products

    def _likely(self, rows: Any, others: Any) -> Pairs:
        """Return each row with those of the others that are foremost for one of its weightiest words: champion lists.

        Source: Manning, Raghavan, Schütze, "Introduction to Information Retrieval", 2008, 7.1.3.
        """
        import numpy as np

        champions = foremost(self._words[others].T.tocsr(), CHAMPIONS)
        likely = foremost(foremost(self._words[rows], KEY_WORDS) @ champions, CANDIDATES)
        mine, theirs = np.repeat(rows, np.diff(likely.indptr)), others[likely.indices]
        foreign = self._own[mine] != self._own[theirs]
        mine, theirs = mine[foreign], theirs[foreign]
        products = [
            np.asarray(self._all[mine[some]].multiply(self._all[theirs[some]]).sum(axis=1)).ravel()
            for first in range(0, len(mine), ROWS_AT_ONCE * CANDIDATES)
            for some in [slice(first, first + ROWS_AT_ONCE * CANDIDATES)]
        ]
        all_products = np.concatenate(products or [np.zeros(0)]).astype(np.int64)
        return Pairs(mine, theirs, all_products).where(all_products > 0)

    @cached_property
    def _words(self) -> Any:
        """The columns of words."""
        return self._all[:, [name[0] not in "@#" for name in self._names]].tocsr()

    def _by_category(self) -> Iterator[Group]:
        """Yield the rows of each category; those without any stand together."""
        rows = self._grouped((categories or ("",)) for one in self._policies for categories in one.categories)
        yield from ((f"@{name}", rows[name], rows[name]) for name in sorted(rows))

    def _by_side(self) -> Iterator[Group]:
        """Yield for each practice the rows that confirm it with those that deny it, and the other way round."""
        rows = self._grouped(sides for one in self._policies for sides in one.sides)
        for practice, side in sorted(rows):
            if (others := rows.get((practice, not side))) is not None:
                yield f"#{practice} {side}", rows[practice, side], others

    def _grouped(self, keys: Iterable[Sequence[Any]]) -> dict[Any, Any]:
        import numpy as np

        groups: dict[Any, list[int]] = defaultdict(list)
        for at, its in enumerate(keys):
            for key in dict.fromkeys(its):
                groups[key].append(at)
        return {key: np.array(rows) for key, rows in groups.items()}


def _many(rows: Any, others: Any) -> bool:
    return bool(len(rows) * len(others) >= MANY * MANY)
