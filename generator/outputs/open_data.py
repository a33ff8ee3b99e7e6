"""Make everything of the site that is for other programs and websites, besides the matrix and the feeds."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from generator.model import Page, Site
from generator.outputs import api, editions, embeds, tables, web_annotations
from generator.pages.history import Histories
from generator.pages.views import PolicyView


def pages(site: Site, views: Sequence[PolicyView], histories: Histories, base: str, epoch: int) -> Iterator[Page]:
    """Yield every file: JSON, web annotations, Markdown, tables and pictures.

    ``base`` is the site's own address, empty where it knows none; ``epoch`` the moment that it gives for its making.
    """
    yield from api.pages(site, views, histories, base, epoch)
    yield from web_annotations.pages(views, base)
    yield from editions.pages(views, site.catalogue)
    yield from tables.pages(site, views, histories, base, api.moment(epoch))
    yield from embeds.pages(views, site.catalogue.practices, site.catalogue.texts)
