"""Check whether all that detection knows stays as small as words.yml says, so that rules do not grow into a memory."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields
from typing import Final

from generator.catalogue import Catalogue
from generator.checks.inputs import Written
from generator.problems import Problem
from generator.words import Words

IDS: Final = {
    "size": "All patterns, words and cues have no more characters than words.yml allows; the number may only fall.",
}

#: How far the limit may stand above what there is, before it is asked to be lowered.
SLACK: Final = 3_000


def characters(catalogue: Catalogue, words: Words) -> int:
    """Count what detection knows of language, in characters.

    That is the patterns of all rules (pattern, unless, under, near), the names in the slots of frames, the macros,
    conditions and lists of words.yml, and the cues of modifiers.yml. Names of rules, labels and comments say nothing of
    language, and examples, with those that frames say, are tests: not counted.
    """
    classes = words.classes
    rules = [rule for practice in catalogue.practices for rule in practice.rules]
    known = [text for rule in rules for text in (rule.pattern, rule.unless, rule.under, rule.near)]
    known += [name for rule in rules if rule.frame is not None for name in rule.frame.names]
    known += [practice.unless for practice in catalogue.practices]
    known += [pattern for _name, pattern in words.macros]
    for one in words.conditions:
        known += [one.pattern, one.unless, one.anywhere, one.part, one.everybody]
    known += [words.signs, *classes.data, *(word for pair in classes.nouns for word in pair)]
    lists = (*classes.acts, *classes.parties, *classes.topics, *classes.grammar)
    known += [word for _name, listed in lists for word in listed]
    for both in (classes.sentences, words.referring):
        known += [word for one in fields(both) for word in getattr(both, one.name)]
    known += [row.cue for row in words.modifiers]
    return sum(map(len, known))


def check_written(written: Written) -> Iterator[Problem]:
    """Yield that detection knows more than it may, or so much less that the limit can be lowered."""
    configuration, scope = written.contents.configuration, written.scope
    words, marked = configuration.words, configuration.word_places
    if marked is None or not words.limit or scope.practices is not None:
        return
    count = characters(configuration.catalogue, words)
    place = marked.place(("limit",))
    if count > words.limit:
        message = f"patterns, words and cues have {count:,} characters together, where {words.limit:,} is the limit"
        remedy = "Say it shorter: name a list of words, delete what `smallprint rules` finds without use."
        yield Problem(place, message, remedy, "size")
    elif count < words.limit - SLACK and len(configuration.practice_ids) == len(configuration.catalogue.practices):
        message = f"patterns, words and cues have {count:,} characters together, and {words.limit:,} is the limit"
        yield Problem(place, message, f"Lower it to {count}, so that it only falls.", "size", "odd")
