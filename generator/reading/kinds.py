"""Read the kinds of services, site_config/kinds.yml, and hold each service's own kind against them."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Final

from generator.catalogue import Kind
from generator.contributed import Service
from generator.problems import ContributorError, Problem, closest, one_of, shown
from generator.reading.fields import is_slug
from generator.reading.files import read_text
from generator.reading.frontmatter import load_yaml
from generator.reading.marked import Marked
from generator.reading.schema_site import KindsFile
from generator.reading.standard import chosen
from generator.reading.validation import validate

IDS: Final = {
    "unknown-kind": "A service's kind is one of site_config/kinds.yml, where each has an id.",
}

KINDS: Final = "site_config/kinds.yml"


def read_kinds(root: Path) -> tuple[Kind, ...]:
    """Return the kinds, by their words; none where the file is missing. Raises ContributorError with every mistake."""
    if not os.path.lexists(root / KINDS):
        return ()
    marked = load_yaml(read_text(root, KINDS), KINDS)
    written = validate(KindsFile, marked).root
    if wrong := [id for id in written if not is_slug(id)]:
        remedy = "Use small letters, digits and single hyphens, as social-network."
        raise ContributorError(
            Problem(marked.key((id,)), f"{shown(id)} cannot be a kind's id", remedy, "unknown-kind") for id in wrong
        )
    found = (Kind(id, entry.one, entry.many) for id, entry in written.items())
    return tuple(sorted(found, key=lambda kind: (kind.many.casefold(), kind.id)))


def kinds_of(root: Path) -> tuple[Kind, ...]:
    """Return the kinds that a repository goes by: its own list, or the standard one. Raises ContributorError."""
    return read_kinds(chosen(root).home(root, KINDS))


def unknown_kinds(
    services: Iterable[Service], kinds: Sequence[Kind], places: Mapping[str, Marked]
) -> Iterator[Problem]:
    """Yield a problem for each service of a kind that there is not. ``places`` are those of each service.md."""
    ids = [kind.id for kind in kinds]
    for service in services:
        if service.kind and service.kind not in ids:
            near = closest(service.kind, ids)
            guess = f"Did you mean `{near}`? " if near else ""
            listed = f"The kinds are {one_of(ids, 'and')}" if ids else "There are none yet"
            remedy = f"{guess}{listed}: add a line to {KINDS} where none fits."
            message = f"{shown(service.kind)} is no kind of service"
            yield Problem(places[service.id].place(("kind",)), message, remedy, "unknown-kind")
