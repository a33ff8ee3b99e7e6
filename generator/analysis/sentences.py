"""Cut a clause into statements: the sentences that patterns are held against, with their place in the text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import zip_longest
from typing import Final

from generator.analysis.answers import ANSWER, answered
from generator.analysis.folding import fold, match_text
from generator.analysis.tables import rows_of, said_of_row
from generator.analysis.titles import after_title, is_title, lists_contents, names_only
from generator.formats.abbreviations import ABBREVIATIONS, AT_THE_END, COMPANY_FORMS, COUNTRIES, OPENERS
from generator.model import Clause, Span

_ABBREVIATION = re.compile(rf"\b(?:{'|'.join(ABBREVIATIONS)}|(?:[a-z]\.)+[a-z]|[a-z])\.$", re.I)
# These end a sentence when a capital follows ("... of Example Inc. We collect ...").
_AT_THE_END = re.compile(rf"\b(?:{'|'.join((*COMPANY_FORMS, *AT_THE_END))})\.$", re.I)
# Only the first mark of a row is tried: each of ten thousand dots would look at all that follow. Like the patterns
# below it begins with the characters that it is about, so that all others are passed over quickly.
_END = re.compile(r"[.!?\n](?:(?<=[.!?])(?<![.!?][.!?])[.!?]*[\"')\]\u2019\u201d]*(?=\s|$)|(?<=\n)[ \t]*\n)")
_COUNTRY = re.compile(rf"\b(?:{'|'.join(COUNTRIES)})\.$", re.I)
_OPENER = re.compile(rf"[\"'(\[\u201c\u2018]*(?:{'|'.join(OPENERS)})\b", re.I)
_WORD = re.compile(r"\w")
_NEXT = re.compile(r"[\"'(\[\u201c\u2018]*(?:[a-z0-9]|[(,;])")
_ENUMERATED = re.compile(r"^\s*\(?(?:\d{1,3}|[a-z]{1,4})[.)]\s*$")

#: A sentence of more characters, the introduction of its list included, is not matched. The longest of 23,000 real ones
#: has 2,047; what is longer is a text that has lost the ends of its sentences, and a part of it proves nothing.
SENTENCE_LIMIT: Final = 5_000


@dataclass(frozen=True, slots=True)
class Statement:
    """One sentence, or one list item read together with the introduction of its list, as a cell with its header.

    ``match`` is the match text that patterns see, the lead's included; the sentence's own begins at its offset
    ``own``. ``start`` and ``end`` are the sentence's own in the text; where that is too little to quote, the quote is
    ``around`` it. A question that the text answers at once with a plain yes or no is the statement that this makes;
    then ``end`` includes the answer. A ``title`` is no sentence: a line of its own, or the name of what follows it. A
    ``heading`` of the document may be a sentence as well. Where the sentence introduces a list, ``first`` is the offset
    at which the list's first item ends, else 0: without it the introduction says little.
    """

    match: bytes
    start: int
    end: int
    lead: Span | None = None
    own: int = 0
    around: tuple[int, int] | None = None
    title: bool = False
    heading: bool = False
    first: int = 0


def split(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Return the sentences of a text between two offsets, as (start, end), without space around them."""
    return [(start + left, start + right) for left, right in _sentences(text[start:end])]


@lru_cache(maxsize=8_192)  # topics, practices and readability ask for the same sentences, one after the other
def _sentences(text: str) -> tuple[tuple[int, int], ...]:
    end = len(text)
    found, at, wordless = [], 0, 0  # from ``at`` to ``wordless`` no word was found
    for mark in _END.finditer(text):
        stop = mark.end() if text[mark.start()] != "\n" else mark.start()
        if text[mark.start()] != "\n" and not _ends_sentence(text, at, mark.start(), mark.end(), end):
            continue
        if _WORD.search(text, wordless, stop):
            found.append(_trim(text, at, stop))
            at = mark.end()
        wordless = max(at, stop)
    if _WORD.search(text, wordless, end):
        found.append(_trim(text, at, end))
    return tuple(found)


