"""Check the built site: links lead somewhere, ids are there once, no other host is asked, nothing foreign runs.

MkDocs does not look inside raw HTML, so this reads what it built, as a browser would, and says what is wrong.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import chain
from pathlib import Path
from posixpath import dirname, join, normpath
from types import MappingProxyType
from typing import Final
from urllib.parse import unquote, urlsplit

from generator.outputs.active_content import NAMING, Element, active, elements, out_of_place
from generator.outputs.jobs import Helpers
from generator.outputs.kept import Kept, digest
from generator.outputs.origins import program
from generator.outputs.plain_html import agreed, read_in_two_ways
from generator.problems import Place, Problem

IDS: Final = {
    "active-content": "Nothing runs in a page but the scripts of the site itself.",
    "broken-link": "Every link of the built website leads to a file of it.",
    "missing-anchor": "Every link to a place in a page finds the place.",
    "duplicate-id": "No two places of a page have one id.",
    "outside-request": "A page asks nothing of other computers.",
    "dangling-id": "What one part of a page says of another part, by its id, finds it.",
    "unsafe-link": "A link begins with https:, http: or mailto:, or stays in the website.",
}

# Attributes that hold one address, and those that hold ids of the same page; active_content.py allows no others.
_ADDRESSES: Final = frozenset({"href", "src", "action"})
_IDS: Final = frozenset(
    {"for", "list", "headers", "aria-labelledby", "aria-describedby", "aria-controls", "aria-owns", "popovertarget"}
)
# What runs in a page, or changes all of it, is one of these files, and its address is written plainly: so that no two
# readers of addresses can take it for two files.
_OWN_FILES: Final[Mapping[str, re.Pattern[str]]] = {
    "script": re.compile(r"assets/[A-Za-z0-9_-]+\.js"),
    "stylesheet": re.compile(r"assets/[A-Za-z0-9_-]+\.css"),
}
_PLAINLY: Final = re.compile(r"(?:(?:\.\./)*|/(?:[A-Za-z0-9_-]+/)*)assets/[A-Za-z0-9_-]+\.(?:js|css)")
# A reader may follow a link to these out of the site; everything else with an address the browser fetches on its own.
_OUTWARD: Final = frozenset({"http", "https", "mailto"})
# MkDocs and browsers make these of themselves: the page that stands in for a missing one is served at any depth.
_ANY_DEPTH: Final = "404.html"
# Material labels the table of contents for a switch that it leaves out of pages that are not in the navigation.
_MATERIALS_OWN: Final = frozenset({("for", "__toc")})

# An address that stays in the site, and says so by itself: most addresses do.
_WITHIN: Final = re.compile(r"(?!/)([\w./-]+)(?:#([\w.-]+))?", re.ASCII)
_CSS_COMMENT: Final = re.compile(r"/\*.*?\*/", re.DOTALL)
_CSS_ADDRESS: Final = re.compile(r"""url\(\s*(?:"([^"]*)"|'([^']*)'|([^)"'\s]*))\s*\)|@import\s+["']([^"']*)["']""")

_KIND: Final = "links"
MANY: Final = 100
"""From so many pages on it pays to begin other processes to read them."""
_LEADS_NOWHERE: Final = "Correct the address in the page, template or stylesheet that it stands in."
_RUNS: Final = "Take it out of the file that the page is made of; where no file has it, a template lacks an escape."
_ASKS_OUTSIDE: Final = "Keep a copy in site_config/theme and name that: the site must ask no other host for anything."


@dataclass(frozen=True, slots=True)
class _Reference:
    """An address in a page: where, on which element and attribute, and what the browser does with it.

    ``fetched`` says whether it asks for it by itself; ``own`` whether it obeys it, as a script or as a style sheet.
    """

    line: int
    what: str
    address: str
    fetched: bool
    own: str = ""

    def __str__(self) -> str:
        """Name the address as a problem does."""
        return f"{self.what} {self.address!r}"


@dataclass(frozen=True, slots=True)
class _Lead:
    """Where an address leads to: a path in the site, and the id there, if any."""

    target: str
    fragment: str
    reference: _Reference


@dataclass(frozen=True, slots=True)
class BuiltPage:
    """What other pages need to know of a page, and what it needs of them: its ids, and the places that it leads to.

    ``places`` are paths in the site, each with the ids that it leads to there. ``wrong`` is what is wrong with it
    whatever the others hold. Where its addresses stand is not held, since many pages have many: a page that leads
    nowhere is read again.
    """

    path: str
    ids: frozenset[str]
    places: Mapping[str, frozenset[str]]
    wrong: tuple[Problem, ...] = ()


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
    Many pages are read by ``helpers``; ``tell`` is told how many are read. ``ahead`` are pages that were read already, by
    path; what was read of other bytes is not taken.
    """
    files = frozenset(path.relative_to(site).as_posix() for path in site.rglob("*") if path.is_file())
    kept = kept or Kept(None, print)
    pages = _pages(
        site, [path for path in sorted(files) if path.endswith(".html")], base, kept, helpers or Helpers(), tell, ahead
    )
    problems = [problem for page in pages.values() for problem in page.wrong]
    for page in pages.values():
        if not all(_are_there(*place, files, pages) for place in page.places.items()):
            problems += _lost(page.path, _read(site, page.path, base)[1], files, pages)
    for path in sorted(files):
        if (why := out_of_place(path)) is not None:
            problems.append(_problem(path, 1, why, _RUNS, "active-content"))
        if path.endswith(".css"):
            text = (site / path).read_text(encoding="utf-8")
            leads = [_lead(path, reference, base) for reference in _css_references(text, 1)]
            problems += [lead for lead in leads if isinstance(lead, Problem)]
            problems += _lost(path, [lead for lead in leads if isinstance(lead, _Lead)], files, pages)
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
    names = {path: (path, base, digest((site / path).read_bytes()), program()) for path in paths}
    known = {path: page for path in paths if (page := _known(path, kept.get(_KIND, *names[path])))}
    read = {
        path: ahead[path][1]
        for path in paths
        if path not in known and path in ahead and ahead[path][0] == names[path][2]
    }
    wanted = [(site, path, base) for path in paths if path not in known and path not in read]
    many = helpers.number > 1 and len(wanted) >= MANY
    made = helpers.spread(read_page, wanted, no_tools) if many else (read_page(None, one) for one in wanted)
    for page in chain(read.values(), (page for _, page in made)):
        known[page.path] = page
        tell(f"Checking every link ({len(known)} of {len(paths)})")
        if not page.wrong:
            places = {target: sorted(ids) for target, ids in sorted(page.places.items())}
            kept.put(json.dumps({"ids": sorted(page.ids), "places": places}).encode(), _KIND, *names[page.path])
    return {path: known[path] for path in paths}


def _known(path: str, data: bytes | None) -> BuiltPage | None:
    """Return what was kept of a page."""
    if data is None:
        return None
    known = json.loads(data)
    places = {target: frozenset(ids) for target, ids in known["places"].items()}
    return BuiltPage(path, frozenset(known["ids"]), places)


def no_tools() -> None:
    """Prepare nothing: what reads a page needs the page alone."""


def read_page(_: None, wanted: tuple[Path, str, str]) -> Seen:
    """Read a page of a site; give the name of its bytes, too."""
    site, path, base = wanted
    data = (site / path).read_bytes()
    return digest(data), _page(site, path, base, data.decode())


def _page(site: Path, path: str, base: str, text: str) -> BuiltPage:
    """Read a page; without its lines, where it is written plainly and nothing is wrong with it."""
    found = agreed(text)
    if found is not None:
        each = dict.fromkeys(found)
        with_id = {element for element in each if any(name == "id" for name, _ in element[1])}
        seen = [*(element for element in each if element not in with_id), *(one for one in found if one in with_id)]
        page, _ = _gathered(path, [(0, element) for element in seen], base)
        if not page.wrong and not any(active(text, each)):
            return page
    return _read(site, path, base)[0]


def _read(site: Path, path: str, base: str) -> tuple[BuiltPage, list[_Lead]]:
    """Read a page: once as a browser does, once for the lines. Also give where each of its addresses leads to."""
    text = (site / path).read_text(encoding="utf-8")
    browsers = list(elements(text))
    wrong = [_problem(path, 1, what, _RUNS, "active-content") for what in active(text, browsers)]
    found, unlike = read_in_two_ways(text, browsers)
    if unlike is not None:
        message = "from here on, two readers of HTML see different elements or attributes"
        wrong.append(_problem(path, unlike, message, _RUNS, "active-content"))
    page, leads = _gathered(path, found, base)
    return replace(page, wrong=(*wrong, *page.wrong)), leads


def _gathered(path: str, found: Iterable[tuple[int, Element]], base: str) -> tuple[BuiltPage, list[_Lead]]:
    """Return what elements, each with its line, say of their page, and where each of its addresses leads to."""
    wrong: list[Problem] = []
    ids: dict[str, int] = {}
    named: list[tuple[int, str, str]] = []
    leads: list[_Lead] = []
    for line, (tag, pairs) in found:
        if not pairs:
            continue
        attributes = dict(pairs)
        for name, value in attributes.items():
            if name == "id" and value in ids:
                message = f'id="{value}" comes twice; the first is on line {ids[value]}'
                wrong.append(_problem(path, line, message, "Give one of the two another id.", "duplicate-id"))
            elif name == "id":
                ids[value] = line
            elif name in _IDS:
                named += [(line, name, token) for token in value.split()]
        if not _ADDRESSES.isdisjoint(attributes):
            for reference in _references(tag, attributes, line):
                lead = _lead(path, reference, base)
                if isinstance(lead, _Lead):
                    leads.append(lead)
                else:
                    wrong.append(lead)
    for line, name, token in named:
        if token not in ids and (name, token) not in _MATERIALS_OWN:
            message = f'{name}="{token}" names an id that this page does not have'
            wrong.append(_problem(path, line, message, "Correct the id in the template.", "dangling-id"))
    places: dict[str, set[str]] = {}
    for lead in leads:
        places.setdefault(lead.target, set()).update([lead.fragment] if lead.fragment else [])
    led = {target: frozenset(fragments) for target, fragments in places.items()}
    return BuiltPage(path, frozenset(ids), led, tuple(wrong)), leads


def _references(tag: str, attributes: Mapping[str, str], line: int) -> Iterator[_Reference]:
    """Yield the addresses that an element names."""
    rel = attributes.get("rel", "").lower().split()
    followed = tag == "a" or (tag == "link" and set(rel) <= NAMING)
    own = "script" if tag == "script" else "stylesheet" if tag == "link" and "stylesheet" in rel else ""
    for name, value in attributes.items():
        if name in _ADDRESSES:
            yield _Reference(line, f"<{tag} {name}>", value.strip(), not (followed and name == "href"), own)


def _css_references(text: str, line: int) -> Iterator[_Reference]:
    for match in _CSS_ADDRESS.finditer(_CSS_COMMENT.sub("", text)):
        address = next((group for group in match.groups() if group is not None), "")
        if not address.startswith(("data:", "#")):  # neither asks for anything
            yield _Reference(line, "style", address, True)


def _lead(path: str, reference: _Reference, base: str) -> Problem | _Lead:
    """Return where one address in the file ``path`` leads to, or what is wrong with it whatever the site holds.

    What leads out of the site, and may, leads to the page itself.
    """
    line = reference.line
    if reference.address.startswith("#") and not reference.own:
        return _Lead(path, unquote(reference.address[1:]).partition(":~:")[0], reference)
    if (within := _WITHIN.fullmatch(reference.address)) and not reference.own:
        return _Lead(_joined(dirname(path), within[1]), within[2] or "", reference)
    try:
        parts = urlsplit(reference.address)
    except ValueError:
        return _problem(path, line, f"{reference} is no address", _LEADS_NOWHERE, "broken-link")
    if parts.scheme or parts.netloc:
        if reference.fetched:
            return _problem(path, line, f"{reference} asks another host", _ASKS_OUTSIDE, "outside-request")
        if (parts.scheme or "https") not in _OUTWARD:
            remedy = "Use an address that begins with https:, http: or mailto:."
            return _problem(path, line, f"{reference} may not be followed", remedy, "unsafe-link")
        return _Lead(path, "", reference)
    target = _target(path, unquote(parts.path), base)
    if reference.own and not (_PLAINLY.fullmatch(reference.address) and _OWN_FILES[reference.own].fullmatch(target)):
        message = f"{reference} is none of the site's own files of that kind, or is not written plainly"
        return _problem(path, line, message, _RUNS, "active-content")
    return _Lead(target, unquote(parts.fragment).partition(":~:")[0], reference)


def _are_there(target: str, ids: Collection[str], files: Collection[str], pages: Mapping[str, BuiltPage]) -> bool:
    """Tell whether the site holds a file, and the ids in it where it is a page."""
    return target in files and (target not in pages or pages[target].ids.issuperset(ids))


def _lost(
    path: str, leads: Sequence[_Lead], files: Collection[str], pages: Mapping[str, BuiltPage]
) -> Iterator[Problem]:
    """Yield the addresses in a file that lead nowhere, in their order."""
    for lead in leads:
        if lead.target not in files:
            message = f"{lead.reference} leads to no file of the site"
            yield _problem(path, lead.reference.line, message, _LEADS_NOWHERE, "broken-link")
        elif lead.fragment and not _are_there(lead.target, [lead.fragment], files, pages):
            message = f"{lead.reference}: {lead.target} has no such id"
            yield _problem(path, lead.reference.line, message, _LEADS_NOWHERE, "missing-anchor")


def _target(path: str, address: str, base: str) -> str:
    """Return the file that an address in the file ``path`` leads to, as a path in the site.

    "/" first where it leaves it.
    """
    if not address:
        return path
    if path == _ANY_DEPTH and address.startswith(base):
        return normpath(address.removeprefix(base) or "index.html")
    return _joined(dirname(path), address)


@lru_cache(maxsize=10_000)
def _joined(folder: str, address: str) -> str:
    return normpath(join(folder, address))


def _problem(path: str, line: int, message: str, remedy: str, check: str) -> Problem:
    return Problem(Place(f"build/site/{path}", line), message, remedy, check)
