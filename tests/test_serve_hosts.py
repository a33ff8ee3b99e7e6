"""The server that shows the website while one edits: whom it answers, and what it refuses without falling over."""

from __future__ import annotations

import logging
import socket
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from builders.repository import invented
from mkdocs.livereload import LiveReloadServer
from test_serve import COMMANDS, Server

from generator.outputs.serving import guarded


@pytest.fixture
def server(tmp_path: Path) -> Iterator[LiveReloadServer]:
    """MkDocs' server of one page, behind the guard."""
    (tmp_path / "index.html").write_text("<h1>secret</h1>")
    made = LiveReloadServer(lambda: None, "127.0.0.1", 0, str(tmp_path))
    made.server_bind()
    made.server_activate()
    made.set_app(guarded(made.serve_request, "127.0.0.1", made.server_address[1]))
    threading.Thread(target=made.serve_forever, daemon=True).start()
    yield made
    made.observer.stop = lambda: None  # it was never started
    super(LiveReloadServer, made).shutdown()
    made.server_close()


def asked(port: int, line: str, *hosts: str) -> str:
    """Everything that a server answers to a request of this line and these names."""
    with socket.create_connection(("127.0.0.1", port), timeout=30) as wire:
        wire.sendall("\r\n".join([f"{line} HTTP/1.1", *(f"Host: {host}" for host in hosts), "", ""]).encode("latin-1"))
        answer = b""
        while more := wire.recv(65536):
            answer += more
    return answer.decode("latin-1")


OWN = ("localhost", "127.0.0.1", "[::1]", "LOCALHOST")
FOREIGN = (
    *("evil.example", "127.0.0.1.evil.example", "localhost.evil.example", "evil.example:80", "127.0.0.2", "0.0.0.0"),
    *("localhost:1", "localhost:", "", "user@localhost", "localhost, evil.example", "[::2]", "2130706433", "127.1"),
    *("localhost/", "localhost\t.evil.example", "xn--localhost-", "localhost."),
)


@pytest.mark.parametrize("name", OWN)
def test_it_answers_to_its_own_names(name: str, server: LiveReloadServer) -> None:
    """With the port, as browsers write it, and without."""
    port = server.server_address[1]
    for host in (name, f"{name}:{port}"):
        assert "secret" in asked(port, "GET /", host)


@pytest.mark.parametrize("name", FOREIGN)
def test_it_answers_to_no_other_name(name: str, server: LiveReloadServer) -> None:
    """A site whose name leads to this machine gets nothing, nor does a request with two names or none."""
    port = server.server_address[1]
    for host in (name, f"{name}:{port}"):
        if host == f"localhost::{port}" or name == "localhost:1":
            continue
        answer = asked(port, "GET /", host)
        assert answer.startswith("HTTP/1.0 403 ")
        assert "secret" not in answer
    assert asked(port, "GET /", "localhost", "evil.example").startswith("HTTP/1.0 403 ")
    assert asked(port, "GET /").startswith("HTTP/1.0 403 ")


@pytest.mark.parametrize("host", ["0.0.0.0", "::"])
def test_on_every_address_any_figures_are_its_own_but_no_name(host: str) -> None:
    """Who opens it to a network asks by figures, which no name server can turn to another machine."""
    told: list[str] = []

    def status(asked: str) -> str:
        application = guarded(lambda environ, start: (start("200 OK", []), [b""])[1], host, 8000)  # type: ignore[misc]
        environ = {"REQUEST_METHOD": "GET", "HTTP_HOST": asked, "PATH_INFO": "/"}
        list(application(environ, lambda line, headers: told.append(line)))  # type: ignore[arg-type,func-returns-value]
        return told[-1]

    assert status("192.168.1.5:8000") == status("[fe80::1]:8000") == status("localhost") == "200 OK"
    assert status("evil.example:8000") == status("192.168.1.5.evil.example") == status("") == "403 Forbidden"


@pytest.mark.parametrize("path", ["/%00", "/%00/", "/a%0d%0aX:y", "/%1b[2J", "/livereload/" + "9" * 5_000 + "/1",
                                  "/" + "a" * 5_000, "/..%2f..%2f..%2fetc/passwd", "http://evil.example/",
                                  "/assets", "/index.html/x", "*"])  # fmt: skip
def test_no_path_is_a_traceback(path: str, server: LiveReloadServer, caplog: pytest.LogCaptureFixture) -> None:
    """A path that no page can have is answered with a line, and prints none."""
    with caplog.at_level(logging.ERROR):
        answer = asked(server.server_address[1], f"GET {path}", "localhost")
    assert answer.startswith("HTTP/1.0 404 ")
    assert caplog.records == []


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "OPTIONS", "PATCH", "TRACE", "CONNECT", "get", "EVIL"])
def test_it_only_shows(method: str, server: LiveReloadServer) -> None:
    """What is not a wish to read is refused, and told which wishes are not."""
    answer = asked(server.server_address[1], f"{method} /", "localhost")
    assert answer.startswith("HTTP/1.0 405 ")
    assert "Allow: GET, HEAD" in answer
    assert "secret" not in answer


def test_a_look_at_the_head_has_no_body(server: LiveReloadServer) -> None:
    """HEAD tells of the page, and does not send it."""
    answer = asked(server.server_address[1], "HEAD /", "localhost")
    assert answer.startswith("HTTP/1.0 200 ")
    assert "Content-Length: 15" in answer
    assert answer.endswith("\r\n\r\n")


@pytest.mark.parametrize("command", COMMANDS)
def test_both_commands_stand_behind_it(command: str, tmp_path: Path) -> None:
    """``smallprint serve`` and plain ``mkdocs serve`` refuse the name of another site."""
    served = Server(invented(tmp_path / "repository"), COMMANDS[command])
    try:
        served.wait_for("Serving on")
        host, port = served.address.split(":")
        assert asked(int(port), "GET /index.html", served.address).startswith("HTTP/1.0 200 ")
        assert asked(int(port), "GET /index.html", "evil.example").startswith("HTTP/1.0 403 ")
        assert asked(int(port), "POST /index.html", host).startswith("HTTP/1.0 405 ")
    finally:
        served.process.kill()
        served.process.wait()
