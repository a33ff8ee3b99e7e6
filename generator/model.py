"""The nouns of Smallprint, all frozen. Stages pass them on and never change them; this module imports nothing of ours.

A *finding* is the machine's, a *correction* is a person's, a *verdict* is what the site says.
Offsets count code points of the extracted text: ``document.text[start:end]``.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Literal

Outcome = Literal["present", "absent", "unclear", "silent"]
Basis = Literal["reviewed", "detected", "none"]
Tone = Literal["concern", "neutral", "protective"]
Severity = Literal["error", "odd"]
BlockKind = Literal["heading", "paragraph", "item", "table", "notice"]
Relation = Literal["agrees", "differs", "similar"]


@dataclass(frozen=True, slots=True)
class Place:
    """Where in a contributed file: path relative to the repository, line and column counted from 1."""

    path: str
    line: int = 1
    column: int = 1


@dataclass(frozen=True, slots=True)
class Replacement:
    """A safe repair of a contributed file: at the place, ``old`` (on one line; empty: nothing) becomes ``new``."""

    place: Place
    old: str
    new: str


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that is wrong: where, what, what to do, and the id of the check that says so.

    ``fix`` is there where only one repair can be meant, so that ``check --fix`` may make it.
    """

    place: Place
    message: str
    remedy: str
    check: str
    severity: Severity = "error"
    fix: Replacement | None = None


@dataclass(frozen=True, slots=True)
class Snapshot:
    """The bytes of a policy as captured, with what is known of where and when they come from.

    ``captured`` is the day of capture; ``dated`` the day that the policy gives itself. None means unknown.
    ``format`` is the file's extension, one of those in ``formats/table.py``.
    """

    path: str
    file: str
    format: str
    data: bytes = field(repr=False)
    sha256: str
    captured: date | None = None
    dated: date | None = None
    source: str | None = None
    repair_mojibake: bool = False


@dataclass(frozen=True, slots=True)
class Service:
    """A service and its policy's snapshots, newest first. ``note`` is the contributor's Markdown for readers."""

    id: str
    name: str
    lang: str
    snapshots: tuple[Snapshot, ...]
    place: Place
    website: str | None = None
    policy_url: str | None = None
    note: str = ""


@dataclass(frozen=True, slots=True)
class Block:
    """A run of the extracted text with its form: what a reader sees as one heading, paragraph, list item or table.

    ``level`` is 1 to 6 for a heading and 0 otherwise; ``depth`` is 1 for an outermost list item, 0 outside lists.
    ``marker`` is the list marker as it stands in the text ("•", "1."), empty where the text has none.
    A list item's own paragraphs after its first are blocks of kind paragraph with the item's depth.
    """

    kind: BlockKind
    start: int
    end: int
    level: int = 0
    depth: int = 0
    marker: str = ""


@dataclass(frozen=True, slots=True)
class Document:
    """What a reader sees of a snapshot, without markup: text, and its blocks in order, covering every word.

    ``warnings`` are sentences about the reading (a guessed encoding, repaired mojibake), shown on the page.
    """

    text: str
    blocks: tuple[Block, ...]
    warnings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Span:
    """A verbatim stretch of the extracted text."""

    text: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Section:
    """A heading and where it stands (start and end are the heading's own). ``id`` is a slug, unique in its policy."""

    id: str
    heading: str
    level: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Clause:
    """What one can point at: a paragraph with its short list, or a long list item, or a table.

    ``id`` is the section's slug and a hash of the clause's words, so an edit elsewhere never moves it. ``section``
    is None before the first heading. ``lead`` is the introduction of the list that a long item stands in.
    ``items`` are the short list items that the clause holds, in order; ``notice`` marks text that is not the
    policy's own (an archive's line).
    """

    id: str
    section: str | None
    text: str
    start: int
    end: int
    lead: Span | None = None
    items: tuple[Span, ...] = ()
    categories: tuple[str, ...] = ()
    notice: bool = False


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
class Rule:
    """One pattern of a practice and the outcome that it shows.

    ``pattern`` must match a sentence; ``unless`` (empty: never) must not. ``name`` is what "why this badge?" shows.
    ``under`` must match the heading that the sentence stands under, ``near`` its clause, the one before, or that
    heading; empty means anywhere. ``subject`` says whose act it is besides ours:
    with "we" what you or others do is dropped, with "you" what others do, with "others" what you do.
    ``negated`` is the outcome when the pattern's first group (without one, its start) stands under a "not".
    """

    name: str
    outcome: Outcome
    pattern: str
    unless: str = ""
    under: str = ""
    near: str = ""
    subject: Literal["we", "you", "others", "any"] = "any"
    negated: Literal["present", "absent", "unclear", "silent"] = "silent"


@dataclass(frozen=True, slots=True)
class Practice:
    """One badge: what it asks, what its answers are called, and how it is detected.

    ``first`` puts its answer among the few that a service's page shows before the others.

    ``examples`` are sentences with the outcome that they must have; ``look_alikes`` must give no badge at all.

    ``wins`` is the outcome that settles a policy which says both, where the definition has one: a promised notice
    makes "changes without notice" absent, whatever else the policy reserves. None: opposites are unclear.
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
    place: Place = Place("")
    first: bool = False
    wins: Outcome | None = None

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
class Finding:
    """What the machine found: a practice, its outcome, and the verbatim quote that shows it.

    ``conditions`` are the words of a limit that the sentence sets ("with consent"), as ids of site_config/words.yml.
    ``lead`` is the list introduction that carries the verb where the quote is a list item.
    """

    practice: str
    outcome: Outcome
    clause: str
    quote: str
    start: int
    end: int
    rule: str
    lead: Span | None = None
    conditions: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Correction:
    """What a person says of a practice in ``reviews.yml``, with the policy's words that show it."""

    practice: str
    outcome: Outcome
    quote: str
    because: str
    reviewer: str
    reviewed: date
    place: Place


