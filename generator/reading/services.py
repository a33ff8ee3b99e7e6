"""Find the contributed services: the only stage that opens files of content/, each once.

Nothing stops at the first mistake: what is right is returned, with everything that is wrong beside it.
"""

from __future__ import annotations

import hashlib
import os
import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path, PurePosixPath
from typing import Final

from generator.contributed import Correction, Dispute, Service, Snapshot
from generator.problems import ContributorError, Place, Problem, closest, errors, in_order, shown
from generator.reading.configuration import Configuration, read_configuration
from generator.reading.fields import is_slug
from generator.reading.files import read_text, refused, same_as, twins
from generator.reading.frontmatter import load_page, load_yaml
from generator.reading.kinds import KINDS, unknown_kinds
from generator.reading.marked import Marked
from generator.reading.marked import Path as PlacePath
from generator.reading.schema import Review, Reviews, ServicePage
from generator.reading.scope import EVERYTHING, POLICIES, Scope
from generator.reading.snapshots import listed_twice, missing, read_snapshot, terms_of, too_many, with_hash
from generator.reading.validation import validate

IDS: Final = {
    "folder-name": "A service's folder is named with small letters, digits and single hyphens.",
    "duplicate-service": "No two folders hold one service.",
    "content": "The folder content/policies is there.",
    "unlisted-file": "Every file of a service's folder is listed in its service.md (odd).",
}

SERVICE = "service.md"
REVIEWS = "reviews.yml"


@dataclass(frozen=True, slots=True)
class Contents:
    """Everything that people contributed, as far as it could be read.

    ``corrections``, ``disputes``, ``places`` (where values stand in service.md) and ``review_places`` (those of the
    corrections in reviews.yml, by their number among them) are by the service's id.
    """

    services: tuple[Service, ...]
    corrections: Mapping[str, tuple[Correction, ...]]
    configuration: Configuration
    places: Mapping[str, Marked] = field(repr=False)
    review_places: Mapping[str, Marked] = field(repr=False)
    disputes: Mapping[str, tuple[Dispute, ...]] = field(default_factory=dict)


def read_all(root: Path, scope: Scope = EVERYTHING) -> tuple[Contents, tuple[Problem, ...]]:
    """Return all that is right in content/ and site_config/, and all that is wrong, in order of place.

    With a narrower scope only its services are read, and only the practices that it or their corrections name.
    """
    found: list[Problem] = []
    folders = tuple(_folders(root, found, scope))
    services, places = _services(root, found, folders)
    corrections: dict[str, tuple[Correction, ...]] = {}
    review_places: dict[str, Marked] = {}
    disputes: dict[str, tuple[Dispute, ...]] = {}
    for id in folders:  # also of a service that is wrong: its reviews may be wrong as well
        try:
            loaded = _reviews(root, id)
        except ContributorError as error:
            found += error.problems
            continue
        if loaded:
            corrections[id], disputes[id], review_places[id] = loaded
    named = {one.practice for said in corrections.values() for one in said}
    named |= {one.practice for said in disputes.values() for one in said}
    configuration, problems = read_configuration(root, None if scope.practices is None else scope.practices | named)
    found += problems
    if not any(problem.place.path == KINDS for problem in problems):
        unknown = list(unknown_kinds(services, configuration.catalogue.kinds, places))
        found += unknown
        wrong = {problem.place.path for problem in unknown}
        services = [service for service in services if service.place.path not in wrong]
    return Contents(tuple(services), corrections, configuration, places, review_places, disputes), in_order(found)


def _reviews(root: Path, id: str) -> tuple[tuple[Correction, ...], tuple[Dispute, ...], Marked] | None:
    """Return the corrections, the disputes, and the places of the corrections; None where nobody has written any."""
    path = f"{POLICIES}/{id}/{REVIEWS}"
    if not os.path.lexists(root / path):
        return None
    marked = load_yaml(read_text(root, path), path)
    entries = tuple(enumerate(validate(Reviews, marked).root))
    reviews = [(number, one) for number, one in entries if isinstance(one, Review)]
    corrections = tuple(
        Correction(one.practice, one.outcome, one.quote, one.because, one.reviewer, one.date, marked.place((number,)))
        for number, one in reviews
    )
    disputes = tuple(
        Dispute(one.practice, told.by, told.date, told.note, told.link, marked.place((number, "disputed")))
        for number, one in entries
        if (told := one.disputed)
    )
    return corrections, disputes, _renumbered(marked, [number for number, _ in reviews])


def _renumbered(marked: Marked, kept: list[int]) -> Marked:
    """The file with only these of its items, and their places."""
    new = {number: at for at, number in enumerate(kept)}

    def only(places: Mapping[PlacePath, Place]) -> dict[PlacePath, Place]:
        return {
            (new[int(path[0])], *path[1:]) if path else path: place
            for path, place in places.items()
            if not path or int(path[0]) in new
        }

    return replace(
        marked, data=[marked.data[number] for number in kept], places=only(marked.places), keys=only(marked.keys)
    )


def _services(root: Path, problems: list[Problem], folders: tuple[str, ...]) -> tuple[list[Service], dict[str, Marked]]:
    """Return the services of the folders that are right. One with an error is left out; its problems are added."""
    services: list[Service] = []
    named: list[Service] = []  # also those whose snapshots are wrong
    places: dict[str, Marked] = {}
    for folder in folders:
        found: list[Problem] = []
        try:
            service, marked = _service(root, folder, found)
        except ContributorError as error:
            problems += [*found, *error.problems]
            continue
        problems += found
        places[service.id] = marked
        named.append(service)
        if not errors(found):
            services.append(service)
    problems += _duplicates(named, places)
    return services, places


