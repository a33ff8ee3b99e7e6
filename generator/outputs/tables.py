"""Make the data as tables: CSV files, and the ``datapackage.json`` that says what their columns mean.

Source: Frictionless "Data Package" and "Table Schema", version 1.
"""

from __future__ import annotations

import csv
import hashlib
import io
import json
import posixpath
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any, Final

from generator.model import Page, Site
from generator.outputs import api_files
from generator.outputs.matrix import NO_POLICY, UNREAD, as_cell
from generator.pages import addresses
from generator.pages.data import LICENCE
from generator.pages.history import Histories
from generator.pages.names import Made, own_name
from generator.pages.views import PolicyView, all_documents

Row = Sequence[object]


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table: its name, its type in Table Schema's words, and what it means."""

    name: str
    type: str
    description: str


@dataclass(frozen=True, slots=True)
class Table:
    """A table: its name, what a row is, its columns, the columns that tell rows apart, and its rows."""

    name: str
    description: str
    columns: tuple[Column, ...]
    key: tuple[str, ...]
    rows: Iterable[bytes]
    """Its rows as CSV, some at a time."""

    def as_csv(self) -> bytes:
        """Write it as CSV, each line ended by CR LF (RFC 4180)."""
        return b"".join((as_rows([[column.name for column in self.columns]]), *self.rows))


def as_rows(rows: Iterable[Row]) -> bytes:
    """Write rows as CSV."""
    file = io.StringIO()
    csv.writer(file).writerows([as_cell(value) if isinstance(value, str) else value for value in row] for row in rows)
    return file.getvalue().encode()


def pages(
    site: Site,
    views: Sequence[PolicyView],
    histories: Histories,
    base: str,
    moment: str,
    made: Made | None = None,
) -> Iterator[Page]:
    """Yield the tables, and their description. ``moment`` is the one that the site gives for its making.

    ``made`` knows the rows of policies that were written before.
    """
    described = []
    for table in tables(site, views, histories, made or Made()):
        data = table.as_csv()
        yield Page(addresses.table(table.name), data)
        described.append(_resource(table, data))
    package = {
        "profile": "tabular-data-package",
        "name": "smallprint",
        "title": f"What {site.catalogue.texts.many} say",
        "description": f"Answers to questions about {site.catalogue.texts.many}, with their words. No legal advice.",
        "version": api_files.SCHEMA_VERSION,
        "created": moment,
        "licenses": [
            {"name": "CC-BY-4.0", "title": "Our answers, notes and reviews; not the policies", "path": LICENCE}
        ],
        **({"homepage": base} if base else {}),
        "resources": described,
    }
    yield Page(addresses.table("datapackage.json"), (json.dumps(package, indent=1) + "\n").encode())


def tables(site: Site, views: Sequence[PolicyView], histories: Histories, made: Made) -> Iterator[Table]:
    """Yield the tables of a site."""

    def of_each(what: str, rows: Callable[[PolicyView], Iterable[Row]]) -> Iterator[bytes]:
        return (made.piece(own_name(what, view), partial(_written, rows, view)) for view in views)

    answers, quotes = of_each("answers table", _answers), of_each("quotes table", _quotes)
    yield Table("services", "a service", _SERVICE, ("service",), [as_rows(map(_service, views))])
    yield Table("practices", "a practice", _PRACTICE, ("practice",), [as_rows(_practices(site))])
    yield Table("answers", "an answer of a service", _ANSWER, ("service", "practice"), answers)
    yield Table("quotes", "a quote that an answer rests on", _QUOTE, ("service", "practice", "rank"), quotes)
    yield Table("crosswalk", "a term that another vocabulary has for a practice", _TERM, (), [as_rows(_terms(site))])
    yield Table("changes", "what a version did to an answer", _CHANGE, (), [as_rows(_changes(views, histories))])


def _resource(table: Table, data: bytes) -> dict[str, Any]:
    fields = [{"name": one.name, "type": one.type, "description": one.description} for one in table.columns]
    return {
        "profile": "tabular-data-resource",
        "name": table.name,
        "path": posixpath.basename(addresses.table(table.name)),
        "description": f"A row is {table.description}.",
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "bytes": len(data),
        "hash": f"sha256:{hashlib.sha256(data).hexdigest()}",
        "schema": {"fields": fields, **({"primaryKey": list(table.key)} if table.key else {})},
    }


