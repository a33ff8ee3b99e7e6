"""Say what each file of ``api/v1`` holds: an envelope around objects of :mod:`generator.outputs.api_models`."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from generator.outputs.api_models import (
    ApiModel,
    ChangeEntry,
    PracticeEntry,
    PracticeSummary,
    ServiceEntry,
    ServiceSummary,
)

#: Raised in its second number when fields are added; the first is that of the folder.
SCHEMA_VERSION = "1.1"
Moment = Annotated[str, Field(pattern=r"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$")]


class Endpoint(ApiModel):
    """A file of the data, or a kind of files."""

    name: str = Field(description="what it is")
    uri: str = Field(description="its address; {id} stands for an id")
    schema_uri: str = Field(description="the address of the JSON Schema of the file")


class Envelope(ApiModel):
    """What every file begins with."""

    schema_version: str = Field(description="the version of the form, as 1.1")
    generated_at: Moment = Field(description="the moment that the site gives for its making: its newest capture")
    total: int = Field(ge=0, description="how many entries result has; 1 where it is one object")


class Index(Envelope):
    """api/v1/index.json."""

    result: list[Endpoint] = Field(description="what there is")


class Services(Envelope):
    """api/v1/services/index.json."""

    result: list[ServiceSummary] = Field(description="every service, by name")


class ServiceFile(Envelope):
    """api/v1/services/<id>.json."""

    result: ServiceEntry = Field(description="the service")


class Practices(Envelope):
    """api/v1/practices/index.json."""

    result: list[PracticeSummary] = Field(description="every practice, in the order of the website")


class PracticeFile(Envelope):
    """api/v1/practices/<id>.json."""

    result: PracticeEntry = Field(description="the practice")


class Changes(Envelope):
    """api/v1/changes.json."""

    result: list[ChangeEntry] = Field(description="what newer versions did to answers, newest first")
