"""Say what a newer version of a policy changes: its clauses, and above all its badges.

A difference of two verdicts is the policy's own only where the words that prove it have changed. Where they stand in
both versions, the machine has read them in two ways, and that is never told as an act of the service.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from itertools import pairwise, takewhile
from typing import Final, Literal

from rapidfuzz import fuzz

from generator.analysis.evidence import promises
from generator.analysis.strength import UNMEASURED
from generator.comparison.changes import Change, compare, pieces
from generator.comparison.sides import ALIKE, Side, about, figures, first_words, plain
from generator.comparison.words import runs, words_of
from generator.contributed import Snapshot
from generator.model import Finding, Policy, Site, Verdict
from generator.practices import Practice, Tone

EffectKind = Literal["gained", "lost", "flipped", "limited", "unlimited", "renumbered", "found", "missed", "reread"]

#: An answer's change is told as an act of the service only where its quote is at least so likely to prove it; where the
#: answer is a promise, more so: a person may rely on it.
SURE, SURE_OF_PROMISE = 2 / 3, 0.8
#: What joins another statement to a sentence.
_JOINS: Final = frozenset({"and", "or", "but"})
#: What a copy says otherwise than the copies before and after it is a slip of the archive's where it stood no longer.
BRIEF: Final = timedelta(days=7)
#: What becomes of an act of the service that is in doubt.
_IN_DOUBT: Final[Mapping[EffectKind, EffectKind]] = {"gained": "found", "lost": "missed", "flipped": "reread"}
#: How an archive's record names a version that comes from reading a page in another way, and not from a new page.
_READ_ANEW: Final = re.compile(r": (?:Refilter|Apply technical)\b")


@dataclass(frozen=True, slots=True)
class Effect:
    """Say what a newer version does to one badge, with the words that prove it on each side.

    ``gained``, ``lost``, ``flipped``, ``limited`` (a condition was added), ``unlimited`` (one is gone) and
    ``renumbered`` (its sentence has another age or time) are acts of the service. ``found``, ``missed`` and ``reread``
    are what the machine makes of words that the service has kept, or of words that prove it too weakly.
    """

    kind: EffectKind
    practice: str
    before: Verdict
    after: Verdict

    @property
    def counts(self) -> bool:
        """Whether the service has changed what it says."""
        return self.kind not in ("found", "missed", "reread")


@dataclass(frozen=True, slots=True)
class Step:
    """Two versions that follow each other, and what the newer one changes: of badges, and of clauses and headings."""

    before: Policy
    after: Policy
    effects: tuple[Effect, ...]
    changes: tuple[Change, ...]

    @property
    def technical(self) -> bool:
        """Whether a reader of the newer version reads the same words, in some order."""
        return not any(change.counts for change in self.changes)

    @property
    def matters(self) -> bool:
        """Whether the service has changed what it says of any practice."""
        return any(effect.counts for effect in self.effects)


def step(before: Policy, after: Policy, practices: Sequence[Practice]) -> Step:
    """Compare two versions of one policy. ``practices`` say which answers are promises."""
    changes = compare(pieces(before), pieces(after))
    return Step(before, after, tuple(_effects(before, after, practices, changes)), changes)


class Stepping:
    """Compare versions: all of it anew. What keeps such work for the next time puts itself in its place."""

    def step(self, before: Policy, after: Policy, practices: Sequence[Practice]) -> Step:
        """Compare two versions, as :func:`step` does."""
        return step(before, after, practices)


def steps(
    versions: Sequence[Policy], practices: Sequence[Practice], stepping: Stepping | None = None
) -> tuple[Step, ...]:
    """Compare each version with the one before it. The versions are newest first, and so are the steps."""
    compared = stepping or Stepping()
    found = (compared.step(before, after, practices) for after, before in pairwise(versions))
    return tuple(_doubted(one, versions[:at], versions[at + 2 :]) for at, one in enumerate(found))


def _doubted(one: Step, later: Sequence[Policy], earlier: Sequence[Policy]) -> Step:
    """Take back what an archive did, and not the service: what a copy says for a few days only, or is read otherwise.

    ``later`` and ``earlier`` are the other versions, newest first.
    """
    if not one.matters:
        return one
    anew = _read_anew(one.before.snapshot, one.after.snapshot)
    soon = [*takewhile(lambda other: _within(one.after, other), reversed(later))]
    row = (one.before, *earlier)
    lately = row[1 : 1 + sum(1 for _ in takewhile(lambda other: _within(other, one.after), row))]
    return replace(one, effects=tuple(_doubts(one.effects, soon, lately, anew=anew)))


def _doubts(
    effects: Sequence[Effect], soon: Sequence[Policy], lately: Sequence[Policy], *, anew: bool
) -> Iterator[Effect]:
    for effect in effects:
        doubted = _IN_DOUBT.get(effect.kind)
        if doubted and (anew or _answered(soon, effect.before) or _answered(lately, effect.after)):
            yield replace(effect, kind=doubted)
        elif doubted or not anew or not effect.counts:
            yield effect


def _within(older: Policy, newer: Policy) -> bool:
    """Tell whether the one copy was captured so soon after the other that what stood between may be a slip."""
    one, other = older.snapshot.captured, newer.snapshot.captured
    return one is not None and other is not None and other - one <= BRIEF


def _read_anew(before: Snapshot, after: Snapshot) -> bool:
    """Tell whether the archive says that it reads the page otherwise, and the policy's own day is still the same."""
    return before.dated == after.dated and _READ_ANEW.search(after.record or "") is not None


