"""Laws of how many files a website has: few enough to be kept, copied and uploaded at a thousand services."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest
from bench.builds import repository

from generator.pipeline import make_pages

MOST = 8
"""Files a service, at a thousand services, with all that the site has once."""
MKDOCS = 100
"""Files that MkDocs adds to those that are made, at most: scripts, styles, the sitemap."""


def made(root: Path, count: int) -> Counter[str]:
    """How many files a website of so many services has, by their folder and ending."""
    root.mkdir()
    assert repository(root, count, None) == count
    return Counter(f"{page.path.partition('/')[0]} {Path(page.path).suffix}" for page in make_pages(root)[1])


@pytest.mark.slow
def test_a_thousand_services_make_less_than_eight_files_each(tmp_path: Path) -> None:
    """Files grow in a line with the services, whose texts have a usual length: so a hundred times as many are known."""
    few, many = made(tmp_path / "few", 12), made(tmp_path / "many", 36)
    each = (many.total() - few.total()) / 24
    print(few, many, each)
    assert few.total() + each * (1_000 - 12) + MKDOCS < 1_000 * MOST
