"""The frame that all pages share: light, and of use without the theme's own styles and scripts."""

from __future__ import annotations

import gzip
import re
from pathlib import Path
from typing import TYPE_CHECKING

from builders.website import DESK

if TYPE_CHECKING:
    from playwright.sync_api import Page as Tab

SHARED = 140_000
"""What the frame of a page may weigh, in bytes: the style sheet, all icons and the scripts that all pages load."""


def test_all_pages_share_little(built: Path) -> None:
    """What every page loads beside its own HTML is under a third of what a page may weigh, and is ours."""
    for path in built.rglob("*.html"):
        html = path.read_text(encoding="utf-8")
        named = re.findall(r'<(?:script|link)[^>]+(?:src|href)="([^"#?]+\.(?:js|css|svg))"', html)
        files = {
            built / name.lstrip("/") if path.name == "404.html" else (path.parent / name).resolve() for name in named
        }
        frame = [file for file in files if "compare" not in file.name and file.name != "matrix.js"]
        assert len(frame) >= 4
        assert sum(file.stat().st_size for file in frame) < SHARED, path
        assert not [file for file in files if {"stylesheets", "javascripts"} & set(file.parts)], path


def test_the_contents_say_where_the_reader_is(page: Tab, server: str) -> None:
    """Beside a long text the heading that one has passed is marked as the current place, and stays in sight."""
    page.set_viewport_size(DESK)  # type: ignore[arg-type]
    page.goto(server + "services/dogwood-diary/2.html")
    contents = page.get_by_role("navigation", name="On this page")
    links = contents.get_by_role("link")
    last = links.last.inner_text()
    assert contents.locator("[aria-current=location]", has_text=last).count() == 0
    page.get_by_role("heading", name=last).evaluate("one => one.scrollIntoView()")
    current = contents.locator("[aria-current=location]")
    current.filter(has_text=last).wait_for()
    assert current.count() == 1
    assert page.evaluate("scrollY") > 1000


def test_no_page_is_heavy(built: Path) -> None:
    """Packed, as a server sends it, no page has more than 100 kB of HTML; unpacked and with the frame under 500 kB."""
    for path in built.rglob("*.html"):
        html = path.read_bytes()
        assert len(gzip.compress(html)) < 100_000, path
        assert len(html) + SHARED < 500_000, path
