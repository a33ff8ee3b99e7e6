from __future__ import annotations

from pathlib import Path

import pytest

from generator.model import Page
from generator.outputs.built_site import check
from generator.outputs.write import sync

PAGE = '<!doctype html><html lang="en"><head><title>t</title>{head}</head><body><h1 id="top">T</h1>{body}</body></html>'


def found(folder: Path, body: str = "", head: str = "", css: str = "", path: str = "services/acorn.html") -> list[str]:
    """The names of the mistakes in a small site with this in one page or in its stylesheet."""
    sync(
        folder / "site",
        [
            Page("index.html", PAGE.format(head="", body='<p id="a b&amp;c">x').encode()),
            Page("assets/style.css", css.encode()),
            Page("assets/logo.svg", b"<svg/>"),
            Page("404.html", PAGE.format(head="", body='<a href="/index.html">a</a><a href="/">b</a>').encode()),
            *([Page(path, PAGE.format(head=head, body=body).encode())]),
        ],
    )
    problems = check(folder / "site")
    for problem in problems:  # each has its file, and says in words what is wrong and what to do
        assert problem.place.path in ("build/site/" + path, "build/site/assets/style.css")
        assert problem.place.line == 1
        assert problem.message
        assert problem.remedy.endswith(".")
    return [problem.check for problem in problems]


@pytest.mark.parametrize(
    "body",
    [
        '<a href="../index.html">a</a>',
        '<a href="../index.html#top">a</a>',
        '<a href="../index.html#a%20b&c">a</a>',
        '<a href="#top">a</a>',
        '<a href="">a</a>',
        '<a href="#">a</a>',
        '<a href="acorn.html?q=1#top">a</a>',
        '<a href="../index.html#:~:text=word">a</a>',
        '<a href="https://example.org/x#y">a</a>',
        '<a href="mailto:a@example.org">a</a>',
        '<img src="../assets/logo.svg" alt="">',
        '<label for="top">a</label><p aria-labelledby="top">',
        "<pre>&lt;a href='nowhere'&gt;</pre><!-- <a href='nowhere'> -->"
        "<script type=application/json>'<a href=nowhere>'</script>",
    ],
)
def test_links_that_lead_somewhere_are_quiet(tmp_path: Path, body: str) -> None:
    """A file of the site, an id of its page, a followed link to the web: none of them is a problem."""
    assert found(tmp_path, body) == []


@pytest.mark.parametrize(
    ("body", "kind"),
    [
        ('<a href="oak.html">a</a>', "broken-link"),
        ('<a href="..">a</a>', "broken-link"),
        ('<a href="../../outside.html">a</a>', "broken-link"),
        ('<a href="/index.html">a</a>', "broken-link"),
        ('<a href="../Index.html">a</a>', "broken-link"),
        ('<a href="http://[">a</a>', "broken-link"),
        ('<a href="../index.html#gone">a</a>', "missing-anchor"),
        ('<a href="#gone">a</a>', "missing-anchor"),
        ('<p id="top">', "duplicate-id"),
        ('<label for="gone">a</label>', "dangling-id"),
        ('<label for="gone">a</label><label for="top">b</label>', "dangling-id"),
        ('<p aria-describedby="top gone">', "dangling-id"),
        ('<a href="javascript:alert(1)">a</a>', "unsafe-link"),
        ('<a href="data:text/html,x">a</a>', "unsafe-link"),
        ('<a href="vbscript:x">a</a>', "unsafe-link"),
        ('<img src="https://example.org/a.png" alt="">', "outside-request"),
        ('<img src="//example.org/a.png" alt="">', "outside-request"),
        ('<img srcset="../assets/logo.svg 1x, https://example.org/a.png 2x" alt="">', "active-content"),
        ('<script src="https://example.org/a.js"></script>', "outside-request"),
        ('<form action="https://example.org/"></form>', "outside-request"),
        ('<button formaction="https://example.org/">a</button>', "active-content"),
        ('<video poster="https://example.org/a.png"></video>', "active-content"),
        ('<table background="https://example.org/a.png"></table>', "active-content"),
        ('<form action="javascript:alert(1)"></form>', "outside-request"),
        ('<button formaction="javascript:alert(1)">a</button>', "active-content"),
        ('<a href="#top" ping="https://example.org/">a</a>', "active-content"),
        ('<p style="background: url(https://example.org/a.png)">', "active-content"),
        ("<style>@import 'https://example.org/a.css'</style>", "active-content"),
        ('<img src="gone.png" alt="">', "broken-link"),
    ],
)
def test_what_is_wrong_in_a_page_is_found(tmp_path: Path, body: str, kind: str) -> None:
    """Each kind of mistake is found once, and called by its name."""
    assert found(tmp_path, body) == [kind]


@pytest.mark.parametrize(
    "body",
    [
        '<input type="image" formaction="https://example.org/" alt="a">',
        '<svg><use xlink:href="https://example.org/a.svg"></use></svg>',
        '<area href="javascript:alert(1)">',
    ],
)
def test_what_is_wrong_in_two_ways_is_found(tmp_path: Path, body: str) -> None:
    """Neither the element nor its attribute may stand, and each is told."""
    kinds = found(tmp_path, body)
    assert len(kinds) > 1
    assert "active-content" in kinds


@pytest.mark.parametrize(
    ("head", "kinds"),
    [
        ('<link rel="canonical" href="https://example.org/">', []),
        ('<link rel="stylesheet" href="../assets/style.css">', []),
        ('<link rel="stylesheet" href="https://example.org/a.css">', ["outside-request"]),
        ('<link rel="preconnect" href="https://example.org">', ["active-content", "outside-request"]),
        ('<link rel="icon" href="../assets/gone.svg">', ["broken-link"]),
        ('<meta http-equiv="refresh" content="0; url=https://example.org/">', ["active-content"]),
    ],
)
def test_the_head_of_a_page_asks_nobody_else(tmp_path: Path, head: str, kinds: list[str]) -> None:
    """Only what names another address without fetching it may lead out of the site."""
    assert found(tmp_path, head=head) == kinds


@pytest.mark.parametrize(
    ("css", "kinds"),
    [
        ("p { background: url(logo.svg) }", []),
        ("p { background: url('data:image/svg+xml;utf8,<svg/>') }", []),
        ("/* url(https://example.org/a.png) */", []),
        ("p { clip-path: url(#shape) }", []),
        ("p { background: url(gone.svg) }", ["broken-link"]),
        ('@import "https://example.org/a.css";', ["outside-request"]),
        ("@font-face { src: url(//example.org/a.woff2) }", ["outside-request"]),
    ],
)
def test_stylesheets_are_read_too(tmp_path: Path, css: str, kinds: list[str]) -> None:
    """An address in a stylesheet is fetched from where the stylesheet stands."""
    assert found(tmp_path, css=css) == kinds


def test_the_place_of_a_problem_is_told(tmp_path: Path) -> None:
    """A problem names the built file and the line."""
    sync(tmp_path / "site", [Page("index.html", b"<!doctype html>\n<title>t</title>\n<a href=gone.html>x</a>")])
    (problem,) = check(tmp_path / "site")
    assert (problem.place.path, problem.place.line) == ("build/site/index.html", 3)
    assert "gone.html" in problem.message
