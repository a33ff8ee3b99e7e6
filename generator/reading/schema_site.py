"""Say what people may write in site_config: one pydantic model for each kind of file.

The descriptions are what a contributor reads when a field is missing, and in the guide.
"""

from __future__ import annotations

import datetime
from typing import Annotated, Literal

from pydantic import BeforeValidator, Field, RootModel

from generator.catalogue import Outcome, Tone
from generator.reading.fields import (
    Icon,
    Label,
    Line,
    Name,
    Pattern,
    Prose,
    Slug,
    Term,
)
from generator.reading.schema import StrictModel

Slot = Annotated[list[Slug], Field(max_length=9), BeforeValidator(lambda one: [one] if isinstance(one, str) else one)]


class FrameEntry(StrictModel):
    """What a sentence says, slot by slot; catalogue.Frame says what they mean."""

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
    """One rule of a practice: a pattern or a frame; catalogue.Rule says what its parts mean."""

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


class CategoryEntry(StrictModel):
    """One category of site_config/categories.yml."""

    label: Label = Field(description="the category's name, at most four words")
    question: Line = Field(description="the question that its practices answer")
    icon: Icon = Field(description="material/ and the icon's name")
    order: int = Field(description="its place in the order, as 1")
    lexicon: dict[str, float] = Field(description="words and phrases that point to it, each with a weight, as 1.5")


class CategoriesFile(RootModel[dict[str, CategoryEntry]]):
    """site_config/categories.yml."""


class KindEntry(StrictModel):
    """One kind of service of site_config/kinds.yml."""

    one: Name = Field(description="the word for one of them, as Messenger")
    many: Name = Field(description="the word for several, as Messengers")


class KindsFile(RootModel[Annotated[dict[str, KindEntry], Field(max_length=200)]]):
    """site_config/kinds.yml."""


class TextsEntry(StrictModel):
    """What the texts of a collection are called."""

    one: Label = Field(description="one of them, within a sentence, as privacy policy")
    many: Label = Field(description="many of them, as privacy policies")


class SiteFile(StrictModel):
    """site_config/site.yml: what a collection takes of the standard. Its own files win over those of the same name."""

    practices: list[Slug] | None = Field(
        default=None, description="a list of the standard practices that are asked; without it, all are"
    )
    texts: TextsEntry | None = Field(default=None, description="what your texts are called: one and many")


class ConditionEntry(StrictModel):
    """A limit that a sentence can set to what it says."""

    label: Line = Field(description="the words shown beside a badge, as with consent")
    pattern: Pattern = Field(description="the pattern that a sentence with this limit matches")
    unless: Pattern = Field("", description="a pattern that the sentence must not match")
    outcomes: list[Outcome] = Field(
        default=["present", "absent", "unclear"], description="the outcomes that the limit is told of"
    )
    tones: list[Tone] = Field(
        default=["concern", "neutral", "protective"], description="the tones of the practices that it is told of"
    )
    within: Literal["sentence", "own", "match"] = Field(
        default="sentence",
        description="where the pattern is looked for: sentence with the list's introduction, own words, or match",
    )
    practices: list[Slug] = Field(default=[], description="the only practices that the limit is told of; none: all")
    anywhere: Pattern = Field("", description="a pattern that is looked for in the whole sentence all the same")
    part: Pattern = Field("", description="a pattern of headings that set the limit for all below them")
    covers: list[Slug] = Field(default=[], description="the ids of limits that are not told beside this one")
    never: list[Slug] = Field(default=[], description="the practices that the limit is never told of")
    act: bool = Field(default=False, description="true where the limit must be one of the matched act itself")
    only: bool = Field(default=False, description="true where the limit is none as one of several cases")
    same: bool = Field(default=False, description="true where the limit may name what it limits: opt out of the sale")
    alone: list[Slug] = Field(default=[], description="the practices that no heading hands the limit on to")
    everybody: Pattern = Field("", description="a pattern of clauses that give all people what their section says")


