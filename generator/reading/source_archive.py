"""Read a clone of Open Terms Archive as a source: each version of each document of the terms that are asked for."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace
from datetime import datetime
from pathlib import Path

from generator.reading import git
from generator.reading.archive import read_archive
from generator.reading.fields import is_terms
from generator.reading.files import MAX_SNAPSHOT
from generator.reading.source import Found, Item, Part, in_parts

#: At most so many versions are listed, with so many bytes of messages.
MOST_VERSIONS, MOST_BYTES = 2_000_000, 1_500_000_000


def parts(root: Path, services: Sequence[str], terms: Sequence[str]) -> Iterator[Part]:
    """Yield the parts of a clone. An item is a service, its terms, a moment, and git's ids of commit and bytes.

    Raises ContributorError where it is none, or where a name in it is none of a service.
    """
    found = read_archive(root, services, terms, MOST_VERSIONS, MOST_BYTES)
    total = sum(map(len, found.values()))
    versions = (
        (one.service, one.terms, one.recorded.isoformat(), one.commit, one.blob)
        for them in found.values()
        for one in them
    )
    for items in in_parts(versions):
        yield Part("archive", str(root), "", items, len(items) / total)


def name(_part: Part, item: Item) -> str:
    """Give the name of a document: its service, its terms, and the commit that recorded it."""
    return f"{item[0]}/{item[1]}@{item[3]}"


def read(part: Part, skip: Collection[int]) -> Iterator[Found]:
    """Yield each version but those to skip, from one process of git, or one more after each that git does not have."""
    waiting = [item for at, item in enumerate(part.items) if at not in skip]
    while waiting:
        done = 0
        for found in _read(part, waiting):
            yield found
            done += 1
        waiting = waiting[done:]


def _read(part: Part, items: Sequence[Item]) -> Iterator[Found]:
    """Yield versions up to the first that git does not give, which is yielded as an error."""
    told = git.blobs(Path(part.root), (str(item[4]) for item in items), MAX_SNAPSHOT)
    for item in items:
        service, terms, moment = (str(one) for one in item[:3])
        known = Found(name(part, item), b"", "md", service, _id(terms), captured=datetime.fromisoformat(moment))
        try:
            data = next(told, None)
        except (git.NoGit, OSError) as error:
            yield replace(known, error="source", message=f"Git does not give this text: {error}.")
            return
        if data is None:
            yield replace(known, error="snapshot-size", message=f"The text has over {MAX_SNAPSHOT:,} bytes.")
            return
        yield replace(known, data=data)


def _id(terms: str) -> str:
    """Return the id of a kind of terms as the site writes it: “Privacy Policy” is privacy-policy."""
    id = "-".join(terms.lower().split())
    return id if is_terms(id) else "other-terms"
