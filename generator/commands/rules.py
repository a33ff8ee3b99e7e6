"""Tell what each rule and modifier is good for, and measure in labelled policies how well the quotes of rules prove."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Final

import click

from generator.reading.repository import repository

if TYPE_CHECKING:
    from generator.analysis.measure import Sample
    from generator.analysis.policy import Tools
    from generator.analysis.usage import Usage
    from generator.model import Finding, Policy
    from generator.reading.labels import Labelled


@click.command("rules", short_help="Tell what each rule and modifier is good for.")
@click.option("--on", "folders", type=click.Path(exists=True, file_okay=False, path_type=Path), required=True,
              multiple=True, help="A folder of texts, or of labelled policies: whole.jsonl. Repeat it.")  # fmt: skip
def verb(folders: tuple[Path, ...]) -> None:
    """Tell what each rule and modifier is good for in the texts of folders.

    A line each, with tabs between: the practice, or modifiers; the rule, or the cue; the sentences that it fires in;
    those of them where nothing else gives this outcome; the sentences that it matches in vain, by what stops it (its
    exceptions: unless, under, near; or the reader of sentences).

    Where folders have labelled policies, measure on these how well the quotes of each rule prove, and write
    site_config/strengths.yml. Do so when rules have changed: quotes are shown in the order of these numbers.
    """
    from generator.analysis.policy import load_tools
    from generator.analysis.usage import usage
    from generator.reading.labels import LABELS, read_labels

    root = repository()
    tools = load_tools(root)
    labelled: list[Labelled] = []
    for folder in folders:
        if (folder / LABELS).exists():
            try:
                labelled += read_labels(folder)
            except (OSError, ValueError, KeyError) as error:
                raise click.ClickException(f"{folder} holds no labelled policies: {error}") from error
    configuration = tools.configuration
    policies = [_read(policy, tools) for policy in labelled] or [
        one for folder in folders for one in _loose(folder, tools)
    ]
    used = usage(tools.practices, configuration.words, tools.detector, policies)
    click.echo("\n".join(("\t".join(_HEAD), *map(_line, used))))
    if labelled:
        click.echo(_measure(root, labelled, tools), err=True)


_HEAD: Final = ("of", "name", "hits", "sole", "stopped")


def _line(used: Usage) -> str:
    stopped = ", ".join(f"{by} {count}" for by, count in used.stopped)
    return "\t".join((used.of, used.name, str(used.hits), str(used.sole), stopped))


def _loose(folder: Path, tools: Tools) -> list[Policy]:
    """Return the policies of loose files; what cannot be read is left out."""
    from generator.commands.loose import read_loose

    return [policy for _name, policy, _why in read_loose(folder, tools) if policy]


def _read(policy: Labelled, tools: Tools) -> Policy:
    from generator.analysis.policy import read_policy, read_snapshot
    from generator.commands.loose import as_contributed

    service, snapshot = as_contributed(f"{policy.name}.md", ".md", policy.markdown.encode())
    return read_policy(tools, service, snapshot, read_snapshot(snapshot))


def _measure(root: Path, labelled: Sequence[Labelled], tools: Tools) -> str:
    """Write how well quotes prove; return what is to be said of it."""
    from generator.analysis.measure import measure
    from generator.model import Edit
    from generator.outputs.edits import apply
    from generator.outputs.strengths import strengths_file
    from generator.reading.strengths import STRENGTHS

    samples = [sample for policy in labelled for sample in samples_of(policy, tools)]
    data = strengths_file(measure(samples), len(labelled))
    path = root / STRENGTHS
    apply(root, [Edit(STRENGTHS, path.read_bytes() if path.exists() else None, data)])
    proving = sum(sample.proves for sample in samples)
    return f"{STRENGTHS}: {proving} of {len(samples)} quotes of {len(labelled)} policies prove their badge."


def samples_of(policy: Labelled, tools: Tools) -> Iterator[Sample]:
    """Yield the findings of a labelled policy's badges, but for right ones of which people know no proving sentence.

    Of a policy that was read in part only the quotes are taken that people have read. Badges that the numbers of before
    would leave out are measured as well: else they would never come back.
    """
    from generator.analysis.measure import Sample, proves
    from generator.analysis.verdicts import said

    wide = 2 * len(policy.read) > len(tools.practices)
    found: dict[str, list[Finding]] = {}
    for finding in _read(policy, tools).findings:
        found.setdefault(finding.practice, []).append(finding)
    for practice in (one for one in tools.practices if one.id in policy.read):
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
            sample = Sample(finding, proves(finding.quote, proofs), wide)
            if sample.proves or not policy.partial or proves(finding.quote, others):
                yield sample
