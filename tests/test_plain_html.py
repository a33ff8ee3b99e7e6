from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from selectolax.lexbor import LexborHTMLParser

from generator.outputs.active_content import elements
from generator.outputs.plain_html import agreed, plain_elements

PIECES = (
    *("<p>", "</p>", "<div>", "</div>", '<b class="x">', "</b>", '<i id="a&amp;b">', "</i>", "<br>", "<br/>", "\n"),
    *("words", "&lt;b&gt;", '<a href="x?a=1&b=2">', "</a>", '<input type="text" disabled>', "<BR>", "<script>"),
    *("</script>", "<title>", "</title>", "<style>", "</style>", "<", "<!--", "-->", "<p/a>", "<p id=a>", "<svg>"),
    *("</svg>", "<textarea>", "</textarea>", '"', "'", "<p title='a'>", '<p a="<b>">', "<template>", "</template>"),
    *("<noscript>", "</noscript>", "<iframe>", "</iframe>", "<table>", "</table>", "<tr>"),
)
ADDED = [(name, ()) for name in ("html", "head", "body", "tbody", "colgroup")]
"""What a parser adds by itself."""


def test_plain_elements_come_in_their_order() -> None:
    """Each element is given as it is written, and its attributes as they are meant."""
    text = '\n<!doctype html>\n<p>one\n</p><a\nhref="x?a&amp;b" download>y</a>'
    assert plain_elements(text) == [("p", ()), ("a", (("href", "x?a&b"), ("download", "")))]


@pytest.mark.parametrize(
    "text",
    [
        *("a < b", "<p a='b'>", "<p a=b>", "<!-- <p> -->", "<p><!doctype html>", '<p a="<b>">', "<p/a>", "</p a=1>"),
        *("<script><p></p></script>", "<title><b></title>", "<style></style>", "<template></template>", "<image>"),
        *("<textarea></textarea>", "<![CDATA[ x ]]>", "<?php ?>", "</>", "<1>", '<p "a">'),
    ],
)
def test_what_readers_may_take_in_two_ways_is_not_plain(text: str) -> None:
    """Whatever ends or hides in different ways in two readers is not read here."""
    assert plain_elements(text) is None


@given(st.lists(st.sampled_from(PIECES), max_size=12).map("".join))
def test_where_a_page_is_read_by_its_pattern_browsers_and_pythons_parser_see_the_same(body: str) -> None:
    """What the pattern reads is what a browser and Python's own parser see, but for what these add by themselves."""
    from generator.outputs.plain_html import Reader

    text = f"<!doctype html><html><head></head><body>{body}</body></html>"
    found = agreed(text)
    if found is not None:
        assert found == [element for element in elements(text) if element not in ADDED]
        assert found == [element for _, element in Reader(text).elements if element not in ADDED]


@given(st.lists(st.sampled_from(PIECES), max_size=12).map("".join))
def test_nothing_that_a_browser_sees_is_missing_where_its_own_writing_is_plain(body: str) -> None:
    """Of what the parser of browsers writes down, the pattern reads every element that it saw, or nothing at all."""
    found = plain_elements(LexborHTMLParser(body).html or "")
    assert found is None or found == [element for element in elements(body) if element not in ADDED]
