"""Check whether each row of modifiers.yml does what it says: it changes one sentence, and leaves another."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from generator.analysis.folding import fold, match_text
from generator.analysis.reader import Reader
from generator.checks.inputs import Written
from generator.problems import Problem, shown

IDS: Final = {
    "modifier": "A row of modifiers.yml changes its first sentence, and leaves the second.",
}


def check_configuration(written: Written) -> Iterator[Problem]:
    """Yield every row whose cue changes nothing in its first sentence, or something in its second."""
    configuration = written.contents.configuration
    marked, words = configuration.modifier_places, configuration.words
    if marked is None or configuration.word_places is None or written.scope.practices is not None:
        return  # without its words the reader knows no verb, and every row would seem wrong
    reader = Reader(words)
    for number, row in enumerate(words.modifiers):
        without = Reader(replace(words, modifiers=tuple(one for one in words.modifiers if one is not row)))
        if _read(reader, row.changes) == _read(without, row.changes):
            message = f"the cue {shown(row.cue)} changes nothing in {shown(row.changes)}"
            remedy = "Write a sentence that says something else without the cue, or leave the row out."
            yield Problem(marked.place((number, "changes")), message, remedy, "modifier")
        if _read(reader, row.leaves) != _read(without, row.leaves):
            message = f"the cue {shown(row.cue)} changes {shown(row.leaves)}"
            remedy = "Write a sentence that looks alike and must not change, or correct the row."
            yield Problem(marked.place((number, "leaves")), message, remedy, "modifier")


def _read(reader: Reader, sentence: str) -> tuple[str, ...]:
    return tuple(map(str, reader.read(match_text(fold(sentence)))))
