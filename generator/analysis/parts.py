"""Put a sentence's groups together to its parts: each with its subject, verbs, objects, and what limits it.

One pass from left to right. A part opens at "if", at "which", at "to" or at a verb that has a subject of its own; a
noun phrase whose verb has not come yet ("the data that you gave us ... may be shared") waits on a stack.
"""

from __future__ import annotations

from collections.abc import Sequence

from generator.analysis.lexicon import Token
from generator.analysis.parting import Parting
from generator.analysis.structure import Group, Kind, Part
from generator.words import SentenceWords


def parts(tokens: Sequence[Token], groups: Sequence[Group], listed: SentenceWords) -> list[Part]:
    """Give the parts of a sentence in the order in which they begin."""
    reading = _Parting(tokens, listed)
    for group in groups:
        reading.take(group)
    return reading.done


class _Parting(Parting):
    """Take each group to the part where it belongs."""

    def take(self, group: Group) -> None:
        """Put one group where it belongs."""
        kind = group.kind
        if kind == "np":
            self._noun(group)
        elif kind == "vg":
            self._verb(group)
        elif kind == "p":
            self._preposition(group)
        elif kind in (",", "j") or (kind == ";" and self.listing):
            self._pause(group)
        elif kind in (":", "-"):
            self._title(group)
        elif kind in "cf":
            self._condition(group)
        elif kind == "r":
            self._relative(group)
        elif kind == "X":
            self.denial = group.first
            if " " in self.tokens[group.first].word and self.part.verb is not None:
                self.part.denial = group.first  # "sold under no circumstances"
        elif kind in ";.?!":
            self._stop(group)
        elif kind == "A":
            self.part.hedged |= self.tokens[group.first].term.does == "hedges"
            self.part.doubted |= self.tokens[group.first].term.does == "unpromised"
        if kind in ("np", "vg", "p", "c", "r"):
            self._reach(group.last)

    def _verb(self, group: Group) -> None:
        part = self.part
        if part.verb is not None and group.finite:
            self._list_back()
        supposed = self.tie >= 0 and self.tokens[self.tie].term.does == "supposes"
        if group.opener == "to" or (group.form == "g" and not group.finite) or supposed:
            self._bare(group)
        elif main := self._named_by(part):
            self._set(main, group)
        elif self._orders(group):
            self._set(self._main() if part.verb is not None or part.subjects else part, group)
        elif group.subject is not None:
            made = part if part.verb is None and not part.subjects else self._main()
            made.subjects = [group.subject]
            self._set(made, group)
        elif self._reduced(group):
            self._promote()
            self._participle(group)
        elif part.verb is None:
            self._first_verb(group)
        elif self._goes_on(part, group):
            self._resume(group)
        elif nouns := [noun for _place, noun, bare in self.since if bare]:
            self._subject(group, nouns)
        elif self.waiting and (
            not self.mark or (self.mark == "," and part.kind in ("relative", "participle", "gerund"))
        ):
            self._resume(group)
        elif self.mark == "," and group.form == "b" and not group.helped and not group.denied and self._fronted():
            self._set(self._main(), group)
        elif self.mark:
            self._join(group)
        else:
            self._set(self._open("main", part, group.first), group)

    def _orders(self, group: Group) -> bool:
        """Tell whether a verb says what to do: "please write", "to see it, log in"."""
        plain = group.form == "b" and not group.helped
        if plain and any(self.tokens[at].word == "please" for at in range(max(0, group.first - 1), group.heads[0])):
            return True
        told = plain and self.mark == "," and self.part.kind == "infinitive" and self.part.fronted
        return told and self.tokens[group.heads[0]].term.verb in self.listed.steps

    def _named_by(self, part: Part) -> Part | None:
        """Give the part whose subject a gerund is, where its verb comes: ">selling data< is not what we do"."""
        host = part.parent
        bare = host is not None and host.kind == "main" and host.verb is None and not host.subjects
        if self.mark or not bare or part.kind != "gerund" or not part.fronted or part.verb is None or self.tie >= 0:
            return None
        return host

    def _goes_on(self, part: Part, group: Group) -> bool:
        """Tell whether a verb belongs to what stands before a condition: "vendors, wherever they are, >receive< it"."""
        ended = self.mark == "," and not self.since and part.kind == "condition" and not part.fronted
        return ended and bool(self.waiting) and group.finite and not group.helped

    def _first_verb(self, group: Group) -> None:
        part = self.part
        nouns = part.subjects
        if part.kind == "condition" and part.fronted and self.mark == "," and 0 < len(self.since) < len(nouns):
            self._subject(group, [noun for _place, noun, _bare in self.since])  # a verb that no list has came before
            return
        inner = len(nouns) > 1 and self.tokens[nouns[-1].first].word in self.listed.nominative
        inner &= inner and self.tokens[nouns[-1].first - 1].term.tags[0] not in ",j;:"  # "times you have seen it"
        if len(nouns) > 1 and (nouns[-2].last == nouns[-1].first or inner):
            self._inner(part, nouns.pop(), group)
        elif not nouns and self.waiting and part.kind not in ("relative", "complement") and group.helped:
            self._resume(group)
        else:
            self._set(part, group)

    def _inner(self, host: Part, noun: Group, group: Group) -> None:
        """Open a part about a noun that no "that" opens: "the data we hold"."""
        made = self._open("relative", host, noun.first)
        before = (*host.objects, *host.subjects, *(one for _, one in host.ties[-1:]))
        made.antecedent = next((one for one in before if one.last == noun.first), None)
        made.kind = "relative" if made.antecedent is not None else "complement"
        made.subjects = [noun]
        self._wait(host)
        self._set(made, group)

    def _subject(self, group: Group, nouns: list[Group]) -> None:
        """Take a verb behind noun phrases, in a part that has its verb: whose subject are they?"""
        part = self.part
        last = nouns[-1]
        nominative = self.tokens[last.first].word in self.listed.nominative and last.last - last.first == 1
        if not self.mark and self.tokens[last.first].word == "we" and (main := self._bare_main()):
            self._move(last)
            main.subjects = [last]
            self._set(main, group)
            return
        if not self.mark:
            beside = len(nouns) > 1 and nouns[-2].last == last.first
            if self.waiting and not (nominative and self.tokens[last.first].word != "you") and not beside:
                self._resume(group)
            else:
                self._move(last)
                self._inner(part, last, group)
            return
        self._move(nouns[0])
        contrary = self.ends and self.tokens[nouns[0].first].term.tags[0] not in "TI"  # "but it" is still about it
        made = self._main()
        made.contrary = contrary
        made.first = min(made.first, nouns[0].first)
        if len(nouns) > 1 and nouns[-2].last == last.first:
            made.subjects = nouns[:-1]
            self._inner(made, last, group)
            return
        made.subjects = nouns
        self._set(made, group)

    def _bare_main(self) -> Part | None:
        """Give the part of the sentence's own level that waits for its first words: "for those who ask we keep it"."""
        part = self.part
        if part.kind == "condition" and part.fronted:
            return self._open("main", None, self.border)
        while part.parent is not None:
            part = part.parent
        return part if part.verb is None and not part.subjects else None

    def _main(self) -> Part:
        """Open a new part of the sentence's own level, or one of the condition that goes on."""
        inside = self.part
        while inside.kind != "condition" and inside.parent is not None:
            inside = inside.parent
        if inside.kind == "condition" and "," not in self.mark and not self.ends:
            made = self._open("condition", inside.parent, self.border, inside.opener)
            made.fronted = inside.fronted
            if inside.fronted:
                self.conditions.append(made)
            elif inside.parent is not None:
                inside.parent.conditions.append(made)
            return made
        self.waiting.clear()
        return self._open("main", None, self.border)

    def _join(self, group: Group) -> None:
        """Take a verb without subject behind a comma or "and": it goes on with the subject of one before."""
        host = self.part
        while host.verb is not None and host.parent is not None and not self._alike(host.verb, group):
            host = host.parent
        if host.verb is None or not self._alike(host.verb, group):
            host = self.part
        over = host.verb
        assert over is not None
        made = self._open(host.kind, host.parent, group.first, host.opener)
        made.subjects, made.antecedent, made.fronted = host.subjects, host.antecedent, host.fronted
        same = over.form in self.tokens[group.heads[0]].term.forms and over.form in "bn"
        if not group.helped and not self.ends and same and (over.helped or over.passive or over.opener):
            group.denied = group.denied or over.denied or host.denial >= 0
            group.modal, group.opener = group.modal or over.modal, group.opener or over.opener
            group.passive, group.helped = group.passive or over.passive, over.helped
        if host.kind == "condition":
            (self.conditions if host.fronted else host.parent.conditions if host.parent else []).append(made)
        self._set(made, group)

    def _alike(self, one: Group, other: Group) -> bool:
        if other.helped or (other.finite and other.passive):
            return one.finite
        plain = one.finite and other.finite and not one.helped and one.form in "bsd"
        return one.form in self.tokens[other.heads[0]].term.forms or plain

    def _resume(self, group: Group) -> None:
        """Give the verb to the noun phrase that waits for it."""
        self._set(self.waiting.pop(), group)

    def _reduced(self, group: Group) -> bool:
        """Tell whether a participle without help says which noun is meant: "the data collected from you"."""
        term, last = self.tokens[group.heads[0]].term, self.part.latest
        if group.helped or group.passive or "n" not in term.forms or "b" in term.forms or last is None:
            return False
        beside = all(token.term.tags[0] == "A" for token in self.tokens[last.last : group.heads[0]])
        pronoun = last.last - last.first == 1 and self.tokens[last.first].term.tags[0] in "WYT"
        if pronoun or not beside or any(token.term.tags[0] in "BH" for token in self.tokens[group.first : group.last]):
            return False
        after = self.tokens[group.last].term.tags[0] if group.last < len(self.tokens) else "."
        return after not in "DWYTINne"

    def _participle(self, group: Group) -> None:
        made = self._open("participle", self.part, group.first)
        made.antecedent = self.part.latest
        group.passive = True
        self._wait(self.part)
        self._set(made, group)

    def _bare(self, group: Group) -> None:
        """Open a part for an infinitive or a gerund, which borrows its subject."""
        beside = bool(self.since) and self.since[-1][1].last == group.first and group.opener != "to"
        if (self.ends or beside) and self.tie < 0:
            self._promote()
        part = self.part
        kind: Kind = "infinitive" if group.opener == "to" else "gerund"
        over: Part | None = part if self.mark and not self.since and self.tie < 0 else None
        while over is not None and over.kind != kind:
            over = over.parent if kind == "infinitive" else None
        host, opener = (over.parent, over.opener) if over is not None and over.parent is not None else (part, self.tie)
        made = self._open(kind, host, group.first, opener)
        last = self.part.latest
        if last is not None and last.last == group.first and opener < 0:
            made.antecedent = last
            if part.ties and part.ties[-1][1] is last and self.tokens[part.ties[-1][0]].word == "for":
                made.subjects = [part.ties.pop()[1]]  # "necessary for us to keep it"
        if part.verb is None and not part.subjects:
            made.fronted = True
            self.purposes.append(made)
        self._wait(part)
        self._set(made, group)

    def _set(self, part: Part, group: Group) -> None:
        """Give a part its verb; what follows belongs to it."""
        part.verb = group
        part.hedged |= group.hedged
        if 0 <= self.denial < group.first and not group.denied:
            part.denial = self.denial
        if part.kind == "main":
            part.conditions = [*self.conditions, *part.conditions]
            part.purposes = list(self.purposes)
        self.part, self.tie = part, -1
        self._mark(group.last, "")
