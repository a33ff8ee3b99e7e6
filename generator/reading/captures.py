"""Look at a policy's text as somebody saved it: in what format, from where, of what day it is, as far as it says.

The bytes are never changed. What the text and its address do not say stays unknown.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from urllib.parse import unquote

from pydantic_core import PydanticCustomError

from generator.formats import Unreadable, extract
from generator.formats.dating import Stated, stated
from generator.formats.notice import provenance
from generator.formats.saved_marks import saved_marks
from generator.formats.table import recognised, refused
from generator.model import Document
from generator.problems import ContributorError, Place, Problem
from generator.reading.fields import web_address
from generator.reading.files import MAX_SNAPSHOT, read_bytes

#: Where an archive says what it is: before the policy's own words.
FIRST_LINES = "from the text's first lines"
GIVEN = "as you gave it"

_WAYBACK = re.compile(r"https?://web\.archive\.org/web/(\d{4})(\d{2})(\d{2})\d*\w*/(.+)")


@dataclass(frozen=True, slots=True)
class Capture:
    """A policy's text as somebody saved it: its bytes, and what they know of it. ``name`` is the file's, or empty."""

    data: bytes
    name: str = ""
    source: str | None = None
    captured: date | None = None


@dataclass(frozen=True, slots=True)
class Reading:
    """A capture with everything that its text says of itself."""

    capture: Capture
    format: str
    document: Document
    source: str | None
    source_from: str
    captured: date | None
    captured_from: str
    stated: Stated | None

    @property
    def dated(self) -> date | None:
        """The day that the policy gives itself."""
        return self.stated.day if self.stated else None


def load_capture(path: Path, source: str | None, captured: date | None) -> Capture:
    """Return a file that somebody saved anywhere on their disk. Raises ContributorError when it cannot be read."""
    return Capture(read_bytes(path.absolute().parent, path.name, MAX_SNAPSHOT), path.name, source, captured)


def read_capture(capture: Capture) -> Reading:
    """Return what the capture's text says of itself. Raises ContributorError when it cannot be read."""
    _refuse_foreign(capture)
    format = recognised(capture.data, capture.name).suffix
    if len(capture.data) > MAX_SNAPSHOT:
        message = f"the text has {len(capture.data):,} bytes; {MAX_SNAPSHOT:,} is the limit"
        place = Place(capture.name)
        raise ContributorError([Problem(place, message, "Save only the policy itself.", "file-size")])
    try:
        document = extract(capture.data, format)
    except Unreadable as refusal:
        place = Place(capture.name, refusal.line, refusal.column)
        raise ContributorError([Problem(place, refusal.message.rstrip("."), refusal.remedy, refusal.check)]) from None
    day, link = provenance(capture.data)
    marks = saved_marks(capture.data)
    sources = ((capture.source, GIVEN), (_address(link), FIRST_LINES), (_address(marks.source), marks.source_from))
    source, source_from = next((one for one in sources if one[0]), (None, ""))
    stamped = _stamped(_WAYBACK.fullmatch(source or ""))
    days = (
        *((capture.captured, GIVEN), (stamped, "from the archive's address"), (day, FIRST_LINES)),
        (marks.captured, marks.captured_from),
    )
    captured, origin = next((one for one in days if one[0]), (None, ""))
    return Reading(capture, format, document, source, source_from, captured, origin, stated(document.text))


def _refuse_foreign(capture: Capture) -> None:
    """Return what a browser or an office program also saves, and what would read as gibberish."""
    kind = refused(capture.data)
    if kind is not None:
        remedy = "Save the page again as HTML, or copy its text into a .txt file."
        message = f"this is {kind}, which is not read"
        raise ContributorError([Problem(Place(capture.name), message, remedy, "snapshot-format")])


def _stamped(stamp: re.Match[str] | None) -> date | None:
    try:
        return date(*map(int, stamp.groups()[:3])) if stamp else None
    except ValueError:
        return None


def _address(link: str | None) -> str | None:
    try:
        return web_address(link) if link else None
    except PydanticCustomError:
        return None


def live_address(source: str | None) -> str:
    """Return the address of the live policy: the source itself, or what an archive's address names."""
    stamp = _WAYBACK.fullmatch(source or "")
    address = unquote(stamp[4]) if stamp else source or ""
    if stamp and not address.startswith(("http://", "https://")):
        address = f"https://{address}"
    return _address(address) or ""
