"""Add the policy of a company."""

from __future__ import annotations

import sys
from datetime import date
from pathlib import Path

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
@click.option("--kind", default="", help="What it is, an id of site_config/kinds.yml, as messenger.  [default: asked]")
@click.option("--what", default="", help="What it does, in one line.  [default: asked]")
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
    kind: str,
    what: str,
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
    taken = capture(text, url, captured)
    if sys.stdin.isatty():
        kind, what = _asked(root, kind, what)
    elif kind:
        kind = _known(root, kind)
    more = {"website": website or "", "kind": kind, "what": what.strip(), "terms": terms}
    draft = new_service(root, name.strip(), taken, id=id, lang=lang, **more)
    apply(root, draft.edits)
    print_draft(draft, "Made")


def _asked(root: Path, kind: str, what: str) -> tuple[str, str]:
    """Ask the person at the terminal for what readers choose by, where it was not given; nothing is an answer too."""
    from generator.reading.kinds import kinds_of

    if not kind and (kinds := kinds_of(root)):
        click.echo(f"The kinds: {', '.join(one.id for one in kinds)}.")
        kind = click.prompt("What kind of service is it? (Enter leaves it out)", default="", show_default=False)
    if not what:
        what = click.prompt("What does it do, in one line? (Enter leaves it out)", default="", show_default=False)
    return _known(root, kind) if kind else "", what


def _known(root: Path, kind: str) -> str:
    """Return the id of the kind that is meant. Raises click.BadParameter."""
    from generator.problems import closest
    from generator.reading.kinds import KINDS, kinds_of

    kind = kind.strip().casefold().replace(" ", "-")
    ids = [one.id for one in kinds_of(root)]
    if kind in ids:
        return kind
    near = closest(kind, ids)
    guess = f"Did you mean {near}?" if near else f"They stand in {KINDS}; leave it out where none fits."
    raise click.BadParameter(f"{kind} is no kind. {guess}", param_hint="--kind")
