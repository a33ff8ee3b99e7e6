"""Find noun phrases: a noun with what stands before it ("any of your personal data") and what "of" ties to it.

A noun phrase breaks off before a word that is its verb: "our partners use cookies".
"""

from __future__ import annotations

from collections.abc import Container, Sequence

from generator.analysis.lexicon import Term, Token
from generator.analysis.structure import Group

PRONOUNS = "WYTIN"
#: What can begin an object: behind a word that may be a verb it makes a verb of it.
OBJECT = "DWYTIN"
# What a name is to the reader that no list has.
_UNKNOWN = Term("n")
# A word with one of these tags first is no noun, whatever else it may be elsewhere.
_SMALL = "MOBHAXpcrjf"


class NounPhrases:
    """Find noun phrases among some tokens; ``tags`` are the tokens' tags and a full stop."""

    def __init__(self, tokens: Sequence[Token], tags: Sequence[str], asking: Container[str]) -> None:
        """Take the tokens of one sentence, and the words that open an object that is a sentence."""
        self.tokens, self.tags, self.asking = tokens, tags, asking

    def phrase(self, at: int) -> Group:
        """Give the noun phrase that begins at a token, with what "of" ties to it."""
        tags, tokens = self.tags, self.tokens
        if self.tokens[min(at + 1, len(tokens) - 1)].word == "of" and tags[at][0] in "DNI":
            to = self._inner(at + 2)
            if to > at + 2:
                return Group("np", at, to, head=self._first_noun(at + 2, to))
        if tags[at][0] in PRONOUNS and not self.points(at):
            return Group("np", at, at + 1, head=at)
        head = of = -1
        to = at
        while to < len(tokens):
            tag = tags[to]
            if "D" in tag:
                if head > of:
                    break
            elif tag == "n":
                head = to if of < 0 or head < 0 else head
            elif tag[0] == "e" or ("e" in tag and tag[0] not in _SMALL):
                if to > at and self._breaks(to, at, head):
                    break
                head = to if of < 0 or head < 0 else head
            elif tag[0] == "v" and self._adjective(to):
                pass
            elif tag[0] == "v" and head < 0 and (to == at or "D" in tags[to - 1]) and not self._happens(to, at):
                head = to
            elif tag[0] == "A" and to > at and tags[to + 1][0] in "nev" and head < 0:
                pass
            else:
                break
            to += 1
            if to < len(tokens) and tokens[to].word == "of" and head >= 0:
                inner = self._inner(to + 1)
                if inner == to + 1 and tags[inner][0] in PRONOUNS:
                    inner += 1
                if inner > to + 1:
                    of = to if of < 0 else of
                    to = inner
                    break
        to = max(to, at + 1)
        return Group("np", at, to, head=head if head >= 0 else to - 1, of=of)

    def _inner(self, at: int) -> int:
        """Say where the words of a noun behind "of" end."""
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
            elif tag[0] == "v" and not noun and (to == at or "D" in self.tags[to - 1]) and self._named(to):
                noun = True
            elif not (tag[0] == "v" and self._adjective(to)) and not (tag[0] == "A" and not noun):
                break
            to += 1
        return to if noun else at

    def _named(self, at: int) -> bool:
        """Tell whether a verb behind "of" or "your" is a noun: "types of safeguards", but "ways of sharing it"."""
        return not set(self.tokens[at].term.forms) & set("gn")

    def _happens(self, at: int, start: int) -> bool:
        """Tell whether a verb is that of a "this" or "that" before it: "if that happens"."""
        return at > start and self.tokens[at - 1].word in ("this", "that") and "s" in self.tokens[at].term.forms

    def _first_noun(self, at: int, end: int) -> int:
        """Give the chief noun of some words: the last one before another "of"."""
        stop = next((to for to in range(at, end) if self.tokens[to].word == "of"), end)
        return max(at, stop - 1)

    def points(self, at: int) -> bool:
        """Tell whether "these", "such" or "both" stands before its noun, and not for it."""
        after = self.tags[at + 1]
        return "D" in self.tags[at] and (after[0] in "neD" or (after[0] == "v" and self._adjective(at + 1)))

    def _adjective(self, at: int) -> bool:
        """Tell whether a participle stands before its noun, as in "the collected data"."""
        forms = self.tokens[at].term.forms
        after = self.tokens[min(at + 1, len(self.tokens) - 1)].term
        if forms == "g" and at > 0 and self.tokens[at - 1].word == "of" and "data" in after.groups:
            return False  # "the business of >selling information<"
        return ("n" in forms or "g" in forms) and "b" not in forms and self.tags[at + 1][0] in "ne"

    def _of_data(self, at: int) -> bool:
        """Tell whether a noun of data stands at a token, or behind the one word there that says which data."""
        whose = at < len(self.tokens) and self.tokens[at].word.endswith("'")  # "members' personal data"
        beside = self.tokens[at : at + (3 if whose else 1 if self.tags[at][0] not in "ne" else 2)]
        return any("data" in token.term.groups for token in beside)

    def _breaks(self, at: int, start: int, head: int) -> bool:
        """Tell whether a noun-or-verb behind a noun is the verb of that noun."""
        term, after = self.tokens[at].term, self.tags[at + 1]
        before = self.tokens[at - 1]
        if "D" in before.term.tags or before.term.tags[0] in "A" or head < start:
            return False
        objective = after[0] in OBJECT or self._of_data(at + 1)
        plural = before.word.endswith("s") or before.word in ("people", "children")
        if term.forms == "g":
            return after[0] in OBJECT
        if "b" in term.forms:
            return plural and (objective or after[0] in "A" or ("p" in after and term.tags[0] == "v"))
        if "s" in term.forms:
            opens = start == 0 or self.tags[start - 1][0] in "cfr,;:j"  # not "we see the customer records"
            if opens and "reader" in before.term.groups and not plural and not after[0].isalpha():
                return True  # "when a customer objects"
            named = all(token.term == _UNKNOWN for token in self.tokens[start:at])  # "Acorn Media supplies them"
            if named and not plural and (at - 1 == start or opens):
                return (
                    objective or self.tokens[min(at + 1, len(self.tokens) - 1)].word in self.asking
                )  # "Acorn tracks where"
            return not plural and objective and bool(before.term.groups) and before.term.groups != ("data",)
        return "n" in term.forms and (after[0] in "pA" or not after[0].isalpha() or after[0] in OBJECT)
