"""Tie each clause to the clauses of other policies that speak of the same, and say why in words.

Agreement and disagreement are both worth a link: two clauses are sought out for the same subject, the same practices
and like words (see :mod:`generator.comparison.similarity`), and only then compared for what they say of the practices.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from operator import itemgetter

from generator.analysis.topics import REST
from generator.catalogue import Catalogue, Outcome
from generator.comparison.similarity import PER_ROW, Pair, Row, Space
from generator.model import Answers, Clause, ClauseRef, Link, Policy, Relation

GOOD = 0.6
"""From this score on a link is worth showing where the two clauses only sound alike, and share telling words."""

GOOD_WITH_PRACTICE = 0.5
"""From this score on it is where both clauses state the same practice."""

EXACT_BELOW = 20_000
"""Below so many clauses every pair is compared; from there on only likely ones are."""

_STATEMENT = 12
"""Clauses with fewer words are titles and fragments: what two of them have in common tells a reader nothing."""

_TOLD = 3
"""So many answers are listed for a link; how many more there are stands behind them."""

Stated = Mapping[str, frozenset[Outcome]]


def link(policies: Sequence[Policy], catalogue: Catalogue | None = None) -> tuple[Link, ...]:
    """Return the best comparable clauses of other services for each clause, at most five, sorted by origin, best first.

    The catalogue lends the words for the reasons; without it they use the ids. Policies that are not analysed, and
    notices, take no part; two documents of one service are never compared.
    """
    items = _gather(policies)
    if len({item.row.policy for item in items}) < 2:
        return ()
    space, many = Space([item.row for item in items]), len(items) >= EXACT_BELOW
    pairs = list(_with_opposites(items, space.by_champions() if many else space.exact(), space.opposites(many)))
    wording = _Wording(catalogue or Catalogue((), ()))
    return tuple(
        wording.link(items[a], items[b], score, words)
        for (a, b, score), words in zip(pairs, space.shared_words(pairs), strict=True)
    )


def good(link: Link) -> bool:
    """Tell whether a link is worth a reader's time on a page."""
    if link.relation == "similar":
        return link.score >= GOOD and bool(link.words)
    return link.score >= GOOD_WITH_PRACTICE


def turned(link: Link) -> Link:
    """Return the same link as its target sees it."""
    answers = tuple(Answers(one.practice, one.other, one.own) for one in link.answers)
    return replace(link, origin=link.target, target=link.origin, answers=answers)


def reason(link: Link) -> str:
    """Return why two clauses are tied, in words: "both: data retention; both say: keeps data as long as needed"."""
    return f"both: {', '.join(link.subjects)}; {relation_words(link)}" if link.subjects else relation_words(link)


def relation_words(link: Link) -> str:
    """Give what the target says beside the origin: "both say: sells data", "says the opposite: does not sell data"."""
    opposite = [one.other for one in link.answers if one.own != one.other]
    same = [one.other for one in link.answers if one.own == one.other]
    parts = [("says the opposite", opposite), ("both say", same)] if link.answers else [("like words", link.words)]
    return "; ".join(f"{how}: {_listed(what)}" for how, what in parts if what) or "alike as a whole"


def _listed(what: Sequence[str]) -> str:
    more = len(what) - _TOLD
    return ", ".join(what[:_TOLD]) + (f" and {more} more" if more > 0 else "")


@dataclass(frozen=True, slots=True)
class _Item:
    """One clause, what it says of which practice, and what is compared of it."""

    policy: str
    clause: Clause
    stated: Stated
    row: Row

    @property
    def tells(self) -> bool:
        """Whether it is a statement by itself: not a title, nor a few words that introduce what follows."""
        return len(self.clause.text.split()) >= _STATEMENT and not self.clause.text.rstrip().endswith(":")


