"""Make the quotes of each service as web annotations, which other tools find again in the service's text.

Source: W3C Recommendation "Web Annotation Data Model", 23 February 2017.
"""

from __future__ import annotations

import posixpath
from typing import Any, Final
from uuid import NAMESPACE_URL, uuid5

from generator.model import Page
from generator.pages import addresses
from generator.pages.badges import Badge, Quote
from generator.pages.packing import indented
from generator.pages.views import PolicyView

CONTEXT: Final = "http://www.w3.org/ns/anno.jsonld"
#: So many characters stand before and after the words of a quote, by which it is found in a text that has changed.
AROUND: Final = 32


def page(view: PolicyView, base: str) -> Page:
    """Return the file of a service. ``base`` is the site's own address, empty where it knows none."""
    address = addresses.web_annotations(view.id)
    told = {
        "@context": CONTEXT,
        "id": f"{base}{address}" if base else posixpath.basename(address),
        "type": "AnnotationPage",
        "items": [
            _annotation(view, badge, quote, number, base)
            for badge in view.badges.values()
            for number, quote in enumerate(badge.quotes)
            if badge.tone.id != "silent"
        ],
    }
    return Page(address, indented(told) + b"\n")


def _annotation(view: PolicyView, badge: Badge, quote: Quote, number: int, base: str) -> dict[str, Any]:
    document, here = view.holding(quote), addresses.web_annotations(view.id)
    text, number_of = document.document.text, view.policy.documents.index(document)
    name = "/".join((view.id, document.snapshot.sha256, badge.practice.id, quote.outcome, str(quote.start)))
    return {
        "id": uuid5(NAMESPACE_URL, name).urn,
        "type": "Annotation",
        "motivation": "classifying",
        "creator": _creator(badge, number),
        "body": [
            addresses.seen_from(here, addresses.practice(badge.practice.id), base),
            {
                "type": "TextualBody",
                "purpose": "describing",
                "format": "text/plain",
                "language": "en",
                "value": badge.practice.answer(quote.outcome),
            },
        ],
        "target": {
            "source": addresses.seen_from(here, addresses.api_service(view.id), base)
            + f"#/result/documents/{number_of}/text",
            "selector": [
                {
                    "type": "TextQuoteSelector",
                    "exact": quote.text,
                    "prefix": text[max(0, quote.start - AROUND) : quote.start],
                    "suffix": text[quote.end : quote.end + AROUND],
                },
                {"type": "TextPositionSelector", "start": quote.start, "end": quote.end},
            ],
        },
    }


def _creator(badge: Badge, number: int) -> dict[str, str]:
    """Return who chose a quote: a person that of their own review, which stands first, the program all others."""
    if number == 0 and badge.verdict.quote and badge.verdict.correction:
        return {"type": "Person", "name": badge.verdict.correction.reviewer}
    return {"type": "Software", "name": "Smallprint"}
