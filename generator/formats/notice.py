"""The line that an archive puts before a policy: not the policy's own words, but where they come from."""

from __future__ import annotations

import re
from datetime import date

_ARCHIVE = re.compile(r"\b(?:archived|wayback machine|web\.archive\.org|internet archive)\b", re.I)
_SAYS = re.compile(
    r"\b(?:snapshot|captured?|extracted|archived (?:on|at|from|version|copy)|this (?:page|copy|text))\b", re.I
)
# A policy that keeps "an archived copy of your data" speaks for itself; a notice speaks of the policy.
_POLICY_SPEAKS = re.compile(r"\b(?:we|our|your)\b", re.I)
_STAMP = re.compile(r"https?://web\.archive\.org/web/(\d{4})(\d{2})(\d{2})\d*\w*/[^\s<>\"']*")
_DATE = re.compile(r"\b(\d{4})-(\d{2})-(\d{2})\b")
_LINK = re.compile(r"https?://[^\s<>\"')\]]+")
_SEARCHED = 3_000  # characters at the start of a file


def is_notice(paragraph: str) -> bool:
    """Whether a paragraph tells of the capture of the text that follows: it names an archive and a capture."""
    tells = _ARCHIVE.search(paragraph) and _SAYS.search(paragraph)
    return len(paragraph) < 1_000 and bool(tells) and not _POLICY_SPEAKS.search(paragraph)


def provenance(data: bytes) -> tuple[date | None, str | None]:
    """The day of capture and the archive's link, from the notice on the first lines of a snapshot's file.

    (None, None) without a notice. The file's bytes are asked, since a link's address is not part of what a reader sees.
    """
    lines = [line for line in data[:_SEARCHED].decode("utf-8", "replace").splitlines() if line.strip()]
    for line in lines[:3]:
        if is_notice(line):
            stamp = _STAMP.search(line)
            link = stamp or _LINK.search(line)
            found = _DATE.search(_LINK.sub(" ", line))
            return _day(found) or _day(stamp), _trimmed(link.group()) if link else None
    return None, None


def _day(found: re.Match[str] | None) -> date | None:
    try:
        return date(*map(int, found.groups())) if found else None
    except ValueError:
        return None


def _trimmed(link: str) -> str:
    """A link without the punctuation of the sentence or the Markdown around it."""
    while link[-1] in ".,;:!?*_" or (
        link[-1] in ")]" and link.count(")") + link.count("]") > link.count("(") + link.count("[")
    ):
        link = link[:-1]
    return link
