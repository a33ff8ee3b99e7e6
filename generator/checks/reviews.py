"""Check whether each correction speaks of a practice that there is, once, with an answer that the practice has."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from generator.checks.inputs import Written
from generator.problems import Problem, closest, one_of, shown

IDS: Final = {
    "unknown-practice": "A review, a dispute, a figure and a limit of words.yml name a practice that there is.",
    "duplicate-review": "A practice is reviewed once.",
    "unknown-answer": "A review gives an answer that the practice has.",
}


def check_written(written: Written) -> Iterator[Problem]:
    """Unknown practices, outcomes that a practice has no words for, and two corrections of one practice."""
    contents = written.contents
    known = contents.configuration.practice_ids
    practices = {practice.id: practice for practice in contents.configuration.catalogue.practices}
    for id, corrections in contents.corrections.items():
        marked = contents.review_places[id]
        first: dict[str, int] = {}
        for number, correction in enumerate(corrections):
            place = marked.place((number, "practice"))
            if correction.practice not in known:
                near = closest(correction.practice, known)
                remedy = f"Did you mean `{near}`?" if near else "Use the name of a file in site_config/practices."
                message = f"{shown(f'practice: {correction.practice}')} is no practice"
                yield Problem(place, message, remedy, "unknown-practice")
                continue
            if first.setdefault(correction.practice, number) != number:
                line = marked.place((first[correction.practice], "practice")).line
                message = f"{shown(correction.practice)} is corrected twice, first on line {line}"
                yield Problem(place, message, "Keep one correction of each practice.", "duplicate-review")
            practice = practices.get(correction.practice)
            answers = [outcome for outcome, _words in practice.answers] if practice else []
            if answers and correction.outcome not in answers:
                message = f"{shown(correction.practice)} has no answer {shown(correction.outcome)}"
                place = marked.place((number, "outcome"))
                yield Problem(place, message, f"Write {one_of(answers)}.", "unknown-answer")
