"""Contributed bytes never run: a hostile repository, built, in a real browser; then each wall with the others down."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path
from typing import TYPE_CHECKING
from xml.etree import ElementTree

import nh3
import pytest
from builders.hostile import PAYLOADS, REFRESH, SHORT, hostile
from builders.website import served

from generator.outputs import built_site, website
from generator.pages.escaping import note, walled
from generator.pipeline import DOCS, SITE, build_docs, build_site

if TYPE_CHECKING:
    from playwright.sync_api import Browser, BrowserContext

POLICY = re.compile(r'\s*<meta http-equiv="Content-Security-Policy"[^>]*>')
#: Opens and points at everything that can be, then says what a page of ours never has.
STIR = """() => {
  document.querySelectorAll("details").forEach((e) => { e.open = true; });
  document.querySelectorAll("[popover]").forEach((e) => { try { e.showPopover(); e.hidePopover(); } catch {} });
  for (const e of document.querySelectorAll("*"))
    for (const kind of ["mouseover", "focus", "pointerenter", "toggle"]) e.dispatchEvent(new Event(kind));
  const wrong = [];
  for (const e of document.querySelectorAll("*")) {
    for (const a of e.attributes) if (/^on|srcdoc/i.test(a.name)) wrong.push(e.outerHTML.slice(0, 200));
    if (e.matches("iframe, object, embed, base, math, [action^='javascript:']")) wrong.push(e.outerHTML.slice(0, 200));
    if (e.matches("script:not([src])") && e.type !== "application/json") wrong.push(e.outerHTML.slice(0, 200));
    if (e.href && typeof e.href === "string" && !/^(https?|file|mailto):/.test(e.href)) wrong.push(e.href);
  }
  return { ran: window.ran, wrong, evil: document.body.innerText.includes("1337") };
}"""


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build the hostile repository once. That it passes the gate is right: its words are words."""
    root = hostile(tmp_path_factory.mktemp("hostile") / "repository")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SMALLPRINT_URL", "https://smallprint.example/")  # only then is there a 404.html
        build_site(root)
    return root / SITE


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    """Open a browser without memory that notes dialogs and, without going there, requests to elsewhere."""
    made = browser.new_context()
    made.set_default_timeout(10_000)
    yield made
    made.close()


class Witness:
    """What a page does that it may not: dialogs, and requests that leave the site. Nothing really leaves."""

    def __init__(self, context: BrowserContext, home: str) -> None:
        """Look at all that the pages of the context do."""
        self.seen: list[str] = []
        self.page = context.new_page()
        self.page.on("dialog", self._dialog)
        context.route(lambda address: not address.startswith(home), self._outside)

    def _dialog(self, dialog: object) -> None:
        self.seen.append(f"dialog {dialog.message}")  # type: ignore[attr-defined]
        dialog.dismiss()  # type: ignore[attr-defined]

    def _outside(self, route: object) -> None:
        self.seen.append(route.request.url)  # type: ignore[attr-defined]
        route.abort()  # type: ignore[attr-defined]

    def stirred(self) -> list[str]:
        """Stir the page that is open, and tell all that was seen so far."""
        said = self.page.evaluate(STIR)
        self.page.evaluate("() => new Promise((done) => setTimeout(done, 30))")  # what an event started may now run
        ran = self.page.evaluate("() => window.ran") or said["ran"]
        return [
            *self.seen,
            *([f"ran {ran}"] if ran else []),
            *said["wrong"],
            *(["a template ran"] if said["evil"] else []),
        ]


@pytest.fixture(scope="module")
def http(site: Path) -> Iterator[str]:
    """Serve the hostile site on this machine."""
    with served(site) as address:
        yield address.rstrip("/")


PAGES = (
    *("index.html", "services/index.html", "services/hostile-txt.html", "services/hostile-md.html"),
    *("services/hostile-html.html", "practices/index.html", "practices/sells-data.html", "topics/index.html"),
    *("services/hostile-txt/changes.html", "services/hostile-md/changes.html", "services/hostile-html/changes.html"),
    *("services/hostile-txt/versions/undated-1.txt.html", "services/hostile-html/versions/undated-1.html.html"),
    *("topics/sharing.html", "matrix.html", "compare.html?s=hostile-txt,hostile-md", "404.html"),
)


@pytest.mark.parametrize("way", ["http", "file"])
def test_nothing_runs_in_any_page(way: str, site: Path, http: str, context: BrowserContext) -> None:
    """Every kind of page is opened and stirred: no script, no dialog, no request, no handler, no foreign element."""
    home = http if way == "http" else site.as_uri()
    witness = Witness(context, home)
    for path in PAGES:
        if path == "404.html" and way == "file":
            continue
        witness.page.goto(f"{home}/{path}", wait_until="load")
        assert witness.stirred() == [], path


