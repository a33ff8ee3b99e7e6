"""Ties each clause to the clauses of other policies that speak of the same: same subject, same practices, like words.

Two clauses are as alike as ``WORDS`` x the cosine of their words (TF-IDF) + ``SUBJECT`` x the cosine of their
categories + ``PRACTICES`` x the cosine of the practices that they state, whatever the outcomes: a clause that says the
opposite is worth a link too. Below ``EXACT_BELOW`` clauses every pair is compared; from there on only candidates from
champion lists are (Manning, Raghavan, Schütze, "Introduction to Information Retrieval", 7.1.3), so that the cost
grows with the number of clauses and not with its square. ``generator/decisions`` says what that costs.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from generator.model import Catalogue, Clause, ClauseRef, Link, Outcome, Policy, Relation

PER_CLAUSE = 5
"""At most so many links go out from one clause."""

GOOD = 0.45
"""From this score on a link is worth showing where the two clauses only sound alike."""

GOOD_WITH_PRACTICE = 0.35
"""From this score on it is where both clauses state the same practice."""

EXACT_BELOW = 20_000
WORDS, SUBJECT, PRACTICES = 0.6, 0.25, 0.15
ROWS_AT_ONCE = 500
KEY_WORDS = 16
CHAMPIONS = 64
CANDIDATES = 60

Stated = Mapping[str, frozenset[Outcome]]
Pair = tuple[int, int, float]


def link(policies: Sequence[Policy], catalogue: Catalogue | None = None) -> tuple[Link, ...]:
    """The best comparable clauses of other policies for each clause, sorted by origin, best first.

    The catalogue lends the words for the reasons; without it they use the ids. Policies that are not analysed, and
    notices, take no part.
    """
    items = _gather(policies)
    if len({item.policy for item in items}) < 2:
        return ()
    space = _Space(items)
    pairs = list(space.exact() if len(items) < EXACT_BELOW else space.by_champions())
    wording = _Wording(catalogue or Catalogue((), ()))
    return tuple(
        wording.link(items[a], items[b], score, words)
        for (a, b, score), words in zip(pairs, space.shared_words(pairs), strict=True)
    )


def good(link: Link) -> bool:
    """Whether a link is worth a reader's time on a page."""
    return link.score >= (GOOD if link.relation == "similar" else GOOD_WITH_PRACTICE)


@dataclass(frozen=True, slots=True)
class _Item:
    """One clause with what is compared of it."""

    policy: str
    clause: Clause
    text: str
    stated: Stated

    @property
    def ref(self) -> ClauseRef:
        return ClauseRef(self.policy, self.clause.id)


def _gather(policies: Sequence[Policy]) -> list[_Item]:
    """All clauses, policy by policy: the order of the links, and one stretch of rows for each policy."""
    items = []
    for policy in sorted((p for p in policies if p.analysed), key=lambda p: p.service.id):
        headings = {section.id: section.heading for section in policy.sections}
        stated = _stated(policy)
        for clause in policy.clauses:
            if not clause.notice:
                parts = (headings.get(clause.section or "", ""), clause.lead.text if clause.lead else "", clause.text)
                items.append(_Item(policy.service.id, clause, "\n".join(parts), stated.get(clause.id, {})))
    return items


def _stated(policy: Policy) -> dict[str, Stated]:
    """What each clause says of which practice; a finding that a person has overruled does not count."""
    decided = {verdict.practice: verdict.outcome for verdict in policy.verdicts}
    found: dict[str, dict[str, set[Outcome]]] = defaultdict(lambda: defaultdict(set))
    for finding in policy.findings:
        if decided.get(finding.practice, finding.outcome) in (finding.outcome, "unclear"):
            found[finding.clause][finding.practice].add(finding.outcome)
    return {clause: {p: frozenset(o) for p, o in sorted(said.items())} for clause, said in found.items()}


