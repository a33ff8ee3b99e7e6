"""Say where two services say different things."""

from __future__ import annotations

import click


@click.command("compare", short_help="Say where two services answer differently.")
@click.argument("first")
@click.argument("second")
def verb(first: str, second: str) -> None:
    """Say where the services FIRST and SECOND answer differently, with the words that each rests on.

    Each is the name of a folder in content/policies. Nothing is written.
    """
    from generator.commands.say import facts_of, line_of, quotes_of, views_of

    views = views_of([first, second])
    for view in views:
        click.echo(facts_of(view))
    both = [id for id in views[0].badges if id in views[1].badges]
    pairs = [tuple(view.badges[id] for view in views) for id in both]
    differ = [pair for pair in pairs if len({badge.verdict.outcome for badge in pair}) > 1]
    for pair in differ:
        click.echo(f"\n{pair[0].practice.question}")
        for view, badge in zip(views, pair, strict=True):
            click.echo(f"  {view.name}: {line_of(badge)}")
            for quote in list(quotes_of(badge))[:1]:
                click.echo(f"    {quote}")
    silent = sum(pair[0].verdict.outcome == "silent" == pair[1].verdict.outcome for pair in pairs)
    same = len(pairs) - len(differ) - silent
    if pairs:
        counts = (
            f"{len(differ)} {'answer differs' if len(differ) == 1 else 'answers differ'}",
            f"{same} {'is' if same == 1 else 'are'} the same",
            f"both say nothing of {silent}",
        )
        click.echo("\n{}, {}, and {}.".format(*counts))