class FiguresEntry(StrictModel):
    """How often a badge was right in the policies that people read."""

    right: int = Field(ge=0, description="in how many it gave the answer that people read")
    wrong: int = Field(ge=0, description="in how many it gave another answer than people read, or they read none")
    missed: int = Field(ge=0, description="in how many people read an answer, and it gave none")


class MeasureEntry(StrictModel):
    """What people counted in some texts."""

    texts: Line = Field(description="what kind of texts, as: current policies in English, read whole")
    policies: int = Field(ge=1, description="how many policies people read")
    program: Line = Field(description="the version of Smallprint that was asked")
    date: datetime.date = Field(description="the day on which it was counted, as 2018-07-22")
    closed: bool = Field(description="true where nobody who wrote the rules had seen the texts")
    practices: dict[str, FiguresEntry] = Field(description="the figures of each practice: right, wrong, missed")


class AccuracyFile(RootModel[Annotated[list[MeasureEntry], Field(max_length=50)]]):
    """site_config/accuracy.yml: how often the badges are right. Figures only."""


class NoticeEntry(StrictModel):
    """What the GDPR asks a notice to tell: one point of it."""

    id: Slug = Field(description="a short name of its own, as officer")
    article: Line = Field(description="the articles that ask for it, as 13(1)(b), 14(1)(b)")
    asks: Line = Field(description="what is to be told, in a few words")
    practices: list[Slug] = Field(min_length=1, max_length=20, description="the practices that answer it, each alone")


class NoticeFile(RootModel[Annotated[list[NoticeEntry], Field(max_length=50)]]):
    """site_config/gdpr.yml: what articles 13 and 14 of the GDPR ask a notice to tell."""


Terms = Annotated[list[Term], Field(max_length=1000)]


class ClassesEntry(StrictModel):
    """Lists of words by what they mean."""

    acts: dict[Slug, Terms] = Field(description="what is done: a mapping of acts, each with a list of verbs")
    data: Terms = Field(description="what it is done to: a list of nouns")
    parties: dict[Slug, Terms] = Field(description="who does it or gets it: a mapping of parties, each with nouns")
    topics: dict[Slug, Terms] = Field(
        default={}, description="what is spoken of: a mapping of topics, each with words as they stand in a sentence"
    )


class GrammarEntry(StrictModel):
    """The closed lists of English."""

    we: Terms = Field(description="the pronouns of those who speak")
    you: Terms = Field(description="the pronouns of those who are spoken to")
    they: Terms = Field(description="the pronouns of others")
    it: Terms = Field(description="the pronouns of things")
    nobody: Terms = Field(description="the pronouns that deny")
    determiners: Terms = Field(description="what begins a noun's words, as the or your")
    modals: Terms = Field(description="what stands before a verb, as may or will")
    doing: Terms = Field(description="the forms of do")
    being: Terms = Field(description="the forms of be")
    having: Terms = Field(description="the forms of have")
    adverbs: Terms = Field(description="what may stand anywhere, as also")
    prepositions: Terms = Field(description="what ties a noun to what is before it, as with or for")
    joins: Terms = Field(description="what joins words, as and")
    conditions: Terms = Field(description="what opens a condition, as if or unless")
    reasons: Terms = Field(description="what opens a fact and no condition, as because")
    powers: Terms = Field(description="nouns that say what one may do, as right")
    relatives: Terms = Field(description="what opens a sentence about a noun, as which")
    irregular: Terms = Field(description="verbs with past and participle, as sell sold sold")
    doubled: Terms = Field(description="verbs of two syllables that double their last letter, as permit")
    nouns: dict[Term, Term] = Field(description="nouns of acts and their verbs, as sale: sell")
    other: Terms = Field(description="verbs that are no act of the lists above")
    either: Terms = Field(description="words that are nouns as often as verbs")


