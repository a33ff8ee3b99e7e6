"""Comparing and filtering with services that nobody read: nothing is counted, proposed or called alike for them."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from axe_playwright_python.sync_playwright import Axe
from builders.repository import invented, put, service

from generator.pipeline import build_site

if TYPE_CHECKING:
    from playwright.sync_api import Page

GERMAN = "Wir verarbeiten die Daten, die Sie uns geben, und verkaufen sie nicht an andere. " * 3
WALL = "Cookies zulassen"
DISPUTE = "- practice: sells-data\n  disputed: {by: Acorn, date: 2024-06-01, note: We stopped.}\n"


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build the invented site with a policy in another language, and with a text that is no policy."""
    root = invented(tmp_path_factory.mktemp("nosay"))
    for id, name, text in (("dorn", "Dorn", GERMAN), ("wand", "Wand", WALL)):
        put(root, f"content/policies/{id}/service.md", service(name, text).replace("lang: en", "lang: de"))
        put(root, f"content/policies/{id}/undated-1.txt", text)
    put(root, "content/policies/acorn-mail/reviews.yml", DISPUTE)
    build_site(root)
    return root / "build" / "site"


@pytest.fixture(autouse=True)
def silent(requests: list[str], complaints: list[str]) -> Iterator[None]:
    """Complain of nothing, and ask nobody outside, whatever a test does."""
    yield
    assert complaints == []
    assert all(address.startswith("file:") for address in requests)


def status(page: Page, site: Path, address: str, words: str) -> str:
    """What the page says it shows, once it says these words."""
    page.goto(f"{site.as_uri()}/{address}")
    said = page.locator("[role=status]", has_text=words)
    said.wait_for()
    return said.inner_text()


def test_two_of_which_one_was_read_are_not_compared(site: Path, page: Page) -> None:
    """There is no count, no likeness and no clause beside a text that nobody read; the page says why."""
    said = status(page, site, "compare.html?s=acorn-mail,dorn", "no say")
    assert said == (
        "Dorn has no say here. Not analysed: our questions do not cover its language yet."
        " So there is nothing to compare Acorn Mail with."
    )
    assert page.locator("#sp-compare h2").all_inner_texts() == ["Acorn Mail", "Dorn"]
    assert "alike" not in page.locator("#sp-compare").inner_text()
    said = status(page, site, "compare.html?s=wand,dorn", "no say")
    assert "Wand has no say here. Left out: this copy is probably not the policy." in said
    assert said.endswith("So there is nothing to compare.")


def test_of_three_the_page_says_which_has_no_say(site: Path, page: Page) -> None:
    """What is counted and said of two is said of the two by name, and no answer is shown for the third."""
    two = status(page, site, "compare.html?s=acorn-mail,birch-bank", "differ")
    apart = page.locator(".sp-apart").count()
    three = status(page, site, "compare.html?s=acorn-mail,birch-bank,wand", "differ")
    assert three == two.replace("They", "Acorn Mail and Birch & Sons <Bank>") + (
        " Wand has no say here. Left out: this copy is probably not the policy."
    )
    assert page.locator(".sp-apart").count() == apart
    assert "Wand" not in " ".join(page.locator(".sp-apart").all_inner_texts())
    assert "None of them" not in page.locator("#sp-compare").inner_text()
    assert "of Wand" not in " ".join(page.locator(".sp-clauses summary").all_inner_texts())


def test_nobody_is_proposed_who_was_not_read(site: Path, page: Page) -> None:
    """The examples to tap on are services with answers, and one without any gets none."""
    status(page, site, "compare.html?s=acorn-mail", "Choose a second service")
    names = page.locator(".sp-compare-status li").all_inner_texts()
    assert sorted(names) == ["Birch & Sons <Bank>", "Cedar Games"]
    assert status(page, site, "compare.html?s=wand", "was not read").endswith("Its page says why.")


def test_a_filter_counts_those_that_were_read(site: Path, page: Page) -> None:
    """Who has no answers is in no number of those that give an answer or do not."""
    said = status(page, site, "matrix.html?has=uses-cookies:unclear", "services")
    assert "1 of 3 services (2 more were not read)" in said


def test_ages_are_said_at_reading_time(site: Path, page: Page) -> None:
    """The page holds the day; how long ago it is, a script says when somebody reads."""
    page.clock.install(time="2022-05-10T12:00:00Z")
    page.goto(f"{site.as_uri()}/services/acorn-mail.html")
    assert page.locator("[data-sp-age]").inner_text().strip() == "Copied 14 months ago; may have changed."


@pytest.mark.parametrize("path", ["services/wand.html", "services/acorn-mail.html", "compare.html?s=acorn-mail,dorn"])
def test_what_says_so_is_accessible(site: Path, page: Page, path: str) -> None:
    """The page of what is no policy, a disputed badge and a comparison without a say pass the checker."""
    page.goto(f"{site.as_uri()}/{path}")
    page.evaluate("document.querySelectorAll('details').forEach((box) => { box.open = true; })")
    page.wait_for_timeout(200)
    found = Axe().run(page, options={"preload": False}).response["violations"]  # preload would fetch
    assert [(one["id"], [node["html"] for node in one["nodes"]][:2]) for one in found] == []
