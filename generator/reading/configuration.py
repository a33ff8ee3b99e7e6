"""Reads what the site asks: the practices and categories of site_config/, and the words that their patterns share."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path
from typing import TypeVar

from generator.model import (
    Catalogue,
    Category,
    Condition,
    Modifier,
    Outcome,
    Place,
    Practice,
    Problem,
    Rule,
    WordClasses,
    Words,
)
from generator.problems import ContributorError, closest, errors, one_of, shown
from generator.reading.fields import is_slug
from generator.reading.files import read_text, same_as, twins
from generator.reading.frontmatter import Marked, load_yaml
from generator.reading.schema import CategoriesFile, ModifiersFile, PracticeFile, WordsFile
from generator.reading.scope import PRACTICES
from generator.reading.validation import validate

T = TypeVar("T")

CATEGORIES = "site_config/categories.yml"
WORDS = "site_config/words.yml"
MODIFIERS = "site_config/modifiers.yml"

#: The language that the practices' patterns are written in; a policy in another one is shown, and not analysed.
LANGUAGE = "en"


@dataclass(frozen=True, slots=True)
class Configuration:
    """site_config/ as far as it could be read.

    ``practice_ids`` are the ids of all practice files, also of those that are wrong. ``marks`` has the places in each
    practice file that is right, by the practice's id; ``word_marks`` those in words.yml, None when that is wrong,
    ``modifier_marks`` those in modifiers.yml.
    """

    catalogue: Catalogue
    words: Words
    practice_ids: tuple[str, ...]
    marks: Mapping[str, Marked] = field(repr=False)
    word_marks: Marked | None = field(repr=False)
    modifier_marks: Marked | None = field(default=None, repr=False)


def is_analysed(lang: str) -> bool:
    """Whether policies in this language are analysed: "en" and "en-GB" are, since the patterns are English."""
    return lang.partition("-")[0] == LANGUAGE


def load_catalogue(root: Path) -> Catalogue:
    """The practices, by category and label, and the categories by order. Raises ContributorError with every mistake."""
    return _or_raise(root).catalogue


def load_words(root: Path) -> Words:
    """What site_config/words.yml and modifiers.yml hold. Raises ContributorError."""
    words, _marked = _words(root)
    return replace(words, modifiers=_modifiers(root)[0])


def read_configuration(root: Path, only: Collection[str] | None = None) -> tuple[Configuration, tuple[Problem, ...]]:
    """All that is right in site_config/, and all that is wrong in it; with ``only``, of the practices just these."""
    problems: list[Problem] = []
    words, word_marks = _tried(problems, partial(_words, root)) or (Words((), ()), None)
    modifiers, modifier_marks = _tried(problems, partial(_modifiers, root)) or ((), None)
    words = replace(words, modifiers=modifiers)
    categories = _tried(problems, partial(_categories, root))
    marks: dict[str, Marked] = {}
    practices: list[Practice] = []
    ids: list[str] = []
    for file in _practice_files(root, problems):
        ids.append(file.stem)
        if only is not None and file.stem not in only:
            continue
        loaded = _tried(problems, partial(_practice, root, file))
        if loaded is None:
            continue
        practice, marks[practice.id] = loaded
        if categories is not None and practice.category not in {category.id for category in categories}:
            problems.append(_unknown_category(practice, marks[practice.id], categories))
            continue
        practices.append(practice)
    problems += _same_labels(practices, marks)
    order = {category.id: category.order for category in categories or ()}
    practices.sort(key=lambda p: (order.get(p.category, 0), p.label.casefold(), p.id))
    catalogue = Catalogue(tuple(practices), tuple(categories or ()), words.conditions)
    return Configuration(catalogue, words, tuple(ids), marks, word_marks, modifier_marks), tuple(problems)


def _or_raise(root: Path) -> Configuration:
    configuration, problems = read_configuration(root)
    if errors(problems):
        raise ContributorError(problems)
    return configuration


def _tried(problems: list[Problem], load: Callable[[], T]) -> T | None:
    """What load gives; None, with its problems added, when it finds mistakes."""
    try:
        return load()
    except ContributorError as error:
        problems += error.problems
        return None


def _practice_files(root: Path, problems: list[Problem]) -> Iterator[Path]:
    """The practice files by name; what else lies in the folder is odd."""
    folder = root / PRACTICES
    alike = twins(folder) if folder.is_dir() else {}
    for path in sorted(folder.iterdir()) if folder.is_dir() else ():
        place = Place(f"{PRACTICES}/{path.name}")
        if path.name.startswith("."):
            continue
        if path.suffix != ".yml":
            message, remedy = f"{shown(path.name)} is no practice: it does not end in .yml", "Rename or move it."
            problems.append(Problem(place, message, remedy, "practice-file", "odd"))
        elif not is_slug(path.stem):
            remedy = "Use small letters, digits and hyphens, as uses-cookies.yml."
            message = f"{shown(path.stem)} cannot be a practice's id{same_as(alike.get(path.name))}"
            problems.append(Problem(place, message, remedy, "practice-file"))
        else:
            yield path


def _practice(root: Path, file: Path) -> tuple[Practice, Marked]:
    path = f"{PRACTICES}/{file.name}"
    marked = load_yaml(read_text(root, path), path)
    written = validate(PracticeFile, marked)
    given: tuple[tuple[Outcome, str | None], ...] = (
        ("present", written.answers.present),
        ("absent", written.answers.absent),
        ("unclear", written.answers.unclear),
        ("silent", written.answers.silent),
    )
    outcomes: tuple[Outcome, ...] = ("present", "absent", "unclear", "silent")
    rules = tuple(
        Rule(outcome=outcome, **rule.model_dump())
        for outcome in outcomes[:3]
        for rule in getattr(written.detection, outcome)
    )
    examples = tuple((outcome, text) for outcome in outcomes for text in getattr(written.examples, outcome))
    practice = Practice(
        id=file.stem,
        label=written.label,
        question=written.question,
        explanation=written.explanation,
        definition=written.definition,
        category=written.category,
        tone=written.tone,
        icon=written.icon,
        gdpr=written.gdpr,
        answers=tuple((outcome, words) for outcome, words in given if words is not None),
        rules=rules,
        examples=examples,
        look_alikes=tuple(written.look_alikes),
        place=Place(path),
        first=written.first,
        wins=written.wins,
    )
    return practice, marked


def _categories(root: Path) -> tuple[Category, ...]:
    marked = load_yaml(read_text(root, CATEGORIES), CATEGORIES)
    written = validate(CategoriesFile, marked).root
    problems = [
        Problem(
            marked.key((id,)), f"{shown(id)} cannot be a category's id", "Use small letters and hyphens.", "category"
        )
        for id in written
        if not is_slug(id)
    ]
    orders: dict[int, str] = {}
    for id, entry in written.items():
        if (first := orders.setdefault(entry.order, id)) != id:
            message = f"`order: {entry.order}` is also the order of `{first}`"
            problems.append(Problem(marked.place((id, "order")), message, "Give each its own.", "category"))
    if problems:
        raise ContributorError(problems)
    return tuple(
        Category(id, entry.label, entry.question, entry.icon, entry.order, tuple(entry.lexicon.items()))
        for id, entry in sorted(written.items(), key=lambda item: item[1].order)
    )


def _words(root: Path) -> tuple[Words, Marked]:
    marked = load_yaml(read_text(root, WORDS), WORDS)
    written = validate(WordsFile, marked)
    conditions = tuple(
        Condition(id, entry.label, entry.pattern, tuple(entry.outcomes), tuple(entry.tones), entry.within, entry.unless)
        for id, entry in written.conditions.items()
    )
    return Words(tuple(written.macros.items()), conditions, _classes(written, marked)), marked


def _classes(written: WordsFile, marked: Marked) -> WordClasses:
    """The lists of words. Raises ContributorError for a noun of an act that no list has."""
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


def _modifiers(root: Path) -> tuple[tuple[Modifier, ...], Marked | None]:
    """The rows of modifiers.yml, none where there is no such file."""
    if not (root / MODIFIERS).is_file():
        return (), None
    marked = load_yaml(read_text(root, MODIFIERS), MODIFIERS)
    rows = validate(ModifiersFile, marked).root
    return tuple(Modifier(**row.model_dump()) for row in rows), marked


def _unknown_category(practice: Practice, marked: Marked, categories: tuple[Category, ...]) -> Problem:
    ids = [category.id for category in categories]
    near = closest(practice.category, ids)
    guess = f"Did you mean `{near}`? " if near else ""
    message = f"{shown(f'category: {practice.category}')} is no category of {CATEGORIES}"
    return Problem(
        marked.place(("category",)), message, f"{guess}The categories are {one_of(ids, 'and')}.", "unknown-category"
    )


def _same_labels(practices: list[Practice], marks: Mapping[str, Marked]) -> Iterator[Problem]:
    """Two badges of one name cannot be told apart."""
    seen: dict[str, Practice] = {}
    for practice in practices:
        first = seen.setdefault(practice.label.casefold(), practice)
        if first is not practice:
            message = f"{shown(f'label: {practice.label}')} is also the label of {first.place.path}"
            place = marks[practice.id].place(("label",))
            yield Problem(place, message, "Give each practice its own label.", "duplicate-practice")
