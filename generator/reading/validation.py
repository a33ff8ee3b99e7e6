"""Hold what a person wrote against a pydantic model, and say what is wrong in their words, with line and column."""

from __future__ import annotations

import datetime
import re
from collections.abc import Callable, Mapping
from typing import Any, Final, TypeVar, get_args

from pydantic import BaseModel, RootModel, ValidationError

from generator.problems import ContributorError, Place, Problem, Replacement, closest, one_of, shown
from generator.reading.frontmatter import MAX_PROBLEMS
from generator.reading.marked import Marked, Path
from generator.reading.schema import KINDS

IDS: Final = {
    "wrong-value": "Every value is what its field wants: a date, an address, one of the words allowed.",
    "missing-field": "Every field that is needed is there.",
    "unknown-field": "There is no field that nobody reads.",
}

M = TypeVar("M", bound=BaseModel)


def validate(model: type[M], marked: Marked) -> M:
    """Return the file as the model. Raises ContributorError with every mistake at once."""
    try:
        return model.model_validate(marked.data)
    except ValidationError as error:
        found = [
            {**one, "loc": tuple(step for step in one["loc"] if step not in KINDS)}
            for one in error.errors(include_url=False)[:MAX_PROBLEMS]
        ]
        raise ContributorError(
            _problem(model, marked, one) for one in found if not _misspelt(model, one, found)
        ) from None


def _misspelt(model: type[BaseModel], one: Any, found: Any) -> bool:
    """Tell whether a field is missing only because it is there under a name that is nearly its own.

    That is one mistake.
    """
    if one["type"] != "missing":
        return False
    parent = _model_at(model, one["loc"][:-1])
    others = (o["loc"] for o in found if o["type"] == "extra_forbidden" and o["loc"][:-1] == one["loc"][:-1])
    return parent is not None and any(closest(str(o[-1]), parent.model_fields) == one["loc"][-1] for o in others)


def _problem(model: type[BaseModel], marked: Marked, found: Any) -> Problem:
    """Return one of pydantic's errors as a problem."""
    path: Path = tuple(found["loc"])
    parent = _model_at(model, path[:-1])
    kind = found["type"]
    if kind == "missing":
        message, remedy = _missing(parent, str(path[-1]))
        return Problem(marked.place(path[:-1]), message, remedy, "missing-field")
    if kind == "extra_forbidden":
        message, remedy = _unknown(parent, str(path[-1]))
        return Problem(marked.key(path), message, remedy, "unknown-field", fix=_renamed(parent, marked, path))
    described = _description(parent, path)
    tell: Callable[..., tuple[str, str]] = _TOLD.get(kind, _told_otherwise)
    message, remedy = tell(_name(path), found["input"], described, found)
    place = _value_place(marked, path, found["input"])
    quoted = Replacement(place, _written(found["input"]), f'"{_written(found["input"])}"')
    fix = quoted if kind == "string_type" and type(found["input"]) in _UNQUOTED else None
    return Problem(place, message, remedy, "wrong-value", fix=fix)


def _renamed(parent: type[BaseModel] | None, marked: Marked, path: Path) -> Replacement | None:
    """Return the repair of a misspelt name.

    Certain only where the field that it resembles is missing and must be there.
    """
    name = str(path[-1])
    near = closest(name, parent.model_fields) if parent else None
    if parent is None or near is None or not parent.model_fields[near].is_required():
        return None
    return Replacement(marked.key(path), name, near) if (*path[:-1], near) not in marked.keys else None


def _value_place(marked: Marked, path: Path, value: Any) -> Place:
    """Return where the value starts; the key's place where the value is a list or mapping on the lines below."""
    return marked.key(path) if isinstance(value, (list, dict)) else marked.place(path)


def _missing(parent: type[BaseModel] | None, name: str) -> tuple[str, str]:
    described = _description(parent, (name,))
    return f"the field `{name}` is missing", f"Add a line `{name}: ...`, {described}." if described else "Add it."


def _unknown(parent: type[BaseModel] | None, name: str) -> tuple[str, str]:
    fields = [field.alias or own for own, field in parent.model_fields.items()] if parent else []
    near = closest(name, fields)
    guess = f"Did you mean `{near}`? " if near else ""
    return f"unknown field {shown(name)}", f"{guess}The fields here are {one_of(fields, 'and')}."


def _name(path: Path) -> str:
    """Return what to call the value: its field, or which item of a list it is."""
    if not path:
        return "the file"
    if isinstance(path[-1], int):
        return f"item {path[-1] + 1}" + (f" of `{path[-2]}`" if len(path) > 1 else "")
    return f"`{path[-1]}`"


#: What a value without quotes can be taken for, where text is wanted. Each prints back as it was written.
_UNQUOTED = {bool: "true or false", int: "a number", float: "a number", datetime.date: "a date"}


def _written(value: Any) -> str:
    """Return a plain value as it stands in the file."""
    return str(value).lower() if isinstance(value, bool) else str(value)