def _ends_sentence(text: str, at: int, stop: int, after: int, end: int) -> bool:
    """Say whether the mark at ``stop`` ends a sentence, and not an abbreviation, a list number or a quoted question."""
    if text[stop] != ".":
        return after - stop == 1 or not text[after : min(end, after + 40)].lstrip()[:1].islower()
    if stop - at < 10 and _ENUMERATED.match(text[at : stop + 1]):
        return False
    before, following = text[max(at, stop - 12) : stop + 1], text[after : min(end, after + 40)].lstrip()
    if not following:
        return True
    if following[0] in ":;,":  # "Acorn Ltd. : 12 Walnut Street"
        return False
    if _AT_THE_END.search(before):
        return not _NEXT.match(following)
    if _COUNTRY.search(before):
        return not _NEXT.match(following) and _OPENER.match(following) is not None
    return not _ABBREVIATION.search(before)


def _trim(folded: str, start: int, end: int) -> tuple[int, int]:
    while start < end and folded[start].isspace():
        start += 1
    while end > start and folded[end - 1].isspace():
        end -= 1
    return start, end


# "Sale of personal data: No": a name of an act with a plain no.
_NO_VALUE = re.compile(r"((?!(?:is|are|do|does|will|can|we|you) )[a-z][^:.;?!|]{3,80}): (?:no|none|never)[.!]?")
_AHEAD = re.compile(r"\b(?:follow(?:ing|s)|below|these|such as|for example|includ(?:e|es|ing))\b")
_MARKER = re.compile(r"\s*(?:[^\w\s\"'(]+\s+|\(?(?:\d{1,3}|[a-z]|[ivx]{1,4})[.)]\s+)+")


# An item that is a sentence, and introductions that go on with sentences: "in these cases: we are taken over".
_SENTENCE: Final = re.compile(rb"\W*(?:we|you|they)\b")
_TAKES_SENTENCES: Final = re.compile(
    rb"\b(?:that|if|when|where|how|what|which|whether|unless|because|cases|circumstances|situations|events|instances"
    rb"|occasions|conditions|ways|examples?|follows|following)\W*$"
)


def says_by_itself(statement: Statement) -> bool:
    """Tell whether an item does not go on with what its list's introduction says, but is a sentence of its own.

    "We use these types of cookies: we may also work with partners to show ads" says of cookies nothing.
    """
    item = _SENTENCE.match(statement.match, statement.own)
    return item is not None and not _TAKES_SENTENCES.search(statement.match, 0, statement.own)


def statements(
    text: str,
    folded: str,
    clause: Clause,
    *,
    question: Span | None = None,
    lead: Span | None = None,
    broken: Span | None = None,
) -> Iterator[Statement]:
    """Yield the statements of a clause in order. ``folded`` is ``fold(text)`` of the whole document.

    ``question`` stands right before the clause, which may answer it. ``lead`` introduces the clause where it has no
    introduction of its own, ``broken`` its list where that has none.
    """
    if question is not None:
        yield from _answering(folded, question, split(text, clause.start, clause.end))
    above = clause.lead if clause.lead and _introduces(clause.lead.text) else lead
    if rows := rows_of(clause):
        for row in rows:
            yield from _row(text, folded, row, rows[0] if row is not rows[0] else [])
        return
    at, leading = clause.start, above
    for item in clause.items:
        if item.start > at:
            line = max(at, text.rfind("\n", at, item.start) + 1)
            marked = _MARKER.fullmatch(folded, line, item.start)
            spans = split(text, at, line if marked else item.start)
            yield from _introducing(_plain(text, folded, spans, above), item)
            if spans:
                last = Span(text[spans[-1][0] : spans[-1][1]], *spans[-1])
                leading = last if _introduces(last.text) else above or broken
        yield from _plain(text, folded, split(text, item.start, item.end), leading, clause.start)
        at = max(at, item.end)
    yield from _plain(text, folded, split(text, at, clause.end), above)


def _introducing(found: Iterator[Statement], item: Span) -> Iterator[Statement]:
    """Yield statements, and say of one that ends with a colon right before an item where that ends."""
    for statement in found:
        opens = statement.match.endswith(b":") and statement.end <= item.start
        yield replace(statement, first=item.end) if opens else statement


