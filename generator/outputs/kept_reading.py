"""Keep what was found in each document, so that a document that did not change is not analysed again.

Written as JSON: the fields of each value in their order. What is read was signed here, and the name of the program is a
part of what it was made of: so the fields are those of today.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import fields, is_dataclass, replace
from functools import cache
from pathlib import Path
from types import UnionType
from typing import Any, Final, Literal, TypeVar, Union, cast, get_args, get_origin, get_type_hints

from generator.analysis.policy import Analysis, Reading, Tools, analyse, make_tools
from generator.contributed import Snapshot
from generator.formats import Unreadable
from generator.model import Document
from generator.outputs import origins
from generator.outputs.jobs import spread
from generator.outputs.kept import Kept, digest
from generator.practices import Outcome
from generator.problems import Problem
from generator.reading.configuration import Configuration
from generator.reading.marked import Memory

T = TypeVar("T")
_DOCUMENT: Final = "document"
_ANALYSIS: Final = "analysis"
_EXAMPLES: Final = "examples"
_PROBLEMS: Final = "problems"
_YAML: Final = "yaml"

LEAST: Final = 1_500_000
"""From so many bytes on it pays to begin other processes for texts that were not read before."""


def kept_reading(root: Path, kept: Kept, jobs: int = 1) -> Reading:
    """Give what reads the texts of a repository with the work of the last builds, where it can be named."""
    configuration = origins.configuration(root)
    return KeptReading(kept, configuration, jobs) if configuration else Reading()


class KeptYaml(Memory):
    """The fields of YAML files, as this program read them."""

    def __init__(self, kept: Kept) -> None:
        """Take where they are kept."""
        self._kept = kept

    def get(self, *made_of: str) -> bytes | None:
        """Give the fields of a text that was read before."""
        return self._kept.get(_YAML, origins.program(), *made_of)

    def put(self, data: bytes, *made_of: str) -> None:
        """Keep the fields of a text."""
        self._kept.put(data, _YAML, origins.program(), *made_of)


class KeptReading(Reading):
    """Reading with the work of the last builds, made by this program, and with this configuration."""

    def __init__(self, kept: Kept, configuration: str, jobs: int = 1) -> None:
        """Take the name of what texts are analysed with, and how many processes may read them."""
        self._kept, self._configuration, self._jobs = kept, configuration, jobs
        self._ahead: dict[tuple[str, ...], Any] = {}
        self.memory = KeptYaml(kept) if kept.keeps else None

    def ahead(
        self,
        configuration: Configuration,
        texts: Sequence[tuple[Snapshot, bool]],
        tell: Callable[[str], None],
        least: int = LEAST,
    ) -> None:
        """Read and analyse texts that were not read before in several processes, where there are many.

        Each text comes with whether it is asked; ``tell`` is told how many are read. What cannot be read is left to be
        read again, and told, later.
        """
        practices = " ".join(practice.id for practice in configuration.catalogue.practices)
        missing = [
            (snapshot, asked)
            for snapshot, asked in texts
            if not self._kept.has(_ANALYSIS, *self._analysed(snapshot, asked, practices))
        ]
        if self._jobs < 2 or sum(len(snapshot.data) for snapshot, _ in missing) < least:
            return
        found = spread(_read_text, missing, self._jobs, _prepare, configuration)
        for number, ((snapshot, asked), made) in enumerate(zip(missing, found, strict=True), 1):
            tell(f"Reading texts ({number} of {len(missing)})")
            if made is not None:
                self._ahead[_bytes(snapshot)] = made[0]
                self._ahead[self._analysed(snapshot, asked, practices)] = made[1]

    def extract(self, snapshot: Snapshot) -> Document:
        """Give what a snapshot reads like, or was read like before."""
        made_of = _bytes(snapshot)
        document = self._read(Document, _DOCUMENT, *made_of)
        if document is None:
            document = self._ahead.pop(made_of, None) or super().extract(snapshot)
            self._write(document, _DOCUMENT, *made_of)
        return document

    def analyse(self, tools: Tools, snapshot: Snapshot, document: Document, *, asked: bool) -> Analysis:
        """Find what is in the document of a snapshot, or give what was found before."""
        made_of = self._analysed(snapshot, asked, _practices(tools))
        analysis = self._read(Analysis, _ANALYSIS, *made_of)
        if analysis is not None:  # it was kept without the words of its document, which are here
            return replace(analysis, document=replace(document, warnings=analysis.document.warnings))
        made = self._ahead.pop(made_of, None) or super().analyse(tools, snapshot, document, asked=asked)
        self._write(replace(made, document=Document("", (), made.document.warnings)), _ANALYSIS, *made_of)
        return made

    def examples(self, tools: Tools, texts: Sequence[str]) -> tuple[Mapping[str, Outcome], ...]:
        """Give what each of these examples says, or said before."""
        made_of = (origins.program(), self._configuration, _practices(tools), *texts)
        if data := self._kept.get(_EXAMPLES, *made_of):
            return tuple(json.loads(data))
        said = super().examples(tools, texts)
        self._kept.put(json.dumps(said).encode(), _EXAMPLES, *made_of)
        return said

    def problems(self, find: Callable[[], Iterable[Problem]], *made_of: str) -> tuple[Problem, ...]:
        """Give the problems of the configuration, or of a service with a name, or what they were before."""
        if "" in made_of:
            return tuple(find())
        named = (origins.program(), self._configuration, *made_of)
        problems = self._read(tuple[Problem, ...], _PROBLEMS, *named)
        if problems is None:
            problems = tuple(find())
            self._write(problems, _PROBLEMS, *named)
        return problems

    def _analysed(self, snapshot: Snapshot, asked: bool, practices: str) -> tuple[str, ...]:
        """Name an analysis; practices with mistakes are not among those that are asked."""
        return (*_bytes(snapshot), str(asked), self._configuration, practices)

    def _read(self, type: type[T], kind: str, *made_of: str) -> T | None:
        data = self._kept.get(kind, *made_of)
        return None if data is None else from_json(type, data)

    def _write(self, value: Document | Analysis | tuple[Problem, ...], kind: str, *made_of: str) -> None:
        if self._kept.keeps:
            self._kept.put(as_json(value), kind, *made_of)


_tools: Tools | None = None
"""What a process that helps reads texts with."""


def _prepare(configuration: Configuration) -> None:
    """Make ready a process that helps. Where a pattern is wrong, it reads nothing: the mistake is told elsewhere."""
    global _tools
    try:
        _tools = make_tools(configuration)
    except ValueError:
        _tools = None


def _read_text(text: tuple[Snapshot, bool]) -> tuple[Document, Analysis] | None:
    """Read and analyse a text; None where it cannot be read."""
    snapshot, asked = text
    if _tools is None:
        return None
    try:
        document = Reading().extract(snapshot)
        return document, analyse(_tools, document, asked=asked)
    except Unreadable:
        return None


def _practices(tools: Tools) -> str:
    return " ".join(practice.id for practice in tools.practices)


def _bytes(snapshot: Snapshot) -> tuple[str, ...]:
    return origins.program(), digest(snapshot.data), snapshot.format, str(snapshot.repair_mojibake)


def as_json(value: Any) -> bytes:
    """Write a value of the types that are kept."""
    return json.dumps(value, default=_values, separators=(",", ":")).encode()


def from_json(type: type[T], data: bytes) -> T:
    """Read a value of a type that was written by this program. Raises TypeError for a type that is not kept."""
    read = _reader(cast("Any", type))
    assert read is not None
    made: T = read(json.loads(data))
    return made


def _values(value: Any) -> list[Any]:
    """Return the fields of a dataclass in their order. Raises TypeError for what is none."""
    return [getattr(value, name) for name in _names(cast("Any", type(value)))]


@cache
def _names(kind: Any) -> tuple[str, ...]:
    return tuple(field.name for field in fields(kind))


@cache
def _reader(kind: Any) -> Callable[[Any], Any] | None:
    """Return what makes a value of a type again from JSON; None where it is the same in JSON.

    Raises TypeError for a type that is not read here.
    """
    if isinstance(kind, type) and is_dataclass(kind):
        hints = get_type_hints(kind)
        return _fields(kind, [_reader(hints[field.name]) for field in fields(kind)])
    inner = [one for one in get_args(kind) if one not in (type(None), Ellipsis)]
    if get_origin(kind) is tuple and Ellipsis in get_args(kind):
        read = _reader(inner[0])
        return lambda made: tuple(map(read, made) if read else made)
    if get_origin(kind) is tuple:
        return _fields(lambda *made: made, [_reader(one) for one in inner])
    if get_origin(kind) in (Union, UnionType) and len(inner) == 1:
        read = _reader(inner[0])
        return (lambda made: None if made is None else read(made)) if read else None
    if kind in (str, int, float, bool) or get_origin(kind) is Literal:
        return None
    raise TypeError(f"not kept: {kind}")


def _fields(make: Callable[..., Any], readers: Sequence[Callable[[Any], Any] | None]) -> Callable[[Any], Any]:
    """Return what makes a value of its fields, each read from JSON by its own reader."""
    return lambda made: make(*[read(one) if read else one for read, one in zip(readers, made, strict=True)])
