"""Read one page of the built site, as a browser would: its ids, where each address leads to, and what is wrong with it.

MkDocs does not look inside raw HTML. Whether the places are there, :mod:`generator.outputs.built_site` tells.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path
from posixpath import dirname, join, normpath
from typing import Final, NamedTuple
from urllib.parse import unquote, urlsplit

from generator.outputs.active_content import NAMING, Element, active, elements
from generator.outputs.plain_html import agreed, read_in_two_ways
from generator.problems import Place, Problem

IDS: Final = {
    "active-content": "Nothing runs in a page but the scripts of the site itself.",
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
LEADS_NOWHERE: Final = "Correct the address in the page, template or stylesheet that it stands in."
RUNS: Final = "Take it out of the file that the page is made of; where no file has it, a template lacks an escape."
_ASKS_OUTSIDE: Final = "Keep a copy in site_config/theme and name that: the site must ask no other host for anything."


class Reference(NamedTuple):
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


class Lead(NamedTuple):
    """Where an address leads to: a path in the site, and the id there, if any."""

    target: str
    fragment: str
    reference: Reference


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


def read_page(wanted: tuple[Path, str, str]) -> BuiltPage:
    """Read a page of a site; without its lines, where it is written plainly and nothing is wrong with it."""
    site, path, base = wanted
    text = (site / path).read_text(encoding="utf-8")
    found = agreed(text)
    if found is not None:
        each = dict.fromkeys(found)
        with_id = {element for element in each if any(name == "id" for name, _ in element[1])}
        seen = [*(element for element in each if element not in with_id), *(one for one in found if one in with_id)]
        page, _ = _gathered(path, [(0, element) for element in seen], base)
        if not page.wrong and not any(active(text, each)):
            return page
    return read_lines(*wanted)[0]


def read_lines(site: Path, path: str, base: str) -> tuple[BuiltPage, list[Lead]]:
    """Read a page: once as a browser does, once for the lines. Also give where each of its addresses leads to."""
    text = (site / path).read_text(encoding="utf-8")
    browsers = list(elements(text))
    wrong = [problem_in(path, 1, what, RUNS, "active-content") for what in active(text, browsers)]
    found, unlike = read_in_two_ways(text, browsers)
    if unlike is not None:
        message = "from here on, two readers of HTML see different elements or attributes"
        wrong.append(problem_in(path, unlike, message, RUNS, "active-content"))
    page, leads = _gathered(path, found, base)
    return replace(page, wrong=(*wrong, *page.wrong)), leads


def _gathered(path: str, found: Iterable[tuple[int, Element]], base: str) -> tuple[BuiltPage, list[Lead]]:
    """Return what elements, each with its line, say of their page, and where each of its addresses leads to."""
    wrong: list[Problem] = []
    ids: dict[str, int] = {}
    named: list[tuple[int, str, str]] = []
    leads: list[Lead] = []
    for line, (tag, pairs) in found:
        if not pairs:
            continue
        attributes = dict(pairs)
        for name, value in attributes.items():
            if name == "id" and value in ids:
                message = f'id="{value}" comes twice; the first is on line {ids[value]}'
                wrong.append(problem_in(path, line, message, "Give one of the two another id.", "duplicate-id"))
            elif name == "id":
                ids[value] = line
            elif name in _IDS:
                named += [(line, name, token) for token in value.split()]
        if not _ADDRESSES.isdisjoint(attributes):
            for reference in _references(tag, attributes, line):
                lead = lead_of(path, reference, base)
                if isinstance(lead, Lead):
                    leads.append(lead)
                else:
                    wrong.append(lead)
    for line, name, token in named:
        if token not in ids and (name, token) not in _MATERIALS_OWN:
            message = f'{name}="{token}" names an id that this page does not have'
            wrong.append(problem_in(path, line, message, "Correct the id in the template.", "dangling-id"))
    places: dict[str, set[str]] = {}
    for lead in leads:
        places.setdefault(lead.target, set()).update([lead.fragment] if lead.fragment else [])
    led = {target: frozenset(fragments) for target, fragments in places.items()}
    return BuiltPage(path, frozenset(ids), led, tuple(wrong)), leads


def _references(tag: str, attributes: Mapping[str, str], line: int) -> Iterator[Reference]:
    """Yield the addresses that an element names."""
    rel = attributes.get("rel", "").lower().split() if tag == "link" else []
    followed = tag == "a" or (tag == "link" and set(rel) <= NAMING)
    own = "script" if tag == "script" else "stylesheet" if "stylesheet" in rel else ""
    for name, value in attributes.items():
        if name in _ADDRESSES:
            yield Reference(line, f"<{tag} {name}>", value.strip(), not (followed and name == "href"), own)


def css_references(text: str, line: int) -> Iterator[Reference]:
    """Yield the addresses that a style sheet names, all with one line."""
    for match in _CSS_ADDRESS.finditer(_CSS_COMMENT.sub("", text)):
        address = next((group for group in match.groups() if group is not None), "")
        if not address.startswith(("data:", "#")):  # neither asks for anything
            yield Reference(line, "style", address, True)


def lead_of(path: str, reference: Reference, base: str) -> Problem | Lead:
    """Return where one address in the file ``path`` leads to, or what is wrong with it whatever the site holds.

    What leads out of the site, and may, leads to the page itself.
    """
    line = reference.line
    if reference.address.startswith("#") and not reference.own:
        return Lead(path, unquote(reference.address[1:]).partition(":~:")[0], reference)
    if (within := _WITHIN.fullmatch(reference.address)) and not reference.own:
        return Lead(_joined(dirname(path), within[1]), within[2] or "", reference)
    try:
        parts = urlsplit(reference.address)
    except ValueError:
        return problem_in(path, line, f"{reference} is no address", LEADS_NOWHERE, "broken-link")
    if parts.scheme or parts.netloc:
        if reference.fetched:
            return problem_in(path, line, f"{reference} asks another host", _ASKS_OUTSIDE, "outside-request")
        if (parts.scheme or "https") not in _OUTWARD:
            remedy = "Use an address that begins with https:, http: or mailto:."
            return problem_in(path, line, f"{reference} may not be followed", remedy, "unsafe-link")
        return Lead(path, "", reference)
    target = _target(path, unquote(parts.path), base)
    if reference.own and not (_PLAINLY.fullmatch(reference.address) and _OWN_FILES[reference.own].fullmatch(target)):
        message = f"{reference} is none of the site's own files of that kind, or is not written plainly"
        return problem_in(path, line, message, RUNS, "active-content")
    return Lead(target, unquote(parts.fragment).partition(":~:")[0], reference)


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


def problem_in(path: str, line: int, message: str, remedy: str, check: str) -> Problem:
    """Return a problem of a file of the built site."""
    return Problem(Place(f"build/site/{path}", line), message, remedy, check)
