"""Says who does what in a sentence: the propositions of its parts, with subjects, denials and limits carried over.

``we | do not sell | your data | to anyone``: what every practice is asked of. A passive without a doer is ours; "to"
borrows the subject of the verb before it, or its object ("we require them to keep it"); a "not" over "allow", "want"
or "use" reaches what these verbs govern.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from generator.analysis.groups import Group
from generator.analysis.lexicon import Token
from generator.analysis.parts import Part

Who = Literal["we", "you", "they", "nobody", "it"]
Surely = Literal["", "may", "must"]


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
    ``aside`` where it only says which noun is meant ("the data that you give us"). The offsets are those of the verb.
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
    aside: bool = False

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
        marks = ("void", self.void), ("as a rule", self.hedged), ("other data", self.other_data), ("aside", self.aside)
        return " | ".join((*said, *(mark for mark, so in marks if so)))


# Verbs whose object does what their infinitive says.
_GOVERN = frozenset({"bind", "permit", "ask"})
# How sure what they govern is.
_SURELY: dict[str, Surely] = {"bind": "must", "permit": "may"}
_MODALS: dict[str, Surely] = {
    **dict.fromkeys(("may", "might", "can", "could", "would", "cannot", "ca"), "may"),
    **dict.fromkeys(("must", "should"), "must"),
}
_RECIPIENT = frozenset({"to", "with", "among", "between", "amongst", "onto", "into"})
_PURPOSE = frozenset(
    {"for", "for the purpose of", "for the purposes of", "in order to", "so as to", "as part of", "in connection with"}
)
_LIMIT = frozenset(
    {"except", "except for", "other than", "apart from", "save for", "subject to", "with the exception of", "without"}
    | {"irrespective of", "regardless of", "in case of", "in the event of", "in response to", "in compliance with"}
    | {"pursuant to", "depending on", "except as"}
)
_LEAVE = frozenset({"consent", "permission", "approval", "authorisation", "authorization", "agreement", "knowledge"})
_OURS = frozenset({"our", "the", "this", "these", "ourselves"})
_THINGS = frozenset({"cookie", "cookies", "server", "servers", "system", "systems"})


class Readings:
    """What the parts of one sentence say; :meth:`propositions` gives all, :meth:`role` what one part says."""

    def __init__(self, tokens: Sequence[Token], found: Sequence[Part]) -> None:
        """Work out who acts in each part, and what is denied; parents come before what they govern."""
        self.tokens = tokens
        self.parts = found
        self._who: dict[int, tuple[Who, Group | None]] = {}
        self._denied: dict[int, bool] = {}
        self._void: dict[int, bool] = {}
        for part in found:
            self._judge(part)

    def propositions(self) -> list[Proposition]:
        """All that the sentence says, in its order."""
        said: list[Proposition] = []
        for part in self.parts:
            if part.verb is not None:
                said += self._said(part)
            said += self._acts_as_nouns(part)
        return sorted(said, key=lambda one: one.start)

    def who(self, part: Part) -> tuple[Who, Group | None]:
        """Who acts in a part, and the noun phrase that says so, if one does."""
        return self._who[id(part)]

    def denied(self, part: Part) -> bool:
        """Whether the part's verbs are denied."""
        return self._denied[id(part)]

    def void(self, part: Part) -> bool:
        """Whether the part neither says nor denies what it speaks of."""
        return self._void[id(part)]

    def _judge(self, part: Part) -> None:
        self._denied[id(part)] = self._void[id(part)] = False
        self._who[id(part)] = self._actor(part)
        verb = part.verb
        denied = part.denied or (verb is not None and verb.denied)
        denied |= any(self._no(noun) for noun in part.subjects) and part.kind != "relative"
        denied |= any(self._no(noun) for noun in part.objects) or any(self._no(noun) for _, noun in part.ties)
        if verb is not None and self.tokens[verb.heads[0]].term.does == "denies" and not part.objects:
            pass
        void = False
        parent = part.parent
        if parent is not None and parent.verb is not None and part.kind in ("infinitive", "gerund"):
            over = self._denied[id(parent)]
            head = self.tokens[parent.verb.heads[-1]].term
            opener = self.tokens[part.opener] if part.opener >= 0 else None
            if (part.opener >= 0 and opener is not None and opener.term.does == "denies") or head.does == "denies":
                denied = denied != (not over) if not denied else denied
            elif opener is not None and opener.term.does == "supposes":
                void = True
            elif head.does == "unpromised" and over:
                void = True
            else:
                denied |= over and not (opener is not None and opener.word in ("by", "after", "before", "when", "while"))
            void |= self._void[id(parent)]
        elif part.kind == "gerund" and part.opener >= 0 and self.tokens[part.opener].term.does:
            denied |= self.tokens[part.opener].term.does == "denies"
            void |= self.tokens[part.opener].term.does == "supposes"
        if part.kind == "relative" and part.antecedent is None and parent is not None and parent.verb is not None:
            head = self.tokens[parent.verb.heads[-1]].term
            if self._denied[id(parent)]:
                if head.does == "unpromised" or self._says_unpromised(parent):
                    void = True
                elif {"permit", "ask"} & set(head.acts):
                    denied = True
            void |= self._void[id(parent)]
        elif part.kind == "relative" and parent is not None and part.antecedent is not None:
            noun = self.tokens[part.antecedent.head].term
            if noun.does == "unpromised" and self._no(part.antecedent) or (
                parent.verb is not None and self._denied[id(parent)] and self._says_unpromised(parent)
            ):
                void = True
        if part.opener >= 0 and part.kind == "condition" and self.tokens[part.opener].term.does == "supposes":
            void = True
        self._denied[id(part)], self._void[id(part)] = denied, void

    def _says_unpromised(self, part: Part) -> bool:
        nouns = [*part.objects, *(noun for _, noun in part.ties)]
        return any(self.tokens[at].term.does == "unpromised" for noun in nouns for at in range(noun.first, noun.last))

    def _no(self, noun: Group) -> bool:
        """Whether a noun phrase denies by itself: "nobody", "no data", "none of it"."""
        first = self.tokens[noun.first].term
        return first.does == "denies"

    def _actor(self, part: Part) -> tuple[Who, Group | None]:
        verb, parent = part.verb, part.parent
        if verb is None:
            return self._person(part.subjects) if part.subjects else ("we", None)
        if verb.passive:
            doer = next((noun for at, noun in part.ties if at >= 0 and self.tokens[at].word == "by"), None)
            if doer is not None and self._is_party(doer):
                return self._person([doer])
            if parent is not None and part.kind == "participle" and False:
                return self._who[id(parent)]
            return "we", None
        if part.kind in ("infinitive", "gerund"):
            return self._borrowed(part)
        if part.subjects:
            return self._person(part.subjects)
        if part.antecedent is not None:
            return self._person([part.antecedent])
        if part.kind == "main" and not verb.helped and verb.form == "b" or (verb.denied and verb.form == "b" and not verb.modal):
            return "you", None
        return "we", None

    def _borrowed(self, part: Part) -> tuple[Who, Group | None]:
        """The subject of an infinitive or a gerund."""
        parent = part.parent
        if parent is None:
            return "we", None
        if parent.verb is None:
            if part.antecedent is not None and (owner := self._owner(part.antecedent)):
                return owner, None
            following = next((one for one in self.parts if one.first > part.first and one.kind == "main" and one.subjects), None)
            if parent.subjects:
                return self._person(parent.subjects)
            return self._person(following.subjects) if following is not None else ("we", None)
        head = self.tokens[parent.verb.heads[-1]].term
        if part.kind == "infinitive" or part.opener >= 0 and self.tokens[part.opener].word == "from":
            if part.antecedent is not None and (owner := self._owner(part.antecedent)):
                return owner, None
            governs = bool(_GOVERN & set(head.acts)) or head.verb in ("want", "help", "prevent")
            if governs and parent.verb.passive:
                return self._person(parent.subjects or ([parent.antecedent] if parent.antecedent else []))
            if governs and parent.objects:
                return self._person(parent.objects)
            if parent.objects and self._is_party(parent.objects[-1]) and head.verb not in ("have", "reserve"):
                return self._person(parent.objects[-1:])
        if part.kind == "gerund" and part.antecedent is not None and part.opener < 0:
            if self._is_party(part.antecedent):
                return self._person([part.antecedent])
        if parent.verb.passive and "permit" not in head.acts:
            return self._who[id(parent)]
        return self._who[id(parent)]

    def _owner(self, noun: Group) -> Who | None:
        """Whose right, option or request a noun is: "your right to", "our right to"."""
        words = [token.word for token in self.tokens[noun.first : noun.last]]
        return "you" if words[0] == "your" else "we" if words[0] == "our" and len(words) < 4 and not self._is_party(noun) else None

    def _is_party(self, noun: Group) -> bool:
        term = self.tokens[noun.head].term
        return term.tags[0] in "WYTN" or any(group != "data" for group in term.groups)

    def _person(self, nouns: Sequence[Group]) -> tuple[Who, Group | None]:
        """Who some joined noun phrases are: we, where one of them is."""
        found = [(self._single(noun), noun) for noun in nouns]
        for who in ("we", "you", "nobody"):
            for one, noun in found:
                if one == who:
                    return who, noun
        return found[0] if found else ("we", None)

    def _single(self, noun: Group) -> Who:
        token = self.tokens[noun.head]
        tag = token.term.tags[0]
        if tag == "W":
            return "we"
        if tag == "Y":
            return "you"
        if tag == "N" or self._no(noun):
            return "nobody"
        groups = token.term.groups
        first = self.tokens[noun.first].word
        if "service" in groups and first in _OURS and (not token.word.endswith("s") or first == "our"):
            inner = self.tokens[noun.first + 1 : noun.head]
            return "we" if not any("third" in one.word or one.word in ("other", "linked") for one in inner) else "they"
        if "staff" in groups and first == "our":
            return "we"
        if "reader" in groups and not (set(groups) & {"other", "provider"}):
            return "you"
        if tag in "TI":
            return "they" if tag == "T" else "it"
        return "they"

    def _said(self, part: Part) -> list[Proposition]:
        """The propositions of a part with a verb: one a verb, and one for each "but not" that takes some of it back."""
        verb = part.verb
        assert verb is not None
        who, noun = self.who(part)
        denied, void = self.denied(part), self.void(part)
        shared = self._shared(part)
        said = []
        for at in verb.heads:
            token = self.tokens[at]
            if not token.term.acts or self._light(part, at):
                continue
            base = Proposition(
                who, token.term.verb, token.term.acts, token.start, token.end,
                self._phrase(noun) if noun is not None and who not in ("we", "you") else None,
                self._surely(part), denied, void=void, hedged=part.hedged, aside=part.kind in ("relative", "participle"), **shared,
            )  # fmt: skip
            said.append(base)
            for tie, contrast in part.contrasts:
                said.append(self._taken_back(base, tie, contrast))
        return said

    def _light(self, part: Part, at: int) -> bool:
        """Whether the verb only carries the act that its object names: "make a transfer"."""
        return False

    def _taken_back(self, base: Proposition, tie: int, noun: Group) -> Proposition:
        from dataclasses import replace

        phrase = self._phrase(noun, tie)
        word = self.tokens[tie].word if tie >= 0 else ""
        if word in _RECIPIENT:
            return replace(base, denied=not base.denied, to=(phrase,))
        if word in _PURPOSE:
            return replace(base, denied=not base.denied, purposes=(phrase,))
        return replace(base, denied=not base.denied, what=(phrase,))

    def _shared(self, part: Part) -> dict[str, tuple[Phrase, ...]]:
        """What the verbs of a part have in common."""
        verb = part.verb
        assert verb is not None
        what = list(part.objects)
        if verb.passive:
            what = [*part.subjects, *what] if part.subjects else [*([part.antecedent] if part.antecedent else []), *what]
        elif part.kind == "relative" and part.subjects and part.antecedent is not None:
            what = [*what, part.antecedent]
        to, source, purposes, conditions = [], [], [], []
        for tie, noun in part.ties:
            word = self.tokens[tie].word if tie >= 0 else ""
            leave = any(self.tokens[at].word in _LEAVE for at in range(noun.first, noun.last))
            if word in _LIMIT or (leave and word in ("with", "without", "upon", "on", "by")):
                conditions.append(self._phrase(noun, tie))
            elif word in _RECIPIENT:
                to.append(self._phrase(noun, tie))
            elif word == "from":
                source.append(self._phrase(noun, tie))
            elif word in _PURPOSE:
                purposes.append(self._phrase(noun, tie))
        if verb.heads and "share" in self.tokens[verb.heads[0]].term.acts and len(what) > 1 and not verb.passive:
            first = what[0]
            if self._is_party(first) and not self._is_party(what[1]):
                to.insert(0, self._phrase(first))
                what = what[1:]
        for one in self.parts:
            if one.parent is part and one.kind in ("infinitive", "gerund") and one.verb is not None:
                word = self.tokens[one.opener].word if one.opener >= 0 else "to"
                if word in _PURPOSE or (word == "to" and not self._governs(part)):
                    purposes.append(self._span(one.first if one.opener < 0 else one.opener, one.last))
        for one in part.conditions:
            conditions.append(self._span(one.first, one.last))
        people = [self._phrase(noun) for noun in what if self._people(noun)]
        people += [self._phrase(noun) for tie, noun in part.ties if self._people(noun) and tie >= 0 and self.tokens[tie].word in ("for", "about", "from")]
        people += [self._span(one.first, one.last) for one in part.conditions if self._some(one)]
        found = dict(what=what, to=to, source=source, purposes=purposes, conditions=conditions, people=people)
        return {
            "what": tuple(self._phrase(noun) for noun in what),
            **{name: tuple(value) for name, value in found.items() if name != "what"},
            "other_data": any(self._other(noun) for noun in what),
        }

    def _governs(self, part: Part) -> bool:
        verb = part.verb
        assert verb is not None
        head = self.tokens[verb.heads[-1]].term
        return bool(_GOVERN & set(head.acts)) or not head.acts

    def _people(self, noun: Group) -> bool:
        return any(self.tokens[at].term.does == "other-people" for at in range(noun.first, noun.last))

    def _some(self, condition: Part) -> bool:
        """Whether a condition speaks of some people only: "if you are a resident of ..."."""
        return any(self._people(noun) for noun in (*condition.objects, *condition.subjects))

    def _other(self, noun: Group) -> bool:
        return any(self.tokens[at].term.does == "other-data" for at in range(noun.first, noun.last))

    def _surely(self, part: Part) -> Surely:
        verb, parent = part.verb, part.parent
        assert verb is not None
        if verb.modal in _MODALS:
            return _MODALS[verb.modal]
        if part.kind == "infinitive" and parent is not None and parent.verb is not None:
            head = self.tokens[parent.verb.heads[-1]].term
            for act, surely in _SURELY.items():
                if act in head.acts:
                    return surely
            if head.verb in ("need", "have") and not parent.objects:
                return "must"
            if head.verb in ("reserve", "have") or self.tokens[parent.verb.heads[-1]].word in ("be", "is", "are"):
                return "may"
        return ""

    def _acts_as_nouns(self, part: Part) -> list[Proposition]:
        """The acts that noun phrases name: "the sale of your data"."""
        said: list[Proposition] = []
        nouns = [(-1, noun) for noun in (*part.subjects, *part.objects)] + part.ties
        for _tie, noun in nouns:
            token = self.tokens[noun.head]
            term = token.term
            if not term.noun or noun.of < 0 or not term.acts or self._is_party(noun):
                continue
            of = Group("np", noun.of + 1, noun.last, head=noun.last - 1)
            owner = self._owner(noun)
            who = owner or (self.who(part)[0] if noun in part.objects else "we")
            denied = self.denied(part) or self._no(noun)
            to = tuple(self._phrase(one, tie) for tie, one in part.ties if tie >= 0 and self.tokens[tie].word in _RECIPIENT)
            said.append(
                Proposition(
                    who, term.noun, term.acts, token.start, token.end, None, "", denied, (self._phrase(of),), to,
                    void=self.void(part), hedged=part.hedged, other_data=self._other(of),
                )  # fmt: skip
            )
        return said

    def _phrase(self, noun: Group, tie: int = -1) -> Phrase:
        first = tie if tie >= 0 else noun.first
        return self._span(first, noun.last, noun.first if tie >= 0 else -1)

    def _span(self, first: int, last: int, then: int = -1) -> Phrase:
        words = self.tokens[first:last]
        text = " ".join(token.word for token in (*words[:1], *self.tokens[then:last])) if then > first else " ".join(
            token.word for token in words
        )
        return Phrase(text.replace(" ,", ","), words[0].start, words[-1].end)
