"""Makes the lists of the guides and the JSON Schemas from the code, so that they never fall behind it.

A list stands in a guide between ``<!-- begin NAME -->`` and ``<!-- end NAME -->``; nothing else of it is touched.
``smallprint check`` says when one is behind, and ``smallprint check --fix`` brings all of them up to date.
"""

from __future__ import annotations

import ast
import json
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from importlib import import_module
from pathlib import Path
from typing import Any, Final

from pydantic import BaseModel

from generator.model import Edit
from generator.outputs.corpus_rows import ERRORS, STATES, TABLES
from generator.pipeline import ROOMS
from generator.reading.configuration import load_catalogue
from generator.reading.files import read_bytes
from generator.reading.schema import DisputeEntry, Review, Reviews, ServicePage, SnapshotEntry
from generator.reading.schema_practices import Answers, Examples, PracticeFile, RuleEntry

#: The guides that hold lists, and the schemas, each of the file that it describes.
GUIDES: Final = ("CONTRIBUTING.md", "ARCHITECTURE.md", "content/pages/corpus.md")
SCHEMAS: Final[Mapping[str, type[BaseModel]]] = {
    "generator/schemas/service.schema.json": ServicePage,
    "generator/schemas/reviews.schema.json": Reviews,
    "generator/schemas/practice.schema.json": PracticeFile,
}
#: Bytes of a guide or a schema; no file of ours is near.
MOST: Final = 1_000_000

Commands = Sequence[tuple[str, str]]


def edits(root: Path, commands: Commands) -> tuple[Edit, ...]:
    """What must change for the guides and schemas of this repository to be current; nothing where it has none.

    ``commands`` are the verbs of the command line, each with what it does. Raises ContributorError when the practices
    cannot be read.
    """
    made: list[Edit] = []
    for path in filter(lambda path: (root / path).is_file(), GUIDES):
        before = read_bytes(root, path, MOST)
        made.append(Edit(path, before, _filled(root, before.decode("utf-8"), commands).encode()))
    for path in filter(lambda path: (root / path).is_file(), SCHEMAS):
        made.append(Edit(path, read_bytes(root, path, MOST), json_schema(SCHEMAS[path]).encode()))
    return tuple(edit for edit in made if edit.before != edit.after)


def _filled(root: Path, text: str, commands: Commands) -> str:
    """The guide with every list between its marks made anew. Raises KeyError for a list that there is not."""

    def made(mark: re.Match[str]) -> str:
        lines = _commands(commands) if mark[1] == "commands" else _LISTS[mark[1]](root)
        body = "\n".join(lines)
        return f"<!-- begin {mark[1]} -->\n\n{body}\n\n<!-- end {mark[1]} -->"

    return re.sub(r"<!-- begin ([a-z-]+) -->\n.*?<!-- end \1 -->", made, text, flags=re.S)


def json_schema(model: type[BaseModel]) -> str:
    """The JSON Schema of a contributed file, as the text of its file."""
    schema = _plain(model.model_json_schema())
    schema = {"$schema": "https://json-schema.org/draft/2020-12/schema", **schema}
    return json.dumps(schema, indent=2, ensure_ascii=False) + "\n"


def _plain(schema: Any) -> Any:
    """The schema without Python's names, and without null: an optional field is left out, never empty."""
    if isinstance(schema, list):
        return [_plain(one) for one in schema]
    if not isinstance(schema, dict):
        return schema
    kept = {key: value for key, value in schema.items() if not (key == "title" and isinstance(value, str))}
    if kept.get("default", "") is None:
        del kept["default"]
    choices = [one for one in kept.get("anyOf", ()) if one != {"type": "null"}]
    if len(choices) == 1:
        del kept["anyOf"]
        kept = {**choices[0], **kept}
    elif choices:
        kept["anyOf"] = choices
    return {key: _plain(value) for key, value in kept.items()}


def _fields(*models: tuple[type[BaseModel], str]) -> Iterator[str]:
    """A table of the fields of some models, each with what its names stand below."""
    yield "| Field | What to write | Needed |"
    yield "| --- | --- | --- |"
    for model, above in models:
        for name, field in model.model_fields.items():
            yield f"| {above}`{name}` | {_cell(field.description or '')} | {'yes' if field.is_required() else ''} |"


