"""Cut what lists and comparisons show of a policy's clauses on a topic: the telling ones, cut to their evidence."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from generator.model import Clause
from generator.pages.badges import Badge, Quote
from generator.pages.escaping import excerpt, unmarked, words
from generator.pages.views import PolicyView

_BEFORE = 90
"""How many characters of a clause are kept before its evidence."""
_LEAST = 2


@dataclass(frozen=True, slots=True)
class Passage:
    """A clause, shortened: the end of its list's introduction, the words before the evidence, the evidence, the rest.

    Without evidence all its words are in ``before``. ``badges`` are the ones that it supports, of every topic.
    """

    anchor: str
    lead: str
    before: str
    quote: str
    after: str
    badges: tuple[Badge, ...]

    @property
    def length(self) -> int:
        """How many characters it has."""
        return len(self.lead) + len(self.before) + len(self.quote) + len(self.after)


@dataclass(frozen=True, slots=True)
class OnTopic:
    """The telling clauses of a policy on one topic, in the order of the text, and how many there are in all."""

    view: PolicyView
    passages: tuple[Passage, ...]
    total: int

    @property
    def more(self) -> int:
        """How many clauses on the topic are left out."""
        return self.total - len(self.passages)


def on_topic(
    view: PolicyView, supported: Mapping[str, Sequence[Badge]], topic: str, most: int, length: int
) -> OnTopic | None:
    """Return at most ``most`` clauses of about ``length`` characters that answer a question of this topic.

    Where fewer than two do, others stand with them, so that there are two. ``supported`` are the badges that each
    clause is evidence for, by clause id. None if no clause is on the topic.
    """
    found = [clause for clause in view.policy.clauses if topic in clause.categories and not clause.notice]
    if not found:
        return None

    def answers(clause: Clause) -> bool:
        return any(badge.practice.category == topic for badge in supported.get(clause.id, ()))

    telling = [clause for clause in found if answers(clause)][:most]
    rest = sorted((one for one in found if not answers(one)), key=lambda clause: clause.id not in supported)
    chosen = sorted((*telling, *rest[: max(0, _LEAST - len(telling))]), key=lambda clause: clause.start)
    passages = (_passage(view, clause, supported.get(clause.id, ()), topic, length) for clause in chosen)
    return OnTopic(view, tuple(passages), len(found))


def _passage(view: PolicyView, clause: Clause, supported: Sequence[Badge], topic: str, length: int) -> Passage:
    badges = tuple(sorted(supported, key=lambda badge: badge.practice.category != topic))
    lead = excerpt(clause.lead.text, length // 2) if clause.lead else ""
    quote = _evidence(view, clause, badges, topic)
    if not quote:
        return Passage(clause.id, lead, unmarked(excerpt(clause.text, length)), "", "", badges)
    left, right = quote.start - clause.start, quote.end - clause.start
    before, inside, after = (words(part) for part in (clause.text[:left], clause.text[left:right], clause.text[right:]))
    if len(before) > _BEFORE and len(before) + len(inside) > length:
        before = "… " + before[-_BEFORE:].partition(" ")[2]
    room = max(40, length - len(before) - len(inside))
    before = unmarked(before + " ").strip()
    return Passage(clause.id, lead, before, inside if before else unmarked(inside), excerpt(after, room), badges)


def _evidence(view: PolicyView, clause: Clause, badges: Sequence[Badge], topic: str) -> Quote | None:
    """Return the first quote of this clause that answers a question of the topic."""
    quotes = (
        quote
        for badge in badges
        for quote in view.own(badge)
        if badge.practice.category == topic
        and quote.anchor == clause.id
        and clause.start <= quote.start < quote.end <= clause.end
    )
    return min(quotes, key=lambda quote: quote.start, default=None)
