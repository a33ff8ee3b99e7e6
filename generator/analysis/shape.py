"""Say how a sentence speaks of what a rule found in it: in its main clause or in passing, as a title, as a pointer.

These marks say nothing of the subject, so they hold for every practice. How much each is worth as evidence is
measured (site_config/strengths.yml), not decided here.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from generator.analysis.titles import is_title

# "To learn more, see Section 5": a sentence that only sends the reader somewhere.
_POINTER = re.compile(
    rb"(?:(?:for|to|if|in addition|when)\b[^,]*, )?(?:(?:please|also|you (?:can|may|should)) )*"
    rb"(?:see|refer to|consult|review|read|check|learn (?:more|how|about)|find (?:out )?(?:more|details)|visit)\b"
)
_POINTS = re.compile(
    rb"\b(?:to (?:learn|find out|read|understand) more|for (?:more|further|additional|full) (?:information|details)"
    rb"|please (?:see|refer|consult|review|read)|(?:read|learn) more (?:about|on))\b"
)
_DEFINITION = re.compile(
    rb"\W*(?:[\w()]+ ){0,5}[\w()]+\"? (?:\w+ly )?"
    rb"(?:means?|refers? to|(?:is|are) (?:any )?(?:information|data) (?:that|which))\b"
)
_ASIDE = re.compile(
    rb"\b(?:if|when|where|which|who|whose|because|unless|as|while|although|whether|after|before|once|by \w+ing|how)\b"
)
_WE = re.compile(rb"\b(?:we|our)\b")
_WE_FIRST = re.compile(rb"(?:\w+,? ){0,3}we\b")
_YOU_FIRST = re.compile(rb"(?:\w+,? ){0,3}you (?:may|can|have|also|are)\b")
_CASE_FIRST = re.compile(rb"(?:if|when|where|in order|to|for|by|while|as)\b")

#: How far before its match a rule's subject is looked for, in characters of match text.
_NEAR: Final = 60
#: A sentence of more words is long; what begins behind so many is said late in it.
_LONG: Final = 45
_LATE: Final = 15


def marks(match: bytes, own: int, start: int) -> Iterator[str]:
    """Yield how a statement speaks of what was matched at ``start``; its own words begin at the offset ``own``."""
    said, before = match[own:], match[own:start] if start > own else b""
    words, ahead = len(said.split()), len(before.split())
    if own:
        yield "item"
    elif is_title(said.decode()):
        yield "title"
    if _POINTER.match(said) or _POINTS.search(said):
        yield "pointer"
    if _DEFINITION.match(said):
        yield "definition"
    if words > _LONG:
        yield "long"
    if ahead > _LATE:
        yield "late"
    if _ASIDE.search(before):
        yield "in-passing"
    if _WE.search(match, max(0, start - _NEAR), start):
        yield "we-act"
    if _WE_FIRST.match(said):
        yield "we-first"
    elif _YOU_FIRST.match(said):
        yield "you-first"
    elif _CASE_FIRST.match(said):
        yield "case-first"
