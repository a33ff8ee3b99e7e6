"""A service may publish several documents: each is read by itself, and its answers rest on all of them."""

from __future__ import annotations

import hashlib
import json
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from builders.repository import PLACES, POLICY, SERVICE, put, tiny
from builders.values import SECURITY, SHARING, SNAPSHOT, finding, judged, pieces, policy, practice, rendered
from builders.work import calls
from click.testing import CliRunner
from selectolax.lexbor import LexborHTMLParser as Html

from generator.analysis.verdicts import join
from generator.catalogue import Catalogue
from generator.checks import Written, check_written
from generator.commands import main
from generator.comparison.links import link
from generator.contributed import Correction, Terms
from generator.gathering import extract_all, gather
from generator.model import Policy, Site, Span, Verdict
from generator.outputs import matrix, search_index
from generator.pages.views import view_policies
from generator.problems import Place
from generator.reading.services import read_all

SELLS, NEVER = "We sell your data to anyone.", "We never sell your data to anyone at all."
PRACTICES = (practice("sells"),)
SITE_OF = Catalogue(PRACTICES, (SHARING, SECURITY))


def documents(*said: tuple[str, str, str]) -> list[Policy]:
    """Documents of one service, each as its type, its one clause, and what that says of the practice."""
    made: list[Policy] = []
    for number, (terms, words, outcome) in enumerate(said):
        snapshot = replace(SNAPSHOT, terms=terms, file=f"2020-01-01-{number + 1}.txt", captured=date(2020, 1, 1))
        one = replace(policy(words), snapshot=snapshot)
        findings = () if outcome == "silent" else (finding(one, words, outcome),)
        basis = "detected" if findings else "none"
        made.append(judged(one, Verdict("sells", outcome, basis, findings)))  # type: ignore[arg-type]
    service = replace(made[0].service, terms=tuple(Terms((one.snapshot,)) for one in made))
    return [replace(one, service=service) for one in made]


OPPOSED = documents(("privacy-policy", NEVER, "absent"), ("trackers-policy", SELLS, "present"))


def site(of: list[Policy], *others: Policy) -> Site:
    """A site of one service with these documents, and of other services."""
    return Site((join(PRACTICES, of), *others), SITE_OF, ())


def test_an_answer_may_rest_on_any_document() -> None:
    """Where the privacy policy is silent and another document is not, that one decides, and the quote says which."""
    both = join(PRACTICES, documents(("privacy-policy", "Words.", "silent"), ("trackers-policy", SELLS, "present")))
    (verdict,) = both.answers
    assert (verdict.outcome, verdict.basis) == ("present", "detected")
    assert [(one.terms, one.quote) for one in verdict.findings] == [("trackers-policy", SELLS)]
    (view,) = view_policies(Site((both,), SITE_OF, ()))
    (quote,) = view.badges["sells"].quotes
    assert (quote.policy, quote.document) == ("example/trackers-policy", "trackers policy")


def test_each_document_keeps_its_own_verdicts() -> None:
    """A history compares what one document said before and after: what others say changes nothing of it."""
    both = join(PRACTICES, OPPOSED)
    assert [one.verdicts[0].outcome for one in both.documents] == ["absent", "present"]
    assert {one.answers[0].outcome for one in both.documents} == {"unclear"}


def test_one_document_alone_is_as_it_was() -> None:
    """Joining the only document of a service changes nothing of it."""
    (only,) = documents(("privacy-policy", SELLS, "present"))
    assert join(PRACTICES, [only]) == only
    assert view_policies(site([only]))[0].badges["sells"].quotes[0].document == ""


def test_opposites_between_documents_are_shown_as_such() -> None:
    """What one document says and another denies is unclear; both quotes stand, each with its document."""
    (view,) = view_policies(site(OPPOSED))
    badge = view.badges["sells"]
    assert badge.verdict.outcome == "unclear"
    assert set(badge.opposed) == {("trackers policy", "yes"), ("privacy policy", "no")}
    page = {one.path: one.data.decode() for one in rendered(site(OPPOSED))}["services/example.md"]
    assert "The documents contradict each other" in page
    assert "Trackers policy says yes: " in page
    assert "Privacy policy says no: " in page


