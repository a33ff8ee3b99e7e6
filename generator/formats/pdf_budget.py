"""Counts the work that the pages of a PDF ask for, and stops where it is more than a long policy would take.

A PDF of a few kilobytes can be made whose pages take hours: it names one font, or one piece of content, often.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final

MAX_PAGES: Final = 200
MAX_STEPS: Final = 250_000
"""Twice what a policy of fifty pages takes. One step is about 15 microseconds: an operator of a page, or ..."""
_BYTES: Final = 12
"""... so many bytes of content or of a font's tables that are read, or half as many members of lists."""
LIMITS: Final[dict[str, Any]] = {
    "zlib_maximum_output_length": 1_000_000,
    "stream_decoding_work_maximum_length": 4_000_000,
    "array_maximum_element_count": 10_000,
    "dictionary_maximum_element_count": 2_000,
}
"""What pypdf itself may unpack of one piece, and hold in one list."""
_UNREAD: Final = ("/FontDescriptor", "/Parent")  # of a font: its drawings are not looked at


class Budget:
    """How many steps are left to read the pages of one PDF with; below zero it was too much."""

    def __init__(self) -> None:
        self.left = MAX_STEPS
        self._form = 0

    def read(self, page: Any, visitor: Callable[..., None]) -> None:
        """Let ``visitor`` see the text of the page; nothing of it where the budget is spent before."""
        fonts, self._form = _costs(page.get("/Resources"), set())
        self.left -= fonts + _bytes(page.get("/Contents")) // _BYTES
        if self.left >= 0:
            page.extract_text(visitor_operand_before=self._step, visitor_text=visitor)

    def _step(self, operator: bytes, operands: list[Any], *_: object) -> None:
        form = self._form if operator == b"Do" else 0
        self.left -= 1 + form + sum(len(one) for one in operands if isinstance(one, list)) // 4
        if self.left < 0:
            raise OverflowError  # pypdf goes on after one in a form, and then meets the next


def _costs(resources: Any, seen: set[int]) -> tuple[int, int]:
    """Steps that it takes to read the fonts of a page or form, and to read the costliest of the forms in it."""
    resources = resources.get_object() if resources is not None else None
    if not isinstance(resources, dict) or id(resources) in seen:
        return 0, 0
    seen.add(id(resources))
    fonts = sum(_size(font, 4) // _BYTES + 50 for font in _named(resources, "/Font"))
    forms = 0
    for form in _named(resources, "/XObject"):
        if form.get("/Subtype") == "/Form":
            own, inner = _costs(form.get("/Resources"), seen)
            forms = max(forms, own + _bytes(form) // _BYTES, inner)
    return fonts, forms


def _named(resources: Any, kind: str) -> list[Any]:
    """The fonts, or the forms and pictures, that a page or form may use."""
    found = resources.get(kind)
    found = found.get_object() if found is not None else None
    members = [one.get_object() for one in found.values()] if isinstance(found, dict) else []
    return [one for one in members if isinstance(one, dict)]


def _bytes(content: Any) -> int:
    """How many bytes a piece of content has, or all the pieces of a list."""
    content = content.get_object() if content is not None else []
    if isinstance(content, list):
        return sum(_bytes(one) for one in content)
    return len(content.get_data()) if hasattr(content, "get_data") else 0


def _size(value: Any, depth: int) -> int:
    """How much a font's description holds: the bytes of its tables, and two for each member of its lists."""
    value = value.get_object() if hasattr(value, "get_object") else value
    if depth == 0 or not isinstance(value, (dict, list)):
        return 2
    if hasattr(value, "get_data"):
        return len(value.get_data())
    members = [value[key] for key in value if key not in _UNREAD] if isinstance(value, dict) else value
    return 2 + sum(_size(one, depth - 1) for one in members)
