from __future__ import annotations

import json
from itertools import pairwise
from pathlib import Path

import jsonschema
import pytest
from builders.repository import FIXTURE

from generator.analysis.nearest import Nearest
from generator.analysis.policy import Tools, load_tools
from generator.commands.loose import loose_files, read_loose
from generator.comparison.links import link
from generator.outputs.jsonl import inspected, linked

SCHEMAS = Path(__file__).resolve().parent.parent / "generator" / "schemas"


@pytest.fixture(scope="module")
def tools() -> Tools:
    """The practices of the invented site."""
    return load_tools(FIXTURE)


@pytest.fixture
def loose(tmp_path: Path) -> Path:
    """Loose files: the invented policies in folders of their own, and some that are none."""
    for number, path in enumerate(sorted((FIXTURE / "content" / "policies").glob("*/[0-9u]*"))):
        (tmp_path / str(number % 2)).mkdir(exist_ok=True)
        (tmp_path / str(number % 2) / path.name).write_bytes(path.read_bytes())
    (tmp_path / "empty.txt").write_bytes(b" \n")
    (tmp_path / "notes.other").write_bytes(b"not a policy")
    return tmp_path


def objects(folder: Path, tools: Tools, *, explain: bool = False) -> list[dict[str, object]]:
    """What ``inspect`` says of the folder."""
    nearest = Nearest(tools.practices) if explain else None
    return [inspected(*each, nearest) for each in read_loose(folder, tools)]


def schema(name: str) -> jsonschema.Draft202012Validator:
    """One of the documented schemas, which must itself be one."""
    written = json.loads((SCHEMAS / f"{name}.schema.json").read_text(encoding="utf-8"))
    jsonschema.Draft202012Validator.check_schema(written)
    return jsonschema.Draft202012Validator(written)


@pytest.mark.parametrize("explain", [False, True])
def test_what_inspect_says_is_as_documented(loose: Path, tools: Tools, explain: bool) -> None:
    """Every object is valid by the schema in the repository, also after a way through JSON."""
    told = objects(loose, tools, explain=explain)
    assert len(told) == len(loose_files(loose)) == 7
    for each in told:
        schema("inspect").validate(json.loads(json.dumps(each)))
        assert all(("rule" in finding) == explain for finding in each.get("findings", ()))  # type: ignore[attr-defined]


def test_every_offset_addresses_the_text(loose: Path, tools: Tools) -> None:
    """Clauses and quotes are slices of the text; headings and clauses are in order and hold every word."""
    for each in objects(loose, tools):
        if "error" in each:
            continue
        text = each["text"]
        assert isinstance(text, str)
        spans = sorted((part["start"], part["end"]) for part in [*each["sections"], *each["clauses"]])  # type: ignore[misc]
        assert all(before[1] <= after[0] for before, after in pairwise(spans))
        outside = "".join(
            text[a:b] for a, b in zip([0, *(s[1] for s in spans)], [*(s[0] for s in spans), len(text)], strict=True)
        )
        assert not any(char.isalnum() for char in outside)
        assert all(text[c["start"] : c["end"]] == c["text"] for c in each["clauses"])  # type: ignore[attr-defined]
        assert all(text[f["start"] : f["end"]] == f["quote"] for f in each["findings"])  # type: ignore[attr-defined]


def test_silence_is_left_out(loose: Path, tools: Tools) -> None:
    """A practice that a policy does not speak of has no verdict, and one that it speaks of has."""
    verdicts = {str(each["path"]): each.get("verdicts") for each in objects(loose, tools)}
    assert verdicts["0/2021-03-04.txt"] == {
        "sells-data": "absent",
        "uses-cookies": "present",
        "collects-place": "absent",
        "deletes-on-request": "present",
        "says-how-long": "present",
    }
    assert set(verdicts["0/2017-01-02.txt"] or ()) == {"uses-cookies", "sells-data"}


def test_a_file_that_cannot_be_read_does_not_stop_the_others(loose: Path, tools: Tools) -> None:
    """It gives its path and, in words, the reason; the files are told in the order of their paths."""
    told = objects(loose, tools)
    assert [each["path"] for each in told] == sorted(str(each["path"]) for each in told)
    (broken,) = (each for each in told if "error" in each)
    assert broken["path"] == "empty.txt"
    assert "no words" in str(broken["error"])


def test_what_links_says_is_as_documented(loose: Path, tools: Tools) -> None:
    """Links are valid by their schema, join clauses that inspect tells of, never one file with itself, best first."""
    policies = [policy for _, policy, _ in read_loose(loose, tools) if policy]
    told = list(linked(link(policies, tools.configuration.catalogue)))
    known = {(policy.service.id, clause.id) for policy in policies for clause in policy.clauses}
    assert told
    for each in told:
        schema("links").validate(each)
        assert (each["from"]["path"], each["from"]["clause"]) in known
        assert (each["to"]["path"], each["to"]["clause"]) in known
        assert each["from"]["path"] != each["to"]["path"]
    origins = [(each["from"]["path"], each["from"]["clause"]) for each in told]
    runs = [origin for number, origin in enumerate(origins) if origins[number - 1] != origin or not number]
    assert len(runs) == len(set(runs))
    assert max(origins.count(origin) for origin in runs) <= 5
    assert all(a["score"] >= b["score"] for a, b in pairwise(told) if a["from"] == b["from"])


def test_the_documented_examples_are_valid() -> None:
    """What the guide shows is what the schemas allow, and its offsets are right."""
    guide = (SCHEMAS / "README.md").read_text(encoding="utf-8")
    examples = [json.loads(block.partition("```")[0]) for block in guide.split("```json\n")[1:]]
    policy, unreadable, pair = examples
    schema("inspect").validate(policy)
    schema("inspect").validate(unreadable)
    schema("links").validate(pair)
    for part in (*policy["clauses"], *policy["findings"]):
        assert policy["text"][part["start"] : part["end"]] == part.get("quote", part.get("text"))
