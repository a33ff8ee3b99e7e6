"""Plain text: the decoded file is the text itself, and its blocks are inferred."""

from __future__ import annotations

from generator.formats.decode import decode
from generator.formats.outline import infer
from generator.model import Document


def read(data: bytes, *, repair: bool = False) -> Document:
    """Read plain text. Raises Unreadable where the encoding cannot be told."""
    text, warnings = decode(data, repair=repair)
    return Document(text, infer(text), warnings)
