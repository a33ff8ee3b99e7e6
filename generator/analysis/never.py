"""Say which sentences are never evidence, whatever they speak of: they name a thing, or send the reader elsewhere.

Each law is one shape of a sentence, and holds for every practice. Only a practice whose answer is a fact of the
document (a date, an address, a list) may stand on a line without a verb.
"""

from __future__ import annotations

import re
from typing import Final, Literal

from generator.analysis.judging import Match
from generator.analysis.sentences import Statement
from generator.analysis.titles import lists_contents

#: Why a sentence is no evidence: it is a title, it is an item in a list of documents or of their parts, it is what a
#: link says, it refers to another place for what it speaks of, or it breaks off before it says it.
Law = Literal["title", "contents", "label", "reference", "open"]

#: A longer sentence says more than where to read on, and a line of more words is no label.
_REFERRING: Final = 600
_LABEL_WORDS: Final = 9
# What a link or a button says: "Do Not Sell My Info", "Opt out here".
_LABEL: Final = re.compile(
    r"\W*(?:(?:do not|don't|opt(?:ing)? (?:out|in)|click|manage|delete|download|request|unsubscribe|learn|read|see|view"
    r"|visit|submit|exercise|update|edit|change|access|limit|withdraw|go to)\b|your (?:\w+ )?(?:choices|rights)\b)"
    r"[^.!?:;,]*"
)
# An introduction whose item is missing: "You have the right to:".
_OPEN: Final = re.compile(
    r"\b(?:with|to|from|by|of|for|about|on|and|or|in|as|that|when|if|including|includes?|are|is) ?:\W*$"
)
# A document, or a part of one; where a reader only learns more, any page will do.
_DOCUMENT: Final = re.compile(
    r"(?:\b(?:sections?|paragraphs?|chapters?|appendi(?:x|ces)|annex(?:es)?|schedules?|polic(?:y|ies)|notices?"
    r"|statements?|addend(?:um|a)|supplements?|agreements?|terms|faqs?|questions and answers|below|above)\b|\")"
)
_PAGE: Final = re.compile(_DOCUMENT.pattern + r"|\b(?:articles?|help cent(?:er|re)|documents?|here)\b")
_TOLD: Final = (
    r"(?:(?:more|further|additional|detailed|full|complete|other|specific|any|an?|the) )*"
    r"(?:information|details?|descriptions?|explanations?|instructions)\b"
)
_LEARN: Final = (
    rf"(?:learn|know|read|find out|discover|understand|see|find|get|obtain) (?:{_TOLD}|more|about|how|what|which|why)\b"
)
_WISHES: Final = r"if you (?:would like|want|wish|need) to"
_SENDS: Final = re.compile(
    rf"\W*(?:(?P<wish>(?:for (?:{_TOLD}|more|how)|in order to|to|{_WISHES})\b"
    r"(?:(?!, (?:we|you|they|it|this)\b| and to (?!learn|find|read|know))[^;:])+?),? "
    r"|(?P<case>(?:if|where|when|as|in)\b[^,;:]*, ))?"
    r"(?:(?:please|also|kindly|feel free to|you (?:can|may|should|will|could)"
    r"|we (?:encourage|invite|advise|recommend|ask) (?:that )?you(?: to)?) )*"
    rf"(?:(?P<learn>{_LEARN}|{_TOLD} (?:can|may|is|are)\b)"
    r"|(?P<place>visit|go to)\b|(?:see|refer to|consult|review|read|check(?: out)?|look at|turn to)\b"
    r"(?!,| (?:and|or)\b))"
)
_TO_LEARN: Final = re.compile(rf"(?:for|(?:in order )?to|{_WISHES}) (?:{_TOLD}|more|{_LEARN})")
_ABOUT: Final = re.compile(
    rf"\b(?:(?:for|with) {_TOLD}|to {_LEARN}|(?:about|regarding|on) (?:how|the|what|your|our)"
    r"|for (?:how|what|why)|how)\b"
)
# "Section 7 describes how we share it", and "how we share it is described in section 7".
_TELLS: Final = (
    r"(?:describe|explain|outline|detail|summari[sz]e|disclose|discusse?|inform|tell)s?(?: you)?\b"
    r"|sets? (?:out|forth)\b"
    rf"|(?:contain|provide|give|offer)s?(?: you)?(?: with)? {_TOLD}"
)
_IS_TOLD: Final = re.compile(
    r"\b(?:is|are|can be|may be) (?:(?:also|further) )?(?:(?:found|available|described|explained|set (?:out|forth)"
    r"|outlined|detailed|provided|given|covered) )?(?:in|at|on|under|by|below|above|here)\b"
)
_SUBJECT: Final = re.compile(rf"\W*(?:how|what|which|the way|(?:the )?{_TOLD})\b")
_DOCUMENT_ACTS: Final = re.compile(
    rf"\W*(?:(?:this|the|our|a|each|these) )?(?:[\w&'\"()]+ ){{0,5}}?{_DOCUMENT.pattern}"
    rf"(?:(?! (?:how )?(?:we|you) (?!use|collect|share))[\w&'\"() ]){{0,60}}? (?:{_TELLS})"
)
# "This section informs residents of Ohio" is a part for these people.
_FOR_PEOPLE: Final = re.compile(
    r"\W*this\b.*\b(?:residents|individuals|people|persons|consumers|citizens|users|visitors)\b(?! of (?:this|our|the))"
)
# What stands before a colon names what follows.
_TITLED: Final = re.compile(r"[^:.;]{3,80}: ")
# What follows says something by itself, or how to do it here and now.
_GOES_ON: Final = re.compile(
    r"; |,? (?:and|but) (?:we|you|they)\b|\bby (?!read|review|consult|visit|see)(?:e ?mail|\w+ing)\b"
    r"|\b(?:and|or) (?:click|e ?mail us|call|contact|write to|use (?:the|our|your)|submit|visit)\b"
    r"|\b(?:through|via|using) [^.;]{0,30}\b(?:links?|settings|buttons?|forms?|icons?|portal|tools?)\b"
)


