"""Add the policy of a company."""

from __future__ import annotations

from datetime import date

import click

from generator.commands.arguments import CAPTURED, TERMS, TEXT, URL, parse_address
from generator.commands.drafts import capture, print_draft
from generator.reading.repository import repository


@click.command(
    "new",
    short_help="Add the policy of a company: its folder, ready to check.",
    context_settings={"allow_extra_args": True},
)
@click.argument("name", metavar="COMPANY")
@TEXT
@URL
@CAPTURED
@click.option("--website", metavar="ADDRESS", callback=parse_address, help="Its website.  [default: that of --url]")
@click.option("--lang", default="", help="The language of the policy, as en.  [default: read from the text]")
@TERMS
@click.option("--id", default="", help="The name of its folder and page.  [default: made from COMPANY]")
@click.pass_context
def verb(
    context: click.Context,
    name: str,
    text: str,
    url: str | None,
    captured: date | None,
    website: str | None,
    lang: str,
    terms: str,
    id: str,
) -> None:
    """Add the policy of COMPANY from FILE_OR_TEXT: a file that you saved, the text itself, or - to paste it here.

    The folder content/policies/<id> is made. It holds your text as it is, and a file service.md that says who, where
    from and when. Nothing is ever overwritten.

    Example: smallprint new "Acorn Mail" saved.html --url https://acorn.example/privacy --captured today
    """
    from generator.outputs.drafts import new_service
    from generator.outputs.edits import apply

    if context.args:
        raise click.UsageError('there are too many words. Put a name of several words in quotes: "Acorn Mail".')
    root = repository()
    draft = new_service(
        root, name.strip(), capture(text, url, captured), id=id, lang=lang, website=website or "", terms=terms
    )
    apply(root, draft.edits)
    print_draft(draft, "Made")
