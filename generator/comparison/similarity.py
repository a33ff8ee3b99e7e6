"""Find which clauses are alike: the arithmetic behind :mod:`generator.comparison.links`, which says what it means.

Each clause is a row of numbers: its words (TF-IDF), its subject, and the practices that it states. Two rows are as
alike as ``WORDS`` x the cosine of their words + ``SUBJECT`` x that of their subjects + ``PRACTICES`` x that of their
practices, whatever the outcomes: a clause that says the opposite is worth a link too. A subject is the clause's
categories and, less so, those of its whole section, which speak for a clause that has none of its own.

Every word counts, also "our" and "not"; TF-IDF makes frequent ones light, and dropping them made links worse.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from generator.analysis.topics import REST

PER_ROW = 5
"""At most so many others are found for one row."""

WORDS, SUBJECT, PRACTICES = 0.5, 0.4, 0.1
SECTION_SHARE = 0.5
REST_SHARE = 0.5
"""The rest is no subject of its own: clauses that have only this in common have less in common."""

FREQUENT = 0.05
"""Words in more than this share of the clauses stand in a dense matrix: the same sums, much faster."""

ROWS_AT_ONCE = 500
KEY_WORDS = 16
CHAMPIONS = 64
CANDIDATES = 60

Pair = tuple[int, int, float]


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


class Space:
    """All rows in one space of numbers, in which the dot product of two is how alike they are (0 to 1)."""

    def __init__(self, rows: Sequence[Row]) -> None:
        """Read all rows; takes about 0.1 ms a row."""
        import numpy as np  # here and below: loading these takes a second that `check` and `inspect` need not spend
        from scipy.sparse import csr_matrix, hstack
        from sklearn.feature_extraction.text import TfidfVectorizer

        self._rows = rows
        reader = TfidfVectorizer(sublinear_tf=True, token_pattern=r"[^\W\d_]{2,}", dtype=np.float32)
        try:
            self._words = reader.fit_transform([row.text for row in rows])
            self._vocabulary = reader.get_feature_names_out()
        except ValueError:  # not one word in all the rows
            self._words, self._vocabulary = csr_matrix((len(rows), 1), dtype=np.float32), np.array([""])
        weighted = ((self._words, WORDS), (_subjects(rows), SUBJECT), (_marks([r.practices for r in rows]), PRACTICES))
        self._all = hstack([matrix * np.float32(weight**0.5) for matrix, weight in weighted], format="csr")
        self._stretch: dict[str, tuple[int, int]] = {}
        for at, row in enumerate(rows):
            self._stretch[row.policy] = (self._stretch.get(row.policy, (at, at))[0], at + 1)
        self._own = np.array([self._stretch[row.policy] for row in rows])

    def exact(self) -> Iterator[Pair]:
        """Yield for each row the best rows of other policies, all pairs compared.

        (row, other, likeness), best first.
        """
        import numpy as np

        columns = self._all.tocsc()
        is_frequent = np.diff(columns.indptr) > FREQUENT * len(self._rows)
        frequent, rare = columns[:, is_frequent].toarray(), columns[:, ~is_frequent].tocsr()
        rare_columns = rare.T.tocsr()
        for first in range(0, len(self._rows), ROWS_AT_ONCE):
            some = slice(first, first + ROWS_AT_ONCE)
            likeness = (rare[some] @ rare_columns).toarray() + frequent[some] @ frequent.T
            for offset, scores in enumerate(likeness):
                yield from self._best(first + offset, None, scores)

    def by_champions(self) -> Iterator[Pair]:
        """Yield the same, but from candidates of the row's own categories only.

        So the cost grows with the rows and not with their square.
        """
        import numpy as np

        likely = [self._likely(rows, rows) for rows in self._by_category()]
        yield from self._best_of(np.unique(np.concatenate(likely)), PER_ROW)

    def opposites(self, champions: bool = False) -> Iterator[Pair]:
        """Yield for each row that takes a side the row of another policy most like it that takes the other side.

        All pairs of opposite sides are compared; with ``champions`` only candidates, as above.
        """
        import numpy as np

        sides: dict[str, dict[bool, list[int]]] = defaultdict(lambda: {False: [], True: []})
        for at, one in enumerate(self._rows):
            for practice, side in one.sides:
                sides[practice][side].append(at)
        best: dict[int, Pair] = {}
        for practice in sorted(sides):
            for side, members in sides[practice].items():
                rows, others = np.array(members, dtype=int), np.array(sides[practice][not side], dtype=int)
                likely = np.unique(self._likely(rows, others)) if champions else None
                for pair in self._all_of(rows, others, 1) if likely is None else self._best_of(likely, 1):
                    if pair[0] not in best or pair[2] > best[pair[0]][2]:
                        best[pair[0]] = pair
        return (best[row] for row in sorted(best))

    def _all_of(self, rows: Any, others: Any, most: int) -> Iterator[Pair]:
        """Yield for each row the best of the others, all of them compared."""
        columns = self._all[others].T.tocsr()
        for first in range(0, len(rows), ROWS_AT_ONCE):
            some = rows[first : first + ROWS_AT_ONCE]
            for row, scores in zip(some, (self._all[some] @ columns).toarray(), strict=True):
                yield from self._best(int(row), others, scores, most)

    def _likely(self, rows: Any, others: Any) -> Any:
        """Return each row with those of the others that are foremost for one of its weightiest words: champion lists.

        A row and another are one number, row x how many rows there are + other. Source: Manning, Raghavan, Schütze,
        "Introduction to Information Retrieval", 2008, 7.1.3.
        """
        import numpy as np

        champions = _foremost(self._words[others].T.tocsr(), CHAMPIONS)
        likeness = _foremost(_foremost(self._words[rows], KEY_WORDS) @ champions, CANDIDATES)
        return np.repeat(rows, np.diff(likeness.indptr)) * len(self._rows) + others[likeness.indices]

    def _best_of(self, likely: Any, most: int) -> Iterator[Pair]:
        """Yield for each row the best of these pairs of it, which are numbers as above, sorted. Ties in row order."""
        import numpy as np

        number = len(self._rows)
        bounds = np.searchsorted(likely, np.arange(0, number + ROWS_AT_ONCE, ROWS_AT_ONCE) * number)
        for first, after in ((first, after) for first, after in pairwise(bounds) if first < after):
            rows, others = np.divmod(likely[first:after], number)
            foreign = (others < self._own[rows, 0]) | (others >= self._own[rows, 1])
            rows, others = rows[foreign], others[foreign]
            products = self._all[rows].multiply(self._all[others])
            scores = np.round(np.asarray(products.sum(axis=1)).ravel(), 5)
            order = np.lexsort((others, -scores, rows))
            order = order[scores[order] > 0.0]
            for at in order[_rank(rows[order]) < most]:
                yield int(rows[at]), int(others[at]), round(min(1.0, float(scores[at])), 5)

    def _by_category(self) -> list[Any]:
        """Return the rows of each category; those without any stand together."""
        import numpy as np

        rows: dict[str, list[int]] = defaultdict(list)
        for at, row in enumerate(self._rows):
            for category in row.categories or ("",):
                rows[category].append(at)
        return [np.array(rows[category]) for category in sorted(rows)]

    def _best(self, row: int, others: Any, scores: Any, most: int = PER_ROW) -> Iterator[Pair]:
        """Yield the best of these rows (all, where ``others`` is None) outside the row's own policy.

        Ties in row order.
        """
        import numpy as np

        scores = np.round(scores, 5)
        own, after = self._stretch[self._rows[row].policy]
        if others is None:
            scores[own:after] = 0.0
        else:
            scores[(others >= own) & (others < after)] = 0.0
        least = np.partition(scores, -most)[-most] if len(scores) > most else 0.0
        kept = np.flatnonzero((scores >= least) & (scores > 0.0))
        for at in kept[np.argsort(-scores[kept], kind="stable")][:most]:
            yield row, int(at if others is None else others[at]), round(min(1.0, float(scores[at])), 5)

    def shared_words(self, pairs: Sequence[Pair], number: int = 3) -> Iterator[tuple[str, ...]]:
        """Yield for each pair the words that do most for their likeness, the weightiest first.

        Words like "our" tell a reader nothing and are left out.
        """
        from sklearn.feature_extraction.text import ENGLISH_STOP_WORDS

        telling = self._words.multiply([word not in ENGLISH_STOP_WORDS for word in self._vocabulary]).tocsr()
        for first in range(0, len(pairs), ROWS_AT_ONCE):
            some = pairs[first : first + ROWS_AT_ONCE]
            product = telling[[a for a, _, _ in some]].multiply(telling[[b for _, b, _ in some]]).tocsr()
            product.eliminate_zeros()
            product = _foremost(product, number)
            for at in range(len(some)):
                entries = slice(product.indptr[at], product.indptr[at + 1])
                heaviest = sorted(zip(-product.data[entries], product.indices[entries], strict=True))
                yield tuple(str(self._vocabulary[word]) for _, word in heaviest)


def _subjects(rows: Sequence[Row]) -> Any:
    """Return a row's categories and a share of its section's, as a vector of length 1 (0 where there are none)."""
    import numpy as np
    from scipy.sparse import csr_matrix

    names = sorted({category for row in rows for category in row.categories})
    own = np.zeros((len(rows), max(1, len(names))), dtype=np.float32)
    sections: dict[tuple[str, str], list[int]] = defaultdict(list)
    for at, row in enumerate(rows):
        sections[row.policy, row.section].append(at)
        for category in row.categories:
            own[at, names.index(category)] = REST_SHARE if category == REST else 1.0
    whole = np.zeros_like(own)
    for members in sections.values():
        whole[members] = own[members].mean(axis=0)
    both = own + np.float32(SECTION_SHARE) * whole
    length = np.linalg.norm(both, axis=1, keepdims=True)
    return csr_matrix(both / np.where(length > 0, length, 1))


def _marks(sets: Sequence[Sequence[str]]) -> Any:
    """Return a row for each set with its members marked, as a vector of length 1 (0 where the set is empty)."""
    import numpy as np
    from scipy.sparse import csr_matrix

    columns = {name: at for at, name in enumerate(sorted({name for names in sets for name in names}))}
    entries = [(row, columns[name], len(names) ** -0.5) for row, names in enumerate(sets) for name in names]
    rows, places, data = zip(*entries, strict=True) if entries else ((), (), ())
    return csr_matrix((np.array(data, dtype=np.float32), (rows, places)), shape=(len(sets), max(1, len(columns))))


def _foremost(matrix: Any, number: int) -> Any:
    """Give the matrix with only the weightiest entries of each row, at most ``number``; ties go to the lower column."""
    import numpy as np
    from scipy.sparse import csr_matrix

    row_of = np.repeat(np.arange(matrix.shape[0]), np.diff(matrix.indptr))
    order = np.lexsort((matrix.indices, -matrix.data, row_of))
    kept = order[_rank(row_of[order]) < number]
    return csr_matrix((matrix.data[kept], (row_of[kept], matrix.indices[kept])), shape=matrix.shape)


def _rank(sorted_rows: Any) -> Any:
    """Give each entry its place among those of its row, from 0; entries of one row stand together."""
    import numpy as np

    _, first, count = np.unique(sorted_rows, return_index=True, return_counts=True)
    return np.arange(len(sorted_rows)) - np.repeat(first, count)
