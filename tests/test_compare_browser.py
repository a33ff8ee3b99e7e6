"""Comparing and filtering as a reader does: from the disk, by a shared address, by keyboard, without scripts."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from builders.repository import invented

from generator.pipeline import build_site

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

PHONE = {"width": 390, "height": 844}


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build the invented site once."""
    root = invented(tmp_path_factory.mktemp("compare"))
    build_site(root)
    return root / "build" / "site"


@pytest.fixture(autouse=True)
def silent(site: Path, requests: list[str], complaints: list[str]) -> Iterator[None]:
    """Ask nobody outside of the site's folder, and complain of nothing, whatever a test does."""
    yield
    assert [address for address in requests if not address.startswith(site.as_uri())] == []
    assert complaints == []


def open_page(page: Page, site: Path, address: str) -> Page:
    """Open an address of the site from the disk, and wait until its script has told what it shows."""
    page.goto(f"{site.as_uri()}/{address}")
    return page


def told(page: Page, words: str) -> None:
    """Wait until the status says these words."""
    page.locator("[role=status]", has_text=words).wait_for()


def columns(page: Page) -> list[str]:
    """The services that the table shows."""
    return page.locator(".sp-grid thead th").all_inner_texts()[1:]


def test_a_shared_address_shows_the_comparison(site: Path, page: Page) -> None:
    """Who gets the link sees the services, their differences marked, quotes, and the clauses side by side."""
    open_page(page, site, "compare.html?s=acorn-mail,birch-bank")
    told(page, "They differ on 3 of 5 questions: 1 opposite, 1 where not all say anything.")
    assert page.locator(".sp-card-name").all_inner_texts() == ["Acorn Mail", "Birch & Sons <Bank>"]
    apart = page.locator(".sp-apart", has_text="Does it collect where I am?")
    assert "≠ opposite" in apart.inner_text()
    assert "Acorn Mail does not collect the location of your device." in apart.locator("blockquote").first.inner_text()
    row = page.locator(".sp-differing", has_text="Sells personal data")
    assert [text.strip() for text in row.locator("td").all_inner_texts()] == ["No", "Unclear"]
    sides = page.locator("#sp-t-sharing .sp-side-one")
    assert sides.count() == 2
    assert sides.first.locator("mark").first.inner_text() == "We never sell your personal data."
    sides.first.get_by_role("link", name="Read it in its place").click()
    assert "We never sell your personal data." in page.locator(f"[id='{page.url.partition('#')[2]}']").inner_text()


def test_the_choice_lives_in_the_address(site: Path, page: Page) -> None:
    """Choosing by keyboard shows the comparison and puts it into the address; a reload shows the same."""
    open_page(page, site, "compare.html")
    told(page, "for example Acorn Mail and Birch")
    first = page.get_by_label("Service 1")
    first.focus()
    page.keyboard.type("Cedar")
    page.keyboard.press("Tab")
    told(page, "Choose a second service to compare Cedar Games with.")
    page.keyboard.type("no such name")
    page.keyboard.press("Enter")
    told(page, "No service here is called so.")
    page.get_by_label("Service 2").fill("acó")  # small letters, accents and a beginning are enough
    page.keyboard.press("Tab")
    told(page, "They differ")
    assert page.url.endswith("compare.html?s=cedar-games,acorn-mail")
    page.get_by_label("Show only where they differ").check()
    assert page.url.endswith("compare.html?s=cedar-games,acorn-mail&only=differences")
    page.reload()
    told(page, "They differ")
    assert page.get_by_label("Show only where they differ").is_checked()
    assert page.get_by_label("Service 2").input_value() == "Acorn Mail"
    assert page.locator(".sp-matrix tbody tr").count() == page.locator(".sp-matrix .sp-differing").count()


