"""Measure how well the quotes of each rule prove, on policies that people have labelled."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from generator.reading.repository import repository

if TYPE_CHECKING:
    from generator.analysis.measure import Sample
    from generator.analysis.policy import Tools
    from generator.reading.labels import Labelled


@click.command("rules", short_help="Measure how well the quotes of each rule prove.")
@click.option("--on", "folders", type=click.Path(exists=True, file_okay=False, path_type=Path), required=True,
              multiple=True, help="A folder of whole.jsonl: labelled policies, a line each. Repeat it.")  # fmt: skip
def verb(folders: tuple[Path, ...]) -> None:
    """Measure on labelled policies how well the quotes of each rule prove, and write site_config/strengths.yml.

    Run it when rules have changed, on all folders at once. Quotes are then shown in the order of these numbers.
    """
    from generator.analysis.measure import measure
    from generator.analysis.policy import load_tools
    from generator.model import Edit
    from generator.outputs.edits import apply
    from generator.outputs.strengths import strengths_file
    from generator.reading.labels import read_labels
    from generator.reading.strengths import STRENGTHS

    root = repository()
    try:
        tools = load_tools(root)
        policies = [policy for folder in folders for policy in read_labels(folder)]
    except (OSError, ValueError, KeyError) as error:
        raise click.ClickException(f"There are no labelled policies: {error}") from error
    samples = [sample for policy in policies for sample in samples_of(policy, tools)]
    data = strengths_file(measure(samples), len(policies))
    path = root / STRENGTHS
    apply(root, [Edit(STRENGTHS, path.read_bytes() if path.exists() else None, data)])
    proving = sum(sample.proves for sample in samples)
    click.echo(f"{STRENGTHS}: {proving} of {len(samples)} quotes of {len(policies)} policies prove their badge.")


def samples_of(policy: Labelled, tools: Tools) -> Iterator[Sample]:
    """Yield the findings of a labelled policy's badges, but for right ones of which people know no proving sentence."""
    from generator.analysis.measure import Sample, proves
    from generator.analysis.policy import read_policy, read_snapshot
    from generator.commands.loose import as_contributed

    service, snapshot = as_contributed(f"{policy.name}.md", ".md", policy.markdown.encode())
    for verdict in read_policy(tools, service, snapshot, read_snapshot(snapshot)).verdicts:
        if verdict.practice not in policy.read:
            continue
        label = policy.labels.get(verdict.practice)
        right = label is not None and verdict.outcome in label.outcomes
        if label and right and not label.proofs:
            continue
        proofs = label.proofs if label and right else ()
        yield from (Sample(finding, proves(finding.quote, proofs)) for finding in verdict.findings)
