"""Lines of one form agree: what is decided of most of a row of numbered lines, or of titles, holds for all of it.

A row is decided as a whole by how its lines behave: whether text stands between them, and how many of them are
headings by their own sums.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from itertools import pairwise

from generator.formats.lines import Line, value
from generator.formats.signs import CERTAIN, GOES_ON, is_text, is_title

_THRESHOLD = 2
_ALIKE = 3  # titles that open with the same words are a row of titles
_SAME_WORDS = 3
_OPENING = 60  # characters: a longer line above a heading is a sentence
_ENTRY = 110  # characters: a longer numbered line is a paragraph
_ROW = 4  # lines: of fewer, none tells of another
_SENTENCE = 70  # characters
_TITLE_WORDS = 9
_SENTENCES = 6  # of them: fewer are chance
# A numbered line whose title runs into its text: "4. Sharing. We share nothing with anybody."
_RUN_IN = re.compile(r"[A-Z][^\W\d_]*(?:[ ,’'/&-]{1,2}[^\W\d_]+){0,7}(?:\.|:| [–—-]) \S.{19}")
_PARTS = re.compile(r"\d+|[A-Za-z]+")


def agree(units: list[Line], sums: list[int], contents: set[int]) -> frozenset[int]:
    """The units that are headings, by the sums of their signs and by what the rows say that they stand in."""
    sums = _opening(units, _alike(units, sums))
    found = {at for at, total in enumerate(sums) if total >= _THRESHOLD}
    _by_series(units, sums, contents, found)
    _by_parts(units, sums, contents, found)
    _by_sentences(units, sums, found)
    _by_endings(units, sums, found)
    return frozenset(at for at in found if at + 1 not in found or not _is_double(units[at], units[at + 1]))


def _is_double(unit: Line, following: Line) -> bool:
    """Whether a line repeats for a margin or a menu the number of the heading right below it."""
    return unit.kind == following.kind == "number" and unit.marker == following.marker


def _opening(units: list[Line], sums: list[int]) -> list[int]:
    """Lift a line just below the threshold between a text and a heading: a title may stand above another."""
    lifted = list(sums)
    for at in range(1, len(units) - 2):
        if (
            0 <= sums[at] < _THRESHOLD <= sums[at + 1]
            and not units[at].marker
            and len(units[at].text) <= _OPENING
            and is_text(units[at + 2], 0)
            and (units[at - 1].kind == "bullet" or is_text(units[at - 1], 0))
        ):
            lifted[at] = _THRESHOLD
    return lifted


def _alike(units: list[Line], sums: list[int]) -> list[int]:
    """Lift a line just below the threshold that opens as several titles do: "Data of customers", "Data of staff"."""
    openings = [" ".join(unit.words.split(None, _SAME_WORDS)[:_SAME_WORDS]) for unit in units]
    near = Counter(openings[at] for at, total in enumerate(sums) if total >= _THRESHOLD - 1)
    return [
        total + (total == _THRESHOLD - 1 and near[opening] >= _ALIKE)
        for total, opening in zip(sums, openings, strict=True)
    ]


def _by_series(units: list[Line], sums: list[int], contents: set[int], found: set[int]) -> None:
    """Lines that are numbered in one series are alike: all are headings, or none is."""
    for series in _series(units, contents):
        run_in = {at for at in series if _RUN_IN.match(units[at].words)}
        alone = [at for at in series if at not in run_in]
        if run_in and len(series) >= 3 and all(_has_text_below(units, sums, at) for at in alone):
            found.difference_update(run_in)
            found.update(alone)  # titles that stand alone and titles that run into their text are one series
            continue
        yes = sum(at in found for at in series)
        beside = sum(b == a + 1 for a, b in pairwise(series))
        if len(series) < 3 or beside * 2 >= len(series):
            if yes < len(series):
                found.difference_update(at for at in series if sums[at] < CERTAIN and not _heads(units, sums, at))
        elif yes * 10 >= len(series) * 6 or _counts_headings(units, sums, series):
            found.update(at for at in series if sums[at] > -8)
        elif yes * 4 <= len(series):
            found.difference_update(at for at in series if sums[at] < 8)


def _has_text_below(units: list[Line], sums: list[int], at: int) -> bool:
    """Whether a numbered line is short and has a text below it that has no number."""
    if at + 1 == len(units) or sums[at] <= -8 or len(units[at].text) > _ENTRY or units[at].last in ".:;,":
        return False
    return not units[at + 1].marker and is_text(units[at + 1], 0)


def _by_parts(units: list[Line], sums: list[int], contents: set[int], found: set[int]) -> None:
    """Short lines with numbers of as many parts ("2.1", "3.4") are headings where two in three are."""
    rows: dict[int, list[int]] = defaultdict(list)
    for at, unit in enumerate(units):
        if unit.kind == "parts" and at not in contents:
            rows[len(_PARTS.findall(unit.marker))].append(at)
    for row in rows.values():
        if len(row) >= _ROW and sum(at in found for at in row) * 3 >= len(row) * 2:
            found.update(at for at in row if sums[at] > -6)


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


def _by_sentences(units: list[Line], sums: list[int], found: set[int]) -> None:
    """A text that has hardly any other heading, and in which short sentences stand above paragraphs again and again,
    has these for its titles: "How we protect information."."""
    titles = [
        at
        for at in range(1, len(units) - 1)
        if not units[at].marker
        and units[at].text[-1] == "."
        and len(units[at].text) <= _SENTENCE
        and sums[at] > -10
        and not units[at - 1].text.endswith((":", *GOES_ON))
        and not units[at + 1].marker
        and (len(units[at + 1].text) > _SENTENCE or units[at + 1].last == ":")
    ]
    if len(titles) >= _SENTENCES and len(found.difference(titles)) * 3 <= len(titles):
        found.update(titles)


def _by_endings(units: list[Line], sums: list[int], found: set[int]) -> None:
    """Where several titles without numbers end in a point, or a colon, short lines above a text do so too: "Links.".

    So are several lines that end in a colon, each above a paragraph: what announces a list stands above items.
    """
    colons = [at for at in range(1, len(units) - 1) if _announces_text(units, sums, at)]
    if len(colons) >= _ROW:
        found.update(colons)
    for mark, least in ((".", -6), (":", 0)):
        alike = [at for at, unit in enumerate(units[:-1]) if not unit.marker and unit.text[-1] == mark]
        if sum(at in found for at in alike) >= _ROW:
            found.update(
                at
                for at in alike
                if sums[at] > least
                and len(units[at].text) <= _SENTENCE
                and (is_title(units[at]) or units[at].text.count(" ") < 2 or mark == ":")
                and not units[at + 1].marker
                and is_text(units[at + 1], 0)
            )


def _announces_text(units: list[Line], sums: list[int], at: int) -> bool:
    """Whether a short line ends in a colon and stands between paragraphs."""
    unit, below = units[at], units[at + 1]
    short = not unit.marker and unit.last == ":" and len(unit.text) <= _SENTENCE and sums[at] >= 0
    short = short and (unit.text.count(" ") < _TITLE_WORDS or is_title(unit))
    return (
        short and not units[at - 1].text.endswith((":", *GOES_ON)) and not below.marker and len(below.text) > _SENTENCE
    )


def _counts_headings(units: list[Line], sums: list[int], series: list[int]) -> bool:
    """Whether a series counts headings whatever their words: 1, 2, 3 or a, b, c before short lines without a final
    mark, with text below most of them."""
    first = units[series[0]]
    if value(first) != 1 or any(
        sums[at] <= -8 or units[at].last in ".:;,!" or len(units[at].text) > _ENTRY for at in series
    ):
        return False
    if first.bare:
        return all(sums[at] > -4 for at in series)
    below = sum(at + 1 < len(units) and not units[at + 1].marker for at in series)
    return len(series) >= _ROW and below * 2 >= len(series)
