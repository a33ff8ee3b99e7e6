"""What a change does to the badges is told against another commit, without network and without touching anything."""

from __future__ import annotations

import html
import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from builders.repository import PLACES, POLICY, PRACTICE, REVIEWS, SERVICE, put, service, tiny
from click.testing import CliRunner

from generator.commands import main
from generator.commands.revisions import compare
from generator.comparison.badge_changes import Report
from generator.pages.change_report import as_markdown
from generator.problems import ContributorError
from generator.reading import git


@pytest.fixture
def here(tmp_path: Path, commit_all: Callable[[Path], None]) -> Path:
    """The tiny repository without its review, committed on main."""
    tiny(tmp_path)
    put(tmp_path, "mkdocs.yml", "site_name: Tiny\n")
    (tmp_path / PLACES["reviews"]).unlink()
    commit_all(tmp_path)
    return tmp_path


def write_policy(root: Path, text: str) -> None:
    """Put another text in the place of the policy's."""
    put(root, PLACES["snapshot"], text)
    put(root, PLACES["service"], service("Example", text))


def kinds(report: Report) -> list[tuple[str, str]]:
    """Which service has which kind of change."""
    return [(change.service.id, change.kind) for change in report.changes]


def test_without_a_change_no_policy_is_read(here: Path) -> None:
    """Nothing is compared where nothing differs, and the report says so."""
    assert compare(here, "main") == Report((), (), (), 0, False)
    assert "No badge changes (0 policies compared)." in as_markdown(compare(here, "main"))


def test_a_badge_is_lost_gained_and_flipped(here: Path, commit_all: Callable[[Path], None]) -> None:
    """Each kind of change is told by its name, with the words that the answer rests on."""
    write_policy(here, "Privacy at Example\n\nWe like your data.\n")
    assert kinds(compare(here, "main")) == [("example", "lost")]
    assert "“We sell your data to anyone.”" in as_markdown(compare(here, "main"))
    commit_all(here)
    write_policy(here, POLICY)
    assert kinds(compare(here, "main")) == [("example", "gained")]
    commit_all(here)
    write_policy(here, "Privacy at Example\n\nNever do we sell your data to anyone.\n")
    (change,) = compare(here, "main").changes
    assert (change.kind, change.before and change.before.outcome, change.after and change.after.outcome) == (
        "flipped", "present", "absent",
    )  # fmt: skip
    table = as_markdown(compare(here, "main"))
    assert "| Example | Sells data | Does not sell data | “Never do we sell your data to anyone.” |" in table


def test_a_review_changes_the_basis_or_the_answer(here: Path) -> None:
    """A person's word is told with their name, whether it confirms the answer or flips it."""
    put(here, PLACES["reviews"], REVIEWS)
    assert kinds(compare(here, "main")) == [("example", "flipped")]
    assert "Does not sell data (reviewed by Someone)" in as_markdown(compare(here, "main"))
    put(here, PLACES["reviews"], REVIEWS.replace("absent", "present"))
    assert kinds(compare(here, "main")) == [("example", "reviewed")]


def test_a_practice_changes_every_policy(here: Path) -> None:
    """When what is asked changes, every policy is read again; a practice that is gone takes its badges along."""
    put(here, PLACES["practices"], PRACTICE.replace("{we} sell", "{we} rent").replace("We sell", "We rent"))
    report = compare(here, "main")
    assert (kinds(report), report.compared) == ([("example", "lost")], 1)
    (here / PLACES["practices"]).unlink()
    assert kinds(compare(here, "main")) == [("example", "lost")]
    assert "(not asked)" in as_markdown(compare(here, "main"))


def test_only_what_differs_is_compared(here: Path) -> None:
    """A new policy, not even added to git yet, is read alone, and named."""
    put(here, "content/policies/second/service.md", service("Second *co*", POLICY + "More.\n"))
    put(here, "content/policies/second/undated-1.txt", POLICY + "More.\n")
    report = compare(here, "main")
    assert (kinds(report), report.added, report.compared) == ([("second", "gained")], ("Second *co*",), 1)
    assert "New: Second &#42;co&#42;." in as_markdown(report)


