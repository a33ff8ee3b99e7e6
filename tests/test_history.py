"""Pages and feeds say what each version of a policy changed, with both days and both quotes."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path
from xml.etree import ElementTree

import pytest
from builders.repository import put, tiny
from builders.values import SNAPSHOT, finding, judged, policy, practice, site
from click.testing import CliRunner

from generator.commands import main
from generator.commands.revisions import compare
from generator.contributed import Terms
from generator.gathering import gather
from generator.model import Policy, Site, Verdict
from generator.outputs import feeds
from generator.outputs.bundle import manifest
from generator.outputs.drafts import new_snapshot
from generator.outputs.edits import apply
from generator.outputs.matrix import as_json
from generator.pages.change_report import as_markdown
from generator.pages.history import view_histories
from generator.pages.render import render
from generator.pages.views import view_policies
from generator.pipeline import make_site
from generator.reading.captures import Capture

ATOM = "{http://www.w3.org/2005/Atom}"
SELLS = "We sell the list of your purchases to other companies that we choose."
OTHER = "This notice tells you what happens to the details that you give us in our shop."
BASE = "https://smallprint.example/a/"


def version(number: int, *clauses: str, extra: str = "") -> Policy:
    """Make the version of a day; it sells where a clause says so."""
    day = date(2020, 1, number)
    snapshot = replace(SNAPSHOT, file=f"{day}.txt", captured=day, sha256=f"{number:064}")
    made = policy(*clauses, *([extra] if extra else []), snapshots=(snapshot,))
    if SELLS in clauses:
        return judged(made, Verdict("sells", "present", "detected", (finding(made, SELLS),)))
    return judged(made, Verdict("sells", "silent", "none"))


def with_history(*versions: Policy) -> Site:
    """Make a site of one policy with these versions, newest first."""
    snapshots = tuple(one.snapshot for one in versions)
    newest, *older = (replace(one, service=replace(one.service, terms=(Terms(snapshots),))) for one in versions)
    return replace(site(newest, practices=(practice(),)), older={"example": tuple(older)} if older else {})


def pages(of: Site, base: str = "") -> dict[str, str]:
    """Make all pages and feeds of a site."""
    histories = view_histories(of)
    made = (*render(of, view_policies(of), (), histories, base=base), *feeds.pages(of, histories, base))
    return {page.path: page.data.decode() for page in made}


GAINED = with_history(version(2, OTHER, SELLS), version(1, OTHER))
LOST = with_history(version(13, OTHER), version(2, OTHER, SELLS), version(1, OTHER))


def test_the_page_says_what_a_version_gained_and_lost() -> None:
    """The newest is first; a gain shows the new quote and a loss the old one, below both days."""
    page = pages(LOST)["services/example/changes.md"]
    newest, oldest = page.split("## 13 January 2020")[1].split("## 2 January 2020")
    assert "No longer said: " in newest
    assert f"Before: </span>{SELLS}" in newest
    assert f'<del><span class="sp-hidden">[deleted: </span>{SELLS}' in newest
    assert "New: " in oldest
    assert f"Now: </span>{SELLS}" in oldest
    assert "1 January 2020" in oldest
    assert f'<ins><span class="sp-hidden">[new: </span>{SELLS}' in oldest
    assert "2 clauses unchanged" in oldest or "1 clause unchanged" in oldest


def test_what_did_not_change_is_folded_with_its_names() -> None:
    """Each clause that stays is named, and leads to its place on the page of the newer text."""
    page = pages(LOST)["services/example/changes.md"]
    newest, oldest = page.split("## 13 January 2020")[1].split("## 2 January 2020")
    name = "This notice tells you what happens to the details that you …"
    assert f'<a href="../../services/example.html#privacy-0">{name}</a>' in newest
    assert f'<a href="../../services/example/versions/2020-01-02.txt.html#privacy-0">{name}</a>' in oldest
    assert "<summary>2 clauses unchanged</summary>" in oldest


def test_names_of_what_did_not_change_have_a_bound() -> None:
    """Where the page has no more room for them, clauses that stay are counted, and the whole text is linked."""
    few = [
        version(number, *[f"{OTHER} Part {at}." for at in range(600)], extra=f"Write to {'abc'[number - 1]}.")
        for number in (3, 2, 1)
    ]
    page = pages(with_history(*few))["services/example/changes.md"]
    assert page.count("<details") == 0
    assert page.count('601 clauses unchanged, in <a href="') == 2
    assert len(page.encode()) < 500_000


def test_a_text_that_was_cut_has_names_without_links() -> None:
    """A clause that the page of its version has no room for is named, and nothing leads to it."""
    long = [f"{number} {'We keep it. ' * 250}" for number in range(200)]
    made = pages(with_history(version(3, *long, OTHER), version(2, *long, "More."), version(1, *long)))
    oldest = made["services/example/changes.md"].split("## 2 January 2020")[1]
    assert 'html#privacy-0">0 We keep it.' in oldest
    assert 'privacy-199"' not in oldest
    assert "<li>199 We keep it." in oldest
    assert 'id="privacy-199"' not in made["services/example/versions/2020-01-02.txt.md"]


def test_one_sentence_under_the_title_says_what_changed_last() -> None:
    """With the day of the newest change that matters; or that nothing did, since when, and until when."""
    assert "<strong>Changed on 2 January 2020</strong>, new: yes sells" in pages(GAINED)["services/example.md"]
    still = with_history(version(4, OTHER, extra="Write to us."), version(3, OTHER))
    assert "since 3 January 2020; the last is of 4 January 2020" in pages(still)["services/example.md"]
    assert "changed" not in pages(with_history(version(1, OTHER)))["services/example.md"].split("## ")[
        0
    ].lower().replace("it may have changed since", "")


def test_an_older_version_has_its_page_and_no_search_engine_shows_it() -> None:
    """Its text stands there whole, it says that it is older, and the page of the newest leads to it."""
    made = pages(GAINED)
    page = made["services/example/versions/2020-01-01.txt.md"]
    assert 'robots: "noindex"' in page
    assert OTHER in page
    assert "This is an older version." in page
    assert "services/example/versions/2020-01-01.txt.html" in made["services/example.md"]
    assert "robots" not in made["services/example.md"].split("---")[1]


def test_the_home_page_and_the_practice_tell_the_latest_change() -> None:
    """Each leads to its place on the page of changes."""
    made = pages(GAINED)
    for path in ("index.md", "practices/sells.md"):
        assert "services/example/changes.html#sp-v-2020-01-02" in made[path]
        assert "2 January 2020" in made[path]


def test_all_changes_stand_by_month() -> None:
    """The newest month is first; a site without a history has no such page, and no page leads to it."""
    later = replace(LOST, policies=tuple(_captured(one, date(2020, 5, 3)) for one in LOST.policies))
    page = pages(later)["changes.md"]
    assert page.index("## May 2020") < page.index("## January 2020")
    assert "no longer said: yes sells" in page.split("## January 2020")[0]
    alone = pages(with_history(version(1, OTHER)))
    assert "changes.md" not in alone
    assert "changes.html" not in alone["index.md"]


def _captured(one: Policy, day: date) -> Policy:
    return replace(one, snapshot=replace(one.snapshot, captured=day))


def test_whose_texts_they_are_stands_in_the_data() -> None:
    """The matrix and the manifest of a bundle name the collection that the texts come from, and its licence."""
    policy = GAINED.policies[0]
    snapshots = tuple(replace(one, record="commit 1: First record") for one in policy.service.snapshots)
    terms = (replace(policy.service.terms[0], snapshots=snapshots),)
    service = replace(policy.service, attribution="An archive, ODC-BY 1.0", terms=terms)
    of = replace(GAINED, policies=(replace(policy, service=service),))
    assert json.loads(as_json(view_policies(of), ()))["services"][0]["attribution"] == "An archive, ODC-BY 1.0"
    (first, *_) = manifest([one.service for one in of.policies], None)["snapshots"]
    assert (first["attribution"], first["record"]) == ("An archive, ODC-BY 1.0", "commit 1: First record")


def test_a_technical_version_is_one_quiet_line() -> None:
    """Where only order, form or dates changed, nothing else is said of it, and no feed tells it."""
    of = with_history(version(2, SELLS, OTHER, extra="Last updated: 2 January 2020"), version(1, OTHER, SELLS))
    made = pages(of, BASE)
    assert "Technical: no word changed" in made["services/example/changes.md"]
    assert "sp-diff" not in made["services/example/changes.md"]
    assert "<entry>" not in made["services/example/changes.xml"]


def test_a_long_history_has_ten_in_full_and_stays_light() -> None:
    """Of the versions before the newest ten there is a line each; and no clause is so long that a page is too heavy."""
    clauses = [f"{word} {OTHER}" for word in ("One", "Two", "Three", "Four")]
    many = [version(n, OTHER, *clauses[: n % 3 + 1], extra=f"Text {n} of many, never twice.") for n in range(28, 0, -1)]
    page = pages(with_history(*many))["services/example/changes.md"]
    assert page.count("<h3>The words</h3>") == 10
    assert page.count("has no room for their words") == 17
    long = "word " * 200_000
    heavy = [version(n, OTHER, extra=f"{n} {long}") for n in range(12, 0, -1)]
    assert len(pages(with_history(*heavy))["services/example/changes.md"]) < 400_000
    assert all(
        len(text) < 450_000
        for path, text in pages(with_history(*heavy)).items()
        if path.startswith("services/example/versions")
    )


def test_without_an_address_of_its_own_a_site_offers_no_feed() -> None:
    """A feed needs absolute addresses: without them no page leads to one."""
    made = pages(GAINED)
    assert not [path for path in made if path.endswith(".xml")]
    assert not [path for path, text in made.items() if "Atom" in text or "\nfeed:" in text]


@pytest.mark.parametrize("given", ["", "smallprint.example", "javascript:alert(1)", "https://"])
def test_what_is_no_address_is_none(given: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Only a web address of one's own is taken for the site's."""
    monkeypatch.setenv(feeds.ADDRESS, given)
    assert feeds.site_address() == ""
    monkeypatch.setenv(feeds.ADDRESS, "https://smallprint.example/a")
    assert feeds.site_address() == BASE


