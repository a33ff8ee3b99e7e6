"""The right of reply: whoever disagrees is shown beside the answer, changes nothing of it, and is text, no markup."""

from __future__ import annotations

import json
import zipfile
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from bench.accuracy import HEAD, entry
from builders.repository import PLACES, REVIEWS, invented, put, tiny
from builders.values import SHARING, judged, policy, practice, site
from hypothesis import given
from hypothesis import strategies as st
from test_render import DATED, HOSTILE, NEVER, SELLS, assert_harmless, page

from generator.analysis.quotes import find_quote
from generator.catalogue import Catalogue, Figures, Measure
from generator.commands.guides import json_schema
from generator.contributed import Correction, Dispute
from generator.gathering import gate
from generator.model import Policy, Site, Verdict
from generator.outputs import matrix
from generator.pages.views import view_policies
from generator.pipeline import build_bundle, build_site
from generator.problems import Place, errors
from generator.reading.schema import Reviews

DISPUTE = """- practice: sells-data
  disputed:
    by: Example Ltd
    date: 2024-06-01
    note: We stopped this in May.
    link: https://example.com/answer
"""
PRESENT = Verdict("sells", "present", "detected", (SELLS,))


def disputed(**changes: str) -> Policy:
    """The policy that sells, with an objection."""
    told = replace(Dispute("sells", "Example Ltd", date(2024, 6, 1), "We stopped."), **changes)  # type: ignore[arg-type]
    return replace(judged(DATED, PRESENT), disputes=(told,))


def test_a_dispute_stands_beside_the_answer_and_changes_nothing() -> None:
    """The badge, its tone, its place and all counts are as without it; by whom, when and why stand in its box."""
    with_it, without = (
        page(site(one, practices=(practice(),)))
        for one in (disputed(link="https://example.com/a"), judged(DATED, PRESENT))
    )
    (said,) = with_it.css(".sp-badge .sp-disputed")
    assert "Disputed by Example Ltd on 1 June 2024: We stopped." in " ".join(said.text().split())
    assert said.css_first("a").attributes["href"] == "https://example.com/a"
    assert with_it.css_first(".sp-tally").html == without.css_first(".sp-tally").html
    assert with_it.css_first(".sp-answer").html == without.css_first(".sp-answer").html


def test_silence_can_be_disputed_too() -> None:
    """An answer that the policy does not give is one that somebody may hold to be wrong."""
    quiet = judged(policy("Nothing."), Verdict("sells", "silent", "none"))
    told = Dispute("sells", "Ada", date(2024, 6, 1), "See the second line.")
    world = site(replace(quiet, disputes=(told,)), practices=(practice(),))
    assert "See the second line." in page(world).css_first("#sp-b-sells .sp-disputed").text()
    assert "See the second line." in page(world, "practices/sells.md").css_first("li .sp-disputed").text()
    data = json.loads(_json(world))
    assert data["services"][0]["answers"]["sells"]["disputed"] == [
        {"by": "Ada", "date": "2024-06-01", "note": "See the second line."}
    ]


def _json(world: Site) -> str:
    return next(f.data.decode() for f in matrix.pages(world, view_policies(world)) if f.path == "matrix.json")


@given(st.sampled_from(HOSTILE), st.sampled_from(HOSTILE))
def test_a_hostile_dispute_is_words(by: str, note: str) -> None:
    """Whatever somebody writes who disputes: no element, attribute or address comes of it."""
    for path in ("services/example.md", "practices/sells.md"):
        html = page(site(disputed(by=by, note=note, link="javascript:alert(1)"), practices=(practice(),)), path)
        assert_harmless(html)
        assert html.css(".sp-disputed")
        assert all("javascript" not in (a.attributes["href"] or "") for a in html.css(".sp-disputed a"))


def problems(root: Path, reviews: str) -> list[str]:
    """What the check says is wrong with these reviews."""
    put(root, PLACES["reviews"], reviews)
    return [f"{p.place.line}:{p.place.column} {p.check}" for p in errors(gate(root)[1])]


def test_a_dispute_needs_no_review_and_moves_no_place(tmp_path: Path) -> None:
    """Entries of both kinds stand in one file in any order, and a mistake of a review is told in its own line."""
    root = tiny(tmp_path)
    assert problems(root, DISPUTE + REVIEWS) == []
    given_, _ = gate(root)
    assert [one.by for one in given_.contents.disputes["example"]] == ["Example Ltd"]
    assert len(given_.contents.corrections["example"]) == 1
    assert problems(root, DISPUTE + REVIEWS.replace("We keep your data", "We keep no data")) == ["9:10 quote"]
    with_it = REVIEWS + "  disputed: {by: Ada, date: 2024-06-01, note: It does.}\n"
    assert problems(root, with_it) == []
    assert [one.note for one in gate(root)[0].contents.disputes["example"]] == ["It does."]


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("sells-data", "sels-data", "3:5 unknown-practice"),
        ("    by: Example Ltd\n", "", "3:5 missing-field"),
        ("    note: We", "    nte: We", "5:5 unknown-field"),
        ("https://example.com/answer", "javascript:alert(1)", "6:11 wrong-value"),
        ("2024-06-01", "yesterday", "4:11 wrong-value"),
        ("  disputed:", "  outcome: absent\n  disputed:", "1:3 missing-field"),
    ],
)
def test_a_mistake_in_a_dispute_has_its_place(tmp_path: Path, old: str, new: str, told: str) -> None:
    """An unknown practice, a field too few or too many, and an address that is none are told where they stand."""
    assert DISPUTE.count(old) == 1
    assert told in problems(tiny(tmp_path), DISPUTE.replace(old, new))


