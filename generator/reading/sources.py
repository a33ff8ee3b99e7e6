"""Tell what kind of source a person names, and read it: one row a kind. Nothing is fetched, and no link is followed."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

from generator.reading import source_archive, source_folder, source_parquet, source_warc
from generator.reading.source import Columns, Found, Kind, Part, wrong

KINDS: Final[tuple[Kind, ...]] = ("folder", "parquet", "archive", "warc")
_READERS: Final[Mapping[Kind, Any]] = {
    "folder": source_folder,
    "parquet": source_parquet,
    "archive": source_archive,
    "warc": source_warc,
}


@dataclass(frozen=True, slots=True)
class Wanted:
    """Say what a person wants of a source.

    ``columns`` are those of Parquet files, ``services`` (empty: all) and ``terms`` those of an archive.
    """

    columns: Columns = field(default_factory=Columns)
    services: tuple[str, ...] = ()
    terms: tuple[str, ...] = ("Privacy Policy",)


def kind_of(path: Path) -> Kind:
    """Tell what kind of source lies there. Raises ContributorError where there is nothing."""
    if path.is_dir():
        if (path / ".git").exists() or ((path / "HEAD").is_file() and (path / "objects").is_dir()):
            return "archive"
        if next(iter(source_parquet.listed(path)), None):
            return "parquet"
        return "warc" if next(iter(source_warc.listed(path)), None) else "folder"
    if path.is_file():
        if path.name.lower().endswith(source_parquet.SUFFIXES):
            return "parquet"
        if path.name.lower().endswith(source_warc.SUFFIXES):
            return "warc"
        raise wrong(path, "this file is neither .parquet nor .warc nor .warc.gz", "Name the folder of the texts.")
    raise wrong(path, "there is no such file or folder", "Name a folder, a Parquet or WARC file, or a clone.")


def parts(path: Path, kind: Kind, wanted: Wanted) -> Iterator[Part]:
    """Yield the parts of a source, in its order. Raises ContributorError at once where the source itself is none."""
    path = path.absolute()
    if kind == "folder":
        _ = path.is_dir() or _refuse(path, "this is no folder", "Name the folder of the texts.")
        return source_folder.parts(path)
    if kind == "archive":
        return source_archive.parts(path, wanted.services, wanted.terms)
    files = _files(path, kind)
    root = path if path.is_dir() else path.parent
    if kind == "warc":
        return source_warc.parts(root, files)
    source_parquet.refuse_columns(root, files, wanted.columns)
    return source_parquet.parts(root, files, wanted.columns)


def names(part: Part) -> list[str]:
    """Give the name of each document of a part."""
    if part.refused:
        return [part.path]
    return [_READERS[part.kind].name(part, item) for item in part.items]


def read(part: Part, skip: Collection[int] = ()) -> Iterator[Found]:
    """Give what is found of each document but those to skip, by their places in the part. Nothing is raised for it."""
    if part.refused:
        (error, message), *_ = part.items
        return iter([Found(part.path, error=str(error), message=str(message))] if 0 not in skip else [])
    found: Iterator[Found] = _READERS[part.kind].read(part, skip)
    return found


def _files(path: Path, kind: Kind) -> Sequence[str]:
    if not path.is_dir():
        return [path.name]
    files = (source_parquet if kind == "parquet" else source_warc).listed(path)
    return files or _refuse(path, f"there is no {kind} file in this folder", "Name a folder that holds some.")


def _refuse(path: Path, message: str, remedy: str) -> Sequence[str]:
    raise wrong(path, message, remedy)
