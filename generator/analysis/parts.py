"""Puts a sentence's groups together to its parts: each with its subject, verbs, objects, and what limits it.

One pass from left to right. A part opens at "if", at "which", at "to" or at a verb that has a subject of its own; a noun
phrase that still waits for its verb ("the data that you gave us ... may be shared") waits on a stack.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Literal

from generator.analysis.groups import Group
from generator.analysis.lexicon import Token

Kind = Literal["main", "condition", "relative", "infinitive", "gerund", "participle", "exception"]


@dataclass(slots=True)
class Part:
    """One part of a sentence: at most one verb group, and what belongs to it, as groups.

    ``opener`` is the token that opens it ("unless", "which", "without"), ``antecedent`` the noun phrase that a relative
    part is about, ``ties`` the prepositions with their noun phrases. ``fronted`` marks a condition before what it
    limits. ``subjects`` of a part without a verb are noun phrases that wait for one.
    """

    kind: Kind
    parent: Part | None
    first: int
    last: int
    opener: int = -1
    subjects: list[Group] = field(default_factory=list)
    verb: Group | None = None
    objects: list[Group] = field(default_factory=list)
    ties: list[tuple[int, Group]] = field(default_factory=list)
    conditions: list[Part] = field(default_factory=list)
    antecedent: Group | None = None
    fronted: bool = False
    denied: bool = False
    hedged: bool = False
    contrasts: list[tuple[int, Group]] = field(default_factory=list)
    ending: int = -1


def parts(tokens: Sequence[Token], groups: Sequence[Group]) -> list[Part]:
    """The parts of a sentence in the order in which they begin."""
    reading = _Parting(tokens)
    for number, group in enumerate(groups):
        reading.take(group, groups[number + 1] if number + 1 < len(groups) else None)
    return reading.finish()


class _Parting:
    def __init__(self, tokens: Sequence[Token]) -> None:
        self.tokens = tokens
        self.done: list[Part] = []
        self.part = self._open("main", None, 0)
        self.waiting: list[Part] = []  # parts whose subject waits for its verb
        self.fronted: list[Part] = []  # conditions before what they limit
        self.tie = -1  # the preposition that waits for its noun
        self.border = 0  # where the words began that a new subject may stand among
        self.mark = ""  # what stood at the border: "," or "j" or both
        self.denial = -1  # a "not" that no verb followed
        self.contrast = -1
        self.since: list[tuple[list[Group], Group]] = []  # noun phrases since the border, with where they were put

    def _open(self, kind: Kind, parent: Part | None, first: int, opener: int = -1) -> Part:
        made = Part(kind, parent, first, first, opener)
        self.done.append(made)
        return made

    def finish(self) -> list[Part]:
        """All parts; conditions that limit nothing yet limit the last main part."""
        for part in self.fronted:
            part.fronted = True
        return self.done

    def take(self, group: Group, after: Group | None) -> None:
        """Put one group where it belongs."""
        kind = group.kind
        if kind == "np":
            self._noun(group)
        elif kind == "vg":
            self._verb(group)
        elif kind == "p":
            self._preposition(group, after)
        elif kind in ",j":
            self._border(group)
        elif kind == "c":
            self._condition(group)
        elif kind == "r":
            self._relative(group)
        elif kind == "X":
            self._not(group)
        elif kind in ";.?!":
            self._stop(group)
        elif kind == "A":
            self.part.hedged = True
        if kind not in ";.?!,j":
            self._reach(group.last)

    def _reach(self, last: int) -> None:
        part: Part | None = self.part
        while part is not None and part.last < last:
            part.last = last
            part = part.parent

    def _stop(self, group: Group) -> None:
        self.waiting.clear()
        self.fronted = []
        self.part = self._open("main", None, group.last)
        self._mark_border(group.last, "")

    def _mark_border(self, at: int, mark: str) -> None:
        self.border, self.mark = at, mark
        self.since = []
        self.denial = self.contrast = -1

    def _border(self, group: Group) -> None:
        joined = self.mark if not self.since and self.border == group.first else ""
        word = self.tokens[group.first].word
        self._mark_border(group.last, joined + group.kind)
        if group.kind == "j" and word in ("neither", "nor"):
            self.denial = group.first
        if word in ("but", "yet"):
            self.mark += "b"
        if group.kind == "," and self.tie >= 0 and self.tokens[self.tie].word not in ("except", "including"):
            self.tie = -1

    def _noun(self, group: Group) -> None:
        part = self.part
        if self.contrast >= 0 or (self.denial >= 0 and part.verb is not None):
            at = self.contrast if self.contrast >= 0 else self.denial
            if self.tokens[at].word == "neither":
                part.denied = True
                part.objects.append(group)
                return
            if self.tokens[at].word == "nor" and part.verb is not None:
                part.objects.append(group)
                return
            part.contrasts.append((self.tie, group))
            self.tie = -1
            return
        if self.denial >= 0:
            part.denied = True
        if self.tie >= 0:
            part.ties.append((self.tie, group))
            self.since.append(([], group))
            self.tie = -1
            return
        place = part.subjects if part.verb is None else part.objects
        if part.verb is not None and self.mark and part.ties and self.border > part.ties[-1][1].first:
            tied = part.ties[-1]
            if self._lists(tied[1], group):
                part.ties.append((tied[0], group))
                self.since.append((place, group))
                return
        place.append(group)
        self.since.append((place, group))

    def _lists(self, last: Group, group: Group) -> bool:
        """Whether a noun behind a comma goes on with the list of the last preposition."""
        return last.last <= self.border <= group.first

    def _preposition(self, group: Group, after: Group | None) -> None:
        term = self.tokens[group.first].term
        if after is not None and after.kind == "vg" and not after.finite and after.form == "g":
            self.tie = group.first
            return
        if self.denial >= 0 and self.part.verb is not None:
            self.contrast = self.denial
        self.tie = group.first
        if term.word in _EXCEPTIONS if False else False:
            return

    def _condition(self, group: Group) -> None:
        fronted = self.part.verb is None and not self.part.subjects or self.mark.startswith(",") and not self.since and "j" in self.mark
        made = self._open("condition", self._host(), group.first, group.first)
        made.fronted = fronted
        if fronted:
            self.fronted.append(made)
        else:
            host = made.parent
            if host is not None:
                host.conditions.append(made)
        if self.part.verb is None and self.part.subjects:
            self.waiting.append(self.part)
        self.part = made
        self.tie = -1
        self._mark_border(group.last, "")

    def _host(self) -> Part:
        """The part that a condition limits: not another condition, nor a part about a noun."""
        part = self.part
        while part.kind in ("condition",) and part.parent is not None:
            part = part.parent
        return part

    def _relative(self, group: Group) -> None:
        part = self.part
        antecedent = self.since[-1][1] if self.since else part.antecedent
        last = self._last_noun()
        made = self._open("relative", part, group.first, group.first)
        made.antecedent = last if last is not None and last.last <= group.first else antecedent
        if part.verb is not None and part.verb.last == group.first:
            made.antecedent = None  # "we ensure that": no noun that it is about
        if part.verb is None and part.subjects:
            self.waiting.append(part)
        self.part = made
        self.tie = -1
        self._mark_border(group.last, "")

    def _last_noun(self) -> Group | None:
        part: Part | None = self.part
        nouns = [*self.part.subjects, *self.part.objects, *(noun for _, noun in self.part.ties)]
        return max(nouns, key=lambda noun: noun.first, default=None)

    def _not(self, group: Group) -> None:
        self.denial = group.first
        if self.part.verb is not None:
            self.contrast = group.first

    def _verb(self, group: Group) -> None:
        part = self.part
        if group.opener == "to" or group.form == "g" and not group.finite:
            self._bare(group)
            return
        if group.subject >= 0:
            noun = Group("np", group.subject, group.subject + 1, head=group.subject)
            made = part if part.verb is None and not part.subjects else self._main(group)
            made.subjects = [noun]
            self._set(made, group)
            return
        if part.verb is None:
            if part.kind in ("main", "condition", "exception") and not part.subjects and self.waiting and "b" not in group.form:
                self._resume(group)
                return
            if part.kind == "main" and part.subjects and self._reduced(group):
                self._participle(group)
                return
            self._set(part, group)
            return
        nouns = [noun for place, noun in self.since if place is part.objects or place is part.subjects]
        if nouns:
            self._subject(group, nouns)
        elif self.mark:
            if self.waiting and group.finite and self.mark == "," and (group.helped or group.form in "sn" or part.kind == "relative"):
                self._resume(group)
            else:
                self._join(group)
        elif self._reduced(group):
            self._participle(group)
        elif self.waiting:
            self._resume(group)
        else:
            made = self._open("main", part, group.first)
            self._set(made, group)
            self.part = made

    def _subject(self, group: Group, nouns: list[Group]) -> None:
        """A verb behind noun phrases in a part that has a verb: whose subject are they?"""
        part = self.part
        pronoun = self.tokens[nouns[-1].first].term.tags[0] in "WYTN" and self.tokens[nouns[-1].first].word not in ("us", "them", "you", "me", "him")
        you = self.tokens[nouns[-1].first].word == "you"
        if not self.mark:
            if self._reduced(group):
                self._participle(group)
            elif len(nouns) > 1 or pronoun:
                self._move(nouns[-1:])
                made = self._open("relative", part, nouns[-1].first)
                made.antecedent = nouns[-2] if len(nouns) > 1 else None
                made.subjects = nouns[-1:]
                self._set(made, group)
                self.part = made
            elif self.waiting:
                self._resume(group)
            else:
                self._move(nouns[-1:])
                made = self._open("relative", part, nouns[-1].first)
                made.subjects = nouns[-1:]
                self._set(made, group)
                self.part = made
            return
        if self._reduced(group) and not you and not pronoun:
            self._participle(group)
            return
        if self.waiting and not pronoun and not you and self.mark == "," and part.kind in ("relative", "participle") and len(nouns) == 0:
            self._resume(group)
            return
        self._move(nouns)
        made = self._main(group)
        made.first = min(made.first, nouns[0].first)
        if len(nouns) > 1 and self.mark and nouns[0].last == nouns[1].first:
            made.subjects = nouns[:1]
            inner = self._open("relative", made, nouns[1].first)
            inner.antecedent, inner.subjects = nouns[0], nouns[1:]
            self.waiting.append(made)
            self._set(inner, group)
            self.part = inner
            return
        made.subjects = nouns
        self._set(made, group)

    def _main(self, group: Group) -> Part:
        """A part of the sentence's own level, or of the condition that goes on."""
        part = self.part
        inside = part
        while inside.kind not in ("condition",) and inside.parent is not None:
            inside = inside.parent
        if inside.kind == "condition" and "," not in self.mark and "b" not in self.mark:
            made = self._open("condition", inside.parent, self.border)
            made.opener = inside.opener
            made.fronted = inside.fronted
            (self.fronted if inside.fronted else inside.parent.conditions if inside.parent else []).append(made)
        else:
            made = self._open("main", None, self.border)
            self.waiting.clear()
        self.part = made
        return made

    def _move(self, nouns: list[Group]) -> None:
        for place, noun in self.since:
            if noun in nouns and noun in place:
                place.remove(noun)

    def _join(self, group: Group) -> None:
        """A verb without subject behind a comma or "and": it goes on with the subject of the verb before it."""
        part = self.part
        host = part
        while host.verb is not None and host.parent is not None and not self._alike(host.verb, group):
            host = host.parent
        if host.verb is None or not self._alike(host.verb, group):
            host = part
        made = self._open(host.kind, host.parent, group.first, host.opener)
        made.subjects, made.antecedent = host.subjects, host.antecedent
        made.conditions = [] if host.conditions and host.conditions[-1].last < group.first else host.conditions
        made.fronted = host.fronted
        if host.verb is not None and not group.helped and "b" not in self.mark:
            if group.form == host.verb.form and (group.form in "bn") and (host.verb.helped or host.verb.passive or host.verb.opener):
                group.denied = group.denied or host.verb.denied or host.denied
                group.modal = group.modal or host.verb.modal
                group.passive = group.passive or host.verb.passive
                group.opener = group.opener or host.verb.opener
        if host.kind == "condition":
            (self.fronted if host.fronted else host.parent.conditions if host.parent else []).append(made)
        self._set(made, group)
        self.part = made

    def _alike(self, one: Group, other: Group) -> bool:
        if other.helped or (other.finite and other.passive):
            return one.finite
        return one.form == other.form or (one.finite and other.finite and not one.helped and not other.helped)

    def _resume(self, group: Group) -> None:
        """Give the verb to the noun phrase that waits for it."""
        part = self.waiting.pop()
        self._set(part, group)
        self.part = part

    def _reduced(self, group: Group) -> bool:
        """Whether a participle without help says which noun is meant: "the data collected from you"."""
        if group.helped or group.passive or not group.finite or group.opener:
            return False
        term = self.tokens[group.heads[0]].term
        if "n" not in term.forms or "b" in term.forms or group.last - group.first > len(group.heads) * 2:
            return False
        if self.part.kind == "condition" and self.part.verb is None and not self.part.subjects:
            return False
        last = self._last_noun()
        if last is None or self.tokens[last.first].term.tags[0] in "WYT" and last.last - last.first == 1:
            return False
        after = self.tokens[group.last].term.tags[0] if group.last < len(self.tokens) else "."
        return after in "pA.,;:cjMBX" or after not in "DWYTINne"

    def _participle(self, group: Group) -> None:
        part = self.part
        made = self._open("participle", part, group.first)
        made.antecedent = self._last_noun()
        group.passive = True
        if part.verb is None and part.subjects:
            self.waiting.append(part)
        self._set(made, group)
        self.part = made

    def _bare(self, group: Group) -> None:
        """An infinitive or a gerund: a part of its own that borrows its subject."""
        part = self.part
        kind: Kind = "infinitive" if group.opener == "to" else "gerund"
        host = part
        if self.mark and not self.since and part.kind == kind and part.verb is not None and "b" not in self.mark:
            host = part.parent or part
        if kind == "gerund" and self.tie < 0 and part.kind == "gerund" and self.mark and part.parent is not None:
            made = self._open(kind, part.parent, group.first, part.opener)
        else:
            made = self._open(kind, host, group.first, self.tie)
        made.antecedent = self._last_noun() if kind == "gerund" and self.tie < 0 and not self.mark else None
        if kind == "infinitive":
            last = self._last_noun()
            made.antecedent = last if last is not None and last.last == group.first else None
        if part.verb is None and part.subjects and part not in self.waiting:
            self.waiting.append(part)
        if part.verb is None and not part.subjects:
            made.fronted = True
        self.tie = -1
        self._set(made, group)
        self.part = made

    def _set(self, part: Part, group: Group) -> None:
        part.verb = group
        part.last = max(part.last, group.last)
        part.hedged |= group.hedged
        if self.denial >= 0 and self.denial < group.first:
            part.denied = True
        if part.kind == "main" and self.fronted:
            part.conditions = [*part.conditions, *self.fronted]
            if part.parent is None:
                self.fronted = [] if self.mark == "" and False else self.fronted
        self.part = part
        self.tie = -1
        self._mark_border(group.last, "")
