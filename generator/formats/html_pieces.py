"""A web page's elements, in the order of reading, as pieces: one heading, paragraph, list item or table each.

The tree is walked with a stack of our own, so that elements nested a hundred thousand deep cannot break it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from selectolax.lexbor import LexborHTMLParser, LexborNode

from generator.formats.build import BULLET, number_marker, tidy
from generator.formats.html_elements import BLOCKS, SKIPPED, heading_level, leads_away, names_of, number_in
from generator.formats.html_tables import Table, data_table
from generator.model import BlockKind

_BOLD = frozenset({"b", "strong"})
_LISTS = frozenset({"ul", "ol", "menu", "dir"})
_PARAGRAPHS = re.compile(r"\n[ \t\xa0]*\n\s*")


@dataclass(frozen=True, slots=True)
class Container:
    """An element that holds blocks: its parent (-1 for the page) and what it says of itself."""

    parent: int
    tag: str
    names: str


@dataclass(slots=True)
class Piece:
    """One block of a page, and what tells whether it belongs to the main text.

    ``linked`` counts the words inside links to elsewhere; ``bold`` says that all words are bold.
    """

    kind: BlockKind
    text: str
    container: int
    level: int = 0
    depth: int = 0
    marker: str = ""
    words: int = 0
    linked: int = 0
    bold: bool = False


@dataclass(slots=True)
class _Open:
    """What holds while an element is open, and is put back at its end."""

    tag: str
    container: int
    link: bool
    bold: bool
    keep: bool
    level: int
    last_level: int


@dataclass(slots=True)
class _List:
    ordered: bool
    number: int
    step: int
    form: str


@dataclass
class Pieces:
    """All pieces of a page with the containers that they stand in."""

    pieces: list[Piece] = field(default_factory=list)
    containers: list[Container] = field(default_factory=list)


def read_pieces(source: str) -> Pieces:
    """Every visible piece of a page, main text or not."""
    tree = LexborHTMLParser(source)
    walk = _Walk()
    if tree.root is not None:
        walk.run(tree.root)
    return walk.result


class _Walk:
    def __init__(self) -> None:
        self.result = Pieces(containers=[Container(-1, "page", "")])
        self._container = 0
        self._link = self._bold = self._keep = False
        self._level = 0
        self._last_level = 1
        self._lists: list[_List] = []
        self._marker = ""
        self._runs: list[tuple[str, bool, bool]] = []  # text, linked, bold

    def run(self, root: LexborNode) -> None:
        """Visit every node; a node that is left shows itself on the stack with what was open before it."""
        stack: list[tuple[LexborNode | None, _Open | None]] = [(root, None)]
        while stack:
            node, opened = stack.pop()
            if node is None:
                if opened is not None:
                    self._leave(opened)
                continue
            if opened is None and node.next is not None and node is not root:
                stack.append((node.next, None))
            tag = node.tag or ""
            if tag == "-text":
                self._runs.append((node.text_content or "", self._link, self._bold))
            elif tag == "br":
                self._runs.append(("\x00", self._link, self._bold))
            elif tag == "img":
                continue
            elif tag[:1] not in "-_!" and (tag not in SKIPPED or self._opens_a_section(tag)):
                if tag == "table" and (table := data_table(node)) is not None:
                    self._table(table)
                    continue
                stack.append((None, self._enter(tag, node)))
                if node.child is not None:
                    stack.append((node.child, None))

    def _enter(self, tag: str, node: LexborNode) -> _Open:
        opened = _Open(tag, self._container, self._link, self._bold, self._keep, self._level, self._last_level)
        if tag == "a":
            self._link = leads_away(node)
        elif tag in _BOLD:
            self._bold = True
        elif tag in BLOCKS:
            self._flush()
            self.result.containers.append(Container(self._container, tag, names_of(node)))
            self._container = len(self.result.containers) - 1
            self._block(tag, node)
            if level := heading_level(node, self._last_level):
                self._level = self._last_level = level
        return opened

    def _opens_a_section(self, tag: str) -> bool:
        """Whether a button is the title of a section that it opens: it stands in a heading."""
        return tag == "button" and self._level > 0

    def _block(self, tag: str, node: LexborNode) -> None:
        attributes = node.attributes
        if tag == "pre":
            self._keep = True
        elif tag in _LISTS or tag == "dl":
            form = attributes.get("type") or "1"
            start = number_in(attributes.get("start"))
            step = -1 if "reversed" in attributes else 1
            self._lists.append(_List(tag == "ol", 1 if start is None else start, step, form))
        elif tag == "li":
            self._item(number_in(attributes.get("value")))
        elif tag == "dt":
            self._marker = " "  # a term is an item; its own words are the marker that a reader sees
        elif tag == "dd":
            self._marker = ""
            self._lists.append(_List(False, 1, 1, "1"))  # what a term means stands deeper than the term

    def _item(self, own: int | None) -> None:
        if not self._lists or not self._lists[-1].ordered:
            self._marker = BULLET
            return
        current = self._lists[-1]
        if own is not None:
            current.number = own
        self._marker = number_marker(current.number, current.form)
        current.number += current.step

    def _leave(self, opened: _Open) -> None:
        if opened.tag in BLOCKS:
            self._flush()
            if opened.tag == "details":
                self._last_level = opened.last_level
            if opened.tag in ("li", "dt"):
                self._marker = ""
            elif (opened.tag in _LISTS or opened.tag in ("dl", "dd")) and self._lists:
                self._lists.pop()
        self._container, self._link, self._bold = opened.container, opened.link, opened.bold
        self._keep, self._level = opened.keep, opened.level

    def _table(self, table: Table) -> None:
        self._flush()
        if table.caption:
            self._runs.append((table.caption, False, False))
            self._flush()
        piece = Piece("table", "\n".join(table.rows), self._container, depth=len(self._lists))
        piece.words, piece.linked = table.words, table.linked
        self.result.pieces.append(piece)

    def _flush(self) -> None:
        """Turn the runs of text since the last block into pieces; two line breaks part paragraphs."""
        runs, self._runs = self._runs, []
        if not runs:
            return
        for paragraph in _split(runs, self._keep):
            text = tidy("".join(text for text, _, _ in paragraph))
            if not any(map(str.isalnum, text)):
                continue
            self.result.pieces.append(self._piece(text, paragraph))

    def _piece(self, text: str, runs: list[tuple[str, bool, bool]]) -> Piece:
        worded = [(len(run.split()), linked, bold) for run, linked, bold in runs if any(map(str.isalnum, run))]
        words = sum(count for count, _, _ in worded)
        linked = sum(count for count, is_linked, _ in worded if is_linked)
        piece = Piece("paragraph", text, self._container, depth=len(self._lists), words=words, linked=linked)
        piece.bold = bool(worded) and all(bold for _, _, bold in worded)
        if self._level:
            piece.kind, piece.level, piece.depth = "heading", self._level, 0
            piece.text = " ".join(text.split())
        elif self._marker:
            piece.kind, piece.marker = "item", self._marker.strip()
            self._marker = ""
        return piece


def _split(runs: list[tuple[str, bool, bool]], keep: bool) -> list[list[tuple[str, bool, bool]]]:
    """Paragraphs of runs: at two breaks in a row, and after a line that is bold as a whole, as a title is."""
    lines: list[list[tuple[str, bool, bool]]] = [[]]
    for text, linked, bold in runs:
        if text == "\x00":
            lines.append([])
        elif keep:
            first, *others = text.split("\n")
            lines[-1].append((first, linked, bold))
            lines += [[(other, linked, bold)] for other in others]
        else:
            lines[-1].append((" ".join(text.split("\n")), linked, bold))
    paragraphs: list[list[tuple[str, bool, bool]]] = [[]]
    for line in lines:
        empty = not any(text.strip(" \t\r\n\xa0\u200b") for text, _, _ in line)
        if empty:
            paragraphs.append([])
        elif _is_title(line):
            paragraphs += [line, []]
        else:
            if paragraphs[-1]:
                paragraphs[-1].append(("\n", False, False))
            paragraphs[-1].extend(line)
    return [paragraph for paragraph in paragraphs if paragraph]


def _is_title(line: list[tuple[str, bool, bool]]) -> bool:
    worded = [(text, bold) for text, _, bold in line if any(map(str.isalnum, text))]
    return bool(worded) and all(bold for _, bold in worded) and sum(len(text) for text, _ in worded) <= 100
