"""The command ``smallprint``: each verb calls the pipeline and says in plain words what came of it.

Results go to standard output; problems and progress go to standard error, progress only on a terminal. The exit code
is 0 when all is well, 1 when there are mistakes to mend, 2 when the command itself was not understood. What a verb
needs is loaded when it is called, so that none waits for what another one needs.
"""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from generator.commands import contribute
from generator.reading.repository import repository

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from generator.model import Outcome, Policy, Problem
    from generator.outputs.jsonl import Object


class _Verbs(click.Group):
    """Prints contributors' mistakes, all of them, without a traceback, whatever the verb was."""

    def invoke(self, ctx: click.Context) -> Any:
        from generator.problems import ContributorError

        try:
            return super().invoke(ctx)
        except ContributorError as error:
            contribute.tell_mistakes(error.problems)
            ctx.exit(1)


@click.group(cls=_Verbs, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(package_name="smallprint", message="%(prog)s %(version)s")
def main() -> None:
    """Read privacy policies, say in plain words what they say, and show the sentence that says it.

    Run it anywhere inside the repository. "smallprint new" adds a policy, "smallprint check" finds mistakes in what you
    wrote, "smallprint serve" shows the website while you edit, "smallprint build" makes it.
    """


for verb in contribute.VERBS:
    main.add_command(verb)


@main.command(short_help="Build the website and say where to open it.")
@click.option("--keep-going", is_flag=True, help="Leave out the policies that have mistakes, and name them.")
@click.pass_context
def build(context: click.Context, keep_going: bool) -> None:
    """Build the website from content/ and say where to open it.

    The website is put into build/site when all of it is well; until then the last good one stays. With --keep-going the
    policies with mistakes are left out of it and named; the exit code is 1 then, too.
    """
    from generator.pipeline import SITE, build_site, service_of

    began = time.perf_counter()
    left_out: list[Problem] = []
    with _progress() as tell:
        site = build_site(repository(), tell, left_out if keep_going else None)
    took = time.perf_counter() - began
    click.echo(f"The website of {len(site.policies)} policies was built in {took:.1f} s. Open it here:")
    click.echo((repository() / SITE / "index.html").as_uri())
    if left_out:
        contribute.tell_mistakes(left_out)
        names = dict.fromkeys(service_of(problem.place) or "" for problem in left_out)
        click.echo(f"Left out of the website until this is mended: {', '.join(names)}.", err=True)
        context.exit(1)


def _host_and_port(_context: click.Context, _option: click.Parameter, given: str | None) -> str | None:
    host, _, port = (given or "").rpartition(":")
    if given is not None and not (host and port.isdecimal() and 0 < int(port) < 65536):
        raise click.BadParameter("write a host and a port, as 127.0.0.1:8000")
    return given


@main.command(short_help="Show the website, and build it anew at every edit.")
@click.option("--address", metavar="HOST:PORT", callback=_host_and_port, help="Where.  [default: 127.0.0.1:8000]")
def serve(address: str | None) -> None:
    """Show the website in a browser, and build it anew at every edit.

    It watches content/ and site_config/. When an edit is a mistake, the mistake is shown here and the last pages
    stay. Ctrl-C ends it.
    """
    from generator.outputs import website

    website.serve(repository(), address)


@main.command(short_help="Pack the website into one .zip that opens anywhere.")
def bundle() -> None:
    """Build the website and pack it into one .zip that opens without a server and without a network."""
    from generator.pipeline import build_bundle

    with _progress() as tell:
        path = build_bundle(repository(), tell)
    click.echo(f"{path}  ({path.stat().st_size / 1e6:.1f} MB)")


_folder = click.argument("folder", metavar="DIR", type=click.Path(exists=True, file_okay=False, path_type=Path))
_format = click.option("--format", type=click.Choice(["text", "jsonl"]), default="text", show_default=True,
                       help="text is for people; jsonl is one JSON object a line, see generator/schemas.")  # fmt: skip


@main.command(short_help="Say what loose policies below a folder say.")
@_folder
@_format
@click.option("--explain", is_flag=True, help="Say for each finding which rule made it and what limits it.")
def inspect(folder: Path, format: str, explain: bool) -> None:
    """Say what the loose policies below DIR say: every file of a format that is read.

    The files need no service.md; they are read as English. Nothing is written.
    """
    from generator.outputs.jsonl import inspected, read_loose
    from generator.pipeline import load_tools

    tools = load_tools(repository())
    answers = {practice.id: practice.answer for practice in tools.catalogue.practices}
    for name, policy, error in read_loose(folder, tools):
        if format == "jsonl":
            _print_object(inspected(name, policy, error, explain=explain))
        else:
            _print_policy(name, policy, error, answers, explain=explain)


@main.command(short_help="Say which of their clauses are comparable.")
@_folder
@_format
def links(folder: Path, format: str) -> None:
    """Say which clauses of the loose policies below DIR are comparable, across files, the best first."""
    from generator.comparison.links import link, reason
    from generator.outputs.jsonl import linked, read_loose
    from generator.pipeline import load_tools

    tools = load_tools(repository())
    policies = []
    for name, policy, error in read_loose(folder, tools):
        if policy:
            policies.append(policy)
        else:
            click.echo(f"{name}: {error}", err=True)
    found = link(policies, tools.catalogue)
    if format == "jsonl":
        for line in linked(found):
            _print_object(line)
        return
    clauses = {(policy.service.id, clause.id): clause.text for policy in policies for clause in policy.clauses}
    origin = None
    for each in found:
        if each.origin != origin:
            origin = each.origin
            click.echo(f"\n{origin.policy}: {_short(clauses[origin.policy, origin.clause])}")
        target = _short(clauses[each.target.policy, each.target.clause])
        click.echo(f"  {each.score:.2f} {each.target.policy}: {target}\n       {reason(each)}")


@contextmanager
def _progress() -> Iterator[Callable[[str], None]]:
    """On a terminal, one line that says what is being done; elsewhere nothing."""
    if not sys.stderr.isatty():
        yield lambda _: None
        return
    from rich.console import Console
    from rich.markup import escape

    with Console(stderr=True).status("Starting") as status:
        yield lambda text: status.update(escape(text))


def _print_object(line: Object) -> None:
    # ASCII only, so that it is the same in every terminal and on every system, and half a surrogate pair is no trouble.
    sys.stdout.write(json.dumps(line) + "\n")


def _print_policy(
    name: str, policy: Policy | None, error: str, answers: Mapping[str, Callable[[Outcome], str]], *, explain: bool
) -> None:
    from generator.problems import visible

    if policy is None:
        click.echo(f"{visible(name)}: {visible(error)}\n")
        return
    counts = {"section": policy.sections, "clause": policy.clauses, "finding": policy.findings}
    told = ", ".join(f"{len(found)} {noun}{'s' * (len(found) != 1)}" for noun, found in counts.items())
    click.echo(f"{visible(name)}: {told}")
    for warning in policy.document.warnings:
        click.echo(f"  {visible(warning)}")
    for verdict in policy.verdicts:
        if verdict.outcome == "silent":
            continue
        click.echo(f"  {answers[verdict.practice](verdict.outcome)} ({verdict.practice}: {verdict.outcome})")
        for finding in verdict.findings:
            click.echo(f"    “{_short(finding.quote, 400)}”")
            if explain:
                lead = f", after “{_short(finding.lead.text)}”" if finding.lead else ""
                limits = f", limited by {', '.join(finding.conditions)}" if finding.conditions else ""
                click.echo(f"      {finding.outcome} by the rule “{finding.rule}”{lead}{limits}")
    click.echo()


def _short(text: str, most: int = 100) -> str:
    """The text on one line, cut at ``most`` characters."""
    from generator.problems import visible

    line = visible(" ".join(text.split()))
    return line if len(line) <= most else line[: most - 1].rstrip() + "…"
