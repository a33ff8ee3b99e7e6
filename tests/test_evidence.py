"""The laws of what is shown as evidence, in which order, and of the numbers that the order is made from."""

from __future__ import annotations

from dataclasses import replace

import pytest
from builders.values import practice
from hypothesis import given
from hypothesis import strategies as st

from generator.analysis.evidence import CLEAR, FULL, arrange
from generator.analysis.measure import Sample, measure, proves
from generator.analysis.shape import marks
from generator.analysis.strength import Judge
from generator.model import Finding
from generator.practices import Outcome, Practice, Tone
from generator.words import Strengths


def finding(start: int, strength: float, outcome: Outcome = "present", rule: str = "r", quote: str = "") -> Finding:
    """A finding at a place of a text; nothing else of it matters here."""
    return Finding("p", outcome, "c", quote or f"quote {start}", start, start + 1, rule, strength=strength)


def shown(*findings: Finding, tone: Tone = "neutral") -> list[int]:
    """Where the findings begin that are shown in full, in their order."""
    ordered, full = arrange(findings, tone)
    return [finding.start for finding in ordered[:full]]


def test_quotes_are_shown_by_strength_and_the_others_by_place() -> None:
    """The strongest stand first, at most three; those that are only linked keep the order of the text."""
    findings = [finding(at, strength) for at, strength in enumerate((0.6, 0.9, 0.5, 0.8, 0.7))]
    ordered, full = arrange(findings)
    assert [each.start for each in ordered] == [1, 3, 4, 0, 2]
    assert full == FULL


def test_a_weak_quote_is_shown_only_where_there_is_no_other() -> None:
    """The first quote of an outcome is always shown, and a weak one never behind it."""
    assert shown(finding(0, CLEAR / 2), finding(1, CLEAR / 3)) == [0]
    assert shown(finding(0, CLEAR / 2), finding(1, 0.9)) == [1]


@pytest.mark.parametrize(("tone", "first"), [("concern", 0), ("protective", 1), ("neutral", 0)])
def test_an_unclear_badge_shows_both_sides_and_first_what_is_against_the_person(tone: Tone, first: int) -> None:
    """Nobody reads the better half alone."""
    sides = (finding(0, 0.1, "present"), finding(1, 0.9 if tone == "concern" else 0.05, "absent"))
    assert shown(*sides, finding(2, 0.04, "present"), tone=tone) == [first, 1 - first]


def test_the_same_words_are_shown_once() -> None:
    """A sentence that a policy repeats is no second proof."""
    assert shown(finding(0, 0.9, quote="We sell it."), finding(9, 0.8, quote="We sell it.")) == [0]


PLACED = st.tuples(st.integers(0, 9), st.sampled_from((0.1, 0.5, 0.9)), st.sampled_from(("present", "absent")))


@given(st.lists(PLACED, unique_by=lambda placed: placed[0]))
def test_no_finding_is_lost(given: list[tuple[int, float, Outcome]]) -> None:
    """All findings are among those shown or linked, each once, whatever order they come in."""
    findings = [finding(at, strength, outcome) for at, strength, outcome in given]
    ordered, full = arrange(findings)
    assert sorted(ordered, key=repr) == sorted(findings, key=repr)
    assert full <= FULL
    assert arrange(reversed(findings))[0] == ordered


def strength(judge: Judge, rule: str, practice: str = "p", kinds: tuple[str, ...] = ()) -> float:
    """The strength of a quote that one rule found."""
    return judge.strength(practice, (rule,), kinds)


def test_a_rule_that_was_seldom_seen_is_like_its_practice() -> None:
    """One success makes no good rule, and an unknown rule is as good as the others of its practice."""
    rows = (("p", "often", 30, 40), ("p", "once", 1, 1), ("q", "bad", 1, 40))
    judge = Judge(Strengths(share=0.5, rules=rows))
    assert 0.7 < judge.share("p", "often") < judge.share("p", "once") < 0.85
    assert judge.share("p", "new") == pytest.approx(judge.share("p", "often"), abs=0.05)
    assert strength(judge, "new", "unknown") == pytest.approx(0.5)
    assert strength(judge, "bad", "q") < strength(judge, "often")


def test_without_measurement_all_quotes_are_alike() -> None:
    """A repository without numbers shows its quotes in the order of the text."""
    judge = Judge(Strengths())
    assert strength(judge, "a", kinds=("title",)) == strength(judge, "b") == 0.5


def samples() -> list[Sample]:
    """Quotes of two rules, of which the one proves mostly and the other seldom; titles never do."""
    good = [Sample(finding(n, 0.5, rule="good"), n % 5 > 0) for n in range(40)]
    bad = [Sample(finding(n, 0.5, rule="bad"), n % 5 == 0) for n in range(40)]
    titles = [Sample(replace(finding(n, 0.5, rule="good"), marks=("title",)), False) for n in range(20)]
    return [*good, *bad, *titles]


