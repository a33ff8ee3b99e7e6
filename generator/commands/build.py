"""Build the website."""

from __future__ import annotations

import time

import click

from generator.commands.messages import print_problems
from generator.commands.progress import BUILDING, progress
from generator.reading.repository import repository


@click.command("build", short_help="Build the website and say where to open it.")
@click.option("--keep-going", is_flag=True, help="Leave out the policies that have mistakes, and name them.")
@click.option("--no-cache", is_flag=True, help="Do all the work anew, and keep nothing of it for the next build.")
@click.option("--jobs", metavar="N", type=click.IntRange(1, 64),
              help="Spread much work over N processes.  [default: one a processor]")  # fmt: skip
@click.pass_context
def verb(context: click.Context, keep_going: bool, no_cache: bool, jobs: int | None) -> None:
    """Build the website from content/ and say where to open it.

    The website is put into build/site when all of it is well; until then the last good one stays. With --keep-going the
    policies with mistakes are left out of it and named; the exit code is 1 then, too.

    What did not change since the last build is taken from build/cache. It can be deleted at any time.
    """
    from generator.gathering import leave_out_mistakes, refuse_mistakes, service_of
    from generator.outputs.jobs import available
    from generator.pipeline import SITE, update_site

    began = time.perf_counter()
    with progress(BUILDING) as tell:
        accept = leave_out_mistakes if keep_going else refuse_mistakes
        site = update_site(repository(), tell, accept, keep=not no_cache, jobs=jobs or available())
    took = time.perf_counter() - began
    click.echo(f"The website of {site.policies} policies was built in {took:.1f} s. Open it here:")
    click.echo((repository() / SITE / "index.html").as_uri())
    if site.left_out:
        print_problems(site.left_out)
        names = dict.fromkeys(service_of(problem.place) or "" for problem in site.left_out)
        click.echo(f"Left out of the website until this is mended: {', '.join(names)}.", err=True)
        context.exit(1)
