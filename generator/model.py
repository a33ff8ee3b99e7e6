"""Say what is read in a policy, all frozen: its text, clauses, findings and verdicts, and what the site makes of them.

A *finding* is the machine's, a *correction* is a person's (:mod:`generator.contributed`), a *verdict* is what the site
says. Offsets count code points of the extracted text: ``document.text[start:end]``. Stages never change any of it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from generator.catalogue import Catalogue
from generator.contributed import Correction, Dispute, Service, Snapshot
from generator.practices import Outcome
from generator.problems import Problem

Basis = Literal["reviewed", "detected", "none"]
BlockKind = Literal["heading", "paragraph", "item", "table", "notice"]
Relation = Literal["agrees", "differs", "similar"]


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
class Finding:
    """What the machine found: a practice, its outcome, and the verbatim quote that shows it.

    ``conditions`` are the words of a limit that the sentence sets ("with consent"), as ids of site_config/words.yml.
    ``lead`` is the list introduction that carries the verb where the quote is a list item. ``also`` are the other
    rules that found the same, ``marks`` how the sentence speaks of it (generator.analysis.shape), and ``strength``
    says from 0 to 1 how likely the quote proves the outcome. ``cut`` says whether words of the sentence are left out
    before the quote, and after it. ``terms`` is the type of the document that it stands in, where several have a say.
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
    also: tuple[str, ...] = ()
    marks: tuple[str, ...] = ()
    strength: float = 0.5
    cut: tuple[bool, bool] = (False, False)
    terms: str = ""


@dataclass(frozen=True, slots=True)
class Verdict:
    """What the site says of one practice of one policy, and on what basis.

    ``findings`` support the outcome (for unclear: both sides), in the order in which pages show them; the first
    ``shown`` of them are shown in full. ``correction`` is set when a person decided, ``quote`` is then where the quote
    of that person stands in the text, and ``detected`` stays the outcome of the findings alone. ``terms`` is the type
    of the document that ``quote`` stands in, where several have a say.
    """

    practice: str
    outcome: Outcome
    basis: Basis
    findings: tuple[Finding, ...] = ()
    correction: Correction | None = None
    quote: Span | None = None
    detected: Outcome = "silent"
    shown: int = 3
    terms: str = ""


@dataclass(frozen=True, slots=True)
class Policy:
    """One snapshot, read: its document, outline, clauses, findings and verdicts.

    ``analysed`` is False when the practices do not cover the policy's language, or the text is probably no policy
    (``no_policy``); then there are no verdicts, and it counts nowhere.
    ``verdicts`` has one entry for every practice, silent ones included, in the order of the practices: what this
    snapshot says alone. ``joint`` is what all documents of the service say, where it has others: ``others`` are these,
    each as its newest snapshot, and only the first document has them. ``made_of`` names all
    that people wrote of it: with one configuration, two policies with one name are alike. It is empty where nobody has
    named that.
    """

    service: Service
    snapshot: Snapshot
    document: Document
    sections: tuple[Section, ...]
    clauses: tuple[Clause, ...]
    findings: tuple[Finding, ...] = ()
    verdicts: tuple[Verdict, ...] = ()
    analysed: bool = True
    no_policy: bool = False
    disputes: tuple[Dispute, ...] = ()
    joint: tuple[Verdict, ...] = ()
    others: tuple[Policy, ...] = ()
    made_of: str = field(default="", repr=False)

    @property
    def id(self) -> str:
        """Give what tells it from all other policies: its service's id, with the type of any document but the first."""
        return self.service.policy_id(self.terms)

    @property
    def terms(self) -> str:
        """Give the type of the document that it is a copy of."""
        return self.snapshot.terms

    @property
    def answers(self) -> tuple[Verdict, ...]:
        """Give what the site says of its service: the verdicts over all documents, or over the only one."""
        return self.joint or self.verdicts

    @property
    def documents(self) -> tuple[Policy, ...]:
        """Give it and the other documents of its service."""
        return (self, *self.others)


@dataclass(frozen=True, slots=True)
class ClauseRef:
    """A clause of a policy: the policy's id (for loose files, the path) and the clause's id."""

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
class Site:
    """Everything that is published, before it is rendered: the first document of each service, by the service's name.

    ``left_out`` are the mistakes for which other policies are not in it. ``older`` are the versions before the newest,
    by the id of their policy, newest first; a document with one version has none.
    """

    policies: tuple[Policy, ...]
    catalogue: Catalogue
    links: tuple[Link, ...]
    left_out: tuple[Problem, ...] = ()
    older: Mapping[str, tuple[Policy, ...]] = field(default_factory=dict)

    @property
    def documents(self) -> tuple[Policy, ...]:
        """Give every document of every service, each as its newest snapshot."""
        return tuple(document for policy in self.policies for document in policy.documents)


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
