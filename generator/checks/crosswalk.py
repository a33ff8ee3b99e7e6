"""Check whether what practices are called in other vocabularies are terms there."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from generator.checks.inputs import Written
from generator.problems import Problem, closest, one_of, shown

IDS: Final = {
    "unknown-term": "What another vocabulary calls a practice stands in its list in site_config/vocabularies.",
}


def check_written(written: Written) -> Iterator[Problem]:
    """Find the terms of practices that stand in no list; the most alike is proposed."""
    configuration = written.contents.configuration
    lists = {one.id: frozenset(one.terms) for one in configuration.catalogue.vocabularies}
    for practice in configuration.catalogue.practices:
        marked = configuration.places[practice.id]
        if not written.has_practice(practice.id):
            continue
        for vocabulary in dict.fromkeys(vocabulary for vocabulary, _ in practice.crosswalk if vocabulary not in lists):
            place = marked.key(("crosswalk", vocabulary))
            remedy = f"Choose one of {one_of(lists)}, or add its list." if lists else "Add its list."
            yield Problem(place, f"there is no vocabulary {shown(vocabulary)}", remedy, "unknown-term")
        counts: dict[str, int] = {}
        for vocabulary, term in practice.crosswalk:
            number = counts.get(vocabulary, 0)
            counts[vocabulary] = number + 1
            if vocabulary in lists and term not in lists[vocabulary]:
                near = closest(term, lists[vocabulary])
                remedy = (
                    f"Did you mean `{near}`?" if near else f"Choose one of site_config/vocabularies/{vocabulary}.txt."
                )
                yield Problem(
                    marked.place(("crosswalk", vocabulary, number)),
                    f"there is no term {shown(term)}",
                    remedy,
                    "unknown-term",
                )
