"""Tie each clause to the clauses of other policies that speak of the same, and say why in words.

Agreement and disagreement are both worth a link: two clauses are sought out for the same subject, the same practices
and like words (see :mod:`generator.comparison.similarity`), and only then compared for what they say of the practices.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache, partial
from types import MappingProxyType

from generator.analysis.topics import REST
from generator.catalogue import Catalogue
from generator.comparison.pairs import Pairs
from generator.comparison.similarity import PER_ROW, Found, Space
from generator.comparison.vectors import SCALE, Row, Vectors, vectors
from generator.model import Answers, Clause, ClauseRef, Link, Policy, Relation
from generator.practices import Outcome

GOOD = 0.6
"""From this score on a link is worth showing where the two clauses only sound alike, and share telling words."""

GOOD_WITH_PRACTICE = 0.5
"""From this score on it is where both clauses state the same practice. No link below it is worth showing."""

_STATEMENT = 12
"""Clauses with fewer words are titles and fragments: what two of them have in common tells a reader nothing."""

_TOLD = 3
"""So many answers are listed for a link; how many more there are stands behind them."""

Stated = Mapping[str, frozenset[Outcome]]
Common = Mapping[str, int]
"""Of words that many clauses hold: how many of 1,000 do."""
_NONE: Common = MappingProxyType({})


def link(policies: Sequence[Policy], catalogue: Catalogue | None = None, common: Common = _NONE) -> tuple[Link, ...]:
    """Return the best comparable clauses of other services for each clause, at most five, sorted by origin, best first.

    The catalogue lends the words for the reasons; without it they use the ids. Policies that are not analysed, and
    notices, take no part; two documents of one service are never compared.
    """
    compared = compare(policies, partial(vectors_of, common=common))
    return tuple(compared.links(catalogue or Catalogue((), ()))) if compared else ()


def vectors_of(policy: Policy, common: Common, made_of: str = "") -> Vectors:
    """Return the clauses of a policy that take part, one at least, as numbers."""
    return vectors(rows_of(policy), common, made_of)


def rows_of(policy: Policy) -> list[Row]:
    """Return what is compared of each clause of a policy that takes part."""
    return [item.row for item in items_of(policy)]


def compare(
    policies: Sequence[Policy], numbers: Callable[[Policy], Vectors], before: Found | None = None
) -> Compared | None:
    """Find the comparable clauses of all policies; None where there are none that could be compared.

    ``numbers`` gives the rows of a policy as numbers, and ``before`` is what was found the last time.
    """
    parts = sorted((p for p in policies if p.analysed and any(_clauses(p))), key=lambda p: (p.service.id, p.id))
    newest = {policy.id: policy for policy in parts}  # two snapshots of one document are one policy
    if len({policy.service.id for policy in parts}) < 2:
        return None
    return Compared(tuple(newest.values()), [numbers(policy) for policy in newest.values()], before)


class Compared:
    """The comparable clauses of policies, by the numbers of their rows, and as links."""

    def __init__(self, policies: Sequence[Policy], rows: Sequence[Vectors], before: Found | None) -> None:
        """Compare the policies, sorted by service and id, whose rows these are."""
        self.policies = policies
        self._space = Space(rows, before)
        self.found = self._space.find()
        self.starts = self._space.starts
        self._sides = [dict(sides) for one in rows for sides in one.sides]
        self.pairs = self._with_opposites(self.found.best, self.found.opposites)

    def links(self, catalogue: Catalogue, of: Collection[str] | None = None, least: float = 0.0) -> Iterator[Link]:
        """Yield the links from or to one of the policies with these ids, or all, from a score on; sorted by origin."""
        import numpy as np

        chosen = self.pairs.products >= least * SCALE**2
        if of is not None:
            own = np.repeat([policy.id in of for policy in self.policies], np.diff(self.starts))
            chosen &= own[self.pairs.rows] | own[self.pairs.others]
        pairs = self.pairs.where(chosen)
        wording = _Wording(catalogue)
        owners = np.repeat(np.arange(len(self.policies)), np.diff(self.starts)).tolist()

        @cache
        def items(at: int) -> list[Item]:
            return items_of(self.policies[at])

        starts = self.starts.tolist()

        def item(row: int) -> Item:
            its: Item = items(owners[row])[row - starts[owners[row]]]
            return its

        lists = (pairs.rows.tolist(), pairs.others.tolist(), pairs.scores.tolist(), self._space.shared_words(pairs))
        for row, other, score, words in zip(*lists, strict=True):
            yield wording.link(item(row), item(other), score, words)

    def _with_opposites(self, pairs: Pairs, opposites: Pairs) -> Pairs:
        """Return the pairs, where the last of a full row that contradicts nothing gives way to the best that does.

        Most policies say the same, so what says the opposite would else hardly ever be among the most alike.
        """
        import numpy as np

        best = opposites.where(opposites.products >= GOOD_WITH_PRACTICE * SCALE**2)
        starts, ends = (np.searchsorted(pairs.rows, best.rows, side).tolist() for side in ("left", "right"))
        others = pairs.others.tolist()
        keep = np.ones(len(others), dtype=bool)
        taken: list[int] = []
        for at, (row, start, end) in enumerate(zip(best.rows.tolist(), starts, ends, strict=True)):
            if start < end and not any(self._opposed(row, one) for one in others[start:end]):
                keep[start + PER_ROW - 1 : end] = False
                taken.append(at)
        kept, added = pairs.where(keep), best.where(taken)
        rows, others, products = (
            np.concatenate((getattr(kept, name), getattr(added, name))) for name in ("rows", "others", "products")
        )
        order = np.argsort(rows, kind="stable")  # what was added stands last in its row
        return Pairs(rows[order], others[order], products[order])

    def _opposed(self, row: int, other: int) -> bool:
        return bool(_opposed(self._sides[row], self._sides[other]))


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
class Item:
    """One clause, what it says of which practice, and what is compared of it."""

    policy: str
    clause: Clause
    stated: Stated
    row: Row

    @property
    def tells(self) -> bool:
        """Whether it is a statement by itself: not a title, nor a few words that introduce what follows."""
        return len(self.clause.text.split()) >= _STATEMENT and not self.clause.text.rstrip().endswith(":")


def _clauses(policy: Policy) -> Iterator[Clause]:
    """Yield the clauses that are compared."""
    return (clause for clause in policy.clauses if not clause.notice)


def items_of(policy: Policy) -> list[Item]:
    """Return the clauses of a policy that take part."""
    items = []
    headings = {section.id: section.heading for section in policy.sections}
    stated = _stated(policy)
    for clause in _clauses(policy):
        section, said = clause.section or "", stated.get(clause.id, {})
        text = "\n".join((headings.get(section, ""), clause.lead.text if clause.lead else "", clause.text))
        row = Row(policy.service.id, section, text, clause.categories, tuple(said), tuple(_sides(said)))
        items.append(Item(policy.id, clause, said, row))
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

    def link(self, a: Item, b: Item, score: float, words: tuple[str, ...]) -> Link:
        """Return the link from a to b with all that makes its reason."""
        both = [practice for practice in a.stated if practice in b.stated]
        opposed = _opposed(dict(a.row.sides), dict(b.row.sides))
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


def _opposed(own: Mapping[str, bool], others: Mapping[str, bool]) -> list[str]:
    """Return the practices that one clause confirms and the other denies."""
    return [practice for practice, side in own.items() if others.get(practice, side) != side]


def _ref(item: Item) -> ClauseRef:
    return ClauseRef(item.policy, item.clause.id)


def _lower(label: str) -> str:
    """Return a label within a sentence: "Sells data" becomes "sells data", "GDPR rights" stays."""
    return label[:1].lower() + label[1:] if not label[1:2].isupper() else label
