from __future__ import annotations

import re
from contextlib import suppress

import pytest
from builders.work import calls
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.analysis.clauses import segment
from generator.formats import Unreadable, extract
from generator.model import Document

WORDS = re.compile(r"\w+")
# Pieces of policies and of markup in any order find more than random characters do.
PIECES = st.sampled_from(
    [
        *"\n\n\n\n  \t.:;?!-–#*>|_`<&[]()\\\u00a0\u200b\ufeff",
        *(
            "1. ",
            "(a) ",
            "iv. ",
            "• ",
            "- ",
            "    ",
            "2.1 ",
            "## ",
            "---\n",
            "> ",
            "```\n",
            "| a | b |\n",
            "| - | - |\n",
        ),
        *(
            "We share data. ",
            "Privacy Policy\n",
            "YOUR RIGHTS\n",
            "We collect:\n",
            "Cookies – we use them",
            "é",
            "数据",
        ),
        *("<p>", "</p>", "<ol start=3>", "<li>", "<table><tr><td>", "<br>", "<b>", "</div>", "<div id=nav>", "&amp;"),
        *("<dl><dt>", "<dd>", "<details><summary>", "</summary>", "<footer>", "</footer>", "<button>", "<caption>"),
        *("<p role=heading>", "<h2>User Agreement and Privacy Policy</h2>", "<a href=x>", "</a> | ", "</script>"),
        *(
            "a | b\n",
            "; and\n",
            "III. Data\n",
            "1.2.a. Data\n",
            "\uf0b7 ",
            "---\na: b\n",
            "We read no letters at all.\n",
        ),
        "We share it with nobody at all, unless a court orders us to, and then we tell you as well, if we may do so. ",
        *(
            "<label for=a>",
            "<div role=tab aria-controls=a>",
            "<div id=a>",
            "<tr><td rowspan=2 colspan=3>",
            "<s>",
            "</s>",
        ),
        *(
            "!!! note\n    ",
            ":::\n",
            "{: .a}\n",
            "~~",
            "* a\n\n  ",
            "**Title**\n",
            "Updated 3 May 2021\n",
            "<noscript>",
        ),
        *("<h2>", "<script>", "<!--", "-->", "[a](b)", "![", "archived on 2019-01-01 web.archive.org", "a@b.example"),
    ]
)
TEXTS = st.lists(PIECES, max_size=60).map("".join) | st.text(max_size=200)


def read(data: bytes, format: str) -> Document | None:
    """The document, or None where the bytes are refused."""
    with suppress(Unreadable):
        return extract(data, format)
    return None


@settings(max_examples=250)
@given(TEXTS, st.sampled_from(["txt", "md", "html"]))
def test_every_word_lies_in_order_in_a_heading_or_a_clause(source: str, format: str) -> None:
    """Headings and clauses do not overlap, are slices of the text, and leave out nothing with a letter or a digit."""
    document = read(source.encode("utf-8", "replace"), format)
    if document is None:
        return
    text = document.text
    sections, clauses = segment(document)
    spans = sorted([(part.start, part.end) for part in sections] + [(part.start, part.end) for part in clauses])
    at = 0
    for start, end in [*spans, (len(text), len(text))]:
        assert at <= start <= end
        assert not any(map(str.isalnum, text[at:start]))
        at = end
    for clause in clauses:
        assert clause.text == text[clause.start : clause.end]
        assert all(item.text == text[item.start : item.end] for item in clause.items)
        assert all(clause.start <= item.start < item.end <= clause.end for item in clause.items)
        assert clause.lead is None or clause.lead.text == text[clause.lead.start : clause.lead.end]
    names = [part.id for part in sections] + [part.id for part in clauses]
    assert len(names) == len(set(names))
    assert not any(re.search(r"\s|^sp-|^$", name) for name in names)
    assert {clause.section for clause in clauses} <= {section.id for section in sections} | {None}


