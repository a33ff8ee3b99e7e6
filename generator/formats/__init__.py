"""Readers, one a format: the bytes of a snapshot become the text that a reader sees, with its blocks.

The readers are pure functions of their bytes; they open no file and ask no network. ``table.py`` lists the formats.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from importlib import import_module
from typing import Final

from generator.formats.errors import MAX_BYTES, MAX_CLAUSES, MAX_LINES, MAX_TEXT, Unreadable
from generator.formats.repeats import captured_twice
from generator.formats.table import SUFFIXES, listed, named
from generator.model import Document

IDS: Final = {
    "snapshot-format": f"A snapshot is {listed('or')}.",
    "snapshot-size": "A snapshot is not larger than its reader takes.",
    "snapshot-empty": "A snapshot holds words.",
    "snapshot-extra": "What reads PDF and Word files is installed.",
}

__all__ = ["MAX_BYTES", "MAX_CLAUSES", "SUFFIXES", "Unreadable", "extract"]


def extract(data: bytes, format: str, *, repair: bool = False) -> Document:
    """Read a snapshot's bytes in one of the formats, by its extension; with ``repair`` also mend mojibake.

    Raises Unreadable, and nothing else, when the bytes cannot be read.
    """
    row = named(format)
    if row is None:
        raise Unreadable(
            f"The format {format!r} is not known.", f"Save the policy as {listed('or')}.", "snapshot-format"
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
    read: Callable[..., Document] = import_module(f"generator.formats.{row.reader}").read
    try:
        document = read(data, repair=repair)
    except ImportError:
        if not row.needs:
            raise
        raise Unreadable(
            f"Reading {row.suffix.upper()} needs {row.needs}, which is not installed.",
            'Run `pip install ".[documents]"` in the repository, or save the policy\'s text.',
            "snapshot-extra",
        ) from None
    if len(document.text) > MAX_TEXT:
        raise Unreadable(
            f"The text has {len(document.text):,} characters; the limit is {MAX_TEXT:,}.",
            "Save only the policy itself.",
            "snapshot-size",
        )
    if not any(character.isalnum() for character in document.text):
        raise Unreadable("The file holds no words.", "Save the policy's text again.", "snapshot-empty")
    return replace(document, warnings=(*document.warnings, *captured_twice(document)))


def _lines(data: bytes) -> int:
    """How many lines have something on them, whatever ends them."""
    return sum(map(bool, map(bytes.strip, data.replace(b"\r", b"\n").split(b"\n"))))
