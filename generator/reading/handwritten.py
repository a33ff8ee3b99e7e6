"""Read the pages that people write by hand, in content/pages: strictly, since MkDocs reads them after us.

MkDocs' readers of YAML and of Markdown fall over what is nested deep, and take minutes for a page of nothing but
brackets. So the fields are read by our own reader and written anew, and the text has limits.
"""

from __future__ import annotations

import os
import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path, PurePosixPath
from typing import Final

from markupsafe import escape
from pydantic import Field

from generator.model import Page
from generator.problems import ContributorError, Place, Problem, one_of, shown
from generator.reading.fields import Line
from generator.reading.files import MAX_SNAPSHOT, read_bytes, read_text
from generator.reading.frontmatter import dump_page, load_page
from generator.reading.schema import StrictModel
from generator.reading.validation import validate

IDS: Final = {
    "page-address": "No two pages have one address.",
    "page-size": "A page has not more text, lines and marks than MkDocs reads in a few seconds.",
    "page-kind": "content/pages holds pages and pictures only.",
    "page-name": "A page's name can be a name on every system, and in every address.",
}

PAGES: Final = "content/pages"
#: What a page may be or show. Nothing that runs when its own address is opened: no script, no HTML, no SVG.
KINDS: Final = (".md", ".png", ".jpg", ".jpeg", ".gif", ".webp", ".avif")
#: How much a page may hold of what takes MkDocs quadratic time. At all limits at once, a page takes some four seconds.
LIMITS: Final = (("", "characters", 60_000), ("\n", "lines", 2_000), ("[", "square brackets", 300),
                 ("<", "angle brackets", 300))  # fmt: skip
MAX_COLUMNS: Final = 80
#: How often one character may stand in a row. Three backticks and 59,000 spaces take Python-Markdown a minute.
MAX_RUN: Final = 200
MAX_PATH: Final = 200
_MADE_BY_THEME: Final = "404.html"
_NAME: Final = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]{0,79}")
_WINDOWS: Final = re.compile(r"con|prn|aux|nul|com[0-9]|lpt[0-9]", re.IGNORECASE)
_NESTED: Final = re.compile(rf"^(?:[ >]|(?:[-*+]|[0-9]{{1,9}}[.)])(?= )){{{MAX_COLUMNS + 1}}}", re.MULTILINE)
_RUN: Final = re.compile(rf"(.)\1{{{MAX_RUN}}}")


class PageFields(StrictModel):
    """The frontmatter of a page of content/pages."""

    title: Line = Field(description="the page's title, as it stands in the browser's tab")
    description: Line | None = Field(None, description="one sentence, for search engines")


def read_pages(root: Path) -> tuple[Page, ...]:
    """Return the files of content/pages, sorted by path; hidden ones are left out. Raises ContributorError."""
    pages: list[Page] = []
    problems: list[Problem] = []
    for folder, folders, names in os.walk(root / PAGES):
        links = [name for name in folders if (Path(folder) / name).is_symlink()]
        for name in [*names, *links]:
            path = (Path(folder) / name).relative_to(root)
            if any(part.startswith(".") for part in path.parts):
                continue
            try:
                problems += _misnamed(path)
                pages.append(Page(path.relative_to(PAGES).as_posix(), _read(root, path.as_posix())))
            except ContributorError as error:
                problems += error.problems
    if problems:
        raise ContributorError(problems)
    return tuple(sorted(pages, key=lambda page: page.path))


def _read(root: Path, path: str) -> bytes:
    """Give a picture as it is; a page with its fields written anew, and with the file that it comes from among them."""
    if not path.endswith(".md"):
        return read_bytes(root, path, MAX_SNAPSHOT)
    text = read_text(root, path)
    marked, body = load_page(text, path)
    fields = validate(PageFields, marked)
    if problems := tuple(_too_much(path, text)):
        raise ContributorError(problems)
    written = {"title": fields.title, "description": fields.description, "source_path": path}
    # The theme prints these as they are.
    return dump_page({name: str(escape(value)) for name, value in written.items() if value}, body).encode()