def _practices(root: Path) -> Iterator[str]:
    """A table of the practices by category."""
    catalogue = load_catalogue(root)
    labels = {category.id: category.label for category in catalogue.categories}
    yield "| Practice | What it asks | Topic |"
    yield "| --- | --- | --- |"
    for practice in catalogue.practices:
        link = f"[`{practice.id}`]({practice.place.path})"
        yield f"| {link} | {_cell(practice.question)} | {_cell(labels[practice.category])} |"


def check_ids() -> dict[str, str]:
    """The id of every check with what it holds, as the modules declare them in ``IDS``, room by room."""
    package = Path(__file__).resolve().parent.parent
    ids: dict[str, str] = {}
    for path in (path for room in ROOMS for path in sorted((package / room).glob("*.py"))):
        if "\nIDS: Final = {" in path.read_text(encoding="utf-8"):  # only these are loaded: some take their time
            name = ".".join(path.relative_to(package.parent).with_suffix("").parts)
            ids |= import_module(name.removesuffix(".__init__")).IDS
    return ids


def _checks(_root: Path) -> Iterator[str]:
    yield "| Check | What it holds |"
    yield "| --- | --- |"
    yield from (f"| `{id}` | {_cell(law)} |" for id, law in check_ids().items())


def _commands(commands: Commands) -> Iterator[str]:
    yield "| Command | What it does |"
    yield "| --- | --- |"
    yield from (f"| `smallprint {name}` | {_cell(said)} |" for name, said in commands)


def _rooms(root: Path) -> Iterator[str]:
    """Every folder of the package with its modules, each with the first sentence of its docstring."""
    package = root / "generator"
    yield from _table("The package", package.glob("*.py"), package)
    for room in ROOMS:
        yield ""
        yield from _table(
            f"`{room}/`: {_first_sentence(package / room / '__init__.py')}", (package / room).glob("*.py"), package
        )


def _table(title: str, paths: Iterable[Path], package: Path) -> Iterator[str]:
    yield f"| {_cell(title)} | |"
    yield "| --- | --- |"
    for path in sorted(path for path in paths if path.stem != "__init__"):
        short = path.relative_to(package).as_posix()
        yield f"| [`{short}`](generator/{short}) | {_cell(_first_sentence(path))} |"


def _first_sentence(path: Path) -> str:
    return (ast.get_docstring(ast.parse(path.read_text(encoding="utf-8"))) or "").split("\n\n")[0]


def _cell(text: str) -> str:
    text = re.sub(r":mod:`generator\.([\w.]+)`", r"`\1`", text)
    return " ".join(text.split()).replace("|", "\\|").replace("``", "`")


def _columns(table: str) -> Iterator[str]:
    """A table of the columns of a table of a corpus."""
    yield "| Column | Type | What it means |"
    yield "| --- | --- | --- |"
    yield from (f"| `{one.name}` | {one.type} | {_cell(one.meaning)} |" for one in TABLES[table])


def _states() -> Iterator[str]:
    """A table of what a document of a corpus can be, and of the errors that are no check's."""
    yield "| State, or error | What it means |"
    yield "| --- | --- |"
    yield from (f"| `{name}` | {_cell(said)} |" for name, said in STATES.items())
    yield from (f"| `error`: `{name}` | {_cell(said)} |" for name, said in ERRORS.items())


_LISTS: Final[Mapping[str, Callable[[Path], Iterator[str]]]] = {
    "service-fields": lambda _root: _fields((ServicePage, ""), (SnapshotEntry, "in `snapshots`: ")),
    "review-fields": lambda _root: _fields((Review, ""), (DisputeEntry, "in `disputed`: ")),
    "practice-fields": lambda _root: _fields(
        (PracticeFile, ""), (Answers, "in `answers`: "), (RuleEntry, "in a rule: "), (Examples, "in `examples`: ")
    ),
    "practices": _practices,
    "corpus-policies": lambda _root: _columns("policies"),
    "corpus-findings": lambda _root: _columns("findings"),
    "corpus-states": lambda _root: _states(),
    "checks": _checks,
    "rooms": _rooms,
}
