"""Say what "they", "it" and "these transfers" are about: what the sentence before has named.

A pointer takes the nearest thing that it can mean: "these parties" the last recipients, "it" the last thing that
something was done to, "such disclosures" what was disclosed. What is not found stays as it stands.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from generator.analysis.propositions import Phrase, Proposition

_PARTIES: Final = frozenset(
    f"{which} {who}"
    for which in ("these", "those", "such", "the")
    for who in ("parties", "third parties", "companies", "recipients", "partners", "providers", "vendors", "entities")
) | {"they", "them", "these", "those"}
_THINGS: Final = frozenset(
    f"{which} {what}"
    for which in ("this", "that", "such", "these", "those")
    for what in ("data", "information", "details")
) | {"it", "them", "this", "these"}


def resolved(said: Sequence[Proposition], before: Sequence[Proposition]) -> tuple[Proposition, ...]:
    """Give the propositions of a sentence with what they point at in the one before."""
    parties = next((one.to for one in reversed(before) if one.to), ())
    parties = parties or tuple(one.doer for one in reversed(before) if one.doer is not None and one.who == "they")[:1]
    things = next((one.what for one in reversed(before) if one.what), ())
    return tuple(_resolved(one, parties, things, before) for one in said)


def _resolved(
    one: Proposition, parties: Sequence[Phrase], things: Sequence[Phrase], before: Sequence[Proposition]
) -> Proposition:
    doer = one.doer
    if doer is not None and doer.text in _PARTIES and parties:
        doer = replace(doer, text=_bare(parties[-1].text))
    what = one.what
    if len(what) == 1 and what[0].text in _THINGS and things:
        what = tuple(replace(what[0], text=thing.text) for thing in things)
    if not what and one.pointed:
        what = next((past.what for past in reversed(before) if set(past.acts) & set(one.acts)), ())
    return replace(one, doer=doer, what=what)


def _bare(text: str) -> str:
    """The words of a recipient without "to" or "with"."""
    first, _, rest = text.partition(" ")
    return rest if first in ("to", "with", "among", "between") else text
