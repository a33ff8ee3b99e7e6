"""What the site asks of every policy, all frozen: the practices with their rules, the categories, and shared words."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Literal
from urllib.parse import quote

from generator.problems import NOWHERE, Place

Outcome = Literal["present", "absent", "unclear", "silent"]
Tone = Literal["concern", "neutral", "protective"]


@dataclass(frozen=True, slots=True)
class Category:
    """An OPP-115 category: its id, its label, its place in the order, and the words that point to it."""

    id: str
    label: str
    question: str
    icon: str
    order: int
    lexicon: tuple[tuple[str, float], ...] = field(default=(), repr=False)


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of service, as messenger: its id, and the words for one of them and for several."""

    id: str
    one: str
    many: str


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
    """

    name: str
    outcome: Outcome
    pattern: str = ""
    unless: str = ""
    under: str = ""
    near: str = ""
    subject: Literal["we", "you", "others", "any"] = "any"
    negated: Literal["present", "absent", "unclear", "silent"] = "silent"
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
class WordClasses:
    """Lists of words by what they mean, as words.yml has them: plain words, whose forms the program makes.

    ``topics`` are words by what they speak of; the reader does without them, and rules go by them.
    ``grammar`` holds the closed lists of English by their names; ``nouns`` gives the act of a noun ("sale": "sell").
    """

    acts: tuple[tuple[str, tuple[str, ...]], ...] = ()
    data: tuple[str, ...] = ()
    parties: tuple[tuple[str, tuple[str, ...]], ...] = ()
    topics: tuple[tuple[str, tuple[str, ...]], ...] = ()
    grammar: tuple[tuple[str, tuple[str, ...]], ...] = ()
    nouns: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Modifier:
    """A cue that changes what a sentence says: what it does, how far, a sentence that it changes and one it leaves."""

    cue: str
    does: Literal["denies", "undoes", "ends", "hedges", "supposes", "unpromised", "other-data", "other-people"]
    reach: Literal["part", "next"]
    changes: str
    leaves: str


@dataclass(frozen=True, slots=True)
class Words:
    """What all practices share: pieces of pattern (``{we}``), the conditions a sentence can set, and what words mean.

    ``classes`` are the lists that the reader of sentences goes by, ``modifiers`` the rows of modifiers.yml. ``limit``
    is how many characters all of this and the patterns of practices may have together; 0 is no limit.
    """

    macros: tuple[tuple[str, str], ...]
    conditions: tuple[Condition, ...]
    signs: str = ""
    classes: WordClasses = WordClasses()
    modifiers: tuple[Modifier, ...] = ()
    limit: int = 0


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
class Figures:
    """In how many policies a badge gave the answer that people read, a wrong one, or none where they read one."""

    right: int
    wrong: int
    missed: int


@dataclass(frozen=True, slots=True)
class Measure:
    """What people counted in some texts: their kind and number, with which version, when, and by practice.

    Only what is ``closed`` measures: nobody who wrote the rules had seen those texts.
    """

    texts: str
    policies: int
    program: str
    day: date
    closed: bool
    figures: tuple[tuple[str, Figures], ...]


@dataclass(frozen=True, slots=True)
class NoticePoint:
    """What an article of the GDPR asks a notice to tell, in words, and the practices that answer it: any of them."""

    id: str
    article: str
    asks: str
    practices: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """Another vocabulary of privacy: its id, its name, where it stands, and its terms.

    ``prefixes`` are pairs of what stands before the colon of a term and the address that it is short for.
    """

    id: str
    name: str
    address: str
    terms: tuple[str, ...] = field(default=(), repr=False)
    prefixes: tuple[tuple[str, str], ...] = ()

    def address_of(self, term: str) -> str:
        """Return a term's own address, or nothing: ``dpv:Advertising`` gives ``https://w3id.org/dpv#Advertising``.

        What stands behind a space is the term's title, and no part of its address.
        """
        prefix, _, rest = term.partition(":")
        stem = dict(self.prefixes).get(prefix)
        return stem + quote(rest.partition(" ")[0]) if stem and rest else ""


@dataclass(frozen=True, slots=True)
class Texts:
    """What the texts of a collection are called, within a sentence: one of them, and many."""

    one: str = "privacy policy"
    many: str = "privacy policies"


@dataclass(frozen=True, slots=True)
class Catalogue:
    """What the site asks of every policy: the practices and the categories, each in the order of display.

    ``conditions`` are the limits that a sentence can set to what it says, ``points`` what the GDPR asks a notice to
    tell. ``vocabularies`` are those of others, and ``texts`` says what the texts are called. ``kinds`` are those of
    services, by words.
    """

    practices: tuple[Practice, ...]
    categories: tuple[Category, ...]
    conditions: tuple[Condition, ...] = ()
    measures: tuple[Measure, ...] = ()
    vocabularies: tuple[Vocabulary, ...] = ()
    texts: Texts = Texts()
    search: SearchWords = SearchWords()
    kinds: tuple[Kind, ...] = ()
    points: tuple[NoticePoint, ...] = ()

    def crosswalk(self, practice: Practice) -> tuple[tuple[str, str, str], ...]:
        """Give what other vocabularies call a practice: the vocabulary, its term, and the term's address or nothing."""
        lists = {one.id: one for one in self.vocabularies}
        return tuple((id, term, lists[id].address_of(term) if id in lists else "") for id, term in practice.crosswalk)

    def measured(self, practice: str) -> tuple[tuple[Measure, Figures], ...]:
        """Give what was counted of a practice, closed texts first."""
        found = [(one, dict(one.figures)[practice]) for one in self.measures if practice in dict(one.figures)]
        return tuple(sorted(found, key=lambda pair: not pair[0].closed))


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
