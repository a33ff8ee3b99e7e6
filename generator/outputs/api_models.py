"""Say what the objects in the files of ``api/v1`` are: one pydantic model for each kind; JSON Schemas come from these.

Within version 1 a field never changes its meaning, its type or its name, and none goes; fields may be added. Offsets
count Unicode code points of the document's ``text``. An address is relative to the file that it stands in, or whole
where the site knows its own address.
"""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field

from generator.model import Basis
from generator.practices import Outcome, Tone

Day = Annotated[str, Field(pattern=r"^\d{4}-\d\d-\d\d$")]
Offset = Annotated[int, Field(ge=0)]
ToneId = Literal["concern", "unclear", "protective", "neutral", "silent"]


def _open(schema: dict[str, Any]) -> None:
    """Let the published schema pass by fields that come later: who keeps a copy of it can still read newer files."""
    schema.pop("additionalProperties", None)


class ApiModel(BaseModel):
    """An object of the data. Nobody writes it by hand."""

    model_config = ConfigDict(extra="forbid", frozen=True, json_schema_extra=_open)


class Span(ApiModel):
    """A stretch of a document's text."""

    text: str = Field(description="its words, verbatim")
    start: Offset = Field(description="where it begins")
    end: Offset = Field(description="where it ends")


class Condition(ApiModel):
    """A limit that a sentence sets to what it says."""

    id: str = Field(description="its id, as consent")
    label: str = Field(description="its words, as they stand on the website")


class Quote(ApiModel):
    """Words of a document that an answer rests on."""

    outcome: Outcome = Field(description="what these words show: for an unclear answer both sides stand here")
    document: str = Field(description="the type of the document that they stand in, as privacy-policy")
    text: str = Field(description="the words, verbatim: text[start:end] of the document, empty where they are gone")
    start: Offset = Field(description="where they begin in the document's text")
    end: Offset = Field(description="where they end")
    clause: str | None = Field(description="the id of the clause that holds them")
    uri: str = Field(description="the address of the place on the website")
    lead: Span | None = Field(description="the introduction of the list that the quote is an item of")
    conditions: list[Condition] = Field(description="limits that the sentence sets to what it says")
    cut: tuple[bool, bool] = Field(description="whether words of the sentence are left out before it, and after it")
    shown: bool = Field(description="whether the page shows it in full, or only leads to it")
    rule: str | None = Field(description="the name of the rule that found it; null: a person chose it")


class Dispute(ApiModel):
    """What somebody holds against an answer."""

    by: str = Field(description="who")
    date: Day = Field(description="on what day")
    note: str = Field(description="why")
    link: str | None = Field(description="where they say more")


class Review(ApiModel):
    """That a person has decided an answer."""

    reviewer: str = Field(description="who")
    reviewed: Day = Field(description="on what day")
    because: str = Field(description="why")


class Answer(ApiModel):
    """What the site says of one practice of one service."""

    outcome: Outcome = Field(description="present, absent, unclear or silent")
    basis: Basis = Field(description="reviewed by a person, detected by the program, or none for silence")
    tone: ToneId = Field(description="how the answer feels to the person whose data it is")
    answer: str = Field(description="the answer in words")
    conditions: list[Condition] = Field(description="limits that every shown quote sets")
    review: Review | None = Field(description="the person's decision, where there is one")
    disputes: list[Dispute] = Field(description="what people hold against the answer")
    quotes: list[Quote] = Field(description="the words that it rests on, the strongest first")


class PointAnswer(ApiModel):
    """An answer that tells a point of the GDPR's."""

    practice: str = Field(description="the id of the practice: its whole answer stands in verdicts")
    outcome: Outcome = Field(description="present, absent or unclear")
    answer: str = Field(description="the answer in words")
    quote: str = Field(description="the strongest words that it rests on, verbatim; empty where a person gave none")
    uri: str | None = Field(description="the address of these words on the website")


class PointEntry(ApiModel):
    """What articles 13 and 14 of the GDPR ask a notice to tell, and what was found of it."""

    id: str = Field(description="its id, as recipients")
    article: str = Field(description="where the law asks for it, as 13(1)(e), 14(1)(e)")
    asks: str = Field(description="what it asks, in words")
    practices: list[str] = Field(description="the ids of the practices that answer it: any of them does")
    found: bool = Field(description="whether we found an answer; false is neither a breach nor legal advice")
    answers: list[PointAnswer] = Field(description="the answers that tell it, none where we found nothing")


class Heading(ApiModel):
    """A heading of a document."""

    id: str = Field(description="its id")
    heading: str = Field(description="its words")
    level: int = Field(ge=1, le=6, description="1 to 6")
    start: Offset = Field(description="where it begins in the text")
    end: Offset = Field(description="where it ends")


class ClauseEntry(ApiModel):
    """What one can point at: a paragraph, a long list item, or a table."""

    id: str = Field(description="its id: on the website also the anchor")
    section: str | None = Field(description="the id of the heading that it stands under")
    start: Offset = Field(description="where it begins in the text")
    end: Offset = Field(description="where it ends")
    categories: list[str] = Field(description="the topics that it speaks of")


class SnapshotEntry(ApiModel):
    """A captured file, and where it comes from."""

    file: str = Field(description="its name")
    uri: str = Field(description="the address of its bytes, as captured")
    format: str = Field(description="its format, as html")
    sha256: str = Field(description="the hash of its bytes")
    captured: Day | None = Field(description="the day of capture")
    dated: Day | None = Field(description="the day that it gives itself")
    source: str | None = Field(description="the address that it was captured from")
    record: str | None = Field(description="where an archive has recorded it")


