"""What frames find, and what they leave."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from generator.analysis.frames import act_pattern, compile_frame
from generator.analysis.judging import Sentence
from generator.analysis.patterns import compile_pattern
from generator.analysis.reader import Reader
from generator.analysis.sentences import fold, match_text
from generator.catalogue import Frame, Words
from generator.reading.configuration import load_words

ROOT = Path(__file__).resolve().parents[1]


@pytest.fixture(scope="module")
def words() -> Words:
    """The words of the site."""
    return load_words(ROOT)


@pytest.fixture(scope="module")
def reader(words: Words) -> Reader:
    """A reader with these words."""
    return Reader(words)


SHARES = Frame("We pass your data to our affiliates.", ("share",), ("we",), ("your-data",), ("group",))


def fits(frame: Frame, words: Words, reader: Reader, *sentences: str) -> bool:
    """Tell whether the last of some sentences fills a frame."""
    before = None
    for text in sentences:
        before = Sentence(match_text(fold(text)).encode(), reader, frozenset(), before)
    assert before is not None
    compiled = compile_frame(frame, words)
    hits = compile_pattern(act_pattern(frame, words), words).finditer(before.match)
    return any(compiled.fits(before, hit.span()) for hit in hits)


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
