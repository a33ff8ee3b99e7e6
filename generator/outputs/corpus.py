"""Read the documents of a corpus, part by part: in this process, or wherever one sends a part and the task."""

from __future__ import annotations

import time
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Final, Literal

from generator.analysis.policy import Tools, load_tools
from generator.outputs import origins
from generator.outputs.corpus_parts import Reading, Store, damaged, name_of
from generator.outputs.corpus_rows import ERRORS, Row, counts, rows_of
from generator.outputs.kept import digest
from generator.problems import ContributorError, Place, Problem
from generator.reading.source import Found, Part
from generator.reading.sources import names, read

IDS: Final = {
    "corpus-worker": "Every worker has the program and the practices of the one that began the run.",
}
_ANOTHER: Final = "a worker has another program, other libraries or other practices"


@dataclass(frozen=True, slots=True)
class Task:
    """Say how parts are read: with the practices of the repository ``root``, into the folder ``out``.

    ``made_of`` names the program and the practices. A worker ends itself after so many ``seconds`` with one document;
    with 0 it never does.
    """

    root: str
    out: str
    made_of: str
    seconds: float


@dataclass(frozen=True, slots=True)
class Done:
    """Say of a part that is there what is counted in it, how long it took (0: it was there), and its share of all.

    ``refused`` says in words why it is not there, and the run cannot go on; ``check`` is the id of that.
    """

    name: str
    counts: tuple[tuple[str, int], ...]
    seconds: float
    share: float = 0.0
    refused: str = ""
    check: Literal["corpus-worker", "not-written"] | None = None


def task(root: Path, out: Path, seconds: float) -> Task:
    """Make the task of a run. Raises ContributorError where the practices have mistakes."""
    here = str(root.absolute())
    _tools(here)
    return Task(here, str(out.absolute()), _made_of(here), seconds)


def known(part: Part, task: Task) -> Done | None:
    """Say of a part what is counted in it, where it is there from an earlier run."""
    from generator.outputs.corpus_tables import read_counts

    name = name_of(part, task.made_of)
    place = Store(Path(task.out)).place(name)
    if place is None:
        return None
    try:
        return Done(name, tuple(read_counts(place).items()), 0, part.share)
    except (ValueError, OSError) as error:
        raise damaged(place, str(error)) from None


def do(part: Part, task: Task) -> Done:
    """Read the documents of a part and write it. What is wrong with documents stands in their rows.

    Where the part cannot be written, or this is another program than that of the task, the answer says so.
    """
    from generator.outputs.corpus_tables import as_parquet

    begun, name, store = time.monotonic(), name_of(part, task.made_of), Store(Path(task.out))
    if _made_of(task.root) != task.made_of:
        return Done(name, (), 0, refused=_ANOTHER, check="corpus-worker")
    try:
        with store.reading(name) as reading:
            rows, findings = _tables(part, _tools(task.root), reading, task.seconds)
            reading.end()
            counted = counts(rows, findings)
            tables = {"policies": as_parquet("policies", rows, counted),
                      "findings": as_parquet("findings", findings, counted)}  # fmt: skip
            store.put(name, tables)
    except OSError as error:
        why = f"the results cannot be written: {error.strerror or error}"
        return Done(name, (), 0, refused=why, check="not-written")
    return Done(name, tuple(counted.items()), time.monotonic() - begun, part.share)


def plain(parts: Iterable[Part], task: Task) -> Iterator[Done]:
    """Read parts one after the other in this process, which one bad document may end."""
    for part in parts:
        yield do(part, task)


def refused(done: Done, task: Task) -> ContributorError:
    """Make the mistake for which a run cannot go on."""
    if done.check == "corpus-worker":
        remedy = "Install the same version and the same folder of practices on every machine."
        return ContributorError([Problem(Place(task.root), done.refused, remedy, "corpus-worker")])
    remedy = "Make room, or allow writing there, and run again: what is done stays done."
    return ContributorError([Problem(Place(task.out), done.refused, remedy, "not-written")])


def _tables(part: Part, tools: Tools, reading: Reading, seconds: float) -> tuple[list[Row], list[Row]]:
    """Return the rows of a part: for each document that it names one of ``policies``, whatever happens."""
    rows: list[Row] = []
    findings: list[Row] = []
    for row, found in read_rows(part, tools, reading, seconds):
        rows.append(row)
        findings += found
    return rows, findings


def read_rows(part: Part, tools: Tools, reading: Reading, seconds: float = 0) -> Iterator[tuple[Row, list[Row]]]:
    """Yield for each document of a part its row, and those of its findings; for one that is to blame an error."""
    blamed, whole = reading.blamed, reading.all_blamed
    reading.opening(seconds)
    found = iter(()) if whole else read(part, blamed)
    for at, name in enumerate(names(part)):
        kind = whole or blamed.get(at)
        reading.at(at, seconds)
        yield rows_of(Found(name, error=kind, message=ERRORS[kind]) if kind else _next(found, name), tools)


def _next(found: Iterator[Found], name: str) -> Found:
    """Return what the source gives next; where it fails in a way that it does not foresee, an error."""
    try:
        return next(found)
    except Exception as error:  # one document never ends a run; the row says what failed
        return Found(name, error="source", message=f"The source does not give it: {type(error).__name__} {error}"[:300])


@cache
def _tools(root: str) -> Tools:
    return load_tools(Path(root))


@cache
def _made_of(root: str) -> str:
    """Name what documents are read with. Raises ContributorError where site_config cannot be named."""
    configuration = origins.configuration(Path(root))
    if configuration is None:
        message, remedy = "site_config holds a link, or no plain file", "Put the file itself there."
        raise ContributorError([Problem(Place("site_config"), message, remedy, "file-kind")])
    return digest(origins.reader().encode(), configuration.encode())
