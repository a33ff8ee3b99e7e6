"""Make the compare page, and the data that it and the matrix's filters read, as plain script files.

A script that a tag loads works from ``file://``, where a page may not fetch a file. ``assets/compare/index.js`` holds
the questions and names the files of answers, each of which holds one letter a question for at most PART services:
that is what filters need. It names the files of cards too, which hold what else stands on a service's card, and
``assets/compare/services/<number>.js`` holds what the compare page shows of GROUP services; the files of answers say of
each service which one.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final

from generator.catalogue import Catalogue
from generator.model import Page, Site
from generator.pages import addresses
from generator.pages.badges import OUTCOMES, TONES, Badge
from generator.pages.escaping import script_call, words
from generator.pages.finding import FEW, REST, telling
from generator.pages.names import Made
from generator.pages.packing import compact, packed, packed_call, two_bytes
from generator.pages.passages import Passage, on_topic
from generator.pages.render import make_templates
from generator.pages.text import supported
from generator.pages.views import PolicyView
from generator.practices import Outcome, Practice

PART: Final = 250
"""Services in one file of answers: with a hundred questions about 35 kB."""
GROUP: Final = 10
"""Services in one file of what the compare page shows, each packed by itself: about 40 kB."""
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
    practices, told = site.catalogue.practices, telling(views, site.catalogue)
    places = {practice.id: place for place, practice in enumerate(practices)}
    rows = list(_files("part", [_row(view, practices, number // GROUP) for number, view in enumerate(views)]))
    cards = list(_files("cards", [_card(view, told[view.id], places) for view in views]))
    yield from (*rows, *cards)
    index = _index(site, [_file(page) for page in rows], [_file(page) for page in cards])
    yield Page(addresses.compare_data("index"), script_call("smallprintCompare.begin", index))
    for start in range(0, len(views), GROUP):
        calls = "".join(_service(view, site, made) for view in views[start : start + GROUP])
        yield Page(addresses.compare_services(start // GROUP), two_bytes(calls))


def _service(view: PolicyView, site: Site, made: Made) -> str:
    """Return the call with what the compare page shows of a service."""
    if before := made.of(view.id):
        return before[0].data.decode()
    page = service_file(view, site.catalogue)
    made.keep(view.id, (page,))
    return page.data.decode()


def service_file(view: PolicyView, catalogue: Catalogue) -> Page:
    """Return the call with what the compare page shows of a service, under the service's id."""
    call = packed_call("smallprintCompare.service", [view.id, packed(compact(service_data(view, catalogue)))])
    return Page(view.id, call.encode())


def _files(call: str, items: Sequence[list[Any]]) -> Iterator[Page]:
    """Yield the files that hold the items, in their order, each named after its content."""
    for start in range(0, len(items), PART):
        data = script_call(f"smallprintCompare.{call}", items[start : start + PART])
        yield Page(addresses.compare_data(hashlib.sha256(data).hexdigest()[:12]), data)


def _file(page: Page) -> str:
    return page.path.rpartition("/")[2]


def service_data(view: PolicyView, catalogue: Catalogue) -> dict[str, Any]:
    """Return what the compare page shows of a service: its answers with a quote each, and its telling clauses by topic.

    A clause is (anchor, lead, before, quote, after, ids of the practices that it supports). Silent answers are left
    out.
    """
    evidence = supported(view)
    clauses: dict[Passage, int] = {}
    topics: dict[str, list[Any]] = {}
    for category in catalogue.categories:
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


def _row(view: PolicyView, practices: Sequence[Practice], file: int) -> list[str | int]:
    """Return a service's id, name, answers as letters, number of its file, kind and day."""
    badges = [view.badges.get(practice.id) for practice in practices]
    letters = "".join(LETTERS[badge.verdict.outcome] if badge else _UNREAD for badge in badges)
    return [view.id, words(view.name), letters, file, view.policy.service.kind or "", _day(view)]


def _day(view: PolicyView) -> str:
    return view.newest.isoformat() if view.newest else ""


def _card(view: PolicyView, told: Sequence[Badge], practices: Mapping[str, int]) -> list[Any]:
    """Return what finding a service needs beside its answers.

    Its id, its other names, what it is, the words of its policy, and which answers stand on its card.
    """
    service = view.policy.service
    names = [words(name) for name in service.names]
    return [view.id, names, words(service.what or ""), view.words, [practices[badge.practice.id] for badge in told]]


def _index(site: Site, parts: Sequence[str], cards: Sequence[str]) -> dict[str, Any]:
    return {
        "parts": list(parts),
        "cards": list(cards),
        "unusual": len(site.policies) >= FEW,
        "kinds": [[kind.id, words(kind.one), words(kind.many)] for kind in (*site.catalogue.kinds, REST)],
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
