"""Gate 1: everything that is wrong in what people contributed, told at once, before anything is made of it.

A check is a module with ``check(given) -> Iterator[Problem]``; to add one, write it and name it in ``CHECKS``.
(``built_site`` looks at the finished website instead, and is called by the pipeline.)
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Final

from generator.checks import practices, provenance, quotes, reviews, snapshots
from generator.checks.given import Documents, Given, documents_of
from generator.model import Problem
from generator.problems import in_order
from generator.read import Contents, read_all

__all__ = ["CHECKS", "Documents", "Given", "documents_of", "gate", "run"]

CHECKS: Final[tuple[Callable[[Given], Iterator[Problem]], ...]] = (
    snapshots.check,
    provenance.check,
    reviews.check,
    quotes.check,
    practices.check,
)


def gate(root: Path) -> tuple[Given, tuple[Problem, ...]]:
    """All that is right in the repository, its snapshots extracted, and all that is wrong, in order of place."""
    contents, problems = read_all(root)
    documents = documents_of(contents)
    return Given(contents, documents), in_order((*problems, *run(contents, documents)))


def run(contents: Contents, documents: Documents) -> tuple[Problem, ...]:
    """What the content checks say, in order of place."""
    given = Given(contents, documents)
    return in_order(problem for check in CHECKS for problem in check(given))
