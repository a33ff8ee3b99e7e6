"""Make a collection of one's own."""

from __future__ import annotations

import re
from pathlib import Path

import click

_NAME = re.compile(r"\w[\w '&.,()+-]{0,59}")


@click.command("init", short_help="Make a collection of your own: services, questions, a website.")
@click.argument("folder", type=click.Path(path_type=Path))
@click.option("--name", metavar="NAME", help="What the website is called.  [default: made from FOLDER]")
def verb(folder: Path, name: str | None) -> None:
    """Make FOLDER, which must be new or empty, a collection that builds at once, with one example.

    It holds only what is yours; practices, words and theme are this program's, until you put a file of the same name
    there.
    """
    from generator.commands.messages import as_typed
    from generator.commands.program_wheel import wheel
    from generator.outputs.collection import new_collection
    from generator.outputs.edits import apply

    called = name if name is not None else folder.resolve().name.replace("-", " ").replace("_", " ").title()
    if not _NAME.fullmatch(called):
        raise click.UsageError(f"{called!r} is no name. Use letters, digits, spaces and simple marks, at most 60.")
    packed = wheel()
    edits = new_collection(folder, called, packed)
    apply(folder, edits)
    click.echo(f"Made the collection {called} in {folder}.")
    if packed is None:
        click.echo("Put the wheel of Smallprint's release (smallprint-*.whl) into its folder wheels.")
    click.echo(as_typed(f"Next: cd {folder} && python3 noxfile.py -s site"))
