"""Make the search index, as plain script files: terms with their best clauses, and texts beside them.

A script that a tag loads works from ``file://``, where a page may not fetch a file. ``index.js`` names services,
practices and all other files; each of these is bounded in size, and named after its content: so one that did not change
keeps its name, and a page that still holds an older ``index.js`` can never mix two versions.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any, Final
from urllib.parse import urlsplit

from generator.catalogue import Catalogue
from generator.contributed import Service
from generator.model import ClauseRef, Page, Site
from generator.outputs.search_page import search_page
from generator.outputs.search_postings import Merged, files
from generator.outputs.search_terms import ClauseWords, PolicyTerms, as_bytes, from_bytes, policy_terms
from generator.outputs.search_words import Speller
from generator.pages import addresses
from generator.pages.badges import OUTCOMES
from generator.pages.escaping import plain
from generator.pages.names import Made, outcomes
from generator.pages.packing import compact, packed, packed_call, two_bytes
from generator.pages.views import PolicyView
from generator.practices import Outcome, Practice

TEXT_BYTES: Final = 40_000
"""What a piece of a policy's texts holds at most, but for one longer clause: packed, it weighs a third of that."""
PACKED: Final = 14_000
"""How many characters a file of texts has at most, of two bytes each, but for one longer piece: of short policies
several share one."""
_WORDS_BYTES: Final = 60_000
_NAME: Final = 10  # digits of a file's name: among a million files, two of one name are as good as impossible
#: What the words of a practice weigh, by where they stand.
_ASKED, _LABEL, _QUESTION, _ANSWER, _ABOUT = 4, 4, 2, 2, 1

# A clause as written: its id, the number of its heading in the policy's list (-1: none), its text, then the numbers of
# its topics and of its badges in the file's lists. The last two are left out at the end when they are empty.
Row = list[Any]


def pages(site: Site, views: Sequence[PolicyView], kept: Made | None = None) -> Iterator[Page]:
    """Yield the search page, the index's table of contents, and all files that it names.

    ``views`` are the site's policies, prepared, in its order; ``kept`` knows what was read of each before.
    """
    kept = kept or Made()
    yield Page(addresses.markdown(addresses.SEARCH), search_page(site).encode())
    speller = Speller(site.catalogue.search)
    services: list[Any] = []
    made = _Files()
    terms: list[PolicyTerms] = []
    for view in views:
        pieces, its = _read(view, site.catalogue, speller, kept)
        terms += its
        service = view.policy.service
        names = other_names(service)
        parts = [[made.put(piece), piece.rows] for piece in pieces]
        services.append([service.id, plain(service.name), service.lang, names, parts, service.kind or ""])
    merged = Merged(terms)
    contents = {
        "clauses": len(merged),
        "texts": made.texts(),
        "terms": [[first, made.add(held)] for first, held in files(merged.entries())],
        "words": [[held[0][0], made.add(held)] for held in _by_size(merged.vocabulary(), _WORDS_BYTES)],
        "services": services,
        **about_practices(site.catalogue, views, speller),
    }
    yield from made.pages.values()
    yield Page(
        addresses.search_data("index"), two_bytes(packed_call("smallprintSearch.begin", [packed(compact(contents))]))
    )


@dataclass(frozen=True, slots=True)
class _Piece:
    """A piece of a policy's texts: its name, which follows its content, its number of clauses, and itself, packed."""

    name: str
    rows: int
    packed: str


def _read(
    view: PolicyView, catalogue: Catalogue, speller: Speller, kept: Made
) -> tuple[list[_Piece], list[PolicyTerms]]:
    """Return the pieces of a service's texts, and the terms of each of its documents."""
    known = kept.of(view.id)
    if known is None:
        known = read(view, catalogue, speller)
        kept.keep(view.id, known)
    first, *rest = known
    rows = json.loads(first.data)
    pieces = [_Piece(page.path, count, page.data.decode()) for page, count in zip(rest, rows, strict=False)]
    return pieces, [from_bytes(page.data) for page in rest[len(rows) :]]


