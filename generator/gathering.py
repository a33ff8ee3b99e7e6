"""Gather what people contributed: read it, check it, analyse it, and say what is good and what is wrong.

Up to ``analysis.verdicts`` a stage sees one policy only. A stage returns what is good and what is wrong; who calls
decides whether to go on.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from hashlib import sha256
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, Final

from generator.analysis.policy import Reading, Tools, decided, load_tools, unreadable
from generator.analysis.verdicts import join
from generator.catalogue import Catalogue
from generator.checks import Analysed, Documents, Written, check_analysed, check_written
from generator.contributed import PRIVACY_POLICY, Service, Snapshot, Terms
from generator.formats import Unreadable
from generator.model import Document, Page, Policy
from generator.practices import Practice
from generator.problems import ContributorError, Place, Problem, errors, in_order
from generator.reading.configuration import Configuration, is_analysed, read_configuration
from generator.reading.handwritten import read_pages
from generator.reading.marked import remembering
from generator.reading.scope import EVERYTHING, Scope
from generator.reading.services import read_all

if TYPE_CHECKING:
    pass

#: The folder of everything that a build makes.
BUILD: Final = "build"

Tell = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class Gathered:
    """Hold what gate 1 has seen: what is good, and all that is wrong or odd.

    ``policies`` are the first documents of the services in which nothing is wrong, by the services' names; ``by_hand``
    are the pages that people wrote. ``older`` are the versions before the newest of each document, by its policy's id,
    newest first.
    """

    written: Written
    policies: tuple[Policy, ...]
    by_hand: tuple[Page, ...]
    problems: tuple[Problem, ...]
    older: Mapping[str, tuple[Policy, ...]] = field(default_factory=dict)

    @property
    def mistakes(self) -> tuple[Problem, ...]:
        """Give the problems that are errors, not only odd."""
        return errors(self.problems)


Accept = Callable[[Gathered], None]


def quiet(_: str) -> None:
    """Tell nobody how far the work is."""


def refuse_mistakes(gathered: Gathered) -> None:
    """Raise ContributorError with everything that is wrong or odd, when anything is wrong."""
    if gathered.mistakes:
        raise ContributorError(gathered.problems)


def leave_out_mistakes(gathered: Gathered) -> None:
    """Let the good policies go on without the others.

    Raises ContributorError where none is good, or where a mistake is one that all of them share.
    """
    if not gathered.policies or not all(service_of(problem.place) for problem in gathered.mistakes):
        refuse_mistakes(gathered)


def service_of(place: Place) -> str | None:
    """Give the id of the service that the file at the place belongs to, None for one that all policies share."""
    parts = PurePosixPath(place.path).parts
    return parts[2] if parts[:2] == ("content", "policies") and len(parts) > 2 else None


def gate(
    root: Path, scope: Scope = EVERYTHING, today: date | None = None, older_than: date | None = None
) -> tuple[Written, tuple[Problem, ...]]:
    """Give all that is right in the repository, or in the scope of it, and all that is wrong or odd, by place.

    Of the policies only those with reviews are analysed, and those whose words make one doubt that they are policies.
    In a narrower scope, what only shows when all is read (two services with one name, two practices with one label)
    stays unsaid. With ``today``, days that have not come yet are odd; with ``older_than``, copies from before that day.
    """
    gathered = _gather(root, scope, today, quiet, older_than, _gate_reading(root), whole=False)
    return gathered.written, gathered.problems


def _gate_reading(root: Path) -> Reading:
    """Use what builds have kept, where they have."""
    if not (root / BUILD / "cache").is_dir():
        return Reading()
    from generator.outputs.kept import Kept
    from generator.outputs.kept_reading import kept_reading

    return kept_reading(root, Kept(root / BUILD, quiet))


def gather(root: Path, tell: Tell = quiet, reading: Reading | None = None, scope: Scope = EVERYTHING) -> Gathered:
    """Read, check and analyse everything that people contributed, or what of it is in the scope.

    Raises nothing for what they did wrong.
    """
    return _gather(root, scope, None, tell, None, reading or Reading(), whole=True)


def _gather(
    root: Path,
    scope: Scope,
    today: date | None,
    tell: Tell,
    older_than: date | None,
    reading: Reading,
    *,
    whole: bool,
) -> Gathered:
    tell("Reading what people wrote")
    with remembering(reading.memory):
        contents, problems = read_all(root, scope)
    if whole:
        texts = [(snapshot, is_analysed(one.lang)) for one in contents.services for snapshot in one.snapshots]
        reading.ahead(contents.configuration, texts, tell)
    written = Written(contents, extract_all(contents.services, reading), scope, today, older_than)
    by_hand, in_pages = _by_hand(root) if scope == EVERYTHING else ((), ())
    problems = (*problems, *check_written(written, reading), *in_pages)
    tools = _sound_tools(contents.configuration, problems)
    suspect = _suspect(written, tools) if tools and not whole else frozenset()
    services = [one for one in contents.services if whole or contents.corrections.get(one.id) or one.id in suspect]
    reader = tools if scope.practices is None or not suspect else _sound_tools(*read_configuration(root))
    versions, too_much = _analyse(written, reader, services, reading, tell, whole=whole) if reader else ({}, ())
    newest = [them[0] for them in versions.values()]
    policies = joined(tools.practices if tools else (), newest)
    analysed = _try(tools, written, policies, reading) if tools else Analysed(written)
    problems = in_order((*problems, *too_much, *check_analysed(analysed)))
    wrong = {service_of(problem.place) for problem in errors(problems)}
    good = sorted(
        (policy for policy in policies.values() if policy.service.id not in wrong),
        key=lambda policy: (policy.service.name.casefold(), policy.id),
    )
    older = {one.id: versions[one.id][1:] for policy in good for one in policy.documents}
    return Gathered(written, tuple(good), by_hand, problems, {id: them for id, them in older.items() if them})


def _by_hand(root: Path) -> tuple[tuple[Page, ...], tuple[Problem, ...]]:
    try:
        return tuple(read_pages(root)), ()
    except ContributorError as error:
        return (), error.problems


def extract_all(services: Iterable[Service], reading: Reading | None = None) -> Documents:
    """Extract every snapshot of the services."""
    reading = reading or Reading()
    documents: dict[tuple[str, str], Document | Unreadable] = {}
    for service in services:
        for snapshot in service.snapshots:
            try:
                documents[service.id, snapshot.file] = reading.extract(snapshot)
            except Unreadable as refusal:
                documents[service.id, snapshot.file] = refusal
    return documents


def _sound_tools(configuration: Configuration, problems: Sequence[Problem]) -> Tools | None:
    """Make the tools of the practices in which nothing is wrong; None where the words that all share are."""
    wrong = {problem.place.path for problem in errors(problems)}
    if configuration.word_places is None or configuration.word_places.path in wrong:
        return None
    catalogue = configuration.catalogue
    sound = tuple(practice for practice in catalogue.practices if practice.place.path not in wrong)
    return Tools(replace(configuration, catalogue=replace(catalogue, practices=sound)))


def _suspect(written: Written, tools: Tools) -> frozenset[str]:
    """Give the ids of the services whose newest text may be no policy: only its answers can tell."""
    privacy = ((service, terms) for service, terms in written.terms if terms.type == PRIVACY_POLICY)
    read = ((service.id, written.newest(service, terms)) for service, terms in privacy)
    return frozenset(id for id, document in read if document and tools.plausibility.suspect(document))


def _try(tools: Tools, written: Written, policies: Mapping[str, Policy], reading: Reading) -> Analysed:
    """Analyse the examples and the look-alikes of the practices in the scope."""
    practices = [practice for practice in tools.practices if written.has_practice(practice.id)]
    examples = {p.id: reading.examples(tools, [text for _, text in p.examples]) for p in practices}
    look_alikes = {p.id: reading.examples(tools, p.look_alikes) for p in practices}
    return Analysed(written, policies, examples, look_alikes)


def _analyse(
    written: Written, tools: Tools, services: Iterable[Service], reading: Reading, tell: Tell, *, whole: bool
) -> tuple[dict[str, tuple[Policy, ...]], tuple[Problem, ...]]:
    """Analyse the newest snapshot of all terms that can be read; with ``whole`` the older ones too, newest first.

    Return them by the policy's id, with what cannot be read after all. Terms whose newest cannot be are left out.
    """
    versions: dict[str, tuple[Policy, ...]] = {}
    problems: list[Problem] = []
    all_terms = [(one, terms) for one in services for terms in one.terms]
    for number, (service, terms) in enumerate(all_terms, 1):
        tell(f"Reading {service.name} ({number} of {len(all_terms)})")
        if written.newest(service, terms) is None:
            continue  # the checks say why
        read: list[Policy] = []
        for snapshot in terms.snapshots if whole else terms.snapshots[:1]:
            document = written.documents.get((service.id, snapshot.file))
            if isinstance(document, Document):
                try:
                    read.append(_judge(written, tools, reading, service, snapshot, document))
                except Unreadable as refusal:
                    problems += unreadable(snapshot, refusal).problems
        if read and read[0].snapshot is terms.newest:
            versions[read[0].id] = tuple(read)
    return versions, tuple(problems)


def _judge(
    written: Written,
    tools: Tools,
    reading: Reading,
    service: Service,
    snapshot: Snapshot,
    document: Document,
) -> Policy:
    """Analyse one snapshot, and say whether it is a policy at all. Raises Unreadable for too many clauses."""
    analysis = reading.analyse(tools, snapshot, document, asked=is_analysed(service.lang))
    corrections = written.contents.corrections.get(service.id, ())
    policy = decided(tools, service, snapshot, analysis, corrections)
    disputes = written.contents.disputes.get(service.id, ())
    written_of = repr((service.made_of, corrections, disputes, snapshot.terms, snapshot.file))
    made_of = sha256(written_of.encode(errors="surrogatepass")).hexdigest() if service.made_of else ""
    judged = tools.plausibility.judge(policy, analysis.rare)
    return replace(judged, disputes=disputes, made_of=made_of)


def joined(practices: Sequence[Practice], newest: Iterable[Policy]) -> dict[str, Policy]:
    """Join the newest snapshots of the documents of each service, by its id; the first of each come first."""
    documents: dict[str, list[Policy]] = {}
    for policy in newest:
        documents.setdefault(policy.service.id, []).append(policy)
    return {id: join(practices, them) for id, them in documents.items() if them[0].id == id}


def versions_of(root: Path, service: str, terms: str) -> tuple[tuple[Policy, ...], Catalogue]:
    """Read the two newest versions of a service's document, older first, as far as they can be read.

    Return them with what was asked of them. Raises ContributorError when the configuration has mistakes.
    """
    tools = load_tools(root)
    contents, _ = read_all(root, Scope(frozenset({service})))
    newest = [
        replace(one, terms=tuple(Terms(of.snapshots[:2]) for of in one.terms if of.type == terms))
        for one in contents.services
    ]
    written = Written(replace(contents, services=tuple(newest)), extract_all(newest), Scope(frozenset({service})))
    versions, _ = _analyse(written, tools, newest, Reading(), quiet, whole=True)
    return versions.get(service, ())[::-1], tools.configuration.catalogue
