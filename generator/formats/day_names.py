"""Knows what the months are called in ten languages, and the shapes of a day: "22 July 2018", "2018-07-22"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Final

#: The months in English. ``strftime`` would follow the locale.
MONTHS: Final = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)
# A row a language; within a month's names no word means another month in another of these languages.
_MONTHS: Final = """
en january|jan february|feb march|mar april|apr may june|jun july|jul august|aug september|sept|sep october|oct november|nov december|dec
de januar|jänner februar märz|maerz april mai juni juli august september oktober|okt november dezember|dez
fr janvier février|fevrier mars avril mai juin juillet août|aout septembre octobre novembre décembre|decembre
es enero febrero marzo abril mayo junio julio agosto septiembre|setiembre octubre noviembre diciembre
it gennaio febbraio marzo aprile maggio giugno luglio agosto settembre ottobre novembre dicembre
pt janeiro fevereiro março abril maio junho julho agosto setembro outubro novembro dezembro
nl januari februari maart april mei juni juli augustus september oktober november december
sv januari februari mars april maj juni juli augusti september oktober november december
da januar februar marts april maj juni juli august september oktober november december
pl stycznia lutego marca kwietnia maja czerwca lipca sierpnia września października listopada grudnia
"""  # noqa: E501  a row of a table
_NUMBERS: Final = {
    name: number
    for row in _MONTHS.split("\n")
    for number, names in enumerate(row.split()[1:], start=1)
    for name in names.split("|")
}
_MONTH: Final = rf"(?P<month>{'|'.join(sorted(_NUMBERS, key=len, reverse=True))})\b\.?"
_DAY: Final = r"(?P<day>\d{1,2})(?:st|nd|rd|th|er|\.|º|°)?"
_YEAR: Final = r"(?P<year>(?:19|20)\d\d)\b"
_OF: Final = r"(?: day)?(?: (?:of|de|del|av))?"
_SHAPES: Final = tuple(
    re.compile(shape, re.I)
    for shape in (
        rf"\b{_MONTH}[ /-]?(?:the )?{_DAY}(?:,? ?|[/-]){_YEAR}",
        rf"\b{_DAY}{_OF}[ /-]{_MONTH},?(?: (?:of|de|del))?[ /-]{_YEAR}",
        r"\b(?P<year>(?:19|20)\d\d)(?P<between>[./-])(?P<month>\d{1,2})(?P=between)(?P<day>\d{1,2})\b",
        r"\b(?P<first>\d{1,2})(?P<mark>[/.-])(?P<second>\d{1,2})(?P=mark)(?P<year>(?:19|20)\d\d)\b",
    )
)


_MONTH_ALONE: Final = re.compile(rf"\b{_MONTH},? {_YEAR}", re.I)


@dataclass(frozen=True, slots=True)
class Day:
    """A day that stands in a text, from ``start`` to ``end``.

    ``day`` is None where the calendar has none such, or where it can be read in two ways; then ``day_first`` is the one
    that it is where days are written before months.
    """

    start: int
    end: int
    day: date | None
    day_first: date | None = None


def days_in(text: str) -> Iterator[Day]:
    """The days that stand in a text, in order; of two readings of the same digits the first."""
    found = sorted((match for shape in _SHAPES for match in shape.finditer(text)), key=lambda match: match.start())
    end = 0
    for match in found:
        if match.start() >= end:
            yield Day(match.start(), match.end(), *_readings(match.groupdict()))
            end = match.end()


def without_months(text: str) -> str:
    """The text without the months of years that stand in it: "March 2023"."""
    return _MONTH_ALONE.sub(" ", text)


def _readings(parts: dict[str, str]) -> tuple[date | None, date | None]:
    year = int(parts["year"])
    if "mark" not in parts:
        month = parts["month"].lower()
        return _day(year, int(month) if month.isdecimal() else _NUMBERS[month], int(parts["day"])), None
    first, second = int(parts["first"]), int(parts["second"])
    if first == second or first > 12 or second > 12:  # else 03/04 is the third of April, or the fourth of March
        return _day(year, min(first, second), max(first, second)), None
    return None, _day(year, second, first)


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:  # the 31st of June
        return None
