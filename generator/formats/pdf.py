"""PDF: the text layer, with its lines joined to paragraphs again. Needs the extra ``documents``."""

from __future__ import annotations

import re
from collections import Counter
from io import BytesIO

from generator.formats.errors import Unreadable
from generator.formats.lines import split_lines
from generator.formats.outline import infer
from generator.formats.wrapping import join_wrapped
from generator.model import Document

_MOST_PAGES = 500
_DIGITS = re.compile(r"\d+")
_HYPHENATED = re.compile(r"(?<=[a-z])[-\u00ad]\n(?=[a-z])")


def read(data: bytes, *, repair: bool = False) -> Document:
    """Read a PDF's text layer. Raises Unreadable without one, without the extra, or for a broken or locked file."""
    pages = _pages(data)
    text = reflow("\n".join("\n".join(lines) for lines in without_running_lines(pages)))
    if not any(map(str.isalnum, text)):
        raise Unreadable(
            "The PDF has no text layer: its pages are pictures.",
            "Save the policy's text from its website, or run text recognition (OCR) over the file first.",
            "snapshot-no-text",
        )
    return Document(text, infer(text), ("The text was read from a PDF, where paragraphs and headings are inferred.",))


def _pages(data: bytes) -> list[str]:
    try:
        from pypdf import PdfReader
    except ImportError:
        raise missing_extra("PDF", "pypdf") from None
    try:
        reader = PdfReader(BytesIO(data))
        locked = reader.is_encrypted and not reader.decrypt("")
        count = len(reader.pages) if not locked else 0
        pages = [page.extract_text() or "" for page in reader.pages] if 0 < count <= _MOST_PAGES else []
    except Exception as error:  # the library answers a broken file with whatever its parsing ran into
        raise Unreadable(
            f"The PDF is broken ({type(error).__name__}).",
            "Save the PDF again, or save the policy's text.",
            "snapshot-pdf",
        ) from None
    if locked:
        raise Unreadable("The PDF is locked by a password.", "Save it without a password.", "snapshot-pdf")
    if count > _MOST_PAGES:
        raise Unreadable(
            f"The PDF has {count:,} pages; the limit is {_MOST_PAGES}.", "Save only the policy itself.", "snapshot-pdf"
        )
    return pages


def missing_extra(what: str, library: str) -> Unreadable:
    """What to raise where a library of the extra ``documents`` is not installed."""
    return Unreadable(
        f"Reading {what} needs {library}, which is not installed.",
        'Install the extra: pip install "smallprint[documents]".',
        "snapshot-extra",
    )


def without_running_lines(pages: list[str]) -> list[list[str]]:
    """The lines of each page without the running titles and page numbers that stand on most pages."""
    split = [[line for line in page.splitlines() if line.strip()] for page in pages]
    edges = Counter(edge for lines in split for edge in {_edge(line) for line in lines[:1] + lines[-1:]})
    running = {edge for edge, times in edges.items() if times > 2 and times * 2 > len(pages)}
    for lines in split:
        if lines and _edge(lines[-1]) in running:
            lines.pop()
        if lines and _edge(lines[0]) in running:
            lines.pop(0)
    return split


def _edge(line: str) -> str:
    return _DIGITS.sub("0", " ".join(line.split()))


def reflow(text: str) -> str:
    """The text with each paragraph on one line, words that were broken at a line's end made whole."""
    text = _HYPHENATED.sub("", text)
    units = join_wrapped(text, split_lines(text))
    parts: list[str] = []
    for unit in units:
        if parts:
            parts.append("\n\n" if unit.gap else "\n")
        parts.append(" ".join(unit.text.split()))
    return "".join(parts)
