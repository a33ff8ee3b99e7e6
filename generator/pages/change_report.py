"""Write what a change does to badges as Markdown, for a comment on a pull request."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import accumulate
from typing import Final

from generator.catalogue import Texts
from generator.comparison.badge_changes import BadgeChange, Kind, Report
from generator.comparison.changes import Change
from generator.model import Verdict
from generator.pages.badges import document_name
from generator.pages.escaping import excerpt
from generator.pages.history import StepView, Told, history
from generator.practices import Practice
from generator.problems import visible

#: A report shows so many characters of a quote, and has so many bytes of tables, of names of policies that are new or
#: gone, and of words that changed: a comment on GitHub holds 65,536 characters.
QUOTE, TABLES, NAMES, WORDS = 200, 36_000, 5_000, 9_000

#: The words of so many newer texts are shown.
MOST_STEPS: Final = 5

#: The first line of a report, for programs: it alone says whether there is anything to tell.
FIRST_LINE: Final = "<!-- badges: {} -->"

#: Where GitHub would make a link, call somebody, or point to an issue or a commit, though the character is written as a
#: number: the word is cut there. A commit may be named by 7 to 40 hexadecimal digits, so it is cut after every sixth.
_LIVE: Final = re.compile(r"(?<=[@#])|(?<=:)(?=//)|(?<=www)(?=\.)|(?<=\bGH-)(?=\d)", re.I)
_COMMIT: Final = re.compile(r"(?<![0-9a-z])[0-9a-f]{7,}(?![0-9a-z])", re.I)

KINDS: Final[Mapping[Kind, str]] = {
    "gained": "Gained, where nothing was said before",
    "lost": "Lost, where nothing is said now",
    "flipped": "Flipped to another answer",
    "reviewed": "Same answer, on another basis",
}


def as_markdown(report: Report) -> str:
    """Write the report for a pull request: a line for programs, a sentence, and a table for each kind of change.

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
        lines += ["", *_table(KINDS[kind], numbers[kind], report.catalogue.texts, TABLES // len(shown))]
    shown_steps = report.steps[:MOST_STEPS]
    for step in shown_steps:
        (view,) = history((step,), report.catalogue).steps
        lines += ["", *_newer_text(view, report.catalogue.texts, WORDS // len(shown_steps))]
    if len(report.steps) > MOST_STEPS:
        lines += ["", f"And the words of {len(report.steps) - MOST_STEPS:,} more newer texts."]
    return "\n".join(lines) + "\n"


def _table(heading: str, changes: Sequence[BadgeChange], texts: Texts, room: int) -> Iterator[str]:
    """Yield the changes as a table, as many as ``room`` bytes hold."""
    yield f"### {heading}"
    yield ""
    yield "| Policy | Before | Now | The policy's words |"
    yield "| --- | --- | --- | --- |"
    yield from _as_fit([f"| {' | '.join(_cells(change, texts))} |" for change in changes], room)


def _newer_text(view: StepView, texts: Texts, room: int) -> Iterator[str]:
    """Yield what a newer text changes, as its page of changes says it: first the answers, then the words.

    There are as many rows as ``room`` bytes hold.
    """
    policy = view.step.after
    name, days = _escaped(excerpt(policy.service.name, 80)), _escaped(f"{view.since} to {view.day}")
    yield f"### {name}, {_escaped(document_name(policy.terms, texts))}: {days}"
    yield ""
    if view.step.technical:
        yield "No word changed, but for dates, order and form."
        return
    if not view.effects:
        yield "No answer to our questions changed."
    for effects, title in ((view.effects, "What it means"), (view.quiet, "Of which we are not sure")):
        if effects:
            yield from ("", f"| {title} | Before | Now |", "| --- | --- | --- |")
            yield from _as_fit([f"| {' | '.join(_told(told))} |" for told in effects], room // 3)
    counting = [change for change in view.step.changes if change.counts]
    yield from ("", "| The words | Before | Now |", "| --- | --- | --- |")
    yield from _as_fit([f"| {change.kind} | {' | '.join(_sides(change))} |" for change in counting], room // 3)


def _told(told: Told) -> Iterator[str]:
    """Yield what happened to an answer, and the words of both sides."""
    limits = f" ({', '.join(told.conditions)})" if told.conditions else ""
    yield _escaped(f"{told.said}: {told.answer}{limits}{f', before: {told.was}' if told.was else ''}")
    for quote in (told.before, told.after):
        yield _escaped(excerpt(" ".join(quote.split()), QUOTE))


def _sides(change: Change) -> Iterator[str]:
    """Yield the words that only the older text has, and those that only the newer one has."""
    for kind, piece in (("deleted", change.before), ("inserted", change.after)):
        own = [run.text for run in change.runs if run.kind == kind] if change.runs else [piece.text if piece else ""]
        yield _escaped(excerpt(" … ".join(" ".join(text.split()) for text in own), QUOTE))


def _as_fit(rows: Sequence[str], room: int) -> Iterator[str]:
    """Yield as many rows of a table as ``room`` bytes hold, and how many more there are."""
    kept = _fitting(rows, room)
    yield from kept
    if len(kept) < len(rows):
        yield ""
        yield f"And {len(rows) - len(kept):,} more."


def _fitting(texts: Sequence[str], room: int) -> Sequence[str]:
    """Return the first of the texts that have at most ``room`` bytes together."""
    return texts[: sum(size <= room for size in accumulate(len(text.encode()) for text in texts))]


def _cells(change: BadgeChange, texts: Texts) -> tuple[str, ...]:
    before, after = _answer(change.practice, change.before), _answer(change.practice, change.after)
    return (_escaped(change.service.name), before, after, _words(change, texts))


def _answer(practice: Practice, verdict: Verdict | None) -> str:
    if verdict is None:
        return "(not asked)"
    words = _escaped(dict(practice.answers).get(verdict.outcome, f"{practice.label}: {verdict.outcome}"))
    return f"{words} (reviewed by {_escaped(verdict.correction.reviewer)})" if verdict.correction else words


def _words(change: BadgeChange, texts: Texts) -> str:
    """Return the quote that the answer rests on; of a lost badge, that on which it did."""
    verdict = change.before if change.kind == "lost" else change.after
    if verdict is None:
        return ""
    quote = verdict.correction.quote if verdict.correction else verdict.findings[0].quote if verdict.findings else ""
    quote = " ".join(quote.split())
    terms = verdict.terms if verdict.correction else verdict.findings[0].terms if verdict.findings else ""
    where = f" ({_escaped(document_name(terms, texts))})" if terms else ""
    return f"“{_escaped(quote if len(quote) <= QUOTE else quote[: QUOTE - 1].rstrip() + '…')}”{where}" if quote else ""


def _policies_of(number: int) -> str:
    return f"{number:,} {'policy' if number == 1 else 'policies'}"


def _escaped(text: str) -> str:
    """Return the text as itself wherever Markdown is shown.

    No markup, no link, nobody called by name, no issue pointed to.
    """
    text = _LIVE.sub("\u200b", visible(text))
    text = _COMMIT.sub(lambda found: "\u200b".join(re.findall(".{1,6}", found[0])), text)
    return "".join(f"&#{ord(char)};" if char in "\\`*_[]<>&|~#@\u200b" else char for char in text)
