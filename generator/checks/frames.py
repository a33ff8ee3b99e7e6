"""Check whether the sentence that a frame says fills the frame."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from generator.analysis.folding import fold, match_text
from generator.analysis.judging import Sentence
from generator.analysis.patterns import compile_pattern
from generator.analysis.reader import Reader
from generator.analysis.rules import compile_rule, pattern_of
from generator.analysis.sentences import Statement
from generator.checks.inputs import Written
from generator.practices import Practice, Rule
from generator.problems import Problem, shown
from generator.words import Words

IDS: Final = {
    "frame": "A frame finds the sentence that it says.",
}


def check_configuration(written: Written) -> Iterator[Problem]:
    """Yield every frame whose own sentence does not come out as the rule says."""
    configuration = written.contents.configuration
    practices = [one for one in configuration.catalogue.practices if written.has_practice(one.id)]
    if configuration.word_places is None or not any(rule.frame for one in practices for rule in one.rules):
        return
    reader = Reader(configuration.words)
    for practice in practices:
        numbers: dict[str, int] = {}
        for rule in practice.rules:
            number = numbers.get(rule.outcome, 0)
            numbers[rule.outcome] = number + 1
            if rule.frame is not None and not _says(practice, rule, configuration.words, reader):
                place = ("detection", rule.outcome, number, "frame", "says")
                message = f"the frame {shown(rule.name)} does not find {shown(rule.frame.says)}"
                remedy = (
                    "Look with `smallprint explain` how the sentence is read, and correct the slots or the sentence."
                )
                yield Problem(configuration.places[practice.id].place(place), message, remedy, "frame")


def _says(practice: Practice, rule: Rule, words: Words, reader: Reader) -> bool:
    """Tell whether a frame finds its own sentence; so it seems where its names are wrong, which is told elsewhere."""
    assert rule.frame is not None
    match = match_text(fold(rule.frame.says)).encode("ascii", "replace")
    try:
        compiled = compile_rule(practice, rule, compile_pattern(pattern_of(rule, words), words), words)
    except ValueError:
        return True
    first = compiled.pattern.search(match)
    statement = Statement(match, 0, len(match))
    found = compiled.judgement(statement, Sentence(match, reader, frozenset()), first) if first is not None else None
    return found is not None and found[0] in (rule.outcome, rule.negated)
