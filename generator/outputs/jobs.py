"""Spread work over several processes, each begun anew: on every system the same, and nothing of this process in them.

What is done may not depend on how many there are: results come in the order of the items.
"""

from __future__ import annotations

import ctypes
import gc
import multiprocessing
import os
import sys
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from functools import cached_property
from itertools import count, islice
from typing import Any, Final, Generic, Self, TypeVar

from generator.problems import ContributorError, Place, Problem

IDS: Final = {
    "process-ended": "No process that helps with a build is ended by somebody else.",
}

S = TypeVar("S")
T = TypeVar("T")
R = TypeVar("R")
AT_ONCE: Final = 4
"""How many items a process takes at a time."""
_TOLD: Final = 2
"""With so many lots for each process goes what it works with, which may be large."""
AHEAD: Final = 12
"""How many such lots of items are under way or waiting for each process."""


def available() -> int:
    """How many processors this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def give_back() -> None:
    """Give memory that is free back to the system, where it can be told to.

    The automata that find practices grow to some hundred megabytes, and are gone when all texts are read; what was
    found in the texts is as much, and gone when all pages are written.
    """
    if sys.platform == "linux" and (trim := getattr(ctypes.CDLL(None), "malloc_trim", None)):
        trim(0)


class Helpers:
    """The processes that help with one build: ``number`` of them, begun when work is first given to them.

    They stay until the build is done, so that each loads the program once. With one, nobody helps.
    """

    def __init__(self, number: int = 1) -> None:
        """Begin none yet."""
        self.number = number
        self._stages = count(1)

    def __enter__(self) -> Self:
        """Return itself."""
        return self

    def __exit__(self, *_: object) -> None:
        """End the processes, if any were begun; what waits is not done any more."""
        if "_pool" in self.__dict__:
            self._pool.shutdown(cancel_futures=True)

    def spread(
        self, work: Callable[[S, T], R], items: Iterable[T], prepare: Callable[..., S], *given: Any
    ) -> Iterator[R]:
        """Yield what ``work`` makes of each item, in their order, made by all processes.

        ``work`` and ``prepare`` are functions of a module; ``work`` is given what ``prepare`` makes of what is
        ``given``, once in each process, and gone when it has work of another kind. The first items are taken at once,
        and some always ahead of what is yielded, however many there are. Raises ContributorError where a process was
        ended from without.
        """
        lots = Lots(self, work, prepare, *given)
        left = iter(items)

        def take() -> bool:
            some = list(islice(left, AT_ONCE))
            if some:
                lots.put(some)
            return bool(some)

        while lots.waiting < AHEAD * self.number and take():
            pass
        return _each_of(lots, take)

    @cached_property
    def _pool(self) -> ProcessPoolExecutor:
        context = multiprocessing.get_context("spawn")
        return ProcessPoolExecutor(self.number, context, _begin, (gc.get_threshold(),))


class Lots(Generic[S, T, R]):
    """Work of one kind, given to helpers lot by lot, and its results in the same order."""

    def __init__(self, helpers: Helpers, work: Callable[[S, T], R], prepare: Callable[..., S], *given: Any) -> None:
        """Take what is done with each item, as ``Helpers.spread`` does."""
        self._pool, self._work, self._stage = helpers._pool, work, next(helpers._stages)
        self._given, self._with_given = (prepare, given), _TOLD * helpers.number
        self._under_way: deque[tuple[Sequence[T], Future[list[R] | None]]] = deque()

    @property
    def waiting(self) -> int:
        """How many lots were put and not taken."""
        return len(self._under_way)

    def put(self, items: Sequence[T]) -> None:
        """Give items to a process."""
        told, self._with_given = self._with_given > 0, self._with_given - 1
        self._under_way.append((items, self._submit(items, told)))

    def take(self) -> list[R]:
        """Wait for the results of the first lot that was not taken."""
        items, future = self._under_way.popleft()
        with _as_a_mistake():
            done = future.result()
            while done is None:  # by a process that was busy when the others were told what to work with
                done = self._submit(items, True).result()
        return done

    def _submit(self, items: Sequence[T], told: bool) -> Future[list[R] | None]:
        with _as_a_mistake():
            return self._pool.submit(_each, self._stage, self._given if told else None, self._work, items)


def _each_of(lots: Lots[Any, Any, R], take: Callable[[], bool]) -> Iterator[R]:
    while lots.waiting:
        done = lots.take()
        take()
        yield from done


@contextmanager
def _as_a_mistake() -> Iterator[None]:
    try:
        yield
    except BrokenProcessPool:
        message = "a process that helped with the build was ended, perhaps as memory was short"
        remedy = "Build again, with --jobs 1 where memory is short. The last good site is still in its place."
        raise ContributorError([Problem(Place("build"), message, remedy, "process-ended")]) from None


_prepared: tuple[int, Any] = (0, None)
"""In a process that helps: the number of the stage that it works for, and what was prepared for it."""


def _each(
    stage: int, given: tuple[Callable[..., S], tuple[Any, ...]] | None, work: Callable[[S, T], R], items: Sequence[T]
) -> list[R] | None:
    """Do the work; None where this process does not know yet what it works with, and is not told."""
    global _prepared
    if _prepared[0] != stage:
        if given is None:
            return None
        _prepared = (0, None)
        gc.collect()
        give_back()
        _prepared = (stage, given[0](*given[1]))
    return [work(_prepared[1], item) for item in items]


def _begin(seldom: tuple[int, int, int]) -> None:
    """Look for unused values as seldom as the process that is helped."""
    gc.set_threshold(*seldom)
