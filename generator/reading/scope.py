"""Say what a check looks at: everything, or only what the named files and folders hold."""

from __future__ import annotations

import os
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Final

from generator.problems import ContributorError, Place, Problem, closest

IDS: Final = {
    "outside": "A path to check is inside the repository.",
}

POLICIES: Final = "content/policies"
PRACTICES: Final = "site_config/practices"


@dataclass(frozen=True, slots=True)
class Scope:
    """The services that are looked at, and the practices whose patterns and examples are tried; None means all."""

    services: frozenset[str] | None = None
    practices: frozenset[str] | None = None

    def has_service(self, id: str) -> bool:
        """Tell whether the service is looked at."""
        return self.services is None or id in self.services

    def has_practice(self, id: str) -> bool:
        """Tell whether the practice's own patterns and examples are tried."""
        return self.practices is None or id in self.practices


# What every practice depends on.
_SHARED: Final = frozenset(
    {"words.yml", "modifiers.yml", "categories.yml", "accuracy.yml", "common_words.yml", "gdpr.yml"}
)
EVERYTHING: Final = Scope()


def scope_of(root: Path, paths: Iterable[Path]) -> Scope:
    """Return what the files and folders mean for a check; without any, everything.

    A file of a policy's folder means that policy; a practice's file means that practice; the shared words, the
    categories and the program mean whatever depends on them. Other files mean nothing.
    Raises ContributorError for a path that is not there, or not in this repository.
    """
    named = [_inside(root, path) for path in paths]
    if not named:
        return EVERYTHING
    services = [_service(path) for path in named]
    practices = [_practice(path) for path in named]
    return Scope(_joined(services), _joined(practices))


def _joined(ids: Iterable[str | None]) -> frozenset[str] | None:
    """Return the ids; None when one of them is None, which means all. An empty id means nothing."""
    found = set(ids)
    return None if None in found else frozenset(id for id in found if id)


def _service(path: PurePosixPath) -> str | None:
    if _holds(path, POLICIES) or "generator" in path.parts[:1]:
        return None
    return path.relative_to(POLICIES).parts[0] if path.is_relative_to(POLICIES) else ""


def _practice(path: PurePosixPath) -> str | None:
    if path.is_relative_to(PRACTICES) and path.suffix == ".yml":
        return path.stem
    everything = _holds(path, PRACTICES) or "generator" in path.parts[:1]
    return None if everything or path.name in _SHARED else ""


def _holds(path: PurePosixPath, folder: str) -> bool:
    """Tell whether the path is the folder, or one that the folder stands in."""
    return path == PurePosixPath(folder) or path in PurePosixPath(folder).parents


def _inside(root: Path, path: Path) -> PurePosixPath:
    """Return the path from the repository's root."""
    place = Place(path.as_posix())
    if not path.exists():
        near = _nearest(root, path)
        remedy = f"Did you mean `{near}`?" if near else "Correct the name."
        raise ContributorError([Problem(place, "there is no such file or folder", remedy, "missing-file")])
    try:
        found = path.resolve().relative_to(root.resolve())
    except ValueError:
        remedy = "Name files and folders of this repository."
        raise ContributorError([Problem(place, "this is not in the repository", remedy, "outside")]) from None
    return PurePosixPath(found.as_posix())


def _nearest(root: Path, path: Path) -> str | None:
    """Return a file or folder of nearly that name beside where it would be, or among the policies."""
    for folder in (path.parent, root / POLICIES):
        beside = [one.name for one in folder.iterdir()] if folder.is_dir() else []
        if near := closest(path.name, beside):
            return Path(os.path.relpath(folder / near)).as_posix()
    return None
