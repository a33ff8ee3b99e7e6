"""Reads the pages that people write by hand: content/pages goes into the site as it is."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Final

from generator.files import MAX_SNAPSHOT, read_bytes
from generator.model import Page, Problem
from generator.problems import ContributorError

PAGES: Final = "content/pages"


def read_pages(root: Path) -> tuple[Page, ...]:
    """The files of content/pages, sorted by path; hidden ones are left out. Raises ContributorError."""
    pages: list[Page] = []
    problems: list[Problem] = []
    for folder, _, names in os.walk(root / PAGES):
        for name in names:
            path = (Path(folder) / name).relative_to(root)
            if any(part.startswith(".") for part in path.parts):
                continue
            try:
                data = read_bytes(root, path.as_posix(), MAX_SNAPSHOT)
                pages.append(Page(path.relative_to(PAGES).as_posix(), data))
            except ContributorError as error:
                problems += error.problems
    if problems:
        raise ContributorError(problems)
    return tuple(sorted(pages, key=lambda page: page.path))
