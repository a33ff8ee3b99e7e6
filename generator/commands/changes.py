"""Say which badges a change gains, loses or flips, against another commit."""

from __future__ import annotations

import click

from generator.reading.repository import repository


@click.command("changes", short_help="Say which badges your change gains, loses or flips.")
@click.option("--against", metavar="BRANCH", default="main", show_default=True, help="What to compare with.")
def verb(against: str) -> None:
    """Say as Markdown which badges are gained, lost or flipped by what you changed since BRANCH.

    Nothing is fetched and nothing is changed: git gives the older files, and both are read by this program.
    """
    from generator.commands.revisions import compare
    from generator.pages.change_report import as_markdown
    from generator.reading.git import NoGit

    try:
        report = compare(repository(), against)
    except NoGit as error:
        raise click.ClickException(f"This needs git: {error}.") from None
    click.echo(as_markdown(report), nl=False)
