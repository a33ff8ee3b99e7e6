"""Markdown: the text that a reader sees, without markup, with the blocks that the markup names."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import cache
from html import unescape
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.token import Token

from generator.formats.build import BULLET, CELL, NO_WORDS, Builder, number_marker
from generator.formats.dating import is_date_line
from generator.formats.decode import decode
from generator.formats.errors import MAX_DEPTH, STRUCK, Unreadable
from generator.formats.html import check_shape
from generator.formats.html_pieces import Piece, read_pieces
from generator.formats.list_sections import with_opened_lists
from generator.formats.markdown_marks import front_matter, without_marks
from generator.formats.notice import is_notice
from generator.formats.outline import infer, with_titles
from generator.model import Document

_MARKUP = re.compile(r"[\\`*_\[\]<&!~]|  \n")
_TAG = re.compile(r"<[^<>]*>")
_MARK = re.compile(r"<!--|-->|<[^<>]*>")
_UNSEEN = re.compile(r"<(/?)(script|style)\b", re.I)
_STRUCTURE = re.compile(r"<(?:p|div|section|article|br|li|td|th|dt|h[1-6])\b", re.I)
_BOLD = re.compile(r"(\*\*|__)[^*_\n]+\1:?")
_LONG = 3_000  # characters: a longer file without a heading has some that no markup shows
_FEW = 2  # headings: with fewer, bold paragraphs are the headings
_BOLD_TITLE = 100  # characters: a longer bold paragraph is emphasis, not a title
_MOST_BRACKETS = 20_000  # each opens a link, maybe, and the parser looks for its end
_TOO_MANY = f"The file has more than {_MOST_BRACKETS:,} square brackets; it was read as plain text."
_MOST_MARKS = 100_000  # stars, underscores, backticks and bars: each is a token, maybe, and the parser keeps them all
_TOO_MARKED = f"The file has more than {_MOST_MARKS:,} marks of emphasis or tables; it was read as plain text."
_TOO_DEEP = "Quotations or lists stand in one another more than {} deep; the file was read as plain text."


def read(data: bytes, *, repair: bool = False) -> Document:
    """Read Markdown (CommonMark with tables). Raises Unreadable where the encoding cannot be told."""
    source, warnings = decode(data, repair=repair)
    if source.count("[") > _MOST_BRACKETS:
        return Document(source, infer(source), (*warnings, _TOO_MANY))
    if sum(map(source.count, "*_`|")) > _MOST_MARKS:
        return Document(source, infer(source), (*warnings, _TOO_MARKED))
    parser = _parser()
    references: dict[str, Any] = {}
    title, dates, rest = front_matter(source)
    if not any(map(str.isalnum, rest)):
        title, dates, rest = "", [], source  # a file of nothing but fields: they are its words
    tokens = parser.parse(without_marks(rest), references)
    if any(token.level >= MAX_DEPTH - 2 for token in tokens):
        # The parser leaves out what stands deeper. Nothing may be lost, so such a file is read as plain text.
        return Document(source, infer(source), (*warnings, _TOO_DEEP.format(MAX_DEPTH)))
    builder = Builder()
    walk = _Walk(builder, parser, references)
    if title and not _is_said(title, tokens):
        builder.add("heading", title, level=1)
    for line in dates:
        builder.add("paragraph", line)
    walk.walk(tokens)
    text, blocks = builder.done()
    if walk.struck:
        warnings = (*warnings, STRUCK)
    own = [block.level for block in blocks if block.kind == "heading"]
    if len(own) <= _FEW:
        level = min(6, max(own, default=1) + 1)
        blocks = tuple(
            replace(block, kind="heading", level=level) if block.start in walk.bold else block for block in blocks
        )
        named = sum(block.kind == "heading" for block in blocks)
        blocks = with_opened_lists(text, blocks)
        if named <= _FEW:
            blocks = with_titles(text, blocks, numbered=len(text) <= _LONG)
    return Document(text, blocks, warnings)


def _is_said(title: str, tokens: Sequence[Token]) -> bool:
    """Whether the text has a title of its own, or begins with the same words as a heading."""
    heads = [at for at, token in enumerate(tokens) if token.type == "heading_open"]
    own = any(tokens[at].tag == "h1" for at in heads)
    return own or (heads[:1] == [0] and tokens[1].content.casefold() == title.casefold())


class _Parser(MarkdownIt):
    """Takes every address as it stands: none is shown, and a link to a script still shows its words."""

    def normalizeLink(self, url: str) -> str:
        return url

    def validateLink(self, url: str) -> bool:
        return True


@cache
def _parser() -> MarkdownIt:
    """CommonMark with tables. Inline markup is left to the walk: most paragraphs have none."""
    parser = _Parser("commonmark", {"maxNesting": MAX_DEPTH}).enable(["table", "strikethrough"])
    parser.core.ruler.disable(["inline", "text_join"])
    return parser


class _Walk:
    """Goes through the parser's tokens and hands blocks to the builder."""

    def __init__(self, builder: Builder, parser: MarkdownIt, references: dict[str, Any]) -> None:
        self._builder = builder
        self._parser = parser
        self._references = references
        self._lists: list[tuple[bool, int]] = []  # ordered or not, and the number of the item in hand
        self._marker = ""  # of an item whose first paragraph has not come yet
        self._level = 0  # of the heading in hand
        self._cells: list[str] = []
        self._rows: list[str] = []
        self._in_table = False
        self._before = 0
        self.struck = False
        self.bold: set[int] = set()  # where the paragraphs start that are bold as a whole

    def walk(self, tokens: Sequence[Token]) -> None:
        for token in tokens:
            kind = token.type
            if kind == "inline":
                self._inline(token)
            elif kind in ("fence", "code_block"):
                self._block(token.content)
            elif kind == "html_block":
                self._html(token.content)
            elif kind == "heading_open":
                self._level = int(token.tag[1])
            elif kind == "heading_close":
                self._level = 0
            elif kind in ("bullet_list_open", "ordered_list_open"):
                self._lists.append((kind == "ordered_list_open", int(token.attrGet("start") or 1)))
            elif kind in ("bullet_list_close", "ordered_list_close"):
                self._lists.pop()
            elif kind == "list_item_open":
                self._open_item()
            elif kind == "list_item_close":
                self._marker = ""
            elif kind == "table_open":
                self._in_table, self._rows = True, []
            elif kind == "tr_open":
                self._cells = []
            elif kind == "tr_close":
                if any(map(str.isalnum, "".join(self._cells))):  # a header row may be empty
                    self._rows.append(CELL.join(self._cells))
            elif kind == "table_close":
                self._in_table = False
                self._builder.add("table", "\n".join(self._rows), depth=len(self._lists))

    def _html(self, source: str) -> None:
        """Add a part that is written in HTML: its lists and tables, where no word of it is lost in them."""
        shown = unescape(seen(source))
        pieces = [] if self._lists or not _STRUCTURE.search(source) else _pieces(source)
        if _letters(piece.text for piece in pieces) < _letters([shown]):
            self._block(shown)
            return
        for piece in pieces:
            self._builder.add(piece.kind, piece.text, level=piece.level, depth=piece.depth, marker=piece.marker)
            self._before += 1

    def _open_item(self) -> None:
        ordered, number = self._lists[-1]
        self._marker = number_marker(number) if ordered else BULLET
        self._lists[-1] = (ordered, number + 1)

    def _inline(self, token: Token) -> None:
        first, broken, rest = token.content.partition("\n")
        if broken and not (self._lists or self._in_table or self._level) and _is_title(first.rstrip(" \\")):
            self._paragraph(first.rstrip(" \\"))
            self._paragraph(rest)
        else:
            self._paragraph(token.content)

    def _paragraph(self, source: str) -> None:
        content = source.replace("\n", " ")
        if _MARKUP.search(source):
            inline = self._parser.inline.parse
            children: list[Token] = []
            inline(source, self._parser, self._references, children)
            content = visible(children)
            self.struck = self.struck or any(child.type == "s_open" for child in children)
        if self._in_table:
            self._cells.append(" ".join(content.split()) or NO_WORDS)
        elif self._level and not is_date_line(content, marked=True):
            self._builder.add("heading", " ".join(content.split()), level=self._level)
        else:
            self._block(content, title=_is_title(source) and not is_date_line(content))

    def _block(self, content: str, *, title: bool = False) -> None:
        depth = len(self._lists)
        if self._marker and any(map(str.isalnum, content)):
            self._builder.add("item", content, depth=depth, marker=self._marker)
            self._marker = ""
        elif self._before < 3 and not depth and is_notice(content):
            self._builder.add("notice", content)
        else:
            self._builder.add("paragraph", content, depth=depth)
            if title and not depth and any(map(str.isalnum, content)):
                self.bold.add(self._builder.blocks[-1].start)
        self._before += 1


