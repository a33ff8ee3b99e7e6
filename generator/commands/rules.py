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
    from generator.model import Finding
    from generator.reading.labels import Labelled


@click.command("rules", short_help="Measure how well the quotes of each rule prove.")
@click.option("--on", "folder", type=click.Path(exists=True, file_okay=False, path_type=Path), required=True,
              help="The folder of whole.jsonl: labelled policies, an object a line.")  # fmt: skip
def verb(folder: Path) -> None:
    """Measure on labelled policies how well the quotes of each rule prove, and write site_config/strengths.yml.

    Run it when rules have changed. Quotes are then shown in the order of these numbers.
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
        tools, policies = load_tools(root), tuple(read_labels(folder))
    except (OSError, ValueError, KeyError) as error:
        raise click.ClickException(f"{folder} holds no labelled policies: {error}") from error
    samples = [sample for policy in policies for sample in samples_of(policy, tools)]
    data = strengths_file(measure(samples), len(policies))
    path = root / STRENGTHS
    apply(root, [Edit(STRENGTHS, path.read_bytes() if path.exists() else None, data)])
    proving = sum(sample.proves for sample in samples)
    click.echo(f"{STRENGTHS}: {proving} of {len(samples)} quotes of {len(policies)} policies prove their badge.")


def samples_of(policy: Labelled, tools: Tools) -> Iterator[Sample]:
    """Yield the findings of a labelled policy's badges, but for right ones of which people know no proving sentence.

    Of a policy that was read in part only the quotes are taken that people have read. Badges that the numbers of before
    would leave out are measured as well: else they would never come back.
    """
    from generator.analysis.measure import Sample, proves
    from generator.analysis.policy import read_policy, read_snapshot
    from generator.analysis.verdicts import said
    from generator.commands.loose import as_contributed

    service, snapshot = as_contributed(f"{policy.name}.md", ".md", policy.markdown.encode())
    found: dict[str, list[Finding]] = {}
    for finding in read_policy(tools, service, snapshot, read_snapshot(snapshot)).findings:
        found.setdefault(finding.practice, []).append(finding)
    for practice in tools.practices:
        outcome = said(practice, found.get(practice.id, []))
        label = policy.labels.get(practice.id)
        right = label is not None and outcome in label.outcomes
        if label and right and not label.proofs and not policy.partial:
            continue
        proofs = label.proofs if label and right else ()
        others = label.others if label else ()
        for finding in found.get(practice.id, []):
            if outcome not in ("unclear", finding.outcome):
                continue
            sample = Sample(finding, proves(finding.quote, proofs))
            if sample.proves or not policy.partial or proves(finding.quote, others):
                yield sample
