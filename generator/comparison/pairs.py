"""Hold pairs of rows that are alike, and pick the foremost of many: the sorting behind similarity."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

from generator.comparison.vectors import SCALE

RUNS: Final = 64
"""The best of a row are sought among the best of so many runs of it."""


@dataclass(frozen=True, slots=True)
class Pairs:
    """Pairs of rows: arrays of the rows' numbers, of the others' and of the products; by row, the most alike first."""

    rows: Any
    others: Any
    products: Any

    def where(self, chosen: Any) -> Pairs:
        """Return some of the pairs."""
        return Pairs(self.rows[chosen], self.others[chosen], self.products[chosen])

    @property
    def scores(self) -> Any:
        """How alike the two are, from 0 to 1, with five digits."""
        import numpy as np

        return np.round(np.minimum(self.products / SCALE**2, 1.0), 5)


def least(products: Any, most: int) -> Any:
    """Return for each row a number above 0 that its best products reach, so many, as far as there are any.

    The best of each of many runs are soon found, and the best of these are among the best of all.
    """
    import numpy as np

    width = products.shape[1] // RUNS
    if width > 1:
        products = products[:, : width * RUNS].reshape(len(products), RUNS, width).max(axis=2)
    least = np.partition(products, -most, axis=1)[:, -most] if products.shape[1] > most else np.zeros(len(products))
    return np.maximum(least, 1)


def foremost_pairs(found: Sequence[Pairs], most: int) -> Pairs:
    """Return at most so many pairs of each row, the most alike first; ties go to the lower row. No pair comes twice."""
    import numpy as np

    rows, others, products = (
        np.concatenate([getattr(pairs, name) for pairs in found]) if found else np.zeros(0, dtype=np.int64)
        for name in ("rows", "others", "products")
    )
    order = np.lexsort((others, -products, rows))
    rows, others, products = rows[order], others[order], products[order]
    again = np.zeros(len(rows), dtype=bool)
    again[1:] = (rows[1:] == rows[:-1]) & (others[1:] == others[:-1])
    rows, others, products = rows[~again], others[~again], products[~again]
    return Pairs(rows, others, products).where(_rank(rows) < most)


def foremost(matrix: Any, number: int) -> Any:
    """Give the matrix with only the weightiest entries of each row, at most ``number``; ties go to the lower column."""
    import numpy as np
    from scipy.sparse import csr_matrix

    row_of = np.repeat(np.arange(matrix.shape[0]), np.diff(matrix.indptr))
    order = np.lexsort((matrix.indices, -matrix.data, row_of))
    kept = order[_rank(row_of[order]) < number]
    bounds = np.concatenate(([0], np.cumsum(np.bincount(row_of[kept], minlength=matrix.shape[0]))))
    return csr_matrix((matrix.data[kept], matrix.indices[kept], bounds), shape=matrix.shape)


def _rank(sorted_rows: Any) -> Any:
    """Give each entry its place among those of its row, from 0; entries of one row stand together."""
    import numpy as np

    _, first, count = np.unique(sorted_rows, return_index=True, return_counts=True)
    return np.arange(len(sorted_rows)) - np.repeat(first, count)
