"""Gate 1: everything that is wrong in what people contributed, told at once, before anything is made of it.

A check is a module of this folder; to add one, write the module: it is found by listing the folder. It has a function
``check_written(written)``, which looks at what was written, or ``check_analysed(analysed)``, which looks at what
analysis says of examples and reviews, or both. Each yields problems and never raises.
"""

from __future__ import annotations

import pkgutil
from collections.abc import Callable, Iterator
from functools import cache
from importlib import import_module
from types import ModuleType
from typing import Any

from generator.checks.inputs import Analysed, Documents, Written
from generator.problems import Problem, in_order

__all__ = ["Analysed", "Documents", "Written", "check_analysed", "check_written"]


def check_written(written: Written) -> tuple[Problem, ...]:
    """Say what is wrong in what was written, in order of place."""
    return in_order(problem for check in _functions("check_written") for problem in check(written))


def check_analysed(analysed: Analysed) -> tuple[Problem, ...]:
    """Say what is wrong in what analysis finds in examples and reviewed policies, in order of place."""
    return in_order(problem for check in _functions("check_analysed") for problem in check(analysed))


@cache
def modules() -> tuple[ModuleType, ...]:
    """Load every module of this folder, in the order of their names."""
    return tuple(import_module(f"{__name__}.{found.name}") for found in pkgutil.iter_modules(__path__))


def _functions(name: str) -> Iterator[Callable[[Any], Iterator[Problem]]]:
    return (function for module in modules() if (function := getattr(module, name, None)) is not None)
