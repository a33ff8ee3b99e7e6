"""Which units of a plain text are headings: by their own form, by their neighbours, and by their series.

No single sign makes a heading: each sign adds or takes away, and a line is one where the sum reaches a threshold. The
numbers are small integers set by hand; what each sign means is said beside it.
"""

from __future__ import annotations

import re
from collections import Counter
from itertools import pairwise

from generator.formats.lines import Line, value
from generator.formats.wordset import word_set

_THRESHOLD = 2
_CERTAIN = 99  # markup says so
_NEVER = -99
_LONGEST = 170  # characters; a longer line is a paragraph whatever it looks like
_MOST_WORDS = 26

_NUMBERED = frozenset({"number", "parts", "roman", "letter", "word"})
_WORD = re.compile(r"[^\W\d_][\w’'\-]*")
_CONTACT = re.compile(r"@|https?:|www\.|\w\.(?:com|org|net|io|eu|ch|de|fr)\b|\d[\d() .\-]{6,}\d|\d{5}")
_STREET = re.compile(
    r"\d+[\w/-]*,?\s+[A-Z]|\b[A-Z]{1,2}\d\w?\s+\d[A-Z]{2}\b|[A-Z]\w+\s+\d+[\s,]"
    r"|\b(?:Street|Road|Avenue|Suite|Floor|P\.?O\.? Box)\b"
)
_COMPANY = re.compile(r"\b(?:Inc|Ltd|LLC|GmbH|AG|BV|B\.V|Limited|Corp|Corporation|S\.A|SAS|Pty|plc|LLP|AB|Oy|K\.K)\.?$")
_DATED = re.compile(
    r"\(?(?:this|last|date|effective|updated?|revised|modified|version|posted|published|entry)\b.{0,60}?\d"
    r"|.{0,40}\b(?:19|20)\d\d\W*$",
    re.I,
)
_ASKS = re.compile(
    r"(?:what|who|whom|whose|how|why|when|where|which|do|does|is|are|can|will|should|may|am|have|has)\b", re.I
)
_STATES = re.compile(
    r"(?:we|you|i|it|they|if|please|this|these|those|there|note|see|click|read"
    r"|for (?:more|further|any|example|instance)|as|by"
    r"|in (?:addition|order|the|this|some|case)|to learn|and|or|but|however|that|such|all)\b",
    re.I,
)
_LEADS_IN = re.compile(r"\b(?:following|includ(?:es?|ing)|below|such as|as follows|for example|e\.g)\b", re.I)
_VERB = re.compile(
    r"\b(?:we|you|they|it|this|which|that) (?:will|may|can|do|are|is|have|must|should|has|would|might|cannot)\b"
    r"|\b(?:is|are|was|were|has|have|will|shall|must) (?:not|be|been|the|a|an|made|used|required|entitled)\b",
    re.I,
)
_SMALL = word_set(
    "a an and any are as at be by for from has have if in into is it its not of on or our own per she that the their"
    " these they this to under upon us via vs we with within without you your"
)
_BOLD = re.compile(r"(?:\*\*|__)(?=\S).*(?<=\S)(?:\*\*|__):?$")
_LABEL = re.compile(r"\w+(?:\s\w+){0,5}:{1,2}\s+\S")
_NAMES = re.compile(r"\b(?:privacy|data protection|cookies?) (?:and \w+ )?(?:policy|notice|statement)\b", re.I)
_LAST_COLUMNS = word_set("description descriptions country purpose purposes duration examples expiry")
_LEGAL = frozenset({"legal", "lawful"})
# What the columns of a policy's tables are called; their titles run together when a table is flattened to text.
_COLUMNS = word_set(
    "purpose purposes description descriptions category categories type types basis bases retention recipient"
    " recipients company provider service location country duration name period example examples reason reasons"
    " data entity right rights area source sources content method processing cookie disclosure party vendor expiry"
)


