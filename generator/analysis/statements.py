"""Hold what the reader says of a sentence, as plain values: its propositions, and the phrases in them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from generator.analysis.roles import Who

Surely = Literal["", "may", "must"]
Place = Literal["main", "aside", "supposed"]


@dataclass(frozen=True, slots=True)
class Phrase:
    """Hold some words of the sentence and where they stand in it."""

    text: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Proposition:
    """Hold one statement of a sentence.

    ``who`` acts, in the words of ``doer`` where they are not "we" or "you". ``act`` is the verb's base, ``acts`` the
    lists of words.yml that have it. ``what`` it is done to, ``to`` whom or ``source`` from whom it goes, ``purposes``
    it is done for, ``conditions`` it is done under, ``people`` for whom alone it holds. ``denied`` that it is done;
    ``void``: neither said nor denied ("whether we sell it"). ``hedged``: as a rule only. ``other_data``: no one's.
    ``place``: "aside" where it only says which noun is meant ("the data that you give us"), "supposed" in a condition.
    ``pointed``: a "such" or "these" points at the sentence before. The offsets are those of the verb.
    """

    who: Who
    act: str
    acts: tuple[str, ...]
    start: int
    end: int
    doer: Phrase | None = None
    surely: Surely = ""
    denied: bool = False
    what: tuple[Phrase, ...] = ()
    to: tuple[Phrase, ...] = ()
    source: tuple[Phrase, ...] = ()
    purposes: tuple[Phrase, ...] = ()
    conditions: tuple[Phrase, ...] = ()
    people: tuple[Phrase, ...] = ()
    void: bool = False
    hedged: bool = False
    other_data: bool = False
    place: Place = "main"
    pointed: bool = False

    def __str__(self) -> str:
        """Give the proposition in a line that can be read aloud."""
        doer = self.who if self.doer is None or self.who in ("we", "you") else self.doer.text
        may = {"": "", "may": "may", "must": "must"}[self.surely]
        verb = " ".join(filter(None, (may, ("not" if may else "do not") if self.denied else "", self.act)))
        said = [doer, verb]
        said += [" + ".join(phrase.text for phrase in self.what)] if self.what else []
        for phrases in (self.to, self.source, self.purposes, self.conditions):
            said += [" + ".join(phrase.text for phrase in phrases)] if phrases else []
        said += ["only " + " + ".join(phrase.text for phrase in self.people)] if self.people else []
        marks = ("void", self.void), ("as a rule", self.hedged), ("other data", self.other_data)
        said += [mark for mark, so in marks if so]
        return " | ".join((*said, self.place) if self.place != "main" else said)