def test_the_feeds_of_the_site_the_service_and_the_practice() -> None:
    """Each entry has the day of the capture, absolute links, the words of the change, and the collection's licence."""
    service = replace(GAINED.policies[0].service, attribution="An archive, ODC-BY 1.0")
    of = replace(GAINED, policies=(replace(GAINED.policies[0], service=service),))
    made = pages(of, BASE)
    for path in ("changes.xml", "services/example/changes.xml", "practices/sells/changes.xml"):
        feed = ElementTree.fromstring(made[path])
        assert feed.findtext(f"{ATOM}updated") == "2020-01-02T00:00:00Z"
        (entry,) = feed.findall(f"{ATOM}entry")
        assert entry.findtext(f"{ATOM}updated") == "2020-01-02T00:00:00Z"
        assert entry.findtext(f"{ATOM}title") == "Example: new: yes sells"
        assert entry.findtext(f"{ATOM}rights") == "An archive, ODC-BY 1.0"
        assert SELLS in (entry.findtext(f"{ATOM}content") or "")
        (link,) = entry.findall(f"{ATOM}link")
        assert link.get("href") == f"{BASE}services/example/changes.html#sp-v-2020-01-02"
    assert 'feed: "services/example/changes.xml"' in made["services/example.md"]


def test_the_feed_of_a_service_tells_the_changes_of_all_its_documents() -> None:
    """A second document of a service is told in the service's feed, as an entry of its own that leads to its page."""
    of = GAINED
    first, cookies = of.policies[0], replace(of.policies[0].snapshot, terms="cookie-policy")
    service = replace(first.service, terms=(*first.service.terms, Terms((cookies,))))
    other = replace(first, service=service, snapshot=cookies)
    both = replace(of, policies=(replace(first, service=service, others=(other,)),))
    older = {
        one.id: tuple(replace(old, service=service, snapshot=replace(old.snapshot, terms=one.terms)) for old in before)
        for one in both.documents
        for before in of.older.values()
    }
    both = replace(both, older=older)
    made = {page.path: page.data.decode() for page in feeds.pages(both, view_histories(both), BASE)}
    entries = ElementTree.fromstring(made["services/example/changes.xml"]).findall(f"{ATOM}entry")
    ids = {entry.findtext(f"{ATOM}id") for entry in entries}
    links = [link.get("href") for entry in entries for link in entry.findall(f"{ATOM}link")]
    assert len(ids) == 2
    assert f"{BASE}services/example/cookie-policy/changes.html#sp-v-2020-01-02" in links


