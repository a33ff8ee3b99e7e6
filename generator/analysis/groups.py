"""Groups the words of a sentence: noun phrases, verb groups, and the small words and marks between them.

Half of English's verbs are nouns too ("use", "access", "order"). What stands around a word decides: a determiner before
it makes a noun, a plural before it and an object behind it make a verb.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from generator.analysis.lexicon import Token

_PRONOUNS = "WYTIN"
_AUXILIARIES = "MOBH"
# What can begin an object: behind a word that may be a verb it makes a verb of it.
_OBJECT = "DWYTIN"
_NOMINATIVE = frozenset({"we", "i", "they", "he", "she"})
_FRONTED = frozenset({"should", "had", "were"})


@dataclass(slots=True)
class Group:
    """A run of tokens from ``first`` up to ``last``: a noun phrase ("np"), a verb group ("vg"), or one small word.

    Of a noun phrase ``head`` is its chief noun's token, ``of`` the token of its first "of", or -1. Of a verb group
    ``heads`` are its verbs, ``form`` the letter of their form, ``denied`` whether a "not" is in it, ``modal`` its
    modal, ``passive`` whether the subject suffers it, ``opener`` "to" where it is an infinitive, ``subject`` its subject
    where the order is turned round ("will we"), ``helped`` whether a modal or "do" is in it, and ``hedged`` a "usually".
    """

    kind: str
    first: int
    last: int
    head: int = -1
    of: int = -1
    heads: list[int] = field(default_factory=list)
    form: str = ""
    denied: bool = False
    modal: str = ""
    passive: bool = False
    finite: bool = True
    opener: str = ""
    subject: Group | None = None
    helped: bool = False
    hedged: bool = False


def group(tokens: Sequence[Token]) -> list[Group]:
    """The groups of a sentence's tokens in order; every token but a plain adverb stands in one."""
    return list(_Grouping(tokens).groups())


