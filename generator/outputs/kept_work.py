"""Keep what was compared, and the pages of policies, so that an edit is followed by little work.

Written as JSON. What is read was signed here, and the names of the program and of the configuration are a part of what
it was made of.
"""

from __future__ import annotations

import json
from array import array
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, Final

from generator.comparison.links import Common, Compared, compare, rows_of, vectors_of
from generator.comparison.pairs import Pairs
from generator.comparison.similarity import Found
from generator.comparison.vectors import NUMBERS, Row, Vectors, vectors
from generator.model import Page, Policy
from generator.outputs import origins
from generator.outputs.jobs import Helpers
from generator.outputs.kept import Kept
from generator.outputs.kept_pieces import packed, unpacked
from generator.outputs.kept_reading import kept_reading
from generator.outputs.kept_steps import KeptSteps
from generator.outputs.kept_versions import kept_versions
from generator.pages.names import Made

_VECTORS: Final = "vectors"
_FOUND: Final = "found"
_PAGES: Final = "pages"
_PIECES: Final = "pieces"
_MANY: Final = 40
"""From so many new policies on others help to turn their clauses into numbers."""


class Work:
    """The work of one build, with that of the last builds where it can be named: reading, comparing, making pages."""

    def __init__(self, root: Path, kept: Kept, helpers: Helpers | None = None) -> None:
        """Take the names of what the repository ``root`` is made with, and who helps."""
        configuration = origins.configuration(root)
        self.helpers = helpers or Helpers()
        self._kept = kept if configuration else Kept(None, print)
        self._made_with = (origins.program(), configuration or "")
        self.reading = kept_reading(root, kept, self.helpers)
        self.older = kept_versions(root, kept)
        self.stepping = KeptSteps(self._kept, self._made_with)

    def compare(self, policies: Sequence[Policy], common: Common) -> Compared | None:
        """Find the comparable clauses of all policies; of those that did not change, only what others change in it."""
        before = self._kept.get(_FOUND, *self._made_with)

        ahead = self._ahead(policies, common)

        def numbers(policy: Policy) -> Vectors:
            return self._vectors(policy, lambda: ahead.get(policy.id) or vectors_of(policy, common, policy.made_of))

        compared = compare(policies, numbers, _found(json.loads(before)) if before else None)
        if compared and self._kept.keeps:
            self._kept.put(json.dumps(_plain(compared.found)).encode(), _FOUND, *self._made_with)
        return compared

    def made(self, kind: str, names: Callable[[], Mapping[str, str]] = dict) -> Made:
        """Give what knows files of a kind, those of each policy by what they were made of, where such work is kept."""
        return _KeptPages(self._kept, (*self._made_with, kind), names()) if self._kept.keeps else Made()

    def _ahead(self, policies: Sequence[Policy], common: Common) -> dict[str, Vectors]:
        """Return the rows of policies as numbers, by the policy's id, where many are not known and others help."""
        new = [
            one for one in policies if not one.made_of or not self._kept.has(_VECTORS, *self._made_with, one.made_of)
        ]
        if self.helpers.number < 2 or len(new) < _MANY:
            return {}
        rows = ((rows, one.made_of) for one in new if one.analysed and (rows := rows_of(one)))
        made = self.helpers.spread(_numbers, rows, dict, common)
        return {one.policy: one for one in made}

    def _vectors(self, policy: Policy, make: Callable[[], Vectors]) -> Vectors:
        if not policy.made_of or not self._kept.keeps:
            return make()
        name = (*self._made_with, policy.made_of)
        data = self._kept.get(_VECTORS, *name)
        if data is not None:
            return _vectors(data, policy.made_of)
        made = make()
        self._kept.put(_vectors_packed(made), _VECTORS, *name)
        return made


class _KeptPages(Made):
    """Keeps pages under their names."""

    def __init__(self, kept: Kept, made_with: tuple[str, ...], names: Mapping[str, str]) -> None:
        self._kept, self._made_with = kept, made_with
        self._names = {id: (*made_with, id, name) for id, name in names.items()}
        self._found: dict[str, tuple[Page, ...] | None] = {}

    def of(self, policy: str) -> tuple[Page, ...] | None:
        if policy not in self._found:
            name = self._names.get(policy)
            data = self._kept.get(_PAGES, *name) if name else None
            self._found[policy] = None if data is None else tuple(_unpacked(data))
        return self._found[policy]

    def keep(self, policy: str, pages: Sequence[Page]) -> None:
        if name := self._names.get(policy):
            self._kept.put(_packed(pages), _PAGES, *name)

    def again(self, name: str, make: Callable[[], Iterable[Page]]) -> Sequence[Page]:
        if not name:
            return tuple(make())
        data = self._kept.get(_PIECES, *self._made_with, name)
        if data is not None:
            return tuple(_unpacked(data))
        pages = tuple(make())
        self._kept.put(_packed(pages), _PIECES, *self._made_with, name)
        return pages


def _numbers(common: Common, wanted: tuple[Sequence[Row], str]) -> Vectors:
    return vectors(wanted[0], common, wanted[1])


def _packed(pages: Sequence[Page]) -> bytes:
    return packed([page.path for page in pages], [page.data for page in pages])


def _unpacked(data: bytes) -> Iterator[Page]:
    return map(Page, *unpacked(data))


def _vectors_packed(made: Vectors) -> bytes:
    told = [made.policy, made.features, made.telling, made.categories, made.sides]
    return packed(told, (made.starts, made.numbers, made.weights))


def _vectors(data: bytes, made_of: str) -> Vectors:
    (policy, features, telling, categories, sides), pieces = unpacked(data)
    starts, numbers, weights = (array(NUMBERS, piece) for piece in pieces)
    of_rows = tuple(tuple((practice, side) for practice, side in row) for row in sides)
    of_topics = tuple(map(tuple, categories))
    return Vectors(policy, tuple(features), tuple(telling), starts, numbers, weights, of_topics, of_rows, made_of)


def _plain(found: Found) -> list[Any]:
    pairs = [[each.tolist() for each in (one.rows, one.others, one.products)] for one in (found.best, found.opposites)]
    return [found.policies, found.many, *pairs]


def _found(plain: list[Any]) -> Found:
    import numpy as np

    policies, many, *pairs = plain
    best, opposites = (Pairs(*(np.array(each, dtype=np.int64) for each in one)) for one in pairs)
    return Found(tuple((made_of, size) for made_of, size in policies), tuple(many), best, opposites)
