"""What a single line of plain text says of being a heading: its form, its words, its length.

No single sign makes a heading: each sign adds or takes away, and a line is one where the sum reaches a threshold. The
numbers are small integers set by hand; what each sign means is said beside it.
"""

from __future__ import annotations

import re
from itertools import pairwise

from generator.formats.abbreviations import COMPANY_FORMS, COMPANY_INITIALS
from generator.formats.lines import Line
from generator.formats.wordset import word_set

CERTAIN = 99  # markup says so
NEVER = -99
LONGEST = 170  # characters; a longer line is a paragraph whatever it looks like
_MOST_WORDS = 26
_NO_TITLE = 12  # below what any other signs add
GOES_ON = (";", ",", "; and", "; or", ", and", ", or")  # ends of a list's items

NUMBERED = frozenset({"number", "parts", "roman", "letter", "word"})
_WORD = re.compile(r"[^\W\d_][\w’'\-]*")
_CONTACT = re.compile(
    r"@|^att(?:entio)?n\b\W|https?:|www\.|\w\.(?:com|org|net|io|eu|ch|de|fr)\b|\d[\d() .\-]{6,}\d|\d{5}"
)
_STREET = re.compile(
    r"(?<![\w-])\d+[\w/-]*,?\s+[A-Z]|\b[A-Z]{1,2}\d\w?\s*\d[A-Z]{2}\b|\b[A-Z]\d\d\s?[A-Z\d]{4}\b|[A-Z]\w+\s+\d+[\s,]"
    r"|\b(?:Street|Road|Avenue|Suite|Floor|P\.?O\.? Box)\b"
)
_COMPANY = re.compile(rf"\b(?:{'|'.join((*COMPANY_FORMS, *COMPANY_INITIALS))})\.?$")
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
_OPEN = re.compile(r"\b(?:and|or|the|an?|to|such as|includ(?:es?|ing)|following|as follows|for example)$")
_CONTROL = re.compile(
    r"(?:go|jump|return|skip|back) to\b|please\b|click\b|.*\bclick here\b|submit$"
    r"|(?:expand|collapse|show|hide|read|see|learn|view|accept) (?:all|more|less)\b",
    re.I,
)
# A line that is nothing but a link to another place of the page, or opens and shuts a part of it.
_JUMP = re.compile(
    r"(?:open|close|expand|collapse|show|hide)(?: (?:all|more|less))?\W*"
    r"|(?:go|jump|return|skip|back) (?:back |up )?to (?:the )?(?:top|main|contents?|start|beginning)\b.{0,30}",
    re.I,
)
# A line that is nothing but what one clicks, or a cell that answers.
_BUTTON = re.compile(
    r"(?:(?:expand|collapse|show|hide|read|see|learn|view|accept|reject|load)(?: (?:all|more|less))?"
    r"|yes|no|n/?a|none|open|close|menu|search|top|next|previous|print|download|submit|send(?: a)? message|get started"
    r"|contact sales|register now|sign (?:in|up)|log ?in|click here)\W*",
    re.I,
)
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
_ANSWERED = re.compile(r"\? \w")  # a question with its answer on the same line
_NAMES = re.compile(r"\b(?:privacy|data protection|cookies?) (?:and \w+ )?(?:policy|notice|statement)\b", re.I)
_LAST_COLUMNS = word_set("description descriptions country purpose purposes duration example examples expiry details")
_LEGAL = frozenset({"legal", "lawful"})
# What the columns of a policy's tables are called; their titles run together when a table is flattened to text.
_COLUMNS = word_set(
    "purpose purposes description descriptions category categories type types basis bases retention recipient"
    " recipients company provider service location country duration name period example examples reason reasons"
    " data entity right rights area location website source sources content method processing cookie disclosure party"
    " vendor expiry term content date topic shared collected details"
)
_LEADER = re.compile(r"(?:[.] ?|…){4}\W*\d{0,4}$")  # the dots to a page's number in a table of contents
# Cells whose items a converter has run together: "None • None", "Agreements1. Training"; or with tabs between.
_CELLS = re.compile(r"\S\t|\S\s*[•●▪■‣⁃]\s|[a-z*]\s?\* |[a-z]\d\.\s|\w (?:None|N/A|Yes|No)$")


def line_sign(unit: Line, times: int) -> int:
    """What the line itself says, when its words stand in ``times`` lines of the document."""
    if unit.kind == "hash" or (unit.ruled in ("=", "-", "~") and len(unit.text) <= LONGEST):
        return CERTAIN
    words = unit.words
    count = words.count(" ") + 1
    if len(unit.text) > LONGEST or count > _MOST_WORDS or unit.quoted:
        return NEVER
    if not unit.marker and _BUTTON.fullmatch(words):
        return -_NO_TITLE
    letters = _WORD.findall(words)
    if not letters or words.endswith(GOES_ON) or leads_to_page(unit):
        return NEVER
    title = _is_title(letters)
    total = _ending(unit, words, count, title)
    total += 1 if count <= 6 else 0 if count <= 12 else -1 if count <= 18 else -2
    if words[0].islower():
        total -= 5
    if unit.kind in NUMBERED:
        total += 3 if unit.kind == "word" else 2
        if unit.bare:
            total -= 4  # a number without a point: of a house, unless a series of them says otherwise
    elif unit.kind == "bullet":
        total -= 4
    if title:
        total += 2
    if words.isupper() and len(words) > 3:
        total += 2
    if words[0] == "(" and words[-1] == ")":
        total -= 4  # an aside
    if _BOLD.match(words):
        total += 3
    if unit.last == ":" and times > 2:
        total -= 3  # a label that stands before each of several lists
    return total + _content(unit, words, letters, times)