class WordsFile(StrictModel):
    """site_config/words.yml: what all practices share."""

    limit: int = Field(
        default=0, ge=0, description="how many characters patterns, words and cues may have together; it may only fall"
    )
    macros: dict[str, Pattern] = Field(description="a mapping of names and pieces of pattern")
    conditions: dict[str, ConditionEntry] = Field(description="a mapping of ids, each with label and pattern")
    signs: Pattern = Field("", description="a pattern of the words that policies use again and again")
    classes: ClassesEntry | None = Field(default=None, description="lists of words by what they mean")
    grammar: GrammarEntry | None = Field(default=None, description="the closed lists of English")


class OwnWordsFile(StrictModel):
    """site_config/words.yml of a collection: what differs from the standard one."""

    limit: int = Field(
        default=0, ge=0, description="how many characters patterns, words and cues may have together; it may only fall"
    )
    macros: dict[str, Pattern] = Field(default={}, description="a mapping of names and pieces of pattern")
    conditions: dict[str, ConditionEntry] = Field(
        default={}, description="a mapping of ids, each with label and pattern"
    )
    signs: Pattern = Field("", description="a pattern of the words that your texts use again and again")
    classes: ClassesEntry | None = Field(default=None, description="lists of words by what they mean")
    grammar: GrammarEntry | None = Field(default=None, description="the closed lists of English")


class ModifierEntry(StrictModel):
    """One row of site_config/modifiers.yml: a cue that changes what a sentence says."""

    cue: Term = Field(description="the words of the cue, in small letters")
    does: Literal["denies", "undoes", "ends", "hedges", "supposes", "unpromised", "other-data", "other-people"] = Field(
        description="what the cue does, as denies"
    )
    reach: Literal["part", "next"] = Field("part", description="how far it reaches: part or next")
    changes: Line = Field(description="a sentence that says something else without the cue")
    leaves: Line = Field(description="a sentence that looks alike and must not change")


class ModifiersFile(RootModel[Annotated[list[ModifierEntry], Field(max_length=500)]]):
    """site_config/modifiers.yml."""


class SearchFile(StrictModel):
    """site_config/search.yml: what search knows of the words that people type."""

    skipped: Terms = Field(default=[], description="the words that tell nothing alone, as the or your")
    forms: dict[Term, Annotated[list[Term], Field(min_length=1, max_length=20)]] = Field(
        default={}, max_length=500, description="a mapping of words, each with its odd forms, as sell: [sold]"
    )
    same: Annotated[list[Annotated[list[Term], Field(min_length=2, max_length=12)]], Field(max_length=500)] = Field(
        default=[], description="rows of words that mean the same, as [delete, erase]"
    )
    asked: dict[Slug, Annotated[list[Term], Field(min_length=1, max_length=60)]] = Field(
        default={}, description="a mapping of practices, each with what people type when they mean it"
    )


Count = Annotated[int, Field(ge=0)]


class CommonWordsRow(StrictModel):
    """Words that about as many clauses hold."""

    in_thousand: int = Field(ge=1, le=1000, description="of 1,000 clauses so many hold each of the words")
    words: str = Field(min_length=1, description="the words, in small letters, with spaces between them")


class CommonWordsFile(RootModel[list[CommonWordsRow]]):
    """site_config/common_words.yml, which tests/bench/common_words.py writes."""


class StrengthsFile(StrictModel):
    """site_config/strengths.yml, which ``smallprint rules`` writes."""

    share: float = Field(gt=0, lt=1, description="the share of all quotes that prove their badge")
    base: float = Field(description="the weight that every quote begins with")
    rule: float = Field(description="the weight of its rule's share")
    marks: dict[str, float] = Field(description="the weight of each mark of a sentence")
    rules: dict[str, dict[str, Annotated[list[Count], Field(min_length=2, max_length=2)]]] = Field(
        description="by practice and rule: how many quotes proved, of how many"
    )
