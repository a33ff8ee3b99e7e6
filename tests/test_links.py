"""Comparable clauses: whom a link ties, how it says why, and that the quick ways find what the slow way finds."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from itertools import groupby

import numpy as np
import pytest
from builders import values

from generator.catalogue import Catalogue, Category
from generator.comparison import similarity
from generator.comparison.links import good, link, reason, turned
from generator.comparison.pairs import Pairs
from generator.comparison.similarity import PER_ROW, Found, Space
from generator.comparison.vectors import SCALE, Row, vectors
from generator.model import Finding, Policy, Verdict
from generator.practices import Outcome


def finding(practice: str, outcome: Outcome) -> Finding:
    """A finding of a policy's first clause, whose quote does not matter here."""
    return Finding(practice, outcome, "privacy-0", "a few words", 0, 11, "rule")


def policy(name: str, *texts: str, categories: Sequence[str] = ("retention",), **more: object) -> Policy:
    """A policy whose clauses have these texts and categories, under one heading."""
    made = values.policy(*texts, id=name, name=name.title(), topics=categories)
    return replace(made, **more)  # type: ignore[arg-type]


KEEP = "We keep your data for as long as you have an account with us."
STORE = "Your data are kept while you have an account with us, and not longer."


def test_like_clauses_of_two_policies_are_tied_both_ways() -> None:
    """Each is the other's best match, with a score between 0 and 1 and the shared subject in words."""
    links = link([policy("a", KEEP), policy("b", STORE)])
    assert [(x.origin.policy, x.target.policy) for x in links] == [("a", "b"), ("b", "a")]
    assert all(0 < x.score <= 1 and x.relation == "similar" for x in links)
    assert all(reason(x).startswith("both: retention; like words: ") for x in links)


def test_no_link_within_one_policy() -> None:
    """However alike two clauses of one policy are, they are never tied."""
    links = link([policy("a", KEEP, KEEP, STORE), policy("b", STORE)])
    assert all(x.origin.policy != x.target.policy for x in links)


def test_two_snapshots_of_one_service_are_one_policy() -> None:
    """What counts is the service."""
    assert link([policy("a", KEEP), policy("a", STORE)]) == ()


def test_at_most_five_links_go_out_from_a_clause_best_first() -> None:
    """Nine equals make five links each, and no score rises on the way down."""
    links = link([policy(f"p{n}", KEEP, STORE) for n in range(9)])
    per_clause = Counter(x.origin for x in links)
    assert set(per_clause.values()) == {5}
    assert len(per_clause) == 18
    for origin in per_clause:
        scores = [x.score for x in links if x.origin == origin]
        assert scores == sorted(scores, reverse=True)


def test_the_links_follow_the_order_of_services_and_clauses() -> None:
    """Whatever order the policies come in, the links are the same, in the same order."""
    policies = [policy(f"p{n}", KEEP, STORE, f"Clause number {n} on cookies") for n in range(6)]
    links = link(policies)
    assert link(policies[::-1]) == links == link(policies)
    assert [x.origin.policy for x in links] == sorted(x.origin.policy for x in links)


@pytest.mark.parametrize(
    "policies",
    [
        [],
        [policy("a", KEEP)],
        [policy("a"), policy("b")],
        [policy("a", KEEP), policy("b")],
        [policy("a", "...", categories=(), sections=()), policy("b", "42", categories=(), sections=())],
        [policy("a", "", sections=()), policy("b", "", categories=("choice",), sections=())],
    ],
)
def test_where_nothing_can_be_compared_there_are_no_links(policies: list[Policy]) -> None:
    """No policy, one policy, empty policies and clauses without words are no mistake."""
    assert link(policies) == ()


def test_clauses_with_nothing_in_common_are_not_tied() -> None:
    """No word, no subject and no practice shared: no link."""
    a = replace(policy("a", "Alpha beta", categories=()), sections=())
    b = replace(policy("b", "Gamma delta", categories=()), sections=())
    assert link([a, b]) == ()


