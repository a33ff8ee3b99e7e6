"""Builds the text that a reader sees and its blocks side by side, for formats that have markup."""

from __future__ import annotations

from generator.formats.errors import MAX_DEPTH
from generator.model import Block, BlockKind

_SPACES = frozenset("\t\r\f\v")
_AS_SPACE = str.maketrans(dict.fromkeys("\t\r\f\v", " "))

BULLET = "•"
CELL = " | "
NO_WORDS = "–"
"""What stands in a table where a cell is empty, so that the cells beside it keep their columns."""


class Builder:
    """Takes blocks in the order of reading. Blocks are set apart by a blank line, items of a list by a line's end."""

    def __init__(self) -> None:
        self._parts: list[str] = []
        self._length = 0
        self.blocks: list[Block] = []

    def add(self, kind: BlockKind, content: str, *, level: int = 0, depth: int = 0, marker: str = "") -> None:
        """Add a block; without words it is left out. ``marker`` is written before an item's content."""
        content = tidy(content)
        if not any(map(str.isalnum, content)):
            return
        depth = min(depth, MAX_DEPTH)
        if self.blocks:
            listed = kind == "item" and (self.blocks[-1].kind == "item" or self.blocks[-1].depth)
            self._write("\n" if listed else "\n\n")
        if depth > 1:
            self._write("  " * min(depth - 1, 8))
        start = self._length
        self._write(f"{marker} {content}" if marker else content)
        self.blocks.append(Block(kind, start, self._length, level=level, depth=depth, marker=marker))

    def _write(self, piece: str) -> None:
        self._parts.append(piece)
        self._length += len(piece)

    def done(self) -> tuple[str, tuple[Block, ...]]:
        """The text and its blocks."""
        return "".join(self._parts), tuple(self.blocks)


def tidy(content: str) -> str:
    """White space as a reader sees it: one space between words, one line's end where a line was broken."""
    if not _SPACES.isdisjoint(content):
        content = content.translate(_AS_SPACE)
    lines = (" ".join(filter(None, line.split(" "))) for line in content.split("\n"))
    return "\n".join(filter(None, lines)).strip(" \n\xa0\u200b")


def number_marker(value: int, form: str = "1") -> str:
    """The marker of an ordered list's item in one of HTML's list types: 1, a, A, i or I."""
    if form in ("a", "A") and value > 0:
        letters = ""
        while value:
            value, digit = divmod(value - 1, 26)
            letters = chr(ord(form) + digit) + letters
        return f"{letters}."
    if form in ("i", "I") and 0 < value < 4000:
        return f"{_roman(value) if form == 'I' else _roman(value).lower()}."
    return f"{value}."


def _roman(value: int) -> str:
    written = ""
    for worth, letters in _ROMAN:
        count, value = divmod(value, worth)
        written += letters * count
    return written


_ROMAN = (
    (1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"), (50, "L"), (40, "XL"),
    (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"),
)  # fmt: skip