@pytest.mark.parametrize("way", ["http", "file"])
def test_nothing_runs_when_search_is_typed(way: str, site: Path, http: str, context: BrowserContext) -> None:
    """Results of search show hostile text as text, and a hostile query too, typed or in the address."""
    home = http if way == "http" else site.as_uri()
    witness = Witness(context, home)
    for query in ("window.ran onerror", f"sell {SHORT}"):
        witness.page.goto(f"{home}/search.html")
        field = witness.page.locator("#sp-search-words")
        field.fill(query)
        field.press("Enter")
        witness.page.locator("#sp-search-results li").first.wait_for()
        assert witness.stirred() == []
        assert "onerror" in witness.page.locator("#sp-search-results").inner_text()
    witness.page.goto(f"{home}/search.html?q=%3Cimg%20src%3Dx%20onerror%3Dalert(1)%3E%20sell")
    witness.page.locator("#sp-search-results li").first.wait_for()
    assert witness.stirred() == []


def test_every_link_of_a_hostile_page_leads_to_the_web_or_stays(http: str, context: BrowserContext) -> None:
    """Clicked, a link opens a page of the site or an address that its reader can see; none runs anything."""
    witness = Witness(context, http)
    witness.page.goto(f"{http}/services/hostile-txt.html")
    links = witness.page.locator("article a[href]")
    whole = "e => new URL(e.getAttribute('href'), location.href).href"  # a mark of the picture has no plain href
    addresses = {str(links.nth(n).evaluate(whole)) for n in range(0, links.count(), 7)}
    outside = {address for address in addresses if not address.startswith(http)}
    assert all(re.match(r"https://(?:txt\.example\.com|evil\.example|example\.org)/", address) for address in outside)
    witness.page.evaluate("() => document.querySelectorAll('details').forEach((e) => { e.open = true; })")
    for name in ("fine", "nine", "twenty"):  # one that is a link, two that would like to be
        found = witness.page.locator(".sp-note").get_by_text(name).first
        found.click(no_wait_after=True)
        if name == "fine":
            witness.page.goto(f"{http}/services/hostile-txt.html")
    assert [address for address in witness.seen if not address.startswith("https://example.org/")] == []
    assert witness.page.evaluate("() => window.ran") is None


def test_the_feeds_are_feeds(site: Path) -> None:
    """Whatever a policy holds, a feed is well-formed, and what a reader's program shows of it has no markup of ours."""
    feeds = [site / "changes.xml", *site.glob("*/*/changes.xml")]
    assert len(feeds) > 5
    atom = "{http://www.w3.org/2005/Atom}"
    contents = [one.text or "" for feed in feeds for one in ElementTree.parse(feed).iter(f"{atom}content")]
    assert contents
    for content in contents:
        assert not set(re.findall(r"<(\w+)", content)) - {"p", "strong", "blockquote"}
    entry = ElementTree.parse(site / "services/hostile-md/changes.xml").find(f"{atom}entry")
    assert entry is not None


def test_downloads_of_hostile_bytes_are_shown_as_text(http: str, context: BrowserContext) -> None:
    """The captured HTML, opened by its address, is plain text on our origin."""
    witness = Witness(context, http)
    response = witness.page.goto(f"{http}/snapshots/hostile-html/undated-1.html.txt")
    assert response is not None
    assert response.headers["content-type"].startswith("text/plain")
    assert witness.page.evaluate("() => document.scripts.length") == 0
    assert witness.stirred() == []


def test_every_page_has_the_browsers_wall_before_any_script(site: Path) -> None:
    """The policy for the browser comes first in each page; nothing inline may run under it."""
    for path in site.rglob("*.html"):
        text = path.read_text(encoding="utf-8")
        found = POLICY.search(text)
        assert found is not None, path
        assert "<script" not in text[: found.start()]
        assert "default-src 'none'" in found[0]
        assert "unsafe-" not in found[0]


def test_the_words_of_the_policy_are_all_shown(site: Path) -> None:
    """Walls do not swallow: every payload of the text policy stands on its page, as text."""
    shown = _Words((site / "services/hostile-txt.html").read_text(encoding="utf-8")).text
    for payload in PAYLOADS:
        assert "".join(payload.split()) in shown, payload


class _Words(HTMLParser):
    """The text of a page without white space, and its elements."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.text = ""
        self.elements: list[tuple[str, list[tuple[str, str | None]]]] = []
        self.feed(html)
        self.close()

    def handle_data(self, data: str) -> None:
        self.text += "".join(data.split())

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, attrs))


# One wall at a time. First the escaping, with nh3, the check of the built site and the browser's policy taken away.


def defenceless(site: Path, folder: Path) -> Path:
    """Copy the built site without the policy for the browser."""
    shutil.copytree(site, folder)
    for path in folder.rglob("*.html"):
        path.write_text(POLICY.sub("", path.read_text(encoding="utf-8")), encoding="utf-8")
    return folder


def test_escaping_alone_holds(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, context: BrowserContext) -> None:
    """Without the sanitiser, without a look at the built pages and without the browser's policy, nothing runs."""
    monkeypatch.setattr(nh3, "clean", lambda html, **_: html)
    root = hostile(tmp_path / "repository")
    build_docs(root, root / DOCS)
    website.build(root, root / DOCS, root / SITE, 0)
    folder = defenceless(root / SITE, tmp_path / "bare")
    witness = Witness(context, folder.as_uri())
    for path in ("index.html", "services/hostile-txt.html", "practices/sells-data.html", "topics/sharing.html"):
        witness.page.goto((folder / path).as_uri())
        assert [seen for seen in witness.stirred() if not seen.startswith(("data:image/png", "ftp:"))] == [], path


