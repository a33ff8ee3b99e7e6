"""Tell who receives what is shared: the service's own companies, or others."""

from __future__ import annotations

import re
from collections.abc import Sequence

from generator.model import Finding

_OWN = re.compile(
    r"\b(?:affiliate[sd]?|subsidiar\w+|parent compan\w+|sister compan\w+|(?:our|corporate) (?:group|family))\b", re.I
)
_OUTSIDE = re.compile(r"\b(?:third part\w+|outside|others?|anyone|anybody|unaffiliated)\b", re.I)


def about_the_same(findings: Sequence[Finding]) -> Sequence[Finding]:
    """Leave out the denials for outsiders where all sharing stays among the service's own companies.

    "We never share it with third parties" and "we share it with our subsidiaries" are no opposites: their recipients
    differ. What is done to some is done, and a no for others only is no denial of it.
    """
    done = [finding for finding in findings if finding.outcome == "present"]
    if not done or not all(_own_only(finding.quote) for finding in done):
        return findings
    return [f for f in findings if f.outcome != "absent" or _OWN.search(f.quote) or not _OUTSIDE.search(f.quote)]


def _own_only(quote: str) -> bool:
    """Tell whether a quote names the service's own companies and nobody outside."""
    return _OWN.search(quote) is not None and not _OUTSIDE.search(quote)
