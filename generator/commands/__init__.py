"""Offer the command ``smallprint``: each verb is a module of this folder, found by listing it, and calls the pipeline.

Results go to standard output; problems and progress go to standard error, progress only on a terminal. The exit code
is 0 when all is well, 1 when there are mistakes to mend, 2 when the command itself was not understood. What a verb
needs is loaded when it is called, so that none waits for what another one needs.
"""

from __future__ import annotations

import pkgutil
from importlib import import_module
from typing import Any

import click

from generator.commands.messages import print_problems


class _Verbs(click.Group):
    """Prints contributors' mistakes, all of them, without a traceback, whatever the verb was."""

    def invoke(self, ctx: click.Context) -> Any:
        from generator.problems import ContributorError

        try:
            return super().invoke(ctx)
        except ContributorError as error:
            print_problems(error.problems)
            ctx.exit(1)


@click.group(cls=_Verbs, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(package_name="smallprint", message="%(prog)s %(version)s")
def main() -> None:
    """Read privacy policies, say in plain words what they say, and show the sentence that says it.

    Run it anywhere inside the repository. "smallprint new" adds a policy, "smallprint check" finds mistakes in what you
    wrote, "smallprint serve" shows the website while you edit, "smallprint build" makes it.
    """


for _found in pkgutil.iter_modules(__path__):
    if (_verb := getattr(import_module(f"{__name__}.{_found.name}"), "verb", None)) is not None:
        main.add_command(_verb)
