"""Laws of search as a reader meets it, in a real browser: pages of a few lines around the real scripts."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from builders.values import in_sections, searched, three_policies
from builders.website import served

from generator.model import Site
from generator.outputs.search_index import pages
from generator.pages.views import view_policies

if TYPE_CHECKING:
    from playwright.sync_api import Page as Tab

ASSETS = Path(__file__).parents[1] / "site_config/theme/assets"
FRAME = """<!doctype html><html lang="en"><head><meta charset="utf-8"><title>{title}</title>
<meta http-equiv="Content-Security-Policy" content="default-src 'self'; script-src 'self'">
<link rel="icon" href="{root}icon.svg">
<script src="{root}assets/search.js" defer></script></head><body>
<header><form role="search" data-sp-search action="{root}search.html">
<label>Search <input type="search" name="q"></label></form></header><main>{main}</main></body></html>"""


def build(made: Site, folder: Path) -> Path:
    """Write a site of bare pages around the search of ``made``: home, one page a service, and the search page."""
    shutil.copytree(ASSETS, folder / "assets", dirs_exist_ok=True)
    html = {"index.html": "<h1>Home</h1><p><a href='#'>A link</a></p>"}
    for page in pages(made, view_policies(made)):
        if page.path == "search.md":
            body = page.data.decode().split("---\n", 2)[2]
            html["search.html"] = body.replace("# Search {#sp-top}", "<h1>Search</h1>")
        else:
            (folder / page.path).parent.mkdir(parents=True, exist_ok=True)
            (folder / page.path).write_bytes(page.data)
    for one in made.policies:
        html[f"services/{one.service.id}.html"] = "<h1>A policy</h1>" + "".join(
            f"<p id='{clause.id}'>A clause</p>" for clause in one.clauses
        )
    (folder / "icon.svg").write_text("<svg xmlns='http://www.w3.org/2000/svg'/>", encoding="utf-8")
    for path, main in html.items():
        (folder / path).parent.mkdir(exist_ok=True)
        root = "../" if "/" in path else ""
        (folder / path).write_text(FRAME.format(title=path, root=root, main=main), encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build the three invented policies once."""
    return build(three_policies(), tmp_path_factory.mktemp("site"))


@pytest.fixture(params=["file", "http"])
def root(request: pytest.FixtureRequest, folder: Path) -> Iterator[str]:
    """Open the same folder from the disk, and from a server on this machine."""
    if request.param == "file":
        yield folder.as_uri() + "/"
        return
    with served(folder) as address:
        yield address


def found(tab: Tab, status: str | re.Pattern[str] = re.compile(r"result|Nothing")) -> list[str]:
    """Wait until the search page tells its whole result, and give the addresses found, relative to the root."""
    tab.locator("#sp-search-results [role=status]").filter(has_text=status).filter(has_not_text="…").wait_for()
    links = tab.locator("#sp-search-results li a").evaluate_all("links => links.map(link => link.href)")
    return [re.sub(r"^.*/(services|practices)/", r"\1/", link) for link in links]


def ask(tab: Tab, root: str, query: str) -> list[str]:
    """Open the search page with an address that carries the question."""
    tab.goto(f"{root}search.html?{query}")
    return found(tab)


def test_a_word_leads_to_its_clause(page: Tab, root: str, requests: list[str], complaints: list[str]) -> None:
    """Typing a word of a policy shows the clause that holds it, marked; the link opens it there; nothing leaves."""
    page.goto(root + "search.html")
    page.get_by_label("Words to look for").press_sequentially("adverts")
    assert found(page, "1 result") == ["services/acorn.html#sharing-0"]
    result = page.locator("#sp-search-results li")
    assert result.locator("mark").all_inner_texts() == ["adverts"]
    assert "Acorn Games" in result.inner_text()
    assert "Sharing" in result.inner_text()
    result.locator("a").click()
    page.wait_for_url("**/services/acorn.html#sharing-0")
    assert page.locator(":target").inner_text() == "A clause"
    assert all(request.startswith(root) for request in requests)
    assert complaints == []


