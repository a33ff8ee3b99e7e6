"""Say which sentences are never evidence, whatever they speak of: they name a thing, or send the reader elsewhere.

Each law is one shape of a sentence, and holds for every practice. Only a practice whose answer is a fact of the
document (a date, an address, a list) may stand on a line without a verb.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final, Literal

from generator.analysis.forms import noun_forms, verb_forms
from generator.analysis.judging import Match
from generator.analysis.sentences import Statement
from generator.analysis.titles import lists_contents
from generator.words import ReferringWords

#: Why a sentence is no evidence: it is a title, it is an item in a list of documents or of their parts, it is what a
#: link says, it refers to another place for what it speaks of, or it breaks off before it says it.
Law = Literal["title", "contents", "label", "reference", "open"]

#: A longer sentence says more than where to read on, and a line of more words is no label.
_REFERRING: Final = 600
_LABEL_WORDS: Final = 9
# What stands before a colon names what follows.
_TITLED: Final = re.compile(r"[^:.;]{3,80}: ")


class Laws:
    """Hold the laws as patterns, made of the words that words.yml has under ``referring``."""

    def __init__(self, words: ReferringWords) -> None:
        """Make the patterns. Without a list, what needs one of its words is nowhere."""
        one, nouns = _one_of, _nouns
        document = rf"(?:\b{nouns(words.documents)}\b|\")"
        told = rf"(?:{one(words.more)} )*{nouns(words.told)}\b"
        learn = rf"{one(words.learn)} (?:{told}|{one(words.learnt)})\b"
        wishes = rf"if you {one(words.wish)} to"
        not_read = rf"(?!{one((*words.read, *words.go))})"
        # What a link or a button says: "Do Not Sell My Info", "Opt out here".
        self._label = re.compile(rf"\W*(?:{one(words.buttons)}\b|your (?:\w+ )?{one(words.own)}\b)[^.!?:;,]*")
        # An introduction whose item is missing: "You have the right to:".
        self._open = re.compile(rf"\b{one(words.open)} ?:\W*$")
        # A document, or a part of one; where a reader only learns more, any page will do.
        self._document = re.compile(document)
        self._page = re.compile(rf"{document}|\b{nouns(words.pages)}\b")
        # "To learn how we share it, please see ...", "For more information, visit ..."
        self._sends = re.compile(
            rf"\W*(?:(?P<wish>(?:for (?:{told}|more|how)|in order to|to|{wishes})\b"
            rf"(?:(?!, (?:we|you|they|it|this)\b| and to (?!{one(words.learn)}))[^;:])+?),? "
            rf"|(?P<case>{one(words.cases)}\b[^,;:]*, ))?"
            rf"(?:(?:{one(words.polite)}|you {one(words.may)}|we {one(words.advise)} (?:that )?you(?: to)?) )*"
            rf"(?:(?P<learn>{learn}|{told} (?:can|may|is|are)\b)"
            rf"|(?P<place>{one(words.go)}\b)|{one(words.read)}\b(?!,| (?:and|or)\b))"
        )
        self._to_learn = re.compile(rf"(?:for|(?:in order )?to|{wishes}) (?:{told}|more|{learn})")
        asking = one(words.asking)
        self._about = re.compile(
            rf"\b(?:(?:for|with) {told}|to {learn}|{one(words.about)} (?:{asking}|the|your|our)|for {asking}|how)\b"
        )
        # "Section 7 describes how we share it", and "how we share it is described in section 7".
        give = rf"{one(words.give)}s?(?: you)?(?: with)? {told}"
        self._describing = re.compile(
            rf"\W*(?:(?:this|the|our|a|each|these) )?(?:[\w&'\"()]+ ){{0,5}}?{document}"
            rf"(?:(?! (?:how )?(?:we|you) (?!{one(words.acts)}))[\w&'\"() ]){{0,60}}? "
            rf"(?:{_verbs(words.tell)}(?: you)?\b|{give})"
        )
        self._described = re.compile(
            rf"\b(?:is|are|can be|may be) (?:(?:also|further) )?(?:{one(words.found)} )?{one(words.there)}\b"
        )
        self._subject = re.compile(rf"\W*(?:{asking}|which|the way|(?:the )?{told})\b")
        # "This section informs residents of Ohio" is a part for these people.
        self._for_people = re.compile(rf"\W*this\b.*\b{one(words.people)}\b(?! of (?:this|our|the))")
        # What follows says something by itself, or how to do it here and now.
        self._goes_on = re.compile(
            rf"; |,? (?:and|but) (?:we|you|they)\b|\bby {not_read}(?:e ?mail|\w+ing)\b|\b(?:and|or) {one(words.do)}\b"
            rf"|\b(?:through|via|using) [^.;]{{0,30}}\b{nouns(words.tools)}\b"
        )

    def against(self, statement: Statement, match: Match, *, fact: bool = False) -> Law | None:
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
        if not statement.own and self._is_label(own):
            return "label"
        start, end = max(0, match.start - statement.own), match.end - statement.own
        breaks_off = None if statement.first or ":" not in own else self._open.search(own)
        if breaks_off and end >= breaks_off.start():
            return "open"
        return "reference" if self._refers(own, start, end) else None

    def _is_label(self, own: str) -> bool:
        """Tell whether a line is what a link or a button says: an order of a few words, without an end mark."""
        return len(own.split()) <= _LABEL_WORDS and self._label.fullmatch(own) is not None

    def _refers(self, own: str, start: int, end: int) -> bool:
        """Tell whether a sentence only says where to read of what is matched between two offsets of it."""
        if len(own) > _REFERRING:
            return False
        refers = self._sent(own, start, end) or self._is_described(own, start) or self._describes(own, end)
        return (refers or self._names(own, end)) and self._goes_on.search(own) is None

    def _names(self, own: str, end: int) -> bool:
        """Tell whether what ends at an offset is only named there: "Sale of data: please see section 4"."""
        titled = _TITLED.match(own)
        if titled is None or end > titled.end():
            return False
        return self._sends.match(own, titled.end()) is not None and self._document.search(own, titled.end()) is not None

    def _sent(self, own: str, start: int, end: int) -> bool:
        """Tell whether a sentence sends the reader to a document for it: "To learn how we share it, see Section 5"."""
        sends = self._sends.match(own)
        if sends is None:
            return False
        wish = sends["wish"] or ""
        learns = bool(sends["learn"] or self._to_learn.match(wish))
        if not (self._page if learns else self._document).search(own, sends.end()):
            return False
        if sends["place"] and not learns:
            return False  # "To delete it, go to the section My Account": what is done there is said
        if start < sends.end("case"):
            return False  # "If you live in Ohio, see Section 5" says that there is a part for these people
        if wish and start < sends.end():
            return True
        return bool(sends["learn"] or self._about.search(own, sends.end(), end))

    def _is_described(self, own: str, start: int) -> bool:
        """Tell whether a sentence says that a document has it: "How we share it is set out in our notice"."""
        told = self._described.search(own, start) if self._subject.match(own) else None
        return told is not None and self._page.search(own, told.start()) is not None

    def _describes(self, own: str, end: int) -> bool:
        """Tell whether a sentence says that a document describes it: "Section 7 explains how we share it"."""
        acts = None if self._for_people.match(own) else self._describing.match(own)
        return acts is not None and acts.end() < end


def _one_of(words: Sequence[str]) -> str:
    """Return a pattern of some words; without any, one that is nowhere."""
    return rf"(?:{'|'.join(map(re.escape, words))})" if words else r"(?!)"


def _nouns(words: Sequence[str]) -> str:
    """Return a pattern of some nouns and their plurals."""
    return _one_of([form for word in words for form in noun_forms(word)])


def _verbs(words: Sequence[str]) -> str:
    """Return a pattern of some verbs as they stand behind "it" and "they"."""
    forms = (form for word in words for form in verb_forms(word, {}, ()).items())
    return _one_of([form for form, letters in forms if not {"b", "s"}.isdisjoint(letters)])
