"""What a reader meets, in a real browser: the whole invented site, on a phone and a desk, in both schemes."""

from __future__ import annotations

import json
import re
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from builders.website import DESK, KINDS, PHONE

if TYPE_CHECKING:
    from playwright.sync_api import Browser
    from playwright.sync_api import Page as Tab

SMALL, DOUBLED = {"width": 320, "height": 640}, {"width": 195, "height": 422}
"""The narrowest screen that WCAG asks for, and a phone with letters twice as large as usual."""
LAYOUT_SHIFT = """() => new Promise((done) => {
  let sum = 0;
  new PerformanceObserver((list) => list.getEntries().forEach((entry) => { sum += entry.value; }))
    .observe({ type: "layout-shift", buffered: true });
  setTimeout(() => done(sum), 250);
})"""
SMALL_TARGETS = """() => [...document.querySelectorAll("a[href], button, summary, input, select")]
  .filter((one) => one.getClientRects().length && getComputedStyle(one).clipPath === "none")
  .filter((one) => !(one.matches("a") && getComputedStyle(one).display === "inline"))
  .map((one) => [one, one.getBoundingClientRect()])
  .filter(([, box]) => box.width > 1 && (box.height < 24 || box.width < 24))
  .map(([one, box]) => `${one.outerHTML.slice(0, 90)} ${Math.round(box.width)}x${Math.round(box.height)}`)"""


def serious(found: dict[str, Any]) -> list[str]:
    """Say in a line each what axe found."""
    return [
        f"{found['url']}: {one['id']} at {node['target']}: {node['html'][:120]}"
        for one in found["violations"]
        for node in one["nodes"]
    ]


