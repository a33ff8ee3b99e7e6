"""Define the arguments and options that several verbs share."""

from __future__ import annotations

import re
from calendar import monthrange
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


def parse_age(_context: click.Context, _option: click.Parameter, given: str | None) -> date | None:
    """Read an age (90d, 12m, 2y); the day that was so long ago. Raises click.BadParameter."""
    if given is None:
        return None
    age = re.fullmatch(r"([0-9]{1,4})([dmy])", given)
    if age is None:
        raise click.BadParameter(f"{given} is no age. Write 90d, 12m or 2y: days, months or years.")
    number, today = int(age[1]), date.today()
    if age[2] == "d":
        return today - timedelta(days=number)
    months = today.year * 12 + today.month - 1 - number * (12 if age[2] == "y" else 1)
    if months < 12:
        raise click.BadParameter(f"{given} ago there were no privacy policies.")
    last = monthrange(months // 12, months % 12 + 1)[1]
    return date(months // 12, months % 12 + 1, min(today.day, last))


def parse_terms(_context: click.Context, _option: click.Parameter, given: str) -> str:
    """Read a type of terms, as an id or as Open Terms Archive calls it. Raises click.BadParameter."""
    from generator.outputs.drafts import slug
    from generator.reading.fields import is_terms

    terms = slug(given)
    if not is_terms(terms):
        raise click.BadParameter(f"{given} is no type of terms. Write it as trackers-policy, or as “Trackers Policy”.")
    return terms


LOOSE = click.argument("path", metavar="PATH",
                       type=click.Path(exists=True, allow_dash=True, path_type=Path))  # fmt: skip
FOLDER = click.argument("folder", metavar="DIR", type=click.Path(exists=True, file_okay=False, path_type=Path))
FORMAT = click.option("--format", type=click.Choice(["text", "jsonl"]), default="text", show_default=True,
                      help="text is for people; jsonl is one JSON object a line, see generator/schemas.")  # fmt: skip
TEXT = click.argument("text", metavar="FILE_OR_TEXT")
URL = click.option("--url", metavar="ADDRESS", callback=parse_address, help="Where the text was taken from.")
CAPTURED = click.option("--captured", metavar="DATE", callback=parse_day, help="When it was: 2018-07-22, or today.")
TERMS = click.option("--terms", metavar="TYPE", default="privacy-policy", show_default=True, callback=parse_terms,
                     help="What the text is: the name of a type of terms at Open Terms Archive.")  # fmt: skip
