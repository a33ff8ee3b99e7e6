"""A badge is gained or lost only where the policy's own words have changed."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from builders.values import finding, judged, policy, practice
from builders.work import calls

from generator.analysis.strength import UNMEASURED
from generator.comparison.versions import SURE, SURE_OF_PROMISE, step, steps
from generator.model import Policy, Verdict

SELLS = "We sell the list of your purchases to other companies that we choose."
PRACTICES = (practice("sells"),)
OTHER = "This notice tells you what happens to the details that you give us in our shop."


def says(
    quote: str, outcome: str, *clauses: str, conditions: tuple[str, ...] = (), strength: float = UNMEASURED
) -> Policy:
    """Make a version that says so, on the ground of the quote; with an empty quote it is silent."""
    made = policy(*clauses)
    if not quote:
        return judged(made, Verdict("sells", "silent", "none"))
    found = replace(finding(made, quote, outcome), conditions=conditions, strength=strength)
    return judged(made, Verdict("sells", outcome, "detected", (found,)))  # type: ignore[arg-type]


def kinds(before: Policy, after: Policy) -> list[str]:
    """Say what the newer version does to the one badge."""
    return [effect.kind for effect in step(before, after, PRACTICES).effects]


def test_a_badge_is_gained_with_a_new_clause_and_lost_with_it() -> None:
    """The quote stands in a clause that the other version does not have."""
    silent, says_so = says("", "silent", OTHER), says(SELLS, "present", OTHER, SELLS)
    assert kinds(silent, says_so) == ["gained"]
    assert kinds(says_so, silent) == ["lost"]
    assert step(silent, says_so, PRACTICES).matters


def test_words_that_stand_in_both_versions_are_no_act_of_the_service() -> None:
    """Where only the machine has read them in another way, the page says just that."""
    silent, says_so = says("", "silent", SELLS), says(SELLS, "present", OTHER, SELLS)
    assert kinds(silent, says_so) == ["found"]
    assert kinds(says_so, silent) == ["missed"]
    assert not step(silent, says_so, PRACTICES).matters
    assert kinds(says(SELLS, "present", SELLS), says(SELLS, "absent", OTHER, SELLS)) == ["reread"]


def test_a_sentence_much_like_the_quote_keeps_the_badge() -> None:
    """A sentence three quarters alike in the other version stands for the one that was quoted."""
    alike = SELLS.replace("other companies", "some companies")
    assert kinds(says(SELLS, "present", SELLS), says("", "silent", alike)) == ["missed"]
    assert kinds(says("", "silent", alike), says(SELLS, "present", SELLS)) == ["found"]


def test_a_badge_is_flipped_with_its_words() -> None:
    """Another answer in other words is a flip."""
    never = "We never sell the list of your purchases."
    assert kinds(says(SELLS, "present", SELLS), says(never, "absent", never)) == ["flipped"]


def test_a_condition_is_added_to_the_same_sentence_only() -> None:
    """The limit of a sentence that has changed counts, and that of another sentence does not."""
    limited = f"With your consent, {SELLS}"
    before, after = says(SELLS, "present", SELLS), says(limited, "present", limited, conditions=("consent",))
    assert kinds(before, after) == ["limited"]
    assert kinds(after, before) == ["unlimited"]
    another = says(
        "Buyers get your name if you agree.", "present", "Buyers get your name if you agree.", conditions=("c",)
    )
    assert kinds(before, another) == []


def test_what_is_joined_to_a_sentence_limits_nothing_that_stood_there() -> None:
    """A condition of a second statement is none of the first."""
    more = SELLS.replace(".", ", and ask you where the law requires it.")
    before, after = says(SELLS, "present", SELLS), says(more, "present", more, conditions=("by-law",))
    assert kinds(before, after) == []
    assert kinds(after, before) == []


def test_another_age_or_time_in_the_same_sentence_is_told() -> None:
    """The answer stays, and its number does not: no other sentence, and no number that is only added."""
    under = "Our shop is not made for children under the age of 16, and they shall not order anything here."
    days = "We answer what you ask us within 30 days of your letter, and tell you why if it takes us longer."
    for quote, other in ((under, under.replace("16", "13")), (days, days.replace("30 days", "two months"))):
        before, after = says(quote, "present", OTHER, quote), says(other, "present", OTHER, other)
        assert kinds(before, after) == kinds(after, before) == ["renumbered"]
    more, apart = days.replace("letter", "letter, or 60 days"), "Every order is kept for ten years in our books."
    for other in (more, apart):
        assert kinds(says(days, "present", OTHER, days), says(other, "present", OTHER, other)) == []
    weak = says(under.replace("16", "13"), "present", OTHER, under.replace("16", "13"), strength=0.5001)
    assert kinds(says(under, "present", OTHER, under, strength=0.9), weak) == []


def test_a_condition_that_another_sentence_sets_is_neither_new_nor_gone() -> None:
    """Where another sentence has it in both versions, or in none, the one sentence alone changes nothing."""
    limited, law = f"With your consent, {SELLS}", "The law of your country may let us sell the list as well."
    before = says(SELLS, "present", SELLS, law)
    after = says(limited, "present", limited, law, conditions=("consent",))
    for conditions in ((), ("consent",)):
        more = [replace(finding(one, law), conditions=conditions) for one in (before, after)]
        old, new = (
            judged(one, replace(one.verdicts[0], findings=(*one.verdicts[0].findings, other)))
            for one, other in zip((before, after), more, strict=True)
        )
        assert kinds(old, new) == kinds(new, old) == []


@pytest.mark.parametrize(("outcome", "least"), [("present", SURE), ("absent", SURE_OF_PROMISE)])
def test_only_words_that_prove_well_are_told_as_an_act(outcome: str, least: float) -> None:
    """A change rests on a quote that likely proves its answer; a promise, here a no, on one that proves it better."""
    for strength, told in ((least + 0.01, ["gained", "lost"]), (least - 0.01, ["found", "missed"])):
        silent, says_so = says("", "silent", OTHER), says(SELLS, outcome, OTHER, SELLS, strength=strength)
        assert kinds(silent, says_so) + kinds(says_so, silent) == told


def test_a_flip_needs_words_that_prove_on_both_sides() -> None:
    """Where one of the two answers stands on weak words, the machine may have misread it."""
    never = "We never sell the list of your purchases."
    strong, weak = says(SELLS, "present", SELLS, strength=0.9), says(never, "absent", never, strength=0.5001)
    assert "flipped" not in kinds(strong, weak) + kinds(weak, strong)
    assert kinds(strong, says(never, "absent", never, strength=0.9)) == ["flipped"]


def test_of_a_flip_with_one_weak_side_the_certain_side_is_told() -> None:
    """That a promise is gone is certain where its words are, whatever is said instead; and so is what is new."""
    never, hedged = (
        "We never sell the list of your purchases.",
        "Some of what we do with partners may be called a trade.",
    )
    promise = says(never, "absent", OTHER, never, strength=0.9)
    weak = says(hedged, "present", OTHER, hedged, strength=0.5001)
    assert (kinds(promise, weak), kinds(weak, promise)) == (["lost"], ["gained"])
    assert kinds(promise, says(hedged, "present", OTHER, never, hedged, strength=0.5001)) == ["reread"]


def test_a_sentence_without_the_key_word_keeps_no_badge() -> None:
    """Where the word goes that all examples of the practice have, the rest of the sentence says something else."""
    examples = (("present", "Acorn sells your name."), ("absent", "We do not sell data."), ("silent", "We care."))
    asked = (practice("sells", examples=examples),)
    quote = "We do not sell or share the list of your purchases, except as it is described in this notice."
    before = says(quote, "absent", OTHER, quote)
    for left, told in ((quote.replace("sell or ", ""), "lost"), (quote.replace(" or share", ""), "missed")):
        after = says("", "silent", OTHER, left)
        assert [effect.kind for effect in step(before, after, asked).effects] == [told]
    below = judged(policy(OTHER, quote.replace("sell or ", ""), heading="Selling"), Verdict("sells", "silent", "none"))
    assert [effect.kind for effect in step(before, below, asked).effects] == ["missed"]


def test_a_flip_shows_quotes_that_differ() -> None:
    """Where the first quotes of both answers say the same, what flipped it is not shown, so nothing is told."""
    others = "We send the list of what you bought to shops that pay for it."
    before, after = says(SELLS, "present", SELLS), says(others, "present", OTHER, others)
    unclear = replace(after.verdicts[0], outcome="unclear")
    assert kinds(before, judged(after, unclear)) == ["reread"]


def test_what_the_other_version_found_and_did_not_decide_by_counts_against_a_change() -> None:
    """A weak finding there is a sign that it speaks of the same."""
    weak = says(OTHER, "present", OTHER)
    silent = replace(weak, verdicts=(Verdict("sells", "silent", "none"),))
    assert kinds(silent, says(SELLS, "present", OTHER, SELLS)) == ["found"]


@pytest.mark.parametrize(
    ("quote", "left"),
    [
        ("We answer your letters within 30 days at the latest.", "Your packet of data comes within 30 days."),
        ("We keep what you order for two (2) years from then on.", "Orders: two years."),
        ("The version of this notice was published on 16 September 2024.", "Last updated: 9 March 2024"),
        ("We may have to give away some or all of it upon a lawful order from a court that has jurisdiction over us.",
         "Upon an order from a court, which has jurisdiction over us, we may give away some of it, or all."),
    ],
)  # fmt: skip
def test_the_same_in_other_words_keeps_the_badge(quote: str, left: str) -> None:
    """The same time, any day of the policy itself, or the same words in another order: nobody has changed anything."""
    before = says(quote, "present", OTHER, f"{quote} There is more to say about it, and it stands here.")
    assert kinds(before, says("", "silent", OTHER, left)) == ["missed"]
    assert kinds(before, says("", "silent", OTHER)) == ["lost"]


def test_words_that_are_only_cut_into_lines_keep_the_badge() -> None:
    """An address that stood in one sentence stands in lines now, with a line more."""
    quote = "If you live in the north, you can write to us at Acorn Trading Ltd, 5 Long Lane, Leeds."
    lines = ("If you live in the north, you can write to us at:", "Acorn Trading", "5 Long Lane", "Leeds, England")
    assert kinds(says(quote, "present", OTHER, quote), says("", "silent", OTHER, *lines)) == ["missed"]
    assert kinds(says("", "silent", OTHER, *lines), says(quote, "present", OTHER, quote)) == ["found"]
    assert kinds(says(quote, "present", OTHER, quote), says("", "silent", OTHER, *lines[:2])) == ["lost"]


@pytest.mark.parametrize("as_heading", [True, False])
def test_a_title_that_names_the_practice_keeps_the_badge(as_heading: bool) -> None:
    """What stands under such a title speaks of it, though no sentence was found: the silence is not certain."""
    asked = (practice("sells", label="Trades purchase histories", definition="Says that it does."),)
    title = "Purchase histories and trades"
    entitled = policy(OTHER, heading=title) if as_heading else policy(OTHER, title)
    silent = judged(entitled, Verdict("sells", "silent", "none"))
    says_so = says(SELLS, "present", OTHER, SELLS)
    told = [effect.kind for one in ((silent, says_so), (says_so, silent)) for effect in step(*one, asked).effects]
    assert told == ["found", "missed"]


def captured(of: Policy, day: str, *, dated: str = "2020-01-01", record: str = "") -> Policy:
    """Give a version the day of its capture, the policy's own day, and the archive's word."""
    taken = replace(
        of.snapshot, captured=date.fromisoformat(day), dated=date.fromisoformat(dated), record=record or None
    )
    return replace(of, snapshot=taken)


@pytest.mark.parametrize(("until", "told"), [("2020-05-08", False), ("2020-05-09", True)])
def test_what_a_copy_says_for_a_few_days_only_is_no_act(until: str, told: bool) -> None:
    """What goes and comes again within a week is a slip of the archive's, and so is what comes and goes."""
    silent, says_so = says("", "silent", OTHER), says(SELLS, "present", OTHER, SELLS)
    never = says("We never sell the list of your purchases.", "absent", "We never sell the list of your purchases.")
    for one, other in ((silent, says_so), (says_so, silent), (says_so, never)):
        days = ("2020-03-01", "2020-05-01", until)
        versions = [captured(of, day) for of, day in zip((one, other, one), days, strict=True)]
        found = steps(tuple(reversed(versions)), PRACTICES)
        assert [one.matters for one in found] == [told, told]
        assert all(one.effects for one in found)


