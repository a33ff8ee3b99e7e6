"""Make the compare page, and the data that it and the matrix's filters read, as plain script files.

A script that a tag loads works from ``file://``, where a page may not fetch a file. ``assets/compare/index.js`` holds
the questions and names the files of answers, each of which holds one letter a question for at most PART services:
that is what filters need. ``assets/compare/services/<id>.js`` holds what the compare page shows of one service.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final

from generator.catalogue import Outcome, Practice
from generator.model import Page, Site
from generator.pages import addresses
from generator.pages.badges import OUTCOMES, TONES, Badge
from generator.pages.escaping import script_call, words
from generator.pages.names import Made
from generator.pages.passages import Passage, on_topic
from generator.pages.render import make_templates
from generator.pages.text import supported
from generator.pages.views import PolicyView

PART: Final = 250
"""Services in one file of answers: with a hundred questions about 35 kB."""
LETTERS: Final[Mapping[Outcome, str]] = {"present": "p", "absent": "a", "unclear": "u", "silent": "s"}
_UNREAD: Final = "-"
_CLAUSES: Final = 3
_LENGTH: Final = 260


def pages(site: Site, views: Sequence[PolicyView], made: Made | None = None) -> Iterator[Page]:
    """Yield the compare page and its data files.

    ``views`` are the site's policies, prepared, in its order. ``made`` knows the files of policies that were made
    before.
    """
    made = made or Made()
    about = f"Put 2 to 4 services side by side: what each {site.catalogue.texts.one} says, and where they differ."
    yield make_templates(site).page(addresses.COMPARE, "compare.md.j2", "Compare", about, views=views, hide=("toc",))
    files: list[str] = []
    for start in range(0, len(views), PART):
        data = script_call(
            "smallprintCompare.part", [_row(view, site.catalogue.practices) for view in views[start : start + PART]]
        )
        name = hashlib.sha256(data).hexdigest()[:12]
        files.append(f"{name}.js")
        yield Page(addresses.compare_data(name), data)
    yield Page(addresses.compare_data("index"), script_call("smallprintCompare.begin", _index(site, files)))
    for view in views:
        own = made.of(view.id)
        if own is None:
            data = script_call("smallprintCompare.service", service_data(view, site))
            own = (Page(addresses.compare_service(view.id), data),)
            made.keep(view.id, own)
        yield from own


def service_data(view: PolicyView, site: Site) -> dict[str, Any]:
    """Return what the compare page shows of a service: its answers with a quote each, and its telling clauses by topic.

    A clause is (anchor, lead, before, quote, after, ids of the practices that it supports). Silent answers are left
    out.
    """
    evidence = supported(view)
    clauses: dict[Passage, int] = {}
    topics: dict[str, list[Any]] = {}
    for category in site.catalogue.categories:
        if found := on_topic(view, evidence, category.id, _CLAUSES, _LENGTH):
            topics[category.id] = [found.total, [clauses.setdefault(one, len(clauses)) for one in found.passages]]
    return {
        "id": view.id,
        "name": words(view.name),
        "lang": view.policy.service.lang,
        "age": view.age,
        "words": view.words,
        "analysed": view.policy.analysed,
        "unread": f"{view.unread.word}: {view.unread.reason}." if view.unread else "",
        "tally": view.tally,
        "answers": {badge.practice.id: _answer(badge) for badge in view.answered},
        "clauses": [
            [one.anchor, one.lead, one.before, one.quote, one.after, [badge.practice.id for badge in one.badges]]
            for one in clauses
        ],
        "topics": topics,
    }


def _answer(badge: Badge) -> list[Any]:
    quote = badge.shown[0] if badge.shown else None
    text = words(f"{quote.lead} {'… ' * quote.cut[0]}{quote.text}{' …' * quote.cut[1]}") if quote else ""
    return [LETTERS[badge.verdict.outcome], badge.basis, text, list(quote.conditions if quote else badge.conditions)]


def _row(view: PolicyView, practices: Sequence[Practice]) -> list[str]:
    badges = [view.badges.get(practice.id) for practice in practices]
    letters = "".join(LETTERS[badge.verdict.outcome] if badge else _UNREAD for badge in badges)
    return [view.id, words(view.name), letters]


def _index(site: Site, files: Sequence[str]) -> dict[str, Any]:
    return {
        "parts": list(files),
        "words": {letter: OUTCOMES[outcome] for outcome, letter in LETTERS.items()},
        "texts": words(site.catalogue.texts.one.capitalize()),
        "tones": {tone.id: [tone.one, tone.many] for tone in TONES.values()},
        "topics": [[category.id, words(category.label)] for category in site.catalogue.categories],
        "practices": [_practice(practice) for practice in site.catalogue.practices],
        "law": [[point.id, words(point.asks), list(point.practices)] for point in site.catalogue.points],
    }


def _practice(practice: Practice) -> dict[str, Any]:
    answers = {LETTERS[outcome]: [practice.tone_of(outcome), words(text)] for outcome, text in practice.answers}
    return {
        "id": practice.id,
        "label": words(practice.label),
        "question": words(practice.question),
        "topic": practice.category,
        "answers": answers,
    }