def read(view: PolicyView, catalogue: Catalogue, speller: Speller) -> tuple[Page, ...]:
    """Return what search reads of a service, as bytes: of its pieces how long they are, these, and its terms."""
    pieces, terms = [], []
    for document in view.documents:
        clauses = clauses_of(document, catalogue)
        terms.append(policy_terms(clauses, speller))
        for piece in texts(document, clauses):
            data = compact(piece)
            pieces.append(_Piece(_named(data), len(piece["rows"]), packed(data)))
    told = Page(view.id, compact([piece.rows for piece in pieces]))
    held = [Page(piece.name, piece.packed.encode()) for piece in pieces]
    return (told, *held, *(Page(view.id, as_bytes(one)) for one in terms))


class _Files:
    """The files of the index while they are made, by name: each is named after its content."""

    def __init__(self) -> None:
        self.pages: dict[str, Page] = {}
        self._texts: list[list[_Piece]] = []
        self._filled = 0

    def add(self, held: Any) -> str:
        """Add a file, unless there is one with this content, and return its name without ending."""
        data = compact(held)
        return self._add(_named(data), lambda: [packed(data)])

    def put(self, piece: _Piece) -> int:
        """Put a piece into the last file of texts, or, where that is full, into a new one; return the file's number."""
        if not self._texts or self._filled + len(piece.packed) > PACKED:
            self._texts.append([])
            self._filled = 0
        self._texts[-1].append(piece)
        self._filled += len(piece.packed)
        return len(self._texts) - 1

    def texts(self) -> list[str]:
        """Add the files of texts, and return their names, by their numbers."""
        return [self._add(_named(compact([one.name for one in held])), partial(_packed, held)) for held in self._texts]

    def _add(self, name: str, pieces: Callable[[], Sequence[str]]) -> str:
        if name not in self.pages:
            script = packed_call("smallprintSearch.part", [name, *pieces()])
            self.pages[name] = Page(addresses.search_data(name), two_bytes(script))
        return name


