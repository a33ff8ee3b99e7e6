"""Say how a sentence speaks of what a rule found in it: in its main clause or in passing, as a title, as a pointer.

These marks say nothing of the subject, so they hold for every practice. How much each is worth as evidence is
measured (site_config/strengths.yml), not decided here.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, Final

import re2

from generator.analysis.patterns import OPTIONS
from generator.analysis.titles import VERB, is_title
from generator.practices import Outcome, Practice

# "To learn more, see Section 5": a sentence that only sends the reader somewhere.
_POINTER = re.compile(
    rb"(?:(?:for|to|if|in addition|when)\b[^,]*, )?(?:(?:please|also|you (?:can|may|should)) )*"
    rb"(?:see|refer to|consult|review|read|check|learn (?:more|how|about)|find (?:out )?(?:more|details)|visit)\b"
)
_POINTS = re.compile(
    rb"\b(?:to (?:learn|find out|read|understand) more|for (?:more|further|additional|full) (?:information|details)"
    rb"|please (?:see|refer|consult|review|read)|(?:read|learn) more (?:about|on))\b"
)
_ASIDE = re.compile(
    rb"\b(?:if|when|where|which|who|whose|because|unless|as|while|although|whether|after|before|once|by \w+ing|how)\b"
)
_WE = re.compile(rb"\b(?:we|our)\b")


def _compiled(pattern: bytes) -> Any:
    """Compile a pattern that is looked for all over a sentence: google-re2 does that in a fifth of the time."""
    return re2.compile(pattern, OPTIONS)


#: How a statement's own words begin: the first of these that does.
_BEGINNINGS: Final = (
    ("we-first", re.compile(rb"(?:\w+,? ){0,3}we\b")),
    ("you-first", re.compile(rb"(?:\w+,? ){0,3}you (?:may|can|have|also|are)\b")),
    ("case-first", re.compile(rb"(?:if|when|where|in order|to|for|by|while|as)\b")),
)
#: How a statement's own words speak: each of these that they do.
_WAYS: Final = (
    # what a word means, or how a technique works in general: "Cookies are small files"
    (
        "definition",
        _compiled(
            rb"^\W*(?:[\w()]+,? ){0,6}[\w()]+\"? (?:\w+ly )?(?:means?|refers? to"
            rb"|(?:is|are) (?:any )?(?:information|data) (?:that|which)|(?:is|are) (?:an? |any )?(?:\w+ ){0,2}"
            rb"(?:files?|type|kind|pieces?|technolog(?:y|ies)|term|called|defined))\b|\b(?:is|are) (?:\w+ )?known as\b"
        ),
    ),
    # what follows from a choice, or does not: "Unsubscribing does not stop ...", "You will still get ..."
    (
        "effect",
        _compiled(
            rb"\b(?:(?:(?:will|does|do|would|shall|may) not|won't|doesn't|don't)"
            rb" (?:affect|change|impact|prevent|mean|stop|delete|remove)|without affecting"
            rb"|(?:may|will|might|can|would) (?:still|continue to)|even (?:if|though|when|after)"
            rb"|please (?:note|be aware)|keep in mind|(?:limitations?|exceptions?|exemptions?) (?:may )?apply"
            rb"|only valid|may not be (?:able|possible|available)|unable to|not be able to|no longer be able"
            rb"|if you (?:withdraw|disable|delete|refuse|reject|object|do not|don't|choose not))\b"
        ),
    ),
    ("named", _compiled(rb"^[^.:]{3,60}: \w")),
    ("purpose", _compiled(rb"^\W*(?:\w{1,3}[.)] )?to \w+")),
)

# A way out of something does not say that it is done, nor a "not" that something is given.
_WAY_OUT: Final = re.compile(
    rb"\b(?:opt(?:ed|ing)? (?:out|in)|unsubscrib\w+|object(?:ion)? to|withdraw\w*|rights? to|choices?|disable"
    rb"|turn off)\b"
)
_NOT: Final = re.compile(rb"\b(?:not|never|no|cannot)\b|n't\b")
#: What does not count where a line without a verb answers: a date, an address.
_LINES: Final = frozenset({"title", "no-verb"})

#: How far before its match a rule's subject is looked for, in characters of match text.
_NEAR: Final = 60
#: A sentence of more words is long; what begins behind so many is said late in it.
_LONG: Final = 45
_LATE: Final = 15


def marks(match: bytes, own: int, start: int, practice: Practice, outcome: Outcome) -> Iterator[str]:
    """Yield how a statement speaks of what was matched at ``start``; its own words begin at the offset ``own``.

    What it answers, the ``outcome`` of a ``practice``, decides which of them count.
    """
    said = match[own:]
    if practice.tone != "protective" and _WAY_OUT.search(said):
        yield "way-out"
    elif practice.tone == "protective" and outcome == "present" and _NOT.search(said):
        yield "denied"
    yield from (mark for mark in _ways(match, own, start) if not (practice.fact and mark in _LINES))


def _ways(match: bytes, own: int, start: int) -> Iterator[str]:
    """Yield how a statement speaks, whatever it answers."""
    said, before = match[own:], match[own:start] if start > own else b""
    words, ahead = len(said.split()), len(before.split())
    if own:
        yield "item"
    elif is_title(said.decode()):
        yield "title"
    if _POINTER.match(said) or _POINTS.search(said):
        yield "pointer"
    if words > _LONG:
        yield "long"
    if ahead > _LATE:
        yield "late"
    if _ASIDE.search(before):
        yield "in-passing"
    if _WE.search(match, max(0, start - _NEAR), start):
        yield "we-act"
    if not VERB.search(said.decode()):
        yield "no-verb"
    yield from (name for name, way in _WAYS if way.search(said))
    if beginning := next((name for name, way in _BEGINNINGS if way.match(said)), None):
        yield beginning
