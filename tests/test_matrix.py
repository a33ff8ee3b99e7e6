"""Laws of the matrix as files: what a spreadsheet and a program read is what the pages say."""

from __future__ import annotations

import csv
import io
import json
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from builders.values import judged, policy, practice, quiet, seller, site
from test_render import DATED, NEVER, SELLS, ids, page

from generator.contributed import Correction
from generator.model import Site, Verdict
from generator.outputs import matrix
from generator.pages.views import view_policies
from generator.problems import Place


def files(world: Site) -> tuple[list[list[str]], dict[str, Any]]:
    """The rows of the CSV, and the JSON."""
    made = {file.path: file.data for file in matrix.pages(world, view_policies(world))}
    rows = list(csv.reader(io.StringIO(made["matrix.csv"].decode("utf-8"), newline="")))
    return rows, json.loads(made["matrix.json"])


def test_the_table_has_a_row_a_service_and_a_column_a_practice() -> None:
    """Each cell is an outcome; what is not known is empty, who was not analysed is not silent."""
    german = replace(policy("Wir.", id="de", name="De"), analysed=False)
    rows, _ = files(site(german, seller(), quiet(), practices=(practice(),)))
    assert rows == [
        ["service", "name", "language", "captured", "dated", "sells"],
        ["de", "De", "en", "", "", "not analysed"],
        ["example", "Example", "en", "", "", "present"],
        ["still", "Still", "en", "", "", "silent"],
    ]


@pytest.mark.parametrize("name", ["=1+1", "+1", "-1", "@cmd", "\t=1+1"])
def test_no_name_becomes_a_formula(name: str) -> None:
    """A spreadsheet reads a service's name as text, whatever it begins with."""
    rows, _ = files(site(quiet(name=name), practices=(practice(),)))
    assert rows[1][1] == f"'{name.strip()}"


def test_a_name_with_quotes_and_commas_stays_one_cell() -> None:
    """What CSV uses as marks is escaped."""
    rows, _ = files(site(quiet(name='A "B", C'), practices=(practice(),)))
    assert rows[1][1] == 'A "B", C'


def test_evidence_leads_to_its_clause() -> None:
    """Each answer has its quotes, verbatim, both sides of an unclear one, and each leads to an id of the page."""
    made = judged(DATED, Verdict("sells", "unclear", "detected", (SELLS, NEVER)))
    world = site(made, practices=(practice(),))
    _, data = files(world)
    (service,) = data["services"]
    answer = service["answers"]["sells"]
    assert (answer["outcome"], answer["basis"], answer["tone"], answer["answer"]) == (
        "unclear",
        "detected",
        "unclear",
        "Unclear sells",
    )
    assert [one["outcome"] for one in answer["evidence"]] == ["present", "absent"]
    for one in answer["evidence"]:
        assert one["quote"] in made.document.text
        path, _, anchor = one["link"].partition("#")
        assert path == service["link"]
        assert anchor in ids(page(world))


def test_silence_has_no_evidence_unless_a_person_said_so() -> None:
    """A silent answer is only that; what a person decided keeps its basis."""
    _, data = files(site(quiet(), practices=(practice(),)))
    assert data["services"][0]["answers"] == {"sells": {"outcome": "silent"}}
    decided = Verdict(
        "sells",
        "silent",
        "reviewed",
        (),
        Correction("sells", "silent", "Nothing of note.", "b", "Ada", date(2020, 1, 2), Place("x")),
    )
    _, data = files(site(judged(policy("Nothing of note."), decided), practices=(practice(),)))
    assert data["services"][0]["answers"]["sells"]["basis"] == "reviewed"


def test_the_json_names_its_version_and_its_practices() -> None:
    """A program can tell which form it reads, and what each id asks."""
    _, data = files(site(seller(), practices=(practice(),)))
    assert data["version"] == matrix.VERSION
    assert data["practices"][0]["question"] == "Does it sells?"
    assert data["practices"][0]["link"] == "practices/sells.html"
