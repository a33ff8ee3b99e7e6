"""Gate 1: everything that is wrong in what people contributed, told at once, before anything is made of it.

A check is a module of this folder; to add one, write the module: it is found by listing the folder. It has one or more
of these functions, each of which yields problems and never raises. ``check_written(written)`` looks at all that was
written, ``check_analysed(analysed)`` at what analysis says of examples and reviews. Two of them are asked again only
when what they look at has changed: ``check_configuration(written)``, which looks at nothing but site_config/ and which
practices are in the scope, and ``check_service(written, service)``, at nothing but the service.md and the snapshots of
one service.
"""

from __future__ import annotations

import pkgutil
from collections.abc import Callable, Iterator
from functools import cache, partial
from importlib import import_module
from types import ModuleType
from typing import Any

from generator.analysis.policy import Reading
from generator.checks.inputs import Analysed, Documents, Written
from generator.problems import Problem, in_order

__all__ = ["Analysed", "Documents", "Written", "check_analysed", "check_written"]


def check_written(written: Written, reading: Reading | None = None) -> tuple[Problem, ...]:
    """Say what is wrong in what was written, in order of place. ``reading`` may know a part of it from before."""
    reading = reading or Reading()
    found = [problem for check in _functions("check_written") for problem in check(written)]
    practices = written.scope.practices
    asked = "all" if practices is None else " ".join(sorted(practices))
    found += reading.problems(partial(_found, "check_configuration", written), asked)
    for service in written.contents.services:
        found += reading.problems(partial(_found, "check_service", written, service), service.made_of)
    return in_order(found)


def check_analysed(analysed: Analysed) -> tuple[Problem, ...]:
    """Say what is wrong in what analysis finds in examples and reviewed policies, in order of place."""
    return in_order(problem for check in _functions("check_analysed") for problem in check(analysed))


@cache
def modules() -> tuple[ModuleType, ...]:
    """Load every module of this folder, in the order of their names."""
    return tuple(import_module(f"{__name__}.{found.name}") for found in pkgutil.iter_modules(__path__))


def _found(name: str, *given: Any) -> Iterator[Problem]:
    return (problem for check in _functions(name) for problem in check(*given))


def _functions(name: str) -> Iterator[Callable[[Any], Iterator[Problem]]]:
    return (function for module in modules() if (function := getattr(module, name, None)) is not None)
