"""Icons: each is drawn once for the whole site, in a style sheet that asks for nothing."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from generator import pages
from generator.catalogue import Catalogue
from generator.pages.icons import FIXED, icon, sheet
from generator.reading.configuration import read_configuration

if TYPE_CHECKING:
    from playwright.sync_api import Page as Tab

ROOT = Path(__file__).parents[1]
MOST = 56_000
"""What the drawings of the site's own practices and topics may weigh together, in bytes."""


def test_the_sheet_holds_what_pages_and_frame_name(built: Path) -> None:
    """An icon that a page names is drawn by the style sheet that the page loads."""
    drawn = set(re.findall(r"^\.(sp-i-[a-z0-9-]+)\{", (built / "assets/icons.css").read_text("utf-8"), re.MULTILINE))
    for path in built.rglob("*.html"):
        html = path.read_text("utf-8")
        assert 'assets/icons.css"' in html, path
        assert set(re.findall(r'class="sp-i (sp-i-[a-z0-9-]+)"', html)) <= drawn, path


def test_no_name_in_the_source_is_missing_in_the_list() -> None:
    """Every icon that a template or a module of pages names is one of the fixed ones."""
    folder = Path(pages.__file__).parent
    sources = [*folder.glob("templates/*"), *folder.glob("*.py")]
    named = {name for path in sources for name in re.findall(r'"(material/[a-z0-9-]+)"', path.read_text("utf-8"))}
    assert named <= FIXED


def test_the_sheet_asks_for_nothing_and_is_light() -> None:
    """The drawings stand in the sheet itself, each once, and are no other file; all of them weigh little."""
    configuration, _ = read_configuration(ROOT)
    data = sheet(configuration.catalogue).data
    assert data.isascii()
    assert len(data) < MOST
    assert set(re.findall(r'url\("([^,]*),', data.decode())) == {"data:image/svg+xml"}
    rules = re.findall(r"^\.[^{]*", data.decode(), re.MULTILINE)
    assert len(rules) == len(set(rules)) == data.count(b"url(")


@pytest.mark.parametrize("name", ["material/no-such-icon", 'material/a")}*{color:red', "../../secret"])
def test_a_name_becomes_no_rule_of_its_own(name: str) -> None:
    """What is no icon of the theme is refused, on a page and in the sheet."""
    with pytest.raises(ValueError, match="icon"):
        icon(name)


def test_a_site_without_questions_has_the_fixed_icons() -> None:
    """The frame and the tones are drawn whatever the site asks."""
    assert sheet(Catalogue((), ())).data.count(b"url(") == len(FIXED)


@pytest.mark.parametrize("colours", ["none", "active"])
@pytest.mark.parametrize("medium", ["screen", "print"])
def test_an_icon_is_seen_from_a_disk(page: Tab, built: Path, colours: str, medium: str) -> None:
    """From a disk, with a system's own colours and on paper an icon has a drawing, and the colour of words."""
    page.emulate_media(forced_colors=colours, media=medium)  # type: ignore[arg-type]
    page.goto((built / "matrix.html").as_uri())
    shown = page.locator("td .sp-i").first.evaluate(
        "one => { const its = getComputedStyle(one); const mask = new Image(); mask.src = its.maskImage.slice(5, -2);"
        " return mask.decode().then(() => [mask.width > 0, its.backgroundColor, its.printColorAdjust,"
        " getComputedStyle(document.body).backgroundColor]); }"
    )
    assert shown[0] is True
    assert shown[1] not in ("rgba(0, 0, 0, 0)", shown[3])
    assert shown[2] == "exact"