@pytest.mark.parametrize("size", [PHONE, DESK], ids=["phone", "desk"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing(browser: Browser, server: str, size: Any, scheme: Any) -> None:
    """No kind of page has anything that axe knows to be a barrier, with every box open that a reader can open."""
    from axe_playwright_python.sync_playwright import Axe

    axe, problems = Axe(), []
    context = browser.new_context(viewport=size, color_scheme=scheme, reduced_motion="reduce")
    page = context.new_page()
    for path in KINDS:
        page.goto(server + path)
        page.evaluate("document.querySelectorAll('details').forEach((box) => { box.open = true })")
        problems += serious(axe.run(page, options={"resultTypes": ["violations"]}).response)
    context.close()
    assert problems == []


@pytest.mark.parametrize("size", [PHONE, DESK, SMALL, DOUBLED], ids=["phone", "desk", "small", "doubled"])
def test_targets_are_big_enough_and_nothing_scrolls_sideways(browser: Browser, server: str, size: Any) -> None:
    """What one taps is at least 24 px in both directions, and the page is never wider than the screen."""
    context = browser.new_context(viewport=size)
    page = context.new_page()
    for path in KINDS:
        page.goto(server + path)
        page.evaluate("document.querySelectorAll('details').forEach((box) => { box.open = true })")
        assert page.evaluate(SMALL_TARGETS) == [], path
        assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0, path
    context.close()


def test_headings_landmarks_and_names_are_in_order(page: Tab, server: str) -> None:
    """Each page has one h1, no level of heading left out, one main part, a title and a description of its own."""
    seen: set[tuple[str, str | None]] = set()
    for path in (kind for kind in KINDS[:-1] if "?s=" not in kind):
        page.goto(server + path)
        levels = page.locator("h1, h2, h3, h4, h5, h6").evaluate_all("all => all.map(one => Number(one.tagName[1]))")
        assert levels.count(1) == 1, path
        assert all(after - before <= 1 for before, after in pairwise(levels)), (path, levels)
        assert page.locator("main").count() == 1
        assert page.locator("header, footer, nav").count() >= 3
        about = (page.title(), page.locator("meta[name=description]").get_attribute("content"))
        assert about not in seen
        seen.add(about)
        canonical = page.locator("link[rel=canonical]").get_attribute("href")
        assert canonical == "https://smallprint.example/" + path.partition("?")[0]


def test_nobody_else_is_asked_and_nothing_is_kept(
    page: Tab, server: str, built: Path, requests: list[str], complaints: list[str]
) -> None:
    """Over http and from the disk: no request leaves, the policy for content is kept, no cookie, nothing stored."""
    for root in (server, built.as_uri() + "/"):
        for path in KINDS[:-1]:
            page.goto(root + path)
            assert page.evaluate("[document.cookie, Object.keys(localStorage), Object.keys(sessionStorage)]") == [
                "",
                [],
                [],
            ]
    assert [address for address in requests if not address.startswith((server, built.as_uri()))] == []
    assert complaints == []


def test_the_choice_of_scheme_is_all_that_is_stored(page: Tab, server: str) -> None:
    """Light or dark is kept from page to page, and is the only thing in the browser's storage."""
    page.emulate_media(color_scheme="light")
    page.goto(server + "index.html")
    assert page.locator("body").get_attribute("data-md-color-scheme") in ("auto", "default")
    for wanted in ("Switch to light mode", "Switch to dark mode"):
        page.get_by_role("button", name=wanted).click()
    assert page.locator("body").get_attribute("data-md-color-scheme") == "slate"
    page.goto(server + "services/acorn-mail.html")
    assert page.locator("body").get_attribute("data-md-color-scheme") == "slate"
    assert page.evaluate("Object.keys(localStorage)") == ["/.scheme"]


def test_home_to_the_clause_and_back_by_keyboard_alone(page: Tab, server: str) -> None:
    """Tab and Enter lead from home to a badge, its quote, its clause in view and marked, and back to the badge."""
    page.goto(server + "index.html")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent.trim()") == "Skip to content"
    press_until(page, "Acorn Mail")
    page.wait_for_url("**/services/acorn-mail.html")
    press_until(page, "Does not sell personal data")
    press_until(page, "Read it in its place")
    clause = page.locator(".sp-clause:target")
    assert clause.locator("mark.sp-from").inner_text() == "We never sell your personal data."
    assert in_view(page, ".sp-clause:target mark.sp-from")
    press_until(page, "Does not sell personal data")
    assert page.url.endswith("#sp-b-sells-data")
    assert in_view(page, ".sp-badge:has(:target) > summary")


def press_until(page: Tab, words: str, most: int = 80) -> None:
    """Press Tab until what has the focus says these words, see that the focus shows, and press Enter."""
    for _ in range(most):
        page.keyboard.press("Tab")
        said = page.evaluate("document.activeElement.textContent")
        if words in said:
            assert page.evaluate("getComputedStyle(document.activeElement).outlineStyle") != "none"
            page.keyboard.press("Enter")
            page.wait_for_timeout(150)
            return
    raise AssertionError(f"{most} times Tab did not lead to {words!r}")


def in_view(page: Tab, selector: str) -> bool:
    """Tell whether the thing is on the screen, and not under the header."""
    return page.locator(selector).first.evaluate(
        """(one) => {
          const box = one.getBoundingClientRect();
          const bar = document.querySelector(".md-header").getBoundingClientRect();
          return box.top >= bar.bottom && box.bottom <= innerHeight;
        }"""
    )


def test_the_first_screen_of_a_service_tells_what_matters(browser: Browser, server: str) -> None:
    """On a phone without scrolling: who, how old, that it may have changed, how many concerns, the first badges."""
    context = browser.new_context(viewport=PHONE)
    page = context.new_page()
    page.goto(server + "services/acorn-mail.html")
    for selector in ("h1", ".sp-facts strong", "text=may have changed", ".sp-tally a", ".sp-basis-key a"):
        assert in_view(page, selector), selector
    assert in_view(page, "#sp-g-concern")
    assert in_view(page, ".sp-badge.sp-t-protective >> nth=0")
    context.close()


@pytest.mark.parametrize("path", KINDS)
@pytest.mark.parametrize("size", [PHONE, DESK], ids=["phone", "desk"])
def test_nothing_jumps_while_a_page_loads(page: Tab, server: str, size: Any, path: str) -> None:
    """The cumulative layout shift of every kind of page is under 0.02, on a phone and on a desk."""
    page.set_viewport_size(size)
    page.goto(server + path)
    assert page.evaluate(LAYOUT_SHIFT) < 0.02


def test_an_address_of_a_clause_leads_into_the_part_of_a_long_policy(page: Tab, server: str) -> None:
    """The address that search and comparisons give still arrives at the clause, and its badge leads back."""
    page.goto(server + "services/dogwood-diary.html")
    page.locator("summary", has_text="Does not sell personal data").click()
    page.locator("#sp-b-sells-data").get_by_role("link", name="Read it in its place").click()
    page.wait_for_url("**/services/dogwood-diary/*.html#*")
    part, _, clause = page.url.partition("#")
    assert in_view(page, ".sp-clause:target mark")
    page.goto(server + f"services/dogwood-diary.html#{clause}")
    page.wait_for_url(f"{part}#{clause}")
    page.locator(".sp-clause:target .sp-tag").click()
    page.wait_for_url("**/services/dogwood-diary.html#sp-b-sells-data")
    assert in_view(page, ".sp-badge:has(:target) > summary")


def test_a_word_of_a_badge_leads_to_its_explanation_by_keyboard(page: Tab, server: str) -> None:
    """From the open badge a key leads to the word's entry, in view; Back leads to the badge, open as it was left."""
    page.goto(server + "services/acorn-mail.html")
    press_until(page, "Does not sell personal data")
    press_until(page, "Personal data")
    page.wait_for_url("**/glossary.html#sp-w-personal-data")
    assert in_view(page, "dt:target")
    page.go_back()
    page.locator("#sp-b-sells-data").wait_for()
    assert in_view(page, ".sp-badge[open] > summary")


@pytest.mark.parametrize("path", ["services/acorn-mail.html", "practices/sells-data.html"])
def test_the_html_of_each_picture_is_copied_at_one_press(browser: Browser, server: str, path: str) -> None:
    """Each field with HTML for other websites has a button that copies it whole, and says so."""
    context = browser.new_context(permissions=["clipboard-read", "clipboard-write"])
    page = context.new_page()
    page.goto(server + path)
    fields = page.locator("input.sp-embed").all()
    assert fields
    for field in fields:
        line = field.locator("xpath=following-sibling::*[1]")
        line.get_by_role("button", name="Copy HTML").press("Enter")
        line.get_by_text("The HTML is copied.").wait_for()
        assert page.evaluate("navigator.clipboard.readText()") == field.input_value()
    context.close()


def test_everything_reads_without_javascript(browser: Browser, built: Path) -> None:
    """From the disk without scripts: the menu opens, the words are all there, and search says that it needs scripts."""
    context = browser.new_context(java_script_enabled=False, viewport=PHONE)
    page = context.new_page()
    page.goto((built / "index.html").as_uri())
    assert "needs JavaScript" in page.locator(".sp-search-off").inner_text()
    page.get_by_role("button", name="Menu").click()
    page.get_by_role("navigation", name="Main").get_by_role("link", name="Services").click()
    page.get_by_role("link", name="Cedar Games").click()
    shown = page.locator(".sp-badge summary").all_inner_texts()
    assert shown
    page.locator(".sp-badge summary").first.click()
    page.get_by_role("link", name="Read it in its place").first.click()
    assert page.locator(".sp-clause:target").count() == 1
    assert page.locator(".sp-clause:target").get_by_text("Back to the badge").is_visible()
    for path, said in (("matrix", "Filters need"), ("compare", "Comparing needs"), ("search", "Search needs")):
        page.goto((built / f"{path}.html").as_uri())
        note = page.locator("noscript p").first
        assert note.is_visible()
        assert f"{said} JavaScript" in note.inner_text()
    context.close()


def test_a_missing_page_searches_at_any_depth(page: Tab, server: str) -> None:
    """Whatever address is wrong: the page says so, looks as the others do, and its search leads to results."""
    page.goto(server + "deep/down/nothing.html")
    assert page.locator("h1").inner_text() == "This page is not here"
    page.locator("#sp-search-lost").fill("cookies")
    page.locator("#sp-search-lost").press("Enter")
    page.wait_for_url(re.compile(r"search\.html\?q=cookies"))
    page.locator(".sp-result").first.wait_for()


def test_paper_shows_everything(page: Tab, server: str) -> None:
    """In print each quote stands open with the name of its clause, and the copy's checksum is at the head."""
    page.goto(server + "services/acorn-mail.html")
    page.emulate_media(media="print")
    assert page.locator(".sp-paper").is_visible()
    assert "SHA-256" in page.locator(".sp-paper").inner_text()
    assert page.get_by_text("We never sell your personal data.").first.is_visible()
    assert page.get_by_text("(protection, detected)").first.is_visible()
    assert not page.locator(".md-header").is_visible()
    target = "getComputedStyle(document.querySelector('.sp-to a'), '::after').content"
    assert page.evaluate(target).startswith('"#')


@pytest.mark.parametrize("wish", [{"forced_colors": "active"}, {"contrast": "more"}, {"reduced_motion": "reduce"}])
def test_readers_wishes_are_kept(browser: Browser, server: str, wish: dict[str, Any]) -> None:
    """Forced colours keep the marks and the tiles' lines, more contrast darkens, less motion moves nothing."""
    context = browser.new_context(color_scheme="light", **wish)
    page = context.new_page()
    page.goto(server + "services/acorn-mail.html")
    if "forced_colors" in wish:
        page.goto(server + "services/cedar-games.html")
        line = "one => getComputedStyle(one).outlineStyle"
        assert page.locator(".sp-by-detected").first.evaluate(line) == "dashed"
        assert page.locator(".sp-by-reviewed").first.evaluate(line) == "solid"
        mark = page.locator(".sp-words mark").first
        assert mark.evaluate("one => getComputedStyle(one).backgroundColor") == "rgb(255, 255, 0)"
    elif "contrast" in wish:
        facts, body = page.locator(".sp-facts").first, page.locator("body")
        color = "one => getComputedStyle(one).color"
        assert facts.evaluate(color) == body.evaluate(color)
    else:
        moving = "[...document.querySelectorAll('*')].filter((e) => getComputedStyle(e).transitionDuration !== '0s')"
        assert page.evaluate(f"{moving}.length") == 0
    context.close()


def test_robots_and_the_sitemap_name_every_page(built: Path) -> None:
    """Who looks for pages is welcome; the sitemap lists each page once, but for old and repeated ones."""
    robots = (built / "robots.txt").read_text(encoding="utf-8")
    assert robots.split() == ["User-agent:", "*", "Allow:", "/", "Sitemap:", "https://smallprint.example/sitemap.xml"]
    listed = re.findall(r"<loc>https://smallprint\.example/(.*?)</loc>", (built / "sitemap.xml").read_text("utf-8"))
    pages = {path.relative_to(built).as_posix(): path.read_text("utf-8") for path in built.rglob("*.html")}
    older = {path for path in pages if "/versions/" in path or path.endswith("/all.html")}
    assert older == {path for path, text in pages.items() if '<meta name="robots" content="noindex">' in text} != set()
    assert sorted(listed) == sorted(pages.keys() - older - {"404.html"})


def test_every_page_forbids_what_it_does_not_need(built: Path) -> None:
    """No page has a script of its own, a style of its own or a handler, and each says so to the browser."""
    for path in built.rglob("*.html"):
        text = path.read_text(encoding="utf-8")
        assert "default-src 'none'; script-src 'self'; style-src 'self'" in text, path
        assert not re.search(r"\son\w+=|<style|\sstyle=", text), path
        inline = re.findall(r"<script(?![^>]*\bsrc=)[^>]*>(.*?)</script>", text, re.DOTALL)
        assert all(json.loads(data) for data in inline), path  # the theme's settings: data, not a program
