"""The laws of places in a sentence: how far a "not" reaches, what it does not deny, for whom it holds, who acts."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator.analysis.judging import denied_to_others
from generator.analysis.reader import Reader
from generator.analysis.senses import Reading
from generator.reading.configuration import load_words

READER = Reader(load_words(Path(__file__).resolve().parents[1]))


def reading(sentence: str) -> Reading:
    """A sentence as read."""
    return READER.senses(sentence)


def sensed(sentence: str, verb: str) -> str:
    """What becomes of a verb in a sentence that a pattern matched from the verb to the end."""
    at = sentence.index(verb)
    return reading(sentence).sense(at, at, len(sentence))


@pytest.mark.parametrize(
    ("sentence", "verb"),
    [
        ("we never sell your data", "sell"),
        ("we will not share, rent or sell it", "sell"),
        ("neither we nor our partners sell it", "sell"),
        ("your data is sold to nobody", "sold"),
        ("your data is shared with no one outside", "shared"),
        ("it is sold under no circumstances", "sold"),
        ("under no circumstances will it be sold", "sold"),
        ("we collect no names at all", "collect"),
        ("a transfer to other countries does not take place", "transfer"),
        ("we run it without ever selling data", "selling"),
        ("no data is sold here", "sold"),
        ("we refrain from selling data", "selling"),
        ("we do not (and will not) sell data", "sell"),
        ("we do not ask that you send it", "send"),
        ("we stopped using trackers", "using"),
        ("we avoid the use of trackers", "use"),
        ("we do without session recordings", "recordings"),
        ("we do not use cookies or show personal ads", "show"),
        ("we do not keep your name, use cookies, or sell data", "sell"),
    ],
)
def test_a_verb_is_denied_before_behind_and_by_its_object(sentence: str, verb: str) -> None:
    """A "not" denies the verbs that it reaches; so do "nobody" behind the verb and "no" before its object."""
    assert sensed(sentence, verb) == "denied"


@pytest.mark.parametrize(
    ("sentence", "verb"),
    [
        ("we do not keep it, but we sell it", "sell"),
        ("we will not rent it, and we share it with the post", "share"),
        ("we not only keep it but also sell it", "sell"),
        ("we do not hesitate to share it", "share"),
        ("we will not fail to tell you", "tell"),
        ("without your consent we share it", "share"),
        ("we tell you without undue delay and share it", "share"),
        ("we collect it at no cost", "collect"),
        ("if you do not agree, we share it", "share"),
        ("this does not include our vendors, so long as they agree to keep it safe", "agree"),
        ("we use it to avoid asking twice", "use"),
        ("no later than june we delete it", "delete"),
        ("we sell it, and nobody is asked", "sell"),
        ("your visits (but not your name) are used for ads", "used"),
    ],
)
def test_a_not_reaches_no_further_than_a_reader_takes_it(sentence: str, verb: str) -> None:
    """A new subject, a "but" or a bracket ends a denial; "not only", "not hesitate" and "no cost" deny nothing."""
    assert sensed(sentence, verb) == "stated"


@pytest.mark.parametrize(
    ("sentence", "verb"),
    [
        ("we cannot guarantee that it will never be sold", "sold"),
        ("we do not promise that we delete it", "delete"),
        ("it is not true that we sell it", "sell"),
        ("we charge a fee rather than sell it", "sell"),
        ("instead of selling it we charge a fee", "selling"),
        ("we use it to improve the site but not for targeted advertising", "use"),
        ("we use technical data - not information that identifies you", "use"),
    ],
)
def test_what_is_not_promised_is_neither_said_nor_denied(sentence: str, verb: str) -> None:
    """A guarantee that is refused, and what is done instead, say nothing of the verb."""
    assert sensed(sentence, verb) == "void"


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("we never sell it", True),
        ("it stays here", True),
        ("we not only sell it", False),
        ("we do not hesitate to sell it", False),
        ("we do not hesitate, and we do not sell it", True),
        ("we cannot guarantee that we never sell it", False),
    ],
)
def test_a_denial_needs_a_not_that_counts(sentence: str, expected: bool) -> None:
    """A rule for denials is not met by nots that deny nothing."""
    assert reading(sentence).denies(0, len(sentence)) is expected


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("if you opt out, we will not sell it", True),
        ("we will not sell it once you have asked us not to", True),
        ("when a customer objects, we do not sell it", True),
        ("if you choose not to be listed, we do not sell it", True),
        ("if you are a resident of the state, we do not sell it", True),
        ("for people who subscribe we do not sell it", True),
        ("we do not sell the data of eu users", True),
        ("we do not sell data of people in the eu", True),
        ("we do not sell the data of users under 16", True),
        ("the data of persons below the age of 16 is not sold, nor do we sell names of users under sixteen", True),
        ("we do not sell the data of users under a licence", False),
        ("we do not sell data under california law", False),
        ("we do not sell data of eu or uk residents", True),
        ("if you have questions, know that we do not sell it", False),
        ("if you choose to give us your name, we do not sell it", False),
        ("if you are concerned: we do not sell it", False),
        ("you can opt out of mail; we do not sell it", False),
        ("if you opt out we stop; and we never sell it", False),
    ],
)
def test_a_denial_for_some_is_known(sentence: str, expected: bool) -> None:
    """A denial that asks for an objection first, or that is made to some people, is told from one made to all."""
    assert reading(sentence).for_some(sentence.index("sell")) is expected


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("you may sell it", True),
        ("our partners will sell it", True),
        ("we sell what you give us", False),
        ("information that you provide we sell", False),
    ],
)
def test_the_last_actor_before_the_verb_acts(sentence: str, expected: bool) -> None:
    """Who stands last before the verb acts, unless the words only say whose data it is."""
    assert (reading(sentence).who(sentence.index("sell")) in ("you", "they")) is expected


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("we share it with firms that do not use it for ads", True),
        ("we share it, and these firms may not use it for ads", True),
        ("we share it with firms that use it for ads", False),
        ("we share it in a form that does not identify you", False),
        ("we share it and they never ask why", True),
    ],
)
def test_what_others_must_not_do_is_no_purpose_of_the_service(sentence: str, expected: bool) -> None:
    """A purpose that is denied to those who receive the data is not what the service shares it for."""
    assert denied_to_others(sentence.encode(), sentence.index("share"), len(sentence)) is expected
