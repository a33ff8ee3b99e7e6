"""Verdicts: what the machine found, unless a person has said otherwise."""

from __future__ import annotations

import datetime
import re
from dataclasses import replace
from time import process_time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.analysis.quotes import find_quote
from generator.analysis.verdicts import decide
from generator.contributed import Correction
from generator.model import Clause, Document, Finding, Verdict
from generator.practices import Outcome, Practice
from generator.problems import Place

TEXT = "We sell it to them. We never sell it. We may or may not."
QUOTES: dict[Outcome, str] = {
    "present": "We sell it to them.",
    "absent": "We never sell it.",
    "unclear": "We may or may not.",
}
CLAUSES = (Clause("c", None, TEXT, 0, len(TEXT)),)


def practice(id: str) -> Practice:
    """A practice of which only the id matters."""
    return Practice(id, id, "?", "", "", "sharing", "concern", "material/cash", "", (), ())


def finding(outcome: Outcome, id: str = "p") -> Finding:
    """A finding that quotes its sentence."""
    start = TEXT.index(QUOTES[outcome])
    return Finding(id, outcome, "c", QUOTES[outcome], start, start + len(QUOTES[outcome]), outcome)


def correction(outcome: Outcome, quote: str) -> Correction:
    """What a person says of ``p``."""
    return Correction("p", outcome, quote, "because", "Someone", datetime.date(2020, 1, 2), Place("reviews.yml"))


def verdict(findings: tuple[Finding, ...], *corrections: Correction) -> Verdict:
    """The verdict on ``p``."""
    (decided,) = decide((practice("p"),), findings, corrections, Document(TEXT, ()), CLAUSES)
    return decided


@pytest.mark.parametrize(
    ("found", "outcome", "kept"),
    [
        ((), "silent", ()),
        (("present",), "present", ("present",)),
        (("absent",), "absent", ("absent",)),
        (("unclear",), "unclear", ("unclear",)),
        (("absent", "present"), "unclear", ("present", "absent")),
        (("present", "unclear"), "present", ("present",)),
        (("unclear", "absent"), "absent", ("absent",)),
        (("unclear", "absent", "present"), "unclear", ("present", "absent", "unclear")),
    ],
)
def test_findings_decide(found: tuple[Outcome, ...], outcome: Outcome, kept: tuple[Outcome, ...]):
    """Opposites make unclear and both sides stay, in the order of the text; a plain word beats a hedged one."""
    decided = verdict(tuple(finding(one) for one in found))
    assert decided.outcome == outcome
    assert decided.basis == ("detected" if found else "none")
    assert tuple(one.outcome for one in decided.findings) == kept


@pytest.mark.parametrize(
    ("done", "denied", "outcome"),
    [
        ("We share it with our affiliates.", "We never share it with third parties.", "present"),
        ("We share it with our affiliates and others.", "We never share it with third parties.", "unclear"),
        ("We share it with our affiliates.", "We never share it with affiliates or third parties.", "unclear"),
        ("We share it with our affiliates.", "We never share it.", "unclear"),
        ("We share it with shops.", "We never share it with third parties.", "unclear"),
        ("We share your data.", "We do not share information that you enter through such forms.", "present"),
        ("We share your data.", "We never share data of children.", "present"),
        ("We share this data.", "We never share these photos.", "unclear"),
    ],
)
def test_opposites_about_other_recipients_are_none(done: str, denied: str, outcome: Outcome):
    """What stays in the family and what is denied to outsiders are no opposites; with the same recipients they are."""
    text = f"{done} {denied}"
    findings = (
        Finding("p", "present", "c", done, 0, len(done), "rule"),
        Finding("p", "absent", "c", denied, len(done) + 1, len(text), "rule"),
    )
    clauses = (Clause("c", None, text, 0, len(text)),)
    (given,) = decide((practice("p"),), findings, (), Document(text, ()), clauses)
    assert given.outcome == outcome
    assert len(given.findings) == (2 if outcome == "unclear" else 1)


def test_the_outcome_that_wins_does_so_for_a_part_as_well():
    """Where a practice's file says which of opposites wins, a denial about some data only is one of them."""
    done, denied = "We post changes.", "We tell you of changes to what we collected from you."
    text = f"{done} {denied}"
    findings = (
        Finding("p", "present", "c", done, 0, len(done), "rule"),
        Finding("p", "absent", "c", denied, len(done) + 1, len(text), "rule"),
    )
    clauses = (Clause("c", None, text, 0, len(text)),)
    (given,) = decide((replace(practice("p"), wins="absent"),), findings, (), Document(text, ()), clauses)
    assert given.outcome == "absent"


