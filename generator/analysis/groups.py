"""Group the words of a sentence: noun phrases, verb groups, and the small words and marks between them.

Half of English's verbs are nouns too ("use", "access", "order"). What stands around a word decides: a determiner before
it makes a noun, a plural before it and an object behind it make a verb.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from generator.analysis.lexicon import AUXILIARIES, Token
from generator.analysis.noun_phrases import OBJECT, NounPhrases
from generator.analysis.structure import Group
from generator.analysis.verb_groups import VerbGroups
from generator.words import SentenceWords


def group(tokens: Sequence[Token], listed: SentenceWords) -> list[Group]:
    """Give the groups of a sentence's tokens in order; every token but a plain adverb stands in one."""
    return list(_Grouping(tokens, listed).groups())


class _Grouping:
    def __init__(self, tokens: Sequence[Token], listed: SentenceWords) -> None:
        self.tokens, self.listed = tokens, listed
        self.tags = [token.term.tags for token in tokens]
        self.tags.append(".")
        self.nouns = NounPhrases(tokens, self.tags, listed.asking)
        self.verbs = VerbGroups(tokens, self.tags, self.nouns)

    def groups(self, at: int = 0, end: int = -1) -> Iterator[Group]:
        """Give the groups from one token to another; those between commas inside a verb group come behind it."""
        tokens, tags, before = self.tokens, self.tags, ""
        end = len(tokens) if end < 0 else end
        while at < end:
            made = self._next(at, before)
            if made is None:
                at += 1
                continue
            yield made
            for aside in made.asides:
                yield from self.groups(*aside)
            word = tokens[made.first].word
            subject = word in self.listed.subjects or (tags[made.first][0] in "YI" and before not in ("vg", "p"))
            single = made.kind == "np" and made.last - made.first == 1
            before = "pronoun" if single and subject else made.kind
            bare = made.last < len(tokens) and "b" in tokens[made.last].term.forms
            if before == "p" and bare and tokens[made.first].term.does == "supposes":
                before = "to"  # "rather than sell it"
            at = made.last

    def _next(self, at: int, before: str) -> Group | None:
        """Give the group that begins at a token; None for an adverb. ``before`` is the kind of the group before it."""
        tag, word = self.tags[at], self.tokens[at].word
        kind = tag[0]
        if not kind.isalpha():
            return Group(kind, at, at + 1)
        if kind == "X":
            return self.verbs.group(at, before) or Group("X", at, at + 1)
        if word == "whether" and "p" in self.tags[at + 1]:
            return None  # "whether in a sale or a merger, we"
        if ("c" in tag or "f" in tag) and self._opens(at, before):
            return Group("f" if "f" in tag else "c", at, at + 1)
        if kind in AUXILIARIES:
            return self.verbs.group(at, before)
        if word in self.listed.infinitives and (made := self.verbs.infinitive(at)):
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
            return self.verbs.group(at, before)
        noun = self.nouns.phrase(at)
        turned = before == "c" and self.tokens[at - 1].word in self.listed.fronted
        return self.verbs.before_verb(noun) if turned else noun

    def _opens(self, at: int, before: str) -> bool:
        """Tell whether a word that can open a condition does: a verb belongs to it, or a participle follows."""
        tag, word = self.tags[at], self.tokens[at].word
        if word in self.listed.fronted:
            return before in ("", ",", ";", "j", ".") and self.tags[at + 1][0] in "WYTID" + "n"
        if word == "as" and any(token.word == "same" for token in self.tokens[max(0, at - 3) : at]):
            return False  # "under the same roof as ours"
        if tag in ("c", "f"):
            return True
        for ahead in range(at + 1, min(at + 8, len(self.tokens))):
            tags = self.tags[ahead]
            if tags[0] in AUXILIARIES or (
                ahead == at + 1 and "n" in self.tokens[ahead].term.forms and self.tags[ahead + 1][0] not in "ne"
            ):
                return True
            if tags[0] in "WYT" and self.tags[ahead + 1][0] in "veAnMOBHX":
                return True
            if not tags[0].isalpha() or "p" in tags or "j" in tags:
                return False
            if tags == "v" and ahead > at + 1 and self.tokens[ahead].term.forms != "g":
                return True
        return False

    def _relates(self, at: int, before: str) -> bool:
        """Tell whether "that" or "which" opens a part of the sentence, and does not point at the noun behind it."""
        if "D" not in self.tags[at]:
            return True
        after = self.tags[at + 1]
        if after[0] in ",.;" and before == "vg":
            return False  # "we do not use that, or ..."
        if "n" in after and self.tokens[at + 1].word.endswith("s") and not self.tokens[at + 1].word.endswith("ss"):
            return True  # "that vendors": no "that" points at several
        if before in ("np", "pronoun"):
            return True
        return after[0] not in ("ne" if before in ("vg", "A", ",", "j") else "nevA")

    def _is_verb(self, at: int, before: str) -> bool:
        """Tell whether a word that can be a verb is one here."""
        term, after = self.tokens[at].term, self.tags[at + 1]
        if before in ("pronoun", "to"):
            return bool(term.forms) or term.tags[0] == "n"
        if not term.forms or before == "D" or (before == "p" and not set(term.forms) & set("gn")):
            return False
        nounlike = after[0] in "ne" or (after[0] in "v" and "n" in self.tokens[at + 1].term.forms)
        if "v" in term.tags:
            if "n" in term.forms and "b" not in term.forms:
                return before in ("np", "c", "r", "pronoun") or not nounlike
            return True
        if before == "r":
            return after[0] in OBJECT + "nepA" and "g" not in term.forms
        if term.forms == "g":
            if (
                self.tokens[at + 1 : at + 2]
                and self.tokens[at + 1].word == "that"
                and self.tags[at + 2][0] in AUXILIARIES
            ):
                return False  # "advertising that is based on your tastes"
            return after[0] in OBJECT and before in ("p", "", ",", "j", "vg", "np", "c")
        if "n" in term.forms and "b" not in term.forms:
            return (before in ("np", "c", "vg") and after[0] in "pA.,;:") or (before == "np" and after[0] in OBJECT)
        if before == "np":  # the noun phrase before it broke off for it
            return True
        if before in ("", ",", ";", "j", ":", "A"):
            # "we keep >and use< information", but "names >and contact details< are sold"
            object_ = before == "j" and after[0] == "n" and "data" in self.tokens[at + 1].term.groups
            object_ = object_ and self.tags[self.nouns.phrase(at + 1).last][0] not in AUXILIARIES
            asked = "b" in term.forms and at > 0 and self.tokens[at - 1].word == "please"
            return after[0] in OBJECT or object_ or asked
        return False
