"""Pages by hand never run, load or lead away: each kind of attack, against each wall alone, and in a real browser."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import markdown
import pytest
from builders.hostile import BY_HAND, CAPTURED, hostile
from builders.repository import ROOT, invented, put
from builders.website import served
from selectolax.lexbor import LexborHTMLParser
from test_hostile import Witness, defenceless

from generator.outputs import built_page, built_site
from generator.outputs.active_content import active, elements
from generator.pages.by_hand import allowed, joined, parted
from generator.pipeline import SITE, build_site
from generator.problems import ContributorError
from generator.reading.handwritten import read_pages

if TYPE_CHECKING:
    from playwright.sync_api import Browser, BrowserContext

FRAME = '<!doctype html><html lang="en"><head><title>t</title></head><body><h1>x</h1>{}</body></html>'
#: Kinds that a browser without any wall shows to run, load or leave by itself: so the tests below can fail.
AT_ONCE = (
    *("query", "fragment", "dots", "encoded dots", "backslashes", "tab", "space", "other letters"),
    *("drawing's script", "drawing's old script", "shadow", "style in a drawing", "title in a drawing"),
    *("scripts off, attribute", "scripts off, open quote", "scripts off, comment", "scripts off, style"),
    *("comment that is none", "data section", "text field", "plain frame"),
    *("refresh", "refresh without url", "refresh behind a style", "alternate sheet", "help that is fetched"),
    *("link's pictures", "module ahead", "picture", "picture without scheme", "pictures", "film", "sound", "object"),
    *("embedded", "frame", "frame with its page", "background", "style", "style without url", "style sheet"),
    *("drawn picture", "page in a drawing", "button that is a picture", "picture's source", "style list"),
)


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build the hostile repository once, and take the policy for the browser out of its pages."""
    folder = tmp_path_factory.mktemp("pages")
    root = hostile(folder / "repository")
    build_site(root)
    return defenceless(root / SITE, folder / "bare")


@pytest.fixture(scope="module")
def http(site: Path) -> Iterator[str]:
    """Serve that site on this machine."""
    with served(site) as address:
        yield address.rstrip("/")


@pytest.fixture(scope="module")
def context(browser: Browser) -> Iterator[BrowserContext]:
    """Open a browser without memory, once for all kinds."""
    made = browser.new_context()
    made.set_default_timeout(10_000)
    yield made
    made.close()


def converted(text: str) -> str:
    """A page by hand as MkDocs makes HTML of it."""
    settings = {"tables": {"use_align_attribute": True}}
    extensions = ["attr_list", "def_list", "toc", "tables", "fenced_code"]
    return markdown.markdown(text, extensions=extensions, extension_configs=settings)


def did(context: BrowserContext, home: str, site: Path, html: str) -> list[str]:
    """What a page with this in it does in the browser, with no other wall."""
    from playwright.sync_api import Error

    page = site / "evil.html"
    about = (site / "about.html").read_text(encoding="utf-8")
    page.write_text(about.replace("</article>", f"{html}</article>", 1), encoding="utf-8")
    witness = Witness(context, home)
    try:
        witness.page.goto(f"{home}/evil.html", wait_until="load")
        witness.page.wait_for_timeout(60)
        ran = witness.page.evaluate("() => window.ran")
        return [*witness.seen, *([f"ran {ran}"] if ran else [])]
    except Error:  # while the page was asked, it left
        return [*witness.seen, "left"]
    finally:
        witness.page.close()
        context.unroute_all()
        page.unlink()


@pytest.mark.parametrize("kind", AT_ONCE)
def test_without_a_wall_it_happens(kind: str, http: str, site: Path, context: BrowserContext) -> None:
    """These kinds do something by themselves in a browser where nothing stands in the way."""
    assert did(context, http, site, converted(BY_HAND[kind])) != []


@pytest.mark.parametrize("kind", BY_HAND)
def test_the_allow_list_leaves_nothing_that_does_more_than_show(kind: str) -> None:
    """Of each kind something is taken away, which is told, and what is left is on the list of the built site, too."""
    left, taken = allowed(converted(BY_HAND[kind]))
    assert taken, "nothing goes in silence"
    assert list(active(FRAME.format(left))) == []


@pytest.mark.parametrize("way", ["http", "file"])
def test_the_allow_list_alone_holds(way: str, http: str, site: Path, context: BrowserContext) -> None:
    """What is left of all kinds does nothing in a browser where no other wall stands."""
    left = "\n".join(f"<div>{allowed(converted(attack))[0]}</div>" for attack in BY_HAND.values())
    assert did(context, http if way == "http" else site.as_uri(), site, left) == []


