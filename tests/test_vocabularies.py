"""The lists of other vocabularies, and the terms of practices in them."""

from __future__ import annotations

from pathlib import Path

import pytest
from builders.repository import PLACES, PRACTICE, put, tiny

from generator.gathering import gate
from generator.reading.vocabularies import read_vocabularies

LIST = "site_config/vocabularies/other.txt"
GOOD = "name: Other\naddress: https://example.org/\nprefix: o https://example.org/o#\n\no:Sale Of data\nPlain\n"


def test_a_term_has_an_address_where_its_prefix_has_one(tmp_path: Path) -> None:
    """The address is the prefix's with the id behind it; a title and an unknown prefix give none."""
    put(tmp_path, LIST, GOOD)
    (found,) = read_vocabularies(tmp_path)
    assert found.terms == ("o:Sale Of data", "Plain")
    said = [found.address_of(term) for term in ("o:Sale Of data", "o:Sale", "Plain", "x:Sale", "o:", "Sharing: o: x")]
    assert said == ["https://example.org/o#Sale"] * 2 + [""] * 4


@pytest.mark.parametrize(
    ("text", "line", "words"),
    [
        (GOOD.replace("name: Other\n", ""), 1, "`name` is missing"),
        (GOOD.replace("name", "title"), 1, "is none of"),
        (GOOD.replace("address: https", "address: http"), 2, "no address of the web"),
        (GOOD.replace("https://example.org/o#", "javascript:alert(1)//"), 3, "no address of the web"),
        (GOOD.replace(" https://example.org/o#", ""), 3, "no address of the web"),
        (GOOD.partition("\n\n")[0], 1, "0 terms"),
    ],
)
def test_a_mistake_in_a_list_is_told(tmp_path: Path, text: str, line: int, words: str) -> None:
    """What is wrong with a list is said with its line."""
    put(tiny(tmp_path), LIST, text)
    _, problems = gate(tmp_path)
    assert (LIST, line) in {(one.place.path, one.place.line or 1) for one in problems if words in one.message}
    assert {one.check for one in problems} == {"vocabulary"}


@pytest.mark.parametrize(
    ("written", "message"),
    [
        ("{other: [o:Sale]}", "there is no term"),
        ("{others: [Plain]}", "there is no vocabulary"),
        ("{other: [Plain, Plane]}", "there is no term"),
    ],
)
def test_a_term_that_stands_in_no_list_is_a_mistake(tmp_path: Path, written: str, message: str) -> None:
    """Each term of a practice stands in its list, letter by letter."""
    put(tiny(tmp_path), LIST, GOOD)
    put(tmp_path, PLACES["practices"], PRACTICE.replace('gdpr: ""\n', f'gdpr: ""\ncrosswalk: {written}\n'))
    _, problems = gate(tmp_path)
    assert [(one.place.path, one.place.line, one.check) for one in problems] == [
        (PLACES["practices"], 9, "unknown-term")
    ]
    assert message in problems[0].message
