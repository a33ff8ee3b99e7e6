"""Laws of what the GDPR asks a notice to tell: each point is found with its quote, or not found by us."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest
from builders.repository import put, tiny
from builders.values import policy, practice, quiet, seller, site
from test_render import page

from generator.catalogue import NoticePoint
from generator.gathering import gate
from generator.model import Site
from generator.outputs import api, matrix
from generator.pages.render import render
from generator.pages.views import view_policies
from generator.problems import errors

POINTS = (
    NoticePoint("sale", "13(9)", "Whether it sells", ("sells", "other")),
    NoticePoint("oak", "14(9)", "The oak", ("other",)),
)


def world() -> Site:
    """A seller, a policy that is silent, and one that nobody has read."""
    german = replace(policy("Wir.", id="de", name="De"), analysed=False)
    made = site(seller(), quiet(), german, practices=(practice(),))
    return replace(made, catalogue=replace(made.catalogue, points=POINTS))


def test_a_point_is_found_where_one_of_its_practices_is_answered() -> None:
    """A service's page shows the answer with its quote, and says of the others that we did not find them."""
    shown = page(world()).css_first("#sp-gdpr ~ .sp-silence")
    words = " ".join(shown.text().split()) if shown else ""
    assert "1 of 2 points" in words
    assert "Whether it sells 13(9) Yes sells We sell your data to anyone." in words
    assert "The oak 14(9) Not found by us" in words
    assert "neither a breach nor legal advice" in words


def test_the_page_counts_only_policies_that_were_read() -> None:
    """Who was not read is named and counted nowhere; who is silent is among those in which we did not find it."""
    words = " ".join(page(world(), "gdpr.md").text().split())
    assert "Whether it sells Article 13(9)" in words
    assert "Found in 1 of 2 policies. Not found by us in 1" in words
    assert "Still 0 of 2 points found. Not found by us: whether it sells; the oak." in words
    assert "De Not analysed" in words


def test_without_points_there_is_no_page_and_no_part() -> None:
    """A site that has no gdpr.yml says nothing of that law."""
    made = site(seller(), practices=(practice(),))
    assert "gdpr.md" not in {each.path for each in render(made, view_policies(made))}
    assert page(made).css_first("#sp-gdpr") is None


def test_the_data_name_the_answers_of_each_point() -> None:
    """Another program reads the points, and of each service the practices that tell them; none for who was not read."""
    files = {file.path: file.data for file in matrix.pages(world(), view_policies(world()))}
    data = json.loads(files["matrix.json"])
    assert [point["id"] for point in data["gdpr"]] == ["sale", "oak"]
    assert {service["id"]: service["gdpr"] for service in data["services"]} == {
        "example": {"sale": ["sells"], "oak": []},
        "still": {"sale": [], "oak": []},
        "de": {},
    }


def test_a_services_file_tells_each_point() -> None:
    """Found with the words that it rests on and where they stand, or not found by us; no point for who was not read."""
    made = world()
    maker = api.maker(made, view_policies(made), {}, "", 0)
    points = {view.id: json.loads(maker.service_file(view).data)["result"]["gdpr"] for view in maker.views}
    found, missed = points["example"]
    (answer,) = found["answers"]
    assert (found["id"], found["article"], found["asks"], found["practices"], found["found"]) == (
        *("sale", "13(9)", "Whether it sells", ["sells", "other"]),
        True,
    )
    assert (answer["practice"], answer["outcome"], answer["answer"]) == ("sells", "present", "Yes sells")
    assert answer["quote"] == "We sell your data to anyone."
    assert answer["uri"].startswith("../../../services/example.html#")
    assert (missed["id"], missed["found"], missed["answers"]) == ("oak", False, [])
    assert [one["found"] for one in points["still"]] == [False, False]
    assert points["de"] == []


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("- {id: b, article: '13', asks: X, practices: [sels-data]}", "unknown-practice"),
        ("- {id: a, article: '13', asks: X, practices: [sells-data]}", "gdpr-point"),
        ("- {id: b, article: '13', asks: X, practices: []}", "wrong-value"),
        ("- {id: b, asks: X, practices: [sells-data]}", "missing-field"),
    ],
)
def test_each_point_names_practices_that_are_there(tmp_path: Path, line: str, told: str) -> None:
    """A practice that is gone, and an id that is there twice, are mistakes with a place."""
    root = tiny(tmp_path)
    first = "- {id: a, article: '13', asks: X, practices: [sells-data]}\n"
    put(root, "site_config/gdpr.yml", first)
    assert errors(gate(root)[1]) == ()
    put(root, "site_config/gdpr.yml", first + line + "\n")
    assert [(p.place.line, p.check) for p in errors(gate(root)[1])] == [(2, told)]
