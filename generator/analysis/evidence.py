"""Choose which findings of a verdict are shown in full, and in which order; pages obey."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from generator.model import Finding

#: So many quotes of a badge are shown in full; the others are only linked.
FULL: Final = 3


def arrange(findings: Iterable[Finding]) -> tuple[tuple[Finding, ...], int]:
    """Put the findings of a verdict in the order in which they are shown, and say how many are shown in full.

    The first finding of each outcome is shown, so that an unclear badge shows both sides; then others in the order of
    the text. Those that are only linked come last.
    """
    ordered = sorted(findings, key=lambda finding: (finding.start, finding.end, finding.rule))
    sides = list({finding.outcome: finding for finding in reversed(ordered)}.values())
    chosen = [*sides, *(finding for finding in ordered if finding not in sides)][:FULL]
    full = [finding for finding in ordered if finding in chosen]
    return (*full, *(finding for finding in ordered if finding not in chosen)), len(full)
