"""Find the limits that a sentence sets to what it says: with consent, except by law, where your law gives the right.

A limit belongs to the act that it limits, as the sentence is read. Of alternatives ("if you permit it, or if the law
requires it") each limits its own case. A list's exceptions are its items, so its introduction hands none on; what holds
for people of one place is handed on by the introduction, by the heading above, and by the sentence that opens the part.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice
from typing import Any, Final, Literal

from generator.analysis.judging import Match, Sentence
from generator.analysis.patterns import compile_pattern
from generator.analysis.sentences import match_text, split
from generator.catalogue import Condition, Outcome, Practice, Words
from generator.model import Clause, Section

#: How far before its match a rule looks for "we may", in characters.
BEFORE: Final = 8
#: Before a limit an "or" is looked for, in characters.
NEAR: Final = 40
#: So many places of a limit in a sentence are looked at, so that time stays linear.
TRIES: Final = 8

_CASE = re.compile(rb"; |,? or (?=(?:if|when|where|as|with|to|in|upon|on|because|for|otherwise|unless)\b)")
# What begins as the item of a list: "(2) The right", "- the right"; what is no ASCII is "~" here.
_MARKED: Final = re.compile(r"\W*(?:[~*\u2022-]|\(?(?:\d{1,2}|[a-z]|[ivx]+)[.)])\s")
_GOES_ON = re.compile(rb"\W*(?:these|such|those|they|this)\b")
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
# A full stop may end an introduction: "You have the following rights."
_FOLLOWING: Final = re.compile(r"\bfollowing\b[^.:]*\.$")
# What is given beside that which was given before has no limit of it.
_ALSO: Final = re.compile(r"\byou also have (?:a|the|\w+) rights?\b")
_CASE_WORD = re.compile(rb",? (?:if|when|where|as|with|to|in|upon|on|because|for|unless)\b")


@dataclass(frozen=True, slots=True)
class Handed:
    """The ids of limits that a clause takes over: each of its sentences, and those that go on from one before.

    Those of ``headings`` the headings above it set; those of ``everybody`` its section sets for nobody, since it gives
    all people what it says.

    "These may include the right to ..." goes on from "Depending on where you live, you have rights.", as an item of a
    list does from the sentences before its list.
    """

    always: frozenset[str] = frozenset()
    going_on: frozenset[str] = frozenset()
    headings: frozenset[str] = frozenset()
    everybody: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class _Limit:
    """Hold a condition with its patterns, compiled; those that are empty are None."""

    condition: Condition
    pattern: Any
    unless: Any
    anywhere: Any
    part: Any
    everybody: Any


@dataclass(frozen=True, slots=True)
class _Where:
    """Hold what is asked for limits: a sentence with its match, where its own words begin, and what is said of it.

    ``said`` is the sentence with the alternatives blanked that the match does not reach.
    """

    sentence: Sentence
    match: Match
    own: int
    said: bytes


class Limits:
    """The conditions of words.yml, compiled once. Raises ValueError when a pattern is not one."""

    def __init__(self, words: Words) -> None:
        """Compile the conditions with the macros of words.yml."""
        self._limits = [_compiled(limit, words) for limit in words.conditions]
        self._kept: dict[tuple[str, Outcome], list[_Limit]] = {}

    def of(
        self, practice: Practice, outcome: Outcome, sentence: Sentence, match: Match, own: int, handed: Handed
    ) -> tuple[str, ...]:
        """Return the limits of what was matched in a sentence, whose own words begin at ``own``.

        ``handed`` is what the part hands on in which the statement stands.
        """
        whole = sentence.match
        said = _own_case(whole, match.start, match.end) if outcome == "present" else whole
        said = _as_we(said, sentence.names)
        taken = handed.always | handed.going_on if own or _GOES_ON.match(whole) else handed.always
        where = _Where(sentence, match, own, said)
        found = [
            limit.condition
            for limit in self._told_of(practice, outcome)
            if not (limit.condition.everybody and limit.condition.id in handed.everybody)
            if limit.condition.id in taken
            or (limit.condition.id in handed.headings and practice.id not in limit.condition.alone)
            or _sets(limit, where)
        ]
        covered = {id for limit in found for id in limit.covers}
        return tuple(limit.id for limit in found if limit.id not in covered)

    def _told_of(self, practice: Practice, outcome: Outcome) -> Sequence[_Limit]:
        """Return the conditions that are told of an outcome of a practice, kept for the next sentence."""
        known = self._kept.get((practice.id, outcome))
        if known is None:
            known = self._kept[practice.id, outcome] = [
                limit
                for limit in self._limits
                if outcome in limit.condition.outcomes and practice.tone in limit.condition.tones
                if not limit.condition.practices or practice.id in limit.condition.practices
                if practice.id not in limit.condition.never
            ]
        return known

    def handed_on(self, folded: str, sections: Sequence[Section], clauses: Sequence[Clause]) -> Mapping[str, Handed]:
        """Return the limits that each clause takes over, by id: from all headings above, and from the clause before.

        A clause goes on from the one before where that ends with a colon, as do the items behind it, and a sentence
        when it says so.
        """
        found: dict[str, Handed] = {}
        for_all = self._for_all(folded, clauses)
        above: list[tuple[int, frozenset[str], frozenset[str]]] = []
        before: frozenset[str] = frozenset()
        number, opened, listed = 0, False, False
        for clause in clauses:
            while number < len(sections) and sections[number].start < clause.start:
                section = sections[number]
                while above and above[-1][0] >= section.level:
                    above.pop()
                set_here = self._set_by(folded[section.start : section.end], "part")
                above.append((section.level, set_here, for_all.get(section.id, frozenset())))
                before, opened, listed = frozenset(), False, False
                number += 1
            text = folded[clause.start : clause.end]
            set_here = self._introduced(folded, clause) if "right" in text else frozenset()
            headings = frozenset[str]().union(*(limits for _level, limits, _all in above))
            everybody = frozenset[str]().union(*(limits for _level, _limits, limits in above))
            marked = opened and _MARKED.match(text) is not None
            if listed and not marked:
                before, opened, listed = frozenset(), False, False
            found[clause.id] = Handed(before if opened else frozenset(), before | set_here, headings, everybody)
            if not marked:  # the next item of a list is introduced as the first one is
                announced = _FOLLOWING.search(text) is not None
                before, opened = set_here, announced or text.endswith(":")
                marked = announced  # what ends with a full stop introduces only what has the mark of an item
            listed = marked
        return found

    def _introduced(self, folded: str, clause: Clause) -> frozenset[str]:
        """Return the limits that what stands before the items of a clause sets, up to "you also have the right"."""
        end = clause.items[0].start - clause.start if clause.items else len(clause.text)
        for low, high in reversed(split(clause.text, 0, end)):
            start, stop = clause.start + low, clause.start + high
            if found := self._set_by(folded[start:stop], "pattern"):
                return found
            if _ALSO.search(folded, start, stop):
                break
        return frozenset()

    def _for_all(self, folded: str, clauses: Sequence[Clause]) -> Mapping[str, frozenset[str]]:
        """Return, by the id of a section, the limits that it sets for nobody, since a clause of it says so."""
        found: dict[str, frozenset[str]] = {}
        for clause in clauses:
            text = folded[clause.start : clause.end]
            if clause.section and "right" in text and (limits := self._set_by(text, "everybody")):
                found[clause.section] = found.get(clause.section, frozenset()) | limits
        return found

    def _set_by(self, folded: str, kind: Literal["part", "pattern", "everybody"]) -> frozenset[str]:
        """Return the limits of parts that a heading or a clause sets, or sets for nobody, by patterns of a kind."""
        text = match_text(folded).encode()
        patterns = ((limit.condition.id, getattr(limit, kind)) for limit in self._limits if limit.part)
        return frozenset(id for id, pattern in patterns if pattern and pattern.search(text))


def _compiled(limit: Condition, words: Words) -> _Limit:
    texts = (limit.pattern, limit.unless, limit.anywhere, limit.part, limit.everybody)
    return _Limit(limit, *(compile_pattern(text, words) if text else None for text in texts))


def _sets(limit: _Limit, where: _Where) -> bool:
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


def _names_another(where: _Where, low: int, high: int) -> bool:
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


def _before(pattern: Any, where: _Where) -> bool:
    """Tell whether what is matched stands behind a pattern, and no plain "you have" between them."""
    starts = [hit.start() for hit in pattern.finditer(where.said) if hit.start() < where.match.end]
    return bool(starts) and not _HAVE.search(where.said, starts[-1], where.match.end)


def _of_act(limit: _Limit, where: _Where, low: int, high: int) -> bool:
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


def _one_of_several(where: _Where, low: int, high: int) -> bool:
    """Tell whether what stands between two offsets is only one of the cases for which something is said."""
    text = where.sentence.match
    if low >= where.match.act and (_OR_BEFORE.search(text, max(0, low - NEAR), low) or _CASE_AFTER.match(text, high)):
        return True
    if low >= where.match.end and b", or " in text[where.match.end : low]:
        return True  # "by your address, or more closely if you agree"
    return _OR_AFTER.match(text, high) is not None


def _as_we(said: bytes, names: frozenset[str]) -> bytes:
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


def _own_case(match: bytes, low: int, high: int) -> bytes:
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
