"""Pages as people save them: no word of the policy is lost, and nothing of the site around it is kept."""

from __future__ import annotations

import pytest

from generator.formats import extract
from generator.model import Document

LETTERS = "<p>We keep the letters that you write to us in a box, and we open it when you come to fetch them.</p>"
MENU = "<nav><a href='/shop'>Shop</a> <a href='/club'>Club</a></nav>"
FOOT = "<footer><p>Birch and Gull Ltd</p><a href='/jobs'>Jobs</a></footer>"


def read(body: str) -> Document:
    """What a page with a menu, a title, a body and a footer reads like."""
    page = f"<html><head><title>Club</title></head><body>{MENU}<h1>Privacy Policy</h1>{body}{FOOT}</body></html>"
    return extract(page.encode(), "html")


def headings(document: Document) -> list[str]:
    """The headings of a document, in order."""
    return [document.text[block.start : block.end] for block in document.blocks if block.kind == "heading"]


NAMES = (
    *("advertising", "newsletter", "comments", "login", "cookie-banner", "social", "related", "search", "copyright"),
    *(
        "widget",
        "feedback",
        "subscribe",
        "tools",
        "promo",
        "banner",
        "modal",
        "side",
        "toolbar",
        "sponsors",
        "w-ad6-4f",
    ),
)


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("attribute", ["id", "class"])
def test_no_name_of_an_element_decides_inside_the_text(name: str, attribute: str) -> None:
    """A short section between two others is text, whatever its element is called."""
    section = f"<div {attribute}='{name}'><h2>Gulls</h2><p>A gull never sees what you wrote to us.</p></div>"
    document = read(LETTERS * 9 + section + LETTERS * 9)
    assert "A gull never sees" in document.text
    assert "Gulls" in headings(document)
    assert "Shop" not in document.text


def test_a_sentence_about_the_readers_data_is_text_at_the_ends_too() -> None:
    """Whatever its element is called, where it holds nothing else and links to nothing."""
    said = "<div class='social'><p>We show no personal data of yours to any of the gulls.</p></div>"
    other = "<div class='social'><p>We have a new kind of paper for letters in our shop.</p></div>"
    text = read(f"{said}{LETTERS * 20}{said.replace('gulls', 'birches')}{other}").text
    assert "any of the gulls" in text
    assert "any of the birches" in text
    assert "new kind of paper" not in text


def test_a_section_at_the_end_of_the_text_is_text_and_a_form_is_none() -> None:
    """The last section among others stays whatever it is called; a box to fill in does not."""
    section = "<div id='newsletter'><h2>Post</h2><p>We send you our paper when you ask us for it.</p></div>"
    form = "<div id='newsletter'><h2>Join</h2><p>Get the news of our club each week.</p><input type='text'></div>"
    document = read(f"<h2>Letters</h2>{LETTERS * 20}{section}{form}")
    assert "when you ask us for it" in document.text
    assert "Get the news" not in document.text


@pytest.mark.parametrize("raw", ["<iframe src='/tags'/>", "<img src='/a.png'", "<style>", "<!-- "])
def test_what_stands_in_noscript_ends_with_it(raw: str) -> None:
    """Markup in it opens nothing that lasts; the word in a script or a comment is no element."""
    script = "<script>write('<noscript>')</script><!-- <noscript> -->"
    document = read(f"{script}<noscript>{raw}</noscript>{LETTERS}<h2>Boxes</h2>{LETTERS}")
    assert headings(document) == ["Privacy Policy", "Boxes"]
    assert "src" not in document.text


def test_the_beginning_of_a_page_stays() -> None:
    """A motto, a date and first sections stand above the text; nothing of them is lost, and the menu is."""
    first = "<p>Letters are secret</p><p>In force since 3 May 2021</p>"
    page = f"<html><body>{first}{LETTERS * 3}</body></html>"
    assert extract(page.encode(), "html").text.startswith("Letters are secret\n\nIn force since 3 May 2021")
    page = (
        f"<html><body>{MENU}<div><p>As of 3 May 2021</p><h1>Club privacy notice</h1></div>{LETTERS * 3}</body></html>"
    )
    assert extract(page.encode(), "html").text.startswith("As of 3 May 2021\n\nClub privacy notice")
    page = f"<html><body>{MENU}<h1>Our word</h1><h2>Us</h2><p>We are a club of a few people who like birches.</p>"
    page += f"<h2>Cookies</h2>{LETTERS * 9}</body></html>"
    assert extract(page.encode(), "html").text.startswith("Our word\n\nUs\n\nWe are a club")


