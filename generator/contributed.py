"""Say what people contribute, all frozen: services with their documents and snapshots, corrections and disputes.

A *correction* is a person's; what the machine finds and what the site says stand in :mod:`generator.model`.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Final

from generator.practices import Outcome
from generator.problems import NOWHERE, Place

#: The type of terms that a snapshot is of where nothing else is said: the name of Open Terms Archive, as an id.
PRIVACY_POLICY: Final = "privacy-policy"


@dataclass(frozen=True, slots=True)
class Snapshot:
    """The bytes of a policy as captured, with what is known of where and when they come from.

    ``captured`` is the day of capture; ``dated`` the day that the policy gives itself. None means unknown.
    ``format`` is the file's extension, one of those in ``formats/table.py``. ``record`` says where an archive has it.
    ``terms`` is what it is a copy of: the id of one of Open Terms Archive's terms types.
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
    record: str | None = None
    terms: str = PRIVACY_POLICY


@dataclass(frozen=True, slots=True)
class Terms:
    """One of the documents that a service publishes, and its snapshots, newest first; it has one or more."""

    snapshots: tuple[Snapshot, ...]

    @property
    def type(self) -> str:
        """Give the id of what they are copies of, as privacy-policy."""
        return self.newest.terms

    @property
    def newest(self) -> Snapshot:
        """Give the snapshot that counts today."""
        return self.snapshots[0]


@dataclass(frozen=True, slots=True)
class Service:
    """A service and its terms, the privacy policy first, if it is here. ``note`` is Markdown for readers.

    ``attribution`` says whose collection the snapshots come from, and its licence. ``kind`` is the id of one of the
    catalogue's kinds; ``what`` says in a line what the service is, ``owner`` whose it is, ``also`` its other names.
    ``made_of`` names the bytes of service.md and of the snapshots: two services with one name are alike. It is empty
    where nobody has named them.
    """

    id: str
    name: str
    lang: str
    terms: tuple[Terms, ...]
    place: Place
    website: str | None = None
    policy_url: str | None = None
    note: str = ""
    attribution: str | None = None
    kind: str | None = None
    what: str | None = None
    owner: str | None = None
    also: tuple[str, ...] = ()
    domains: tuple[str, ...] = ()
    countries: tuple[str, ...] = ()
    made_of: str = field(default="", repr=False)

    @property
    def names(self) -> tuple[str, ...]:
        """Give all that a reader may look for it by: its other names, its owner and its domains."""
        return (*self.also, *([self.owner] if self.owner else ()), *self.domains)

    @property
    def snapshots(self) -> tuple[Snapshot, ...]:
        """Give the snapshots of all its terms, of each newest first."""
        return tuple(snapshot for terms in self.terms for snapshot in terms.snapshots)

    def policy_id(self, terms: str) -> str:
        """Give what tells one of its documents from all others here: its own id, with the type of any but the first."""
        return self.id if terms == self.terms[0].type else f"{self.id}/{terms}"


@dataclass(frozen=True, slots=True)
class Dispute:
    """What somebody holds against an answer, in ``reviews.yml``: by whom, on what day, why, and where more is said.

    It stands beside the verdict and changes nothing of it.
    """

    practice: str
    by: str
    day: date
    note: str
    link: str | None = None
    place: Place = NOWHERE


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