def test_better_rules_announce_nothing_anew() -> None:
    """An entry's id says which two versions of which service it is about, whatever is found in them."""
    other = with_history(version(2, OTHER, SELLS, extra="We sell."), version(1, OTHER))
    ids = [
        ElementTree.fromstring(pages(of, BASE)["services/example/changes.xml"]).findtext(f"{ATOM}entry/{ATOM}id")
        for of in (GAINED, other, LOST)
    ]
    assert ids[0] == ids[1] != ids[2]


def test_hostile_words_stay_words() -> None:
    """Markup and control characters in a policy are words, on the page and in the feed."""
    evil = 'We sell <script>alert(1)</script> ]]> &amp; "x" \x00\x0b [a](javascript:b) {#id} to anyone who asks for it.'
    old, new = policy(OTHER), policy(OTHER, evil)
    new = judged(new, Verdict("sells", "present", "detected", (finding(new, evil),)))
    of = with_history(
        replace(new, snapshot=replace(SNAPSHOT, file="2020-01-02.txt", captured=date(2020, 1, 2))),
        judged(replace(old, snapshot=replace(SNAPSHOT, file="2020-01-01.txt")), Verdict("sells", "silent", "none")),
    )
    made = pages(of, BASE)
    assert "<script" not in made["services/example/changes.md"]
    content = ElementTree.fromstring(made["changes.xml"]).findtext(f"{ATOM}entry/{ATOM}content") or ""
    assert "<script" not in content
    assert "&lt;script&gt;" in content