@pytest.mark.parametrize("payload", [*PAYLOADS, REFRESH])
def test_nh3_alone_lets_nothing_through(payload: str) -> None:
    """Text that was not escaped at all comes out of the second wall with words, and no element that does anything."""
    for html in (payload, f"<p>{payload}</p>", f'<p title="{payload}">x</p>', f"<li class='{payload}'>"):
        made = _Words(walled(html))
        assert {tag for tag, _ in made.elements} <= {"p", "ul", "ol", "li", "em", "strong", "code", "br", "mark", "a"}
        for _, attributes in made.elements:
            assert {name for name, _ in attributes} <= {"class", "start", "data-sp-for", "href"}
            assert all(re.match("https?://|mailto:", value or "") for name, value in attributes if name == "href")


def test_the_browsers_wall_alone_holds(site: Path, tmp_path: Path, context: BrowserContext) -> None:
    """Raw payloads in a page of ours run where its policy is taken out, and do nothing where it stands."""
    page = (site / "index.html").read_text(encoding="utf-8")
    raw = "".join(
        f"<div>{payload}</div>" for payload in PAYLOADS if not re.search('</title>|<base|value="|<!--', payload)
    )
    for name, text in (("with", page), ("without", POLICY.sub("", page))):
        (site / f"{name}.html").write_text(text.replace("<article", f"{raw}<article", 1), encoding="utf-8")
    try:
        witness = Witness(context, site.as_uri())
        witness.page.goto((site / "with.html").as_uri())
        assert _did(witness) == []
        witness.page.goto((site / "without.html").as_uri())
        did = _did(witness)
        assert any(seen.startswith("dialog") for seen in did)
        assert any(seen.startswith("https://evil.example") for seen in did)
        assert "ran" in " ".join(did)
    finally:
        (site / "with.html").unlink()
        (site / "without.html").unlink()


def _did(witness: Witness) -> list[str]:
    """What really happened in the page, links clicked; what it merely holds is another wall's matter."""
    witness.page.evaluate(STIR)
    lures = "a[href^='javascript' i], [action^=javascript] button"
    witness.page.evaluate("(lures) => document.querySelectorAll(lures).forEach((e) => e.click())", lures)
    witness.page.evaluate("() => new Promise((done) => setTimeout(done, 100))")
    ran = witness.page.evaluate("() => window.ran")
    return [*witness.seen, *([f"ran {ran}"] if ran else [])]


RAW = [
    payload
    for payload in (*PAYLOADS, REFRESH)
    if re.search(r"^[^`]*<(?:script|img|svg|iframe|a |base|object|link|meta)", payload)
]


@pytest.mark.parametrize("payload", RAW)
def test_the_check_of_the_built_site_alone_stops_it(tmp_path: Path, payload: str) -> None:
    """A page in which a payload became markup is never published."""
    page = f"<!doctype html><html><head><title>t</title></head><body><h1>x</h1>{payload}</body></html>"
    (tmp_path / "index.html").write_text(page, encoding="utf-8")
    kinds = {problem.check for problem in built_site.check(tmp_path)}
    assert kinds & {"active-content", "outside-request", "unsafe-link"}


def test_a_note_links_to_the_web_only() -> None:
    """Of a note's links those to http, https and mail stay; every other address is dropped and its words remain."""
    html = note(
        "[a](https://a.example) [b](ftp://b.example) [c](data:image/png;base64,AA) [d](x.html) [e](mailto:e@e.org)"
    )
    assert re.findall(r'href="([^"]*)"', html) == ["https://a.example", "mailto:e@e.org"]
    assert _Words(html).text == "abcde"


@pytest.mark.parametrize("inner", ["<title>{}</title>", "<style>{}</style>", "<desc>{}</desc>"])
def test_what_hides_in_a_drawing_is_seen(tmp_path: Path, inner: str) -> None:
    """Inside a drawing a browser makes elements of what other parsers take for a title or a style sheet."""
    (tmp_path / "index.html").write_text(f"<h1>x</h1><svg>{inner.format(SHORT)}</svg>", encoding="utf-8")
    assert "active-content" in {problem.check for problem in built_site.check(tmp_path)}