class _Grouping:
    def __init__(self, tokens: Sequence[Token]) -> None:
        self.tokens = tokens
        self.tags = [token.term.tags for token in tokens]
        self.tags.append(".")

    def groups(self) -> Iterator[Group]:
        at, before = 0, ""
        tokens, tags = self.tokens, self.tags
        while at < len(tokens):
            made = self._next(at, before)
            if made is None:
                at += 1
                continue
            yield made
            word = tokens[made.first].word
            subject = word in _NOMINATIVE or (tags[made.first][0] in "YI" and before not in ("vg", "p"))
            single = made.kind == "np" and made.last - made.first == 1
            before = "pronoun" if single and subject else made.kind
            at = made.last

    def _next(self, at: int, before: str) -> Group | None:
        """The group that begins at a token; None for an adverb. ``before`` is the kind of the group before it."""
        tag, word = self.tags[at], self.tokens[at].word
        kind = tag[0]
        if not kind.isalpha():
            return Group(kind, at, at + 1)
        if kind == "X":
            return self._verbs(at, before) or Group("X", at, at + 1)
        if ("c" in tag or "f" in tag) and self._opens(at, before):
            return Group("f" if "f" in tag else "c", at, at + 1)
        if kind in _AUXILIARIES:
            return self._verbs(at, before)
        if word == "to" and (made := self._infinitive(at)):
            return made
        if "r" in tag and self._relates(at, before):
            return Group("r", at, at + 1)
        if kind in "jr":
            return Group(kind, at, at + 1)
        if "p" in tag and not (word == "like" and before == "pronoun"):
            return Group("p", at, at + 1)
        if kind == "A":
            return Group("A", at, at + 1) if self.tokens[at].term.does else None
        if kind == "f":
            return Group("f", at, at + 1)
        if self._is_verb(at, before):
            return self._verbs(at, before)
        return self._noun_phrase(at)

    def _opens(self, at: int, before: str) -> bool:
        """Whether a word that can open a condition does: a verb belongs to it, or a participle follows."""
        tag, word = self.tags[at], self.tokens[at].word
        if word in _FRONTED:
            return before in ("", ",", ";", "j", ".") and self.tags[at + 1][0] in "WYTID" + "n"
        if tag in ("c", "f"):
            return True
        for ahead in range(at + 1, min(at + 8, len(self.tags))):
            tags = self.tags[ahead]
            if tags[0] in _AUXILIARIES or (ahead == at + 1 and "n" in self.tokens[ahead].term.forms and self.tags[ahead + 1][0] not in "ne"):
                return True
            if tags[0] in "WYT" and ahead + 1 < len(self.tags) and self.tags[ahead + 1][0] in "veAnMOBHX":
                return True
            if not tags[0].isalpha() or "p" in tags or "j" in tags:
                return False
            if tags == "v" and ahead > at + 1 and self.tokens[ahead].term.forms != "g":
                return True
        return False

    def _relates(self, at: int, before: str) -> bool:
        """Whether "that" or "which" opens a part of the sentence, and does not point at the noun behind it."""
        if "D" not in self.tags[at]:
            return True
        after = self.tags[at + 1]
        if before in ("np", "pronoun", "vg") or (before in ",j" and before):
            plural = "n" in after and self.tokens[at + 1].word.endswith("s")
            return plural or after[0] not in "ne" or before in ("np", "pronoun")
        return after[0] not in "nevA"

    def _infinitive(self, at: int) -> Group | None:
        """The verb group that "to" opens, if a verb in its base form follows."""
        ahead = at + 1
        while self.tags[ahead][0] in "AX":
            ahead += 1
        if ahead == len(self.tokens):
            return None
        term = self.tokens[ahead].term
        bare = "b" in term.forms and ("v" in term.tags or self.tags[ahead + 1][0] not in "B")
        if not (bare or self.tokens[ahead].word in ("be", "have", "do")):
            return None
        made = self._verbs(at + 1, "to")
        if made is not None:
            made.first, made.opener, made.finite = at, "to", False
        return made

    def _is_verb(self, at: int, before: str) -> bool:
        """Whether a word that can be a verb is one here."""
        term, after = self.tokens[at].term, self.tags[at + 1]
        if before in ("pronoun", "to"):
            return bool(term.forms) or term.tags[0] == "n"
        if not term.forms or before == "D":
            return False
        nounlike = after[0] in "ne" or (after[0] in "v" and "n" in self.tokens[at + 1].term.forms)
        if "v" in term.tags:
            if "n" in term.forms and "b" not in term.forms:
                return before in ("np", "c", "r", "pronoun") or not nounlike
            return True
        if before == "r":
            return after[0] in _OBJECT + "nepA" and "g" not in term.forms
        if term.forms == "g":
            return after[0] in _OBJECT and before in ("p", "", ",", "j", "vg", "np")
        if "n" in term.forms and "b" not in term.forms:
            return before in ("np", "c", "vg") and after[0] in "pA.,;:" or (before == "np" and after[0] in _OBJECT)
        if before == "np":  # the noun phrase before it broke off for it
            return True
        if before in ("", ",", ";", "j", ":", "A"):
            return after[0] in _OBJECT or (after[0] == "n" and "data" in self.tokens[at + 1].term.groups)
        return False

    def _noun_phrase(self, at: int) -> Group:
        """The noun phrase that begins at a token, with what "of" ties to it."""
        tags, tokens = self.tags, self.tokens
        if self.tokens[min(at + 1, len(tokens) - 1)].word == "of" and tags[at][0] in "DNI":
            to = self._inner(at + 2)
            if to > at + 2:
                return Group("np", at, to, head=self._first_noun(at + 2, to))
        if tags[at][0] in _PRONOUNS and not self._points(at):
            return Group("np", at, at + 1, head=at)
        head = of = -1
        to = at
        while to < len(tokens):
            tag, term = tags[to], tokens[to].term
            if "D" in tag:
                if head > of:
                    break
            elif tag == "n":
                head = to if of < 0 or head < 0 else head
            elif tag[0] == "e" or ("e" in tag and tag[0] not in "MOBHAXpcrj"):
                if to > at and self._breaks(to, at, head):
                    break
                head = to if of < 0 or head < 0 else head
            elif tag[0] == "v" and self._adjective(to):
                pass
            elif tag[0] == "v" and to > at and "D" in tags[to - 1] and head < 0:
                head = to
            elif tag[0] == "A" and to > at and tags[to + 1][0] in "nev" and head < 0:
                pass
            else:
                break
            to += 1
            if to < len(tokens) and tokens[to].word == "of" and head >= 0:
                inner = self._inner(to + 1)
                if inner == to + 1 and tags[inner][0] in _PRONOUNS:
                    inner += 1
                if inner > to + 1:
                    of = to if of < 0 else of
                    to = inner
                    break
        to = max(to, at + 1)
        return Group("np", at, to, head=head if head >= 0 else to - 1, of=of)

    def _inner(self, at: int) -> int:
        """Where the words of a noun behind "of" end."""
        to = at
        noun = False
        while to < len(self.tokens):
            tag = self.tags[to]
            if tag[0] in "DI" or "D" in tag:
                if noun:
                    break
            elif tag == "n" or ("e" in tag and not (noun and self._breaks(to, at, to - 1))):
                noun = True
            elif noun and self.tokens[to].word == "of":
                noun = False
            elif tag[0] == "v" and not noun and to > at and "D" in self.tags[to - 1]:
                noun = True
            elif not (tag[0] == "v" and self._adjective(to)) and not (tag[0] == "A" and not noun):
                break
            to += 1
        return to if noun else at

    def _first_noun(self, at: int, end: int) -> int:
        """The chief noun of some words: the last one before another "of"."""
        stop = next((to for to in range(at, end) if self.tokens[to].word == "of"), end)
        return max(at, stop - 1)

    def _points(self, at: int) -> bool:
        """Whether "these", "such" or "both" stands before its noun, and not for it."""
        after = self.tags[at + 1]
        return "D" in self.tags[at] and (after[0] in "neD" or (after[0] == "v" and self._adjective(at + 1)))

    def _adjective(self, at: int) -> bool:
        """Whether a participle stands before its noun, as in "the collected data"."""
        forms = self.tokens[at].term.forms
        return ("n" in forms or "g" in forms) and "b" not in forms and self.tags[at + 1][0] in "ne"

    def _breaks(self, at: int, start: int, head: int) -> bool:
        """Whether a noun-or-verb behind a noun is the verb of that noun."""
        term, after = self.tokens[at].term, self.tags[at + 1]
        before = self.tokens[at - 1]
        if "D" in before.term.tags or before.term.tags[0] in "A" or head < start:
            return False
        objective = after[0] in _OBJECT or "data" in self.tokens[min(at + 1, len(self.tokens) - 1)].term.groups
        plural = before.word.endswith("s") or before.word in ("people", "children")
        if term.forms == "g":
            return after[0] in _OBJECT
        if "b" in term.forms:
            return plural and (objective or after[0] in "A" or ("p" in after and term.tags[0] == "v"))
        if "s" in term.forms:
            return not plural and objective and bool(before.term.groups) and before.term.groups != ("data",)
        return "n" in term.forms and (after[0] in "pA" or not after[0].isalpha() or after[0] in _OBJECT)

    def _verbs(self, at: int, before: str) -> Group | None:
        """The verb group that begins at a token, with all its verbs; None where no verb follows a "not"."""
        tags, tokens = self.tags, self.tokens
        made = Group("vg", at, at)
        to, be, have, do = at, False, False, False
        while to < len(tokens):
            tag, term = tags[to], tokens[to].term
            word = tokens[to].word
            if tag[0] == "X":
                made.denied = True
                if word == "cannot":
                    made.modal = word
            elif tag[0] == "M":
                made.modal = made.modal if made.modal in ("may", "might") else word
            elif tag[0] == "O" or "O" in tag:
                if made.modal or be or have or do:
                    break
                do = True
            elif "B" in tag:
                be = True
            elif "H" in tag:
                have = True
            elif tag[0] == "A" and term.does != "unpromised":
                made.hedged |= term.does == "hedges"
            elif made.subject is None and to > at and tags[to - 1][0] in "MOB" and self._turned(to, before):
                made.subject = self._noun_phrase(to)
                to = made.subject.last - 1
            elif tag == "," and to > at and (past := self._aside(to)):
                made.hedged |= any(token.term.does == "hedges" for token in tokens[to:past])
                to = past - 1
            elif "j" in tag and to > at and tags[to + 1][0] in "MOBHX" and not made.heads:
                pass
            elif term.forms and ("v" in tag or "e" in tag) and self._heads(to, made, be, have, do, before):
                made.heads.append(to)
                to += 1
                break
            else:
                break
            to += 1
        if not made.heads:
            if not (be or have or do or made.modal):
                return None
            while to > at and tags[to - 1][0] in "AX" and tokens[to - 1].word != "cannot" and not made.denied:
                to -= 1
            last = next(t for t in range(to - 1, at - 1, -1) if tags[t][0] in "MOBH" or "B" in tags[t] or tokens[t].word == "cannot")
            made.heads.append(last)
            made.last, made.helped = max(to, last + 1), bool(made.modal) or do
            made.form = "b" if made.helped else "s"
            return made
        head = tokens[made.heads[0]].term
        made.helped = bool(made.modal) or do or before == "to"
        made.passive = be and "n" in head.forms and head.forms != "g"
        made.form = self._form(head.forms, be, have, made.helped)
        made.finite = made.form not in ("g", "n") or be or have
        made.last = self._more(to, made)
        return made

    def _turned(self, at: int, before: str) -> bool:
        """Whether a subject stands behind the word that helps its verb: "nor do we", "will your data be"."""
        tag = self.tags[at]
        if tag[0] in "WT" or (tag[0] in "YI" and before in ("", ",", "j", ";", ".", "X", "A")):
            return self.tags[at + 1][0] in "veAXBH"
        fronted = any(self.tags[to][0] == "X" or "j" in self.tags[to] for to in range(max(0, at - 3), at))
        return before in ("", ",", "j", ";", ".", "X") and fronted and "D" in tag

    def _aside(self, at: int) -> int:
        """Where an adverb between commas ends ("may, however, keep"); 0 where there is none."""
        ahead = at + 1
        while self.tags[ahead][0] == "A":
            ahead += 1
        return ahead + 1 if ahead > at + 1 and self.tags[ahead] == "," else 0

    def _heads(self, at: int, made: Group, be: bool, have: bool, do: bool, before: str) -> bool:
        """Whether a word is the verb that the words before it help."""
        forms = self.tokens[at].term.forms
        if be:
            noun = self.tags[at + 1][0] in "ne" and "e" in self.tags[at] and "g" not in forms
            return ("n" in forms or "g" in forms) and not noun
        if have:
            return "n" in forms
        if made.modal or do or before == "to":
            return "b" in forms
        return True

    def _form(self, forms: str, be: bool, have: bool, helped: bool) -> str:
        if be or have:
            return "g" if forms == "g" else "n"
        if helped and "b" in forms:
            return "b"
        return forms[0]

    def _more(self, at: int, made: Group) -> int:
        """Where the verbs end that are joined to the first: "sell, rent or otherwise share"."""
        end = at
        while at < len(self.tokens):
            ahead, joined = at, False
            while ahead < len(self.tokens) and (self.tags[ahead][0] in ",A/" or "j" in self.tags[ahead]):
                joined |= self.tags[ahead][0] == "," or "j" in self.tags[ahead]
                ahead += 1
            if not joined or ahead == len(self.tokens):
                return end
            if any(self.tokens[to].term.does == "ends" for to in range(at, ahead)):
                return end
            term, after = self.tokens[ahead].term, self.tags[ahead + 1]
            if made.form not in term.forms or not ("v" in term.tags or "e" in term.tags):
                return end
            if "v" not in term.tags and (after[0] in "BM" or self.tokens[min(ahead + 1, len(self.tokens) - 1)].word == "of"):
                return end
            if "v" not in term.tags and after[0] == "n" and made.form in "gn" and not made.passive:
                return end
            made.heads.append(ahead)
            at = end = ahead + 1
        return end