def _answered(versions: Sequence[Policy], verdict: Verdict) -> bool:
    """Tell whether one of the versions gives the same answer, or none where there is none."""
    same = (verdict.practice, verdict.outcome)
    return any((one.practice, one.outcome) == same for version in versions for one in version.verdicts)


def histories(site: Site, stepping: Stepping | None = None) -> Mapping[str, tuple[Step, ...]]:
    """Compare all versions of each document that has more than one; by the id of its policy, newest first.

    A copy that is probably not the policy is passed over: it says nothing of what the policy was.
    """
    versions = {policy.id: (policy, *site.older.get(policy.id, ())) for policy in site.documents}
    real = {id: [version for version in them if not version.no_policy] for id, them in versions.items()}
    return {id: steps(them, site.catalogue.practices, stepping) for id, them in real.items() if len(them) > 1}


def _effects(
    before: Policy, after: Policy, practices: Sequence[Practice], changes: Sequence[Change]
) -> Iterator[Effect]:
    old = {verdict.practice: verdict for verdict in before.verdicts}
    asked = {practice.id: practice for practice in practices}
    counting = [change for change in changes if change.counts]
    sides = Side(before, [change.before for change in counting]), Side(after, [change.after for change in counting])
    for now in after.verdicts:
        was, practice = old.get(now.practice), asked.get(now.practice)
        if was is None or practice is None or (kind := _kind(was, now, *sides, practice)) is None:
            continue
        silent = {"gained": sides[0], "lost": sides[1]}.get(kind)
        if silent is not None and silent.names(about(practice, practices)):
            kind = _IN_DOUBT[kind]
        yield Effect(kind, now.practice, was, now)


def _kind(was: Verdict, now: Verdict, old: Side, new: Side, practice: Practice) -> EffectKind | None:
    tone = practice.tone
    if was.outcome == now.outcome:
        return _within_sentence(was, now, old, new, tone) if now.outcome != "silent" else None
    gained = _sure(now, tone) and new.own(now) and not old.near(now, practice)
    lost = _sure(was, tone) and old.own(was) and not new.near(was, practice)
    if was.outcome == "silent":
        return "gained" if gained else "found"
    if now.outcome == "silent":
        return "lost" if lost else "missed"
    if not _differ(was, now):
        return "reread"
    if _sure(was, tone) and _sure(now, tone):
        return "flipped" if new.own(now) or old.own(was) else "reread"
    return "gained" if gained else "lost" if lost else "reread"  # the one answer is certain, and the other is not


def _differ(was: Verdict, now: Verdict) -> bool:
    """Tell whether the first quotes of two verdicts say different things; else other findings decided."""
    one, other = first_words(was), first_words(now)
    return not (isinstance(one, Finding) and isinstance(other, Finding)) or one.outcome != other.outcome


def _sure(verdict: Verdict, tone: Tone) -> bool:
    """Tell whether a verdict stands on words that prove it so well that its change may be told as the service's act."""
    words = first_words(verdict)
    if not isinstance(words, Finding) or words.strength == UNMEASURED:
        return words is not None
    return words.strength >= (SURE_OF_PROMISE if promises(verdict.outcome, tone) else SURE)


def _within_sentence(was: Verdict, now: Verdict, old: Side, new: Side, tone: Tone) -> EffectKind | None:
    """Compare the first quotes of the same answer, where these are one sentence of which some words have changed."""
    one, other = first_words(was), first_words(now)
    if not (isinstance(one, Finding) and isinstance(other, Finding) and old.own(was) and new.own(now)):
        return None
    if not (_sure(was, tone) and _sure(now, tone)):
        return None
    words, words_now = plain(one.quote), plain(other.quote)
    if words == words_now or fuzz.ratio(words, words_now) < ALIKE:
        return None
    numbers, numbers_now = figures(one.quote), figures(other.quote)
    if numbers and numbers_now and numbers.isdisjoint(numbers_now):
        return "renumbered"
    return _limit(was, now, one, other)


def _limit(was: Verdict, now: Verdict, one: Finding, other: Finding) -> EffectKind | None:
    """Compare the conditions of one sentence.

    What is joined to it with "and" has conditions of its own: they limit nothing that was said before. Nor is a
    condition new, or gone, that another sentence sets in the version without it, or does not set in the one with it.
    """
    earlier, later = set(one.conditions), set(other.conditions)
    kind: EffectKind | None = "limited" if later > earlier else "unlimited" if later < earlier else None
    free, bound = (was, now) if kind == "limited" else (now, was)
    bare, set_there = ({earlier ^ later <= {*each.conditions} for each in them.findings[1:]} for them in (free, bound))
    found, _ = runs(one.quote, other.quote)
    changed = [words_of(run.text) for run in found if run.kind != "same"]
    joined = any(words[:1] and words[0] in _JOINS for words in changed)
    return None if joined or True in bare or False in set_there else kind