def test_opposites_within_one_document_are_not_told_as_between_two() -> None:
    """A document that says both, beside one that says one of them, does not stand against it."""
    first, second = documents(("privacy-policy", SELLS, "present"), ("trackers-policy", NEVER, "absent"))
    own = replace(finding(second, NEVER, "present"), rule="another")
    second = replace(second, findings=(*second.findings, own))
    (view,) = view_policies(site([first, second]))
    assert view.badges["sells"].verdict.outcome == "unclear"
    assert view.badges["sells"].opposed == ()


def test_a_review_counts_in_the_document_that_holds_its_quote() -> None:
    """A person's word wins over all documents, and is shown in the one that it quotes."""
    first, second = OPPOSED
    start = second.document.text.index(SELLS)
    said = Correction("sells", "present", SELLS, "It does.", "Ada", date(2020, 1, 2), Place("r"))
    reviewed = Verdict(
        "sells", "present", "reviewed", second.verdicts[0].findings, said, Span(SELLS, start, start + 28)
    )
    both = join(PRACTICES, [first, replace(second, verdicts=(reviewed,))])
    (verdict,) = both.answers
    assert (verdict.outcome, verdict.basis, verdict.terms) == ("present", "reviewed", "trackers-policy")
    (view,) = view_policies(Site((both,), SITE_OF, ()))
    assert [(one.policy, one.text) for one in view.badges["sells"].quotes] == [("example/trackers-policy", SELLS)]


def test_the_text_of_each_document_has_its_page_with_its_own_evidence() -> None:
    """A clause's anchor and its mark stand on the page of its document, and the badge leads there."""
    pages = {one.path: one.data.decode() for one in rendered(site(OPPOSED))}
    other = pages["services/example/trackers-policy.md"]
    assert f'<mark data-sp-for="sells">{SELLS}</mark>' in other
    assert 'href="../example.html#sp-b-sells"' in other
    assert f'<mark data-sp-for="sells">{SELLS}' not in pages["services/example.md"]
    assert 'href="../services/example/trackers-policy.html#privacy-0"' in pages["services/example.md"]
    assert "snapshots/example/2020-01-01-2.txt" in pages


def test_a_topics_page_shows_the_clauses_of_every_document() -> None:
    """Each document that speaks of a topic stands there under its name, and its clauses lead to its own page."""
    spoken = [
        replace(one, clauses=tuple(replace(clause, categories=("sharing",)) for clause in one.clauses))
        for one in OPPOSED
    ]
    page = Html({one.path: one.data.decode() for one in rendered(site(spoken))}["topics/sharing.md"])
    assert [one.text() for one in page.css(".sp-side-one h3")] == ["Example", "Example, trackers policy"]
    assert [one.attributes["href"] for one in page.css(".sp-side-one h3 a")] == [
        "../services/example.html",
        "../services/example/trackers-policy.html",
    ]
    assert [one.attributes["href"] for one in page.css(".sp-place")] == [
        "../services/example.html#privacy-0",
        "../services/example/trackers-policy.html#privacy-0",
    ]
    assert [one.text() for one in page.css(".sp-passage mark")] == [NEVER, SELLS]
    assert "in the trackers policy of Example" in page.css(".sp-place")[1].text()


def test_who_speaks_of_a_topic_in_any_document_is_not_silent_on_it() -> None:
    """A service is named as silent only where none of its documents has a clause on the topic."""
    first, second = OPPOSED
    on_it = replace(second, clauses=tuple(replace(clause, categories=("sharing",)) for clause in second.clauses))
    nothing = replace(first, clauses=tuple(replace(clause, categories=()) for clause in first.clauses))
    page = Html({one.path: one.data.decode() for one in rendered(site([nothing, on_it]))}["topics/sharing.md"])
    assert [one.text() for one in page.css(".sp-side-one h3")] == ["Example, trackers policy"]
    assert "No clause on this" not in page.text()


