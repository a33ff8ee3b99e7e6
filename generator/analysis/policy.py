"""Put one document through all the stages of this room: from its blocks to the verdicts of every practice."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path

from generator.analysis.clauses import segment
from generator.analysis.detection import Detector
from generator.analysis.long_sentences import too_long
from generator.analysis.plausibility import Plausibility
from generator.analysis.topics import Classifier
from generator.analysis.verdicts import decide, said
from generator.contributed import Correction, Service, Snapshot
from generator.formats import Unreadable, extract
from generator.model import Clause, Document, Finding, Policy, Section
from generator.practices import Outcome, Practice
from generator.problems import ContributorError, Place, Problem, errors
from generator.reading.configuration import Configuration, is_analysed, read_configuration
from generator.reading.marked import Memory


@dataclass(frozen=True)
class Tools:
    """Hold what every policy is read with, made ready once, when a text is read: often all is known."""

    configuration: Configuration

    @cached_property
    def classifier(self) -> Classifier:
        """Give what finds the categories."""
        return Classifier(self.configuration.catalogue.categories)

    @cached_property
    def plausibility(self) -> Plausibility:
        """Give what judges whether texts are policies. Raises ValueError where its pattern is not one."""
        return Plausibility(self.configuration.words)

    @cached_property
    def detector(self) -> Detector:
        """Give what finds the practices. Raises ValueError where a pattern is not one."""
        configuration = self.configuration
        return Detector(self.practices, configuration.words, configuration.strengths, configuration.common)

    @property
    def practices(self) -> tuple[Practice, ...]:
        """Give the practices that are asked, in the order of display."""
        return self.configuration.catalogue.practices


def load_tools(root: Path) -> Tools:
    """Make ready what policies are read with, from site_config/ alone. Raises ContributorError with every mistake."""
    configuration, problems = read_configuration(root)
    if errors(problems):
        raise ContributorError(problems)
    return make_tools(configuration)


def make_tools(configuration: Configuration) -> Tools:
    """Make ready the stages that are configured. Raises ValueError where a pattern is not one."""
    tools = Tools(configuration)
    _ = tools.detector, tools.classifier, tools.plausibility
    return tools


@dataclass(frozen=True, slots=True)
class Analysis:
    """Hold what is found in a document alone: with warnings of its own, its outline, its clauses and its findings.

    ``rare`` says whether the words of policies are rare in it, where it was asked.
    """

    document: Document
    sections: tuple[Section, ...]
    clauses: tuple[Clause, ...]
    findings: tuple[Finding, ...] = ()
    rare: bool | None = None


def read_policy(
    tools: Tools, service: Service, snapshot: Snapshot, document: Document, corrections: Sequence[Correction] = ()
) -> Policy:
    """Put one snapshot through all the stages that see one policy only: a pure function of its arguments.

    Raises ContributorError when the document has too many clauses.
    """
    try:
        analysis = analyse(tools, document, asked=is_analysed(service.lang))
    except Unreadable as refusal:
        raise unreadable(snapshot, refusal) from None
    return decided(tools, service, snapshot, analysis, corrections)


def analyse(tools: Tools, document: Document, *, asked: bool) -> Analysis:
    """Find in a document its clauses, and what each says where it is ``asked``: where the practices have its language.

    Raises Unreadable when it has too many clauses.
    """
    sections, clauses = segment(document)
    if not asked:
        return Analysis(document, sections, clauses)
    document = replace(document, warnings=(*document.warnings, *too_long(document.text, clauses)))
    clauses = tools.classifier.classify(document.text, sections, clauses)
    findings, rare = tools.detector.detect(document, sections, clauses), tools.plausibility.rare(document)
    return Analysis(document, sections, clauses, findings, rare)


def decided(
    tools: Tools, service: Service, snapshot: Snapshot, analysis: Analysis, corrections: Sequence[Correction]
) -> Policy:
    """Make a policy of what was found in its document, with what people say of it."""
    document, sections, clauses, findings = analysis.document, analysis.sections, analysis.clauses, analysis.findings
    if not is_analysed(service.lang):
        return Policy(service, snapshot, document, sections, clauses, analysed=False)
    verdicts = decide(tools.practices, findings, corrections, document, clauses)
    return Policy(service, snapshot, document, sections, clauses, findings, verdicts)


class Reading:
    """Read texts, and analyse them: all of it anew. What keeps such work for the next time puts itself in its place."""

    memory: Memory | None = None
    """What keeps the fields of YAML files."""

    def ahead(
        self, configuration: Configuration, texts: Sequence[tuple[Snapshot, bool]], tell: Callable[[str], None]
    ) -> None:
        """Take note which snapshots will be read and analysed, and whether the practices have their language."""

    def extract(self, snapshot: Snapshot) -> Document:
        """Give what a snapshot reads like. Raises Unreadable when it cannot be read."""
        return extract(snapshot.data, snapshot.format, repair=snapshot.repair_mojibake)

    def analyse(self, tools: Tools, snapshot: Snapshot, document: Document, *, asked: bool) -> Analysis:
        """Find what is in the document of a snapshot, as :func:`analyse` does."""
        return analyse(tools, document, asked=asked)

    def problems(self, find: Callable[[], Iterable[Problem]], *made_of: str) -> tuple[Problem, ...]:
        """Give the problems that ``find`` yields of the configuration, or of a service with this name."""
        return tuple(find())

    def examples(self, tools: Tools, texts: Sequence[str]) -> tuple[Mapping[str, Outcome], ...]:
        """Give what each of these examples says, as :func:`read_example` does."""
        return tuple(read_example(tools, text) for text in texts)


def read_snapshot(snapshot: Snapshot) -> Document:
    """Give what a snapshot reads like. Raises ContributorError when it cannot be read."""
    try:
        return extract(snapshot.data, snapshot.format, repair=snapshot.repair_mojibake)
    except Unreadable as refusal:
        raise unreadable(snapshot, refusal) from None


def unreadable(snapshot: Snapshot, refusal: Unreadable) -> ContributorError:
    """Turn a reader's refusal into a contributor's mistake, which has a place."""
    place = Place(snapshot.path, refusal.line, refusal.column)
    return ContributorError([Problem(place, refusal.message, refusal.remedy, refusal.check)])


def read_example(tools: Tools, text: str) -> dict[str, Outcome]:
    """Analyse a bare text: sentences, or an introduction and lines that begin with "- ".

    Give the outcome of each practice on which it is not silent. It tells what the rules find, and not whether so short
    a text would prove it.
    """
    found: dict[str, list[Finding]] = {}
    for finding in analyse(tools, extract(text.encode(), "md"), asked=True).findings:
        found.setdefault(finding.practice, []).append(finding)
    return {p.id: outcome for p in tools.practices if (outcome := said(p, found.get(p.id, []))) != "silent"}
