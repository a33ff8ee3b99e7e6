"""Turn build/docs into the website, with MkDocs: the one module that imports it.

MkDocs is loaded only when a site is built or served, since that takes longer than checking a policy.
"""

from __future__ import annotations

import logging
import os
import re
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime, time
from pathlib import Path
from typing import Any, Final
from urllib.parse import urlsplit

from generator.contributed import Service
from generator.outputs import page_events
from generator.outputs.kept import Kept
from generator.outputs.kept_pages import keep_pages
from generator.outputs.laid_out import follow
from generator.problems import ContributorError, Place, Problem
from generator.reading.handwritten import PAGES

IDS: Final = {
    "mkdocs": "MkDocs has nothing to say against the pages.",
}

CONFIG: Final = "mkdocs.yml"
_PAGE: Final = re.compile(r"'([\w./-]+\.md)'")
_EPOCH: Final = "SOURCE_DATE_EPOCH"
_NO_DATE: Final = date(1980, 1, 1)


def build(
    root: Path,
    docs: Path,
    site: Path,
    epoch: int,
    kept: Kept | None = None,
    tell: Callable[[str], None] | None = None,
    laid_out: Callable[[str, str], None] | None = None,
) -> str:
    """Build the pages in ``docs`` into the folder ``site``, whose content is deleted first.

    ``epoch`` is the time that the site says it was made at, in seconds since 1970; ``kept`` the work of the last
    builds; ``tell`` is told how many pages are laid out, and ``laid_out`` the path of each page that is there, with the
    path that the site is served under. Gives the path that the site is served under, "/" where its
    address is not known. Raises ContributorError with every warning of MkDocs, when there is one: a site with a warning
    is not published. Whatever MkDocs, or the reader of Markdown that it calls, falls over is a warning, too, and names
    the page.
    """
    from mkdocs.commands.build import build as build_with_mkdocs
    from mkdocs.config import load_config

    with _warnings() as warnings, _environment(_EPOCH, str(epoch)):
        try:
            # Without the hooks of site_config: they would call the generator, which has written docs already.
            options: dict[str, Any] = {"docs_dir": str(docs), "site_dir": str(site), "strict": True}
            options["hooks"] = [page_events.__file__]
            config = load_config(str(root / CONFIG), **options)
            if kept:
                keep_pages(config, root, kept, tell)
            base = urlsplit(config.site_url or "/").path
            if laid_out:
                follow(config, lambda path: laid_out(path, base))
            build_with_mkdocs(config)
        except Exception as error:
            said = warnings or [f"{type(error).__name__}: {error}"]
            raise ContributorError(_problem(root, warning) for warning in said) from error
    return base


def serve(root: Path, address: str | None) -> None:
    """Serve the site until Ctrl-C, and build it anew at every edit; the hooks call the generator. Prints to stderr.

    What stops the first build is raised as MkDocs' own exception, which is one of click's, with the message in it.
    """
    from mkdocs.commands.serve import serve as serve_with_mkdocs
    from mkdocs.exceptions import Abort

    handler = logging.StreamHandler()
    handler.addFilter(lambda record: record.levelno >= logging.WARNING or record.name == "mkdocs.livereload")
    logger = logging.getLogger("mkdocs")
    logger.addHandler(handler)
    logger.setLevel(logging.INFO)
    try:
        options: dict[str, Any] = {"dev_addr": address} if address else {}
        serve_with_mkdocs(str(root / CONFIG), **options)
    except OSError as error:
        message = f"It cannot be served there: {error.strerror}. Try another address, as --address 127.0.0.1:8001."
        raise Abort(message) from None
    finally:
        logger.removeHandler(handler)


def epoch(services: Iterable[Service]) -> int:
    """When a site says it was made, in seconds since 1970: SOURCE_DATE_EPOCH, else its newest capture, else 1980.

    So the same content gives the same bytes on every day.
    """
    if (given := os.environ.get(_EPOCH, "")).isdecimal():
        return int(given)
    captured = (snapshot.captured for service in services for snapshot in service.snapshots)
    newest = max(filter(None, captured), default=_NO_DATE)
    return int(datetime.combine(newest, time(), UTC).timestamp())


def _problem(root: Path, message: str) -> Problem:
    """Return what MkDocs says, at the page that it names when people wrote that page by hand."""
    said = " ".join(message.split())
    named = _PAGE.search(said)
    if named and (root / PAGES / named[1]).is_file():
        return Problem(Place(f"{PAGES}/{named[1]}"), said, "Correct the page.", "mkdocs")
    remedy = "Correct the setting, or what the page is made from: a file of content/, or a template."
    return Problem(Place(CONFIG), said, remedy, "mkdocs")


@contextmanager
def _warnings() -> Iterator[list[str]]:
    """Gather what MkDocs warns of, instead of printing it."""
    gathered: list[str] = []
    handler = logging.Handler(logging.WARNING)
    handler.emit = lambda record: gathered.append(record.getMessage())  # type: ignore[method-assign]
    logger = logging.getLogger("mkdocs")
    before = logger.propagate
    logger.addHandler(handler)
    logger.propagate = False
    try:
        yield gathered
    finally:
        logger.removeHandler(handler)
        logger.propagate = before


@contextmanager
def _environment(name: str, value: str) -> Iterator[None]:
    before = os.environ.get(name)
    os.environ[name] = value
    try:
        yield
    finally:
        if before is None:
            del os.environ[name]
        else:
            os.environ[name] = before
