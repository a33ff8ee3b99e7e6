"""Make each service's policy as plain Markdown, with its answers: for notes, other generators and language models.

Every word of the text stands in it, in order, and none of it is markup: what Markdown would read as such is escaped.
Where a service has several documents, all of them stand in its file, one behind the other.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from generator.catalogue import Catalogue
from generator.model import Page, Policy, Section
from generator.pages import addresses
from generator.pages.badges import BASES, Badge, Quote, dotted
from generator.pages.escaping import clean, day, frontmatter
from generator.pages.tags import policy_tags
from generator.pages.text import forms, heading_levels, pieces
from generator.pages.views import PolicyView, by_category

#: What Markdown takes for markup anywhere in a line, and what HTML and the templates of other generators do.
_MARKDOWN: Final = re.compile(r"[\\`*_\[\]|~#!$@]|:(?=//)|(?<=\b[wW]{3})\.")
_TEMPLATE: Final = re.compile(r"[<>&{}%]")
#: What begins a list, a definition, a heading or a rule at the beginning of a line.
_FIRST: Final = re.compile(r"^(\d*)([-+=:.)])")


def page(view: PolicyView, catalogue: Catalogue) -> Page:
    """Return the file of a service."""
    return Page(addresses.edition_file(view.id), edition(view, catalogue).encode())


def edition(view: PolicyView, catalogue: Catalogue) -> str:
    """Write one policy: its frontmatter, its facts, its answers with their quotes, and its text."""
    said = f"What the {catalogue.texts.one} of {view.name} says, each answer with its quote, and its text."
    front = frontmatter({"title": view.name, "description": said, **policy_tags(view)})
    blocks = [
        f"# {escaped(view.name)}",
        *_facts(view, catalogue),
        *_answers(view, catalogue),
        "## The whole text",
        *_text(view),
        *(block for one in view.others for block in _other(one)),
    ]
    return front + "\n\n".join(blocks) + "\n"


def escaped(text: str) -> str:
    """Return text as itself wherever Markdown is read: no markup, no HTML, no list; a line stays a line."""
    return "  \n".join(_line(line) for line in clean(text).split("\n") if line.strip())


def _line(line: str) -> str:
    marked = _TEMPLATE.sub(lambda found: f"\0{ord(found[0])};", " ".join(line.split()))
    marked = _FIRST.sub(r"\1\\\2", _MARKDOWN.sub(r"\\\g<0>", marked))
    return marked.replace("\0", "&#")


def _facts(view: PolicyView, catalogue: Catalogue) -> Iterator[str]:
    rows = list(_copied(view, catalogue.texts.one))
    if view.policy.service.attribution:
        rows.append(escaped(view.policy.service.attribution))
    rows.append("Answers are found by a program and in part reviewed by people. This is not legal advice.")
    yield "  \n".join(rows)


def _copied(view: PolicyView, document: str) -> Iterator[str]:
    snapshot = view.policy.snapshot
    yield f"{document.capitalize()} {view.days}; SHA-256 {snapshot.sha256}."
    if snapshot.source:
        yield f"Copied from {escaped(snapshot.source)}."
    if view.unread:
        yield f"{view.unread.word}: {view.unread.reason}."


def _other(view: PolicyView) -> Iterator[str]:
    """Yield another document of a service: where it comes from, and its text."""
    yield f"## The whole text: {escaped(view.document)}"
    yield "  \n".join(_copied(view, view.document))
    yield from _text(view, f"{view.policy.terms}-")


def _answers(view: PolicyView, catalogue: Catalogue) -> Iterator[str]:
    if not view.badges:
        return
    yield "## What it says"
    for category, badges in by_category(view.answered, catalogue.categories):
        yield f"### {escaped(category.label)}"
        for badge in badges:
            yield _answer(badge)
            yield from (_quote(view, quote) for quote in badge.shown)
    silent = [badge.practice.question for badge in view.of("silent")]
    if silent:
        yield "### What it does not say"
        yield "\n".join(f"- {escaped(question)}" for question in silent)


def _answer(badge: Badge) -> str:
    limits = f", {escaped(', '.join(badge.conditions))}" if badge.conditions else ""
    correction = badge.verdict.correction
    by = f" by {escaped(correction.reviewer)} on {day(correction.reviewed)}" if correction else ""
    return (
        f"**{escaped(badge.answer)}**{limits} ({BASES[badge.basis][0].lower()}{by}): {escaped(badge.practice.question)}"
    )


def _quote(view: PolicyView, quote: Quote) -> str:
    lead = f"{escaped(quote.lead)}  \n" if quote.lead else ""
    words = f"{lead}{dotted(escaped(quote.text), quote.cut)}".replace("\n", "\n> ")
    if not quote.anchor:
        return f"> {words}"
    if quote.policy == view.id:
        return f"> {words}  \n> [in the text](#{quote.anchor})"
    anchor = f"{view.holding(quote).terms}-{quote.anchor}"
    return f"> {words}  \n> [in the {escaped(quote.document)}](#{anchor})"


def _text(view: PolicyView, prefix: str = "") -> Iterator[str]:
    """Yield the headings and paragraphs of the text. Clauses have an anchor, which is a slug of ours.

    The prefix parts the anchors of a service's other documents from those of its first.
    """
    policy, position = view.policy, 0
    levels = heading_levels(policy.sections)
    for piece in pieces(policy):
        yield from _paragraphs(policy, position, piece.start)
        if isinstance(piece, Section):
            words = " ".join(escaped(policy.document.text[piece.start : piece.end]).split())
            yield f"{'#' * levels[piece.id]} {words}"
        else:
            yield f'<a id="{prefix}{piece.id}"></a>'
            yield from _paragraphs(policy, piece.start, piece.end)
        position = max(position, piece.end)
    yield from _paragraphs(policy, position, len(policy.document.text))


def _paragraphs(policy: Policy, start: int, end: int) -> Iterator[str]:
    for kind, depth, left, right, _dot in forms(policy.document, start, end):
        words = escaped(policy.document.text[left:right])
        if words:
            indent = "  " * max(0, depth - (kind == "item")) if depth else ""
            mark = "- " if kind == "item" else ""
            yield f"{indent}{mark}" + words.replace("\n", f"\n{indent}{'  ' if mark else ''}")
