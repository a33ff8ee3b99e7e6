"""Measure how easy an English text is to read: the Flesch reading ease, with its meaning in plain words.

The formula is Rudolf Flesch's, from "A new readability yardstick", Journal of Applied Psychology 32 (1948), 221-233:
206.835 - 1.015 * words per sentence - 84.6 * syllables per word. The bands and what they are like follow his table in
"The Art of Readable Writing" (1949). Syllables are counted as groups of vowels, with a few rules for silent letters:
good to a few percent over a whole text, not for a single word.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from generator.analysis.sentences import split
from generator.model import Policy
from generator.reading.configuration import is_analysed

_WORD = re.compile(r"[^\W\d_]+(?:['\u2019][^\W\d_]+)*")
_VOWELS = re.compile(r"[aeiouy]+")
# A last e is silent, and so is that of -es and -ed, but not in "table", "boxes" or "wanted".
_SILENT = re.compile(r"(?:[^aeiouyl]|[aeiouy]l)e$|(?:[^aeiouytd]|[aeiouy][rn])ed$|[^aeiouyscxzgh]es$|[^aeiou]ely$")
# Two vowels that are pronounced apart: "policies" keeps one, "variety", "create" and "actual" have two.
_APART = re.compile(r"i[ao](?!n)|iet|[^q]u[ao]|eo(?!u)|crea(?!m)|[^aeiou]ying|ism$")
_FEWEST: Final = 100
"""Below this many words the formula says more about chance than about the text."""

_BANDS: Final = (
    (80, "easy to read", "like a comic or a light story"),
    (60, "plain to read", "like an ordinary magazine"),
    (50, "fairly hard to read", "like a quality newspaper"),
    (30, "hard to read", "like an academic magazine"),
    (None, "very hard to read", "like a scientific paper"),
)


@dataclass(frozen=True, slots=True)
class Ease:
    """A text's reading ease: Flesch's number (higher is easier, mostly 0 to 100), its meaning and a comparison."""

    score: int
    meaning: str
    like: str


def ease(policy: Policy) -> Ease | None:
    """Return how easy a policy is to read; None when it is not in English, or too short for the formula.

    Each sentence counts, and each list item and table that does not end like one; headings and notices do not.
    """
    if not is_analysed(policy.service.lang):
        return None
    text = policy.document.text
    kept = [(clause.start, clause.end) for clause in policy.clauses if not clause.notice]
    starts, ends = [start for start, _ in kept], [end for _, end in kept]
    pieces = [
        (max(block.start, start), min(block.end, end))
        for block in policy.document.blocks
        if block.kind not in ("heading", "notice", "table")
        for start, end in kept[bisect_right(ends, block.start) : bisect_left(starts, block.end)]
    ]
    sentences = [text[left:right] for start, end in pieces for left, right in split(text, start, end)]
    score = flesch(sentences)
    if score is None:
        return None
    meaning, like = next((meaning, like) for low, meaning, like in _BANDS if low is None or score >= low)
    return Ease(score, meaning, like)


def flesch(sentences: list[str]) -> int | None:
    """Flesch's reading ease of these sentences, rounded; None for fewer than a hundred words."""
    words = [word for sentence in sentences for word in _WORD.findall(sentence)]
    if len(words) < _FEWEST:
        return None
    count = sum(1 for sentence in sentences if _WORD.search(sentence))
    return round(206.835 - 1.015 * len(words) / count - 84.6 * sum(map(syllables, words)) / len(words))


@lru_cache(maxsize=50_000)
def syllables(word: str) -> int:
    """About how many syllables an English word has; at least one."""
    letters = re.sub(r"[^a-z]", "", word.lower())
    if len(letters) <= 3:
        return 1
    count = len(_VOWELS.findall(letters)) + len(_APART.findall(letters))
    return max(1, count - len(_SILENT.findall(letters)))