def of_heading(folded: str, heading: Span) -> Statement:
    """Return a heading that is a sentence, as a statement."""
    own = _own(folded, heading.start, heading.end).encode("ascii")
    return Statement(own, heading.start, heading.end, heading=True)


def _introduces(sentence: str) -> bool:
    """Tell whether a sentence leads to a list: one that is complete and does not point ahead introduces nothing."""
    if len(sentence) > SENTENCE_LIMIT:
        return True
    return not sentence.rstrip().endswith((".", "!", "?")) or _AHEAD.search(fold(sentence)) is not None


def _intro(lead: str) -> str:
    """Give the introduction's words up to its colon; what follows the colon in the same sentence is its first item."""
    head, colon, _ = lead.rstrip(";:- ").partition(": ")
    return head if colon else lead.rstrip(";:- ")


def _plain(
    text: str, folded: str, spans: list[tuple[int, int]], lead: Span | None, around: int | None = None
) -> Iterator[Statement]:
    """Yield the statements of some sentences; the first is read together with the introduction of its list, if any.

    A quote that needs its introduction may reach back to ``around``. Without an introduction that is too long its
    first sentence might be read as its opposite, and is left out.
    """
    if lead and lead.end - lead.start > SENTENCE_LIMIT:
        spans, lead = spans[1:], None
    intro = _intro(match_text(folded[lead.start : lead.end])) + " " if lead else ""
    for number, (start, end) in enumerate(spans):
        own = _own(folded, start, end)
        if own.endswith("?"):
            stop = spans[number + 1][1] if number + 1 < len(spans) else end
            if answer := answered(own, folded, end, stop):
                yield Statement(answer, start, stop)
            continue
        before = intro if number == 0 else ""
        if (denied := _NO_VALUE.fullmatch(own)) and not before:
            yield Statement(f"there is no {denied[1]}.".encode("ascii"), start, end)
            continue
        if (behind := after_title(text, start, end)) > start:
            start, own = behind, _own(folded, behind, end)
        wide = (lead.start, end) if before and lead and around is not None and around <= lead.start else None
        named = not text[start].islower() and (not before or len(spans) > 1) and names_only(text[start:end], own)
        named = named or (len(spans) == 1 and lists_contents(before))
        match = (before + own).encode("ascii")
        yield Statement(match, start, end, lead if before else None, len(before), wide, named)


def _own(folded: str, start: int, end: int) -> str:
    """Return a sentence's match text, without the marker of a list item."""
    marker = _MARKER.match(folded, start, end)
    return match_text(folded[marker.end() if marker else start : end])


def _answering(folded: str, question: Span, spans: list[tuple[int, int]]) -> Iterator[Statement]:
    """Yield the question before a clause, when the clause begins with its answer: the quote is the answer."""
    if spans and (answer := answered(_own(folded, question.start, question.end), folded, *spans[0])):
        start = spans[0][0]
        end = next((end for _, end in spans if len(folded[start:end].split()) > 2), spans[-1][1])
        yield Statement(answer, start, end, question, around=(question.start, end))


def _row(text: str, folded: str, row: list[Span], header: list[Span]) -> Iterator[Statement]:
    """Yield the cells of a row, each with the header of its column.

    A cell that is a plain no speaks of the whole row.
    """
    around = (row[0].start, row[-1].end)
    label = _own(folded, row[0].start, row[0].end)
    answers = [cell for cell in row[1:] if ANSWER.match(folded, cell.start, cell.end)]
    if answers and label.endswith("?"):
        if answer := answered(label, folded, answers[0].start, answers[0].end):
            yield Statement(answer, *around)
        return
    words = [[_own(folded, cell.start, cell.end) for cell in cells] for cells in (row, header)]
    if said_of := said_of_row(*words):
        yield from (Statement(said.encode("ascii"), *around) for said in said_of)
        return
    if any(_own(folded, cell.start, cell.end).startswith("no") for cell in answers):
        return
    named = is_title(label) and any(not is_title(_own(folded, cell.start, cell.end)) for cell in row[1:])
    for cell, head in zip_longest(row, header[: len(row)]):
        for statement in _plain(text, folded, split(text, cell.start, cell.end), head):
            yield replace(statement, around=around, title=statement.title or (named and cell is row[0]))
