"""Stands before the server that shows the website while one edits: it answers only to its own names, and only reads.

A web site elsewhere can give its own name the address of this machine, and then ask this server in a reader's browser
as if it were its own. The browser says in each request by which name it asks.
"""

from __future__ import annotations

from collections.abc import Iterable
from ipaddress import ip_address
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from wsgiref.types import StartResponse, WSGIApplication, WSGIEnvironment

_OWN: Final = frozenset({"localhost", "127.0.0.1", "[::1]"})
_READS: Final = ("GET", "HEAD")
#: No page has a longer address, and no number in one so many digits that Python refuses to read it.
MAX_PATH: Final = 1_000


def guarded(application: WSGIApplication, host: str, port: int) -> WSGIApplication:
    """Return the application, behind a look at each request: its name, its method and its path.

    ``host`` and ``port`` are what it serves on. Where that is every address of the machine, a name is none of ours, but
    any address in figures is.
    """

    def answer(environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        if not _is_own(environ.get("HTTP_HOST", ""), host, port):
            return _refuse(start_response, "403 Forbidden", "This server answers only to its own address.")
        if environ["REQUEST_METHOD"] not in _READS:
            return _refuse(start_response, "405 Method Not Allowed", "This server only shows pages.")
        path = environ.get("PATH_INFO", "")
        if len(path) > MAX_PATH or not path.isprintable():
            return _refuse(start_response, "404 Not Found", "No page has such an address.")
        found = application(environ, start_response)
        if environ["REQUEST_METHOD"] == "GET":
            return found
        if hasattr(found, "close"):
            found.close()
        return ()

    return answer


def _is_own(asked: str, host: str, port: int) -> bool:
    """Tell whether a browser that asks by this name, with or without the port, means this server."""
    name = asked.lower().removesuffix(f":{port}")
    given = _figures(host)
    if given in ("0.0.0.0", "[::]"):
        return name in _OWN or (name != "" and _figures(name.strip("[]")) == name)
    return name in _OWN or name == (given or host.lower())


def _figures(host: str) -> str:
    """Return an IP address as it stands in an address of the web, empty for a name."""
    try:
        address = ip_address(host)
    except ValueError:
        return ""
    return str(address) if address.version == 4 else f"[{address}]"


def _refuse(start_response: StartResponse, status: str, why: str) -> Iterable[bytes]:
    body = f"{why}\n".encode()
    allow = [("Allow", ", ".join(_READS))] if status.startswith("405") else []
    start_response(status, [("Content-Type", "text/plain; charset=utf-8"), ("Content-Length", str(len(body))), *allow])
    return (body,)