def find_headings(units: list[Line]) -> frozenset[int]:
    """The units that are headings, by their place in ``units``."""
    contents = _contents(units)
    repeated = Counter(unit.words for unit in units if len(unit.text) <= _LONGEST)
    forms = [_form(unit, repeated) for unit in units]
    alone = _in_runs(units, forms)
    sums = [
        _NEVER
        if at in contents
        else form
        if form in (_CERTAIN, _NEVER)
        else form + alone[at] + _neighbours(units, forms, at)
        for at, form in enumerate(forms)
    ]
    return _by_series(units, sums, contents)


def _form(unit: Line, repeated: Counter[str]) -> int:
    """What the line itself says."""
    if unit.kind == "hash" or (unit.ruled in ("=", "-", "~") and len(unit.text) <= _LONGEST):
        return _CERTAIN
    words = unit.words
    count = words.count(" ") + 1
    if len(unit.text) > _LONGEST or count > _MOST_WORDS or unit.quoted:
        return _NEVER
    letters = _WORD.findall(words)
    if not letters or words[-1] in ";,":
        return _NEVER
    title = _is_title(letters)
    total = _ending(unit, words, count, title)
    total += 1 if count <= 6 else 0 if count <= 12 else -1 if count <= 18 else -2
    if words[0].islower():
        total -= 5
    if unit.kind in _NUMBERED:
        total += 3 if unit.kind == "word" else 2
        if unit.bare:
            total -= 4  # a number without a point: of a house, unless a series of them says otherwise
    elif unit.kind == "bullet":
        total -= 4
    if title:
        total += 2
    if words.isupper() and len(words) > 3:
        total += 2
    if _BOLD.match(words):
        total += 3
    if words[-1] == ":" and repeated[words] > 2:
        total -= 3  # a label that stands before each of several lists
    return total + _content(unit, words, letters, repeated[words])


def _ending(unit: Line, words: str, count: int, title: bool) -> int:
    """A question is a heading; a sentence is not, except a short one that is numbered or in title case."""
    last = words[-1]
    if last == "?":
        return 3
    if last == ":":
        return -2
    if last == "!" and count <= 4:
        return 0
    if last in ".!" and not words.endswith("etc."):
        short = count <= 8 and (unit.kind in _NUMBERED or title) and not _VERB.search(words)
        return -3 if short else -6
    return 0


def _content(unit: Line, words: str, letters: list[str], times: int) -> int:
    """What the words tell: addresses, dates, table heads and statements are no headings; questions are."""
    if words[-1] == "?":
        return 0
    total = 0
    if _CONTACT.search(words):
        total -= 4
    elif not unit.marker and _STREET.search(words):
        total -= 5
    if _COMPANY.search(words) and not unit.marker:
        total -= 4
    if _DATED.match(words):
        total -= 5
    if _is_table_head(letters, times):
        total -= 5
    if _LABEL.match(words) and not _is_title(letters):
        total -= 3
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
    every = len(letters) >= 2 and all(word[0].isupper() for word in letters)
    return every or (len(carrying) >= 2 and capital * 10 >= len(carrying) * 7)


def _is_table_head(letters: list[str], times: int) -> bool:
    """Column titles in a row, as in "Type of information Purpose": names of columns that nothing joins."""
    if len(letters) < 2 or sum(word.lower() in _COLUMNS for word in letters) < 1 + (len(letters) > 2):
        return False
    pairs = list(pairwise(letters))
    if letters[-1].lower() in _LAST_COLUMNS and letters[-2].lower() not in _SMALL:
        return True
    if any(b[0].isupper() and b.lower() in _COLUMNS | _LEGAL and a.islower() and a not in _SMALL for a, b in pairs):
        return True
    return times > 2 or any(a.lower() == b.lower() for a, b in pairs)


