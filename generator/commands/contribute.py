"""The verbs of the command line for those who contribute: new, update, check and changes."""

from __future__ import annotations

import json
import os
import re
import sys
from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from generator.reading.repository import repository

if TYPE_CHECKING:
    from generator.checks import Given
    from generator.formats.provenance import Capture
    from generator.model import Edit, Problem
    from generator.outputs.drafts import Draft


def _web_address(_context: click.Context, _option: click.Parameter, given: str | None) -> str | None:
    if given is None:
        return None
    from pydantic_core import PydanticCustomError

    from generator.reading.fields import web_address

    try:
        return web_address(given)
    except PydanticCustomError as error:
        told = error.context or {}
        raise click.BadParameter(f"{given} {told.get('message')}. {told.get('remedy')}") from None


def _day(_context: click.Context, _option: click.Parameter, given: str | None) -> date | None:
    if given is None:
        return None
    try:
        day = date.today() if given == "today" else date.fromisoformat(given)
    except ValueError:
        raise click.BadParameter(f"{given} is not a day. Write it as 2018-07-22, or write today.") from None
    if day > date.today() + timedelta(days=1):
        raise click.BadParameter(f"{given} has not come yet. Write the day on which the text was saved.")
    return day


_text = click.argument("text", metavar="FILE_OR_TEXT")
_url = click.option("--url", metavar="ADDRESS", callback=_web_address, help="Where the text was taken from.")
_captured = click.option("--captured", metavar="DATE", callback=_day, help="When it was: 2018-07-22, or today.")


@click.command(
    short_help="Add the policy of a company: its folder, ready to check.", context_settings={"allow_extra_args": True}
)
@click.argument("name", metavar="COMPANY")
@_text
@_url
@_captured
@click.option("--website", metavar="ADDRESS", callback=_web_address, help="Its website.  [default: that of --url]")
@click.option("--lang", default="", help="The language of the policy, as en.  [default: read from the text]")
@click.option("--id", default="", help="The name of its folder and page.  [default: made from COMPANY]")
@click.pass_context
def new(
    context: click.Context,
    name: str,
    text: str,
    url: str | None,
    captured: date | None,
    website: str | None,
    lang: str,
    id: str,
) -> None:
    """Add the policy of COMPANY from FILE_OR_TEXT: a file that you saved, the text itself, or - to paste it here.

    The folder content/policies/<id> is made. It holds your text as it is, and a file service.md that says who, where
    from and when. Nothing is ever overwritten.

    Example: smallprint new "Acorn Mail" saved.html --url https://acorn.example/privacy --captured today
    """
    from generator.outputs.drafts import new_service
    from generator.outputs.write import apply

    if context.args:
        raise click.UsageError('there are too many words. Put a name of several words in quotes: "Acorn Mail".')
    root = repository()
    draft = new_service(root, name.strip(), _capture(text, url, captured), id=id, lang=lang, website=website or "")
    apply(root, draft.edits)
    _tell_draft(draft, "Made")


@click.command(short_help="Add a newer text of a policy that is here.")
@click.argument("service", metavar="SERVICE")
@_text
@_url
@_captured
def update(service: str, text: str, url: str | None, captured: date | None) -> None:
    """Add a newer text of the policy of SERVICE, the name of its folder in content/policies.

    The old text stays, and so does every line of service.md; the new one is listed before it. The reviews are held
    against the new text: where their quote is gone, "smallprint check" shows what stands there now.
    """
    from generator.outputs.drafts import new_snapshot
    from generator.outputs.write import apply

    root = repository()
    id = Path(service).name if "/" in service else service
    draft = new_snapshot(root, id, _capture(text, url, captured))
    apply(root, draft.edits)
    _tell_draft(draft, "Added to")


