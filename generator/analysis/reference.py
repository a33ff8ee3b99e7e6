"""Say what "they", "it", "its members" and "such access" point at: words of the sentence before.

A pointer takes the nearest thing that it can mean: "these companies" and "nobody else" the last party, "it" what the
sentence before is about where it does something, else the last data, "in such a case" all that was said. What is not
found stays as it stands.
"""

from __future__ import annotations

from collections.abc import Container, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final

from generator.analysis.lexicon import Token
from generator.analysis.roles import Roles
from generator.analysis.statements import Phrase, Proposition
from generator.analysis.structure import Group, Part

# What "it" suffers is rather data, but for these acts, which somebody suffers.
_ON_PEOPLE: Final = frozenset({"bind", "permit", "ask", "notify", "contact"})


_OF_ACTS: Final = ("tion", "tions", "ment", "ments", "ing")


@dataclass(frozen=True, slots=True)
class Pointer:
    """Hold where a sentence points at the one before, and what it means there.

    ``noun`` are the words of what is meant, or empty for "nobody else", which means all but that; ``text`` these with
    all that the sentence says of it. With ``whole`` it means all that the sentence before says.
    """

    start: int
    end: int
    noun: str
    text: str
    whole: bool = False


@dataclass(frozen=True, slots=True)
class Parsed:
    """Hold a sentence outside its brackets: its words, its parts, and who acts in them."""

    tokens: Sequence[Token]
    parts: Sequence[Part]
    roles: Roles

    def text(self, first: int, last: int) -> str:
        """Give some words with one space between them."""
        return " ".join(token.word for token in self.tokens[first:last])


@dataclass(frozen=True, slots=True)
class _Thing:
    """Hold a noun phrase of the sentence before with its part, and what it is in it."""

    noun: Group
    part: Part
    subject: bool
    party: bool
    data: bool
    several: bool


def pointers(here: Parsed, before: Parsed) -> list[Pointer]:
    """Give what a sentence points at in the one before, in the order of its words."""
    things = [one for one in _things(before) if not _is_person(before, one.noun)]
    whole = before.text(0, len(before.tokens))
    found: list[Pointer] = []
    for noun, part in _nouns(here):
        for at, meant in _meant(here, before, noun, part, things):
            first, last = (at, at + 1) if at >= 0 else (noun.first, noun.last)
            start, end = here.tokens[first].start, here.tokens[last - 1].end
            if meant is None:
                found.append(Pointer(start, end, whole, whole, whole=True))
            else:
                named = before.text(meant.noun.first, meant.noun.last) if not _else(here, noun) else ""
                found.append(Pointer(start, end, named, _all_of(before, meant)))
    if not any(part.kind == "condition" for part in here.parts):
        found += [Pointer(one.start, one.end, whole, whole, whole=True) for one in here.tokens if one.word == "then"]
    return sorted(found, key=lambda one: one.start)


def resolved(
    said: Sequence[Proposition], found: Sequence[Pointer], before: Sequence[Proposition], pronouns: Container[str]
) -> list[Proposition]:
    """Give the propositions of a sentence with what they point at in the one before, the ``pronouns`` with the rest."""
    meant = {one.start: one for one in found if one.noun and not one.whole}
    return [_resolved(one, meant, before, pronouns) for one in said]


def _resolved(
    one: Proposition, meant: dict[int, Pointer], before: Sequence[Proposition], pronouns: Container[str]
) -> Proposition:
    def told(phrase: Phrase) -> Phrase:
        pointer = meant.get(phrase.start)
        if pointer is None and " " in phrase.text:  # "to them": the pointer stands behind the preposition
            last = phrase.text.rpartition(" ")[2]
            pointer = meant.get(phrase.end - len(last)) if last in pronouns else None
            return phrase if pointer is None else replace(phrase, text=f"{phrase.text[: -len(last)]}{pointer.noun}")
        return phrase if pointer is None or pointer.end < phrase.end else replace(phrase, text=pointer.noun)

    what = tuple(map(told, one.what))
    if not what and one.pointed:
        what = next((past.what for past in reversed(before) if set(past.acts) & set(one.acts)), ())
    doer = one.doer if one.doer is None else told(one.doer)
    return replace(one, doer=doer, what=what, to=tuple(map(told, one.to)), source=tuple(map(told, one.source)))


def _nouns(here: Parsed) -> Iterator[tuple[Group, Part]]:
    """Give the noun phrases of a sentence, each once, with the part that each stands in."""
    known: set[int] = set()
    for part in here.parts:
        ties = [noun for _tie, noun in (*part.ties, *part.contrasts)]
        for noun in (*part.subjects, *part.objects, *ties):
            if noun.first not in known:
                known.add(noun.first)
                yield noun, part


