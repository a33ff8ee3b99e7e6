"""Word documents (DOCX), by way of the HTML that mammoth makes of them. Needs the extra ``documents``."""

from __future__ import annotations

from io import BytesIO
from zipfile import BadZipFile, ZipFile

from generator.formats.build import Builder
from generator.formats.errors import Unreadable
from generator.formats.html import add_pieces, check_shape
from generator.formats.html_pieces import read_pieces
from generator.formats.pdf import missing_extra
from generator.model import Document

_UNPACKED = 50_000_000  # bytes
_STYLES = "p[style-name='Title'] => h1:fresh\np[style-name='Subtitle'] => h2:fresh"


def read(data: bytes, *, repair: bool = False) -> Document:
    """Read a Word document. Raises Unreadable without the extra, or where the file is broken or unpacks too large."""
    try:
        import mammoth
    except ImportError:
        raise missing_extra("DOCX", "mammoth") from None
    _check_size(data)
    try:
        made = mammoth.convert_to_html(BytesIO(data), style_map=_STYLES, convert_image=_no_image)
    except Exception as error:  # the library answers a broken file with whatever its parsing ran into
        raise _broken(type(error).__name__) from None
    check_shape(made.value)
    builder = Builder()
    text, blocks = add_pieces(builder, read_pieces(made.value).pieces)
    return Document(text, blocks)


def _check_size(data: bytes) -> None:
    try:
        with ZipFile(BytesIO(data)) as archive:
            unpacked = sum(entry.file_size for entry in archive.infolist())
    except (BadZipFile, OSError, ValueError, NotImplementedError) as error:
        raise _broken(type(error).__name__) from None
    if unpacked > _UNPACKED:
        raise Unreadable(
            f"The Word document unpacks to {unpacked:,} bytes; the limit is {_UNPACKED:,}.",
            "Save it without pictures, or save its text.",
            "snapshot-size",
        )


def _broken(why: str) -> Unreadable:
    return Unreadable(
        f"The Word document is broken ({why}).", "Save it again as .docx, or save its text.", "snapshot-docx"
    )


def _no_image(image: object) -> list[object]:
    """Pictures are not text."""
    return []
