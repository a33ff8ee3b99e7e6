"""The blocks of a plain text: what is a heading, a paragraph, a list item.

The steps: lines, then units (a unit is one block; a paragraph that was wrapped at a margin has several lines), then
headings by their form and their neighbours, then levels and list depths.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator

from generator.formats.build import CELL
from generator.formats.dating import is_date_line
from generator.formats.headings import find_headings
from generator.formats.levels import heading_levels, is_item, item_depths
from generator.formats.lines import Line, split_lines
from generator.formats.notice import is_notice
from generator.formats.signs import CERTAIN, LONGEST, NEVER, leads_to_page
from generator.formats.wrapping import find_margin, join_wrapped
from generator.model import Block


def infer(text: str, larger: frozenset[int] = frozenset()) -> tuple[Block, ...]:
    """The blocks of a plain text, in order; every word lies in one. Linear in the length of the text.

    ``larger`` are the offsets of lines that are set larger than the body, where the format tells.
    """
    lines = split_lines(text)
    units = join_wrapped(text, lines, find_margin(lines))
    told = dict.fromkeys(table_rows(units), NEVER)
    told |= {
        at: CERTAIN
        for at, unit in enumerate(units)
        if unit.start in larger and len(unit.text) <= LONGEST and not leads_to_page(unit)
    }
    dates = frozenset(at for at, unit in enumerate(units) if is_date_line(unit.text))
    headings = find_headings(units, told, dates)
    levels = heading_levels(units, headings)
    depths = item_depths(units, headings)
    blocks: list[Block] = []
    for at, unit in enumerate(units):
        if at in headings:
            start = unit.body if unit.kind in ("hash", "bullet") else unit.start
            blocks.append(Block("heading", start, unit.end, level=levels[at], marker=_number(unit)))
        elif told.get(at) == NEVER:
            start = blocks.pop().start if told.get(at - 1) == NEVER else unit.start
            blocks.append(Block("table", start, unit.end))
        elif at < 3 and is_notice(unit.text):
            blocks.append(Block("notice", unit.start, unit.end))
        elif depths[at] and unit.marker:
            blocks.append(Block("item", unit.start, unit.end, depth=depths[at], marker=unit.marker))
        elif blocks and _continues(blocks[-1], units[at - 1], unit):
            blocks[-1] = Block("paragraph", blocks[-1].start, unit.end, depth=blocks[-1].depth)
        else:
            blocks.append(Block("paragraph", unit.start, unit.end, depth=depths[at]))
    return tuple(blocks)


def with_titles(text: str, blocks: tuple[Block, ...], *, numbered: bool) -> tuple[Block, ...]:
    """The blocks of a text, with the paragraphs, and the lines of paragraphs, that are titles by their form.

    With ``numbered`` only those that a series of numbers makes titles, and only where they are more than the headings
    that the markup names.
    """
    found = [block for block in infer(text) if block.kind == "heading" and (block.marker or not numbered)]
    own = [block.level for block in blocks if block.kind == "heading"]
    starts = [title.start for title in found]
    inside: dict[Block, list[Block]] = {}
    for block in blocks:
        if block.kind == "paragraph" and not block.depth:
            titles = found[bisect_left(starts, block.start) : bisect_left(starts, block.end)]
            inside[block] = [title for title in titles if title.end <= block.end]
    if numbered and sum(map(len, inside.values())) <= len(own):
        return blocks
    return tuple(part for block in blocks for part in _parted(text, block, inside.get(block, []), max(own, default=0)))


def _parted(text: str, block: Block, titles: list[Block], outer: int) -> Iterator[Block]:
    """A paragraph, with the titles in it as headings of their own; ``outer`` is the level that they stand below."""
    at = block.start
    for title in titles:
        if (before := text[at : title.start].rstrip()) and any(map(str.isalnum, before)):
            yield Block("paragraph", at, at + len(before))
        level = min(6, max(title.level, outer + 1))
        yield Block("heading", title.start, title.end, level=level, marker=title.marker)
        at = next((place for place in range(title.end, block.end) if not text[place].isspace()), block.end)
    if at < block.end and any(map(str.isalnum, text[at : block.end])):
        yield block if at == block.start else Block("paragraph", at, block.end)


def table_rows(units: list[Line]) -> frozenset[int]:
    """The places of two or more lines in a row whose cells are joined by bars."""
    barred = [CELL in unit.text and unit.kind not in ("hash", "bullet") for unit in units]
    beside = zip(barred, [False, *barred], [*barred[1:], False], strict=False)
    return frozenset(at for at, (own, before, after) in enumerate(beside) if own and (before or after))


def _number(unit: Line) -> str:
    return "" if unit.kind in ("hash", "bullet") else unit.marker


def _continues(last: Block, before: Line, unit: Line) -> bool:
    """Lines of an address or a flattened table belong together: short, without a full stop, no gap between."""
    return (
        last.kind == "paragraph"
        and not unit.gap
        and last.end == before.end
        and _fragment(before)
        and _fragment(unit)
        and before.indent == unit.indent
    )


def _fragment(unit: Line) -> bool:
    return not is_item(unit) and len(unit.text) <= 90 and unit.last not in ".!?:;"
