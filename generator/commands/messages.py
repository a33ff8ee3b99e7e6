"""Print messages for people: mistakes, all at once, and the commands as the person types them."""

from __future__ import annotations

import json
import os
import re
import sys
from collections.abc import Iterable
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from generator.outputs.jsonl import Object
    from generator.problems import Problem


def as_typed(text: str) -> str:
    """The text with our commands as the person types them, who may have come here through the noxfile."""
    called = os.environ.get("SMALLPRINT_CALLED_AS")
    if not called:
        return text
    return re.sub(
        r"\bsmallprint (\w+)( (?=\S))?", lambda found: f"{called} {found[1]}{' -- ' if found[2] else ''}", text
    )


def print_problems(problems: Iterable[Problem]) -> None:
    """Print the problems for people, on standard error; on GitHub also so that they stand on their lines."""
    from generator.problems import as_annotation, errors, format_problem

    problems = tuple(problems)
    for problem in problems:
        click.echo(as_typed(format_problem(problem)), err=True)
        if os.environ.get("GITHUB_ACTIONS") == "true":
            click.echo(as_annotation(problem))
    wrong = errors(problems)
    if odd := len(problems) - len(wrong):
        click.echo(f"{counted(odd, 'thing is', 'things are')} odd; that blocks nothing.", err=True)
    if wrong:
        fixable = sum(problem.fix is not None for problem in wrong)
        by_fix = f" `smallprint check --fix` mends {fixable} of them." if fixable else ""
        click.echo(as_typed(f"{counted(len(wrong), 'mistake', 'mistakes')} to mend.{by_fix}"), err=True)


def counted(number: int, one: str, many: str) -> str:
    """Give a number with its word: "1 mistake", "2 mistakes"."""
    return f"{number} {one if number == 1 else many}"


def print_object(line: Object) -> None:
    """Print one JSON object on a line of standard output."""
    # ASCII only, so that it is the same in every terminal and on every system, and half a surrogate pair is no trouble.
    sys.stdout.write(json.dumps(line) + "\n")


def short(text: str, most: int = 100) -> str:
    """Give the text on one line, cut at ``most`` characters."""
    from generator.problems import visible

    line = visible(" ".join(text.split()))
    return line if len(line) <= most else line[: most - 1].rstrip() + "…"