_SERVICE: Final = (
    Column("service", "string", "the id of the service, which never changes"),
    Column("name", "string", "its name"),
    Column("language", "string", "the language of its policy"),
    Column("captured", "date", "the day of the newest capture; empty: unknown"),
    Column("dated", "date", "the day that the newest text gives itself; empty: unknown"),
    Column("read", "string", "read; or why not: not analysed (another language), no policy (this copy is none)"),
    Column("words", "integer", "how many words the text has"),
    Column("sha256", "string", "the hash of the newest snapshot"),
    Column("source", "string", "the address that it was captured from"),
    Column("attribution", "string", "whose collection the text comes from, and its licence"),
)
_PRACTICE: Final = (
    Column("practice", "string", "the id of the practice, which never changes"),
    Column("label", "string", "its name"),
    Column("question", "string", "what it asks"),
    Column("category", "string", "the OPP-115 category"),
    Column("tone", "string", "how present feels to the person: concern, neutral or protective"),
    Column("gdpr", "string", "the article of the GDPR that asks for it, or grants it"),
)
_ANSWER: Final = (
    Column("service", "string", "the id of the service"),
    Column("practice", "string", "the id of the practice"),
    Column("outcome", "string", "present, absent, unclear or silent"),
    Column("basis", "string", "reviewed by a person, detected by the program, or none for silence"),
    Column("answer", "string", "the answer in words"),
    Column("conditions", "string", "limits that every shown quote sets, parted by semicolons"),
    Column("disputed", "boolean", "whether somebody holds something against it"),
)
_QUOTE: Final = (
    Column("service", "string", "the id of the service"),
    Column("practice", "string", "the id of the practice"),
    Column("rank", "integer", "1 is the strongest quote"),
    Column("outcome", "string", "what these words show"),
    Column("quote", "string", "the words, verbatim; where they would begin a formula, with an apostrophe before them"),
    Column("start", "integer", "where they begin in the text, in Unicode code points"),
    Column("end", "integer", "where they end"),
    Column("clause", "string", "the id of the clause that holds them"),
    Column("conditions", "string", "limits that the sentence sets, parted by semicolons"),
    Column("link", "string", "the address of the place, from the root of the site"),
    Column("document", "string", "the type of the document that they stand in, as privacy-policy"),
)
_TERM: Final = (
    Column("practice", "string", "the id of the practice"),
    Column("vocabulary", "string", "its id, as dpv; gdpr: the article"),
    Column("term", "string", "its id or name there"),
    Column("address", "string", "the term's own address (IRI); empty: it has none"),
)
_CHANGE: Final = (
    Column("service", "string", "the id of the service"),
    Column("day", "date", "the day of the newer version; empty: unknown"),
    Column("practice", "string", "the id of the practice"),
    Column("kind", "string", "gained, lost, flipped, limited, unlimited, renumbered, found, missed or reread"),
    Column("answer", "string", "the new answer, or the old one where it is no longer given"),
    Column("was", "string", "the old answer, where it turned"),
    Column("quote_before", "string", "the older version's words"),
    Column("quote_after", "string", "the newer version's words"),
    Column("before", "string", "the file of the older snapshot"),
    Column("after", "string", "the file of the newer snapshot"),
    Column("document", "string", "the type of the document that changed, as privacy-policy"),
)


def _written(rows: Callable[[PolicyView], Iterable[Row]], view: PolicyView) -> bytes:
    return as_rows(rows(view))


def _service(view: PolicyView) -> Row:
    snapshot, service = view.policy.snapshot, view.policy.service
    read = "read" if view.policy.analysed else NO_POLICY if view.policy.no_policy else UNREAD
    days = (snapshot.captured or "", snapshot.dated or "")
    about = (snapshot.sha256, snapshot.source or "", service.attribution or "")
    return (view.id, view.name, service.lang, *days, read, view.words, *about)


def _practices(site: Site) -> Iterator[Row]:
    for one in site.catalogue.practices:
        yield (one.id, one.label, one.question, one.category, one.tone, one.gdpr)


def _terms(site: Site) -> Iterator[Row]:
    for practice in site.catalogue.practices:
        if practice.gdpr:
            yield (practice.id, "gdpr", practice.gdpr, "")
        for row in site.catalogue.crosswalk(practice):
            yield (practice.id, *row)


def _answers(view: PolicyView) -> Iterator[Row]:
    for id, badge in view.badges.items():
        limits, disputed = "; ".join(badge.conditions), str(bool(badge.disputes)).lower()
        yield (view.id, id, badge.verdict.outcome, badge.basis, badge.answer, limits, disputed)


def _quotes(view: PolicyView) -> Iterator[Row]:
    for id, badge in view.badges.items():
        for rank, quote in enumerate(badge.quotes, 1):
            limits, terms = "; ".join(quote.conditions), view.holding(quote).terms
            place = (quote.start, quote.end, quote.anchor, limits, quote.address, terms)
            yield (view.id, id, rank, quote.outcome, quote.text, *place)


def _changes(views: Sequence[PolicyView], histories: Histories) -> Iterator[Row]:
    for view in all_documents(views):
        for step in histories[view.id].steps if view.id in histories else ():
            before, after = step.step.before.snapshot, step.step.after.snapshot
            for told in (*step.effects, *step.quiet):
                said = (told.practice, told.kind, told.answer, told.was, told.before, told.after)
                day, document = after.captured or after.dated or "", view.policy.terms
                yield (view.service, day, *said, before.file, after.file, document)
