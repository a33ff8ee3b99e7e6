"""Work grows with the text, not with its square: the shapes that were once slow, and a few of every kind.

``python tests/bench/bounded.py`` measures many more shapes, in full size and up to the page; this is its quick part.
"""

from __future__ import annotations

import sys
from contextlib import suppress
from functools import cache
from pathlib import Path
from time import process_time

import pytest
from builders.repository import FIXTURE, PLACES, PRACTICE, put, service, tiny
from builders.values import rendered
from builders.work import calls

from generator.analysis.clauses import segment
from generator.analysis.policy import Tools, load_tools, read_policy
from generator.analysis.sentences import split
from generator.comparison.versions import step
from generator.contributed import Service, Snapshot, Terms
from generator.formats import Unreadable, extract
from generator.gathering import gate
from generator.model import Block, Document, Page, Policy, Site
from generator.pages.text import _body
from generator.problems import ContributorError, Place

sys.path.insert(0, str(Path(__file__).parent / "bench"))
from bounded import SHAPES

pytestmark = pytest.mark.slow

#: What fell when all shapes were first measured, each with the format that it fell in.
FELL = (("only dots", "txt"), ("one long line", "txt"), ("many headings", "txt"), ("numbered headings", "md"),
        ("many paragraphs", "txt"), ("quotes", "txt"), ("nested lists", "html"), ("nested tags", "html"))  # fmt: skip
OTHERS = (
    ("links", "md"),
    ("emphasis", "md"),
    ("html table", "html"),
    ("entities", "html"),
    ("inline around paragraphs", "html"),
)


@cache
def tools() -> Tools:
    """The practices of the invented site: few, so that they hide nothing that grows."""
    return load_tools(FIXTURE)


def read(source: str, format: str) -> Policy | None:
    """Take one document from bytes to its verdicts; None where it is refused."""
    snapshot = Snapshot("x", f"undated-1.{format}", format, source.encode(), "0" * 64)
    service = Service("x", "X", "en", (Terms((snapshot,)),), Place("x"))
    with suppress(Unreadable, ContributorError):
        return read_policy(tools(), service, snapshot, extract(snapshot.data, format))
    return None


@pytest.mark.parametrize(("shape", "format"), [*FELL, *OTHERS])
def test_the_work_of_reading_grows_with_the_text(shape: str, format: str) -> None:
    """Three times the text takes at most four and a half times the work; a quadratic step would take nine times it."""
    make = SHAPES[shape]
    read(make(500), format)
    assert calls(lambda: read(make(75_000), format)) < 4.5 * calls(lambda: read(make(25_000), format))


@pytest.mark.parametrize(("shape", "format"), [*FELL, *OTHERS])
def test_the_work_of_a_page_grows_with_the_text(shape: str, format: str) -> None:
    """Twice the text takes at most three times the work; a quadratic step would take four times it.

    A text that is cut into pages is compared with one that is cut too: the cut itself is a step of the work.
    """

    def work(size: int) -> tuple[int, bool]:
        policy = read(SHAPES[shape](size), format)
        pages: list[Page] = []
        catalogue = tools().configuration.catalogue
        count = calls(lambda: pages.extend(rendered(Site((policy,) if policy else (), catalogue, ()))))
        return count, any(page.path.startswith("services/x/") for page in pages)

    work(500)
    (small, whole), (large, cut) = work(60_000), work(120_000)
    if cut and not whole:
        small, (large, _) = large, work(240_000)
    assert large < 3 * small


@pytest.mark.parametrize(("shape", "format"), [*FELL, *OTHERS])
def test_the_work_of_comparing_two_versions_grows_with_the_text(shape: str, format: str) -> None:
    """Twice the text takes at most three times the work, where every word of it has changed and where few have."""

    def work(size: int) -> int:
        text = SHAPES[shape](size)
        few, all = text.replace("e", "i", 50), text.replace("e", "i").replace("a", "o")
        versions = [read(one, format) for one in (text, few, all)]
        before, *after = versions
        return calls(lambda: [step(before, one, ()) for one in after if before and one])

    work(500)
    assert work(120_000) < 3 * max(1_000, work(60_000))


@pytest.mark.parametrize("storm", ["&a", "<a", "'a\"a", "&amp;a", f"{'We & you ' * 8}\n"])
def test_the_sanitiser_takes_linear_time_for_storms_of_escapes(storm: str) -> None:
    """Four times the text takes at most eight times as long, also where every second character is escaped."""

    def shown(size: int) -> float:
        text = storm * (size // len(storm))
        began = process_time()
        _body(Document(text, (Block("paragraph", 0, size),)), 0, len(text), ())
        return process_time() - began

    shown(1_000)
    assert min(shown(400_000) for _ in range(2)) < 8 * max(0.01, min(shown(100_000) for _ in range(2)))


def test_marks_that_end_nothing_are_passed_over() -> None:
    """Half a million dots or wordless full stops take no time, and are no sentence."""
    began = process_time()
    assert split("." * 500_000 + "x", 0, 500_001) == [(0, 500_001)]
    assert split("? " * 250_000, 0, 500_000) == []
    assert process_time() - began < 5


def test_a_list_without_end_is_refused_with_its_limit() -> None:
    """One clause may hold many short items, but not any number of them."""
    with pytest.raises(Unreadable, match="the limit is 20,000"):
        segment(extract(b"We share:\n\n" + b"- your data\n" * 20_001, "txt"))


def test_markdown_of_nothing_but_marks_is_read_as_text() -> None:
    """Hundreds of thousands of stars would fill the memory: no word is lost, and a warning says how it was read."""
    document = extract(b"We *a **a " * 49_000, "md")
    assert "plain text" in document.warnings[0]
    assert document.text.count("We") == 49_000


def test_the_costliest_practice_takes_seconds(tmp_path: Path) -> None:
    """Patterns of the widest repetitions are compiled soon, as many as a practice may have; more are refused."""
    rule = "    - {{name: x{0}, pattern: '.{{0,1000}}x{0}'}}\n"
    for outcome, many, said in (("absent", 60, ""), ("unclear", 61, "`unclear` has 61 items")):
        root = tiny(tmp_path / outcome)
        rules = f"  {outcome}:\n" + "".join(rule.format(number) for number in range(many))
        answers = PRACTICE.replace("examples:", f"{rules}examples:")
        put(root, PLACES["practices"], answers)
        began = process_time()
        problems = gate(root)[1]
        assert process_time() - began < 5
        assert not said or any(said in problem.message for problem in problems)


def test_wrong_quotes_are_told_soon(tmp_path: Path) -> None:
    """Hundreds of quotes that a long policy does not hold are told in seconds; the nearest passage of a few."""
    policy = "We sell your data to anyone and keep it. " * 12_000
    review = "- practice: p{0}\n  outcome: absent\n  quote: We never sell{0} your data to anyone\n  because: x\n"
    reviews = "".join(f"{review.format(number)}  reviewer: y\n  date: 2020-01-02\n" for number in range(400))
    root = tiny(tmp_path)
    put(root, PLACES["snapshot"], policy)
    put(root, PLACES["service"], service("Example", policy))
    put(root, PLACES["reviews"], reviews)
    began = process_time()
    problems = gate(root)[1]
    assert sum(problem.check == "quote" for problem in problems) == 400
    assert sum("as they stand" in problem.remedy for problem in problems) == 20
    assert process_time() - began < 5
