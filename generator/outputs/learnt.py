"""Say what is learnt from a text that somebody adds, and where from: its title, language, days, and how it reads.

What cannot be known from the text is ``unknown``, never a guess.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Final

from generator.analysis import language
from generator.analysis.plausibility import FEW_WORDS, Plausibility
from generator.contributed import PRIVACY_POLICY
from generator.formats.decode import mojibake
from generator.model import Document
from generator.problems import ContributorError
from generator.reading.captures import Reading
from generator.reading.configuration import LANGUAGE, load_words
from generator.reading.fields import UNKNOWN
from generator.reading.schema import ServicePage
from generator.words import Words

#: Characters of a title that are shown.
SHOWN: Final = 60


@dataclass(frozen=True, slots=True)
class Learnt:
    """One field of the draft: its value, and where that comes from; with ``ask`` a person must look at it."""

    field: str
    value: str
    origin: str
    ask: bool = False


def learn_of_later(read: Reading, written: ServicePage, terms: str) -> Iterator[Learnt]:
    """Yield a word where another snapshot has a later day: the pages go on showing that one."""
    same = [entry for entry in written.snapshots if entry.terms == terms]
    newest = max(same, key=lambda entry: entry.captured or entry.dated or date.min, default=None)
    if newest and (read.captured or read.dated or date.min) < (newest.captured or newest.dated or date.min):
        yield Learnt("shown", newest.file, "the pages show this one still: its day is later", True)


def says(text: str, name: str) -> bool:
    """Tell whether the text speaks of the name, at least of its first word."""
    words = re.findall(r"\w+", name.casefold())
    return bool(words) and words[0] in text.casefold()


def learn_language(lang: str, guessed: str | None) -> Learnt:
    """Return the language, and whether the text, or the contributor alone, says so."""
    origin = "from its commonest words" if lang == guessed else "as you gave it"
    if guessed is None:
        return Learnt("lang", lang, "the text does not tell its language", True)
    return Learnt("lang", f"{lang} ({language.NAMES.get(lang, lang)})", origin, lang != guessed)


def _title(document: Document) -> Learnt:
    """Return the text's first heading; without one, how it begins."""
    first = next((block for block in document.blocks if block.kind == "heading"), None)
    start, end = (first.start, first.end) if first else (0, len(document.text))
    words = " ".join(document.text[start:end].split())
    title = words if len(words) <= SHOWN else words[: SHOWN - 1].rstrip() + "…"
    return Learnt("title", title, "its first heading" if first else "how it begins")


def learn_snapshot(root: Path, read: Reading, file: str, terms: str) -> Iterator[Learnt]:
    """Yield what is known of the snapshot."""
    yield _title(read.document)
    if terms != PRIVACY_POLICY:
        yield Learnt("terms", terms, "as you gave it")
    as_format = "" if read.capture.name.endswith(f".{read.format}") else f", read as {read.format}"
    yield Learnt("file", file, f"your bytes, unchanged{as_format}")
    if read.captured:
        yield Learnt("captured", str(read.captured), read.captured_from)
    else:
        yield Learnt("captured", UNKNOWN, "write the day on which the text was saved, if you know it", True)
    if read.dated and read.stated:
        yield Learnt("dated", str(read.dated), f"“{read.stated.words}”")
    elif read.stated:
        yield Learnt(
            "dated", "left out", f"“{read.stated.words}” can be read in two ways: add the line if you know", True
        )
    if read.source:
        yield Learnt("source", read.source, read.source_from)
    else:
        yield Learnt("source", UNKNOWN, "write the address that the text was taken from, if you know it", True)
    words = len(read.document.text.split())
    if words < FEW_WORDS:
        yield Learnt("text", f"{words} words", "is this the whole policy?", True)
    elif (
        terms == PRIVACY_POLICY
        and (language.guess(read.document.text) or LANGUAGE) == LANGUAGE
        and _plausibility(root).rare(read.document)
    ):
        yield Learnt("text", f"{words} words", "it hardly speaks of personal data: is this the privacy policy?", True)
    if broken := mojibake(read.document.text):
        yield Learnt(
            "letters", broken, "decoded wrongly: add the line repair_mojibake: true, or save it as UTF-8", True
        )
    for warning in read.document.warnings:
        yield Learnt("read", f"{words} words", warning, True)


def _plausibility(root: Path) -> Plausibility:
    """Give what tells whether a text is a policy; nothing of it where words.yml cannot be read: `check` says why."""
    try:
        return Plausibility(load_words(root))
    except (ContributorError, ValueError):
        return Plausibility(Words((), ()))
