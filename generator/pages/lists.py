"""Render the pages that bring policies together: the list of services, practices, topics and the matrix.

Each of these lists grows with the number of policies, so each is cut into pages of bounded weight.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

from generator.catalogue import Category
from generator.model import Page, Site
from generator.pages import addresses
from generator.pages.badges import Badge
from generator.pages.bars import ORDER, bars_of
from generator.pages.finding import by_kind, initial
from generator.pages.history import Histories
from generator.pages.latest import latest_of
from generator.pages.names import Made, answers_id, own_name
from generator.pages.paging import ALONE, Part, parts, split
from generator.pages.passages import OnTopic, on_topic
from generator.pages.service_list import service_list, service_pages
from generator.pages.tags import practice_tags, topic_tags
from generator.pages.templating import Templates
from generator.pages.text import supported
from generator.pages.views import PolicyView, all_documents, names
from generator.practices import Outcome, Practice
from generator.reading.configuration import CATEGORIES

_TOPIC_CLAUSES = 4
_TOPIC_LENGTH = 300
_FEW = 12
_LATEST = 8
_ROW, _SILENT_ROW = 900, 200
_COLUMN, _CELL, _PASSAGE, _TAG, _TELL = 900, 110, 260, 170, 300
"""Bytes of HTML around the words: of an answer, of a silent one, of a service and of a cell of the matrix, of a clause
on a topic page, of a tag, and of the link to tell us. Measured on built pages, and rounded up."""

Answer = tuple[Outcome | None, PolicyView, Badge | None]
Counts = Mapping[str, Mapping[str, int]]


@dataclass(frozen=True, slots=True)
class AnswerGroup:
    """The services of one page that give the same answer to a practice; ``total`` counts those of all pages."""

    outcome: Outcome
    answer: str
    total: int
    rows: tuple[tuple[PolicyView, Badge], ...]


@dataclass(frozen=True, slots=True)
class Spoken:
    """A policy that speaks of a topic: in how many clauses, and what those that are shown weigh on a page."""

    view: PolicyView
    total: int
    weight: int


class Lists:
    """The pages of lists. ``counts`` are the tallies of tones of each practice, by its id.

    ``made`` knows pages that were made before.
    """

    def __init__(
        self,
        templates: Templates,
        site: Site,
        views: Sequence[PolicyView],
        counts: Counts,
        histories: Histories,
        made: Made,
        around: object,
    ) -> None:
        """Keep what all lists look up. ``around`` is what all pages share."""
        self.made, self.around = made, around
        self.templates, self.catalogue, self.views, self.counts = templates, site.catalogue, views, counts
        self.histories, self.names = histories, names(views)
        self.documents = all_documents(views)
        self._supported: dict[str, Mapping[str, Sequence[Badge]]] = {}

    def pages(self) -> Iterator[Page]:
        """Yield every page of this module."""
        yield from self.services()
        yield from self.practices()
        yield from self.topics()
        yield from self.matrix()

    def services(self) -> Iterator[Page]:
        """Yield the list of services."""
        about = f"All {self.catalogue.texts.many} on this site: find one by its name, its kind, or what it answers."
        for part, groups in service_list(self.views, self.catalogue):
            yield self._part(
                part,
                "services.md.j2",
                "Services",
                about,
                groups=groups,
                kinds=by_kind(self.views, self.catalogue),
                places=service_pages(self.views, self.catalogue),
                letters=sorted({initial(view.name) for view in self.views}),
                **self._totals(),
            )

    def practices(self) -> Iterator[Page]:
        """Yield the list of practices, and the pages of each."""
        about = f"The questions that are asked of every {self.catalogue.texts.one}."
        yield self.templates.page(addresses.PRACTICES, "practices.md.j2", "Practices", about, counts=self.counts)
        categories = {category.id: category for category in self.catalogue.categories}
        for practice in self.catalogue.practices:
            pages = self.made.of(answers_id(practice.id))
            if pages is None:
                pages = tuple(self._practice(practice, categories[practice.category]))
                self.made.keep(answers_id(practice.id), pages)
            yield from pages

    def _practice(self, practice: Practice, category: Category) -> Iterator[Page]:
        answers = self._answers(practice)
        totals = {outcome: sum(answer[0] == outcome for answer in answers) for outcome in (*ORDER, None)}
        lists = split(answers, _weigh_answer, ALONE)
        cut = parts(addresses.practice(practice.id), lists, lambda answer: answer[1].name)
        first = {key: part.number for part, shown in reversed(cut) for key, _, _ in shown}
        for part, shown in cut:
            groups = [
                AnswerGroup(outcome, practice.answer(outcome), totals[outcome], rows)
                for outcome in ORDER
                if (rows := tuple((view, badge) for key, view, badge in shown if badge and key == outcome))
            ]
            yield self._part(
                part,
                "practice.md.j2",
                practice.label,
                practice.question,
                source=practice.place.path,
                feed=addresses.practice_feed(practice.id) if self.templates.common["feeds"] and part.first else "",
                tags=practice_tags(practice, [(view, badge) for _, view, badge in shown if badge]),
                practice=practice,
                category=category,
                groups=groups,
                unread=[view for key, view, _ in shown if key is None],
                unread_total=totals[None],
                bars=bars_of(practice, totals, first),
                latest=latest_of(self.histories, self.names, practice.id, _LATEST) if part.first else [],
            )

    def _answers(self, practice: Practice) -> list[Answer]:
        """Return what every policy says, in the order of display; the policies that are not analysed come last."""
        found: list[Answer] = []
        for view in self.views:
            badge = view.badges.get(practice.id)
            found.append((badge.verdict.outcome if badge else None, view, badge))
        return sorted(found, key=lambda answer: ORDER.index(answer[0]) if answer[0] else len(ORDER))

    def topics(self) -> Iterator[Page]:
        """Yield the list of topics, and the pages of each."""
        spoken = self._spoken()
        totals = {topic: sum(one.total for one in found) for topic, found in spoken.items()}
        about = f"The subjects that {self.catalogue.texts.many} speak about, and what all of them say about each."
        yield self.templates.page(
            addresses.TOPICS, "topics.md.j2", "Topics", about, source=CATEGORIES, clauses=totals, hide=("toc",)
        )
        for category in self.catalogue.categories:
            practices = [practice for practice in self.catalogue.practices if practice.category == category.id]
            found = spoken[category.id]
            there = {one.view.service for one in found}
            silent = [view for view in self.views if view.id not in there and view.policy.analysed]
            cut = split(found, lambda one: one.weight, ALONE)
            for part, shown in parts(addresses.topic(category.id), cut, lambda one: one.view.name):
                views, last = [one.view for one in shown], silent if part.number == part.count else []
                tallies = [self.counts[practice.id] for practice in practices]
                seen = (tallies, [(view.id, view.name) for view in last[:_FEW]], len(last))
                name = self._name("topic", part, views, category.id, seen)
                yield from self.made.again(name, partial(self._topic, part, category, practices, views, last))

    def _topic(
        self,
        part: Part,
        category: Category,
        practices: Sequence[Practice],
        views: Sequence[PolicyView],
        silent: Sequence[PolicyView],
    ) -> Iterator[Page]:
        """Yield a page of a topic; ``silent`` are the policies that say nothing on it, which the last page names."""
        services = list(dict.fromkeys(view.service for view in views))
        yield self._part(
            part,
            "topic.md.j2",
            category.label,
            category.question,
            source=CATEGORIES,
            tags=topic_tags(category, practices, services),
            category=category,
            practices=practices,
            texts_on=[self._on_topic(view, category.id) for view in views],
            one_each=len(services) == len(views),
            silent=silent[:_FEW],
            more_silent=len(silent[_FEW:]),
            counts=self.counts,
        )

    def _on_topic(self, view: PolicyView, topic: str) -> OnTopic | None:
        if view.id not in self._supported:
            self._supported[view.id] = supported(view)
        return on_topic(view, self._supported[view.id], topic, _TOPIC_CLAUSES, _TOPIC_LENGTH)

    def _spoken(self) -> dict[str, list[Spoken]]:
        """Return for each topic the policies that speak of it."""
        found: dict[str, list[Spoken]] = {category.id: [] for category in self.catalogue.categories}
        for view in self.documents:
            piece = self.made.piece(own_name("spoken", view), partial(self._weighed, view))
            for topic, total, weight in json.loads(piece):
                found[topic].append(Spoken(view, total, weight))
        return found

    def _weighed(self, view: PolicyView) -> bytes:
        """Write on which topics a policy has how many clauses, and what they weigh on a page."""
        made = ((category.id, self._on_topic(view, category.id)) for category in self.catalogue.categories)
        return json.dumps([(topic, one.total, _weigh_topic(one)) for topic, one in made if one]).encode()

    def _name(self, what: str, part: Part, views: Sequence[PolicyView], *seen: object) -> str:
        """Return a name for a page that shows some policies, and what else is ``seen`` on it."""
        own = [own_name("", view) for view in views]
        return repr((what, part, own, seen, self.around)) if all(own) else ""

    def matrix(self) -> Iterator[Page]:
        """Yield every practice of every service in one table.

        All practices on each page, and as many services as fit; those that nobody has read come last.
        """
        about = f"What every {self.catalogue.texts.one} on this site says about every practice, in one table."
        read_first = sorted(self.views, key=lambda view: not view.policy.analysed)
        cut = split(read_first, lambda view: _COLUMN + _CELL * len(self.catalogue.practices))
        for part, views in parts(addresses.MATRIX, cut, lambda view: view.name):
            name = self._name("matrix", part, views, self._totals())
            yield from self.made.again(name, partial(self._answered, part, about, views))

    def _answered(self, part: Part, about: str, views: Sequence[PolicyView]) -> Iterator[Page]:
        yield self._part(part, "matrix.md.j2", "All answers", about, views=views, **self._totals())

    def _totals(self) -> dict[str, Any]:
        """Count how many services there are, and how many of them nobody has read."""
        return {"total": len(self.views), "unread": sum(not view.policy.analysed for view in self.views)}

    def _part(
        self,
        part: Part,
        template: str,
        title: str,
        about: str,
        *,
        source: str = "",
        **values: Any,
    ) -> Page:
        """Return a page of a list; the table of contents is left to those whose headings differ."""
        hide = () if template == "practice.md.j2" else ("toc",)
        name = title if part.first else f"{title}, page {part.number}"
        return self.templates.page(part.address, template, name, about, source=source, hide=hide, part=part, **values)


def _weigh_answer(answer: Answer) -> int:
    outcome, _, badge = answer
    disputed = sum(_ROW + len(f"{one.by}{one.note}{one.link}".encode()) for one in badge.disputes) if badge else 0
    if badge is None or outcome == "silent":
        return _SILENT_ROW + disputed
    return (
        _ROW
        + _TELL
        + disputed
        + sum(300 + len(quote.lead.encode()) + len(quote.text.encode()) for quote in badge.first)
    )


def _weigh_topic(one: OnTopic) -> int:
    return _ROW + sum(_PASSAGE + 2 * passage.length + _TAG * len(passage.badges) for passage in one.passages)
