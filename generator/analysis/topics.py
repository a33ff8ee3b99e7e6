"""Find which subjects a clause speaks of: a dictionary of words and phrases for each category, written by hand.

A phrase of a lexicon (``site_config/categories.yml``) is words in lower case. Text and phrases are compared word by
word; case, punctuation, hyphens and the possessive s do not count ("opt-out" is "opt out", "e-mail" "email", "child's"
"child").

- ``retain*``            any word that begins so
- ``we .. collect*``     the parts in this order, in one sentence, at most eight words apart
- ``# security``         counts only in a heading, or in a title that runs into its paragraph ("Security: we ...")

Weights are plain numbers: 1 is enough by itself, 0.5 needs company in the same sentence, a number below 0 speaks
against the category. The score of a clause is that of its headings and its list's introduction, plus its best
sentence, plus a share of its other sentences. An introduction may stand in a clause before ("We use it to:"), where
each item is a paragraph. A category counts from ``ENOUGH`` on, unless another is far stronger.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache, partial

from generator.analysis.context import contexts
from generator.analysis.sentences import split
from generator.catalogue import Category
from generator.model import Clause, Section

ENOUGH = 1.0
"""The score from which a clause belongs to a category."""

FAINT = 0.5
"""A category with less than this share of the strongest one's score is left out: the clause only brushes it."""

PLENTY = 2.5
"""A score above this one is no stronger, so that a long clause on one subject does not hide its second subject."""

REST = "other"
"""The category of what is about none of the others."""

MOST = 3
"""A clause that seems to be about more than this says nothing of any: it is a table of contents."""

OFTEN_ASIDE = {"choice": 0.85, "access": 0.8}
"""The share for categories that clauses about something else often add a word of ("to unsubscribe, click here")."""

NEAR = 0.7
"""Where no category reaches ``ENOUGH`` the strongest one counts from here on."""

HEADING_LIMIT = 0.6
"""Headings alone never make a category certain, nor rule one out."""

OUTER_HEADING_SHARE = 0.25
"""The heading above a clause's own is often the title of the whole policy, so it counts for little."""

LEAD_SHARE = 0.8
OTHER_SENTENCES_SHARE = 0.25
GAP = 8
LONGEST_TITLE = 80
DIGITS = 6
"""Scores are rounded to so many digits, so that 0.1 and 0.2 and 0.7 are 1 whatever their order in the file."""

_WORD = re.compile(r"([^\W_]+(?:'(?!s\b)[^\W_]+)*|[;\n](?=\s|$))(?:'s\b)?")
_TITLE = re.compile(rf"\s*([^.!?:;\n]{{2,{LONGEST_TITLE}}}?)(?:[.:?!](?=\s)|\s+[-\u2013\u2014]\s|\n)")
_QUESTION = re.compile(r"[^.!?]+\?\s*")
_STOPS = frozenset(";\n")

Weights = Mapping[str, float]


@dataclass(frozen=True, slots=True)
class Evidence:
    """Why a clause has or lacks a category: its score, and the phrases that were met, each with its weight."""

    category: str
    score: float
    phrases: tuple[tuple[str, float], ...]


def words_of(text: str) -> list[str]:
    """Return the words of a text in comparable form, without possessive s; a semicolon and a line's end are tokens."""
    return _WORD.findall(text.casefold().replace("\u2019", "'").replace("\u00ad", "").replace("e-mail", "email"))


def run_in_title(text: str) -> str:
    """Return the title that runs into its paragraph ("Cookies. We use ..."), or an empty string."""
    match = _TITLE.match(text)
    return match.group(1) if match and match.end() < len(text.rstrip()) else ""


