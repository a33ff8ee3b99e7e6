"""Laws of search as a reader meets it, in a real browser: pages of a few lines around the real scripts."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from builders.values import SEARCH_WORDS, SELLS_DATA, in_sections, searched, three_policies
from builders.website import served

from generator.catalogue import Kind
from generator.model import Site
from generator.outputs.search_index import pages
from generator.outputs.search_words import Speller
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
    links = tab.locator("#sp-search-results li a.sp-result__link").evaluate_all("links => links.map(link => link.href)")
    return [re.sub(r"^.*/(services|practices)/", r"\1/", link) for link in links]


def ask(tab: Tab, root: str, query: str) -> list[str]:
    """Open the search page with an address that carries the question."""
    tab.goto(f"{root}search.html?{query}")
    return found(tab)


def test_a_word_leads_to_its_clause(page: Tab, root: str, requests: list[str], complaints: list[str]) -> None:
    """Typing a word of a policy shows the clause that holds it, marked; the link opens it there; nothing leaves."""
    page.goto(root + "search.html")
    page.get_by_label("Words to look for").press_sequentially("adverts")
    page.locator("mark").get_by_text("adverts", exact=True).wait_for()
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
    """Neither engine nor index is asked for on any page, the search page included, until a field has the focus."""
    for path in ("index.html", "services/acorn.html", "search.html"):
        page.goto(root + path)
    assert not [request for request in requests if "engine" in request or "/search/" in request]
    page.get_by_label("Words to look for").focus()
    page.wait_for_function("() => window.smallprintIndex && window.smallprintIndex.contents.services")
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
    assert ask(page, root, "q=birch+encrypted")[1] == "services/birch.html#keeping-it-safe-0"
    assert len(ask(page, root, "q=adverts+tax")) == 2
    assert told.inner_text() == "Nothing holds all the words. Some of them: 2 results in 2 services."
    assert len(ask(page, root, "q=tax+zzzzzz")) == 1
    assert told.inner_text() == "Nothing holds all the words. Some of them: 1 result in 1 service."
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
    page.locator("header mark").get_by_text("adverts", exact=True).wait_for()
    link = page.locator("header li a").last
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
    ask(page, root, "q=cookies")
    rows = page.locator("#sp-search-results li")
    assert rows.count() == 10
    assert page.locator("[role=status]").last.inner_text() == "50 results in 1 service."
    page.get_by_role("button", name="Show more").click()
    rows.nth(29).wait_for()
    assert rows.count() == 30
    page.wait_for_function(
        "document.activeElement === document.querySelectorAll('#sp-search-results li')[10].querySelector('a')"
    )
    assert len({row.split("\n")[-1] for row in rows.all_inner_texts()[:29]}) == 29


def test_words_of_the_same_meaning_are_found(page: Tab, tmp_path: Path) -> None:
    """A clause is found by a word that means the same; a practice by what people type when they mean it."""
    parts = [("One", "", "We trade nothing."), ("Two", "", "The market place is closed."), ("Three", "", "Hello.")]
    root = build(searched(in_sections(*parts, id="a", name="A")), tmp_path).as_uri() + "/"
    found_there = ask(page, root, "q=sell")
    assert found_there[0] == "practices/sells-data.html"
    assert set(found_there[1:]) == {"services/a.html#one-0", "services/a.html#two-1"}
    assert set(ask(page, root, "q=sell&service=a")[1:]) == set(found_there[1:])
    assert ask(page, root, "q=rent+out+my+details") == ["practices/sells-data.html"]
    assert ask(page, root, "q=do+you+rent+out+my+detials")[0] == "practices/sells-data.html"


def test_a_service_is_found_by_its_names(page: Tab, tmp_path: Path) -> None:
    """A service comes first by its name, the host of its website, a beginning or a slip of either."""
    one, other, third = three_policies().policies
    service = replace(one.service, website="https://www.acorn-games.example/", also=("Oakplay",), owner="Mighty Oak")
    known = replace(one, service=service)
    root = build(replace(three_policies(), policies=(known, other, third)), tmp_path).as_uri() + "/"
    for query in ("oakplay", "mighty+oak", "oakpaly"):
        assert ask(page, root, f"q={query}")[0] == "services/acorn.html", query
    for query in (
        "acorn",
        "Acorn+Games",
        "acorngames",
        "acorn-games.example",
        "www.acorn-games.example",
        "acron+games",
    ):
        assert ask(page, root, f"q={query}")[0] == "services/acorn.html", query
    assert ask(page, root, "q=birch+encrypted")[:2] == ["services/birch.html", "services/birch.html#keeping-it-safe-0"]


def test_a_practice_tells_its_answers(page: Tab, folder: Path) -> None:
    """A practice comes with how many services give which answer; with a service's own, where that is asked about."""
    root = folder.as_uri() + "/"
    ask(page, root, "q=sell")
    row = page.locator(".sp-result--practice")
    assert "Sells personal data: 1 service" in row.inner_text()
    ask(page, root, "q=sell&service=acorn")
    assert "Acorn Games: Sells personal data" in row.inner_text()
    assert row.locator("a").get_attribute("href") == root + "services/acorn.html#sp-b-sells-data"
    ask(page, root, "q=sell&service=birch")
    assert "Birch Bank: " + dict(SELLS_DATA.answers)["silent"] in row.inner_text()


