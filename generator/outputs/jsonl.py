"""Make what ``inspect`` and ``links`` print: JSON Lines, one object a line, described in generator/schemas.

Offsets count code points of the extracted text.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from generator.model import Finding, Link, Policy
from generator.problems import visible

Object = dict[str, Any]


def inspected(name: str, policy: Policy | None, error: str, *, explain: bool = False) -> Object:
    """The object of ``inspect`` for one file; with ``explain`` each finding says which rule made it, and why."""
    if policy is None:
        return {"path": name, "error": visible(error)}
    return {
        "path": name,
        "text": policy.document.text,
        "sections": [
            {"id": s.id, "heading": s.heading, "level": s.level, "start": s.start, "end": s.end}
            for s in policy.sections
        ],
        "clauses": [
            {
                "id": c.id,
                "section": c.section,
                "text": c.text,
                "start": c.start,
                "end": c.end,
                "categories": list(c.categories),
            }
            for c in policy.clauses
        ],
        "findings": [_finding(finding, explain) for finding in policy.findings],
        "verdicts": {v.practice: v.outcome for v in policy.verdicts if v.outcome != "silent"},
    }


def linked(links: Iterable[Link]) -> Iterator[Object]:
    """The objects of ``links``, in the order of the links: by origin, best first."""
    for link in links:
        yield {
            "from": {"path": link.origin.policy, "clause": link.origin.clause},
            "to": {"path": link.target.policy, "clause": link.target.clause},
            "score": round(link.score, 4),
        }


def _finding(finding: Finding, explain: bool) -> Object:
    told: Object = {
        "practice": finding.practice,
        "outcome": finding.outcome,
        "clause": finding.clause,
        "quote": finding.quote,
        "start": finding.start,
        "end": finding.end,
    }
    if explain:
        lead = finding.lead
        told["rule"] = finding.rule
        told["lead"] = {"text": lead.text, "start": lead.start, "end": lead.end} if lead else None
        told["conditions"] = list(finding.conditions)
        if any(finding.cut):
            told["cut"] = True
    return told
