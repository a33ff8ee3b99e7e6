"""Read the lists of other vocabularies of privacy: site_config/vocabularies, a file of plain lines for each.

``name: Data Privacy Vocabulary`` and ``address: https://...`` stand first, then an empty line, then a term a line.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Final

from generator.catalogue import Vocabulary
from generator.problems import ContributorError, Place, Problem, one_of, shown
from generator.reading.files import read_text

IDS: Final = {
    "vocabulary": "A list of another vocabulary has its name, its address, an empty line, and its terms.",
}

VOCABULARIES: Final = "site_config/vocabularies"
_FIELDS: Final = ("name", "address")
_MOST: Final = 20_000


def read_vocabularies(root: Path) -> tuple[Vocabulary, ...]:
    """Give every list, by the names of the files. Raises ContributorError with every mistake."""
    folder = root / VOCABULARIES
    files = sorted(folder.glob("*.txt")) if folder.is_dir() else []
    found = [_read(root, f"{VOCABULARIES}/{path.name}", path.stem) for path in files]
    if problems := [problem for one in found if isinstance(one, list) for problem in one]:
        raise ContributorError(problems)
    return tuple(one for one in found if isinstance(one, Vocabulary))


def _read(root: Path, path: str, id: str) -> Vocabulary | list[Problem]:
    lines = read_text(root, path).splitlines()
    head = lines.index("") if "" in lines else len(lines)
    told = dict(_told(lines[:head]))
    problems = [
        Problem(Place(path, number), f"{shown(line)} is neither of {one_of(_FIELDS, 'and')}", _remedy(), "vocabulary")
        for number, line in enumerate(lines[:head], 1)
        if line.partition(":")[0] not in _FIELDS
    ]
    problems += [
        Problem(Place(path), f"`{field}` is missing", _remedy(), "vocabulary")
        for field in _FIELDS
        if not told.get(field)
    ]
    if not str(told.get("address", "https://")).startswith("https://"):
        problems.append(
            Problem(Place(path), "`address` is no address of the web", "Begin it with https://.", "vocabulary")
        )
    terms = tuple(line.strip() for line in lines[head + 1 :] if line.strip())
    if not terms or len(terms) > _MOST:
        problems.append(Problem(Place(path), f"it has {len(terms):,} terms", f"Give 1 to {_MOST:,}.", "vocabulary"))
    return problems or Vocabulary(id, told["name"], told["address"], terms)


def _told(lines: list[str]) -> Iterator[tuple[str, str]]:
    for line in lines:
        field, _, value = line.partition(":")
        yield field.strip(), value.strip()


def _remedy() -> str:
    return "Begin the file with `name: ...` and `address: https://...`, an empty line, and a term a line."
