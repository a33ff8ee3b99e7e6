"""Documents of many small pieces: refused, or read as plain text, before a parser makes an object of each."""

from __future__ import annotations

import pytest

from generator.analysis.clauses import segment
from generator.formats import Unreadable, extract


@pytest.mark.parametrize(
    ("text", "format", "said"),
    [
        ("# a\n\n" * 300_000, "md", "300,000 lines; the limit is 60,000"),
        ("We sell\r" * 60_001, "txt", "60,001 lines; the limit is 60,000"),
        (f"<table><tr>{'<td>a' * 390_000}", "html", "390,002 tags; the limit is 100,000"),
        ("<li>a" * 390_000, "html", "390,000 tags; the limit is 100,000"),
        ("<h2>Our rights</h2>" * 20_001, "html", "20,001 paragraphs and list items; the limit is 20,000"),
        ("a | b\n" * 50_001, "txt", "50,001 cells; the limit is 50,000"),
    ],
)
def test_too_many_pieces_are_refused(text: str, format: str, said: str) -> None:
    """Each shape took up to 13 s and 1 GB; now it is refused with its number and the limit."""
    with pytest.raises(Unreadable) as caught:
        segment(extract(text.encode(), format))
    assert said in caught.value.message


def test_a_table_of_nothing_but_bars_is_read_as_text() -> None:
    """No word is lost, and a warning says how it was read."""
    document = extract(b"|we|sell|\n|-|-|\n" + b"|we|sell|\n" * 40_000, "md")
    assert "read as plain text" in document.warnings[0]
    assert document.text.count("sell") == 40_001