@pytest.mark.parametrize(("record", "dated", "told"), [
    ("commit 12: Refilter Acorn Privacy Policy", "2020-01-01", False),
    ("commit 12: Apply technical or declaration upgrade on Acorn Privacy Policy", "2020-01-01", False),
    ("commit 12: Refilter Acorn Privacy Policy", "2021-01-01", True),
    ("commit 12: Record new changes of Refilter Inc. Privacy Policy", "2020-01-01", True),
])  # fmt: skip
def test_what_an_archive_reads_otherwise_is_no_act(record: str, dated: str, told: bool) -> None:
    """The archive's word is believed where the policy's own day says the same: nobody has published anything."""
    before = captured(says(SELLS, "present", OTHER, SELLS), "2020-05-01")
    after = captured(says("", "silent", OTHER), "2021-05-01", dated=dated, record=record)
    assert [one.matters for one in steps((after, before), PRACTICES)] == [told]


def test_versions_are_compared_with_the_one_before() -> None:
    """Of three versions, newest first, there are two steps, newest first; the same words make a technical one."""
    first, second, third = policy(OTHER), policy(OTHER, SELLS), policy(SELLS, OTHER)
    found = steps((third, second, first), PRACTICES)
    assert [(one.before, one.after, one.technical) for one in found] == [(second, third, True), (first, second, False)]
    assert steps((first,), PRACTICES) == ()


def test_the_work_of_looking_for_like_words_grows_with_the_text() -> None:
    """Three times the sentences, all of the same words, take at most four and a half times the work."""
    asked = tuple(practice(f"p{number}") for number in range(20))
    words = [
        "sells",
        "list",
        "your",
        "purchases",
        "other",
        "companies",
        "that",
        "choose",
        "each",
        "month",
        "again",
        "here",
    ]

    def work(number: int) -> int:
        old = [" ".join((*words[at % 12 :], *words[: at % 12], str(at))) + " truly." for at in range(number)]
        quotes = [f"We {' '.join(reversed(words))} {number} {'x' * at}." for at, _ in enumerate(asked)]
        before, after = policy(*old), policy(*old, *quotes)
        found = [finding(after, quote, practice=one.id) for quote, one in zip(quotes, asked, strict=True)]
        silent = judged(before, *(Verdict(one.id, "silent", "none") for one in asked))
        says_so = judged(after, *(Verdict(one.practice, "present", "detected", (one,)) for one in found))
        return calls(lambda: step(silent, says_so, asked))

    assert work(600) < 4.5 * work(200)
