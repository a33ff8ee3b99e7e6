"""Lists whose items are the sections of a text: each begins with a short title, and a text stands below it."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from generator.formats.build import BULLET
from generator.model import Block

_LONGEST: Final = 110  # characters of a title
_TEXT: Final = 60  # characters of a paragraph below it
_NEAR: Final = 2  # blocks below a title, of which one is a paragraph
_SECTIONS: Final = 3  # of fewer, none tells of a row


def with_opened_lists(text: str, blocks: tuple[Block, ...]) -> tuple[Block, ...]:
    """The blocks, with such items as headings and what they hold set out of their list."""
    titles = {at for at in range(len(blocks) - 1) if _is_title(text, blocks, at)}
    if len(titles) < _SECTIONS:
        return blocks
    level = min(6, max((block.level for block in blocks if block.kind == "heading"), default=1) + 1)
    opened: list[Block] = []
    inside = False
    for at, block in enumerate(blocks):
        inside = at in titles or (inside and block.depth > 0 and not (block.depth == 1 and block.kind == "item"))
        if at in titles:
            start = block.start + len(block.marker) + 1 if block.marker == BULLET else block.start
            marker = "" if block.marker == BULLET else block.marker
            opened.append(Block("heading", start, block.end, level=level, marker=marker))
        else:
            opened.append(replace(block, depth=block.depth - 1) if inside else block)
    return tuple(opened)


def _is_title(text: str, blocks: tuple[Block, ...], at: int) -> bool:
    """Whether a block is a short outermost item with a text below it: paragraphs of its own, or, where it stands alone
    in its list, those behind the list."""
    item, below = blocks[at], blocks[at + 1 : at + 1 + _NEAR]
    words = text[item.start : item.end]
    if item.kind != "item" or item.depth != 1 or len(words) > _LONGEST or words[-1] in ".,;:":
        return False
    has_text = any(block.kind == "paragraph" and block.end - block.start >= _TEXT for block in below)
    if below[0].kind != "paragraph" or not has_text:
        return False
    alone = at == 0 or blocks[at - 1].kind != "item"
    return all(block.depth for block in below) or (alone and below[0].depth == 0)
