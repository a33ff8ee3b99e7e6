"""Counts work instead of measuring time: a count is the same on every machine, however much else it has to do."""

from __future__ import annotations

import sys
from collections.abc import Callable


def calls(action: Callable[[], object]) -> int:
    """How many functions are called while the action runs, Python's own among them.

    What grows inside of one call, as in a pattern that looks back, is not counted: the session ``bounds`` measures it.
    """
    count = 0

    def note(_frame: object, event: str, _argument: object) -> None:
        nonlocal count
        if event in ("call", "c_call"):
            count += 1

    sys.setprofile(note)
    try:
        action()
    finally:
        sys.setprofile(None)
    return count
