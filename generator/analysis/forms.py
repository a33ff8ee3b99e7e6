"""Make the forms of words: what a list in words.yml leaves out because it follows from a rule.

A list says "sell", and the reader must know "sells", "sold", "selling", "sale". Only what no rule gives stands in the
lists: irregular verbs, and the nouns of acts that are built in no regular way.
"""

from __future__ import annotations

from collections.abc import Container, Iterable, Mapping
from itertools import pairwise
from typing import Final

#: The forms of a verb by their letters: base, with -s, past, participle, -ing.
FORMS: Final = "bsdng"
_VOWELS = "aeiou"
_SIBILANT = ("s", "x", "z", "ch", "sh")
# Endings of verbs whose noun follows from the ending: collect, collection.
_NOUNS = (
    *(("fy", "fication"), ("ise", "isation"), ("ize", "ization"), ("ate", "ation"), ("ct", "ction")),
    *(("mit", "mission"), ("close", "closure"), ("duce", "duction"), ("ide", "ision"), ("pt", "ption")),
)


def verb_rules(grammar: Mapping[str, Iterable[str]]) -> tuple[Mapping[str, tuple[str, str]], frozenset[str]]:
    """Give what ``verb_forms`` goes by, from the closed lists of words.yml: irregular verbs, and doubled ones."""
    listed = (entry.split() for entry in grammar.get("irregular", ()))
    irregular = {base: (past, participle) for base, past, participle in listed}
    return irregular, frozenset(grammar.get("doubled", ()))


def verb_forms(verb: str, irregular: Mapping[str, tuple[str, str]], doubled: Iterable[str]) -> dict[str, str]:
    """Give the forms of a verb, each with the letters of ``FORMS`` that it is: {"sold": "dn", ...}.

    ``irregular`` gives past and participle by the base, ``doubled`` the longer verbs that double their last letter.
    In a verb of several words ("opt out") the first is inflected; -ise is also spelt -ize, and -our -or.
    """
    found: dict[str, str] = {}
    first, space, rest = verb.partition(" ")
    for spelt in spellings(first):
        past, participle = irregular.get(spelt, ("", ""))
        for stem in _stems(spelt, spelt in doubled):
            made = (spelt, third(spelt), past or _past(stem), participle or _past(stem), _ing(stem))
            for letter, form in zip(FORMS, made, strict=True):
                whole = form + space + rest
                found[whole] = found.get(whole, "") + ("" if letter in found.get(whole, "") else letter)
    return found


def spellings(word: str) -> tuple[str, ...]:
    """Give the word as it is spelt on both sides of the Atlantic: monetise and monetize, honour and honor."""
    if word.endswith(("ise", "isation")) and len(word) > 5:
        head, _, tail = word.rpartition("is")
        return word, f"{head}iz{tail}"
    if word.endswith("yse"):
        return word, word[:-3] + "yze"
    return (word, word[:-3] + "or") if word.endswith("our") and len(word) > 4 else (word,)


def third(verb: str) -> str:
    """Give the verb with -s, which is also how a noun makes its plural."""
    if verb == "have":
        return "has"
    if verb.endswith("y") and verb[-2:-1] not in _VOWELS:
        return verb[:-1] + "ies"
    return verb + ("es" if verb.endswith((*_SIBILANT, "do", "go")) else "s")


def noun_of(verb: str, nounless: Container[str] = ()) -> str:
    """Give the noun of the act where it follows from the ending, as "collection" from "collect"; else nothing.

    Those that are ``nounless`` have that ending, and another noun, or none.
    """
    if verb in nounless:
        return ""
    return next((verb[: -len(end)] + noun for end, noun in _NOUNS if verb.endswith(end)), "")


def noun_forms(noun: str) -> tuple[str, ...]:
    """Give a noun and its plural, which a noun of several words makes at its last one, in both spellings."""
    first, space, last = noun.rpartition(" ")
    return tuple(form for spelt in spellings(last) for form in _numbers(first + space + spelt))


def _numbers(noun: str) -> tuple[str, ...]:
    """Give a noun and its plural."""
    if noun.endswith(("information", "data", "s")) and not noun.endswith("ss"):
        return (noun,)
    if noun.endswith(("party", "company")):
        return noun, noun[:-1] + "ies"
    return noun, {"person": "persons", "child": "children"}.get(noun) or third(noun)


def _stems(verb: str, doubled: bool) -> tuple[str, ...]:
    """Give the verb as its endings find it: once, or with its last letter doubled, or both where both are written."""
    short = len(verb) > 2 and verb[-1] not in _VOWELS + "wxyh" and verb[-2] in _VOWELS
    syllables = sum(a in _VOWELS and b not in _VOWELS for a, b in pairwise(verb))
    if short and syllables == 1 and (verb[-3:-2] not in _VOWELS or verb[-3:-1] == "ui"):
        return (verb + verb[-1],)
    if doubled:
        return (verb + verb[-1], verb) if verb.endswith("l") else (verb + verb[-1],)
    return (verb,)


def _past(stem: str) -> str:
    if stem.endswith("e"):
        return stem + "d"
    return stem[:-1] + "ied" if stem.endswith("y") and stem[-2:-1] not in _VOWELS else stem + "ed"


def _ing(stem: str) -> str:
    if stem.endswith("e") and not stem.endswith(("ee", "oe", "ye")):
        return stem[:-1] + "ing"
    return stem + "ing"