def test_policies_that_are_not_analysed_and_notices_take_no_part() -> None:
    """A text in a language that we do not read is not compared, nor is an archive's line."""
    a, b = policy("a", KEEP), policy("b", KEEP)
    assert link([a, replace(b, analysed=False)]) == ()
    notice = replace(b.clauses[0], notice=True)
    assert link([a, replace(b, clauses=(notice,))]) == ()


def test_the_same_answer_is_agreement_and_the_opposite_is_difference() -> None:
    """The relation follows the findings, and the reason uses the answers' words."""
    catalogue = Catalogue(
        (
            values.practice(
                "limits-retention", answers=(("present", "Keeps while needed"), ("absent", "Keeps for ever"))
            ),
        ),
        (Category("retention", "How long kept", "?", "i", 1),),
    )
    yes = {"findings": (finding("limits-retention", "present"),)}
    no = {"findings": (finding("limits-retention", "absent"),)}
    (agrees, _) = link([policy("a", KEEP, **yes), policy("b", STORE, **yes)], catalogue)
    assert (agrees.relation, reason(agrees)) == ("agrees", "both: how long kept; both say: keeps while needed")
    (differs, back) = link([policy("a", KEEP, **yes), policy("b", STORE, **no)], catalogue)
    assert (differs.relation, reason(differs)) == ("differs", "both: how long kept; says the opposite: keeps for ever")
    assert reason(back).endswith("says the opposite: keeps while needed")
    assert turned(differs) == back


def test_a_long_reason_tells_three_answers_and_how_many_more() -> None:
    """Opposites come first; a reader gets a reason, not a list."""
    yes = {"findings": tuple(finding(name, "present") for name in "abcdef")}
    no = {"findings": (finding("f", "absent"), *yes["findings"][:5])}
    (first, _) = link([policy("a", KEEP, **yes), policy("b", STORE, **no)])
    assert reason(first) == "both: retention; says the opposite: absent: f; both say: a, b, c and 2 more"


def test_without_a_catalogue_the_reason_uses_the_ids() -> None:
    """Loose files are compared too."""
    no = {"findings": (finding("sells-data", "absent"),)}
    (first, _) = link([policy("a", KEEP, **no), policy("b", STORE, **no)])
    assert reason(first) == "both: retention; both say: absent: sells data"


def test_one_who_says_both_opposes_nobody() -> None:
    """A clause with both answers, or an unclear one, is neither agreement nor opposition."""
    yes = {"findings": (finding("p", "present"),)}
    both = {"findings": (finding("p", "present"), finding("p", "absent"))}
    unclear = {"findings": (finding("p", "unclear"),)}
    for other in (both, unclear):
        assert {x.relation for x in link([policy("a", KEEP, **yes), policy("b", STORE, **other)])} == {"similar"}


def test_a_finding_that_a_person_overruled_does_not_count() -> None:
    """When the verdict is "absent", the machine's "present" makes no agreement."""
    yes = {"findings": (finding("p", "present"),)}
    overruled = yes | {"verdicts": (Verdict("p", "absent", "reviewed"),)}
    assert {x.relation for x in link([policy("a", KEEP, **yes), policy("b", STORE, **overruled)])} == {"similar"}


def test_a_clause_is_compared_with_those_of_its_categories() -> None:
    """Of two targets with equal words only the one with the same category is found."""
    origin = policy("a", KEEP)
    same, other = policy("b", STORE), policy("c", STORE, categories=("security",))
    links = [x for x in link([other, same, origin]) if x.origin.policy == "a"]
    assert [x.target.policy for x in links] == ["b"]


def test_a_good_link_is_a_strong_one() -> None:
    """Twins are worth showing; two clauses that share a stray word are not."""
    twins = link([policy("a", KEEP), policy("b", KEEP)])
    strangers = link(
        [
            policy("a", "Our office is open on weekdays", categories=()),
            policy("b", "We set cookies on your device", "Open accounts are closed", categories=()),
        ]
    )
    assert all(good(x) for x in twins)
    assert not any(good(x) for x in strangers)


