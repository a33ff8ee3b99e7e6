"""Word documents (DOCX), by way of the HTML that mammoth makes of them. Needs the extra ``documents``."""

from __future__ import annotations

import re
from io import BytesIO
from typing import Final
from zipfile import ZipFile

from generator.formats.build import Builder
from generator.formats.docx_prepare import STYLE_MAP, prepared, with_numbered_items
from generator.formats.errors import STRUCK, Unreadable
from generator.formats.html import add_pieces, check_shape
from generator.formats.html_pieces import read_pieces
from generator.model import Document

IDS: Final = {
    "snapshot-docx": "A .docx snapshot is a Word document.",
}

_UNPACKED = 10_000_000  # bytes
_MARKS = 120_000  # elements and attributes: each becomes an object before the first word is read
_ENTITY = tuple("<!ENTITY".encode(code) for code in ("utf-8", "utf-16-le", "utf-16-be"))  # Word writes none
_BACK = re.compile(r' ?<a href="#[^"<>]{0,100}note-ref-[^"<>]{0,20}">↑</a>')  # mammoth's way from a note to its place


def read(data: bytes, *, repair: bool = False) -> Document:
    """Read a Word document. Raises Unreadable where it is broken or too large, ImportError without the extra."""
    import mammoth

    _check_size(data)
    try:
        said, struck = prepared(data)
        made = mammoth.convert_to_html(BytesIO(said), style_map=STYLE_MAP, convert_image=_no_image)
    except RecursionError:
        raise Unreadable(
            "In the Word document, elements stand in one another hundreds deep.", "Save its text.", "snapshot-docx"
        ) from None
    except Exception as error:  # the library answers a broken file with whatever its parsing ran into
        raise _broken(type(error).__name__) from None
    page = _BACK.sub("", made.value)
    check_shape(page)
    text, blocks = add_pieces(Builder(), with_numbered_items(read_pieces(page)).pieces)
    return Document(text, blocks, (STRUCK,) if struck else ())


def _check_size(data: bytes) -> None:
    """Refuse a document that holds far more than its file shows: packed, a few kilobytes can be millions of words."""
    try:
        with ZipFile(BytesIO(data)) as archive:
            unpacked = sum(entry.file_size for entry in archive.infolist())
            if unpacked <= _UNPACKED:
                parts = [archive.read(entry) for entry in archive.infolist()]
    except Exception as error:  # also of what zlib and the ciphers of a zip say
        raise _broken(type(error).__name__) from None
    if unpacked > _UNPACKED:
        raise _too_large(f"unpacks to {unpacked:,} bytes", _UNPACKED)
    if any(entity in part for part in parts for entity in _ENTITY):
        raise _broken("entities")
    if (marks := sum(part.count(b"<") - part.count(b"</") + part.count(b"=") for part in parts)) > _MARKS:
        raise _too_large(f"has {marks:,} elements and attributes", _MARKS)


def _too_large(what: str, limit: int) -> Unreadable:
    remedy = "Save it without pictures, or save its text."
    return Unreadable(f"The Word document {what}; the limit is {limit:,}.", remedy, "snapshot-size")


def _broken(why: str) -> Unreadable:
    return Unreadable(
        f"The Word document is broken ({why}).", "Save it again as .docx, or save its text.", "snapshot-docx"
    )


def _no_image(image: object) -> list[object]:
    """Pictures are not text."""
    return []