class _Space:
    """The clauses as rows of one sparse matrix; the dot product of two rows is how alike they are (0 to 1)."""

    def __init__(self, items: Sequence[_Item]) -> None:
        import numpy as np  # here and below: loading these takes a second that `check` and `inspect` need not spend
        from scipy.sparse import csr_matrix, hstack
        from sklearn.feature_extraction.text import TfidfVectorizer

        self._items = items
        reader = TfidfVectorizer(
            sublinear_tf=True, stop_words="english", token_pattern=r"[^\W\d_]{2,}", dtype=np.float32
        )
        try:
            self._words = reader.fit_transform([item.text for item in items])
            self._vocabulary = reader.get_feature_names_out()
        except ValueError:  # not one word in all the clauses
            self._words, self._vocabulary = csr_matrix((len(items), 1), dtype=np.float32), np.array([""])
        subjects = _marks([item.clause.categories for item in items])
        practices = _marks([tuple(item.stated) for item in items])
        weighted = ((self._words, WORDS), (subjects, SUBJECT), (practices, PRACTICES))
        self._rows = hstack([matrix * np.float32(weight**0.5) for matrix, weight in weighted], format="csr")
        self._stretch: dict[str, tuple[int, int]] = {}
        for at, item in enumerate(items):
            self._stretch[item.policy] = (self._stretch.get(item.policy, (at, at))[0], at + 1)

    def exact(self) -> Iterator[Pair]:
        """For each row its best rows of other policies, all pairs compared."""
        columns = self._rows.T.tocsr()
        for first in range(0, len(self._items), ROWS_AT_ONCE):
            likeness = (self._rows[first : first + ROWS_AT_ONCE] @ columns).toarray()
            for offset, scores in enumerate(likeness):
                yield from self._best(first + offset, None, scores)

    def by_champions(self) -> Iterator[Pair]:
        """For each row the best of its candidates: on the same subject, and foremost for one of its key words."""
        import numpy as np

        candidates: list[list[Any]] = [[] for _ in self._items]
        for rows in self._by_subject():
            words = self._words[rows]
            likeness = _foremost(_foremost(words, KEY_WORDS) @ _foremost(words.T.tocsr(), CHAMPIONS), CANDIDATES)
            for at, row in enumerate(rows):
                candidates[row].append(rows[likeness.indices[likeness.indptr[at] : likeness.indptr[at + 1]]])
        for row, found in enumerate(candidates):
            others = np.unique(np.concatenate(found))
            yield from self._best(row, others, (self._rows[others] @ self._rows[row].T).toarray().ravel())

    def _by_subject(self) -> list[Any]:
        """The rows of each category; those without any stand together."""
        import numpy as np

        rows: dict[str, list[int]] = defaultdict(list)
        for at, item in enumerate(self._items):
            for category in item.clause.categories or ("",):
                rows[category].append(at)
        return [np.array(rows[category]) for category in sorted(rows)]

    def _best(self, row: int, others: Any, scores: Any) -> Iterator[Pair]:
        """The best of these rows (all, where ``others`` is None) outside the row's own policy; ties in row order."""
        import numpy as np

        scores = np.round(scores, 5)
        own, after = self._stretch[self._items[row].policy]
        if others is None:
            scores[own:after] = 0.0
        else:
            scores[(others >= own) & (others < after)] = 0.0
        if len(scores) > PER_CLAUSE:
            least = np.partition(scores, -PER_CLAUSE)[-PER_CLAUSE]
            kept = np.flatnonzero((scores >= least) & (scores > 0.0))
        else:
            kept = np.flatnonzero(scores > 0.0)
        for at in kept[np.argsort(-scores[kept], kind="stable")][:PER_CLAUSE]:
            yield row, int(at if others is None else others[at]), min(1.0, float(scores[at]))

    def shared_words(self, pairs: Sequence[Pair]) -> Iterator[tuple[str, ...]]:
        """For each pair the three words that make the two most alike."""
        for first in range(0, len(pairs), ROWS_AT_ONCE):
            some = pairs[first : first + ROWS_AT_ONCE]
            product = self._words[[a for a, _, _ in some]].multiply(self._words[[b for _, b, _ in some]])
            product = _foremost(product.tocsr(), 3)
            for at in range(len(some)):
                entries = slice(product.indptr[at], product.indptr[at + 1])
                heaviest = sorted(zip(-product.data[entries], product.indices[entries], strict=True))
                yield tuple(str(self._vocabulary[word]) for _, word in heaviest)


class _Wording:
    """Says in words why two clauses are tied."""

    def __init__(self, catalogue: Catalogue) -> None:
        self._categories = {category.id: category.label for category in catalogue.categories}
        self._practices = {practice.id: practice for practice in catalogue.practices}

    def link(self, a: _Item, b: _Item, score: float, words: tuple[str, ...]) -> Link:
        """The link from a to b with its relation and reason."""
        both = [practice for practice in a.stated if practice in b.stated]
        opposed = [
            p for p in both if {*a.stated[p], *b.stated[p]} >= {"present", "absent"} and a.stated[p] != b.stated[p]
        ]
        agreed = [p for p in both if a.stated[p] == b.stated[p]]
        relation: Relation = "differs" if opposed else "agrees" if agreed else "similar"
        parts = []
        if shared := [c for c in a.clause.categories if c in b.clause.categories]:
            parts.append("both: " + ", ".join(self._category(c) for c in shared))
        if opposed:
            parts.append("says the opposite: " + ", ".join(self._answers(p, b.stated[p]) for p in opposed))
        if agreed:
            parts.append("both say: " + ", ".join(self._answers(p, a.stated[p]) for p in agreed))
        if not both and words:
            parts.append("like words: " + ", ".join(words))
        return Link(a.ref, b.ref, score, relation, "; ".join(parts))

    def _category(self, category: str) -> str:
        return _lower(self._categories.get(category, category.replace("-", " ")))

    def _answers(self, practice: str, outcomes: frozenset[Outcome]) -> str:
        known = dict(self._practices[practice].answers) if practice in self._practices else {}
        plain = practice.replace("-", " ")
        return " and ".join(
            _lower(known.get(o, plain if o == "present" else f"{o}: {plain}")) for o in sorted(outcomes)
        )


def _lower(label: str) -> str:
    """A label within a sentence: "Sells data" becomes "sells data", "GDPR rights" stays."""
    return label[:1].lower() + label[1:] if label[1:2].islower() or label[1:2] == " " else label


def _marks(sets: Sequence[Sequence[str]]) -> Any:
    """A row for each set with its members marked, of length 1 where it is not empty."""
    import numpy as np
    from scipy.sparse import csr_matrix

    columns = {name: at for at, name in enumerate(sorted({name for names in sets for name in names}))}
    entries = [(row, columns[name], len(names) ** -0.5) for row, names in enumerate(sets) for name in names]
    rows, places, data = zip(*entries, strict=True) if entries else ((), (), ())
    return csr_matrix((np.array(data, dtype=np.float32), (rows, places)), shape=(len(sets), max(1, len(columns))))


def _foremost(matrix: Any, number: int) -> Any:
    """The matrix with only the heaviest entries of each row, at most ``number``; ties go to the lower column."""
    import numpy as np
    from scipy.sparse import csr_matrix

    row_of = np.repeat(np.arange(matrix.shape[0]), np.diff(matrix.indptr))
    order = np.lexsort((matrix.indices, -matrix.data, row_of))
    rank = np.arange(len(order)) - matrix.indptr[row_of[order]]
    kept = order[rank < number]
    return csr_matrix((matrix.data[kept], (row_of[kept], matrix.indices[kept])), shape=matrix.shape)
