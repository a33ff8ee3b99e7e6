"""Know whether the website in its place is that of what people wrote, so that nothing has to be built.

What is kept names all that it was made of, and the bytes of every file: one that somebody has changed, added or
deleted since shows.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Final

from generator.outputs import origins
from generator.outputs.kept import Kept
from generator.outputs.write import MARKER

_KIND: Final = "site"


def made_of(root: Path) -> str | None:
    """Name all that the website is made of; None where that cannot be named."""
    return origins.written(root)


def find(kept: Kept, made_of: str | None, root: Path, folders: Sequence[str]) -> int | None:
    """Give the number of policies of the website in the folders, when it was made of this; None when it was not."""
    data = kept.get(_KIND, made_of) if made_of else None
    if data is None:
        return None
    known = json.loads(data)
    return int(known["policies"]) if known["files"] == _files(root, folders) else None


def keep(kept: Kept, made_of: str | None, root: Path, folders: Sequence[str], policies: int) -> None:
    """Keep what the website in the folders was made of."""
    if made_of and (files := _files(root, folders)):
        kept.put(json.dumps({"policies": policies, "files": files}).encode(), _KIND, made_of)


def _files(root: Path, folders: Sequence[str]) -> Mapping[str, str] | None:
    """Name the bytes of all files in the folders; None where one is no plain file."""
    try:
        built = origins.built(root, *folders)
    except (OSError, ValueError):
        return None
    return {path: name for path, name in built.items() if not path.endswith(f"/{MARKER}")}