def law_against(statement: Statement, match: Match, *, fact: bool = False) -> Law | None:
    """Say which law keeps a statement from being evidence of what was matched in it, if any does.

    ``fact`` says that the practice's answer is a fact of the document.
    """
    text = statement.match.decode("ascii")
    own = text[statement.own :]
    if statement.title and statement.own and lists_contents(text[: statement.own]):
        return "contents"
    if fact:
        return None
    if statement.title:
        return "title"
    if not statement.own and _is_label(own):
        return "label"
    start, end = max(0, match.start - statement.own), match.end - statement.own
    breaks_off = None if statement.first or ":" not in own else _OPEN.search(own)
    if breaks_off and end >= breaks_off.start():
        return "open"
    return "reference" if _refers(own, start, end) else None


def _is_label(own: str) -> bool:
    """Tell whether a line is what a link or a button says: an order of a few words, without an end mark."""
    return len(own.split()) <= _LABEL_WORDS and _LABEL.fullmatch(own) is not None


def _refers(own: str, start: int, end: int) -> bool:
    """Tell whether a sentence only says where to read of what is matched between two offsets of it."""
    if len(own) > _REFERRING:
        return False
    refers = _sends(own, start, end) or _is_described(own, start) or _describes(own, end) or _names(own, end)
    return refers and _GOES_ON.search(own) is None


def _names(own: str, end: int) -> bool:
    """Tell whether what ends at an offset is only named there: "Sale of data: please see section 4"."""
    titled = _TITLED.match(own)
    if titled is None or end > titled.end():
        return False
    return _SENDS.match(own, titled.end()) is not None and _DOCUMENT.search(own, titled.end()) is not None


def _sends(own: str, start: int, end: int) -> bool:
    """Tell whether a sentence sends the reader to a document for it: "To learn how we share it, see Section 5"."""
    sends = _SENDS.match(own)
    if sends is None:
        return False
    wish = sends["wish"] or ""
    learns = bool(sends["learn"] or _TO_LEARN.match(wish))
    if not (_PAGE if learns else _DOCUMENT).search(own, sends.end()):
        return False
    if sends["place"] and not learns:
        return False  # "To delete it, go to the section My Account": what is done there is said
    if start < sends.end("case"):
        return False  # "If you live in Ohio, see Section 5" says that there is a part for these people
    if wish and start < sends.end():
        return True
    return bool(sends["learn"] or _ABOUT.search(own, sends.end(), end))


def _is_described(own: str, start: int) -> bool:
    """Tell whether a sentence says that it is described in a document: "How we share it is set out in our notice"."""
    told = _IS_TOLD.search(own, start) if _SUBJECT.match(own) else None
    return told is not None and _PAGE.search(own, told.start()) is not None


def _describes(own: str, end: int) -> bool:
    """Tell whether a sentence says that a document describes it: "Section 7 explains how we share it"."""
    acts = None if _FOR_PEOPLE.match(own) else _DOCUMENT_ACTS.match(own)
    return acts is not None and acts.end() < end
