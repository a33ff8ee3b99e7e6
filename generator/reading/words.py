"""Reads what all practices share: the words of site_config/words.yml, and the cues of site_config/modifiers.yml."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Final

from generator.catalogue import Condition, Modifier, WordClasses, Words
from generator.problems import ContributorError, Problem, shown
from generator.reading.files import read_text
from generator.reading.frontmatter import Marked, load_yaml
from generator.reading.long_lines import refuse_long_lines
from generator.reading.schema_site import ModifiersFile, WordsFile
from generator.reading.validation import validate

IDS: Final = {
    "words": "A noun of an act in words.yml belongs to a verb that a list has.",
}
WORDS: Final = "site_config/words.yml"
MODIFIERS: Final = "site_config/modifiers.yml"


def read_words(root: Path) -> tuple[Words, Marked]:
    """Return what words.yml holds, and where. Raises ContributorError with every mistake."""
    text = read_text(root, WORDS)
    refuse_long_lines(text, WORDS)
    marked = load_yaml(text, WORDS)
    written = validate(WordsFile, marked)
    conditions = tuple(
        Condition(
            id,
            entry.label,
            entry.pattern,
            tuple(entry.outcomes),
            tuple(entry.tones),
            entry.within,
            entry.unless,
            tuple(entry.practices),
            entry.anywhere,
            entry.part,
            tuple(entry.covers),
            tuple(entry.never),
            entry.act,
            entry.only,
            entry.same,
            tuple(entry.alone),
            entry.everybody,
        )
        for id, entry in written.conditions.items()
    )
    return Words(
        tuple(written.macros.items()), conditions, written.signs, _classes(written, marked), limit=written.limit
    ), marked


def _classes(written: WordsFile, marked: Marked) -> WordClasses:
    """Return the lists of words. Raises ContributorError for a noun of an act that no list has."""
    if written.classes is None or written.grammar is None:
        return WordClasses()
    classes, grammar = written.classes, written.grammar
    verbs = {verb for listed in (*classes.acts.values(), grammar.other) for verb in listed}
    problems = [
        Problem(
            marked.place(("grammar", "nouns", noun)),
            f"{shown(verb)}, the act of {shown(noun)}, is a verb of no list",
            "Write a verb that stands under `acts` or `other`, or add it there.",
            "words",
        )
        for noun, verb in grammar.nouns.items()
        if verb not in verbs
    ]
    if problems:
        raise ContributorError(problems)
    lists = tuple((name, tuple(listed)) for name, listed in grammar.model_dump(exclude={"nouns"}).items())
    return WordClasses(
        tuple((act, tuple(listed)) for act, listed in classes.acts.items()),
        tuple(classes.data),
        tuple((party, tuple(listed)) for party, listed in classes.parties.items()),
        lists,
        tuple(grammar.nouns.items()),
    )


def read_modifiers(root: Path) -> tuple[tuple[Modifier, ...], Marked | None]:
    """Return the rows of modifiers.yml and where they stand; none where there is no such file."""
    if not os.path.lexists(root / MODIFIERS):
        return (), None
    text = read_text(root, MODIFIERS)
    refuse_long_lines(text, MODIFIERS)
    marked = load_yaml(text, MODIFIERS)
    rows = validate(ModifiersFile, marked).root
    return tuple(Modifier(**row.model_dump()) for row in rows), marked
