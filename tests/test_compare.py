"""Laws of lists that bring policies together: pages of bounded weight, the compare page's data, and its passages."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import pytest
from builders.values import bytes_of, finding, judged, policy, practice, quiet, rendered, seller, site
from hypothesis import given
from hypothesis import strategies as st
from selectolax.lexbor import LexborHTMLParser as Html
from test_render import HOSTILE, ids, page

from generator.model import Finding, Policy, Site, Verdict
from generator.pages import compare, paging
from generator.pages.passages import on_topic
from generator.pages.text import supported
from generator.pages.views import view_policies

SCRIPT = re.compile(rb"smallprintCompare\.(begin|part|cards)\((.*)\);\n", re.DOTALL)
PACKED = re.compile(r'smallprintCompare\.service\(\["([a-z0-9._-]+)","([\u4000-\ubfff]+)"\]\);\n')
LONG = "One word follows another here. " * 30


def scripts(world: Site) -> dict[str, tuple[str, Any]]:
    """Each data file: what it calls, and with what; and each service by its id."""
    found = {}
    for made in compare.pages(world, view_policies(world)):
        if made.path.startswith("assets/compare/services/"):
            for line in made.data.decode("utf-16").splitlines(keepends=True):
                match = PACKED.fullmatch(line)
                assert match, made.path
                data = json.loads(bytes_of(match[2]))
                assert data["id"] == match[1]
                found[f"{made.path}#{match[1]}"] = "service", data
        elif made.path.endswith(".js"):
            match = SCRIPT.fullmatch(made.data)
            assert match, made.path
            found[made.path] = match[1].decode(), json.loads(match[2])
    return found


@given(st.lists(st.integers(0, 300)), st.integers(1, 1000))
def test_a_list_is_cut_without_loss_into_pages_that_are_light(items: list[int], budget: int) -> None:
    """Every item stands on one page, in order; no page is heavier than the budget, unless a single item is."""
    pages = paging.split(items, lambda item: item, budget)
    assert [item for page in pages for item in page] == items
    assert all(pages) or pages == [[]]
    assert all(sum(page) <= budget or len(page) == 1 for page in pages)


@given(st.lists(st.just(10), min_size=1, max_size=200))
def test_the_pages_of_a_list_are_about_equal(items: list[int]) -> None:
    """The last page is no leftover: pages of equal items differ by few."""
    sizes = [len(page) for page in paging.split(items, lambda item: item, 75)]
    assert max(sizes) - min(sizes) <= 1


@pytest.mark.slow
def test_no_page_grows_with_the_number_of_services() -> None:
    """With many services each list goes on to a next page, all services are there once, and every page stays light."""
    practices = tuple(practice(f"asks-{number}") for number in range(20))
    policies = []
    for number in range(300):
        made = policy(
            *(f"We do thing {one} with your data. {LONG}" for one in range(20)), id=f"s{number}", name=f"S {number:03}"
        )
        verdicts = [
            Verdict(one.id, "present", "detected", (finding(made, f"We do thing {at} with", practice=one.id),))
            for at, one in enumerate(practices)
        ]
        policies.append(judged(made, *verdicts))
    pages = {
        made.path: made.data for made in rendered(site(*policies, practices=practices)) if made.path.endswith(".md")
    }
    for path in ("services/index", "matrix", "practices/asks-3", "topics/sharing"):
        parts = sorted(name for name in pages if re.fullmatch(rf"{path}(/\d+)?\.md", name))
        assert len(parts) > 1, path
        html = [Html(pages[name].decode()) for name in parts]
        linked = [re.sub(r".*/", "", a.attributes["href"] or "") for one in html for a in one.css("h3 a, thead th a")]
        assert sorted(linked) == sorted(f"s{number}.html" for number in range(300)), path
        budget = paging.ALONE if path.startswith(("practices", "topics")) else paging.BUDGET
        assert max(len(pages[name]) for name in parts) < budget * 1.1, path
        for name in parts:
            for link in Html(pages[name].decode()).css(".sp-pager a"):
                target = press_join(name, link.attributes["href"] or "")
                assert target in pages, (name, target)
    matrix = pages["matrix.md"].decode()  # on a phone a script takes the pager away: what is read must not move then
    assert matrix.index("</table>") < matrix.index('class="sp-pager"')


def press_join(path: str, href: str) -> str:
    """The generated page that a relative address leads to."""
    folders = path.split("/")[:-1]
    while href.startswith("../"):
        href, folders = href[3:], folders[:-1]
    return "/".join([*folders, href]).replace(".html", ".md")


@pytest.mark.parametrize("evil", [*HOSTILE, "</script><script>alert(1)</script>", "\u2028 \u202e \ud800"])
def test_data_are_calls_with_json_and_nothing_else(evil: str) -> None:
    """Whatever people wrote stays inside a JSON string: ASCII, and no character that could end the script."""
    made = replace(seller(name=f"N {evil}"), sections=())
    asks = practice(
        label=evil, question=evil, answers=tuple((o, f"{o} {evil}") for o in ("present", "absent", "unclear", "silent"))
    )
    world = site(made, quiet(name=evil), practices=(asks,))
    for file in compare.pages(world, view_policies(world)):
        if file.path.startswith("assets/compare/services/"):
            assert all(PACKED.fullmatch(line) for line in file.data.decode("utf-16").splitlines(keepends=True))
        elif file.path.endswith(".js"):
            assert SCRIPT.fullmatch(file.data)
            assert file.data.isascii()
            assert b"<" not in file.data


def test_each_service_has_a_letter_for_each_practice() -> None:
    """The letters stand in the order of the practices; who was not analysed has dashes, never silence."""
    german = replace(policy("Wir.", id="de", name="De"), analysed=False)
    world = site(german, seller(), quiet(), practices=(practice(), practice("keeps")))
    made = scripts(replace(world, catalogue=replace(world.catalogue, practices=(practice(),))))
    index = made["assets/compare/index.js"][1]
    (part,) = [made[f"assets/compare/{name}"][1] for name in index["parts"]]
    assert part == [
        ["de", "De", "-", 0, "", ""],
        ["example", "Example", "p", 0, "", ""],
        ["still", "Still", "s", 0, "", ""],
    ]
    assert [one["id"] for one in index["practices"]] == ["sells"]


def test_answers_are_in_files_of_bounded_size_named_after_their_content(monkeypatch: pytest.MonkeyPatch) -> None:
    """A file holds at most PART services; one that did not change keeps its name."""
    monkeypatch.setattr(compare, "PART", 2)
    world = site(*(quiet(f"s{number}", f"S{number}") for number in range(5)), practices=(practice(),))
    parts = scripts(world)["assets/compare/index.js"][1]["parts"]
    assert [len(scripts(world)[f"assets/compare/{name}"][1]) for name in parts] == [2, 2, 1]
    fewer = scripts(replace(world, policies=world.policies[:3]))["assets/compare/index.js"][1]["parts"]
    assert fewer[0] == parts[0]
    assert fewer[1] != parts[1]


def test_services_share_files_and_their_rows_say_which() -> None:
    """A file holds GROUP services, so that many make few files; each stands in the one that its row names."""
    world = site(
        *(quiet(f"s{number}", f"S{number}") for number in range(2 * compare.GROUP + 1)), practices=(practice(),)
    )
    made = scripts(world)
    (rows,) = (data for call, data in made.values() if call == "part")
    assert {f"assets/compare/services/{row[3]}.js#{row[0]}" for row in rows} == {
        path for path, (call, _) in made.items() if call == "service"
    }
    assert [row[3] for row in rows] == [0] * compare.GROUP + [1] * compare.GROUP + [2]


def test_a_service_file_leads_to_its_page() -> None:
    """Its clauses name anchors of the service's page, its answers have their quote, and silence is left out."""
    world = site(seller(), quiet(), practices=(practice(),))
    data = scripts(world)["assets/compare/services/0.js#example"][1]
    assert data["answers"] == {"sells": ["p", "detected", "We sell your data to anyone.", []]}
    assert {clause[0] for clause in data["clauses"]} <= set(ids(page(world)))
    assert data["clauses"][0][1:] == ["", "", "We sell your data to anyone.", "", ["sells"]]
    assert data["topics"] == {"sharing": [2, [0, 1]]}
    assert scripts(world)["assets/compare/services/0.js#still"][1]["answers"] == {}