def test_title_and_date_above_a_list_of_contents_stay() -> None:
    """However many entries stand between them and the text."""
    contents = "".join(f"<li><a href='#{n}'>Part {n}</a></li>" for n in range(30))
    page = f"<div><h1>Privacy <i>Policy</i></h1><p>Dated 3 May 2021</p><ul>{contents}</ul>{LETTERS * 3}</div>"
    assert extract(page.encode(), "html").text.startswith("Privacy Policy\n\nDated 3 May 2021\n\n• Part 0")


def test_the_title_that_word_saves_is_a_heading() -> None:
    """A page that Word made has its title in a paragraph of a class of its own."""
    page = f"<div class=WordSection1><p class=MsoTitle>Letters</p><p class=MsoNormal>Dated 3 May</p>{LETTERS * 3}</div>"
    document = extract(page.encode(), "html")
    assert headings(document) == ["Letters"]
    assert "Dated 3 May" in document.text


@pytest.mark.parametrize(
    "links",
    [
        ("Office of Birchtown", "Office of Gull Bay", "Office of Oakham"),
        ("We never read a letter.", "You can burn each of your letters.", "You can ask the mayor."),
        ("3 May 2021", "4 June 2020", "5 July 2019"),
    ],
)
def test_linked_lines_inside_the_text_are_text(links: tuple[str, ...]) -> None:
    """Offices, whole sentences and earlier versions stay where sentences stand above and below them."""
    listed = "".join(f"<li><a href='/{n}'>{link}</a></li>" for n, link in enumerate(links))
    document = read(f"{LETTERS * 3}<p>These are the ones:</p><ul>{listed}</ul>{LETTERS * 3}")
    assert all(link in document.text for link in links)
    document = read(f"{LETTERS * 3}<ul>{listed}</ul>{LETTERS}")
    assert all(link in document.text for link in links)


PANEL = "<div id='p{n}'><p>{words}</p></div>"
TITLES = {
    "button": "<button>{title}</button>",
    "expanded": "<button aria-expanded='false' aria-controls='p{n}'>{title}</button>",
    "class": "<div class='accordion__title'>{title}</div>",
    "panel": "<div class='panel-title'><a data-toggle='collapse' href='#p{n}'>{title}</a></div>",
    "tab": "<div role='tab' aria-controls='p{n}'>{title}</div>",
    "top": "<div class='accord-top'><p>{title}</p></div>",
    "label": "<input type='checkbox' id='b{n}'><label for='b{n}'>{title}</label>",
    "term": "<dl><dt><button>{title}</button></dt></dl>",
    "span": "<div><span class='faq-question'>{title}</span></div>",
}


@pytest.mark.parametrize("title", TITLES.values(), ids=TITLES)
def test_what_unfolds_a_part_is_its_heading(title: str) -> None:
    """Whatever element one clicks, its words are the title of the text that comes out below it."""
    body = "".join(
        title.format(n=n, title=name) + PANEL.format(n=n, words="We keep what you wrote in a box of birch wood.")
        for n, name in enumerate(("Letters", "Do you burn them?"))
    )
    document = read(body)
    assert headings(document) == ["Privacy Policy", "Letters", "Do you burn them?"]
    assert document.text.count("Letters") == 1


def test_a_tabs_title_stands_above_its_own_part() -> None:
    """Tabs stand in a row above their parts; each is the heading of the part that it opens."""
    tabs = "".join(f"<li role='tab' id='t{n}' aria-controls='p{n}'>Part {n}</li>" for n in range(3))
    panels = "".join(
        f"<div id='p{n}'><p>We keep letter {n} in a box of birch wood for you.</p></div>" for n in range(3)
    )
    document = read(f"{LETTERS}<ul role='tablist'>{tabs}</ul>{panels}")
    assert headings(document) == ["Privacy Policy", "Part 0", "Part 1", "Part 2"]
    assert "Part 1\n\nWe keep letter 1" in document.text


