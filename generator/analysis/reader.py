"""Read sentences: who does what, denied or not, under which condition.

The reader knows nothing of practices. A sentence is a match text of :mod:`generator.analysis.sentences`; what comes out
are plain values with their places in it. The steps are modules of their own: words (``lexicon``), groups of words
(``groups``), parts of the sentence (``parts``), who acts in them (``roles``), what they say (``propositions``).
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from functools import lru_cache
from typing import Final

from generator.analysis.groups import group
from generator.analysis.lexicon import AUXILIARIES, Lexicon, Token
from generator.analysis.names import own_names
from generator.analysis.parts import parts
from generator.analysis.roles import Roles
from generator.analysis.senses import Reading
from generator.analysis.statements import Proposition
from generator.analysis.structure import Part
from generator.words import Words

#: A longer sentence is read as several, of this many words and marks each, so that reading takes linear time.
MOST_TOKENS: Final = 400
#: So many sentences are kept as read: policies share some, and versions of a policy most.
KEPT: Final = 2_048


class Reader:
    """Read sentences with the words and modifiers of a site."""

    def __init__(self, words: Words) -> None:
        """Make the forms of all words, once."""
        self._lexicon, self._listed = Lexicon(words.classes, words.modifiers), words.classes.sentences
        self._senses = lru_cache(maxsize=KEPT)(self._senses_of)

    def read(self, match: str, names: Collection[str] = (), before: str = "") -> tuple[Proposition, ...]:
        """Say what a sentence says, in its order.

        ``names`` are what the service calls itself, in small letters; ``before`` is the sentence before.
        """
        said = self.senses(match, names).said(self.senses(before, names) if before else None)
        return tuple(sorted(said, key=lambda one: one.start))

    def senses(self, match: str, names: Collection[str] = ()) -> Reading:
        """Read a sentence so that its places can be asked for; what comes again is read once."""
        return self._senses(match, frozenset(name for name in names if name in match))

    def _senses_of(self, match: str, names: frozenset[str]) -> Reading:
        return Reading(list(self._parsed(match, names)))

    def may_turn(self, match: bytes) -> bool:
        """Tell whether anything in a sentence may be denied, or neither said nor denied."""
        return self._lexicon.may_turn(match)

    def cues(self, match: str) -> frozenset[str]:
        """Give the cues of modifiers that a match text has, each as its row has it."""
        return frozenset(token.term.cue for token in self._lexicon.tokens(match) if token.term.cue)

    def names(self, text: str) -> frozenset[str]:
        """Give what the service calls itself in the text of its policy."""
        return own_names(text, self._lexicon)

    def _parsed(self, match: str, names: Collection[str]) -> Iterator[tuple[list[Token], list[Part], Roles]]:
        for tokens in _streams(self._lexicon.tokens(match, names)):
            found = parts(tokens, group(tokens, self._listed), self._listed)
            yield tokens, found, Roles(tokens, found, self._listed)


def _streams(tokens: list[Token]) -> Iterator[list[Token]]:
    """Give the sentence without its brackets and quotation marks, then what stands in each bracket, as sentences."""
    streams: list[list[Token]] = [[]]
    inside: list[int] = []
    last = "."
    for token in tokens:
        if token.word in ("(", "["):
            inside.append(len(streams))
            streams.append([])
        elif token.word in (")", "]"):
            if inside:
                inside.pop()
        elif token.word == ":" and last in "MX":
            continue  # "the right to: access"
        elif token.word not in _UNREAD:
            last = token.term.tags[0]
            streams[inside[-1] if inside else 0].append(token)
    for stream in streams:
        for at in range(0, len(stream), MOST_TOKENS):
            yield from _without_aside(stream[at : at + MOST_TOKENS])


def _without_aside(stream: list[Token]) -> Iterator[list[Token]]:
    """Put what stands between a denial and its verb behind them: "in no case, even in a sale, will we give it away"."""
    for at, token in enumerate(stream[:-1]):
        cue = token.term.does == "denies" and (" " in token.word or token.word == "never")
        if not cue or stream[at + 1].word != "," or (at and stream[at - 1].term.tags[0] not in ",j;:"):
            continue
        for end in range(at + 1, min(at + _ASIDE, len(stream) - 2)):
            if stream[end].word == "," and stream[end + 1].term.tags[0] in AUXILIARIES:
                yield [*stream[: at + 1], *stream[end + 1 :]]
                yield from [stream[at + 2 : end]] if end > at + 2 else []
                return
    yield stream


# How many words may stand between a denial and its verb.
_ASIDE: Final = 24
# Marks that say nothing: quotation marks, and Markdown's.
_UNREAD: Final = frozenset("\"'*_~`<>")