@click.command(short_help="Look for mistakes, and build nothing.")
@click.argument("paths", metavar="[PATHS]...", nargs=-1, type=click.Path(path_type=Path))
@click.option("--fix", is_flag=True, help="Mend what only one repair can mean, and the guides' lists.")
@click.option("--format", type=click.Choice(["text", "json"]), default="text", show_default=True,
              help="text is for people; json is one object, see generator/schemas.")  # fmt: skip
def check(paths: Sequence[Path], fix: bool, format: str) -> None:
    """Look for mistakes in content/ and site_config/, or only in PATHS, and build nothing.

    Every mistake is shown at once, with its file, line and column, and what to do about it. What is only odd does not
    block: it asks whether you mean it.

    --fix mends a misspelt field that is needed, a value without the quotes that it needs, a SHA-256 that is missing, or
    wrong where git knows no other bytes of the file. It guesses nothing, and keeps every other byte.
    """
    from generator.checks import gate
    from generator.outputs.fixes import fixes
    from generator.outputs.write import apply
    from generator.problems import errors
    from generator.reading.scope import scope_of

    root = repository()
    scope = scope_of(root, paths)
    given, problems = gate(root, scope, date.today())
    if fix:
        edits, fixed = fixes(root, problems)
        apply(root, edits)
        given, problems = gate(root, scope, date.today()) if edits else (given, problems)
        lists = () if paths or errors(problems) else _lists(root)
        apply(root, lists)
        _tell_fixes((*edits, *lists), fixed)
    elif not paths and not errors(problems):
        problems = (*problems, *map(_behind, _lists(root)))
    if format == "json":
        from generator.problems import as_object

        told = [as_object(problem) for problem in problems]
        sys.stdout.write(json.dumps({"problems": told, "errors": len(errors(problems))}, indent=2) + "\n")
    else:
        _tell_problems(given, problems)
    if errors(problems):
        sys.exit(1)


@click.command(short_help="Say which badges your change gains, loses or flips.")
@click.option("--against", metavar="BRANCH", default="main", show_default=True, help="What to compare with.")
def changes(against: str) -> None:
    """Say as Markdown which badges are gained, lost or flipped by what you changed since BRANCH.

    Nothing is fetched and nothing is changed: git gives the older files, and both are read by this program.
    """
    from generator.comparison.badge_changes import as_markdown, compare
    from generator.reading.git import NoGit

    try:
        report = compare(repository(), against)
    except NoGit as error:
        raise click.ClickException(f"This needs git: {error}.") from None
    click.echo(as_markdown(report), nl=False)


VERBS = (new, update, check, changes)


def _as_typed(text: str) -> str:
    """The text with our commands as the person types them, who may have come here through the noxfile."""
    called = os.environ.get("SMALLPRINT_CALLED_AS")
    if not called:
        return text
    return re.sub(
        r"\bsmallprint (\w+)( (?=\S))?", lambda found: f"{called} {found[1]}{' -- ' if found[2] else ''}", text
    )


def tell_mistakes(problems: Iterable[Problem]) -> None:
    """Print the problems for people, on standard error; on GitHub also so that they stand on their lines."""
    from generator.problems import as_annotation, errors, format_problem

    problems = tuple(problems)
    for problem in problems:
        click.echo(_as_typed(format_problem(problem)), err=True)
        if os.environ.get("GITHUB_ACTIONS") == "true":
            click.echo(as_annotation(problem))
    wrong = errors(problems)
    if odd := len(problems) - len(wrong):
        click.echo(f"{_counted(odd, 'thing is', 'things are')} odd; that blocks nothing.", err=True)
    if wrong:
        fixable = sum(problem.fix is not None for problem in wrong)
        by_fix = f" `smallprint check --fix` mends {fixable} of them." if fixable else ""
        click.echo(_as_typed(f"{_counted(len(wrong), 'mistake', 'mistakes')} to mend.{by_fix}"), err=True)


