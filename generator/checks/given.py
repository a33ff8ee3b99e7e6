"""What the content checks look at: a plain value, so that a check can be tried on anything."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import TypeAlias

from generator.formats import Unreadable, extract
from generator.model import Document, Service
from generator.reading.scope import EVERYTHING, Scope
from generator.reading.services import Contents

#: What each snapshot reads like, by service id and file name; the refusal where it could not be read.
Documents: TypeAlias = Mapping[tuple[str, str], Document | Unreadable]


@dataclass(frozen=True, slots=True)
class Given:
    """What people contributed, what their snapshots read like (all, or what is in the scope), and what day it is."""

    contents: Contents
    documents: Documents
    scope: Scope = EVERYTHING
    today: date | None = None

    def newest(self, service: Service) -> Document | None:
        """What the service's newest snapshot reads like, None when it cannot be read."""
        document = self.documents.get((service.id, service.snapshots[0].file))
        return document if isinstance(document, Document) else None


def documents_of(contents: Contents) -> Documents:
    """Every snapshot of every service, extracted."""
    documents: dict[tuple[str, str], Document | Unreadable] = {}
    for service in contents.services:
        for snapshot in service.snapshots:
            try:
                document = extract(snapshot.data, snapshot.format, repair=snapshot.repair_mojibake)
            except Unreadable as refusal:
                documents[service.id, snapshot.file] = refusal
            else:
                documents[service.id, snapshot.file] = document
    return documents
