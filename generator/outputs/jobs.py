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
from itertools import islice
from typing import Any, Final, TypeVar

from generator.problems import ContributorError, Place, Problem

IDS: Final = {
    "process-ended": "No process that helps with a build is ended by somebody else.",
}

T = TypeVar("T")
R = TypeVar("R")
_AT_ONCE: Final = 4
"""How many items a process takes at a time."""
_AHEAD: Final = 6
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


def spread(
    work: Callable[[T], R], items: Iterable[T], jobs: int, prepare: Callable[..., None] | None = None, *given: Any
) -> Iterator[R]:
    """Yield what ``work`` makes of each item, in their order, made by so many processes.

    ``work`` and ``prepare``, which each process calls first with what is ``given``, are functions of a module. Each
    looks for unused values as seldom as this one. Items are taken, and results held, some ahead of what is yielded,
    however many there are. Raises ContributorError where a process was ended from without.
    """
    context, waiting, left = multiprocessing.get_context("spawn"), deque[Future[list[R]]](), iter(items)
    with ProcessPoolExecutor(jobs, context, _begin, (gc.get_threshold(), prepare, given)) as pool:
        try:
            while some := list(islice(left, _AT_ONCE)):
                waiting.append(pool.submit(_each, work, some))
                if len(waiting) > _AHEAD * jobs:
                    yield from waiting.popleft().result()
            while waiting:
                yield from waiting.popleft().result()
        except BrokenProcessPool:
            message = "a process that helped with the build was ended, perhaps as memory was short"
            remedy = "Build again, with --jobs 1 where memory is short. The last good site is still in its place."
            raise ContributorError([Problem(Place("build"), message, remedy, "process-ended")]) from None


def _each(work: Callable[[T], R], items: Sequence[T]) -> list[R]:
    return [work(item) for item in items]


def _begin(seldom: tuple[int, int, int], prepare: Callable[..., None] | None, given: tuple[Any, ...]) -> None:
    gc.set_threshold(*seldom)
    if prepare is not None:
        prepare(*given)