@dataclass(frozen=True, slots=True)
class Verdict:
    """What the site says of one practice of one policy, and on what basis.

    ``findings`` support the outcome (for unclear: both sides), in the order in which pages show them; the first
    ``shown`` of them are shown in full. ``correction`` is set when a person decided, ``quote`` is then where the quote
    of that person stands in the text, and ``detected`` stays the outcome of the findings alone.
    """

    practice: str
    outcome: Outcome
    basis: Basis
    findings: tuple[Finding, ...] = ()
    correction: Correction | None = None
    quote: Span | None = None
    detected: Outcome = "silent"
    shown: int = 3


@dataclass(frozen=True, slots=True)
class Policy:
    """One snapshot, read: its document, outline, clauses, findings and verdicts.

    ``analysed`` is False when the practices do not cover the policy's language; then there are no verdicts.
    ``verdicts`` has one entry for every practice, silent ones included, in the order of the practices.
    """

    service: Service
    snapshot: Snapshot
    document: Document
    sections: tuple[Section, ...]
    clauses: tuple[Clause, ...]
    findings: tuple[Finding, ...] = ()
    verdicts: tuple[Verdict, ...] = ()
    analysed: bool = True


@dataclass(frozen=True, slots=True)
class ClauseRef:
    """A clause of a policy: the service's id (for loose files, the path) and the clause's id."""

    policy: str
    clause: str


@dataclass(frozen=True, slots=True)
class Answers:
    """What two clauses say about one practice, in words: the same, or the one yes and the other no."""

    practice: str
    own: str
    other: str


@dataclass(frozen=True, slots=True)
class Link:
    """Two comparable clauses of different policies, how alike they are (0 to 1), and why.

    ``subjects`` are the labels of their common categories, ``answers`` what they say about the same practices
    (opposites first), ``words`` the telling words that both use; all as they stand in a sentence.
    """

    origin: ClauseRef
    target: ClauseRef
    score: float
    relation: Relation
    subjects: tuple[str, ...] = ()
    answers: tuple[Answers, ...] = ()
    words: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Catalogue:
    """What the site asks of every policy: the practices and the categories, each in the order of display.

    ``conditions`` are the limits that a sentence can set to what it says.
    """

    practices: tuple[Practice, ...]
    categories: tuple[Category, ...]
    conditions: tuple[Condition, ...] = ()


@dataclass(frozen=True, slots=True)
class Site:
    """Everything that is published, before it is rendered. Policies are sorted by service name.

    ``left_out`` are the mistakes for which other policies are not in it.
    """

    policies: tuple[Policy, ...]
    catalogue: Catalogue
    links: tuple[Link, ...]
    left_out: tuple[Problem, ...] = ()


@dataclass(frozen=True, slots=True)
class Page:
    """One file of build/docs: its path, with forward slashes, relative to that folder, and its bytes."""

    path: str
    data: bytes = field(repr=False)


@dataclass(frozen=True, slots=True)
class Edit:
    """A change of one contributed file, by its path in the repository: what it held (None: no file), and shall hold."""

    path: str
    before: bytes | None = field(repr=False)
    after: bytes = field(repr=False)


@dataclass(frozen=True, slots=True)
class Condition:
    """A limit that a sentence can set to what it says: its id, its label for readers, and its pattern.

    It is told of findings with one of ``outcomes``, of practices with one of ``tones``: that the law is excepted
    matters to "does not share", and says nothing new of "discloses to authorities". ``within`` says where its pattern
    is looked for: anywhere in the sentence, or only in what the rule has matched and the word or two before that. A
    sentence that matches ``unless`` does not set it: "without your consent" is no limit to "may share".
    """

    id: str
    label: str
    pattern: str
    outcomes: tuple[Outcome, ...] = ("present", "absent", "unclear")
    tones: tuple[Tone, ...] = ("concern", "neutral", "protective")
    within: Literal["sentence", "match"] = "sentence"
    unless: str = ""


@dataclass(frozen=True, slots=True)
class WordClasses:
    """Lists of words by what they mean, as words.yml has them: plain words, whose forms the program makes.

    ``grammar`` holds the closed lists of English by their names; ``nouns`` gives the act of a noun ("sale": "sell").
    """

    acts: tuple[tuple[str, tuple[str, ...]], ...] = ()
    data: tuple[str, ...] = ()
    parties: tuple[tuple[str, tuple[str, ...]], ...] = ()
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

    ``classes`` and ``grammar`` are the lists of words.yml that the reader of sentences goes by, ``modifiers`` the rows
    of modifiers.yml.
    """

    macros: tuple[tuple[str, str], ...]
    conditions: tuple[Condition, ...]
    classes: WordClasses = WordClasses()
    modifiers: tuple[Modifier, ...] = ()
