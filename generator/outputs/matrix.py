"""Write the matrix as files for other programs: ``matrix.csv`` (a row a service), ``matrix.json`` (with evidence).

Addresses in them are relative to the folder that they lie in, which is the root of the site.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Sequence
from functools import partial
from typing import Any, Final

from generator.catalogue import NoticePoint
from generator.contributed import Dispute
from generator.model import Page, Site
from generator.pages import addresses
from generator.pages.badges import Badge
from generator.pages.escaping import words
from generator.pages.names import Made, own_name
from generator.pages.notice import told
from generator.pages.packing import indented
from generator.pages.views import PolicyView
from generator.practices import Practice

VERSION: Final = 1
"""Raised when a field of the files changes its meaning or goes."""
UNREAD: Final = "not analysed"
NO_POLICY: Final = "no policy"
_FORMULA: Final = ("=", "+", "-", "@", "\t", "\r")


def pages(site: Site, views: Sequence[PolicyView], made: Made | None = None) -> Iterator[Page]:
    """Yield the two files. ``views`` are the site's policies, prepared, in its order.

    ``made`` knows what was written of a policy before.
    """
    yield Page(addresses.MATRIX_CSV, as_csv(views, site.catalogue.practices))
    yield Page(addresses.MATRIX_JSON, as_json(views, site.catalogue.practices, site.catalogue.points, made))


def as_csv(views: Sequence[PolicyView], practices: Sequence[Practice]) -> bytes:
    """Write a row a service, a column a practice (by its id), each cell an outcome.

    Present, absent, unclear or silent.
    """
    file = io.StringIO()
    writer = csv.writer(file)  # RFC 4180: lines end in CR LF
    writer.writerow(["service", "name", "language", "captured", "dated", *(practice.id for practice in practices)])
    for view in views:
        snapshot = view.policy.snapshot
        days = [day.isoformat() if day else "" for day in (snapshot.captured, snapshot.dated)]
        cells = [_outcome(view, practice) for practice in practices]
        writer.writerow([view.id, as_cell(words(view.name)), view.policy.service.lang, *days, *cells])
    return file.getvalue().encode("utf-8")


def as_json(
    views: Sequence[PolicyView],
    practices: Sequence[Practice],
    points: Sequence[NoticePoint] = (),
    made: Made | None = None,
) -> bytes:
    """Write the same with each answer's words, basis and quotes, each quote with the address of its clause.

    ``points`` are what the GDPR asks a notice to tell: each service names the answers that tell it, none where nothing
    was found.
    """
    data = {
        "version": VERSION,
        "practices": [_practice(practice) for practice in practices],
        "gdpr": [
            {"id": point.id, "article": point.article, "asks": point.asks, "practices": list(point.practices)}
            for point in points
        ],
        "services": [],
    }
    services = [(made or Made()).piece(own_name("matrix", view), partial(_written, view, points)) for view in views]
    head, tail = (indented(data) + b"\n").rsplit(b"[]", 1)
    return b"".join((head, b"[\n  ", b",\n  ".join(services), b"\n ]", tail)) if services else head + b"[]" + tail


def _written(view: PolicyView, points: Sequence[NoticePoint]) -> bytes:
    """Return what stands of a service in the list of all: JSON has no line ends but those that set it."""
    return indented(_service(view, points)).replace(b"\n", b"\n  ")


def _practice(practice: Practice) -> dict[str, Any]:
    return {
        "id": practice.id,
        "label": practice.label,
        "question": practice.question,
        "category": practice.category,
        "tone": practice.tone,
        "link": addresses.practice(practice.id),
    }


def _service(view: PolicyView, points: Sequence[NoticePoint]) -> dict[str, Any]:
    snapshot, service = view.policy.snapshot, view.policy.service
    return {
        "id": view.id,
        "name": view.name,
        "language": service.lang,
        "captured": snapshot.captured.isoformat() if snapshot.captured else None,
        "dated": snapshot.dated.isoformat() if snapshot.dated else None,
        "sha256": snapshot.sha256,
        **({"attribution": service.attribution} if service.attribution else {}),
        "link": addresses.service(view.id),
        "analysed": view.policy.analysed,
        "no_policy": view.policy.no_policy,
        "answers": {id: _answer(badge) for id, badge in view.badges.items()},
        "gdpr": {one.point.id: [badge.practice.id for badge in one.badges] for one in told(view, points)},
    }


def _answer(badge: Badge) -> dict[str, Any]:
    if badge.verdict.outcome == "silent" and badge.basis == "none" and not badge.disputes:
        return {"outcome": "silent"}
    return {
        "outcome": badge.verdict.outcome,
        "basis": badge.basis,
        "tone": badge.tone.id,
        "answer": badge.answer,
        "conditions": list(badge.conditions),
        **({"disputed": [_dispute(one) for one in badge.disputes]} if badge.disputes else {}),
        "evidence": [
            {
                "outcome": quote.outcome,
                "quote": quote.text,
                "lead": quote.lead,
                "conditions": list(quote.conditions),
                **({"cut": True} if any(quote.cut) else {}),
                **({"document": quote.document} if quote.document else {}),
                "link": quote.address,
            }
            for quote in badge.quotes
        ],
    }


def _dispute(dispute: Dispute) -> dict[str, Any]:
    told = {"by": dispute.by, "date": dispute.day.isoformat(), "note": dispute.note}
    return {**told, "link": dispute.link} if dispute.link else told


def _outcome(view: PolicyView, practice: Practice) -> str:
    if badge := view.badges.get(practice.id):
        return badge.verdict.outcome
    return NO_POLICY if view.policy.no_policy else UNREAD


def as_cell(text: str) -> str:
    """Return text that a spreadsheet reads as text: what would begin a formula gets an apostrophe before it."""
    return f"'{text}" if text.startswith(_FORMULA) else text
