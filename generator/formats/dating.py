"""Finds the day that a policy gives itself: "Last updated: 22 July 2018". A day that can be read two ways is no day."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Final

#: Characters at the beginning and at the end of a policy in which it speaks of its own date.
ENDS: Final = 2_500

#: The months in English. ``strftime`` would follow the locale.
MONTHS: Final = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)
# Policies shorten a month to three letters, and September to four.
_SHORT = tuple(month[:3].lower() for month in MONTHS)
_MONTH = rf"(?P<month>{'|'.join((*MONTHS, 'Sept', *_SHORT))})\.?"
_DAY, _YEAR = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?", r"(?P<year>(?:19|20)\d\d)\b"
_DATES = tuple(
    re.compile(shape, re.I)
    for shape in (
        rf"\b{_MONTH} {_DAY},? {_YEAR}",
        rf"\b{_DAY}(?: of)?[ -]{_MONTH},?[ -]{_YEAR}",
        r"\b(?P<year>(?:19|20)\d\d)-(?P<month>\d\d)-(?P<day>\d\d)\b",
        r"\b(?P<first>\d{1,2})(?P<mark>[/.-])(?P<second>\d{1,2})(?P=mark)(?P<year>(?:19|20)\d\d)\b",
    )
)
# What a policy says before its date: of a change, which counts first, or of its beginning.
_CHANGED = re.compile(r"\b(?:updated?|modified|modification|revised|revision|amended|changed?|reviewed)\b", re.I)
_BEGAN = re.compile(r"\b(?:effective|in (?:force|effect)|dated?|version|posted|published|adopted|as of)\b", re.I)
_REACH = 45  # characters between such a word and the date


@dataclass(frozen=True, slots=True)
class Stated:
    """A date that stands in a text: the day (None where it can be read two ways) and the words that say it."""

    day: date | None
    words: str


def stated(text: str) -> Stated | None:
    """The day that the policy gives itself, None where it gives none. Of several the last change counts."""
    text = re.sub(r"[^\S\n]", " ", text)
    ends = [text] if len(text) <= 2 * ENDS else [text[:ENDS], text[-ENDS:]]
    for cue in (_CHANGED, _BEGAN):
        found = [one for end in ends for one in _after(cue, end)]
        days = [one for one in found if one.day is not None]
        if days:
            return max(days, key=lambda one: one.day or date.min)
        if found:
            return found[0]
    return None


def _after(cue: re.Pattern[str], text: str) -> Iterator[Stated]:
    """The dates that follow such a word closely, within the same paragraph."""
    for word in cue.finditer(text):
        reach = text[word.end() : word.end() + _REACH + 30].split("\n\n")[0]
        dates = (found for shape in _DATES if (found := shape.search(reach)) and found.start() <= _REACH)
        first = min(dates, key=lambda found: found.start(), default=None)
        if first is None or re.search(r"[.;!?] ", reach[: first.start()]):
            continue
        line = re.split(r"[\n.] ", text[max(0, word.start() - 60) : word.start()].replace("\n", "\n "))[-1]
        words = " ".join((line + text[word.start() : word.end() + first.end()]).split())
        yield Stated(_day(first), words)


def _day(found: re.Match[str]) -> date | None:
    parts = found.groupdict()
    try:
        if "mark" in parts:
            first, second = int(parts["first"]), int(parts["second"])
            if first == second or first > 12 or second > 12:  # else 03/04 is the third of April, or the fourth of March
                return date(int(parts["year"]), min(first, second), max(first, second))
            return None
        month = parts["month"]
        number = int(month) if month.isdecimal() else _SHORT.index(month[:3].lower()) + 1
        return date(int(parts["year"]), number, int(parts["day"]))
    except ValueError:  # the 31st of June
        return None
