"""Tell whether a sentence says that its reader may have something done: every right is told in the same ways.

The reader may do it ("you can delete it"), may have it done ("you may ask us to delete it", "the right to deletion"),
or has it done by a wish ("to have it deleted, write to us", "we delete it on request").
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Final

from generator.analysis.judging import Sentence
from generator.analysis.patterns import compile_pattern
from generator.analysis.statements import Proposition
from generator.words import Words

# What ends the reach of a word that gives a right: "You have the right to object; we delete it after a year."
_ENDS: Final = re.compile(rb"[;?]")
# "We delete it to keep order" is no right; "you may ask that we delete it" is.
_BY_US: Final = re.compile(rb"(?:^|(?P<wished>\bthat )|\W)(?:we|our \w+) (?:\w+ ){0,4}$")
# "To see your data, sign in": what opens the sentence is the reader's aim. So is an item that is only told to be done.
_AIM: Final = re.compile(rb"\W*(?:in order |how )?to (?:[\w,]+ ){0,4}$")
_ITEM: Final = re.compile(rb"\W*(?:[a-z]+(?:[.:,/]|,? and|,? or) ?){0,4}$")
_DONE: Final = re.compile(rb"(?:ed|[^s]s)$")
_YOUR: Final = re.compile(rb"[^.;:?]{0,40}? your\b")
# What one does for the aim that opens a sentence.
_DO: Final = re.compile(rb"\b(?:you (?:can|may|must|need|have|should)|please|contact)\b")


@dataclass(frozen=True, slots=True)
class Entitling:
    """Hold the patterns of the words that give the reader what they stand beside, and of those that mean a request.

    ``everybody`` are pronouns of all readers: whoever has a right, they have it.
    """

    gives: Any
    asked: Any
    everybody: frozenset[str]


@lru_cache(maxsize=4)  # the same for all frames
def compile_entitling(words: Words) -> Entitling:
    """Make the patterns of the lists of words.yml. Raises ValueError where it has none of them."""
    gives, asked = (compile_pattern(rf"\b(?:{{{name}}})\b", words) for name in ("entitling", "on-request"))
    return Entitling(gives, asked, words.classes.sentences.everybody)


def entitled(
    said: Proposition | None,
    sentence: Sentence,
    act: tuple[int, int],
    own: int,
    entitling: Entitling,
    *,
    themselves: bool,
) -> bool:
    """Tell whether the act between two offsets is one that the reader may do, or have done.

    ``said`` is the act's proposition, None where the reader of sentences has none; the sentence's own words begin at
    ``own``, behind the introduction of its list. With ``themselves`` it is nothing done for them: "you may see it".
    """
    match = sentence.match
    item = not _DONE.search(match, *act) and _ITEM.match(match, own, act[0]) is not None
    listed = item and own > 0
    if said is None:
        return (listed or not themselves) and _gives(entitling.gives, match, act, act[0])
    reader = said.who == "you" or (said.doer is not None and said.doer.text in entitling.everybody)
    if (said.who in ("they", "nobody") and not reader) or (reader and said.surely == "must"):
        return False
    if reader and said.surely == "may" and said.place != "supposed":
        return True
    by_us = _BY_US.search(match, own, act[0]) if said.who == "we" else None
    if said.who == "we" and said.surely != "may" and not themselves and entitling.asked.search(match):
        return True
    if by_us is not None and (themselves or by_us["wished"] is None):
        return False
    aim = by_us is None and _AIM.match(match, own, act[0]) is not None
    if themselves and not aim and not listed and _by_others(said):
        return False
    if aim and _DO.search(match, act[1]):
        return True
    alone = "access" in said.acts and said.who == "you" if themselves else _YOUR.match(match, act[1]) is not None
    if item and not own and alone:
        return True  # "Deleting your account"
    anywhere = aim or said.who == "you" or said.surely == "may" or said.place == "aside"
    return _gives(entitling.gives, match, act, len(match) if anywhere else act[0])


def _by_others(said: Proposition) -> bool:
    """Tell whether an act is not the reader's own."""
    return said.doer is not None if said.surely == "may" else said.who != "you" or said.place == "aside"


def _gives(words: Any, match: bytes, act: tuple[int, int], reach: int) -> bool:
    """Tell whether one of some words stands beside an act, in its part of the sentence and before ``reach``."""
    starts = [mark.end() for mark in _ENDS.finditer(match, 0, act[0])]
    end = _ENDS.search(match, act[1])
    places = (starts[-1] if starts else 0, act[0]), (act[1], min(reach, end.start() if end else reach))
    return any(words.search(match, *place) for place in places)