class Classifier:
    """Gives clauses their categories. Built once, used for any number of policies."""

    def __init__(self, categories: Sequence[Category]) -> None:
        """Read the lexicons; a phrase may stand in several of them, with a weight in each."""
        self._order = {c.id: (c.order, c.id) for c in categories}
        self._phrases = _Phrases((phrase, c.id, weight) for c in categories for phrase, weight in c.lexicon)

    def classify(self, text: str, sections: Sequence[Section], clauses: Sequence[Clause]) -> tuple[Clause, ...]:
        """Give the same clauses with their categories, in the order of display; ``text`` is what their offsets address.

        A notice has none, nor has a lone question ("What do we collect?"): a table of contents states nothing.
        """
        outline = self._outline(sections)
        return tuple(
            replace(clause, categories=self._chosen(self._scores(outline, clause, lead)))
            for clause, lead in _introduced(text, sections, clauses)
        )

    def explain(
        self, text: str, sections: Sequence[Section], clauses: Sequence[Clause]
    ) -> tuple[tuple[Evidence, ...], ...]:
        """Return for each clause what spoke for each category, the strongest first."""
        outline = self._outline(sections)
        headings = {section.id: section.heading for section in sections}
        return tuple(
            self._evidence(self._scores(outline, clause, lead), headings.get(clause.section or "", ""), clause, lead)
            for clause, lead in _introduced(text, sections, clauses)
        )

    def _evidence(self, scores: Weights, heading: str, clause: Clause, lead: str) -> tuple[Evidence, ...]:
        texts = ((heading, True), (run_in_title(clause.text), True), (lead, False), (clause.text, False))
        met = {n for text, is_heading in texts for sentence in self._phrases.met(text, is_heading) for n in sentence}
        return tuple(
            Evidence(category, score, tuple(sorted(self._phrases.named(met, category))))
            for category, score in sorted(scores.items(), key=lambda item: (-item[1], self._order[item[0]]))
        )

    def _outline(self, sections: Sequence[Section]) -> dict[str, Weights]:
        """Give what the headings above a clause say: its section's in full, the one that this stands under by half."""
        outline: dict[str, Weights] = {}
        above: list[tuple[int, Weights]] = []
        for section in sections:
            own = self._sum(self._phrases.met(section.heading, heading=True))
            while above and above[-1][0] >= section.level:
                above.pop()
            outline[section.id] = _added(own, above[-1][1], OUTER_HEADING_SHARE) if above else own
            above.append((section.level, own))
        return outline

    def _scores(self, outline: Mapping[str, Weights], clause: Clause, lead: str) -> dict[str, float]:
        if clause.notice or _QUESTION.fullmatch(clause.text):
            return {}
        total: Weights = outline.get(clause.section or "", {})
        total = _added(total, self._sum(self._phrases.met(run_in_title(clause.text), heading=True)), 1.0)
        total = {c: max(-HEADING_LIMIT, min(HEADING_LIMIT, weight)) for c, weight in total.items()}
        total = _added(total, self._best(lead), LEAD_SHARE)
        total = _added(total, self._best(clause.text), 1.0)
        return {category: round(score, DIGITS) for category, score in total.items()}

    def _best(self, text: str) -> Weights:
        """Return for each category the best sentence's score and a share of the others'."""
        by_category: dict[str, list[float]] = defaultdict(list)
        for sentence in self._phrases.met(text, heading=False):
            for category, weight in self._phrases.sum(sentence).items():
                by_category[category].append(weight)
        return {
            category: max(found) + OTHER_SENTENCES_SHARE * (sum(found) - max(found))
            for category, found in by_category.items()
        }

    def _sum(self, sentences: Iterable[frozenset[int]]) -> Weights:
        return self._phrases.sum(frozenset().union(*sentences))

    def _chosen(self, scores: Weights) -> tuple[str, ...]:
        best = max(scores.values(), default=0.0)
        if best < ENOUGH:
            chosen = [c for c, score in scores.items() if score >= max(NEAR, best)]
        else:
            strong = min(best, PLENTY)
            least = {c: round(OFTEN_ASIDE.get(c, FAINT) * strong, DIGITS) for c in scores}
            chosen = [c for c, score in scores.items() if score >= max(ENOUGH, least[c])]
        subjects = sum(category != REST for category in chosen)
        return tuple(sorted(chosen, key=self._order.__getitem__)) if subjects <= MOST else ()


@dataclass(slots=True)
class _Node:
    """Hold a place in the tree of phrases: the words that may come after, and the parts of phrases that end here."""

    after: dict[str, _Node] = field(default_factory=dict)
    ends: list[tuple[int, int, bool]] = field(default_factory=list)


# The names of a word in the tree, and the places there that it leads to from the root.
_Known = tuple[tuple[str, ...], tuple[_Node, ...]]