def test_no_answer_is_told_of_what_nobody_analysed(page: Tab, tmp_path: Path) -> None:
    """A policy that was not analysed is not said to be silent: its practice tells how many services answer."""
    one, other, third = three_policies().policies
    made = replace(three_policies(), policies=(one, replace(other, analysed=False, verdicts=()), third))
    ask(page, build(made, tmp_path).as_uri() + "/", "q=sell&service=birch")
    row = page.locator(".sp-result--practice")
    assert row.locator("a").get_attribute("href").endswith("/practices/sells-data.html")
    assert "Birch" not in row.inner_text()


def test_quoted_words_are_a_phrase(page: Tab, tmp_path: Path) -> None:
    """Words in quotation marks are found side by side alone, skipped words among them, and the page says so."""
    parts = [("A", "", "Third parties see it."), ("B", "", "A third of all parties."), ("C", "", "The parties, third.")]
    root = build(searched(in_sections(*parts, id="a", name="A")), tmp_path).as_uri() + "/"
    assert len(ask(page, root, "q=third+parties")) == 3
    for query in ("%22third+parties%22", "%E2%80%9CThird+Parties%E2%80%9D"):
        assert ask(page, root, f"q={query}") == ["services/a.html#a-0"]
        told = page.locator("[role=status]").last.inner_text()
        assert told == "1 result; the clauses hold, word for word, “third parties”."
    assert ask(page, root, "q=%22third+of+all%22") == ["services/a.html#b-1"]
    assert ask(page, root, "q=%22third+of+parties%22") == []


def test_a_hyphen_is_a_space(page: Tab, folder: Path) -> None:
    """What is typed with hyphens is what is typed with spaces."""
    root = folder.as_uri() + "/"
    assert ask(page, root, "q=tax-office-law") == ask(page, root, "q=tax+office+law") != []


def test_where_nothing_is_found_there_is_a_way_on(page: Tab, folder: Path) -> None:
    """Where nothing is found there are words that look alike, topics and questions, each a link that works."""
    root = folder.as_uri() + "/"
    assert ask(page, root, "q=enxryxtod") == []
    shown = page.locator(".sp-search__instead")
    assert {"Sharing", "Security", SELLS_DATA.question} <= set(shown.get_by_role("link").all_inner_texts())
    assert shown.get_by_role("link", name="Sharing").get_attribute("href") == root + "topics/sharing.html"
    shown.get_by_role("link", name="encrypted").click()
    assert len(found(page, "2 results")) == 2


def test_many_clauses_of_one_service_stand_together(page: Tab, tmp_path: Path) -> None:
    """Two clauses of a service stand in the list, and a link to the others that leads to all of them."""
    long = in_sections(*(("Part", "", f"Clause {n} is about cookies.") for n in range(30)), id="long", name="Long")
    two = (("Part", "", "Cookies, too."), ("Part", "", "More cookies."))
    others = [in_sections(*two, id=f"s{n}", name=f"S {n}") for n in range(12)]
    root = build(searched(long, *others), tmp_path).as_uri() + "/"
    assert [link.startswith("services/long.") for link in ask(page, root, "q=cookies")].count(True) <= 2
    page.goto(root + "search.html?q=about+cookies")
    found(page)
    page.get_by_role("link", name="more in Long").click()
    page.wait_for_url("**/search.html?q=about+cookies&service=long")
    found(page, "30 results in 1 service")
    assert page.get_by_label("Service").input_value() == "long"


