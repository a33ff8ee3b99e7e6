"""Check the built site: links lead somewhere, ids are there once, no other host is asked, nothing foreign runs.

MkDocs does not look inside raw HTML, so :mod:`generator.outputs.built_page` reads what it built, and this holds where
addresses lead to against the files and ids that there are.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from itertools import chain
from pathlib import Path
from types import MappingProxyType
from typing import Final

from generator.outputs.active_content import out_of_place
from generator.outputs.built_page import (
    LEADS_NOWHERE,
    RUNS,
    BuiltPage,
    Lead,
    css_references,
    lead_of,
    problem_in,
    read_lines,
    read_page,
)
from generator.outputs.jobs import Helpers
from generator.outputs.kept import Kept, digest
from generator.outputs.origins import program
from generator.problems import Problem

IDS: Final = {
    "broken-link": "Every link of the built website leads to a file of it.",
    "missing-anchor": "Every link to a place in a page finds the place.",
}

_KIND: Final = "links"
MANY: Final = 100
"""From so many pages on it pays to begin other processes to read them."""


Seen = tuple[str, BuiltPage]
"""The name of a page's bytes, and what was read in them."""


def check(
    site: Path,
    base: str = "/",
    kept: Kept | None = None,
    helpers: Helpers | None = None,
    tell: Callable[[str], None] = lambda _: None,
    ahead: Mapping[str, Seen] = MappingProxyType({}),
) -> tuple[Problem, ...]:
    """Everything that is wrong with the built site in the folder ``site``, in the order of the files.

    ``base`` is the path that the site is served under, which only the page 404.html may use in its addresses. ``kept``
    is the work of the last build: of a page without mistakes, whose bytes are the same, its ids and its addresses.
    Many pages are read by ``helpers``; ``tell`` is told how many are read. ``ahead`` are pages that were read already,
    by path; what was read of other bytes is not taken.
    """
    files = frozenset(path.relative_to(site).as_posix() for path in site.rglob("*") if path.is_file())
    kept = kept or Kept(None, print)
    pages = _pages(
        site, [path for path in sorted(files) if path.endswith(".html")], base, kept, helpers or Helpers(), tell, ahead
    )
    problems = [problem for page in pages.values() for problem in page.wrong]
    for page in pages.values():
        if not all(_are_there(*place, files, pages) for place in page.places.items()):
            problems += _lost(page.path, read_lines(site, page.path, base)[1], files, pages)
    for path in sorted(files):
        if (why := out_of_place(path)) is not None:
            problems.append(problem_in(path, 1, why, RUNS, "active-content"))
        if path.endswith(".css"):
            text = (site / path).read_text(encoding="utf-8")
            leads = [lead_of(path, reference, base) for reference in css_references(text, 1)]
            problems += [lead for lead in leads if isinstance(lead, Problem)]
            problems += _lost(path, [lead for lead in leads if isinstance(lead, Lead)], files, pages)
    return tuple(problems)


def _pages(
    site: Path,
    paths: Sequence[str],
    base: str,
    kept: Kept,
    helpers: Helpers,
    tell: Callable[[str], None],
    ahead: Mapping[str, Seen],
) -> dict[str, BuiltPage]:
    """Return what is known of each page, or read it, and keep what is found where nothing is wrong."""
    named = paths if kept.keeps or ahead else ()
    names = {path: (path, base, digest((site / path).read_bytes()), program()) for path in named}
    known = {path: page for path in named if (page := _known(path, kept.get(_KIND, *names[path])))}
    read = {
        path: ahead[path][1]
        for path in named
        if path not in known and path in ahead and ahead[path][0] == names[path][2]
    }
    wanted = [(site, path, base) for path in paths if path not in known and path not in read]
    many = helpers.number > 1 and len(wanted) >= MANY
    made = helpers.spread(see, wanted, no_tools) if many else (see(None, one) for one in wanted)
    for page in chain(read.values(), (page for _, page in made)):
        known[page.path] = page
        tell(f"Checking every link ({len(known)} of {len(paths)})")
        if not page.wrong and kept.keeps and page.path in names:
            places = {target: sorted(ids) for target, ids in sorted(page.places.items())}
            kept.put(json.dumps({"ids": sorted(page.ids), "places": places}).encode(), _KIND, *names[page.path])
    return {path: known[path] for path in paths}


def no_tools() -> None:
    """Prepare nothing: what reads a page needs the page alone."""


def see(_: None, wanted: tuple[Path, str, str]) -> Seen:
    """Read a page of a site, after its bytes are named: what is written meanwhile has another name."""
    site, path, _base = wanted
    return digest((site / path).read_bytes()), read_page(wanted)


def _known(path: str, data: bytes | None) -> BuiltPage | None:
    """Return what was kept of a page."""
    if data is None:
        return None
    known = json.loads(data)
    places = {target: frozenset(ids) for target, ids in known["places"].items()}
    return BuiltPage(path, frozenset(known["ids"]), places)


def _are_there(target: str, ids: Collection[str], files: Collection[str], pages: Mapping[str, BuiltPage]) -> bool:
    """Tell whether the site holds a file, and the ids in it where it is a page."""
    return target in files and (target not in pages or pages[target].ids.issuperset(ids))


def _lost(
    path: str, leads: Sequence[Lead], files: Collection[str], pages: Mapping[str, BuiltPage]
) -> Iterator[Problem]:
    """Yield the addresses in a file that lead nowhere, in their order."""
    for lead in leads:
        if lead.target not in files:
            message = f"{lead.reference} leads to no file of the site"
            yield problem_in(path, lead.reference.line, message, LEADS_NOWHERE, "broken-link")
        elif lead.fragment and not _are_there(lead.target, [lead.fragment], files, pages):
            message = f"{lead.reference}: {lead.target} has no such id"
            yield problem_in(path, lead.reference.line, message, LEADS_NOWHERE, "missing-anchor")
