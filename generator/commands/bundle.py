"""Build the website and pack it."""

from __future__ import annotations

import click

from generator.commands.progress import BUILDING, progress
from generator.reading.repository import repository


@click.command("bundle", short_help="Pack the website into one .zip that opens anywhere.")
@click.option("--small", is_flag=True, help="Write a .tar.xz of half the weight, with the same content.")
def verb(small: bool) -> None:
    """Build the website and pack it into one .zip that opens without a server and without a network.

    With --small it is a .tar.xz: for e-mail, and where there are hundreds of services. Windows 11, macOS and Linux open
    it; older systems need a program for it.
    """
    from generator.pipeline import build_bundle

    with progress(BUILDING) as tell:
        path = build_bundle(repository(), tell, small=small)
    click.echo(f"{path}  ({path.stat().st_size / 1e6:.1f} MB)")
