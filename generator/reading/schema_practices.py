"""Say what people may write in site_config/practices: one pydantic model for a practice, and for each part of it.

The descriptions are what a contributor reads when a field is missing, and in the guide.
"""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import BeforeValidator, Field

from generator.practices import Outcome, Tone
from generator.reading.fields import (
    Icon,
    Label,
    Line,
    Pattern,
    Prose,
    Slug,
)
from generator.reading.schema import StrictModel

Slot = Annotated[list[Slug], Field(max_length=9), BeforeValidator(lambda one: [one] if isinstance(one, str) else one)]


class FrameEntry(StrictModel):
    """What a sentence says, slot by slot; practices.Frame says what they mean."""

    says: Line = Field(description="an example: a sentence that fills the frame")
    act: Slot = Field(min_length=1, description="what is done: lists of words.yml, as sell")
    who: Slot = Field(
        default=[], description="who does it: we, you, entitled (you may have it done), or lists of parties"
    )
    data: Slot = Field(default=[], description="what it is done to: lists of words, or macros, as your-data")
    to: Slot = Field(default=[], description="who gets it: lists of parties")
    purpose: Slot = Field(default=[], alias="for", description="what it is done for, or under which condition: lists")
    any: Slot = Field(default=[], description="lists; a word of each stands anywhere in the sentence")
    denied: bool | None = Field(
        None, description="whether the sentence says that this is not done; where not given, below absent only"
    )


class RuleEntry(StrictModel):
    """One rule of a practice: a pattern or a frame; practices.Rule says what its parts mean."""

    name: Line = Field(description="a short name, shown to those who ask why a badge is there")
    pattern: Pattern = Field("", description="the pattern that a sentence must match")
    frame: FrameEntry | None = Field(None, description="instead of a pattern: what a sentence must say, slot by slot")
    unless: Pattern = Field("", description="a pattern that the sentence must not match")
    under: Pattern = Field("", description="a pattern that the heading above the sentence must match")
    near: Pattern = Field("", description="a pattern that the clause or its heading must match")
    subject: Literal["we", "you", "others", "any"] = Field(
        "any", description="who acts: we, you (or we), others (or we), or any"
    )
    negated: Outcome = Field("silent", description="the outcome where the sentence has a not: absent, silent, ...")
    alone: Outcome | None = Field(None, description="the outcome where no other rule of the policy shows the same")


class Detection(StrictModel):
    """A practice's rules by the outcome that they show."""

    present: list[RuleEntry] = Field(
        default=[], max_length=60, description="rules that show that the service does this"
    )
    absent: list[RuleEntry] = Field(default=[], max_length=60, description="rules that show that it says it does not")
    unclear: list[RuleEntry] = Field(default=[], max_length=60, description="rules that show that one cannot tell")
    unless: Pattern = Field("", description="a pattern that no rule's sentence must match")


class Answers(StrictModel):
    """A practice's outcomes in words, as they stand on badges."""

    present: Line = Field(description="the badge where the service does this")
    absent: Line | None = Field(None, description="the badge where it says that it does not")
    unclear: Line = Field(description="the badge where one cannot tell")
    silent: Line = Field(description="the badge where the policy does not say")


class Examples(StrictModel):
    """Sentences with the outcome that a practice's rules must give; ``silent`` are near misses."""

    present: list[Prose] = Field(default=[], description="sentences that show that the service does this")
    absent: list[Prose] = Field(default=[], description="sentences that show that it does not")
    unclear: list[Prose] = Field(default=[], description="sentences from which one cannot tell")
    silent: list[Prose] = Field(default=[], description="near misses: sentences that must show nothing")


class ImpliedEntry(StrictModel):
    """Another practice that the same sentences answer."""

    when: Literal["present", "absent", "unclear"] = Field(description="the outcome of this practice: present, absent")
    practice: Slug = Field(description="the id of the other practice, as marketing-messages")
    outcome: Literal["present", "absent", "unclear"] = Field(description="what is then said of the other one")
    beside: bool = Field(default=False, description="true: only where the policy also answers the other one by itself")


class PracticeFile(StrictModel):
    """site_config/practices/<id>.yml: one badge."""

    label: Label = Field(description="the badge's name, at most four words")
    question: Line = Field(description="the question that the badge answers, with its question mark")
    explanation: Prose = Field(description="two sentences: what it means for the reader")
    definition: Prose = Field(description="what counts and what does not")
    category: Slug = Field(description="one of the ids of site_config/categories.yml")
    tone: Tone = Field(description="how it feels to the person whose data it is: concern, neutral or protective")
    icon: Icon = Field(description="material/ and the icon's name, as material/cookie-outline")
    first: bool = Field(default=False, description="true: among the few answers that stand first on a service's page")
    fact: bool = Field(
        default=False, description="true: a date, an address or a title is an answer, without a sentence"
    )
    wins: Literal["present", "absent"] | None = Field(
        default=None, description="the outcome that settles a policy which says both: present or absent"
    )
    implies: list[ImpliedEntry] = Field(
        default=[], max_length=9, description="other practices that the same sentences answer"
    )
    gdpr: str = Field(max_length=40, description='the article of the GDPR that asks for it, as "13(1)(e)", or ""')
    crosswalk: dict[Slug, list[Line]] = Field(
        default={}, max_length=9, description="what other vocabularies call it: terms of site_config/vocabularies"
    )
    answers: Answers = Field(description="the badge's words for present, absent, unclear and silent")
    detection: Detection = Field(description="lists of rules under present, absent and unclear")
    examples: Examples = Field(description="lists of sentences under present, absent, unclear and silent")
    look_alikes: list[Prose] = Field(
        default=[],
        description="three sentences or more that have the words without the meaning: no badge may come of them",
    )
