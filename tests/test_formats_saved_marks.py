"""What a saved file says of itself: where it comes from, when it was saved, and what is wrong with its text."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from builders.repository import PLACES, put, service, tiny
from click.testing import CliRunner

from generator.commands import main
from generator.formats import extract
from generator.formats.saved_marks import Marks, saved_marks
from generator.gathering import gate
from generator.outputs.drafts import new_service
from generator.outputs.learnt import Learnt
from generator.reading.captures import Capture

SAID = "We keep the letters that you write to us in a box of birch wood until you come to fetch them number {}."
ADDRESS = "https://club.example/letters?a=1"
BODY = "<h1>Privacy at the Club</h1>" + "".join(f"<p>{SAID.format(n)}</p>" for n in range(12))


@pytest.mark.parametrize(
    "head",
    [
        f"<!-- saved from url=(0032){ADDRESS} -->",
        f"<!--\n Page saved with SingleFile \n url: {ADDRESS} \n saved date: Tue Nov 05 2024 10:00:00 GMT+0100\n-->",
        f"<link data-a rel='canonical' href='{ADDRESS}'>",
        f'<link href="{ADDRESS}" rel="canonical">',
        f'<meta property="og:url" content="{ADDRESS}">',
        f"---\ntitle: Letters\nsource: {ADDRESS}\n---\n",
    ],
)
def test_a_saved_file_says_where_it_comes_from(head: str) -> None:
    """Browsers, tools that save pages, and the page itself write its address into it."""
    assert saved_marks(f"{head}\n{BODY}".encode()).source == ADDRESS


@pytest.mark.parametrize(
    ("head", "foot"),
    [
        (f"<!--\n Page saved with SingleFile \n url: {ADDRESS} \n saved date: Tue Nov 05 2024 10:00:00 GMT\n-->", ""),
        ("---\ncaptured: 2024-11-05\n---\n", ""),
        ("", "<!--\n     FILE ARCHIVED ON 10:00:00 Nov 05, 2024 AND RETRIEVED FROM THE\n-->"),
    ],
)
def test_a_saved_file_says_when_it_was_saved(head: str, foot: str) -> None:
    """Tools and archives write the day into it."""
    assert saved_marks(f"{head}\n{BODY}\n{foot}".encode()).captured == date(2024, 11, 5)


def test_a_file_without_marks_says_nothing() -> None:
    """Links in the text, and days in it, are none of them."""
    body = f"<a href='{ADDRESS}'>saved 2024-11-05</a>{BODY}"
    assert saved_marks(body.encode()) == Marks()
    assert saved_marks(b"---\ncaptured: 2024-31-05\n---\n") == Marks()


def learnt(root: Path, data: bytes, name: str) -> dict[str, Learnt]:
    """What ``new`` learns from a file, by field."""
    return {one.field: one for one in new_service(root, "The Club", Capture(data, name)).learnt}


def test_new_asks_only_what_the_file_does_not_say(tmp_path: Path) -> None:
    """Address and day are taken from the file's own marks, with the words for what says so."""
    tiny(tmp_path)
    marks = f"<!--\n Page saved with SingleFile \n url: {ADDRESS} \n saved date: Tue Nov 05 2024 10:00:00 GMT\n-->"
    told = learnt(tmp_path, f"<html>{marks}<body>{BODY}</body></html>".encode(), "page.html")
    assert (told["source"].value, told["source"].ask) == (ADDRESS, False)
    assert (told["captured"].value, told["captured"].ask) == ("2024-11-05", False)
    assert "SingleFile" in told["source"].origin
    assert "read" not in told


def test_new_says_what_was_not_read(tmp_path: Path) -> None:
    """A warning of the reader, and broken letters, are questions to the person who saved the file."""
    tiny(tmp_path)
    told = learnt(tmp_path, ("Privacy at the Club\n\n" + "We donâ€™t sell it. " * 60).encode(), "page.txt")
    assert (told["letters"].value, told["letters"].ask) == ("donâ€™t", True)
    twice = "\n\n".join(SAID.format(n) for n in range(6))
    told = learnt(tmp_path, f"Privacy at the Club\n\n{twice}\n\nPrivacy at the Club\n\n{twice}\n".encode(), "page.txt")
    assert "twice" in told["read"].origin


def test_a_text_that_stands_in_its_file_twice_is_named() -> None:
    """The second copy is read like the first, and a warning says where it begins; a chorus is no copy."""
    once = "\n\n".join(SAID.format(n) for n in range(6))
    assert "begins with “We keep the letters" in extract(f"{once}\n\n{once}\n".encode(), "txt").warnings[0]
    chorus = "\n\n".join([SAID.format(0), once.replace("box", "chest"), SAID.format(0)])
    assert extract(chorus.encode(), "txt").warnings == ()


@pytest.mark.parametrize(
    ("policy", "check", "words"),
    [
        ("Privacy at Example\n\nWe donâ€™t sell your data.\n", "mojibake", "donâ€™t"),
        ("Privacy at Example\n\nLast updated: 2 June 2021\n\nWe sell your data.\n", "open-question", "2 June 2021"),
        ("\n\n".join(SAID.format(n) for n in range(6)) * 2, "snapshot-read", "twice"),
    ],
)
def test_check_repeats_what_new_has_asked(tmp_path: Path, policy: str, check: str, words: str) -> None:
    """What the file itself answers, or what is wrong with its text, is odd until somebody looks at it."""
    tiny(tmp_path)
    (tmp_path / PLACES["reviews"]).unlink()
    policy = policy.replace(SAID.format(5) + SAID.format(0), f"{SAID.format(5)}\n\n{SAID.format(0)}")
    put(tmp_path, PLACES["service"], service("Example", policy))
    put(tmp_path, PLACES["snapshot"], policy)
    problems = [problem for problem in gate(tmp_path)[1] if problem.check == check]
    assert [problem.severity for problem in problems] == ["odd"]
    assert words in problems[0].message


def test_check_names_the_policies_whose_origin_is_unknown(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nobody has to know it, so it is no mistake; it stays visible, so that somebody who knows can write it."""
    tiny(tmp_path)
    put(tmp_path, "mkdocs.yml", "site_name: Tiny\n")
    monkeypatch.chdir(tmp_path)
    done = CliRunner().invoke(main, ["check"])
    assert done.exit_code == 0, done.output
    assert "Still unknown of example: when it was captured." in done.stderr
