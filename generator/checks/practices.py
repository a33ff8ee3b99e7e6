"""Check whether the patterns of practices are patterns, and whether a practice has all that it needs."""

from __future__ import annotations

import re
from collections.abc import Collection, Generator, Iterator
from typing import Final

from generator.analysis.frames import act_pattern, compile_frame
from generator.analysis.patterns import PRACTICE_LIMIT, CostlyPattern, compile_pattern
from generator.checks.inputs import Written
from generator.practices import Frame, Practice
from generator.problems import Problem, shown
from generator.reading.configuration import Configuration
from generator.reading.marked import Marked, Path
from generator.reading.standard import standard_practices
from generator.words import Condition, Words

IDS: Final = {
    "pattern": "A pattern is one that is read in linear time.",
    "rules": "A practice has rules, and an answer for each outcome that they give.",
    "examples": "Each outcome of a practice's rules has an example, and there is a near miss.",
}

_PATTERNS = ("pattern", "unless", "under", "near")
# What stands for other letters, or names a group: \B, \pL, \x4A, (?P<name>.
_NO_LETTER = re.compile(r"\\[pP]\{[^}]*\}|\\(?:[pP].|x[0-9A-Fa-f]{2}|.)|\(\?(?:P<\w+>|[a-zA-Z]+[:)])")
_PATTERN_REMEDY = (
    "Correct the pattern; it knows no look-ahead, look-behind or back reference, and stands best in single quotes."
)
_COSTLY_REMEDY = "Repeat less, or write several shorter rules: a text may be made that takes minutes with it."


def check_configuration(written: Written) -> Iterator[Problem]:
    """Yield every pattern that is none, and what a practice lacks: rules, answers, examples, near misses."""
    configuration = written.contents.configuration
    in_words = list(_words(configuration)) if written.scope.practices is None else []
    yield from in_words
    if in_words or configuration.word_places is None:
        return  # each practice that uses them would only say the same again
    for practice in configuration.catalogue.practices:
        if written.has_practice(practice.id):
            marked = configuration.places[practice.id]
            yield from _patterns(practice, marked, configuration.words)
            yield from _completeness(practice, marked)


def _words(configuration: Configuration) -> Iterator[Problem]:
    """Yield the patterns of words.yml."""
    words, marked = configuration.words, configuration.word_places
    if marked is None:
        return
    for name, _pattern in words.macros:
        yield from _pattern_problem(f"{{{name}}}", words, marked, ("macros", name))
    for condition in words.conditions:
        for part in ("pattern", "unless", "anywhere", "part", "everybody"):
            if pattern := getattr(condition, part):
                yield from _pattern_problem(pattern, words, marked, ("conditions", condition.id, part))
        yield from _unknown(condition, marked, {*configuration.practice_ids, *standard_practices()})
    if words.signs:
        yield from _pattern_problem(words.signs, words, marked, ("signs",))


def _unknown(condition: Condition, marked: Marked, practices: Collection[str]) -> Iterator[Problem]:
    """Yield the ids in a condition's lists that are no practices."""
    for part in ("practices", "never", "alone"):
        for number, id in enumerate(getattr(condition, part)):
            if id not in practices:
                remedy = "Delete it, or write the name of a file in site_config/practices."
                place = marked.place(("conditions", condition.id, part, number))
                yield Problem(place, f"{shown(id)} is no practice", remedy, "unknown-practice")


def _patterns(practice: Practice, marked: Marked, words: Words) -> Iterator[Problem]:
    """Yield the patterns of one practice."""
    numbers: dict[str, int] = {}
    size = 0
    if practice.unless:
        size += yield from _pattern_problem(practice.unless, words, marked, ("detection", "unless"))
    for rule in practice.rules:
        number = numbers.get(rule.outcome, 0)
        numbers[rule.outcome] = number + 1
        place: Path = ("detection", rule.outcome, number)
        if bool(rule.pattern) == (rule.frame is not None):
            message = f"the rule {shown(rule.name)} has {'both' if rule.pattern else 'neither'} a pattern and a frame"
            yield Problem(marked.place((*place, "name")), message, "Write one of them.", "rules")
        if rule.frame is not None:
            size += yield from _frame_problems(rule.frame, words, marked, (*place, "frame"))
        for part in _PATTERNS:
            if pattern := getattr(rule, part):
                size += yield from _pattern_problem(pattern, words, marked, (*place, part))
    if size > PRACTICE_LIMIT:
        message = f"the patterns are compiled to {size:,} steps together, where {PRACTICE_LIMIT:,} is the limit"
        yield Problem(marked.key(("detection",)), message, _COSTLY_REMEDY, "pattern")


def _frame_problems(frame: Frame, words: Words, marked: Marked, path: Path) -> Generator[Problem, None, int]:
    """What is wrong with a frame's names; returns the size of their programs."""
    try:
        parts = [compile_pattern(act_pattern(frame, words), words), *compile_frame(frame, words).patterns]
    except ValueError as error:
        remedy = "Name lists of words.yml: acts, parties, topics, or its macros."
        yield Problem(marked.key(path), f"the frame cannot be used: {error}", remedy, "pattern")
        return 0
    return sum(int(part.programsize) for part in parts)


def _pattern_problem(pattern: str, words: Words, marked: Marked, path: Path) -> Generator[Problem, None, int]:
    """What is wrong with a pattern; returns the size of its program."""
    try:
        compiled = compile_pattern(pattern, words)
    except CostlyPattern as error:
        yield Problem(marked.place(path), f"{shown(pattern)} is too costly: {error}", _COSTLY_REMEDY, "pattern")
        return 0
    except ValueError as error:
        message = f"{shown(pattern)} is not a pattern: {error}"
        yield Problem(marked.place(path), message, _PATTERN_REMEDY, "pattern")
        return 0
    if capital := re.search("[A-Z]", _NO_LETTER.sub("", pattern)):
        message = f"{shown(pattern)} has the capital letter {capital[0]}, and patterns are held against small letters"
        yield Problem(marked.place(path), message, "Write it small.", "pattern")
    return int(compiled.programsize)


def _completeness(practice: Practice, marked: Marked) -> Iterator[Problem]:
    """Rules need an answer to give and examples to prove them; a practice needs rules, and near misses."""
    answers = {outcome for outcome, _words in practice.answers}
    examples = {outcome for outcome, _text in practice.examples}
    if not practice.rules:
        yield Problem(marked.key(("detection",)), "there is no rule", "Write at least one pattern.", "rules")
    negated = {rule.negated for rule in practice.rules if rule.outcome == "present"}
    for outcome in ("present", "absent", "unclear"):
        if outcome not in answers and (outcome in {rule.outcome for rule in practice.rules} or outcome in negated):
            message = f"there are rules that say `{outcome}`, and no badge for it"
            remedy = f"Add a line `{outcome}: ...` under `answers`, or correct the rules."
            yield Problem(marked.key(("answers",)), message, remedy, "rules")
    for outcome in dict.fromkeys(rule.outcome for rule in practice.rules):
        place = marked.key(("detection", outcome))
        if outcome not in examples:
            message, remedy = f"there are rules for `{outcome}` and no example of it", "Write at least one sentence."
            yield Problem(place, message, remedy, "examples")
    if "silent" not in examples:
        remedy = "Under `examples: silent:` write at least one sentence that looks alike and must show nothing."
        yield Problem(marked.key(("examples",)), "there is no near miss", remedy, "examples")
