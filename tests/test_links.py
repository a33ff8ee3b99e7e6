"""Comparable clauses: whom a link ties, how it says why, and that the quick ways find what the slow way finds."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

import numpy as np
import pytest
from builders import values

from generator.catalogue import Catalogue, Category, Outcome
from generator.comparison import links as link_module
from generator.comparison.links import good, link, reason, turned
from generator.comparison.similarity import PER_ROW, Row, Space
from generator.model import Finding, Policy, Verdict


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


def test_the_same_subject_beats_like_words() -> None:
    """Of two targets with equal words the one with the same category comes first."""
    origin = policy("a", KEEP)
    same, other = policy("b", STORE), policy("c", STORE, categories=("security",))
    links = [x for x in link([other, same, origin]) if x.origin.policy == "a"]
    assert [x.target.policy for x in links] == ["b", "c"]


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
    for exact_below in (20_000, 0):
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(link_module, "EXACT_BELOW", exact_below)
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


def test_exact_is_what_comparing_every_pair_finds() -> None:
    """The split into dense and sparse words and the chunks change nothing: brute force finds the same."""
    rows = some_rows(1100, 40, seed=1)
    space = Space(rows)
    everything = space._all.toarray() @ space._all.toarray().T
    found: dict[int, list[tuple[int, float]]] = {}
    for row, other, score in space.exact():
        found.setdefault(row, []).append((other, score))
    policies = np.array([row.policy for row in rows])
    for n, row in enumerate(rows):
        scores = np.where(policies == row.policy, -1.0, everything[n])
        best = np.sort(scores)[::-1][:PER_ROW]
        assert [score for _, score in found[n]] == pytest.approx(best.tolist(), abs=2e-5)
        assert [scores[other] for other, _ in found[n]] == pytest.approx(best.tolist(), abs=2e-5)


def test_opposites_are_what_comparing_every_pair_finds() -> None:
    """Of each row that takes a side the best of another policy on the other side; those without a side have none."""
    rows = some_rows(1100, 40, seed=3)
    space = Space(rows)
    everything = space._all.toarray() @ space._all.toarray().T
    found = {row: score for row, _, score in space.opposites()}
    best = {}
    for n, row in enumerate(rows):
        against = {(practice, not side) for practice, side in row.sides}
        scores = [
            everything[n, m]
            for m, other in enumerate(rows)
            if against & set(other.sides) and other.policy != row.policy
        ]
        if scores and max(scores) > 0:
            best[n] = max(scores)
    assert found.keys() == best.keys()
    assert [found[n] for n in best] == pytest.approx(list(best.values()), abs=2e-5)
    quick = {row: score for row, _, score in space.opposites(champions=True)}
    assert sum(quick.values()) >= 0.9 * sum(found.values())


def test_champions_find_most_of_what_exact_finds() -> None:
    """The index loses little: its links are at least nine tenths as strong as the best ones."""
    space = Space(some_rows(600, 30, seed=2))
    exact, quick = list(space.exact()), list(space.by_champions())
    assert sum(score for _, _, score in quick) >= 0.9 * sum(score for _, _, score in exact)
    assert max(Counter(row for row, _, _ in quick).values()) <= PER_ROW


def test_many_clauses_go_through_the_index(monkeypatch: pytest.MonkeyPatch) -> None:
    """From ``EXACT_BELOW`` clauses on the laws hold as well."""
    policies = [policy(f"p{n}", KEEP, STORE) for n in range(9)]
    monkeypatch.setattr(link_module, "EXACT_BELOW", 0)
    links = link(policies)
    assert links == link(policies[::-1])
    assert set(Counter(x.origin for x in links).values()) == {5}
    assert all(x.origin.policy != x.target.policy for x in links)
