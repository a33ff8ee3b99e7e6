"""The one place that names the order of the stages, from what people contributed to the website.

Up to ``review`` a stage sees one policy only; ``link`` is the first to see all. Nothing is written before everything
was read, checked and rendered, and the last good site stays until the new one is built and checked. What only some
verbs need is imported where it is needed: scikit-learn alone takes longer to load than all the policies to read.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from itertools import chain
from pathlib import Path, PurePosixPath
from typing import Final

from generator import checks
from generator.analysis.clauses import segment
from generator.analysis.detection import Detector
from generator.analysis.long_sentences import too_long
from generator.analysis.topics import Classifier
from generator.analysis.verdicts import decide
from generator.checks import Given
from generator.formats import Unreadable, extract
from generator.model import (
    Catalogue,
    Correction,
    Document,
    Page,
    Place,
    Policy,
    Problem,
    Service,
    Site,
    Snapshot,
    Words,
)
from generator.problems import ContributorError, errors
from generator.reading.configuration import LANGUAGE, Configuration, read_configuration

ROOMS: Final = ("reading", "formats", "analysis", "checks", "comparison", "pages", "outputs", "commands")
"""The folders of the package. A module imports only from its own folder and from those before it; ``model`` and
``problems`` stand before all of them, this module stands before ``commands``."""

STAGES: Final = (
    *("reading.services", "formats", "analysis.clauses", "analysis.topics", "analysis.detection", "analysis.verdicts"),
    *("comparison.links", "pages.render", "outputs.write", "outputs.website", "outputs.built_site", "outputs.bundle"),
)
"""The order of the stages, each named like its module."""

BUILD: Final = "build"
DOCS: Final = "build/docs"
SITE: Final = "build/site"
BUNDLE: Final = "build/smallprint-site.zip"

Tell = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class Tools:
    """What every policy is read with, made ready once."""

    catalogue: Catalogue
    words: Words
    classifier: Classifier
    detector: Detector


def quiet(_: str) -> None:
    """Tell nobody how far the work is."""


def gate(root: Path, left_out: list[Problem] | None = None) -> tuple[Given, tuple[Problem, ...]]:
    """What people contributed, when there is no mistake in it, and what is odd in it.

    Raises ContributorError with everything that is wrong. With the list ``left_out``, the policies with mistakes are
    left out instead, and their problems are added to it; it still raises for a mistake anywhere else.
    """
    given, problems = checks.gate(root)
    wrong = errors(problems)
    services = {service_of(problem.place) for problem in wrong}
    good = tuple(service for service in given.contents.services if service.id not in services)
    if wrong and (left_out is None or None in services or not good):
        raise ContributorError(problems)
    if left_out is not None:
        left_out += wrong
    return replace(given, contents=replace(given.contents, services=good)), problems


def service_of(place: Place) -> str | None:
    """The service that the file at the place belongs to, None for one that all policies share."""
    parts = PurePosixPath(place.path).parts
    return parts[2] if parts[:2] == ("content", "policies") and len(parts) > 2 else None


def analyse(given: Given, tell: Tell = quiet, left_out: list[Problem] | None = None) -> Site:
    """Everything that will be published of what passed the gate; ``left_out`` is as there."""
    from generator.comparison.links import link

    tools = make_tools(given.contents.configuration)
    policies: list[Policy] = []
    problems: list[Problem] = []
    for service in given.contents.services:
        tell(f"Reading {service.name}")
        document = given.newest(service)
        corrections = given.contents.corrections.get(service.id, ())
        if document is None:
            raise ValueError(f"{service.id} passed the gate with a snapshot that cannot be read")
        try:
            policies.append(read_policy(tools, service, service.snapshots[0], document, corrections))
        except ContributorError as error:
            problems += error.problems
    if problems and (left_out is None or not policies):
        raise ContributorError(problems)
    if left_out is not None:
        left_out += problems
    policies.sort(key=lambda policy: (policy.service.name.casefold(), policy.service.id))
    tell("Comparing clauses")
    return Site(tuple(policies), tools.catalogue, link(policies, tools.catalogue))


def load_tools(root: Path) -> Tools:
    """What policies are read with, from site_config/ alone. Raises ContributorError with everything that is wrong."""
    configuration, problems = read_configuration(root)
    if errors(problems):
        raise ContributorError(problems)
    return make_tools(configuration)


def make_tools(configuration: Configuration) -> Tools:
    """The stages that are configured, made ready once."""
    catalogue, words = configuration.catalogue, configuration.words
    return Tools(catalogue, words, Classifier(catalogue.categories), Detector(catalogue.practices, words))


def read_policy(
    tools: Tools, service: Service, snapshot: Snapshot, document: Document, corrections: Sequence[Correction] = ()
) -> Policy:
    """One snapshot through all the stages that see one policy only: a pure function of its arguments.

    Raises ContributorError when the document has too many clauses.
    """
    try:
        sections, clauses = segment(document)
    except Unreadable as refusal:
        raise unreadable(snapshot, refusal) from None
    if service.lang.split("-")[0] != LANGUAGE:
        return Policy(service, snapshot, document, sections, clauses, analysed=False)
    document = replace(document, warnings=(*document.warnings, *too_long(document.text, clauses)))
    clauses = tools.classifier.classify(document.text, sections, clauses)
    findings = tools.detector.detect(document, sections, clauses)
    verdicts = decide(tools.catalogue.practices, findings, corrections, document, clauses)
    return Policy(service, snapshot, document, sections, clauses, findings, verdicts)


def read_snapshot(snapshot: Snapshot) -> Document:
    """What a snapshot reads like. Raises ContributorError when it cannot be read."""
    try:
        return extract(snapshot.data, snapshot.format, repair=snapshot.repair_mojibake)
    except Unreadable as refusal:
        raise unreadable(snapshot, refusal) from None


def unreadable(snapshot: Snapshot, refusal: Unreadable) -> ContributorError:
    """A reader's refusal as a contributor's mistake, which has a place."""
    place = Place(snapshot.path, refusal.line, refusal.column)
    return ContributorError([Problem(place, refusal.message, refusal.remedy, refusal.check)])


def make_pages(root: Path, tell: Tell = quiet, left_out: list[Problem] | None = None) -> tuple[Site, tuple[Page, ...]]:
    """The site, and every file of build/docs: rendered, written by hand, data and the search index. Nothing is written.

    Raises ContributorError with everything that is wrong; ``left_out`` is as in ``gate``.
    """
    from generator.outputs import matrix, search_index
    from generator.pages import compare
    from generator.pages.render import render
    from generator.reading.handwritten import clashes, read_pages

    tell("Reading what people wrote")
    given, _odd = gate(root, left_out)
    by_hand = read_pages(root)
    site = analyse(given, tell, left_out)
    tell("Rendering pages")
    conditions = {condition.id: condition.label for condition in given.contents.configuration.words.conditions}
    made = (render(site, by_hand, conditions), compare.pages(site, conditions), matrix.pages(site, conditions))
    pages = (*chain.from_iterable(made), *search_index.pages(site))
    if problems := tuple(clashes(by_hand, pages)):
        raise ContributorError(problems)
    return site, pages


def build_docs(root: Path, docs: Path, tell: Tell = quiet) -> Site:
    """Make the folder ``docs`` hold exactly the pages of the site, for MkDocs.

    Raises ContributorError with everything that is wrong, and then has written nothing.
    """
    from generator.outputs import write

    with write.told(), write.alone(docs.parent, tell):
        return _docs(root, docs, tell, None)


def build_site(root: Path, tell: Tell = quiet, left_out: list[Problem] | None = None) -> Site:
    """Build the website into build/site. The last good site stays until the new one is built, checked and in place.

    Raises ContributorError with everything that is wrong. With the list ``left_out``, the policies with mistakes are
    left out of the site instead, which is then as if they were not there, and their problems are added to it.
    """
    from generator.outputs import write

    with write.told(), write.alone(root / BUILD, tell):
        return _site(root, tell, left_out)


def build_bundle(root: Path, tell: Tell = quiet) -> Path:
    """Build the website and pack it; the path of the zip. Raises ContributorError with everything that is wrong."""
    from generator.outputs import write
    from generator.outputs.bundle import bundle

    with write.told(), write.alone(root / BUILD, tell):
        site = _site(root, tell, None)
        tell("Packing")
        return bundle(root / SITE, site.policies, root, root / BUNDLE)


def _docs(root: Path, docs: Path, tell: Tell, left_out: list[Problem] | None) -> Site:
    from generator.outputs.write import sync

    site, pages = make_pages(root, tell, left_out)
    tell("Writing pages")
    sync(docs, pages)
    return site


def _site(root: Path, tell: Tell, left_out: list[Problem] | None) -> Site:
    from generator.outputs import built_site, website, write

    docs, live = root / DOCS, root / SITE
    fresh = live.with_name(live.name + ".next")
    write.restore(live)
    site = _docs(root, docs, tell, left_out)
    tell("Building the website")
    write.empty(fresh)
    website.build(root, docs, fresh, website.epoch(site))
    tell("Checking every link")
    if problems := built_site.check(fresh):
        raise ContributorError(problems)
    write.swap(fresh, live)
    return site
