"""Say what loose policies below a folder say."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

import click

from generator.commands.arguments import FOLDER, FORMAT
from generator.commands.messages import print_object, short
from generator.reading.repository import repository

if TYPE_CHECKING:
    from generator.catalogue import Outcome
    from generator.model import Policy


@click.command("inspect", short_help="Say what loose policies below a folder say.")
@FOLDER
@FORMAT
@click.option("--explain", is_flag=True, help="Say for each finding which rule made it and what limits it.")
def verb(folder: Path, format: str, explain: bool) -> None:
    """Say what the loose policies below DIR say: every file of a format that is read.

    The files need no service.md; they are read as English. Nothing is written.
    """
    from generator.analysis.policy import load_tools
    from generator.commands.loose import read_loose
    from generator.outputs.jsonl import inspected

    tools = load_tools(repository())
    answers = {practice.id: practice.answer for practice in tools.practices}
    for name, policy, error in read_loose(folder, tools):
        if format == "jsonl":
            print_object(inspected(name, policy, error, explain=explain))
        else:
            _print_policy(name, policy, error, answers, explain=explain)


def _print_policy(
    name: str, policy: Policy | None, error: str, answers: Mapping[str, Callable[[Outcome], str]], *, explain: bool
) -> None:
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
            if explain:
                lead = f", after “{short(finding.lead.text)}”" if finding.lead else ""
                limits = f", limited by {', '.join(finding.conditions)}" if finding.conditions else ""
                click.echo(f"      {finding.outcome} by the rule “{finding.rule}”{lead}{limits}")
    click.echo()