def test_a_button_is_a_word_in_a_sentence_and_no_word_alone() -> None:
    """What one clicks in the middle of a sentence is read; what accepts, prints or closes is a control."""
    document = read(f"<button>Print</button>{LETTERS}<p>You can <button>burn your letters</button> here.</p>{LETTERS}")
    assert "You can burn your letters here." in document.text
    assert "Print" not in document.text
    opened = f"<button aria-expanded='false' aria-controls='m'>Menu</button><div id='m'>{MENU}</div>"
    assert "Menu" not in read(f"{opened}{LETTERS}").text


def test_terms_with_long_meanings_are_headings() -> None:
    """A list of terms is a list where their meanings are short, and an accordion where they are texts."""
    long = "<dl>" + "".join(f"<dt>Box {n}</dt><dd>{LETTERS * 3}</dd>" for n in range(3)) + "</dl>"
    document = read(f"{LETTERS}{long}{LETTERS}")
    assert headings(document) == ["Privacy Policy", "Box 0", "Box 1", "Box 2"]
    assert {block.depth for block in document.blocks} == {0}


def document_of(title: str, sections: int, level: int = 2) -> str:
    """A document with a title and as many sections, each with two paragraphs."""
    parts = "".join(f"<h{level + 1}>{title} {n}</h{level + 1}>{LETTERS * 2}" for n in range(sections))
    return f"<h{level}>{title}</h{level}>{parts}"


def test_every_other_document_of_the_page_is_left_out_and_named() -> None:
    """Terms, a cookie policy and an addendum beside the policy are documents of their own."""
    others = ("Terms of Use", "Cookie Policy", "Data Processing Addendum")
    page = document_of("Club Privacy Policy", 3) + "".join(document_of(title, 3) for title in others)
    document = extract(page.encode(), "html")
    assert headings(document) == ["Club Privacy Policy", *(f"Club Privacy Policy {n}" for n in range(3))]
    assert all(f"“{title}”" in document.warnings[0] for title in others)
    assert "only the privacy policy" in document.warnings[0]


def test_what_cannot_be_set_apart_is_read_and_named() -> None:
    """Nobody is told that only the policy was read where another document stays."""
    page = f"<h1>Privacy Policy</h1>{LETTERS * 30}<h2>Terms of Service</h2>{LETTERS * 30}"
    document = extract(page.encode(), "html")
    assert "Terms of Service" in headings(document)
    assert "“Terms of Service”" in document.warnings[0]
    assert "only" not in document.warnings[0]


def test_a_cookie_policy_alone_is_the_policy() -> None:
    """It is another document only beside a privacy policy."""
    document = extract(document_of("Cookie Policy", 3).encode(), "html")
    assert "Cookie Policy 2" in headings(document)
    assert document.warnings == ()


def test_it_is_said_where_less_than_most_of_a_page_was_read() -> None:
    """The warning gives the share, and where most of the rest begins; menus and footers do not count."""
    news = "<div class='sidebar'><h3>News of the week</h3>" + "<p>A gull has sat on the roof of the club.</p>" * 14
    page = f"<html><body>{MENU * 50}<div>{LETTERS * 20}</div>{news}</div>{FOOT * 50}</body></html>"
    document = extract(page.encode(), "html")
    assert "gull" not in document.text
    assert "Only 7" in document.warnings[0]
    assert "“News of the week”" in document.warnings[0]
    assert extract(page.replace(news, "").encode(), "html").warnings == ()


def test_bold_titles_set_documents_apart_where_a_page_has_no_headings() -> None:
    """Each document under a bold name of its own, with a long text below it."""
    terms = f"<p><b>Terms of Use</b></p>{LETTERS.replace('letters', 'games') * 20}"
    policy = f"<p><b>Privacy Policy</b></p><p><b>Boxes</b></p>{LETTERS * 20}"
    for page in (terms + policy, policy + terms):
        document = extract(page.encode(), "html")
        assert "games" not in document.text
        assert "“Terms of Use”" in document.warnings[0]
    short = f"{policy}<p><b>Terms of Use</b></p>{LETTERS.replace('letters', 'games')}"
    assert "games" in extract(short.encode(), "html").text


@pytest.mark.parametrize("element", ["s", "del", "strike"])
def test_struck_text_of_a_page_is_not_said(element: str) -> None:
    """What stands beside it is what the policy says now; a mark that is never closed strikes nothing."""
    document = read(f"{LETTERS}<p>We keep them for <{element}>ten</{element}> two years in a box.</p>{LETTERS}")
    assert "We keep them for two years" in document.text
    assert "struck" in document.warnings[0]
    assert "two years" in read(f"<{element}>{LETTERS}<p>We keep them for two years in a box.</p>").text


