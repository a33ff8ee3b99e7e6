"""Look for mistakes, and build nothing."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Final

import click

from generator.commands.arguments import parse_age
from generator.commands.messages import counted, print_problems
from generator.reading.repository import repository

if TYPE_CHECKING:
    from generator.checks import Written
    from generator.model import Edit
    from generator.problems import Problem

IDS: Final = {
    "guides": "The lists of the guides, and the schemas, are those of the practices and of the program.",
}


@click.command("check", short_help="Look for mistakes, and build nothing.")
@click.argument("paths", metavar="[PATHS]...", nargs=-1, type=click.Path(path_type=Path))
@click.option("--fix", is_flag=True, help="Mend what only one repair can mean, and the guides' lists.")
@click.option("--older-than", metavar="AGE", callback=parse_age,
              help="List also the copies that are older than 90d, 12m or 2y (days, months, years).")  # fmt: skip
@click.option("--format", type=click.Choice(["text", "json"]), default="text", show_default=True,
              help="text is for people; json is one object, see generator/schemas.")  # fmt: skip
def verb(paths: Sequence[Path], fix: bool, older_than: date | None, format: str) -> None:
    """Look for mistakes in content/ and site_config/, or only in PATHS, and build nothing.

    Every mistake is shown at once, with its file, line and column, and what to do about it. What is only odd does not
    block: it asks whether you mean it.

    --fix mends a misspelt field that is needed, a value without the quotes that it needs, a SHA-256 that is missing, or
    wrong where git knows no other bytes of the file. It guesses nothing, and keeps every other byte.
    """
    from generator.gathering import gate
    from generator.outputs.edits import apply
    from generator.outputs.fixes import fixes
    from generator.problems import errors
    from generator.reading.scope import scope_of

    root = repository()
    scope = scope_of(root, paths)
    written, problems = gate(root, scope, date.today(), older_than)
    if fix:
        edits, fixed = fixes(root, problems)
        apply(root, edits)
        written, problems = gate(root, scope, date.today(), older_than) if edits else (written, problems)
        lists = () if paths or errors(problems) else _lists(root)
        apply(root, lists)
        _print_fixes((*edits, *lists), fixed)
    elif not paths and not errors(problems):
        problems = (*problems, *map(_behind, _lists(root)))
    if format == "json":
        from generator.problems import as_object

        told = [as_object(problem) for problem in problems]
        sys.stdout.write(json.dumps({"problems": told, "errors": len(errors(problems))}, indent=2) + "\n")
    else:
        if not fix and not errors(problems):
            _print_unknown(written)
        _print_result(written, problems)
    if errors(problems):
        sys.exit(1)


def _print_result(written: Written, problems: Iterable[Problem]) -> None:
    from generator.problems import errors

    print_problems(problems)
    if errors(problems):
        return
    practices = [p for p in written.contents.configuration.catalogue.practices if written.has_practice(p.id)]
    seen = [
        *([counted(len(written.contents.services), "policy", "policies")] if written.contents.services else []),
        *([counted(len(practices), "practice", "practices")] if practices else []),
    ]
    click.echo(f"No mistakes in {' and '.join(seen)}." if seen else "There is nothing to check in that.")


def _print_unknown(written: Written) -> None:
    """Name the policies whose origin nobody has written yet: no mistake, since nobody may know it.

    Of a copy that a machine has brought from an archive, the archive knows it.
    """
    asked = [(service, terms) for service, terms in written.terms if terms.newest.record is None]
    for field, words in (("captured", "when it was captured"), ("source", "where it was captured from")):
        unknown = [service.id for service, terms in asked if getattr(terms.newest, field) is None]
        if unknown:
            click.echo(f"Still unknown of {', '.join(unknown)}: {words}.", err=True)


def _lists(root: Path) -> tuple[Edit, ...]:
    """The lists of the guides, and the schemas, where they are not current."""
    from generator.commands.guides import edits

    context = click.get_current_context().find_root()
    assert isinstance(context.command, click.Group)
    context.command.list_commands(context)  # which loads all
    verbs = sorted(context.command.commands.items())
    return edits(root, [(name, verb.get_short_help_str(200)) for name, verb in verbs])


def _behind(edit: Edit) -> Problem:
    """Say of a guide or a schema that it has to be made anew."""
    from generator.problems import Place, Problem

    message = "what is made here from the practices and the program is behind them"
    return Problem(Place(edit.path), message, "Run `smallprint check --fix`, and commit what it writes.", "guides")


def _print_fixes(edits: Sequence[Edit], fixed: Sequence[Problem]) -> None:
    from generator.problems import visible

    for problem in fixed:
        click.echo(visible(f"mended: {problem.place.path}:{problem.place.line}: {problem.message}"), err=True)
    mended = {problem.place.path for problem in fixed}
    for edit in edits:
        if edit.path not in mended:
            click.echo(f"brought up to date: {edit.path}", err=True)
    if not edits:
        click.echo("There is nothing that can be mended without you.", err=True)
