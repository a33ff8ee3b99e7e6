"""Leaves out of a page's source the inside of ``<noscript>``, which no browser that runs scripts reads as markup."""

from __future__ import annotations

import re

# Elements whose inside is text to a browser: a mark in them opens and closes nothing.
_OPENS = re.compile(r"<!--|<(?:script|style|textarea|title|iframe|noembed|noframes|xmp|noscript)(?=[\s/>])", re.I)
_ENDS = {
    name: re.compile(rf"</{name}(?=[\s/>])[^<>]*>", re.I)
    for name in ("script", "style", "textarea", "title", "iframe", "noembed", "noframes", "xmp", "noscript")
}
_COMMENT_END = re.compile("-->")


def without_noscript(source: str) -> str:
    """The source without its ``<noscript>`` elements. One that never ends leaves out nothing but its own mark."""
    parts: list[str] = []
    kept = at = 0
    endless: set[str] = set()
    while found := _OPENS.search(source, at):
        name = found.group()[1:].lower()
        end = None
        if name not in endless:
            end = (_COMMENT_END if name == "!--" else _ENDS[name]).search(source, found.end())
        if end is None:
            endless.add(name)
            at = found.end()
            continue
        at = end.end()
        if name == "noscript":
            parts.append(source[kept : found.start()])
            kept = at
    return "".join([*parts, source[kept:]])
