"""Keep what was found in each document, so that a document that did not change is not analysed again.

Written as JSON: the fields of each value in their order. What is read was signed here, and the name of the program is a
part of what it was made of: so the fields are those of today.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import fields, is_dataclass
from functools import cache
from types import UnionType
from typing import Any, Final, Literal, TypeVar, Union, cast, get_args, get_origin, get_type_hints

from generator.analysis.policy import Analysis
from generator.model import Document, Snapshot
from generator.outputs.kept import Kept, digest

T = TypeVar("T")
_DOCUMENT: Final = "document"
_ANALYSIS: Final = "analysis"


class KeptAnalyses:
    """The documents and analyses of the last builds, made by this program, and with this configuration."""

    def __init__(self, kept: Kept, program: str, configuration: str) -> None:
        """Take the names of the program, and of what texts are analysed with."""
        self._kept, self._program, self._configuration = kept, program, configuration

    def document(self, snapshot: Snapshot) -> Document | None:
        """Give what a snapshot reads like, where that was kept."""
        return self._read(Document, _DOCUMENT, *self._bytes(snapshot))

    def keep_document(self, snapshot: Snapshot, document: Document) -> None:
        """Keep what a snapshot reads like."""
        self._write(document, _DOCUMENT, *self._bytes(snapshot))

    def analysis(self, snapshot: Snapshot, asked: bool, practices: str) -> Analysis | None:
        """Give what was found in a snapshot, where that was kept. ``practices`` are the ids of those that were used."""
        return self._read(Analysis, _ANALYSIS, *self._bytes(snapshot), str(asked), practices, self._configuration)

    def keep_analysis(self, snapshot: Snapshot, asked: bool, practices: str, analysis: Analysis) -> None:
        """Keep what was found in a snapshot."""
        self._write(analysis, _ANALYSIS, *self._bytes(snapshot), str(asked), practices, self._configuration)

    def _bytes(self, snapshot: Snapshot) -> tuple[str, ...]:
        return self._program, digest(snapshot.data), snapshot.format, str(snapshot.repair_mojibake)

    def _read(self, type: type[T], kind: str, *made_of: str) -> T | None:
        data, read = self._kept.get(kind, *made_of), _reader(cast("Any", type))
        assert read is not None
        made: T | None = None if data is None else read(json.loads(data))
        return made

    def _write(self, value: Document | Analysis, kind: str, *made_of: str) -> None:
        self._kept.put(json.dumps(_plain(value), separators=(",", ":")).encode(), kind, *made_of)


def _plain(value: Any) -> Any:
    """Return a value in what JSON has: of a dataclass the fields in their order."""
    if is_dataclass(value):
        return [_plain(getattr(value, field.name)) for field in fields(value)]
    return [_plain(one) for one in value] if isinstance(value, tuple) else value


@cache
def _reader(kind: Any) -> Callable[[Any], Any] | None:
    """Return what makes a value of a type again from JSON; None where it is the same in JSON.

    Raises TypeError for a type that is not read here.
    """
    if isinstance(kind, type) and is_dataclass(kind):
        hints = get_type_hints(kind)
        readers = [_reader(hints[field.name]) for field in fields(kind)]
        return lambda made: kind(*[read(one) if read else one for read, one in zip(readers, made, strict=True)])
    inner = [one for one in get_args(kind) if one not in (type(None), Ellipsis)]
    if get_origin(kind) is tuple and len(inner) == 1:
        read = _reader(inner[0])
        return lambda made: tuple(map(read, made) if read else made)
    if get_origin(kind) in (Union, UnionType) and len(inner) == 1:
        read = _reader(inner[0])
        return (lambda made: None if made is None else read(made)) if read else None
    if kind in (str, int, float, bool) or get_origin(kind) is Literal:
        return None
    raise TypeError(f"not kept: {kind}")
