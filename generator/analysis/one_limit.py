"""Tell whether a sentence sets one limit to what was matched in it, and not to another case or to other words."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice
from typing import Any, Final

from generator.analysis.judging import Match, Sentence
from generator.analysis.patterns import compile_pattern
from generator.words import Condition, Words

#: How far before its match a rule looks for "we may", in characters.
BEFORE: Final = 8
#: Before a limit an "or" is looked for, in characters.
NEAR: Final = 40
#: So many places of a limit in a sentence are looked at, so that time stays linear.
TRIES: Final = 8

_CASE = re.compile(rb"; |,? or (?=(?:if|when|where|as|with|to|in|upon|on|because|for|otherwise|unless)\b)")
# A limit that is one of several: "or with your consent", "consent or legitimate interests", "if you agree or if ...".
_OR_BEFORE: Final = re.compile(rb"(?:\b(?:or|as well as|and/or)\b,? (?:\w+ ){0,2}|\(or,? )$")
_SAME = (
    rb"(?:\w+ ){0,3}(?:permission|consent|authori[sz]ation|approval|agreement|instructions?|directions?|request|opt"
    rb"|direct|permit|agree)\b"
)
_OR_AFTER: Final = re.compile(
    rb",? (?:and/or|or|as well as) (?!"
    + _SAME
    + rb")|(?: (?:to|for)\b[^.,;]*?)? or (?:have(?:n't)?|has|had|otherwise)\b"
)
_CASE_AFTER: Final = re.compile(
    rb"[^.;]*?,? or (?:if|when|where|as|to|in|upon|because|for|otherwise|unless|who|which|that)\b"
)
# What one can opt out of, up to how: "opt out of the newsletter >by<"; "of this" is what was said before.
_OF: Final = re.compile(rb" (?:of|from) ((?:(?! by | through | via | using | at any)[^.;:()])*)")
_POINTS: Final = re.compile(rb"\b(?:this|these|those|such|it|them|doing)\b")
_SALE: Final = re.compile(rb"\b(?:sold|sales?)\b")
_LONG: Final = re.compile(
    rb"\b(?!(?:your|with|from|their|data|information|personal|other|that|have|third|party|parties|receiv\w*)\b)\w{3,}"
)
_HAVE: Final = re.compile(rb"\byou (?:also )?(?:have (?:a |the |\w+ )?rights?|are entitled)\b")
_CASE_WORD = re.compile(rb",? (?:if|when|where|as|with|to|in|upon|on|because|for|unless)\b")


@dataclass(frozen=True, slots=True)
class Limit:
    """Hold a condition with its patterns, compiled; those that are empty are None."""

    condition: Condition
    pattern: Any
    unless: Any
    anywhere: Any
    part: Any
    everybody: Any


@dataclass(frozen=True, slots=True)
class Where:
    """Hold what is asked for limits: a sentence with its match, where its own words begin, and what is said of it.

    ``said`` is the sentence with the alternatives blanked that the match does not reach.
    """

    sentence: Sentence
    match: Match
    own: int
    said: bytes


def compiled(limit: Condition, words: Words) -> Limit:
    """Compile the patterns of a condition. Raises ValueError when one is none."""
    texts = (limit.pattern, limit.unless, limit.anywhere, limit.part, limit.everybody)
    return Limit(limit, *(compile_pattern(text, words) if text else None for text in texts))


def sets(limit: Limit, where: Where) -> bool:
    """Tell whether a sentence sets a limit to what was matched in it."""
    if limit.anywhere and _before(limit.anywhere, where):
        return True
    match, within = where.match, limit.condition.within
    begin = max(0, match.start - BEFORE) if within == "match" else where.own if within == "own" else 0
    # What several laws or places give is one limit: "if you live in Texas, or in Utah".
    said = where.sentence.match if limit.part else where.said
    text = b" ".join(said[begin : match.end].split()) if within == "match" else said[begin:]
    if limit.unless and (limit.unless.search(text) or limit.unless.search(where.sentence.match[begin:])):
        return False
    several = limit.condition.act or limit.condition.same
    hits = islice(limit.pattern.finditer(text), TRIES if several else 1)
    places = ((begin + hit.start(), begin + hit.end()) for hit in hits)
    return any(
        (not limit.condition.act or _of_act(limit, where, low, high))
        and not (limit.condition.same and _names_another(where, low, high))
        for low, high in places
    )


def _names_another(where: Where, low: int, high: int) -> bool:
    """Tell whether words behind a limit say what it is about, and none of them stands in what was matched."""
    match = where.match
    named = _OF.match(where.said, high)
    if named is None or match.start <= low < match.end:
        return False
    matched = _stems(where.said[match.start : match.end])
    return not _POINTS.search(named[1]) and _stems(named[1]).isdisjoint(matched)


def _stems(text: bytes) -> frozenset[bytes]:
    """Return the beginnings of the words that say what a text is about."""
    return frozenset(word[:4] for word in _LONG.findall(_SALE.sub(b"sell", text)))


def _before(pattern: Any, where: Where) -> bool:
    """Tell whether what is matched stands behind a pattern, and no plain "you have" between them."""
    starts = [hit.start() for hit in pattern.finditer(where.said) if hit.start() < where.match.end]
    return bool(starts) and not _HAVE.search(where.said, starts[-1], where.match.end)


def _of_act(limit: Limit, where: Where, low: int, high: int) -> bool:
    """Tell whether a limit between two offsets is one of the act of a match, and not only one case of several."""
    if limit.condition.only and _one_of_several(where, low, high):
        return False
    if low < where.own:
        return True  # the introduction of a list holds for each item
    # Where the introduction says what is done, the item says to what: the end of the match stands for its act, as it
    # does where a match begins with the limit itself.
    act = where.match.act
    if act < where.own or low <= act < high:
        act = where.match.end - 1
    return where.sentence.reading.limits(low, high, act)


def _one_of_several(where: Where, low: int, high: int) -> bool:
    """Tell whether what stands between two offsets is only one of the cases for which something is said."""
    text = where.sentence.match
    if low >= where.match.act and (_OR_BEFORE.search(text, max(0, low - NEAR), low) or _CASE_AFTER.match(text, high)):
        return True
    if low >= where.match.end and b", or " in text[where.match.end : low]:
        return True  # "by your address, or more closely if you agree"
    return _OR_AFTER.match(text, high) is not None


def as_we(said: bytes, names: frozenset[str]) -> bytes:
    """Return a sentence with "we" where the service names itself as the one who may; all places stay the same."""
    if not any(name.encode() in said for name in names):
        return said
    return _who_may(names).sub(lambda found: b"we".rjust(len(found[0])), said)


@lru_cache(maxsize=8)  # the same for all sentences of a policy
def _who_may(names: frozenset[str]) -> re.Pattern[bytes]:
    listed = b"|".join(re.escape(name).encode() for name in sorted(names, key=lambda name: (-len(name), name)))
    return re.compile(
        rb"(?<![a-z0-9])(?<!\bby )(?<!\bto )(?<!\bof )(?<!with )(?<!from )(?<!about )(?:"
        + listed
        + rb")(?= (?:may|might|could)\b)"
    )


def own_case(match: bytes, low: int, high: int) -> bytes:
    """Return the statement with the alternatives blanked that the match does not reach; all places stay the same."""
    if b" or " not in match and b"; " not in match:
        return match
    cases = [0, *(found.end() for found in _CASE.finditer(match)), len(match)]
    last = max(number for number, start in enumerate(cases[:-1]) if start < max(high, 1))
    if last == 0:
        return match
    first = _CASE_WORD.search(match, 0, cases[1])
    main = first.start() if first else 0 if low >= cases[last] else cases[1]
    start, end = cases[last : last + 2]
    return match[:main] + b";" * (start - main) + match[start:end] + b";" * (len(match) - end)
