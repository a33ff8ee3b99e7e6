"""Make the rows of a corpus: one of the table ``policies`` for each document, and of ``findings`` one for each finding.

The rows are those of the same functions as the site's: a document is extracted, analysed, decided and judged.
"""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final

from generator.analysis.language import guess
from generator.analysis.policy import Tools, analyse, decided
from generator.contributed import Service, Snapshot, Terms
from generator.formats import Unreadable, extract
from generator.formats.dating import stated
from generator.formats.table import recognised, refused
from generator.model import Policy
from generator.problems import Place, visible
from generator.reading.configuration import is_analysed
from generator.reading.source import Found

Row = dict[str, Any]

#: What can be said of a document as a whole, and what each means.
STATES: Final[Mapping[str, str]] = {
    "policy": "It was asked every question.",
    "no-policy": "It is probably no privacy policy: a log-in page, a cookie wall, another kind of document.",
    "other-language": "The practices do not cover its language, or nobody can tell which it is.",
    "error": "It could not be read: `error` and `message` say why.",
}
#: The kinds of errors that are not those of a snapshot (see the list of checks), and what each means.
ERRORS: Final[Mapping[str, str]] = {
    "source": "The source does not give it: a broken file, a broken record, a row without text.",
    "slow": "It took longer than the limit, three times.",
    "killed": "Three workers ended while they read it, probably for want of memory.",
    "internal": "The program failed on it: please tell us.",
}


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its name, its type in the words of Arrow, and what it means."""

    name: str
    type: str
    meaning: str


POLICIES: Final = (
    Column("document", "string", "Names the document within its source: a path, a row, a version or a record."),
    Column("service", "string", "Whose it is, where the source says so."),
    Column("terms", "string", "What kind of document the source says it is; `privacy-policy` where it says nothing."),
    Column("url", "string", "The address that it was taken from, where the source says so."),
    Column("captured", "timestamp", "When it was taken or recorded (UTC), where the source says so."),
    Column("sha256", "string", "SHA-256 of its bytes: two documents with one are the same."),
    Column("bytes", "int32", "How many bytes it has."),
    Column("format", "string", "The format that it was read in: txt, md, html, pdf, docx."),
    Column("language", "string", "Its language, as its commonest words tell it; null where they do not."),
    Column("state", "string", "What it is: " + ", ".join(f"`{state}`" for state in STATES) + "."),
    Column("error", "string", "The kind of error; null where there is none."),
    Column("message", "string", "The error in words."),
    Column("dated", "date", "The day that the policy gives itself."),
    Column("words", "int32", "How many words its text has."),
    Column("sections", "int32", "How many headings."),
    Column("clauses", "int32", "How many clauses."),
    Column("answers", "map", "The answer to each practice on which it is not silent: present, absent or unclear."),
)
FINDINGS: Final = (
    Column("document", "string", "The document, as in `policies`."),
    Column("practice", "string", "The practice, by its id."),
    Column("outcome", "string", "What the quote shows: present, absent or unclear."),
    Column("shown", "int32", "At which place a page would show it in full: 1, 2 or 3; null where not."),
    Column("clause", "string", "The clause, by its id: the heading and a hash of its words."),
    Column("quote", "string", "The policy's words."),
    Column("start", "int32", "Where the quote begins in the extracted text, in code points."),
    Column("end", "int32", "Where it ends."),
    Column("lead", "string", "The introduction of the list that the quote is an item of, where it carries the verb."),
    Column("conditions", "list", "The limits that the sentence sets, by their ids."),
    Column("topics", "list", "The topics of its clause, by their ids."),
    Column("rule", "string", "The rule that found it."),
    Column("strength", "float", "How likely the quote proves the outcome, from 0 to 1."),
)
TABLES: Final[Mapping[str, tuple[Column, ...]]] = {"policies": POLICIES, "findings": FINDINGS}


def rows_of(found: Found, tools: Tools) -> tuple[Row, list[Row]]:
    """Give the row of a document, and those of its findings. Whatever the document holds, nothing is raised."""
    row: Row = dict.fromkeys(column.name for column in POLICIES)
    row |= {"document": visible(found.name), "service": _plain(found.service), "terms": found.terms}
    row |= {"url": _plain(found.url), "captured": found.captured, "answers": {}}
    if found.error:
        return row | {"state": "error", "error": found.error, "message": visible(found.message)}, []
    row |= {"bytes": len(found.data), "sha256": hashlib.sha256(found.data).hexdigest()}
    try:
        known, findings = _read(found, tools)
    except Unreadable as refusal:
        told = f"{refusal.message} {refusal.remedy}"
        return row | {"state": "error", "error": refusal.check, "message": visible(told)}, []
    except Exception as error:  # one document never ends a run; the row says what failed
        told = f"{type(error).__name__}: {error}"[:300]
        return row | {"state": "error", "error": "internal", "message": visible(told)}, []
    return row | known, findings


def _read(found: Found, tools: Tools) -> tuple[Row, list[Row]]:
    """Read a document. Raises Unreadable where that cannot be."""
    if not found.suffix and (kind := refused(found.data)) is not None:
        raise Unreadable(f"This is {kind}.", "No reader takes it.", "snapshot-format")
    format = found.suffix or recognised(found.data).suffix
    document = extract(found.data, format)
    lang = language_of(document.text)
    snapshot = Snapshot(found.name, found.name, format, found.data, "", terms=found.terms)
    service = Service(found.name, found.name, lang or "und", (Terms((snapshot,)),), Place(found.name))
    analysis = analyse(tools, document, asked=is_analysed(service.lang))
    policy = tools.plausibility.judge(decided(tools, service, snapshot, analysis, ()), analysis.rare)
    dated = stated(document.text)
    row = {
        "format": format,
        "language": lang,
        "state": "no-policy" if policy.no_policy else "policy" if policy.analysed else "other-language",
        "dated": dated.day if dated else None,
        "words": len(document.text.split()),
        "sections": len(policy.sections),
        "clauses": len(policy.clauses),
        "answers": {one.practice: one.outcome for one in policy.verdicts if one.outcome != "silent"},
    }
    return row, list(_findings(visible(found.name), policy))


def language_of(text: str) -> str | None:
    """Tell the language of a text by its beginning, or else by its middle: long menus stand at the beginning."""
    return guess(text) or guess(text[len(text) // 2 :])


def _findings(name: str, policy: Policy) -> Iterator[Row]:
    topics = {clause.id: clause.categories for clause in policy.clauses}
    places = {
        finding: at for verdict in policy.verdicts for at, finding in enumerate(verdict.findings[: verdict.shown], 1)
    }
    for finding in policy.findings:
        yield {
            "document": name,
            "practice": finding.practice,
            "outcome": finding.outcome,
            "shown": places.get(finding),
            "clause": finding.clause,
            "quote": _plain(finding.quote),
            "start": finding.start,
            "end": finding.end,
            "lead": _plain(finding.lead.text) if finding.lead else None,
            "conditions": list(finding.conditions),
            "topics": list(topics.get(finding.clause, ())),
            "rule": finding.rule,
            "strength": round(finding.strength, 4),
        }


def counts(rows: Collection[Row], findings: Collection[Row]) -> dict[str, int]:
    """Count documents by their state, the kinds of errors, and the findings, each under a name of its own."""
    names = [row["state"] if row["state"] != "error" else f"error {row['error']}" for row in rows]
    return {**{name: names.count(name) for name in sorted(set(names))}, "findings": len(findings)}


def _plain(text: str | None) -> str | None:
    """Return the text without halves of surrogate pairs, which no file of tables can hold."""
    return None if text is None else text.encode("utf-8", "replace").decode()
