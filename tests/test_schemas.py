"""The JSON Schemas are those of the models, and say of contributed files what the strict reader says."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml
from builders.repository import PRACTICE, REVIEWS, SERVICE
from jsonschema import Draft202012Validator

from generator.commands.guides import SCHEMAS, json_schema

ROOT = Path(__file__).resolve().parent.parent
SERVICE_YAML = SERVICE.split("---")[1]
BY_FILE = {"service": SERVICE_YAML, "reviews": REVIEWS, "practice": PRACTICE}


def said(kind: str, text: str) -> list[str]:
    """What an editor would underline: dates are text to it."""
    schema = json.loads((ROOT / f"generator/schemas/{kind}.schema.json").read_text(encoding="utf-8"))

    def plain(value: Any) -> Any:
        if isinstance(value, dict):
            return {key: plain(inner) for key, inner in value.items()}
        if isinstance(value, list):
            return [plain(inner) for inner in value]
        return value.isoformat() if isinstance(value, date) else value

    return [error.message for error in Draft202012Validator(schema).iter_errors(plain(yaml.safe_load(text)))]


@pytest.mark.parametrize("path", SCHEMAS)
def test_a_schema_is_that_of_its_model(path: str) -> None:
    """`smallprint check --fix` makes the schemas; a model that changed without them fails here."""
    assert (ROOT / path).read_text(encoding="utf-8") == json_schema(SCHEMAS[path])
    Draft202012Validator.check_schema(json.loads((ROOT / path).read_text(encoding="utf-8")))


@pytest.mark.parametrize("kind", BY_FILE)
def test_a_good_file_is_good_to_an_editor_too(kind: str) -> None:
    """What passes the strict reader passes the schema."""
    assert said(kind, BY_FILE[kind]) == []


@pytest.mark.parametrize(
    ("kind", "old", "new"),
    [
        ("service", "lang: en", "langauge: en"),
        ("service", "lang: en", "lang: English"),
        ("service", "captured: unknown", "captured: ''"),
        ("service", "source: unknown", "sauce: unknown"),
        ("reviews", "outcome: absent", "outcome: no"),
        ("reviews", "  because: It is only an example.\n", ""),
        ("practice", "tone: concern", "tone: bad"),
        ("practice", "icon: material/cash", "icon: cash"),
    ],
)
def test_a_mistake_is_underlined_while_one_types(kind: str, old: str, new: str) -> None:
    """Unknown fields, missing ones and words that are not allowed are wrong to the schema as well."""
    text = BY_FILE[kind]
    assert text.count(old) == 1
    assert said(kind, text.replace(old, new))


@pytest.mark.parametrize("path", SCHEMAS)
def test_every_field_is_described_and_none_may_be_empty(path: str) -> None:
    """An editor shows the description that the check gives; null is no value anywhere."""
    schema = json.loads((ROOT / path).read_text(encoding="utf-8"))
    assert '"null"' not in json.dumps(schema)
    for model in (schema, *schema["$defs"].values()):
        assert all(field.get("description") for field in model.get("properties", {}).values())
