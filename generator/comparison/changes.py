"""Compare two versions of one document clause by clause: which stay, move, change, are new, or are gone.

Pieces (clauses and headings) with the same words are the same; those out of the common order have moved, and so have
words that are only cut into pieces in another way. What is left is paired by the words that two pieces share. A date
line says nothing of substance, nor does the number before a paragraph: neither counts. The cost is linear in the
pieces, whatever they hold.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Final, Literal

from generator.comparison.words import Run, runs, words_of
from generator.formats.dating import is_date_line
from generator.model import Policy

ChangeKind = Literal["same", "moved", "changed", "rewritten", "new", "gone"]

#: Where a smaller share of the shorter piece's words stays, a reader sees another text: it is rewritten.
STAYS: Final = 0.4
#: Two pieces may be one that has changed when they have this share of their words in common, ...
ALIKE: Final = 0.4
#: ... or when this share of the shorter one's words stands in the longer one, and it has at least so many.
CONTAINED, FEWEST_CONTAINED = 0.8, 8
#: For one pair of words at most so many pieces are looked up, and for one piece so many are measured.
PER_PAIR, CANDIDATES = 8, 6
#: A piece, and a stretch within one, has moved when at least so many of its words stand together in the other version.
TOGETHER, STRETCH_TOGETHER = 3, 12
#: So many characters at most are looked through for words that stand together.
MOST_SOUGHT: Final = 200_000_000

Words = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Piece:
    """A clause, or a heading, of one version: its id, and its words as they stand there."""

    id: str
    text: str
    heading: bool = False


@dataclass(frozen=True, slots=True)
class Change:
    """Say what became of a piece; ``before`` or ``after`` is None where there is none.

    ``runs`` are set for a piece that has changed or was rewritten.
    """

    kind: ChangeKind
    before: Piece | None
    after: Piece | None
    runs: tuple[Run, ...] = ()

    @property
    def counts(self) -> bool:
        """Whether a reader of the newer version reads other words."""
        return self.kind not in ("same", "moved")


def pieces(policy: Policy) -> tuple[Piece, ...]:
    """Give the clauses and headings of a version in their order, without what is not the policy's own words."""
    text = policy.document.text
    headings = [(one.start, Piece(one.id, text[one.start : one.end], heading=True)) for one in policy.sections]
    clauses = [(one.start, Piece(one.id, one.text)) for one in policy.clauses if not one.notice]
    return tuple(piece for _, piece in sorted((*headings, *clauses), key=lambda placed: placed[0]))


def compare(old: Sequence[Piece], new: Sequence[Piece]) -> tuple[Change, ...]:
    """Say what became of each piece, in the order of the newer version; what is gone stands where it stood."""
    keys, new_keys = [_key(piece.text) for piece in old], [_key(piece.text) for piece in new]
    equal = _equal(keys, new_keys)
    in_order = _longest_in_order(equal)
    left = [a for a in range(len(old)) if a not in equal]
    found = set(equal.values())
    new_left = [b for b in range(len(new)) if b not in found]
    stood, stand = _Left(keys, left), _Left(new_keys, new_left)
    still = {a for a in left if not keys[a] or stand.hold(keys[a], TOGETHER)}
    already = {b for b in new_left if not new_keys[b] or stood.hold(new_keys[b], TOGETHER)}
    pairs = _paired({a: keys[a] for a in left}, {b: new_keys[b] for b in new_left}, still, already)
    became = {b: Change("moved" if b in already else "new", None, new[b]) for b in new_left}
    became |= {b: Change("same" if a in in_order else "moved", old[a], new[b]) for a, b in equal.items()}
    became |= {b: _changed(old[a], new[b], stood, stand) for a, b in pairs.items()}
    lost = {a: Change("moved" if a in still else "gone", old[a], None) for a in left if a not in pairs}
    at = pairs | {a: equal[a] for a in in_order}
    return tuple(_in_place(became, lost, at))


def _key(text: str) -> Words:
    """Give the words that count: without date lines, and without the number that a piece begins with."""
    words = words_of("\n".join(line for line in text.split("\n") if not is_date_line(line.strip())))
    start = next((at for at, word in enumerate(words) if not word.isdigit()), len(words))
    return words[start:]


def _equal(keys: Sequence[Words], new_keys: Sequence[Words]) -> dict[int, int]:
    """Match the pieces with the same words: the first such with the first, the second with the second."""
    places: dict[str, list[int]] = defaultdict(list)
    for b in reversed(range(len(new_keys))):
        places["".join(new_keys[b])].append(b)  # a space that was lost between two words is no change
    return {a: places[letters].pop() for a, key in enumerate(keys) if places.get(letters := "".join(key))}