def test_narrowed_to_a_practice_and_an_answer(page: Tab, folder: Path) -> None:
    """The filters of practice and answer leave the clauses that prove it, in one service and in all."""
    root = folder.as_uri() + "/"
    for narrower in ("", "&service=acorn"):
        assert "services/acorn.html#sharing-0" in ask(page, root, f"q=details&practice=sells-data{narrower}")
        assert "services/acorn.html#sharing-0" in ask(
            page, root, f"q=details&practice=sells-data&outcome=present{narrower}"
        )
        absent = ask(page, root, f"q=details&practice=sells-data&outcome=absent{narrower}")
        assert not [link for link in absent if "#" in link and "#sp-b-" not in link]


def test_narrowed_to_a_kind_of_service(page: Tab, tmp_path: Path) -> None:
    """Where services have kinds, clauses are narrowed to one; where none has, nobody is asked."""
    made = three_policies()
    kinds = {"acorn": "games", "birch": "bank"}
    policies = [replace(one, service=replace(one.service, kind=kinds.get(one.id))) for one in made.policies]
    catalogue = replace(made.catalogue, kinds=(Kind("games", "Game", "Games"), Kind("bank", "Bank", "Banks")))
    root = build(replace(made, policies=tuple(policies), catalogue=catalogue), tmp_path / "kinds").as_uri() + "/"
    assert len(ask(page, root, "q=encrypted")) == 2
    page.get_by_label("Kind of service").select_option("Banks")
    assert found(page, "1 result") == ["services/birch.html#keeping-it-safe-0"]
    assert page.url.endswith("?q=encrypted&kind=bank")
    page.goto(build(made, tmp_path / "none").as_uri() + "/search.html")
    assert page.get_by_label("Kind of service").count() == 0


def test_the_first_list_reads_few_files(page: Tab, tmp_path: Path, requests: list[str]) -> None:
    """However many services hold a word, the first list asks for ten files at most, and has ten results."""
    many = [
        in_sections(
            *(("Part", "", f"Clause {n} of {k} is about cookies.") for n in range(3)), id=f"s{k}", name=f"S {k}"
        )
        for k in range(40)
    ]
    root = build(searched(*many), tmp_path).as_uri() + "/"
    page.goto(root + "search.html")
    before = len(requests)
    page.get_by_label("Words to look for").fill("about cookies")
    assert len(found(page)) == 10
    assert len([request for request in requests[before:] if "/assets/" in request]) <= 10
    page.get_by_role("button", name="Show more").click()
    page.locator("#sp-search-results li").nth(29).wait_for()


def test_both_sides_cut_words_alike(page: Tab, folder: Path) -> None:
    """The page cuts text into the same words, and gives them the same families, as the index was made with."""
    text = (
        "Don't cannot can't Café’s naïve e-mail opt-out T-shirt third-party x--y 日本語 ภาษาไทย ½ ﬁne ™ İstanbul ẞ "
        "companies buses analysis passing agreed being shared sharing collection decision policy policies running "
        "bed king sing ring used uses using easily 2018's IP-address l'État नमस्ते مرحبا ——dash -a- it's"
    )
    speller = Speller(SEARCH_WORDS)
    page.goto(folder.as_uri() + "/search.html?q=x")
    found(page)
    cut = page.evaluate(
        "text => smallprintWords.writtenIn(text).map((word) => [word.parts, word.joined, "
        "word.parts.map(smallprintWords.family)])",
        text,
    )
    assert cut == [
        [list(word.parts), word.joined, [speller.family(part) for part in word.parts]] for word in speller.words(text)
    ]


HOSTILE = (
    "%3Cimg+src%3D//outside.example/x%3E",
    "javascript:alert(1)",
    "__proto__",
    "constructor",
    "%22",
    "%22%22",
    "%E2%80%9D%E2%80%9C",
    "%3D%3Dsells-data+present",
    "%00",
    "%EF%BF%BF",
    "%F0%9F%92%A9",
    "-",
    "..%2F..%2Fx",
    "a" * 3000,
    "(((((((((([[[[[***+++???",
    "%0A%0D%E2%80%A8",
)


def test_hostile_questions_do_nothing(page: Tab, folder: Path, requests: list[str], complaints: list[str]) -> None:
    """Whatever is asked, nothing runs, nothing outside is requested, and a sentence tells the end of the search."""
    root = folder.as_uri() + "/"
    for query in HOSTILE:
        for narrower in ("", f"&service={query}", f"&topic={query}&practice={query}"):
            page.goto(f"{root}search.html?q={query}{narrower}")
            if page.get_by_label("Words to look for").input_value().strip():
                found(page)
    assert all(request.startswith(root) for request in requests)
    assert complaints == []


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