def _met(sentence: Sequence[_Known]) -> frozenset[int]:
    """Return the numbers of the phrases met in a sentence."""
    found: set[int] = set()
    reached: dict[tuple[int, int], int] = {}
    end = len(sentence)
    for start, (_, begun) in enumerate(sentence):
        nodes: Sequence[_Node] = begun
        at = start + 1
        while nodes:
            for node in nodes:
                for number, place, is_last in node.ends:
                    if place and not 0 <= start - reached.get((number, place - 1), start + 1) <= GAP:
                        continue
                    if is_last:
                        found.add(number)
                    else:
                        reached[number, place] = at
            if at == end:
                break
            following = sentence[at][0]
            nodes = [node.after[symbol] for node in nodes for symbol in following if symbol in node.after]
            at += 1
    return frozenset(found)


class _Phrases:
    """All phrases in one tree of words, so that a text is read once whatever their number."""

    def __init__(self, entries: Iterable[tuple[str, str, float]]) -> None:
        weights: dict[str, list[tuple[str, float]]] = defaultdict(list)
        for phrase, category, weight in entries:
            weights[phrase].append((category, weight))
        self._weights = list(weights.items())
        self._trees = {True: _Node(), False: _Node()}
        self._exact: set[str] = set()
        self._stems: dict[int, set[str]] = defaultdict(set)
        for number, (phrase, _) in enumerate(self._weights):
            parts = phrase.removeprefix("# ").split(" .. ")
            for place, part in enumerate(parts):
                self._plant(phrase.startswith("# "), _phrase_words(part), (number, place, place == len(parts) - 1))
        known = lru_cache(maxsize=1 << 16)
        self._begun_by_title, self._begun_by = (known(partial(self._look_up, heading)) for heading in (True, False))

    def _plant(self, heading: bool, words: Iterable[str], leaf: tuple[int, int, bool]) -> None:
        node = self._trees[heading]
        for word in words:
            if word.endswith("*"):
                self._stems[len(word) - 1].add(word[:-1])
            else:
                self._exact.add(word)
            node = node.after.setdefault(word, _Node())
        node.ends.append(leaf)

    def _look_up(self, heading: bool, word: str) -> _Known:
        """Return the names under which a word stands in the tree, itself and its stems, and the phrases begun by it."""
        stems = tuple(word[:n] + "*" for n, known in self._stems.items() if word[:n] in known)
        symbols = ((word,) if word in self._exact else ()) + stems
        first = self._trees[heading].after
        return symbols, tuple(first[symbol] for symbol in symbols if symbol in first)

    def met(self, text: str, heading: bool) -> Iterator[frozenset[int]]:
        """Yield the numbers of the phrases met, a set for each sentence; a semicolon and a line's end end one too."""
        look_up = self._begun_by_title if heading else self._begun_by
        for start, end in split(text, 0, len(text)):
            part: list[_Known] = []
            for word in words_of(text[start:end]):
                if word in _STOPS:
                    if part:
                        yield _met(part)
                        part = []
                else:
                    part.append(look_up(word))
            if part:
                yield _met(part)

    def sum(self, numbers: Iterable[int]) -> Weights:
        """Return the weights of these phrases, added up by category."""
        total: dict[str, float] = defaultdict(float)
        for number in numbers:
            for category, weight in self._weights[number][1]:
                total[category] += weight
        return total

    def named(self, numbers: Iterable[int], category: str) -> Iterator[tuple[str, float]]:
        """Yield the phrases of one category among these, with their weights."""
        for number in numbers:
            phrase, weights = self._weights[number]
            yield from ((phrase, weight) for owner, weight in weights if owner == category)


def _introduced(text: str, sections: Sequence[Section], clauses: Sequence[Clause]) -> Iterator[tuple[Clause, str]]:
    """Yield each clause with the introduction of the list that it is an item of, or an empty string."""
    for clause, before in contexts(text, sections, clauses):
        lead = clause.lead or before.lead
        yield clause, lead.text if lead else ""


def _phrase_words(part: str) -> Iterator[str]:
    """Yield the words of one part of a phrase, a star kept at the end of a stem."""
    for piece in part.split():
        words = words_of(piece)
        yield from words[:-1]
        yield from (word + "*" * piece.endswith("*") for word in words[-1:])


def _added(some: Weights, more: Weights, share: float) -> Weights:
    total = dict(some)
    for category, weight in more.items():
        total[category] = total.get(category, 0.0) + share * weight
    return total