def table(rows: str) -> str:
    """The text that a table of these rows gives."""
    document = read(f"{LETTERS}<table>{rows}</table>{LETTERS}")
    return next(document.text[b.start : b.end] for b in document.blocks if b.kind == "table")


def test_cells_keep_their_columns() -> None:
    """An empty cell is shown, and what spans several rows or columns is the title of each of them."""
    assert table("<tr><th>Kind<th>Kept<th>Read<tr><td>Mail<td><td>No") == "Kind | Kept | Read\nMail | – | No"
    rows = "<tr><th>Kind<th>What<th>Read<tr><td rowspan=2>Mail<td>Letters<td>No<tr><td>Cards<td>Yes"
    rows += "<tr><td>Sand<td><td>No"
    assert table(rows).split("\n")[1:] == ["Mail | Letters | No", "Mail | Cards | Yes", "Sand | – | No"]
    rows = "<tr><th>Kind<th colspan=2>Read by<tr><td>Mail<td>Gulls<td>Us<tr><td colspan=3>Other kinds"
    rows += "<tr><td>Sand<td>a<td>b"
    assert table(rows).split("\n") == ["Kind | Read by | Read by", "Mail | Gulls | Us", "Other kinds", "Sand | a | b"]


def test_a_link_to_a_place_of_another_page_leads_away() -> None:
    """A menu often leads to parts of the site's first page; a list of contents leads to parts of this one."""
    menu = "".join(f"<a href='index.html#{name}'>{name}</a><br>" for name in ("shop", "club", "games", "news"))
    contents = "".join(f"<li><a href='https://club.example/privacy#p{n}'>Part {n}</a></li>" for n in range(4))
    parts = "".join(f"<h2 id='p{n}'>Part {n}</h2>{LETTERS}" for n in range(4))
    page = f"<html><body><div>{menu}</div><h1>Privacy Policy</h1><ul>{contents}</ul>{parts}</body></html>"
    text = extract(page.encode(), "html").text
    assert text.startswith("Privacy Policy\n\n• Part 0\n• Part 1")
    assert "games" not in text


def test_a_numbered_first_line_of_a_paragraph_is_its_title() -> None:
    """A series of numbers makes titles of lines that only a line's end parts from their text."""
    parts = "".join(f"<p><span>{n}. {name}</span><br>{LETTERS[3:]}" for n, name in enumerate(("Box", "Key", "Gull"), 1))
    document = extract(f"<h1>Privacy Policy</h1><h3>All of it</h3>{parts}".encode(), "html")
    assert headings(document) == ["Privacy Policy", "All of it", "1. Box", "2. Key", "3. Gull"]
    assert document.text.count("We keep the letters") == 3


def test_a_document_is_known_by_its_name_whatever_stands_beside_it() -> None:
    """A number before its title, and a date behind it, are no part of its name."""
    titles = ("Part 1: Terms of Use", "Part 2: Privacy Policy | Effective June 2, 2021")
    page = "".join(document_of(title, 3) for title in titles)
    document = extract(page.encode(), "html")
    assert headings(document)[0].startswith("Part 2: Privacy Policy")
    assert "“Part 1: Terms of Use”" in document.warnings[0]


def test_terms_that_stand_first_end_at_the_policys_title() -> None:
    """Also where all sections have titles of one level; a policy that stands first is not parted from what follows."""
    terms = "<h2>Terms of Service</h2>" + "".join(f"<h2>Game {n}</h2><p>Nobody may cheat here.</p>" for n in range(4))
    policy = "<h2>Privacy Policy</h2>" + "".join(f"<h2>Box {n}</h2>{LETTERS * 5}" for n in range(4))
    document = extract((terms + policy).encode(), "html")
    assert headings(document)[0] == "Privacy Policy"
    assert "cheat" not in document.text
    assert "“Terms of Service”" in document.warnings[0]
    assert "cheat" in extract((policy + terms).encode(), "html").text


