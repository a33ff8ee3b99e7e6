"""PDF and Word files as people get them: what a reader sees is read, in the order in which it is read."""

from __future__ import annotations

import pytest
from builders.documents import docx
from builders.documents import pdf_page as pdf
from hypothesis import given
from hypothesis import strategies as st

from generator.formats import Unreadable, extract
from generator.formats.pdf_columns import Shown, in_reading_order
from generator.model import Document

pytest.importorskip("pypdf")
pytest.importorskip("mammoth")

SAID = "We keep the letters that you write to us in a box of birch wood until you come to fetch them."


def headings(document: Document) -> list[str]:
    """The headings of a document, in order."""
    return [document.text[block.start : block.end] for block in document.blocks if block.kind == "heading"]


def run(text: str, marks: str = "") -> str:
    """A run of words in Word's markup, with the marks of their look."""
    return f'<w:r><w:rPr>{marks}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def paragraph(*runs: str, marks: str = "") -> str:
    """A paragraph in Word's markup."""
    return f"<w:p><w:pPr>{marks}</w:pPr>{''.join(runs)}</w:p>"


def rows(left: list[str], right: list[str]) -> bytes:
    """A PDF whose page shows two columns line by line."""
    lines = [(x, 700 - 14 * at, 10, cell) for at, row in enumerate(zip(left, right, strict=True))
             for x, cell in zip((40, 320), row, strict=True)]  # fmt: skip
    return pdf(lines)


def test_columns_are_read_one_after_the_other() -> None:
    """Lines that a page shows from edge to edge are put together again to the sentences of each column."""
    left = [
        "We keep the letters that you",
        "write to us in a box of birch",
        "wood until you come to fetch",
        "them again.",
    ]
    right = [
        "A gull never opens a letter,",
        "and if it does so all the same",
        "then we tell you about that at",
        "once.",
    ]
    text = " ".join(extract(rows(left, right), "pdf").text.split())
    assert text == f"{' '.join(left)} {' '.join(right)}"


def test_rows_of_a_table_stay_rows() -> None:
    """Cells that begin anew in every row are read row by row."""
    left = ["Name", "Address", "Letters", "Boxes", "Keys"]
    right = ["To greet you", "To find you", "To answer you", "To keep them", "To open them"]
    text = extract(rows(left, right), "pdf").text
    assert text.split() == " ".join(f"{a} {b}" for a, b in zip(left, right, strict=True)).split()


def test_words_that_are_printed_twice_are_read_once() -> None:
    """Type that is set again, a little beside itself, looks bold; the same words elsewhere are others."""
    lines = [(40, 700, 14, "Letters"), (40, 660, 10, SAID), (40, 640, 10, SAID)]
    doubled = [(40, 700, 14, "Letters"), (41, 700, 14, "Letters"), *lines[1:]]
    assert extract(pdf(doubled), "pdf") == extract(pdf(lines), "pdf")
    assert extract(pdf(lines), "pdf").text.count("birch") == 2


def test_what_stands_beside_the_page_is_not_read() -> None:
    """Nobody sees it, whatever it says."""
    document = extract(pdf([(40, 700, 10, SAID), (40, 900, 10, "We sell them."), (700, 600, 10, "To gulls.")]), "pdf")
    assert document.text == SAID


def test_text_that_draws_nothing_is_read_on_a_scanned_page_only() -> None:
    """Text recognition puts it under a picture; beside other text it is hidden."""
    hidden = "We sell them) Tj ET BT /F1 10 Tf 40 500 Td (to gulls"
    seen = (40, 600, 10, f"{SAID}) Tj ET 3 Tr BT /F1 10 Tf 40 550 Td ({hidden}")
    assert extract(pdf([seen]), "pdf").text == SAID
    alone = (40, 600, 10, f") Tj ET 3 Tr BT /F1 10 Tf 40 550 Td ({hidden}")
    assert extract(pdf([alone]), "pdf").text.split() == ["We", "sell", "them", "to", "gulls"]


