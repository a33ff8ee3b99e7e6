"""Prepare what a page shows beside a clause: the comparable clauses of other policies, each with its telling words."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from generator.analysis.topics import REST
from generator.catalogue import Category
from generator.comparison.links import good, relation_words, turned
from generator.model import Clause, ClauseRef, Link, Relation, Site
from generator.pages import addresses
from generator.pages.escaping import excerpt, unmarked
from generator.pages.views import PolicyView, all_documents

SIGNS: dict[Relation, str] = {"agrees": "=", "differs": "\u2260", "similar": "\u2248"}
_MOST = 4
_LEAD, _LENGTH = 45, 120
"""How many characters are shown: of a list's introduction, and of all."""
_TITLE = 10
"""Fewer words may be a title."""
_SHORT = 6
_END = re.compile(r"(?<=[.!?;:])\s+|\n+")
_WORD = re.compile(r"[^\W\d_]{4,}")


@dataclass(frozen=True, slots=True)
class Neighbour:
    """A comparable clause of another policy: how it relates, in words, and what it says of the same practice.

    ``href`` is its address, relative to the folder of the policies' pages.
    """

    relation: Relation
    relation_words: str
    name: str
    href: str
    excerpt: str


@dataclass(frozen=True, slots=True)
class Comparison:
    """What is comparable to one clause: those that it leads to, then those that lead to it.

    ``number`` counts the policy's clauses; ``subject`` is what all of them are about, where that can be said.
    ``topics`` are the categories whose pages show everything.
    """

    number: int
    subject: str
    neighbours: tuple[Neighbour, ...]
    topics: tuple[Category, ...]

    @property
    def opposite(self) -> int:
        """How many of them say the opposite."""
        return sum(one.relation == "differs" for one in self.neighbours)


class Comparisons:
    """The comparable clauses of every clause of a site."""

    def __init__(self, site: Site, views: Sequence[PolicyView]) -> None:
        """Keep the links that are good enough for a page, by both ends."""
        views = all_documents(views)
        self._categories = site.catalogue.categories
        self._views = {view.id: view for view in views}
        self._companies = {view.id: (view.policy.service.owner or view.policy.service.id).casefold() for view in views}
        self._clauses: dict[ClauseRef, tuple[int, Clause]] = {
            ClauseRef(view.id, clause.id): (number, clause)
            for view in views
            for number, clause in enumerate(view.policy.clauses, 1)
        }
        self._outgoing: dict[ClauseRef, list[Link]] = {}
        self._incoming: dict[ClauseRef, list[Link]] = {}
        for link in filter(good, site.links):
            self._outgoing.setdefault(link.origin, []).append(link)
            self._incoming.setdefault(link.target, []).append(turned(link))
        for incoming in self._incoming.values():
            incoming.sort(key=lambda link: (-link.score, link.target.policy, link.target.clause))

    def of(self, clause: ClauseRef) -> Comparison | None:
        """Return what stands beside a clause, at most four: those that it leads to, the opposite first, then others.

        None without a good match.
        """
        outgoing = sorted(self._outgoing.get(clause, []), key=lambda link: link.relation != "differs")
        known = {link.target for link in outgoing}
        incoming = [link for link in self._incoming.get(clause, []) if link.target not in known]
        links = self._varied([*outgoing, *incoming][:_MOST])
        if not links:
            return None
        number, own = self._clauses[clause]
        subject = [one for one in links[0].subjects if all(one in link.subjects for link in links)]
        topics = [one for one in self._categories if one.id in own.categories]
        return Comparison(
            number,
            " and ".join(subject),
            tuple(self._neighbour(own, link) for link in links),
            tuple([one for one in topics if one.id != REST] or topics),
        )

    def _varied(self, links: Sequence[Link]) -> list[Link]:
        """Return the links in turns: first one of each company, then a second of each, and so on."""
        turns: Counter[str] = Counter()
        ranked: list[tuple[int, Link]] = []
        for link in links:
            company = self._companies[link.target.policy]
            ranked.append((turns[company], link))
            turns[company] += 1
        return [link for _, link in sorted(ranked, key=lambda pair: pair[0])]

    def _neighbour(self, own: Clause, link: Link) -> Neighbour:
        view = self._views[link.target.policy]
        href = addresses.beside(addresses.clause(link.target))
        return Neighbour(link.relation, relation_words(link), view.full_name, href, self._telling(own, view, link))

    def _telling(self, own: Clause, view: PolicyView, link: Link) -> str:
        """Return the words of the target that answer the first practice of both; without one its sentence most alike.

        Rather a sentence than a title that says it too.
        """
        badge = view.badges.get(link.answers[0].practice) if link.answers else None
        quotes = [quote for quote in view.own(badge) if quote.anchor == link.target.clause] if badge else []
        if quotes:
            quote = max(quotes, key=lambda quote: len(quote.text.split()) >= _TITLE)
            lead = f"{excerpt(quote.lead, _LEAD)} " if quote.lead else ""
            return excerpt(lead + unmarked(quote.text), _LENGTH)
        return excerpt(unmarked(most_alike(self._clauses[link.target][1].text, own.text)), _LENGTH)


def most_alike(text: str, other: str) -> str:
    """Return the sentence of a text that shares most of its words with another text; the first of equals.

    Short ones may be titles, so they are taken only where there is nothing else.
    """
    known = _words(other)
    sentences = [sentence for sentence in _END.split(text) if sentence.strip()] or [text]

    def share(sentence: str) -> tuple[bool, float]:
        own = _words(sentence)
        return len(sentence.split()) >= _SHORT, len(own & known) / max(_SHORT, len(own))

    return max(sentences, key=share).strip()


def _words(text: str) -> set[str]:
    """Return the words that carry meaning: those of four letters and more."""
    return set(_WORD.findall(text.casefold()))