def _neighbours(units: list[Line], forms: list[int], at: int) -> int:
    """What the lines before and after say: a heading stands above text, and not below a colon."""
    unit = units[at]
    if at + 1 == len(units):
        return -6
    after = units[at + 1]
    before = units[at - 1] if at else None
    total = 0
    if _is_text(after, forms[at + 1]) or (forms[at + 1] < -2 and _is_table_head(_WORD.findall(after.words), 1)):
        total += 2
    elif after.kind == "bullet":
        total += 1
    elif (after.bare or not after.marker) and len(after.text) < 60 and forms[at + 1] < 1:
        total -= 1
    if (
        unit.kind == "bullet"
        and not after.marker
        and _is_text(after, forms[at + 1])
        and before
        and before.kind != "bullet"
    ):
        total += 3  # a bullet that stands alone above a paragraph lists nothing
    if at < 4 and _NAMES.search(unit.text):
        total += 4  # the document's own title
    if before is None:
        return total + (4 if unit.text[-1] in ".!" else 2)
    if before.text[-1] == ":" and not unit.marker:
        total -= 2  # what a colon announces
    if not before.marker and not _is_text(before, forms[at - 1]) and forms[at - 1] < 1:
        total -= 1
    if unit.gap and not after.gap and not unit.marker:
        total += 1  # set apart from what is above it
    elif not unit.gap and after.gap:
        total -= 1
    return total


def _is_text(unit: Line, form: int) -> bool:
    """A unit that can stand below a heading: a paragraph, a long item, or a short line that is no title at all."""
    if len(unit.text) > 110 or unit.text[-1] == ":":
        return True
    states = form <= -2 and unit.text[-1].isalpha() and _STATES.match(unit.words) is not None
    return len(unit.text) > 20 and (unit.text[-1] in ".!;" or states)


def _in_runs(units: list[Line], forms: list[int]) -> list[int]:
    """Of four or more short lines without text between, all but the last are rows, addresses or menus."""
    signs = [0] * len(units)
    first = 0
    for at in range(len(units) + 1):
        if (
            at < len(units)
            and forms[at] not in (_NEVER, _CERTAIN)
            and not _is_text(units[at], forms[at])
            and units[at].kind != "bullet"
        ):
            continue
        if at - first >= 4:
            signs[first + (first == 0) : at - 1] = [-3] * (at - 1 - first - (first == 0))
        first = at + 1
    return signs


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


def _by_series(units: list[Line], sums: list[int], contents: set[int]) -> frozenset[int]:
    """Lines that are numbered in one series are alike: all are headings, or none is."""
    found = {at for at, total in enumerate(sums) if total >= _THRESHOLD}
    for series in _series(units, contents):
        yes = sum(at in found for at in series)
        beside = sum(b == a + 1 for a, b in pairwise(series))
        if len(series) < 3 or beside * 2 >= len(series):
            if beside * 2 >= len(series) and yes < len(series):
                found.difference_update(at for at in series if sums[at] < _CERTAIN and not _heads(units, sums, at))
        elif yes * 10 >= len(series) * 6 or _counts_headings(units, sums, series):
            found.update(at for at in series if sums[at] > -8)
        elif yes * 4 <= len(series):
            found.difference_update(at for at in series if sums[at] < 8)
    return frozenset(found)


def _series(units: list[Line], contents: set[int]) -> list[list[int]]:
    """Runs of units whose numbers of one kind count on: 1, 2, 3; a new 1 starts a new run."""
    runs: list[list[int]] = []
    current: dict[str, list[int]] = {}
    for at, unit in enumerate(units):
        if unit.kind not in ("number", "roman", "letter") or at in contents:
            continue
        form = unit.kind + unit.marker[0] * (unit.marker[0] == "(") + (unit.marker[-1] if not unit.bare else "")
        run = current.get(form)
        if run and value(unit) == value(units[run[-1]]) + 1:
            run.append(at)
        else:
            current[form] = run = [at]
            runs.append(run)
    return runs


def _heads(units: list[Line], sums: list[int], at: int) -> bool:
    """Whether a unit is the title of the list that its own number opens: HTML to text steps number both in one row."""
    return value(units[at]) == 1 and sums[at] >= 5 and len(units[at + 1].text) > 110 and len(units[at].text) < 80


def _counts_headings(units: list[Line], sums: list[int], series: list[int]) -> bool:
    """Whether numbers without points count headings: 1, 2, 3 before short lines with text between."""
    first = units[series[0]]
    return first.bare and value(first) == 1 and all(sums[at] > -4 and units[at].text[-1] not in ".:" for at in series)
