"""Keep what was compared of two versions: what is past is not compared again.

Written as JSON: the pieces of the texts by their numbers, and the badges by their practices. What is read was signed
here, and the names of the program and of the configuration are a part of what it was made of.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from generator.comparison.changes import Change, ChangeKind, Piece, pieces
from generator.comparison.versions import Effect, EffectKind, Step, Stepping
from generator.comparison.words import Run
from generator.model import Policy
from generator.outputs.kept import Kept
from generator.outputs.kept_reading import as_json, from_json
from generator.practices import Practice

_STEP: Final = "step"
_NONE: Final = -1


@dataclass(frozen=True, slots=True)
class _Became:
    """What became of a piece: its number in both versions, or -1."""

    kind: ChangeKind
    before: int
    after: int
    runs: tuple[Run, ...]


@dataclass(frozen=True, slots=True)
class _Did:
    """What a version did to the badge of a practice."""

    kind: EffectKind
    practice: str


@dataclass(frozen=True, slots=True)
class _Compared:
    effects: tuple[_Did, ...]
    changes: tuple[_Became, ...]


class KeptSteps(Stepping):
    """The steps that this program compared, with this configuration."""

    def __init__(self, kept: Kept, made_with: tuple[str, ...]) -> None:
        """Take the names of what texts are analysed with."""
        self._kept, self._made_with = kept, made_with

    def step(self, before: Policy, after: Policy, practices: Sequence[Practice]) -> Step:
        """Compare two versions, or give what was found before."""
        name = (*self._made_with, " ".join(one.id for one in practices), _made_of(before), _made_of(after))
        data = self._kept.get(_STEP, *name)
        if data is not None:
            return _unpacked(from_json(_Compared, data), before, after)
        made = super().step(before, after, practices)
        self._kept.put(as_json(_packed(made)), _STEP, *name)
        return made


def _made_of(policy: Policy) -> str:
    """Name what a version says: its bytes, how they were read, and what people say of it."""
    one = policy.snapshot
    reviews = [(verdict.practice, verdict.correction) for verdict in policy.verdicts if verdict.correction]
    read = (one.sha256, one.format, one.repair_mojibake, policy.analysed, reviews)
    return repr(read).encode(errors="backslashreplace").decode()


def _packed(step: Step) -> _Compared:
    old, new = ({piece: at for at, piece in enumerate(pieces(one))} for one in (step.before, step.after))

    def number(piece: Piece | None, numbers: dict[Piece, int]) -> int:
        return _NONE if piece is None else numbers[piece]

    became = [_Became(one.kind, number(one.before, old), number(one.after, new), one.runs) for one in step.changes]
    return _Compared(tuple(_Did(one.kind, one.practice) for one in step.effects), tuple(became))


def _unpacked(compared: _Compared, before: Policy, after: Policy) -> Step:
    old, new = pieces(before), pieces(after)
    was, now = ({verdict.practice: verdict for verdict in one.verdicts} for one in (before, after))
    effects = tuple(Effect(one.kind, one.practice, was[one.practice], now[one.practice]) for one in compared.effects)
    changes = tuple(
        Change(
            one.kind,
            None if one.before == _NONE else old[one.before],
            None if one.after == _NONE else new[one.after],
            one.runs,
        )
        for one in compared.changes
    )
    return Step(before, after, effects, changes)
