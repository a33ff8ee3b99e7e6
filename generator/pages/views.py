"""Prepare what the templates show of a policy: its badges, its tally, its profile and its age."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

from generator.analysis.nearest import Nearest, Passage
from generator.analysis.readability import Ease, ease
from generator.catalogue import Catalogue, Category, Texts
from generator.contributed import Dispute
from generator.model import Policy, Site
from generator.pages.badges import TONES, Badge, Quote, clause_at, document_name, make_badge, tally
from generator.pages.escaping import day

_FEW = (3, 5)
"""How many answers of a tone stand before the others: at least, if there are as many, and at most."""


@dataclass(frozen=True, slots=True)
class Unread:
    """Why a policy has no badges, and so no say in any count: an icon, a word, and the reason as it ends a sentence."""

    icon: str
    word: str
    reason: str


OTHER_LANGUAGE = Unread("material/translate-off", "Not analysed", "our questions do not cover its language yet")
NO_POLICY = Unread("material/file-question-outline", "Left out", "this copy is probably not the policy")


@dataclass(frozen=True)
class PolicyView:
    """A policy with its badges, in the order of the practices: those of all documents of its service.

    ``document`` says what it is a copy of, as in a sentence: "privacy policy". ``others`` are the service's other
    documents, each with the same badges. ``finder`` looks for the passages of ``nearest``.
    """

    policy: Policy
    badges: Mapping[str, Badge]
    words: int = 0
    finder: Nearest | None = None
    tally: Mapping[str, int] = field(default_factory=dict)
    document: str = Texts().one
    others: tuple[PolicyView, ...] = ()

    @cached_property
    def id(self) -> str:
        """The policy's id: the service's, where it is its first terms."""
        return self.policy.id

    @cached_property
    def nearest(self) -> Mapping[str, Passage]:
        """The passages that come nearest to practices on which nothing was found, where one is near enough.

        They are looked for when a page shows them: an edit of one policy makes the pages of few.
        """
        silent = {id for id, badge in self.badges.items() if badge.verdict.basis == "none"}
        return self.finder.find(self.policy.document, self.policy.clauses, silent) if self.finder and silent else {}

    @property
    def name(self) -> str:
        """The service's name."""
        return self.policy.service.name

    @property
    def service(self) -> str:
        """The service's id."""
        return self.policy.service.id

    @property
    def full_name(self) -> str:
        """The service's name, with the document's where it is not the first of its service."""
        return self.name if self.id == self.service else f"{self.name}, {self.document}"

    @property
    def documents(self) -> tuple[PolicyView, ...]:
        """It, and the other documents of its service."""
        return (self, *self.others)

    def holding(self, quote: Quote) -> Policy:
        """Return the document of the service that a quote of its badges stands in."""
        return next(one for one in self.policy.documents if one.id == quote.policy)

    def own(self, badge: Badge) -> tuple[Quote, ...]:
        """Return the quotes of a badge that stand in this document."""
        return tuple(quote for quote in badge.quotes if quote.policy == self.id)

    @property
    def resting(self) -> tuple[Badge, ...]:
        """The badges that rest on this document, at least in part."""
        return tuple(badge for badge in self.answered if self.own(badge))

    def of(self, *tones: str) -> tuple[Badge, ...]:
        """Return the badges of these tones."""
        return tuple(badge for badge in self.badges.values() if badge.tone.id in tones)

    def few(self, tone: str) -> tuple[Badge, ...]:
        """Return the badges of this tone that stand before the others.

        Those of the practices marked ``first``, then more.
        """
        badges = self.of(tone)
        least, most = _FEW
        if len(badges) <= most:
            return badges
        ranked = sorted(
            badges, key=lambda badge: not badge.practice.first
        )  # stable: else in the order of the practices
        return tuple(ranked[: max(least, min(most, sum(badge.practice.first for badge in badges)))])

    def rest(self, tone: str) -> tuple[Badge, ...]:
        """Return the badges of this tone that ``few`` leaves out."""
        few = self.few(tone)
        return tuple(badge for badge in self.of(tone) if badge not in few)

    @property
    def answered(self) -> tuple[Badge, ...]:
        """The badges about which the policy says anything."""
        return tuple(badge for badge in self.badges.values() if badge.tone.id != "silent")

    @property
    def minutes(self) -> int:
        """Reading time in minutes, at 230 words a minute (common for dense prose), at least one."""
        return max(1, round(self.words / 230))

    @property
    def ease(self) -> Ease | None:
        """How easy the text is to read, where that can be said. Counted anew at each use."""
        return None if self.policy.no_policy else ease(self.policy)

    @property
    def unread(self) -> Unread | None:
        """Why the policy has no badges; None where it has."""
        if self.policy.analysed:
            return None
        return NO_POLICY if self.policy.no_policy else OTHER_LANGUAGE

    @property
    def newest(self) -> date | None:
        """The day that the text is known to be from, if any."""
        return self.policy.snapshot.captured or self.policy.snapshot.dated

    @property
    def age(self) -> str:
        """What is known of the text's age, in words."""
        snapshot = self.policy.snapshot
        if snapshot.captured:
            return f"captured {day(snapshot.captured)}"
        if snapshot.dated:
            return f"dated {day(snapshot.dated)}"
        return "of unknown date"

    @property
    def days(self) -> str:
        """What is known of the text's age, in words: both days where both are known."""
        snapshot = self.policy.snapshot
        if snapshot.captured and snapshot.dated:
            return f"{self.age}, dated {day(snapshot.dated)}"
        return self.age


