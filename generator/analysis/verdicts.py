"""Make the site's verdicts: what the machine found, unless a person has said otherwise.

Every verdict stands on the policy's own words. So a correction counts only where its quote stands in the text, and a
finding that does not quote its clause is refused as a mistake of ours.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from generator.analysis.detection import combine
from generator.analysis.evidence import arrange, holds
from generator.analysis.opposites import about_the_same
from generator.analysis.quotes import find_quote
from generator.contributed import Correction
from generator.model import Basis, Clause, Document, Finding, Policy, Span, Verdict
from generator.practices import Outcome, Practice

#: What a person says of a practice, where that person's quote stands, and in which document, if there are several.
_Reviewed = tuple[Correction, Span, str]


def decide(
    practices: Sequence[Practice],
    findings: Sequence[Finding],
    corrections: Sequence[Correction],
    document: Document,
    clauses: Sequence[Clause],
) -> tuple[Verdict, ...]:
    """Return one verdict for each practice, in their order.

    A person's correction wins (basis "reviewed"); with it stay the findings that say the same. Else the findings
    decide ("detected"): opposites about the same recipients make the policy unclear, and both sides stay,
    unless the practice's definition says which of them wins; a plain word beats a hedged one, since a reader who is
    told "unclear" must find nothing plainer in the text; and only findings of the outcome that stands are kept.
    What no quote is likely to prove is not said. Nothing found is silence ("none"), never a no.

    Raises ValueError when a finding does not quote its clause word for word.
    """
    _prove(findings, document, clauses)
    reviewed: dict[str, _Reviewed] = {}
    for correction in reversed(corrections):
        if (quote := find_quote(document.text, correction.quote)) is not None:
            reviewed[correction.practice] = correction, quote, ""
    return _verdicts(practices, findings, reviewed, headings=any(clause.section for clause in clauses))


def join(practices: Sequence[Practice], documents: Sequence[Policy]) -> Policy:
    """Return the first of a service's documents with the others, and all with what they say together.

    The findings of all of them decide as those of one document do; each says in which one it stands. So what one
    document says and another denies is unclear, and both quotes stay. Of two people's words about one practice those
    of the earlier document count. Where the first is not analysed, or is the only one, nothing is joined.
    """
    first, *others = documents
    if not others or not first.analysed:
        return replace(first, others=tuple(others))
    findings = [replace(finding, terms=one.terms) for one in documents for finding in one.findings]
    reviewed: dict[str, _Reviewed] = {}
    for one in documents:
        for verdict in one.verdicts:
            if verdict.correction and verdict.quote:
                reviewed.setdefault(verdict.practice, (verdict.correction, verdict.quote, one.terms))
    headings = any(clause.section for one in documents for clause in one.clauses)
    joint = _verdicts(practices, findings, reviewed, headings=headings)
    return replace(first, joint=joint, others=tuple(replace(one, joint=joint) for one in others))


def _verdicts(
    practices: Sequence[Practice], findings: Iterable[Finding], reviewed: Mapping[str, _Reviewed], *, headings: bool
) -> tuple[Verdict, ...]:
    found: dict[str, list[Finding]] = defaultdict(list)
    for finding in findings:
        found[finding.practice].append(finding)
    return tuple(_verdict(p, found.get(p.id, ()), reviewed.get(p.id), headings=headings) for p in practices)


def said(practice: Practice, findings: Sequence[Finding]) -> Outcome:
    """Return what the findings of a practice say together, however likely they prove it."""
    same = findings if practice.wins else about_the_same(findings)  # one that wins does so whatever else is done
    return combine({finding.outcome for finding in same}, practice.wins)


def _standing(findings: Iterable[Finding], outcome: Outcome) -> Iterator[Finding]:
    """Yield the findings that stay with an outcome: those that say it, or all where it is unclear."""
    return (finding for finding in findings if outcome in ("unclear", finding.outcome))


def _verdict(practice: Practice, findings: Sequence[Finding], reviewed: _Reviewed | None, *, headings: bool) -> Verdict:
    if not findings and not reviewed:
        return Verdict(practice.id, "silent", "none")
    detected = said(practice, findings)
    if not holds(_standing(findings, detected), headings=headings):
        detected = "silent"
    correction, quote, terms = reviewed or (None, None, "")
    outcome = correction.outcome if correction else detected
    basis: Basis = "reviewed" if correction else "none" if outcome == "silent" else "detected"
    ordered, shown = arrange(_standing(findings, outcome), practice.tone)
    return Verdict(practice.id, outcome, basis, ordered, correction, quote, detected, shown, terms)


def _prove(findings: Iterable[Finding], document: Document, clauses: Sequence[Clause]) -> None:
    """Refuse a finding whose quote is not what stands at its offsets, within its clause or the headings above it."""
    above = (0, *(clause.end for clause in clauses))
    spans = {clause.id: (start, clause.end) for start, clause in zip(above, clauses, strict=False)}
    for finding in findings:
        start, end = spans.get(finding.clause, (0, 0))
        verbatim = document.text[finding.start : finding.end] == finding.quote
        if not (finding.quote and verbatim and start <= finding.start and finding.end <= end):
            raise ValueError(f"the finding of {finding.practice} by {finding.rule} does not quote its clause")
