"""What a change does to the badges: which are gained, lost, flipped or reviewed, against another commit, as Markdown.

Both sides are read by the program as it is here, so the difference is that of content/ and site_config/ alone; when
the program has changed too, the report says so. A policy is read only where it, or what is asked of it, has changed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate
from pathlib import Path
from typing import Final, Literal

from generator.checks import Given, documents_of
from generator.model import Place, Policy, Practice, Problem, Service, Verdict
from generator.outputs.write import temporary
from generator.pipeline import make_tools, read_policy
from generator.problems import ContributorError, errors, visible
from generator.reading import git
from generator.reading.configuration import CATEGORIES, WORDS
from generator.reading.scope import POLICIES, PRACTICES, Scope
from generator.reading.services import read_all

#: What badges are made from: of a policy, of all policies, and the program.
CONFIGURATION: Final = (PRACTICES, CATEGORIES, WORDS)
PROGRAM: Final = "generator"
#: A report shows so many characters of a quote, and has so many bytes of tables, and of names of policies that are new
#: or gone: a comment on GitHub holds 65,536 characters.
QUOTE, TABLES, NAMES = 200, 45_000, 5_000

#: The first line of a report, for programs: it alone says whether there is anything to tell.
FIRST_LINE: Final = "<!-- badges: {} -->"

#: Where GitHub would make a link, call somebody, or point to an issue or a commit, though the character is written as a
#: number: the word is cut there. A commit may be named by 7 to 40 hexadecimal digits, so it is cut after every sixth.
_LIVE: Final = re.compile(r"(?<=[@#])|(?<=:)(?=//)|(?<=www)(?=\.)|(?<=\bGH-)(?=\d)", re.I)
_COMMIT: Final = re.compile(r"(?<![0-9a-z])[0-9a-f]{7,}(?![0-9a-z])", re.I)

Kind = Literal["gained", "lost", "flipped", "reviewed"]
KINDS: Final[Mapping[Kind, str]] = {
    "gained": "Gained, where nothing was said before",
    "lost": "Lost, where nothing is said now",
    "flipped": "Flipped to another answer",
    "reviewed": "Same answer, on another basis",
}


@dataclass(frozen=True, slots=True)
class Change:
    """One answer of one policy before and after; None where there was or is no such policy or practice."""

    service: Service
    practice: Practice
    before: Verdict | None
    after: Verdict | None

    @property
    def kind(self) -> Kind:
        """What happened to the badge."""
        if _is_silent(self.before):
            return "gained"
        if _is_silent(self.after):
            return "lost"
        same = self.before and self.after and self.before.outcome == self.after.outcome
        return "reviewed" if same else "flipped"


@dataclass(frozen=True, slots=True)
class Report:
    """Every change, by service and practice; how many policies were compared; and whether the program changed too."""

    changes: tuple[Change, ...]
    added: tuple[str, ...]
    removed: tuple[str, ...]
    compared: int
    program: bool


def compare(root: Path, revision: str) -> Report:
    """What the files here do to the badges, against where they parted from the revision.

    Raises git.NoGit when git cannot tell, and ContributorError when something here cannot be read.
    """
    commit = git.parting(root, revision)
    policies = git.changed(root, commit, POLICIES)
    everything = bool(git.changed(root, commit, *CONFIGURATION))
    ids = None if everything else frozenset(path.split("/")[2] for path in policies)
    program = bool(git.changed(root, commit, PROGRAM))
    if not policies and not everything:
        return Report((), (), (), 0, program)
    with temporary(git.files(root, commit, POLICIES, *CONFIGURATION)) as base:
        before, practices_before = _policies(base, ids, strict=False)
    after, practices = _policies(root, ids, strict=True)
    return Report(
        tuple(_changes(before, after, {**practices_before, **practices})),
        tuple(after[id].service.name for id in sorted(after.keys() - before.keys())),
        tuple(before[id].service.name for id in sorted(before.keys() - after.keys())),
        len(before.keys() | after.keys()),
        program,
    )


def _policies(root: Path, ids: frozenset[str] | None, *, strict: bool) -> tuple[dict[str, Policy], dict[str, Practice]]:
    """The policies of the services and the practices, by id. Unless strict, what cannot be read is left out."""
    contents, problems = read_all(root, Scope(ids))
    if strict and errors(problems):
        raise ContributorError(problems)
    given = Given(contents, documents_of(contents))
    try:
        tools = make_tools(contents.configuration)
    except ValueError as error:
        remedy = "Correct it first: `smallprint check` says where it stands."
        raise ContributorError([Problem(Place(PRACTICES), f"not a pattern: {error}", remedy, "pattern")]) from None
    policies: dict[str, Policy] = {}
    for service in contents.services:
        document = given.newest(service)
        if document is None:
            continue
        corrections = contents.corrections.get(service.id, ())
        policies[service.id] = read_policy(tools, service, service.snapshots[0], document, corrections)
    return policies, {practice.id: practice for practice in tools.catalogue.practices}


def _changes(
    before: Mapping[str, Policy], after: Mapping[str, Policy], practices: Mapping[str, Practice]
) -> Iterator[Change]:
    for id in sorted(before.keys() | after.keys()):
        old, new = ({v.practice: v for v in one[id].verdicts} if id in one else {} for one in (before, after))
        service = (after.get(id) or before[id]).service
        for practice in sorted(old.keys() | new.keys()):
            was, now = old.get(practice), new.get(practice)
            if _is_silent(was) and _is_silent(now):
                continue
            if was is None or now is None or (was.outcome, was.basis) != (now.outcome, now.basis):
                yield Change(service, practices[practice], was, now)


def _is_silent(verdict: Verdict | None) -> bool:
    return verdict is None or verdict.outcome == "silent"


def as_markdown(report: Report) -> str:
    """The report for a pull request: a line for programs, a sentence, and a table for each kind of change.

    Contributed words are escaped, and it is short enough for a comment. comment.yml shows none that is not so.
    """
    numbers = {kind: [change for change in report.changes if change.kind == kind] for kind in KINDS}
    counts = ", ".join(f"{len(numbers[kind])} {kind}" for kind in KINDS)
    first = FIRST_LINE.format("changed" if report.changes else "unchanged")
    lines = [first, "## What this change does to the badges", ""]
    if not report.changes:
        lines += [f"No badge changes ({_policies_of(report.compared)} compared)."]
    else:
        lines += [f"Badges: **{counts}** ({_policies_of(report.compared)} compared)."]
    for said, names in (("New", report.added), ("No longer there", report.removed)):
        if names:
            escaped = [_escaped(name) for name in names]
            kept = _fitting(escaped, NAMES)
            more = f" and {len(names) - len(kept):,} more" if len(kept) < len(names) else ""
            lines += ["", f"{said}: {', '.join(kept)}{more}."]
    if report.program:
        lines += ["", "The program changed as well; both sides were read with it as it is now."]
    shown = [kind for kind in KINDS if numbers[kind]]
    for kind in shown:
        lines += ["", *_table(KINDS[kind], numbers[kind], TABLES // len(shown))]
    return "\n".join(lines) + "\n"


def _table(heading: str, changes: Sequence[Change], room: int) -> Iterator[str]:
    """The changes as a table, as many as ``room`` bytes hold."""
    yield f"### {heading}"
    yield ""
    yield "| Policy | Before | Now | The policy's words |"
    yield "| --- | --- | --- | --- |"
    rows = _fitting([f"| {' | '.join(_cells(change))} |" for change in changes], room)
    yield from rows
    if len(rows) < len(changes):
        yield ""
        yield f"And {len(changes) - len(rows):,} more."


def _fitting(texts: Sequence[str], room: int) -> Sequence[str]:
    """The first of the texts that have at most ``room`` bytes together."""
    return texts[: sum(size <= room for size in accumulate(len(text.encode()) for text in texts))]


def _cells(change: Change) -> tuple[str, ...]:
    before, after = _answer(change.practice, change.before), _answer(change.practice, change.after)
    return (_escaped(change.service.name), before, after, _words(change))


def _answer(practice: Practice, verdict: Verdict | None) -> str:
    if verdict is None:
        return "(not asked)"
    words = _escaped(dict(practice.answers).get(verdict.outcome, f"{practice.label}: {verdict.outcome}"))
    return f"{words} (reviewed by {_escaped(verdict.correction.reviewer)})" if verdict.correction else words


def _words(change: Change) -> str:
    """The quote that the answer rests on; of a lost badge, that on which it did."""
    verdict = change.before if change.kind == "lost" else change.after
    if verdict is None:
        return ""
    quote = verdict.correction.quote if verdict.correction else verdict.findings[0].quote if verdict.findings else ""
    quote = " ".join(quote.split())
    return f"“{_escaped(quote if len(quote) <= QUOTE else quote[: QUOTE - 1].rstrip() + '…')}”" if quote else ""


def _policies_of(number: int) -> str:
    return f"{number:,} {'policy' if number == 1 else 'policies'}"


def _escaped(text: str) -> str:
    """The text as itself wherever Markdown is shown: no markup, no link, nobody called by name, no issue pointed to."""
    text = _LIVE.sub("\u200b", visible(text))
    text = _COMMIT.sub(lambda found: "\u200b".join(re.findall(".{1,6}", found[0])), text)
    return "".join(f"&#{ord(char)};" if char in "\\`*_[]<>&|~#@\u200b" else char for char in text)