def test_only_the_files_of_chosen_services_are_loaded(site: Path, page: Page, requests: list[str]) -> None:
    """A page of thousand services reads the files that hold two: each once, and none by the address."""
    open_page(page, site, "compare.html?s=acorn-mail,cedar-games")
    told(page, "They differ")
    loaded = [address.rpartition("/")[2] for address in requests if "/assets/compare/services/" in address]
    assert loaded == ["0.js"]


@pytest.mark.parametrize("evil", ["<img src=x onerror=alert(1)>", "../../../evil", "//evil.example/x", "__proto__"])
def test_an_address_decides_neither_markup_nor_what_is_loaded(
    site: Path, page: Page, requests: list[str], evil: str
) -> None:
    """What stands in the address and is no service is told as text, and nothing is asked for it."""
    from urllib.parse import quote

    open_page(page, site, f"compare.html?s=acorn-mail,{quote(evil, safe='')}")
    told(page, f"No service here is called “{evil}”.")
    assert page.locator("article img").count() == 0
    assert not [address for address in requests if "services/" in address]


def test_a_filter_by_address_shows_who_has_all_of_these(site: Path, page: Page) -> None:
    """The table holds the services that give every asked answer, the topic's practices only, and says so in words."""
    open_page(page, site, "matrix.html?has=sells-data:absent,uses-cookies:present&topic=sharing")
    told(page, "1 of 3 services, 1 of 5 practices.")
    told(page, "Does not sell personal data · Uses cookies · Sharing")
    assert columns(page) == ["Acorn Mail"]
    assert page.locator(".sp-grid tbody tr[data-practice]").count() == 1
    link = page.locator(".sp-grid td a")
    assert link.inner_text().strip() == "No"
    link.click()
    assert page.url.endswith("services/acorn-mail.html#sp-b-sells-data")


def test_filters_change_the_address_and_can_be_cleared(site: Path, page: Page) -> None:
    """Each filter is reached by keyboard and label, goes into the address, and clearing brings the plain table back."""
    open_page(page, site, "matrix.html")
    page.locator(".sp-sort").first.wait_for()
    before = page.locator(".sp-grid").inner_text()
    page.locator(".sp-filter summary").focus()
    page.keyboard.press("Enter")
    page.get_by_label("Practice", exact=True).select_option(label="Sells personal data")
    told(page, "0 of 3 services")
    page.get_by_label("Answer", exact=True).select_option(label="Does not sell personal data")
    told(page, "2 of 3 services")
    assert columns(page) == ["Acorn Mail", "Cedar Games"]
    side_by_side = page.get_by_role("link", name="Read these side by side").get_attribute("href") or ""
    assert side_by_side.endswith("compare.html?s=acorn-mail,cedar-games")
    page.get_by_label("With the answer").select_option(label="Unclear")
    told(page, "2 of 3 services, 2 of 5 practices.")
    page.get_by_label("Service 1").fill("cedar")
    page.keyboard.press("Enter")
    told(page, "1 of 3 services")
    assert page.url.endswith("matrix.html?s=cedar-games&has=sells-data:absent&answer=unclear")
    page.get_by_role("button", name="Clear all filters").click()
    assert page.url.endswith("matrix.html")
    assert page.locator(".sp-grid").inner_text() == before


def test_a_second_answer_can_be_asked_for(site: Path, page: Page) -> None:
    """ "Has all of these" takes more than one, and the focus goes to the new one."""
    open_page(page, site, "matrix.html?has=sells-data:absent")
    told(page, "2 of 3 services")
    page.locator(".sp-filter summary").click()
    page.get_by_role("button", name="And another answer").click()
    assert page.evaluate("document.activeElement.tagName") == "SELECT"
    page.get_by_label("Practice", exact=True).nth(1).select_option(label="Deletes on request")
    told(page, "1 of 3 services")
    assert page.url.endswith("?has=sells-data:absent,deletes-on-request:present")
    page.get_by_label("Practice", exact=True).nth(1).select_option(label="Any practice")
    told(page, "2 of 3 services")


