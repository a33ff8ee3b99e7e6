"""Keep what was found in each document, so that a document that did not change is not analysed again.

Written as JSON: the fields of each value in their order. What is read was signed here, and the name of the program is a
part of what it was made of: so the fields are those of today.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, fields, is_dataclass, replace
from functools import cache
from itertools import chain
from pathlib import Path
from types import UnionType
from typing import Any, Final, Generic, Literal, TypeVar, Union, cast, get_args, get_origin, get_type_hints

from generator.analysis.policy import Analysis, Reading, Tools, analyse, make_tools
from generator.contributed import Snapshot
from generator.formats import Unreadable
from generator.model import Document
from generator.outputs import origins
from generator.outputs.jobs import Helpers
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


def kept_reading(root: Path, kept: Kept, helpers: Helpers | None = None) -> Reading:
    """Give what reads the texts of a repository with the work of the last builds, where it can be named."""
    configuration = origins.configuration(root)
    return KeptReading(kept, configuration, helpers) if configuration else Reading()


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

    def __init__(self, kept: Kept, configuration: str, helpers: Helpers | None = None) -> None:
        """Take the name of what texts are analysed with, and who helps to read them."""
        self._kept, self._configuration, self._helpers = kept, configuration, helpers or Helpers()
        self._ahead: dict[tuple[str, ...], list[Any]] = {}
        self._tried: dict[tuple[str, ...], tuple[Mapping[str, Outcome], ...] | None] = {}
        self._trying: Iterator[Any] = iter(())
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
        often = Counter(self._analysed(snapshot, asked, practices) for snapshot, asked in texts)
        missing = {
            name: _Text(snapshot, asked)
            for snapshot, asked in texts
            if not self._kept.has(_ANALYSIS, *(name := self._analysed(snapshot, asked, practices)))
        }
        if self._helpers.number < 2 or sum(len(text.snapshot.data) for text in missing.values()) < least:
            return
        own = [practice for practice in configuration.catalogue.practices if practice.id in configuration.own]
        groups = [group for one in own for group in (tuple(text for _, text in one.examples), one.look_alikes) if group]
        examples = {
            name: group
            for group in groups
            if not self._kept.has(_EXAMPLES, *(name := self._examples(practices, group)))
        }
        work: Iterator[_Text | tuple[str, ...]] = chain(missing.values(), examples.values())
        found = self._helpers.spread(_work, work, _prepare, configuration, self._kept.keeps)
        for number, ((name, text), made) in enumerate(zip(missing.items(), found, strict=False), 1):
            tell(f"Reading texts ({number} of {len(missing)})")
            if isinstance(made, _Found):
                self._ahead[_bytes(text.snapshot)] = [made.document] * often[name]
                self._ahead[name] = [made.analysis] * often[name]
        self._tried = dict.fromkeys(examples)
        self._trying = found

    def extract(self, snapshot: Snapshot) -> Document:
        """Give what a snapshot reads like, or was read like before."""
        made_of = _bytes(snapshot)
        document = self._read(Document, _DOCUMENT, *made_of)
        if document is None:
            made = self._made(made_of, lambda: super(KeptReading, self).extract(snapshot))
            document = self._write(made, _DOCUMENT, *made_of)
        return document

    def analyse(self, tools: Tools, snapshot: Snapshot, document: Document, *, asked: bool) -> Analysis:
        """Find what is in the document of a snapshot, or give what was found before."""
        made_of = self._analysed(snapshot, asked, _practices(tools))
        analysis = self._read(Analysis, _ANALYSIS, *made_of)
        if analysis is not None:  # it was kept without the words of its document, which are here
            return replace(analysis, document=replace(document, warnings=analysis.document.warnings))
        made = self._made(made_of, lambda: super(KeptReading, self).analyse(tools, snapshot, document, asked=asked))
        return self._write(made, _ANALYSIS, *made_of)

    def examples(self, tools: Tools, texts: Sequence[str]) -> tuple[Mapping[str, Outcome], ...]:
        """Give what each of these examples says, or said before."""
        made_of = self._examples(_practices(tools), texts)
        if data := self._kept.get(_EXAMPLES, *made_of):
            return tuple(json.loads(data))
        said = self._said(made_of) or super().examples(tools, texts)
        self._kept.put(json.dumps(said).encode(), _EXAMPLES, *made_of)
        return said

    def problems(self, find: Callable[[], Iterable[Problem]], *made_of: str) -> tuple[Problem, ...]:
        """Give the problems of the configuration, or of a service with a name, or what they were before."""
        if "" in made_of:
            return tuple(find())
        named = (origins.program(), self._configuration, *made_of)
        problems = self._read(tuple[Problem, ...], _PROBLEMS, *named)
        if problems is None:
            problems = self._write(_Made(tuple(find())), _PROBLEMS, *named)
        return problems

    def _analysed(self, snapshot: Snapshot, asked: bool, practices: str) -> tuple[str, ...]:
        """Name an analysis; practices with mistakes are not among those that are asked."""
        return (*_bytes(snapshot), str(asked), self._configuration, practices)

    def _examples(self, practices: str, texts: Sequence[str]) -> tuple[str, ...]:
        """Name what examples say."""
        return (origins.program(), self._configuration, practices, *texts)

    def _said(self, name: tuple[str, ...]) -> tuple[Mapping[str, Outcome], ...] | None:
        """Wait for what others find in examples, which they began with when all texts were read."""
        for one in [one for one, said in self._tried.items() if said is None] if name in self._tried else ():
            self._tried[one] = next(self._trying) or ()
            if one == name:
                break
        return self._tried.pop(name, None)

    def _made(self, name: tuple[str, ...], make: Callable[[], T]) -> _Made[T]:
        """Give what was made ahead under a name, or make it now."""
        ahead = self._ahead.get(name)
        return ahead.pop() if ahead else _Made(make())

    def _read(self, type: type[T], kind: str, *made_of: str) -> T | None:
        data = self._kept.get(kind, *made_of)
        return None if data is None else from_json(type, data)

    def _write(self, made: _Made[T], kind: str, *made_of: str) -> T:
        if self._kept.keeps:
            self._kept.put(made.written or _written(made.value), kind, *made_of)
        return made.value


@dataclass(frozen=True, slots=True)
class _Made(Generic[T]):
    """A value that was made, and how it is kept where another process has written that already."""

    value: T
    written: bytes = b""


@dataclass(frozen=True, slots=True)
class _Text:
    """A text that a process is asked to read, and whether the practices have its language."""

    snapshot: Snapshot
    asked: bool


@dataclass(frozen=True, slots=True)
class _Found:
    """What a process that helps has found in a text."""

    document: _Made[Document]
    analysis: _Made[Analysis]


def _prepare(configuration: Configuration, keeps: bool) -> tuple[Tools | None, bool]:
    """Make ready a process that helps. Where a pattern is wrong, it reads nothing: the mistake is told elsewhere."""
    try:
        return make_tools(configuration), keeps
    except ValueError:
        return None, keeps


def _work(ready: tuple[Tools | None, bool], wanted: _Text | tuple[str, ...]) -> Any:
    """Read and analyse a text, or examples; None where that cannot be done."""
    tools, keeps = ready
    if tools is None:
        return None
    if not isinstance(wanted, _Text):
        return Reading().examples(tools, wanted)
    try:
        document = Reading().extract(wanted.snapshot)
        analysis = analyse(tools, document, asked=wanted.asked)
    except Unreadable:
        return None
    written = (_written(document), _written(analysis)) if keeps else (b"", b"")
    return _Found(_Made(document, written[0]), _Made(analysis, written[1]))


def _written(value: Any) -> bytes:
    """Write a value as it is kept: an analysis without the words of its document, which are kept for themselves."""
    if isinstance(value, Analysis):
        return as_json(replace(value, document=Document("", (), value.document.warnings)))
    return as_json(value)


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