def test_who_says_the_opposite_is_among_the_five() -> None:
    """However many agree, the best of those that contradict is linked too, as the last, and worth showing."""
    yes = {"findings": (finding("sells", "present"),)}
    no = {"findings": (finding("sells", "absent"),)}
    said = "We sell your data to others."
    agreeing = [policy(f"p{n}", said, **yes) for n in range(8)]
    others = [policy("q1", "We do not sell your data to others.", **no), policy("q2", "None is sold at all.", **no)]
    for many in (similarity.MANY, 0):
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(similarity, "MANY", many)
            links = [x for x in link([*agreeing, *others]) if x.origin.policy == "p0"]
        assert [x.relation for x in links] == ["agrees"] * 4 + ["differs"]
        assert links[-1].target.policy == "q1"
        assert good(links[-1])
        assert [x.score for x in links] == sorted((x.score for x in links), reverse=True)


def test_titles_and_introductions_are_not_worth_showing_for_their_words() -> None:
    """Two fragments may be alike to the letter: what they have in common tells a reader nothing."""
    for text in ("We use the information that we collect to do the following things:", "Changes to this policy"):
        assert not any(good(x) for x in link([policy("a", text), policy("b", text)]))
    yes = {"findings": (finding("sells", "present"),)}
    assert all(good(x) for x in link([policy("a", "We sell it.", **yes), policy("b", "We sell it.", **yes)]))


def some_rows(number: int, policies: int, seed: int) -> list[Row]:
    """Rows of random words, policy by policy."""
    chance = random.Random(seed)
    words = ["".join(chance.choices("abcdefghij", k=4)) for _ in range(300)]
    return [
        Row(
            policy=f"p{n * policies // number:03d}",
            section=f"s{n // 4}",
            text=" ".join(chance.choices(words, weights=[1 / (rank + 1) for rank in range(300)], k=12)),
            categories=tuple(chance.sample(["x", "y", "z", "other"], k=chance.randrange(3))),
            practices=tuple(chance.sample(["k", "l", "m"], k=chance.randrange(3))),
            sides=tuple((one, chance.random() < 0.8) for one in chance.sample(["k", "l"], k=chance.randrange(2))),
        )
        for n in range(number)
    ]


def spaces(rows: list[Row], before: Found | None = None, documents: int = 1) -> Space:
    """The space of these rows, service by service, each with so many documents, named by all that is compared of it."""
    services = [list(its) for _, its in groupby(rows, key=lambda row: row.policy)]
    parts = [its[at::documents] for its in services for at in range(documents)]
    return Space([vectors(its, COMMON, made_of=repr(its)) for its in parts], before)


COMMON = {"aaaa": 500, "abcd": 20}


def products(space: Space, rows: list[Row]) -> np.ndarray:
    """How alike every row is to every other one, in whole numbers; nothing within a policy, or without a category."""
    everything = space._all.toarray().astype(np.int64)
    found = everything @ everything.T
    policies = np.array([row.policy for row in rows])
    found[policies[:, None] == policies[None, :]] = 0
    return found


def listed(found: Pairs) -> dict[int, list[tuple[int, int]]]:
    """The others of each row, with their products, in their order."""
    rows: dict[int, list[tuple[int, int]]] = {}
    for row, other, product in zip(found.rows.tolist(), found.others.tolist(), found.products.tolist(), strict=True):
        rows.setdefault(row, []).append((other, product))
    return rows


def test_the_best_are_what_comparing_every_pair_of_a_category_finds() -> None:
    """The split into dense and sparse words and the chunks change nothing: brute force finds the same, to the last."""
    rows = some_rows(1100, 40, seed=1)
    space = spaces(rows)
    everything = products(space, rows)
    subjects = [set(row.categories) or {""} for row in rows]
    found = listed(space.find().best)
    for n in range(len(rows)):
        likely = [m for m in range(len(rows)) if subjects[n] & subjects[m] and everything[n, m] > 0]
        best = sorted(likely, key=lambda m: (-everything[n, m], m))[:PER_ROW]
        assert found.get(n, []) == [(m, everything[n, m]) for m in best]


