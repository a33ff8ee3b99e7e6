"""HTML: the main text of a saved web page, with its headings, lists, tables and definition lists."""

from __future__ import annotations

import re
from typing import Final

from generator.formats.build import Builder
from generator.formats.dating import is_date_line
from generator.formats.decode import decode
from generator.formats.errors import MAX_TAGS, STRUCK, Unreadable
from generator.formats.html_apart import is_own_title, policy_only
from generator.formats.html_main import main_pieces
from generator.formats.html_pieces import Piece, read_pieces
from generator.formats.html_share import little_read
from generator.formats.html_titles import unfolded
from generator.formats.lines import find_marker
from generator.formats.list_sections import with_opened_lists
from generator.formats.notice import is_notice
from generator.formats.outline import with_titles
from generator.formats.signs import NUMBERED
from generator.formats.wordset import word_set
from generator.model import Block, BlockKind, Document

IDS: Final = {
    "snapshot-markup": "An HTML snapshot holds a page.",
}

_CHARSET = re.compile(rb"<meta[^<>]{0,200}?charset\s*=\s*[\"']?\s*([\w.:-]{1,40})", re.I)
_TAG = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9]*)")
_DECLARED_IN = 4_096  # bytes in which a page names its encoding
_LEFT_OPEN = 1_000  # elements at once: beyond it, pages are no pages but attacks, and parsers take quadratic time
_SPREAD = 300_000  # open inline elements times blocks: a parser repeats the open ones in each block
_LONGEST_TAG = 20_000  # pieces of white space in one tag
_CLOSES_ITSELF = word_set(
    "p li dd dt td tr th thead tbody tfoot option optgroup colgroup html head body rt rp area base br col embed hr img"
    " input link meta param source track wbr script style"
)
_INLINE = word_set("a b big code em font i nobr s small strike strong tt u")
_LONG = 1_000  # characters: a longer page without a heading has some that its markup does not show
_BOLD_TITLE = 120  # characters
_BOLD_SENTENCE = 8  # words: a longer bold sentence is emphasis
_FEW = 2  # headings: with fewer, numbered titles are the headings
_SERIES = 3  # numbered paragraphs: of fewer, none tells of a series
_DASHES = frozenset("-*+–—»oO")  # marks that may begin a sentence, too
_BOLD_RUN = 3  # pieces: more bold ones in a row are emphasis


def read(data: bytes, *, repair: bool = False) -> Document:
    """Read a saved web page. Raises Unreadable where the encoding cannot be told or the markup never ends."""
    found = _CHARSET.search(data[:_DECLARED_IN])
    source, warnings = decode(data, declared=found and found.group(1).decode("ascii"), repair=repair)
    check_shape(source)
    page = read_pieces(source)
    if page.struck * 2 > sum(piece.words for piece in page.pieces):
        page = read_pieces(source, struck=True)  # more than a third: a mark that was never closed
    page = unfolded(page)
    main = main_pieces(page)
    apart = policy_only(main)
    text, blocks = add_pieces(Builder(), apart.policy)
    struck = (STRUCK,) if page.struck else ()
    return Document(text, blocks, (*warnings, *struck, *apart.warnings(), *little_read(page, main)))


def add_pieces(builder: Builder, pieces: list[Piece]) -> tuple[str, tuple[Block, ...]]:
    """The text and blocks of pieces; headings that the markup does not name are told by bold type or by form."""
    for piece in pieces:
        if (piece.kind == "heading" or piece.bold) and is_date_line(piece.text, marked=piece.kind == "heading"):
            piece.kind, piece.level, piece.bold = "paragraph", 0, False
    _bold_headings(pieces)
    _bulleted(pieces)
    for at, piece in enumerate(pieces):
        notice = at < 3 and piece.kind == "paragraph" and is_notice(piece.text)
        kind: BlockKind = "notice" if notice else piece.kind
        builder.add(kind, piece.text, level=piece.level, depth=piece.depth, marker=piece.marker)
    text, blocks = builder.done()
    if sum(block.kind == "heading" for block in blocks) <= _FEW:
        blocks = with_opened_lists(text, blocks)
    if len(text) > _LONG and sum(block.kind == "heading" for block in blocks) < 2:
        blocks = with_titles(text, blocks, numbered=False)
    elif sum(map(_is_numbered, pieces)) >= _SERIES:
        blocks = with_titles(text, blocks, numbered=True)
    return text, blocks


