"""Reads the pages that people write by hand: content/pages goes into the site as it is, with its own address added."""

from __future__ import annotations

import json
import os
import re
import unicodedata
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Final

from generator.files import MAX_SNAPSHOT, read_bytes
from generator.model import Page, Place, Problem
from generator.problems import ContributorError, one_of, shown

PAGES: Final = "content/pages"
#: What a page may be or show. Nothing that runs when its own address is opened: no script, no HTML, no SVG.
KINDS: Final = (".md", ".png", ".jpg", ".jpeg", ".gif", ".webp", ".avif")
_NAME: Final = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]{0,79}(?:\.[a-z]{2,5})?")
_WINDOWS: Final = re.compile(r"(?:con|prn|aux|nul|com[0-9]|lpt[0-9])(?:\..*)?", re.IGNORECASE)


def read_pages(root: Path) -> tuple[Page, ...]:
    """The files of content/pages, sorted by path; hidden ones are left out. Raises ContributorError."""
    pages: list[Page] = []
    problems: list[Problem] = []
    for folder, folders, names in os.walk(root / PAGES):
        links = [name for name in folders if (Path(folder) / name).is_symlink()]
        for name in [*names, *links]:
            path = (Path(folder) / name).relative_to(root)
            if any(part.startswith(".") for part in path.parts):
                continue
            try:
                data = read_bytes(root, path.as_posix(), MAX_SNAPSHOT)
            except ContributorError as error:
                problems += error.problems
                continue
            problems += _misnamed(path)
            pages.append(Page(path.relative_to(PAGES).as_posix(), _with_source(path, data)))
    if problems:
        raise ContributorError(problems)
    return tuple(sorted(pages, key=lambda page: page.path))


def _with_source(path: Path, data: bytes) -> bytes:
    """A page with frontmatter also says there which file it is, so that the site can lead to it."""
    head = b"---\n"
    if path.suffix != ".md" or not data.startswith(head) or b"\nsource_path:" in data:
        return data
    return head + f"source_path: {json.dumps(path.as_posix())}\n".encode() + data.removeprefix(head)


def clashes(by_hand: Iterable[Page], pages: Iterable[Page]) -> Iterator[Problem]:
    """Pages by hand that want the address of another page, by hand or made, on a system that is blind to case."""
    at: dict[str, list[str]] = {}
    for page in pages:
        at.setdefault(_address(page.path), []).append(page.path)
    own = [page.path for page in by_hand]
    for path in own:
        if len(at.get(_address(path), ())) < 2:
            continue
        others = [f"{PAGES}/{other}" for other in own if other != path and _address(other) == _address(path)]
        other = shown(others[0]) if others else f"{shown(_address(path))}, a page that Smallprint makes"
        message = f"this page has the same address as {other}"
        yield Problem(Place(f"{PAGES}/{path}"), message, "Give it another name.", "page-address")


def _misnamed(path: Path) -> Iterator[Problem]:
    place = Place(path.as_posix())
    if path.suffix not in KINDS:
        remedy = f"Put only {one_of(KINDS, 'and')} files here; scripts and styles belong to site_config/theme."
        yield Problem(place, f"{shown(path.name)} is neither a page nor a picture", remedy, "page-kind")
    for part in path.relative_to(PAGES).parts:
        if not _NAME.fullmatch(part) or _WINDOWS.fullmatch(part):
            message = f"{shown(part)} cannot be a name on every system, or in every address"
            remedy = "Use at most 80 letters, digits, `-` and `_`, and no name that Windows keeps, as con or aux."
            yield Problem(place, message, remedy, "page-name")


def _address(path: str) -> str:
    """Where the page ends up, as a file system sees it that knows neither case nor how letters are encoded."""
    folder, slash, name = path.rpartition("/")
    name = "index.md" if name == "README.md" else name
    name = f"{name.removesuffix('.md')}.html" if name.endswith(".md") else name
    return unicodedata.normalize("NFC", f"{folder}{slash}{name}").casefold()