def test_opposites_are_what_comparing_every_pair_finds() -> None:
    """Of each row that takes a side the best of another policy on the other side; those without a side have none."""
    rows = some_rows(1100, 40, seed=3)
    space = spaces(rows)
    everything = products(space, rows)
    best = {}
    for n, row in enumerate(rows):
        against = {(practice, not side) for practice, side in row.sides}
        scores = [(everything[n, m], -m) for m, other in enumerate(rows) if against & set(other.sides)]
        if scores and max(scores)[0] > 0:
            best[n] = [(-max(scores)[1], max(scores)[0])]
    assert listed(space.find().opposites) == best


def test_a_row_with_itself_has_the_greatest_product() -> None:
    """Each row is about as long as SCALE where it has words, a subject and a practice: so a product is a share."""
    (one,) = (vectors([Row("p", "s", "some words here", ("x",), ("k",))], COMMON),)
    assert sum(weight * weight for weight in one.weights) == pytest.approx(SCALE**2, rel=1e-3)


@pytest.mark.parametrize("documents", [1, 2])
def test_what_is_known_of_policies_that_did_not_change_is_what_would_be_found(documents: int) -> None:
    """Whatever policies change, go, come or get other neighbours, the pairs are those that are found from nothing."""
    chance = random.Random(5)
    rows = some_rows(500, 25, seed=4)
    known: Found | None = None
    for step in range(12):
        new = some_rows(500, 25, seed=10 + step)
        changed = {f"p{chance.randrange(25):03d}" for _ in range(chance.randrange(4))}
        gone = {f"p{chance.randrange(25):03d}" for _ in range(chance.randrange(3))}
        rows = [other if other.policy in changed else row for row, other in zip(rows, new, strict=True)]
        there = [row for row in rows if row.policy not in gone]
        clean, known = (spaces(there, known_of, documents).find() for known_of in (None, known))
        for one, other in ((clean.best, known.best), (clean.opposites, known.opposites)):
            assert listed(one) == listed(other)


def test_it_does_not_matter_when_a_group_has_grown_too_big_to_compare_all(monkeypatch: pytest.MonkeyPatch) -> None:
    """What is known is used as well where some groups, or others than before, are compared by champions."""
    known: Found | None = None
    rows = some_rows(400, 20, seed=6)
    for many, policies in ((200, 20), (200, 18), (150, 19), (100, 20), (100, 15), (500, 20)):
        monkeypatch.setattr(similarity, "MANY", many)
        there = [row for row in rows if int(row.policy[1:]) < policies]
        clean, known = spaces(there).find(), spaces(there, known).find()
        for one, other in ((clean.best, known.best), (clean.opposites, known.opposites)):
            assert listed(one) == listed(other)


def test_champions_find_most_of_what_exact_finds(monkeypatch: pytest.MonkeyPatch) -> None:
    """The index loses little: its links are at least nine tenths as strong as the best ones."""
    rows = some_rows(600, 30, seed=2)
    exact = spaces(rows).find()
    monkeypatch.setattr(similarity, "MANY", 0)
    quick = spaces(rows).find()
    assert quick.best.products.sum() >= 0.9 * exact.best.products.sum()
    assert quick.opposites.products.sum() >= 0.9 * exact.opposites.products.sum()
    assert max(Counter(quick.best.rows.tolist()).values()) <= PER_ROW


def test_many_clauses_go_through_the_index(monkeypatch: pytest.MonkeyPatch) -> None:
    """From ``MANY`` clauses of a category on the laws hold as well."""
    policies = [policy(f"p{n}", KEEP, STORE) for n in range(9)]
    monkeypatch.setattr(similarity, "MANY", 0)
    links = link(policies)
    assert links == link(policies[::-1])
    assert set(Counter(x.origin for x in links).values()) == {5}
    assert all(x.origin.policy != x.target.policy for x in links)


def test_words_that_many_clauses_hold_are_no_reason() -> None:
    """Of two like clauses the words are told that few others hold."""
    common = dict.fromkeys(["we", "your", "for", "as", "you", "have", "an", "with", "us", "account"], 300)
    (first, _) = link([policy("a", KEEP), policy("b", KEEP)], common=common)
    assert set(first.words) <= {"keep", "data", "long"}
