"""Describe what people may write: one pydantic model for each kind of contributed file.

Pydantic stands at this border only; the stages pass on frozen dataclasses. Each field's description is what a
contributor reads when the field is missing, so it says what to write.
"""

from __future__ import annotations

import datetime
from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, Discriminator, Field, RootModel, Tag

from generator.contributed import PRIVACY_POLICY
from generator.practices import Outcome
from generator.reading.fields import (
    Address,
    AddressOrUnknown,
    DateOrUnknown,
    Domains,
    FileName,
    Language,
    Line,
    Name,
    Names,
    Prose,
    Sha256,
    Slug,
    Summary,
    TermsType,
    Verbatim,
)


class StrictModel(BaseModel):
    """A mapping that a person writes: no field too many, nothing converted behind their back."""

    model_config = ConfigDict(defer_build=True, extra="forbid", strict=True, frozen=True)


class SnapshotEntry(StrictModel):
    """One captured file of one of a service's documents."""

    file: FileName = Field(description="the snapshot's file name in this folder, as 2018-07-22.txt or undated-1.txt")
    terms: TermsType = Field(
        PRIVACY_POLICY, description="what it is a copy of, if not of the privacy policy, as terms-of-service"
    )
    captured: DateOrUnknown = Field(description="the day of capture, as 2018-07-22, or the word unknown")
    dated: DateOrUnknown = Field(None, description="the day that the policy gives itself, as 2018-07-22, or unknown")
    source: AddressOrUnknown = Field(description="the address that it was captured from, or the word unknown")
    sha256: Sha256 = Field(description="the 64 digits that `sha256sum FILE` prints")
    record: Line | None = Field(None, description="where an archive has recorded it: the commit, and what it says")
    repair_mojibake: bool = Field(False, description="true where the file's letters were broken before it was captured")


class ServicePage(StrictModel):
    """The frontmatter of content/policies/<service>/service.md."""

    name: Line = Field(description="the service's name, as its users know it")
    lang: Language = Field(description="the language of the policy, as en")
    website: Address | None = Field(None, description="the service's website, as https://example.com")
    policy_url: Address | None = Field(None, description="where the policy stands today")
    kind: Slug | None = Field(None, description="what it is: one of the ids of site_config/kinds.yml, as messenger")
    what: Summary | None = Field(None, description="what it does, in one line, as Encrypted messages and calls")
    owner: Name | None = Field(None, description="the company or person that it belongs to")
    also: Names = Field([], description="a list of its other names, as a former one or a short one")
    domains: Domains = Field([], description="a list of its domains, as example.com")
    countries: Names = Field([], description="a list of the countries that it is offered in, where not in all")
    attribution: Line | None = Field(None, description="whose collection the texts come from, and its licence")
    snapshots: list[SnapshotEntry] = Field(
        min_length=1,
        max_length=1000,
        description="a list of the captured files, each with file, captured, source, sha256",
    )


class DisputeEntry(StrictModel):
    """What somebody holds against an answer; it stands beside the answer and does not change it."""

    by: Line = Field(description="who disputes it, as it will be shown")
    date: datetime.date = Field(description="the day on which they did, as 2018-07-22")
    note: Prose = Field(description="one sentence that says why")
    link: Address | None = Field(None, description="where they say more, as https://example.com/answer")


class Review(StrictModel):
    """One correction by a person."""

    practice: Slug = Field(description="the practice's id: the name of its file in site_config/practices")
    outcome: Outcome = Field(description="what the policy says: present, absent, unclear or silent")
    quote: Verbatim = Field(description="the policy's own words that show it, copied letter for letter")
    because: Prose = Field(description="one sentence that says why")
    reviewer: Line = Field(description="your name or handle, as it will be shown")
    date: datetime.date = Field(description="the day of your review, as 2018-07-22")
    disputed: DisputeEntry | None = Field(None, description="what somebody holds against it: by, date, note, link")


class Disputed(StrictModel):
    """An answer that nobody has corrected, and somebody disputes."""

    practice: Slug = Field(description="the practice's id: the name of its file in site_config/practices")
    disputed: DisputeEntry = Field(description="what somebody holds against it: by, date, note, link")


#: How the two kinds of entries are called where a mistake is told; no field has such a name.
KINDS = ("a review", "a dispute")


def _kind(entry: Any) -> str:
    """Tell a dispute, which says nothing of the answer itself, from a review."""
    only = (
        isinstance(entry, dict)
        and "disputed" in entry
        and not entry.keys() & (Review.model_fields.keys() - Disputed.model_fields.keys())
    )
    return KINDS[only]


Entry = Annotated[Annotated[Review, Tag(KINDS[0])] | Annotated[Disputed, Tag(KINDS[1])], Discriminator(_kind)]


class Reviews(RootModel[Annotated[list[Entry], Field(max_length=500)]]):
    """content/policies/<service>/reviews.yml."""
