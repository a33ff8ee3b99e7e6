"""Which units of a plain text are headings: by their own form, by their neighbours, and by their series.

No single sign makes a heading: each sign adds or takes away, and a line is one where the sum reaches a threshold. The
numbers are small integers set by hand; what each sign means is said beside it.
"""

from __future__ import annotations

import re

from generator.formats.lines import Line, value

_THRESHOLD = 4
_LONGEST = 170  # characters; a longer line is a paragraph whatever it looks like
_MOST_WORDS = 26

_WORD = re.compile(r"[^\W\d_][\w’'\-]*")
_CONTACT = re.compile(r"@|https?:|www\.|\.(?:com|org|net|io|eu)\b|\+?\d[\d() .\-]{6,}\d|\d{5}")
_DATED = re.compile(
    r"(?:(?:this|last|date|effective|updated?|revised|modified|version|posted|published|entry)\b.{0,60}?\d)"
    r"|.{0,40}\b(?:19|20)\d\d\W*$",
    re.I,
)
_ASKS = re.compile(r"(?:what|who|whom|whose|how|why|when|where|which|do|does|is|are|can|will|should|may|am|have|has)\b", re.I)
_STATES = re.compile(
    r"(?:we|you|i|it|they|if|please|this|these|those|there|note|see|click|for (?:more|further|any|example|instance)|as|by|in|to learn|and|or|but|however|that|such|all)\b",
    re.I,
)
_LEADS_IN = re.compile(r"\b(?:following|includ(?:es?|ing)|below|such as|as follows|for example|e\.g)\b", re.I)
_VERB = re.compile(r"\b(?:we|you|they|it|this|which|that) (?:will|may|can|do|are|is|have|must|should|has|would|might|cannot)\b|\b(?:is|are|was|were|has|have|will|shall|must) (?:not|be|been|the|a|an|made|used|responsible|required|committed|entitled)\b", re.I)
_SMALL = frozenset(
    "a an and any are as at be by for from has have if in into is it its not of on or our own per she that the their these they this"
    " to under upon us via vs we with within without you your we’ll you’re".split()
)
_BOLD = re.compile(r"(\*\*|__)(?=\S).*(?<=\S)\1:?$")


def find_headings(units: list[Line]) -> dict[int, int]:
    """The units that are headings, with how many signs speak for each (a large number where markup says it)."""
    contents = _contents(units)
    sums = [_sum(units, at) if at not in contents else 0 for at in range(len(units))]
    found = {at: total for at, total in enumerate(sums) if total >= _THRESHOLD}
    return _by_series(units, sums, found)


def _sum(units: list[Line], at: int) -> int:
    unit = units[at]
    if unit.kind == "hash" or unit.ruled in ("=", "-", "~") and len(unit.text) <= _LONGEST:
        return 99
    words = unit.words
    count = words.count(" ") + 1
    if len(unit.text) > _LONGEST or count > _MOST_WORDS or unit.quoted:
        return 0
    return _form(unit, words, count) + _neighbours(units, at)


def _form(unit: Line, words: str, count: int) -> int:
    """What the line itself says."""
    last = words[-1]
    letters = _WORD.findall(words)
    if not letters:
        return -9
    total = 0
    if words[0].islower():
        total -= 5
    if last == "?":
        total += 3
    elif last in ".!":
        total -= 3 if unit.kind in ("number", "parts", "roman", "word") and count <= 8 else 6
    elif last in ";,":
        total -= 9
    elif last == ":":
        total -= 2
    if unit.kind in ("number", "parts", "roman", "letter"):
        total += 2
    elif unit.kind == "word":
        total += 3
    elif unit.kind == "bullet":
        total -= 4
    if _is_title(letters):
        total += 2
    if words.isupper() and len(words) > 3:
        total += 2
    if _BOLD.match(words):
        total += 3
    total += 1 if count <= 6 else 0 if count <= 12 else -1 if count <= 18 else -2
    if last != "?":
        if _CONTACT.search(words):
            total -= 4
        if _DATED.match(words):
            total -= 5
        if _ASKS.match(words):
            total += 1
        elif _STATES.match(words):
            total -= 2
        if _LEADS_IN.search(words):
            total -= 1
        if _VERB.search(words):
            total -= 2
    return total


def _is_title(letters: list[str]) -> bool:
    """Title case: the words that carry meaning start with capitals."""
    carrying = [word for word in letters if word.lower() not in _SMALL]
    capital = sum(word[0].isupper() for word in carrying)
    return len(carrying) >= 2 and capital * 10 >= len(carrying) * 7


def _neighbours(units: list[Line], at: int) -> int:
    """What the lines before and after say: a heading stands above text and does not stand in a run of short lines."""
    unit = units[at]
    after = units[at + 1] if at + 1 < len(units) else None
    before = units[at - 1] if at else None
    if after is None:
        return -6
    total = 0
    if _is_text(after):
        total += 2
    elif after.kind == "bullet":
        total += 1
    elif not after.marker and len(after.text) < 60 and not _is_likely(after):
        total -= 1
    if before is None:
        total += 2
    elif not _is_text(before) and before.kind != "bullet" and not _is_likely(before) and not before.marker:
        total -= 1
    if unit.marker and unit.kind == after.kind and not _is_text(after) and value(after) == value(unit) + 1:
        total -= 3  # the next item of a list of short items
    if unit.gap and not after.gap and not unit.marker:
        total += 1  # set apart from what is above it
    elif not unit.gap and after.gap and before is not None:
        total -= 1
    return total


def _is_text(unit: Line) -> bool:
    """A unit that can stand below a heading: a paragraph or a long item."""
    return len(unit.text) > 110 or (len(unit.text) > 25 and unit.text[-1] in ".:!;" )


def _is_likely(unit: Line) -> bool:
    """A neighbour that looks like a heading itself."""
    return unit.kind == "hash" or unit.ruled == "=" or _form(unit, unit.words, unit.words.count(" ") + 1) >= 3


def _contents(units: list[Line]) -> set[int]:
    """The entries of a table of contents: three or more short lines in a run, each said again further down."""
    lasts = {unit.words.casefold(): at for at, unit in enumerate(units)}
    entries: set[int] = set()
    run: list[int] = []
    for at, unit in enumerate(units):
        if len(unit.text) <= _LONGEST and lasts[unit.words.casefold()] > at and unit.kind != "hash" and not unit.ruled:
            run.append(at)
            continue
        if len(run) >= 3:
            entries.update(run)
        run = []
    return entries


def _by_series(units: list[Line], sums: list[int], found: dict[int, int]) -> dict[int, int]:
    """Numbered lines that continue a series of headings are headings: "6. Profiling" after "5. Children's privacy"."""
    return found