def _tell_problems(given: Given, problems: Iterable[Problem]) -> None:
    from generator.problems import errors

    tell_mistakes(problems)
    if errors(problems):
        return
    practices = [p for p in given.contents.configuration.catalogue.practices if given.scope.has_practice(p.id)]
    seen = [
        *([_counted(len(given.contents.services), "policy", "policies")] if given.contents.services else []),
        *([_counted(len(practices), "practice", "practices")] if practices else []),
    ]
    click.echo(f"No mistakes in {' and '.join(seen)}." if seen else "There is nothing to check in that.")


def _lists(root: Path) -> tuple[Edit, ...]:
    """The lists of the guides, and the schemas, where they are not current."""
    from generator.commands.guides import edits

    group = click.get_current_context().find_root().command
    assert isinstance(group, click.Group)
    return edits(root, [(name, verb.get_short_help_str(200)) for name, verb in sorted(group.commands.items())])


def _behind(edit: Edit) -> Problem:
    """What to say of a guide or a schema that has to be made anew."""
    from generator.model import Place, Problem

    message = "what is made here from the practices and the program is behind them"
    return Problem(Place(edit.path), message, "Run `smallprint check --fix`, and commit what it writes.", "guides")


def _tell_fixes(edits: Sequence[Edit], fixed: Sequence[Problem]) -> None:
    from generator.problems import visible

    for problem in fixed:
        click.echo(visible(f"mended: {problem.place.path}:{problem.place.line}: {problem.message}"), err=True)
    mended = {problem.place.path for problem in fixed}
    for edit in edits:
        if edit.path not in mended:
            click.echo(f"brought up to date: {edit.path}", err=True)
    if not edits:
        click.echo("There is nothing that can be mended without you.", err=True)


def _counted(number: int, one: str, many: str) -> str:
    return f"{number} {one if number == 1 else many}"


def _capture(text: str, source: str | None, captured: date | None) -> Capture:
    """The person's text: from a file, from standard input, or as they wrote it."""
    from generator.formats.provenance import Capture, load_capture

    if text == "-":
        if sys.stdin.isatty():
            click.echo("Paste the text, then press Ctrl-D (on Windows Ctrl-Z and Enter).", err=True)
        return Capture(sys.stdin.buffer.read(), "", source, captured)
    try:
        there = Path(text).exists()
    except (OSError, ValueError):  # too long for a name, or with a NUL
        there = False
    if there:
        return load_capture(Path(text), source, captured)
    if text.startswith(("http://", "https://")):
        raise click.BadParameter("nothing is fetched. Save the page in your browser, and name the file.")
    if "\n" not in text and len(text.split()) < 20:
        raise click.BadParameter(f"there is no file {text!r}. Name a file, or write - to paste the text.")
    return Capture(text.encode("utf-8", "replace"), "", source, captured)


def _tell_draft(draft: Draft, done: str) -> None:
    """What was made, what was learnt from the text, and what to do next."""
    from generator.analysis.clauses import segment
    from generator.problems import visible
    from generator.reading.scope import POLICIES

    folder = f"{POLICIES}/{draft.service}"
    click.echo(f"{done} {folder}: {', '.join(edit.path.rpartition('/')[2] for edit in draft.edits)}\n")
    rows: list[tuple[Any, ...]] = [("?" if one.ask else " ", one.field, one.value, one.origin) for one in draft.learnt]
    widths = [max(len(row[column]) for row in rows) for column in (1, 2)]
    for mark, field, value, origin in rows:
        wide = min(widths[1], 40)
        click.echo(visible(f" {mark} {field:<{widths[0]}}  {value:<{wide}}  {origin}").rstrip())
    sections, clauses = segment(draft.document)
    parts = f"{_counted(len(clauses), 'clause', 'clauses')} under {_counted(len(sections), 'heading', 'headings')}"
    click.echo(f"\nThe text reads as {parts}.")
    if any(one.ask for one in draft.learnt):
        click.echo(f"Look at the lines with ? and write what you know into {folder}/service.md.")
    click.echo(_as_typed(f"Then: smallprint check {folder}"))
