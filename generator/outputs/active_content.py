"""What would run, or load something else, if a browser came across it in a page: the wall behind the escaping.

The built site is not published with any of it, whoever wrote it and however it came through. Behind this wall stands
the Content-Security-Policy of every page, which the browser itself keeps.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final

from selectolax.lexbor import LexborHTMLParser

from generator.pages import addresses

# Elements that run, embed or redirect, and none of which the site's own pages have.
_NEVER: Final = frozenset(
    {"iframe", "frame", "frameset", "object", "embed", "applet", "portal", "base", "foreignobject", "math"}
    | {"animate", "animatetransform", "animatemotion", "set", "handler", "listener"}
)
_DATA: Final = frozenset({"application/json", "application/ld+json"})
_TELLS: Final = frozenset({"content-security-policy", "x-ua-compatible", "content-type"})
#: Where the site's own scripts lie.
ASSETS: Final = "assets/"


def active(page: str) -> Iterator[str]:
    """What in the page would do more than show itself, in words. Where its addresses lead is looked at elsewhere.

    The page is parsed as browsers parse it: a picture in the title of a drawing is an element to them, handler and all.
    """
    root = LexborHTMLParser(page).root
    for node in root.traverse(include_text=False) if root is not None else ():
        yield from _does(node.tag or "", {name: value or "" for name, value in node.attributes.items()})


def _does(tag: str, attributes: Mapping[str, str]) -> Iterator[str]:
    tag = tag.lower()
    if tag in _NEVER:
        yield f"<{tag}> may not stand in a page"
    if tag == "script" and not attributes.get("src") and attributes.get("type", "").lower() not in _DATA:
        yield "a script that stands in the page itself"
    source = attributes.get("src", "")
    if tag == "script" and source and "//" not in source and ASSETS not in source:
        yield f"a script that does not lie in {ASSETS}, {source!r}"
    if tag == "meta" and (kind := attributes.get("http-equiv", "").lower()) and kind not in _TELLS:
        yield f"<meta http-equiv={kind!r}>"
    for name in attributes:
        if name.startswith("on") or name == "srcdoc":
            yield f"<{tag} {name}> runs what it says"


def out_of_place(path: str) -> str | None:
    """Why a file may not lie where it lies: captured bytes are only ever served as plain text."""
    if path.startswith(addresses.DOWNLOADS) and not path.endswith(".txt"):
        return "a download that does not end in .txt: a browser could run it"
    return None
