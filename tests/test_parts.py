"""Cutting a long or heavy policy into pages: nothing is lost, and no page is too heavy, whatever stands where."""

from __future__ import annotations

from dataclasses import replace

from builders.values import finding, judged, policy, practice, rendered, site
from hypothesis import given
from hypothesis import strategies as st
from markupsafe import Markup

from generator.catalogue import Catalogue
from generator.model import Answers, ClauseRef, Link, Verdict
from generator.pages.parts import HEAVY, LONG, PART, cut
from generator.pages.text import Chunk, ClauseText
from generator.pages.views import view_policy

VIEW = view_policy(policy("We sell it."), Catalogue((), ()))

chunk_sizes = st.lists(
    st.tuples(st.integers(0, 3), st.lists(st.sampled_from([10, 3_000, 30_000, 70_000]), max_size=8)),
    min_size=1,
    max_size=12,
)


@given(chunk_sizes, st.sampled_from([0, 500, 40_000]))
def test_a_cut_loses_no_clause_and_makes_light_pages(sizes: list[tuple[int, list[int]]], beside: int) -> None:
    """Every heading and clause is new on one page, in order; the second may have the whole text.

    Only a single clause may be too heavy for a page.
    """
    text = []
    for at, (level, clauses) in enumerate(sizes):
        made = tuple(ClauseText(f"c{at}-{n}", Markup("x" * size)) for n, size in enumerate(clauses))
        text.append(Chunk(level and level + 2, f"h{at}", f"Heading {at}", made))
    parts = cut(VIEW, text, lambda chunk: sum(len(one.html) + beside for one in chunk.clauses))
    if not parts:
        return
    assert len(parts) > 1
    chunks = [chunk for part in parts for chunk in part.more]
    assert [chunk.anchor for chunk in chunks if chunk.level] == [chunk.anchor for chunk in text if chunk.level]
    assert [one for chunk in chunks for one in chunk.clauses] == [one for chunk in text for one in chunk.clauses]
    for part in parts:
        clauses = [clause for chunk in part.text for clause in chunk.clauses]
        words = sum(len(clause.html) for clause in clauses)
        assert len(clauses) == 1 or (words < LONG * 1.01 and words + beside * len(clauses) < PART * 1.01)
        assert part.title
    for part in parts:
        if part.whole:
            assert (part.number, len(parts)) == (2, 2)
            assert [one for chunk in part.text for one in chunk.clauses] == [
                one for chunk in text for one in chunk.clauses
            ]
        else:
            assert part.text == part.more


def test_a_page_that_is_heavy_by_what_stands_beside_the_text_is_cut() -> None:
    """A policy of few words with much to compare gets pages too, and each of them stays light."""
    made = policy(*(f"We sell it {number}." for number in range(400)))
    quotes = tuple(finding(made, f"We sell it {number}.") for number in range(400))
    made = judged(made, Verdict("sells", "present", "detected", quotes))
    many = [judged(replace(policy("We sell it. " + "Word " * 30, id=f"o{n}", name=f"Other {n}"))) for n in range(5)]
    same = (Answers("sells", "sells data", "sells data"),)
    links = [
        Link(ClauseRef("example", f"privacy-{number}"), ClauseRef(f"o{n}", "privacy-0"), 0.9, "agrees", (), same)
        for number in range(400)
        for n in range(5)
    ]
    pages = {page.path: page.data for page in rendered(site(made, *many, practices=(practice(),), links=links))}
    assert len(made.document.text) < LONG
    assert "services/example/2.md" in pages
    assert max(len(data) for path, data in pages.items() if path.startswith("services/example")) < HEAVY
    shown = pages["services/example.md"]
    assert all(f'id="privacy-{number}"'.encode() in shown for number in range(400))


def test_each_piece_is_weighed_once() -> None:
    """However a text is cut, no piece of it is weighed twice."""
    text = [
        Chunk(3, f"h{at}", f"Heading {at}", tuple(ClauseText(f"c{at}-{n}", Markup("x" * 30_000)) for n in range(4)))
        for at in range(5)
    ]
    weighed: list[Chunk] = []

    def weigh(chunk: Chunk) -> int:
        weighed.append(chunk)
        return 30_000 * len(chunk.clauses)

    assert len(cut(VIEW, text, weigh)) > 5
    assert len(weighed) == len({(chunk.anchor, chunk.clauses[0].id, len(chunk.clauses)) for chunk in weighed})
