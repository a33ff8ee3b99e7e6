"""Look words up: what the lists of words.yml and the cues of modifiers.yml say of each word and phrase of a sentence.

A lexicon is made once. It knows every form of every listed word; what it does not know is a noun, unless its ending
says otherwise. A word may have several tags ("that", "before", "access"); the sentence around it decides between them.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Final, NamedTuple

import re2

from generator.analysis.forms import noun_forms, noun_of, third, verb_forms, verb_rules
from generator.analysis.patterns import OPTIONS
from generator.words import Modifier, WordClasses

#: The tags of words that help a verb: "may", "do", "be", "have".
AUXILIARIES: Final = "MOBH"
#: The tag of each list of the grammar, in the order in which a word of several lists has them.
TAGS: Final = {
    **{"we": "W", "you": "Y", "they": "T", "nobody": "N", "modals": "M", "doing": "O", "being": "B", "having": "H"},
    **{"determiners": "D", "it": "I", "joins": "j", "prepositions": "p", "conditions": "c", "reasons": "f"},
    **{"relatives": "r", "adverbs": "A"},
}
#: What a cue does that denies, or makes void.
TURNING: Final = frozenset({"denies", "supposes", "unpromised"})
# What a cue is in the sentence when no list of the grammar has it.
_CUE_TAGS = {"denies": "X", "undoes": "A", "hedges": "A", "supposes": "A", "ends": "j"}
_TOKEN = re.compile(
    r"n't\b|'(?:ll|ve|re|d)\b|(?:it|that|there|what|who|he|she)(?='s\b)|(?<=[te])'s\b"
    r"|[a-z0-9@&+/$%#](?:[a-z0-9_@&+/$%#]*?(?=n't\b)|[a-z0-9_@&+/$%#]*[a-z0-9@&+/$%#])?(?:'s\b|'(?!\w))?"
    r"|[^\s]"
)
# The rest of a verb, "pass it on", stands within so many words.
_APART: Final = 9
_POSSESSIVE = re.compile(r"'s?$")


@dataclass(frozen=True, slots=True)
class Term:
    """Hold what is known of a word or phrase.

    ``tags`` are letters of ``TAGS``, "v" for a verb, "e" for a noun that may be a verb, "n" for a noun, or the mark
    itself. ``verb`` is the verb that it is a form of, ``forms`` which, ``acts`` the lists that have it. ``groups`` are
    the lists of parties, and "data", that have it as a noun; ``noun`` is the verb whose act it names.
    ``does``, ``reach`` and ``cue`` are those of its row among the modifiers.
    """

    tags: str
    verb: str = ""
    forms: str = ""
    acts: tuple[str, ...] = ()
    groups: tuple[str, ...] = ()
    noun: str = ""
    does: str = ""
    reach: str = ""
    cue: str = ""


class Token(NamedTuple):
    """Hold a word, phrase or mark of a sentence, with its place in it."""

    word: str
    start: int
    end: int
    term: Term


class Lexicon:
    """Know all listed words in all their forms; what is not listed is a noun, unless its ending says otherwise."""

    def __init__(self, classes: WordClasses, modifiers: Sequence[Modifier] = ()) -> None:
        """Make the forms of all words, and note the cues."""
        self._listed = classes.sentences
        self._terms = dict(_listed(classes))
        self._phrases: dict[str, list[tuple[str, ...]]] = {}
        for row in modifiers:
            self._note_cue(row)
        # Whole phrases: of "in no event", the "in" alone stands in nearly every sentence.
        cues = sorted(word for word, term in self._terms.items() if term.does in TURNING)
        self._turning = re2.compile("|".join(map(re2.escape, cues)).encode("ascii"), OPTIONS) if cues else None
        for word in self._terms:
            if " " in word:
                first, *rest = word.split(" ")
                self._phrases.setdefault(first, []).append((first, *rest))
        for listed in self._phrases.values():
            listed.sort(key=len, reverse=True)
        behind = self._listed.particles | self._listed.predicates
        self._apart = {
            first: particles
            for first, listed in self._phrases.items()
            if (particles := {rest[0] for _, *rest in listed if len(rest) == 1 and rest[0] in behind})
        }

    def term(self, word: str) -> Term:
        """Say what is known of one word, or guessed from its ending."""
        if (known := self._terms.get(word)) is not None:
            return known
        guessed = self._guess(word)
        if len(self._terms) < 60_000:  # words of policies come again, and there is an end to them
            self._terms[word] = guessed
        return guessed

    def may_turn(self, match: bytes) -> bool:
        """Tell whether a cue may stand in a match text that denies or makes void: most sentences have none."""
        return self._turning is not None and self._turning.search(match) is not None

    def tokens(self, match: str, names: Collection[str] = ()) -> list[Token]:
        """Give the words, phrases and marks of a match text. ``names`` are names of the service, in small letters."""
        words = [(found[0], found.start(), found.end()) for found in _TOKEN.finditer(match)]
        if any(name in match for name in names):
            words = list(_named(words, names))
        tokens: list[Token] = []
        behind: set[int] = set()  # particles that belong to a verb before them
        at = 0
        while at < len(words):
            word, start, end = words[at]
            size = 1
            if (phrases := self._phrases.get(word)) and at + 1 < len(words):
                for phrase in phrases:
                    if words[at + 1][0] == phrase[1] and _stands(phrase, words, at):
                        size = len(phrase)
                        word, end = " ".join(phrase), words[at + size - 1][2]
                        break
            term = _NAME if size == 1 and names and word in names else self.term(word)
            if size == 1 and word in self._apart and (particle := self._particle(words, at)):
                behind.add(particle)
                term = self.term(f"{word} {words[particle][0]}")
            tokens.append(Token(word, start, end, _BEHIND if at in behind else term))
            at += size
        return tokens

    def _particle(self, words: Sequence[tuple[str, int, int]], at: int) -> int:
        """Say where the rest of a verb stands behind its object, as in "make it available"; 0 where it does not."""
        for to in range(at + 1, min(at + _APART, len(words))):
            word = words[to][0]
            if word in self._apart[words[at][0]]:
                after = words[to + 1][0] if to + 1 < len(words) else "."
                ends = after in self._listed.behind_particles or not after[0].isalnum()
                return to if ends or word in self._listed.predicates else 0
            if word in self._listed.before_particles or not (word[0].isalnum() or word[0] in "'~_"):
                break
        return 0

    def _note_cue(self, row: Modifier) -> None:
        """Note a row of the modifiers for its cue, and for the other forms of that verb or noun."""
        known = self._terms.get(row.cue)
        tag = _CUE_TAGS.get(row.does, "n")
        base = known or Term("p" if row.does == "undoes" and row.cue.endswith((" than", " to")) else tag)
        if row.does == "denies" and row.reach == "part":
            base = replace(base, tags="X" + base.tags.replace("M", "").replace("j", "").replace("X", ""))
        forms = {row.cue}
        if known and known.verb == row.cue:
            forms |= {word for word, term in self._terms.items() if term.verb == row.cue}
        elif row.does == "other-people":
            forms |= set(noun_forms(row.cue))
        for word in forms:
            its = base if word == row.cue else self._terms.get(word, base)
            self._terms[word] = replace(its, does=row.does, reach=row.reach, cue=row.cue)

    def _guess(self, word: str) -> Term:
        if word[0].isdigit() or not (word[0].isalpha() or word[0] in "_~$@#%&+/'"):
            return Term("n" if word[0].isdigit() else word)
        bare = _POSSESSIVE.sub("", word)
        if bare and bare != word:
            return replace(self.term(bare), tags="D")
        if word.endswith("ly") and word not in self._listed.adverb_like:
            return Term("A")
        if len(word) > 5 and word not in self._listed.verb_like:
            if word.endswith("ed"):
                return Term("e", word, "dn")
            if word.endswith("ing"):
                return Term("e", word, "g")
        return Term("n")


@lru_cache(maxsize=1)
def _listed(classes: WordClasses) -> Mapping[str, Term]:
    """Make the forms of all words: once, since the rows of the modifiers are tried one by one."""
    terms: dict[str, Term] = {}
    grammar = dict(classes.grammar)
    for name, tag in TAGS.items():
        for word in grammar.get(name, ()):
            terms[word] = _joined(terms.get(word), Term(tag))
    for word, term in (*_verbs(classes), *_nouns(classes)):
        terms[word] = _joined(terms.get(word), term)
    both = (form for word in grammar.get("either", ()) for form in noun_forms(word))
    for word in (*both, *grammar.get("alone", ())):
        known = terms.get(word, Term(""))
        terms[word] = replace(known, tags=known.tags.replace("v", "") + "e")
    return terms


def _joined(known: Term | None, term: Term) -> Term:
    """Say of a word what two lists say of it."""
    if known is None:
        return term
    return Term(
        known.tags + "".join(tag for tag in term.tags if tag not in known.tags),
        known.verb or term.verb,
        known.forms or term.forms,
        (*known.acts, *(act for act in term.acts if act not in known.acts)),
        (*known.groups, *(group for group in term.groups if group not in known.groups)),
        known.noun or term.noun,
    )


def _stands(phrase: Sequence[str], words: Sequence[tuple[str, int, int]], at: int) -> bool:
    """Tell whether a phrase stands at a place among the words."""
    return at + len(phrase) <= len(words) and all(words[at + n][0] == phrase[n] for n in range(2, len(phrase)))


_NAME = Term("n", groups=("self",))
_BEHIND = Term("A")


def _named(words: Iterable[tuple[str, int, int]], names: Collection[str]) -> Iterator[tuple[str, int, int]]:
    """Give the words, those that together make a name as one."""
    longest = max(name.count(" ") for name in names) + 1
    first = {name.partition(" ")[0] for name in names}
    listed = list(words)
    at = 0
    while at < len(listed):
        for size in range(min(longest, len(listed) - at) if listed[at][0] in first else 1, 0, -1):
            whole = " ".join(word for word, _, _ in listed[at : at + size])
            if size == 1 or whole in names:
                yield whole, listed[at][1], listed[at + size - 1][2]
                at += size
                break


def _verbs(classes: WordClasses) -> Iterator[tuple[str, Term]]:
    """Give every form of every verb, with the acts that it stands for, and the nouns of these acts."""
    grammar = dict(classes.grammar)
    irregular, doubled = verb_rules(grammar)
    lists = [*classes.acts, ("", grammar.get("other", ()))]
    acts: dict[str, tuple[str, ...]] = {}
    for act, listed in lists:
        for verb in listed:
            acts[verb] = (*acts.get(verb, ()), act) if act else acts.get(verb, ())
    for verb, its in acts.items():
        for form, letters in verb_forms(verb, irregular, doubled).items():
            yield form, Term("v", verb, letters, its)
        if (noun := noun_of(verb, classes.sentences.nounless)) and its:
            yield from ((form, Term("n", acts=its, noun=verb)) for form in noun_forms(noun))
    for noun, verb in classes.nouns:
        yield from ((form, Term("n", acts=acts.get(verb, ()), noun=verb)) for form in noun_forms(noun))


def _nouns(classes: WordClasses) -> Iterator[tuple[str, Term]]:
    """Give every form of every noun, with the lists that have it."""
    for word in classes.data:
        yield from ((form, Term("n", groups=("data",))) for form in (*noun_forms(word), third(word)))
    for word in dict(classes.grammar).get("powers", ()):
        yield from ((form, Term("n", groups=("power",))) for form in noun_forms(word))
    for party, listed in classes.parties:
        for word in listed:
            yield from ((form, Term("n", groups=(party,))) for form in noun_forms(word))
