"""Say what PyYAML complains of in words for people who know no YAML, each with one thing to do."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

_QUOTES: Final = "Put the whole value in single quotes, and write a single quote inside it twice."
_COLON: Final = "Write `field: value` on each line, with a space behind the colon."
_FIRST: Final = "a value may not begin with `*`, `&` or `!`"
#: A piece of what PyYAML says, a piece of what stands before the mistake in its line (with a > before it where the line
#: is indented further than the one above), and how it is told here. The first that fits counts.
_EXPLAINED: Final = (
    (r"escape (?:sequence|character)|unknown escape", "", "a backslash in double quotes starts an escape", _QUOTES),
    (r"while scanning a quoted", "", "a quoted value is not closed", "Write the closing quote behind the value."),
    (r"mapping values are not allowed", r": ", "a second `: ` in one line", _QUOTES),
    (r"mapping values are not allowed", r"^>", "this line is indented further than the one above it",
     "Begin it where that one begins; if it is a part of its value, put the whole value in single quotes."),
    (r"mapping values are not allowed", "", "the line above this one has no colon", _COLON),
    (r"'\\t'", "", "a tab stands where only spaces may", "Indent with spaces."),
    (r"cannot start any token", "", "a value may not begin with this character", _QUOTES),
    (r"could not find expected ':'", "", "this line has no colon", _COLON),
    (r"undefined alias|alphabetic or numeric", "", _FIRST, _QUOTES),
    (r"(?:tag|anchor|directive)", "", "a value may not begin with `*`, `&`, `!` or `%`", _QUOTES),
    (r"(?:sequence entries|mapping keys) are not allowed", "", "a value may not begin with `- ` or `? `", _QUOTES),
    (r"block scalar", "", "behind `|` or `>` stands more on the line", "Write the text on the lines below, indented."),
    (r"block end", r": +[*&!]", _FIRST, _QUOTES),
    (r"block end", r"[\"'}\]] *$", "something stands behind a closed quote or bracket", _QUOTES),
    (r"block (?:mapping|collection|sequence)|block end", "", "the indentation does not fit the lines around it",
     "Indent lines that belong together alike."),
    (r"flow (?:mapping|sequence)", "", "a `[` or `{` is not closed, or a comma is missing", _QUOTES),
    (r"expected the node content", "", "a value is missing, or begins with a character that needs quotes", _QUOTES),
    (r"document start", "", "text after the fields", _COLON),
)  # fmt: skip


def explained(said: str, lines: Sequence[str], column: int) -> tuple[str, str]:
    """Say what is wrong and what to do, from PyYAML's words for a mistake in the last line, at the column."""
    *above, line = lines
    last = next((one for one in reversed(above) if one.strip() and not one.lstrip().startswith("#")), line)
    deeper = len(line) - len(line.lstrip()) > len(last) - len(last.lstrip())
    before = f"{'>' if deeper else ''}{line[:column]}"
    for cue, start, message, remedy in _EXPLAINED:
        if re.search(cue, said) and re.search(start, before):
            return message, remedy
    return f"not YAML: {said.strip()}", "Compare with a file that works."


def unexplained(error: Exception) -> tuple[str, str]:
    """Return what is wrong and what to do, of any other exception that PyYAML ends with."""
    if isinstance(error, OverflowError) or "chr()" in str(error):  # of "\\U00110000", which PyYAML does not guard
        return "an escape in double quotes names no character", "Write the character itself, or use single quotes."
    return f"what stands here cannot be read as YAML ({type(error).__name__})", "Compare with a file that works."
