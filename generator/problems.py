"""How the mistakes of contributors are gathered and printed: all at once, in their words, never with a traceback."""

from __future__ import annotations

import difflib
import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Literal

#: Longer values are cut at this many characters when a message shows them.
SHOWN_LIMIT = 60
#: What nobody sees in a text, and what can turn its order round or hide a word: direction marks, zero-width spaces,
#: fillers, tags. The joiners belong to many scripts, and to emoji; only between Latin letters they hide something. The
#: soft hyphen belongs to print.
UNSEEN = re.compile(
    r"[\u034f\u061c\u115f\u1160\u17b4\u17b5\u180e\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\u3164\ufeff\uffa0"
    r"\ufff9-\ufffb\U000e0000-\U000e0fff]|(?<=[A-Za-z])[\u200c\u200d\ufe00-\ufe0f](?=[A-Za-z])"
)


Severity = Literal["error", "odd"]


@dataclass(frozen=True, slots=True)
class Place:
    """Where in a contributed file: path relative to the repository, line and column counted from 1."""

    path: str
    line: int = 1
    column: int = 1


NOWHERE = Place("")
"""The place of what stands in no file."""


@dataclass(frozen=True, slots=True)
class Replacement:
    """A safe repair of a contributed file: at the place, ``old`` (on one line; empty: nothing) becomes ``new``."""

    place: Place
    old: str
    new: str


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that is wrong: where, what, what to do, and the id of the check that says so.

    ``fix`` is there where only one repair can be meant, so that ``check --fix`` may make it.
    """

    place: Place
    message: str
    remedy: str
    check: str
    severity: Severity = "error"
    fix: Replacement | None = None


class ContributorError(Exception):
    """Contributed files are wrong. ``problems`` holds every one of them, sorted by place, at least one an error."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = in_order(problems)
        super().__init__("\n".join(format_problem(problem) for problem in self.problems))


def in_order(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """The problems by path, line and column, each one once."""
    key = lambda p: (p.place.path, p.place.line, p.place.column, p.check, p.message)  # noqa: E731
    return tuple(sorted(dict.fromkeys(problems), key=key))


def errors(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """The problems that block; the odd ones only ask."""
    return tuple(problem for problem in problems if problem.severity == "error")


def format_problem(problem: Problem) -> str:
    """Two lines: ``path:line:col: what is wrong``, and ``  do: one sentence (check-id)``.

    What is only odd is asked, not told: ``path:line:col: odd: ...`` and ``  if not intended: ...``. What stands in no
    file has no place before it.
    """
    odd = problem.severity == "odd"
    where = f"{format_place(problem.place)}: " if problem.place.path else ""
    first = f"{where}{'odd: ' if odd else ''}{problem.message}"
    second = f"  {'if not intended' if odd else 'do'}: {problem.remedy} ({problem.check})"
    return f"{visible(first)}\n{visible(second)}"


def as_object(problem: Problem) -> dict[str, Any]:
    """The problem for machines, as generator/schemas/check.schema.json says."""
    return {
        "path": problem.place.path,
        "line": problem.place.line,
        "column": problem.place.column,
        "severity": problem.severity,
        "check": problem.check,
        "message": problem.message,
        "remedy": problem.remedy,
        "fixable": problem.fix is not None,
    }


def as_annotation(problem: Problem) -> str:
    """The problem as a command to GitHub Actions, which then shows it on the line of the pull request."""
    kind, tip = ("error", "Do") if problem.severity == "error" else ("warning", "Is this intended? If not")
    place = problem.place
    where = {"file": place.path, "line": place.line, "col": place.column} if place.path else {}
    said = ",".join(
        f"{name}={_escaped(str(value), also=':,')}" for name, value in {**where, "title": problem.check}.items()
    )
    text = f"{visible(problem.message)}\n{tip}: {visible(problem.remedy)}"
    return f"::{kind} {said}::{_escaped(text)}"


def _escaped(text: str, also: str = "") -> str:
    """The text with what would end a command written as %XX."""
    return "".join(f"%{ord(char):02X}" if char in f"%\r\n{also}" else char for char in text)


def format_place(place: Place) -> str:
    """``path:line:col``, which editors and terminals turn into a link."""
    return f"{place.path}:{place.line}:{place.column}"


def visible(text: str) -> str:
    """The text on one line, with everything that a terminal would obey or hide written out as ``<U+001B>``."""
    return "".join(f"<U+{ord(char):04X}>" if _hidden(char) else char for char in text)


def shown(value: object) -> str:
    """A contributed value between backquotes, cut when it is long."""
    text = " ".join(str(value).split())
    if len(text) > SHOWN_LIMIT:
        text = text[: SHOWN_LIMIT - 1].rstrip() + "…"
    return f"`{text}`"


def closest(word: str, choices: Iterable[str]) -> str | None:
    """The choice that is spelt most like the word, None when none is near."""
    near = difflib.get_close_matches(word.lower(), sorted(choices), n=1, cutoff=0.6)
    return near[0] if near else None


def one_of(choices: Iterable[str], last: str = "or") -> str:
    """The choices as people list them: "present, absent or silent"."""
    *head, tail = choices
    return f"{', '.join(head)} {last} {tail}" if head else tail


def _hidden(char: str) -> bool:
    """Whether the character is a control, a direction mark, a zero-width one, or half a surrogate pair."""
    return unicodedata.category(char) in ("Cc", "Cf", "Cs", "Co", "Zl", "Zp")