def test_nothing_is_loaded_before_someone_searches(page: Tab, root: str, requests: list[str]) -> None:
    """Neither library nor index is asked for on any page, the search page included, until a field has the focus."""
    for path in ("index.html", "services/acorn.html", "search.html"):
        page.goto(root + path)
    assert not [request for request in requests if "minisearch" in request or "/search/" in request]
    page.get_by_label("Words to look for").focus()
    page.wait_for_function("() => window.smallprintSearch && window.smallprintSearch.shards.length")
    assert [request for request in requests if "/search/" in request]


FORGIVEN = {
    "encrpted": "services/birch.html#keeping-it-safe-0",
    "recieve": "services/birch.html#keeping-it-safe-0",
    "encryption": "services/birch.html#keeping-it-safe-0",
    "receiving": "services/birch.html#keeping-it-safe-0",
    "selling": "services/acorn.html#sharing-0",
    "sold": "services/acorn.html#sharing-0",
    "tax-office": "services/birch.html#who-sees-it-1",
    "children": "services/acorn.html#children-2",
    "not knowingly": "services/acorn.html#children-2",
    "localizacao": "services/cedro.html#partilha-0",
    "LOCALIZAÇÃO": "services/cedro.html#partilha-0",
}


def test_slips_and_word_forms_are_forgiven(page: Tab, folder: Path) -> None:
    """A slip of the keys, another form of the word, a missing accent or capitals find the clause all the same."""
    root = folder.as_uri() + "/"
    assert {slip: slip for slip, clause in FORGIVEN.items() if clause not in ask(page, root, f"q={slip}")} == {}


def test_hyphens_make_no_difference(page: Tab, tmp_path: Path) -> None:
    """A word is found whether it is written with a hyphen or with a space; in one, where anybody hyphenates it."""
    parts = [("With", "", "An opt-out is open to all."), ("Apart", "", "You can opt out here.")]
    root = build(searched(in_sections(*parts, id="a", name="A")), tmp_path).as_uri() + "/"
    both = {"services/a.html#with-0", "services/a.html#apart-1"}
    for query in ("opt out", "opt-out", "opted-out"):
        assert set(ask(page, root, f"q={query}")) == both
    assert ask(page, root, "q=optout") == ["services/a.html#with-0"]


def test_word_for_word_comes_first(page: Tab, tmp_path: Path) -> None:
    """A clause that holds the words as they were typed stands before one that holds them apart."""
    parts = [("Apart", "", "Data is data. The location of data is ours."), ("Next", "", "We sell location data now.")]
    root = build(searched(in_sections(*parts, id="a", name="A")), tmp_path).as_uri() + "/"
    assert ask(page, root, "q=location+data")[0] == "services/a.html#next-1"


def test_a_slip_is_named(page: Tab, folder: Path) -> None:
    """A word that no policy holds is named, so that nobody takes the results for its own."""
    ask(page, folder.as_uri() + "/", "q=encrpted")
    assert page.locator("[role=status]").last.inner_text() == "2 results in 2 services, for words like “encrpted”."


def test_a_known_word_is_not_bent(page: Tab, folder: Path) -> None:
    """A word that the policies use finds itself and its forms, not words that only look alike (sell, tell)."""
    assert not [link for link in ask(page, folder.as_uri() + "/", "q=sell") if "birch" in link]


def test_every_word_counts(page: Tab, folder: Path) -> None:
    """Entries that hold all words come first; the list says how many hold all, and that others hold some."""
    root = folder.as_uri() + "/"
    told = page.locator("[role=status]").last
    assert ask(page, root, "q=encrypted+payment")[0] == "services/birch.html#keeping-it-safe-0"
    assert told.inner_text() == "2 results in 2 services; the first holds all the words."
    assert ask(page, root, "q=birch+encrypted")[0] == "services/birch.html#keeping-it-safe-0"
    assert len(ask(page, root, "q=adverts+tax")) == 2
    assert told.inner_text() == "Nothing holds all the words. Some of them: 2 results in 2 services."
    assert ask(page, root, "q=zzzzzz") == []
    assert told.inner_text() == "Nothing found for “zzzzzz”."


