"""A whole small repository for tests: three invented policies, five practices, and this project's theme and MkDocs."""

from __future__ import annotations

import shutil
from collections.abc import Iterator, Sequence
from pathlib import Path

from generator.model import Page, Site
from generator.pages.badges import view_policies
from generator.pages.render import render

ROOT = Path(__file__).resolve().parent.parent
FIXTURE = Path(__file__).resolve().parent / "fixtures" / "site"
#: One of its policies.
POLICY = "content/policies/acorn-mail/2021-03-04.txt"


def repository(folder: Path) -> Path:
    """Make the folder such a repository, and return it."""
    shutil.copytree(FIXTURE, folder, dirs_exist_ok=True)
    shutil.copytree(ROOT / "site_config" / "theme", folder / "site_config" / "theme")
    shutil.copy(ROOT / "site_config" / "hooks.py", folder / "site_config" / "hooks.py")
    shutil.copy(ROOT / "mkdocs.yml", folder / "mkdocs.yml")
    return folder


def files(folder: Path) -> dict[str, bytes]:
    """Every file below the folder, by its path."""
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def rendered(site: Site, pages: Sequence[Page] = ()) -> Iterator[Page]:
    """Render every page of a site."""
    return render(site, view_policies(site), pages)
