"""Which units of a plain text are headings: by their own form, by their neighbours, and by their series.

What a line says itself is in ``signs.py``; here is what the lines around it and the whole document add to that.
"""

from __future__ import annotations

from collections import Counter
from itertools import pairwise

from generator.formats.lines import Line, value
from generator.formats.signs import (
    CERTAIN,
    LONGEST,
    NEVER,
    NUMBERED,
    is_table_head,
    is_text,
    is_title,
    line_sign,
    names_policy,
)

_THRESHOLD = 2
_CONTENTS = 4  # entries: a shorter run of repeated lines names no headings
_ALIKE = 3  # titles that open with the same words are a row of titles
_SAME_WORDS = 3


def find_headings(units: list[Line]) -> frozenset[int]:
    """The units that are headings, by their place in ``units``."""
    names = [_name(unit) for unit in units]
    contents = _contents(units, names)
    repeated = Counter(unit.words for unit in units if len(unit.text) <= LONGEST)
    forms = [line_sign(unit, repeated[unit.words]) for unit in units]
    alone = _in_runs(units, forms)
    told = _told(units, forms, names, contents)
    sums = [
        NEVER
        if at in contents
        else form
        if form in (CERTAIN, NEVER)
        else form + alone[at] + told[at] + _neighbours(units, forms, at)
        for at, form in enumerate(forms)
    ]
    return _by_series(units, _alike(units, sums), contents)


def _name(unit: Line) -> str:
    """A short line's words without number and final mark, by which other lines may refer to it."""
    return unit.words.casefold().rstrip(".:?! ") if len(unit.text) <= LONGEST else ""


def _neighbours(units: list[Line], forms: list[int], at: int) -> int:
    """What the lines before and after say: a heading stands above text, and not below a colon."""
    unit = units[at]
    if at + 1 == len(units):
        return -6
    after = units[at + 1]
    before = units[at - 1] if at else None
    total = 0
    if is_text(after, forms[at + 1]) or (forms[at + 1] < -2 and is_table_head(after)):
        total += 2
    elif after.kind == "bullet":
        total += 1 - 2 * (unit.text[-1] == ":")
    elif (after.bare or not after.marker) and len(after.text) < 60 and forms[at + 1] < 1:
        total -= 1
    if _is_lone_bullet(units, forms, at) and is_title(unit):
        total += 3
    if at < 4 and names_policy(unit):
        total += 4  # the document's own title
    if before is None:
        return total + (4 if unit.text[-1] in ".!" else 2)
    if before.text[-1] == ":" and not unit.marker:
        total -= 2  # what a colon announces
    if not before.marker and not is_text(before, forms[at - 1]) and forms[at - 1] < 1:
        total -= 1
    if unit.gap and not after.gap and not unit.marker:
        total += 1  # set apart from what is above it
    elif not unit.gap and after.gap:
        total -= 1
    return total


def _is_lone_bullet(units: list[Line], forms: list[int], at: int) -> bool:
    """Whether a bullet stands alone above a paragraph: it lists nothing."""
    if units[at].kind != "bullet" or not at or units[at - 1].kind == "bullet":
        return False
    return not units[at + 1].marker and is_text(units[at + 1], forms[at + 1])


def _in_runs(units: list[Line], forms: list[int]) -> list[int]:
    """Of four or more short lines without text between, all but the last are rows, addresses or menus."""
    signs = [0] * len(units)
    first = 0
    for at in range(len(units) + 1):
        if (
            at < len(units)
            and forms[at] not in (NEVER, CERTAIN)
            and not is_text(units[at], forms[at])
            and units[at].kind != "bullet"
        ):
            continue
        if at - first >= 4:
            signs[first + (first == 0) : at - 1] = [-3] * (at - 1 - first - (first == 0))
        first = at + 1
    return signs


