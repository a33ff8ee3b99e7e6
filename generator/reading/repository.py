"""Find the repository that is worked on."""

from __future__ import annotations

from pathlib import Path
from typing import Final

PACKAGE: Final = Path(__file__).resolve().parent.parent
_PACKED: Final = PACKAGE / "standard"


def repository() -> Path:
    """Return the repository that is worked on: the nearest folder upwards that is one, else the standard's."""
    here = Path.cwd()
    for folder in (here, *here.parents):
        if (folder / "mkdocs.yml").is_file() and (folder / "site_config").is_dir():
            return folder
    return standard()


def standard() -> Path:
    """Return the folder with the standard site_config: in the package as installed, or this program's repository."""
    return _PACKED if _PACKED.is_dir() else PACKAGE.parent
