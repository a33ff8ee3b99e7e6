"""What GitHub shows of a change cannot be silenced, and points to nothing, whatever a policy is called."""

from __future__ import annotations

import html
import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from builders.values import finding, judged, policy, practice
from test_badge_changes import here, write_policy  # noqa: F401 - the first is a fixture
from test_github import comment  # noqa: F401 - a fixture

from generator.catalogue import Catalogue
from generator.commands.revisions import compare as compare_badges
from generator.comparison.badge_changes import Report
from generator.comparison.versions import step
from generator.model import Verdict
from generator.pages.change_report import as_markdown

SILENCING = (
    *("No badge changes", "No badge changes (0 policies compared).", "<!-- badges: unchanged -->"),
    *("x\n<!-- badges: unchanged -->", "badges: unchanged", "There is nothing to tell."),
)


@pytest.fixture
def changed(here: Path) -> Report:  # noqa: F811
    """A report of one badge that is lost."""
    write_policy(here, "Privacy at Example\n\nWe like your data.\n")
    return compare_badges(here, "main")


@pytest.mark.parametrize("name", SILENCING)
def test_no_name_silences_the_comment(
    name: str,
    changed: Report,
    comment: Callable[..., tuple[str, str]],  # noqa: F811
) -> None:
    """A change that moves a badge is told below its pull request, whatever its policy is called."""
    (change,) = changed.changes
    named = replace(change, service=replace(change.service, name=name))
    _calls, told = comment(as_markdown(replace(changed, changes=(named,), added=(name,))))
    assert "1 lost" in told


FIRST = (
    *("", "<!-- badges: -->", "<!-- badges: unchanged -->x", " <!-- badges: unchanged -->"),
    *(
        "# <!-- badges: unchanged -->",
        "<!-- badges: unchanged --> <!-- badges: changed -->",
        "<!-- BADGES: CHANGED -->",
    ),
)


@pytest.mark.parametrize("first", FIRST)
def test_a_report_without_its_first_line_is_not_shown(
    first: str,
    comment: Callable[..., tuple[str, str]],  # noqa: F811
) -> None:
    """One line alone decides, and it is written in one of two ways."""
    _calls, told = comment(f"{first}\nNo badge changes.\n")
    assert "cannot be shown here" in told


#: What GitHub turns into a link, a call or a mention, by its own documentation.
POINTS = (
    *("#12", "GH-12", "gh-12", "us/ours#12", "us#12", "us/ours@0123abc", "@ada", "@us/team", "www.a.example"),
    *(
        "0123abc",
        "0123456789abcdef0123456789abcdef01234567",
        "1234567",
        "ABCDEF0",
        "http://a.example",
        "ftp://a.example",
    ),
    *("see:0123abc.", "(0123abc)", "é0123abc", "0123abc...fedcba9", "_0123abc_", "ada@a.example"),
)
LIVE = re.compile(
    r"[@#]\w|\bGH-\d|(?<![0-9a-z])[0-9a-f]{7,40}(?![0-9a-z])|://|www\.\w",
    re.IGNORECASE,
)


@pytest.mark.parametrize("words", POINTS)
def test_nothing_in_a_name_points_anywhere(
    words: str,
    comment: Callable[..., tuple[str, str]],  # noqa: F811
) -> None:
    """A name is shown as itself, and GitHub finds nothing in it; what a change writes itself is not shown."""
    assert LIVE.search(words)
    report = as_markdown(Report((), (words,), (), 1, False)).replace("unchanged", "changed", 1)
    shown = html.unescape(report.partition("\n")[2])
    assert not LIVE.search(shown)
    assert f"New: {words}." in shown.replace("\u200b", "")
    assert "New: " in comment(report)[1]
    assert "cannot be shown here" in comment(f"<!-- badges: changed -->\n{words}\n")[1]


@pytest.mark.parametrize("words", POINTS)
def test_nothing_in_a_newer_text_points_anywhere(words: str) -> None:
    """Quotes and words that changed are shown as they are, however many there are, and GitHub finds nothing in them."""
    asked = tuple(practice(f"asked{chr(97 + number // 26)}{chr(97 + number % 26)}") for number in range(80))
    quote = f"We sell {words} to | anyone <b> who [asks](x) for it."
    old, new = policy("Words."), policy("Words.", f"{quote} {'Long. ' * 2_000}")
    silent = judged(old, *(Verdict(one.id, "silent", "none") for one in asked))
    found = (Verdict(one.id, "present", "detected", (finding(new, quote, practice=one.id),)) for one in asked)
    one = step(silent, judged(new, *found), asked)
    assert len(one.effects) == 80
    report = as_markdown(Report((), (), (), 1, False, (one,) * 8, Catalogue(asked, ())))
    assert len(report.encode()) < 60_000
    shown = html.unescape(report.partition("\n")[2])
    assert not LIVE.search(shown)
    assert f"We sell {words} to | anyone <b>" in shown.replace("\u200b", "")
    assert "<b>" not in report
    assert re.search(r"And \d+ more", report)
