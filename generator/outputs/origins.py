"""Name what a build is made of: the program and its libraries, the files that people wrote, and the frame of all pages.

Two builds with one name give the same bytes. A name is made of bytes alone, never of dates.
"""

from __future__ import annotations

import os
import platform
import re
import sys
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from importlib.metadata import PackageNotFoundError, requires, version
from pathlib import Path
from typing import Final

from generator.outputs.kept import digest
from generator.problems import ContributorError
from generator.reading.handwritten import PAGES
from generator.reading.repository import PACKAGE
from generator.reading.standard import THEME, chosen

_CONFIG: Final = "mkdocs.yml"
_WRITTEN: Final = ("content", "site_config")
_VARIABLE: Final = re.compile(r"[A-Z][A-Z0-9_]+")
_EPOCH: Final = "SOURCE_DATE_EPOCH"


@cache
def program() -> str:
    """Name the program: the bytes of its files, Python, and each library that is installed, with its version."""
    libraries = sorted(
        name
        for folder in sys.path
        if folder and os.path.isdir(folder)
        for name in os.listdir(folder)
        if name.endswith((".dist-info", ".egg-info"))
    )
    files = _of((path, data) for path, data in _files(PACKAGE) if not path.endswith(".pyc"))
    return digest(sys.version.encode(), "\n".join(libraries).encode(), files)


@cache
def reader() -> str:
    """Name what makes of a document what is found in it: the rooms up to that of analysis, Python, and its libraries.

    A module imports only from its own room and from earlier ones: so no change of a later room changes an analysis. Of
    libraries those count that the program asks for, and not whatever else lies beside them.
    """
    files = _of((path, data) for path, data in _files(PACKAGE) if path.endswith(".py") and _reads(path))
    names = {re.split(r"[^\w.-]", wanted)[0].lower() for wanted in _wanted() if _always(wanted)}
    libraries = [f"{name} {_version(name)}" for name in sorted(names)]
    return digest(platform.python_version().encode(), "\n".join(libraries).encode(), files)


def _reads(path: str) -> bool:
    room, _, name = path.rpartition("/")
    return room in ("formats", "reading", "analysis") or name in (
        "catalogue.py",
        "contributed.py",
        "model.py",
        "practices.py",
        "problems.py",
        "words.py",
        "corpus_rows.py",
    )


def _wanted() -> list[str]:
    try:
        return requires("smallprint") or []
    except PackageNotFoundError:
        return []


def _always(requirement: str) -> bool:
    """Tell whether a library is asked for whatever one does with texts, or to read some of them."""
    return "extra ==" not in requirement or "documents" in requirement


def _version(library: str) -> str:
    try:
        return version(library)
    except PackageNotFoundError:
        return ""


def written(root: Path) -> str | None:
    """Name all that a site is made of; None where something lies there that is no plain file or folder."""
    try:
        files = [_of(_files(root / name)) for name in _WRITTEN]
        standard = [_of(_files(home / "site_config")) for home in _homes(root)[1:]]
        return digest(program().encode(), *files, *standard, _settings(root, _EPOCH))
    except ValueError:
        return None


def configuration(root: Path) -> str | None:
    """Name what texts are analysed with; None where something lies there that is no plain file or folder."""
    try:
        files = [
            _of((path, data) for path, data in _files(home / "site_config") if path.endswith(".yml"))
            for home in _homes(root)
        ]
    except ValueError:
        return None
    return digest(*files)


def frame(root: Path) -> str | None:
    """Name what stands around the words of every page: theme, settings, and the pages by hand that it may name.

    None where something lies there that is no plain file or folder.
    """
    try:
        themes = [_of(_files(home / THEME)) for home in _homes(root)]
        files = [*themes, _of(_files(root / PAGES))]
        return digest(program().encode(), *files, _settings(root))
    except ValueError:
        return None


def built(root: Path, *folders: str) -> Mapping[str, str]:
    """Name the bytes of every file in folders of a repository, by its path. Raises ValueError where one is none."""
    return {f"{folder}/{path}": digest(data) for folder in folders for path, data in _files(root / folder)}


def _homes(root: Path) -> tuple[Path, ...]:
    """Return the folders whose site_config a site is made of: the repository's, and of a collection the standard's."""
    try:
        of = chosen(root).standard
    except ContributorError:
        return (root,)  # no build goes on with that
    return (root, of) if of and of.resolve() != root.resolve() else (root,)


def _settings(root: Path, *variables: str) -> bytes:
    """Name the settings of MkDocs, with the values of the variables that they name, and of some more."""
    text = (root / _CONFIG).read_bytes()
    named = {*_VARIABLE.findall(text.decode(errors="replace")), *variables}
    values = [f"{name}={os.environ[name]}" for name in sorted(named) if name in os.environ]
    return digest(text, "\n".join(values).encode()).encode()


def _of(files: Iterable[tuple[str, bytes]]) -> bytes:
    return digest(*(part for path, data in files for part in (os.fsencode(path), data))).encode()


def _files(folder: Path | str, inside: str = "") -> Iterator[tuple[str, bytes]]:
    """Yield every file below a folder by its path from there, in one order.

    Raises ValueError for a link, and for what is neither file nor folder. There may be thousands of files: so their
    paths are plain text here.
    """
    if not os.path.isdir(folder):
        return
    with os.scandir(folder) as found:
        entries = sorted(found, key=lambda entry: entry.name)
    for entry in entries:
        if entry.is_dir(follow_symlinks=False):
            yield from _files(entry.path, f"{inside}{entry.name}/")
        elif entry.is_file(follow_symlinks=False):
            with open(entry.path, "rb", buffering=0) as file:
                yield f"{inside}{entry.name}", file.read()
        else:
            raise ValueError(f"no plain file: {entry.path}")
