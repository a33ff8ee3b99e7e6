"""Let helpers read the pages of the built site while others are still laid out.

What they find stands beside the name of the bytes in which they found it: so the check that follows takes it only where
these are there then.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from generator.outputs.built_site import MANY, Seen, no_tools, see
from generator.outputs.jobs import AHEAD, AT_ONCE, Helpers, Lots


class LaidOut:
    """The pages of a site that were laid out, and what helpers have read in them."""

    def __init__(self, helpers: Helpers, site: Path) -> None:
        """Begin with none; no process is begun before there are many."""
        self._helpers, self._site = helpers, site
        self._held: list[tuple[Path, str, str]] = []
        self._lots: Lots[None, tuple[Path, str, str], Seen | None] | None = None
        self._found: dict[str, Seen] = {}

    def put(self, path: str, base: str) -> None:
        """Take note of a page that is written, in a site that is served under ``base``."""
        if self._helpers.number < 2:
            return
        self._held.append((self._site, path, base))
        if self._lots is None and len(self._held) >= MANY:
            self._lots = Lots(self._helpers, _read, no_tools)
        while self._lots and len(self._held) >= AT_ONCE:
            self._lots.put(self._held[:AT_ONCE])
            del self._held[:AT_ONCE]
            if self._lots.waiting > AHEAD * self._helpers.number:
                self._take(self._lots)

    def found(self) -> dict[str, Seen]:
        """Give what was read, by the path of each page."""
        while self._lots and self._lots.waiting:
            self._take(self._lots)
        return self._found

    def _take(self, lots: Lots[None, tuple[Path, str, str], Seen | None]) -> None:
        self._found.update({seen[1].path: seen for seen in lots.take() if seen})


def _read(tools: None, wanted: tuple[Path, str, str]) -> Seen | None:
    """Read a page, if it is there by now: else it is read when all are."""
    try:
        return see(tools, wanted)
    except (OSError, UnicodeDecodeError):
        return None


def follow(config: Any, tell: Callable[[str], None]) -> None:
    """Let MkDocs, with its configuration as it is now, tell of each page that it has written."""
    config.plugins["laid_out"] = _Following(tell)


class _Following:
    """Tells, in events of MkDocs, of each page that is written: when the next one is laid out, it is."""

    def __init__(self, tell: Callable[[str], None]) -> None:
        """Take who is told of its path."""
        self._tell, self._before = tell, ""

    def on_post_page(self, output: str, *, page: Any, **_: Any) -> str:
        """Tell of the page before."""
        if self._before:
            self._tell(self._before)
        self._before = page.file.dest_uri
        return output
