from __future__ import annotations

import builtins
from io import BytesIO
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile

import pytest
from builders.documents import docx, paragraph, pdf_page

from generator.formats import Unreadable, extract
from generator.formats.pdf_columns import Shown
from generator.formats.pdf_lines import reflow, without_running_lines


def test_a_pdf_gives_its_paragraphs_and_headings() -> None:
    """Lines that were broken at a margin are one paragraph again, and a warning says what was inferred."""
    pytest.importorskip("pypdf")
    lines = [
        "Privacy Policy",
        "1. What we collect",
        "We collect your name and your address because we could not send",
        "you the goods that you ordered from us without them, and we will",
        "delete both of them after two years, unless you order once again",
        "before that.",
    ]
    document = extract(pdf_page([(40, 700 - 14 * at, 12, line) for at, line in enumerate(lines)]), "pdf")
    assert document.text.splitlines()[2:] == [
        "We collect your name and your address because we could not send you the goods that you ordered from us without"
        " them, and we will delete both of them after two years, unless you order once again before that."
    ]
    assert [block.kind for block in document.blocks] == ["heading", "heading", "paragraph"]
    assert "inferred" in document.warnings[0]


def test_a_pdf_without_text_layer_is_refused() -> None:
    """The remedy tells what to do about pictures of pages."""
    pytest.importorskip("pypdf")
    with pytest.raises(Unreadable, match="no text layer"):
        extract(pdf_page([]), "pdf")


@pytest.mark.parametrize("format", ["pdf", "docx"])
def test_a_broken_document_is_refused(format: str) -> None:
    """Whatever the library stumbles over, the contributor reads a plain sentence."""
    for data in (b"nonsense", pdf_page([(40, 700, 12, "a")])[:200], docx([("Title", "a")])[:-40]):
        with pytest.raises(Unreadable):
            extract(data, format)


def test_a_word_document_gives_its_headings() -> None:
    """Word's title and heading styles are headings."""
    pytest.importorskip("mammoth")
    document = extract(docx([("Title", "Privacy Policy"), ("Heading2", "Sharing"), ("", "We share nothing.")]), "docx")
    assert [(block.kind, block.level) for block in document.blocks] == [
        ("heading", 1),
        ("heading", 2),
        ("paragraph", 0),
    ]
    assert document.text == "Privacy Policy\n\nSharing\n\nWe share nothing."


def test_a_word_documents_tables_notes_and_changes_are_read_as_they_show() -> None:
    """Rows stay together, a note stands below the text, and what was struck out is gone."""
    pytest.importorskip("mammoth")
    rows = (("Data", "Kept"), ("Name", "a year"))
    cells = ["".join(f"<w:tc>{paragraph(('', cell))}</w:tc>" for cell in row) for row in rows]
    table = f"<w:tbl>{''.join(f'<w:tr>{row}</w:tr>' for row in cells)}</w:tbl>"
    struck = "<w:p><w:r><w:t>We keep it.</w:t></w:r><w:del><w:r><w:delText>Or not.</w:delText></w:r></w:del>"
    note = '<w:r><w:footnoteReference w:id="2"/></w:r></w:p>'
    document = extract(docx([("Title", "Privacy Policy")], table + struck + note), "docx")
    assert document.text == "Privacy Policy\n\nData | Kept\nName | a year\n\nWe keep it.[1]\n\n1. A note."


