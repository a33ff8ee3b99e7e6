"""The laws of limits: which statement a limit belongs to, and who takes it over."""

from __future__ import annotations

import pytest

from generator.analysis.detection import Detector
from generator.model import Clause, Document, Section, Span
from generator.practices import Practice, Rule
from generator.problems import Place
from generator.words import Condition, Words

WORDS = Words(
    macros=(),
    conditions=(
        Condition("consent", "with consent", r"\bif you permit it\b", outcomes=("present",), never=("merger",)),
        Condition("exceptions", "with exceptions", r"\bexcept\b", within="own"),
        Condition("possible", "may", r"\bwe may\b", within="match", anywhere=r"\byou may have\b"),
        Condition(
            "place",
            "where your law gives it",
            r"\bdepending on where you live\b",
            practices=("deletion", "complaint"),
            part=r"\bcalifornia\b",
            covers=("possible",),
            alone=("complaint",),
            everybody=r"\brights\b[^.;]*\bregardless of where\b",
        ),
    ),
)


def practice(id: str, pattern: str) -> Practice:
    """A practice with one rule."""
    rule = Rule("rule", "present", pattern, negated="absent")
    return Practice(id, id, "?", "", "", "access", "protective", "material/cash", "", (), (rule,), place=Place(""))


PRACTICES = [
    practice("deletion", r"\bdelet\w+\b[^.;]*\bdata\b"),
    practice("sale", r"\b(sell|law)\b[^.;]*\w+"),
    practice("merger", r"\b(merge)\b"),
    practice("complaint", r"\b(complain)\b"),
]


def limits(text: str, id: str = "deletion", items: tuple[str, ...] = (), heading: str = "") -> list[tuple[str, ...]]:
    """The limits of each finding of a practice, in a text of paragraphs under a heading."""
    whole = f"{heading}\n{text}" if heading else text
    sections = (Section("s", heading, 1, 0, len(heading)),) if heading else ()
    clauses, at = [], len(whole) - len(text)
    for number, paragraph in enumerate(text.split("\n\n")):
        spans = tuple(
            Span(item, whole.index(item), whole.index(item) + len(item)) for item in items if item in paragraph
        )
        clauses.append(Clause(str(number), "s" if heading else None, paragraph, at, at + len(paragraph), items=spans))
        at += len(paragraph) + 2
    found = Detector(PRACTICES, WORDS).detect(Document(whole, ()), sections, tuple(clauses))
    return [finding.conditions for finding in found if finding.practice == id]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("We sell data if you permit it.", ("consent",)),
        ("We give data if you permit it, or if the law requires it.", ()),
        ("We give data if you permit it; the law requires it.", ()),
    ],
)
def test_an_alternative_limits_only_its_own_case(text: str, expected: tuple[str, ...]) -> None:
    """What limits one case says nothing of another one."""
    assert limits(text, "sale") == [expected]


def test_the_exceptions_of_a_list_are_its_items() -> None:
    """The introduction is limited by its exceptions, and an item that is one of them is not."""
    text = "We do not sell your data, except in these cases:\n- we sell your old data"
    assert limits(text, "sale", ("we sell your old data",)) == [("exceptions",), ()]


def test_a_limit_covers_another_one() -> None:
    """Where the law decides, "may" says nothing more."""
    assert limits("You may have the right to delete your data.") == [("possible",)]
    assert limits("Depending on where you live, you may have the right to delete your data.") == [("place",)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Depending on where you live, you have rights. These include deleting data.", [("place",)]),
        ("Depending on where you live, you have rights.\n\nThese include deleting data.", [("place",)]),
        ("Depending on where you live, you have these rights:\n\nDeleting the data that we hold.", [("place",)]),
        ("Depending on where you live, you have rights.\n\nDelete your data at any time.", [()]),
        ("Depending on where you live, you have rights. We delete your data in time.", [()]),
    ],
)
def test_a_sentence_that_goes_on_takes_the_limit_over(text: str, expected: list[tuple[str, ...]]) -> None:
    """What goes on from a limited sentence is limited too, and what only stands behind it is not."""
    assert limits(text) == expected


