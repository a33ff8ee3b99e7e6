"""What stands beside a clause: the comparable clauses of other policies, how many, in what order, with which words."""

from __future__ import annotations

from dataclasses import replace

import pytest
from builders.values import SHARING, finding, judged, policy, practice, site
from selectolax.lexbor import LexborHTMLParser as Html
from test_render import page

from generator.model import Answers, ClauseRef, Link, Policy, Site, Verdict
from generator.pages.comparable import Comparison, Comparisons, most_alike
from generator.pages.views import view_policies

HERE = ClauseRef("example", "privacy-0")
SAME = (Answers("sells", "sells data", "sells data"),)
OPPOSITE = (Answers("sells", "sells data", "does not sell data"),)


def seller(id: str, *before: str, outcome: str = "present") -> Policy:
    """A policy whose last clause says whether it sells, after these words."""
    made = policy(" ".join((*before, "We sell it." if outcome == "present" else "We never sell it.")), id=id, name=id)
    quote = "We sell it." if outcome == "present" else "We never sell it."
    return judged(made, Verdict("sells", outcome, "detected", (finding(made, quote, outcome),)))  # type: ignore[arg-type]


def there(id: str) -> ClauseRef:
    """The first clause of another policy."""
    return ClauseRef(id, "privacy-0")


def beside(world: Site, clause: ClauseRef = HERE) -> Comparison | None:
    """What stands beside a clause."""
    return Comparisons(world, view_policies(world)).of(clause)


def popover(html: Html) -> list[tuple[str, ...]]:
    """The links of the first popover: address, how the clauses relate, and the other's words."""
    return [
        (item.css_first("a").attributes["href"] or "", item.css_first("b").text(), item.css_first("q").text())
        for item in html.css_first(".sp-pop").css("li")
    ]


def test_only_good_links_are_beside_a_clause() -> None:
    """A clause without a good match has none; a good one is shown at both ends, with its reason."""
    links = (
        Link(HERE, there("other"), 0.9, "agrees", ("sharing",), SAME),
        Link(ClauseRef("example", "privacy-1"), there("other"), 0.01, "similar"),
    )
    other = seller("other")
    example = policy("We sell it.", "Else.")
    world = site(example, other, practices=(practice(),), links=links)
    assert popover(page(world)) == [("other.html#privacy-0", "= both say: sells data", "We sell it.")]
    assert len(page(world).css(".sp-compare")) == 1
    back = page(world, "services/other.md")
    assert [href for href, _, _ in popover(back)] == ["example.html#privacy-0"]


def test_four_those_that_it_leads_to_first_then_the_topic() -> None:
    """However many there are: its own best, then the best that lead to it, no clause twice, and then everything."""
    out = [Link(HERE, there(f"to-{n}"), 0.9 - n / 100, "agrees", (), SAME) for n in range(3)]
    back = [Link(there(f"from-{n}"), HERE, 0.6 + n / 100, "agrees", (), SAME) for n in range(6)]
    both = [Link(there("to-0"), HERE, 0.99, "agrees", (), SAME)]
    others = [seller(link.target.policy) for link in out] + [seller(link.origin.policy) for link in back]
    world = site(seller("example"), *others, practices=(practice(),), links=(*out, *back, *both))
    shown = [href.partition(".")[0] for href, _, _ in popover(page(world))]
    assert shown == ["to-0", "to-1", "to-2", "from-5"]
    last = page(world).css_first(".sp-pop > p:last-child a")
    assert (last.text(), last.attributes["href"]) == (SHARING.label, "../topics/sharing.html")


def test_each_end_hears_what_the_other_says() -> None:
    """A contradiction is told from where the reader stands, whichever of the two the link goes out from."""
    link = Link(HERE, there("other"), 0.9, "differs", (), OPPOSITE)
    world = site(seller("example"), seller("other", outcome="absent"), practices=(practice(),), links=(link,))
    assert popover(page(world))[0][1:] == ("\u2260 says the opposite: does not sell data", "We never sell it.")
    assert popover(page(world, "services/other.md"))[0][1:] == ("\u2260 says the opposite: sells data", "We sell it.")
    assert page(world).css_first(".sp-compare").text().split()[-2:] == ["1", "opposite"]


def test_the_words_that_answer_are_shown_and_not_the_clause_s_beginning() -> None:
    """The quote is what both speak of; where nothing is answered, how the clause begins."""
    chat = "This clause begins with much that is not to the point. " * 3
    world = site(seller("example"), seller("other", chat), practices=(practice(),), links=(
        Link(HERE, there("other"), 0.9, "agrees", (), SAME),))  # fmt: skip
    assert popover(page(world))[0][2] == "We sell it."
    alike = Link(HERE, there("other"), 0.9, "similar", (), (), ("chat",))
    world = site(seller("example"), seller("other", chat), practices=(practice(),), links=(alike,))
    assert popover(page(world))[0][1] == "\u2248 like words: chat"
    assert popover(page(world))[0][2].startswith("This clause begins")


def test_a_sentence_is_quoted_rather_than_a_title() -> None:
    """Where a title and a sentence of the same clause say it, the sentence tells more."""
    made = policy("Sale of data. We sell all the data that we hold about you to anyone.", id="other", name="other")
    said = "We sell all the data that we hold about you to anyone."
    quotes = finding(made, "Sale of data."), finding(made, said)
    other = judged(made, Verdict("sells", "present", "detected", quotes))
    link = Link(HERE, there("other"), 0.9, "agrees", (), SAME)
    world = site(seller("example"), other, practices=(practice(),), links=(link,))
    assert popover(page(world))[0][2] == said


def test_the_subject_is_told_once_where_all_share_it() -> None:
    """The head names what every neighbour is about, and nothing that only some are about."""
    first = Link(HERE, there("a"), 0.9, "agrees", ("sharing", "security"), SAME)
    second = Link(HERE, there("b"), 0.8, "agrees", ("sharing",), SAME)
    others = [seller("a"), seller("b")]
    for links, subject in (((first,), "sharing and security"), ((first, second), "sharing")):
        found = beside(site(seller("example"), *others, practices=(practice(),), links=links))
        assert found
        assert found.subject == subject


def test_comparable_clauses_come_from_different_companies_first() -> None:
    """One of each company stands before a second of any, and the opposite stays first among them."""
    own = policy("We sell your data to anyone who asks.")
    others = [policy("We sell your data to some.", "We do sell data.", id=f"o{n}", name=f"Other {n}") for n in range(3)]
    others[:2] = [replace(one, service=replace(one.service, owner="Holding")) for one in others[:2]]
    targets = [("o0", 0), ("o0", 1), ("o1", 0), ("o2", 0)]
    links = [
        Link(ClauseRef("example", "privacy-0"), ClauseRef(id, f"privacy-{at}"), 0.9, "similar", (), (), ("sell",))
        for id, at in targets
    ]
    world = site(own, *others, practices=(practice(),), links=links)
    found = Comparisons(world, view_policies(world)).of(ClauseRef("example", "privacy-0"))
    assert found
    assert [one.name for one in found.neighbours] == ["Other 0", "Other 2", "Other 0", "Other 1"]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Your location\n\nWe like you and your friends very much. We may track your precise location all day.", 1),
        ("Your location", 0),
        ("", 0),
    ],
)
def test_beside_a_clause_stands_the_sentence_that_is_alike(text: str, told: int) -> None:
    """Of a clause without a quote the sentence that shares most words is shown, and a title only where it is alone."""
    shown = most_alike(text, "We track the precise location of your phone.")
    assert shown == (["Your location" if text else "", "We may track your precise location all day."][told])
