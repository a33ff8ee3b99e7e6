"""Read what the site asks: the practices and categories of site_config/, and the words that their patterns share."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path
from typing import Final, TypeVar

from generator.catalogue import Catalogue, Category, Measure, NoticePoint, Vocabulary
from generator.practices import Practice
from generator.problems import NOWHERE, ContributorError, Problem, closest, errors, one_of, shown
from generator.reading.accuracy import ACCURACY, read_measures
from generator.reading.common_words import COMMON_WORDS, read_common_words
from generator.reading.fields import is_slug
from generator.reading.files import read_text
from generator.reading.frontmatter import load_yaml
from generator.reading.kinds import KINDS, read_kinds
from generator.reading.marked import Marked
from generator.reading.notice import NOTICE, read_points
from generator.reading.practices import practice_files, read_practice, same_labels
from generator.reading.schema_site import CategoriesFile
from generator.reading.search import SEARCH, read_search_words
from generator.reading.standard import Chosen, chosen, standard_practices
from generator.reading.strengths import STRENGTHS, read_strengths
from generator.reading.validation import validate
from generator.reading.vocabularies import read_vocabularies
from generator.reading.words import read_modifiers, read_words
from generator.words import SearchWords, Strengths, Words

IDS: Final = {
    "unknown-category": "A practice's category is one of site_config/categories.yml.",
    "category": "Every category has an id and a place in the order of its own.",
}

T = TypeVar("T")

CATEGORIES = "site_config/categories.yml"

#: The language that the practices' patterns are written in; a policy in another one is shown, and not analysed.
LANGUAGE = "en"


@dataclass(frozen=True, slots=True)
class Configuration:
    """site_config/ as far as it could be read.

    ``practice_ids`` are the ids of all practice files, also of those that are wrong. ``places`` say where
    each value stands in each practice file that is right, by the practice's id; ``word_places`` the same of words.yml,
    None when that is wrong; ``modifier_places`` those of modifiers.yml. ``own`` are the ids of the
    practices whose files are the repository's own; of a collection, others are the standard's. ``common`` says of
    common words how many of 1,000 clauses hold them.
    """

    catalogue: Catalogue
    words: Words
    practice_ids: tuple[str, ...]
    places: Mapping[str, Marked] = field(repr=False)
    word_places: Marked | None = field(repr=False)
    strengths: Strengths = field(default_factory=Strengths, repr=False)
    modifier_places: Marked | None = field(default=None, repr=False)
    own: frozenset[str] = frozenset()
    common: Mapping[str, int] = field(default_factory=dict, repr=False)


def is_analysed(lang: str) -> bool:
    """Tell whether policies in this language are analysed: "en" and "en-GB" are, since the patterns are English."""
    return lang.partition("-")[0] == LANGUAGE


def load_catalogue(root: Path) -> Catalogue:
    """Return the practices, by category and label, and the categories by order.

    Raises ContributorError with every mistake.
    """
    return _or_raise(root).catalogue


def load_words(root: Path) -> Words:
    """Return what site_config/words.yml and modifiers.yml hold. Raises ContributorError."""
    of = chosen(root)
    words, _marked = read_words(root, of)
    return replace(words, modifiers=read_modifiers(root, of)[0])


def read_configuration(root: Path, only: Collection[str] | None = None) -> tuple[Configuration, tuple[Problem, ...]]:
    """Return all that is right in site_config/, and all that is wrong in it.

    With ``only``, of the practices just these.
    """
    problems: list[Problem] = []
    of = _tried(problems, partial(chosen, root)) or Chosen()
    words, word_places = _tried(problems, partial(read_words, root, of)) or (Words((), ()), None)
    modifiers, modifier_places = _tried(problems, partial(read_modifiers, root, of)) or ((), None)
    words = replace(words, modifiers=modifiers)
    categories = _tried(problems, partial(_categories, of.home(root, CATEGORIES)))
    places: dict[str, Marked] = {}
    practices: list[Practice] = []
    files = {file.stem: root for file in practice_files(root, problems)}
    own = frozenset(files)
    if of.standard is not None:
        files = dict.fromkeys(of.practices, of.standard) | files
    ids = list(files)
    for id, home in files.items():
        if only is not None and id not in only:
            continue
        loaded = _tried(problems, partial(read_practice, home, f"{id}.yml"))
        if loaded is None:
            continue
        practice, places[id] = loaded
        if id not in own:  # no file of this repository is behind it
            practice = replace(practice, place=NOWHERE)
        if categories is not None and practice.category not in {category.id for category in categories}:
            problems.append(_unknown_category(practice, places[practice.id], categories))
            continue
        practices.append(practice)
    problems += same_labels(practices, places)
    order = {category.id: category.order for category in categories or ()}
    practices.sort(key=lambda p: (order.get(p.category, 0), p.label.casefold(), p.id))
    measures = _tried(problems, partial(_measures, root, of, ids)) if only is None else ()
    vocabularies = _tried(problems, partial(_vocabularies, root, of)) or ()
    kinds = _tried(problems, partial(read_kinds, of.home(root, KINDS))) or ()
    search = _tried(problems, partial(_search, root, of, ids)) or SearchWords()
    points = _tried(problems, partial(_points, root, of, ids)) or ()
    catalogue = Catalogue(
        practices=tuple(practices),
        categories=tuple(categories or ()),
        conditions=words.conditions,
        measures=measures or (),
        vocabularies=vocabularies,
        texts=of.texts,
        search=search,
        kinds=kinds,
        points=points,
    )
    strengths = _tried(problems, partial(read_strengths, of.home(root, STRENGTHS))) or Strengths()
    home = of.home(root, COMMON_WORDS)
    common = (_tried(problems, partial(read_common_words, home)) if only is None else None) or {}
    found = Configuration(catalogue, words, tuple(ids), places, word_places, strengths, modifier_places, own, common)
    return found, tuple(problems)


def _measures(root: Path, of: Chosen, ids: Collection[str]) -> tuple[Measure, ...]:
    """Return what was counted of the practices; what the standard has counted of others is left out."""
    home = of.home(root, ACCURACY)
    if home == root:
        return read_measures(root, ids)
    counted = read_measures(home, standard_practices())
    return tuple(
        replace(one, figures=tuple((id, told) for id, told in one.figures if id in of.practices)) for one in counted
    )


def _points(root: Path, of: Chosen, ids: Collection[str]) -> tuple[NoticePoint, ...]:
    """Return what the GDPR asks a notice to tell; of the standard's points those that a practice here answers."""
    home = of.home(root, NOTICE)
    if home == root:
        return read_points(root, ids)
    asked = [
        replace(point, practices=tuple(id for id in point.practices if id in ids))
        for point in read_points(home, standard_practices())
    ]
    return tuple(point for point in asked if point.practices)


