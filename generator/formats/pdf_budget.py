"""Counts the work that the pages of a PDF ask for, and stops where it is more than a long policy would take.

A PDF of a few kilobytes can be made whose pages take hours and gigabytes: it names one font, or one piece of content,
often. So what is counted is what pypdf makes of it, once for each name: a range of a font's table is all its codes.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, Final

from generator.formats.errors import MAX_TEXT
from generator.formats.pdf_fonts import FontCost, cost_of_font

MAX_PAGES: Final = 200
MAX_STEPS: Final = 250_000
"""Twice what a policy of fifty pages takes. One step is about 15 microseconds: an operator of a page, or ..."""
_BYTES: Final = 12
"""... so many bytes of content that are read, or characters that are shown, ..."""
_UNPACKED: Final = 1_000
"""... or so many bytes that are unpacked, and then stay in memory."""
LIMITS: Final[dict[str, Any]] = {
    **dict.fromkeys(
        (
            "zlib_maximum_output_length",
            "zlib_maximum_recovery_input_length",
            "lzw_maximum_output_length",
            "run_length_maximum_output_length",
            "brotli_maximum_output_length",
            "jbig2_maximum_output_length",
            "array_based_stream_maximum_output_length",
        ),
        1_000_000,
    ),
    "maximum_declared_stream_length": 2_000_000,
    "stream_decoding_work_maximum_length": 4_000_000,
    "stream_parsing_work_maximum_count": MAX_STEPS,
    "array_maximum_element_count": 10_000,
    "dictionary_maximum_element_count": 2_000,
    "page_tree_maximum_entries": 10 * MAX_PAGES,
    "page_tree_maximum_page_entries": 100 * MAX_PAGES,
    "xform_maximum_invocations_per_extraction": 2_000,
}
"""What pypdf itself may unpack of one piece, hold in one list, and copy of the list of pages."""


class Budget:
    """How many steps are left to read the pages of one PDF with; below zero it was too much."""

    def __init__(self) -> None:
        self.left = MAX_STEPS
        self._text = MAX_TEXT
        self._form = 0
        self._widest = 1
        self._fonts: dict[int, tuple[Any, FontCost]] = {}
        self._forms: dict[int, tuple[Any, int, int]] = {}

    def open(self, reader: Any) -> None:
        """Count what is packed together in streams of objects: pypdf reads all of a stream when it needs one of it.

        Raises OverflowError where that is too much.
        """
        for number in sorted({stream for stream, _ in reader.xref_objStm.values()}):
            self._spend(1 + self._bytes(reader.get_object(number)) // _BYTES)

    def read(
        self, page: Any, visitor: Callable[..., None], operator_visitor: Callable[[bytes, list[Any]], None]
    ) -> None:
        """Let the visitors see the text and the operators of the page.

        Raises OverflowError where that is too much, or was before.
        """

        def step(operator: bytes, operands: list[Any], *_: object) -> None:
            self._step(operator, operands)
            operator_visitor(operator, operands)

        def shown(text: str, *where: Any) -> None:
            self._text -= len(text)
            self._spend(0 if self._text >= 0 else MAX_STEPS)
            visitor(text, *where)

        fonts, self._form, self._widest = self._needs(page)
        self._spend(fonts + self._bytes(page.get("/Contents")) // _BYTES)
        page.extract_text(visitor_operand_before=step, visitor_text=shown)

    def _spend(self, steps: int) -> None:
        self.left -= steps
        if self.left < 0:
            raise OverflowError  # pypdf goes on after one in a form, and then meets the next

    def _step(self, operator: bytes, operands: list[Any]) -> None:
        form = self._form if operator == b"Do" else 0
        lists = [one for one in operands if isinstance(one, list)]
        wide = sum(map(_length, operands)) + sum(_length(one) for members in lists for one in members)
        self._spend(1 + form + sum(map(len, lists)) // 4 + wide * (self._widest - 1) // _BYTES)

    def _needs(self, page: Any) -> tuple[int, int, int]:
        """Steps to read the fonts of a page or form, and to read the costliest form in it; the letters of a code."""
        resources = page.get_inherited("/Resources")  # as pypdf looks for them, for a form as well
        steps, costliest, widest = 0, 0, 1
        for font in _named(resources, "/Font"):
            if id(font) not in self._fonts:
                self._fonts[id(font)] = font, cost_of_font(font)
                self._spend(1 + self._fonts[id(font)][1].unpacked // _UNPACKED)
            cost = self._fonts[id(font)][1]
            steps, widest = steps + cost.steps, max(widest, cost.widest)
        forms = _named(resources, "/XObject")
        self._spend(1 + len(forms) // 4)
        for form in forms:
            own, letters = self._of_form(form)
            costliest, widest = max(costliest, own), max(widest, letters)
        return steps, costliest, widest

    def _of_form(self, form: Any) -> tuple[int, int]:
        """Steps to read a form, or the costliest of the forms in it, once; and the letters of a code in them."""
        if form.get("/Subtype") == "/Image":
            return 0, 1
        if id(form) not in self._forms:
            self._forms[id(form)] = form, 0, 1  # what it counts where it is in itself: pypdf passes that over
            steps, costliest, widest = self._needs(form)
            self._forms[id(form)] = form, max(steps + self._bytes(form) // _BYTES, costliest), widest
        return self._forms[id(form)][1:]

    def _bytes(self, content: Any) -> int:
        """How many bytes a piece of content has, or all the pieces of a list."""
        self._spend(1)
        content = content.get_object() if content is not None else []
        if isinstance(content, list):
            return sum(self._bytes(one) for one in content)
        size = len(content.get_data()) if hasattr(content, "get_data") else 0
        self._spend(size // _UNPACKED)
        return size


def _named(resources: Any, kind: str) -> Sequence[Any]:
    """The fonts, or the forms and pictures, that a page or form may use."""
    resources = resources.get_object() if resources is not None else None
    found = resources.get(kind) if isinstance(resources, dict) else None
    found = found.get_object() if found is not None else None
    members = [one.get_object() for one in found.values()] if isinstance(found, dict) else []
    return [one for one in members if isinstance(one, dict)]


def _length(operand: Any) -> int:
    return len(operand) if isinstance(operand, (str, bytes)) else 0
