"""The website while one edits, as ``smallprint serve`` and plain ``mkdocs serve`` show it."""

from __future__ import annotations

import os
import queue
import signal
import socket
import subprocess
import sys
import threading
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest
from builders.repository import ROOT, invented

pytestmark = pytest.mark.slow

PATIENCE = 60.0  # seconds; only a server that hangs needs them
COMMANDS = {
    "smallprint": ["-c", "from generator.commands import main; main()", "serve", "--address"],
    "mkdocs": ["-m", "mkdocs", "serve", "--dev-addr"],
}


def _hear_interrupts() -> None:
    """Undo what a shell's background job inherits: there an interrupt is ignored, and the server would never stop."""
    signal.signal(signal.SIGINT, signal.default_int_handler)


class Server:
    """A server process, what it prints, and its pages."""

    def __init__(self, root: Path, command: list[str]) -> None:
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.address = f"127.0.0.1:{probe.getsockname()[1]}"
        surroundings = {**os.environ, "PYTHONPATH": str(ROOT), "PYTHONUNBUFFERED": "1", "NO_MKDOCS_2_WARNING": "1"}
        self.process = subprocess.Popen(
            [sys.executable, *command, self.address],
            cwd=root,
            env=surroundings,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            preexec_fn=_hear_interrupts,
        )
        self.printed: list[str] = []
        self._lines: queue.Queue[str] = queue.Queue()
        threading.Thread(target=self._listen, daemon=True).start()

    def _listen(self) -> None:
        assert self.process.stdout is not None
        for line in self.process.stdout:
            self._lines.put(line)

    def wait_for(self, words: str) -> None:
        """Read what is printed until a line has the words."""
        while True:
            line = self._lines.get(timeout=PATIENCE)
            self.printed.append(line)
            if words in line:
                return

    def page(self, path: str) -> str:
        """The page as a browser gets it."""
        with urllib.request.urlopen(f"http://{self.address}/{path}", timeout=PATIENCE) as answer:
            return str(answer.read().decode())

    def builds(self) -> int:
        """How often it has built anew since the last question; waits long enough for one build too many to show."""
        time.sleep(1.5)
        while not self._lines.empty():
            self.printed.append(self._lines.get())
        number = sum("Detected file changes" in line for line in self.printed)
        self.printed.clear()
        return number


@pytest.fixture(params=list(COMMANDS))
def server(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[tuple[Server, Path]]:
    """Serve a small repository, by our own command and by plain MkDocs."""
    root = invented(tmp_path / "repository")
    started = Server(root, COMMANDS[request.param])
    try:
        started.wait_for("Serving on")
        yield started, root
    finally:
        started.process.send_signal(signal.SIGINT)
        started.process.wait(timeout=PATIENCE)


def test_an_edit_shows_once_and_a_mistake_keeps_the_last_page(server: tuple[Server, Path]) -> None:
    """One edit, one build; a mistake is printed and changes no page; mended, the page is the new one.

    A text that did not change is not analysed again.
    """
    served, root = server
    cache = root / "build" / "cache"
    analysed = sorted(path.name for path in cache.glob("analysis-*"))
    assert len(analysed) == 6  # four documents, two of them in two versions
    service = root / "content" / "policies" / "acorn-mail" / "service.md"
    before = service.read_text(encoding="utf-8")
    assert "Acorn Mail" in served.page("services/acorn-mail.html")
    service.write_text(before.replace("name: Acorn Mail", "name: Acorn Letters"), encoding="utf-8")
    served.wait_for("Reloading browsers")
    assert "Acorn Letters" in served.page("services/acorn-mail.html")
    assert served.builds() == 1
    service.write_text(before.replace("name: Acorn Mail", "nmae: Acorn Post"), encoding="utf-8")
    served.wait_for("unknown field `nmae`")
    served.wait_for("stay")
    assert "Acorn Letters" in served.page("services/acorn-mail.html")
    assert served.builds() == 1
    service.write_text(before.replace("name: Acorn Mail", "name: Acorn Post"), encoding="utf-8")
    served.wait_for("Reloading browsers")
    assert "Acorn Post" in served.page("services/acorn-mail.html")
    assert not any("Traceback" in line for line in served.printed)
    assert sorted(path.name for path in cache.glob("analysis-*")) == analysed
