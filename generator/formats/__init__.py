"""Readers, one a format: the bytes of a snapshot become the text that a reader sees, with its blocks.

The readers are pure functions of their bytes; they open no file and ask no network.
"""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module

from generator.formats.errors import MAX_BYTES, MAX_CLAUSES, MAX_LINES, MAX_TEXT, Unreadable
from generator.model import Document

__all__ = ["FORMATS", "MAX_BYTES", "MAX_CLAUSES", "Unreadable", "extract"]

FORMATS = ("txt", "md", "html", "pdf", "docx")
"""The formats of a snapshot, as file extensions."""

_MODULES = {"txt": "text", "md": "markdown", "html": "html", "pdf": "pdf", "docx": "docx"}


def extract(data: bytes, format: str, *, repair: bool = False) -> Document:
    """Read a snapshot's bytes in one of FORMATS; with ``repair`` also mend mojibake.

    Raises Unreadable, and nothing else, when the bytes cannot be read.
    """
    if format not in _MODULES:
        known = ", ".join(FORMATS)
        raise Unreadable(
            f"The format {format!r} is not known.", f"Save the policy as one of: {known}.", "snapshot-format"
        )
    if len(data) > MAX_BYTES:
        raise Unreadable(
            f"The file has {len(data):,} bytes; the limit is {MAX_BYTES:,}.",
            "Save only the policy itself, without pictures and scripts.",
            "snapshot-size",
        )
    lines = _lines(data) if format in ("txt", "md") else 0
    if lines > MAX_LINES:
        message = f"The file has {lines:,} lines; the limit is {MAX_LINES:,}."
        raise Unreadable(message, "Save only the policy itself.", "snapshot-size")
    # Readers are loaded when they are needed: nobody who has only text waits for the HTML parser.
    read: Callable[..., Document] = import_module(f"generator.formats.{_MODULES[format]}").read
    document = read(data, repair=repair)
    if len(document.text) > MAX_TEXT:
        raise Unreadable(
            f"The text has {len(document.text):,} characters; the limit is {MAX_TEXT:,}.",
            "Save only the policy itself.",
            "snapshot-size",
        )
    if not any(character.isalnum() for character in document.text):
        raise Unreadable("The file holds no words.", "Save the policy's text again.", "snapshot-empty")
    return document


def _lines(data: bytes) -> int:
    """How many lines have something on them, whatever ends them."""
    return sum(map(bool, map(bytes.strip, data.replace(b"\r", b"\n").split(b"\n"))))