def _too_much(path: str, text: str) -> Iterator[Problem]:
    remedy = "Make two pages of it, or write it more simply."
    for mark, what, limit in LIMITS:
        if (found := text.count(mark) if mark else len(text)) > limit:
            yield Problem(Place(path), f"{found:,} {what}; the limit is {limit:,}", remedy, "page-size")
    for rule, what in (
        (_NESTED, f"a line that begins with more than {MAX_COLUMNS} columns of spaces, quotation or list marks"),
        (_RUN, f"one character more than {MAX_RUN} times in a row"),
    ):
        expanded = text.expandtabs(4)  # as Python-Markdown does
        if found_at := rule.search(expanded):
            line = expanded.count("\n", 0, found_at.start()) + 1
            yield Problem(Place(path, line), f"{what}, the limit", remedy, "page-size")


def clashes(by_hand: Iterable[Page], pages: Iterable[Page]) -> Iterator[Problem]:
    """Pages by hand that want the address or the folder of another page, on a system that is blind to case."""
    own = sorted(page.path for page in by_hand)
    addresses: dict[str, list[str]] = {}
    folders: dict[str, set[str]] = {}
    for path in [*(page.path for page in pages), _MADE_BY_THEME]:
        addresses.setdefault(_folded(_address(path)), []).append(path)
        for folder in _folders(path):
            folders.setdefault(_folded(folder), set()).add(folder)
    for path in own:
        if others := Counter(addresses[_folded(_address(path))]) - Counter([path]):
            made = f"{shown(_folded(_address(path)))}, a page that Smallprint makes"
            theirs = (shown(f"{PAGES}/{one}") for one in others if one in own and one != path)
            yield _clash(path, "address", next(theirs, made))
        for folder in _folders(path):
            if spelt := sorted(folders[_folded(folder)] - {folder}):
                theirs = (shown(f"{PAGES}/{one}") for one in own if spelt[0] in _folders(one))
                made = f"the pages in {shown(spelt[0])} that Smallprint makes"
                yield _clash(path, "folder, but for capital letters,", next(theirs, made))


def _folders(path: str) -> list[str]:
    return [folder.as_posix() for folder in PurePosixPath(path).parents][:-1]


def _clash(path: str, what: str, whose: str) -> Problem:
    message = f"this page has the same {what} as {whose}"
    return Problem(Place(f"{PAGES}/{path}"), message, "Give it another name.", "page-address")


def _misnamed(path: Path) -> Iterator[Problem]:
    place = Place(path.as_posix())
    if path.suffix not in KINDS:
        remedy = f"Put only {one_of(KINDS, 'and')} files here; scripts and styles belong to site_config/theme."
        yield Problem(place, f"{shown(path.name)} is neither a page nor a picture", remedy, "page-kind")
    for part in path.relative_to(PAGES).with_suffix("").parts:
        if not _NAME.fullmatch(part) or _WINDOWS.fullmatch(part):
            message = f"{shown(part)} cannot be a name on every system, or in every address"
            remedy = "Use at most 80 letters, digits, `-` and `_`, and no name that Windows keeps, as con or aux."
            yield Problem(place, message, remedy, "page-name")
    if len(place.path) > MAX_PATH:
        message = f"the path has {len(place.path)} characters; the limit is {MAX_PATH}"
        yield Problem(place, message, "Use shorter names, or fewer folders.", "page-name")


def _address(path: str) -> str:
    """Return where the page ends up."""
    folder, slash, name = path.rpartition("/")
    name = "index.md" if name == "README.md" else name
    name = f"{name.removesuffix('.md')}.html" if name.endswith(".md") else name
    return f"{folder}{slash}{name}"


def _folded(path: str) -> str:
    """Return the path as a file system sees it that knows neither case nor how letters are encoded."""
    return unicodedata.normalize("NFC", path).casefold()
