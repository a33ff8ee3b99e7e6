"""What a program that saved a page wrote into the file: where the page came from, and on which day it was saved."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

_HEAD: Final = 100_000  # bytes at the start of a file, in which a page names itself
_FOOT: Final = 3_000  # bytes at its end, in which an archive signs
_ADDRESS: Final = r"https?://[^\s\"'<>]{3,500}"
_MONTHS: Final = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")

_SAVED_FROM = re.compile(rf"saved from url=\(\d{{4}}\)({_ADDRESS})", re.I)
_SINGLE_FILE = re.compile(rf"saved with SingleFile\s+url: ({_ADDRESS})\s+saved date: ([^\n(]{{10,60}})", re.I)
_LINKS: Final = (
    (
        "its canonical link",
        rf"<link\b(?=[^<>]{{0,300}}\brel=[\"']?canonical\b)[^<>]{{0,300}}\bhref=[\"']?({_ADDRESS})",
    ),
    ("its own address", rf"<meta\b(?=[^<>]{{0,300}}[\"']og:url[\"'])[^<>]{{0,300}}\bcontent=[\"']?({_ADDRESS})"),
)
_ARCHIVED = re.compile(r"FILE ARCHIVED ON \d\d:\d\d:\d\d ([A-Z][a-z]{2}) (\d{2}), (\d{4})")
_FRONT = re.compile(r"(---|\+\+\+)\s*\n(.{0,4000}?)\n\1", re.S)
_FRONT_SOURCE = re.compile(
    rf"^(?:source|url|source_url|original_url|canonical(?:_url)?)\s*[:=]\s*[\"']?({_ADDRESS})", re.M | re.I
)
_FRONT_DAY = re.compile(
    r"^(?:captured|clipped|saved|retrieved|accessed|date_(?:saved|captured|accessed))\s*[:=]\s*[\"']?"
    r"(\d{4}-\d\d-\d\d)",
    re.M | re.I,
)
_DAY = re.compile(r"(?P<month>[A-Z][a-z]{2}) (?P<day>\d{1,2}) (?P<year>\d{4})|(?P<iso>\d{4}-\d\d-\d\d)")


@dataclass(frozen=True, slots=True)
class Marks:
    """Where a saved file comes from, and its day of capture; each with the words for what says so. None: not told."""

    source: str | None = None
    source_from: str = ""
    captured: date | None = None
    captured_from: str = ""


def saved_marks(data: bytes) -> Marks:
    """Read the marks of browsers, of tools that save pages, and of archives, from the file's bytes."""
    head = data[:_HEAD].decode("utf-8", "replace")
    foot = data[-_FOOT:].decode("utf-8", "replace")
    source, source_from = _source(head)
    captured, captured_from = _captured(head, foot)
    return Marks(source, source_from, captured, captured_from)


def _source(head: str) -> tuple[str | None, str]:
    if found := _SAVED_FROM.search(head):
        return found[1], "where the browser saved it from"
    if found := _SINGLE_FILE.search(head):
        return found[1], "where SingleFile saved it from"
    if (front := _FRONT.match(head)) and (found := _FRONT_SOURCE.search(front[2])):
        return found[1], "from the fields at its head"
    for words, pattern in _LINKS:
        if found := re.search(pattern, head, re.I):
            return found[1].replace("&amp;", "&"), f"from {words}"
    return None, ""


def _captured(head: str, foot: str) -> tuple[date | None, str]:
    if (found := _SINGLE_FILE.search(head)) and (day := _day(found[2])):
        return day, "when SingleFile saved it"
    if (front := _FRONT.match(head)) and (found := _FRONT_DAY.search(front[2])) and (day := _day(found[1])):
        return day, "from the fields at its head"
    if (found := _ARCHIVED.search(foot)) and (day := _day(f"{found[1]} {found[2]} {found[3]}")):
        return day, "from the archive's own words in the file"
    return None, ""


def _day(text: str) -> date | None:
    found = _DAY.search(text)
    if found is None:
        return None
    try:
        if found["iso"]:
            return datetime.strptime(found["iso"], "%Y-%m-%d").date()
        return date(int(found["year"]), _MONTHS.index(found["month"].lower()) + 1, int(found["day"]))
    except ValueError:  # the 31st of June, or no month
        return None
