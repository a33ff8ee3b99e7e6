from __future__ import annotations

import pytest

from generator.formats import Unreadable, extract
from generator.model import Document


def shown(document: Document) -> list[tuple[str, str]]:
    """Each block's kind and text."""
    return [(block.kind, document.text[block.start : block.end]) for block in document.blocks]


def page(body: str) -> bytes:
    """A page with some prose around a body."""
    filler = "<p>This sentence stands here so that the page has some prose in it for the reader.</p>"
    return f"<html><body>{filler}{body}{filler}</body></html>".encode()


def between(body: str) -> list[tuple[str, str]]:
    """The blocks that a body gives."""
    return shown(extract(page(body), "html"))[1:-1]


def test_markdown_shows_words_and_no_markup() -> None:
    """Emphasis, links, pictures, code, tags and escapes leave only what a reader sees."""
    source = b'We *never* sell [your data](https://a.example "t") <b>at</b> `all` 1\\. ![logo](l.png)\nas &amp; said.\n'
    assert extract(source, "md").text == "We never sell your data at all 1. logo as & said."


def test_a_links_address_is_never_text() -> None:
    """Whatever a Markdown link points to, a reader sees its words."""
    source = b"See [our terms](javascript:void(0);), [the file](file:///a b) and <https://a.example/\xc3\xa9>.\n"
    assert extract(source, "md").text == "See our terms, [the file](file:///a b) and https://a.example/\u00e9."


def test_markdown_lists_keep_their_numbers_and_depth() -> None:
    """An ordered list starts where it says; nested items stand deeper."""
    blocks = extract(b"3. three\n4. four\n   - inner\n", "md").blocks
    assert [(block.kind, block.marker, block.depth) for block in blocks] == [
        ("item", "3.", 1),
        ("item", "4.", 1),
        ("item", "•", 2),
    ]


def test_deep_markdown_is_read_as_plain_text() -> None:
    """What stands too deep for the parser is not lost."""
    document = extract(b"> " * 3000 + b"word", "md")
    assert "word" in document.text
    assert "plain text" in document.warnings[0]


def test_html_lists_keep_their_own_numbers() -> None:
    """The attributes type, start, value and reversed say the numbers."""
    assert [text for _, text in between('<ol type="I" start="4"><li>four</li><li value="9">nine</li></ol>')] == [
        "IV. four",
        "IX. nine",
    ]
    assert [text for _, text in between("<ol reversed start=2><li>b</li><li>a</li></ol>")] == ["2. b", "1. a"]


def test_html_table_keeps_rows_together_and_a_layout_table_flows() -> None:
    """A data table is one block with a line a row; a table that lays out a page is no table."""
    assert between("<table><tr><th>Data<th>Kept<tr><td>Notes<td>a <b>year</b></table>") == [
        ("table", "Data | Kept\nNotes | a year")
    ]
    layout = between("<table><tr><td><h2>Sharing</h2><p>We share nothing with anybody.</p></td></tr></table>")
    assert layout == [("heading", "Sharing"), ("paragraph", "We share nothing with anybody.")]


def test_two_line_breaks_part_paragraphs() -> None:
    """Pages without paragraphs break lines twice; one break stays a line's end."""
    assert between("<div>One line<br>and another.<br><br>A new paragraph.</div>") == [
        ("paragraph", "One line\nand another."),
        ("paragraph", "A new paragraph."),
    ]


def test_scripts_and_styles_are_never_text() -> None:
    """Neither in the head nor in the middle of a paragraph."""
    assert between("<p>We <script>sell()</script><style>p{}</style><noscript>x</noscript>care.</p>") == [
        ("paragraph", "We care.")
    ]


def test_navigation_and_footers_are_left_out_and_tables_of_contents_stay() -> None:
    """Links to other pages around the text go; links to places in it stay."""
    menu = "<nav><a href='/a'>Shop</a></nav><ul>" + "<li><a href='/b'>Other page</a></li>" * 4 + "</ul>"
    contents = "".join(f"<li><a href='#{at}'>Part {at}</a></li>" for at in range(4))
    body = f"{menu}<ul>{contents}</ul><p>{'We keep your data safe. ' * 20}</p><footer>Birch and Gull</footer>"
    text = extract(page(body), "html").text
    assert "Part 3" in text
    assert not [word for word in ("Shop", "Other page", "Birch") if word in text]


@pytest.mark.parametrize("element", ["div", "ul><li", "b", "table><tr><td", "blockquote", "font a="])
def test_deep_html_neither_crashes_nor_hangs(element: str) -> None:
    """Elements that are opened without end are refused with a plain sentence."""
    with pytest.raises(Unreadable, match="markup is broken"):
        extract(f"<p>Our words.{f'<{element}>' * 50_000}".encode(), "html")


def test_html_nested_as_deep_as_is_allowed_is_read() -> None:
    """Depth alone is no mistake."""
    assert "Our words" in extract(("<div>" * 900 + "Our words." + "</div>" * 900).encode(), "html").text


def document_of(title: str, sections: int) -> str:
    """A document with a title and as many sections, each with a paragraph."""
    prose = "This paragraph says at some length what holds for the people who use the service of the club."
    return f"<h2>{title}</h2>" + "".join(f"<h3>{title} part {n}</h3><p>{prose}</p>" for n in range(sections))


def test_terms_of_use_on_the_policys_page_are_left_out() -> None:
    """Two documents with sections of their own, under titles of one level: only the policy is read, and it is said."""
    page = document_of("Club Privacy Policy", 3) + document_of("Club Terms and Conditions", 3)
    document = extract(page.encode(), "html")
    assert "Terms and Conditions" not in document.text
    assert "Club Privacy Policy part 2" in document.text
    assert "Club Terms and Conditions" in document.warnings[0]


@pytest.mark.parametrize(
    "page",
    [
        document_of("Privacy Policy", 3) + "<h2>Terms of Use</h2><p>Our terms of use are part of this policy.</p>",
        document_of("Privacy Policy", 0) + document_of("Terms of Use", 3),
        document_of("Terms of Use", 3),
    ],
)
def test_a_section_on_terms_stays(page: str) -> None:
    """Terms are left out only beside a policy, and only where both are documents."""
    document = extract(page.encode(), "html")
    assert "Terms of Use" in document.text
    assert not document.warnings