def test_what_is_measured_puts_proving_quotes_first() -> None:
    """A rule that proved more often is stronger, and a mark of what never proves makes a quote weaker."""
    measured = measure(samples())
    judge = Judge(measured)
    assert ("p", "good", 32, 60) in measured.rules
    assert strength(judge, "bad") < strength(judge, "good")
    assert strength(judge, "good", kinds=("title",)) < strength(judge, "good")


def test_the_same_labels_give_the_same_numbers() -> None:
    """Neither a second time nor the order of the quotes changes what is measured."""
    assert measure(samples()) == measure(samples())
    assert measure(samples()[::-1]).rules == measure(samples()).rules


def test_labels_that_are_all_alike_give_counts_and_no_weights() -> None:
    """Where nothing tells good quotes from others, none is put before another by its words."""
    measured = measure([Sample(finding(n, 0.5), True) for n in range(3)])
    assert (measured.rules, measured.marks) == ((("p", "r", 3, 3),), ())
    assert measured.share < 1


@pytest.mark.parametrize(
    ("quote", "proof", "same"),
    [
        ("We sell your data to brokers.", "we sell [your data](x) to brokers", True),
        ("We sell your data", "From time to time we sell your data to brokers.", True),
        ("We keep your data", "We sell your data to brokers.", False),
        ("your data", "your data and your name", False),
    ],
)
def test_a_quote_proves_when_most_of_the_shorter_stands_in_both(quote: str, proof: str, same: bool) -> None:
    """Marks and links do not matter, the words in their order do; of very short quotes the longer one counts."""
    assert proves(quote, ["Something else.", proof]) is same


@pytest.mark.parametrize(
    ("text", "word", "own", "expected"),
    [
        ("we sell your data.", "sell", 0, {"we-act", "we-first"}),
        ("you can ask us to delete it.", "delete", 0, {"you-first"}),
        ("if you opt out, we stop.", "stop", 0, {"in-passing", "we-act", "case-first"}),
        ("to learn more about cookies, see section 5.", "cookies", 0, {"pointer", "purpose", "no-verb", "case-first"}),
        ('"personal data" means any information that names you.', "names", 0, {"definition"}),
        ("cookies are small files on your device.", "cookies", 0, {"definition"}),
        ("unsubscribing will not stop all messages.", "unsubscribing", 0, {"effect"}),
        ("even if you opt out, we send some messages.", "send", 0, {"effect", "in-passing", "we-act"}),
        ("newsletter: you can stop it.", "stop", 0, {"named"}),
        ("to answer you and to sell.", "sell", 0, {"purpose", "case-first"}),
        ("your rights", "rights", 0, {"title", "no-verb"}),
        ("we collect your name", "name", len("we collect "), {"item", "no-verb", "we-act"}),
    ],
)
def test_how_a_sentence_speaks(text: str, word: str, own: int, expected: set[str]) -> None:
    """Who acts, and whether in the main clause, in passing, as a pointer or as a title, is seen from its words."""
    assert set(marks(text.encode(), own, text.index(word), practice(tone="protective"), "absent")) == expected


@pytest.mark.parametrize(
    ("text", "asked", "outcome", "expected"),
    [
        ("you may opt out.", practice(tone="concern"), "present", {"way-out"}),
        ("you may opt out.", practice(tone="protective"), "present", set()),
        ("it is not given.", practice(tone="protective"), "present", {"denied"}),
        ("it is not given.", practice(tone="protective"), "absent", set()),
        ("it is not given.", practice(tone="concern"), "present", set()),
        ("5 june", practice(), "present", {"no-verb"}),
        ("5 june", practice(fact=True), "present", set()),
    ],
)
def test_what_is_asked_decides_which_ways_of_speaking_count(
    text: str, asked: Practice, outcome: Outcome, expected: set[str]
) -> None:
    """A way out proves no act, a "not" no protection, and a line without a verb is weak but where it is the answer."""
    told = set(marks(text.encode(), 0, 0, asked, outcome))
    assert told & {"way-out", "denied", "no-verb"} == expected


def test_weights_are_learnt_where_most_practices_were_read() -> None:
    """A quote of a policy that was read for a few practices counts for its rule, and not for its marks."""

    def sample(mark: str, *, proves: bool, wide: bool) -> Sample:
        finding = Finding("sells-data", "present", "c", "We sell your data.", 0, 18, "sells", marks=(mark,))
        return Sample(finding, proves, wide)

    known = [sample("item", proves=proves, wide=True) for proves in (True, False)]
    more = [sample("title", proves=True, wide=False) for _ in range(3)]
    learnt = measure([*known, *more])
    assert learnt.rules == (("sells-data", "sells", 4, 5),)
    assert dict(learnt.marks).keys() == {"item"}
