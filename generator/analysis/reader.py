"""Reads sentences: who does what, denied or not, under which condition.

It knows nothing of practices. A sentence is a match text of :mod:`generator.analysis.sentences`; what comes out are
plain values with their places in it. The steps are modules of their own: words (``lexicon``), groups of words
(``groups``), parts of the sentence (``parts``), what these say (``propositions``). Each passes over the sentence once.
"""

from __future__ import annotations

from collections.abc import Collection

from generator.analysis.groups import group
from generator.analysis.lexicon import Lexicon, Token
from generator.analysis.parts import parts
from generator.analysis.propositions import Proposition, propositions
from generator.analysis.roles import Roles
from generator.model import Words


class Reader:
    """Reads sentences with the words and modifiers of a site."""

    def __init__(self, words: Words) -> None:
        """Make the forms of all words once."""
        self._lexicon = Lexicon(words.classes, words.modifiers)

    def read(self, match: str, names: Collection[str] = ()) -> tuple[Proposition, ...]:
        """What a sentence says, in its order. ``names`` are what the service calls itself, in small letters."""
        said: list[Proposition] = []
        for tokens in _streams(self._lexicon.tokens(match, names)):
            found = parts(tokens, group(tokens))
            said += propositions(tokens, found, Roles(tokens, found))
        return tuple(sorted(said, key=lambda one: one.start))


def _streams(tokens: list[Token]) -> list[list[Token]]:
    """The sentence without its brackets and quotation marks, and what stands in each bracket, as sentences."""
    streams: list[list[Token]] = [[]]
    open_brackets: list[int] = []
    for token in tokens:
        if token.word in ("(", "["):
            open_brackets.append(len(streams))
            streams.append([])
        elif token.word in (")", "]"):
            if open_brackets:
                open_brackets.pop()
        elif token.word not in ('"', "*", "'"):
            streams[open_brackets[-1] if open_brackets else 0].append(token)
    return [stream for stream in streams if stream]