def _things(before: Parsed) -> Iterator[_Thing]:
    for noun, part in sorted(_nouns(before), key=lambda pair: pair[0].first):
        term = before.tokens[noun.head].term
        word = before.tokens[noun.head].word
        subject = part.kind == "main" and noun in part.subjects
        several = word.endswith("s") or word in ("people", "personnel", "staff", "police")
        party = before.roles.is_party(noun)
        yield _Thing(noun, part, subject, party, "data" in term.groups and not party, several)


def _is_person(before: Parsed, noun: Group) -> bool:
    """Tell whether a noun phrase is "we", "you" or another pronoun: no pointer means it."""
    return noun.last - noun.first == 1 and before.tokens[noun.first].term.tags[0] in "WYTIN"


def _meant(
    here: Parsed, before: Parsed, noun: Group, part: Part, things: Sequence[_Thing]
) -> Iterator[tuple[int, _Thing | None]]:
    """Give what a noun phrase means: the word of it that points, or -1 where all of it does, and the thing, or None."""
    first, head = here.tokens[noun.first].word, here.tokens[noun.head]
    listed = here.roles.listed
    parties = [one for one in things if one.party]
    data = [one for one in things if one.data]
    single = noun.last - noun.first == 1
    whose = next((at for at in range(noun.first, noun.last) if here.tokens[at].word in listed.whose), -1)
    if single and first in listed.rest and _else(here, noun):
        yield from ((-1, one) for one in parties[-1:])
    elif single and first in listed.people:
        suffers = part.verb is not None and part.verb.passive and noun in part.subjects
        order = data if (suffers and not _on_people(here, part)) or noun in part.objects else parties
        order = order or parties or data
        several = [one for one in order if one.several]
        about = [one for one in things if suffers and one.subject and one.several]  # "the banners": no single reader
        yield from ((-1, one) for one in (several or about or order or things)[-1:])
    elif single and first in listed.things:
        yield from ((-1, one) for one in _it(here, noun, part, things))
    elif whose >= 0:  # "its members", "each of its members"
        yield from ((whose, one) for one in (parties or [one for one in things if one.subject] or things)[-1:])
    elif first in listed.demonstratives and not single:
        if here.roles.is_party(noun):
            alike = [one for one in parties if before.tokens[one.noun.head].word == head.word]
            readers = head.term.groups == ("reader",)  # "these companies" are no readers
            kind = [one for one in parties if (before.tokens[one.noun.head].term.groups == ("reader",)) == readers]
            yield from ((-1, one) for one in (alike or kind)[-1:])
        elif "data" in head.term.groups and not head.term.noun:
            yield from ((-1, one) for one in data[-1:])
        elif head.term.noun or head.word.removesuffix("s") in listed.events or head.word.endswith(_OF_ACTS):
            yield -1, None
    else:
        last = here.tokens[noun.last - 1].word
        if last in listed.people | listed.things and here.tokens[noun.last - 2].word == "of":
            yield from ((noun.last - 1, one) for one in (parties or data)[-1:])


def _else(here: Parsed, noun: Group) -> bool:
    """Tell whether an "else" behind a noun phrase means all but what was named: "nobody else"."""
    return noun.last < len(here.tokens) and here.tokens[noun.last].word == "else"


def _it(here: Parsed, noun: Group, part: Part, things: Sequence[_Thing]) -> Iterator[_Thing | None]:
    """Give what "it", "this" or "that" means: who did something, the last data, or all that was said."""
    verb = part.verb
    subject = noun in part.subjects
    if subject and part.kind == "condition" and verb is not None:
        named = {here.tokens[at].term.verb or "be" for at in verb.heads}
        if named & here.roles.listed.cases:
            yield None
            return
    about = [one for one in things if one.subject and not one.several]
    data = [one for one in things if one.data]
    suffers = verb is not None and verb.passive and not _on_people(here, part)
    rest = [one for one in things if not one.party]
    party = [one for one in things if one.party and not one.several]
    doing = (about or party[-1:]) if subject and not suffers else []
    yield from (doing[:1] or data[-1:] or rest[-1:] or about[:1])


def _on_people(here: Parsed, part: Part) -> bool:
    return bool(_ON_PEOPLE & set(here.roles.head(part).acts))


def _all_of(before: Parsed, thing: _Thing) -> str:
    """Give the words of a thing with what is said of it: its whole part where it is the subject, else what follows."""
    noun, part = thing.noun, thing.part
    if thing.subject and part.verb is not None:
        return before.text(min(part.first, noun.first), part.last)
    told = [one.last for one in before.parts if one.antecedent is not None and one.antecedent.first == noun.first]
    return before.text(noun.first, max(noun.last, *told, noun.last))