def test_an_editor_knows_disputes_too() -> None:
    """The JSON Schema has both kinds of entries."""
    schema = json.loads(json_schema(Reviews))
    assert {"Review", "Disputed", "DisputeEntry"} <= schema["$defs"].keys()


def reviewed(quote: str) -> Policy:
    """A policy of which a person says, with this quote, that one cannot tell."""
    correction = Correction("sells", "unclear", quote, "It says both.", "Ada", date(2020, 1, 2), Place("reviews.yml"))
    found = SELLS if quote == SELLS.quote else NEVER
    own = replace(found, outcome="unclear")
    span = find_quote(DATED.document.text, own.quote)
    return judged(DATED, Verdict("sells", "unclear", "reviewed", (SELLS, NEVER), correction, span))


@pytest.mark.parametrize("quote", [SELLS.quote, NEVER.quote])
def test_what_a_person_calls_unclear_says_neither_yes_nor_no(quote: str) -> None:
    """The quote of the review stands first and once, and is not shown as what the machine took it for."""
    world = site(reviewed(quote), practices=(practice(),))
    badge = page(world).css_first(".sp-badge")
    quotes = [one.text().strip() for one in badge.css(".sp-quote")]
    assert (quotes[0], len(quotes)) == (quote, 2)
    assert not badge.css(".sp-side")
    evidence = json.loads(_json(world))["services"][0]["answers"]["sells"]["evidence"]
    assert [one["quote"] for one in evidence if one["outcome"] == "unclear"] == [quote]


@pytest.mark.parametrize("cut", [(True, False), (False, True), (True, True), (False, False)])
def test_a_cut_quote_has_dots_outside_the_words(cut: tuple[bool, bool]) -> None:
    """The reader and the data see that the sentence goes on, and the verbatim words stay verbatim."""
    world = site(judged(DATED, replace(PRESENT, findings=(replace(SELLS, cut=cut),))), practices=(practice(),))
    for path in ("services/example.md", "practices/sells.md"):
        quote = page(world, path).css_first(".sp-quote p")
        assert " ".join(quote.text().split()) == f"{'… ' * cut[0]}{SELLS.quote}{' …' * cut[1]}"
        assert len(quote.css(".sp-cut")) == sum(cut)
    (evidence,) = json.loads(_json(world))["services"][0]["answers"]["sells"]["evidence"]
    assert (evidence["quote"], evidence.get("cut", False)) == (SELLS.quote, any(cut))


def test_both_days_stand_at_the_top_and_the_page_knows_no_clock() -> None:
    """When a text was copied and of what day it says it is; how long ago that is, only the day in the page tells."""
    made = judged(DATED, PRESENT)
    snapshot = replace(made.snapshot, captured=date(2018, 10, 4), dated=date(2018, 7, 22))
    html = page(site(replace(made, snapshot=snapshot), practices=(practice(),)))
    facts = " ".join(html.css_first(".sp-facts").text().split())
    assert facts.startswith("Privacy policy captured 4 October 2018, dated 22 July 2018 It may have changed since.")
    age = html.css_first("[data-sp-age]").attributes
    assert (age["data-sp-age"], age["data-sp-aged"]) == ("2018-10-04", "Copied")


def measured(*measures: Measure) -> str:
    """What the practice's page says of how often its badge is right."""
    world = Site((judged(DATED, PRESENT),), Catalogue((practice(),), (SHARING,), (), measures), ())
    html = page(world, "practices/sells.md")
    return " ".join(html.css_first("#sp-right").next.next.text().split())


