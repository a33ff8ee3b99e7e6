"""How heavy pages get: a generated collection of policies in invented sentences, rendered and, if wished, built.

    python tests/bench/scale.py [policies] [--site]

Prints how long the pages took to render and the heaviest page of each kind, with what it loads (styles and scripts).
With ``--site`` MkDocs builds them, and the weights are those of the built site, with what the scripts of the matrix and
the compare page load, at most; without it the frame is left out.
"""

from __future__ import annotations

import json
import random
import re
import shutil
import sys
import tempfile
import time
from collections.abc import Iterable, Iterator
from itertools import chain
from pathlib import Path

# The package and the tests' small helpers are found from any folder, installed or not.
ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT)]

from generator.analysis.policy import Tools, load_tools, read_policy  # noqa: E402
from generator.comparison.links import link  # noqa: E402
from generator.contributed import Service, Snapshot, Terms  # noqa: E402
from generator.model import Document, Page, Policy, Site  # noqa: E402
from generator.outputs import matrix, search_index, website  # noqa: E402
from generator.outputs.write import sync  # noqa: E402
from generator.pages import addresses, compare  # noqa: E402
from generator.pages.render import render  # noqa: E402
from generator.pages.views import view_policies  # noqa: E402
from generator.problems import Place  # noqa: E402
from generator.reading.handwritten import read_pages  # noqa: E402

LIMIT = 500_000
"""What a page may weigh with all that it loads, in bytes."""
WHO = ("Acorn", "Birch", "Cedar", "Damson", "Elder", "Fir", "Gorse", "Hazel", "Ivy", "Juniper", "Larch", "Maple")
WHAT = ("Mail", "Bank", "Games", "Maps", "Music", "Shop", "Travel", "Health", "News", "Cloud", "Chat", "Homes")
TITLES = ("What we collect", "Cookies", "Who sees it", "How long we keep it", "Your choices", "Safety", "Changes")
FILLER = (
    "This part was written so that a page has something to hold.",
    "The words here stand for the many words that a policy has.",
    "Please read this part together with all the other parts.",
    "We explain each of these points in more detail further down.",
)


def sentences(tools: Tools) -> list[str]:
    """Invented sentences that the practices are tried with: each answers some question, or nearly does."""
    return [text for practice in tools.configuration.catalogue.practices for _, text in practice.examples]


def document(pick: random.Random, known: list[str], times: int) -> Document:
    """A policy of seven headings and some fifty paragraphs, or so many times as long."""
    from generator.formats import extract

    parts = []
    for title in TITLES * times:
        parts.append(f"## {title}\n")
        for _ in range(pick.randint(5, 9)):
            chosen = [pick.choice(known) for _ in range(pick.randint(0, 2))]
            words = [*chosen, *pick.sample(FILLER, 2)]
            pick.shuffle(words)
            parts.append(" ".join(words) + "\n")
    return extract("\n".join(parts).encode(), "md")


def corpus(count: int, tools: Tools) -> Iterator[Policy]:
    """So many policies, the same ones on every run."""
    known, kinds = sentences(tools), tools.configuration.catalogue.kinds
    for number in range(count):
        pick = random.Random(number)
        name = f"{WHO[number % 12]} {WHAT[number // 12 % 12]} {number // 144 + 1}"
        id = f"{name.lower().replace(' ', '-')}"
        text = document(pick, known, 4 if number % 10 == 0 else 1)  # some are long: about 55 kB
        snapshot = Snapshot(
            f"content/policies/{id}/undated-1.txt", "undated-1.txt", "txt", text.text.encode(), "0" * 64
        )
        service = Service(
            *(id, name, "en", (Terms((snapshot,)),), Place(f"content/policies/{id}/service.md")),
            kind=kinds[number % len(kinds)].id,
            what="Does what one of its kind does, and a bit more of it",
            owner=f"{WHO[number % 12]} Holding",
            domains=(f"{id}.example",),
        )
        yield read_policy(tools, service, snapshot, text)


def weights(folder: Path) -> dict[str, tuple[int, int]]:
    """For each page of a built site its own bytes, and with the styles and scripts that it names, those too."""
    found = {}
    for path in folder.rglob("*.html"):
        html = path.read_text(encoding="utf-8")
        names = re.findall(r'<(?:script|link)[^>]+(?:src|href)="([^"#?]+\.(?:js|css|svg))"', html)
        loaded = {(path.parent / name).resolve() for name in names if path.name != "404.html"}
        own = path.stat().st_size
        found[path.relative_to(folder).as_posix()] = own, own + sum(file.stat().st_size for file in loaded)
    return found


