"""Build the website and pack it."""

from __future__ import annotations

import click

from generator.commands.progress import BUILDING, progress
from generator.reading.repository import repository


@click.command("bundle", short_help="Pack the website into one .zip that opens anywhere.")
def verb() -> None:
    """Build the website and pack it into one .zip that opens without a server and without a network."""
    from generator.pipeline import build_bundle

    with progress(BUILDING) as tell:
        path = build_bundle(repository(), tell)
    click.echo(f"{path}  ({path.stat().st_size / 1e6:.1f} MB)")
