"""The lines of a plain text: where each stands, how far it is indented, and what list marker it starts with."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

MarkerKind = Literal["", "bullet", "number", "letter", "roman", "parts", "word", "hash"]

# White space, and characters that show nothing: they are trimmed from a line's ends.
INVISIBLE = "\u2800\u200b\u200c\u200d\u2060\ufeff\u00ad\u200e\u200f"
_TRIM = (
    " \t\n\r\x0b\x0c\x1c\x1d\x1e\x1f\x85\xa0\u1680\u2028\u2029\u202f\u205f\u3000"
    + "".join(map(chr, range(0x2000, 0x200B)))
    + INVISIBLE
)

# Marks that stand before nothing but items; the last six are those of symbol fonts, as PDF and Word files hold them.
_BULLETS = "・•●○▪■□◦‣⁃▸►➢➤✓✔❖◆→➔➜➝➞⇒★☆✦✧♦◊⬤❑❒❏☐☑\uf06e\uf076\uf0a7\uf0b7\uf0d8\uf0fc"

_WIDE = dict(zip("。．！？：；，、", "..!?:;,,", strict=True))

_MARKERS: tuple[tuple[MarkerKind, re.Pattern[str]], ...] = (
    ("hash", re.compile(r"#{1,6}(?=\s)")),
    (
        "bullet",
        # The last three are how Wingdings' bullets are copied.
        re.compile(rf"[{_BULLETS}]|[▶⚫∙‧·](?!\w)|(?:[-*+–—»oO]|->|=>)(?=\s)|[§Øü](?=\s+[A-Za-z])"),
    ),
    (
        "word",
        re.compile(
            r"(?:(?:section|article|part|chapter|clause|annex|appendix|schedule)\s+(?:\d{1,3}(?:\.\d{1,3})*|[ivxlc]{1,7}|[a-z])\b|§+\s?\d{1,3}(?:\.\d{1,3})*)[.):]?",
            re.I,
        ),
    ),
    (
        "parts",
        re.compile(
            r"\(?\d{1,3}(?:\\?\.(?:\d{1,3}|(?:[ivx]{2,5}|[A-Za-z])(?![A-Za-z])))+(?:\\?[.):])?(?=\s|[A-Z“\"])|\d{1,2}[A-Z][.)]?(?=\s)"
        ),
    ),
    ("number", re.compile(r"\(\d{1,3}\)|\d{1,3}(?:\\?[.):])(?!\d)|\d{1,2}(?=\s+[A-Z])")),
    (
        "roman",
        re.compile(
            r"\((?:[ivx]{1,6}|[IVX]{1,6})\)|(?:[ivx]{2,6}|[IVX]{1,6})(?:\\?[.)])(?=\s)|[vx][.)](?=\s)|i[.)](?=\s)"
        ),
    ),
    ("letter", re.compile(r"\([a-zA-Z]\)|[a-zA-Z](?:\\?[.)])(?=\s)|[a-z](?:\\?[.)])(?=[A-Z][a-z])")),
)
_ROMAN = {"i": 1, "v": 5, "x": 10, "l": 50, "c": 100}


@dataclass(frozen=True, slots=True)
class Line:
    """A line with words, trimmed: its offsets, its indent in columns, and whether a blank line stands before it.

    ``marker`` is the list marker or number that it starts with, ``body`` the offset after it. ``ruled`` says that a
    line of ``===`` or ``---`` underlines it. ``quoted`` is the depth of ``>`` marks before it.
    """

    text: str
    start: int
    end: int
    indent: int
    gap: bool
    kind: MarkerKind = ""
    marker: str = ""
    body: int = 0
    ruled: str = ""
    quoted: int = 0

    @property
    def words(self) -> str:
        """The line without its marker."""
        return self.text[self.body - self.start :]

    @property
    def last(self) -> str:
        """The last character; of the marks that Chinese and Japanese write, the one that they stand for."""
        return _WIDE.get(self.text[-1], self.text[-1])

    @property
    def bare(self) -> bool:
        """Whether the marker is a number without a point, which may as well be that of a house."""
        return self.kind == "number" and self.marker[-1].isdigit()


def split_lines(text: str) -> list[Line]:
    """The lines of ``text`` that hold a letter or a digit, in order. Other lines show nothing but rules and gaps."""
    lines: list[Line] = []
    gap, at = True, 0
    for raw in text.splitlines(keepends=True):
        begin, at = at, at + len(raw)
        shown = raw.strip(_TRIM)
        if not any(map(str.isalnum, shown)):
            ruled = _rule(shown)
            if ruled and lines and not gap:
                lines[-1] = _underlined(lines[-1], ruled)
            gap = True
            continue
        lines.append(_line(raw, shown, begin, gap))
        gap = False
    return lines


def _line(raw: str, shown: str, begin: int, gap: bool) -> Line:
    lead = raw.index(shown[0])
    indent = _columns(raw[:lead])
    at = quoted = 0  # a line may begin with thousands of marks: the rest is not copied for each
    while shown[at] == ">":
        inner = at + 1
        while inner < len(shown) and shown[inner] in _TRIM:
            inner += 1
        if inner == len(shown):
            break
        at, quoted = inner, quoted + 1
    shown, lead = shown[at:], lead + at
    start = begin + lead
    kind, marker = find_marker(shown)
    body = start + len(marker)
    while marker and body < start + len(shown) and shown[body - start] in _TRIM:
        body += 1
    return Line(shown, start, start + len(shown), indent, gap, kind, marker, body, quoted=quoted)


def _columns(space: str) -> int:
    return sum(4 if character == "\t" else character not in INVISIBLE for character in space)


def _rule(shown: str) -> str:
    """The character that a line of at least three equal ones draws, or an empty string."""
    return shown[0] if len(shown) >= 3 and len(set(shown)) == 1 and shown[0] in "=-~_*" else ""


def _underlined(line: Line, ruled: str) -> Line:
    return Line(
        line.text, line.start, line.end, line.indent, line.gap, line.kind, line.marker, line.body, ruled, line.quoted
    )


def find_marker(shown: str) -> tuple[MarkerKind, str]:
    """The kind and the text of the marker that a trimmed line starts with; ("", "") without one.

    A marker needs words after it: a line "2018" or "(a)" has none.
    """
    first = shown[0]
    if first.isalpha() and (len(shown) < 3 or (shown[1].isalpha() and first not in "sSaAcCpPiIvVxX")):
        return "", ""  # nearly every line: no marker starts so
    for kind, pattern in _MARKERS:
        found = pattern.match(shown)
        if found:
            rest = shown[found.end() :].strip(_TRIM)
            if rest and (kind != "word" or len(rest) > 1):
                return kind, found.group()
    return "", ""


def value(line: Line) -> int:
    """What a marker counts: 3 for "3." and "(c)", 4 for "iv."; 0 for bullets and lines without marker."""
    core = line.marker.strip("()[].:\\ ").lower()
    if line.kind == "number" and core.isdigit():
        return int(core)
    if line.kind == "letter":
        return ord(core) - ord("a") + 1
    if line.kind == "roman":
        return _roman(core)
    digits = re.findall(r"\d+", core)
    return int(digits[-1]) if digits else 0


def _roman(core: str) -> int:
    values = [_ROMAN.get(character, 0) for character in core]
    return sum(-a if a < b else a for a, b in zip(values, [*values[1:], 0], strict=True))
