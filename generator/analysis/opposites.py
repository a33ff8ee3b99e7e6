"""Say which findings of a practice are opposites, and which only seem so: a no may be about something else than a yes.

Opposites make a policy unclear only when they speak of the same data, of the same people and of the same recipients.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from generator.model import Finding

_OWN = re.compile(
    r"\b(?:affiliate[sd]?|subsidiar\w+|parent compan\w+|sister compan\w+|(?:our|corporate) (?:group|family))\b", re.I
)
_OUTSIDE = re.compile(r"\b(?:third part\w+|outside|others?|anyone|anybody|unaffiliated)\b", re.I)
# A no about one form, one kind of data, one way or some people: "information you submit through such forms".
_LIMITED = re.compile(
    r"\b(?:such|these|those|this|that) (?:\w+ )?(?:forms?|surveys?|address(?:es)?|content|messages?|cookies?|features?"
    r"|pages?|apps?|images?|photos?|recordings?|lists?|contacts|data|information)\b"
    r"|\b(?:submit|provide|collect|obtain|receive|gather|upload|enter)\w* (?:\w+ )?"
    r"(?:through|via|from|by|in|using|with)\b"
    r"|\b(?:children|minors|students|residents|citizens)\b|\bunder (?:the age of )?1\d\b",
    re.I,
)


def about_the_same(findings: Sequence[Finding]) -> Sequence[Finding]:
    """Return the findings without the denials that are about something else than what is said to be done.

    "We never share it with third parties" and "we share it with our subsidiaries" are no opposites: their recipients
    are not the same. What is done to some is done, and a no for others only is no denial of it. Nor is a no that holds
    for one form or some people a denial of what is plainly said to be done.
    """
    done = [finding for finding in findings if finding.outcome == "present"]
    if not done:
        return findings
    if any(not _LIMITED.search(finding.quote) for finding in done):
        findings = [f for f in findings if f.outcome != "absent" or not _LIMITED.search(f.quote)]
    if not all(_OWN.search(finding.quote) and not _OUTSIDE.search(finding.quote) for finding in done):
        return findings
    return [f for f in findings if f.outcome != "absent" or _OWN.search(f.quote) or not _OUTSIDE.search(f.quote)]
