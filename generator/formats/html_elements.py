"""What elements and attributes of HTML mean to somebody who reads the page."""

from __future__ import annotations

from selectolax.lexbor import LexborNode

from generator.formats.wordset import word_set

SKIPPED = word_set(
    "script style noscript template svg math iframe object embed head select option textarea button input canvas audio"
    " video map datalist dialog frameset"
)
"""Elements whose words no reader of the text sees."""

BLOCKS = word_set(
    "address article aside blockquote body center dd details dir div dl dt fieldset figcaption figure footer form"
    " h1 h2 h3 h4 h5 h6 header hgroup hr html li main menu nav ol p pre section summary table tbody td tfoot th thead"
    " tr ul caption legend"
)
"""Elements that begin a line of their own, and end one."""

_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})


def heading_level(node: LexborNode, last: int) -> int:
    """The level, from 1 to 6, of a heading, of what takes a heading's role, and of what unfolds a part of the page.

    A folded part stands below ``last``, the level of the heading before it. 0 for other elements.
    """
    tag = node.tag or ""
    if tag in _HEADINGS:
        return int(tag[1])
    if node.attributes.get("role") == "heading":
        return min(max(number_in(node.attributes.get("aria-level")) or 2, 1), 6)
    return min(last + 1, 6) if tag == "summary" else 0


def names_of(node: LexborNode) -> str:
    """What an element calls itself. An id with spaces is a sentence, not a name."""
    attributes = node.attributes
    own = attributes.get("id") or ""
    given = f"{attributes.get('class') or ''} {attributes.get('role') or ''}"
    return f"{given if ' ' in own.strip() else f'{own} {given}'}".lower()


def leads_away(anchor: LexborNode) -> bool:
    """Whether a link goes to another page. A link to a place in a page belongs to a table of contents."""
    href = anchor.attributes.get("href")
    return bool(href) and "#" not in str(href) and not str(href).startswith("mailto:")


def number_in(value: str | None) -> int | None:
    """An attribute's whole number; a number that no list needs counts as none."""
    text = (value or "").strip()
    return int(text) if text.isascii() and text.removeprefix("-").isdecimal() and len(text) < 8 else None