def _vocabularies(root: Path, of: Chosen) -> tuple[Vocabulary, ...]:
    """Return the lists of other vocabularies, own ones before the standard ones of the same names."""
    standard = read_vocabularies(of.standard) if of.standard and of.practices else ()
    lists = {one.id: one for one in (*standard, *read_vocabularies(root))}
    return tuple(lists[id] for id in sorted(lists))


def _search(root: Path, of: Chosen, ids: Collection[str]) -> SearchWords:
    """Return what search knows of words; what leads to standard practices that are not asked is left out."""
    home = of.home(root, SEARCH)
    if home == root:
        return read_search_words(root, ids)
    words = read_search_words(home, standard_practices())
    return replace(words, asked=tuple((id, phrases) for id, phrases in words.asked if id in of.practices))


def _or_raise(root: Path) -> Configuration:
    configuration, problems = read_configuration(root)
    if errors(problems):
        raise ContributorError(problems)
    return configuration


def _tried(problems: list[Problem], load: Callable[[], T]) -> T | None:
    """Return what load gives; None, with its problems added, when it finds mistakes."""
    try:
        return load()
    except ContributorError as error:
        problems += error.problems
        return None


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


def _unknown_category(practice: Practice, marked: Marked, categories: tuple[Category, ...]) -> Problem:
    ids = [category.id for category in categories]
    near = closest(practice.category, ids)
    guess = f"Did you mean `{near}`? " if near else ""
    message = f"{shown(f'category: {practice.category}')} is no category of {CATEGORIES}"
    return Problem(
        marked.place(("category",)), message, f"{guess}The categories are {one_of(ids, 'and')}.", "unknown-category"
    )