def test_the_way_back(page: Tab, root: str) -> None:
    """From a result, one step back leads to the same list."""
    page.goto(root + "search.html")
    page.get_by_label("Words to look for").fill("adverts")
    assert found(page) == ["services/acorn.html#sharing-0"]
    page.locator("#sp-search-results a").click()
    page.wait_for_url("**/services/acorn.html#sharing-0")
    page.go_back()
    assert found(page) == ["services/acorn.html#sharing-0"]
    assert page.get_by_label("Words to look for").input_value() == "adverts"


def test_badges_practices_and_services_are_found(page: Tab, folder: Path) -> None:
    """The words of a badge find the practice's page and the clauses that are its evidence; a name finds the service."""
    root = folder.as_uri() + "/"
    assert ask(page, root, "q=sells+personal+data")[:2] == [
        "practices/sells-data.html",
        "services/acorn.html#sharing-0",
    ]
    assert ask(page, root, "q=strangers") == ["practices/sells-data.html"]
    assert ask(page, root, "q=birch")[0] == "services/birch.html"


def test_narrowed_to_a_service_or_a_topic(page: Tab, root: str) -> None:
    """The filters narrow the list, stand in the address, and are set from it."""
    page.goto(root + "search.html")
    page.get_by_label("Words to look for").fill("encrypted")
    assert len(found(page)) == 2
    page.get_by_label("Service").select_option("Birch Bank")
    assert found(page, "1 result") == ["services/birch.html#keeping-it-safe-0"]
    assert page.url == root + "search.html?q=encrypted&service=birch"
    page.get_by_label("Topic").select_option("Sharing")
    assert found(page, "Nothing found") == []
    assert ask(page, root, "q=encrypted&topic=security&service=acorn") == ["services/acorn.html#security-1"]
    assert page.get_by_label("Service").input_value() == "acorn"


def test_the_header_searches_everywhere(page: Tab, root: str) -> None:
    """On a page in a folder the header's field shows results below it; Enter in it opens the search page."""
    page.goto(root + "services/birch.html")
    page.keyboard.press("/")
    page.keyboard.type("adverts")
    link = page.locator("header li:only-child a")  # while one types, more words begin alike
    link.wait_for()
    assert link.get_attribute("href") == root + "services/acorn.html#sharing-0"
    page.keyboard.press("Enter")
    page.wait_for_url("**/search.html?q=adverts")
    assert found(page) == ["services/acorn.html#sharing-0"]


def test_keys_alone_are_enough(page: Tab, root: str) -> None:
    """Slash focuses the field, arrows walk over the results and back, Enter opens one, Escape leaves."""
    page.goto(root + "index.html")
    field = page.get_by_label("Search")
    for key in ("/", "Control+k"):
        page.keyboard.press(key)
        assert field.evaluate("field => field === document.activeElement")
        assert field.input_value() == ""
        page.keyboard.press("Escape")
        assert not field.evaluate("field => field === document.activeElement")
    page.keyboard.press("/")
    page.keyboard.type("encrypted")
    page.locator("header mark").get_by_text("encrypted", exact=True).nth(1).wait_for()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowUp")
    assert page.locator("header li a").first.evaluate("link => link === document.activeElement")
    page.keyboard.press("Escape")
    assert field.evaluate("field => field === document.activeElement")
    assert not page.locator("header li a").first.is_visible()
    page.keyboard.press("Escape")
    page.keyboard.press("/")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.wait_for_url("**/services/*.html#*")


def test_the_single_key_can_be_switched_off(page: Tab, root: str) -> None:
    """Who does not want it switches it off for the tab, on all pages; local storage is never used for that."""
    page.goto(root + "search.html")
    assert page.evaluate("[localStorage.length, sessionStorage.length]") == [0, 0]
    page.get_by_label("The key /").uncheck()
    page.goto(root + "index.html")
    assert page.evaluate("localStorage.length") == 0
    page.keyboard.press("/")
    assert not page.get_by_label("Search").evaluate("field => field === document.activeElement")
    page.keyboard.press("Control+k")
    assert page.get_by_label("Search").evaluate("field => field === document.activeElement")
    page.goto(root + "search.html")
    page.get_by_label("The key /").check()
    page.goto(root + "index.html")
    page.keyboard.press("/")
    assert page.get_by_label("Search").evaluate("field => field === document.activeElement")


