"""Find what a clause takes over from what stands before it: a heading that says something, a question, an introduction.

A heading that is a sentence ("We honour Do Not Track.") is read with the first clause below it. A clause that begins
with yes or no answers the question before it. And an introduction that ends with a colon leads the lines below it
where a conversion has lost their marks, and the list that a stray heading has cut off.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from generator.analysis.sentences import split
from generator.model import Clause, Section, Span

#: A line below an introduction is one of its items up to this length, in characters, unless its marks tell.
_FRAGMENT = 100
_STATES = re.compile(
    r"[\s\d.)*_#]*(?:(?:we|you) (?!and\b|or\b)\w+ |(?:your|our|no|all|this|the) (?:\w+ ){1,6}"
    r"(?:is|are|will|may|can|do|does|has|have) )",
    re.I,
)
# "What we do not collect": a denial of all that stands below it, if that has no verb of its own.
_OF_ALL = re.compile(
    r"[\s\d.)*_#]*(?:what|(?:\w+ ){0,3}?(?:information|data|details|things)(?: that| which)?) "
    r"(we (?:do not|don['\u2019]t|never|will not|will never) \w+(?:(?:, | or | and |, or )\w+)*)[\s*_:.]*",
    re.I,
)
_VERB = re.compile(r"\b(?:we|you|it|they|is|are|was|were|will|may|can|do|does|has|have|must|should)\b", re.I)


@dataclass(frozen=True, slots=True)
class Before:
    """What stands before a clause and belongs to it.

    ``near`` is where the surroundings begin that its sentences speak of: the clause before it, below the same heading
    ("If we do so, we will tell you."), else the clause itself. ``headings`` are sentences; ``question`` may be
    answered by the clause's first word; ``lead`` introduces the clause itself, ``broken`` the list in it that has no
    introduction of its own.
    """

    near: int
    headings: tuple[Span, ...] = ()
    question: Span | None = None
    lead: Span | None = None
    broken: Span | None = None


def contexts(text: str, sections: Sequence[Section], clauses: Sequence[Clause]) -> Iterator[tuple[Clause, Before]]:
    """Yield each clause with what it takes over. Sections and clauses are in the order of the text."""
    number = 0
    last: Clause | None = None
    open_question: Span | None = None
    announced: Span | None = None
    said_above: Span | None = None
    for clause in clauses:
        first = number
        while number < len(sections) and sections[number].start < clause.start:
            number += 1
        above = [Span(text[s.start : s.end], s.start, s.end) for s in sections[first:number]]
        question = above[-1] if above else open_question
        more = last is not None and _more_follow(last.text)
        if above:
            said_above = _says_of_all(above[-1])
        elif last is not None and (title := _says_of_all(Span(last.text, last.start, last.end))):
            said_above = title
        continues = announced if not above and clause.lead is None and (more or _continues(clause.text)) else None
        if continues is None and said_above is not None and not _VERB.search(clause.text):
            continues = said_above
        yield (
            clause,
            Before(
                last.start if last and last.section == clause.section else clause.start,
                tuple(heading for heading in above if _is_sentence(heading.text)),
                question if question and question.text.rstrip("*_ \n").endswith("?") else None,
                continues,
                announced if len(above) == 1 else None,
            ),
        )
        announced = _last(text, clause) if clause.text.endswith(":") else continues
        open_question = _last(text, clause) if clause.text.endswith("?") else None
        last = clause


def _says_of_all(heading: Span) -> Span | None:
    """What a heading says of everything below it: "we do not collect" of "Information we do not collect"."""
    found = _OF_ALL.fullmatch(heading.text)
    return Span(found[1], heading.start + found.start(1), heading.start + found.end(1)) if found else None


def _continues(text: str) -> bool:
    """Tell whether a paragraph is an item of the list that was announced above it: its marks tell, or it is short."""
    return text[:1].islower() or _more_follow(text) or (len(text) <= _FRAGMENT and text[-1:] not in ".:?!")


def _more_follow(text: str) -> bool:
    """Tell whether a paragraph ends as an item does that is not the last ("...; and")."""
    return text.removesuffix(" and").removesuffix(" or").endswith((";", ","))


def _is_sentence(heading: str) -> bool:
    """Tell whether a heading states something.

    It has a subject and its verb. "How we share" and "Your rights" do not.
    """
    return _STATES.match(heading) is not None and not heading.rstrip("*_ ").endswith(("?", ":"))


def _last(text: str, clause: Clause) -> Span:
    """Return the last sentence of a clause."""
    start, end = split(text, clause.start, clause.end)[-1]
    return Span(text[start:end], start, end)
