"""Test which patterns are worth trying on a sentence."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.analysis.needs import LONGEST, pieces
from generator.analysis.policy import load_tools
from generator.analysis.prefilter import Prefilter, Sought
from generator.analysis.rules import sought
from generator.words import Words

MACROS = {"fruit": r"\b(?:apples?|pears?)\b", "red": "red {fruit}", "wheel": "{wheel}"}


def tried(pattern: str, text: str, *beside: str, before: str | None = None) -> bool:
    """Tell whether a pattern is tried on a text, behind another one that it may point at."""
    prefilter = Prefilter([Sought(pattern, beside)], Words(tuple(MACROS.items()), ()), {})
    texts = [one.encode() for one in (before, text) if one is not None]
    return [*prefilter.worth(texts, [before is not None] * len(texts))][-1] == [0]


@pytest.mark.parametrize(
    ("pattern", "text"),
    [
        ("rights?", "the right"),
        (r"\bshar(?:e|es|ing)\b", "we are sharing it"),
        ("e ?mails?", "by email"),
        ("e ?mails?", "an e mail"),
        (r"\b(?:the )?apple", "an apple"),
        (r"(?:the |\W)?apple", "pineapple"),
        (r"foo(?: bar)*baz", "foo bar barbaz"),
        (r"foo(?:,|;)? bar", "foo; bar"),
        (r"a{2,3}b", "xaaab"),
        (r"(?:ab)+c", "zababc"),
        (r"(?:|very )late", "too late"),
        (r"\bip (?:address|numbers?)\b", "your ip number"),
        (r"[:,(] ?names?", "(name"),
        (r"[sz]ed\b", "analyzed"),
        (r"\d{3} street|\bno\.", "at 123 street"),
        (r"a\.b/c", "a.b/c"),
        ("{red}", "a red pear"),
        ("(?:{fruit}|@)x?", "@"),
        (r"^\W*{fruit}$", "- apples"),
        ("(?i)apple", "pear apple"),
        ("(?P<n>apple)", "no fruit"),
        ("{unknown}", "no fruit"),
        ("{wheel}", "no fruit"),
        (r"\x61pple", "apple"),
        ("[[:alpha:]]pple", "apple"),
        (")", "no fruit"),
        ("extraordinarily long words", "extraordinarily long words"),
    ],
)
def test_a_pattern_is_tried_on_what_it_matches_or_where_it_cannot_be_read(pattern: str, text: str) -> None:
    """No text is passed over that a pattern may match, whatever the pattern is made of."""
    assert tried(pattern, text)


@pytest.mark.parametrize(
    ("pattern", "text"),
    [
        (r"\bip\b", "a clip and its tip"),
        ("rights? to", "right away"),
        (r"\bshar(?:e|es|ing)\b", "we sell it"),
        ("apples? (?:and|or) pears?", "apples and plums"),
        ("apples?|red pears?", "green pears"),
        (r"\b\d{1,2}\b", "on some day"),
        ("[a-z]+@[a-z]+", "write to us"),
        ("{red}", "an apple that is green"),
        ("gps|data about you", "data about us"),
    ],
)
def test_a_pattern_is_not_tried_without_its_words(pattern: str, text: str) -> None:
    """A text that lacks a word which a pattern must have costs no look at the pattern."""
    assert not tried(pattern, text)


def test_what_stands_beside_may_stand_in_the_sentence_before() -> None:
    """Words that are wanted beside a pattern count in the sentence, and in one before that it may point at."""
    assert tried("sell", "we sell apples", "{fruit}")
    assert tried("sell", "we sell them", "{fruit}", before="we have apples")
    assert not tried("sell", "we sell them", "{fruit}")
    assert not tried("sell", "we have them", "{fruit}", before="we sell apples")


PARTS = st.recursive(
    st.sampled_from(["ab", "c", " ", r"\b", "[ab]", r"\w", r"\W", ".", "b,", r"\d", "1"]),
    lambda inner: st.one_of(
        st.lists(inner, min_size=1, max_size=4).map("".join),
        st.lists(inner, min_size=1, max_size=3).map(lambda parts: f"(?:{'|'.join(parts)})"),
        st.tuples(inner, st.sampled_from(["?", "*", "+", "{2}", "{0,2}", "{1,2}?"])).map(
            lambda both: f"(?:{both[0]}){both[1]}"
        ),
    ),
    max_leaves=9,
)


@given(PARTS, st.lists(st.sampled_from(["ab", "abc", "a", "b", "c", "1", " ", ", ", "-"]), max_size=9).map("".join))
def test_no_match_is_passed_over(pattern: str, text: str) -> None:
    """Of all patterns and texts of a small alphabet, none is passed over that matches."""
    if re.search(pattern, text, re.ASCII):
        assert tried(pattern, text)


def test_a_pattern_is_known_by_its_rarest_words() -> None:
    """Of a pattern of many words those count that few texts hold, however short they are."""
    often = ["information", "collecting", "processing", "companies", "purposes", "services"]
    prefilter = Prefilter([Sought(" ".join(("gps", *often)))], Words((), ()), dict.fromkeys(often, 300))
    assert [*prefilter.worth([" ".join(often).encode()], [False])] == [[]]


def test_no_rule_is_tried_on_words_that_none_has() -> None:
    """A sentence of words that no list has costs no look at any of the site's rules."""
    tools = load_tools(Path(__file__).parents[1])
    words = tools.configuration.words
    patterns = [sought(rule, words) for practice in tools.practices for rule in practice.rules]
    prefilter = Prefilter(patterns, words, tools.configuration.common)
    assert [*prefilter.worth([b"fathom zebras quietly."], [False])] == [[]]


def test_a_long_word_has_few_pieces() -> None:
    """The pieces of a word are at most so many times its letters, so that a text of one word costs no more."""
    assert len([*pieces("x" * 5_000)]) <= 5_002 * LONGEST
