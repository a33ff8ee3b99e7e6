"""Laws of how many files a website has: few enough to be kept, copied and uploaded at a thousand services."""

from __future__ import annotations

import random
import shutil
from pathlib import Path

import pytest
from bench.builds import write
from bench.scale import ROOT, document, sentences

from generator.analysis.policy import load_tools
from generator.pipeline import make_pages

MOST = 8
"""Files a service, at a thousand services, with all that the site has once."""
ADDED = 60
"""Files that MkDocs adds to those that are made, at most: scripts, styles, the sitemap."""
LENGTHS = (1, 2, 4)
"""How many times seven sections the texts have, in turns: 10 to 40 kB, and every third is cut into pages."""


def made(root: Path, count: int) -> int:
    """How many files the website of so many services has."""
    for name in ("content/pages", "site_config"):
        shutil.copytree(ROOT / name, root / name)
    shutil.copy(ROOT / "mkdocs.yml", root)
    known = sentences(load_tools(ROOT))
    for number in range(count):
        text = document(random.Random(number), known, LENGTHS[number % len(LENGTHS)])
        folder = root / "content/policies" / f"service-{number}"
        folder.mkdir(parents=True)
        write(folder, text.text.encode())
    return len(make_pages(root)[1])


@pytest.mark.slow
def test_a_thousand_services_make_less_than_eight_files_each(tmp_path: Path) -> None:
    """Files grow in a line with the services, so two small sites tell how many a thousand services make."""
    few, many = made(tmp_path / "few", 6), made(tmp_path / "many", 24)
    each = (many - few) / (24 - 6)
    assert few + each * (1_000 - 6) + ADDED < 1_000 * MOST
