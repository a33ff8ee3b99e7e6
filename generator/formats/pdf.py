"""PDF: the text layer, with its lines joined to paragraphs again. Needs the extra ``documents``."""

from __future__ import annotations

import logging
from contextlib import suppress
from io import BytesIO
from typing import Any, Final

from generator.formats.errors import Unreadable
from generator.formats.outline import infer
from generator.formats.pdf_budget import LIMITS, MAX_PAGES, MAX_STEPS, Budget
from generator.formats.pdf_columns import Shown
from generator.formats.pdf_lines import PageLines, reflow, without_running_lines
from generator.model import Document

IDS: Final = {
    "snapshot-pdf": "A .pdf snapshot is a PDF without password.",
    "snapshot-no-text": "A PDF holds text, not only pictures of it.",
}
_INFERRED = "The text was read from a PDF, where paragraphs and headings are inferred."
_MIXED = "Some of the PDF's text stands in columns, and it could not be told in which order they are read."
_SAMPLE = 50  # words: of fewer, none tells of a font
_VOWELS = frozenset("aeiouyáàâäãåéèêëíìîïóòôöõøúùûü")
_FEWEST_VOWELS = 0.22  # of the letters: every language in Latin letters has more


def read(data: bytes, *, repair: bool = False) -> Document:
    """Read a PDF's text layer.

    Raises Unreadable without one, or for a broken or locked file; ImportError without the extra.
    """
    pages, mixed = _pages(data)
    text, titles = reflow(without_running_lines(pages))
    if not any(map(str.isalnum, text)):
        raise _no_text("no text layer: its pages are pictures")
    if not _has_letters(text):
        raise _no_text("no text that can be read: its fonts do not say which letters they show")
    return Document(text, infer(text, titles), (_INFERRED, *([_MIXED] if mixed else [])))


def _has_letters(text: str) -> bool:
    """Whether a text consists of words. A font without letters gives others, or signs: "3ULYDF\\ 3ROLF\\"."""
    words = text.split()
    letters = [letter for letter in text.lower() if letter.isalpha()]
    if len(words) < _SAMPLE:
        return True
    if sum(any(map(str.isalpha, word)) for word in words) * 2 < len(words):
        return False
    latin = sum(letter.isascii() for letter in letters) * 5 >= len(letters) * 4
    return not latin or sum(letter in _VOWELS for letter in letters) >= len(letters) * _FEWEST_VOWELS


def _no_text(what: str) -> Unreadable:
    return Unreadable(
        f"The PDF has {what}.",
        "Save the policy's text from its website, or run text recognition (OCR) over the file first.",
        "snapshot-no-text",
    )


def _pages(data: bytes) -> tuple[list[list[Shown]], bool]:
    """The lines of each page, and whether columns may be mixed in one of them."""
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
            read = [_lines(page, budget) for page in reader.pages] if 0 < count <= MAX_PAGES else []
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
    return [lines for lines, _ in read], any(mixed for _, mixed in read)


def _lines(page: Any, budget: Budget) -> tuple[list[Shown], bool]:
    lines = PageLines(_box(page))
    with suppress(OverflowError):
        budget.read(page, lines, lines.operator)
    return lines.end(), lines.mixed


def _box(page: Any) -> tuple[float, float, float, float] | None:
    """The part of the page that is shown, in points; None where the file gives none that holds anything."""
    try:
        left, bottom, right, top = (float(edge) for edge in page.cropbox)
    except (TypeError, ValueError, AttributeError, KeyError):
        return None
    return (left, bottom, right, top) if left < right and bottom < top else None


def _too_much(what: str) -> Unreadable:
    return Unreadable(f"The PDF has {what.rstrip('.')}.", "Save only the policy itself, or its text.", "snapshot-pdf")
