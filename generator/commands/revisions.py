"""Compare the badges of the files here with those of another commit.

Both sides are read by the program as it is here, so the difference is that of content/ and site_config/ alone; when
the program has changed too, the report says so. A policy is read only where it, or what is asked of it, has changed.
"""

from __future__ import annotations

from pathlib import Path
from typing import Final

from generator.analysis.policy import make_tools, read_policy
from generator.catalogue import Catalogue
from generator.checks import Written
from generator.comparison.badge_changes import Report, badge_changes
from generator.comparison.versions import step
from generator.gathering import extract_all, joined
from generator.model import Policy
from generator.outputs.write import temporary
from generator.problems import ContributorError, Place, Problem, errors
from generator.reading import git
from generator.reading.configuration import CATEGORIES
from generator.reading.scope import POLICIES, PRACTICES, Scope
from generator.reading.services import read_all
from generator.reading.words import MODIFIERS, WORDS

#: What the badges of all policies are made from, and the program.
CONFIGURATION: Final = (PRACTICES, CATEGORIES, WORDS, MODIFIERS)
PROGRAM: Final = "generator"


def compare(root: Path, revision: str) -> Report:
    """What the files here do to the badges, against where they parted from the revision.

    Raises git.NoGit when git cannot tell, and ContributorError when something here cannot be read.
    """
    commit = git.parting(root, revision)
    policies = git.changed(root, commit, POLICIES)
    everything = bool(git.changed(root, commit, *CONFIGURATION))
    ids = None if everything else frozenset(path.split("/")[2] for path in policies)
    program = bool(git.changed(root, commit, PROGRAM))
    if not policies and not everything:
        return Report((), (), (), 0, program)
    with temporary(git.files(root, commit, POLICIES, *CONFIGURATION)) as base:
        before, catalogue_before = _policies(base, ids, strict=False)
    after, catalogue = _policies(root, ids, strict=True)
    practices = {practice.id: practice for practice in catalogue.practices}
    asked_before = {practice.id: practice for practice in catalogue_before.practices}
    old, new = ({one.id: one for policy in them.values() for one in policy.documents} for them in (before, after))
    return Report(
        tuple(badge_changes(before, after, {**asked_before, **practices})),
        tuple(after[id].service.name for id in sorted(after.keys() - before.keys())),
        tuple(before[id].service.name for id in sorted(before.keys() - after.keys())),
        len(before.keys() | after.keys()),
        program,
        tuple(
            step(old[id], new[id], catalogue.practices)
            for id in sorted(old.keys() & new.keys())
            if old[id].snapshot.sha256 != new[id].snapshot.sha256
        ),
        catalogue,
    )


def _policies(root: Path, ids: frozenset[str] | None, *, strict: bool) -> tuple[dict[str, Policy], Catalogue]:
    """The first documents of the services, by id and with the others, and what they were asked.

    Unless strict, what cannot be read is left out.
    """
    contents, problems = read_all(root, Scope(ids))
    if strict and errors(problems):
        raise ContributorError(problems)
    written = Written(contents, extract_all(contents.services))
    try:
        tools = make_tools(contents.configuration)
    except ValueError as error:
        remedy = "Correct it first: `smallprint check` says where it stands."
        raise ContributorError([Problem(Place(PRACTICES), f"not a pattern: {error}", remedy, "pattern")]) from None
    policies: list[Policy] = []
    for service, terms in written.terms:
        document = written.newest(service, terms)
        if document is None:
            continue
        corrections = contents.corrections.get(service.id, ())
        policy = read_policy(tools, service, terms.newest, document, corrections)
        policies.append(tools.plausibility.judge(policy))
    return joined(tools.practices, policies), tools.configuration.catalogue
