"""Read WARC files as a source: each page that a web archive was given is a document. Needs the extra ``corpus``.

A file is passed over once to learn where its records stand; a worker then reads those of its part alone.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from datetime import UTC
from pathlib import Path
from typing import TYPE_CHECKING, Final

from generator.reading.files import MAX_SNAPSHOT
from generator.reading.source import PART, Found, Item, Part, files, refuse, version

if TYPE_CHECKING:
    from fastwarc.warc import WarcRecord

SUFFIXES: Final = (".warc", ".warc.gz")

#: Bytes of a record, with what packs it, and of its headers: longer ones are no policy.
MOST_RECORD, MOST_HEADER = 5 * MAX_SNAPSHOT, 64 * 1024
#: What a page may call itself, and the format that it is read in. What calls itself nothing may be any of them.
_FORMATS: Final = {
    "": "",
    "application/octet-stream": "",
    "text/html": "html",
    "application/xhtml+xml": "html",
    "text/plain": "",
    "text/markdown": "md",
    "application/pdf": "pdf",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": "docx",
}


def parts(root: Path, paths: Sequence[str]) -> Iterator[Part]:
    """Yield the parts of WARC files. An item is the byte at which a record begins."""
    whole = sum((root / path).lstat().st_size for path in paths)
    for path in paths:
        size, begun, items = (root / path).lstat().st_size, 0, []
        try:
            state = version(root / path)
            for offset in _offsets(root / path):
                items.append((offset,))
                if len(items) == PART:
                    yield Part("warc", str(root), path, tuple(items), (offset - begun) / whole, state)
                    begun, items = offset, []
            if items:
                yield Part("warc", str(root), path, tuple(items), (size - begun) / whole, state)
        except OSError as error:
            if items:
                yield Part("warc", str(root), path, tuple(items), 0.0, state)
            after = f" after byte {items[-1][0]:,}" if items else ""
            message = f"The file cannot be read as WARC{after}: {error.strerror or error}."
            yield refuse("warc", root, path, message, max(0.0, (size - begun) / whole))


def name(part: Part, item: Item) -> str:
    """Give the name of a document: its file, and the byte at which its record begins."""
    return f"{part.path}#{item[0]}"


def read(part: Part, skip: Collection[int]) -> Iterator[Found]:
    """Yield what is in each record but those to skip."""
    for at, item in enumerate(part.items):
        if at not in skip:
            yield _read(part, item)


def listed(root: Path) -> list[str]:
    """List the WARC files below a folder."""
    return [path for path in files(root, SUFFIXES) if not path.endswith("/")]


def _offsets(path: Path) -> Iterator[int]:
    """Yield where the pages of a file stand. Raises OSError where it is broken, or packed as one piece."""
    from fastwarc.warc import ArchiveIterator, WarcRecordType

    kinds = WarcRecordType.response | WarcRecordType.resource | WarcRecordType.conversion
    last = -1
    with path.open("rb") as file:  # an open file: by a name it would also fetch
        for record in ArchiveIterator(file, record_types=kinds, parse_http=False, max_header_len=MOST_HEADER):
            if record.stream_pos <= last:
                raise OSError(
                    0, "it is packed as one piece, and not record by record: write it again with warcio recompress"
                )
            last = record.stream_pos
            if _is_page(record):
                yield last


def _is_page(record: WarcRecord) -> bool:
    """Tell whether a record holds a text that a server gave: no picture, no style, no page that is not there."""
    if record.is_http:
        try:
            record.parse_http(max_header_len=MOST_HEADER)
        except OSError:
            return True  # the worker says what is wrong with it
        status = (record.http_headers.status_code if record.http_headers else None) or 200
        return status == 200 and (record.http_content_type or "").lower() in _FORMATS
    return (record.headers.get("Content-Type") or "").partition(";")[0].strip().lower() in _FORMATS


def _read(part: Part, item: Item) -> Found:
    from fastwarc.warc import ArchiveIterator

    known = name(part, item)
    try:
        with (Path(part.root) / part.path).open("rb") as file:
            if version(Path(part.root) / part.path) != part.version:
                return Found(known, error="source", message="The file was changed while it was read.")
            file.seek(int(item[0]))
            record = next(iter(ArchiveIterator(file, parse_http=False, max_header_len=MOST_HEADER)))
            return _page(known, record)
    except (OSError, StopIteration) as error:
        told = str(error) or "there is no record"
        return Found(known, error="source", message=f"The record cannot be read: {told[:200]}.")


def _page(known: str, record: WarcRecord) -> Found:
    """Give the page of a record, unpacked. Raises OSError."""
    captured = record.record_date.astimezone(UTC) if record.record_date else None
    url = record.headers.get("WARC-Target-URI") or None
    raw = record.reader.read(MOST_RECORD + 1)
    if len(raw) > MOST_RECORD:
        message = f"The record has over {MOST_RECORD:,} bytes."
        return Found(known, url=url, captured=captured, error="snapshot-size", message=message)
    if len(raw) < record.content_length:
        message = f"The record ends after {len(raw):,} of {record.content_length:,} bytes."
        return Found(known, url=url, captured=captured, error="source", message=message)
    kind = (record.headers.get("Content-Type") or "").partition(";")[0].strip().lower()
    if record.is_http:
        record.set_bytes_content(raw)
        record.parse_http(auto_decode="all", max_header_len=MOST_HEADER)
        raw, kind = record.reader.read(MAX_SNAPSHOT + 1), (record.http_content_type or "").lower()
    return Found(known, raw[: MAX_SNAPSHOT + 1], _FORMATS.get(kind, ""), url=url, captured=captured)
