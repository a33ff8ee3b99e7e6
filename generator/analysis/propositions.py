"""Say who does what in a sentence: the propositions of its parts, with subjects, denials and limits carried over.

``we | do not sell | your data | to anyone``: what every practice is asked of.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise
from typing import Any, Final

from generator.analysis.lexicon import Term, Token
from generator.analysis.roles import GOVERN, Roles
from generator.analysis.statements import Phrase, Place, Proposition, Surely
from generator.analysis.structure import Group, Part

_GOING: Final = frozenset({"pass", "move"})


def propositions(tokens: Sequence[Token], found: Sequence[Part], roles: Roles) -> list[Proposition]:
    """All that the parts of a sentence say, in its order."""
    saying = _Saying(tokens, roles)
    said: list[Proposition] = []
    saying.done = {id(one) for part in found if part.conditions and saying.does_so(part) for one in part.conditions}
    for part in found:
        if part.verb is not None:
            said += saying.said(part, part.verb)
        said += saying.named(part)
    return sorted(said, key=lambda one: one.start)


class _Saying:
    def __init__(self, tokens: Sequence[Token], roles: Roles) -> None:
        self.tokens, self.roles, self.listed = tokens, roles, roles.listed
        self.done: set[int] = set()  # the conditions of a "we do so"

    def does_so(self, part: Part) -> bool:
        """Tell whether a part says that we do what its condition says: "if a court orders us to sell, >we do so<"."""
        verb = part.verb
        if verb is None or self.roles.judgement(part).denied or self.roles.who(part)[0] not in ("we", "it"):
            return False
        words = [token.word for token in self.tokens[verb.first : verb.last + 2]]
        # "If it orders us to, we will."
        alone = verb.first == verb.heads[-1] and "M" in self.tokens[verb.first].term.tags
        rest = part.objects or part.ties or self.roles.children(part)
        return (alone and not rest) or any(pair in (("do", "so"), ("does", "so")) for pair in pairwise(words))

    def said(self, part: Part, verb: Group) -> list[Proposition]:
        """Give the propositions of a part: one a verb, and one for each "but not" that takes some back."""
        heads = [self.tokens[at] for at in verb.heads if self.tokens[at].term.acts]
        does = self.tokens[verb.heads[-1]].term.does
        rules = does in ("denies", "supposes") or (does == "unpromised" and self.roles.judgement(part).denied)
        if not heads or (rules and self.roles.children(part)):
            return []
        who, noun = self.roles.who(part)
        if self._goes(part, verb):
            who, noun = "we", None
        doer = self._phrase(noun) if noun is not None and who not in ("we", "you") else None
        denied, void = self.roles.judgement(part).denied, self.roles.judgement(part).void
        said = []
        for token in heads:
            base = Proposition(
                who, token.term.verb, token.term.acts, token.start, token.end, doer, self._surely(part), denied
            )
            base = replace(base, void=void, hedged=part.hedged, place=self._place(part), **self._shared(part, verb))
            back = () if denied else part.contrasts  # "never pass it on, not in a merger" says the same twice
            said += [base, *(self._taken_back(base, tie, noun) for tie, noun in back)]
        return said

    def _place(self, part: Part) -> Place:
        at: Part | None = part
        while at is not None:
            opener = self.tokens[at.opener] if at.opener >= 0 else None
            asserts = opener is not None and (opener.term.does == "supposes" or opener.word in self.listed.contrary)
            if at.kind == "condition" and not asserts:
                return "main" if id(at) in self.done and self.roles.who(part)[0] == "we" else "supposed"
            if at.kind in ("relative", "participle") and not self.roles.judgement(at).void:
                return "aside"
            if at.kind == "gerund" and at.antecedent is not None:
                return "aside"
            at = at.parent
        return "main"

    def _taken_back(self, base: Proposition, tie: int, noun: Group) -> Proposition:
        phrase = self._phrase(noun, tie)
        word = self.tokens[tie].word if tie >= 0 else ""
        turned = replace(base, denied=True)
        if word in self.listed.recipients:
            return replace(turned, to=(phrase,))
        return replace(turned, purposes=(phrase,)) if word in self.listed.purposes else replace(turned, what=(phrase,))

    def _shared(self, part: Part, verb: Group) -> dict[str, Any]:
        """Say what the verbs of a part have in common: objects, recipients, purposes, conditions."""
        what = list(part.objects)
        if verb.passive or self._goes(part, verb):
            what = [*(part.subjects or ([part.antecedent] if part.antecedent else [])), *what]
        elif part.kind == "relative" and part.subjects and part.antecedent is not None:
            what.append(part.antecedent)
        elif part.kind == "gerund" and not what:  # "selling of your data"
            what += [noun for tie, noun in part.ties if tie == verb.last and self.tokens[tie].word == "of"]
        found: dict[str, list[Phrase]] = {"to": [], "source": [], "purposes": [], "conditions": [], "people": []}
        giving = {"share", "advertise", "sell"} & set(self.roles.head(part).acts)
        if giving and len(part.objects) > 1 and self.roles.is_party(part.objects[0]):
            found["to"].append(self._phrase(what.pop(what.index(part.objects[0]))))
        found["people"] += [self._phrase(noun) for noun in what if self.roles.is_some(noun)]
        for tie, noun in part.ties:
            if slot := self._slot(part, verb, tie, noun):
                found[slot].append(self._phrase(noun, tie))
        for one in part.purposes:
            if one.kind == "infinitive" or (one.opener >= 0 and self.tokens[one.opener].word in self.listed.purposes):
                found["purposes"].append(self._span(one.first if one.opener < 0 else one.opener, one.last))
        for one in self.roles.children(part):
            if self._is_purpose(part, one):
                found["purposes"].append(self._span(one.first if one.opener < 0 else one.opener, one.last))
        for one in part.conditions:
            if self.tokens[one.opener].term.does != "supposes":
                found["conditions"].append(self._span(one.first, one.last))
                if any(self.roles.is_some(noun) for noun in (*one.objects, *one.subjects)):
                    found["people"].append(self._span(one.first, one.last))
        others = any(self._does(noun, "other-data") for noun in what)
        phrases = {name: tuple(value) for name, value in found.items()}
        return {"what": tuple(map(self._phrase, what)), "other_data": others, **phrases}

    def _goes(self, part: Part, verb: Group) -> bool:
        """Tell whether things go somewhere by themselves: it is we who send them. "Your data passes to the buyer"."""
        moved = _GOING & set(self.roles.head(part).acts) and not verb.passive and not part.objects
        subjects = part.subjects or ([part.antecedent] if part.antecedent else [])
        return bool(moved and subjects) and any(
            "data" in self.tokens[at].term.groups for one in subjects for at in range(one.first, one.last)
        )

    def _slot(self, part: Part, verb: Group, tie: int, noun: Group) -> str:
        """Say where a noun phrase behind a preposition belongs; nowhere, where it only says more of a noun."""
        word = self.tokens[tie].word
        if word in ("for", "about", "from", "of") and self.roles.is_some(noun):
            return "people"
        leave = any(self.tokens[at].word in self.listed.leave for at in range(noun.first, noun.last))
        limits = word in self.listed.limits or word in self.listed.excepting
        if limits or (leave and word in ("with", "without", "upon", "on")):
            return "conditions"
        before = tie < verb.first and any(one.first < tie for one in part.subjects)
        if before or (
            "data" in self.tokens[noun.head].term.groups and not self.roles.is_party(noun) and word != "with"
        ):
            return ""
        if word in self.listed.recipients:
            return "to"
        if word == "from":
            return "source"
        return "purposes" if word in self.listed.purposes else ""

    def _is_purpose(self, part: Part, inner: Part) -> bool:
        """Tell whether an infinitive or gerund says what for, and not what a verb makes another do."""
        if inner.kind not in ("infinitive", "gerund") or inner.fronted:
            return False
        if inner.opener >= 0:
            return self.tokens[inner.opener].word in self.listed.purposes
        head = self.roles.head(part)
        power = inner.antecedent is not None and "power" in self.tokens[inner.antecedent.head].term.groups
        governs = bool(GOVERN & set(head.acts)) or not head.acts or power
        return inner.kind == "infinitive" and not governs and self.roles.who(inner)[0] == self.roles.who(part)[0]

    def _does(self, noun: Group, what: str) -> bool:
        return any(self.tokens[at].term.does == what for at in range(noun.first, noun.last))

    def _surely(self, part: Part) -> Surely:
        verb, parent = part.verb, part.parent
        if verb is not None and verb.modal in self.listed.may:
            return "may"
        if verb is not None and verb.modal in self.listed.must:
            return "must"
        if part.kind not in ("infinitive", "gerund") or parent is None or parent.verb is None:
            return ""
        head = self.roles.head(parent)
        if part.antecedent is not None and "power" in self.tokens[part.antecedent.head].term.groups:
            return "may"
        if "bind" in head.acts and (part.kind == "infinitive" or self.roles.is_from(part)):
            return "must"
        if part.kind == "gerund":
            return ""
        if head.verb in ("need", "have"):
            return "must"
        return "may" if "permit" in head.acts or "B" in self.tokens[parent.verb.heads[-1]].term.tags else ""

    def named(self, part: Part) -> list[Proposition]:
        """Give the acts that noun phrases name: "the sale of your data", where no verb of an act governs them."""
        head = self.roles.head(part)
        light = (
            part.verb is None or not head.acts or bool({"permit", "ask", "bind"} & set(head.acts)) or bool(head.does)
        )
        nouns = [*part.subjects, *(part.objects if light else ())]
        ways: tuple[str, ...] = ("from",) if head.verb in self.listed.earning else ()
        if light and head.verb in self.listed.engaging:
            ways = "in", "to"
        nouns += [noun for tie, noun in part.ties if self.tokens[tie].word in ways]
        named = [(noun, self._of(part, noun)) for noun in nouns if self.tokens[noun.head].term.noun]
        return [
            self._name(part, noun, of, self.tokens[at], head)
            for noun, of in named
            if of is not None or self.tokens[noun.first].word in self.listed.pointing or self._is_given(part, noun)
            for at in (self._joined(noun.head) if part.verb and part.verb.finite else (noun.head,))
        ]

    def _of(self, part: Part, noun: Group) -> Group | None:
        """Give what the act of a noun is done to: "the sale of >it<", "the sale to others of >it<"."""
        behind = [one for tie, one in part.ties if tie == noun.last and self.tokens[tie].word in self.listed.recipients]
        data = (
            one
            for one in behind
            if one.of >= 0 and "data" in self.tokens[one.of + 1].term.groups + self.tokens[one.last - 1].term.groups
        )
        whole = noun if noun.of >= 0 else next(data, None)
        return Group("np", whole.of + 1, whole.last, head=whole.last - 1) if whole is not None else None

    def _is_given(self, part: Part, noun: Group) -> bool:
        """Tell whether a noun of giving says to whom, if not what: "no disclosures to authorities"."""
        behind = (one for tie, one in part.ties if tie == noun.last and self.tokens[tie].word == "to")
        return "share" in self.tokens[noun.head].term.acts and any(self.roles.is_party(one) for one in behind)

    def _joined(self, at: int) -> Iterator[int]:
        """Give the acts of a list of nouns, from its last: "sale, rental or exchange of it"."""
        while at >= 0 and self.tokens[at].term.noun:
            yield at
            before = at - 1
            while before >= 0 and (self.tokens[before].word == "," or "j" in self.tokens[before].term.tags):
                before -= 1
            at = before if before < at - 1 else -1

    def _name(self, part: Part, noun: Group, of: Group | None, token: Token, head: Term) -> Proposition:
        who = self.roles.owner(noun, part.ties) or (
            self.roles.who(part)[0] if noun in part.objects and part.verb else "we"
        )
        denied, void = self.roles.judgement(part).denied, self.roles.judgement(part).void
        if head.does in ("denies", "supposes"):
            void |= who != "we"
            denied = not denied and not void
        to = tuple(
            self._phrase(one, tie)
            for tie, one in part.ties
            if self.tokens[tie].word in self.listed.recipients and tie > noun.head
        )
        made = Proposition("we" if who == "it" else who, token.term.noun, token.term.acts, token.start, token.end)
        made = replace(
            made, denied=denied or self.roles.no(noun), what=(self._phrase(of),) if of else (), to=to, void=void
        )
        return replace(
            made,
            hedged=part.hedged,
            other_data=of is not None and self._does(of, "other-data"),
            place=self._place(part),
            pointed=of is None,
        )

    def _phrase(self, noun: Group, tie: int = -1) -> Phrase:
        """Give a noun phrase with the preposition that ties it, which in a list stands before the first one only."""
        beside = tie >= 0 and all("p" in token.term.tags for token in self.tokens[tie + 1 : noun.first])
        if tie < 0 or beside:
            return self._span(noun.first if tie < 0 else tie, noun.last)
        whole = self._span(noun.first, noun.last)
        return Phrase(f"{self.tokens[tie].word} {whole.text}", whole.start, whole.end)

    def _span(self, first: int, last: int) -> Phrase:
        words = self.tokens[first:last]
        return Phrase(" ".join(token.word for token in words).replace(" ,", ","), words[0].start, words[-1].end)