def _pieces(source: str) -> list[Piece]:
    """The pieces of a part in HTML; none where its markup is broken."""
    try:
        check_shape(source)
    except Unreadable:
        return []
    return read_pieces(source).pieces


def _letters(texts: Iterable[str]) -> int:
    return sum(sum(map(str.isalnum, text)) for text in texts)


def _is_title(source: str) -> bool:
    """Whether a line is short, and bold as a whole."""
    return len(source) <= _BOLD_TITLE and _BOLD.fullmatch(source) is not None


def visible(tokens: Iterable[Token]) -> str:
    """What the policy says in a paragraph's tokens: links show their text, pictures their description, tags nothing.

    What is struck through is not said.
    """
    parts: list[str] = []
    tokens = list(tokens)
    hidden = _hidden(tokens)
    struck = 0
    for at, token in enumerate(tokens):
        struck += (token.type == "s_open") - (token.type == "s_close")
        if at in hidden or struck:
            continue
        if token.type == "softbreak":
            parts.append(" ")
        elif token.type == "hardbreak" or (token.type == "html_inline" and token.content[:3].lower() == "<br"):
            parts.append("\n")
        elif token.type == "image":
            parts.append(visible(token.children or ()))
        elif token.type != "html_inline":
            parts.append(token.content)
    return "".join(parts)


def _hidden(tokens: Sequence[Token]) -> set[int]:
    """The places of tokens in scripts and styles. One that is never closed hides nothing."""
    hidden: set[int] = set()
    ends: dict[str, int] = {}
    for at in range(len(tokens) - 1, -1, -1):
        tag = _UNSEEN.match(tokens[at].content) if tokens[at].type == "html_inline" else None
        if tag and tag.group(1):
            ends[tag.group(2).lower()] = at
        elif tag and tag.group(2).lower() in ends:
            hidden.update(range(at, ends.pop(tag.group(2).lower())))
    return hidden


def seen(html: str) -> str:
    """What a reader sees of HTML in Markdown: no tags, comments, scripts and styles. Unclosed ones hide nothing."""
    parts: list[str] = []
    at, end = 0, ""  # where the text goes on, and what ends what is hidden now
    for mark in _MARK.finditer(html):
        found = mark.group().lower()
        if end:
            if found.startswith(end):
                at, end = mark.end(), ""
            continue
        parts.append(html[at : mark.start()])
        at = mark.end()
        unseen = _UNSEEN.match(found)
        if found == "<!--":
            end = "-->"
        elif unseen and not unseen.group(1):
            end = f"</{unseen.group(2)}"
    return " ".join([*parts, _TAG.sub(" ", html[at:])])
