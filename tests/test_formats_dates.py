"""The day that a policy gives itself: found where a line says it, and never taken from something else."""

from __future__ import annotations

from datetime import date

import pytest

from generator.formats import extract
from generator.formats.dating import is_date_line, stated

POLICY = "Privacy Policy\n\n{}\n\nWe keep the letters that you write to us in a box of birch wood.\n"


@pytest.mark.parametrize(
    ("line", "day"),
    [
        ("Last changed: 2021/02/03", date(2021, 2, 3)),
        ("In force since the 2nd day of June, 2021", date(2021, 6, 2)),
        ("Version 3.2 - June 2, 2021", date(2021, 6, 2)),
        ("Revised: October/02/2021", date(2021, 10, 2)),
        ("June 2, 2021 (updated)", date(2021, 6, 2)),
        ("Last modified\nJune 2, 2021", date(2021, 6, 2)),
        ("June 2, 2021", date(2021, 6, 2)),
        ("Stand: 2. März 2021", date(2021, 3, 2)),
        ("Stand: 02.03.2021", date(2021, 3, 2)),
        ("En vigueur depuis le 1er août 2021", date(2021, 8, 1)),
        ("Fecha de la última actualización: 2 de enero de 2021", date(2021, 1, 2)),
        ("Laatst gewijzigd op 2 maart 2021", date(2021, 3, 2)),
        ("Obowiązuje od 2 września 2021", date(2021, 9, 2)),
    ],
)
def test_a_day_is_read_in_every_plain_shape(line: str, day: date) -> None:
    """The word and the day stand in one line or in two that adjoin, in any of ten languages."""
    found = stated(POLICY.format(line))
    assert found is not None
    assert found.day == day


@pytest.mark.parametrize(
    "line",
    [
        "The Letters Act, effective June 2, 2021, lets you burn your letters.",
        "As of June 2, 2021, the law of Birchtown gives you a box.",
        "Previous version of June 2, 2021",
        "If you wrote to us before June 2, 2021, we changed your box.",
        "Changes:\n\n- June 2, 2021: Updated the boxes.\n- May 2, 2020: Changed the keys.",
        "We changed our boxes.\n\nOn the next day, June 2, 2021, we met.",
        "Effective: 02/03/2021",
    ],
)
def test_a_day_of_something_else_is_not_the_policys(line: str) -> None:
    """A law's, an earlier version's, a reader's, an entry's of a list; and one that may be two days is none."""
    found = stated(POLICY.format(line))
    assert found is None or found.day is None


def test_a_policy_that_names_a_law_has_its_own_day() -> None:
    """It is the policy that was changed, whatever it was changed for."""
    found = stated(POLICY.format("This notice was last changed on June 2, 2021 for the Letters Act."))
    assert found is not None
    assert found.day == date(2021, 6, 2)


@pytest.mark.parametrize(
    ("source", "format"),
    [
        ("# Our word\n\n## Changed: June 2, 2021\n\nWe keep it.\n", "md"),
        ("Our word\n\nCHANGED: JUNE 2, 2021\n\nWe keep it in a box until you fetch it.\n", "txt"),
        (
            "<h1>Our word</h1><h2>Changed: June 2, 2021</h2><p>We keep it in a box until you fetch it.</p>",
            "html",
        ),
    ],
)
def test_a_date_is_never_a_heading(source: str, format: str) -> None:
    """Markup or capitals make no title of it: it is a line of the policy, which can be quoted."""
    document = extract(source.encode(), format)
    kinds = {document.text[block.start : block.end].lower(): block.kind for block in document.blocks}
    assert kinds["changed: june 2, 2021"] == "paragraph"
    assert kinds["our word"] == "heading"


def test_a_month_is_a_date_too() -> None:
    """A policy may give no day; the line is no title for that."""
    assert is_date_line("Last changed March 2021")
    assert is_date_line("Stand: März 2021")
    assert not is_date_line("Changes of March 2021 to boxes")
    assert stated("Last changed March 2021") is None


def test_a_title_that_bears_its_date_stays_a_title() -> None:
    """It names the policy, and the day with it."""
    assert not is_date_line("Privacy Policy (June 2, 2021)")
    assert stated("Privacy Policy (June 2, 2021)\n\nWe keep it.").day == date(2021, 6, 2)  # type: ignore[union-attr]
