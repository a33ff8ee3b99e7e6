"""Levels of headings and depths of list items in a plain text, from numbering, form and indent."""

from __future__ import annotations

import re
from bisect import bisect
from collections import Counter
from itertools import pairwise

from generator.formats.lines import Line, value

_TITLE_WITHIN = 4  # units
_SEVERAL = 3
_PARTS = re.compile(r"\d+|[A-Za-z]+")


def heading_levels(units: list[Line], headings: frozenset[int]) -> dict[int, int]:
    """A level from 1 to 6 for each heading. The same form has the same level throughout a document.

    Markup says its level itself. "2.1" is one deeper than "2". Numbers that run once through the document are its main
    headings; numbers that start again, or run within one section of others, belong to the heading above them. So do
    other titles where the main ones have numbers, or are in capitals.
    """
    levels: dict[int, int] = {}
    order = sorted(headings)
    forms = {at: _form(units[at]) for at in order}
    times = Counter(forms.values())
    running = _running(units, forms) or _capitals(times)
    known: dict[str, int] = {}
    previous = 1
    for place, at in enumerate(order):
        form = forms[at]
        if form.startswith("#"):
            level = int(form[1:])
        elif place == 0 and at < _TITLE_WITHIN and form not in _NUMBERED:
            levels[at] = 1  # the document's title has a level of its own, whatever its form
            continue
        elif form.startswith("parts"):
            level = min(6, known.get("number", 2) + len(_PARTS.findall(units[at].marker)) - 1)
        elif form in running:
            level = 2
        elif form in known:
            level = known[form]
        elif running & set(known) or (form in _NUMBERED and times[form] > 1):
            level = min(6, previous + 1)
        else:
            level = 2
        if form in running | _NUMBERED or not running or running & set(known):
            known.setdefault(form, level)  # a title before the first of the main ones does not stand below them
        levels[at] = previous = level
    return levels


_NUMBERED = frozenset({"word", "number", "number(", "roman", "roman(", "letter", "letter("})


def _form(unit: Line) -> str:
    if unit.kind == "hash":
        return f"#{len(unit.marker)}"
    if unit.ruled == "=":
        return "#1"
    if unit.ruled:
        return "#2"
    if unit.kind in ("number", "roman", "letter", "word", "parts"):
        return unit.kind + "(" * unit.marker.startswith("(")
    return "capitals" if unit.words.isupper() else "plain"


def _running(units: list[Line], forms: dict[int, str]) -> set[str]:
    """The forms whose numbers rise through a third of the headings at least, without starting again, and not within one
    step of another."""
    places: dict[str, list[int]] = {}
    ranks: dict[str, list[int]] = {}
    for rank, (at, form) in enumerate(forms.items()):
        if form in _NUMBERED:
            places.setdefault(form, []).append(at)
            ranks.setdefault(form, []).append(rank)
    once = {
        form: found
        for form, found in places.items()
        if (ranks[form][-1] - ranks[form][0] + 1) * 3 >= len(forms)
        and all(value(units[a]) < value(units[b]) for a, b in pairwise(found))
    }
    return {form for form, found in once.items() if not any(_within(found, other) for other in once.values())}


def _capitals(times: Counter[str]) -> set[str]:
    """Titles in capitals, where there are several: they stand above others."""
    return {"capitals"} if times["capitals"] > _SEVERAL else set()


def _within(places: list[int], others: list[int]) -> bool:
    """Whether all of ``places`` lie between one and the next of ``others``."""
    at = bisect(others, places[0])
    return 0 < at < len(others) and places[-1] < others[at]


def item_depths(units: list[Line], headings: frozenset[int]) -> list[int]:
    """For each unit the depth of the list item that it is, or belongs to; 0 outside lists.

    An indent opens a deeper list. Without indents, an item that ends with a colon opens one when another kind of
    marker follows that starts counting.
    """
    depths = [0] * len(units)
    stack: list[tuple[int, str]] = []  # the open lists: indent, and kind of marker
    for at, unit in enumerate(units):
        if at in headings:
            stack = []
        elif is_item(unit):
            kind = unit.kind + unit.marker[0] * (unit.marker[0] == "(")
            while stack and unit.indent < stack[-1][0]:
                stack.pop()
            if not stack or unit.indent > stack[-1][0] + 1:
                stack.append((unit.indent, kind))
            elif kind != stack[-1][1]:
                _change(stack, unit, kind, units[at - 1])
            depths[at] = len(stack)
        elif stack and unit.indent > stack[-1][0] + 1 and unit.indent >= 2:
            depths[at] = len(stack)
        else:
            stack = []
    return depths


def _change(stack: list[tuple[int, str]], unit: Line, kind: str, before: Line) -> None:
    """Another kind of marker at the same indent: a list inside the item above, or back in an outer one."""
    kinds = [known for _, known in stack]
    if kind in kinds:
        del stack[kinds.index(kind) + 1 :]
    elif before.last == ":" and value(unit) <= 1:
        stack.append((unit.indent, kind))


def is_item(unit: Line) -> bool:
    """Whether a unit that is no heading starts with the marker of a list item."""
    if unit.kind in ("", "word", "hash"):
        return False
    return not unit.marker[-1].isdigit() or unit.kind == "parts"
