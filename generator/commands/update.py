"""Add a newer text of a policy that is here."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import click

from generator.commands.arguments import CAPTURED, TERMS, TEXT, URL
from generator.commands.drafts import capture, print_changes, print_draft
from generator.reading.repository import repository


@click.command("update", short_help="Add a newer text of a policy that is here.")
@click.argument("service", metavar="SERVICE")
@TEXT
@URL
@CAPTURED
@TERMS
def verb(service: str, text: str, url: str | None, captured: date | None, terms: str) -> None:
    """Add a newer text of the policy of SERVICE, the name of its folder in content/policies; or of another document.

    The old text stays, and so does every line of service.md; the new one is listed before it. What it says otherwise
    than the one before it is printed. The reviews are held
    against the new text: where their quote is gone, "smallprint check" shows what stands there now.
    """
    from generator.outputs.drafts import new_snapshot
    from generator.outputs.edits import apply

    root = repository()
    id = Path(service).name if "/" in service else service
    draft = new_snapshot(root, id, capture(text, url, captured), terms)
    apply(root, draft.edits)
    print_draft(draft, "Added to")
    print_changes(root, draft)
