"""What the generator writes for the invented policies, byte for byte."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from builders.repository import invented
from builders.values import bytes_of, pieces

from generator.model import Page
from generator.pipeline import make_pages

GOLDEN = Path(__file__).resolve().parent / "golden"


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> tuple[Page, ...]:
    """Every file of build/docs of the invented site."""
    return make_pages(invented(tmp_path_factory.mktemp("golden")))[1]


def test_the_pages_of_the_invented_site_are_as_reviewed(
    pages: tuple[Page, ...], golden: Callable[[str, str], None]
) -> None:
    """Each page has the bytes that were looked at when it last changed; ``noxfile.py -s golden`` writes new ones."""
    for page in pages:
        golden(f"docs/{page.path}", readable(page))


def readable(page: Page) -> str:
    """Give a page as text; of what is packed what it holds, since not every computer packs alike."""
    if page.path.startswith("assets/compare/services/"):
        packed = re.findall(r'"([^"]+)"\]\);\n', page.data.decode("utf-16"))
        held = [json.loads(bytes_of(one)) for one in packed]
        return json.dumps(held, ensure_ascii=False, indent=1) + "\n"
    if not page.path.startswith("assets/search/"):
        return page.data.decode()
    held = [json.loads(piece) for piece in pieces(page.data)]
    return json.dumps(held[0] if len(held) == 1 else held, ensure_ascii=False, indent=1) + "\n"


def test_no_golden_page_is_left_over(pages: tuple[Page, ...], request: pytest.FixtureRequest) -> None:
    """There is no golden file for a page that is no longer made."""
    wanted = {f"docs/{page.path}" for page in pages}
    stale = [
        path
        for path in GOLDEN.glob("docs/**/*")
        if path.is_file() and path.relative_to(GOLDEN).as_posix() not in wanted
    ]
    if request.config.getoption("--update-golden"):
        for path in stale:
            path.unlink()
    else:
        assert stale == []