def _ending(unit: Line, words: str, count: int, title: bool) -> int:
    """A question is a heading; a sentence is not, except a short one that is numbered or in title case."""
    last = unit.last
    if last == "?":
        return 3
    if last == ":":
        return -2
    if last == "!" and count <= 4:
        return 0
    if last in ".!" and not words.endswith("etc."):
        short = count <= 8 and (unit.kind in NUMBERED or title) and not _VERB.search(words)
        return -3 if short else -6
    return 0


def _content(unit: Line, words: str, letters: list[str], times: int) -> int:
    """What the words tell: addresses, dates, table heads and statements are no headings; questions are."""
    if unit.last == "?":
        return 0
    total = 0
    if _CONTACT.search(words):
        total -= 4
    elif (unit.bare or not unit.marker) and _STREET.search(words):
        total -= 5
    if _COMPANY.search(words) and not unit.marker:
        total -= 4
    if _DATED.match(words):
        total -= 5
    if _is_table_head(letters, times) or (" " in words and _CELLS.search(words)):
        total -= 5
    if "?" in words and _ANSWERED.search(words):
        total -= 4
    if _LABEL.match(words) and unit.last != ":" and not _is_title(letters):
        total -= 3
    if _ASKS.match(words):
        total += 1
    elif _STATES.match(words):
        total -= 2
    if _LEADS_IN.search(words):
        total -= 2
    if _VERB.search(words):
        total -= 2
    if _CONTROL.match(words) and not unit.marker:
        total -= 4
    return total


def _is_title(letters: list[str]) -> bool:
    """Title case: the words that carry meaning start with capitals."""
    carrying = [word for word in letters if word.lower() not in _SMALL]
    capital = sum(word[0].isupper() for word in carrying)
    every = len(letters) >= 2 and all(word[0].isupper() for word in letters)
    return every or (len(carrying) >= 2 and capital * 10 >= len(carrying) * 7)


def leads_to_page(unit: Line) -> bool:
    """Whether a line is an entry of a table of contents, with dots to the number of a page."""
    return ("...." in unit.text or ". . . ." in unit.text or "…" in unit.text) and _LEADER.search(unit.text) is not None


def is_jump(unit: Line) -> bool:
    """Whether a line is nothing but a link to another place of the page, as "Back to top", or opens a part of it."""
    plain = len(unit.text) <= LONGEST and unit.kind != "hash" and not unit.ruled
    return plain and _JUMP.fullmatch(unit.words) is not None


def is_no_name(unit: Line) -> bool:
    """Whether a line is an address, the name of a company, something that one clicks, or goes on in the next line."""
    signs = (_CONTACT, _STREET, _COMPANY, _OPEN)
    return any(sign.search(unit.words) for sign in signs) or _CONTROL.match(unit.words) is not None


def is_title(unit: Line) -> bool:
    """Whether a line is in title case."""
    return _is_title(_WORD.findall(unit.words))


def names_policy(unit: Line) -> bool:
    """Whether a line names a privacy policy, as a document's own title does."""
    return _NAMES.search(unit.text) is not None


def is_table_head(unit: Line) -> bool:
    """Whether a line holds the titles of a table's columns."""
    return _is_table_head(_WORD.findall(unit.words), 1)


def _is_table_head(letters: list[str], times: int) -> bool:
    """Column titles in a row, as in "Type of information Purpose": names of columns that nothing joins."""
    if len(letters) < 2 or sum(word.lower() in _COLUMNS for word in letters) < 1 + (len(letters) > 2):
        return False
    pairs = list(pairwise(letters))
    if len(letters) > 2 and all(word.lower() in _COLUMNS for word in letters):
        return True
    if letters[-1][0].isupper() and letters[-1].lower() in _LAST_COLUMNS and letters[-2].lower() not in _SMALL:
        return True
    if any(b[0].isupper() and b.lower() in _COLUMNS | _LEGAL and a.islower() and a not in _SMALL for a, b in pairs):
        return True
    return times > 2 or any(a.lower() == b.lower() for a, b in pairs)


def is_text(unit: Line, form: int) -> bool:
    """A unit that can stand below a heading: a paragraph, a long item, or a short line that is no title at all."""
    if len(unit.text) > 110 or unit.last == ":":
        return True
    states = form <= -2 and unit.text[-1].isalpha() and _STATES.match(unit.words) is not None
    long = len(unit.text) > 20 or unit.last != unit.text[-1]  # Chinese says much in few letters
    return long and (unit.last in ".!;" or states)