def _said(name: str, value: Any) -> str:
    """Return the field with the value that it has: "`lang: English`"."""
    text = _written(value)
    return shown(f"{name[1:-1]}: {text}") if name.startswith("`") else f"{name}, {shown(text)},"


def _told_ours(name: str, value: Any, _described: str, found: Any) -> tuple[str, str]:
    subject = _said(name, value) if str(value).strip() and "\n" not in str(value).strip() else name
    return f"{subject} {found['ctx']['message']}", found["ctx"]["remedy"]


def _told_literal(name: str, value: Any, _described: str, found: Any) -> tuple[str, str]:
    allowed = re.findall(r"'([^']*)'", found["ctx"]["expected"])
    near = closest(str(value), allowed)
    guess = f"Did you mean `{near}`? " if near else ""
    return f"{_said(name, value)} is not one of the words allowed", f"{guess}Write {one_of(allowed)}."


def _told_text(name: str, value: Any, _described: str, _found: Any) -> tuple[str, str]:
    if (kind := _UNQUOTED.get(type(value))) is None:
        return f"{name} must be text, not {'a list' if isinstance(value, list) else 'fields'}", "Write it on one line."
    return f"{_said(name, value)} is {kind}, where text belongs", f'Put it in quotes: "{_written(value)}".'


def _told_list(name: str, _value: Any, described: str, _found: Any) -> tuple[str, str]:
    each = "Begin each item below it" if described else "Begin each entry"
    return f"{name} must be a list", f"{each} with `- `{': ' + described if described else ''}."


def _told_fields(name: str, _value: Any, described: str, _found: Any) -> tuple[str, str]:
    below = f": {described}" if described else ""
    return f"{name} must hold fields", f"Write lines like `field: value` below it, indented alike{below}."


def _told_kind(kind: str) -> Callable[..., tuple[str, str]]:
    def tell(name: str, value: Any, described: str, _found: Any) -> tuple[str, str]:
        return f"{_said(name, value)} is not {kind}", f"Write {described or kind}."

    return tell


def _told_date(name: str, value: Any, described: str, _found: Any) -> tuple[str, str]:
    if not (isinstance(value, str) and re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", value)):
        return f"{_said(name, value)} is not a date", f"Write {described or 'a date'}."
    try:
        datetime.date.fromisoformat(value)
    except ValueError:
        return f"{_said(name, value)} is a day that no calendar has", "Correct the year, the month or the day."
    return f"{_said(name, value)} is text, where a date belongs", "Delete the quotation marks around it."


def _told_bool(name: str, value: Any, _described: str, _found: Any) -> tuple[str, str]:
    return f"{_said(name, value)} is not true or false", "Write true or false."


def _told_length(name: str, value: Any, described: str, found: Any) -> tuple[str, str]:
    context = found["ctx"]
    if "min_length" in context:
        return f"{name} is empty", f"Write {described}."
    limit = context["max_length"]
    return f"{name} has {len(value):,} {'items' if isinstance(value, (list, dict)) else 'characters'}", (
        f"Keep it to at most {limit:,}."
    )


def _told_otherwise(name: str, value: Any, described: str, found: Any) -> tuple[str, str]:
    return f"{_said(name, value)} is not right: {found['msg']}", f"Write {described or 'another value'}."


_TOLD: Mapping[str, Callable[..., tuple[str, str]]] = {
    "ours": _told_ours,
    "literal_error": _told_literal,
    "string_type": _told_text,
    "list_type": _told_list,
    "dict_type": _told_fields,
    "model_type": _told_fields,
    "model_attributes_type": _told_fields,
    "date_type": _told_date,
    "bool_type": _told_bool,
    "int_type": _told_kind("a whole number"),
    "float_type": _told_kind("a number"),
    "greater_than_equal": _told_kind("a number from 0 up"),
    "too_short": _told_length,
    "too_long": _told_length,
    "string_too_long": _told_length,
}


def _model_at(model: type[BaseModel], path: Path) -> type[BaseModel] | None:
    """Return the model of the mapping at the path, None where there is none (a list, or a mapping of free names)."""
    here: Any = model
    for step in path:
        if (inner := _inner(here)) is None:
            return None
        if issubclass(inner, RootModel):
            here = _inside(inner.model_fields["root"].annotation)
        elif isinstance(step, str) and step in inner.model_fields:
            here = inner.model_fields[step].annotation
            continue
        else:
            continue  # an index, or a free name: the annotation's model is its items'
    return _inner(here) if here is not model or not issubclass(model, RootModel) else None


def _inner(annotation: Any) -> type[BaseModel] | None:
    """Return the model inside an annotation: itself, or that of its items."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    return next((found for arg in get_args(annotation) if (found := _inner(arg))), None)


def _inside(annotation: Any) -> Any:
    return _inner(annotation) or annotation


def _description(parent: type[BaseModel] | None, path: Path) -> str:
    """Return what a contributor should write there, from the model; for an item of a list, nothing."""
    name = path[-1] if path else ""
    field = parent.model_fields.get(name) if parent and isinstance(name, str) else None
    return (field.description or "") if field else ""