def test_two_documents_of_one_service_are_never_compared() -> None:
    """A comparable clause is one of another service."""
    words = "We share your personal information with service providers who work for us, and with advertising partners."
    both = documents(("privacy-policy", words, "present"), ("trackers-policy", words, "present"))
    assert link(both) == ()
    other = replace(policy(words, id="other", name="Other"))
    assert {(one.origin.policy, one.target.policy) for one in link([*both, other])} == {
        ("example", "other"),
        ("example/trackers-policy", "other"),
        ("other", "example"),
        ("other", "example/trackers-policy"),
    }


def test_data_says_in_which_document_a_quote_stands() -> None:
    """In the matrix each piece of evidence has its document and its address; search leads to the document's page."""
    views = view_policies(site(OPPOSED))
    answers = json.loads(matrix.as_json(views, PRACTICES))["services"][0]["answers"]["sells"]["evidence"]
    assert {(one["document"], one["link"]) for one in answers} == {
        ("privacy policy", "services/example.html#privacy-0"),
        ("trackers policy", "services/example/trackers-policy.html#privacy-0"),
    }
    scripts = (page.data for page in search_index.pages(site(OPPOSED), views) if page.path.endswith(".js"))
    texts = [json.loads(piece) for script in scripts for piece in pieces(script)]
    assert {(one["page"], *one["headings"]) for one in texts if isinstance(one, dict) and "headings" in one} == {
        ("services/example.html", "Privacy"),
        ("services/example/trackers-policy.html", "Trackers policy: Privacy"),
    }


def listed(root: Path, terms: str, text: str = "Our cookies\n\nWe sell your cookies to anyone.\n") -> Path:
    """The tiny repository with a second snapshot, of these terms."""
    tiny(root)
    put(root, "content/policies/example/undated-2.txt", text)
    digest = hashlib.sha256(text.encode()).hexdigest()
    entry = f"  - file: undated-2.txt\n    terms: {terms}\n    captured: unknown\n    source: unknown\n"
    entry += f"    sha256: {digest}\n"
    put(root, PLACES["service"], SERVICE.replace("---\nA note", f"{entry}---\nA note"))
    return root


def test_a_snapshot_without_terms_is_of_the_privacy_policy(tmp_path: Path) -> None:
    """The long form says of some snapshots what they are; the privacy policy comes first."""
    (service,) = read_all(listed(tmp_path, "trackers-policy"))[0].services
    assert [(terms.type, [one.file for one in terms.snapshots]) for terms in service.terms] == [
        ("privacy-policy", ["undated-1.txt"]),
        ("trackers-policy", ["undated-2.txt"]),
    ]


@pytest.mark.parametrize(
    "terms",
    ["../../x", "a/b", "changes", "versions", "7", "Trackers Policy", "-x", "con", "'<script>'", "x" * 61, "''", "[a]"],
)
def test_what_is_no_type_of_terms_is_told_with_its_place(tmp_path: Path, terms: str) -> None:
    """Terms become a part of an address: anything but a plain id is refused, with line and column."""
    problems = [one for one in read_all(listed(tmp_path, terms))[1] if one.severity == "error"]
    assert [(one.place.path, one.place.line, one.check) for one in problems] == [(PLACES["service"], 10, "wrong-value")]
    assert problems[0].place.column in (5, 12)


