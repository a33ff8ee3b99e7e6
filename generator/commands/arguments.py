"""Define the arguments and options that several verbs share."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import click


def parse_address(_context: click.Context, _option: click.Parameter, given: str | None) -> str | None:
    """Read a web address. Raises click.BadParameter."""
    if given is None:
        return None
    from pydantic_core import PydanticCustomError

    from generator.reading.fields import web_address

    try:
        return web_address(given)
    except PydanticCustomError as error:
        told = error.context or {}
        raise click.BadParameter(f"{given} {told.get('message')}. {told.get('remedy')}") from None


def parse_day(_context: click.Context, _option: click.Parameter, given: str | None) -> date | None:
    """Read a day, or the word today. Raises click.BadParameter."""
    if given is None:
        return None
    try:
        day = date.today() if given == "today" else date.fromisoformat(given)
    except ValueError:
        raise click.BadParameter(f"{given} is not a day. Write it as 2018-07-22, or write today.") from None
    if day > date.today() + timedelta(days=1):
        raise click.BadParameter(f"{given} has not come yet. Write the day on which the text was saved.")
    return day


FOLDER = click.argument("folder", metavar="DIR", type=click.Path(exists=True, file_okay=False, path_type=Path))
FORMAT = click.option("--format", type=click.Choice(["text", "jsonl"]), default="text", show_default=True,
                      help="text is for people; jsonl is one JSON object a line, see generator/schemas.")  # fmt: skip
TEXT = click.argument("text", metavar="FILE_OR_TEXT")
URL = click.option("--url", metavar="ADDRESS", callback=parse_address, help="Where the text was taken from.")
CAPTURED = click.option("--captured", metavar="DATE", callback=parse_day, help="When it was: 2018-07-22, or today.")
