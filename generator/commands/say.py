"""Read the services that a person names, and write what the site says of them for a terminal."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

import click

from generator.commands.messages import short
from generator.reading.repository import repository

if TYPE_CHECKING:
    from generator.pages.badges import Badge
    from generator.pages.views import PolicyView

_QUOTE = 400


def views_of(names: Sequence[str]) -> tuple[PolicyView, ...]:
    """Give what pages show of these services, each named by its id or its name, in this order.

    Raises click.UsageError for a name that no service has, and ContributorError for what is wrong in their files.
    """
    from generator.analysis.policy import Reading
    from generator.gathering import BUILD, gather, quiet, refuse_mistakes
    from generator.outputs.kept import Kept
    from generator.outputs.kept_reading import kept_reading
    from generator.pages.views import view_policy
    from generator.reading.scope import Scope

    root = repository()
    ids = [_id(name) for name in names]
    reading = kept_reading(root, Kept(root / BUILD, quiet)) if (root / BUILD).is_dir() else Reading()
    gathered = gather(root, quiet, reading, Scope(services=frozenset(ids)))
    refuse_mistakes(gathered)
    policies = {policy.id: policy for policy in gathered.policies}
    return tuple(view_policy(policies[id], gathered.written.contents.configuration.catalogue) for id in ids)


def line_of(badge: Badge) -> str:
    """Write an answer on a line: its words, its limits, its id, and who says so."""
    limits = f", {', '.join(badge.conditions)}" if badge.conditions else ""
    return f"{short(badge.answer)}{limits} ({badge.practice.id}{', ' + badge.basis if badge.basis != 'none' else ''})"


def quotes_of(badge: Badge) -> Iterator[str]:
    """Write the quotes that a page shows in full, each on a line, with its list's introduction and its document."""
    from generator.pages.badges import dotted

    for quote in badge.shown:
        lead = f"{short(quote.lead)} / " if quote.lead else ""
        where = f" (in the {quote.document})" if quote.document else ""
        yield f"{lead}“{dotted(short(quote.text, _QUOTE), quote.cut)}”{where}"


def facts_of(view: PolicyView) -> str:
    """Write what is known of each document, on a line, and why it has no answers where it has none."""
    return "\n".join(
        f"{short(one.name)}: {one.document} {one.days}, {one.words:,} words."
        + (f" {one.unread.word}: {one.unread.reason}." if one.unread else "")
        for one in view.documents
    )


def _id(name: str) -> str:
    """Give the id of the service: the name of its folder in content/policies, or what its name makes of that."""
    from generator.problems import closest
    from generator.reading.scope import POLICIES

    folder = repository() / POLICIES
    ids = sorted(path.name for path in folder.iterdir() if path.is_dir()) if folder.is_dir() else []
    wanted = "-".join(name.casefold().split())
    if wanted in ids:
        return wanted
    near = closest(wanted, ids)
    raise click.UsageError(f"There is no service {short(name)}." + (f" Did you mean {near}?" if near else ""))
