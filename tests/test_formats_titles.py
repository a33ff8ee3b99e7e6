"""Titles of a plain text that only their place, or the lines around them, tells."""

from __future__ import annotations

from generator.formats import extract

SAID = "We keep the letters that you write to us in a box of birch wood, and we open it when you come to fetch them."


def headings(text: str) -> list[str]:
    """The headings of a plain text, in order."""
    document = extract(text.encode(), "txt")
    return [document.text[block.start : block.end] for block in document.blocks if block.kind == "heading"]


def test_what_one_clicks_is_no_title() -> None:
    """A page that was copied holds its buttons and the answers of its tables as lines of their own."""
    controls = ("Back to top", "Read more", "Open", "Print", "Yes")
    text = "Our Word\n\n" + "".join(f"Box {n}\n\n{line}\n\n{SAID}\n\n" for n, line in enumerate(controls))
    assert not {*controls} & {*headings(text)}
    assert headings(text)[0] == "Our Word"


def test_a_text_begins_with_its_title() -> None:
    """Whatever it says, a short first line without a final mark is the title of what follows."""
    assert headings(f"letters at club.example\n\n{SAID}\n") == ["letters at club.example"]


def test_lines_with_a_colon_above_paragraphs_are_titles() -> None:
    """Where several do so; a line that announces a list does not."""
    names = ("Boxes of wood:", "Keys to them:", "Rain and snow:", "Gulls in May:")
    text = "Our Word\n\n" + "".join(f"{name}\n\n{SAID}\n\n" for name in names)
    assert headings(text) == ["Our Word", *names]
    lists = "Our Word\n\n" + "".join(f"{SAID}\n\nWe keep these:\n\n- boxes\n- keys\n\n" for _ in names)
    assert headings(lists) == ["Our Word"]
