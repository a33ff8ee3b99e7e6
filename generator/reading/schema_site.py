"""Say what people may write of a site: in categories.yml, kinds.yml, site.yml, accuracy.yml and gdpr.yml.

The descriptions are what a contributor reads when a field is missing, and in the guide.
"""

from __future__ import annotations

import datetime
from typing import Annotated

from pydantic import Field, RootModel

from generator.reading.fields import (
    Icon,
    Label,
    Line,
    Name,
    Slug,
)
from generator.reading.schema import StrictModel


class CategoryEntry(StrictModel):
    """One category of site_config/categories.yml."""

    label: Label = Field(description="the category's name, at most four words")
    question: Line = Field(description="the question that its practices answer")
    icon: Icon = Field(description="material/ and the icon's name")
    order: int = Field(description="its place in the order, as 1")
    lexicon: dict[str, float] = Field(description="words and phrases that point to it, each with a weight, as 1.5")


class CategoriesFile(RootModel[dict[str, CategoryEntry]]):
    """site_config/categories.yml."""


class KindEntry(StrictModel):
    """One kind of service of site_config/kinds.yml."""

    one: Name = Field(description="the word for one of them, as Messenger")
    many: Name = Field(description="the word for several, as Messengers")


class KindsFile(RootModel[Annotated[dict[str, KindEntry], Field(max_length=200)]]):
    """site_config/kinds.yml."""


class TextsEntry(StrictModel):
    """What the texts of a collection are called."""

    one: Label = Field(description="one of them, within a sentence, as privacy policy")
    many: Label = Field(description="many of them, as privacy policies")


class SiteFile(StrictModel):
    """site_config/site.yml: what a collection takes of the standard. Its own files win over those of the same name."""

    practices: list[Slug] | None = Field(
        default=None, description="a list of the standard practices that are asked; without it, all are"
    )
    texts: TextsEntry | None = Field(default=None, description="what your texts are called: one and many")


class FiguresEntry(StrictModel):
    """How often a badge was right in the policies that people read."""

    right: int = Field(ge=0, description="in how many it gave the answer that people read")
    wrong: int = Field(ge=0, description="in how many it gave another answer than people read, or they read none")
    missed: int = Field(ge=0, description="in how many people read an answer, and it gave none")


class MeasureEntry(StrictModel):
    """What people counted in some texts."""

    texts: Line = Field(description="what kind of texts, as: current policies in English, read whole")
    policies: int = Field(ge=1, description="how many policies people read")
    program: Line = Field(description="the version of Smallprint that was asked")
    date: datetime.date = Field(description="the day on which it was counted, as 2018-07-22")
    closed: bool = Field(description="true where nobody who wrote the rules had seen the texts")
    practices: dict[str, FiguresEntry] = Field(description="the figures of each practice: right, wrong, missed")


class AccuracyFile(RootModel[Annotated[list[MeasureEntry], Field(max_length=50)]]):
    """site_config/accuracy.yml: how often the badges are right. Figures only."""


class NoticeEntry(StrictModel):
    """What the GDPR asks a notice to tell: one point of it."""

    id: Slug = Field(description="a short name of its own, as officer")
    article: Line = Field(description="the articles that ask for it, as 13(1)(b), 14(1)(b)")
    asks: Line = Field(description="what is to be told, in a few words")
    practices: list[Slug] = Field(min_length=1, max_length=20, description="the practices that answer it, each alone")


class NoticeFile(RootModel[Annotated[list[NoticeEntry], Field(max_length=50)]]):
    """site_config/gdpr.yml: what articles 13 and 14 of the GDPR ask a notice to tell."""
