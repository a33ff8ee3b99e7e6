"""Say which words a text must have for a pattern to match it.

A pattern is read as far as its words: what is optional or of any letters counts for nothing. What cannot be read so
needs nothing, and is tried on every text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Final, Literal

#: Stands at the beginning or the end of a piece where a word begins or ends.
EDGE: Final = "\0"
#: The piece that every word with a figure has.
FIGURE: Final = "\1"
#: Pieces are no longer, so that those of a word are few.
LONGEST: Final = 12
# So many needs of each alternative are compared.
_MOST: Final = 4
# A word is common that so many of 1,000 texts hold.
_OFTEN: Final = 10
# Marks that nearly every sentence has.
_COMMON: Final = frozenset(" ,.'()")

#: Pieces of words of which a text must have one.
Need = frozenset[str]
_Alternatives = list[list["_Node"]]


class _Unread(ValueError):
    """A pattern has something that is not read here."""


@dataclass(slots=True)
class _Node:
    """Hold a part of a pattern: letters, a mark, an edge of a word, a class of characters, or a group.

    A "word" is the letters ``text``, a "mark" that character; a "class" has ``text`` "word", "mark", "figure" or "any".
    A group has ``inner`` alternatives, a "macro" those of its name. It stands at least ``least`` times, and ``more``
    than once.
    """

    kind: Literal["word", "mark", "edge", "class", "group", "macro"]
    text: str = ""
    inner: _Alternatives = field(default_factory=list)
    least: int = 1
    more: bool = False


# Letters in a row, but for a last one that is repeated, or optional, by itself.
_PART = re.compile(
    r"\w+(?=\w(?:[*+?]|\{\d))|\w+|\\.|\[\^?\]?(?:\\.|[^\]\\])*\]|\{[a-z][a-z-]*\}|\{\d+(?:,\d*)?\}\??|\(\?:|[*+?]\??|.",
    re.DOTALL,
)
_CLASSES: Final = {"\\w": "word", "\\W": "mark", "\\d": "figure", "\\s": "mark", "\\S": "any", ".": "any"}


class Needs:
    """Find the needs of patterns, with the macros that they may name."""

    def __init__(self, macros: Mapping[str, str], common: Mapping[str, int]) -> None:
        """Take the macros by name, each is read once; ``common`` is how many of 1,000 texts hold each common word."""
        self._macros = macros
        self._held: dict[str, int] = {}
        for word, texts in common.items():
            if texts >= _OFTEN:
                for piece in set(pieces(word)):
                    self._held[piece] = self._held.get(piece, 0) + texts
        self._read: dict[str, _Alternatives] = {}
        self._known: dict[tuple[str, bool, bool], list[Need]] = {}

    def of(self, pattern: str) -> Sequence[Sequence[Need]]:
        """Give for each alternative of a pattern what it needs: a piece of each; nothing where any text may do."""
        try:
            return [self._needs(alternative, False, False) for alternative in _parsed(pattern)]
        except (_Unread, RecursionError):
            return [[]]

    def weight(self, need: Need) -> float:
        """Guess how many of 1,000 texts meet a need: by the common words that do, and by how long its pieces are."""
        return sum(self._held.get(piece, 0) + 20 * 2.0 ** -len(piece) for piece in need)

    def _inner(self, node: _Node) -> _Alternatives:
        if node.kind != "macro":
            return node.inner
        if node.text not in self._read:
            if node.text not in self._macros:
                raise _Unread(node.text)
            self._read[node.text] = _parsed(self._macros[node.text])
        return self._read[node.text]

    def _needs(self, nodes: Sequence[_Node], before: bool, after: bool) -> list[Need]:
        """Give what some nodes in a row need; ``before`` and ``after`` say whether a word begins and ends with them."""
        needs: list[Need] = []
        run, left, edge = "", before, before
        for at, node in enumerate(nodes):
            if node.kind == "word" and node.least and not node.more:
                left = left if run else edge
                run, edge = run + node.text, False
                continue
            if run:
                needs += _piece(run, left, self._leads(nodes, at, after))
            if node.least:
                needs += self._own(node, edge and not run, not node.more and self._leads(nodes, at + 1, after))
            edge, run = self._trails([node], edge and not run), ""
        return needs + (_piece(run, left, after) if run else [])

    def _own(self, node: _Node, before: bool, after: bool) -> list[Need]:
        """Give what a node needs that is no letter in a row of letters."""
        if node.kind == "mark":
            return [] if node.text in _COMMON else [frozenset(node.text)]
        if node.kind == "class":
            return [frozenset((FIGURE,))] if node.text == "figure" else []
        if node.kind not in ("group", "macro"):
            return []
        key = (node.text, before, after)
        if node.kind == "macro" and key in self._known:
            return self._known[key]
        each = [sorted(self._needs(one, before, after), key=self.weight)[:_MOST] for one in self._inner(node)]
        # Of "location|data about places" the first has one need, which goes with each of those of the second.
        rounds = range(max(map(len, each))) if all(each) else range(0)
        found = [frozenset[str]().union(*(some[min(at, len(some) - 1)] for some in each)) for at in rounds]
        if node.kind == "macro":
            self._known[key] = found
        return found

    def _leads(self, nodes: Sequence[_Node], at: int, after: bool) -> bool:
        """Tell whether a word before the node at a place has ended there, whatever follows."""
        if at == len(nodes):
            return after
        node = nodes[at]
        if node.kind in ("group", "macro"):
            led = all(self._leads(one, 0, False) for one in self._inner(node))
        else:
            led = node.kind in ("mark", "edge") or (node.kind == "class" and node.text == "mark")
        return led and (node.least > 0 or self._leads(nodes, at + 1, after))

    def _trails(self, nodes: Sequence[_Node], before: bool) -> bool:
        """Tell whether a word begins behind some nodes, whatever they are; ``before``, where they may be nothing."""
        for node in reversed(nodes):
            if node.kind in ("group", "macro"):
                trailed = all(self._trails(one, False) for one in self._inner(node))
            else:
                trailed = node.kind in ("mark", "edge") or (node.kind == "class" and node.text == "mark")
            if not trailed or node.least:
                return trailed
        return before


def _piece(run: str, left: bool, right: bool) -> list[Need]:
    """Give the need of letters in a row; none where they are too few to tell anything."""
    if len(run) == 1 and not (left or right):
        return []
    return [frozenset(((EDGE * left + run + EDGE * right)[:LONGEST],))]


def _parsed(pattern: str) -> _Alternatives:
    """Read a pattern. Raises _Unread where it has what is not read here."""
    open_: list[_Alternatives] = [[[]]]
    for found in _PART.finditer(pattern):
        part = found[0]
        if part in ("(", "(?:"):
            open_.append([[]])
        elif part == "|":
            open_[-1].append([])
        elif part == ")":
            inner = open_.pop()
            if not open_:
                raise _Unread(pattern)
            open_[-1][-1].append(_Node("group", inner=inner))
        elif part[0] in "*+?" or (part[0] == "{" and part[1:2].isdigit()):
            _repeat(open_[-1][-1], part)
        else:
            open_[-1][-1].append(_node(part))
    if len(open_) > 1:
        raise _Unread(pattern)
    return open_[0]


def _repeat(nodes: list[_Node], count: str) -> None:
    """Say of the last node how often it stands there."""
    if not nodes or nodes[-1].more or not nodes[-1].least:
        raise _Unread(count)
    least, _, most = count.strip("{}?").partition(",")
    if count[0] == "{":
        nodes[-1].least, nodes[-1].more = int(least), (most or least) != "1"
    else:
        nodes[-1].least, nodes[-1].more = int(count[0] == "+"), count[0] != "?"


def _node(part: str) -> _Node:
    if part in ("\\b", "^", "$"):
        return _Node("edge")
    if part in _CLASSES:
        return _Node("class", _CLASSES[part])
    if part[0] == "{" and len(part) > 1:
        return _Node("macro", part[1:-1])
    if part[0] == "[" and len(part) > 1:
        return _Node("class", _class(part))
    if part[0] == "\\" and part[1].isalnum():
        raise _Unread(part)
    return _Node("word", part) if part[0].isalnum() or part[0] == "_" else _Node("mark", part[-1])


@lru_cache(maxsize=1024)
def _class(part: str) -> str:
    """Say of which kind all characters of a class are."""
    if "[:" in part[1:] or "\\p" in part.lower():
        raise _Unread(part)
    compiled = re.compile(part)
    chars = [char for char in map(chr, range(128)) if compiled.match(char)]
    if all(char.isdigit() for char in chars):
        return "figure"
    if not any(char.isalnum() or char == "_" for char in chars):
        return "mark"
    return "any"


def pieces(word: str) -> Iterator[str]:
    """Yield all pieces that a word of a text has, or a mark."""
    whole = EDGE + word + EDGE
    for start in range(len(whole)):
        for end in range(start + 1, min(len(whole), start + LONGEST) + 1):
            yield whole[start:end]
    if any(char.isdigit() for char in word):
        yield FIGURE