def test_a_document_has_at_most_200_snapshots(tmp_path: Path) -> None:
    """The first one too many of each document is told; those of others do not count."""
    tiny(tmp_path)
    digest = hashlib.sha256(POLICY.encode()).hexdigest()
    lines: list[str] = []
    for number in range(402):
        put(tmp_path, f"content/policies/example/undated-{number + 1}.txt", POLICY)
        terms = "    terms: trackers-policy\n" if number % 2 else "    terms: privacy-policy\n"
        lines.append(
            f"  - file: undated-{number + 1}.txt\n{terms}    captured: unknown\n    source: unknown\n"
            f"    sha256: {digest}\n"
        )
    put(tmp_path, PLACES["service"], f"---\nname: X\nlang: en\nsnapshots:\n{''.join(lines)}---\n")
    told = [(one.check, one.place.line) for one in read_all(tmp_path)[1] if one.severity == "error"]
    assert told == [("many-snapshots", 5 + 400 * 5), ("many-snapshots", 5 + 401 * 5)]


def test_a_review_may_quote_any_document(tmp_path: Path) -> None:
    """`check` looks for a quote in the newest snapshot of each document."""
    listed(tmp_path, "trackers-policy")
    reviews = (
        (tmp_path / PLACES["reviews"]).read_text().replace("We keep your data for ten years.", "sell your cookies")
    )
    put(tmp_path, PLACES["reviews"], reviews)
    contents, _ = read_all(tmp_path)
    checks = [one.check for one in check_written(Written(contents, extract_all(contents.services)))]
    assert "quote" not in checks
    (only,) = gather(tmp_path).policies
    assert [(one.basis, one.terms) for one in only.answers] == [("reviewed", "trackers-policy")]


def test_the_order_of_the_list_does_not_show(tmp_path: Path) -> None:
    """Documents stand in one order, however their snapshots are listed, but for the first of each."""
    listed(tmp_path, "trackers-policy")
    (before,) = gather(tmp_path).policies
    text = (tmp_path / PLACES["service"]).read_text()
    head, one, two = text.partition("---\nA note")[0].split("  - ")
    put(tmp_path, PLACES["service"], f"{head}  - {two}  - {one}---\nA note.\n")
    (after,) = gather(tmp_path).policies
    assert [one.id for one in after.documents] == [one.id for one in before.documents]
    assert after.answers == before.answers


def test_update_adds_another_document(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """`update --terms` lists the text with its terms, named by its day and them; again, it compares it with itself."""
    put(tmp_path, "mkdocs.yml", "site_name: x\n")
    monkeypatch.chdir(tiny(tmp_path))
    texts = ("Cookies.\n\nWe use few cookies here.\n", "Cookies.\n\nWe sell your data to all who ask.\n")
    for day, text in zip(("2020-01-01", "2021-01-01"), texts, strict=True):
        put(tmp_path, "new.txt", text)
        options = ["--terms", "Trackers Policy", "--captured", day]
        result = CliRunner().invoke(main, ["update", "example", "new.txt", *options])
        assert result.exit_code == 0, result.output
    assert "Against the copy of 1 January 2020" in result.output
    (service,) = read_all(tmp_path)[0].services
    assert [one.file for one in service.terms[1].snapshots] == [
        "2021-01-01-trackers-policy.txt",
        "2020-01-01-trackers-policy.txt",
    ]
    (only,) = gather(tmp_path).policies
    assert [one.id for one in only.documents] == ["example", "example/trackers-policy"]


def test_update_refuses_what_is_no_type_of_terms(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A wrong type is a sentence, and nothing is written."""
    put(tmp_path, "mkdocs.yml", "site_name: x\n")
    monkeypatch.chdir(tiny(tmp_path))
    put(tmp_path, "new.txt", POLICY + "More.")
    result = CliRunner().invoke(main, ["update", "example", "new.txt", "--terms", "../"])
    assert result.exit_code == 2
    assert "is no type of terms" in result.output
    assert (tmp_path / PLACES["service"]).read_text() == SERVICE


def test_the_work_of_joining_grows_with_the_documents() -> None:
    """Four times the documents take at most six times the work."""

    def many(number: int) -> list[Policy]:
        return documents(*[(f"terms-{at}", SELLS, "present") for at in range(number)])

    few, lots = many(50), many(200)
    assert calls(lambda: join(PRACTICES, lots)) < 6 * calls(lambda: join(PRACTICES, few))
