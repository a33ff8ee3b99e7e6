"""Reads what all practices share: the words of site_config/words.yml, and the cues of site_config/modifiers.yml."""

from __future__ import annotations

import os
from dataclasses import replace
from pathlib import Path
from typing import Final

from generator.problems import ContributorError, Problem, shown
from generator.reading.files import read_text
from generator.reading.frontmatter import load_yaml
from generator.reading.long_lines import refuse_long_lines
from generator.reading.marked import Marked
from generator.reading.schema_words import ModifiersFile, OwnWordsFile, WordsFile
from generator.reading.standard import Chosen
from generator.reading.validation import validate
from generator.words import Condition, Modifier, ReferringWords, SentenceWords, WordClasses, Words

IDS: Final = {
    "words": "A noun of an act in words.yml belongs to a verb that a list has.",
}
WORDS: Final = "site_config/words.yml"
MODIFIERS: Final = "site_config/modifiers.yml"
#: What a repository takes that is whole by itself.
NOTHING: Final = Chosen()


def read_words(root: Path, of: Chosen = NOTHING) -> tuple[Words, Marked]:
    """Return what words.yml holds, and where. Raises ContributorError with every mistake.

    A collection's own macros and limits stand before the standard ones of the same names; its other lists are whole.
    How many characters there may be is its own word as well.
    """
    if of.standard is None:
        marked = _loaded(root, WORDS)
        return _words(validate(WordsFile, marked), marked), marked
    words, marked = read_words(of.standard)
    if not os.path.lexists(root / WORDS):
        return replace(words, limit=0), marked
    marked = _loaded(root, WORDS)
    own = _words(validate(OwnWordsFile, marked), marked)
    conditions = {one.id: one for one in (*words.conditions, *own.conditions)}
    return Words(
        tuple((dict(words.macros) | dict(own.macros)).items()),
        tuple(conditions.values()),
        own.signs or words.signs,
        own.classes if own.classes.grammar else words.classes,
        limit=own.limit,
        referring=words.referring if own.referring == ReferringWords() else own.referring,
    ), marked


def _loaded(root: Path, path: str) -> Marked:
    """Return what a file says, whose lines can be read. Raises ContributorError."""
    text = read_text(root, path)
    refuse_long_lines(text, path)
    return load_yaml(text, path)


def _words(written: WordsFile | OwnWordsFile, marked: Marked) -> Words:
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
    macros, classes = tuple(written.macros.items()), _classes(written, marked)
    return Words(macros, conditions, written.signs, classes, limit=written.limit, referring=_referring(written))


def _classes(written: WordsFile | OwnWordsFile, marked: Marked) -> WordClasses:
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
        tuple((topic, tuple(listed)) for topic, listed in classes.topics.items()),
        lists,
        tuple(grammar.nouns.items()),
        _sentences(written),
    )


def _sentences(written: WordsFile | OwnWordsFile) -> SentenceWords:
    """Return the words by what they do in a sentence."""
    listed = written.sentences.model_dump() if written.sentences is not None else {}
    return SentenceWords(**{name: frozenset(words) for name, words in listed.items()})


def _referring(written: WordsFile | OwnWordsFile) -> ReferringWords:
    """Return the words of sentences that are never evidence."""
    listed = written.referring.model_dump() if written.referring is not None else {}
    return ReferringWords(**{name: tuple(words) for name, words in listed.items()})


def read_modifiers(root: Path, of: Chosen = NOTHING) -> tuple[tuple[Modifier, ...], Marked | None]:
    """Return the rows of modifiers.yml and where they stand; none where there is no such file.

    A collection's own rows stand before the standard ones of the same cue.
    """
    if of.standard is not None:
        own, marked = read_modifiers(root)
        others, places = read_modifiers(of.standard)
        cues = {row.cue for row in own}
        return (*own, *(row for row in others if row.cue not in cues)), marked or places
    if not os.path.lexists(root / MODIFIERS):
        return (), None
    marked = _loaded(root, MODIFIERS)
    rows = validate(ModifiersFile, marked).root
    return tuple(Modifier(**row.model_dump()) for row in rows), marked
