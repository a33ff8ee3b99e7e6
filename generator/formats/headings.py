"""Which units of a plain text are headings: by their own form, by their neighbours, and by what the document tells.

What a line says itself is in ``signs.py``; here is what the lines around it and the whole document add to that. In
``series.py`` the lines of one form are made to agree.
"""

from __future__ import annotations

import re
from collections import Counter
from itertools import pairwise

from generator.formats.lines import Line, value
from generator.formats.series import agree
from generator.formats.signs import (
    CERTAIN,
    GOES_ON,
    LONGEST,
    NEVER,
    NUMBERED,
    is_jump,
    is_no_name,
    is_table_head,
    is_text,
    is_title,
    line_sign,
    names_policy,
)

# A text says that a table comes next: where it is flattened, the titles of its columns are the line below.
_ABOVE_TABLE = re.compile(
    r"\b(?:table|chart)s?(?: \w+)? (?:below|(?:describe|show|set|list|summari[sz]e|outline|detail|contain)s?)\b"
    r"|\b(?:following|below|in the|in this) (?:table|chart)\b",
    re.I,
)
_FIRST_LINE = 100  # characters: a text that begins with a short line begins with its title
_PLAIN, _PLAIN_WORDS = -4, 14  # a title in plain words: signs and spaces
_PARAGRAPH = 110  # characters
_ANNOUNCES = 50  # characters: a shorter line announces no table
_TELLS = 500  # characters: what the end of a paragraph says of the line below it
_CONTENTS = 4  # entries: a shorter run of repeated lines names no headings


def find_headings(units: list[Line], told: dict[int, int], dates: frozenset[int] = frozenset()) -> frozenset[int]:
    """The units that are headings, by their place in ``units``; ``told`` are those that are CERTAIN or NEVER one.

    ``dates`` are lines that say of what day the policy is: no heading, whatever markup says.
    """
    told = told | dict.fromkeys(dates, NEVER)
    shown = [at for at, unit in enumerate(units) if not (unit.text[3:] and is_jump(unit))]
    told = {place: told[at] for place, at in enumerate(shown) if at in told}
    return frozenset(shown[place] for place in _find([units[at] for at in shown], told))


def _find(units: list[Line], told: dict[int, int]) -> frozenset[int]:
    """The units that are headings, among those that say something."""
    names = [_name(unit) for unit in units]
    contents = _contents(units, names)
    repeated = Counter(unit.words for unit in units if len(unit.text) <= LONGEST)
    forms = [told.get(at) or line_sign(unit, repeated[unit.words]) for at, unit in enumerate(units)]
    alone = _in_runs(units, forms)
    referred = _told(units, forms, names, contents)
    sums = [
        NEVER
        if at in contents
        else form
        if form in (CERTAIN, NEVER)
        else form + alone[at] + referred[at] + _neighbours(units, forms, at)
        for at, form in enumerate(forms)
    ]
    return agree(units, sums, contents)


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
    total = 3 * (before is None and unit.last not in ".!:;," and len(unit.text) <= _FIRST_LINE)
    if is_text(after, forms[at + 1]) or (forms[at + 1] < -2 and is_table_head(after)):
        total += 2
    elif after.kind == "bullet":
        total += 1 - 2 * (unit.last == ":")
    elif (after.bare or not after.marker) and len(after.text) < 60 and forms[at + 1] < 1:
        total -= 1
    if _is_lone_bullet(units, forms, at) and is_title(unit):
        total += 3
    if at < 4 and names_policy(unit):
        total += 4  # the document's own title
    if before is None:
        return total + (4 if unit.last in ".!" else 2)
    titled = len(after.text) > _PARAGRAPH and _has_paragraph(unit, after)
    if before.text.endswith((":", *GOES_ON)):
        if not unit.marker and not titled:
            total -= 2  # what a colon announces, or a list goes on with
        elif before.kind == unit.kind and value(before) + 1 == value(unit):
            total -= 6  # the last item of a list
    if not unit.marker and before.text[_ANNOUNCES:] and _ABOVE_TABLE.search(before.text[-_TELLS:]):
        total -= 4
    if titled and forms[at] >= _PLAIN and _can_stand_below(before, forms[at - 1]):
        total += 5  # all that a text says ends in a mark: what does not is its title
    if not before.marker and not is_text(before, forms[at - 1]) and forms[at - 1] < 1:
        total -= 1
    if unit.gap and not after.gap and not unit.marker:
        total += 1  # set apart from what is above it
    elif not unit.gap and after.gap:
        total -= 1
    return total


def _has_paragraph(unit: Line, after: Line) -> bool:
    """Whether a line without marks at its ends stands above a long line that begins anew and is complete."""
    return (
        not unit.marker
        and unit.text[-1].isalpha()
        and not (":" in unit.text or "?" in unit.text)
        and unit.words.count(" ") < _PLAIN_WORDS
        and not (after.marker or after.text[0].islower())
        and after.last in ".:"
        and not (is_table_head(unit) or is_no_name(unit))
    )


def _can_stand_below(before: Line, form: int) -> bool:
    """Whether a title may stand below a line: one that ends what it says, or a title."""
    return before.last in ".?!" or before.kind == "bullet" or form >= 1


def _is_lone_bullet(units: list[Line], forms: list[int], at: int) -> bool:
    """Whether a bullet stands alone above a paragraph: it lists nothing."""
    if units[at].kind != "bullet" or not 0 < at < len(units) - 1 or units[at - 1].kind == "bullet":
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
    """The entries of a table of contents: three or more short lines in a run, each said again further down.

    What is said again must stand apart, as titles do. Lists that a text repeats stand together each time.
    """
    lasts = {name: at for at, name in enumerate(names)}
    entries: set[int] = set()
    run: list[int] = []
    for at in range(len(units) + 1):
        if at < len(units) and names[at] and lasts[names[at]] > at and _can_be_entry(units[at]):
            run.append(at)
            continue
        again = sorted(lasts[names[entry]] for entry in run)
        if len(run) >= 3 and sum(b == a + 1 for a, b in pairwise(again)) * 2 <= len(run):
            entries.update(run)
        run = []
    # One that is not said again stands among the others all the same.
    return entries | {at for at, name in enumerate(names) if name and at - 1 in entries and at + 1 in entries}


def _can_be_entry(unit: Line) -> bool:
    """Whether a line can be one of a table of contents: no heading by its markup, and no sentence."""
    return unit.kind != "hash" and not unit.ruled and (unit.marker != "" or unit.text[-1] != ".")


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
    signs = [
        4 if name in listed and (unit.kind != "bullet" or _is_lone_bullet(units, forms, at)) else 0
        for at, (unit, name) in enumerate(zip(units, names, strict=True))
    ]
    for at, unit in enumerate(units[:-1]):
        if not unit.marker and names[at] in numbered and not is_text(units[at + 1], forms[at + 1]):
            signs[at] = -6
    return signs
