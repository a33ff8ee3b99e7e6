"""Gate 1: everything that is wrong in what people contributed, told at once, before anything is made of it.

A check is a module with ``check(given) -> Iterator[Problem]``; to add one, write it and name it in ``CHECKS``.
(``built_site`` looks at the finished website instead, and is called by the pipeline.)
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Final

from generator.checks import (
    confirmations,
    future_days,
    hidden_characters,
    languages,
    practices,
    presentation,
    provenance,
    quotes,
    reviews,
    snapshots,
)
from generator.checks.given import Documents, Given, documents_of
from generator.model import Problem
from generator.problems import ContributorError, in_order
from generator.reading.handwritten import read_pages
from generator.reading.scope import EVERYTHING, Scope
from generator.reading.services import read_all

__all__ = ["CHECKS", "Documents", "Given", "documents_of", "gate", "run"]

CHECKS: Final[tuple[Callable[[Given], Iterator[Problem]], ...]] = (
    snapshots.check,
    hidden_characters.check,
    provenance.check,
    future_days.check,
    languages.check,
    reviews.check,
    quotes.check,
    confirmations.check,
    presentation.check,
    practices.check,
)


def gate(root: Path, scope: Scope = EVERYTHING, today: date | None = None) -> tuple[Given, tuple[Problem, ...]]:
    """All that is right in the repository, its snapshots extracted, and all that is wrong, in order of place.

    A narrower scope reads and checks only that part. What only shows when all is read (two services with one name, two
    practices with one label) then stays unsaid. Where ``today`` is given, days that have not come yet are odd.
    """
    contents, problems = read_all(root, scope)
    given = Given(contents, documents_of(contents), scope, today)
    by_hand = _by_hand(root) if scope == EVERYTHING else ()
    return given, in_order((*problems, *run(given), *by_hand))


def _by_hand(root: Path) -> tuple[Problem, ...]:
    """What is wrong with the pages that people wrote by hand."""
    try:
        read_pages(root)
    except ContributorError as error:
        return error.problems
    return ()


def run(given: Given) -> tuple[Problem, ...]:
    """What the content checks say, in order of place."""
    return in_order(problem for check in CHECKS for problem in check(given))
