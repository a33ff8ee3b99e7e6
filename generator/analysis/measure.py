"""Measure how well quotes prove their badges, on findings of which people have said whether they do.

The shares are counted. The weights of marks are those of a logistic regression in which the share of a quote's rule
leaves this quote out, so that a rule seen once does not prove itself. The regression is held back from extremes, as
there are few labelled policies.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Final

from generator.analysis.strength import Judge, odds
from generator.model import Finding
from generator.words import Strengths

#: The inverse of how strongly weights are held back.
_FREEDOM: Final = 0.3
#: A quote is a labelled one when they have this share of the shorter one's words in common, one after the other.
_SAME: Final = 0.6
_DIGITS: Final = 2


@dataclass(frozen=True, slots=True)
class Sample:
    """A finding, and whether its quote proves what a person read; ``wide`` where most practices were read there."""

    finding: Finding
    proves: bool
    wide: bool = True


def proves(quote: str, proofs: Iterable[str]) -> bool:
    """Tell whether a quote is one of the proving sentences, or most of one."""
    said = _words(quote)
    return any(_common(said, _words(proof)) >= _SAME for proof in proofs)


def measure(samples: Sequence[Sample]) -> Strengths:
    """Return the numbers of site_config/strengths.yml for these samples, without weights where all are alike.

    Every sample counts for its rule. The weights of marks, which hold for all practices, are learnt from the wide ones.
    """
    from sklearn.linear_model import LogisticRegression

    counted = _counted(samples)
    wide = [sample for sample in samples if sample.wide] or samples
    if len({sample.proves for sample in wide}) < 2:
        return counted
    names = sorted({mark for sample in wide for mark in sample.finding.marks})
    rows = [
        [odds(_without(counted, sample)), *(float(name in sample.finding.marks) for name in names)] for sample in wide
    ]
    fitted = LogisticRegression(C=_FREEDOM, max_iter=1000).fit(rows, [sample.proves for sample in wide])
    rule, *weights = (round(float(weight), _DIGITS) for weight in fitted.coef_[0])
    base = round(float(fitted.intercept_[0]), _DIGITS)
    return replace(counted, base=base, rule=rule, marks=tuple(zip(names, weights, strict=True)))


def _counted(samples: Iterable[Sample]) -> Strengths:
    """Return the counts alone."""
    proving: Counter[tuple[str, str]] = Counter()
    quotes: Counter[tuple[str, str]] = Counter()
    total = right = 0
    for sample in samples:
        total, right = total + 1, right + sample.proves
        for rule in {sample.finding.rule, *sample.finding.also}:
            key = sample.finding.practice, rule
            proving[key] += sample.proves
            quotes[key] += 1
    rows = tuple((practice, rule, proving[practice, rule], quotes[practice, rule]) for practice, rule in sorted(quotes))
    share = round((right + 1) / (total + 2), _DIGITS)  # never all or none, however few there are
    return Strengths(share=share, rules=rows)


def _without(counted: Strengths, sample: Sample) -> float:
    """Return the share of the sample's best rule, as it is without this sample."""
    finding = sample.finding
    rules = {finding.rule, *finding.also}
    rows = tuple(
        (practice, rule, proving - sample.proves, quotes - 1)
        if practice == finding.practice and rule in rules
        else (practice, rule, proving, quotes)
        for practice, rule, proving, quotes in counted.rules
        if practice == finding.practice
    )
    judge = Judge(replace(counted, rules=rows))
    return max(judge.share(finding.practice, rule) for rule in rules)


def _words(text: str) -> list[str]:
    plain = re.sub(r"\[([^\]]*)\]\([^)]*\)", r"\1", text)
    return re.findall(r"[^\W_]+", plain.lower().replace("\u2019", "'"))


def _common(one: list[str], other: list[str]) -> float:
    """Return the longest run of words that both have, as a share of the shorter (of the longer, where that is tiny)."""
    before, best = [0] * (len(other) + 1), 0
    for word in one:
        now = [0] * (len(other) + 1)
        for at, same in enumerate(other, 1):
            if word == same:
                now[at] = before[at - 1] + 1
        best, before = max(best, *now), now
    few, many = sorted((len(one), len(other)))
    return best / max(1, few if few >= 4 else many)
