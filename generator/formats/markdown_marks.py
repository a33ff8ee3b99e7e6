"""Marks in a Markdown file that are for a program, and no words of the policy: attributes, places for contents, notes.

Markdown programs read more than CommonMark: ``{#id}`` and ``{: .class }`` name an element, ``[TOC]`` asks for a list
of contents, ``!!! note`` and ``:::note`` set a box around what follows, ``<h2>`` is a heading as ``##`` is, and the
fields at the head of a file are for the program that makes a website of it.
"""

from __future__ import annotations

import re
from typing import Final

from generator.formats.dating import stated

_ATTRIBUTES = re.compile(r"\{(?::|#[\w-]|\.[A-Za-z])[^{}\n]{0,200}\}(?=[ \t]{0,20}$)", re.M)
_CONTENTS = re.compile(r"^[ \t]*(?:\[\[?_?TOC_?\]?\]|\$\{toc\}|\{\{?[<%]? ?toc ?[>%]?\}?\})[ \t]*$", re.M | re.I)
_PROGRAM = re.compile(r"\{%[^{}\n]{0,200}%\}|\{\{[<%][^{}\n]{0,200}[>%]\}\}")
_HEADING = re.compile(
    r"^[ ]{0,3}<h(?P<level>[1-6])(?:\s[^<>]{0,300})?>\s{0,20}(?P<words>[^\n]{1,300}?)\s{0,20}</h(?P=level)>[ \t]*$",
    re.M | re.I,
)
_BOX = re.compile(
    r"^(?P<space>[ ]{0,3})(?:!!!|\?\?\?\+?)[ \t]{1,9}(?P<kind>[\w-]{1,40})[^\"\n]{0,80}"
    r"(?:\"(?P<title>[^\"\n]{0,200})\")?[ \t]{0,20}$"
)
_FENCED_BOX = re.compile(
    r"^[ ]{0,3}:{3,9}[ \t]{0,9}(?P<kind>[\w-]{0,40})[ \t]{0,9}"
    r"(?:\[(?P<in>[^\]\n]{0,200})\]|(?P<title>[^\n{]{0,200}))(?:\{[^\n]*)?$"
)
_ALERT = re.compile(r"^(?P<marks>[ ]{0,3}>[ \t]{0,9})\[!(?P<kind>[A-Za-z]{1,40})\][-+]?[ \t]{0,9}(?P<title>.{0,200})$")
_FRONT = re.compile(
    r"(?P<rule>---|\+\+\+)[ \t]*\n(?P<fields>(?:(?!---|\+\+\+|\.\.\.)[^\n]*\n){1,80})(?:(?P=rule)|\.\.\.)"
    r"[ \t]*(?:\n|\Z)"
)
_FIELD = re.compile(r"^(?P<name>[A-Za-z][\w -]{0,40}?)[ \t]*[:=](?:[ \t]+(?P<value>.*))?$")
_INSIDE = re.compile(
    r"[ \t]|- |#|[\]})]|\[[^\[\]\n]+\]$|$"
)  # how a line begins that belongs to the field above it, or to none
_TIME = re.compile(r"(?<=^\d{4}-\d\d-\d\d)[T ]\d\d:\d\d.{0,20}$")  # of a day: a policy has none
_TITLES: Final = ("title", "page title", "headline")


def without_marks(source: str) -> str:
    """The source without such marks; the words that a reader sees of them stay."""
    source = _CONTENTS.sub("", _ATTRIBUTES.sub("", source))
    if "</h" in source or "</H" in source:
        # To CommonMark all lines up to a blank one belong to such a heading; to a reader they are text below it.
        source = _HEADING.sub(lambda found: f"\n{'#' * int(found['level'])} {found['words']}\n", source)
    if "{%" in source or "{{" in source:
        source = _PROGRAM.sub("", source)
    if not any(mark in source for mark in ("!!!", "???", ":::", "[!")):
        return source
    lines: list[str] = []
    box: int | None = None  # the indent of the text in the box that is open
    for line in source.split("\n"):
        if box is not None:
            if not line.strip() or line.startswith(" " * box):
                lines.append(line[box:])
                continue
            box = None
        if found := _BOX.match(line):
            box = len(found["space"]) + 4
            lines += [_titled(found["kind"], found["title"]), ""]
        elif line.lstrip().startswith(":::") and (found := _FENCED_BOX.match(line)):
            lines += ["", _titled(found["kind"], found["in"] or found["title"].strip() or None), ""]
        elif found := _ALERT.match(line):
            lines += [f"{found['marks']}{_titled(found['kind'], found['title'] or None)}", found["marks"].rstrip()]
        else:
            lines.append(line)
    return "\n".join(lines)


def _titled(kind: str, title: str | None) -> str:
    """What stands at the head of a box: its own title, which may be empty, or the word for its kind."""
    words = kind.replace("-", " ").capitalize() if title is None else title
    return f"**{words}**" if words else ""


def front_matter(source: str) -> tuple[str, list[str], str]:
    """The title that the fields at the head of a file give, the dates that they state, and the rest of the file.

    Without such fields, or where they are none that a program reads, the rest is the whole file.
    """
    found = _FRONT.match(source)
    if found is None:
        return "", [], source
    fields: dict[str, str] = {}
    for line in found["fields"].split("\n"):
        field = _FIELD.match(line)
        if field is not None:
            name = re.sub(r"[_-]", " ", re.sub(r"(?<=[a-z])(?=[A-Z])", " ", field["name"])).lower()
            fields[name] = _TIME.sub("", (field["value"] or "").strip().strip("\"'"))
        elif not _INSIDE.match(line):
            return "", [], source
    if not fields:
        return "", [], source
    title = next((fields[name] for name in _TITLES if fields.get(name)), "")
    lines = [f"{name.capitalize()}: {value}" for name, value in fields.items()]
    return title, [line for line in lines if stated(line)], source[found.end() :]
