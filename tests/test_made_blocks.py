from __future__ import annotations

import markdown
import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.outputs.made_blocks import cut_out, put_back

EXTENSIONS = ("attr_list", "def_list", "toc")
PIECES = (
    *("## A heading {#a}\n", "\n### &#42;Two&#42; {#b lang=de}\n", "<div>", '<div class="x">', "</div>", "\n", "\n\n"),
    *("  \n", "\t", "<p>", "</p>", "<ul>\n<li>", "</li>\n</ul>", "a", "<b>", "</b>", "    ", "&amp;", "<br>", "<hr>"),
    *("<section>\n", "</section>\n", "<svg>", "</svg>", "<!-- x -->", "*a*", "`", "\n- a\n", "sp-made-0", "<nav>"),
    *("</nav>\n", "<pre>", "</pre>", "<button>", "</button>", "<details>\n", "</details>\n", "[a](b)", "\x02", "<"),
)


def whole(page: str) -> str:
    """The page as Markdown alone makes it."""
    return markdown.markdown(page, extensions=EXTENSIONS)


def parted(page: str) -> str:
    """The page as it is made here."""
    rest, made = cut_out(page)
    return put_back(whole(rest), made)


def test_elements_of_a_generated_page_are_not_read_by_markdown() -> None:
    """Of a page of headings and elements, Markdown is given the headings and a word for each element."""
    page = "\n# T {#t}\n<div>\n\n<p>*a*</p></div>\n\n## B {#b}\n\n<ul>\n<li>x</li>\n</ul>\n<p>y</p><div>z</div>\n"
    rest, made = cut_out(page)
    assert [piece.strip() for piece in made] == [
        "<div>\n\n<p>*a*</p></div>",
        "<ul>\n<li>x</li>\n</ul>",
        "<p>y</p>",
        "<div>z</div>",
    ]
    assert "<" not in rest
    assert parted(page) == whole(page)


@pytest.mark.parametrize(
    "page", ["words\n", "<div>\n", "<b>x</b>\n", "<div></div> x\n", "<div><!-- x --></div>\n", "<p>a</p>\n*b*\n"]
)
def test_a_page_of_another_form_is_left_to_markdown(page: str) -> None:
    """Words, an element that does not end, and what counting tags cannot read: the page stays as it is."""
    assert cut_out(page) == (page, ())


@given(st.lists(st.sampled_from(PIECES), max_size=14).map("".join))
def test_the_html_is_that_of_markdown_whatever_the_page_is(page: str) -> None:
    """With its elements cut out and put back, every page is byte for byte what Markdown makes of it."""
    assert parted(page) == whole(page)
