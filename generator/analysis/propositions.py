"""Says who does what in a sentence: the propositions of its parts, with subjects, denials and limits carried over.

``we | do not sell | your data | to anyone``: what every practice is asked of. A passive without a doer is ours; "to"
borrows the subject of the verb before it, or its object ("we require them to keep it"); a "not" over "allow", "want"
or "use" reaches what these verbs govern.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any, Final, Literal

from generator.analysis.groups import Group
from generator.analysis.lexicon import Term, Token
from generator.analysis.parts import Part

Who = Literal["we", "you", "they", "nobody", "it"]
Surely = Literal["", "may", "must"]
Place = Literal["main", "aside", "supposed"]


@dataclass(frozen=True, slots=True)
class Phrase:
    """Some words of the sentence and where they stand in it."""

    text: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Proposition:
    """One statement of a sentence.

    ``who`` acts, in the words of ``doer`` where they are not "we" or "you". ``act`` is the verb's base, ``acts`` the
    lists of words.yml that have it. ``what`` it is done to, ``to`` whom or ``source`` from whom it goes, ``purposes``
    it is done for, ``conditions`` it is done under, ``people`` for whom alone it holds. ``denied`` that it is done;
    ``void``: neither said nor denied ("whether we sell it"). ``hedged``: as a rule only. ``other_data``: no one's.
    ``place``: "aside" where it only says which noun is meant ("the data that you give us"), "supposed" in a condition.
    The offsets are those of the verb.
    """

    who: Who
    act: str
    acts: tuple[str, ...]
    start: int
    end: int
    doer: Phrase | None = None
    surely: Surely = ""
    denied: bool = False
    what: tuple[Phrase, ...] = ()
    to: tuple[Phrase, ...] = ()
    source: tuple[Phrase, ...] = ()
    purposes: tuple[Phrase, ...] = ()
    conditions: tuple[Phrase, ...] = ()
    people: tuple[Phrase, ...] = ()
    void: bool = False
    hedged: bool = False
    other_data: bool = False
    place: Place = "main"

    def __str__(self) -> str:
        """The proposition in a line that can be read aloud."""
        doer = self.who if self.doer is None or self.who in ("we", "you") else self.doer.text
        may = {"": "", "may": "may", "must": "must"}[self.surely]
        verb = " ".join(filter(None, (may, ("not" if may else "do not") if self.denied else "", self.act)))
        said = [doer, verb]
        said += [" + ".join(phrase.text for phrase in self.what)] if self.what else []
        for phrases in (self.to, self.source, self.purposes, self.conditions):
            said += [" + ".join(phrase.text for phrase in phrases)] if phrases else []
        said += ["only " + " + ".join(phrase.text for phrase in self.people)] if self.people else []
        marks = ("void", self.void), ("as a rule", self.hedged), ("other data", self.other_data)
        said += [mark for mark, so in marks if so]
        return " | ".join((*said, self.place) if self.place != "main" else said)


# Verbs whose object does what their infinitive says.
_GOVERN: Final = frozenset({"bind", "permit", "ask"})
_WISHES: Final = frozenset({"want", "help", "prevent", "expect", "wish", "need"})
_ENGAGE: Final = frozenset({"engage", "participate", "be", "take"})
_MODALS: Final[dict[str, Surely]] = {
    **dict.fromkeys(("may", "might", "can", "could", "would", "cannot", "ca"), "may"),
    **dict.fromkeys(("must", "should"), "must"),
}
_PERSONS: Final[dict[str, Who]] = {"W": "we", "Y": "you", "T": "they", "I": "it"}
_RECIPIENT: Final = frozenset({"to", "with", "among", "between", "amongst", "onto", "into"})
_PURPOSE: Final = frozenset(
    {"for", "for the purpose of", "for the purposes of", "in order to", "so as to", "as part of", "in connection with"}
)
_LIMIT: Final = frozenset(
    {"except", "except for", "other than", "apart from", "save for", "subject to", "with the exception of", "without"}
    | {"irrespective of", "regardless of", "in case of", "in the event of", "in response to", "in compliance with"}
    | {"pursuant to", "depending on", "except as"}
)
_LEAVE: Final = frozenset({"consent", "permission", "approval", "authorisation", "authorization", "agreement", "knowledge"})
_MEANWHILE: Final = frozenset({"by", "after", "before", "when", "while", "upon", "on"})
_OURS: Final = frozenset({"our", "the", "this", "these"})
_FOREIGN: Final = frozenset({"third party", "third", "other", "linked", "external", "outside"})
_NOTHING: Final = Term("n")


class Readings:
    """What the parts of one sentence say."""

    def __init__(self, tokens: Sequence[Token], found: Sequence[Part]) -> None:
        """Work out who acts in each part, and what is denied; parents come before what they govern."""
        self.tokens = tokens
        self.parts = found
        self._who: dict[int, tuple[Who, Group | None]] = {}
        self._sense: dict[int, tuple[bool, bool]] = {}
        for part in found:
            self._who[id(part)] = self._actor(part)
            self._sense[id(part)] = self._senses(part)

    def propositions(self) -> list[Proposition]:
        """All that the sentence says, in its order."""
        said: list[Proposition] = []
        for part in self.parts:
            if part.verb is not None:
                said += self._said(part, part.verb)
            said += self._named(part)
        return sorted(said, key=lambda one: one.start)

    def who(self, part: Part) -> tuple[Who, Group | None]:
        """Who acts in a part, and the noun phrase that says so, if one does."""
        return self._who[id(part)]

    def denied(self, part: Part) -> bool:
        """Whether the part's verbs are denied."""
        return self._sense[id(part)][0]

    def void(self, part: Part) -> bool:
        """Whether the part neither says nor denies what it speaks of."""
        return self._sense[id(part)][1]

    # What is denied.

    def _senses(self, part: Part) -> tuple[bool, bool]:
        """Whether a part is denied, and whether it is void."""
        denied = part.denied or (part.verb is not None and part.verb.denied)
        nouns = [*(part.subjects if part.kind != "relative" else ()), *part.objects, *(noun for _, noun in part.ties)]
        denied |= any(self._no(noun) for noun in nouns)
        opener = self.tokens[part.opener].term.does if part.opener >= 0 else ""
        parent = part.parent
        over, void = self._sense[id(parent)] if parent is not None else (False, False)
        head = self._head(parent)
        if part.kind in ("infinitive", "gerund"):
            if opener == "supposes" or (head.does == "unpromised" and over):
                return denied, True
            if opener == "denies" or head.does == "denies":
                return (denied if part.verb is not None and part.verb.denied else not over), void
            if part.kind == "infinitive" or (part.opener >= 0 and self.tokens[part.opener].word not in _MEANWHILE):
                denied |= over
            return denied, void
        if part.kind == "complement" and parent is not None:
            unsaid = over and (head.does == "unpromised" or parent.doubted or self._unpromised(parent))
            return denied or (over and bool(_GOVERN & set(head.acts))), void or unsaid
        if part.kind == "relative" and parent is not None:
            return denied, over and self._unpromised(parent)
        return denied, opener == "supposes"

    def _head(self, part: Part | None) -> Term:
        """What is known of the last verb of a part."""
        return self.tokens[part.verb.heads[-1]].term if part is not None and part.verb is not None else _NOTHING

    def _unpromised(self, part: Part) -> bool:
        nouns = [*part.objects, *part.subjects]
        return any(self.tokens[noun.head].term.does == "unpromised" for noun in nouns)

    def _no(self, noun: Group) -> bool:
        """Whether a noun phrase denies by itself: "nobody", "no data", "none of it"."""
        return self.tokens[noun.first].term.does == "denies"

    # Who acts.

    def _actor(self, part: Part) -> tuple[Who, Group | None]:
        verb = part.verb
        if verb is None:
            return self._person(part.subjects)
        if verb.passive:
            doer = next((noun for at, noun in part.ties if self.tokens[at].word == "by"), None)
            if doer is not None and self._is_party(doer):
                return self._person([doer])
            suffers = part.subjects or ([part.antecedent] if part.antecedent else [])
            ours = bool(suffers) and self._person(suffers)[0] == "we" and bool({"bind", "ask"} & set(self._head(part).acts))
            return ("they", None) if ours else ("we", None)
        if part.kind in ("infinitive", "gerund"):
            return self._borrowed(part)
        if part.subjects:
            return self._person(part.subjects)
        if part.antecedent is not None:
            return self._person([part.antecedent])
        order = verb.form == "b" and not verb.modal and part.kind == "main"
        return ("you" if order else "we"), None

    def _borrowed(self, part: Part) -> tuple[Who, Group | None]:
        """The subject of an infinitive or a gerund: that of the verb before it, or its object."""
        parent, noun = part.parent, part.antecedent
        if parent is None:
            return "we", None
        if noun is not None and "power" in self.tokens[noun.head].term.groups:
            owner = self._owner(noun)
            waits = noun in parent.subjects or parent.verb is None
            return (owner or "you", None) if owner or waits else self._who[id(parent)]
        if part.kind == "gerund" and noun is not None and self._is_party(noun) and noun in parent.subjects:
            return self._person([noun])
        if part.fronted:
            after = next((one for one in self.parts if one.first > part.first and one.kind == "main" and one.verb), None)
            return self._actor(after) if after is not None else ("we", None)
        head = self._head(parent)
        governs = bool(_GOVERN & set(head.acts)) or head.verb in _WISHES
        if parent.verb is not None and (part.kind == "infinitive" or (governs and self._from(part))):
            if governs and parent.verb.passive:
                return self._person(parent.subjects or ([parent.antecedent] if parent.antecedent else []))
            party = [one for one in parent.objects if self._is_party(one)]
            if party and (governs or (head.verb != "have" and "share" not in head.acts)):
                return self._person(party)
        if part.kind == "gerund" and noun is not None and part.opener < 0 and self._is_party(noun):
            return self._person([noun])
        return self._who[id(parent)]

    def _from(self, part: Part) -> bool:
        return part.opener >= 0 and self.tokens[part.opener].word == "from"

    def _owner(self, noun: Group) -> Who | None:
        """Whose a thing is: "your right", "our disclosure"."""
        word = self.tokens[noun.first].word
        return "you" if word == "your" else "we" if word == "our" else None

    def _is_party(self, noun: Group) -> bool:
        term = self.tokens[noun.head].term
        return term.tags[0] in "WYTN" or any(group not in ("data", "power") for group in term.groups)

    def _person(self, nouns: Sequence[Group]) -> tuple[Who, Group | None]:
        """Who some joined noun phrases are: we, where one of them is."""
        found = [(self._single(noun), noun) for noun in nouns]
        chief = next((one for who in ("we", "you", "nobody") for one in found if one[0] == who), None)
        return chief or (found[0] if found else ("we", None))

    def _single(self, noun: Group) -> Who:
        token, first = self.tokens[noun.head], self.tokens[noun.first]
        tag, groups = token.term.tags[0], token.term.groups
        if tag == "N" or self._no(noun):
            return "nobody"
        if tag in "WYTI" and noun.last - noun.first == 1:
            return _PERSONS[tag]
        if "service" in groups and first.word in _OURS and (not token.word.endswith("s") or first.word == "our"):
            others = any(one.word in _FOREIGN for one in self.tokens[noun.first : noun.head])
            return "they" if others else "we"
        if "staff" in groups and first.word == "our":
            return "we"
        return "you" if "reader" in groups else "they"

    # What is said.

    def _said(self, part: Part, verb: Group) -> list[Proposition]:
        """The propositions of a part with a verb: one a verb, and one for each "but not" that takes some of it back."""
        heads = [self.tokens[at] for at in verb.heads if self.tokens[at].term.acts]
        rules = self.tokens[verb.heads[-1]].term.does in ("denies", "unpromised")
        if not heads or (rules and any(one.parent is part for one in self.parts)):
            return []
        who, noun = self.who(part)
        doer = self._phrase(noun) if noun is not None and who not in ("we", "you") else None
        denied, void = self._sense[id(part)]
        said = []
        for token in heads:
            base = Proposition(who, token.term.verb, token.term.acts, token.start, token.end, doer, self._surely(part), denied)
            base = replace(base, void=void, hedged=part.hedged, place=self._place(part), **self._shared(part, verb))
            said += [base, *(self._taken_back(base, tie, noun) for tie, noun in part.contrasts)]
        return said

    def _place(self, part: Part) -> Place:
        at: Part | None = part
        while at is not None:
            if at.kind == "condition" and not (at.opener >= 0 and self.tokens[at.opener].term.does == "supposes"):
                return "supposed"
            if at.kind in ("relative", "participle") and not self.void(at):
                return "aside"
            if at.kind == "gerund" and at.antecedent is not None:
                return "aside"
            at = at.parent
        return "main"

    def _taken_back(self, base: Proposition, tie: int, noun: Group) -> Proposition:
        phrase = self._phrase(noun, tie)
        word = self.tokens[tie].word if tie >= 0 else ""
        name = "to" if word in _RECIPIENT else "purposes" if word in _PURPOSE else "what"
        return replace(base, denied=not base.denied, **{name: (phrase,)})

    def _shared(self, part: Part, verb: Group) -> dict[str, Any]:
        """What the verbs of a part have in common: objects, recipients, purposes, conditions."""
        what = list(part.objects)
        if verb.passive:
            what = [*(part.subjects or ([part.antecedent] if part.antecedent else [])), *what]
        elif part.kind == "relative" and part.subjects and part.antecedent is not None:
            what.append(part.antecedent)
        found: dict[str, list[Phrase]] = {"to": [], "source": [], "purposes": [], "conditions": [], "people": []}
        giving = {"share", "advertise", "sell"} & set(self._head(part).acts)
        if giving and len(part.objects) > 1 and self._is_party(part.objects[0]):
            found["to"].append(self._phrase(what.pop(what.index(part.objects[0]))))
        found["people"] += [self._phrase(noun) for noun in what if self._does(noun, "other-people")]
        for tie, noun in part.ties:
            if slot := self._slot(part, verb, tie, noun):
                found[slot].append(self._phrase(noun, tie))
        for one in part.purposes:
            if one.kind == "infinitive" or (one.opener >= 0 and self.tokens[one.opener].word in _PURPOSE):
                found["purposes"].append(self._span(one.first if one.opener < 0 else one.opener, one.last))
        for one in self.parts:
            if one.parent is part and self._is_purpose(part, one):
                found["purposes"].append(self._span(one.first if one.opener < 0 else one.opener, one.last))
        for one in part.conditions:
            if self.tokens[one.opener].term.does != "supposes":
                found["conditions"].append(self._span(one.first, one.last))
                if any(self._does(noun, "other-people") for noun in (*one.objects, *one.subjects)):
                    found["people"].append(self._span(one.first, one.last))
        others = any(self._does(noun, "other-data") for noun in what)
        phrases = {name: tuple(value) for name, value in found.items()}
        return {"what": tuple(map(self._phrase, what)), "other_data": others, **phrases}

    def _slot(self, part: Part, verb: Group, tie: int, noun: Group) -> str:
        """Where a noun phrase behind a preposition belongs; nowhere, where it only says more of a noun."""
        word = self.tokens[tie].word
        if word in ("for", "about", "from", "of") and self._does(noun, "other-people"):
            return "people"
        leave = any(self.tokens[at].word in _LEAVE for at in range(noun.first, noun.last))
        if word in _LIMIT or (leave and word in ("with", "without", "upon", "on")):
            return "conditions"
        before = tie < verb.first and any(one.first < tie for one in part.subjects)
        if before or ("data" in self.tokens[noun.head].term.groups and not self._is_party(noun) and word != "with"):
            return ""
        return "to" if word in _RECIPIENT else "source" if word == "from" else "purposes" if word in _PURPOSE else ""

    def _is_purpose(self, part: Part, inner: Part) -> bool:
        """Whether an infinitive or gerund says what for, and not what a verb makes another do."""
        if inner.kind not in ("infinitive", "gerund") or inner.fronted:
            return False
        if inner.opener >= 0:
            return self.tokens[inner.opener].word in _PURPOSE
        head = self._head(part)
        power = inner.antecedent is not None and "power" in self.tokens[inner.antecedent.head].term.groups
        governs = bool(_GOVERN & set(head.acts)) or not head.acts or power
        return inner.kind == "infinitive" and not governs and self.who(inner)[0] == self.who(part)[0]

    def _does(self, noun: Group, what: str) -> bool:
        return any(self.tokens[at].term.does == what for at in range(noun.first, noun.last))

    def _surely(self, part: Part) -> Surely:
        verb, parent = part.verb, part.parent
        if verb is not None and verb.modal in _MODALS:
            return _MODALS[verb.modal]
        if part.kind not in ("infinitive", "gerund") or parent is None or parent.verb is None:
            return ""
        head = self._head(parent)
        if part.antecedent is not None and "power" in self.tokens[part.antecedent.head].term.groups:
            return "may"
        if "bind" in head.acts and (part.kind == "infinitive" or self._from(part)):
            return "must"
        if part.kind == "gerund":
            return ""
        if head.verb in ("need", "have"):
            return "must"
        return "may" if "permit" in head.acts or "B" in self.tokens[parent.verb.heads[-1]].term.tags else ""

    def _named(self, part: Part) -> list[Proposition]:
        """The acts that noun phrases name: "the sale of your data", where no verb of an act governs them."""
        head = self._head(part)
        light = part.verb is None or not head.acts or bool({"permit", "ask", "bind"} & set(head.acts)) or bool(head.does)
        nouns = [*part.subjects, *(part.objects if light else ())]
        nouns += [noun for tie, noun in part.ties if light and head.verb in _ENGAGE and self.tokens[tie].word in ("in", "to")]
        return [self._name(part, noun, head) for noun in nouns if noun.of >= 0 and self.tokens[noun.head].term.noun]

    def _name(self, part: Part, noun: Group, head: Term) -> Proposition:
        token = self.tokens[noun.head]
        of = Group("np", noun.of + 1, noun.last, head=noun.last - 1)
        who = self._owner(noun) or (self.who(part)[0] if noun in part.objects and part.verb else "we")
        denied, void = self._sense[id(part)]
        if head.does == "denies":
            void |= who != "we"
            denied = not denied and not void
        to = tuple(self._phrase(one, tie) for tie, one in part.ties if self.tokens[tie].word in _RECIPIENT and tie > noun.head)
        made = Proposition("we" if who == "it" else who, token.term.noun, token.term.acts, token.start, token.end)
        made = replace(made, denied=denied or self._no(noun), what=(self._phrase(of),), to=to, void=void)
        return replace(made, hedged=part.hedged, other_data=self._does(of, "other-data"), place=self._place(part))

    def _phrase(self, noun: Group, tie: int = -1) -> Phrase:
        """A noun phrase with the preposition that ties it, which in a list stands before the first one only."""
        beside = tie >= 0 and all("p" in token.term.tags for token in self.tokens[tie + 1 : noun.first])
        if tie < 0 or beside:
            return self._span(noun.first if tie < 0 else tie, noun.last)
        whole = self._span(noun.first, noun.last)
        return Phrase(f"{self.tokens[tie].word} {whole.text}", whole.start, whole.end)

    def _span(self, first: int, last: int) -> Phrase:
        words = self.tokens[first:last]
        return Phrase(" ".join(token.word for token in words).replace(" ,", ","), words[0].start, words[-1].end)
