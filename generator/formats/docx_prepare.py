"""Makes a Word document say in its markup what its type shows: titles in large or bold type, numbers, struck words.

The library that reads Word documents knows the names of styles only. So each paragraph that is a heading, or that Word
numbers, gets a style of ours before the library reads it, and its number becomes a part of its text.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from io import BytesIO
from typing import Final
from xml.etree import ElementTree
from xml.etree.ElementTree import Element, SubElement
from zipfile import ZIP_STORED, ZipFile

from generator.formats.docx_labels import Labels, W, read_labels
from generator.formats.docx_styles import Look, Styles
from generator.formats.html_pieces import Pieces
from generator.formats.signs import LONGEST

_HEADING: Final = "SmallprintHeading"
_NUMBERED: Final = "SmallprintNumbered"
_ITEM: Final = "numbered-"
STYLE_MAP: Final = "\n".join(
    (
        *(f"p.{_HEADING}{level} => h{level}:fresh" for level in range(1, 7)),
        *(f"p.{_NUMBERED}{depth} => p.{_ITEM}{depth}:fresh" for depth in range(1, 10)),
    )
)
"""What the library makes of our styles."""

_DOCUMENT: Final = "word/document.xml"
_LARGER: Final = 1.1  # times the size of the body
_BOLD_TITLE: Final = 120  # characters
_AFTER_LABEL: Final = "\u2002"  # a space that Word's own texts hardly hold


@dataclass(frozen=True, slots=True)
class _Paragraph:
    """A paragraph with words: its markup, its text, the size of its smallest letters in half points, whether all of it
    is bold, the level of heading that its style names, and, where Word numbers it, its label and depth from 0."""

    element: Element
    text: str
    size: int
    bold: bool
    level: int
    label: str
    depth: int


def prepared(data: bytes) -> tuple[bytes, bool]:
    """The document without struck and hidden words, with its headings named by styles and its numbers written out; and
    whether words were struck."""
    with ZipFile(BytesIO(data)) as archive:
        parts = {entry.filename: archive.read(entry) for entry in archive.infolist()}
    document = ElementTree.fromstring(parts[_DOCUMENT])
    styles = Styles(_part(parts, "styles"))
    struck = _drop_unsaid(document, styles)
    paragraphs = _paragraphs(document, styles, read_labels(_part(parts, "numbering")))
    in_tables = {id(one) for table in document.iter(f"{W}tbl") for one in table.iter(f"{W}p")}
    levels = _levels([one for one in paragraphs if id(one.element) not in in_tables])
    for paragraph in paragraphs:
        level = levels.get(id(paragraph.element))
        if level:
            _mark(paragraph, f"{_HEADING}{level}", " ")
        elif paragraph.label:
            _mark(paragraph, f"{_NUMBERED}{min(paragraph.depth, 8) + 1}", _AFTER_LABEL)
    parts[_DOCUMENT] = ElementTree.tostring(document)
    memory = BytesIO()
    with ZipFile(memory, "w", ZIP_STORED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return memory.getvalue(), struck


def with_numbered_items(page: Pieces) -> Pieces:
    """The pieces that the library's HTML holds, with the paragraphs that Word numbers as items of lists."""
    for piece in page.pieces:
        names = page.containers[piece.container].names.strip()
        if names.startswith(_ITEM) and piece.kind == "paragraph":
            label, after, text = piece.text.partition(_AFTER_LABEL)
            piece.depth = int(names.removeprefix(_ITEM))
            if after:
                piece.kind, piece.marker, piece.text = "item", label, text
    return page


def _part(parts: dict[str, bytes], name: str) -> Element | None:
    data = parts.get(f"word/{name}.xml")
    return ElementTree.fromstring(data) if data is not None else None


def _drop_unsaid(document: Element, styles: Styles) -> bool:
    """Take the words out of runs that are struck through or hidden, and tell whether any were struck."""
    struck = False
    for paragraph in document.iter(f"{W}p"):
        for run in paragraph.iter(f"{W}r"):
            look = styles.look(paragraph, run)
            if look.struck or look.hidden:
                struck = struck or (look.struck and run.find(f"{W}t") is not None)
                run.clear()
    return struck


def _paragraphs(document: Element, styles: Styles, labels: Labels) -> list[_Paragraph]:
    """The paragraphs with words, in order, each counted in its list."""
    found: list[_Paragraph] = []
    for element in document.iter(f"{W}p"):
        runs: list[tuple[str, Look]] = []
        for run in element.iter(f"{W}r"):
            look = styles.look(element, run)
            text = "".join(part.text or "" for part in run.findall(f"{W}t"))
            if text.strip():
                runs.append((text, look))
        style = styles.paragraph(element)
        label = labels.next(style.number, style.depth)
        if runs:
            text = "".join(text for text, _ in runs).strip()
            size, bold = min(look.size for _, look in runs), all(look.bold for _, look in runs)
            found.append(_Paragraph(element, text, size, bold, style.level, label, style.depth))
    return found


def _levels(paragraphs: list[_Paragraph]) -> dict[int, int]:
    """The level of each heading, by its paragraph's id: what its style says, else by its type."""
    weights: Counter[int] = Counter()
    for paragraph in paragraphs:
        weights[paragraph.size] += len(paragraph.text)
    body = max(weights, key=lambda size: weights[size], default=0)
    large = [one for one in paragraphs if one.size > body * _LARGER > 0 and len(one.text) <= LONGEST]
    sizes = sorted({one.size for one in large}, reverse=True)
    title = 1 if sum(one.size == sizes[0] for one in large) == 1 else 0 if not large else 2
    levels = {id(one.element): min(6, title + sizes.index(one.size)) for one in large}
    if large and title > 1 and large[0] is paragraphs[0]:
        levels[id(large[0].element)] = 1
    for at, one in enumerate(paragraphs):
        if one.level:
            levels[id(one.element)] = one.level
        elif one.bold and one.label and id(one.element) not in levels and _stands_above_text(paragraphs, at):
            levels[id(one.element)] = min(6, one.depth + 2)
    return levels


def _stands_above_text(paragraphs: list[_Paragraph], at: int) -> bool:
    """Whether a short line without a final mark has a text below it that is not bold, or a numbered line one deeper."""
    one, below = paragraphs[at], paragraphs[at + 1 : at + 2]
    if len(one.text) > _BOLD_TITLE or one.text[-1] in ".,;:" or not below:
        return False
    return not below[0].bold or below[0].depth > one.depth


def _mark(paragraph: _Paragraph, style: str, space: str) -> None:
    """Give a paragraph a style of ours, and write its number before its text."""
    properties = paragraph.element.find(f"{W}pPr")
    if properties is None:
        properties = Element(f"{W}pPr")
        paragraph.element.insert(0, properties)
    ours = (f"{W}pStyle", f"{W}numPr")
    properties[:] = [one for one in properties if one.tag not in ours]
    properties.insert(0, Element(f"{W}pStyle", {f"{W}val": style}))
    if paragraph.label:
        run = Element(f"{W}r")
        text = SubElement(run, f"{W}t", {"{http://www.w3.org/XML/1998/namespace}space": "preserve"})
        text.text = f"{paragraph.label}{space}"
        paragraph.element.insert(1, run)
