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


def test_scripts_in_markdown_are_never_text() -> None:
    """Nor are styles and comments, between blocks or between words; one that is never closed hides nothing."""
    source = b"<script>\nsell()\n</script>\n\nWe <style>p{}</style>never <!-- a > b -->sell <script>x()</script>data.\n"
    assert extract(source, "md").text == "We never sell data."
    assert extract(b"We <script>never sell data.\n\n<style>\nNever.", "md").text == "We never sell data.\n\nNever."


def test_the_fields_before_a_markdown_file_are_no_heading() -> None:
    """They are for the program that makes a website: of them a reader sees the title, and perhaps the date."""
    assert shown(extract(b"---\nlayout: page\nlastUpdated: 2020-01-01\n---\n\n# Privacy\n", "md")) == [
        ("paragraph", "Last updated: 2020-01-01"),
        ("heading", "Privacy"),
    ]
    assert shown(extract(b'---\ntitle: "Our word"\ntags:\n  - a\n---\nWe keep it.\n', "md")) == [
        ("heading", "Our word"),
        ("paragraph", "We keep it."),
    ]


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
    """Links to other pages above and below the text go; links to places in it stay."""
    menu = "<nav><a href='/a'>Shop</a></nav><ul>" + "<li><a href='/b'>Other page</a></li>" * 4 + "</ul>"
    contents = "".join(f"<li><a href='#{at}'>Part {at}</a></li>" for at in range(4))
    body = f"{menu}<ul>{contents}</ul><p>{'We keep your data safe. ' * 20}</p><footer>Birch and Gull</footer>"
    text = extract(f"<html><body>{body}</body></html>".encode(), "html").text
    assert "Part 3" in text
    assert not [word for word in ("Shop", "Other page", "Birch") if word in text]


def test_a_line_of_links_with_bars_between_is_a_menu() -> None:
    """It is left out; a sentence with a bar or a link in it stays."""
    menu = " | ".join(f"<a href='/{name}'>{name}</a>" for name in ("Shop", "Games", "News", "Help"))
    assert between(f"<p>{menu}</p><p>Write to <a href='/help'>Help</a> | 12 Gull Road | Birchtown | England.</p>") == [
        ("paragraph", "Write to Help | 12 Gull Road | Birchtown | England.")
    ]


@pytest.mark.parametrize("element", ["footer", "aside", 'div class="sidebar"'])
def test_side_matter_that_speaks_at_length_of_the_readers_data_stays(element: str) -> None:
    """What a footer below the text says of the reader's data is kept, what it says of the company is not."""
    end = element.split()[0]
    body = "<p>We keep your letters in a box until you come to fetch them.</p>" * 60
    about = "We use cookies on other pages to show you pictures of birches that you like. " * 8
    assert "pictures of birches" in extract(f"{body}<{element}><p>{about}</p></{end}>".encode(), "html").text
    other = "Our club was founded under a birch, and has since planted many more of them. " * 8
    assert "planted" not in extract(f"{body}<{element}><p>{other}</p></{end}>".encode(), "html").text
    assert "pictures" not in extract(f"{body}<div class='cookie-banner'><p>{about}</p></div>".encode(), "html").text


@pytest.mark.parametrize("landmark", ["main", "div role=main"])
def test_what_stands_in_the_pages_landmark_is_kept(landmark: str) -> None:
    """Short lines and tables at the ends of the element that holds the text are part of it."""
    end = landmark.split()[0]
    rows = "<table><tr><td>Name<td>Kept<tr><td>Mail<td>No</table>"
    prose = "<p>We keep your letters in a box until you come to fetch them.</p>" * 3
    scraps = "".join(f"<div><span>Short {word}</span></div>" for word in ("one", "two", "three"))
    body = f"<p>Shop now</p><{landmark}>{scraps}{rows}{prose}<div>{scraps}{rows}</div></{end}><p>Follow us</p>"
    text = extract(f"<html><body>{body}</body></html>".encode(), "html").text
    assert text.startswith("Short one")
    assert text.endswith("Name | Kept\nMail | No")


def test_a_page_of_nothing_but_footers_is_read() -> None:
    """Where all of a page names itself side matter, it is the text."""
    footer = "<footer><p>Our letters are kept in a box until somebody comes to fetch them.</p></footer>"
    assert "letters" in extract((footer * 5).encode(), "html").text


def test_definition_lists_keep_terms_before_their_meaning() -> None:
    """A term is an item, and what it means stands below it."""
    found = extract(
        page("<dl><dt>Log data</dt><dd>What a server notes.</dd><dt>Cookie</dt><dd>A note.</dd></dl>"), "html"
    )
    assert [(block.kind, found.text[block.start : block.end]) for block in found.blocks[1:-1]] == [
        ("item", "Log data"),
        ("paragraph", "What a server notes."),
        ("item", "Cookie"),
        ("paragraph", "A note."),
    ]


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


def agreement(title: str, sections: int, length: int) -> bytes:
    """A page under one title: sections of terms, then a heading for the privacy policy with so many sentences below."""
    terms = "".join(
        f"<h2>{n}. Rules of the game, part {n}</h2><p>Nobody may cheat in this game.</p>" for n in range(sections)
    )
    policy = "<p>" + "We keep the names of those who play with us. " * length + "</p>"
    return f"<h1>{title}</h1>{terms}<h2>Privacy Policy</h2>{policy}".encode()


def test_terms_under_one_title_with_the_policy_are_left_out() -> None:
    """Where the title names both and the policy has a heading and a long text, only that is read, and it is said."""
    document = extract(agreement("User Agreement and Privacy Policy", 4, 40), "html")
    assert "cheat" not in document.text
    assert document.text.startswith("User Agreement and Privacy Policy\n\nPrivacy Policy\n\nWe keep the names")
    assert "User Agreement" in document.warnings[0]


@pytest.mark.parametrize(
    ("title", "sections", "length"),
    [
        ("Privacy Policy", 4, 40),
        ("User Agreement and Privacy Policy", 2, 40),
        ("User Agreement and Privacy Policy", 4, 4),
    ],
)
def test_terms_stay_where_the_policy_is_not_set_apart(title: str, sections: int, length: int) -> None:
    """A title that names no terms, few sections before, or a policy of a few lines: no word is lost on a guess."""
    document = extract(agreement(title, sections, length), "html")
    assert "cheat" in document.text
    assert not document.warnings
