"""Parquet and WARC as sources, and the tables as they lie on the disk: hostile files are rows with an error."""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from builders.repository import put

from generator.outputs.corpus_rows import TABLES
from generator.problems import ContributorError
from generator.reading.files import MAX_SNAPSHOT
from generator.reading.source import PART, Columns, Found
from generator.reading.sources import Wanted, kind_of, names, parts, read

if TYPE_CHECKING:
    import pyarrow as pa

pytestmark = pytest.mark.corpus


def found(path: Path, columns: Columns | None = None) -> Iterator[Found]:
    """What is found in a source, part by part; each part gives one for each name."""
    for part in parts(path, kind_of(path), Wanted(columns or Columns())):
        there = list(read(part))
        assert [one.name for one in there] == names(part)
        yield from there


def parquet(path: Path, group: int = 1_000, **columns: list[object]) -> Path:
    """Write a Parquet file."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    pq.write_table(pa.table(columns), path, row_group_size=group)
    return path


def test_each_row_of_parquet_is_a_document(tmp_path: Path) -> None:
    """In order, whatever the groups of rows, with what the named columns say of it."""
    number = 2 * PART + 7
    path = parquet(
        tmp_path / "x.parquet",
        group=PART + 50,
        text=[f"text {at}" for at in range(number)],
        who=[f"Acorn {at}" for at in range(number)],
        day=["2020-01-02"] * number,
        at=[None] * number,
    )
    there = list(found(path, Columns("text", "who", "at", "day")))
    assert [one.data.decode() for one in there] == [f"text {at}" for at in range(number)]
    assert [one.service for one in there] == [f"Acorn {at}" for at in range(number)]
    assert {(one.url, one.captured) for one in there} == {(None, datetime(2020, 1, 2, tzinfo=UTC))}
    assert len({one.name for one in there}) == number


@pytest.mark.parametrize(
    ("value", "moment"),
    [
        (date(2020, 1, 2), datetime(2020, 1, 2, tzinfo=UTC)),
        (datetime(2020, 1, 2, 3), datetime(2020, 1, 2, 3, tzinfo=UTC)),
        ("2020-01-02T03:00:00+02:00", datetime(2020, 1, 2, 1, tzinfo=UTC)),
        ("yesterday", None),
        (7, None),
    ],
)
def test_a_column_may_say_when_in_many_ways(tmp_path: Path, value: object, moment: datetime | None) -> None:
    """A day, a moment, or one of them as text; anything else says nothing."""
    path = parquet(tmp_path / "x.parquet", text=[b"bytes are read too"], at=[value])
    assert [one.captured for one in found(path, Columns(captured="at"))] == [moment]


def test_a_folder_of_parquet_is_read_file_by_file_and_a_broken_one_is_a_row(tmp_path: Path) -> None:
    """Rows without a text, cut files, files that are none, and links say why; the others are read."""
    whole = parquet(tmp_path / "a.parquet", text=["one", None, "x" * (MAX_SNAPSHOT + 9)]).read_bytes()
    (tmp_path / "b.parquet").write_bytes(whole[:-20])
    (tmp_path / "c.parquet").write_bytes(b"PAR1" + b"\xff" * 400 + b"PAR1")
    (tmp_path / "d.parquet").write_bytes(b"")
    (tmp_path / "e.parquet").symlink_to(tmp_path / "a.parquet")
    parquet(tmp_path / "f.parquet", other=["there is no text"])
    parquet(tmp_path / "g.parquet", text=[7])
    said = {one.name: one.error for one in found(tmp_path)}
    assert said == {
        "a.parquet#0.0": "",
        "a.parquet#0.1": "source",
        "a.parquet#0.2": "",  # too long: what reads it says so
        **{f"{name}.parquet": "source" for name in "bcdefg"},
    }
    assert max(len(one.data) for one in found(tmp_path)) == MAX_SNAPSHOT + 1


def test_damaged_bytes_inside_parquet_are_rows(tmp_path: Path) -> None:
    """Where the footer is whole and the pages are not, each row of the part says so."""
    path = parquet(tmp_path / "a.parquet", text=[f"{at} {'words ' * 50}" for at in range(50)])
    data = bytearray(path.read_bytes())
    data[20:800] = b"\xff" * 780
    path.write_bytes(data)
    assert [one.error for one in found(path)] == ["source"] * 50


def test_too_large_a_group_of_rows_says_what_to_do(tmp_path: Path) -> None:
    """A worker would pass over gigabytes to reach its rows: the row names the command that writes smaller groups."""
    path = parquet(tmp_path / "a.parquet", group=400, text=[str(at) + "w" * 900_000 for at in range(300)])
    (one,) = found(path.parent)
    assert "ROW_GROUP_SIZE" in one.message


def test_a_column_that_no_file_has_is_a_mistake_of_the_command(tmp_path: Path) -> None:
    """It is told at once, with the columns that there are."""
    path = parquet(tmp_path / "a.parquet", body=["x"])
    with pytest.raises(ContributorError, match="there are: body"):
        list(found(path))


def record(body: bytes, length: object = None, kind: str = "text/html", status: int = 200, more: str = "") -> bytes:
    """Write a record of a page."""
    page = f"HTTP/1.1 {status} OK\r\nContent-Type: {kind}\r\n{more}\r\n".encode() + body
    head = (
        "WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: https://acorn.example/privacy\r\n"
        "WARC-Date: 2020-01-02T03:04:05Z\r\nWARC-Record-ID: <urn:uuid:1>\r\n"
        f"Content-Type: application/http; msgtype=response\r\nContent-Length: {len(page) if length is None else length}"
    )
    return f"{head}\r\n\r\n".encode() + page + b"\r\n\r\n"


ONE, TWO, THREE = (record(f"<p>{word}".encode()) for word in ("one", "two", "three"))


@pytest.mark.parametrize("pack", [bytes, gzip.compress], ids=["plain", "gzip"])
def test_each_page_of_a_warc_is_a_document(tmp_path: Path, pack) -> None:
    """Unpacked, with its address and its moment; pictures and pages that were not there are passed over."""
    packed = record(gzip.compress(b"<p>four"), more="Content-Encoding: gzip\r\n")
    path = tmp_path / ("x.warc.gz" if pack is gzip.compress else "x.warc")
    records = [ONE, record(b"GIF89a", kind="image/gif"), record(b"<p>none", status=404), TWO, packed, THREE]
    path.write_bytes(b"".join(map(pack, records)))
    there = list(found(path))
    assert [one.data for one in there] == [b"<p>one", b"<p>two", b"<p>four", b"<p>three"]
    assert {(one.suffix, one.url, one.captured) for one in there} == {
        ("html", "https://acorn.example/privacy", datetime(2020, 1, 2, 3, 4, 5, tzinfo=UTC))
    }


def test_what_a_web_archive_extracted_as_text_is_a_document(tmp_path: Path) -> None:
    """A record of kind conversion (WET) holds no HTTP."""
    head = "WARC/1.0\r\nWARC-Type: conversion\r\nWARC-Record-ID: <urn:uuid:1>\r\nContent-Type: text/plain\r\n"
    (tmp_path / "x.warc").write_bytes(f"{head}Content-Length: 5\r\n\r\nWords\r\n\r\n".encode())
    assert [one.data for one in found(tmp_path)] == [b"Words"]


@pytest.mark.parametrize(
    ("data", "read_before"),
    [
        (ONE + record(b"<p>two", length=5) + THREE, 1),
        (ONE + record(b"<p>two", length="many") + THREE, 1),
        (ONE + record(b"<p>two", length=-5) + THREE, 1),
        (ONE + record(b"<p>two", length=5_000_000) + THREE, 1),
        (ONE + TWO[:-6], 1),
        (ONE + b"\xff\x00" * 5_000, 1),
        (b"\xff" * 400, 0),
        (gzip.compress(ONE) + gzip.compress(TWO)[:60] + gzip.compress(THREE), 1),
        (gzip.compress(ONE + TWO + THREE), 1),
        (gzip.compress(ONE) + gzip.compress(b"WARC/1.0\r\n" + b"A" * 50_000_000 + b"\r\n\r\n"), 1),
        (gzip.compress(ONE) + gzip.compress(record(b"\0" * 50_000_000)), 1),
        (gzip.compress(ONE) + gzip.compress(record(b"no gzip", more="Content-Encoding: gzip\r\n")), 1),
        (gzip.compress(ONE) + gzip.compress(record(b"zz\r\nno chunk", more="Transfer-Encoding: chunked\r\n")), 1),
    ],
    ids=[
        "short",
        "nan",
        "negative",
        "long",
        "cut",
        "noise",
        "none",
        "cut-gzip",
        "one-piece",
        "headers",
        "bomb",
        "encoding",
        "chunks",
    ],
)
def test_a_broken_warc_gives_what_is_whole_and_says_what_is_not(tmp_path: Path, data: bytes, read_before: int) -> None:
    """Wrong lengths, cut ends, noise and bombs: what stands before is read, and a row says where it ends."""
    path = tmp_path / ("x.warc.gz" if data[:2] == b"\x1f\x8b" else "x.warc")
    path.write_bytes(data)
    there = list(found(path))
    assert [one.error for one in there[:read_before]] == [""] * read_before
    assert any(one.error for one in there)
    assert all(len(one.data) <= MAX_SNAPSHOT + 1 for one in there)


def test_a_page_that_unpacks_to_a_bomb_is_cut(tmp_path: Path) -> None:
    """No more is unpacked than the largest document has, whatever the packed bytes would become."""
    packed = gzip.compress(b"\0" * 200_000_000)
    (tmp_path / "x.warc").write_bytes(record(packed, more="Content-Encoding: gzip\r\n"))
    assert [len(one.data) for one in found(tmp_path)] == [MAX_SNAPSHOT + 1]


def test_a_file_that_changes_while_it_is_read_is_not_mixed(tmp_path: Path) -> None:
    """A part names the state of its file; another state is an error, and not other documents under the old names."""
    warc = tmp_path / "x.warc"
    warc.write_bytes(ONE + TWO)
    table = parquet(tmp_path / "sub.parquet", text=["one", "two"])
    for path in (warc, table):
        part = next(iter(parts(path, kind_of(path), Wanted())))
        path.write_bytes(path.read_bytes() + b"\r\n")
        assert [one.error for one in read(part)] == ["source", "source"]


def test_the_tables_say_what_their_columns_mean(tmp_path: Path) -> None:
    """Each field of the Parquet schema carries its meaning; the rows come back as they were made."""
    import pyarrow.parquet as pq

    from generator.outputs.corpus_tables import as_parquet, read_counts

    row = {column.name: None for column in TABLES["policies"]}
    row |= {"document": "x", "answers": {"sells-data": "absent"}, "dated": date(2020, 1, 2)}
    path = tmp_path / "x.parquet"
    path.write_bytes(as_parquet("policies", [row], {"policy": 1}))
    table: pa.Table = pq.read_table(path)
    for field, column in zip(table.schema, TABLES["policies"], strict=True):
        assert json.dumps(field.metadata[b"description"].decode()) == json.dumps(column.meaning)
    assert table.to_pylist()[0] | {"answers": dict(table.to_pylist()[0]["answers"])} == row
    assert read_counts(path) == {"policy": 1}
    put(tmp_path, "other.parquet", "x")
    with pytest.raises((ValueError, OSError)):
        read_counts(tmp_path / "other.parquet")
