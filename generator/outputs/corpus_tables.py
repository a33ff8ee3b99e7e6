"""Make the tables of a corpus as Parquet, with the meaning of each column in it. Needs the extra ``corpus``."""

from __future__ import annotations

import io
import json
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any, Final

import pyarrow as pa
import pyarrow.parquet as pq

from generator.outputs.corpus_rows import TABLES, Row

#: Under these names a file says which version of the tables it has, and what is counted in it.
VERSION_KEY, COUNTS_KEY = b"smallprint.tables", b"smallprint.counts"
#: The version of the tables: it changes when a column changes its meaning or goes.
VERSION: Final = "1"
_TYPES: Final[Mapping[str, Any]] = {
    "string": pa.string(),
    "int32": pa.int32(),
    "float": pa.float32(),
    "date": pa.date32(),
    "timestamp": pa.timestamp("us", tz="UTC"),
    "list": pa.list_(pa.string()),
    "map": pa.map_(pa.string(), pa.string()),
}


@cache
def schema(table: str) -> Any:
    """Give the schema of a table; the meaning of a column stands in its field's metadata."""
    fields = [
        pa.field(column.name, _TYPES[column.type], metadata={"description": column.meaning}) for column in TABLES[table]
    ]
    return pa.schema(fields)


def as_parquet(table: str, rows: Sequence[Row], counts: Mapping[str, int]) -> bytes:
    """Write rows as a Parquet file, with what is counted in the part that they belong to."""
    described = schema(table).with_metadata({VERSION_KEY: VERSION, COUNTS_KEY: json.dumps(counts)})
    columns = [
        pa.array([list(row[field.name].items()) if pa.types.is_map(field.type) else row[field.name] for row in rows],
                 field.type)
        for field in described
    ]  # fmt: skip
    memory = io.BytesIO()
    pq.write_table(pa.Table.from_arrays(columns, schema=described), memory, compression="zstd")
    return memory.getvalue()


def read_counts(path: Path) -> dict[str, int]:
    """Read what is counted in a part. Raises ValueError where the file is none of ours, or OSError."""
    told = (pq.read_schema(path).metadata or {}).get(COUNTS_KEY)
    if told is None:
        raise ValueError("it does not say what is counted in it")
    return {str(name): int(number) for name, number in json.loads(told).items()}
