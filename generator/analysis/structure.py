"""Hold the plain values that the reader of sentences passes on: groups of words, and the parts that they make."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

Kind = Literal["main", "condition", "reason", "relative", "complement", "infinitive", "gerund", "participle"]


@dataclass(slots=True)
class Group:
    """Hold a run of tokens from ``first`` up to ``last``: a noun phrase ("np"), a verb group ("vg"), or one small word.

    Of a noun phrase ``head`` is its chief noun's token, ``of`` the token of its first "of", or -1. Of a verb group
    ``heads`` are its verbs, ``form`` the letter of their form, ``denied`` whether a "not" is in it, ``modal`` its
    modal, ``passive`` whether the subject suffers it, ``opener`` "to" where it is an infinitive, ``subject`` what it
    holds of its subject ("will we"), ``helped`` whether a modal or "do" is in it, ``hedged`` whether a "usually" is,
    ``asides`` what stands between commas in it.
    """

    kind: str
    first: int
    last: int
    head: int = -1
    of: int = -1
    heads: list[int] = field(default_factory=list)
    form: str = ""
    denied: bool = False
    modal: str = ""
    passive: bool = False
    finite: bool = True
    opener: str = ""
    subject: Group | None = None
    helped: bool = False
    hedged: bool = False
    asides: list[tuple[int, int]] = field(default_factory=list)


@dataclass(slots=True)
class Part:
    """Hold one part of a sentence: at most one verb group, and what belongs to it, as groups.

    ``opener`` is the token that opens it ("unless", "which", "without"), ``antecedent`` the noun phrase that it is
    about. ``ties`` are prepositions with their noun phrases, ``contrasts`` those that a "but not" takes back.
    ``conditions`` limit it, ``purposes`` stand before it. ``denial`` is a "not" or "neither" that denies it, outside
    its verb. ``subjects`` without a ``verb`` wait for one. ``doubted``: a "true" or "sure" is in it. ``contrary``: a
    "but" opens it, with a subject of its own. ``latest`` is the
    last noun phrase that was put into it.
    """

    kind: Kind
    parent: Part | None
    first: int
    last: int
    opener: int = -1
    subjects: list[Group] = field(default_factory=list)
    verb: Group | None = None
    objects: list[Group] = field(default_factory=list)
    ties: list[tuple[int, Group]] = field(default_factory=list)
    contrasts: list[tuple[int, Group]] = field(default_factory=list)
    conditions: list[Part] = field(default_factory=list)
    purposes: list[Part] = field(default_factory=list)
    antecedent: Group | None = None
    fronted: bool = False
    denial: int = -1
    hedged: bool = False
    doubted: bool = False
    contrary: bool = False
    latest: Group | None = None
