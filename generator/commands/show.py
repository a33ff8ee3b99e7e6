"""Say what the site says of a service."""

from __future__ import annotations

import click


@click.command("show", short_help="Say what the site says of a service.")
@click.argument("service")
@click.argument("practice", required=False)
def verb(service: str, practice: str | None) -> None:
    """Say what the site says of SERVICE, the name of its folder in content/policies; with PRACTICE only of that.

    Each answer stands with the words of the policy that it rests on. Nothing is written.
    """
    from generator.commands.say import facts_of, line_of, quotes_of, views_of
    from generator.pages.badges import TONES
    from generator.problems import closest

    (view,) = views_of([service])
    shown = [badge for id, badge in view.badges.items() if practice in (None, id)]
    if practice is not None and view.badges and not shown:
        near = closest(practice, view.badges)
        raise click.UsageError(f"There is no practice {practice}." + (f" Did you mean {near}?" if near else ""))
    click.echo(facts_of(view))
    for tone in TONES.values():
        badges = [badge for badge in shown if badge.tone.id == tone.id]
        if badges:
            click.echo(f"\n{tone.heading}")
        for badge in badges:
            click.echo(f"  {line_of(badge)}")
            for quote in quotes_of(badge):
                click.echo(f"    {quote}")
