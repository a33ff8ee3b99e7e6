"""The laws of what a clause takes over from what stands before it."""

from __future__ import annotations

import pytest

from generator.analysis.clauses import segment
from generator.analysis.context import Before, contexts
from generator.formats import extract


def before(markdown: str) -> list[tuple[str, Before]]:
    """The clauses of a Markdown text, by their words, with what they take over."""
    document = extract(markdown.encode(), "md")
    sections, clauses = segment(document)
    return [(clause.text, taken) for clause, taken in contexts(document.text, sections, clauses)]


@pytest.mark.parametrize(
    ("heading", "stated"),
    [
        ("We honour Do Not Track.", True),
        ("We do not sell your data", True),
        ("Your data is never sold", True),
        ("1. You can see your data", True),
        ("How we sell your data", False),
        ("Your rights", False),
        ("Do we sell your data?", False),
        ("What you can do", False),
        ("We share it with:", False),
    ],
)
def test_a_heading_that_is_a_sentence_is_said_with_its_first_clause(heading: str, stated: bool) -> None:
    """A heading with a subject and a verb states something; a title, a question and an introduction do not."""
    (_, first), (_, second) = before(f"## {heading}\n\nWords of the first.\n\nWords of the second.")
    assert bool(first.headings) is stated
    assert not second.headings


def test_a_question_stands_right_before_its_answer() -> None:
    """The heading or the paragraph right before a clause may be the question that it answers."""
    found = before("## Is it sold?\n\nNo, it is not.\n\nIs it shared?\n\nNo, it stays here.\n\nThat is all of it.")
    questions = [taken.question.text if taken.question else "" for _, taken in found]
    assert questions == ["Is it sold?", "", "Is it shared?", ""]


def test_lines_below_an_introduction_are_its_items() -> None:
    """Lines in lower case or without a full stop go on with what a colon announced, until a sentence begins anew."""
    found = before("We will not:\n\nsell your data\n\nYour name to others\n\nThis is a new sentence.\n\nrent it")
    leads = [taken.lead.text if taken.lead else "" for _, taken in found]
    assert leads == ["", "We will not:", "We will not:", "", ""]


def test_a_line_that_ends_as_an_item_goes_on() -> None:
    """A long line is an item of what a colon announced when it, or the item before it, ends with "; and"."""
    long = "Words " * 30
    found = before(f"We will:\n\n{long}one;\n\n{long}two; and\n\n{long}three.\n\n{long}four.")
    assert [taken.lead is not None for _, taken in found] == [False, True, True, True, False]


def test_a_heading_may_cut_a_list_from_its_introduction() -> None:
    """The list after one stray heading belongs to the introduction above it; after two headings nobody knows."""
    (_, _), (_, after) = before("We share it only when:\n\n## Safety\n\nWe lock our doors.\n\n- the law asks")
    assert after.broken is not None
    assert after.broken.text == "We share it only when:"
    found = before("We share it only when:\n\n## Safety\n\n### Doors\n\nWe lock our doors.\n\n- the law asks")
    assert all(taken.broken is None for _, taken in found)


def test_the_surroundings_go_one_clause_back_below_a_heading() -> None:
    """What is near begins with the clause before under the same heading, and never above the heading."""
    text = "# A\n\nOne word here.\n\nTwo words here.\n\n# B\n\nThree words here."
    document = extract(text.encode(), "md")
    sections, clauses = segment(document)
    starts = [taken.near for _, taken in contexts(document.text, sections, clauses)]
    assert starts == [clauses[0].start, clauses[0].start, clauses[2].start]
