"""Refuse lines that nobody can read, in the files that say what detection knows."""

from __future__ import annotations

from typing import Final

from generator.problems import ContributorError, Place, Problem

IDS: Final = {
    "long-line": "No line of a practice, of words.yml or of modifiers.yml has more than 400 characters.",
}
#: The longest line, in characters.
LINE_LIMIT: Final = 400


def refuse_long_lines(text: str, path: str) -> None:
    """Raise ContributorError with every line of a file's text that is too long."""
    problems = [
        Problem(
            Place(path, number, LINE_LIMIT + 1),
            f"a line of {len(line):,} characters, where {LINE_LIMIT} is the limit",
            "Go on in the next line where the pattern has a space, or make two rules of it.",
            "long-line",
        )
        for number, line in enumerate(text.splitlines(), 1)
        if len(line) > LINE_LIMIT
    ]
    if problems:
        raise ContributorError(problems)