def test_contributed_words_stay_words(here: Path) -> None:
    """A name or a quote can hold no table cell, no link, no markup, and call nobody."""
    write_policy(here, "Privacy\n\nWe sell | your <b>data</b> to @everyone, see [this](http://a.example).\n")
    cells = [line for line in as_markdown(compare(here, "main")).splitlines() if line.startswith("| Example")]
    assert all(line.count("|") == 5 for line in cells)
    assert not any(char in line for line in cells for char in "<>@[]")


@pytest.mark.parametrize(
    ("words", "never"),
    [
        ("@ada", "@"),
        ("see #12", "#"),
        ("see us/ours#12", "#"),
        ("see us/ours@0123abc", "@"),
        ("closes gh-12", "gh-"),
        ("http://a.example", "://"),
        ("WWW.a.example", "WWW."),
        ("in 0123abc.", "0123ab"),
        ("in F" + 39 * "0", "[0-9a-f]{6}"),
    ],
)
def test_what_is_written_as_a_number_is_no_link_either(words: str, never: str) -> None:
    """GitHub looks for names and addresses in the finished page, where a number is its character again: they part."""
    shown = html.unescape(as_markdown(Report((), (words,), (), 1, False)).splitlines()[5])
    assert shown.replace("\u200b", "") == f"New: {words}."
    assert not re.search(rf"{never}\w", shown)


@pytest.mark.slow
def test_a_report_fits_into_a_comment(here: Path) -> None:
    """However many policies a change touches, and whatever their names, it is short, and says how many are left out."""
    write_policy(here, "Privacy at Example\n\nWe like your data.\n")
    (lost,) = compare(here, "main").changes
    gained = replace(lost, before=None, after=lost.before)
    flipped = replace(lost, after=replace(lost.before, outcome="absent"))
    names = tuple("#" * 200 for _ in range(5_000))
    for number in (200, 5_000):
        report = as_markdown(Report((gained, lost, flipped) * number, names, names, number, True))
        assert len(report.encode()) < 60_000
    assert re.findall(r"And ([\d,]+) more", report)


def test_what_others_merged_since_is_not_ours(here: Path, commit_all: Callable[[Path], None]) -> None:
    """The comparison is with the commit at which the two parted, not with main as it is today."""
    run = lambda *arguments: git._run(here, *arguments)  # noqa: E731
    run("checkout", "-q", "-b", "mine")
    run("checkout", "-q", "main")
    write_policy(here, "Privacy at Example\n\nWe like your data.\n")
    commit_all(here)
    run("checkout", "-q", "mine")
    assert compare(here, "main").changes == ()


def test_the_repository_stays_as_it_is(here: Path) -> None:
    """Neither a file nor git's own state changes."""
    write_policy(here, "Privacy at Example\n\nWe like your data.\n")
    state = lambda: (git._run(here, "status", "--porcelain"), sorted(p for p in here.rglob("*")))  # noqa: E731
    before = state()
    compare(here, "main")
    assert state() == before


def test_what_is_wrong_here_is_told_as_a_check_tells_it(here: Path) -> None:
    """A report on broken files would be wrong; so they are mended first."""
    put(here, PLACES["service"], SERVICE.replace("lang", "langauge"))
    with pytest.raises(ContributorError):
        compare(here, "main")
    put(here, PLACES["service"], SERVICE)
    put(here, PLACES["practices"], PRACTICE.replace("{we} sell", "({we} sell"))
    with pytest.raises(ContributorError):
        compare(here, "main")


def test_the_verb_prints_the_report_and_says_when_it_cannot(here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Markdown is all that stands on standard output; an unknown branch is told in a sentence."""
    monkeypatch.chdir(here)
    done = CliRunner().invoke(main, ["changes"])
    assert (done.exit_code, done.stdout.splitlines()[1]) == (0, "## What this change does to the badges")
    done = CliRunner().invoke(main, ["changes", "--against", "--upload-pack=x"])
    assert done.exit_code == 1
    assert "git knows no branch or commit" in done.stderr