@pytest.mark.parametrize("kind", BY_HAND)
def test_the_look_at_the_built_site_alone_holds(kind: str, tmp_path: Path) -> None:
    """A page that came past the allow-list with any of it is not published."""
    for path in ("assets/search.js", "assets/smallprint.css", CAPTURED, "about.html"):
        put(tmp_path, path, "x" if not path.endswith(".html") else FRAME.format(""))
    put(tmp_path, "index.html", FRAME.format(converted(BY_HAND[kind])))
    kinds = {problem.check for problem in built_site.check(tmp_path)}
    no_file = {"broken-link"} if kind == "picture with backslashes" else set()
    assert kinds & {"active-content", "outside-request", "unsafe-link", *no_file}


@pytest.fixture(scope="module")
def evil(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A repository with a page by hand for each kind."""
    root = invented(tmp_path_factory.mktemp("evil") / "repository")
    for number, attack in enumerate(BY_HAND.values()):
        put(root, f"content/pages/evil-{number}.md", f"---\ntitle: Evil\n---\n# Evil {number}\n\n{attack}\n")
    return root


def test_a_build_names_every_page_and_publishes_none(evil: Path) -> None:
    """All pages that hold what they may not are told at once, each by its file."""
    with pytest.raises(ContributorError) as caught:
        build_site(evil)
    told = {problem.place.path for problem in caught.value.problems}
    assert told == {f"content/pages/evil-{number}.md" for number in range(len(BY_HAND))}
    assert not (evil / SITE).exists()


def test_plain_mkdocs_has_the_allow_list_too(evil: Path) -> None:
    """``mkdocs build`` stops at them; where it is told to go on, what it writes does nothing."""
    surroundings = {**os.environ, "PYTHONPATH": str(ROOT), "NO_MKDOCS_2_WARNING": "1"}

    def mkdocs(*options: str) -> subprocess.CompletedProcess[str]:
        command = [sys.executable, "-m", "mkdocs", "build", *options]
        return subprocess.run(command, cwd=evil, env=surroundings, capture_output=True, text=True)

    strict = mkdocs()
    assert strict.returncode != 0
    assert "'evil-0.md' holds what a page by hand may not: <script>" in strict.stderr
    shutil.rmtree(evil / SITE, ignore_errors=True)
    assert mkdocs("--no-strict").returncode == 0
    for number in range(len(BY_HAND)):
        page = (evil / SITE / f"evil-{number}.html").read_text(encoding="utf-8")
        assert f"Evil {number}" in page
        assert list(active(page)) == []


def test_what_is_made_for_the_first_page_is_not_read_as_a_persons(tmp_path: Path) -> None:
    """However the first page ends, and whatever mark it holds: its own part is cleaned, the made part is whole."""
    made = '<form action="search.html"><noscript>x</noscript></form>'
    script = "<!-- made from here on --><script>x</script>"
    for ending in ("words", "<div>", "<!-- ", "```", "    ", "- ", "[x]: y", script):
        page = joined(f"# T\n\n{ending}".encode(), made)
        by_hand, rest = parted(page.path, page.data.decode())
        assert by_hand.rstrip() == f"# T\n\n{ending}".rstrip()
        assert rest.strip() == made
    assert parted("about.md", script) == (script, ""), "on another page no mark means anything"


WORDS = """
# Heading {#here .big}

Words, *emphasis*, **weight**, `code`, <https://example.org/?a=1&b=2>, [a page](about.md), [mail](mailto:a@example.org),
5 > 3 & 2 < 4, "quotes" &copy; &lt;b&gt;, ![own picture](pictures/x.png "title").

> quoted

1. one
2. two

3. three

Term {#term}
:   Explained.

| a | b |
| - | :-: |
| 1 | 2 |

```sh
say "this" & that > there
```

<details open><summary>More</summary><p class="x" id="y" lang="fr">Moi</p></details>
"""


def test_what_a_page_may_hold_comes_out_as_it_went_in() -> None:
    """Words, lists, tables, code, links and own pictures lose nothing, and plain ones not a byte."""
    html = converted(WORDS)
    left, taken = allowed(html)
    assert taken == ()
    assert list(elements(left)) == list(elements(html))
    assert LexborHTMLParser(left).text() == LexborHTMLParser(html).text()
    plain = converted(WORDS.partition("&copy;")[0])
    assert allowed(plain)[0] == plain


SEEN_TWICE = (
    '<p title="a" title="b">x</p>',
    "<svg><style><b>x</b></style></svg>",
    "<svg><style><p><script src=assets/search.js></script>",
    "<template><p>x</p></template>",
    "<div><tr><td>x</td></tr></div>",
    "<form><form class=x></form></form>",
    "<p id=a\x00b>x</p>",
    "<body class=x>",
    "<p/a>x</p><image>",
)


@pytest.mark.parametrize("html", SEEN_TWICE)
def test_a_page_that_two_parsers_read_in_two_ways_is_not_published(
    html: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Addresses are looked up as one parser sees them, and browsers follow them as another does: both see the same."""
    monkeypatch.setattr(built_page, "active", lambda *_: ())
    put(tmp_path, "assets/search.js", "x")
    put(tmp_path, "index.html", FRAME.format(html))
    assert any("two readers of HTML" in problem.message for problem in built_site.check(tmp_path))


OWN = ("assets/search.js", "../assets/search.js")
NOT_OWN = (
    *(
        "snapshots/x/y.txt",
        "snapshots/x/y.txt?assets/search.js",
        "assets/../snapshots/x/y.txt",
        "assets/none/search.js",
    ),
    *("assets/search.js?x", "assets/search.js#x", "./assets/search.js", "assets//search.js", "assets/%73earch.js"),
    *("ASSETS/search.js", "assets/search.css", "assets/x.png", "assets\\search.js", "as\nsets/search.js"),
    *("/assets/search.js", "x/../assets/search.js", "assets/search.js ", "search.js", "index.html"),
)


@pytest.mark.parametrize("address", [*OWN, *NOT_OWN])
def test_only_the_sites_own_scripts_run(address: str, tmp_path: Path) -> None:
    """A script is one of the files directly in assets/, and its address leads there by every reading."""
    for path in ("assets/search.js", "assets/search.css", "assets/x.png", "assets/deep/search.js", "snapshots/x/y.txt"):
        put(tmp_path, path, "x")
    page = "services/x.html" if address.startswith("../") else "index.html"
    put(tmp_path, page, FRAME.format(f"<script src='{address}' defer></script>"))
    found = {problem.check for problem in built_site.check(tmp_path)}
    assert (found == set()) == (address.strip(" ") in OWN)


BROKEN = ("[x](http://[::1)", "[x][y]\n\n[y]: http://[1]x", "<http://\u2100.com>", "x\n: y\n" * 900, "[x](%00)")


@pytest.mark.parametrize("text", BROKEN)
def test_what_mkdocs_falls_over_is_told_at_its_page(text: str, tmp_path: Path) -> None:
    """Whatever the reader of Markdown raises comes out as a mistake of the page that it was reading."""
    root = invented(tmp_path / "repository")
    put(root, "content/pages/evil.md", f"---\ntitle: X\n---\n# X\n\n{text}\n")
    with pytest.raises(ContributorError) as caught:
        build_site(root)
    assert {problem.place.path for problem in caught.value.problems} == {"content/pages/evil.md"}


def test_plain_mkdocs_falls_over_nothing_either(tmp_path: Path) -> None:
    """``mkdocs build`` names the page, too, and prints no traceback."""
    root = invented(tmp_path / "repository")
    put(root, "content/pages/evil.md", f"---\ntitle: X\n---\n# X\n\n{BROKEN[0]}\n")
    surroundings = {**os.environ, "PYTHONPATH": str(ROOT), "NO_MKDOCS_2_WARNING": "1"}
    done = subprocess.run(
        [sys.executable, "-m", "mkdocs", "build"], cwd=root, env=surroundings, capture_output=True, text=True
    )
    assert done.returncode == 1
    assert "'evil.md': Invalid IPv6 URL" in done.stderr
    assert not re.search("Traceback", done.stdout + done.stderr)


@pytest.mark.parametrize("text", ["```" + " " * 59_000, "```" + "\t" * 60, "`" + "\\" * 201, "a" * 201])
def test_a_run_of_one_character_is_bounded(text: str, tmp_path: Path) -> None:
    """What makes the reader of Markdown try all ways to part a row of one character is refused with its line."""
    put(tmp_path, "content/pages/evil.md", f"---\ntitle: X\n---\n# X\n\n{text}\n")
    with pytest.raises(ContributorError, match=r"evil\.md:6:1: one character more than 200 times in a row"):
        read_pages(tmp_path)
