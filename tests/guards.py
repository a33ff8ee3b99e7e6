"""Switches a guard of the program off, so that a test can see that its loss would be noticed."""

from __future__ import annotations

import inspect
import re
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from types import FunctionType, ModuleType

import pytest

from generator.outputs import built_site
from generator.pipeline import gate
from generator.problems import ContributorError

Patch = pytest.MonkeyPatch
Off = Callable[[Patch], None]
NONE = re.compile("(?!)")
ALL = re.compile("(?s:.*)")


@dataclass(frozen=True)
class Guard:
    """What keeps a promise: its name, how it is switched off, and the probe, which says whether the promise is kept."""

    name: str
    off: Off
    kept: Callable[[Path], bool]


def notices(guard: Guard, folder: Path, patch: Patch) -> None:
    """The probe says yes with the guard, and no without it."""
    (folder / "with").mkdir()
    (folder / "without").mkdir()
    assert guard.kept(folder / "with"), guard.name
    guard.off(patch)
    assert not guard.kept(folder / "without"), f"{guard.name}: nobody would notice its loss"


def put_in(owner: object, name: str, value: object) -> Off:
    """Switch off by putting something else in the place of a name."""
    return lambda patch: patch.setattr(owner, name, value, raising=False)


def cut(module: ModuleType, *edits: tuple[str, str]) -> Off:
    """Switch off by an edit of the source: the functions that it changes run as they would then be written."""

    def off(patch: Patch) -> None:
        source = Path(str(module.__file__)).read_text(encoding="utf-8")
        for old, new in edits:
            assert source.count(old) == 1, f"{module.__name__} does not hold this once: {old}"
            source = source.replace(old, new)
        edited = ModuleType(module.__name__)
        edited.__file__ = module.__file__
        with pytest.MonkeyPatch.context() as place:
            place.setitem(sys.modules, module.__name__, edited)  # dataclasses look themselves up
            exec(compile(source, str(module.__file__), "exec"), edited.__dict__)
        changed = dict(_functions(edited))
        for name, function in _functions(module):
            if function.__code__ != changed[name].__code__:
                patch.setattr(function, "__code__", changed[name].__code__)

    return off


def both(*offs: Off) -> Off:
    """Switch several off, where one stands behind the other."""

    def all_off(patch: Patch) -> None:
        for off in offs:
            off(patch)

    return all_off


def _functions(module: ModuleType) -> Iterator[tuple[str, FunctionType]]:
    """The functions and methods that a module defines."""
    for owner in (module, *(one for one in vars(module).values() if inspect.isclass(one))):
        if owner is module or owner.__module__ == module.__name__:
            for name, member in vars(owner).items():
                function = inspect.unwrap(member) if callable(member) else member
                if isinstance(function, FunctionType) and function.__module__ == module.__name__:
                    yield f"{owner.__name__}.{name}", function


def refuses(root: Path, *words: str) -> bool:
    """Whether the gate says one of these words."""
    return any(word in problem.message for problem in gate(root)[1] for word in words)


def raises(action: Callable[[], object], kind: type[Exception] = ContributorError) -> bool:
    """Whether the action is refused."""
    try:
        action()
    except kind:
        return True
    return False


def stopped(root: Path, html: str, path: str = "index.html") -> bool:
    """Whether a built site with such a page would not be published."""
    file = root / "site" / path
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(f"<!doctype html><title>t</title><h1>x</h1>{html}", encoding="utf-8")
    return bool(built_site.check(root / "site"))
