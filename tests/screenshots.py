"""Takes the pictures of the README from build/site, with the same Chromium as the browser tests.

The days of the pages' own "8 years ago" follow the clock; all else is the site as it was built.
"""

from __future__ import annotations

import shutil
import sys
from pathlib import Path

from conftest import BROWSERS, NO_BROWSER, QUIET
from playwright.sync_api import sync_playwright

ROOT = Path(__file__).resolve().parent.parent
SITE = ROOT / "build" / "site"
PICTURES = ROOT / ".github" / "screenshots"
SIZES = {"phone": (390, 844), "desk": (1200, 760)}
HEAVIEST = 200_000
"""No picture may weigh more than this many bytes: they stay in the history for ever."""


def pages() -> dict[str, str]:
    """The pages that are shown: the policy with the most to say stands for the others."""
    policies = sorted((SITE / "services").glob("*.html"), key=lambda path: -path.stat().st_size)
    chosen = [path.stem for path in policies if path.stem != "index"][:2]
    if len(chosen) < 2:
        sys.exit("Build the site first, with at least two policies.")
    return {
        "home": "index.html",
        "service": f"services/{chosen[0]}.html",
        "matrix": "matrix.html",
        "compare": f"compare.html?s={','.join(chosen)}",
    }


def main() -> None:
    """Write each picture, and fail when one is too heavy."""
    found = next(filter(None, map(shutil.which, BROWSERS)), None)
    if not found:
        sys.exit(NO_BROWSER)
    PICTURES.mkdir(parents=True, exist_ok=True)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=found, args=list(QUIET))
        for size, (width, height) in SIZES.items():
            context = browser.new_context(viewport={"width": width, "height": height}, color_scheme="light")
            tab = context.new_page()
            for name, page in pages().items():
                tab.goto(f"{SITE.as_uri()}/{page}")
                tab.wait_for_timeout(500)  # scripts fill the table
                picture = PICTURES / f"{name}-{size}.png"
                tab.screenshot(path=picture)
                if picture.stat().st_size > HEAVIEST:
                    sys.exit(f"{picture} weighs {picture.stat().st_size} bytes, more than {HEAVIEST}.")
        browser.close()


if __name__ == "__main__":
    main()
