"""Check whether each list of words.yml can be named, and has each of its words once."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final

from generator.analysis.patterns import ACT_NOUN, FILLING, ING
from generator.checks.inputs import Written
from generator.problems import Problem, shown
from generator.reading.marked import Marked, Path
from generator.words import WordClasses

IDS: Final = {
    "hidden-list": "No macro of words.yml, and no other list of it, has the name of a list.",
    "word-twice": "No word stands twice in one list of words.yml.",
}


def check_configuration(written: Written) -> Iterator[Problem]:
    """Yield every macro and list that hides a list of its name, and every word that a list has twice."""
    configuration, scope = written.contents.configuration, written.scope
    marked = configuration.word_places
    if marked is None or scope.practices is not None:
        return
    classes = configuration.words.classes
    yield from _hidden(classes, marked)
    for path, listed in _lists(classes).items():
        seen: set[str] = set()
        for number, word in enumerate(listed if path in marked.places else ()):
            if word in seen:
                place = marked.place((*path, number))
                yield Problem(place, f"{shown(word)} stands in this list twice", "Keep one of them.", "word-twice")
            seen.add(word)


def _hidden(classes: WordClasses, marked: Marked) -> Iterator[Problem]:
    """Yield the names that stand for two things: a pattern that has one means only the last."""
    names: dict[str, Path] = {}
    for path in _lists(classes):
        for name in _named(path) if path in marked.keys else ():  # a collection's own come before the standard ones
            if (first := names.setdefault(name, path)) != path:
                message = f"{shown(name)} is also the name of a list of {first[-2]}, which no pattern can name"
                yield Problem(marked.key(path), message, "Give one of the two another name.", "hidden-list")
    for name in marked.data.get("macros", {}):
        if name in names:
            message = f"{shown(name)} is also the name of a list of {names[name][-2]}, which no pattern can name"
            remedy = "Give the macro or the list another name."
            yield Problem(marked.key(("macros", name)), message, remedy, "hidden-list")


def _named(path: Path) -> tuple[str, ...]:
    """Return the names by which a pattern may mean the list at a path of words.yml."""
    kind, name = path[-2:]
    if kind == "grammar":
        return (str(name),) if name in FILLING else ()
    behind = {"acts": ACT_NOUN, "topics": ING}.get(str(kind))
    return (str(name), *([f"{name}{behind}"] if behind else [])) if kind != "classes" else ()


def _lists(classes: WordClasses) -> Mapping[Path, tuple[str, ...]]:
    """Return all lists by their paths in words.yml."""
    kinds = (("acts", classes.acts), ("parties", classes.parties), ("topics", classes.topics))
    lists: dict[Path, tuple[str, ...]] = {
        ("classes", kind, name): listed for kind, its in kinds for name, listed in its
    }
    lists[("classes", "data")] = classes.data
    return lists | {("grammar", name): listed for name, listed in classes.grammar}
