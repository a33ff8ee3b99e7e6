"""Say how likely a finding's quote proves its badge: what its rule's quotes did on labelled policies, and its marks.

The numbers are measured by ``smallprint rules`` and stand in site_config/strengths.yml. A rule that was seldom seen is
taken to be like the other rules of its practice, and a practice that was seldom seen like all of them.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from typing import Final

from generator.words import Strengths

#: So many quotes of its practice, or of all, a rule's own quotes are mixed with.
WEIGHT: Final = 3.0
#: What a quote has where nothing was measured: all are alike then.
UNMEASURED: Final = 0.5
_LEAST: Final = 0.02


def shares(strengths: Strengths) -> Mapping[tuple[str, str], float]:
    """Return the share of proving quotes of each rule that was seen, by practice and rule, or by practice and ""."""
    seen: dict[str, list[int]] = {}
    for practice, _rule, proving, quotes in strengths.rules:
        both = seen.setdefault(practice, [0, 0])
        both[0] += proving
        both[1] += quotes
    found = {
        (practice, ""): (proving + WEIGHT * strengths.share) / (quotes + WEIGHT)
        for practice, (proving, quotes) in seen.items()
    }
    for practice, rule, proving, quotes in strengths.rules:
        found[practice, rule] = (proving + WEIGHT * found[practice, ""]) / (quotes + WEIGHT)
    return found


def odds(share: float) -> float:
    """Return the logarithm of the odds of a share, which is kept away from never and always."""
    kept = min(1 - _LEAST, max(_LEAST, share))
    return math.log(kept / (1 - kept))


class Judge:
    """Weighs findings by the measured numbers."""

    def __init__(self, strengths: Strengths) -> None:
        """Mix the counts of rarely seen rules with those of their practice, once."""
        self._strengths = strengths
        self._shares = shares(strengths)
        self._odds = {of: odds(share) for of, share in self._shares.items()}
        self._marks = dict(strengths.marks)

    def share(self, practice: str, rule: str) -> float:
        """Return the share of proving quotes that a rule is taken to have."""
        known = self._shares.get((practice, rule)) or self._shares.get((practice, ""))
        return self._strengths.share if known is None else known

    def strength(self, practice: str, rules: Iterable[str], marks: Iterable[str]) -> float:
        """Return how likely a quote proves, from 0 to 1, by the best of the rules that found it and by its marks."""
        own = self._odds.get((practice, ""), odds(self._strengths.share))
        total = self._strengths.base + self._strengths.rule * max(
            self._odds.get((practice, rule), own) for rule in rules
        )
        total += sum(self._marks.get(mark, 0.0) for mark in marks)
        return 1 / (1 + math.exp(-total))
