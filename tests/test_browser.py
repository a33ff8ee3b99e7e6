"""The bundle as a reader has it: unpacked, opened from the disk in a real browser, without any network."""

from __future__ import annotations

import re
import zipfile
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from builders.repository import invented

from generator.outputs.bundle import FOLDER
from generator.pipeline import build_bundle

if TYPE_CHECKING:
    from playwright.sync_api import Page


@pytest.fixture(scope="module")
def unpacked(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build the invented site's bundle once, and unpack it."""
    folder = tmp_path_factory.mktemp("bundle")
    with zipfile.ZipFile(build_bundle(invented(folder / "repository"))) as archive:
        archive.extractall(folder / "unpacked")
    return folder / "unpacked" / FOLDER


def test_every_page_opens_and_asks_nobody(
    unpacked: Path, page: Page, requests: list[str], complaints: list[str]
) -> None:
    """Each page of the bundle opens from the disk, with a heading and without a complaint, and no request leaves."""
    pages = [path for path in sorted(unpacked.rglob("*.html")) if path.name != "404.html"]  # which is for servers
    for path in pages:
        page.goto(path.as_uri(), wait_until="load")
        assert page.locator("h1").count() == 1, path
    assert len(pages) > 15
    assert [address for address in requests if not address.startswith(unpacked.as_uri())] == []
    assert complaints == []


def test_a_badge_leads_to_its_clause(unpacked: Path, page: Page, requests: list[str], complaints: list[str]) -> None:
    """From home: the service, a badge, its quote, and one tap more to the clause that says it, then in view."""
    page.goto((unpacked / "index.html").as_uri())
    page.get_by_role("link", name="Acorn Mail").first.click()
    page.locator("summary", has_text="Does not sell personal data").click()
    badge = page.locator("#sp-b-sells-data")
    assert badge.locator("blockquote").inner_text() == "We never sell your personal data."
    badge.get_by_role("link", name="Read it in its place").click()
    clause = page.locator(f"[id='{page.url.partition('#')[2]}']")
    assert "We never sell your personal data." in clause.inner_text()
    assert clause.evaluate("e => { const b = e.getBoundingClientRect(); return b.top < innerHeight && b.bottom > 0 }")
    assert all(address.startswith("file:") for address in requests)
    assert complaints == []


def test_search_for_a_word_of_a_policy_finds_its_clause(
    unpacked: Path, page: Page, requests: list[str], complaints: list[str]
) -> None:
    """A word that stands in one policy leads to the very clause, from the disk."""
    page.goto((unpacked / "index.html").as_uri())
    field = page.get_by_role("searchbox").first
    field.fill("insurers")
    field.press("Enter")
    page.wait_for_url(re.compile(r"search\.html"))
    link = (
        page.locator("#sp-search-results li", has_text=re.compile("insurers", re.IGNORECASE)).first.locator("a").first
    )
    link.wait_for()
    link.click()
    page.wait_for_url(re.compile(r"services/birch-bank\.html#"))
    clause = page.locator(f"[id='{page.url.partition('#')[2]}']")
    assert "insurers" in clause.inner_text().lower()
    assert all(address.startswith("file:") for address in requests)
    assert complaints == []


def test_everything_reads_without_javascript(unpacked: Path, browser: object) -> None:
    """Without scripts the badge still opens, and its link still leads to the clause."""
    context = browser.new_context(java_script_enabled=False)  # type: ignore[attr-defined]
    page = context.new_page()
    page.goto((unpacked / "services" / "acorn-mail.html").as_uri())
    page.locator("summary", has_text="Does not sell personal data").click()
    page.locator("#sp-b-sells-data").get_by_role("link", name="Read it in its place").click()
    clause = page.locator(f"[id='{page.url.partition('#')[2]}']")
    assert "We never sell your personal data." in clause.inner_text()
    context.close()
