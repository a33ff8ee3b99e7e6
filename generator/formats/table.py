"""The table of formats, one row for each: its extension, by what its bytes are recognised, and what reads it."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

_HTML = re.compile(rb"\s*(?:<!--.*?-->\s*)*<(?:!doctype html|html|head|body)\b", re.I | re.S)
_MARKDOWN = re.compile(rb"^#{1,6} \S.*$|\]\(https?://", re.M)
_BEGINNING: Final = 2_000  # bytes in which a web page says that it is one


@dataclass(frozen=True, slots=True)
class Format:
    """One format of a snapshot.

    ``suffix`` is the file's extension, and the format's name. ``reader`` is the module of this room whose function
    ``read`` makes a document of the bytes. ``signs`` tells whether bytes are in this format. ``also`` are other
    extensions that mean it. ``needs`` is the library of the extra ``documents`` that the reader imports, if any.
    """

    suffix: str
    reader: str
    signs: Callable[[bytes], bool]
    also: tuple[str, ...] = ()
    needs: str = ""


FORMATS: Final = (
    Format("txt", "text", lambda data: True, also=("text",)),
    Format("md", "markdown", lambda data: len(_MARKDOWN.findall(data)) >= 3, also=("markdown",)),
    Format("html", "html", lambda data: bool(_HTML.match(data[:_BEGINNING])), also=("htm", "xhtml")),
    Format("pdf", "pdf", lambda data: data.startswith(b"%PDF-"), needs="pypdf"),
    Format("docx", "docx", lambda data: data.startswith(b"PK\x03\x04"), needs="mammoth"),
)
"""Every format that is read, from the one that any bytes may be in to the one that is the most certain of its own."""

SUFFIXES: Final = tuple(format.suffix for format in FORMATS)
"""The extensions of snapshots, without the point."""

NOT_READ: Final = (
    (re.compile(rb"From: <Saved by |MIME-Version: "), "a web page saved as one file (.mhtml)"),
    (re.compile(rb"bplist00"), "a web archive of Safari (.webarchive)"),
    (re.compile(rb"\{\\rtf"), "rich text (.rtf)"),
    (re.compile(rb"\xd0\xcf\x11\xe0"), "an old Word document (.doc)"),
    (re.compile(rb"PK\x03\x04.{26}mimetypeapplication/vnd\.oasis", re.S), "an OpenDocument file (.odt)"),
    (re.compile(rb"\x89PNG|\xff\xd8\xff|GIF8|RIFF....WEBP", re.S), "a picture"),
)
"""What people also save, by its first bytes, and what it is called: it would read as gibberish."""


def listed(joined: str) -> str:
    """The extensions as they stand in a sentence: ".txt, .md or .pdf" where ``joined`` is "or"."""
    *first, last = (f".{suffix}" for suffix in SUFFIXES)
    return f"{', '.join(first)} {joined} {last}"


def named(suffix: str) -> Format | None:
    """The format with that extension, small letters and without the point; None where no row has it."""
    return next((format for format in FORMATS if suffix == format.suffix or suffix in format.also), None)


def recognised(data: bytes, name: str = "") -> Format:
    """The format that bytes are in: what the file's name says; what they look like, where it says nothing or "txt"."""
    format = named(name.rpartition(".")[2].lower()) if "." in name else None
    if format is not None and format is not FORMATS[0]:
        return format
    return next(row for row in reversed(FORMATS) if row.signs(data))


def refused(data: bytes) -> str | None:
    """What bytes are that no reader takes, in words; None where nothing speaks against reading them."""
    return next((kind for shape, kind in NOT_READ if shape.match(data)), None)
