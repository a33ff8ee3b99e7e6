"""Tell a title from a sentence, and take titles off the sentences that they are glued to.

A title in one line with its sentence ("Marketing: We send you offers.") is no part of what the sentence says.
"""

from __future__ import annotations

import re
from typing import Final

#: The verb of a sentence, or words that show that there is one. A line without is a title.
VERB = re.compile(
    r"\b(?:(?:is|are|was|were|be|been|may|might|can|could|will|would|shall|should|must|do|does|did|has|have|had|cannot"
    r"|don't|doesn't|won't|(?:it|that|there)'s)\b"
    r"|(?:these|those|some|such|our|the) [a-z]+s (?!(?:and|or|of|for|in|with|from|to|that|we|you|on|by)\b)[a-z]+"
    r"|(?:we|you|they|it|i|that|which|who) (?!(?:of|for|in|from|to|about|on|with|by|at)\b)[a-z]+"
    r"|uses (?!of\b)|(?:sells|collects|stores|keeps|sends|receives|provides|allows|requires|contains|retains|processes"
    r"|discloses|respects|honou?rs|includes?)\b"
    r"|(?:please|to) (?:contact|write|click|visit|see|call|send|use)|contact (?:us|our)"
    r"|[a-z]+(?:s|ed) (?:your|the|our|that|to|in|by|you|us|an?|no|personal)\b)"
)
#: A line of at most so many words without a verb is a title.
_LINE: Final = 9
_SHORT: Final = 3
#: A title and its marker end within so many characters.
_REACH: Final = 120
_OPENING: Final = ("as", "for", "with", "in", "by", "through", "on")


def is_title(own: str) -> bool:
    """Tell whether a sentence's own match text is no sentence: a few words, with no verb and no figure.

    Not every verb is known, so a line that ends with a full stop is a title only where it is very short, or begins
    like one ("In the event of a sale.").
    """
    if len(own) > _REACH:
        return False
    words = own.split()
    if (named := _NAMES_DATA.fullmatch(own)) and len(words) <= _NAMING_WORDS:
        return not VERB.search(named["rest"])
    if _NAMES_RIGHT.fullmatch(own) and len(words) <= _NAMING_WORDS:
        return not VERB.search(own)
    if len(words) > _LINE or own.endswith((";", ",")) or VERB.search(own) or _FIGURE.search(own):
        return False
    return not own.endswith((".", "!")) or len(words) <= _SHORT or words[0] in _OPENING


def names_only(written: str, own: str) -> bool:
    """Tell whether a line, as it is written and as its match text, is a title or several that have grown together."""
    return is_title(own) or (_in_capitals(written) and not VERB.search(own)) or len(_JOINT.findall(written)) >= _SEVERAL


def _in_capitals(written: str) -> bool:
    """Tell whether a line is written as a title is: all its long words with a capital, and more than one of them."""
    if len(written) > _REACH:
        return False
    long = [word for word in _LETTERS.findall(written) if len(word) >= _LONG_WORD]
    return len(long) > 1 and all(word[0].isupper() for word in long)


def lists_contents(lead: str) -> bool:
    """Tell whether a list's introduction, as match text, announces documents or their parts: its items are titles."""
    return _CONTENTS.search(lead) is not None


_CONTENTS = re.compile(
    r"^\W*(?:(?:table of )?contents|quick (?:reference|links|guide)|(?:on|in) this (?:page|policy|notice))\W*$"
    r"|\bjump to\b|\b(?:this|our|the) (?:\w+ ){0,3}(?:policy|notice|statement|page) (?:\w+ )?(?:informs you|explains"
    r"|describes|covers|contains|addresses|tells you)\b[^.]*\b(?:following|below|topics|sections)\b"
    # of other documents: "See also:", "The following notices tell you more:", "For more information, read:"
    r"|^\W*(?:see also|(?:related|further|more|useful|other|additional) (?:links|documents|polic(?:y|ies)|notices"
    r"|resources|information|reading))\W*$"
    r"|^\W*(?:(?:the|these|our|here are|some|please note) )*(?:(?:following|other|additional|related|useful) )+"
    r"(?:\w+ ){0,3}(?:notices|policies|links|documents|resources|guides|articles|sections)\b(?! (?:to|where) )"
    r"|^\W*(?:for (?:more|further|additional) (?:information|details)|to (?:learn|find out|read) more)\b"
    r"(?![^.]*\b(?:opt|unsubscribe|contact|write|delet\w+|disabl\w+)\b)[^.]*\b(?:see|read|refer to|review|visit)\b"
)
_LETTERS = re.compile(r"[^\W\d_]+")
_LONG_WORD: Final = 4
# "About this noticeData we collectYour rights": a contents list whose lines a page has lost.
_JOINT = re.compile(r"\b[a-z]{3,}[A-Z][a-z]")
_SEVERAL: Final = 3
# "Information that we collect from others": the verb is that of what the line names.
_NAMES_DATA = re.compile(
    r"(?:(?:the|your|our|other|personal|additional|certain|types? of|kinds? of|categories of) ){0,3}"
    r"(?:information|data|details)(?: that| which)? (?:we|you|they|others)"
    r"(?: may| might| can| will)? \w+"
    r"(?P<rest>(?: (?:us|you|about|from|to|through|via|by|on|in|for|and|or|automatically)\b[^.:;!?]*)?)\.?"
)
_NAMING_WORDS: Final = 12
# "Your right to have your data corrected": the verb is that of the right.
_NAMES_RIGHT = re.compile(r"(?:the |your )?rights? (?:to|of) [^.;!?]*")
_FIGURE = re.compile(r"\d|@|\bincluding\b|\binclude\b|\bexamples?\b")
_RUN_IN = re.compile(
    r"\s*(?:[^\w\s\"'(\u201c]+\s+|\(?(?:\d{1,2}(?:\.\d{1,2})*[.)]?|[A-Za-z][.)])\s+)*"
    r"(?!(?:To|If|When|For|By|In|On|At|Except|Unless|Q|A|Note|Important)\b)"
    r"(?P<title>[A-Z0-9][^.:;!?\n|]{1,80}?)(?:\s?:[ \t]+|[ \t]*[\u2013\u2014][ \t]+|[ \t]*\n[ \t]*)"
    r"(?=[\"(\u201c]?[A-Z])"
)
_GLUE = re.compile(r"[:\n\u2013\u2014]")
# A title in capitals may have a verb ("Do Not Track"), as one that asks may ("What we collect").
_ASKING = re.compile(
    r"(?i:how|what|why|who|where)\b|(?:(?:[A-Z0-9&/][^\s]*|an?|the|of|and|or|to|with|for|in|by)(?:\s|$)){2,}$"
)
#: A title that stands in one line with a sentence has at most so many words.
_TITLE_WORDS = 12


def after_title(text: str, start: int, end: int) -> int:
    """Return where the sentence begins behind a title ("Marketing: We ..."); ``start`` where there is none."""
    if _GLUE.search(text, start, min(end, start + _REACH)) is None:
        return start  # most sentences: they are not tried letter by letter
    found = _RUN_IN.match(text, start, end)
    if found is None:
        return start
    title, rest = found["title"], text[found.end() : end]
    if len(title.split()) > _TITLE_WORDS or len(rest.split()) < 4 or not VERB.search(rest.lower()):
        return start
    return found.end() if _ASKING.match(title) or not VERB.search(title.lower()) else start
