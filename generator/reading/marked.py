"""Hold what a YAML file says with the place of everything in it, and know again what was read before.

Reading YAML with the place of everything takes longer than all else that is done with it, and most files do not change.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from datetime import date
from typing import Any, Final, Protocol

from generator.problems import Place

Path = tuple[str | int, ...]


@dataclass(frozen=True, slots=True)
class Marked:
    """What a file says and where: ``data`` is plain dicts, lists, strings, dates, numbers and booleans.

    ``places`` gives, for each path of keys and indexes (``()`` is the whole), where its value starts; ``keys``, for
    each entry of a mapping, where its key starts.
    """

    data: Any
    places: Mapping[Path, Place]
    keys: Mapping[Path, Place]
    path: str

    def place(self, path: Path) -> Place:
        """Return where the value at the path starts, or the nearest thing around it that is there."""
        while path and path not in self.places:
            path = path[:-1]
        return self.places.get(path, Place(self.path))

    def key(self, path: Path) -> Place:
        """Return where the key of the entry at the path starts; for a list item, where the item does."""
        return self.keys.get(path) or self.place(path)


class Memory(Protocol):
    """What keeps bytes from one run of the program to the next, by the name of what they were made of."""

    def get(self, *made_of: str) -> bytes | None:
        """Give what was kept under this name; None where nothing is."""

    def put(self, data: bytes, *made_of: str) -> None:
        """Keep bytes under a name."""


_memory: Final[ContextVar[Memory | None]] = ContextVar("memory", default=None)


@contextmanager
def remembering(memory: Memory | None) -> Iterator[None]:
    """Know in here what was read before, and keep what is read."""
    token = _memory.set(memory)
    try:
        yield
    finally:
        _memory.reset(token)


def once(read: Callable[[], Marked], text: str, path: str, first_line: int) -> Marked:
    """Return what ``read`` makes of the text of a file, or what was made of it before. What it raises is not kept."""
    memory = _memory.get()
    if memory is None:
        return read()
    made_of = (path, str(first_line), text)
    known = memory.get(*made_of)
    if known is not None:
        return _from_json(known, path)
    made = read()
    memory.put(_as_json(made), *made_of)
    return made


def _as_json(marked: Marked) -> bytes:
    days: list[Path] = []
    data = _plain(marked.data, (), days)
    places = [[[*path], place.line, place.column] for path, place in marked.places.items()]
    keys = [[[*path], place.line, place.column] for path, place in marked.keys.items()]
    return json.dumps([data, days, places, keys], separators=(",", ":")).encode()


def _plain(value: Any, path: Path, days: list[Path]) -> Any:
    """Return a value as JSON has it; the paths of the days in it, which are text there, are noted."""
    if isinstance(value, dict):
        return {key: _plain(one, (*path, key), days) for key, one in value.items()}
    if isinstance(value, list):
        return [_plain(one, (*path, at), days) for at, one in enumerate(value)]
    if isinstance(value, date):
        days.append(path)
        return value.isoformat()
    return value


def _from_json(known: bytes, file: str) -> Marked:
    data, days, *both = json.loads(known)
    whole = [data]
    for path in days:
        held: Any = whole
        way = [0, *path]
        for step in way[:-1]:
            held = held[step]
        held[way[-1]] = date.fromisoformat(held[way[-1]])
    places, keys = ({tuple(path): Place(file, line, column) for path, line, column in one} for one in both)
    return Marked(whole[0], places, keys, file)
