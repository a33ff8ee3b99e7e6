"""Keep the parts of a corpus on the disk: each whole or not there, under the name of what it was made of.

While a run lasts its parts lie in ``parts``, two files each. When all are there, they become the tables, and what an
earlier run made of other documents, practices or programs goes. A run that was ended finds its parts again.
"""

from __future__ import annotations

import faulthandler
import os
import re
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from generator.outputs.corpus_rows import TABLES
from generator.outputs.kept import digest
from generator.outputs.write import claim, delete_stale, replace
from generator.problems import ContributorError, Place, Problem
from generator.reading.source import Part

IDS: Final = {
    "corpus-part": "The parts of a corpus are as they were written.",
}

PARTS: Final = "parts"
READING: Final = "reading"
DEATHS: Final = 3
"""So many workers must end while they read a document before it is to blame: one may be ended by chance."""
_OPENING: Final = -1
"""The place of what is done before the first document of a part: opening the file that they stand in."""


def name_of(part: Part, made_of: str) -> str:
    """Name a part by its documents and by what they are read with: with other ones it is another part."""
    named = repr((part.kind, part.path, part.version, part.items, part.columns))
    return digest(made_of.encode(), named.encode("utf-8", "surrogatepass"))[:40]


class Store:
    """The folder of a corpus."""

    def __init__(self, folder: Path) -> None:
        """Name the folder; nothing is made yet."""
        self.folder = folder

    def begin(self) -> None:
        """Make the folders, and forget which documents an earlier run was reading.

        Raises ContributorError where the folder is somebody else's.
        """
        claim(self.folder)
        for name in (PARTS, READING, *TABLES):
            (self.folder / name).mkdir(exist_ok=True)
        delete_stale(self.folder / READING, ())

    def place(self, name: str, table: str = "policies") -> Path | None:
        """Give where a part's file of a table lies; None where the part is not there."""
        places = (self.folder / PARTS / f"{name}.{table}.parquet", self.folder / table / f"{name}.parquet")
        return next((place for place in places if place.is_file()), None)

    def put(self, name: str, tables: Mapping[str, bytes]) -> None:
        """Write a part. Its ``policies`` come last: where they are, all of it is."""
        for table in sorted(tables, key=lambda table: table == "policies"):
            replace(self.folder / PARTS / f"{name}.{table}.parquet", tables[table], durable=True)

    def publish(self, names: Collection[str]) -> None:
        """Make the parts of a run the tables: the last step of a run, which can be taken again where it was ended."""
        for table in sorted(TABLES, key=lambda table: table == "policies"):  # so a part is found until all of it moved
            for name in names:
                made = self.folder / PARTS / f"{name}.{table}.parquet"
                if made.is_file():
                    os.replace(made, self.folder / table / f"{name}.parquet")
            delete_stale(self.folder / table, {f"{name}.parquet" for name in names})
        for folder in (PARTS, READING):
            delete_stale(self.folder / folder, ())

    def deaths(self, name: str) -> int:
        """Count the workers that began to read a part in this run, and did not come to its end."""
        return len(list((self.folder / READING).glob(f"{name}.*")))

    @contextmanager
    def reading(self, name: str) -> Iterator[Reading]:
        """Say on the disk which document of a part is read, as long as this lasts; and what ended earlier attempts."""
        earlier: list[bytes] = []
        while True:
            path = self.folder / READING / f"{name}.{len(earlier)}"
            try:
                descriptor = os.open(path, os.O_RDWR | os.O_CREAT | os.O_EXCL, 0o644)
                break
            except FileExistsError:
                earlier.append(path.read_bytes())
        reading = Reading(descriptor, blamed(earlier))
        try:
            yield reading
            for number in range(len(earlier) + 1):
                (self.folder / READING / f"{name}.{number}").unlink(missing_ok=True)
        finally:
            reading.end()
            os.close(descriptor)


class Reading:
    """Which document of a part is read now, on the disk, for the case that this process does not survive it.

    ``blamed`` are the documents on which earlier attempts ended, by their places, each with the kind of error.
    """

    def __init__(self, descriptor: int, blamed: Mapping[int, str]) -> None:
        """Take the open file that says it."""
        self._descriptor, self.blamed = descriptor, blamed

    def at(self, place: int, seconds: float = 0) -> None:
        """Say that a document is read from now on. After so many seconds this process ends itself, and says where."""
        os.lseek(self._descriptor, 0, os.SEEK_SET)
        os.write(self._descriptor, f"{place:>9}\n".encode())
        if seconds:  # a thread of C: it ends the process whatever the others do, as they may be in C for ever
            faulthandler.dump_traceback_later(seconds, exit=True, file=self._descriptor)

    def opening(self, seconds: float = 0) -> None:
        """Say that the file of a part is opened."""
        self.at(_OPENING, seconds)

    @property
    def all_blamed(self) -> str:
        """Give the kind of error where the file of the part cannot even be opened."""
        return self.blamed.get(_OPENING, "")

    def end(self) -> None:
        """Let this process live."""
        faulthandler.cancel_dump_traceback_later()


def blamed(earlier: Iterable[bytes]) -> dict[int, str]:
    """Tell from what ended attempts left behind which documents are to blame: "slow" or "killed", by their places."""
    ends = [(found, b"Timeout" in told) for told in earlier if (found := re.match(rb" *(-?[0-9]+)\n", told))]
    times = Counter(int(found[1]) for found, _ in ends)
    slow = {int(found[1]) for found, was_slow in ends if was_slow}
    return {at: "slow" if at in slow else "killed" for at, number in times.items() if number >= DEATHS}


def total(counts: Sequence[Mapping[str, int]]) -> Counter[str]:
    """Add up what is counted in parts."""
    added: Counter[str] = Counter()
    for one in counts:
        added.update(one)
    return added


def damaged(path: Path, why: str) -> ContributorError:
    """Make the mistake of a part that is not as it was written."""
    message = f"this part of the corpus cannot be read: {why}"
    return ContributorError([Problem(Place(str(path)), message, "Delete it, and run again.", "corpus-part")])