def test_no_letter_alone_does_anything(page: Tab, server: str) -> None:
    """On the built site, with the theme's own script, no letter, digit or sign but the slash moves focus or page."""
    for path in ("index.html", "services/dogwood-diary/2.html", "search.html"):
        page.goto(server + path)
        for key in "abcdefghijklmnopqrstuvwxyz0123456789,.;-#+?!":
            page.keyboard.press(key)
            assert page.evaluate("document.activeElement.tagName") == "BODY", key
        assert page.url == server + path


def test_many_results_come_in_parts(page: Tab, tmp_path: Path) -> None:
    """A long list shows its beginning; a button shows more, and the focus goes to the first new result."""
    made = searched(in_sections(*(("Part", "sharing", f"Clause {n} is about cookies.") for n in range(50))))
    root = build(made, tmp_path).as_uri() + "/"
    assert len(ask(page, root, "q=cookies")) == 20
    assert page.locator("[role=status]").last.inner_text() == "50 results in 1 service."
    page.get_by_role("button", name="Show more").click()
    assert page.locator("#sp-search-results li").count() == 40
    assert page.locator("#sp-search-results li a").nth(20).evaluate("link => link === document.activeElement")


def test_contributed_words_never_run(page: Tab, tmp_path: Path, complaints: list[str]) -> None:
    """Markup in names, headings, clauses and in the question shows as text, in the list and in the address."""
    evil = '<img src=x onerror="window.ran=1"><script>window.ran=1</script> javascript:alert(1) evilword'
    root = build(searched(in_sections((evil, "", evil), id="evil", name=evil)), tmp_path).as_uri() + "/"
    ask(page, root, "q=evilword+%3Cimg+src%3Dx+onerror%3Dwindow.ran%3D1%3E")
    assert "<img src=x" in page.locator("#sp-search-results").inner_text()
    assert page.locator("#sp-search-results img, #sp-search-results script").count() == 0
    assert page.evaluate("window.ran") is None
    assert complaints == []


def test_the_language_of_a_result_is_told(page: Tab, folder: Path) -> None:
    """The words of a policy in another language say so, for who hears them read."""
    ask(page, folder.as_uri() + "/", "q=partilhamos")
    assert page.locator("#sp-search-results .sp-result__text").get_attribute("lang") == "pt"


def test_axe_finds_nothing(page: Tab, folder: Path) -> None:
    """The search page with results, and the panel under a header's field, have no fault that axe knows."""
    from axe_playwright_python.sync_playwright import Axe

    ask(page, folder.as_uri() + "/", "q=encrypted")
    assert Axe().run(page).response["violations"] == []
    page.goto(folder.as_uri() + "/index.html")
    page.get_by_label("Search").fill("encrypted")
    page.locator("header li a").first.wait_for()
    assert Axe().run(page).response["violations"] == []


def test_a_missing_index_is_told(page: Tab, tmp_path: Path) -> None:
    """When a file of the index cannot be read, the page says so in words."""
    root = build(three_policies(), tmp_path)
    (root / "assets/search/index.js").unlink()
    page.goto(root.as_uri() + "/search.html?q=adverts")
    page.locator("#sp-search-results").get_by_text("The search index could not be read").wait_for()


def test_without_javascript_it_says_so(browser: object, folder: Path) -> None:
    """Without JavaScript the page says that search needs it, and where the services are listed."""
    context = browser.new_context(java_script_enabled=False)  # type: ignore[attr-defined]
    tab = context.new_page()
    tab.goto(folder.as_uri() + "/search.html")
    assert "Search needs JavaScript" in tab.locator("main").inner_text()
    assert tab.get_by_role("link", name="list of services").get_attribute("href") == "index.html"
    context.close()
