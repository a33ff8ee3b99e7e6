"""Keep what the pass over a sentence must remember: the part that grows, those that wait, and the last border.

At a comma or an "and" a new subject may begin. So each noun phrase is put where it would belong if none did, and the
state remembers where, to take it out again when a verb follows.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from generator.analysis.lexicon import Token
from generator.analysis.structure import Group, Kind, Part
from generator.words import SentenceWords

# What is done "to" somebody, and what is not.
_GIVING = frozenset({"share", "sell", "move"})
_TAKING = frozenset({"collect", "keep"})
_WHAT = frozenset({"what", "whatever"})


class Parting:
    """Hold the state of the pass: the part that grows, those that wait, and what stood since the last border."""

    def __init__(self, tokens: Sequence[Token], listed: SentenceWords) -> None:
        """Begin with a part that has nothing yet."""
        self.tokens, self.listed = tokens, listed
        self.done: list[Part] = []
        self.part = self._open("main", None, 0)
        self.waiting: list[Part] = []
        self.conditions: list[Part] = []  # those that stand before what they limit
        self.purposes: list[Part] = []
        self.tie = -1  # the preposition that waits for its noun
        self.denial = -1  # a "not" that no verb followed
        self.listing = False  # behind "not ... for:" a semicolon is a comma
        # At a comma or a join a new subject may begin: what stood there, and the noun phrases since, with their places.
        self.border, self.mark, self.ends = 0, "", False
        self.since: list[tuple[list[Any], Group, bool]] = []

    def _open(self, kind: Kind, parent: Part | None, first: int, opener: int = -1) -> Part:
        made = Part(kind, parent, first, first, opener)
        self.done.append(made)
        return made

    def _reach(self, last: int) -> None:
        part: Part | None = self.part
        while part is not None:
            part.last = max(part.last, last)
            part = part.parent

    def _stop(self, group: Group) -> None:
        self.waiting, self.conditions, self.purposes = [], [], []
        self.part = self._open("main", None, group.last)
        self.tie = -1
        self._mark(group.last, "")

    def _mark(self, at: int, mark: str) -> None:
        self.border, self.mark, self.since, self.denial, self.ends = at, mark, [], -1, False

    def _pause(self, group: Group) -> None:
        """Note a comma, or a word that joins."""
        if self.tie >= 0 and self.tie + 1 == group.first and self.tokens[self.tie].word in self.listed.alone:
            self.tie = -1  # "as stated above, we"
        goes_on = not self.since and self.border == group.first
        denial, ends = (self.denial, self.ends) if goes_on else (-1, False)
        term = self.tokens[group.first].term
        self._mark(group.last, (self.mark if goes_on else "") + ("j" if group.kind == "j" else ","))
        self.denial = group.first if term.does == "denies" or term.tags[0] == "X" else denial
        self.ends = ends or term.does == "ends"

    def _title(self, group: Group) -> None:
        """Note a colon or a dash: what stands before it without a verb is a title, else what follows is a list."""
        if 0 <= self.tie == group.first - 1:
            self.listing = self.part.verb is not None and self.part.verb.denied
        elif self.part.kind == "main" and self.part.verb is None and self.part.subjects:
            self.part = self._open("main", None, group.last)
            self._mark(group.last, "")
        else:
            self._pause(group)

    def _noun(self, group: Group) -> None:
        part = self.part
        part.latest = group
        word = self.tokens[group.first].word
        if self.denial >= 0 and part.verb is not None and word not in self.listed.nominative:
            self._contrast(group)
        elif self.tie >= 0 and word not in self.listed.subjects:
            tied = (self.tie, group)
            host = self._giver(part) or part
            host.ties.append(tied)
            self.since.append((host.ties, group, False))
            self.tie = -1
        elif part.verb is not None and self.mark and part.ties and part.ties[-1][1].last == self._before(self.border):
            part.ties.append((part.ties[-1][0], group))
            self.since.append((part.ties, group, True))
        elif part.verb is None and not part.subjects and self.mark.endswith("j") and self._follows_tie(part):
            part.ties.append((part.ties[-1][0], group))  # "for research and >teaching<, we"
            self.since.append((part.ties, group, False))
        else:
            if part.verb is None and self.mark == "," and self._lists_purposes(part):  # "for care, sales and law, we"
                part.ties += [(part.ties[-1][0], noun) for noun in part.subjects]
                part.subjects.clear()
                self.since.clear()
            place = part.subjects if part.verb is None else part.objects
            part.denial = max(part.denial, self.denial)
            place.append(group)
            self.since.append((place, group, True))

    def _follows_tie(self, part: Part) -> bool:
        """Tell whether the last border stands right behind a noun phrase that a preposition ties."""
        return bool(part.ties) and part.ties[-1][1].last == self._before(self.border)

    def _lists_purposes(self, part: Part) -> bool:
        """Tell whether what looks like subjects goes on with "for ...": a list of things that ended with "and"."""
        nouns = part.subjects
        if len(nouns) < 2 or not part.ties or not self.tokens[part.ties[-1][0]].word.startswith("for"):
            return False
        joined = "j" in self.tokens[nouns[-1].first - 1].term.tags
        things = not any(set(self.tokens[noun.head].term.groups) - {"data"} for noun in nouns)
        plain = not any(self.tokens[noun.first].word in self.listed.nominative for noun in nouns)
        return joined and things and plain and self._before(nouns[0].first) == part.ties[-1][1].last

    def _giver(self, part: Part) -> Part | None:
        """Give the part above that gives what this one is about: "pass the data we collect >to the buyer<"."""
        over = part.parent
        what = part.kind == "complement" and part.opener >= 0 and self.tokens[part.opener].word in _WHAT
        if self.tokens[self.tie].word != "to" or over is None or not (what or part.kind in ("relative", "participle")):
            return None
        here, above = (self.tokens[one.verb.heads[-1]].term if one.verb else None for one in (part, over))
        if here is None or above is None:
            return None
        takes = bool(_TAKING & set(here.acts)) or here.verb in self.listed.knowing or "H" in here.tags
        return over if takes and not _GIVING & set(here.acts) and _GIVING & set(above.acts) else None

    def _before(self, at: int) -> int:
        """Say where the words before a border end, without the commas, joins and adverbs at it."""
        while at > 0 and (self.tokens[at - 1].term.tags[0] in ",;A" or "j" in self.tokens[at - 1].term.tags):
            at -= 1
        return at

    def _contrast(self, group: Group) -> None:
        """Take a noun phrase behind a "not" that no verb followed: "but not your name", "neither ... nor your name"."""
        part, tie = self.part, self.tie
        word = self.tokens[self.denial].word
        self.tie = -1
        if word in ("neither", "nor"):
            part.denial = max(part.denial, self.denial if word == "neither" else -1)
            part.objects.append(group)
            return
        while part.kind == "infinitive" and tie >= 0 and part.parent is not None and part.parent.verb is not None:
            part = part.parent
        part.contrasts.append((tie, group))

    def _preposition(self, group: Group) -> None:
        if self.tie < 0 or self.tie + 1 != group.first or self.tokens[self.tie].word not in self.listed.ruling:
            self.tie = group.first

    def _condition(self, group: Group) -> None:
        part = self.part
        fact = group.kind == "f"
        bare = part.verb is None and not part.subjects and not part.ties
        host = part
        while host.kind == "condition" and host.parent is not None:
            host = host.parent
        made = self._open("reason" if fact else "condition", host, group.first, group.first)
        made.fronted = bare or (not self.since and self.mark.endswith("j") and "," in self.mark)
        if not fact:
            (self.conditions if made.fronted else host.conditions).append(made)
        self._wait(part)
        self.part, self.tie = made, -1
        self._mark(group.last, "")

    def _wait(self, part: Part) -> None:
        if part.verb is None and part.subjects and part not in self.waiting[-1:]:
            self.waiting.append(part)

    def _list_back(self) -> None:
        """Take in what stands before an "and" and behind a comma: "if you ask, >your name< and address are erased"."""
        if self.mark != "j" or not self.since or not self._fronted():
            return
        place, noun, _bare = self.since[0]
        nouns = [one[-1] if isinstance(one, tuple) else one for one in place]  # a tie stands with its preposition
        at = next(number for number, one in enumerate(nouns) if one is noun)
        first = nouns[at - 1] if at else None
        if first is None or first.last != self._before(self.border):
            return
        listed = first.first > 0 and self.tokens[first.first - 1].word == ","
        if listed and self.tokens[first.first].word not in self.listed.nominative:
            self.since.insert(0, (place, first, True))
            self.mark, self.border = ",", first.first

    def _fronted(self) -> bool:
        """Tell whether the pass is in a condition before what it limits: "if you agree, tell us"."""
        part: Part | None = self.part
        while part is not None and part.kind != "condition":
            part = part.parent
        return part is not None and part.fronted

    def _promote(self) -> None:
        """Open a new part of the sentence's own level for a noun phrase that has more to come before its verb.

        It stands behind the comma of a fronted condition, or behind "but": "but your ability >to use it< is limited".
        """
        nouns = [noun for _place, noun, bare in self.since if bare]
        due = self.part.kind == "condition" and self.part.fronted and "," in self.mark and not self.mark.endswith("j")
        if not nouns or not (due or self.ends) or self.tokens[nouns[0].first].word in self.listed.nominative:
            return
        self._move(nouns[0])
        self.part = self._open("main", None, nouns[0].first)
        self.part.subjects, self.part.latest, self.part.last = nouns, nouns[-1], nouns[-1].last
        self.since = [(self.part.subjects, noun, True) for noun in nouns]

    def _relative(self, group: Group) -> None:
        self._promote()
        part = self.part
        if part.kind == "relative" and part.verb is not None and self.mark.endswith("j") and not self.since:
            made = self._open("relative", part.parent, group.first, group.first)
            made.antecedent = part.antecedent  # "firms that own us, or >that we own<"
            self.part, self.tie = made, -1
            self._mark(group.last, "")
            return
        last = self.part.latest
        close = last is not None and last.last >= self._before(group.first)
        bare = part.verb is not None and (part.verb.last == group.first or part.doubted)
        bare |= self.tokens[group.first].word == "that" and self._states_policy(part)
        made = self._open("relative" if close and not bare else "complement", part, group.first, group.first)
        if made.kind == "relative":
            made.antecedent = self._about(last, who=self.tokens[group.first].word in ("who", "whom"))
        self._wait(part)
        self.part, self.tie = made, -1
        self._mark(group.last, "")

    def _states_policy(self, part: Part) -> bool:
        """Tell whether a part says of "it" what follows: "it is our policy that ...", not "the data that"."""
        it = len(part.subjects) == 1 and self.tokens[part.subjects[0].head].word == "it"
        if not it or part.verb is None or "B" not in self.tokens[part.verb.heads[-1]].term.tags:
            return False
        return not any("data" in self.tokens[noun.head].term.groups for noun in part.objects[:1])

    def _about(self, last: Group | None, *, who: bool) -> Group | None:
        """Give the noun phrase that "who" or "which" is about: the last that names somebody, or no "you" and "us"."""
        nouns = [*self.part.subjects[-1:], *self.part.objects[-1:], *([last] if last is not None else [])]
        if who:
            fitting = [noun for noun in nouns if set(self.tokens[noun.head].term.groups) - {"data", "power"}]
        else:
            fitting = [noun for noun in nouns if self.tokens[noun.head].term.tags[0] not in "WYT"]
        return fitting[-1] if fitting else last

    def _move(self, first: Group) -> None:
        """Take a noun phrase and those behind it out of where they were put: they are a subject after all."""
        part = self.part
        while self.since:
            place, noun, _bare = self.since.pop()
            place.pop()
            if noun is first:
                break
        while part.parent is not None and part.last > first.first:
            part.last = self._before(self.border) if self.mark else first.first
            part = part.parent