def test_lines_with_bullets_of_their_own_are_items() -> None:
    """Word and people write a sign before a line, in paragraphs or with line breaks; a lone dash is none."""
    word = "<p class=MsoListParagraph><span>·<span>&nbsp;&nbsp; </span></span>letters</p><p>·&nbsp; cards</p>"
    lines = "<p>You can:<br>• read them,<br>• burn them.</p>"
    document = read(f"{LETTERS}{word}{LETTERS}{lines}{LETTERS}<p>- a dash</p>{LETTERS}")
    items = [document.text[block.start : block.end] for block in document.blocks if block.kind == "item"]
    assert items == ["· letters", "· cards", "• read them,", "• burn them."]


def test_a_list_of_links_below_the_last_sentence_is_text_where_the_text_has_an_element_of_its_own() -> None:
    """Offices stand at the end of a policy; below it, outside, stands the site's menu."""
    offices = "".join(f"<li><a href='https://{n}.example'>Office {n}</a></li>" for n in range(3))
    menu = "".join(f"<li><a href='/{n}'>Shop {n}</a></li>" for n in range(3))
    page = f"<main><h1>Privacy Policy</h1>{LETTERS * 3}<ul>{offices}</ul></main><div><ul>{menu}</ul></div>"
    text = extract(page.encode(), "html").text
    assert "Office 2" in text
    assert "Shop" not in text


def test_a_section_of_the_policy_is_never_another_document() -> None:
    """What stands below the policy's own title, deeper than it, is its own, however long and whatever it is called."""
    parts = "".join(
        f"<h2>{title}</h2>" + "".join(f"<h3>{title} {n}</h3>{LETTERS * 9}" for n in range(3))
        for title in ("Changes to this Privacy Policy", "Terms of Use", "Cookie Policy")
    )
    document = extract(f"<h1>Privacy Policy</h1>{parts}".encode(), "html")
    assert "Terms of Use 2" in headings(document)
    assert "Cookie Policy 2" in headings(document)


@pytest.mark.parametrize(
    "head",
    [
        '<div class="page-banner-area"><h2>{}</h2><ul><li><a href="index.html">Home</a></li><li>{}</li></ul></div>',
        '<section class="breadcrumb-area"><h2>{}</h2><a href="index.html">Home</a> / <span>{}</span></section>',
        '<header class="masthead"><h1>{}</h1></header>',
    ],
)
def test_the_title_in_a_banner_is_the_title(head: str) -> None:
    """What is called a banner or a path may hold the policy's own title, which stands above the text once."""
    text = "".join(f"<h3>{name}</h3>{LETTERS}" for name in ("Letters", "Boxes", "Birch"))
    page = f"<html><body>{head.format(*['Privacy Policy'] * 2)}<div>{text}</div>{FOOT}</body></html>"
    document = extract(page.encode(), "html")
    assert headings(document)[:2] == ["Privacy Policy", "Letters"]
    assert document.text.count("Privacy Policy") == 1
    assert "Home" not in document.text


def test_the_path_to_a_page_is_no_text_in_its_main_element_either() -> None:
    """A list that leads from the website's first page to the title is left out; what says the title again is not."""
    path = "<section class='breadcrumbs'><ol><li><a href='/'>Home</a></li><li>Privacy Policy</li></ol>"
    head = f"{path}<h2>Privacy Policy</h2></section><p><b>Our Privacy Policy</b></p>"
    document = extract(f"<html><body><main>{head}{LETTERS}</main></body></html>".encode(), "html")
    assert document.text.startswith("Privacy Policy\n\nOur Privacy Policy\n\nWe keep")


def test_a_heading_right_above_the_text_is_its_title_in_any_language() -> None:
    """It stands above all headings of the text, and nothing but short lines stands between."""
    text = "".join(f"<h3>{name}</h3>{LETTERS}" for name in ("Briefe", "Kisten", "Birken"))
    page = f"<html><body><div class='head'><h2>Datenschutz</h2></div><div class='text'>{text}</div>{FOOT}</body></html>"
    assert headings(extract(page.encode(), "html"))[0] == "Datenschutz"


@pytest.mark.parametrize("name", ["sharing", "newsletter", "login", "comments"])
def test_a_short_section_at_the_end_is_a_section(name: str) -> None:
    """A heading and a sentence of three words are text, however their element is called."""
    page = read(f"<h2>Letters</h2>{LETTERS}<section id={name}><h2>Boxes</h2><p>We share none.</p></section>")
    assert page.text.endswith("Boxes\n\nWe share none.")