def _gather(policies: Sequence[Policy]) -> list[_Item]:
    """Return all clauses, policy by policy."""
    items = []
    for policy in sorted((p for p in policies if p.analysed), key=lambda p: (p.service.id, p.id)):
        headings = {section.id: section.heading for section in policy.sections}
        stated = _stated(policy)
        for clause in policy.clauses:
            if clause.notice:
                continue
            section, said = clause.section or "", stated.get(clause.id, {})
            text = "\n".join((headings.get(section, ""), clause.lead.text if clause.lead else "", clause.text))
            row = Row(
                policy.service.id,
                f"{policy.terms} {section}",
                text,
                clause.categories,
                tuple(said),
                tuple(_sides(said)),
            )
            items.append(_Item(policy.id, clause, said, row))
    return items


def _stated(policy: Policy) -> dict[str, Stated]:
    """Return what each clause says of which practice; a finding that a person has overruled does not count."""
    decided = {verdict.practice: verdict.outcome for verdict in policy.answers}
    found: dict[str, dict[str, set[Outcome]]] = defaultdict(lambda: defaultdict(set))
    for finding in policy.findings:
        if decided.get(finding.practice, finding.outcome) in (finding.outcome, "unclear"):
            found[finding.clause][finding.practice].add(finding.outcome)
    return {clause: {p: frozenset(o) for p, o in sorted(said.items())} for clause, said in found.items()}


class _Wording:
    """Says in words why two clauses are tied."""

    def __init__(self, catalogue: Catalogue) -> None:
        self._categories = {category.id: category.label for category in catalogue.categories}
        self._practices = {practice.id: practice for practice in catalogue.practices}

    def link(self, a: _Item, b: _Item, score: float, words: tuple[str, ...]) -> Link:
        """Return the link from a to b with all that makes its reason."""
        both = [practice for practice in a.stated if practice in b.stated]
        opposed = _opposed(a, b)
        agreed = [p for p in both if a.stated[p] == b.stated[p]]
        relation: Relation = "differs" if opposed else "agrees" if agreed else "similar"
        answers = tuple(
            Answers(p, self._answer(p, a.stated[p]), self._answer(p, b.stated[p])) for p in (*opposed, *agreed)
        )
        subjects = tuple(self._subject(c) for c in a.clause.categories if c in b.clause.categories and c != REST)
        telling = words if a.tells and b.tells else ()
        return Link(_ref(a), _ref(b), score, relation, subjects, answers, telling)

    def _subject(self, category: str) -> str:
        return _lower(self._categories.get(category, category.replace("-", " ")))

    def _answer(self, practice: str, outcomes: frozenset[Outcome]) -> str:
        known = dict(self._practices[practice].answers) if practice in self._practices else {}
        plain = practice.replace("-", " ")
        return " and ".join(
            _lower(known.get(outcome, plain if outcome == "present" else f"{outcome}: {plain}"))
            for outcome in sorted(outcomes)
        )


def _sides(stated: Stated) -> Iterator[tuple[str, bool]]:
    """Yield the practices that a clause confirms or denies; where it says both it takes no side."""
    for practice, outcomes in stated.items():
        if len(side := outcomes & {"present", "absent"}) == 1:
            yield practice, "present" in side


def _opposed(a: _Item, b: _Item) -> list[str]:
    """Return the practices that one clause confirms and the other denies."""
    others = dict(b.row.sides)
    return [practice for practice, side in a.row.sides if others.get(practice, side) != side]


def _with_opposites(items: Sequence[_Item], pairs: Iterable[Pair], opposites: Iterable[Pair]) -> Iterator[Pair]:
    """Yield the pairs, where the last of a full row that contradicts nothing gives way to the best that does.

    Most policies say the same, so what says the opposite would else hardly ever be among the most alike.
    """
    best = {pair[0]: pair for pair in opposites if pair[2] >= GOOD_WITH_PRACTICE}
    for row, found in groupby(pairs, key=itemgetter(0)):
        kept = list(found)
        if row in best and not any(_opposed(items[a], items[b]) for a, b, _ in kept):
            kept[PER_ROW - 1 :] = [best[row]]
        yield from kept


def _ref(item: _Item) -> ClauseRef:
    return ClauseRef(item.policy, item.clause.id)


def _lower(label: str) -> str:
    """Return a label within a sentence: "Sells data" becomes "sells data", "GDPR rights" stays."""
    return label[:1].lower() + label[1:] if not label[1:2].isupper() else label
