"""The day that a policy gives itself: what is taken for it, what is not, and how far from its words it may stand."""

from __future__ import annotations

from datetime import date

import pytest

from generator.formats.dating import ENDS, stated

WORDS = "We keep what you tell us and give it to nobody. "


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("Last updated: July 22, 2018", date(2018, 7, 22)),
        ("Last updated: 22 July 2018", date(2018, 7, 22)),
        ("Last updated: 22nd of July, 2018", date(2018, 7, 22)),
        ("This policy was last revised on the 1st of June 2020.", date(2020, 6, 1)),
        ("Effective date: 2019-02-03", date(2019, 2, 3)),
        ("Effective May 1, 2015. Last modified: 25/05/2018", date(2018, 5, 25)),
        ("Last modified 1 May 2015. Updated 25 May 2018. Revised 3 March 2016.", date(2018, 5, 25)),
        ("Last modified 03/04/2015. Updated 25 May 2018.", date(2018, 5, 25)),
        ("We change it. We made changes here. Updated 25 May 2018.", date(2018, 5, 25)),
        ("Updated 4 May 2018 (before: 2017-01-02)", date(2018, 5, 4)),
        ("Updated 2018-05-04 (before: 4 May 2017)", date(2018, 5, 4)),
    ],
)
def test_a_day_is_read_after_the_word_that_makes_it_one(text: str, day: date) -> None:
    """The last change counts before the beginning, the nearest date before the next, the newest before the older."""
    found = stated(f"Privacy\n\n{text}\n\n{WORDS}")
    assert found is not None
    assert found.day == day


@pytest.mark.parametrize(
    ("written", "day"),
    [
        ("7/22/2018", date(2018, 7, 22)),
        ("22/7/2018", date(2018, 7, 22)),
        ("22.07.2018", date(2018, 7, 22)),
        ("12/13/2018", date(2018, 12, 13)),
        ("13-12-2018", date(2018, 12, 13)),
        ("05/05/2018", date(2018, 5, 5)),
        ("12/12/2018", date(2018, 12, 12)),
        ("03/04/2018", None),
        ("12/11/2018", None),
        ("11/12/2018", None),
        ("13/13/2018", None),
        ("0/13/2018", None),
        ("31 June 2018", None),
        ("2018-13-01", None),
    ],
)
def test_a_day_that_can_be_read_two_ways_is_none(written: str, day: date | None) -> None:
    """Day and month are told apart only where one of them can be no month; the words are shown all the same."""
    found = stated(f"Last updated: {written}\n\n{WORDS}")
    assert found is not None
    assert found.day == day
    assert found.words == f"Last updated: {written}"


@pytest.mark.parametrize(
    "text",
    [
        "We met on 5 May 2018.",
        "Updated. On 5 May 2018 we met.",
        "We keep updates.",
        f"{WORDS * 60}Updated 5 May 2018. {WORDS * 60}",
        "Updated\n\nWe met.\n\n5 May 2018",
        f"Updated {'x' * 60} 5 May 2018",
    ],
)
def test_a_date_of_something_else_is_not_taken(text: str) -> None:
    """Only a date that follows such a word closely, in its line or the next, at a text's ends, is the policy's."""
    assert stated(text) is None


@pytest.mark.parametrize("end", ["{day} {words}", "{words} {day}"])
def test_both_ends_of_a_long_text_are_looked_at(end: str) -> None:
    """A policy speaks of its date first or last."""
    found = stated(end.format(day="Updated 5 May 2018.", words=WORDS * (3 * ENDS // len(WORDS))))
    assert found is not None
    assert found.day == date(2018, 5, 5)


@pytest.mark.parametrize("distance", [20, 44, 45])
def test_a_date_is_near_its_word(distance: int) -> None:
    """It begins at most 45 characters behind it."""
    found = stated(f"Updated{' ' + 'x' * (distance - 2) + ' '}5 May 2018 {WORDS}")
    assert found is not None
    assert stated(f"Updated{' ' + 'x' * 44 + ' '}5 May 2018 {WORDS}") is None


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Our shop. This policy was last updated on 5 May 2018. More.", "This policy was last updated on 5 May 2018"),
        ("A title\nThis policy was  updated on\n5 May 2018", "This policy was updated on 5 May 2018"),
    ],
)
def test_the_words_are_those_of_its_sentence(text: str, words: str) -> None:
    """What is shown begins with the sentence or the line, ends with the date, and stands on one line."""
    found = stated(text)
    assert found is not None
    assert found.words == words