def test_a_document_that_unpacks_without_end_is_refused() -> None:
    """A small archive that holds a huge file is not unpacked."""
    pytest.importorskip("mammoth")
    made = BytesIO()
    with ZipFile(made, "w", ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", b"a" * 60_000_000)
    with pytest.raises(Unreadable, match="unpacks to"):
        extract(made.getvalue(), "docx")


@pytest.mark.parametrize(("format", "library"), [("pdf", "pypdf"), ("docx", "mammoth")])
def test_the_extra_is_named_where_it_is_missing(monkeypatch: pytest.MonkeyPatch, format: str, library: str) -> None:
    """Without the library, the remedy says which extra to install."""
    real = builtins.__import__

    def without(name: str, *arguments: Any, **named: Any) -> Any:
        if name == library:
            raise ImportError(name)
        return real(name, *arguments, **named)

    monkeypatch.setattr(builtins, "__import__", without)
    with pytest.raises(Unreadable) as refused:
        extract(b"%PDF", format)
    assert ".[documents]" in refused.value.remedy


def test_page_numbers_and_running_titles_are_left_out() -> None:
    """What stands on the edge of most pages, but for its number, is not part of the text; a larger title is."""
    pages = [
        [Shown("Gullnote", size=20 if at == 1 else 8), Shown(f"Part {name} says it."), Shown(f"Page {at} of 4")]
        for at, name in enumerate("abcd", 1)
    ]
    kept = [line.text for line in without_running_lines(pages)]
    assert kept == ["Gullnote", *(f"Part {name} says it." for name in "abcd")]


def test_a_chapters_title_beside_the_number_of_the_page_is_left_out() -> None:
    """It changes with the chapter, but its number counts with the pages; numbered titles of sections stay."""
    said = [f"We keep {name} in a box of birch." for name in ("bags", "letters", "maps", "keys", "oars")]
    names = ["Chapter 1: Bags 4", "Chapter 1: Bags 5", "Chapter 2: Boxes 6", "Chapter 2: Boxes 7", "Notes on birch 8"]
    pages = [
        [Shown(name, y=780.0, size=9.0), Shown(text, y=700.0, size=11.0), Shown(f"{at}. On {text}", y=600.0, size=11.0)]
        for at, (name, text) in enumerate(zip(names, said, strict=True), 1)
    ]
    kept = [line.text for line in without_running_lines(pages)]
    assert kept == [line for at, text in enumerate(said, 1) for line in (text, f"{at}. On {text}")]


def test_dots_to_the_number_of_a_page_make_no_heading() -> None:
    """An entry of a table of contents is none, however large it is set."""
    text = (
        b"Letters\n\n1 Bags . . . . . . . . 2\n\n2 Boxes ............ 3\n\nWe keep bags, and boxes of birch, for you.\n"
    )
    assert [block.kind for block in extract(text, "txt").blocks].count("heading") == 1


def test_places_and_sizes_in_a_pdf_tell_its_structure() -> None:
    """A wide gap parts paragraphs, large letters make headings, and an indent makes inner lists."""
    pytest.importorskip("pypdf")
    document = extract(
        pdf_page(
            [
                (40, 700, 18, "what gulls know"),
                (40, 670, 10, "We keep the letters that you write."),
                (40, 658, 10, "They stay in a box."),
                (40, 630, 10, "Nobody reads them, unless you ask us to:"),
                (50, 618, 10, "- aloud"),
                (70, 606, 10, "- in the morning"),
                (50, 594, 10, "- in silence"),
            ]
        ),
        "pdf",
    )
    assert [(block.kind, block.depth, document.text[block.start : block.end]) for block in document.blocks] == [
        ("heading", 0, "what gulls know"),
        ("paragraph", 0, "We keep the letters that you write. They stay in a box."),
        ("paragraph", 0, "Nobody reads them, unless you ask us to:"),
        ("item", 1, "- aloud"),
        ("item", 2, "- in the morning"),
        ("item", 1, "- in silence"),
    ]


@pytest.mark.parametrize(
    ("broken", "whole"),
    [
        ("We use infor-\nmation.", "We use information."),
        ("A third-\nparty site.", "A third-party site."),
        ("A user-\nfriendly site is user-friendly.", "A user-friendly site is user-friendly."),
        ("We re-\nceive what you receive.", "We receive what you receive."),
        ("We use infor\u00admation and infor\u00ad\nmation.", "We use infor\u00admation and information."),
    ],
)
def test_a_word_that_was_broken_at_a_lines_end_is_whole_again(broken: str, whole: str) -> None:
    """The hyphen goes, unless the document writes the word with one, or nobody would write it without."""
    assert reflow([Shown(line) for line in broken.split("\n")])[0].replace("\n", " ") == whole