def spoken(made: Policy, most: int = 4, length: int = 120) -> Any:
    """What lists show of a policy on the topic of sharing."""
    (view,) = view_policies(site(made, practices=(practice(),)))
    return on_topic(view, supported(view), "sharing", most, length)


def sells(made: Policy, quotes: Sequence[str]) -> Policy:
    """The policy, with these words as evidence that it sells."""
    found: tuple[Finding, ...] = tuple(finding(made, quote) for quote in quotes)
    return judged(made, Verdict("sells", "present", "detected", found))


def test_a_passage_never_cuts_its_evidence() -> None:
    """However long the clause, the quote is whole; what is left out before and after it is marked with an ellipsis."""
    quote = "We never sell your data, except to those who pay for it, and never without telling you first."
    made = sells(policy(f"{LONG}{quote} {LONG}"), [quote])
    (passage,) = spoken(made).passages
    assert passage.quote == quote
    assert passage.before.startswith("… ")
    assert passage.after.endswith(" …")
    assert passage.length < 400


def test_the_telling_clauses_are_shown_in_the_order_of_the_text() -> None:
    """Those that answer a question of the topic stand there; where it is but one, one more with it; the rest counts."""
    little = [f"Clause {n} says little." for n in range(8)]
    one = spoken(sells(policy(*little, "We sell it.", "Clause 9."), ["We sell it."]), most=3)
    assert [passage.anchor for passage in one.passages] == ["privacy-0", "privacy-8"]
    assert (one.total, one.more) == (10, 8)
    said = [f"We sell it {n}." for n in range(5)]
    many = spoken(sells(policy(*little, *said), said), most=3)
    assert [passage.anchor for passage in many.passages] == ["privacy-8", "privacy-9", "privacy-10"]


