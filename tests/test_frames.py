"""What frames find, and what they leave."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from builders.frames import fits

from generator.analysis.folding import fold, match_text
from generator.analysis.frames import act_pattern, compile_frame
from generator.analysis.judging import Match, Sentence, judged
from generator.analysis.patterns import compile_pattern
from generator.analysis.reader import Reader
from generator.practices import Frame, Outcome, Rule
from generator.words import Words

ROOT = Path(__file__).resolve().parents[1]


SELLS = Frame("We sell your data.", ("sell",), ("we",), ("your-data",))
SHARES = Frame("We pass your data to our affiliates.", ("share",), ("we",), ("your-data",), ("group",))


@pytest.mark.parametrize(
    "sentence",
    [
        "We pass your data to our affiliates.",
        "Your data may be passed on to a sister company.",
        "To our subsidiaries we may disclose your personal information.",
        "Our affiliates are given your details.",
    ],
)
def test_voice_order_and_synonyms_do_not_matter(sentence: str, words: Words, reader: Reader):
    """A frame finds what it says in the active, in the passive and turned round."""
    assert fits(SHARES, words, reader, sentence)


@pytest.mark.parametrize(
    "sentence",
    [
        "You may pass your data to our affiliates.",
        "If we pass your data to our affiliates, we ask you first.",
        "We pass the ball to our affiliates.",
        "We pass your data to the post office.",
        "Our affiliates keep the data that you give them.",
    ],
)
def test_each_slot_must_be_filled(sentence: str, words: Words, reader: Reader):
    """Another doer, a case that is only supposed, other things and other recipients do not fill a frame."""
    assert not fits(SHARES, words, reader, sentence)


def test_a_pointer_takes_the_sentence_before(words: Words, reader: Reader):
    """A word that must stand anywhere may stand in the sentence before, where the sentence points there."""
    frame = Frame("", ("share",), ("we",), (), (), (), ("merger",))
    assert fits(frame, words, reader, "There may be a merger.", "In such a case we pass these details on.")
    assert not fits(frame, words, reader, "There may be a merger.", "We pass details on.")


def test_a_noun_is_the_act_of_its_verb(words: Words, reader: Reader):
    """The noun of an act stands for it."""
    assert fits(replace(SHARES, to=()), words, reader, "Disclosure of your data to others may take place.")


def test_an_unknown_name_is_refused(words: Words):
    """A slot names a list or macro that there is."""
    with pytest.raises(ValueError, match="nonsuch"):
        compile_frame(replace(SHARES, to=("nonsuch",)), words)


KEEPS_SECRET = Frame("", ("bind",), (), (), (), (), ("helpers", "confidence"))


@pytest.mark.parametrize(
    ("before", "sentence", "expected"),
    [
        ("Couriers deliver your parcels.", "They are bound to secrecy.", True),
        ("A courier delivers your parcels.", "It is bound to keep them secret.", True),
        ("Couriers deliver your parcels to readers.", "These companies are bound to secrecy.", True),
        ("We hire a courier.", "It is bound to keep them secret.", True),
        ("We hire couriers.", "Each of their drivers is bound to secrecy.", True),
        ("Couriers deliver your parcels.", "We are bound to secrecy.", False),
        ("Couriers deliver your parcels.", "This page binds nobody to secrecy.", False),
    ],
)
def test_a_pointer_means_the_nearest_that_fits(
    before: str, sentence: str, expected: bool, words: Words, reader: Reader
):
    """ "They", "it" and "these companies" bring the words of what they mean, and no other words."""
    assert fits(KEEPS_SECRET, words, reader, before, sentence) is expected


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("We make your details available to a sister company.", True),
        ("We hand your data over to our affiliates.", True),
        ("Your data may go to our affiliates.", True),
        ("Our affiliates are given access to your data.", True),
        ("We pass your details to the staff at our affiliates.", True),
        ("We collect your data and share it with our affiliates.", True),
        ("We share your data with the following: our affiliates.", True),
        ("We make shoes that are available at our affiliates.", False),
        ("Our affiliates are given access to the building.", False),
    ],
)
def test_what_stands_apart_belongs_together(sentence: str, expected: bool, words: Words, reader: Reader):
    """A verb and its rest, "access" and what it is to, "it" and its data, "the following" and its list are one."""
    frame = replace(SHARES, act=("share", "pass"), data=("yours",))
    assert fits(frame, words, reader, sentence) is expected


@pytest.mark.parametrize(
    ("denied", "outcome", "given", "refused"),
    [
        (None, "present", "We sell your data.", "We do not sell your data."),
        (None, "absent", "We do not sell your data.", "We sell your data."),
        (True, "present", "We do not sell your data.", "We sell your data."),
        (False, "absent", "We sell your data.", "We do not sell your data."),
    ],
)
def test_a_frame_says_whether_it_wants_a_denial(
    denied: bool | None, outcome: Outcome, given: str, refused: str, words: Words, reader: Reader
):
    """A frame below any outcome may want what is denied, or what is not; without a word on it, a no is absent."""
    rule = Rule("sells", outcome, frame=replace(SELLS, denied=denied))
    assert judged(rule, *read(given, words, reader), protects=True) == outcome
    assert judged(rule, *read(refused, words, reader), protects=True) == "silent"


def read(text: str, words: Words, reader: Reader) -> tuple[Sentence, Match]:
    """A sentence as read, with where it sells data."""
    sentence = Sentence(match_text(fold(text)).encode(), reader, frozenset())
    hit = compile_pattern(act_pattern(SELLS, words), words).search(sentence.match)
    match = compile_frame(SELLS, words).fits(sentence, hit.span())
    assert match is not None
    return sentence, match
