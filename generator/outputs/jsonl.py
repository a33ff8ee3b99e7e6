"""Make what ``inspect`` and ``links`` print: JSON Lines, one object a line, described in generator/schemas.

Offsets count code points of the extracted text.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from generator.analysis.language import guess
from generator.analysis.nearest import Nearest
from generator.formats.dating import stated
from generator.model import Finding, Link, Policy
from generator.problems import visible

Object = dict[str, Any]


def inspected(name: str, policy: Policy | None, error: str, explain: Nearest | None = None) -> Object:
    """Make the object of ``inspect`` for one file.

    With ``explain`` each finding says which rule made it, and why, and the object which passage is nearest to what.
    """
    if policy is None:
        return {"path": name, "error": visible(error)}
    shown = {
        finding: place
        for verdict in policy.verdicts
        for place, finding in enumerate(verdict.findings[: verdict.shown], 1)
    }
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
        "findings": [
            {**_finding(finding), **({} if explain is None else _explained(finding, shown.get(finding)))}
            for finding in policy.findings
        ],
        "verdicts": {v.practice: v.outcome for v in policy.verdicts if v.outcome != "silent"},
        **({} if explain is None else _read(policy, explain)),
    }


def _read(policy: Policy, nearest: Nearest) -> Object:
    """Say what the text itself tells of its day and its language, what its reader warns of, and what comes nearest."""
    document = policy.document
    silent = {verdict.practice for verdict in policy.verdicts if verdict.outcome == "silent"}
    dated = stated(document.text)
    return {
        "dated": dated.day.isoformat() if dated and dated.day else None,
        "language": guess(document.text),
        "warnings": list(document.warnings),
        "nearest": {id: one.clause for id, one in nearest.find(document, policy.clauses, silent).items()},
    }


def linked(links: Iterable[Link]) -> Iterator[Object]:
    """The objects of ``links``, in the order of the links: by origin, best first."""
    for link in links:
        yield {
            "from": {"path": link.origin.policy, "clause": link.origin.clause},
            "to": {"path": link.target.policy, "clause": link.target.clause},
            "score": round(link.score, 4),
        }


def _finding(finding: Finding) -> Object:
    return {
        "practice": finding.practice,
        "outcome": finding.outcome,
        "clause": finding.clause,
        "quote": finding.quote,
        "start": finding.start,
        "end": finding.end,
    }


def _explained(finding: Finding, shown: int | None) -> Object:
    """Say why a finding was made, and at which place its page shows it in full: 1, 2, 3, or None."""
    lead = finding.lead
    return {
        "rule": finding.rule,
        "lead": {"text": lead.text, "start": lead.start, "end": lead.end} if lead else None,
        "conditions": list(finding.conditions),
        "shown": shown,
        **({"cut": True} if any(finding.cut) else {}),
    }