def _folders(root: Path, problems: list[Problem], scope: Scope) -> Iterator[str]:
    """Yield the names of the services' folders, sorted; what cannot be one is a problem, if it is in the scope."""
    folder = root / POLICIES
    if not folder.is_dir():
        remedy = "Run this where content/ is, or make the folder."
        problems.append(Problem(Place(POLICIES), "there is no such folder", remedy, "content"))
        return
    alike = twins(folder)
    for path in sorted(folder.iterdir()):
        place = Place(f"{POLICIES}/{path.name}")
        if path.name.startswith(".") or path.name == "README.md" or not scope.has_service(path.name):
            continue
        if path.is_symlink():
            problems.append(Problem(place, "this is a link, not a folder", "Put the folder itself here.", "file-kind"))
        elif not path.is_dir():
            remedy = "Put it in the folder of a service, or add it with `smallprint new`."
            problems.append(Problem(place, "this file belongs to no service", remedy, "unlisted-file", "odd"))
        elif not is_slug(path.name):
            message = f"{shown(path.name)} cannot be the name of a service's folder{same_as(alike.get(path.name))}"
            remedy = "Use at most 60 small letters, digits and single hyphens, as example-company."
            problems.append(Problem(place, message, remedy, "folder-name"))
        else:
            yield path.name


def _service(root: Path, id: str, problems: list[Problem]) -> tuple[Service, Marked]:
    """Return one service with all its snapshots; their problems are added, those of service.md are raised."""
    path = f"{POLICIES}/{id}/{SERVICE}"
    if not os.path.lexists(root / path):
        remedy = "Write one, or delete the folder and add the policy with `smallprint new`."
        raise ContributorError([Problem(Place(path), f"the folder has no {SERVICE}", remedy, "missing-file")])
    text = read_text(root, path)
    marked, note = load_page(text, path)
    try:
        written = validate(ServicePage, marked)
    except ContributorError as error:
        told = [with_hash(root, id, marked, problem) for problem in error.problems]
        raise ContributorError([*told, *missing(root, id, marked)]) from None
    snapshots: list[Snapshot] = []
    for number, entry in enumerate(written.snapshots):
        try:
            snapshots.append(read_snapshot(root, id, entry, marked, number))
        except ContributorError as error:
            problems += error.problems
    problems += [*listed_twice(written, marked), *too_many(written, marked)]
    problems[:] = _renamed(problems, list(_unlisted(root, id, written)))
    service = Service(
        id=id,
        name=written.name,
        lang=written.lang,
        terms=terms_of(snapshots),
        place=marked.place(()),
        website=written.website,
        policy_url=written.policy_url,
        note=note,
        attribution=written.attribution,
        kind=written.kind,
        what=written.what,
        owner=written.owner,
        also=tuple(written.also),
        domains=tuple(written.domains),
        countries=tuple(written.countries),
        made_of=hashlib.sha256("\n".join((id, *(one.sha256 for one in snapshots), text)).encode()).hexdigest(),
    )
    return service, marked


def _unlisted(root: Path, id: str, written: ServicePage) -> Iterator[Problem]:
    """Files that service.md does not list are asked about; links and the like are refused wherever they lie."""
    listed = {entry.file for entry in written.snapshots} | {SERVICE, REVIEWS}
    alike = twins(root / POLICIES / id)
    for path in sorted((root / POLICIES / id).iterdir()):
        if path.name in listed or path.name.startswith("."):
            continue
        place = Place(f"{POLICIES}/{id}/{path.name}")
        problem = refused(root, place.path)
        if problem is not None:
            yield problem
        else:
            near = closest(path.name, (SERVICE, REVIEWS))
            guess = f"Did you mean `{near}`? " if near else ""
            remedy = f"{guess}List it under `snapshots` in {SERVICE}, or delete it."
            message = f"{shown(path.name)} is not listed in {SERVICE}{same_as(alike.get(path.name))}"
            yield Problem(place, message, remedy, "unlisted-file", "error" if path.name in alike else "odd")


def _renamed(problems: list[Problem], unlisted: list[Problem]) -> list[Problem]:
    """One missing snapshot and one file that nobody lists are one mistake: a name that was written differently."""
    missing = [problem for problem in problems if problem.check == "missing-file"]
    if len(missing) == 1 and len(unlisted) == 1 and unlisted[0].severity == "odd":
        found = shown(PurePosixPath(unlisted[0].place.path).name)
        remedy = f"Add it, or correct its name: {found} is there and not listed."
        return [replace(p, remedy=remedy) if p is missing[0] else p for p in problems]
    return [*problems, *unlisted]


def _duplicates(services: list[Service], places: Mapping[str, Marked]) -> Iterator[Problem]:
    """Two folders for one service: the same name, or the same policy."""
    names: dict[str, Service] = {}
    addresses: dict[str, Service] = {}
    for service in services:
        first, key = names.setdefault(folded_name(service.name), service), "name"
        if first is service and service.policy_url:
            first, key = addresses.setdefault(bare_address(service.policy_url), service), "policy_url"
        if first is not service:
            message = f"the service of {places[first.id].path} has the same `{key}`"
            remedy = "Put the snapshots into one folder, or tell the two apart."
            yield Problem(places[service.id].place((key,)), message, remedy, "duplicate-service")


def folded_name(name: str) -> str:
    """Return the name without what does not tell two services apart: case, spaces, and how its letters are encoded."""
    return " ".join(unicodedata.normalize("NFKC", name).casefold().split())


def bare_address(address: str) -> str:
    """Return the address without what does not tell two policies apart: the scheme, www and a last slash."""
    return re.sub(r"^https?://(?:www\.)?", "", address.casefold()).rstrip("/")
