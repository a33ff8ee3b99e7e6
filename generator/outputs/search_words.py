"""Cut text into the words that search goes by, and give the forms of one word a common key, their family.

The script ``search-words.js`` does the same with what a reader types; a test holds the two together.
"""

from __future__ import annotations

import re
import sys
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Final

from generator.words import SearchWords

_HYPHENS: Final = "-\u2010\u2011"
_CUT: Final = re.compile(f"[{_HYPHENS}]")
_APOSTROPHES: Final = re.compile("['\u2019]+")
#: Scripts that put no spaces between words: Thai, kana and the signs of Chinese.
_WITHOUT_SPACES: Final = re.compile("[\u0e00-\u0e7f\u3040-\u30ff\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff]")
_LATIN: Final = re.compile(r"[a-z]{3,}")


@dataclass(frozen=True, slots=True)
class Written:
    """A word as a text has it: its parts ("opt-out": opt, out), and the parts joined where a hyphen parts them."""

    parts: tuple[str, ...]
    joined: str = ""

    @property
    def tokens(self) -> tuple[str, ...]:
        """Give everything that the word is found by."""
        return (*self.parts, self.joined) if self.joined else self.parts


class Speller:
    """Cut text into words, for one set of skipped words and odd forms. It remembers each word that it has seen."""

    def __init__(self, words: SearchWords) -> None:
        """Take the words to skip, and the forms that no ending explains."""
        self.skipped = frozenset(words.skipped)
        self._written: dict[str, Written] = {}
        self._families = _Families({form: word for word, forms in words.forms for form in forms})

    def words(self, text: str) -> list[Written]:
        """Return the words of a text in order."""
        known = self._written
        found = []
        for word in _word().findall(text):
            if word not in known:
                known[word] = _written(word)
            found.append(known[word])
        return found

    def family(self, token: str) -> str:
        """Return the key that the forms of one word share: share, shares, shared, sharing. It need not be a word."""
        return self._families[token]

    def telling(self, text: str) -> list[str]:
        """Return the families of the words that tell something, in order."""
        return [self.family(part) for word in self.words(text) for part in word.parts if part not in self.skipped]


class _Families(dict[str, str]):
    """The key of each word that was asked for."""

    def __init__(self, forms: Mapping[str, str]) -> None:
        self._forms = forms

    def __missing__(self, token: str) -> str:
        self[token] = sys.intern(_stem(self._forms.get(token, token)))
        return self[token]


@cache
def _word() -> re.Pattern[str]:
    """Match a word: letters, digits, marks and apostrophes, in pieces that hyphens join."""
    marks = "".join(chr(code) for code in range(0x10000) if unicodedata.category(chr(code)).startswith("M"))
    piece = f"(?:[^\\W_]|[{re.escape(marks)}'\u2019])+"
    return re.compile(f"{piece}(?:[{_HYPHENS}]{piece})*")


def _written(word: str) -> Written:
    plain = unicodedata.normalize("NFKD", word)
    plain = "".join(c for c in plain if not unicodedata.category(c).startswith("M")).lower()
    pieces = [piece for piece in _CUT.split(plain) if piece]
    if len(pieces) > 1 and len(pieces[0]) == 1:
        pieces[:2] = ["".join(pieces[:2])]  # e-mail is email, and no word by itself
    parts = tuple(part for piece in pieces for part in _parts(piece))
    return Written(parts, "".join(parts) if len(pieces) > 1 else "")


def _parts(piece: str) -> list[str]:
    whole = re.sub("n['\u2019]t$", "'not", piece)
    whole = re.sub("^cannot$", "can'not", whole)
    whole = re.sub("['\u2019]s$", "", whole)
    found: list[str] = []
    for part in _APOSTROPHES.split(whole):
        found += list(part) if _WITHOUT_SPACES.search(part) else [part]
    return [part for part in found if part]


def _stem(word: str) -> str:
    if not _LATIN.fullmatch(word):
        return word
    if len(word) > 3 and word.endswith("s") and not word.endswith(("ss", "us", "is")):
        word = f"{word[:-3]}y" if word.endswith("ies") else word[:-1]
    bare = re.sub("(?:ing|ed)$", "", word)
    if len(bare) > 1 and re.search("[aeiouy]", bare):
        word = bare
    if len(word) > 6:
        word = re.sub("([st])ion$", r"\1", word)
    word = re.sub("y$", "i", re.sub("e$", "", word))
    return re.sub(r"([b-df-hj-np-tv-z])\1$", r"\1", word)
