"""Light and dark: the same page in other colours, every colour of words easy to tell from its ground."""

from __future__ import annotations

import re
from itertools import product
from typing import TYPE_CHECKING, Any

import pytest
from builders.website import DESK, KINDS, PHONE

if TYPE_CHECKING:
    from playwright.sync_api import Browser
    from playwright.sync_api import Page as Tab

STRUCTURE = """() => [...document.body.querySelectorAll("*")].filter((e) => e.getClientRects().length).map((one) => {
  const box = one.getBoundingClientRect();
  const own = [...one.childNodes].filter((node) => node.nodeType === Node.TEXT_NODE).map((node) => node.data.trim());
  const place = [box.x + scrollX, box.y + scrollY, box.width, box.height].map(Math.round);
  return `${one.tagName} ${place} ${own.join(" ").trim()}`;
})"""
"""Every box that is on the page, in its order: what it is, where, how large, and its own words."""
GROUND = "getComputedStyle(document.body).backgroundColor"
TONES = ("concern", "protective", "unclear", "neutral", "silent")
READ = [
    *product(("ink", "dim", "link", *TONES), ("paper", "card", "sunk")),
    *((tone, f"{tone}-ground") for tone in TONES),
    *(("ink", f"{tone}-ground") for tone in TONES),
    ("ink", "mark"),
    *(("paper", tone) for tone in (*TONES, "ink", "dim")),  # reviewed: light on dark, or dark on light
]
"""Which colour of words stands on which ground, by the names of their tokens."""
SEEN = [*product(("edge",), ("paper", "card"))]
"""Lines of controls, which must be told from their ground as well."""


def channels(page: Tab, token: str) -> list[float]:
    """Ask the browser what a token of the stylesheet is in the present scheme: red, green and blue from 0 to 1."""
    color = page.evaluate(
        """(token) => {
          const probe = document.body.appendChild(document.createElement("i"));
          probe.style.color = `var(--sp-${token})`;
          const color = getComputedStyle(probe).color;
          probe.remove();
          return color;
        }""",
        token,
    )
    found = re.fullmatch(r"rgb\((\d+), (\d+), (\d+)\)", color)
    assert found, f"--sp-{token} is {color}"
    return [int(value) / 255 for value in found.groups()]


def contrast(one: list[float], other: list[float]) -> float:
    """Work out the contrast ratio of two colours, from 1 to 21, as WCAG 2.2 defines it."""

    def luminance(color: list[float]) -> float:
        linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in color]
        return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]

    darker, lighter = sorted((luminance(one), luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def settled(page: Tab) -> list[str]:
    """Look at the page until it holds still: some boxes fill themselves when they are opened."""
    before: list[str] = []
    for _ in range(50):
        page.wait_for_timeout(100)
        if before == (before := page.evaluate(STRUCTURE)):
            return before
    raise AssertionError(f"{page.url} never holds still")


@pytest.mark.parametrize("size", [PHONE, DESK], ids=["phone", "desk"])
def test_light_and_dark_have_the_same_boxes_and_words(browser: Browser, server: str, size: Any) -> None:
    """On every kind of page nothing moves, grows, appears or is worded differently when the scheme changes."""
    context = browser.new_context(viewport=size, color_scheme="light")
    page = context.new_page()
    for path in KINDS:
        page.emulate_media(color_scheme="light")
        page.goto(server + path, wait_until="networkidle")
        page.evaluate("document.querySelectorAll('details').forEach((box) => { box.open = true })")
        light, bright = settled(page), page.evaluate(GROUND)
        page.emulate_media(color_scheme="dark")
        dark, dim = page.evaluate(STRUCTURE), page.evaluate(GROUND)
        assert len(light) > 25
        assert dark == light, path
        assert bright != dim, path
    context.close()


def test_a_chosen_scheme_is_the_one_of_the_system(page: Tab, server: str) -> None:
    """Who chooses dark by the button in a light room sees what the system's dark shows, in the same places."""
    page.emulate_media(color_scheme="dark")
    page.goto(server + "services/acorn-mail.html")
    system = page.evaluate(STRUCTURE), page.evaluate(GROUND)
    page.emulate_media(color_scheme="light")
    for wanted in ("Switch to light mode", "Switch to dark mode"):
        page.get_by_role("button", name=wanted).click()
    unlike = [pair for pair in zip(system[0], page.evaluate(STRUCTURE), strict=True) if pair[0] != pair[1]]
    assert all(one.startswith(("svg ", "path ")) for pair in unlike for one in pair), unlike  # the button's own picture
    assert page.evaluate(GROUND) == system[1]


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("wish", ["no-preference", "more"])
def test_colours_of_words_are_easy_to_tell(page: Tab, server: str, scheme: Any, wish: Any) -> None:
    """Every colour that words have keeps 4.5:1 on every ground that it stands on, and lines of controls 3:1."""
    page.emulate_media(color_scheme=scheme, contrast=wish)
    page.goto(server + "about.html")
    low = {
        f"{name} on {ground}": round(ratio, 2)
        for pairs, least in ((READ, 4.5), (SEEN, 3.0))
        for name, ground in pairs
        if (ratio := contrast(channels(page, name), channels(page, ground))) < least
    }
    assert low == {}


def test_the_contrast_is_that_of_wcag() -> None:
    """Black on white has 21:1, a colour on itself 1:1, and the grey #767676 just passes on white."""
    black, white, grey = [0.0] * 3, [1.0] * 3, [0x76 / 255] * 3
    assert contrast(black, white) == pytest.approx(21)
    assert contrast(grey, grey) == 1
    assert contrast(white, grey) == pytest.approx(4.54, abs=0.01)
