"""Say what loose policies say: a file, standard input, or all files below a folder."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

import click

from generator.commands.arguments import FORMAT, LOOSE
from generator.commands.messages import print_object, short
from generator.reading.repository import repository

if TYPE_CHECKING:
    from generator.analysis.reader import Reader
    from generator.model import Finding, Policy
    from generator.practices import Outcome


@click.command("inspect", short_help="Say what a loose file, or each below a folder, says.")
@LOOSE
@FORMAT
@click.option("--explain", is_flag=True, help="Say for each finding which rule made it and what limits it.")
def verb(path: Path, format: str, explain: bool) -> None:
    """Say what a loose policy says: the file PATH, or every file of a format that is read below the folder PATH.

    With - it reads standard input. The files need no service.md; they are read as English. Nothing is written.
    """
    from generator.analysis.nearest import Nearest
    from generator.analysis.policy import load_tools
    from generator.analysis.reader import Reader
    from generator.commands.loose import read_loose
    from generator.outputs.jsonl import inspected

    tools = load_tools(repository())
    answers = {practice.id: practice.answer for practice in tools.practices}
    nearest = Nearest(tools.practices) if explain else None
    reader = Reader(tools.configuration.words) if explain else None
    for name, policy, error in read_loose(path, tools):
        if format == "jsonl":
            print_object(inspected(name, policy, error, nearest))
        else:
            _print_policy(name, policy, error, answers, reader)


def _print_policy(
    name: str,
    policy: Policy | None,
    error: str,
    answers: Mapping[str, Callable[[Outcome], str]],
    reader: Reader | None,
) -> None:
    """Print what a policy says; with a reader also which rules say so, and how the quoted sentences are read."""
    from generator.problems import visible

    if policy is None:
        click.echo(f"{visible(name)}: {visible(error)}\n")
        return
    counts = {"section": policy.sections, "clause": policy.clauses, "finding": policy.findings}
    told = ", ".join(f"{len(found)} {noun}{'s' * (len(found) != 1)}" for noun, found in counts.items())
    click.echo(f"{visible(name)}: {told}")
    for warning in policy.document.warnings:
        click.echo(f"  {visible(warning)}")
    for verdict in policy.verdicts:
        if verdict.outcome == "silent":
            continue
        click.echo(f"  {answers[verdict.practice](verdict.outcome)} ({verdict.practice}: {verdict.outcome})")
        for finding in verdict.findings:
            click.echo(f"    “{short(finding.quote, 400)}”")
            if reader is not None:
                lead = f", after “{short(finding.lead.text)}”" if finding.lead else ""
                limits = f", limited by {', '.join(finding.conditions)}" if finding.conditions else ""
                click.echo(f"      {finding.outcome} by the rule “{finding.rule}”{lead}{limits}")
                for line in _read(reader, finding):
                    click.echo(f"      read as: {visible(line)}")
    click.echo()


def _read(reader: Reader, finding: Finding) -> list[str]:
    """Give what the sentence of a finding says, in lines, with its list's introduction before it."""
    from generator.analysis.folding import fold, match_text

    whole = f"{finding.lead.text.rstrip(': ')} {finding.quote}" if finding.lead else finding.quote
    return [str(one) for one in reader.read(match_text(fold(whole))) if one.place == "main"]
