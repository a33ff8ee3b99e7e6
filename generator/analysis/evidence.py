"""Choose which findings of a verdict are shown in full, and in which order; pages obey.

A quote is shown before another when it is more likely to prove the badge. Where a badge is unclear, the side that is
against the person stands first, so that nobody reads the better half alone. Places in the text stay in the findings.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from generator.model import Finding
from generator.practices import Outcome, Tone

#: So many quotes of a badge are shown in full; the others are only linked.
FULL: Final = 3
#: A badge stands only on a quote of at least this strength: silence is better than a badge that nothing proves. In a
#: text without headings less is asked, since nothing there shows what a sentence stands under.
FLOOR: Final = 0.26
FLOOR_WITHOUT_HEADINGS: Final = 0.08
#: A quote behind the first is shown in full from this strength on.
CLEAR: Final = 0.5


def arrange(findings: Iterable[Finding], tone: Tone = "neutral") -> tuple[tuple[Finding, ...], int]:
    """Put the findings of a verdict in the order in which they are shown, and say how many are shown in full.

    The strongest finding of each outcome is shown, so that an unclear badge shows both sides; then others by their
    strength, each once. Those that are only linked come last, in the order of the text.
    """
    ordered = sorted(findings, key=lambda finding: (-finding.strength, finding.start, finding.end, finding.rule))
    sides = list({finding.outcome: finding for finding in reversed(ordered)}.values())
    sides.sort(key=lambda finding: (finding.outcome not in _against(tone), -finding.strength, finding.start))
    others = [finding for finding in ordered if finding not in sides and finding.strength >= CLEAR]
    once: dict[str, Finding] = {}
    for finding in (*sides, *others):
        once.setdefault(finding.quote, finding)
    full = list(once.values())[:FULL]
    rest = sorted(
        (f for f in ordered if f not in full), key=lambda finding: (finding.terms, finding.start, finding.end)
    )
    return (*full, *rest), len(full)


def promises(outcome: Outcome, tone: Tone) -> bool:
    """Tell whether an answer promises the person something: a protection that is there, or a concern that is not."""
    return (outcome, tone) in (("present", "protective"), ("absent", "concern"))


def holds(findings: Iterable[Finding], *, headings: bool) -> bool:
    """Tell whether any of the findings is strong enough for a badge to stand on it; its text has headings or none."""
    floor = FLOOR if headings else FLOOR_WITHOUT_HEADINGS
    return any(finding.strength >= floor for finding in findings)


def _against(tone: Tone) -> tuple[Outcome, ...]:
    """Return the outcomes that are against the person."""
    return ("absent", "unclear") if tone == "protective" else ("present",)
