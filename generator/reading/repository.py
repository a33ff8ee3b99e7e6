"""Find the repository that is worked on."""

from __future__ import annotations

from pathlib import Path
from typing import Final

PACKAGE: Final = Path(__file__).resolve().parent.parent


def repository() -> Path:
    """Return the repository that is worked on: the nearest folder upwards that is one, else the one of this program."""
    here = Path.cwd()
    for folder in (here, *here.parents):
        if (folder / "mkdocs.yml").is_file() and (folder / "site_config").is_dir():
            return folder
    return PACKAGE.parent
