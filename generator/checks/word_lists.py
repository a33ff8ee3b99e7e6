"""Check whether each list of words.yml can be named, and has each of its words once."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

from generator.analysis.patterns import ACT_NOUN, FILLING, ING
from generator.checks.inputs import Written
from generator.problems import Problem, shown
from generator.reading.marked import Marked, Path

IDS: Final = {
    "hidden-list": "No macro of words.yml, and no other list of it, has the name of a list.",
    "word-twice": "No word stands twice in one list of words.yml.",
}

_SECTIONS: Final = ("classes", "grammar", "sentences", "referring")
# What a pattern may write behind the name of a list of this kind.
_BEHIND: Final = {"acts": ACT_NOUN, "parties": "", "topics": ING}


def check_configuration(written: Written) -> Iterator[Problem]:
    """Yield every macro and list that hides a list of its name, and every word that a list has twice.

    A collection's own macros and lists stand before the standard ones: they hide only what its own file has.
    """
    marked = written.contents.configuration.word_places
    if marked is None or written.scope.practices is not None:
        return
    lists = [found for section in _SECTIONS for found in _lists(marked.data.get(section), (section,))]
    yield from _hidden([path for path, _ in lists], marked)
    for path, listed in lists:
        seen: set[str] = set()
        for number, word in enumerate(listed):
            if word in seen:
                place = marked.place((*path, number))
                yield Problem(place, f"{shown(word)} stands in this list twice", "Keep one of them.", "word-twice")
            seen.add(word)


def _hidden(lists: list[Path], marked: Marked) -> Iterator[Problem]:
    """Yield the names that stand for two things: a pattern that has one means only the last."""
    remedy = "Give one of the two another name."
    names: dict[str, Path] = {}
    for path in lists:
        for name in _names(path):
            if (first := names.setdefault(name, path)) != path:
                message = f"{shown(name)} is also the name of a list of {first[-2]}, which no pattern can name"
                yield Problem(marked.key(path), message, remedy, "hidden-list")
    for name in marked.data.get("macros", {}):
        if name in names:
            message = f"{shown(name)} is also the name of a list of {names[name][-2]}, which no pattern can name"
            yield Problem(marked.key(("macros", name)), message, remedy, "hidden-list")


def _names(path: Path) -> set[str]:
    """Return the names by which a pattern may mean the list at a path of words.yml."""
    kind, name = str(path[-2]), str(path[-1])
    if kind in _BEHIND:
        return {name, name + _BEHIND[kind]}
    return {name} if kind == "grammar" and name in FILLING else set()


def _lists(value: Any, path: Path) -> Iterator[tuple[Path, list[str]]]:
    """Yield all lists in a section of words.yml, each with its path."""
    if isinstance(value, list):
        yield path, value
    elif isinstance(value, dict):
        for key, one in value.items():
            yield from _lists(one, (*path, key))