def view_policy(policy: Policy, catalogue: Catalogue, nearest: Nearest | None = None) -> PolicyView:
    """Prepare a policy for the templates."""
    texts = catalogue.texts
    verdicts = {verdict.practice: verdict for verdict in policy.answers}
    conditions = {condition.id: condition.label for condition in catalogue.conditions}
    disputes: dict[str, list[Dispute]] = {}
    for dispute in policy.disputes:
        disputes.setdefault(dispute.practice, []).append(dispute)
    badges = {
        practice.id: make_badge(
            practice, verdicts[practice.id], policy, conditions, disputes.get(practice.id, ()), texts
        )
        for practice in catalogue.practices
        if practice.id in verdicts
    }
    others = tuple(_view(one, badges, texts, nearest) for one in policy.others)
    return _view(policy, badges, texts, nearest, others)


def _view(
    policy: Policy,
    badges: Mapping[str, Badge],
    texts: Texts,
    nearest: Nearest | None,
    others: tuple[PolicyView, ...] = (),
) -> PolicyView:
    words, document = len(policy.document.text.split()), document_name(policy.terms, texts)
    return PolicyView(policy, badges, words, nearest, tally(badges.values()), document, others)


def view_policies(site: Site) -> list[PolicyView]:
    """Prepare every policy of a site, in its order: made once, for all pages and outputs."""
    nearest = Nearest(site.catalogue.practices)
    return [view_policy(policy, site.catalogue, nearest) for policy in site.policies]


def all_documents(views: Iterable[PolicyView]) -> list[PolicyView]:
    """Return every document of every service."""
    return [document for view in views for document in view.documents]


def names(views: Iterable[PolicyView]) -> dict[str, str]:
    """Return what to call each document of each service, by its policy's id."""
    return {document.id: document.full_name for document in all_documents(views)}


def specimen(views: Sequence[PolicyView]) -> tuple[PolicyView, Badge, str, Quote, str] | None:
    """Return an example for the home page: a concern with a short quote, and the words of its clause around it."""
    for view in views:
        for badge in view.of("concern", "protective"):
            for quote in view.own(badge):
                clause = clause_at(view.policy.clauses, quote.start) if quote.anchor else None
                if clause and 60 <= len(quote.text) <= 150 and "\n" not in clause.text and len(clause.text) > 300:
                    text = view.policy.document.text
                    before = text[clause.start : quote.start].split()[-14:]
                    after = text[quote.end : clause.end].split()[:14]
                    return view, badge, " ".join(before), quote, " ".join(after)
    return None


def by_category(badges: Iterable[Badge], categories: Sequence[Category]) -> list[tuple[Category, list[Badge]]]:
    """Badges grouped by category, in the order of the categories; empty ones are left out."""
    groups: dict[str, list[Badge]] = {}
    for badge in badges:
        groups.setdefault(badge.practice.category, []).append(badge)
    return [(category, groups[category.id]) for category in categories if category.id in groups]


_MARKS = {  # y and height of a mark in a profile 16 high: protections rise, concerns fall
    "concern": ((7, 9),),
    "protective": ((0, 9),),
    "neutral": ((5, 6),),
    "unclear": ((0, 5), (11, 5)),
    "silent": ((7, 2),),
}


def profile(badges: Iterable[Badge]) -> tuple[int, list[tuple[str, str]]]:
    """Return a small picture of a policy.

    Its width, and the SVG path of each tone. One mark a practice, in a fixed order.
    """
    paths: dict[str, str] = {}
    number = 0
    for number, badge in enumerate(badges, 1):
        drawn = "".join(f"M{6 * number - 6} {y}h4v{height}h-4z" for y, height in _MARKS[badge.tone.id])
        paths[badge.tone.id] = paths.get(badge.tone.id, "") + drawn
    return max(1, 6 * number - 2), [(tone, paths[tone]) for tone in TONES if tone in paths]