def _contents(units: list[Line], names: list[str]) -> set[int]:
    """The entries of a table of contents: three or more short lines in a run, each said again further down."""
    lasts = {name: at for at, name in enumerate(names)}
    entries: set[int] = set()
    run: list[int] = []
    for at, unit in enumerate(units):
        if names[at] and lasts[names[at]] > at and unit.kind != "hash" and not unit.ruled:
            run.append(at)
            continue
        if len(run) >= 3:
            entries.update(run)
        run = []
    return entries


def _told(units: list[Line], forms: list[int], names: list[str], contents: set[int]) -> list[int]:
    """What other lines tell: the document's own contents list names its headings; a line without a number and without
    text below it that says a numbered title again is a link to that section."""
    first = min(contents, default=0)
    listed = {names[at] for place, at in enumerate(sorted(contents), start=first) if at == place}
    if len(listed) < _CONTENTS:
        listed = set()
    numbered = {
        name
        for unit, form, name in zip(units, forms, names, strict=True)
        if unit.kind in NUMBERED and form > NEVER and name.count(" ") >= 2
    }
    signs = [4 if name in listed else 0 for name in names]
    for at, unit in enumerate(units[:-1]):
        if not unit.marker and names[at] in numbered and not is_text(units[at + 1], forms[at + 1]):
            signs[at] = -6
    return signs


def _alike(units: list[Line], sums: list[int]) -> list[int]:
    """Lift a line just below the threshold that opens as several titles do: "Data of customers", "Data of staff"."""
    openings = [" ".join(unit.words.split(None, _SAME_WORDS)[:_SAME_WORDS]) for unit in units]
    near = Counter(openings[at] for at, total in enumerate(sums) if total >= _THRESHOLD - 1)
    return [
        total + (total == _THRESHOLD - 1 and near[opening] >= _ALIKE)
        for total, opening in zip(sums, openings, strict=True)
    ]


def _by_series(units: list[Line], sums: list[int], contents: set[int]) -> frozenset[int]:
    """Lines that are numbered in one series are alike: all are headings, or none is."""
    found = {at for at, total in enumerate(sums) if total >= _THRESHOLD}
    for series in _series(units, contents):
        yes = sum(at in found for at in series)
        beside = sum(b == a + 1 for a, b in pairwise(series))
        if len(series) < 3 or beside * 2 >= len(series):
            if beside * 2 >= len(series) and yes < len(series):
                found.difference_update(at for at in series if sums[at] < CERTAIN and not _heads(units, sums, at))
        elif yes * 10 >= len(series) * 6 or _counts_headings(units, sums, series):
            found.update(at for at in series if sums[at] > -8)
        elif yes * 4 <= len(series):
            found.difference_update(at for at in series if sums[at] < 8)
    return frozenset(found)


def _series(units: list[Line], contents: set[int]) -> list[list[int]]:
    """Runs of units whose numbers of one kind count on: 1, 2, 3; a new 1 starts a new run."""
    runs: list[list[int]] = []
    current: dict[str, list[int]] = {}
    for at, unit in enumerate(units):
        if unit.kind not in ("number", "roman", "letter") or at in contents:
            continue
        form = unit.kind + unit.marker[0] * (unit.marker[0] == "(") + (unit.marker[-1] if not unit.bare else "")
        run = current.get(form)
        if run and value(unit) == value(units[run[-1]]) + 1:
            run.append(at)
        else:
            current[form] = run = [at]
            runs.append(run)
    return runs


def _heads(units: list[Line], sums: list[int], at: int) -> bool:
    """Whether a unit is the title of the list that its own number opens: HTML to text steps number both in one row."""
    return value(units[at]) == 1 and sums[at] >= 5 and len(units[at + 1].text) > 110 and len(units[at].text) < 80


def _counts_headings(units: list[Line], sums: list[int], series: list[int]) -> bool:
    """Whether numbers without points count headings: 1, 2, 3 before short lines with text between."""
    first = units[series[0]]
    return first.bare and value(first) == 1 and all(sums[at] > -4 and units[at].text[-1] not in ".:" for at in series)
