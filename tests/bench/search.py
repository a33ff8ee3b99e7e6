"""How long a reader waits for search: a generated collection of policies, in Chromium, over http and from a disk.

    python tests/bench/search.py [policies]

Prints the weight of the index, and for one search the time to the first list, its requests and their weight.
"""

from __future__ import annotations

import random
import shutil
import sys
import tempfile
from pathlib import Path

# The tests and the package are found from any folder, installed or not.
sys.path[:0] = [str(Path(__file__).parents[1]), str(Path(__file__).parents[2])]

from builders.values import SECURITY, SHARING, in_sections, searched  # noqa: E402
from builders.website import served  # noqa: E402
from conftest import BROWSERS, QUIET  # noqa: E402
from playwright.sync_api import Browser, sync_playwright  # noqa: E402
from test_search_browser import build  # noqa: E402

from generator.model import Site  # noqa: E402
from generator.outputs.search_index import pages  # noqa: E402
from generator.pages.views import view_policies  # noqa: E402

SIZE = 13_000  # characters of a policy
SYLLABLES = (
    "ba",
    "re",
    "mi",
    "ton",
    "lex",
    "qua",
    "vi",
    "dor",
    "san",
    "ple",
    "gri",
    "mo",
    "ter",
    "ul",
    "fen",
    "co",
    "ra",
    "nis",
    "bo",
    "ty",
    "zu",
    "hel",
    "war",
    "ix",
)
PLAIN = (
    "we",
    "our",
    "partners",
    "may",
    "will",
    "never",
    "collect",
    "share",
    "store",
    "sell",
    "keep",
    "delete",
    "your",
    "name",
    "address",
    "location",
    "cookies",
)
QUERY = "cookies"
TIMES = """query => new Promise(resolve => {
  const field = document.querySelector("main input[type=search]");
  const told = document.querySelector("main [role=status]");
  const start = performance.now();
  new MutationObserver(() => {
    if (told.textContent && !told.textContent.includes("…")) resolve(performance.now() - start);
  }).observe(told, {subtree: true, childList: true, characterData: true});
  field.focus();
  field.value = query;
  field.dispatchEvent(new Event("input", {bubbles: true}));
})"""


def collection(count: int) -> Site:
    """Make policies of invented sentences: common words of policies, and rare ones as seldom as in real text."""
    chance = random.Random(7)
    rare = ["".join(chance.choices(SYLLABLES, k=chance.randint(2, 4))) for _ in range(14_000)]
    weights = [1 / (rank + 3) for rank in range(len(rare))]

    def sentence() -> str:
        words = chance.choices(PLAIN, k=12) + chance.choices(rare, weights, k=8)
        chance.shuffle(words)
        return " ".join(words).capitalize() + "."

    def one(number: int) -> list[tuple[str, str, str]]:
        parts: list[tuple[str, str, str]] = []
        while sum(len(text) for _, _, text in parts) < SIZE:
            text = " ".join(sentence() for _ in range(chance.randint(1, 3)))
            parts.append((f"Section {len(parts) // 4}", chance.choice((SHARING, SECURITY)).id, text))
        return parts

    return searched(
        *(in_sections(*one(n), id=f"service-{n}", name=f"{rare[n].capitalize()} {n}") for n in range(count))
    )


def wait(browser: Browser, root: str, folder: Path) -> str:
    """Search once on the search page, and say how long the first list took, and what it weighed."""
    tab = browser.new_page()
    tab.goto(root + "search.html")
    asked: list[str] = []
    tab.on("request", lambda request: asked.append(request.url))
    time = tab.evaluate(TIMES, QUERY)
    files = [folder / url.removeprefix(root) for url in asked if "/assets/" in url]
    tab.close()
    weight = sum(one.stat().st_size for one in files) / 1000
    return f"first list {time / 1000:.2f} s, {len(files)} requests, {weight:.0f} kB"


def main(count: int = 300) -> None:
    """Measure and print."""
    made = collection(count)
    scripts = [page.data for page in pages(made, view_policies(made)) if page.path.endswith(".js")]
    clauses = sum(len(one.clauses) for one in made.policies)
    whole = sum(map(len, scripts))
    print(f"search: {count} policies, {clauses:,} clauses; index {whole / 1e6:.1f} MB in {len(scripts)} files")
    with tempfile.TemporaryDirectory() as name, sync_playwright() as playwright:
        folder = build(made, Path(name))
        path = next(filter(None, map(shutil.which, BROWSERS)), None)
        browser = playwright.chromium.launch(executable_path=path, args=list(QUIET))
        with served(folder) as address:
            print("search: over http:", wait(browser, address, folder))
        print("search: from file://:", wait(browser, folder.as_uri() + "/", folder))
        browser.close()


if __name__ == "__main__":
    main(*map(int, sys.argv[1:2]))
