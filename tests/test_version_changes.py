"""A badge is gained or lost only where the policy's own words have changed."""

from __future__ import annotations

from dataclasses import replace

from builders.values import finding, judged, policy

from generator.comparison.versions import step, steps
from generator.model import Policy, Verdict

SELLS = "We sell the list of your purchases to other companies that we choose."
OTHER = "This notice tells you what happens to the details that you give us in our shop."


def says(quote: str, outcome: str, *clauses: str, conditions: tuple[str, ...] = ()) -> Policy:
    """Make a version that says so, on the ground of the quote; with an empty quote it is silent."""
    made = policy(*clauses)
    if not quote:
        return judged(made, Verdict("sells", "silent", "none"))
    found = replace(finding(made, quote, outcome), conditions=conditions)
    return judged(made, Verdict("sells", outcome, "detected", (found,)))  # type: ignore[arg-type]


def kinds(before: Policy, after: Policy) -> list[str]:
    """Say what the newer version does to the one badge."""
    return [effect.kind for effect in step(before, after).effects]


def test_a_badge_is_gained_with_a_new_clause_and_lost_with_it() -> None:
    """The quote stands in a clause that the other version does not have."""
    silent, says_so = says("", "silent", OTHER), says(SELLS, "present", OTHER, SELLS)
    assert kinds(silent, says_so) == ["gained"]
    assert kinds(says_so, silent) == ["lost"]
    assert step(silent, says_so).matters


def test_words_that_stand_in_both_versions_are_no_act_of_the_service() -> None:
    """Where only the machine has read them in another way, the page says just that."""
    silent, says_so = says("", "silent", SELLS), says(SELLS, "present", OTHER, SELLS)
    assert kinds(silent, says_so) == ["found"]
    assert kinds(says_so, silent) == ["missed"]
    assert not step(silent, says_so).matters
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


def test_versions_are_compared_with_the_one_before() -> None:
    """Of three versions, newest first, there are two steps, newest first; the same words make a technical one."""
    first, second, third = policy(OTHER), policy(OTHER, SELLS), policy(SELLS, OTHER)
    found = steps((third, second, first))
    assert [(one.before, one.after, one.technical) for one in found] == [(second, third, True), (first, second, False)]
    assert steps((first,)) == ()
