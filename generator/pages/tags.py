"""Make the tags of generated pages: what a page says, as frontmatter for other programs.

The values are from our own vocabulary alone (ids, outcomes, days, hashes), never words that somebody wrote. The fields
are described in generator/schemas/page.schema.json. MkDocs and its theme know none of their names.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TypeAlias

from generator.catalogue import Category
from generator.pages.badges import Badge
from generator.pages.views import PolicyView
from generator.practices import Practice

#: A text, a list of texts, or texts and further fields by name.
Tags: TypeAlias = "str | tuple[str, ...] | Mapping[str, Tags]"


def policy_tags(view: PolicyView) -> Mapping[str, Tags]:
    """Tag the page of a policy: whose it is, which capture, what it says of each practice, and its topics.

    A practice on which the service is silent, and nobody has said so, is left out.
    """
    policy, snapshot = view.policy, view.policy.snapshot
    topics = {topic for clause in policy.clauses for topic in clause.categories}
    return {
        "service": view.service,
        "document": policy.terms,
        "language": policy.service.lang,
        "dated": snapshot.dated.isoformat() if snapshot.dated else "",
        "captured": snapshot.captured.isoformat() if snapshot.captured else "",
        "sha256": snapshot.sha256,
        "practices": {id: _answer(badge) for id, badge in view.badges.items() if _speaks(view, badge)},
        "topics": tuple(sorted(topics)),
    }


def changes_tags(view: PolicyView) -> Mapping[str, Tags]:
    """Tag the page with the changes of a policy like that of its newest version, and as what it is."""
    return {**policy_tags(view), "changes": "all"}


def version_tags(view: PolicyView) -> Mapping[str, Tags]:
    """Tag the page of an older version like that of a policy, and as one of which there is a newer one."""
    return {**policy_tags(view), "version": "older"}


def practice_tags(practice: Practice, badges: Sequence[tuple[PolicyView, Badge]]) -> Mapping[str, Tags]:
    """Tag the page of a practice, or one of its pages: which services say what of it."""
    answers = {view.id: _answer(badge) for view, badge in badges if badge.basis != "none"}
    return {"practice": practice.id, "topics": (practice.category,), "services": answers}


def topic_tags(category: Category, practices: Sequence[Practice], services: Sequence[str]) -> Mapping[str, Tags]:
    """Tag the page of a topic, or one of its pages: the ids of its practices, and of the services that speak of it."""
    ids = tuple(practice.id for practice in practices)
    return {"topics": (category.id,), "practices": ids, "services": tuple(services)}


def _speaks(view: PolicyView, badge: Badge) -> bool:
    """Tell whether an answer is one of a page: on the first document's all are, on another's those that rest on it."""
    return badge.basis != "none" and (view.id == view.service or bool(view.own(badge)))


def _answer(badge: Badge) -> Mapping[str, str]:
    return {"outcome": badge.verdict.outcome, "basis": badge.basis}
