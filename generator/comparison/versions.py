"""Say what a newer version of a policy changes: its clauses, and above all its badges.

A difference of two verdicts is the policy's own only where the words that prove it have changed. Where they stand in
both versions, the machine has read them in two ways, and that is never told as an act of the service.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final, Literal

from rapidfuzz import fuzz, process

from generator.analysis.sentences import SENTENCE_LIMIT, split
from generator.comparison.changes import Change, Piece, compare, pieces
from generator.comparison.words import words_of
from generator.model import Finding, Policy, Site, Span, Verdict

EffectKind = Literal["gained", "lost", "flipped", "limited", "unlimited", "found", "missed", "reread"]

#: A sentence, or a part of one, that is as much alike as this (0 to 100) stands for the one that was quoted.
ALIKE: Final = 75


@dataclass(frozen=True, slots=True)
class Effect:
    """Say what a newer version does to one badge, with the words that prove it on each side.

    ``gained``, ``lost``, ``flipped``, ``limited`` (a condition was added) and ``unlimited`` (one is gone) are acts of
    the service. ``found``, ``missed`` and ``reread`` are what the machine makes of words that the service has kept.
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


def step(before: Policy, after: Policy) -> Step:
    """Compare two versions of one policy."""
    changes = compare(pieces(before), pieces(after))
    return Step(before, after, tuple(_effects(before, after, changes)), changes)


def steps(versions: Sequence[Policy]) -> tuple[Step, ...]:
    """Compare each version with the one before it. The versions are newest first, and so are the steps."""
    return tuple(step(before, after) for after, before in pairwise(versions))


def histories(site: Site) -> Mapping[str, tuple[Step, ...]]:
    """Compare all versions of each document that has more than one; by the id of its policy, newest first.

    A copy that is probably not the policy is passed over: it says nothing of what the policy was.
    """
    versions = {policy.id: (policy, *site.older.get(policy.id, ())) for policy in site.documents}
    real = {id: [version for version in them if not version.no_policy] for id, them in versions.items()}
    return {id: steps(them) for id, them in real.items() if len(them) > 1}


def first_words(verdict: Verdict) -> Finding | Span | None:
    """Give the words that a verdict rests on first: those that a person quoted, else those that were found."""
    return verdict.quote or (verdict.findings[0] if verdict.findings else None)


def _effects(before: Policy, after: Policy, changes: Sequence[Change]) -> Iterator[Effect]:
    old = {verdict.practice: verdict for verdict in before.verdicts}
    counting = [change for change in changes if change.counts]
    sides = _Side(before, [change.before for change in counting]), _Side(after, [change.after for change in counting])
    for now in after.verdicts:
        was = old.get(now.practice)
        if was is not None and (kind := _kind(was, now, *sides)):
            yield Effect(kind, now.practice, was, now)


def _kind(was: Verdict, now: Verdict, old: _Side, new: _Side) -> EffectKind | None:
    if was.outcome == now.outcome:
        return _limit(was, now, old, new) if now.outcome != "silent" else None
    if was.outcome == "silent":
        return "gained" if new.own(now) and not old.near(now) else "found"
    if now.outcome == "silent":
        return "lost" if old.own(was) and not new.near(was) else "missed"
    return "flipped" if new.own(now) or old.own(was) else "reread"


def _limit(was: Verdict, now: Verdict, old: _Side, new: _Side) -> EffectKind | None:
    """Compare the conditions of the first quotes, where these are one sentence that has changed."""
    one, other = first_words(was), first_words(now)
    if not (isinstance(one, Finding) and isinstance(other, Finding) and old.own(was) and new.own(now)):
        return None
    words, words_now = _plain(one.quote), _plain(other.quote)
    if words == words_now or fuzz.ratio(words, words_now) < ALIKE:
        return None
    earlier, later = set(one.conditions), set(other.conditions)
    if later > earlier:
        return "limited"
    return "unlimited" if later < earlier else None


class _Side:
    """One of the two versions: which of its clauses the other does not have, and its sentences."""

    def __init__(self, policy: Policy, changed: Iterable[Piece | None]) -> None:
        """Note the clauses that the other version does not have so."""
        self._policy = policy
        self._changed = {piece.id for piece in changed if piece is not None and not piece.heading}
        self._sentences: list[str] | None = None

    def own(self, verdict: Verdict) -> bool:
        """Tell whether the words that the verdict rests on stand in a clause that the other version has otherwise."""
        quote = first_words(verdict)
        if quote is None:
            return False
        if isinstance(quote, Finding):
            return quote.clause in self._changed
        return any(one.id in self._changed for one in self._policy.clauses if one.start <= quote.start < one.end)

    def near(self, verdict: Verdict) -> bool:
        """Tell whether this version has a sentence much like the one that the verdict of the other rests on."""
        quote = first_words(verdict)
        if quote is None:
            return False
        if self._sentences is None:
            text = self._policy.document.text
            spans = [span for one in self._policy.clauses for span in split(text, one.start, one.end)]
            self._sentences = [_plain(text[start:end]) for start, end in spans if end - start <= SENTENCE_LIMIT]
        words = _plain(quote.quote if isinstance(quote, Finding) else quote.text)
        long = [sentence for sentence in self._sentences if 4 * len(sentence) >= 3 * len(words)]
        return process.extractOne(words, long, scorer=fuzz.partial_ratio, score_cutoff=ALIKE) is not None


def _plain(text: str) -> str:
    return " ".join(words_of(text))
