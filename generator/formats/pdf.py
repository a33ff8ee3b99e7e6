"""PDF: the text layer, with its lines joined to paragraphs again. Needs the extra ``documents``."""

from __future__ import annotations

import logging
from contextlib import suppress
from io import BytesIO
from typing import Any, Final

from generator.formats.errors import Unreadable
from generator.formats.outline import infer
from generator.formats.pdf_budget import LIMITS, MAX_PAGES, MAX_STEPS, Budget
from generator.formats.pdf_lines import PageLines, Shown, reflow, without_running_lines
from generator.model import Document

IDS: Final = {
    "snapshot-pdf": "A .pdf snapshot is a PDF without password.",
    "snapshot-no-text": "A PDF holds text, not only pictures of it.",
}


def read(data: bytes, *, repair: bool = False) -> Document:
    """Read a PDF's text layer.

    Raises Unreadable without one, or for a broken or locked file; ImportError without the extra.
    """
    pages = _pages(data)
    text, titles = reflow(without_running_lines(pages))
    if not any(map(str.isalnum, text)):
        raise Unreadable(
            "The PDF has no text layer: its pages are pictures.",
            "Save the policy's text from its website, or run text recognition (OCR) over the file first.",
            "snapshot-no-text",
        )
    return Document(
        text, infer(text, titles), ("The text was read from a PDF, where paragraphs and headings are inferred.",)
    )


def _pages(data: bytes) -> list[list[Shown]]:
    from pypdf import PdfReader, apply_configuration
    from pypdf.errors import LimitReachedError

    logging.getLogger("pypdf").setLevel(logging.CRITICAL)  # a contributor reads our sentence, not its notes
    budget = Budget()
    try:
        with apply_configuration(**LIMITS):
            reader = PdfReader(BytesIO(data))
            locked = reader.is_encrypted and not reader.decrypt("")
            if not locked:
                budget.open(reader)
            count = len(reader.pages) if not locked else 0
            pages = [_lines(page, budget) for page in reader.pages] if 0 < count <= MAX_PAGES else []
    except OverflowError:
        raise _too_much(f"objects that take more than {MAX_STEPS:,} steps to read, the limit") from None
    except LimitReachedError as error:
        raise _too_much(f"too much in one piece: {error}") from None
    except Exception as error:  # the library answers a broken file with whatever its parsing ran into
        raise Unreadable(
            f"The PDF is broken ({type(error).__name__}).",
            "Save the PDF again, or save the policy's text.",
            "snapshot-pdf",
        ) from None
    if locked:
        raise Unreadable("The PDF is locked by a password.", "Save it without a password.", "snapshot-pdf")
    if count > MAX_PAGES:
        raise _too_much(f"{count:,} pages; the limit is {MAX_PAGES}")
    if budget.left < 0:
        raise _too_much(f"pages that take more than {MAX_STEPS:,} steps to read, the limit")
    return pages


def _lines(page: Any, budget: Budget) -> list[Shown]:
    lines = PageLines()
    with suppress(OverflowError):
        budget.read(page, lines)
    return lines.end()


def _too_much(what: str) -> Unreadable:
    return Unreadable(f"The PDF has {what.rstrip('.')}.", "Save only the policy itself, or its text.", "snapshot-pdf")
