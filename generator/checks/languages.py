"""Check whether a policy reads like the language that its service.md gives: the practices know one language only."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from generator.analysis import language
from generator.checks.inputs import Written
from generator.contributed import Service
from generator.problems import Problem, shown
from generator.reading.configuration import is_analysed

IDS: Final = {
    "language": "A policy that is read for its practices is in English, and no other one is (odd).",
}


def check_service(written: Written, service: Service) -> Iterator[Problem]:
    """Find the policies that are read for their practices in another language, or the other way round."""
    for terms in service.terms:
        document = written.newest(service, terms)
        guessed = language.guess(document.text) if document else None
        if guessed is None or is_analysed(guessed) == is_analysed(service.lang):
            continue
        name = terms.newest.file
        message = f"{shown(f'lang: {service.lang}')} is given, and {name} reads like {language.NAMES[guessed]}"
        place = written.contents.places[service.id].place(("lang",))
        yield Problem(place, message, f"Write `lang: {guessed}`.", "language", "odd")
