"""Find verb groups: a verb with "not", its helpers and adverbs, and the verbs that are joined to it.

"Will not, however, sell, rent or otherwise share" is one group: three verbs, denied, with one modal.
"""

from __future__ import annotations

from collections.abc import Sequence

from generator.analysis.lexicon import AUXILIARIES, Token
from generator.analysis.noun_phrases import OBJECT, NounPhrases
from generator.analysis.structure import Group

# The most words that may stand between commas inside a verb group, with the first comma.
_ASIDE = 9


class VerbGroups:
    """Find verb groups among some tokens; ``tags`` are the tokens' tags and a full stop."""

    def __init__(self, tokens: Sequence[Token], tags: Sequence[str], nouns: NounPhrases) -> None:
        """Take the tokens of one sentence, and what finds the noun phrases in it."""
        self.tokens, self.tags, self.nouns = tokens, tags, nouns

    def infinitive(self, at: int) -> Group | None:
        """Give the verb group that "to" opens, if a verb in its base form follows."""
        ahead = at + 1
        while self.tags[ahead][0] in "AX":
            ahead += 1
        if ahead == len(self.tokens):
            return None
        term = self.tokens[ahead].term
        bare = "b" in term.forms and ("v" in term.tags or self.tags[ahead + 1][0] not in "B")
        if not (bare or self.tokens[ahead].word in ("be", "have", "do")):
            return None
        made = self.group(at + 1, "to")
        if made is not None:
            made.first, made.opener, made.finite = at, "to", False
        return made

    def group(self, at: int, before: str) -> Group | None:
        """Give the verb group that begins at a token, with all its verbs; None where no verb follows a "not"."""
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
            elif "B" in tag and not self._gets(to):
                be = True
            elif "H" in tag:
                have = True
            elif tag[0] == "A" and term.does != "unpromised":
                made.hedged |= term.does == "hedges"
            elif made.subject is None and to > at and self._may_turn(to) and self._turned(to, before):
                made.subject = self.before_verb(self.nouns.phrase(to))
                to = made.subject.last - 1
            elif tag == "," and to > at and (past := self._aside(to)):
                made.hedged |= any(token.term.does == "hedges" for token in tokens[to:past])
                made.asides.append((to + 1, past - 1))
                to = past - 1
            elif "j" in tag and to > at and tags[to + 1][0] in "MOBHX" and not made.heads:
                pass
            elif tag == "n" and to > at and tags[to - 1] == "X" and "D" in tags[to + 1] and not term.groups:
                made.heads.append(to)  # "they never fathom your data": a verb that no list has
                to += 1
                break
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
            last = next(
                t
                for t in range(to - 1, at - 1, -1)
                if tags[t][0] in AUXILIARIES or "B" in tags[t] or tokens[t].word == "cannot"
            )
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

    def _gets(self, at: int) -> bool:
        """Tell whether "get" has an object, and helps no verb: "they get your data", but "they get paid"."""
        return "collect" in self.tokens[at].term.acts and self.tags[at + 1][0] in "DWYTn"

    def _may_turn(self, at: int) -> bool:
        """Tell whether a subject may stand behind a helper; behind "has", if "been" follows: "never has >it< been"."""
        tag = self.tags[at - 1]
        if tag[0] != "H" or self.tags[at][0] not in "WTYIDn":
            return tag[0] in "MOB"
        after = self.nouns.phrase(at).last
        return after < len(self.tokens) and self.tokens[after].word == "been"

    def _turned(self, at: int, before: str) -> bool:
        """Tell whether a subject stands behind the word that helps its verb: "nor do we", "will your data be"."""
        tag = self.tags[at]
        fronted = any(self.tokens[to].term.does == "denies" for to in range(max(0, at - 5), at))
        fronted &= before not in ("pronoun", "vg", "r", "p")
        if tag[0] in "WT" or (tag[0] in "YI" and (fronted or before in ("", ",", "j", ";", ".", "X", "A"))):
            behind = self.tags[at + 1][0]
            return behind in "veAXBH" or (fronted and "b" in self.tokens[at + 1].term.forms)  # "never will we transfer"
        return fronted and ("D" in tag or tag == "n")

    def before_verb(self, subject: Group) -> Group:
        """Cut a subject off before the verb that its helper stands before: "nor does >Acorn< offer"."""
        for at in range(subject.first + 1, subject.last):
            bare = "b" in self.tokens[at].term.forms and self.tags[at - 1][0] not in "DA"
            if bare and self.tags[at + 1][0] in OBJECT:
                return Group("np", subject.first, at, head=at - 1)
        return subject

    def _aside(self, at: int) -> int:
        """Say where words between commas end ("may, with your consent, share"); 0 where no verb follows them."""
        ahead = at + 1
        while ahead < min(at + _ASIDE, len(self.tokens)) and self.tags[ahead][0] in "ApDnej":
            ahead += 1
        verb = self.tags[ahead] == "," and self.tags[ahead + 1][0] in "AveBHX"
        return ahead + 1 if verb and ahead > at + 1 else 0

    def _heads(self, at: int, made: Group, be: bool, have: bool, do: bool, before: str) -> bool:
        """Tell whether a word is the verb that the words before it help."""
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
        return forms[:1] or "b"

    def _more(self, at: int, made: Group) -> int:
        """Say where the verbs end that are joined to the first: "sell, rent or otherwise share"."""
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
            listed = any("j" in self.tags[to] for to in (*range(at, ahead), ahead + 1)) or self.tags[ahead + 1] == ","
            term, after = self.tokens[ahead].term, self.tags[ahead + 1]
            if made.form not in term.forms or not ("v" in term.tags or "e" in term.tags):
                return end
            if "v" not in term.tags and not listed:
                return end  # "if a court so orders, records are produced"
            if "v" not in term.tags and (
                after[0] in "BM" or self.tokens[min(ahead + 1, len(self.tokens) - 1)].word == "of"
            ):
                return end
            if "v" not in term.tags and after[0] == "n" and made.form in "gn" and not made.passive:
                return end
            made.heads.append(ahead)
            at = end = ahead + 1
        return end