def test_the_filtered_table_says_what_the_plain_one_says(site: Path, page: Page) -> None:
    """Cells that the script makes have the words, the tone and the address of those that were built."""
    cells = """() => Array.from(document.querySelectorAll('.sp-grid td'), (cell) =>
        [cell.innerText.trim(), cell.className, (cell.querySelector('a') || {}).href, !!cell.querySelector('svg')])"""
    open_page(page, site, "matrix.html")
    plain = page.evaluate(cells)
    open_page(page, site, "matrix.html?s=acorn-mail,birch-bank,cedar-games")
    told(page, "3 services, 5 practices.")
    assert page.evaluate(cells) == plain


def test_on_a_phone_one_practice_stands_there_with_all_services(site: Path, page: Page) -> None:
    """A narrow screen shows one practice with every service under its answer; one tap leads to the next practice."""
    page.set_viewport_size(PHONE)
    open_page(page, site, "matrix.html?practice=sells-data")
    one = page.locator(".sp-one")
    one.locator("h2", has_text="sell").wait_for()
    assert sorted(one.locator(".sp-one-list a").all_inner_texts()) == [
        "Acorn Mail",
        "Birch & Sons <Bank>",
        "Cedar Games",
    ]
    assert page.locator(".sp-matrix--all").is_hidden()
    question = one.locator("h2").inner_text()
    before, after = (one.get_by_role("button", name=f"{name} practice") for name in ("Previous", "Next"))
    (after if after.is_enabled() else before).click()
    assert one.locator("h2").inner_text() != question
    assert "practice=" in page.url
    assert one.locator(":focus").count() == 1
    for address in ("matrix.html", "compare.html?s=acorn-mail,birch-bank,cedar-games", "topics/sharing.html"):
        open_page(page, site, address)
        page.wait_for_timeout(200)
        assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"], address


@pytest.mark.parametrize("width", [960, 1100, 1440])
def test_on_a_desk_the_matrix_scrolls_with_the_page_and_its_names_stay(site: Path, page: Page, width: int) -> None:
    """Nothing scrolls inside the page, the page does not move sideways, and the services stay below the bar."""
    page.set_viewport_size({"width": width, "height": 300})
    open_page(page, site, "matrix.html")
    page.locator(".sp-sort").first.wait_for()
    scrollers = """() => [...document.querySelectorAll("main *")].filter((one) =>
      /auto|scroll/.test(getComputedStyle(one).overflow) && one.scrollHeight > one.clientHeight + 1).length"""
    assert page.evaluate(scrollers) == 0
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    page.evaluate("window.scrollTo(0, 400)")
    bar = page.locator(".md-header").bounding_box()
    head = page.locator(".sp-grid thead th").nth(1).bounding_box()
    assert bar
    assert head
    assert abs(head["y"] - bar["height"]) < 3


def test_the_services_sort_by_an_answer(site: Path, page: Page) -> None:
    """A button beside a practice sorts the columns: yes, unclear, no, not said; the order stands in the address."""
    open_page(page, site, "matrix.html")
    page.get_by_role("button", name="Sort the services by Sells personal data").focus()
    page.keyboard.press("Enter")
    told(page, "By Sells personal data: yes first.")
    assert page.url.endswith("matrix.html?sort=sells-data")
    cells = page.locator("tr[data-practice=sells-data] td").all_inner_texts()
    order = ["Yes", "Unclear", "No", "Not said"]
    assert [order.index(cell.strip()) for cell in cells] == sorted(order.index(cell.strip()) for cell in cells)
    page.reload()
    told(page, "yes first")
    page.get_by_role("button", name="By name again").click()
    assert page.url.endswith("matrix.html")


