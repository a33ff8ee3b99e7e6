"""What ``inspect`` and ``links`` say of loose files, as JSON Lines: one object a line, described in generator/schemas.

A loose file has no service.md: its language is taken as English, it has no reviews, and its path is its name.
Offsets count code points of the extracted text.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, Final

from generator import formats
from generator.model import Finding, Link, Place, Policy, Service, Snapshot
from generator.pipeline import Tools, read_policy, read_snapshot
from generator.problems import ContributorError, visible
from generator.reading.configuration import LANGUAGE

SUFFIXES: Final = tuple(f".{suffix}" for suffix in formats.SUFFIXES)

Object = dict[str, Any]


def loose_files(folder: Path) -> list[Path]:
    """The files below the folder that are read as policies, sorted by path."""
    found = (path for path in folder.rglob("*") if path.suffix in SUFFIXES and path.is_file())
    return sorted(found, key=lambda path: path.relative_to(folder).as_posix())


def read_loose(folder: Path, tools: Tools) -> Iterator[tuple[str, Policy | None, str]]:
    """Each loose file's path relative to the folder, with its policy; or None and, in words, why it cannot be read."""
    for path in loose_files(folder):
        name = path.relative_to(folder).as_posix()
        try:
            data = path.read_bytes()
            service, snapshot = _as_contributed(name, path.suffix, data)
            yield name, read_policy(tools, service, snapshot, read_snapshot(snapshot)), ""
        except ContributorError as error:
            yield name, None, " ".join(f"{problem.message} {problem.remedy}" for problem in error.problems)
        except OSError as error:
            yield name, None, f"The file cannot be opened: {error.strerror}."


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
    return told


def _as_contributed(name: str, suffix: str, data: bytes) -> tuple[Service, Snapshot]:
    snapshot = Snapshot(name, name, suffix[1:], data, hashlib.sha256(data).hexdigest())
    return Service(name, name, LANGUAGE, (snapshot,), Place(name)), snapshot
