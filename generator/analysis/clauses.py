"""Make sections and clauses: a document's blocks become what one can point at.

A clause is a paragraph with the short list that it introduces. A list item that is itself a paragraph is a clause of
its own and keeps the list's introduction as ``lead``; a list without introduction is one clause; a table is one clause;
a term with what it means is one.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from dataclasses import dataclass, field
from typing import Final

from generator.analysis.sentences import split
from generator.formats.errors import MAX_BLOCKS, MAX_CELLS, MAX_CLAUSES, Unreadable
from generator.formats.lines import find_marker
from generator.model import Block, Clause, Document, Section, Span

IDS: Final = {
    "snapshot-clauses": "A snapshot has not more clauses than the limit.",
}

_LONG = 200  # characters: a longer item is a paragraph
_ANNOUNCED = -1  # among the introductions: the last block that ended with a colon
_RUN_IN = re.compile(r"[^.;:–—]{2,80}?(?:\s[–—-]{1,2}\s|:\s|\?\s)")
_NUMBERED = frozenset({"number", "parts", "roman", "letter"})
_WORDS = re.compile(r"\w+")
_ACCENTS = re.compile("[\u0300-\u036f]")
_SLUG = re.compile(r"[^\w]+|_+")


def segment(document: Document) -> tuple[tuple[Section, ...], tuple[Clause, ...]]:
    """Return the sections and clauses of a document, in order.

    Raises Unreadable where they, or the blocks, are too many.
    """
    if len(document.blocks) > MAX_BLOCKS:
        raise Unreadable(
            f"The text has {len(document.blocks):,} paragraphs and list items; the limit is {MAX_BLOCKS:,}.",
            "Save only the policy itself.",
            "snapshot-clauses",
        )
    if (cells := document.text.count(" | ")) > MAX_CELLS:
        raise Unreadable(
            f"The tables have {cells:,} cells; the limit is {MAX_CELLS:,}.",
            "Save only the policy itself.",
            "snapshot-clauses",
        )
    sections: list[Section] = []
    drafts: list[_Draft] = []
    slugs = _Names()
    leads: dict[int, Block] = {}
    for block in document.blocks:
        if block.kind == "heading":
            sections.append(_section(document.text, block, slugs))
            leads.clear()
        else:
            _place(document.text, block, sections[-1].id if sections else None, drafts, leads)
    if len(drafts) > MAX_CLAUSES:
        raise Unreadable(
            f"The text has {len(drafts):,} clauses; the limit is {MAX_CLAUSES:,}.",
            "Save only the policy itself.",
            "snapshot-clauses",
        )
    names = _Names()
    return tuple(sections), tuple(_clause(document.text, draft, names) for draft in drafts)


@dataclass
class _Draft:
    """A clause in the making. It takes in the items that stand deeper than ``depth``."""

    section: str | None
    start: int
    end: int
    depth: int
    marker: str = ""
    lead: Span | None = None
    items: list[Span] = field(default_factory=list)
    notice: bool = False
    closed: bool = False
    title: bool = False


class _Names:
    """Names that are unique: the second "scope" is "scope-2"."""

    def __init__(self) -> None:
        self._seen: set[str] = set()
        self._next: dict[str, int] = {}

    def take(self, name: str) -> str:
        unique, number = name, self._next.get(name, 1)
        while unique in self._seen:
            number += 1
            unique = f"{name}-{number}"
        self._next[name] = number
        self._seen.add(unique)
        return unique


def _section(text: str, block: Block, slugs: _Names) -> Section:
    heading = " ".join(text[block.start : block.end].replace("\\.", ".").strip("*_ ").split())
    return Section(slugs.take(_slug(heading)), heading, block.level, block.start, block.end)


def _slug(heading: str) -> str:
    """Return a heading's words in lower case, joined by hyphens, at most 60 characters.

    Never a name of the page's own.
    """
    heading = heading[len(_number(heading)) :]  # numbers change when a section is added; anchors should not
    plain = unicodedata.normalize("NFKD", heading)
    plain = unicodedata.normalize("NFC", _ACCENTS.sub("", plain)).lower()
    slug = _SLUG.sub("-", plain).strip("-")
    if len(slug) > 60:
        slug = slug[:61].rpartition("-")[0] or slug[:60]
    return f"section-{slug}" if slug.startswith("sp-") or not slug else slug


def _number(text: str) -> str:
    """Return the number or letter that a trimmed text begins with, as "2." or "(a)"; empty without one."""
    kind, marker = find_marker(text) if text else ("", "")
    return marker if kind in _NUMBERED else ""


def _place(text: str, block: Block, section: str | None, drafts: list[_Draft], leads: dict[int, Block]) -> None:
    """Put a block into the clause in hand, or start another one."""
    last = drafts[-1] if drafts and drafts[-1].section == section and not drafts[-1].closed else None
    content = _content(text, block)
    if block.kind != "item":
        if block.depth == 0:
            leads.clear()
        if last is not None and last.title and block.kind == "paragraph" and block.depth:
            last.end, last.title = block.end, False  # the paragraph under an item that is its title
            leads[block.depth] = block
            return
        lead = _introduction(text, leads.get(block.depth - 1)) if block.depth else None
        closed = block.kind in ("table", "notice")
        drafts.append(
            _Draft(
                section, block.start, block.end, block.depth, lead=lead, notice=block.kind == "notice", closed=closed
            )
        )
        leads[block.depth] = block
        return
    if not block.marker:  # a term: its meaning follows
        drafts.append(_Draft(section, block.start, block.end, block.depth, lead=_lead(text, block, leads), title=True))
    elif is_paragraph(content.text):
        lead = _lead(text, block, leads)
        drafts.append(_Draft(section, block.start, block.end, block.depth, block.marker, lead))
    elif last is not None and block.depth > last.depth:
        last.end, last.title = block.end, False
        last.items.append(content)
    else:
        lead = _lead(text, block, leads)
        drafts.append(_Draft(section, block.start, block.end, block.depth - 1, lead=lead, items=[content], title=True))
    leads[block.depth] = block
    if content.text.endswith(":"):
        leads[_ANNOUNCED] = block


def _content(text: str, block: Block) -> Span:
    """Return a block without its marker."""
    start = block.start + len(block.marker)
    while start < block.end and text[start].isspace():
        start += 1
    return Span(text[start : block.end], start, block.end)


def is_paragraph(content: str) -> bool:
    """Tell whether a list item is a clause of its own: two sentences, great length, or a run-in title or question."""
    if len(content) > _LONG or len(split(content, 0, len(content))) > 1:
        return True
    title = _RUN_IN.match(content)
    return title is not None and len(content) - title.end() > 80


def _lead(text: str, block: Block, leads: dict[int, Block]) -> Span | None:
    """Return what introduces a list at a depth: the nearest block above it that stands further out.

    In a list that a conversion broke, no block stands further out: then the last one that announced a list, by a colon.
    """
    broken = None if text[block.end - 1] == ":" else leads.get(_ANNOUNCED)
    near = next((leads[above] for above in range(block.depth - 1, -1, -1) if above in leads), broken)
    return _introduction(text, near)


def _introduction(text: str, block: Block | None) -> Span | None:
    """Return the last sentence of a paragraph or an item, without its number: what introduces the list below it."""
    if block is None:
        return None
    content = _content(text, block)
    sentences = split(text, content.start, content.end)
    last = sentences[-1][0] if sentences else content.start
    last += len(_number(text[last : content.end]))
    while text[last].isspace():
        last += 1
    return Span(text[last : content.end], last, content.end)


def _clause(text: str, draft: _Draft, names: _Names) -> Clause:
    words = " ".join(_WORDS.findall(text[draft.start + len(draft.marker) : draft.end].casefold()))
    digest = hashlib.sha256(words.encode()).hexdigest()[:8]
    return Clause(
        names.take(f"{draft.section or 'start'}-{digest}"),
        draft.section,
        text[draft.start : draft.end],
        draft.start,
        draft.end,
        lead=draft.lead,
        items=tuple(draft.items),
        notice=draft.notice,
    )
