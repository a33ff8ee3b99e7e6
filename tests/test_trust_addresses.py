"""What stands in the address of a page is a stranger's, too: it names what is shown, and never does anything."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import quote

import pytest
from builders.repository import invented

from generator.pipeline import SITE, build_site

if TYPE_CHECKING:
    from playwright.sync_api import Page

IMAGE = quote("<img src=x onerror='window.ran = 1'>")
#: Names that every object of a script answers to. A practice or topic may have the only one in small letters.
NAMES = ("__proto__", "constructor", "hasOwnProperty", "toString")
EVIL = (
    IMAGE,
    *NAMES,
    "../../index",
    "//evil.example/x",
    "javascript:alert(1)",
    "%",
    quote("\u2028'\"`${1}\\"),
    "a" * 9_000,
)
HASHES = (
    IMAGE,
    "__proto__",
    "constructor",
    "%",
    "%E0%A4%A",
    quote('"] > *'),
    "javascript:alert(1)",
    "sp-b-constructor",
)
PARAMETERS = {
    "compare.html": ("s", "only"),
    "matrix.html": ("s", "has", "topic", "answer", "from"),
    "search.html": ("q", "service", "topic"),
}


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A site in which a practice and a topic have the name of something that every object has."""
    root = invented(tmp_path_factory.mktemp("names") / "repository")
    practices = root / "site_config/practices"
    text = (practices / "sells-data.yml").read_text().replace("label: Sells personal data", "label: Something else")
    (practices / "constructor.yml").write_text(text.replace("category: sharing", "category: constructor"))
    categories = root / "site_config/categories.yml"
    entry = (
        "constructor:\n  label: Odd\n  question: Is it odd?\n  icon: material/eye\n  order: 99\n  lexicon: {odd: 1.0}\n"
    )
    categories.write_text(categories.read_text() + entry)
    build_site(root)
    return root / SITE


def settled(page: Page, site: Path, address: str, requests: list[str]) -> str:
    """The words of the page once its scripts have read their data; it must not have done anything else."""
    page.goto("about:blank")
    page.goto(f"{site.as_uri()}/{address}")
    if address.startswith(("compare", "matrix")):
        ready = "() => !/Reading/.test(document.querySelector('.sp-compare-status').textContent)"
        page.wait_for_function(ready)
    elif "q=" in address:
        page.wait_for_function(
            "() => !/^Reading|so far/.test(document.querySelector('.sp-search__status').textContent)"
        )
    assert page.evaluate("() => window.ran") is None
    assert page.evaluate("() => Object.keys(Object.prototype).length + Object.keys(Array.prototype).length") == 0
    assert page.evaluate("() => document.querySelectorAll('[onerror], [src=x]').length") == 0
    assert [one for one in requests if not one.startswith((site.as_uri(), "about:", "data:"))] == []
    return str(page.locator("article.sp-page").inner_text())


@pytest.mark.parametrize("path", PARAMETERS)
def test_no_parameter_of_an_address_does_anything(
    path: str, site: Path, page: Page, requests: list[str], complaints: list[str]
) -> None:
    """Markup, paths, scripts and names of objects in each parameter: no error, no request, nothing runs or changes."""
    for evil in EVIL:
        values = dict.fromkeys(PARAMETERS[path], evil)
        values |= {name: value for name, value in (("has", f"{evil}:present,sells-data:{evil}"),
                                                   ("s", f"acorn-mail,{evil}")) if name in values}  # fmt: skip
        query = "&".join(f"{name}={value}" for name, value in values.items())
        words = settled(page, site, f"{path}?{query}", requests)
        assert "undefined" not in words, evil
        assert "[object" not in words, evil
    assert complaints == []


def test_no_fragment_of_an_address_does_anything(
    site: Path, page: Page, requests: list[str], complaints: list[str]
) -> None:
    """Whatever stands behind the # of a page, it is looked for as an id and nothing else."""
    for fragment in HASHES:
        settled(page, site, f"services/acorn-mail.html#{fragment}", requests)
    assert complaints == []


def test_a_practice_and_a_topic_may_have_any_name(
    site: Path, page: Page, requests: list[str], complaints: list[str]
) -> None:
    """One that is called like something that every object has is compared and filtered like any other."""
    words = settled(page, site, "compare.html?s=acorn-mail,cedar-games", requests)
    assert "Something else" in words
    assert "Odd" in words
    words = settled(page, site, "matrix.html?has=constructor:present&topic=constructor", requests)
    assert "of 3 services" in words or "3 services" in words
    assert complaints == []
