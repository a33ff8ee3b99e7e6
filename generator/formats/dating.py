"""Finds the day that a policy gives itself: "Last updated: 22 July 2018". A day that can be read two ways is no day.

Such a word and the day stand in one line, or in two that adjoin. Both speak of the policy: not of a law, not of an
earlier version, and not of an entry in a list of changes.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Final

from generator.formats.day_names import Day, days_in, without_months

#: Characters at the beginning and at the end of a policy in which it speaks of its own date.
ENDS: Final = 2_500

# What a policy says before its date: of a change, which counts first, or of its beginning.
_CHANGED = re.compile(
    r"\b(?:(?P<en>updated?|modified|modification|revised|revision|amended|changed?|reviewed|edited)"
    r"|aktualisiert|geändert|änderung|mis(?:e|es)? à jour|modifiée?|actualizaci[óo]n|actualizad[oa]|modificaci[óo]n"
    r"|aggiornamento|aggiornat[oa]|atualização|atualizad[oa]|bijgewerkt|gewijzigd|uppdatera(?:d|des|t)|opdateret"
    r"|aktualizacj[ai]|zaktualizowan[aoey])\b",
    re.I,
)
_BEGAN = re.compile(
    r"\b(?:(?P<en>effective|in (?:force|effect)|into (?:force|effect)|dated?|version|posted|published|adopted|as of"
    r"|issued|status|established|formulated|enacted|valid (?:from|as of|since))|stand|gültig|in kraft|fassung vom"
    r"|en vigueur|en vigor|vigente|in vigore"
    r"|em vigor|versie|van kracht|gäller|gælder|gældende|obowiązuje|wersja)\b",
    re.I,
)
_LAW = re.compile(
    r"\b(?:acts?|laws?|directives?|regulations?|gdpr|ccpa|cpra|shield|statutes?|frameworks?|bill|treaty|dsgvo|rgpd)\b",
    re.I,
)
_POLICY = re.compile(r"\b(?:polic(?:y|ies)|notice|statement|document|page|terms)\b", re.I)
_TITLE = re.compile(
    r"\b(?:polic(?:y|ies)|notice|statement|agreement|terms(?: (?:and|&) conditions)?(?: of (?:use|service))?)\W{0,3}$",
    re.I,
)
_EARLIER = re.compile(
    r"\b(?:previous|prior|earlier|older|former|old|archived?|supersed\w+|replac\w+)\b[^,]{0,40}$"
    r"|\b(?:a|the) new (?:\w+ ){0,3}(?:becomes|will)\b.{0,40}$",
    re.I,
)
_LIMITS = re.compile(
    r"\b(?:until|before|after|prior to|expir\w+|through|between|registered|born|collected|ordered)\b.{0,25}$", re.I
)
_NOTHING = re.compile(
    r"\b(?:last|latest|this|the|our|privacy|policy|notice|statement|was|were|is|are|on|of|as|from|since|and|date|dates"
    r"|day|(?:mon|tues|wednes|thurs|fri|satur|sun)day|le|la|el|am|vom|ab|zuletzt|dernière|última|ultimo|del|laatst"
    r"|senast|senest|ostatnia|od|den|dne|dnia)\b",
    re.I,
)
_BEFORE_ENTRY = re.compile(r"[\W_]*(?:v(?:ersion)?\.? ?[\d.]+\W*)?$", re.I)
_BEFORE_CUE = re.compile(r"^\W*(?:last\b)?\W*", re.I)
_YEAR = re.compile(r"(?:19|20)\d\d")
_SENTENCE = re.compile(r"[.;!?] ")
_REACH = 45  # characters between such a word and the date
_TITLE_LINES = 6  # lines in which a title may bear a date
_LONGEST_LINE = 120  # characters of a line that is a date and what it is the date of
_LABEL = 60  # characters of a line that is the label of the next one


@dataclass(frozen=True, slots=True)
class Stated:
    """A date that stands in a text: the day (None where it can be read two ways) and the words that say it."""

    day: date | None
    words: str


@dataclass(frozen=True, slots=True)
class _Candidate:
    changed: bool
    stated: Stated


def stated(text: str) -> Stated | None:
    """The day that the policy gives itself, None where it gives none. Of several the last change counts."""
    text = re.sub(r"[^\S\n]", " ", text)
    ends = [text] if len(text) <= 2 * ENDS else [text[:ENDS], text[-ENDS:]]
    found = [one for at, end in enumerate(ends) for one in _candidates(end, at == 0)]
    for changed in (True, False):
        own = [one.stated for one in found if one.changed == changed]
        days = [one for one in own if one.day is not None]
        if days:
            return max(days, key=lambda one: one.day or date.min)
        if own:
            return own[0]
    return None


def is_date_line(line: str, *, marked: bool = False) -> bool:
    """Whether a line is a date, with or without the words that say what it is the date of.

    What markup names a heading (``marked``) must give a day; of other lines a month of a year is enough.
    """
    if len(line) > _LONGEST_LINE or not _YEAR.search(line):
        return False
    rest = line
    for day in reversed(list(days_in(line))):
        rest = f"{rest[: day.start]} {rest[day.end :]}"
    rest = rest if marked else without_months(rest)
    if rest == line:
        return False
    bare = _BEGAN.sub(" ", _CHANGED.sub(" ", rest))
    if bare == rest and _POLICY.search(rest):
        return False  # a title that bears its date
    return not re.search(r"[^\W\d_]{2,}", _NOTHING.sub(" ", bare))


def _candidates(text: str, beginning: bool) -> Iterator[_Candidate]:
    """The days of one end of a policy that speak of the policy itself."""
    lines = [line.strip() for line in text.split("\n") if line.strip()]
    days = [list(days_in(line)) for line in lines]
    entries = [
        bool(own) and _BEFORE_ENTRY.fullmatch(line[: own[0].start]) is not None
        for line, own in zip(lines, days, strict=True)
    ]
    for at, line in enumerate(lines):
        listed = entries[at] and any(entries[max(0, at - 2) : at] + entries[at + 1 : at + 3])
        for day in () if listed else days[at]:
            candidate = _judge(line, day, lines[at - 1] if at else "", beginning and at < _TITLE_LINES)
            if candidate is not None:
                yield candidate


def _judge(line: str, day: Day, above: str, in_title: bool) -> _Candidate | None:
    """What a day of a line says, where a word in its sentence, or in the line above it, makes it the policy's own."""
    begin = max((mark.end() for mark in _SENTENCE.finditer(line[: day.start])), default=0)
    before = line[begin : day.start]
    after = _SENTENCE.split(line[day.end : day.end + 120])[0]
    if _LIMITS.search(before) or _EARLIER.search(before):
        return None
    if _LAW.search(before + after) and not _POLICY.search(before):
        return None
    words = line[begin : day.end]
    for changed, cue in ((True, _CHANGED), (False, _BEGAN)):
        said = _last(cue, before)
        if said is None and not re.search(r"[^\W\d_]", before):
            said = _label(cue, above) or cue.match(_BEFORE_CUE.sub("", after))
            if said is not None and said.string is not above:
                words = f"{line[begin : day.end]}{after}"
            elif said is not None:
                words = f"{above} {words}"
        if said is not None:
            return _Candidate(changed, Stated(_day(day, said), " ".join(words.split())))
    if in_title and (_TITLE.search(before) or (not re.search(r"\w", before) and _TITLE.search(above))):
        return _Candidate(False, Stated(day.day, " ".join(words.split())))
    return None


def _last(cue: re.Pattern[str], before: str) -> re.Match[str] | None:
    """The last such word before a day, where it stands near enough."""
    found = list(cue.finditer(before))[-1:]
    return found[0] if found and len(before) - found[0].end() <= _REACH else None


def _label(cue: re.Pattern[str], above: str) -> re.Match[str] | None:
    """Such a word in the line above a day, where that line is short and ends with it, or is about nothing else."""
    found = _last(cue, above) if len(above) <= _LABEL else None
    return found if found is not None and not re.search(r"\d{4}|[.!?]$", above) else None


def _day(day: Day, said: re.Match[str]) -> date | None:
    """The day; where it can be read in two ways, the one that is usual in the language of the word before it."""
    if day.day is None and day.day_first is not None and said.group("en") is None:
        return day.day_first
    return day.day