@settings(max_examples=150)
@given(TEXTS)
def test_plain_text_is_the_file_itself(source: str) -> None:
    """Whatever a file of text holds, the extracted text is the decoded file, and reading twice gives the same."""
    data = source.encode("utf-8", "replace")
    document = read(data, "txt")
    if document is not None:
        assert document.text == data.decode().removeprefix("\ufeff")
        assert read(data, "txt") == document
        assert segment(document) == segment(document)


@settings(max_examples=100)
@given(
    st.lists(st.sampled_from(["We share data.", "Privacy Policy", "your *rights*", "1. One", "a & b", "é"]), min_size=1)
)
def test_markdown_keeps_every_word_in_order(paragraphs: list[str]) -> None:
    """The words of a Markdown file's paragraphs are the words of its text."""
    document = extract("\n\n".join(paragraphs).encode(), "md")
    expected = WORDS.findall(" ".join(paragraphs))
    found = [word for word in WORDS.findall(document.text) if not word.isdigit()]
    assert found == [word for word in expected if not word.isdigit()]


@settings(max_examples=100)
@given(
    st.lists(
        st.lists(st.sampled_from(["We share it.", "We keep it.", "- names", "1. mail"]), max_size=4),
        min_size=1,
        max_size=5,
    ),
    st.data(),
)
def test_a_new_paragraph_moves_no_id_of_another_section(parts: list[list[str]], data: st.DataObject) -> None:
    """Wherever words are added, the clauses of all other sections keep their ids."""

    def ids(sections: list[list[str]]) -> dict[str | None, list[str]]:
        lines = [line for at, part in enumerate(sections) for line in (f"## {at}. Part {'abcde'[at]}", *part)]
        found: dict[str | None, list[str]] = {}
        for clause in segment(extract("\n\n".join(lines).encode(), "md"))[1]:
            found.setdefault(clause.section, []).append(clause.id)
        return found

    at = data.draw(st.integers(0, len(parts) - 1))
    changed = [
        [*part[:1], "New words stand here.", *part[1:]] if at == place else part for place, part in enumerate(parts)
    ]
    before, after = ids(parts), ids(changed)
    assert all(after[section] == kept for section, kept in before.items() if section != f"part-{'abcde'[at]}")


@settings(max_examples=150)
@given(st.binary(max_size=300), st.sampled_from(["txt", "md", "html", "pdf", "docx"]), st.booleans())
def test_any_bytes_are_read_or_refused(data: bytes, format: str, repair: bool) -> None:
    """No bytes raise anything but Unreadable."""
    with suppress(Unreadable):
        segment(extract(data, format, repair=repair))


SHAPES = {
    "txt": [
        "word ",
        "a\n",
        "• a\n",
        "1. a\n",
        "A Title\n\nWe share it with nobody at all.\n\n",
        "(a) ",
        "> ",
        "A. B ",
        "a: ",
        "a | b\n",
        "Same title\n",
        "We read none.\n\n" + "We share it with nobody at all. " * 5 + "\n\n",
    ],
    "md": ["> a\n", "[", "*a ", "`", "- a\n", "|a|b\n", "<!--", "#", "_a_", "[a](", "\\", "<script>", "<!-- a"],
    "html": [
        "<p>a",
        "<br>",
        "<li>a",
        "<a href=x>a</a> ",
        "<td>a",
        "<",
        "&",
        "<!--",
        "<table><tr><td>a</td></tr></table>",
        "<b>a</b>",
        "<dl><dt>a<dd>b",
        "<details><summary>a</summary>b</details>",
        "<h2>Privacy Policy</h2>",
        "<footer><p>We share it with nobody at all, and never did.</p></footer>",
    ],
}


@pytest.mark.slow
@pytest.mark.parametrize(
    ("format", "shape"), [(format, shape) for format, shapes in SHAPES.items() for shape in shapes]
)
def test_work_grows_with_length_and_not_with_its_square(format: str, shape: str) -> None:
    """Four times the text take at most six times the work; a quadratic step would take sixteen times it."""

    def read(size: int) -> None:
        with suppress(Unreadable):
            segment(extract((shape * (size // len(shape))).encode(), format))

    read(1_000)
    assert calls(lambda: read(20_000)) < 6 * calls(lambda: read(5_000))
