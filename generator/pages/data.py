"""Render the page about the open data, and the page with what other vocabularies call the practices."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from typing import Final

from markupsafe import Markup

from generator.catalogue import Catalogue, Texts
from generator.model import Page, Site
from generator.pages import addresses
from generator.pages.templating import Templates
from generator.pages.views import PolicyView
from generator.practices import Practice

LICENCE: Final = "https://creativecommons.org/licenses/by/4.0/"


def pages(templates: Templates, site: Site, views: Sequence[PolicyView], base: str) -> Iterator[Page]:
    """Yield both pages. ``base`` is the site's own address, empty where it knows none."""
    example = next((view for view in views if view.policy.analysed), views[0] if views else None)
    yield templates.page(
        addresses.DATA,
        "data.md.j2",
        "Open data",
        "Everything that this site shows, for other programs: JSON, tables, web annotations, Markdown and pictures.",
        example=example,
        dataset=_dataset(views, site.catalogue.texts, base),
    )
    yield templates.page(
        addresses.CROSSWALK,
        "crosswalk.md.j2",
        "What others call it",
        "Each practice of this site, and what other vocabularies call it.",
        hide=("toc",),
        vocabularies=site.catalogue.vocabularies,
        rows=[(practice, list(terms(practice, site.catalogue))) for practice in site.catalogue.practices],
    )


def terms(practice: Practice, catalogue: Catalogue) -> Iterator[list[tuple[str, str]]]:
    """Yield what each other vocabulary calls a practice, in their order: words, each with its address or nothing.

    Where a term has a title behind its id, the words are the title.
    """
    called = catalogue.crosswalk(practice)
    for vocabulary in catalogue.vocabularies:
        found = [(term, address) for other, term, address in called if other == vocabulary.id]
        yield [((term.partition(" ")[2] if address else "") or term, address) for term, address in found]


def _dataset(views: Sequence[PolicyView], texts: Texts, base: str) -> Markup:
    """Describe the data for search engines, in the words of schema.org, as the text of a script that holds data."""
    days = [view.newest for view in views if view.newest]
    described = {
        "@context": "https://schema.org",
        "@type": "Dataset",
        "name": f"What {texts.many} say",
        "description": f"Answers to questions about {texts.many}, each with the text's own words.",
        "license": LICENCE,
        "isAccessibleForFree": True,
        **({"url": f"{base}{addresses.DATA}"} if base else {}),
        **({"dateModified": max(days).isoformat()} if days else {}),
        "variableMeasured": "the answer of each policy to each question: present, absent, unclear or silent",
        "distribution": [
            {"@type": "DataDownload", "encodingFormat": kind, "contentUrl": f"{base}{address}"}
            for kind, address in (
                ("application/json", addresses.api("index")),
                ("application/json", addresses.table("datapackage.json")),
                ("text/csv", addresses.MATRIX_CSV),
            )
        ],
    }
    return Markup(json.dumps(described, indent=1).replace("<", "\\u003c").replace("&", "\\u0026"))
