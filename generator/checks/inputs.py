"""Hold what the checks look at: plain values, so that a check can be tried on anything."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import TypeAlias

from generator.contributed import Service, Terms
from generator.formats import Unreadable
from generator.model import Document, Policy
from generator.practices import Outcome
from generator.reading.scope import EVERYTHING, Scope
from generator.reading.services import Contents

#: What each snapshot reads like, by service id and file name; the refusal where it could not be read.
Documents: TypeAlias = Mapping[tuple[str, str], Document | Unreadable]


@dataclass(frozen=True, slots=True)
class Written:
    """Hold what people wrote, what their snapshots read like, what is in the scope, and what day it is.

    Copies from before the day ``older_than`` are told; None where nobody asks.
    """

    contents: Contents
    documents: Documents
    scope: Scope = EVERYTHING
    today: date | None = None
    older_than: date | None = None

    def has_practice(self, id: str) -> bool:
        """Tell whether a practice's own patterns and examples are looked at: never a standard one's in a collection."""
        return self.scope.has_practice(id) and id in self.contents.configuration.own

    @property
    def terms(self) -> tuple[tuple[Service, Terms], ...]:
        """Give every service with each of its terms."""
        return tuple((service, terms) for service in self.contents.services for terms in service.terms)

    def newest(self, service: Service, terms: Terms) -> Document | None:
        """Give what the newest snapshot of a service's terms reads like, None when it cannot be read."""
        document = self.documents.get((service.id, terms.newest.file))
        return document if isinstance(document, Document) else None


@dataclass(frozen=True, slots=True)
class Analysed:
    """Hold what analysis says: of policies, and of the examples of practices. ``given`` is what was written.

    ``policies`` are by service id; those that nobody asked for are not in it. ``examples`` and ``look_alikes`` have for
    each practice that can be tried what each of its examples and look-alikes says, in their order: the outcome of every
    practice that is not silent, by its id.
    """

    written: Written
    policies: Mapping[str, Policy] = field(default_factory=dict)
    examples: Mapping[str, tuple[Mapping[str, Outcome], ...]] = field(default_factory=dict)
    look_alikes: Mapping[str, tuple[Mapping[str, Outcome], ...]] = field(default_factory=dict)