def test_a_badge_needs_a_quote_that_proves_it():
    """On quotes that prove next to nothing stands no badge, neither a promise nor another, unless a person says so."""
    weak = replace(finding("absent"), strength=0.05)
    assert (verdict((weak,)).outcome, verdict((weak,)).findings) == ("silent", ())
    assert verdict((replace(weak, strength=0.5),)).outcome == "absent"
    assert verdict((replace(finding("present"), strength=0.05),)).outcome == "silent"
    assert verdict((weak,), correction("absent", "We never sell it.")).findings == (weak,)


def test_below_headings_a_quote_must_be_stronger():
    """What stands under a heading could have shown more; a lone sentence could not, and is asked for less."""
    weak = replace(finding("present"), strength=0.2)
    below = tuple(replace(clause, section="s") for clause in CLAUSES)
    (given,) = decide((practice("p"),), (weak,), (), Document(TEXT, ()), below)
    assert (verdict((weak,)).outcome, given.outcome) == ("present", "silent")


def test_a_person_wins_over_the_machine():
    """A correction decides, and only the findings that say the same stay with it."""
    decided = verdict((finding("present"), finding("absent")), correction("absent", "We never  sell it."))
    assert (decided.outcome, decided.basis) == ("absent", "reviewed")
    assert decided.findings == (finding("absent"),)
    assert decided.correction is not None


def test_a_person_can_say_that_the_policy_is_silent():
    """Then nothing supports the verdict but the correction itself."""
    decided = verdict((finding("present"),), correction("silent", "We sell it to them."))
    assert (decided.outcome, decided.basis, decided.findings) == ("silent", "reviewed", ())


def test_a_correction_without_its_quote_does_not_count():
    """No quote, no badge: not for people either."""
    decided = verdict((finding("present"),), correction("absent", "We would never do that."))
    assert (decided.outcome, decided.basis, decided.correction) == ("present", "detected", None)


def test_there_is_one_verdict_for_each_practice_in_their_order():
    """Silent ones too; a finding of one practice says nothing of another."""
    practices = (practice("b"), practice("p"), practice("a"))
    verdicts = decide(practices, (finding("present"),), (), Document(TEXT, ()), CLAUSES)
    assert [(one.practice, one.outcome) for one in verdicts] == [("b", "silent"), ("p", "present"), ("a", "silent")]


@pytest.mark.parametrize(
    "wrong",
    [
        Finding("p", "present", "c", "We buy it to them.", 0, 19, "rule"),
        Finding("p", "present", "elsewhere", "We sell it to them.", 0, 19, "rule"),
        Finding("p", "present", "c", "", 0, 0, "rule"),
    ],
)
def test_a_finding_that_quotes_nothing_is_our_mistake(wrong: Finding):
    """A finding must quote its own clause word for word."""
    with pytest.raises(ValueError, match="does not quote its clause"):
        verdict((wrong,))


def test_a_finding_may_quote_the_heading_above_its_clause():
    """A heading belongs to the clause below it; words of a clause further up do not."""
    text = "One word here.\n\nWe sell it.\n\nTwo words here."
    clauses = (Clause("a", None, text[:14], 0, 14), Clause("c", "s", text[29:], 29, len(text)))
    (given,) = decide(
        (practice("p"),), (Finding("p", "present", "c", text[16:27], 16, 27, "r"),), (), Document(text, ()), clauses
    )
    assert given.outcome == "present"
    with pytest.raises(ValueError, match="does not quote its clause"):
        decide((), (Finding("p", "present", "c", text[:14], 0, 14, "r"),), (), Document(text, ()), clauses)


def test_a_quote_is_found_across_line_ends():
    """White space may differ, no-break spaces included; words may not."""
    span = find_quote("A b.\nWe\u00a0sell\n  it.", "We sell it.")
    assert span is not None
    assert (span.text, span.start, span.end) == ("We\u00a0sell\n  it.", 5, 18)
    assert find_quote("We sell it.", "we sell it.") is None
    assert find_quote("We sell it.", " ") is None


@given(st.text(alphabet="ab \n\u00a0", max_size=40), st.text(alphabet="ab \n", max_size=8))
def test_a_quote_is_found_where_its_words_stand(text: str, quote: str) -> None:
    """What is found is the first stretch of the text that has the quote's words, with any white space between them."""
    words = r"\s+".join(quote.split())
    expected = re.search(words, text) if words else None
    span = find_quote(text, quote)
    assert (span and (span.text, span.start, span.end)) == (expected and (expected[0], *expected.span()))


def test_quotes_are_looked_for_in_linear_time() -> None:
    """Quotes that nearly stand everywhere, in a text without end, are looked for soon, however many they are."""
    text = ". " * 400_000 + "We sell"
    began = process_time()
    for number in range(500):
        assert find_quote(text, ". " * 1_900 + f"x{number}") is None
        assert find_quote(text, "We sell") is not None
    assert process_time() - began < 5
