"""Counts what a font of a PDF costs to read: what pypdf makes of its tables, and not what they take in the file.

A range in a table stands for all its codes, and a code for all the letters that it shows.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Final

_FONT: Final = 50
"""Steps for a font without tables. A step is about 15 microseconds; with a font's tables ..."""
_BYTES: Final = 12
"""... so many bytes of a table that are read, ..."""
_MEMBERS: Final = 6
"""... or so many members of a list, ..."""
_CODES: Final = 6
"""... or so many codes that a range stands for. Each takes 200 bytes of memory, so a million are enough for a page."""
_HASHED: Final = 5_000
"""... or so many bytes of a drawn font, of which pypdf looks at the beginning and takes the hash."""
_MOST: Final = 100_000
"""Codes after which pypdf itself refuses a table."""
_LONG_NAME: Final = 32
"""Longer than the names of letters: pypdf shows the name of a letter that it does not know."""


@dataclass(frozen=True, slots=True)
class FontCost:
    """Steps to read a font, each time that it is named; the bytes that are unpacked; and the letters of a code."""

    steps: int
    unpacked: int
    widest: int


def cost_of_font(font: Any) -> FontCost:
    """What it costs to read a font, of which nothing is read here but what pypdf reads."""
    table = _data(font.get("/ToUnicode"))
    drawn = b"" if table or font.get("/Subtype") != "/Type1" else _drawn(font)
    encoding = _object(font.get("/Encoding"))
    differences = _list(encoding.get("/Differences")) if isinstance(encoding, dict) else []
    drawings = _object(font.get("/CharProcs"))
    members = len(differences) + len(_list(font.get("/Widths"))) + (len(drawings) if isinstance(drawings, dict) else 0)
    codes = drawn.count(b"dup")
    for below in _list(font.get("/DescendantFonts")):
        widths = _list(_get(below, "/W"))
        members += 1 + len(widths)
        codes += sum(_codes_of_widths(widths))
        if members + codes > 2 * _MOST:
            return FontCost(10 * _MOST, 0, 1)  # ten thousand lists of ten thousand may be named: more than is left
    lines = list(_mapped(table))
    codes += sum(_codes_of_line(line) for line, is_range in lines if is_range)
    steps = _FONT + len(table) // _BYTES + members // _MEMBERS + codes // _CODES + len(drawn) // _HASHED
    letters = max((len(word) // 4 for line, _ in lines for word in line.split()), default=1)
    names = max((len(name) for name in differences if isinstance(name, str)), default=1)
    return FontCost(steps, len(table) + len(drawn), max(letters, names if names > _LONG_NAME else 1, 1))


def _mapped(table: bytes) -> Iterator[tuple[bytes, bool]]:
    """The lines of a font's table that map codes, and whether to ranges.

    As pypdf reads it: codes with brackets or without, and with spaces within them.
    """
    for mark in (b"beginbfrange", b"endbfrange", b"beginbfchar", b"endbfchar"):
        table = table.replace(mark, b"\n%s\n" % mark)
    words = []
    for piece in table.split(b"<"):
        code, bracket, rest = piece.partition(b">")
        words.append(code.replace(b" ", b"") + b" " + rest if bracket else piece)
    ranges = codes = False
    for line in b" ".join(words).replace(b"[", b" [ ").replace(b"]", b" ]\n ").replace(b"\r", b"\n").split(b"\n"):
        if b"bfrange" in line:
            ranges = b"begin" in line
        elif b"bfchar" in line:
            codes = b"begin" in line
        elif ranges or codes:
            yield line, ranges


def _codes_of_line(line: bytes) -> int:
    """How many codes a line stands for, where it is a range: its first, its last and what the first one shows."""
    words = line.split(None, 3)
    if len(words) < 3 or words[2] == b"[":
        return 0
    try:
        first, last = int(words[0], 16), int(words[1], 16)
    except ValueError:
        return 0
    return min(max(0, last - first + 1), _MOST)


def _codes_of_widths(widths: list[Any]) -> Iterator[int]:
    """How many codes each part of a list of widths stands for: a first one and a list, or a first, a last and a width.

    Anything else is passed over.
    """
    at = 0
    while at + 1 < len(widths):
        first, last = _object(widths[at]), _object(widths[at + 1])
        if not isinstance(first, (int, float)):
            at += 1
        elif isinstance(last, list):
            yield len(last)
            at += 2
        elif isinstance(last, (int, float)):
            yield min(max(0, int(last) - int(first) + 1), _MOST)
            at += 3
        else:
            at += 1


def _drawn(font: Any) -> bytes:
    """The drawn letters of a font without table, in which pypdf looks for the names of its codes."""
    description = _object(font.get("/FontDescriptor"))
    return _data(_get(description, "/FontFile")) or _data(_get(description, "/FontFile3"))


def _object(value: Any) -> Any:
    return value.get_object() if hasattr(value, "get_object") else value


def _get(value: Any, key: str) -> Any:
    value = _object(value)
    return value.get(key) if isinstance(value, dict) else None


def _list(value: Any) -> list[Any]:
    value = _object(value)
    return value if isinstance(value, list) else []


def _data(value: Any) -> bytes:
    value = _object(value)
    return bytes(value.get_data()) if hasattr(value, "get_data") else b""
