"""Puts the allow-list for pages by hand into MkDocs, which calls these functions for each page: a file of hooks.

`smallprint build` names this file to MkDocs; for plain `mkdocs build` and `mkdocs serve`, site_config/hooks.py passes
the calls on.
"""

from __future__ import annotations

import logging
import re
from typing import Any, Final

from generator.outputs.made_blocks import cut_out, put_back
from generator.pages.addresses import edition_at
from generator.pages.by_hand import allowed, parted
from generator.reading.handwritten import PAGES

_MADE: Final = "made"
_BLOCKS: Final = "made_blocks"
_MOST: Final = 5
_ID: Final = re.compile(r'\bid="([^"]+)"')
_log: Final = logging.getLogger("mkdocs.smallprint")  # a warning there stops a strict build


def on_files(files: Any, **_: Any) -> None:
    """Give each policy's Markdown, which is for other programs, its own name on the site."""
    for file in files:
        if edition := edition_at(file.src_uri):
            file.dest_uri = edition


def on_page_markdown(markdown: str, *, page: Any, **_: Any) -> str:
    """Keep what is made for the page apart from what people wrote, which alone is read as Markdown."""
    by_hand, page.meta[_MADE] = parted(page.file.src_uri, markdown)
    if _by_hand(page):
        return by_hand
    rest, page.meta[_BLOCKS] = cut_out(by_hand)
    return rest


def on_page_content(html: str, *, page: Any, **_: Any) -> str:
    """Let the allow-list through of what people wrote, say what it took away, and put behind it what is made."""
    made: str = page.meta.pop(_MADE)
    blocks: tuple[str, ...] = page.meta.pop(_BLOCKS, ())
    html = put_back(html, blocks)
    if _by_hand(page):
        html, taken = allowed(html)
        if taken:
            told = ", ".join(taken[:_MOST]) + (f" and {len(taken) - _MOST} more" if len(taken) > _MOST else "")
            _log.warning("Doc file '%s' holds what a page by hand may not: %s", page.file.src_uri, told)
    # So that a link to one of these is no mistake to MkDocs.
    page.present_anchor_ids |= {id for piece in (*blocks, made) for id in _ID.findall(piece)}
    return html + made


def _by_hand(page: Any) -> bool:
    """Tell whether people wrote the page, or the first part of it."""
    return bool(page.meta.get("source_path", "").startswith(f"{PAGES}/"))
