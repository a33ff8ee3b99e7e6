from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.outputs.active_content import elements
from generator.outputs.plain_html import plain_elements

PIECES = (
    *("<p>", "</p>", "<div>", "</div>", '<b class="x">', "</b>", '<i id="a&amp;b">', "</i>", "<br>", "<br/>", "\n"),
    *("words", "&lt;b&gt;", '<a href="x?a=1&b=2">', "</a>", '<input type="text" disabled>', "<BR>", "<script>"),
    *("</script>", "<title>", "</title>", "<style>", "</style>", "<", "<!--", "-->", "<p/a>", "<p id=a>", "<svg>"),
    *("</svg>", "<textarea>", "</textarea>", '"', "'", "<p title='a'>", '<p a="<b>">', "<template>", "</template>"),
)


def test_plain_elements_come_in_their_order_with_their_lines() -> None:
    """Each element is given as it is written, with its line, and its attributes as they are meant."""
    text = '\n<!doctype html>\n<p>one\n</p><a\nhref="x?a&amp;b" download>y</a>'
    assert plain_elements(text) == [(3, ("p", ())), (4, ("a", (("href", "x?a&b"), ("download", ""))))]


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
def test_a_plain_page_that_browsers_read_alike_is_read_alike_by_pythons_parser(body: str) -> None:
    """Where the pattern and the parser of browsers see the same elements, Python's own parser sees them too."""
    from generator.outputs.plain_html import Reader

    text = f"<!doctype html><html><head></head><body>{body}</body></html>"
    found = plain_elements(text)
    if found is not None and [element for _, element in found] == [
        element for element in elements(text) if element[0] != "tbody"
    ]:
        assert found == Reader(text).elements