def test_paper_has_all_services_that_are_found(site: Path, page: Page) -> None:
    """In print the table is made of sets of columns that hold every service, without what only a screen needs."""
    open_page(page, site, "matrix.html")
    page.locator(".sp-sort").first.wait_for()
    page.evaluate("window.dispatchEvent(new Event('beforeprint'))")
    page.emulate_media(media="print")
    assert page.locator(".sp-sheets").is_visible()
    assert page.locator(".sp-matrix--all").is_hidden()
    heads = page.locator(".sp-sheets thead th").all_inner_texts()
    assert [head for head in heads if head != "Practice"] == ["Acorn Mail", "Birch & Sons <Bank>", "Cedar Games"]
    assert page.locator(".sp-sheets .sp-sort").count() == 0


def test_without_scripts_the_matrix_is_whole_and_comparing_leads_to_it(site: Path, browser: Browser) -> None:
    """The plain table holds every answer, no filter does nothing, and the compare page says where to go."""
    context = browser.new_context(java_script_enabled=False)
    page = open_page(context.new_page(), site, "compare.html")
    page.get_by_role("link", name="one table shows all answers").click()
    assert page.url.endswith("matrix.html")
    assert columns(page) == ["Acorn Mail", "Birch & Sons <Bank>", "Cedar Games"]
    assert page.locator(".sp-grid td").filter(has_text="Yes").count() > 3
    assert page.locator("select").count() == 0
    context.close()


def test_the_data_are_one_click_away(site: Path, page: Page) -> None:
    """CSV and JSON are links of the matrix, and are files of the site."""
    open_page(page, site, "matrix.html")
    for name in ("CSV", "JSON"):
        assert (site / (page.get_by_role("link", name=name, exact=True).get_attribute("href") or "")).is_file()


@pytest.mark.parametrize(("width", "scheme"), [(390, "dark"), (1280, "light")])
@pytest.mark.parametrize(
    "address",
    [
        "compare.html?s=acorn-mail,birch-bank,cedar-games",
        "matrix.html?has=sells-data:absent&answer=unclear",
        "matrix.html",
        "practices/sells-data.html",
        "topics/sharing.html",
    ],
)
def test_axe_finds_nothing(site: Path, page: Page, address: str, width: int, scheme: str) -> None:
    """No fault that axe knows, on a phone or a desk, by day or night."""
    from axe_playwright_python.sync_playwright import Axe

    page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
    page.set_viewport_size({"width": width, "height": 900})
    open_page(page, site, address)
    page.wait_for_timeout(300)
    found = Axe().run(page, options={"preload": False}).response["violations"]  # preload would fetch
    assert [(one["id"], [node["html"][:120] for node in one["nodes"]][:3]) for one in found] == []


@pytest.mark.parametrize("size", [PHONE, {"width": 1440, "height": 900}])
def test_beside_a_clause_the_others_open_without_scripts_and_without_moving_the_text(
    site: Path, browser: Browser, size: dict[str, int]
) -> None:
    """One press shows the others with their words, nothing on the page moves, and one more leads to the clause."""
    context = browser.new_context(java_script_enabled=False, viewport=size)  # type: ignore[arg-type]
    page = open_page(context.new_page(), site, "services/acorn-mail.html")
    clause = page.locator(".sp-clause", has_text="We use cookies to remember")
    button = clause.get_by_role("button", name="3 similar clauses elsewhere, 2 opposite")
    button.scroll_into_view_if_needed()
    before = [one.bounding_box() for one in (clause, button, page.locator(".sp-clause").last)]
    button.click()
    popover = clause.get_by_role("group", name="Comparable clauses")
    assert popover.is_visible()
    assert [one.bounding_box() for one in (clause, button, page.locator(".sp-clause").last)] == before
    box = popover.bounding_box()
    assert box
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= size["width"]
    assert box["y"] >= 0
    assert box["y"] + box["height"] <= size["height"]
    page.keyboard.press("Escape")
    assert not popover.is_visible()
    button.click()
    popover.get_by_role("button", name="Close").click()
    assert not popover.is_visible()
    button.click()
    popover.get_by_role("link", name="Cedar Games", exact=True).click()
    assert page.locator(".sp-clause:target").inner_text().startswith("Our website does not use cookies.")
    context.close()


