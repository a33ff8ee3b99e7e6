"""Say what people may write of the language: in words.yml, modifiers.yml and search.yml, and what tools write of it.

The descriptions are what a contributor reads when a field is missing, and in the guide.
"""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field, RootModel

from generator.practices import Outcome, Tone
from generator.reading.fields import (
    Line,
    Pattern,
    Slug,
    Term,
)
from generator.reading.schema import StrictModel


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
    either: Terms = Field(description="words that, as their plurals, are nouns as often as verbs")
    alone: Terms = Field(default=[], description="words of which that holds in this form alone, as processing")


class SentencesEntry(StrictModel):
    """Words by what they do in a sentence: what the reader of sentences looks for in a certain place."""

    particles: Terms = Field(default=[], description="what may stand behind the object of its verb, as in pass it on")
    predicates: Terms = Field(default=[], description="adjectives that do so, as in make it available")
    behind_particles: Terms = Field(default=[], description="what may follow a particle there")
    before_particles: Terms = Field(default=[], description="what ends the way from a verb to its particle")
    adverb_like: Terms = Field(default=[], description="words in -ly that are no adverbs")
    verb_like: Terms = Field(default=[], description="words in -ed and -ing that are no forms of verbs")
    nounless: Terms = Field(default=[], description="verbs whose noun does not follow from their ending")
    subjects: Terms = Field(default=[], description="pronouns that no preposition stands before")
    nominative: Terms = Field(default=[], description="pronouns that act")
    infinitives: Terms = Field(default=[], description="what opens an infinitive")
    fronted: Terms = Field(default=[], description="verbs that open a condition: should you wish")
    asking: Terms = Field(default=[], description="what opens a question within a sentence: it tracks where you go")
    unsaid: Terms = Field(
        default=[], description="what opens a part that is asked, not said: we do not control how they use it"
    )
    alone: Terms = Field(default=[], description="prepositions that need no noun: as stated above")
    ruling: Terms = Field(
        default=[], description="what stands before another preposition and rules it: except with vendors"
    )
    steps: Terms = Field(default=[], description="what a reader is told to do behind an aim: to see your data, sign in")
    excepting: Terms = Field(default=[], description="prepositions that take out what follows: except with vendors")
    limits: Terms = Field(default=[], description="others that limit what is said")
    wishes: Terms = Field(default=[], description="verbs whose object does what their infinitive says: we want them to")
    meanwhile: Terms = Field(default=[], description="what opens a part that happens beside: by selling it")
    habits: Terms = Field(
        default=[],
        description="what an act is said to be where somebody is only said to do it: is part of our business",
    )
    ours: Terms = Field(default=[], description="what stands before a word for the service: this site")
    several: Terms = Field(default=[], description="what stands before several others: such companies")
    foreign: Terms = Field(default=[], description="what makes a site that of others: linked sites")
    pointing: Terms = Field(default=[], description="what points at something named before: such a sale")
    engaging: Terms = Field(default=[], description="verbs that an act follows behind in or to: engage in the sale")
    earning: Terms = Field(default=[], description="verbs that an act follows behind from: earn money from the sale")
    contrary: Terms = Field(default=[], description="what opens something that is said, not supposed")
    may: Terms = Field(default=[], description="modals that leave open")
    must: Terms = Field(default=[], description="modals that oblige")
    recipients: Terms = Field(default=[], description="prepositions before those who get it")
    purposes: Terms = Field(default=[], description="prepositions before what it is for")
    leave: Terms = Field(default=[], description="nouns that allow: with your consent")
    demonstratives: Terms = Field(default=[], description="words that mean what the sentence before names")
    people: Terms = Field(default=[], description="pronouns of several people")
    things: Terms = Field(default=[], description="pronouns of one thing")
    whose: Terms = Field(default=[], description="pronouns of owners")
    rest: Terms = Field(default=[], description="pronouns that mean all others behind which else stands: nobody else")
    cases: Terms = Field(default=[], description="verbs of events: if this happens")
    events: Terms = Field(default=[], description="nouns of events: in such a case")
    happening: Terms = Field(default=[], description="verbs that say of a noun that it is done: a transfer takes place")
    places: Terms = Field(default=[], description="what an act has none of, where it is not done: it has no place here")
    holding: Terms = Field(
        default=[], description="verbs that keep somebody from what they might do: stops us from selling"
    )
    knowing: Terms = Field(default=[], description="verbs whose object is had by knowing it: what we know about you")
    suppositions: Terms = Field(default=[], description="what opens a wish of the reader, as if")
    choosing: Terms = Field(default=[], description="verbs of wishes")
    living: Terms = Field(default=[], description="verbs of where people are")
    requesting: Terms = Field(default=[], description="verbs of requests")
    moods: Terms = Field(default=[], description="what a reader may be that changes nothing: if you are worried")
    persons: Terms = Field(default=[], description="what opens a part about people")
    afterwards: Terms = Field(
        default=[], description="what opens a condition of one and the same act: before we send it"
    )
    again: Terms = Field(default=[], description="pronouns of what the same sentence names")
    everybody: Terms = Field(default=[], description="pronouns of all readers")
    going_on: Terms = Field(
        default=[], description="what goes on behind a noun and still says which: data held about you"
    )


class ReferringEntry(StrictModel):
    """Words of sentences that are never evidence: they send the reader elsewhere, or only name something."""

    buttons: Terms = Field(default=[], description="what a link or a button begins with")
    own: Terms = Field(default=[], description="what such a label calls the reader's own: your privacy choices")
    open: Terms = Field(default=[], description="what an introduction ends with whose item is missing")
    documents: Terms = Field(default=[], description="nouns of a document, or a part of one")
    pages: Terms = Field(default=[], description="nouns of other places to learn more")
    told: Terms = Field(default=[], description="nouns of what one learns")
    more: Terms = Field(default=[], description="what stands before these")
    learn: Terms = Field(default=[], description="verbs of learning")
    learnt: Terms = Field(default=[], description="what stands behind these: learn more")
    wish: Terms = Field(default=[], description="verbs of a wish to learn: if you want to")
    asking: Terms = Field(default=[], description="what such a wish is about: for how we use it")
    about: Terms = Field(default=[], description="prepositions of what a document is about")
    cases: Terms = Field(default=[], description="what opens the case that is sent elsewhere")
    polite: Terms = Field(default=[], description="what stands before an order to read")
    may: Terms = Field(default=[], description="what a reader does who is sent: you can see")
    advise: Terms = Field(default=[], description="verbs of those who send: we recommend that you read")
    go: Terms = Field(default=[], description="verbs of going to a place")
    read: Terms = Field(default=[], description="verbs of reading there")
    tell: Terms = Field(default=[], description="verbs of a document: section 7 describes")
    give: Terms = Field(default=[], description="verbs of a document that holds more information")
    found: Terms = Field(default=[], description="what is said of something that a document tells: is set out in")
    there: Terms = Field(default=[], description="where that is")
    acts: Terms = Field(default=[], description="acts that are told, and not where to read of them")
    people: Terms = Field(default=[], description="people whom a part of a document is for")
    do: Terms = Field(default=[], description="what a reader is told to do here and now")
    tools: Terms = Field(default=[], description="what it is done with")


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
    sentences: SentencesEntry | None = Field(default=None, description="lists of words by what they do in a sentence")
    referring: ReferringEntry | None = Field(default=None, description="lists of words of what is never evidence")


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
    sentences: SentencesEntry | None = Field(default=None, description="lists of words by what they do in a sentence")
    referring: ReferringEntry | None = Field(default=None, description="lists of words of what is never evidence")


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
