"""Say which clauses of loose policies are comparable."""

from __future__ import annotations

from pathlib import Path

import click

from generator.commands.arguments import FOLDER, FORMAT
from generator.commands.messages import print_object, short
from generator.reading.repository import repository


@click.command("links", short_help="Say which of their clauses are comparable.")
@FOLDER
@FORMAT
def verb(folder: Path, format: str) -> None:
    """Say which clauses of the loose policies below DIR are comparable, across files, the best first."""
    from generator.analysis.policy import load_tools
    from generator.commands.loose import read_loose
    from generator.comparison.links import link, reason
    from generator.outputs.jsonl import linked

    tools = load_tools(repository())
    policies = []
    for name, policy, error in read_loose(folder, tools):
        if policy:
            policies.append(policy)
        else:
            click.echo(f"{name}: {error}", err=True)
    found = link(policies, tools.configuration.catalogue, tools.configuration.common)
    if format == "jsonl":
        for line in linked(found):
            print_object(line)
        return
    clauses = {(policy.service.id, clause.id): clause.text for policy in policies for clause in policy.clauses}
    origin = None
    for each in found:
        if each.origin != origin:
            origin = each.origin
            click.echo(f"\n{origin.policy}: {short(clauses[origin.policy, origin.clause])}")
        target = short(clauses[each.target.policy, each.target.clause])
        click.echo(f"  {each.score:.2f} {each.target.policy}: {target}\n       {reason(each)}")