class DocumentEntry(ApiModel):
    """The newest text of one document of a service, and its snapshots."""

    terms: str = Field(description="the type of the document: an id of Open Terms Archive's terms types")
    uri: str = Field(description="the address of its page")
    analysed: bool = Field(description="whether it was read for practices")
    no_policy: bool = Field(description="whether this copy is probably not the policy")
    text: str = Field(description="the extracted text that all offsets address")
    warnings: list[str] = Field(description="what the reader of the file's format warns of")
    headings: list[Heading] = Field(description="its headings, in order")
    clauses: list[ClauseEntry] = Field(description="its clauses, in order")
    snapshots: list[SnapshotEntry] = Field(description="its snapshots, newest first")


class ChangeEntry(ApiModel):
    """What a newer version did to one answer."""

    service: str = Field(description="the id of the service")
    document: str = Field(description="the type of the document that changed")
    practice: str = Field(description="the id of the practice")
    kind: str = Field(description="gained, lost, flipped, limited, unlimited, renumbered, found, missed or reread")
    before_version: str = Field(description="the file of the older snapshot")
    after_version: str = Field(description="the file of the newer snapshot")
    day: Day | None = Field(description="the day of the newer version")
    said: str = Field(description="what happened, in words that the answer follows")
    answer: str = Field(description="the new answer, or the old one where it is no longer given")
    was: str | None = Field(description="the old answer, where it turned")
    tone: ToneId = Field(description="how the answer feels to the person whose data it is")
    quote_before: str = Field(description="the older version's words, empty without any")
    quote_after: str = Field(description="the newer version's words, empty without any")
    conditions: list[str] = Field(description="the limits that came or went, in words")
    uri: str = Field(description="the address of the change on the website")


class Figures(ApiModel):
    """How often a practice's badge was right, as people counted it."""

    texts: str = Field(description="which texts")
    policies: int = Field(description="how many policies")
    program: str = Field(description="with which version of the program")
    date: Day = Field(description="when")
    closed: bool = Field(description="whether nobody who wrote the rules had seen them")
    right: int = Field(description="policies in which the badge gave the answer that people read")
    wrong: int = Field(description="policies in which it gave another answer")
    missed: int = Field(description="policies in which it gave none")


class Term(ApiModel):
    """What another vocabulary calls a practice."""

    vocabulary: str = Field(description="its id, as dpv")
    term: str = Field(description="its id or name there")
    address: str | None = Field(description="the term's own address (IRI), where it has one")


class ServiceSummary(ApiModel):
    """A service in a list."""

    id: str = Field(description="its id, which never changes")
    name: str = Field(description="its name")
    language: str = Field(description="the language of its policy")
    captured: Day | None = Field(description="the day of the newest capture")
    dated: Day | None = Field(description="the day that the newest text gives itself")
    analysed: bool = Field(description="whether its policy was read for practices")
    answers: dict[ToneId, int] = Field(description="how many answers there are of each tone")
    uri: str = Field(description="the address of the service's data")
    page: str = Field(description="the address of the service's page")


class ServiceEntry(ServiceSummary):
    """Everything that the website shows of a service."""

    website: str | None = Field(description="its website")
    policy_url: str | None = Field(description="where its policy stands today")
    attribution: str | None = Field(description="whose collection the texts come from, and its licence")
    note: str | None = Field(description="the contributors' note for readers, in Markdown")
    verdicts: dict[str, Answer] = Field(description="the answers by the ids of the practices")
    gdpr: list[PointEntry] = Field(
        description="what the GDPR asks a notice to tell, point by point; empty where the policy was not read"
    )
    documents: list[DocumentEntry] = Field(description="its documents, the one that is asked first stands first")
    changes: list[ChangeEntry] = Field(
        description="what its versions did to the answers, document by document, newest first"
    )


class PracticeSummary(ApiModel):
    """A practice in a list."""

    id: str = Field(description="its id, which never changes")
    label: str = Field(description="its name")
    question: str = Field(description="what it asks")
    category: str = Field(description="the OPP-115 category")
    tone: Tone = Field(description="how present feels to the person whose data it is")
    outcomes: dict[Outcome, int] = Field(description="how many services have each outcome")
    uri: str = Field(description="the address of the practice's data")
    page: str = Field(description="the address of the practice's page")


class PracticeService(ApiModel):
    """A service's answer in a practice's file."""

    id: str = Field(description="the id of the service")
    name: str = Field(description="its name")
    outcome: Outcome = Field(description="present, absent, unclear or silent")
    basis: Basis = Field(description="reviewed, detected or none")
    uri: str = Field(description="the address of the service's data")


class PracticeEntry(PracticeSummary):
    """A practice with its definition, its figures and who does it."""

    explanation: str = Field(description="what it means for the reader")
    definition: str = Field(description="what counts and what does not")
    gdpr: str | None = Field(description="the article of the GDPR that asks for it, or grants it")
    answers: dict[Outcome, str] = Field(description="the answers in words")
    crosswalk: list[Term] = Field(description="what other vocabularies call it")
    figures: list[Figures] = Field(description="how often its badge is right, as people counted it")
    services: list[PracticeService] = Field(description="the answer of every service that was read")
