"""Make the files of a collection: somebody's own services and questions, with this program.

``init`` writes them, and ``upgrade`` says what a newer version would write. What a collection does not have it takes of
the standard practices, words and theme, so it holds only what differs.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from generator.model import Edit
from generator.outputs.bundle import version
from generator.problems import ContributorError, Place, Problem
from generator.reading.files import read_bytes
from generator.reading.handwritten import PAGES
from generator.reading.repository import PACKAGE, standard
from generator.reading.standard import standard_practices

IDS: Final = {
    "no-collection": "`upgrade` finds what `init` has written.",
    "not-empty": "`init` makes a collection in a folder that is new or empty.",
}

#: What `init` has written, by hashes, so that `upgrade` can tell what people have changed since.
RECORD: Final = ".smallprint.json"
NAME: Final = "Smallprint"
_EXAMPLE: Final = "content/policies/example"
_MOST: Final = 5_000_000
#: The files of a collection that come from generator/skeleton, by what they are called there.
_SKELETON: Final[Mapping[str, str]] = {
    "noxfile.py": "noxfile.py",
    "README.md": "README.md",
    ".gitignore": "gitignore",
    ".gitattributes": "gitattributes",
    ".github/workflows/check.yml": "check.yml",
    ".github/workflows/pages.yml": "pages.yml",
    "site_config/site.yml": "site.yml",
    "site_config/hooks.py": "hooks.py",
    "site_config/theme/assets/own.css": "own.css",
    f"{_EXAMPLE}/2024-03-01.txt": "example.txt",
    f"{_EXAMPLE}/service.md": "example.md",
}
#: Those that come from the standard as they are, or with the collection's name.
_COPIED: Final = ("mkdocs.yml", "requirements.txt", "requirements-nox.txt")
#: A line of mkdocs.yml, and what stands there in a collection.
_SETTINGS: Final = (
    (f"site_name: {NAME}\n", "site_name: {name}\n"),
    ("  - assets/smallprint.css\n", "  - assets/smallprint.css\n  - assets/own.css\n"),
)


@dataclass(frozen=True, slots=True)
class Change:
    """What a newer version makes of one file: ``new``, ``replaced``, ``yours`` (people have changed it), ``gone``."""

    path: str
    kind: str


@dataclass(frozen=True, slots=True)
class Upgrade:
    """What a newer version changes: of the files, and of the standard practices; and the edits that do it."""

    before: str
    after: str
    changes: tuple[Change, ...]
    asked: tuple[str, ...]
    dropped: tuple[str, ...]
    edits: tuple[Edit, ...]


def files(name: str) -> Mapping[str, bytes]:
    """Make the files of a collection of this name, by their paths."""
    made = {path: (PACKAGE / "skeleton" / f"{source}.in").read_bytes() for path, source in _SKELETON.items()}
    made |= {path: (standard() / path).read_bytes() for path in _COPIED}
    made |= {f"{PAGES}/{path.name}": path.read_bytes() for path in sorted((standard() / PAGES).glob("*.md"))}
    made["README.md"] = made["README.md"].replace(b"{name}", name.encode())
    example = made[f"{_EXAMPLE}/2024-03-01.txt"]
    digest = hashlib.sha256(example).hexdigest().encode()
    made[f"{_EXAMPLE}/service.md"] = made[f"{_EXAMPLE}/service.md"].replace(b"{sha256}", digest)
    settings = made["mkdocs.yml"].decode()
    for old, new in _SETTINGS:
        settings = settings.replace(old, new.replace("{name}", name))
    made["mkdocs.yml"] = settings.encode()
    for path in made:
        if path.startswith(f"{PAGES}/"):
            made[path] = made[path].replace(NAME.encode(), name.encode())
    return made


def new_collection(folder: Path, name: str, wheel: tuple[str, bytes] | None) -> tuple[Edit, ...]:
    """Give the edits that make a collection in a folder. ``wheel`` is this program, by its name, where it is at hand.

    Raises ContributorError where the folder holds anything.
    """
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        message, remedy = "this is not an empty folder", "Name a folder that is new or empty."
        raise ContributorError([Problem(Place(folder.as_posix()), message, remedy, "not-empty")])
    made = {**files(name), **({f"wheels/{wheel[0]}": wheel[1]} if wheel else {})}
    made[RECORD] = record(name, made)
    return tuple(Edit(path, None, data) for path, data in made.items())


def record(name: str, made: Mapping[str, bytes]) -> bytes:
    """Write down which version made which files, by their hashes."""
    told = {
        "name": name,
        "version": version(),
        "practices": standard_practices(),
        "files": {path: hashlib.sha256(made[path]).hexdigest() for path in sorted(files(name))},
    }
    return (json.dumps(told, indent=1, ensure_ascii=False) + "\n").encode()


def upgrade(root: Path) -> Upgrade:
    """Say what this version changes of a collection. Raises ContributorError where there is none."""
    told = _recorded(root)
    before = read_bytes(root, RECORD, _MOST)
    wanted = files(told["name"])
    changes: list[Change] = []
    edits: list[Edit] = []
    kept = dict(told["files"])
    for path, data in wanted.items():
        ours = told["files"].get(path)
        here = read_bytes(root, path, _MOST) if (root / path).is_file() else None
        if here == data or (here is None and ours is not None):  # current, or thrown away by people
            continue
        if here is not None and hashlib.sha256(here).hexdigest() != ours:
            if ours != hashlib.sha256(data).hexdigest():
                changes.append(Change(path, "yours"))
            continue
        changes.append(Change(path, "new" if here is None else "replaced"))
        edits.append(Edit(path, here, data))
        kept[path] = hashlib.sha256(data).hexdigest()
    changes += [Change(path, "gone") for path in told["files"] if path not in wanted and (root / path).is_file()]
    known = set(told["practices"])
    now = standard_practices()
    after = {**told, "version": version(), "practices": now, "files": dict(sorted(kept.items()))}
    data = (json.dumps(after, indent=1, ensure_ascii=False) + "\n").encode()
    if data != before:
        edits.append(Edit(RECORD, before, data))
    asked = tuple(id for id in now if id not in known)
    dropped = tuple(sorted(known - set(now)))
    return Upgrade(told["version"], version(), tuple(changes), asked, dropped, tuple(edits))


def _recorded(root: Path) -> dict[str, Any]:
    place, remedy = Place(RECORD), "Make one with `smallprint init`, and copy content/ and site_config/ to it."
    if not (root / RECORD).is_file():
        raise ContributorError([Problem(place, "this is missing: here is no collection", remedy, "no-collection")])
    try:
        told = json.loads(read_bytes(root, RECORD, _MOST))
        texts = [told["name"], told["version"], *told["practices"], *told["files"], *told["files"].values()]
    except (ValueError, KeyError, TypeError, AttributeError):
        texts = [None]
    if not all(isinstance(text, str) for text in texts):
        raise ContributorError([Problem(place, "this is not as `init` writes it", remedy, "no-collection")])
    return dict(told)
