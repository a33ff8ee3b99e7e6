"""Markdown as programs write it: their marks are no words, and titles without markup are titles."""

from __future__ import annotations

import pytest

from generator.formats import extract
from generator.model import Document

SAID = "We keep the letters that you write to us in a box of birch wood, and we open it when you come to fetch them."


def headings(document: Document) -> list[str]:
    """The headings of a document, in order."""
    return [document.text[block.start : block.end] for block in document.blocks if block.kind == "heading"]


@pytest.mark.parametrize(
    "mark",
    [
        "{: .lead }",
        "{: #boxes data-a='b' }",
        "[TOC]",
        "[[_TOC_]]",
        "{% include box.html %}",
        "{{< toc >}}",
        ":::",
    ],
)
def test_a_mark_for_a_program_is_no_word(mark: str) -> None:
    """Alone on its line, or at the end of a paragraph, nobody sees it."""
    assert extract(f"# Letters\n\n{mark}\n\n{SAID}\n{mark}\n".encode(), "md").text == f"Letters\n\n{SAID}"


def test_a_headings_own_name_is_no_word_of_it() -> None:
    """The id and the classes that it is given stand behind it."""
    assert headings(extract(f"## Boxes {{#boxes .big}}\n\n{SAID}\n".encode(), "md")) == ["Boxes"]


@pytest.mark.parametrize(
    "box",
    [
        '!!! note "Keys"\n    A gull has none.\n',
        '??? note "Keys"\n    A gull has none.\n',
        ":::note[Keys]\nA gull has none.\n:::\n",
        "::: tip Keys\nA gull has none.\n:::\n",
        "> [!NOTE] Keys\n> A gull has none.\n",
    ],
)
def test_what_stands_in_a_box_is_text(box: str) -> None:
    """Its title and its words are read, and not the marks that set it apart."""
    document = extract(f"# Letters\n\n{box}\n{SAID}\n".encode(), "md")
    assert document.text == f"Letters\n\nKeys\n\nA gull has none.\n\n{SAID}"


def test_struck_text_is_not_said() -> None:
    """The policy says what stands beside it, and the reader is told that something was left out."""
    document = extract(b"# Letters\n\n~~We sell them.~~ We keep them.\n", "md")
    assert document.text == "Letters\n\nWe keep them."
    assert "struck" in document.warnings[0]


def test_titles_without_markup_are_headings_where_a_file_has_no_other() -> None:
    """Short lines above paragraphs, again and again, are titles in Markdown as in plain text."""
    titles = ["What We Keep", "Who Reads It", "Your Rights", "How Long", "Children"]
    source = "# Letters\n\n" + "".join(f"{title}\n\n{SAID} {SAID}\n\n{SAID} {SAID}\n\n" for title in titles) * 2
    document = extract(source.encode(), "md")
    assert headings(document) == ["Letters", *titles, *titles]
    assert {block.level for block in document.blocks if block.kind == "heading"} == {1, 2}


def test_a_bold_line_above_its_text_is_its_title() -> None:
    """One line's end parts them, where a file has hardly any heading of its own."""
    source = "# Letters\n\n" + "".join(f"**{title}**\n{SAID}\n\n" for title in ("Boxes", "Keys"))
    assert headings(extract(source.encode(), "md")) == ["Letters", "Boxes", "Keys"]
    run_in = "# Letters\n\n**Boxes** are of birch\nwood.\n"
    assert headings(extract(run_in.encode(), "md")) == ["Letters"]


def test_an_empty_header_of_a_table_is_no_row() -> None:
    """Programs write one where a table has none of its own."""
    document = extract(b"| | |\n|---|---|\n| Letters | a year |\n| Boxes | a day |\n", "md")
    assert document.text == "Letters | a year\nBoxes | a day"


@pytest.mark.parametrize("format", ["md", "html", "txt"])
def test_a_series_of_numbers_is_one_row_of_titles(format: str) -> None:
    """Numbered titles that stand alone are headings beside others that run into their text."""
    run_in = f"1. Letters. {SAID}"
    parts = ["Our word", run_in, "2. Boxes of birch", SAID, "3. Keys", SAID, f"4. Gulls: {SAID}", f"5. Rain. {SAID}"]
    if format == "html":
        source = f"<h1>{parts[0]}</h1>" + "".join(f"<p>{part}</p>" for part in parts[1:])
    elif format == "md":
        source = f"# {parts[0]}\n\n" + "\n\n".join(part.replace(". ", "\\. ", 1) for part in parts[1:])
    else:
        source = "\n\n".join(parts)
    assert headings(extract(source.encode(), format)) == ["Our word", "2. Boxes of birch", "3. Keys"]


