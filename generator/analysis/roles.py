"""Work out who acts in each part of a sentence, and whether it is denied.

A passive without a doer is ours; "to" borrows the subject of the verb before it, or its object ("we require them to
keep it"). A "not" over "allow", "want" or "use" reaches what these verbs govern; over "guarantee" it makes void what
follows; over "refuse" it is taken back.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final, Literal

from generator.analysis.lexicon import Term, Token
from generator.analysis.structure import Group, Part
from generator.words import SentenceWords

Who = Literal["we", "you", "they", "nobody", "it"]

# Acts whose verbs have an object that does what their infinitive says.
GOVERN: Final = frozenset({"bind", "permit", "ask"})
_PERSONS: Final[dict[str, Who]] = {"W": "we", "Y": "you", "T": "they", "I": "it"}
_NOTHING: Final = Term("n")
#: A "not" that several verbs share is looked for in so many words before the verb.
_SHARED: Final = 40


@dataclass(frozen=True, slots=True)
class Judgement:
    """Hold what becomes of a part: ``denied``, or ``void`` (neither said nor denied), by the token ``cue``, or -1."""

    denied: bool
    void: bool
    cue: int


_PLAIN: Final = Judgement(denied=False, void=False, cue=-1)


class Roles:
    """Hold who acts in the parts of one sentence, and what of them is denied."""

    def __init__(self, tokens: Sequence[Token], found: Sequence[Part], listed: SentenceWords) -> None:
        """Judge the parts in their order: parents come before what they govern."""
        self.tokens, self.listed = tokens, listed
        self._who: dict[int, tuple[Who, Group | None]] = {}
        self._judgements: dict[int, Judgement] = {}
        self._they: Who = "they"  # users, once they are named: "users may ask, and they will be answered"
        self._children: defaultdict[int, list[Part]] = defaultdict(list)
        after: Part | None = None
        self._after: dict[int, Part | None] = {}
        for part in reversed(found):
            self._after[id(part)] = after
            after = part if part.kind == "main" and part.verb is not None else after
        for part in found:
            if part.parent is not None:
                self._children[id(part.parent)].append(part)
        for part in found:
            self._who[id(part)] = self._actor(part)
            self._judgements[id(part)] = self._judged(part)

    def who(self, part: Part) -> tuple[Who, Group | None]:
        """Say who acts in a part, and the noun phrase that says so, if one does."""
        return self._who[id(part)]

    def judgement(self, part: Part) -> Judgement:
        """Say what becomes of a part's verbs."""
        return self._judgements[id(part)]

    def children(self, part: Part) -> Sequence[Part]:
        """Give the parts that a part governs."""
        return self._children[id(part)]

    # What is denied.

    def _judged(self, part: Part) -> Judgement:
        """Tell whether a part is denied, or void, and by which word."""
        cue = self._own_denial(part)
        parent = part.parent
        over = self._judgements[id(parent)] if parent is not None else _PLAIN
        head = self.head(parent)
        opener = self.tokens[part.opener].term.does if part.opener >= 0 else ""
        if part.kind == "gerund" and part.fronted and parent is not None and self.names_a_habit(parent):
            denied = over.denied != (head.does == "denies")  # "selling it is ruled out"
            return Judgement(cue >= 0 or denied, over.void, cue if cue >= 0 else over.cue)
        if part.kind in ("infinitive", "gerund"):
            you = parent is not None and self._who[id(parent)][0] == "you"  # what you can stop is done
            if opener == "supposes" or (head.does == "supposes" and not you):
                return Judgement(cue >= 0, True, part.opener if opener == "supposes" else self._head_at(parent))
            if head.does == "unpromised" and over.denied:
                return Judgement(cue >= 0, True, over.cue)
            subject = part.kind == "gerund" and part.fronted  # "selling it prevents fraud" denies no sale
            denies = head.does == "denies" and not subject
            held = head.verb in self.listed.holding and self.is_from(part)
            if opener == "denies" or denies or held:
                own = part.verb is not None and part.verb.denied
                at = part.opener if opener == "denies" else self._head_at(parent)
                return Judgement(own or not over.denied, over.void and not held, cue if own else at)
            if part.opener >= 0 and self.tokens[part.opener].word in self.listed.excepting:
                return Judgement(cue >= 0, over.void, cue)  # "for no purpose other than to answer you"
            if part.kind == "infinitive" or (
                part.opener >= 0 and self.tokens[part.opener].word not in self.listed.meanwhile
            ):
                return Judgement(cue >= 0 or over.denied, over.void, cue if cue >= 0 else over.cue)
        if part.kind == "complement" and parent is not None:
            asked = part.opener >= 0 and self.tokens[part.opener].word in self.listed.unsaid
            asked &= not head.acts  # "we do not control how they use it"; but "we do not follow what you do"
            unsaid = over.denied and (asked or head.does == "unpromised" or parent.doubted or self._unpromised(parent))
            happens = head.verb in self.listed.happening  # "it never happens that we sell it"
            inherited = over.denied and (bool(GOVERN & set(head.acts)) or (bool(head.acts or happens) and not unsaid))
            by = over.cue if (inherited and cue < 0) or over.void or unsaid else cue
            return Judgement(cue >= 0 or inherited, over.void or unsaid, by)
        if part.kind == "relative" and over.denied and parent is not None and self._unpromised(parent):
            return Judgement(cue >= 0, True, over.cue)
        if opener == "supposes" and "decide" not in head.acts:  # what you choose "whether" is done
            return Judgement(cue >= 0, True, part.opener)
        return Judgement(cue >= 0, cue >= 0 and self._holds_back(part), cue)  # "nothing keeps us from selling it"

    def _holds_back(self, part: Part) -> bool:
        """Tell whether a part says that somebody is kept from an act."""
        held = (one for one in self._children[id(part)] if one.kind == "gerund")
        return self.head(part).verb in self.listed.holding and any(map(self.is_from, held))

    def _own_denial(self, part: Part) -> int:
        """Give the word of a part that denies it: a "not" of its verb, or a "no" of its nouns; -1 where none does."""
        verb = part.verb
        if verb is not None and verb.denied:
            # its own "not", or the last one before, which it shares: "do >not< use cookies or show ads"
            places = (*range(verb.first, verb.last), *range(verb.first - 1, max(-1, verb.first - _SHARED), -1))
            return next((at for at in places if self.tokens[at].term.does == "denies"), verb.first)
        if verb is not None and verb.last < len(self.tokens) and self.tokens[verb.heads[-1]].term.verb == "do":
            tied = part.ties[0][0] if part.ties else -1
            if tied == verb.last and self.tokens[tied].term.does == "denies":
                return tied  # "we do without cookies"
        nouns = [*(part.subjects if part.kind != "relative" else ()), *part.objects, *(noun for _, noun in part.ties)]
        own = next((noun.first for noun in nouns if self.no(noun)), part.denial)
        if own < 0 and "B" in self.head(part).tags and self.names_a_habit(part):  # "is something that we never do"
            told = (one for one in self._children[id(part)] if one.kind in ("relative", "complement") and one.verb)
            own = next((self._own_denial(one) for one in told), -1)
        return own

    def names_a_habit(self, part: Part) -> bool:
        """Tell whether a part only says of an act that somebody does it: "is part of our business", "takes place"."""
        if part.verb is None:
            return False
        head = self.tokens[part.verb.heads[-1]].term
        if "H" in head.tags:
            return any(self.no(noun) and self.tokens[noun.head].word in self.listed.places for noun in part.objects)
        if "B" not in head.tags:
            return head.verb in self.listed.happening or (part.verb.passive and head.does == "denies")
        asked = (one.opener for one in self._children[id(part)] if one.kind == "complement" and one.opener >= 0)
        named = [self.tokens[noun.head].word for noun in part.objects if noun.first >= part.verb.last]
        return bool(self.listed.habits & {*named, *(self.tokens[at].word for at in asked)})

    def _head_at(self, part: Part | None) -> int:
        return part.verb.heads[-1] if part is not None and part.verb is not None else -1

    def head(self, part: Part | None) -> Term:
        """Say what is known of the last verb of a part."""
        return self.tokens[part.verb.heads[-1]].term if part is not None and part.verb is not None else _NOTHING

    def _unpromised(self, part: Part) -> bool:
        nouns = [*part.objects, *part.subjects]
        return any(self.tokens[noun.head].term.does == "unpromised" for noun in nouns)

    def no(self, noun: Group) -> bool:
        """Tell whether a noun phrase denies by itself: "nobody", "no data", "none of it"."""
        return self.tokens[noun.first].term.does == "denies"

    # Who acts.

    def _actor(self, part: Part) -> tuple[Who, Group | None]:
        verb = part.verb
        if verb is None:
            return self._person(part.subjects)
        if verb.passive:
            doer = next((noun for at, noun in part.ties if self.tokens[at].word == "by"), None)
            if doer is not None and self.is_party(doer):
                return self._person([doer])
            suffers = part.subjects or ([part.antecedent] if part.antecedent else [])
            ours = (
                bool(suffers) and self._person(suffers)[0] == "we" and bool({"bind", "ask"} & set(self.head(part).acts))
            )
            return ("they", None) if ours else ("we", None)
        if part.kind in ("infinitive", "gerund"):
            return self._borrowed(part)
        if part.subjects:
            return self._third(part, *self._person(part.subjects))
        if part.antecedent is not None:
            return self._third(part, *self._person([part.antecedent]))
        order = verb.form == "b" and not verb.modal and part.kind == "main"
        return ("you" if order else "we"), None

    def _has(self, part: Part) -> bool:
        """Tell whether a part says what its subject has: "Acorn Ltd has the right to"."""
        return bool(part.subjects) and "H" in self.head(part).tags

    def _third(self, part: Part, who: Who, noun: Group | None) -> tuple[Who, Group | None]:
        """Take people who do something to what is "yours" for others: "persons who open your file"."""
        spoken_to = noun is None or self.tokens[noun.head].term.tags[0] == "Y"
        yours = who == "you" and not spoken_to and any(self.owner(one) == "you" for one in part.objects)
        return ("they" if yours else who), noun

    def _borrowed(self, part: Part) -> tuple[Who, Group | None]:
        """Give the subject of an infinitive or a gerund: that of the verb before it, or its object."""
        parent, noun = part.parent, part.antecedent
        if parent is None:
            return "we", None
        if part.subjects:
            return self._person(part.subjects)
        if noun is not None and "power" in self.tokens[noun.head].term.groups:
            owner, over = self.owner(noun), self._who[id(parent)]
            if any(self._single(one) == "you" for one in parent.objects):
                return "you", None  # "we give you the right to"
            if self.head(parent).verb == "reserve":
                return over
            waits = noun in parent.subjects or parent.verb is None or (over[0] == "it" and not self._has(parent))
            return (owner or "you", None) if owner or waits else over
        if part.kind == "gerund" and noun is not None and self.is_party(noun) and noun in parent.subjects:
            return self._person([noun])
        if part.kind == "gerund" and part.fronted and self.names_a_habit(parent):
            told = next((one for one in self._children[id(parent)] if one.kind in ("relative", "complement")), None)
            return self._actor(told) if told is not None and told.subjects else ("we", None)
        if part.fronted:
            after = self._after[id(part)]
            return self._actor(after) if after is not None else ("we", None)
        head = self.head(parent)
        governs = bool(GOVERN & set(head.acts)) or head.verb in self.listed.wishes or head.verb in self.listed.holding
        if parent.verb is not None and (part.kind == "infinitive" or (governs and self.is_from(part))):
            if governs and parent.verb.passive:
                return self._person(parent.subjects or ([parent.antecedent] if parent.antecedent else []))
            party = [one for one in parent.objects if self.is_party(one)]
            if party and (governs or (head.verb != "have" and "share" not in head.acts)):
                return self._person(party)
        if part.kind == "gerund" and noun is not None and part.opener < 0 and self.is_party(noun):
            return self._person([noun])
        return self._third(part, *self._who[id(parent)])

    def addressed(self, part: Part) -> bool:
        """Tell whether the act is that of the person who is spoken to: "you", or an order."""
        who, noun = self._who[id(part)]
        return who == "you" and (noun is None or self.tokens[noun.head].term.tags[0] == "Y")

    def is_from(self, part: Part) -> bool:
        """Tell whether "from" opens the part: "prohibited from selling"."""
        return part.opener >= 0 and self.tokens[part.opener].word == "from"

    def owner(self, noun: Group, ties: Iterable[tuple[int, Group]] = ()) -> Who | None:
        """Say whose a thing is: "your right", "our disclosure"; by its ties also "the sale of it by them"."""
        word = self.tokens[noun.first].word
        if word in ("your", "our"):
            return "you" if word == "your" else "we"
        by = [one for at, one in ties if at == noun.last and self.tokens[at].word == "by"]
        return self._person(by)[0] if by else None

    def is_some(self, noun: Group) -> bool:
        """Tell whether a noun phrase names some people only: "children", "EU users"; "California law" does not."""
        named = False
        for token in self.tokens[noun.first : noun.last]:
            named |= token.term.does == "other-people"
            if named and "reader" in token.term.groups:
                return True
        return False

    def is_place_of_people(self, nouns: Sequence[Group], noun: Group) -> bool:
        """Tell whether a noun phrase says where the people before it are: "data of people >in the EU<"."""
        place = any(token.term.does == "other-people" for token in self.tokens[noun.first : noun.last])
        before = (token for one in nouns for token in self.tokens[one.first : one.last])
        return place and any("reader" in token.term.groups for token in before)

    def is_party(self, noun: Group) -> bool:
        """Tell whether a noun phrase is somebody, not something."""
        term = self.tokens[noun.head].term
        return term.tags[0] in "WYTN" or any(group not in ("data", "power") for group in term.groups)

    def _person(self, nouns: Sequence[Group]) -> tuple[Who, Group | None]:
        """Say who some joined noun phrases are: we, where one of them is."""
        found = [(self._single(noun), noun) for noun in nouns]
        chief = next((one for who in ("we", "you", "nobody") for one in found if one[0] == who), None)
        return chief or (found[0] if found else ("we", None))

    def _single(self, noun: Group) -> Who:
        token, first = self.tokens[noun.head], self.tokens[noun.first]
        tag, groups = token.term.tags[0], token.term.groups
        if tag == "N" or self.no(noun):
            return "nobody"
        if tag in "WYTI" and noun.last - noun.first == 1:
            return self._they if tag == "T" else _PERSONS[tag]
        if "I" in token.term.tags and noun.last - noun.first == 1:
            return "it"
        if "service" in groups:
            owned = first.word == "our" or "self" in first.term.groups
            single = not token.word.endswith("s") or token.word == "services"
            if first.word == "your":
                return "it"
            if owned or (single and (first is token or first.word in self.listed.ours)):
                foreign = any(one.word in self.listed.foreign for one in self.tokens[noun.first : noun.head])
                return "they" if foreign else "we"
        if "staff" in groups and first.word == "our":
            return "we"
        if "self" in groups:
            return "we"
        if "reader" in groups and first.word not in ("its", "their"):  # "its members" are those of a group
            self._they = "you"
            return "you"
        several = first.word in self.listed.several and all(
            one.word != "our" for one in self.tokens[noun.first : noun.last]
        )
        return "they" if several or any(group not in ("data", "power") for group in groups) else "it"