def test_only_what_answers_a_question_of_the_topic_is_marked() -> None:
    """On a page about one subject, evidence for another is no evidence; its badge still stands below, after the own."""
    made = policy("We sell it. We keep it.")
    keeps = practice("keeps", category="retention")
    verdicts = [
        Verdict("keeps", "present", "detected", (finding(made, "We keep it.", practice="keeps"),)),
        Verdict("sells", "present", "detected", (finding(made, "We sell it."),)),
    ]
    for some, quote, badges in ((verdicts, "We sell it.", ["sells", "keeps"]), (verdicts[:1], "", ["keeps"])):
        (view,) = view_policies(site(judged(made, *some), practices=(keeps, practice())))
        found = on_topic(view, supported(view), "sharing", 3, 120)
        assert found
        assert found.passages[0].quote == quote
        assert [badge.practice.id for badge in found.passages[0].badges] == badges


def test_a_topic_that_a_policy_does_not_speak_about_has_no_passages() -> None:
    """Silence is None, not an empty box."""
    made = policy("Words.")
    assert spoken(replace(made, clauses=(replace(made.clauses[0], categories=("other",)),))) is None


def test_a_practice_page_has_a_chart_and_a_table_that_say_the_same() -> None:
    """The chart has a title and a description; the table beside it gives the same numbers, zeros too."""
    html = page(site(seller(), quiet(), practices=(practice(),)), "practices/sells.md")
    chart = html.css_first(".sp-chart svg")
    assert chart.attributes["role"] == "img"
    assert set((chart.attributes["aria-labelledby"] or "").split()) <= set(ids(html))
    assert chart.css_first("desc").text().startswith("Yes: 1, Unclear: 0, No: 0, Not said: 1.")
    rows = [[cell.text().strip() for cell in row.css("th, td")] for row in html.css(".sp-chart tbody tr")]
    assert rows == [
        ["Yes sells", "1", "50\u202f%"],
        ["Unclear sells", "0", "0\u202f%"],
        ["No sells", "0", "0\u202f%"],
        ["Silent sells", "1", "50\u202f%"],
    ]
    assert [a.attributes["href"] for a in html.css(".sp-chart a")] == ["#sp-present", "#sp-silent"]
    assert {"sp-present", "sp-silent"} <= set(ids(html))


def test_the_answers_of_a_practice_are_one_tap_from_its_chart_also_where_they_begin_on_another_page() -> None:
    """Each answer that somebody gives leads to its group, on whichever page of the list that is."""
    sellers = [seller(f"s{n}", f"S {n:03}") for n in range(300)]
    world = site(*sellers, quiet(), practices=(practice(),))
    links = [a.attributes["href"] or "" for a in page(world, "practices/sells.md").css(".sp-chart a")]
    assert links[0] == "#sp-present"
    path, _, anchor = links[1].partition("#")
    assert path
    assert anchor in ids(page(world, press_join("practices/sells.md", path)))


def test_a_topic_page_shows_clauses_with_what_they_state() -> None:
    """Each clause has its badges and the way to its place; who has none on the topic is named."""
    still = quiet()
    still = replace(still, clauses=tuple(replace(clause, categories=()) for clause in still.clauses))
    html = page(site(seller(), still, practices=(practice(),)), "topics/sharing.md")
    section = html.css_first("#sp-s-example")
    assert section.css_first("mark").text() == "We sell your data to anyone."
    assert section.css_first(".sp-tag").text().strip() == "Yes sells"
    assert section.css_first(".sp-place").attributes["href"] == "../services/example.html#privacy-0"
    assert not html.css("#sp-s-still")
    assert "Still" in html.css(".sp-none")[-1].text()