def test_the_page_says_how_often_its_badge_was_right() -> None:
    """Only closed texts measure, and come first; open ones are told apart; where nobody counted, it says so."""
    opened = Measure("old <b>texts</b>", 19, "1.0", date(2026, 1, 2), False, (("sells", Figures(15, 1, 2)),))
    closed = replace(opened, texts="new texts", policies=1, closed=True, figures=(("sells", Figures(1, 0, 0)),))
    assert measured().startswith("Nobody has measured this yet.")
    assert measured(replace(opened, figures=(("other", Figures(1, 1, 1)),))).startswith("Nobody has measured this yet.")
    told = measured(opened)
    assert told.startswith("Read by people in 19 policies: 15 right, 1 wrong, 2 missed. This is no measurement")
    assert "(old <b>texts</b>; Smallprint 1.0, 2 January 2026)" in told
    both = measured(opened, closed)
    assert both.startswith("Read by people in 1 policy: 1 right, 0 wrong, 0 missed. (new texts;")
    assert both.count("This is no measurement") == 1


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("sels-data: {right: 1, wrong: 0, missed: 0}", "unknown-practice"),
        ("sells-data: {right: -1, wrong: 0, missed: 0}", "wrong-value"),
        ("sells-data: {right: 1.5, wrong: 0, missed: 0}", "wrong-value"),
        ("sells-data: {right: 1, wrong: 0}", "missing-field"),
        ("sells-data: {right: 1, wrong: 0, missed: 0, quote: x}", "unknown-field"),
    ],
)
def test_the_figures_are_figures(tmp_path: Path, line: str, told: str) -> None:
    """A practice that is gone, a number that is none and a word too many are mistakes with a place."""
    root = tiny(tmp_path)
    head = "- texts: policies\n  policies: 19\n  program: '1'\n  date: 2026-01-02\n  closed: true\n  practices:\n"
    put(root, "site_config/accuracy.yml", head + "    sells-data: {right: 1, wrong: 0, missed: 0}\n")
    assert errors(gate(root)[1]) == ()
    put(root, "site_config/accuracy.yml", f"{head}    {line}\n")
    assert [(p.place.line, p.check) for p in errors(gate(root)[1])] == [(7, told)]


def test_the_file_of_figures_is_made_from_counts(tmp_path: Path) -> None:
    """What the script prints is what the reader takes, with false answers among the wrong ones."""
    counts = "noise\n    right   3 missed   1 false   2 wrong   1  sells-data\n"
    made = HEAD + "\n".join(entry(counts, 'policies: "new"', 4, True, date(2026, 1, 2)))
    root = tiny(tmp_path)
    put(root, "site_config/accuracy.yml", made)
    given_, told = gate(root)
    assert errors(told) == ()
    (measure,) = given_.contents.configuration.catalogue.measures
    assert (measure.texts, measure.closed, measure.figures) == (
        *('policies: "new"', True),
        (("sells-data", Figures(3, 3, 1)),),
    )
    with pytest.raises(ValueError, match="no line"):
        list(entry("nothing", "x", 1, False, date(2026, 1, 2)))


WAYS = {
    "form": (
        "https://git.example/us/ours",
        "",
        "https://git.example/us/ours/issues/new?template=correction.yml&amp;page=",
    ),
    "mail": ("", "us@smallprint.example", "mailto:us@smallprint.example?subject="),
    "page": ("", "https://smallprint.example/tell", 'https://smallprint.example/tell" data-sp-badge="'),
    "none": ("", "", "../method.html#sp-complaint"),
}


@pytest.mark.parametrize("way", WAYS)
def test_beside_every_badge_is_a_way_to_tell_us(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, way: str) -> None:
    """It leads where people report, else to whom the site names, else to the method page; and each address is known.

    The same sites show that what needs the site's own address is there whole or not at all.
    """
    repo, contact, leads = WAYS[way]
    root = invented(tmp_path)
    monkeypatch.setenv("SMALLPRINT_REPOSITORY", repo)
    monkeypatch.setenv("SMALLPRINT_URL", "https://us.example/a/site" if way == "form" else "")
    config = root / "mkdocs.yml"
    config.write_text(
        config.read_text().replace("  generator: false\n", f"  generator: false\n  contact: '{contact}'\n")
    )
    put(root, "content/policies/acorn-mail/reviews.yml", DISPUTE)
    build_bundle(root) if way == "form" else build_site(root)
    built = root / "build/site"
    for path in ("services/acorn-mail.html", "practices/sells-data.html"):
        html = (built / path).read_text(encoding="utf-8")
        badges = html.count('<div class="sp-badge-body"') + html.count('<article class="sp-said')
        assert badges
        assert html.count(f'<a class="sp-tell" href="{leads}') >= badges
    assert "We stopped this in May." in (built / "services/acorn-mail.html").read_text(encoding="utf-8")
    names = {file.relative_to(built).as_posix() for file in built.rglob("*")}
    needing = {"404.html", "sitemap.xml", "sitemap.xml.gz"}
    assert needing & names == (needing if way == "form" else set())
    home = (built / "services/acorn-mail.html").read_text(encoding="utf-8")
    shared = ('<link rel="canonical" href="https://us.example/a/site/services/acorn-mail.html">', 'property="og:title"')
    assert [line in home for line in shared] == [way == "form"] * 2
    if way == "form":
        lost = (built / "404.html").read_text(encoding="utf-8")
        assert '<link rel="stylesheet" href="/a/site/assets/smallprint.css">' in lost
        assert "https://us.example/a/site/services/acorn-mail.html" in (built / "sitemap.xml").read_text(
            encoding="utf-8"
        )
        with zipfile.ZipFile(root / "build/smallprint-site.zip") as packed:
            inside = {name.partition("/")[2] for name in packed.namelist()}
        assert not inside & {*needing, "robots.txt"}
        assert "index.html" in inside
