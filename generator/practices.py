"""Say what a practice is, all frozen: what a badge asks, what its answers are called, and the rules that find them."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from generator.problems import NOWHERE, Place

Outcome = Literal["present", "absent", "unclear", "silent"]
Tone = Literal["concern", "neutral", "protective"]


@dataclass(frozen=True, slots=True)
class Frame:
    """What a sentence says, by slots: names of lists of words.yml, one of which fills a slot; an empty one is free.

    ``who`` ("we", "you", or lists of parties) does an ``act`` to ``data``; ``to`` gets it, ``purpose`` is what for, or
    under which condition. With "entitled" in ``who`` the reader may have the act done, with "you" beside it do it
    themselves. Of each list in ``any`` a word stands anywhere. ``denied`` tells whether it must be said not to be done;
    None: where the outcome is "absent". ``says`` is a sentence that fills the frame.
    """

    says: str
    act: tuple[str, ...]
    who: tuple[str, ...] = ()
    data: tuple[str, ...] = ()
    to: tuple[str, ...] = ()
    purpose: tuple[str, ...] = ()
    any: tuple[str, ...] = ()
    denied: bool | None = None

    @property
    def names(self) -> tuple[str, ...]:
        """Give the names in all slots."""
        return (*self.act, *self.who, *self.data, *self.to, *self.purpose, *self.any)


@dataclass(frozen=True, slots=True)
class Rule:
    """One way to say something about a practice, and the outcome that it shows.

    A sentence must match ``pattern``, or fill ``frame``: a rule has one of them. It must not match ``unless`` (empty:
    never). ``name`` is what "why this badge?" shows.
    ``under`` must match the heading that the sentence stands under, ``near`` its clause, the one before, or that
    heading; empty means anywhere. ``subject`` says whose act it is besides ours:
    with "we" what you or others do is dropped, with "you" what others do, with "others" what you do.
    ``negated`` is the outcome when the pattern's first group (without one, its start) stands under a "not".
    ``alone`` is what it shows where no other rule shows the same in the policy: a name without an address.
    """

    name: str
    outcome: Outcome
    pattern: str = ""
    unless: str = ""
    under: str = ""
    near: str = ""
    subject: Literal["we", "you", "others", "any"] = "any"
    negated: Literal["present", "absent", "unclear", "silent"] = "silent"
    alone: Outcome | None = None
    frame: Frame | None = None


@dataclass(frozen=True, slots=True)
class Implied:
    """Where a sentence shows the outcome ``when`` of one practice, it shows ``outcome`` of the other ``practice``.

    With ``beside`` only where the policy answers the other practice by itself, too: they are opposites, and silence on
    one says nothing of the other.
    """

    when: Outcome
    practice: str
    outcome: Outcome
    beside: bool = False


@dataclass(frozen=True, slots=True)
class Practice:
    """One badge: what it asks, what its answers are called, and how it is detected.

    ``first`` puts its answer among the few that a service's page shows before the others.

    ``examples`` are sentences with the outcome that they must have; ``look_alikes`` must give no badge at all.

    ``fact`` says that its answer is a fact of the document, such as a date or an address, which a line without a
    sentence may give.

    ``implies`` says which other practices are answered by the sentences that show an outcome of this one.

    ``unless`` is what no sentence of any rule may match.

    ``wins`` is the outcome that settles a policy which says both, where the definition has one: a promised notice
    makes "changes without notice" absent, whatever else the policy reserves. None: opposites are unclear.

    ``crosswalk`` says what other vocabularies call it: pairs of a vocabulary and its term there.
    """

    id: str
    label: str
    question: str
    explanation: str
    definition: str
    category: str
    tone: Tone
    icon: str
    gdpr: str
    answers: tuple[tuple[Outcome, str], ...]
    rules: tuple[Rule, ...] = field(repr=False)
    examples: tuple[tuple[Outcome, str], ...] = field(default=(), repr=False)
    look_alikes: tuple[str, ...] = field(default=(), repr=False)
    place: Place = NOWHERE
    first: bool = False
    fact: bool = False
    wins: Outcome | None = None
    implies: tuple[Implied, ...] = ()
    unless: str = ""
    crosswalk: tuple[tuple[str, str], ...] = ()

    def answer(self, outcome: Outcome) -> str:
        """The answer in words: "Does not sell personal data"."""
        return dict(self.answers)[outcome]

    def tone_of(self, outcome: Outcome) -> Literal["concern", "neutral", "protective", "unclear", "silent"]:
        """How an answer feels to the person whose data it is: on "absent" concern and protective change places."""
        if outcome in ("unclear", "silent"):
            return "unclear" if outcome == "unclear" else "silent"
        if outcome == "absent" and self.tone != "neutral":
            return "protective" if self.tone == "concern" else "concern"
        return self.tone
