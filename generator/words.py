"""Say what all practices share of the language, all frozen: lists of words, cues, limits, and how well quotes prove."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from generator.practices import Outcome, Tone


@dataclass(frozen=True, slots=True)
class Condition:
    """A limit that a sentence can set to what it says: its id, its label for readers, and its pattern.

    It is told of findings with one of ``outcomes``, of practices with one of ``tones``: that the law is excepted
    matters to "does not share", and says nothing new of "discloses to authorities"; where ``practices`` are named,
    only of these, and never of those in ``never``: where the answer names the case itself, as "keeps after deletion",
    or only that something is there, the limit would turn it round. ``within`` says where its pattern is looked for: in
    the sentence and the introduction of its list, in the sentence's own words, or only in what the rule has matched
    and the word or two before that; ``anywhere`` is looked for in the sentence all the same. With ``act`` it must
    limit what is matched, as the sentence is read; with ``only`` it is none as one of several cases; with ``same`` it
    is none of what is matched where it names something else ("opt out of the newsletter"). What matches
    ``unless`` does not set it: "without your consent" is no limit to "may share". A heading that matches ``part``
    hands the limit on to all below it, and a clause that matches the pattern itself to a sentence that goes on from
    it; but no heading does so to the practices in ``alone``, and none to a section with a clause that matches
    ``everybody``. Limits that it ``covers`` are not told beside it.
    """

    id: str
    label: str
    pattern: str
    outcomes: tuple[Outcome, ...] = ("present", "absent", "unclear")
    tones: tuple[Tone, ...] = ("concern", "neutral", "protective")
    within: Literal["sentence", "own", "match"] = "sentence"
    unless: str = ""
    practices: tuple[str, ...] = ()
    anywhere: str = ""
    part: str = ""
    covers: tuple[str, ...] = ()
    never: tuple[str, ...] = ()
    act: bool = False
    only: bool = False
    same: bool = False
    alone: tuple[str, ...] = ()
    everybody: str = ""


@dataclass(frozen=True, slots=True)
class SentenceWords:
    """Words by what they do in a sentence: short lists that the reader of sentences looks for, as words.yml has them.

    What each is for stands in :class:`generator.reading.schema_words.SentencesEntry`.
    """

    particles: frozenset[str] = frozenset()
    predicates: frozenset[str] = frozenset()
    behind_particles: frozenset[str] = frozenset()
    before_particles: frozenset[str] = frozenset()
    adverb_like: frozenset[str] = frozenset()
    verb_like: frozenset[str] = frozenset()
    nounless: frozenset[str] = frozenset()
    subjects: frozenset[str] = frozenset()
    nominative: frozenset[str] = frozenset()
    infinitives: frozenset[str] = frozenset()
    fronted: frozenset[str] = frozenset()
    asking: frozenset[str] = frozenset()
    unsaid: frozenset[str] = frozenset()
    alone: frozenset[str] = frozenset()
    ruling: frozenset[str] = frozenset()
    steps: frozenset[str] = frozenset()
    excepting: frozenset[str] = frozenset()
    limits: frozenset[str] = frozenset()
    wishes: frozenset[str] = frozenset()
    meanwhile: frozenset[str] = frozenset()
    habits: frozenset[str] = frozenset()
    ours: frozenset[str] = frozenset()
    several: frozenset[str] = frozenset()
    foreign: frozenset[str] = frozenset()
    pointing: frozenset[str] = frozenset()
    engaging: frozenset[str] = frozenset()
    earning: frozenset[str] = frozenset()
    contrary: frozenset[str] = frozenset()
    may: frozenset[str] = frozenset()
    must: frozenset[str] = frozenset()
    recipients: frozenset[str] = frozenset()
    purposes: frozenset[str] = frozenset()
    leave: frozenset[str] = frozenset()
    demonstratives: frozenset[str] = frozenset()
    people: frozenset[str] = frozenset()
    things: frozenset[str] = frozenset()
    whose: frozenset[str] = frozenset()
    rest: frozenset[str] = frozenset()
    cases: frozenset[str] = frozenset()
    events: frozenset[str] = frozenset()
    happening: frozenset[str] = frozenset()
    places: frozenset[str] = frozenset()
    holding: frozenset[str] = frozenset()
    knowing: frozenset[str] = frozenset()
    suppositions: frozenset[str] = frozenset()
    choosing: frozenset[str] = frozenset()
    living: frozenset[str] = frozenset()
    requesting: frozenset[str] = frozenset()
    moods: frozenset[str] = frozenset()
    persons: frozenset[str] = frozenset()
    afterwards: frozenset[str] = frozenset()
    again: frozenset[str] = frozenset()
    everybody: frozenset[str] = frozenset()
    going_on: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class WordClasses:
    """Lists of words by what they mean, as words.yml has them: plain words, whose forms the program makes.

    ``topics`` are words by what they speak of; the reader does without them, and rules go by them.
    ``grammar`` holds the closed lists of English by their names; ``nouns`` gives the act of a noun ("sale": "sell").
    ``sentences`` are the words that the reader looks for in a certain place.
    """

    acts: tuple[tuple[str, tuple[str, ...]], ...] = ()
    data: tuple[str, ...] = ()
    parties: tuple[tuple[str, tuple[str, ...]], ...] = ()
    topics: tuple[tuple[str, tuple[str, ...]], ...] = ()
    grammar: tuple[tuple[str, tuple[str, ...]], ...] = ()
    nouns: tuple[tuple[str, str], ...] = ()
    sentences: SentenceWords = SentenceWords()


@dataclass(frozen=True, slots=True)
class Modifier:
    """A cue that changes what a sentence says: what it does, how far, a sentence that it changes and one it leaves."""

    cue: str
    does: Literal["denies", "undoes", "ends", "hedges", "supposes", "unpromised", "other-data", "other-people"]
    reach: Literal["part", "next"]
    changes: str
    leaves: str


@dataclass(frozen=True, slots=True)
class ReferringWords:
    """Words of sentences that send the reader elsewhere, or only name something, as words.yml has them.

    What each is for stands in :class:`generator.reading.schema_words.ReferringEntry`.
    """

    buttons: tuple[str, ...] = ()
    own: tuple[str, ...] = ()
    open: tuple[str, ...] = ()
    documents: tuple[str, ...] = ()
    pages: tuple[str, ...] = ()
    told: tuple[str, ...] = ()
    more: tuple[str, ...] = ()
    learn: tuple[str, ...] = ()
    learnt: tuple[str, ...] = ()
    wish: tuple[str, ...] = ()
    asking: tuple[str, ...] = ()
    about: tuple[str, ...] = ()
    cases: tuple[str, ...] = ()
    polite: tuple[str, ...] = ()
    may: tuple[str, ...] = ()
    advise: tuple[str, ...] = ()
    go: tuple[str, ...] = ()
    read: tuple[str, ...] = ()
    tell: tuple[str, ...] = ()
    give: tuple[str, ...] = ()
    found: tuple[str, ...] = ()
    there: tuple[str, ...] = ()
    acts: tuple[str, ...] = ()
    people: tuple[str, ...] = ()
    do: tuple[str, ...] = ()
    tools: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Words:
    """What all practices share: pieces of pattern (``{we}``), the conditions a sentence can set, and what words mean.

    ``classes`` are the lists that the reader of sentences goes by, ``modifiers`` the rows of modifiers.yml, and
    ``referring`` the words of sentences that are never evidence. ``limit``
    is how many characters all of this and the patterns of practices may have together; 0 is no limit.
    """

    macros: tuple[tuple[str, str], ...]
    conditions: tuple[Condition, ...]
    signs: str = ""
    classes: WordClasses = WordClasses()
    modifiers: tuple[Modifier, ...] = ()
    limit: int = 0
    referring: ReferringWords = ReferringWords()


@dataclass(frozen=True, slots=True)
class SearchWords:
    """What search knows of the words that people type, as site_config/search.yml has it.

    ``skipped`` tell nothing alone. ``forms`` gives the forms of a word that no ending explains. The words or phrases of
    one row of ``same`` are looked for alike. ``asked`` gives by practice what people type when they mean it.
    """

    skipped: tuple[str, ...] = ()
    forms: tuple[tuple[str, tuple[str, ...]], ...] = ()
    same: tuple[tuple[str, ...], ...] = ()
    asked: tuple[tuple[str, tuple[str, ...]], ...] = ()


@dataclass(frozen=True, slots=True)
class Strengths:
    """How well the quotes of rules prove, as measured on labelled policies.

    ``share`` is the share of all quotes that prove. ``rules`` are rows: practice, rule, quotes that prove, all quotes.
    ``base``, ``rule`` (for a rule's share) and ``marks`` are weights, in logarithms of odds. Without any measurement
    all quotes are alike.
    """

    share: float = 0.5
    base: float = 0.0
    rule: float = 1.0
    marks: tuple[tuple[str, float], ...] = ()
    rules: tuple[tuple[str, str, int, int], ...] = ()
