"""Tables of a web page: which of them hold data, and their rows with the cells joined."""

from __future__ import annotations

from dataclasses import dataclass

from selectolax.lexbor import LexborNode

from generator.formats.build import CELL
from generator.formats.html_elements import BLOCKS, SKIPPED, leads_away

_LONGEST_CELL = 1_500  # characters; a longer cell is a column of the page


@dataclass(frozen=True, slots=True)
class Table:
    """A table that holds data: its caption, its rows with their cells joined, its words and those in links."""

    caption: str
    rows: list[str]
    words: int
    linked: int


def data_table(table: LexborNode) -> Table | None:
    """A table's data; None where it only lays out a page.

    A table lays out a page when it holds headings, other tables or long texts, or fewer than two rows or columns.
    """
    if table.css_first("table table, h1, h2, h3, h4, h5, h6, form, article") is not None:
        return None
    rows: list[str] = []
    words = linked = wide = 0
    for row in table.css("tr"):
        cells: list[str] = []
        for cell in row.iter():
            if cell.tag not in ("td", "th"):
                continue
            text, cell_linked = _visible(cell)
            if len(text) > _LONGEST_CELL:
                return None
            cells.append(text)
            words += len(text.split())
            linked += cell_linked
        if any(map(str.isalnum, "".join(cells))):
            rows.append(CELL.join(cells))
            wide += sum(any(map(str.isalnum, cell)) for cell in cells) > 1
    if len(rows) < 2 or wide * 2 < len(rows) or wide < 2:
        return None
    caption = table.css_first("caption")
    return Table(_visible(caption)[0] if caption is not None else "", rows, words, linked)


def _visible(cell: LexborNode) -> tuple[str, int]:
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
                stack.append((node.child, link or (tag == "a" and leads_away(node))))
    return " ".join("".join(parts).split()), linked