def test_the_others_are_reached_by_keyboard_alone(site: Path, page: Page) -> None:
    """Enter opens them, Tab goes into them and on to the first, Escape closes and leaves one where one was."""
    open_page(page, site, "services/acorn-mail.html")
    button = page.get_by_role("button", name="3 similar clauses elsewhere, 2 opposite")
    button.focus()
    page.keyboard.press("Enter")
    focused = "document.activeElement.textContent.trim()"
    page.keyboard.press("Tab")
    assert page.evaluate(focused) == "Close"
    page.keyboard.press("Tab")
    assert page.evaluate(focused) == "Birch & Sons <Bank>"
    page.keyboard.press("Escape")
    assert not page.get_by_role("group", name="Comparable clauses").first.is_visible()
    assert page.evaluate(focused).startswith("3 similar clauses elsewhere")


def test_agreement_and_opposition_differ_in_more_than_colour(site: Path, page: Page) -> None:
    """Each has a sign and words of its own; the opposite also has a ground, which agreement has not."""
    open_page(page, site, "services/acorn-mail.html")
    told = {one.split()[0] for one in page.locator(".sp-pop b").all_text_contents()}
    assert told == {"=", "\u2248", "\u2260"}
    ground = "one => getComputedStyle(one).backgroundColor"
    agrees, differs = (page.locator(f".sp-pop .sp-{name}").first.evaluate(ground) for name in ("agrees", "differs"))
    assert agrees == "rgba(0, 0, 0, 0)" != differs


def test_from_a_service_one_tap_leads_to_comparing_it_with_another(site: Path, page: Page) -> None:
    """The link names the service in the address; two taps show a comparison."""
    open_page(page, site, "services/acorn-mail.html")
    page.get_by_role("link", name="Compare with another service").click()
    told(page, "Choose a second service to compare Acorn Mail with.")
    assert page.get_by_label("Service 1").input_value() == "Acorn Mail"
    assert page.url.endswith("compare.html?s=acorn-mail")
    page.get_by_role("status").get_by_role("link", name="Cedar Games").click()
    told(page, "They differ on")
    assert page.url.endswith("compare.html?s=acorn-mail,cedar-games")


def test_from_a_service_comparing_leads_to_the_matrix_without_scripts(site: Path, browser: Browser) -> None:
    """The same link is of use where no script runs."""
    context = browser.new_context(java_script_enabled=False)
    page = open_page(context.new_page(), site, "services/acorn-mail.html")
    page.get_by_role("link", name="Compare with another service").click()
    page.get_by_role("link", name="one table shows all answers").click()
    assert page.url.endswith("matrix.html")
    assert "Acorn Mail" in columns(page)
    context.close()


@pytest.mark.parametrize("size", [PHONE, {"width": 1280, "height": 900}])
@pytest.mark.parametrize(
    "address",
    [
        "matrix.html?has=sells-data:absent&answer=present",
        "matrix.html?topic=sharing",
        "compare.html",
        "compare.html?s=a",
    ],
)
def test_a_shared_view_arrives_without_a_jump(site: Path, page: Page, address: str, size: dict[str, int]) -> None:
    """What the scripts put in takes a place that was kept for it: the layout shifts by less than 0.02."""
    page.set_viewport_size(size)  # type: ignore[arg-type]
    open_page(page, site, address)
    shown = page.locator("[role=status]", has_text=re.compile(r"practices|services|second service|No service"))
    shown.or_(page.locator(".sp-one h2")).first.wait_for()
    shift = """() => new Promise((done) => {
      let sum = 0;
      const add = (list) => list.getEntries().forEach((entry) => { sum += entry.value; });
      new PerformanceObserver(add).observe({ type: "layout-shift", buffered: true });
      setTimeout(() => done(sum), 250);
    })"""
    assert page.evaluate(shift) < 0.02
    assert page.locator(".sp-waiting").count() == 0
