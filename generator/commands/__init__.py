"""Offer the command ``smallprint``: each verb is a module of this folder, found by listing it, and calls the pipeline.

Results go to standard output; problems and progress go to standard error, progress only on a terminal. The exit code
is 0 when all is well, 1 when there are mistakes to mend, 2 when the command itself was not understood. What a verb
needs is loaded when it is called, so that none waits for what another one needs.
"""

from __future__ import annotations

import gc
import pkgutil
from importlib import import_module
from typing import Any, Final

import click

from generator.commands.messages import print_problems

_MODULES: Final = tuple(found.name for found in pkgutil.iter_modules(__path__))
#: Python looks for values that nobody uses any more once in so many new ones. What a verb makes is used to its end, so
#: there are few; looking as often as usual took a twelfth of the time of reading, and a sixth of that of a build.
_SELDOM: Final = 500_000


class _Verbs(click.Group):
    """Loads a verb when it is asked for, and prints contributors' mistakes, all of them, whatever the verb was."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Give the names of all verbs."""
        for module in _MODULES:
            self._load(module)
        return super().list_commands(ctx)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Give the verb of this name, if there is one: its module has its name."""
        module = cmd_name.replace("-", "_")
        if cmd_name not in self.commands and module in _MODULES:
            self._load(module)
        return super().get_command(ctx, cmd_name)

    def _load(self, module: str) -> None:
        verb = getattr(import_module(f"{__name__}.{module}"), "verb", None)
        if verb is not None:
            self.add_command(verb)

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
    gc.set_threshold(_SELDOM)