def _bulleted(pieces: list[Piece]) -> None:
    """Make items of paragraphs that begin with a bullet, as Word saves them; a dash is one beside another only."""
    marks = [find_marker(piece.text) if piece.kind == "paragraph" else ("", "") for piece in pieces]
    for at, (kind, mark) in enumerate(marks):
        beside = marks[max(0, at - 1) : at] + marks[at + 1 : at + 2]
        if kind == "bullet" and (mark not in _DASHES or any(other == mark for _, other in beside)):
            piece = pieces[at]
            piece.kind, piece.marker, piece.depth = "item", mark, max(1, piece.depth)
            piece.text = piece.text[len(mark) :].strip(" \xa0\u2002\u2003")


def _is_numbered(piece: Piece) -> bool:
    return piece.kind == "paragraph" and find_marker(piece.text)[0] in NUMBERED


def check_shape(source: str) -> None:
    """Refuse markup that takes a parser quadratic time: elements that are opened by the thousand and never closed.

    Or closed too late: what counts is how many were open at once. Also refuse more tags than a page has.
    """
    left: dict[str, int] = {}
    blocks = open_now = deepest = open_inline = spread = 0
    for closing, name in _TAG.findall(source):
        name = name.lower()
        if name in _CLOSES_ITSELF:
            blocks += not closing
            spread += 0 if closing else open_inline
        elif not closing or left.get(name):
            step = -1 if closing else 1
            left[name] = left.get(name, 0) + step
            open_now += step
            open_inline += step if name in _INLINE else 0
            deepest = max(deepest, open_now)
    inline = sum(count for name, count in left.items() if name in _INLINE)
    longest = max((part.count(" ") + part.count("\n") for part in _tags(source)), default=0)
    if deepest > _LEFT_OPEN or max(inline * blocks, spread) > _SPREAD or longest > _LONGEST_TAG:
        raise Unreadable(
            "The page's markup is broken: thousands of elements or attributes without an end.",
            "Open the page in a browser and save it again, or save its text.",
            "snapshot-markup",
        )
    if (tags := source.count("<")) > MAX_TAGS:
        raise Unreadable(
            f"The page has {tags:,} tags; the limit is {MAX_TAGS:,}.", "Save only the policy itself.", "snapshot-size"
        )


def _tags(source: str) -> list[str]:
    """Stretches of markup that are long enough to be a tag with thousands of attributes."""
    return [part[part.find("<") :] for part in source.split(">") if len(part) > _LONGEST_TAG and "<" in part]


def _bold_headings(pieces: list[Piece]) -> None:
    """Short bold paragraphs are headings in a page that has hardly any of its own; so is its title."""
    own = [piece.level for piece in pieces if piece.kind == "heading"]
    if len(own) > _FEW:
        return
    for piece in pieces[:2]:
        if not own and piece.kind == "paragraph" and is_own_title(piece):
            piece.kind, piece.level = "heading", 1
            break
    level = min(6, max(own, default=1) + 1)
    for at, piece in enumerate(pieces[:-1]):
        ahead = pieces[at + 1 : at + 1 + _BOLD_RUN]
        sentence = piece.text[-1] in ".,;" and (piece.words > _BOLD_SENTENCE or piece.text[-1] != ".")
        if (
            piece.bold
            and piece.kind == "paragraph"
            and not piece.depth
            and len(piece.text) <= _BOLD_TITLE
            and not sentence
            and not all(after.bold for after in ahead)
        ):
            piece.kind, piece.level = "heading", level
