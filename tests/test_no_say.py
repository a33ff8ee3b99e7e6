"""Whoever was not read has no say: no count, no share, no comparison and no card speaks of it."""

from __future__ import annotations

import csv
import io
import json
import re
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from builders.repository import PRACTICE, put, service, tiny
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st
from test_render import DATED, SELLS, judged, page, policy, practice, site, source

from generator.analysis.plausibility import FEWEST_QUESTIONS, SHORT, SIGNS, Plausibility
from generator.commands import main
from generator.comparison.links import link
from generator.contributed import Correction, Service, Snapshot, Terms
from generator.model import Document, Policy, Verdict
from generator.outputs import matrix
from generator.pages.views import view_policies
from generator.problems import Place
from generator.words import Words

JUDGE = Plausibility(Words((), (), r"\bprivacy\b"))
LOGIN = "Log in to go on"


def asked(text: str, answered: int, questions: int = 50, *, reviewed: bool = False, lang: str = "en") -> Policy:
    """A policy with this text that answers so many of the questions."""
    snapshot = Snapshot("x.txt", "x.txt", "txt", b"", "")
    of = Service("x", "X", lang, (Terms((snapshot,)),), Place("service.md"))
    word = Correction("q0", "silent", "Log in to", "It says nothing.", "Ada", date(2020, 1, 2), Place("reviews.yml"))
    verdicts = tuple(
        Verdict(f"q{number}", "present" if number < answered else "silent", "detected") for number in range(questions)
    )
    if reviewed:
        verdicts = (replace(verdicts[0], correction=word), *verdicts[1:])
    if lang != "en":
        return Policy(of, snapshot, Document(text, ()), (), (), analysed=False)
    return Policy(of, snapshot, Document(text, ()), (), (), verdicts=verdicts)


def no_policy(made: Policy) -> bool:
    """Whether the text is judged to be none."""
    judged_one = JUDGE.judge(made)
    assert judged_one.document == made.document  # text is never lost
    assert judged_one.no_policy <= (not judged_one.analysed)
    assert not (judged_one.no_policy and (judged_one.verdicts or judged_one.findings))
    return judged_one.no_policy


@pytest.mark.parametrize(
    ("text", "answered", "none"),
    [
        (LOGIN, 0, True),
        ("word " * 300, 1, True),
        ("privacy " * 300, 1, True),
        ("privacy " * 300, 2, False),
        ("privacy " * 700, 3, True),
        ("privacy " * SHORT, 0, False),
        ("word " * 3_000, 12, True),
        ("word " * 3_000, 30, False),
        (("privacy " + "word " * 99) * 30, 12, False),
        (("privacy " + "word " * 149) * 30, 12, True),
    ],
)
def test_a_text_is_a_policy_when_it_speaks_like_one_or_answers_enough(text: str, answered: int, none: bool) -> None:
    """Short texts, and those in which the words of policies are rare, must show by answers that they are policies."""
    assert no_policy(asked(text, answered)) == none


def test_who_has_read_it_is_believed() -> None:
    """A review of one answer makes the shortest text a policy, and few questions prove nothing."""
    assert no_policy(asked(LOGIN, 0))
    assert not no_policy(asked(LOGIN, 0, reviewed=True))
    assert not no_policy(asked(LOGIN, 0, FEWEST_QUESTIONS - 1))


def test_in_other_languages_only_three_words_are_told() -> None:
    """What is not analysed is told to be no policy only where it has hardly a word, or a letter, at all."""
    assert no_policy(asked("Cookies zulassen", 0, lang="de"))
    assert not no_policy(asked("Wir verarbeiten Daten, die Sie uns geben, und verkaufen sie nicht.", 0, lang="de"))
    assert not no_policy(asked("個人情報" * 40, 0, lang="ja"))


@given(st.integers(0, 2_000), st.integers(0, 20), st.integers(0, 50))
def test_more_answers_or_signs_never_make_a_text_less_of_a_policy(words: int, signs: int, answered: int) -> None:
    """The judgement goes one way with what speaks for a policy."""
    text = "word " * words + "privacy " * signs
    if not no_policy(asked(text, answered)):
        assert not no_policy(asked(text, min(50, answered + 1)))
        if len(text.split()) >= SHORT and 1000 * signs >= SIGNS * len(text.split()):
            assert not no_policy(asked(text, 0))


def three() -> tuple[Policy, ...]:
    """A policy that was read, one in another language, and a text that is none."""
    seller = judged(DATED, Verdict("sells", "present", "detected", (SELLS,)))
    german = policy("Wir verkaufen nichts.", id="de", name="De")
    german = replace(german, service=replace(german.service, lang="de"), analysed=False)
    wall = replace(policy(LOGIN, id="wall", name="Wall"), analysed=False, no_policy=True)
    return seller, german, wall


def test_shares_are_of_the_policies_that_were_read() -> None:
    """The shares of a chart make 100 % without those that nobody read, and these are counted apart."""
    html = page(site(*three(), practices=(practice(),)), "practices/sells.md")
    rows = [[cell.text().replace("\u202f", " ") for cell in row.css("td")] for row in html.css(".sp-chart tbody tr")]
    assert rows == [["1", "100 %"], ["0", "0 %"], ["0", "0 %"], ["0", "0 %"], ["2", "–"]]
    assert "Not read (2)" in [heading.text() for heading in html.css("h2")]