def _longest_in_order(matches: Mapping[int, int]) -> set[int]:
    """Return the old pieces of the longest row of matches that is in order on both sides (patience sorting)."""
    tops: list[int] = []
    ends: list[int] = []
    before: dict[int, int | None] = {}
    for a in sorted(matches):
        at = bisect_left(tops, matches[a])
        before[a] = ends[at - 1] if at else None
        tops[at : at + 1], ends[at : at + 1] = [matches[a]], [a]
    kept: set[int] = set()
    last = ends[-1] if ends else None
    while last is not None:
        kept.add(last)
        last = before[last]
    return kept


class _Left:
    """The words of the pieces that have no equal, in their order: to find some of them cut in another way."""

    def __init__(self, keys: Sequence[Words], left: Sequence[int]) -> None:
        """Write the words down, with a bar where a piece between two of them is not one of these."""
        parts: list[str] = []
        for number, one in enumerate(left):
            parts += ["|"] if number and left[number - 1] + 1 != one else []
            parts += keys[one]
        self._text = f" {' '.join(parts)} "
        self._room = MOST_SOUGHT

    def hold(self, words: Sequence[str], fewest: int) -> bool:
        """Tell whether these words stand here together; False where they are fewer, or the search has cost too much."""
        self._room -= len(self._text)
        return len(words) >= fewest and self._room > 0 and f" {' '.join(words)} " in self._text


def _paired(old: Mapping[int, Words], new: Mapping[int, Words], still: Set[int], already: Set[int]) -> dict[int, int]:
    """Pair the old and the new pieces that are most likely one that has changed; each stands in one pair at most.

    Those whose words all stand in the other version as well (``still``, ``already``) are paired last.
    """
    counts = {a: Counter(words) for a, words in old.items()}
    by_words: dict[Words, list[int]] = defaultdict(list)
    for a, words in old.items():
        for two in _twos(words):
            if len(by_words[two]) < PER_PAIR:
                by_words[two].append(a)
    scored: list[tuple[bool, float, int, int, int]] = []
    for b, words in new.items():
        votes = Counter(a for two in _twos(words) for a in by_words.get(two, ()))
        count = Counter(words)
        for a, _ in votes.most_common(CANDIDATES):
            if score := _likeness(counts[a], count):
                scored.append((a in still or b in already, -score, abs(a - b), a, b))
    pairs: dict[int, int] = {}
    taken: set[int] = set()
    for *_, a, b in sorted(scored):
        if a not in pairs and b not in taken:
            pairs[a] = b
            taken.add(b)
    return pairs


def _twos(words: Words) -> Iterable[Words]:
    """Return each two words that follow each other, once; of a single word that word."""
    return dict.fromkeys(pairwise(words)) if len(words) > 1 else (words,)


def _likeness(one: Counter[str], other: Counter[str]) -> float:
    """Return how alike two pieces are by their words (0 to 1); 0 where they are not alike enough to be one."""
    common, sizes = (one & other).total(), sorted((one.total(), other.total()))
    share = 2 * common / max(1, sum(sizes))
    contained = sizes[0] >= FEWEST_CONTAINED and common >= CONTAINED * sizes[0]
    return share if share >= ALIKE or contained else 0.0


def _changed(before: Piece, after: Piece, stood: _Left, stand: _Left) -> Change:
    """Return the change of a piece, word by word; words that only came from elsewhere, or went there, are no change."""
    found, stay = runs(before.text, after.text)
    kept: list[Run] = []
    for run in found:
        if run.kind == "inserted" and stood.hold(words_of(run.text), STRETCH_TOGETHER):
            kept.append(replace(run, kind="same"))
        elif not (run.kind == "deleted" and stand.hold(words_of(run.text), STRETCH_TOGETHER)):
            kept.append(run)
    if all(run.kind == "same" for run in kept):
        return Change("moved", before, after)
    shorter = min(len(words_of(before.text)), len(words_of(after.text)))
    if stay < STAYS * shorter:
        return Change("rewritten", before, after, (Run("deleted", before.text), Run("inserted", after.text)))
    return Change("changed", before, after, tuple(kept))


def _in_place(became: Mapping[int, Change], lost: Mapping[int, Change], at: Mapping[int, int]) -> Iterator[Change]:
    """Yield the changes of new pieces in their order, each lost piece behind the piece that it stood behind."""
    behind: dict[int, list[Change]] = defaultdict(list)
    last = -1
    for a in sorted({*at, *lost}):
        if a in at:
            last = at[a]
        else:
            behind[last].append(lost[a])
    yield from behind[-1]
    for b in range(len(became)):
        yield became[b]
        yield from behind[b]
