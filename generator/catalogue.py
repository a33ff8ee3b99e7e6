"""Say what a site asks of every policy, all frozen: its practices and categories, and what is told beside them."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from urllib.parse import quote

from generator.practices import Practice
from generator.words import Condition, SearchWords


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
    search: SearchWords = field(default_factory=SearchWords)
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
