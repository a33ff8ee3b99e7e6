"""What the yes and no of a table say in words, and what they do not say."""

from __future__ import annotations

import pytest

from generator.analysis.cells import told_by
from generator.analysis.sentences import fold, statements
from generator.model import Clause

HEADER = ("category", "collected", "sold or shared")


def told(*rows: tuple[str, ...], header: tuple[str, ...] = HEADER) -> list[list[str]]:
    """What each row of a table says."""
    return [list(told_by(header, row, rows)) for row in rows]


def test_a_yes_and_a_no_say_what_the_columns_title_says() -> None:
    """Of what the row names: what is collected, and what is not."""
    said = told(("names", "yes", "no"), ("places", "no", "no"))
    assert said == [
        ["we collect personal information: names.", "we do not sell or share your personal information: names."],
        ["we do not collect places.", "we do not sell or share your personal information: places."],
    ]


def test_one_row_that_is_sold_leaves_no_other_to_say_that_nothing_is() -> None:
    """A reader would take "does not sell" for all that the policy names."""
    said = told(("names", "yes", "no"), ("places", "yes", "yes"))
    assert [line for row in said for line in row if "not" in line] == []
    assert "we sell or share personal information: places." in said[1]


@pytest.mark.parametrize(
    ("header", "row"),
    [
        (HEADER, ("names", "sometimes", "to gulls")),
        (("category", "can you object?", "kept"), ("names", "no", "yes")),
        (("category", "not collected"), ("names", "yes")),
        (HEADER, ("–", "yes", "no")),
    ],
)
def test_other_cells_say_nothing(header: tuple[str, ...], row: tuple[str, ...]) -> None:
    """Words that are no plain answer, titles that ask or deny, and rows without a name."""
    assert told(row, header=header) == [[]]


def test_the_quote_is_the_row_and_its_lead_the_titles() -> None:
    """What is shown as evidence stands in the table, word for word."""
    text = "Category | Collected | Sold\nNames | YES | NO"
    found = [one for one in statements(text, fold(text), Clause("a", None, text, 0, len(text))) if one.lead]
    sale = next(one for one in found if one.match.startswith(b"we do not sell"))
    assert text[sale.start : sale.end] == "Names | YES | NO"
    assert sale.lead is not None
    assert sale.lead.text == "Category | Collected | Sold"
