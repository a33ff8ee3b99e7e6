"""Read what search knows of the words that people type: site_config/search.yml."""

from __future__ import annotations

import os
from collections.abc import Collection, Iterator
from pathlib import Path
from typing import Final

from generator.problems import ContributorError, Problem, closest, shown
from generator.reading.files import read_text
from generator.reading.frontmatter import load_yaml
from generator.reading.marked import Marked
from generator.reading.marked import Path as Steps
from generator.reading.schema_words import SearchFile
from generator.reading.validation import validate
from generator.words import SearchWords

IDS: Final = {
    "search-practice": "What people type in search.yml leads to a practice that is there.",
    "search-twice": "No word stands twice in one list of search.yml, and no phrase leads to two practices.",
}
SEARCH: Final = "site_config/search.yml"


def read_search_words(root: Path, practices: Collection[str]) -> SearchWords:
    """Return what search.yml holds; nothing where there is no such file.

    ``practices`` are the ids of all practices. Raises ContributorError with every mistake.
    """
    if not os.path.lexists(root / SEARCH):
        return SearchWords()
    marked = load_yaml(read_text(root, SEARCH), SEARCH)
    written = validate(SearchFile, marked)
    problems = [*_unknown(written, marked, practices), *_twice(written, marked)]
    if problems:
        raise ContributorError(problems)
    return SearchWords(
        tuple(written.skipped),
        tuple((word, tuple(forms)) for word, forms in written.forms.items()),
        tuple(map(tuple, written.same)),
        tuple((practice, tuple(phrases)) for practice, phrases in written.asked.items()),
    )


def _unknown(written: SearchFile, marked: Marked, practices: Collection[str]) -> Iterator[Problem]:
    for id in written.asked:
        if id not in practices:
            near = closest(id, practices)
            remedy = f"Did you mean `{near}`?" if near else "Write the id of a practice: its file's name without .yml."
            yield Problem(marked.key(("asked", id)), f"{shown(id)} is no practice", remedy, "search-practice")


def _twice(written: SearchFile, marked: Marked) -> Iterator[Problem]:
    listed: list[list[tuple[Steps, str]]] = [
        [(("skipped", number), word) for number, word in enumerate(written.skipped)],
        [(("forms", word, number), form) for word, forms in written.forms.items() for number, form in enumerate(forms)],
        [(("same", row, number), word) for row, words in enumerate(written.same) for number, word in enumerate(words)],
        [(("asked", id, number), phrase) for id, said in written.asked.items() for number, phrase in enumerate(said)],
    ]
    for words in listed:
        seen: set[str] = set()
        for path, word in words:
            if word in seen:
                yield Problem(
                    marked.place(path), f"{shown(word)} stands here twice", "Keep one of them.", "search-twice"
                )
            seen.add(word)