def test_items_take_over_from_the_sentences_before_their_list() -> None:
    """A list stands under all that its paragraph says before it."""
    text = "Depending on where you live, you have rights. You can ask for:\n- deleting your data"
    assert limits(text, items=("deleting your data",)) == [("place",)]


def test_all_items_of_a_list_take_its_introduction_over_as_the_first_does() -> None:
    """Items that are paragraphs of their own stand under the introduction, each; what is no item ends the list."""
    text = "Depending on where you live, you have rights:\n\n(1) You can delete the data.\n\n(2) We delete some data."
    assert limits(text) == [("place",), ("place",)]
    assert limits(f"{text}\n\nWe delete old data.\n\n(3) We delete all data.") == [("place",), ("place",), (), ()]


def test_a_part_for_people_of_one_place_hands_its_limit_on() -> None:
    """Below a heading that names a place, rights are given by its law; only the practices named are told of it."""
    text = "You can delete your data. We sell nothing."
    assert limits(text, heading="Notice for California") == [("place",)]
    assert limits(text, "sale", heading="Notice for California") == [()]
    assert limits(text, heading="Notice for everybody") == [()]


def test_an_answer_that_names_the_case_takes_no_limit() -> None:
    """What is said of a practice that a limit is never told of, is told without it; of another one with it."""
    text = "We sell your data when we merge if you permit it."
    assert limits(text, "merger") == [()]
    assert limits(text, "sale") == [("consent",)]


def test_no_heading_limits_what_everybody_can_do() -> None:
    """A heading's limit is not one of a practice that stands alone; the sentence's own limit and its list's is."""
    assert limits("You can complain about us.", "complaint", heading="Notice for California") == [()]
    own = "Depending on where you live, you can complain about us."
    assert limits(own, "complaint", heading="Notice for California") == [("place",)]
    opened = "Depending on where you live, you have these rights:\n\nYou can complain about us."
    assert limits(opened, "complaint") == [("place",)]


def test_a_section_that_gives_all_people_its_rights_limits_none() -> None:
    """Where a clause says that rights are given regardless of where one lives, nothing in its section is limited."""
    text = "California has laws. We give these rights regardless of where you live.\n\nYou can delete your data."
    assert limits(text, heading="Notice for California") == [()]
    assert limits(text.replace("regardless of where you live", "to you"), heading="Notice for California") == [
        ("place",)
    ]


def test_what_is_given_beside_a_limited_right_has_no_limit_of_it() -> None:
    """A list takes its limit from the sentence that introduces it, and past "you also have" from none before."""
    limited, plain = "Depending on where you live, you have rights.", "You also have the right to object."
    for text, found in (
        (f"{limited} These include:\n- delete your data", ["place"]),
        (f"{limited} {plain} This includes:\n- delete your data", []),
        (f"{plain} {limited} These include:\n- delete your data", ["place"]),
    ):
        assert limits(text, items=("delete your data",)) == [tuple(found)]


def test_an_introduction_may_end_with_a_full_stop() -> None:
    """Items that are paragraphs with marks take over the limit of "the following"; another paragraph takes none."""
    lead = "Depending on where you live, you have the following rights.\n\n"
    assert limits(f"{lead}• You can delete your data.\n\n• We delete our data.") == [("place",), ("place",)]
    assert limits(f"{lead}You can delete your data.") == [()]
    assert limits(f"{lead}• Ask us.\n\nYou can delete your data.") == [()]


def test_a_service_that_may_is_named_as_it_names_itself() -> None:
    """What "we may" do is no promise, and neither is what the service may do by its name; others bind nobody."""
    title = "At Acorn, we care.\n\n"
    assert limits(f"{title}Acorn may delete your data.") == [("possible",)]
    assert limits(f"{title}Acorn deletes your data.") == [()]
    assert limits(f"{title}Unicorn may delete your data.") == [()]
