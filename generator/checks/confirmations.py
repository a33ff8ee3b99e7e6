"""Whether a correction still corrects anything: where the machine says the same by now, it is asked about."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import cache

from generator.analysis.clauses import segment
from generator.analysis.detection import Detector
from generator.analysis.verdicts import decide
from generator.checks.given import Given
from generator.formats import Unreadable
from generator.model import Outcome, Practice, Problem, Service
from generator.problems import shown
from generator.reading.configuration import is_analysed


def check(given: Given) -> Iterator[Problem]:
    """A review with whose outcome the machine agrees is odd: it can stay as a confirmation, or go."""
    contents = given.contents
    practices = {practice.id: practice for practice in contents.configuration.catalogue.practices}
    detector = cache(  # most reviews are of the same few practices, and its patterns take long to make ready
        lambda *asked: Detector(asked, contents.configuration.words)
    )
    for service in contents.services:
        corrections = contents.corrections.get(service.id, ())
        reviewed = [practices[one.practice] for one in corrections if one.practice in practices]
        if not reviewed or not is_analysed(service.lang):
            continue
        said = _detected(given, service, reviewed, detector)
        for number, one in enumerate(corrections):
            if said.get(one.practice) == one.outcome:
                message = f"the program says {shown(one.outcome)} of {shown(one.practice)} too, without this review"
                place = contents.review_marks[service.id].place((number, "outcome"))
                yield Problem(place, message, "Delete it; else it stays as a confirmation.", "review-agrees", "odd")


def _detected(
    given: Given, service: Service, practices: Sequence[Practice], detector: Callable[..., Detector]
) -> dict[str, Outcome]:
    """What the machine alone says of these practices; nothing where the policy or a pattern cannot be read."""
    document = given.newest(service)
    if document is None:
        return {}
    try:
        sections, clauses = segment(document)
        asked = detector(*practices)
    except (Unreadable, ValueError):  # told by the checks of snapshots and of practices
        return {}
    findings = asked.detect(document, sections, clauses)
    return {verdict.practice: verdict.outcome for verdict in decide(practices, findings, (), document, clauses)}
