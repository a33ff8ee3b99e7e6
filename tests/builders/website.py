"""The invented site as a reader meets it: built with an address, with one page of each kind, and served."""

from __future__ import annotations

import functools
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from hashlib import sha256
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from builders.repository import invented
from generator.pipeline import build_site

PHONE, DESK = {"width": 390, "height": 844}, {"width": 1440, "height": 900}
KINDS = (
    "index.html",
    "services/index.html",
    "services/acorn-mail.html",
    "services/cedar-games.html",
    "services/dogwood-diary.html",
    "services/dogwood-diary/2.html",
    "practices/index.html",
    "practices/sells-data.html",
    "topics/index.html",
    "topics/sharing.html",
    "matrix.html",
    "compare.html",
    "compare.html?s=acorn-mail,cedar-games",
    "method.html",
    "glossary.html",
    "about.html",
    "search.html?q=data",
    "no/such/page.html",
)
"""A page of each kind; the last is answered with 404.html, as servers do."""


def build(folder: Path) -> Path:
    """Build the site as it would be published under an address, and say where it is."""
    root = invented(folder)
    add_long_policy(root / "content" / "policies" / "dogwood-diary")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SMALLPRINT_URL", "https://smallprint.example/")
        build_site(root)
    return root / "build" / "site"


def add_long_policy(folder: Path) -> None:
    """Write a policy that is too long for one page, with something to find near its end."""
    sentence = (
        "We write down what you tell us about the weather, the garden and the neighbours, and read it again later. "
    )
    sections = [f"{n}. CHAPTER {n}\n\n" + "\n\n".join([f"Day {n}. " + sentence * 4] * 45) for n in range(1, 10)]
    data = ("\n\n".join(["DOGWOOD DIARY PRIVACY", *sections]) + "\n\nWe never sell your personal data.\n").encode()
    folder.mkdir()
    (folder / "undated-1.txt").write_bytes(data)
    facts = f"file: undated-1.txt\n    captured: unknown\n    source: unknown\n    sha256: {sha256(data).hexdigest()}"
    text = f"---\nname: Dogwood Diary\nlang: en\nsnapshots:\n  - {facts}\n---\n"
    (folder / "service.md").write_text(text, encoding="utf-8")


@contextmanager
def served(site: Path) -> Iterator[str]:
    """Serve a site as a host of static pages does, and give its address."""

    class Handler(SimpleHTTPRequestHandler):
        def log_message(self, format: str, *args: object) -> None:
            """Say nothing of a request."""

        def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
            """Answer with the site's own page for what is missing, where it has one."""
            if not (site / "404.html").is_file():
                return super().send_error(code, message, explain)
            body = (site / "404.html").read_bytes()
            self.send_response(code)
            self.send_header("Content-Type", "text/html; charset=utf-8")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

    with ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(Handler, directory=str(site))) as http:
        threading.Thread(target=http.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{http.server_address[1]}/"
        http.shutdown()
