"""What the reading stage raises when a snapshot cannot be read, and the limits it keeps."""

from __future__ import annotations

MAX_BYTES = 2_000_000
"""Size of a snapshot's file, in bytes. The longest policies that we know of have a tenth of this."""

MAX_TEXT = 500_000
"""Characters of a text as a reader sees it: three times the longest policies. What is packed can hold far more."""

MAX_CLAUSES = 10_000
"""Clauses of one policy."""

MAX_BLOCKS = 20_000
"""Headings, paragraphs, list items and tables of one policy: a clause may hold many short items."""

MAX_CELLS = 50_000
"""Cells of the tables of one policy: each is a sentence."""

MAX_LINES = 60_000
"""Lines with something on them, of a file without markup or with little: each may be a block."""

MAX_TAGS = 100_000
"""Tags of one page, closing ones as well: each becomes an object before the first word is read."""

MAX_DEPTH = 100
"""How deep elements, quotations and lists may stand in one another before their nesting is no longer followed."""


STRUCK = "Text that is struck through was left out: the policy does not say it."
"""The warning of every reader that leaves out such text."""


class Unreadable(Exception):
    """A snapshot cannot be read. ``message`` says what is wrong, ``remedy`` what to do, ``check`` is the check's id.

    ``line`` and ``column`` (from 1) are the place in the file, where there is one.
    """

    def __init__(self, message: str, remedy: str, check: str, line: int = 1, column: int = 1) -> None:
        super().__init__(f"{message} {remedy}")
        self.message = message
        self.remedy = remedy
        self.check = check
        self.line = line
        self.column = column
