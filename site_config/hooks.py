"""Lets plain `mkdocs build` and `mkdocs serve` work: they call the generator, then MkDocs builds what it wrote."""

from __future__ import annotations

import os
import sys
import traceback
from collections.abc import Callable
from pathlib import Path
from typing import Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort, MkDocsException
from mkdocs.livereload import LiveReloadServer
from mkdocs.structure.files import Files

ROOT = Path(__file__).resolve().parent.parent
DOCS = ROOT / "build" / "docs"


serving = False


def on_startup(command: str, **_: Any) -> None:
    """Note whether somebody edits: then what did not change is not done again."""
    global serving
    serving = command == "serve"


def on_config(config: MkDocsConfig) -> None:
    """Point MkDocs to the generated pages; mkdocs.yml names a folder that is there before they are written."""
    config.docs_dir = str(DOCS)


def on_pre_build(config: MkDocsConfig) -> None:
    """Write the pages. On a contributor's mistake nothing is written, and MkDocs stops before it deletes the site."""
    if str(ROOT) not in sys.path:  # so that it works from a clone that is not installed
        sys.path.append(str(ROOT))
    from generator import gathering, pipeline, problems
    from generator.outputs import kept_pages, website, write
    from generator.outputs.kept import Kept

    kept = Kept(ROOT / gathering.BUILD, print) if serving else None
    try:
        site = pipeline.build_docs(ROOT, DOCS, kept=kept)
        write.claim(Path(config.site_dir))
    except problems.ContributorError as error:
        raise Abort(str(error)) from None
    os.environ["SOURCE_DATE_EPOCH"] = str(website.epoch(site))
    if kept:
        kept_pages.keep_pages(config, ROOT, kept)


def on_files(files: Files, **_: Any) -> None:
    """Give each policy's Markdown its name: in the folder that MkDocs reads, it would be taken for a page."""
    from generator.outputs import page_events

    page_events.on_files(files)


def on_page_markdown(markdown: str, **event: Any) -> str:
    """Keep what is made for a page apart from what people wrote."""
    from generator.outputs import page_events

    return page_events.on_page_markdown(markdown, **event)


def on_page_content(html: str, **event: Any) -> str:
    """Let only the allow-list through of what people wrote."""
    from generator.outputs import page_events

    return page_events.on_page_content(html, **event)


def on_build_error(error: Exception) -> None:
    """Say what MkDocs fell over without a traceback; the page is named by the line that it has printed already."""
    if not isinstance(error, MkDocsException):
        raise Abort(f"The page that is named above cannot be read ({type(error).__name__}). Correct it.") from None


def on_serve(server: LiveReloadServer, config: MkDocsConfig, builder: Callable[[], None]) -> None:
    """Watch what people edit, not what the generator writes, and keep the last pages when an edit is a mistake.

    The server answers only to its own names, and only shows.
    """
    from generator.outputs.serving import guarded

    def build_or_keep() -> None:
        try:
            builder()
        except Exception as error:  # passed on, it would leave the browser waiting
            told = error.format_message() if isinstance(error, MkDocsException) else traceback.format_exc()
            print(told, "Until this is mended, the last pages that could be built stay.", sep="\n")

    server.set_app(guarded(server.serve_request, *config.dev_addr))
    server.builder = build_or_keep
    server.unwatch(config.docs_dir)
    server.watch(str(ROOT / "content"))
    server.watch(str(ROOT / "site_config"))
