"""Read Parquet files as a source: each row is a document, in columns that a person names. Needs the extra ``corpus``.

The footer of a file says how many rows there are. A worker reads those of its part alone, out of their group: so a
group may not be larger than what a worker reads and passes over without trouble.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any, Final

from generator.reading.files import MAX_SNAPSHOT
from generator.reading.source import Columns, Found, Part, files, in_parts, refuse, version, wrong

SUFFIXES: Final = (".parquet",)

#: Bytes of text that a group of rows may hold. A worker passes over half a group, on average, to reach its rows.
MOST_GROUP: Final = 256_000_000


class NoColumn(ValueError):
    """A file has no column of a name that a person gave."""


def parts(root: Path, paths: Sequence[str], columns: Columns) -> Iterator[Part]:
    """Yield the parts of Parquet files. An item is a group of rows, and a row in it."""
    for path in paths:
        share = 1 / len(paths)
        try:
            state, groups = version(root / path), _groups(root / path, columns)
        except (OSError, ValueError) as error:
            yield refuse("parquet", root, path, _said(error), share)
            continue
        rows = sum(groups)
        for group, number in enumerate(groups):
            for items in in_parts((group, row) for row in range(number)):
                yield Part("parquet", str(root), path, items, share * len(items) / rows, state, columns)


def name(part: Part, item: tuple[str | int, ...]) -> str:
    """Give the name of a document: its file, its group of rows and its row in it."""
    return f"{part.path}#{item[0]}.{item[1]}"


def read(part: Part, skip: Collection[int]) -> Iterator[Found]:
    """Give what is in each row but those to skip. All rows of the part are read at once, before the first is given."""
    columns = part.columns or Columns()
    try:
        rows = _rows(part, columns)
    except (OSError, ValueError) as error:
        message = _said(error)
        rows = [{} for _ in part.items]
    else:
        message = ""
    return iter(
        [
            _found(name(part, item), row, columns, message)
            for at, (item, row) in enumerate(zip(part.items, rows, strict=True))
            if at not in skip
        ]
    )


def listed(root: Path) -> list[str]:
    """List the Parquet files below a folder."""
    return [path for path in files(root, SUFFIXES) if not path.endswith("/")]


def _groups(path: Path, columns: Columns) -> list[int]:
    """Return how many rows each group of a file has. Raises ValueError where it cannot be read as a corpus."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    with pq.ParquetFile(path) as file:
        schema = file.schema_arrow
        names = [one for one in (columns.text, columns.service, columns.url, columns.captured) if one is not None]
        for column in names:
            if schema.names.count(column) != 1:
                there = ", ".join(schema.names[:20])
                raise NoColumn(f"There is no column {column!r}; there are: {there}.")
        kind = schema.field(columns.text).type
        if not any(is_text(kind) for is_text in (_is_text, pa.types.is_binary, pa.types.is_large_binary)):
            raise ValueError(f"The column {columns.text!r} holds {kind}, and no text.")
        wanted = {at for at in range(file.metadata.num_columns) if file.schema.column(at).path == columns.text}
        found = []
        for number in range(file.metadata.num_row_groups):
            group = file.metadata.row_group(number)
            size = sum(group.column(at).total_uncompressed_size for at in wanted)
            if size > MOST_GROUP:
                raise ValueError(
                    f"A group of rows has {size // 1_000_000} MB of text, more than {MOST_GROUP // 1_000_000}. "
                    "Write the file again with smaller groups: "
                    "COPY (FROM 'this.parquet') TO 'new.parquet' (ROW_GROUP_SIZE 2048) in DuckDB."
                )
            found.append(group.num_rows)
        return found


def _rows(part: Part, columns: Columns) -> list[dict[str, Any]]:
    """Return the rows of a part, each as its columns' values. Raises OSError or ValueError."""
    import pyarrow.parquet as pq

    path = Path(part.root) / part.path
    if version(path) != part.version:
        raise ValueError("The file was changed while it was read.")
    group, first = (int(at) for at in part.items[0])
    names = [one for one in (columns.text, columns.service, columns.url, columns.captured) if one is not None]
    before, rows = 0, list[dict[str, Any]]()
    with pq.ParquetFile(path) as file:
        for batch in file.iter_batches(len(part.items), row_groups=[group], columns=names, use_threads=False):
            wanted = batch.slice(max(0, first - before), max(0, first + len(part.items) - max(first, before)))
            rows += wanted.to_pylist() if first < before + len(batch) else []
            before += len(batch)
            if len(rows) >= len(part.items):
                return rows[: len(part.items)]
    raise ValueError("There are fewer rows than the file says.")


def _found(name: str, row: dict[str, Any], columns: Columns, message: str) -> Found:
    if message:
        return Found(name, error="source", message=message)
    value = row[columns.text]
    if value is None:
        return Found(name, error="source", message="The row has no text.")
    data = value if isinstance(value, bytes) else value.encode()
    known = {key: row.get(column) for key, column in _known(columns) if column is not None}
    service, url = (str(known[key]) if known.get(key) is not None else None for key in ("service", "url"))
    return Found(name, data[: MAX_SNAPSHOT + 1], "", service, url=url, captured=_moment(known.get("captured")))


def _known(columns: Columns) -> tuple[tuple[str, str | None], ...]:
    return ("service", columns.service), ("url", columns.url), ("captured", columns.captured)


def _moment(value: object) -> datetime | None:
    """Return the moment that a value says: a moment, a day, or one of them as text; None for anything else."""
    if isinstance(value, str):
        try:
            value = datetime.fromisoformat(value)
        except ValueError:
            return None
    if isinstance(value, datetime):
        return value.astimezone(UTC) if value.tzinfo else value.replace(tzinfo=UTC)
    return datetime(value.year, value.month, value.day, tzinfo=UTC) if isinstance(value, date) else None


def _is_text(kind: Any) -> bool:
    import pyarrow as pa

    return bool(pa.types.is_string(kind) or pa.types.is_large_string(kind) or pa.types.is_string_view(kind))


def _said(error: Exception) -> str:
    told = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
    return told if told.startswith(("There", "The ", "A ")) else f"The file cannot be read as Parquet: {told[:200]}"


def refuse_columns(root: Path, paths: Sequence[str], columns: Columns) -> None:
    """Raise ContributorError where no file has the columns that are named: then a person has mistyped them."""
    told = ""
    for path in paths:
        try:
            _groups(root / path, columns)
            return
        except NoColumn as error:
            told = told or str(error)
        except (OSError, ValueError):
            return  # a row says what is wrong with it
    raise wrong(root / paths[0], told, "Name the column that holds the text with --text.")
