"""Read the lists of other vocabularies of privacy: site_config/vocabularies, a file of plain lines for each.

``name: Data Privacy Vocabulary`` and ``address: https://...`` stand first, then an empty line, then a term a line.
Where terms have addresses of their own, ``prefix: dpv https://w3id.org/dpv#`` says what their beginnings are short for.
"""

from __future__ import annotations

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
_PREFIX: Final = "prefix"
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
    end = lines.index("") if "" in lines else len(lines)
    head = [_field(line) for line in lines[:end]]
    told = dict(head)
    problems = [
        Problem(Place(path, number), f"{shown(line)} is none of {one_of((*_FIELDS, _PREFIX))}", _remedy(), "vocabulary")
        for number, (line, (field, _)) in enumerate(zip(lines, head, strict=False), 1)
        if field not in (*_FIELDS, _PREFIX)
    ]
    problems += [
        Problem(Place(path), f"`{field}` is missing", _remedy(), "vocabulary")
        for field in _FIELDS
        if not told.get(field)
    ]
    prefixes = tuple((one, address.strip()) for one, _, address in (v.partition(" ") for f, v in head if f == _PREFIX))
    problems += [
        Problem(Place(path, number), "this is no address of the web", "Begin it with https://.", "vocabulary")
        for number, (field, value) in enumerate(head, 1)
        if (field == "address" and value and not value.startswith("https://"))
        or (field == _PREFIX and not value.partition(" ")[2].strip().startswith("https://"))
    ]
    terms = tuple(line.strip() for line in lines[end + 1 :] if line.strip())
    if not terms or len(terms) > _MOST:
        problems.append(Problem(Place(path), f"it has {len(terms):,} terms", f"Give 1 to {_MOST:,}.", "vocabulary"))
    return problems or Vocabulary(id, told["name"], told["address"], terms, prefixes)


def _field(line: str) -> tuple[str, str]:
    field, _, value = line.partition(":")
    return field.strip(), value.strip()


def _remedy() -> str:
    return "Begin the file with `name: ...` and `address: https://...`, an empty line, and a term a line."
