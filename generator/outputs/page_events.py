"""Puts the allow-list for pages by hand into MkDocs, which calls these functions for each page: a file of hooks.

`smallprint build` names this file to MkDocs; for plain `mkdocs build` and `mkdocs serve`, site_config/hooks.py passes
the calls on.
"""

from __future__ import annotations

import importlib.util
import logging
import re
from functools import cache
from pathlib import Path
from typing import Any, Final

from generator.outputs.made_blocks import cut_out, put_back
from generator.pages.addresses import edition_at
from generator.pages.by_hand import allowed, parted
from generator.reading.handwritten import PAGES
from generator.reading.standard import THEME, chosen

_MADE: Final = "made"
_BLOCKS: Final = "made_blocks"
_MOST: Final = 5
_ID: Final = re.compile(r'\bid="([^"]+)"')
_log: Final = logging.getLogger("mkdocs.smallprint")  # a warning there stops a strict build


def on_config(config: Any, **_: Any) -> None:
    """Look for what a collection's theme does not have in the standard one."""
    of = chosen(Path(config.config_file_path).parent)
    if of.standard is not None:
        own = 1 if config.theme.custom_dir else 0
        config.theme.dirs.insert(own, str(of.standard / THEME))


def on_files(files: Any, **_: Any) -> None:
    """Leave out the theme's own scripts and styles, which no page uses, and name each policy's Markdown as it is."""
    for file in files:
        if file.abs_src_path and Path(file.abs_src_path).is_relative_to(_material()):
            file.inclusion = file.inclusion.EXCLUDED
        elif edition := edition_at(file.src_uri):
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
    page.markdown = ""  # read by nobody any more, and MkDocs holds all pages until the last one is laid out
    return html + made


@cache
def _material() -> Path:
    """Return the folder of the theme that ours stands before."""
    theme = importlib.util.find_spec("material")  # only its folder is wanted
    return Path(next(iter((theme and theme.submodule_search_locations) or ("?",))))


def _by_hand(page: Any) -> bool:
    """Tell whether people wrote the page, or the first part of it."""
    return bool(page.meta.get("source_path", "").startswith(f"{PAGES}/"))
