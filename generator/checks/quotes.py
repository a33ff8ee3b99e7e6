"""Check whether each correction quotes the policy word for word."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from rapidfuzz import fuzz

from generator.analysis.quotes import find_quote
from generator.analysis.sentences import split
from generator.checks.inputs import Written
from generator.contributed import Service, Terms
from generator.model import Document
from generator.problems import Problem, shown

IDS: Final = {
    "quote-length": "A review's quote has three words or more.",
    "quote": "A review's quote stands in a snapshot, word for word.",
    "review-outdated": "A review's quote still stands in the newest snapshot (odd).",
}

#: A quote has at least this many words: fewer could stand anywhere.
FEWEST_WORDS = 3
#: For so many quotes that a policy does not hold the nearest passage is looked for, by so many of their characters.
MOST_SOUGHT = 20
LONGEST_SOUGHT = 300
#: How alike, of 100, a passage must be to be shown as the nearest one, and how much of it is shown.
ALIKE = 60
PASSAGE = 300

# What a keyboard writes for the marks of print.
_TYPED = str.maketrans("‘’“”‐‑–—", "''\"\"----")
# How many letters a likeness may reach over the end of a sentence.
_SLACK = 3
_COPY = "Copy the policy's own words letter for letter, or delete the review if the policy has changed."


def check_written(written: Written) -> Iterator[Problem]:
    """Find quotes that no newest snapshot holds, and show the nearest passage of the first document."""
    for service in written.contents.services:
        terms = service.terms[0]
        document = written.newest(service, terms)
        others = [text for one in service.terms[1:] if (text := written.newest(service, one))]
        missing = 0
        for number, correction in enumerate(written.contents.corrections.get(service.id, ())):
            place = written.contents.review_places[service.id].place((number, "quote"))
            words = len(correction.quote.split())
            if words < FEWEST_WORDS:
                message = f"{shown(f'quote: {correction.quote}')} is too short to show anything"
                remedy = f"Quote at least {FEWEST_WORDS} words of the policy."
                yield Problem(place, message, remedy, "quote-length")
            elif document is not None and not any(find_quote(o.text, correction.quote) for o in (document, *others)):
                missing += 1
                sought = missing <= MOST_SOUGHT
                remedy = _remedy(document, correction.quote) if sought else _COPY
                misspelt = _misspelt(document, terms, correction.quote) if sought else None
                older = _older(written, service, correction.quote) if sought and misspelt is None else None
                if older is not None:
                    yield Problem(place, f"the policy changed, look again: {older}", remedy, "review-outdated", "odd")
                else:
                    absent = f"the quote is not in {terms.newest.file}, the newest snapshot"
                    yield Problem(place, misspelt or absent, remedy, "quote")


def _misspelt(now: Document, terms: Terms, quote: str) -> str | None:
    """Return that the quote stands in the newest snapshot in other letters, if it does."""
    if _plain(quote) not in _plain(now.text):
        return None
    return f"the quote stands in {terms.newest.file} with other capitals, quotation marks or dashes"


def _older(written: Written, service: Service, quote: str) -> str | None:
    """Return in which older snapshot the quote stands, if in any: then the review was right, and is of that version."""
    for terms in service.terms:
        newest, *older = (snapshot.file for snapshot in terms.snapshots)
        for file in older:
            document = written.documents.get((service.id, file))
            if isinstance(document, Document) and find_quote(document.text, quote) is not None:
                return f"the quote stands in {file}, and not in {newest}, the newest snapshot"
    return None


def _plain(text: str) -> str:
    """Return the text without what people type differently, and hardly see."""
    return " ".join(text.translate(_TYPED).casefold().split())


def _remedy(document: Document, quote: str) -> str:
    """Return where to look: the passage most like the quote, if one is like it at all."""
    passage = nearest(document, quote)
    if passage is None:
        return _COPY
    return f"Look again whether the review still holds, and copy the words as they stand: “{passage}”"


def nearest(document: Document, quote: str) -> str | None:
    """Return the sentence of the document that is spelt most like the quote, or the words of it.

    None when none is near.
    """
    quote = " ".join(quote.split())[:LONGEST_SOUGHT]
    text = "\n\n".join(" ".join(document.text[block.start : block.end].split()) for block in document.blocks)
    found = fuzz.partial_ratio_alignment(quote, text, score_cutoff=ALIKE)
    if found is None:
        return None
    sentences = split(text, 0, len(text))
    start = max((first for first, _ in sentences if first <= found.dest_start + _SLACK), default=0)
    end = min((last for _, last in sentences if last > start and last >= found.dest_end - _SLACK), default=len(text))
    sentence = text[start:end].strip()
    if len(sentence) <= PASSAGE:
        return " ".join(sentence.split())
    first, last = text.rfind(" ", 0, found.dest_start + 1) + 1, text.find(" ", found.dest_end)
    words = text[first : last if last >= 0 else len(text)].strip()
    return words if len(words) <= PASSAGE else words[: words.rfind(" ", 0, PASSAGE)] + " …"