def loaded_later(folder: Path, found: dict[str, tuple[int, int]]) -> list[tuple[str, tuple[int, int]]]:
    """The pages whose scripts load data, with the most that they can load: all answers, all cards, four services."""
    data = folder / addresses.COMPARE_DATA
    index = json.loads((data / "index.js").read_text(encoding="utf-8").partition("(")[2].rpartition(")")[0])
    answers = sum((data / name).stat().st_size for name in ("index.js", *index["parts"]))
    cards = answers + sum((data / name).stat().st_size for name in index["cards"])
    services = sorted(file.stat().st_size for file in (folder / addresses.COMPARE_DATA / "services").glob("*.js"))
    more = {
        "compare.html": answers + sum(services[-4:]),
        "matrix.html": answers,
        addresses.SERVICES: cards,
        addresses.HOME: cards,
    }
    named = {
        "compare.html": "compare.html?s= with four services",
        "matrix.html": "matrix.html? filtered",
        addresses.SERVICES: "services/index.html? filtered",
        addresses.HOME: "index.html while one types",
    }
    return [(named[path], (found[path][0], found[path][1] + size)) for path, size in more.items()]


def kind(path: str) -> str:
    """The sort of page that a path belongs to: all pages of practices are one sort, all of a list's pages another."""
    first, _, rest = re.sub(r"(/\d+)?\.\w+$", "", path).partition("/")
    return f"{first}/…" if rest and rest != "index" else f"{first}/{rest}"


def report(found: Iterable[tuple[str, tuple[int, int]]]) -> int:
    """Print each sort of page with its heaviest. Returns how many pages are over the limit."""
    sorts: dict[str, list[tuple[int, int, str]]] = {}
    for path, (own, whole) in found:
        sorts.setdefault(kind(path), []).append((whole, own, path))
    for rows in sorted(sorts.values(), reverse=True):
        whole, own, path = max(rows)
        print(f"{whole / 1000:8.0f} kB  {own / 1000:6.0f} kB own  {len(rows):5} pages  {path}")
    over = [row for rows in sorts.values() for row in rows if row[0] > LIMIT and not row[2].endswith("/all.html")]
    print(f"{len(over)} pages over {LIMIT / 1000:.0f} kB")
    return len(over)


def main() -> int:
    """Measure, and fail when a page is too heavy."""
    count = next((int(word) for word in sys.argv[1:] if word.isdigit()), 300)
    tools = load_tools(ROOT)
    started = time.perf_counter()
    policies = sorted(corpus(count, tools), key=lambda policy: (policy.service.name.casefold(), policy.service.id))
    read = time.perf_counter()
    site = Site(tuple(policies), tools.configuration.catalogue, link(policies, tools.configuration.catalogue))
    linked = time.perf_counter()
    views = view_policies(site)
    made = chain(
        render(site, views, read_pages(ROOT)),
        compare.pages(site, views),
        matrix.pages(site, views),
        search_index.pages(site, views),
    )
    pages: list[Page] = list(made)
    done = time.perf_counter()
    print(f"{count} policies, {len(tools.configuration.catalogue.practices)} practices, {len(pages)} files")
    print(f"read {read - started:.1f} s, link {linked - read:.1f} s, render {done - linked:.1f} s")
    print(f"matrix.json: {next(len(page.data) for page in pages if page.path == 'matrix.json') / 1e6:.1f} MB")
    if "--site" not in sys.argv:
        return report((page.path, (len(page.data), len(page.data))) for page in pages if page.path.endswith(".md"))
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        shutil.copytree(ROOT / "site_config", folder / "site_config")
        shutil.copy(ROOT / "mkdocs.yml", folder)
        sync(folder / "docs", pages)
        website.build(folder, folder / "docs", folder / "site", 0)
        print(f"built in {time.perf_counter() - done:.1f} s")
        found = weights(folder / "site")
        return report(sorted(found.items()) + loaded_later(folder / "site", found))


if __name__ == "__main__":
    sys.exit(min(1, main()))
