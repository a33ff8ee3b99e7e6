"""A web page's elements, in the order of reading, as pieces: one heading, paragraph, list item or table each.

The tree is walked with a stack of our own, so that elements nested a hundred thousand deep cannot break it.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from selectolax.lexbor import LexborHTMLParser, LexborNode

from generator.formats.build import BULLET, number_marker, tidy
from generator.formats.html_elements import (
    BLOCKS,
    SKIPPED,
    STRUCK_THROUGH,
    Attributes,
    Opener,
    heading_level,
    leads_away,
    names_of,
    number_in,
    opener_of,
    places_in,
)
from generator.formats.html_raw import without_noscript
from generator.formats.html_runs import Run, by_opener, paragraphs_of
from generator.formats.html_tables import Table, data_table
from generator.model import BlockKind

_BOLD = frozenset({"b", "strong"})
_FIELDS = frozenset({"input", "textarea", "select"})
_MAY_OPEN = frozenset({"a", "button", "div", "dt", "label", "li", "p", "span"})
_READ = BLOCKS | _MAY_OPEN  # elements whose attributes say something
_LISTS = frozenset({"ul", "ol", "menu", "dir"})


@dataclass(frozen=True, slots=True)
class Container:
    """An element that holds blocks: its parent (-1 for the page) and what it says of itself.

    ``names`` are its id, classes and role in small letters; ``titled`` is the id of the element that is its title.
    """

    parent: int
    tag: str
    names: str
    id: str = ""
    role: str = ""
    titled: str = ""


@dataclass(slots=True)
class Piece:
    """One block of a page, and what tells whether it belongs to the main text.

    ``linked`` counts the words inside links to elsewhere; ``bold`` says that all words are bold; ``opener`` that it is
    what one clicks to open a part of the page, or may be.
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
    opener: Opener | None = None


@dataclass(slots=True)
class _Open:
    """What holds while an element is open, and is put back at its end."""

    tag: str
    container: int
    link: bool
    bold: bool
    opener: int
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
    """All pieces of a page with the containers that they stand in.

    ``controls`` are the containers that hold fields for a reader to fill in; ``struck`` is how many words are
    left out because they are struck through.
    """

    pieces: list[Piece] = field(default_factory=list)
    containers: list[Container] = field(default_factory=list)
    controls: set[int] = field(default_factory=set)
    struck: int = 0


def read_pieces(source: str, *, struck: bool = False) -> Pieces:
    """Every visible piece of a page, main text or not; with ``struck`` also what is struck through."""
    tree = LexborHTMLParser(without_noscript(source))
    walk = _Walk(places_in(source), struck)
    if tree.root is not None:
        walk.run(tree.root)
    return walk.result


class _Walk:
    def __init__(self, places: frozenset[str], struck: bool) -> None:
        self._places = places
        self._struck = struck
        self.result = Pieces(containers=[Container(-1, "page", "")])
        self._container = 0
        self._link = self._bold = self._keep = False
        self._level = 0
        self._last_level = 1
        self._lists: list[_List] = []
        self._marker = ""
        self._opener = 0
        self._openers: list[Opener | None] = [None]
        self._runs: list[Run] = []

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
                self._runs.append(Run(node.text_content or "", self._link, self._bold, self._opener))
            elif tag == "br":
                self._runs.append(Run("\x00", self._link, self._bold, self._opener))
            elif tag in _FIELDS:
                if node.attributes.get("type") not in ("hidden", "submit", "button", "image"):
                    self.result.controls.add(self._container)
            elif tag in STRUCK_THROUGH and not self._struck:
                self.result.struck += len((node.text() or "").split())
            elif tag[:1] not in "-_!" and (tag not in SKIPPED or tag in STRUCK_THROUGH):
                if tag == "table" and (table := data_table(node, self._places)) is not None:
                    self._table(table)
                    continue
                stack.append((None, self._enter(tag, node)))
                if node.child is not None:
                    stack.append((node.child, None))

    def _enter(self, tag: str, node: LexborNode) -> _Open:
        opened = _Open(
            tag, self._container, self._link, self._bold, self._opener, self._keep, self._level, self._last_level
        )
        attributes: Attributes = node.attributes if tag in _READ else {}
        if tag in _MAY_OPEN and (opener := opener_of(tag, attributes)) is not None:
            self._openers.append(opener)
            self._opener = len(self._openers) - 1
        if tag == "a":
            self._link = leads_away(attributes, self._places)
        elif tag in _BOLD:
            self._bold = True
        elif tag in BLOCKS:
            self._flush()
            self.result.containers.append(_container(self._container, tag, attributes))
            self._container = len(self.result.containers) - 1
            self._block(tag, attributes)
            if level := heading_level(tag, attributes, self._last_level):
                self._level = self._last_level = level
        return opened

    def _block(self, tag: str, attributes: Attributes) -> None:
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
        self._opener = opened.opener
        self._keep, self._level = opened.keep, opened.level

    def _table(self, table: Table) -> None:
        self._flush()
        if table.caption:
            self._runs.append(Run(table.caption, False, False))
            self._flush()
        piece = Piece("table", "\n".join(table.rows), self._container, depth=len(self._lists))
        piece.words, piece.linked = table.words, table.linked
        self.result.pieces.append(piece)

    def _flush(self) -> None:
        """Turn the runs of text since the last block into pieces; two line breaks part paragraphs."""
        runs, self._runs = self._runs, []
        if not runs:
            return
        for paragraph in paragraphs_of(runs, self._keep):
            apart = all(run.opener for run in paragraph if any(map(str.isalnum, run.text)))
            for part in by_opener(paragraph) if apart else [paragraph]:
                text = tidy("".join(run.text for run in part))
                if any(map(str.isalnum, text)):
                    self.result.pieces.append(self._piece(text, part, part[0].opener if apart else 0))

    def _piece(self, text: str, runs: list[Run], opener: int) -> Piece:
        worded = [(len(run.text.split()), run) for run in runs if any(map(str.isalnum, run.text))]
        words = sum(count for count, _ in worded)
        linked = sum(count for count, run in worded if run.linked)
        piece = Piece("paragraph", text, self._container, depth=len(self._lists), words=words, linked=linked)
        piece.bold = bool(worded) and all(run.bold for _, run in worded)
        piece.opener = self._openers[opener]
        if self._level:
            piece.kind, piece.level, piece.depth = "heading", self._level, 0
            piece.text = " ".join(text.split())
        elif self._marker:
            piece.kind, piece.marker = "item", self._marker.strip()
            self._marker = ""
        return piece


def _container(parent: int, tag: str, attributes: Attributes) -> Container:
    if not attributes:
        return Container(parent, tag, "")
    id, role, titled = (attributes.get(name) or "" for name in ("id", "role", "aria-labelledby"))
    return Container(parent, tag, names_of(attributes), id, role.lower(), titled)
