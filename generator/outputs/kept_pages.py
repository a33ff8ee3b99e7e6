"""Let MkDocs pass by the pages whose HTML was kept: it knows them still, but neither reads nor lays them out again.

MkDocs calls the functions of :class:`KeptPages` as it builds. Pages that people wrote by hand are always read, since
MkDocs checks the links in them.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any, Final

from jinja2 import ChoiceLoader, DictLoader

from generator.outputs import origins
from generator.outputs.kept import Kept, digest
from generator.reading.handwritten import PAGES

_EMPTY: Final = "kept.html"
_KIND: Final = "page"
_ID: Final = re.compile(r'\bid="([^"]+)"')


def keep_pages(config: Any, root: Path, kept: Kept) -> None:
    """Let MkDocs, with its configuration as it is now, use and keep the pages of the repository ``root``."""
    if frame := origins.frame(root):
        address = str(config.site_url)  # another one while one edits
        config.plugins["kept"] = KeptPages(root, kept, digest(frame.encode(), address.encode()))


class KeptPages:
    """The pages of one build of the repository ``root``, from its generated Markdown."""

    def __init__(self, root: Path, kept: Kept, frame: str) -> None:
        """Take the name of what stands around every page."""
        self._root, self._kept, self._frame = root, kept, frame
        self._html: dict[str, str] = {}
        self._source: dict[str, str] = {}

    def on_env(self, env: Any, **_: Any) -> Any:
        """Offer a template without anything in it, for the pages that are kept."""
        env.loader = ChoiceLoader([env.loader, DictLoader({_EMPTY: ""})])
        return env

    def on_page_read_source(self, *, page: Any, **_: Any) -> str | None:
        """Look for the page's HTML, and give MkDocs an empty page in its place where it was kept."""
        path = page.file.src_uri
        if (self._root / PAGES / path).exists():
            return None
        data = Path(page.file.abs_src_path).read_bytes()
        self._source[path] = digest(data)
        html = self._kept.get(_KIND, path, self._source[path], self._frame)
        if html is None:
            return None
        self._html[path] = html.decode()
        return f"---\ntemplate: {_EMPTY}\n---\n"

    def on_page_content(self, html: str, *, page: Any, **_: Any) -> str:
        """Name the ids of a kept page, so that a link to one of these is no mistake to MkDocs."""
        if kept := self._html.get(page.file.src_uri):
            page.present_anchor_ids |= set(_ID.findall(kept))
        return html

    def on_post_page(self, output: str, *, page: Any, **_: Any) -> str:
        """Give the HTML that was kept; keep that of the others."""
        path = page.file.src_uri
        if path in self._html:
            return self._html.pop(path)
        if path in self._source:
            self._kept.put(output.encode(), _KIND, path, self._source[path], self._frame)
        return output
