"""Read many policies into tables, on several processors or machines."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING, Final

import click

from generator.commands.messages import as_typed, counted
from generator.commands.progress import progress
from generator.outputs.jobs import available
from generator.reading.repository import repository
from generator.reading.source import Columns
from generator.reading.sources import KINDS, Wanted, kind_of, parts

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from generator.outputs.corpus import Done, Task
    from generator.reading.source import Kind, Part

IDS: Final = {
    "corpus-extra": "What reads a corpus is installed.",
}


#: Megabytes that a worker grows to by itself, with room for one document.
_LEAST: Final = 700


def _parse_size(_context: click.Context, _option: click.Parameter, given: str) -> str:
    """Read how much memory a worker may take. Raises click.BadParameter."""
    size = re.fullmatch(r"([0-9]{1,6}) ?(MB|GB)", given)
    if size is None or int(size[1]) * (1000 if size[2] == "GB" else 1) < _LEAST:
        raise click.BadParameter(f"{given} is no size, or too little. Write 2GB, or 1500MB; at least {_LEAST}MB.")
    return given


@click.command("corpus", short_help="Read many policies into tables, on several processors or machines.")
@click.argument("source", metavar="SOURCE", type=click.Path(path_type=Path))
@click.argument("out", metavar="OUT", type=click.Path(path_type=Path))
@click.option(
    "--workers", metavar="N", type=click.IntRange(1, 1000), help="Processes on this machine; one a processor."
)
@click.option("--scheduler", metavar="ADDRESS", help="Use the Dask cluster of this scheduler: tls://host:8786.")
@click.option("--as", "kind", type=click.Choice(KINDS), help="What SOURCE is, where its look misleads.")
@click.option("--text", default="text", show_default=True, help="Parquet: the column with the text.")
@click.option("--service-column", metavar="NAME", help="Parquet: the column with whose it is.")
@click.option("--url-column", metavar="NAME", help="Parquet: the column with the address.")
@click.option("--captured-column", metavar="NAME", help="Parquet: the column with the day or moment.")
@click.option("--service", "services", metavar="NAME", multiple=True, help="Archive: only this one; again for more.")
@click.option("--terms", metavar="TERMS", multiple=True, default=["Privacy Policy"], show_default=True,
              help="Archive: which document; again for more.")  # fmt: skip
@click.option(
    "--seconds", type=click.IntRange(1), default=60, show_default=True, help="How long one document may take."
)
@click.option("--memory", metavar="SIZE", default="2GB", show_default=True, callback=_parse_size,
              help="How much a worker here may take.")  # fmt: skip
def verb(
    source: Path,
    out: Path,
    workers: int | None,
    scheduler: str | None,
    kind: Kind | None,
    text: str,
    service_column: str | None,
    url_column: str | None,
    captured_column: str | None,
    services: tuple[str, ...],
    terms: tuple[str, ...],
    seconds: int,
    memory: str,
) -> None:
    """Read all documents of SOURCE into the tables OUT/policies and OUT/findings (Parquet), a row a document.

    SOURCE is a folder of texts, Parquet or WARC files, or a clone of Open Terms Archive, with all versions. A run that
    was ended goes on where it was; what was read with other practices, or by another program, is read again. What
    cannot be read is a row that says why.

    Whoever reaches an open scheduler runs code on its machines, and on this one: only use one with TLS keys.

    Example: smallprint corpus ../contrib-versions tables --workers 8
    """
    from generator.outputs.write import alone, claim, system_errors
    from generator.problems import visible

    if workers is not None and scheduler is not None:
        raise click.UsageError("--workers are on this machine, those of --scheduler are where it is: name one.")
    _check_extra()
    if scheduler and not scheduler.startswith("tls://"):
        click.echo(
            "This scheduler asks for no keys: whoever reaches it runs code in your name. See the guide.", err=True
        )
    from generator.outputs import corpus, corpus_parts

    wanted = Wanted(Columns(text, service_column, url_column, captured_column), services, terms)
    with progress([("Reading", 1)]) as tell, system_errors():
        found = parts(source, kind or kind_of(source), wanted)
        task = corpus.task(repository(), out, seconds)
        store = corpus_parts.Store(out)
        claim(out)
        with alone(out, tell):
            store.begin()
            done, whole_files = _run(found, task, workers or available(), memory, scheduler, tell)
            store.publish({one.name for one in done})
    for told in whole_files:
        click.echo(visible(told), err=True)
    if not _print_summary(out, done):
        raise click.exceptions.Exit(1)


def _run(
    found: Iterable[Part], task: Task, workers: int, memory: str, scheduler: str | None, tell: Callable[[str], None]
) -> tuple[list[Done], list[str]]:
    """Read what is not there yet.

    Give what all parts are, and of files that cannot be read as a whole why. Raises ContributorError where the run
    cannot go on.
    """
    from generator.outputs import corpus
    from generator.outputs.corpus_cluster import local, remote, spread

    finished: list[Done] = []
    whole_files: list[str] = []
    counter = _Counter(tell)

    def missing() -> Iterator[Part]:
        for part in found:
            if part.refused:
                whole_files.append(f"{part.path}: {part.items[0][1]}")
            there = corpus.known(part, task)
            if there is None:
                yield part
            else:
                finished.append(counter.add(there))

    rest = missing()
    first = next(rest, None)
    if first is None:
        return finished, whole_files
    from itertools import chain

    tell("Beginning workers")
    with (
        remote(scheduler) if scheduler else local(workers, memory) as client,
        closing(spread(client, chain([first], rest), task, tell)) as results,
    ):
        for done in results:
            if done.refused:
                raise corpus.refused(done, task)
            finished.append(counter.add(done))
    return finished, whole_files


class _Counter:
    """Tells how many documents are read, of how many there seem to be."""

    def __init__(self, tell: Callable[[str], None]) -> None:
        self._tell, self._documents, self._errors, self._share = tell, 0, 0, 0.0

    def add(self, done: Done) -> Done:
        """Count a part, and say how far all is."""
        counts = dict(done.counts)
        self._documents += sum(number for name, number in counts.items() if name != "findings")
        self._errors += sum(number for name, number in counts.items() if name.startswith("error "))
        self._share += done.share
        seeming = max(self._documents, round(self._documents / max(self._share, 1e-9)))
        errors = f", {counted(self._errors, 'error', 'errors')}" if self._errors else ""
        self._tell(f"Reading documents ({self._documents} of {seeming}){errors}")
        return done


def _print_summary(out: Path, done: list[Done]) -> bool:
    """Say how many documents there are, of which kind, what could not be read, and how long the reading took.

    Give whether any document could be read at all.
    """
    from generator.outputs.corpus_parts import total

    counts = total([dict(one.counts) for one in done])
    findings = counts.pop("findings", 0)
    documents, seconds = sum(counts.values()), sum(one.seconds for one in done)
    errors = sum(number for name, number in counts.items() if name.startswith("error "))
    click.echo(f"{counted(documents, 'document', 'documents')}, {counted(findings, 'finding', 'findings')}.")
    words = {"policy": "policies", "no-policy": "probably no policies", "other-language": "in other languages"}
    for state, said in words.items():
        click.echo(f"  {counts.pop(state, 0):>9,} {said}")
    for name, number in sorted(counts.items()):
        click.echo(f"  {number:>9,} not read: {name.removeprefix('error ')}")
    fresh = sum(1 for one in done if one.seconds)
    click.echo(f"Reading took {seconds:,.0f} s in workers; {len(done) - fresh} of {len(done)} parts were there.")
    click.echo(as_typed(f"The tables are {out / 'policies'} and {out / 'findings'}."))
    return errors < documents


def _check_extra() -> None:
    """Raise ContributorError where the extra is not installed, with what to do."""
    from importlib.util import find_spec

    from generator.problems import ContributorError, Place, Problem

    names = ("cryptography", "dask", "distributed", "fastwarc", "pyarrow")
    if missing := [name for name in names if find_spec(name) is None]:
        message = f"reading a corpus needs {', '.join(missing)}, which this Python does not have"
        remedy = "Run `.venv/bin/pip install --require-hashes --no-deps -r requirements-corpus.txt` in the repository."
        raise ContributorError([Problem(Place("smallprint corpus"), message, remedy, "corpus-extra")])
