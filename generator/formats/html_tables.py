"""Tables of a web page: which of them hold data, and their rows with the cells joined."""

from __future__ import annotations

from dataclasses import dataclass

from selectolax.lexbor import LexborNode

from generator.formats.build import CELL, NO_WORDS
from generator.formats.html_elements import BLOCKS, SKIPPED, leads_away, number_in

_LONGEST_CELL = 1_500  # characters; a longer cell is a column of the page
_TITLE = 80  # characters of a cell that can be the title of several rows or columns
_WIDEST = 20  # columns of a table whose cells may span several


@dataclass(frozen=True, slots=True)
class Table:
    """A table that holds data: its caption, its rows with their cells joined, its words and those in links."""

    caption: str
    rows: list[str]
    words: int
    linked: int


@dataclass(frozen=True, slots=True)
class _Cell:
    text: str
    across: int
    down: int


def data_table(table: LexborNode, places: frozenset[str]) -> Table | None:
    """A table's data; None where it only lays out a page. ``places`` are the names of places in the page.

    A table lays out a page when it holds headings, other tables or long texts, or fewer than two rows or columns.
    """
    if table.css_first("table table, h1, h2, h3, h4, h5, h6, form, article") is not None:
        return None
    written: list[list[_Cell]] = []
    words = linked = wide = 0
    for row in table.css("tr"):
        cells: list[_Cell] = []
        for cell in row.iter():
            if cell.tag not in ("td", "th"):
                continue
            text, cell_linked = _visible(cell, places)
            if len(text) > _LONGEST_CELL:
                return None
            cells.append(_Cell(text, _span(cell, "colspan"), _span(cell, "rowspan")))
            words += len(text.split())
            linked += cell_linked
        written.append(cells)
        wide += sum(any(map(str.isalnum, cell.text)) for cell in cells) > 1
    rows = [CELL.join(cells) for cells in _grid(written) if any(map(str.isalnum, "".join(cells)))]
    if len(rows) < 2 or wide * 2 < len(rows) or wide < 2:
        return None
    caption = table.css_first("caption")
    return Table(_visible(caption, places)[0] if caption is not None else "", rows, words, linked)


def _span(cell: LexborNode, name: str) -> int:
    return max(1, number_in(cell.attributes.get(name)) or 1) if name in cell.attributes else 1


def _grid(written: list[list[_Cell]]) -> list[list[str]]:
    """The rows with each cell in its column: what spans several rows or columns is the title of all of them.

    A long cell stands in the first place that it spans only, and a row that is one cell stands alone.
    """
    width = max((sum(cell.across for cell in cells) for cells in written), default=0)
    if width > _WIDEST:
        return [[cell.text for cell in cells] for cells in written]
    rows: list[list[str]] = []
    above: dict[int, tuple[str, int]] = {}  # by its column, what reaches down, and over how many rows more
    for cells in written:
        row: list[str] = []
        below: dict[int, tuple[str, int]] = {}
        waiting = list(reversed(cells))
        alone = len(cells) == 1 and not above
        while waiting or (len(row) in above and len(row) < _WIDEST):
            at = len(row)
            if at in above and at < _WIDEST:
                text, left = above[at]
                row.append(text)
                if left > 1:
                    below[at] = (text, left - 1)
                continue
            cell = waiting.pop()
            title = cell.text if len(cell.text) <= _TITLE else NO_WORDS
            for step in range(1 if alone else min(cell.across, _WIDEST)):
                row.append((cell.text if step == 0 else title) or NO_WORDS)
                if cell.down > 1:
                    below[at + step] = (title or NO_WORDS, cell.down - 1)
        rows.append(row)
        above = below
    return rows


def _visible(cell: LexborNode, places: frozenset[str]) -> tuple[str, int]:
    """The words of a cell or a caption, and how many of them stand in links to elsewhere."""
    parts: list[str] = []
    linked = 0
    stack: list[tuple[LexborNode, bool]] = [(cell.child, False)] if cell.child is not None else []
    while stack:
        node, link = stack.pop()
        if node.next is not None:
            stack.append((node.next, link))
        tag = node.tag or ""
        if tag == "-text":
            parts.append(node.text_content or "")
            linked += len(parts[-1].split()) if link else 0
        elif tag[:1] not in "-_!" and tag not in SKIPPED and tag != "button":
            if tag in BLOCKS or tag == "br":
                parts.append(" ")
            if node.child is not None:
                stack.append((node.child, link or (tag == "a" and leads_away(node.attributes, places))))
    return " ".join("".join(parts).split()), linked
