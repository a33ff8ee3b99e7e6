"""Say of a word of a sentence who acts there, and what becomes of it: it is said, denied, or neither.

A sentence has one stream of words outside its brackets, and one in each bracket.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from functools import cached_property
from typing import Final, Literal

from generator.analysis.lexicon import Token
from generator.analysis.roles import Judgement, Roles, Who
from generator.analysis.structure import Group, Part

Sense = Literal["stated", "denied", "void"]

# Parts that belong to what the verb above them says, and what is said of them with it.
_GOVERNED: Final = frozenset({"infinitive", "gerund", "complement", "participle", "relative"})


class Stream:
    """Hold some words with their parts, and which part each word stands in."""

    def __init__(self, tokens: Sequence[Token], parts: Sequence[Part], roles: Roles) -> None:
        self.tokens, self.parts, self.roles, self.listed = tokens, parts, roles, roles.listed

    @cached_property
    def _starts(self) -> list[int]:
        return [token.start for token in self.tokens]

    @cached_property
    def _owners(self) -> list[Part]:
        """Give the part of each word: the innermost, since a part comes after those that hold it."""
        owners = [self.parts[0]] * len(self.tokens)
        for part in self.parts:
            size = part.last - part.first
            if size > 0:
                owners[part.first : part.last] = [part] * size
        return owners

    @cached_property
    def _contrasts(self) -> dict[int, Part]:
        """The words of which the opposite holds as of their part, since "but not" or "except" is before them."""
        turned: dict[int, Part] = {}
        for part in self.parts:
            groups = [] if self.roles.judgement(part).denied else [*part.contrasts]
            groups += [tied for tied in part.ties if self.tokens[tied[0]].word in self.listed.excepting]
            for tie, noun in groups:
                first = tie if tie >= 0 else noun.first
                turned.update(dict.fromkeys(range(first, noun.last), part))
        return turned

    def number(self, offset: int) -> int | None:
        """Give the number of the word at an offset, or of the next one after it; None behind the last."""
        at = bisect_right(self._starts, offset) - 1
        if at >= 0 and self.tokens[at].end > offset:
            return at
        return at + 1 if at + 1 < len(self.tokens) else None

    def number_before(self, offset: int) -> int | None:
        """Give the number of the last word before an offset."""
        at = bisect_left(self._starts, offset) - 1
        return at if at >= 0 else None

    def has_verb(self, number: int) -> bool:
        """Tell whether a word stands in a part that has a verb and its subject."""
        part = self._owners[number]
        return part.verb is not None and not (part.kind in ("infinitive", "gerund") and part.fronted)

    def owner(self, number: int) -> Part:
        """Give the part that a word stands in."""
        return self._owners[number]

    def opens(self, part: Part, offset: int) -> bool:
        """Tell whether a condition begins at an offset."""
        return part.kind == "condition" and self.tokens[part.opener].start == offset

    def governing(self, number: int) -> Iterator[Part]:
        """Give the part of a word, and those above it that govern it: "we may >ask you to verify< ..."."""
        return self._above(self._owners[number])

    def _above(self, part: Part | None, *, conditions: bool = False) -> Iterator[Part]:
        while part is not None:
            yield part
            opener = self.tokens[part.opener].word if part.opener >= 0 else ""
            same = part.kind == "condition" and (conditions or opener in self.listed.afterwards)
            # What "partners who may show ads" do is no longer what is done with them.
            part = part.parent if same or (part.kind in _GOVERNED and opener not in self.listed.persons) else None

    def limited_by(self, number: int) -> Iterator[Part]:
        """Give the parts that a word's own part limits: those that it is a condition of, or else itself.

        A condition behind "data that we hold" limits what is done with these, too: "we erase what we hold, unless ...".
        """
        part = self._owners[number]
        while part.kind in ("infinitive", "complement") and part.parent is not None:
            part = part.parent
        if part.kind == "condition":
            for host in self.parts:
                if host is part.parent or any(one is part for one in host.conditions):
                    yield from self._above(host, conditions=True)
        elif part.kind == "relative" and part.parent is not None:
            yield part.parent
        elif part.kind == "main" and part.verb is None:  # "with your consent, we" waits for what we do
            yield from [one for one in self.parts if one.kind == "main" and one.verb and one.last > part.last][:1]
        tie = next((tie for tie, noun in part.ties if noun.first <= number < noun.last), number)
        if tie > 0 and self.tokens[tie - 1].word == ",":
            yield from self._above(part, conditions=True)
        yield part

    def who(self, number: int) -> Who:
        """Say who acts at a word."""
        return self.roles.who(self._owners[number])[0]

    def contraries(self) -> Iterator[int]:
        """Give where the parts begin that a "but" opens."""
        return (self.tokens[part.first].start for part in self.parts if part.contrary)

    def addressed(self, number: int) -> bool:
        """Tell whether the act at a word is that of the person who is spoken to."""
        return self.roles.addressed(self._owners[number])

    def sense(self, number: int, start: int, end: int) -> Sense:
        """Say what becomes of a word that is the act of the words between two offsets."""
        part = self._owners[number]
        judged, verb = self.roles.judgement(part), part.verb
        # A "not" in the words asked for is theirs; a "no" behind the verb is not: "collect >no< names".
        behind = verb is not None and judged.cue >= max(verb.last, number + 1)
        behind |= verb is not None and self._happens(part, verb, number) and judged.cue > number
        behind |= verb is None and judged.cue > number and " " in self.tokens[judged.cue].word  # "forms no part of"
        ours = judged.cue >= 0 and (self.tokens[judged.cue].end <= start or behind)
        turned = number in self._contrasts
        does = self._rule(part, number)
        if ours and (judged.void or (does == "unpromised" and judged.denied)):
            return "void"
        if does == "denies" and part.verb is not None and self.tokens[part.verb.heads[-1]].start < start:
            judged, ours = Judgement(not judged.denied, False, number), self.roles.who(part)[0] == "we"
        if self._refused(verb, number):
            judged, ours = Judgement(not judged.denied, judged.void, number), True
        if (judged.denied and ours) != turned:
            return "denied"
        last = self.number(end - 1)
        after = range(number + 1, last + 1) if last is not None and not turned and not judged.denied else ()
        return "void" if any(self._contrasts.get(at) is part for at in after) else "stated"

    def host_sense(self, number: int, start: int) -> Sense:
        """Say what becomes of the noun that a word's part is about, where the words asked for begin before that part.

        "You will not get ads >that are based< on your interests": asked for ads and interests, the ads are denied.
        """
        part = self._owners[number]
        while part.kind in ("relative", "participle") and part.parent is not None:
            if self.tokens[part.first].start <= start:
                return "stated"
            part = part.parent
            judged = self.roles.judgement(part)
            if judged.denied and not judged.void and self.tokens[judged.cue].start < start:
                return "denied"
        return "stated"

    def _happens(self, part: Part, verb: Group, number: int) -> bool:
        """Tell whether a word names an act of which the verb only says that it is done: "a transfer takes place"."""
        if not self.tokens[number].term.noun or number >= verb.first:
            return False
        if any(self.tokens[at].term.verb in self.listed.happening for at in verb.heads):
            return True
        return self.roles.names_a_habit(part) and any(noun.head == number for noun in part.subjects)

    def _refused(self, verb: Group | None, number: int) -> bool:
        """Tell whether a word names an act that is refused: "a >sale< is ruled out"."""
        if verb is None or not verb.passive or number >= verb.first or not self.tokens[number].term.noun:
            return False
        return self.tokens[verb.heads[-1]].term.does == "denies"

    def _rule(self, part: Part, number: int) -> str:
        """Say what the verb before a word does to it: "guarantee the security", "avoid the use"."""
        heads = part.verb.heads if part.verb is not None else []
        return next((self.tokens[at].term.does for at in reversed(heads) if at < number), "")

    def void(self, number: int) -> bool:
        """Tell whether a word is neither said nor denied."""
        return self.roles.judgement(self._owners[number]).void

    def denies(self, start: int, end: int) -> bool | None:
        """Tell whether a word between two offsets is denied and not void; None where no "not" is among them."""
        low, high = bisect_left(self._starts, start), bisect_left(self._starts, end)
        nots = False
        for at in range(low, high):
            nots |= self.tokens[at].term.does in ("denies", "undoes")
            judged = self.roles.judgement(self._owners[at])
            verb = self._owners[at].verb
            rules = verb is not None and bool(self.tokens[verb.heads[-1]].term.does)
            if not judged.void and not rules and judged.denied != (at in self._contrasts):
                return True
        return False if nots else None

    def for_some(self, number: int) -> bool:
        """Tell whether what a word's part says holds for some people only."""
        part: Part | None = self._owners[number]
        while part is not None:
            objects = [*part.objects, *(part.subjects if part.verb is not None and part.verb.passive else ())]
            nouns = [*objects, *(noun for _, noun in part.ties)]
            if any(map(self.roles.is_some, nouns)) or any(map(self._some, part.conditions)):
                return True
            if any(self.roles.is_place_of_people(objects, noun) for _, noun in part.ties):
                return True
            if any(self._who_are(tie, noun) for tie, noun in part.ties):
                return True
            part = part.parent if part.kind in ("infinitive", "gerund", "complement") else None
        return False

    def _who_are(self, tie: int, noun: Group) -> bool:
        """Tell whether a noun phrase says for which people: "for users who ...", "for customers in ..."."""
        after = self.tokens[noun.last].word if noun.last < len(self.tokens) else ""
        reader = "reader" in self.tokens[noun.head].term.groups
        return reader and self.tokens[tie].word == "for" and after in ("who", "that", "in", "under", "from")

    def _some(self, condition: Part) -> bool:
        """Tell whether a condition is the wish of some, or names some: "if you opt out", "if you live in Texas"."""
        opener = self.tokens[condition.opener].word
        if condition.verb is None or opener not in self.listed.suppositions or self.roles.who(condition)[0] != "you":
            return False
        head = self.tokens[condition.verb.heads[-1]].term
        denied = self.roles.judgement(condition).denied
        if head.verb in self.listed.choosing:
            return denied or any(self.roles.judgement(one).denied for one in self.roles.children(condition))
        if head.verb == "be" or "B" in self.tokens[condition.verb.heads[-1]].term.tags:
            after = self.tokens[condition.verb.last : condition.verb.last + 1]
            if opener == "where" and not (condition.ties or condition.objects or condition.last > condition.verb.last):
                return False  # "we know where you are"
            return not (after and after[0].word in self.listed.moods)
        return (
            head.verb in self.listed.living
            or bool({"object", "notify"} & set(head.acts))
            or head.verb in self.listed.requesting
        )
