"""Make everything of the site that is for other programs and websites, besides the matrix and the feeds."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from generator.model import Page, Site
from generator.outputs import api, editions, embeds, tables, web_annotations
from generator.pages.history import Histories
from generator.pages.names import Made
from generator.pages.views import PolicyView


def pages(
    site: Site,
    views: Sequence[PolicyView],
    histories: Histories,
    base: str,
    epoch: int,
    made: Made | None = None,
    *,
    services: bool = True,
) -> Iterator[Page]:
    """Yield every file: JSON, web annotations, Markdown, tables and pictures.

    ``base`` is the site's own address, empty where it knows none; ``epoch`` the moment that it gives for its making.
    ``made`` knows the files of a single policy that were made before. Those of a single service are left out where
    ``services`` are not wanted.
    """
    maker, made = api.maker(site, views, histories, base, epoch), made or Made()
    yield from maker.pages(made)
    for view in views if services else ():
        yield from of_service(view, maker, made)
    yield from tables.pages(site, views, histories, base, maker.moment, made)
    yield from embeds.answers(site.catalogue.practices, site.catalogue.texts)


def of_service(view: PolicyView, maker: api.Maker, made: Made | None = None) -> tuple[Page, ...]:
    """Return the files of a single service; ``made`` knows those that were made before."""
    made = made or Made()
    files = made.of(view.id)
    if files is None:
        files = (
            maker.service_file(view),
            web_annotations.page(view, maker.base),
            editions.page(view, maker.site.catalogue),
            embeds.page(view),
        )
        made.keep(view.id, files)
    return files