def _named(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()[:_NAME]


def _packed(pieces: Sequence[_Piece]) -> list[str]:
    return [piece.packed for piece in pieces]


def badges_of_clauses(view: PolicyView) -> dict[str, list[tuple[str, Outcome]]]:
    """Give the badges that each clause is evidence for, as (practice, outcome) by clause id: as its page shows them."""
    found: dict[str, list[tuple[str, Outcome]]] = {}
    for badge in view.answered:
        for anchor in dict.fromkeys(quote.anchor for quote in view.own(badge) if quote.anchor):
            found.setdefault(anchor, []).append((badge.practice.id, badge.verdict.outcome))
    return found


def clauses_of(view: PolicyView, catalogue: Catalogue) -> list[ClauseWords]:
    """Return what search reads of each clause of a policy; an archive's line is not the policy's word."""
    policy = view.policy
    document = "" if view.id == view.service else view.document.capitalize()
    headings = {one.id: plain(": ".join(filter(None, (document, one.heading)))) for one in policy.sections}
    badges = badges_of_clauses(view)
    words = {(one.id, outcome): plain(text) for one in catalogue.practices for outcome, text in one.answers}
    return [
        ClauseWords(
            addresses.clause(ClauseRef(policy.id, clause.id)),
            plain(f"{clause.lead.text} {clause.text}" if clause.lead else clause.text),
            headings.get(clause.section or "", document),
            " ".join(words.get(badge, "") for badge in badges.get(clause.id, ())),
            clause.categories,
            tuple(badges.get(clause.id, ())),
        )
        for clause in policy.clauses
        if not clause.notice
    ]


def texts(view: PolicyView, clauses: Sequence[ClauseWords]) -> Iterator[dict[str, Any]]:
    """Cut the clauses of a document into pieces of about equal size; a service's first also says what it answers."""
    sizes = [len(json.dumps([clause.text, clause.heading, clause.answers])) for clause in clauses]
    share = sum(sizes) / max(1, -(-sum(sizes) // TEXT_BYTES))
    first = view.id == view.service and view.policy.analysed
    answers = {badge.practice.id: badge.verdict.outcome for badge in view.answered} if first else None
    held: list[ClauseWords] = []
    number, size, filled = 0, 0, 0
    for clause, length in zip(clauses, sizes, strict=True):
        if held and (size + length > TEXT_BYTES or filled + size >= share * (number + 1)):
            yield _part(number, held, answers)
            number, filled = number + 1, filled + size
            held, size = [], 0
        held.append(clause)
        size += length
    if held:
        yield _part(number, held, answers)


def _part(number: int, clauses: Sequence[ClauseWords], answers: Mapping[str, str] | None) -> dict[str, Any]:
    topics: dict[str, int] = {}
    badges: dict[tuple[str, str], int] = {}
    headings: list[str] = []
    rows: list[Row] = []
    for clause in clauses:
        if clause.heading and clause.heading not in headings[-1:]:
            headings.append(clause.heading)
        row: Row = [
            clause.name.partition("#")[2],
            len(headings) - 1 if clause.heading else -1,
            clause.text,
            [topics.setdefault(topic, len(topics)) for topic in clause.topics],
            [badges.setdefault(answer, len(badges)) for answer in clause.answers],
        ]
        while len(row) > 3 and not row[-1]:
            row.pop()
        rows.append(row)
    page = clauses[0].name.partition("#")[0]
    made = {"page": page, "headings": headings, "topics": list(topics), "badges": list(badges), "rows": rows}
    return {**made, "answers": dict(answers)} if number == 0 and answers is not None else made


def other_names(service: Service) -> list[str]:
    """Return what a service is also known by: other names, owner and domains, and the hosts of its addresses."""
    hosts = (urlsplit(address).hostname or "" for address in (service.website, service.policy_url) if address)
    names = (*service.names, *(host.removeprefix("www.") for host in hosts))
    return list(dict.fromkeys(filter(None, map(plain, names))))


def about_practices(catalogue: Catalogue, views: Sequence[PolicyView], speller: Speller) -> dict[str, Any]:
    """Return what search knows of topics and practices, and the words that it was given."""
    words = catalogue.search
    counts = outcomes(views)
    asked = dict(words.asked)
    return {
        "topics": [[one.id, plain(one.label), plain(one.question)] for one in catalogue.categories],
        "practices": [
            _practice(one, asked.get(one.id, ()), counts.get(one.id, {}), speller) for one in catalogue.practices
        ],
        "skipped": " ".join(words.skipped),
        "forms": {word: " ".join(forms) for word, forms in words.forms},
        "same": [list(row) for row in words.same],
    }


def _practice(practice: Practice, asked: Sequence[str], counts: Mapping[Outcome, int], speller: Speller) -> list[Any]:
    answers = {outcome: plain(words) for outcome, words in practice.answers}
    told = [answers[outcome] for outcome in ("present", "absent") if outcome in answers]
    weights: dict[str, int] = {}
    for text, weight in (
        *((phrase, _ASKED) for phrase in asked),
        (practice.label, _LABEL),
        (practice.question, _QUESTION),
        *((text, _ANSWER) for text in told),
        (f"{practice.explanation} {practice.definition}", _ABOUT),
    ):
        for family in speller.telling(plain(text)):
            weights[family] = max(weight, weights.get(family, 0))
    by_weight = [" ".join(f for f, weight in weights.items() if weight == step) for step in (4, 2, 1)]
    return [
        practice.id,
        plain(practice.label),
        plain(practice.question),
        practice.category,
        answers,
        {outcome: counts[outcome] for outcome in OUTCOMES if counts.get(outcome)},
        by_weight,
        list(asked),
        practice.first,
    ]


def _by_size(words: Iterable[str], most: int) -> Iterator[list[str]]:
    held: list[str] = []
    for one in words:
        if held and sum(map(len, held)) + len(one) > most:
            yield held
            held = []
        held.append(one)
    if held:
        yield held
