"""Let plain ``mkdocs build`` and ``mkdocs serve`` work: they call the generator, then MkDocs builds what it wrote.

MkDocs calls these functions; the file site_config/hooks.py of a repository names them to it.
"""

from __future__ import annotations

import os
import traceback
from collections.abc import Callable
from pathlib import Path
from typing import Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort, MkDocsException
from mkdocs.livereload import LiveReloadServer
from mkdocs.structure.files import Files

from generator import gathering, pipeline, problems
from generator.outputs import kept_pages, page_events, website, write
from generator.outputs.kept import Kept
from generator.outputs.serving import guarded

serving = False


def on_startup(command: str, **_: Any) -> None:
    """Note whether somebody edits: then what did not change is not done again."""
    global serving
    serving = command == "serve"


def on_config(config: MkDocsConfig) -> None:
    """Point MkDocs to the generated pages; mkdocs.yml names a folder that is there before they are written."""
    page_events.on_config(config)
    config.docs_dir = str(_root(config) / pipeline.DOCS)


def on_pre_build(config: MkDocsConfig) -> None:
    """Write the pages. On a contributor's mistake nothing is written, and MkDocs stops before it deletes the site."""
    root = _root(config)
    kept = Kept(root / gathering.BUILD, print) if serving else None
    try:
        site = pipeline.build_docs(root, root / pipeline.DOCS, kept=kept)
        write.claim(Path(config.site_dir))
    except problems.ContributorError as error:
        raise Abort(str(error)) from None
    os.environ["SOURCE_DATE_EPOCH"] = str(website.epoch(site.services))
    if kept:
        kept_pages.keep_pages(config, root, kept)


def on_files(files: Files, **_: Any) -> None:
    """Give each policy's Markdown its name: in the folder that MkDocs reads, it would be taken for a page."""
    page_events.on_files(files)


def on_page_markdown(markdown: str, **event: Any) -> str:
    """Keep what is made for a page apart from what people wrote."""
    return page_events.on_page_markdown(markdown, **event)


def on_page_content(html: str, **event: Any) -> str:
    """Let only the allow-list through of what people wrote."""
    return page_events.on_page_content(html, **event)


def on_build_error(error: Exception) -> None:
    """Say what MkDocs fell over without a traceback; the page is named by the line that it has printed already."""
    if not isinstance(error, MkDocsException):
        raise Abort(f"The page that is named above cannot be read ({type(error).__name__}). Correct it.") from None


def on_serve(server: LiveReloadServer, config: MkDocsConfig, builder: Callable[[], None]) -> None:
    """Watch what people edit, not what the generator writes, and keep the last pages when an edit is a mistake.

    The server answers only to its own names, and only shows.
    """

    def build_or_keep() -> None:
        try:
            builder()
        except Exception as error:  # passed on, it would leave the browser waiting
            told = error.format_message() if isinstance(error, MkDocsException) else traceback.format_exc()
            print(told, "Until this is mended, the last pages that could be built stay.", sep="\n")

    server.set_app(guarded(server.serve_request, *config.dev_addr))
    server.builder = build_or_keep
    server.unwatch(config.docs_dir)
    for folder in ("content", "site_config"):
        server.watch(str(_root(config) / folder))


def _root(config: MkDocsConfig) -> Path:
    """Return the repository that the settings belong to."""
    return Path(config.config_file_path).resolve().parent
