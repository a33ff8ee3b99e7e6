"""The look of a Word document's words, by their styles and their own marks: size, bold, struck through, hidden."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Final
from xml.etree.ElementTree import Element

from generator.formats.docx_labels import W
from generator.formats.html_elements import number_in

_OFF: Final = ("0", "false", "off", "none")
_HEADING_NAMES: Final = {"title": 1, "subtitle": 2} | {f"heading {level}": level for level in range(1, 7)}


@dataclass(frozen=True, slots=True)
class Look:
    """How words are shown. ``size`` is in half points, 0 where nothing tells it."""

    size: int = 0
    bold: bool = False
    struck: bool = False
    hidden: bool = False


@dataclass(frozen=True, slots=True)
class ParagraphStyle:
    """What a paragraph has of its style and of itself: its heading's level (0: none), and its list with the depth."""

    level: int = 0
    number: str = ""
    depth: int = 0


class Styles:
    """The styles that the part ``word/styles.xml`` describes."""

    def __init__(self, styles: Element | None) -> None:
        found = styles.iter(f"{W}style") if styles is not None else ()
        self._by_id = {style.get(f"{W}styleId") or "": style for style in found}
        defaults = styles.find(f"{W}docDefaults/{W}rPrDefault/{W}rPr") if styles is not None else None
        self._default = _with(Look(), defaults)
        ids = (id for id, one in self._by_id.items() if one.get(f"{W}default") == "1")
        self._usual = next((id for id in ids if self._by_id[id].get(f"{W}type") == "paragraph"), "")
        self._chains: dict[str, list[Element]] = {}
        self._looks: dict[tuple[str, str], Look] = {}

    def look(self, paragraph: Element, run: Element) -> Look:
        """How the words of a run show."""
        own = run.find(f"{W}rPr")
        key = (self._id(paragraph.find(f"{W}pPr/{W}pStyle")), self._id(run.find(f"{W}rPr/{W}rStyle")))
        if key not in self._looks:
            look = self._default
            for style in (*self._chain(key[0] or self._usual), *self._chain(key[1])):
                look = _with(look, style.find(f"{W}rPr"))
            self._looks[key] = look
        return _with(self._looks[key], own)

    def paragraph(self, paragraph: Element) -> ParagraphStyle:
        """What a paragraph is by its style and by its own marks."""
        style = ParagraphStyle()
        for one in (*self._chain(self._id(paragraph.find(f"{W}pPr/{W}pStyle"))), paragraph):
            name = one.find(f"{W}name")
            level = _HEADING_NAMES.get((name.get(f"{W}val") or "").lower(), 0) if name is not None else 0
            outline = _number(one.find(f"{W}pPr/{W}outlineLvl"))
            if level or (outline is not None and outline < 9):
                style = replace(style, level=level or min(6, (outline or 0) + 1))
            number, depth = one.find(f"{W}pPr/{W}numPr/{W}numId"), _number(one.find(f"{W}pPr/{W}numPr/{W}ilvl"))
            if number is not None:
                style = replace(style, number=self._id(number))
            if depth is not None:
                style = replace(style, depth=depth)
        return style

    def _chain(self, id: str) -> list[Element]:
        """A style and those that it is based on, the outermost first."""
        if id not in self._chains:
            chain: list[Element] = []
            at, seen = id, {""}
            while at in self._by_id and at not in seen:
                seen.add(at)
                chain.append(self._by_id[at])
                at = self._id(self._by_id[at].find(f"{W}basedOn"))
            self._chains[id] = chain[::-1]
        return self._chains[id]

    @staticmethod
    def _id(element: Element | None) -> str:
        return (element.get(f"{W}val") or "") if element is not None else ""


def _with(look: Look, marks: Element | None) -> Look:
    """The look with the marks of one ``rPr`` added."""
    if marks is None:
        return look
    size = _number(marks.find(f"{W}sz"))
    struck = [_is_on(marks.find(f"{W}{name}")) for name in ("strike", "dstrike")]
    bold, hidden = _is_on(marks.find(f"{W}b")), _is_on(marks.find(f"{W}vanish"))
    return Look(
        look.size if size is None else size,
        look.bold if bold is None else bold,
        look.struck if struck == [None, None] else any(struck),
        look.hidden if hidden is None else hidden,
    )


def _is_on(mark: Element | None) -> bool | None:
    return None if mark is None else mark.get(f"{W}val") not in _OFF


def _number(element: Element | None) -> int | None:
    return number_in(element.get(f"{W}val")) if element is not None else None
