"""The numbers that Word sets before its paragraphs: they stand in no paragraph, but in lists of their own."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final
from xml.etree.ElementTree import Element

from generator.formats.build import number_marker
from generator.formats.html_elements import number_in

W: Final = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_FORMS: Final = {"lowerLetter": "a", "upperLetter": "A", "lowerRoman": "i", "upperRoman": "I"}
_LEVELS: Final = 9  # that a list of Word has


@dataclass(frozen=True, slots=True)
class _Level:
    start: int
    form: str
    text: str


@dataclass
class Labels:
    """Counts the numbered paragraphs of a document, in their order."""

    levels: Mapping[str, Mapping[int, _Level]]
    lists: Mapping[str, str]
    _counts: dict[str, list[int | None]] = field(default_factory=dict)

    def next(self, number: str, depth: int) -> str:
        """The label of the next paragraph of a list at a depth from 0: "2.", "(b)"; "" for a bullet or no list."""
        levels = self.levels.get(number, {})
        level = levels.get(depth)
        if level is None or level.form in ("bullet", "none") or not 0 <= depth < _LEVELS:
            return ""
        counts = self._counts.setdefault(self.lists[number], [None] * _LEVELS)
        before = counts[depth]
        counts[depth] = level.start if before is None else before + 1
        counts[depth + 1 :] = [None] * (_LEVELS - depth - 1)
        label = level.text
        for at in range(depth + 1):
            if (sign := f"%{at + 1}") in label:
                outer = levels.get(at, level)
                label = label.replace(sign, _written(counts[at] or outer.start, outer.form))
        return label.strip()


def read_labels(numbering: Element | None) -> Labels:
    """The lists that the part ``word/numbering.xml`` describes."""
    if numbering is None:
        return Labels({}, {})
    abstract = {_value(one, "abstractNumId"): _levels(one) for one in numbering.iter(f"{W}abstractNum")}
    levels: dict[str, dict[int, _Level]] = {}
    lists: dict[str, str] = {}
    for one in numbering.iter(f"{W}num"):
        number, described = _value(one, "numId"), one.find(f"{W}abstractNumId")
        kind = _value(described, "val") if described is not None else ""
        levels[number] = dict(abstract.get(kind, {}))
        overridden = one.findall(f"{W}lvlOverride")
        lists[number] = number if overridden else f"of {kind}"
        for each in overridden:
            depth, start = number_in(_value(each, "ilvl")), each.find(f"{W}startOverride")
            if depth in levels[number] and start is not None:
                old = levels[number][depth]
                levels[number][depth] = _Level(number_in(_value(start, "val")) or 0, old.form, old.text)
    return Labels(levels, lists)


def _levels(abstract: Element) -> dict[int, _Level]:
    found: dict[int, _Level] = {}
    for one in abstract.findall(f"{W}lvl"):
        start, form, text = (
            "" if (part := one.find(f"{W}{name}")) is None else _value(part, "val")
            for name in ("start", "numFmt", "lvlText")
        )
        found[number_in(_value(one, "ilvl")) or 0] = _Level(number_in(start or "1") or 0, form or "decimal", text)
    return found


def _value(element: Element, name: str) -> str:
    return element.get(f"{W}{name}") or ""


def _written(count: int, form: str) -> str:
    if form == "decimalZero":
        return f"{count:02}"
    return number_marker(count, _FORMS.get(form, "1")).removesuffix(".")
