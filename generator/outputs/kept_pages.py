"""Put the HTML of pages that was kept in its place: MkDocs neither reads these pages nor lays them out again.

MkDocs calls the functions of :class:`KeptPages` as it builds. It knows the kept pages as files that are there already:
links lead to them, and the sitemap names them. Pages that people wrote by hand are always read, since MkDocs checks the
links in them, and so are the few that the navigation names. What MkDocs has made of all these waits on the disk until
each is laid out, since it reads all of them first.
"""

from __future__ import annotations

import re
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final
from urllib.parse import urljoin

from generator.outputs import origins
from generator.outputs.kept import Kept, digest
from generator.outputs.write import write_if_changed
from generator.reading.handwritten import PAGES

_KIND: Final = "page"
_ID: Final = re.compile(r'\bid="([^"]+)"')
_NOINDEX: Final = b'<meta name="robots"'


def keep_pages(config: Any, root: Path, kept: Kept, tell: Callable[[str], None] | None = None) -> None:
    """Let MkDocs, with its configuration as it is now, use and keep the pages of the repository ``root``.

    ``tell`` is told how many of them are laid out.
    """
    if frame := origins.frame(root):
        address = str(config.site_url)  # another one while one edits
        config.plugins["kept"] = KeptPages(root, kept, digest(frame.encode(), address.encode()), tell)


@dataclass(frozen=True, slots=True)
class KeptPage:
    """What MkDocs asks of a page that is in its place: the same names as those of a page of its own."""

    file: Path
    canonical_url: str
    meta: dict[str, str] = field(default_factory=dict)

    @property
    def present_anchor_ids(self) -> set[str]:
        """The ids of the page, so that a link by hand to one of these is no mistake to MkDocs."""
        return set(_ID.findall(self.file.read_text(encoding="utf-8")))


class KeptPages:
    """The pages of one build of the repository ``root``, from its generated Markdown."""

    def __init__(self, root: Path, kept: Kept, frame: str, tell: Callable[[str], None] | None = None) -> None:
        """Take the name of what stands around every page."""
        self._root, self._kept, self._frame, self._tell = root, kept, frame, tell
        self._files: Any = ()
        self._number = self._laid_out = 0
        self._source: dict[str, str] = {}
        self._waiting: dict[str, tuple[int, int]] = {}
        self._disk: Any = None

    def on_files(self, files: Any, *, config: Any, **_: Any) -> Any:
        """Put every page that was kept in its place, and show it to MkDocs as a file that needs no copy."""
        self._files, self._source = files, {}
        named = set(_named(config.nav))
        for file in files.documentation_pages() if named and self._kept.keeps else ():
            path = file.src_uri
            if path in named or (self._root / PAGES / path).exists():
                continue
            self._source[path] = digest(Path(file.abs_src_path).read_bytes())
            html = self._kept.get(_KIND, path, self._source[path], self._frame)
            if html is not None:
                self._put(file, html, str(config.site_url or ""))
        self._number, self._laid_out = len(files.documentation_pages()), 0
        self._disk = tempfile.TemporaryFile(dir=Path(config.docs_dir).parent)  # noqa: SIM115 - as long as the build
        return files

    def on_page_content(self, html: str, *, page: Any, **_: Any) -> str:
        """Let the HTML of a page wait on the disk: all pages together are hundreds of megabytes."""
        data = html.encode(errors="surrogatepass")
        self._waiting[page.file.src_uri] = self._disk.tell(), len(data)
        self._disk.write(data)
        return ""

    def on_page_context(self, context: Any, *, page: Any, **_: Any) -> Any:
        """Give the page its HTML again, which is laid out now."""
        start, size = self._waiting.pop(page.file.src_uri)
        self._disk.seek(start)
        page.content = self._disk.read(size).decode(errors="surrogatepass")
        return context

    on_page_context.mkdocs_priority = 100  # type: ignore[attr-defined]  # another plugin may read the page

    def on_template_context(self, context: Any, **_: Any) -> Any:
        """Name the kept pages among the others, in the order of all files: for the sitemap."""
        context["pages"] = [file for file in self._files if file.is_documentation_page() or _is_kept(file)]
        return context

    def on_post_page(self, output: str, *, page: Any, **_: Any) -> str:
        """Keep the HTML of a generated page."""
        path = page.file.src_uri
        self._laid_out += 1
        page.content = ""
        if self._tell:
            self._tell(f"Laying out pages ({self._laid_out} of {self._number})")
        if path in self._source:
            self._kept.put(output.encode(), _KIND, path, self._source[path], self._frame)
        return output

    def _put(self, file: Any, html: bytes, site: str) -> None:
        place = Path(file.abs_dest_path)
        write_if_changed(place, html)
        robots = {"robots": "noindex"} if _NOINDEX in html[: html.find(b"</head>")] else {}
        file.page = KeptPage(place, urljoin(site, file.url) if site else "", robots)
        file.is_documentation_page = lambda: False
        file.copy_file = lambda dirty=False: None


def _is_kept(file: Any) -> bool:
    return isinstance(file.page, KeptPage)


def _named(nav: Any) -> Iterator[str]:
    """Yield every page that a navigation names."""
    if isinstance(nav, str):
        yield nav
    elif isinstance(nav, dict):
        yield from (path for each in nav.values() for path in _named(each))
    else:
        yield from (path for each in nav or () for path in _named(each))
