"""Show the website, and build it anew at every edit."""

from __future__ import annotations

import click

from generator.reading.repository import repository


def _host_and_port(_context: click.Context, _option: click.Parameter, given: str | None) -> str | None:
    host, _, port = (given or "").rpartition(":")
    if given is not None and not (host and port.isdecimal() and 0 < int(port) < 65536):
        raise click.BadParameter("write a host and a port, as 127.0.0.1:8000")
    return given


@click.command("serve", short_help="Show the website, and build it anew at every edit.")
@click.option("--address", metavar="HOST:PORT", callback=_host_and_port, help="Where.  [default: 127.0.0.1:8000]")
def verb(address: str | None) -> None:
    """Show the website in a browser, and build it anew at every edit.

    It watches content/ and site_config/. When an edit is a mistake, the mistake is shown here and the last pages
    stay. Ctrl-C ends it.
    """
    from generator.outputs import website

    website.serve(repository(), address)
