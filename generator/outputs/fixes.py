"""Make the repairs that a check is sure of, as edits for ``edits.apply``: nothing is guessed."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from generator.model import Edit
from generator.problems import ContributorError, Problem, Replacement
from generator.reading.files import read_text
from generator.reading.frontmatter import load_page, load_yaml


def fixes(root: Path, problems: Iterable[Problem]) -> tuple[tuple[Edit, ...], tuple[Problem, ...]]:
    """Return an edit for each file that can be repaired, and the problems that the edits repair.

    A file in which the text is not as the check saw it, or that would be no YAML any more, is left alone.
    """
    by_file: dict[str, list[tuple[Problem, Replacement]]] = {}
    for problem in problems:
        if problem.fix is not None:
            by_file.setdefault(problem.fix.place.path, []).append((problem, problem.fix))
    edits: list[Edit] = []
    fixed: list[Problem] = []
    for path, wanted in by_file.items():
        before = read_text(root, path)
        after = _repaired(before, [fix for _problem, fix in wanted])
        if after is not None and _is_readable(after, path):
            edits.append(Edit(path, before.encode(), after.encode()))
            fixed += [problem for problem, _fix in wanted]
    return tuple(edits), tuple(fixed)


def _repaired(text: str, wanted: list[Replacement]) -> str | None:
    """Return the text with the replacements made, from its end to its beginning; None where one does not fit."""
    lines = text.split("\n")
    for fix in sorted(wanted, key=lambda fix: (fix.place.line, fix.place.column), reverse=True):
        number, at = fix.place.line - 1, fix.place.column - 1
        mark = 1 if number == 0 and text.startswith("\ufeff") else 0  # a byte order mark is no column
        line = lines[number]
        end = "\r\n" if line.endswith("\r") else "\n"
        quote = line[at + mark : at + mark + 1] if fix.old and line[at + mark : at + mark + 1] in ("'", '"') else ""
        start = at + mark + len(quote)
        if not line.startswith(fix.old, start):
            return None
        lines[number] = line[:start] + fix.new.replace("\n", end) + line[start + len(fix.old) :]
    return "\n".join(lines)


def _is_readable(text: str, path: str) -> bool:
    try:
        load_page(text, path) if path.endswith(".md") else load_yaml(text, path)
    except ContributorError:
        return False
    return True
