"""Bring services and their histories from a clone of Open Terms Archive."""

from __future__ import annotations

from itertools import islice
from pathlib import Path

import click

from generator.commands.messages import as_typed, counted
from generator.commands.progress import progress
from generator.reading.repository import repository


@click.command("import-ota", short_help="Bring policies and their histories from Open Terms Archive.")
@click.argument("clone", metavar="CLONE", type=click.Path(path_type=Path))
@click.option("--service", "services", metavar="NAME", multiple=True, help="Bring only this one; may be given again.")
@click.option("--terms", metavar="TERMS", multiple=True, default=["Privacy Policy"], show_default=True,
              help="Which document, as the archive calls it; may be given again.")  # fmt: skip
def verb(clone: Path, services: tuple[str, ...], terms: tuple[str, ...]) -> None:
    """Bring services with all versions of their policies from CLONE, a clone of an archive's versions that you made.

    Nothing is fetched. A version comes along when it says something new; failed captures, and texts that came and went,
    stay out. Run again with a newer clone, it adds only what is new, and never changes or deletes anything.

    Example: smallprint import-ota ../contrib-versions --service "Acorn Mail" --terms "Terms of Service"
    """
    from generator.outputs.archive_drafts import added
    from generator.outputs.edits import apply
    from generator.problems import visible
    from generator.reading.archive import read_archive, read_texts

    root = repository()
    with progress() as tell:
        tell("Listing the versions")
        found = read_archive(clone, services, terms)
        texts = read_texts(clone, [version for versions in found.values() for version in versions])
        results = []
        for (name, kind), versions in found.items():
            tell(f"Reading {name}")
            result = added(root, versions, islice(texts, len(versions)))
            apply(root, result.edits)
            title = f"{name}, {kind}" if len(terms) > 1 else name
            results.append((title, len(versions), result))
    for name, number, result in results:
        out = "; ".join(f"{count} {why}" for why, count in result.left_out)
        came = f"{counted(result.copies, 'copy', 'copies')} of {counted(number, 'version', 'versions')}"
        click.echo(visible(f"{name}: {came}{f' (left out: {out})' if out else ''}"))
    total = sum(result.copies for _, _, result in results)
    names = {result.service for _, _, result in results}
    click.echo(f"\nAdded {counted(total, 'copy', 'copies')} for {counted(len(names), 'service', 'services')}.")
    if total:
        click.echo(as_typed("Look at each service.md, add `website` and `policy_url`; then: smallprint check"))
