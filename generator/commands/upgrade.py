"""Say what a newer version changes of a collection."""

from __future__ import annotations

import click

from generator.reading.repository import repository

_SAID = {
    "new": "is new",
    "replaced": "is replaced by its newer version",
    "yours": "is newer too, but you have changed yours: it stays as it is",
    "gone": "is no part of a collection any more: delete it when you like",
}


@click.command("upgrade", short_help="Say what this version changes of your collection.")
@click.option("--apply", "do", is_flag=True, help="Do it: without this, nothing is touched.")
def verb(do: bool) -> None:
    """Say what this version of Smallprint changes of your collection, made with `smallprint init`.

    A file that you have changed is never touched.
    """
    from generator.commands.messages import as_typed
    from generator.outputs.collection import upgrade
    from generator.outputs.edits import apply

    root = repository()
    told = upgrade(root)
    click.echo(f"Made with version {told.before}; this is {told.after}.")
    for change in told.changes:
        click.echo(f"  {change.path} {_SAID[change.kind]}")
    for words, ids in (("new standard questions", told.asked), ("questions that are no more", told.dropped)):
        if ids:
            click.echo(f"  {words}: {', '.join(ids)}")
    if not told.edits:
        click.echo("Everything is current.")
    elif do:
        apply(root, told.edits)
        click.echo("Done.")
    else:
        click.echo(as_typed("Nothing was touched. `smallprint upgrade --apply` does it."))
