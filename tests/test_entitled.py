"""What a sentence lets its reader do, or have done."""

from __future__ import annotations

from pathlib import Path

import pytest
from builders.frames import fits

from generator.analysis.reader import Reader
from generator.practices import Frame
from generator.words import Words

ROOT = Path(__file__).resolve().parents[1]
DELETES = Frame("You may have your account deleted.", ("delete",), ("entitled",), ("own-data",))
SEES = Frame("You may see your data.", ("access",), ("entitled", "you"), ("about-you",))


@pytest.mark.parametrize(
    "sentence",
    [
        "You can delete your account whenever you like.",
        "You may ask us to delete your account.",
        "You have the right to demand that we erase your data.",
        "Members are entitled to have their records removed.",
        "We will delete your data at your request.",
        "If you want your profile to be deleted, please call us.",
        "To close and erase your account, you need to sign in.",
        "Accounts can be deleted in the settings.",
        "Our tools help with correcting or erasing your data: click the button.",
        "Deleting your account",
    ],
)
def test_a_right_is_found_in_all_its_ways(sentence: str, words: Words, reader: Reader):
    """What one may do, may ask for, or gets by a wish is one's right, in any voice and order."""
    assert fits(DELETES, words, reader, sentence)


@pytest.mark.parametrize(
    "sentence",
    [
        "We may delete your account if you ask for too much.",
        "We delete your data after a year.",
        "Our partners delete your data when you ask them for a discount.",
        "You must delete your account before you leave the country.",
        "You have a right to our help; your data is deleted after a year.",
        "Deleted accounts are gone.",
    ],
)
def test_what_others_decide_is_no_right(sentence: str, words: Words, reader: Reader):
    """What the service or others do by their own will, and what one must do, gives the reader nothing."""
    assert not fits(DELETES, words, reader, sentence)


def test_seeing_is_ones_own(words: Words, reader: Reader):
    """A right to see is the reader's own seeing, not that the service looks."""
    assert fits(SEES, words, reader, "You have the right to see your data.")
    assert fits(SEES, words, reader, "To view your data, log in.")
    assert not fits(SEES, words, reader, "You have the right to ask us how we view your data.")
    assert not fits(SEES, words, reader, "We view your data when you request help.")


def test_an_item_has_the_right_of_its_list(words: Words, reader: Reader):
    """What stands in a list of rights is a right; in another list it is none."""
    assert fits(
        SEES, words, reader, "You have these rights depending on the purpose:", own="Access your data at our desk"
    )
    assert not fits(
        SEES, words, reader, "The program does these things for the purpose:", own="Access your data at our desk"
    )