def test_the_page_of_what_is_no_policy_says_so_and_shows_the_text() -> None:
    """No badge, no tally and no silence: a sentence, and what was copied."""
    html = page(site(*three(), practices=(practice(),)), "services/wall.md")
    assert "This copy is probably not the policy." in html.css_first(".sp-not-analysed").text()
    assert not html.css(".sp-badge, .sp-tally, #sp-g-silent, .sp-profile")
    assert LOGIN in html.css_first(".sp-words").text()
    assert "Flesch" not in html.text()
    described = 'description: "Wall. Left out: this copy is probably not the policy."'
    assert described in source(site(*three(), practices=(practice(),)), "services/wall.md")


def test_the_first_page_counts_what_was_read_and_shows_no_card_of_what_is_no_policy() -> None:
    """The numbers of the home page are those of the policies that were read."""
    html = page(site(*three(), practices=(practice(),)), "index.md")
    made = " ".join(html.css_first(".sp-made").text().split())
    assert made.startswith("1 policy, 2 clauses, 1 badge. ")
    assert "2 more policies are here and not read." in made
    assert [name.text() for name in html.css(".sp-card-name")] == ["Example", "De"]


def test_data_tell_no_policy_from_silence() -> None:
    """Programs read for each who was not read that it was not, and why."""
    world = site(*three(), practices=(practice(),))
    made = {file.path: file.data.decode() for file in matrix.pages(world, view_policies(world))}
    assert [row[-1] for row in csv.reader(io.StringIO(made["matrix.csv"]))] == [
        *("sells", "present", "not analysed", "no policy")
    ]
    told = json.loads(made["matrix.json"])["services"]
    assert [(one["analysed"], one["no_policy"], bool(one["answers"])) for one in told] == [
        *((True, False, True), (False, False, False), (False, True, False))
    ]


def test_no_clause_is_comparable_to_what_is_no_policy() -> None:
    """Even equal words tie nothing to a text that nobody read."""
    seller, _, wall = three()
    assert link([seller, replace(wall, clauses=seller.clauses, document=seller.document)]) == ()


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Stand in a small repository that asks enough questions to judge."""
    tiny(tmp_path)
    put(tmp_path, "mkdocs.yml", "site_name: Tiny\n")
    for number in range(FEWEST_QUESTIONS):
        put(tmp_path, f"site_config/practices/q{number}.yml", PRACTICE.replace("label: Sells", f"label: Q{number}"))
    put(tmp_path, "content/policies/wall/service.md", service("Wall", LOGIN))
    put(tmp_path, "content/policies/wall/undated-1.txt", LOGIN)
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("GITHUB_ACTIONS", raising=False)
    return tmp_path


def run(*arguments: str) -> str:
    """What a verb prints when all is well."""
    done = CliRunner().invoke(main, arguments)
    assert done.exit_code == 0, done.output
    return done.output


@pytest.mark.parametrize("paths", [(), ("content/policies/wall",)])
def test_check_asks_whether_a_text_is_a_policy(here: Path, paths: tuple[str, ...]) -> None:
    """The whole check and that of one folder say it of the log-in page, and of nothing that answers or was reviewed."""
    told = run("check", *paths)
    assert "content/policies/wall/undated-1.txt:1:1: odd: this text of 5 words is probably not the policy" in told
    assert told.count("(no-policy)") == 1


def test_new_asks_where_the_words_of_policies_are_rare(here: Path) -> None:
    """Terms of use are asked about when somebody adds them, and a policy is not."""
    put(here, "site_config/words.yml", (here / "site_config/words.yml").read_text() + "signs: '\\bprivacy\\b'\n")
    put(here, "terms.txt", "These are the terms that you accept when you use Acorn. " * 30)
    put(here, "policy.txt", "This is the privacy policy of Birch and what it means to you. " * 30)
    assert "it hardly speaks of personal data: is this the privacy policy?" in run("new", "Acorn", "terms.txt")
    assert "is this the" not in run("new", "Birch", "policy.txt")


def test_old_copies_are_listed_when_somebody_asks(here: Path) -> None:
    """A copy of unknown age, or from before the day, is odd; without the question no check knows a clock."""
    put(
        here,
        "content/policies/wall/service.md",
        service("Wall", LOGIN).replace("captured: unknown", "captured: 2020-01-02"),
    )
    assert "old-copy" not in run("check")
    told = run("check", "--older-than", "12m")
    assert re.search(
        r"wall/service\.md:5:5: odd: the newest copy was made on 2020-01-02\b.*\n.*smallprint update wall", told
    )
    assert "example/service.md:5:5: odd: nobody knows how old the newest copy is" in told
    assert "the newest copy was made" not in run("check", "--older-than", "100y")


@pytest.mark.parametrize("age", ["12", "m", "-1d", "1w", "9999y", "12m12m", ""])
def test_an_age_is_a_number_of_days_months_or_years(here: Path, age: str) -> None:
    """What is no age is refused in a sentence, never with a traceback."""
    done = CliRunner().invoke(main, ["check", "--older-than", age])
    assert (done.exit_code, "Error" in done.output) == (2, True)