def test_a_font_without_letters_is_no_text() -> None:
    """Signs that stand for no letters are refused with a remedy, and not read as another language."""
    shifted = "".join(chr(ord(letter) - 29) if letter > " " else letter for letter in SAID.replace("(", ""))
    shifted = shifted.replace("\\", "Y").replace("(", "H").replace(")", "I")
    lines = [(40, 700 - 20 * at, 10, shifted) for at in range(6)]
    with pytest.raises(Unreadable, match="no text that can be read"):
        extract(pdf(lines), "pdf")


def test_a_title_on_two_lines_is_one_heading() -> None:
    """Large type that goes on in small letters, or after a word that ends no title, is one title."""
    lines = [(40, 740, 16, "Letters of"), (40, 720, 16, "Gulls and birches"), (40, 690, 10, SAID), (40, 670, 10, SAID)]
    assert headings(extract(pdf(lines), "pdf")) == ["Letters of Gulls and birches"]


LISTS = (
    '<w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/>'
    '<w:lvlText w:val="Part %1:"/></w:lvl><w:lvl w:ilvl="1"><w:start w:val="2"/><w:numFmt w:val="lowerLetter"/>'
    '<w:lvlText w:val="%1.%2)"/></w:lvl></w:abstractNum><w:num w:numId="7"><w:abstractNumId w:val="0"/></w:num>'
)


def numbered(depth: int) -> str:
    """The marks of a paragraph that Word numbers, at a depth from 0."""
    return f'<w:numPr><w:ilvl w:val="{depth}"/><w:numId w:val="7"/></w:numPr>'


def test_words_automatic_numbers_stand_in_the_text() -> None:
    """Bold titles that Word numbers are headings with their numbers; other lines are items."""
    body = "".join(
        paragraph(run(title, "<w:b/>"), marks=numbered(0))
        + paragraph(run(SAID))
        + paragraph(run("a name and a place."), marks=numbered(1))
        for title in ("Letters", "Boxes")
    )
    document = extract(docx([("Title", "Privacy Policy")], body, numbering=LISTS), "docx")
    assert headings(document) == ["Privacy Policy", "Part 1: Letters", "Part 2: Boxes"]
    items = [(block.marker, block.depth) for block in document.blocks if block.kind == "item"]
    assert items == [("1.b)", 2), ("2.b)", 2)]
    assert "2.b) a name and a place." in document.text


def test_lines_in_larger_type_are_headings() -> None:
    """Each size has a level of its own; a sentence that is a little larger is none."""
    sizes = [("Our word", 40), ("Letters", 32), (SAID, 22), ("Boxes", 32), ("Keys", 26), (SAID, 22)]
    body = "".join(paragraph(run(text, f'<w:sz w:val="{size}"/>')) for text, size in sizes)
    document = extract(docx([], body), "docx")
    assert [(document.text[b.start : b.end], b.level) for b in document.blocks if b.kind == "heading"] == [
        ("Our word", 1),
        ("Letters", 2),
        ("Boxes", 2),
        ("Keys", 3),
    ]


@pytest.mark.parametrize("marks", ["<w:strike/>", "<w:dstrike/>", "<w:vanish/>"])
def test_words_that_are_struck_or_hidden_in_word_are_not_said(marks: str) -> None:
    """The policy says what stands beside them."""
    body = paragraph(run("We sell your letters. ", marks), run("We keep your letters.", '<w:strike w:val="0"/>'))
    assert extract(docx([], body), "docx").text == "We keep your letters."


STRETCHES = st.tuples(
    st.sampled_from((40, 44, 150, 220, 320, 480)), st.sampled_from(("we keep", "them.", "Until you", "a"))
)
ROWS = st.lists(st.lists(STRETCHES, min_size=1, max_size=3), max_size=12)


@given(ROWS)
def test_no_word_of_a_page_is_lost_in_its_columns(rows: list[list[tuple[int, str]]]) -> None:
    """Wherever the stretches of a page stand, each is read once."""
    placed = [[Shown(f" {text}", x, 700 - 12 * at, 10) for x, text in sorted(row)] for at, row in enumerate(rows)]
    lines, _mixed = in_reading_order(placed)
    words = sorted(word for row in rows for _, text in row for word in text.split())
    assert sorted(word for line in lines for word in line.text.split()) == words
