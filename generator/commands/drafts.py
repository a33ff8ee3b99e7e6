"""Take the text that somebody adds, and say what was made of it: for new and update."""

from __future__ import annotations

import sys
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from generator.commands.messages import as_typed, counted

if TYPE_CHECKING:
    from generator.outputs.drafts import Draft
    from generator.reading.captures import Capture


def capture(text: str, source: str | None, captured: date | None) -> Capture:
    """Give the person's text: from a file, from standard input, or as they wrote it."""
    from generator.reading.captures import Capture, load_capture

    if text == "-":
        if sys.stdin.isatty():
            click.echo("Paste the text, then press Ctrl-D (on Windows Ctrl-Z and Enter).", err=True)
        return Capture(sys.stdin.buffer.read(), "", source, captured)
    try:
        there = Path(text).exists()
    except (OSError, ValueError):  # too long for a name, or with a NUL
        there = False
    if there:
        return load_capture(Path(text), source, captured)
    if text.startswith(("http://", "https://")):
        raise click.BadParameter("nothing is fetched. Save the page in your browser, and name the file.")
    if "\n" not in text and len(text.split()) < 20:
        raise click.BadParameter(f"there is no file {text!r}. Name a file, or write - to paste the text.")
    return Capture(text.encode("utf-8", "replace"), "", source, captured)


def print_draft(draft: Draft, done: str) -> None:
    """Print what was made, what was learnt from the text, and what to do next."""
    from generator.analysis.clauses import segment
    from generator.problems import visible
    from generator.reading.scope import POLICIES

    folder = f"{POLICIES}/{draft.service}"
    click.echo(f"{done} {folder}: {', '.join(edit.path.rpartition('/')[2] for edit in draft.edits)}\n")
    rows: list[tuple[Any, ...]] = [("?" if one.ask else " ", one.field, one.value, one.origin) for one in draft.learnt]
    widths = [max(len(row[column]) for row in rows) for column in (1, 2)]
    for mark, field, value, origin in rows:
        wide = min(widths[1], 40)
        click.echo(visible(f" {mark} {field:<{widths[0]}}  {value:<{wide}}  {origin}").rstrip())
    sections, clauses = segment(draft.document)
    parts = f"{counted(len(clauses), 'clause', 'clauses')} under {counted(len(sections), 'heading', 'headings')}"
    click.echo(f"\nThe text reads as {parts}.")
    if any(one.ask for one in draft.learnt):
        click.echo(f"Look at the lines with ? and write what you know into {folder}/service.md.")
    click.echo(as_typed(f"Then: smallprint check {folder}"))


def print_changes(root: Path, draft: Draft) -> None:
    """Print what a draft that was written changes against the text before it, where it is the newest and both read."""
    from generator.comparison.versions import step
    from generator.gathering import versions_of
    from generator.pages.history import history, in_sentence
    from generator.problems import visible

    versions, catalogue = versions_of(root, draft.service, draft.terms)
    if len(versions) < 2 or versions[1].snapshot.path != draft.edits[0].path:
        return
    (view,) = history([step(versions[0], versions[1], catalogue.practices)], catalogue).steps
    click.echo(f"\nAgainst the copy of {view.since}, that of {view.day} says:")
    if view.step.technical:
        click.echo("  the same words: only dates, order or form changed")
        return
    for told in view.effects:
        was = f" (before: {in_sentence(told.was)})" if told.was else ""
        click.echo(visible(f"  {told.said.lower()}: {in_sentence(told.answer)}{was}"))
        for side, quote in (("before", told.before), ("now", told.after)):
            if quote:
                click.echo(visible(f"    {side}: “{' '.join(quote.split())}”"))
    if not view.effects:
        click.echo("  no answer to our questions changed")
    click.echo(f"  clauses and headings: {view.words}")