def test_items_that_hold_a_text_are_sections() -> None:
    """A list whose items begin with a title and hold paragraphs is the text's outline; so are lists of one item."""
    source = "# Letters\n\n" + "".join(f"* {name}\n\n  {SAID}\n\n  * a key\n\n" for name in ("Boxes", "Keys", "Gulls"))
    document = extract(source.encode(), "md")
    assert headings(document) == ["Letters", "Boxes", "Keys", "Gulls"]
    assert {block.depth for block in document.blocks if block.kind == "paragraph"} == {0}
    assert {block.depth for block in document.blocks if block.kind == "item"} == {1}
    names = enumerate(("Boxes", "Keys", "Gulls"), start=1)
    alone = "# Letters\n\n" + "".join(f"{n}. **{name}**\n\n{SAID}\n\n" for n, name in names)
    assert headings(extract(alone.encode(), "md")) == ["Letters", "1. Boxes", "2. Keys", "3. Gulls"]


def test_a_list_with_a_second_paragraph_stays_a_list() -> None:
    """Items that are sentences, and lists of which one item has more to say, are no sections."""
    source = f"# Letters\n\n* We keep them.\n\n  {SAID}\n\n* boxes\n* keys\n\n  {SAID}\n"
    assert headings(extract(source.encode(), "md")) == ["Letters"]


def test_a_heading_in_html_is_a_heading_and_what_follows_is_text() -> None:
    """So it is whatever it is called, on one line or three, and the line right below it is Markdown."""
    source = (
        f'<h2 class="big">Boxes of <em>birch</em></h2>\n{SAID} See [the list](list.html).\n\n<H3>\n  Letters\n</H3>\n'
    )
    document = extract(f"{source}\n{SAID}\n".encode(), "md")
    assert headings(document) == ["Boxes of birch", "Letters"]
    assert document.text == f"Boxes of birch\n\n{SAID} See the list.\n\nLetters\n\n{SAID}"


def test_lists_and_tables_in_html_are_lists_and_tables() -> None:
    """Items are items and rows are rows; a character reference is its character."""
    source = "<ul>\n<li>letters &amp; boxes</li>\n<li>birch</li>\n</ul>\n\n"
    table = "<table><tr><th>Data</th><th>Sold</th></tr><tr><td>Letters</td><td>NO</td></tr></table>\n"
    blocks = extract(f"# Letters\n\n{source}{table}".encode(), "md").blocks
    assert [block.kind for block in blocks] == ["heading", "item", "item", "table"]


def test_no_word_of_html_in_markdown_is_lost() -> None:
    """What the markup of a page would hide, as an item in a list of choices, stands in the text all the same."""
    document = extract(f"# Letters\n\n<ul><li><select><option>{SAID}\n".encode(), "md")
    assert SAID in document.text


def test_the_tables_of_a_files_fields_are_fields_and_their_times_are_days() -> None:
    """``[extra]`` opens a table in TOML; a day with its time is that day."""
    source = f'+++\ntitle = "Letters"\nupdated = 2023-12-05T08:00:00+00:00\n\n[extra]\nclass = "page"\n+++\n\n{SAID}\n'
    assert extract(source.encode(), "md").text == f"Letters\n\nUpdated: 2023-12-05\n\n{SAID}"


def test_a_title_stands_once() -> None:
    """The field that repeats the first heading adds no second one."""
    source = f"---\ntitle: Letters\n---\n\n## Letters\n\n{SAID}\n"
    assert headings(extract(source.encode(), "md")) == ["Letters"]


def test_paragraphs_in_html_are_paragraphs() -> None:
    """Elements of a page's own kinds end a line in Markdown, too."""
    source = (
        f"<div>\n<section><strong>Last updated 5 May 2021</strong></section>\n<div><span>{SAID}</span></div>\n</div>\n"
    )
    assert extract(source.encode(), "md").text == f"Last updated 5 May 2021\n\n{SAID}"
