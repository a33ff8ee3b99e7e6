"""Read the practices: one file of site_config/practices for each badge."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Final

from generator.practices import Frame, Implied, Outcome, Practice, Rule
from generator.problems import Place, Problem, shown
from generator.reading.fields import is_slug
from generator.reading.files import read_text, same_as, twins
from generator.reading.frontmatter import load_yaml
from generator.reading.long_lines import refuse_long_lines
from generator.reading.marked import Marked
from generator.reading.schema_practices import FrameEntry, PracticeFile
from generator.reading.scope import PRACTICES
from generator.reading.validation import validate

IDS: Final = {
    "practice-file": "A practice's file ends in .yml and is named with small letters, digits and hyphens.",
    "duplicate-practice": "No two practices have one label.",
}


def practice_files(root: Path, problems: list[Problem]) -> Iterator[Path]:
    """Yield the practice files by name; what else lies in the folder is odd."""
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


def _frame(written: FrameEntry | None) -> Frame | None:
    if written is None:
        return None
    slots = written.model_dump(exclude={"says", "denied"})
    return Frame(written.says, denied=written.denied, **{slot: tuple(names) for slot, names in slots.items()})


def read_practice(root: Path, name: str) -> tuple[Practice, Marked]:
    """Return the practice of a file, with the places of its values. Raises ContributorError."""
    path = f"{PRACTICES}/{name}"
    text = read_text(root, path)
    refuse_long_lines(text, path)
    marked = load_yaml(text, path)
    written = validate(PracticeFile, marked)
    given: tuple[tuple[Outcome, str | None], ...] = (
        ("present", written.answers.present),
        ("absent", written.answers.absent),
        ("unclear", written.answers.unclear),
        ("silent", written.answers.silent),
    )
    outcomes: tuple[Outcome, ...] = ("present", "absent", "unclear", "silent")
    rules = tuple(
        Rule(outcome=outcome, frame=_frame(rule.frame), **rule.model_dump(exclude={"frame"}))
        for outcome in outcomes[:3]
        for rule in getattr(written.detection, outcome)
    )
    examples = tuple((outcome, text) for outcome in outcomes for text in getattr(written.examples, outcome))
    practice = Practice(
        id=name.removesuffix(".yml"),
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
        fact=written.fact,
        wins=written.wins,
        implies=tuple(Implied(**entry.model_dump()) for entry in written.implies),
        unless=written.detection.unless,
        crosswalk=tuple((vocabulary, term) for vocabulary, terms in written.crosswalk.items() for term in terms),
    )
    return practice, marked


def same_labels(practices: list[Practice], places: Mapping[str, Marked]) -> Iterator[Problem]:
    """Yield a problem for each second practice of a label: two badges of one name cannot be told apart."""
    seen: dict[str, Practice] = {}
    for practice in practices:
        first = seen.setdefault(practice.label.casefold(), practice)
        if first is not practice:
            message = f"{shown(f'label: {practice.label}')} is also the label of {first.place.path}"
            place = places[practice.id].place(("label",))
            yield Problem(place, message, "Give each practice its own label.", "duplicate-practice")