def test_a_review_of_older_words_is_marked_and_counts_no_more(tmp_path: Path) -> None:
    """Of a review whose quote is gone the page says of which version it is; the answer of today is not that one."""
    root = tiny(tmp_path)
    newer = "Privacy at Example\n\nWe sell your data to anyone. We keep\nyour data for two years.\n"
    apply(root, new_snapshot(root, "example", Capture(newer.encode(), captured=date(2020, 1, 2))).edits)
    gathered = gather(root)
    assert [(one.check, one.severity) for one in gathered.problems if one.check.startswith("review")] == [
        ("review-outdated", "odd")
    ]
    of = make_site(gathered)
    assert [verdict.basis for verdict in of.policies[0].verdicts] == ["detected"]
    page = pages(of)["services/example.md"]
    assert "Of the version of undated-1.txt: Does not sell data, said Someone on 2 January 2020." in page


def test_a_review_whose_quote_moved_is_found_again(tmp_path: Path) -> None:
    """Wherever its words stand in the newest text, whatever the lines, the review is kept and nobody is asked."""
    root = tiny(tmp_path)
    newer = "Privacy at Example\n\nHow long\n\nWe keep your data\nfor ten years.\n\nWe sell your data to anyone.\n"
    apply(root, new_snapshot(root, "example", Capture(newer.encode(), captured=date(2020, 1, 2))).edits)
    gathered = gather(root)
    assert not [one for one in gathered.problems if one.check in ("quote", "review-outdated")]
    assert [verdict.basis for verdict in make_site(gathered).policies[0].verdicts] == ["reviewed"]


def test_update_says_at_once_what_the_newer_text_changes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The answers that changed, each with its words, and how many clauses did."""
    root = tiny(tmp_path)
    put(root, "mkdocs.yml", "site_name: Tiny\n")
    put(root, "newer.txt", "Privacy at Example\n\nWe like your data.\n")
    monkeypatch.chdir(root)
    done = CliRunner().invoke(main, ["update", "example", "newer.txt", "--captured", "2020-01-02"])
    assert done.exit_code == 0, done.output
    assert "no longer said: " in done.output
    assert "before: “We keep your data for ten years.”" in done.output
    assert "clauses and headings: " in done.output


def test_a_pull_request_shows_the_words_that_a_newer_text_changes(
    tmp_path: Path, commit_all: Callable[[Path], None]
) -> None:
    """As a table: what only the older text says, and what only the newer one says; escaped like all that is told."""
    root = tiny(tmp_path)
    put(root, "mkdocs.yml", "site_name: Tiny\n")
    commit_all(root)
    newer = "Privacy at Example\n\nWe sell your data to anyone. We keep\nyour data for two *long* years.\n"
    apply(root, new_snapshot(root, "example", Capture(newer.encode(), captured=date(2020, 1, 2))).edits)
    told = as_markdown(compare(root, "main"))
    assert "### Example, privacy policy: undated-1.txt to 2 January 2020" in told
    assert (
        "| What it means | Before | Now |\n| --- | --- | --- |\n| Now: Sells data, before: Does not sell data |" in told
    )
    assert "| changed | ten | two &#42;long&#42; |" in told
