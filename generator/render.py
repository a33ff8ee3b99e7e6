"""Renders the site as Markdown pages with frontmatter, escaped HTML blocks, and downloads. Never imports mkdocs.

Headings go out as Markdown, so that the theme makes the table of contents from them; everything else as HTML blocks
that Python-Markdown copies unread. Jinja escapes every value, and ``views_markup`` does where Jinja cannot.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from generator.link import good
from generator.model import Category, Clause, ClauseRef, Link, Outcome, Page, Practice, Relation, Site, Snapshot
from generator.views import (
    BASES,
    OUTCOMES,
    TONES,
    Badge,
    PolicyView,
    by_category,
    profile,
    specimen,
    tally,
    view_policy,
)
from generator.views_markup import Icons, environment, excerpt, frontmatter, path_part, unmarked
from generator.views_text import chunks

RELATIONS: dict[Relation, str] = {
    "agrees": "= says the same",
    "differs": "\u2260 says the opposite",
    "similar": "\u2248 similar",
}
_HOME_CARDS = 24
_TOPIC_CLAUSES = 6
_INCOMING = 3
_LINK_EXCERPT = 110
_ORDER: tuple[Outcome, ...] = ("present", "unclear", "absent", "silent")


@dataclass(frozen=True, slots=True)
class LinkView:
    """A comparable clause of another policy, as its neighbour shows it."""

    relation: Relation
    reason: str
    name: str
    href: str
    excerpt: str


@dataclass(frozen=True, slots=True)
class AnswerGroup:
    """The services that give the same answer to a practice."""

    outcome: Outcome
    answer: str
    rows: tuple[tuple[PolicyView, Badge], ...]


def render(site: Site, pages: Sequence[Page] = (), conditions: Mapping[str, str] | None = None) -> Iterator[Page]:
    """Yield every file of build/docs.

    ``pages`` are the hand-written ones, passed on as they are; the generated part of the home page is appended to the
    one called index.md. ``conditions`` gives the label of each condition's id.
    """
    renderer = _Renderer(site, conditions or {})
    intro = next((page.data for page in pages if page.path == "index.md"), b"# Smallprint {#sp-top}\n")
    yield Page("index.md", intro.rstrip() + b"\n\n" + renderer.home().encode())
    yield from (page for page in pages if page.path != "index.md")
    yield from renderer.services()
    yield from renderer.practices()
    yield from renderer.topics()
    yield renderer.matrix()


class _Renderer:
    """The templates, and what all pages look up."""

    def __init__(self, site: Site, conditions: Mapping[str, str]) -> None:
        """Index the site."""
        self.site = site
        self.views = [view_policy(policy, site.catalogue.practices, conditions) for policy in site.policies]
        self.names = {view.id: view.name for view in self.views}
        self.clauses = {
            ClauseRef(policy.service.id, clause.id): clause for policy in site.policies for clause in policy.clauses
        }
        self.links = _links_by_clause([link for link in site.links if good(link)])
        self.counts = {
            practice.id: tally(view.badges[practice.id] for view in self.views if practice.id in view.badges)
            for practice in site.catalogue.practices
        }
        self.common: dict[str, Any] = {
            "site": site,
            "tones": TONES,
            "outcomes": OUTCOMES,
            "bases": BASES,
            "relations": RELATIONS,
            "profile_of": profile,
            "normal": self._normal,
            "by_category": lambda badges: by_category(badges, site.catalogue.categories),
        }

    def _normal(self, badge: Badge) -> str:
        """Whether an answer is usual among the policies here, in words; empty when there is nothing to compare with."""
        practice, outcome = badge.practice.id, badge.verdict.outcome
        given = [view.badges[practice].verdict.outcome for view in self.views if practice in view.badges]
        same, told = given.count(outcome), "unclear about this" if outcome == "unclear" else ""
        if len(given) < 2:
            return ""
        if same == 1:
            return f"No other of the {len(given)} policies here {'is ' + told if told else 'says so'}"
        who = f"All {same} policies here" if same == len(given) else f"{same} of the {len(given)} policies here"
        return f"{who} {'are ' + told if told else 'say so'}"

    def home(self) -> str:
        """The generated part of the home page, without frontmatter."""
        said = [badge for view in self.views for badge in view.said]
        count = {
            "policies": len(self.views),
            "clauses": len(self.clauses),
            "badges": len(said),
            "detected": sum(badge.basis == "detected" for badge in said),
            "reviewed": sum(badge.basis == "reviewed" for badge in said),
        }
        more = len(self.views) > _HOME_CARDS
        shown = self.views[:_HOME_CARDS]
        return self._fill("home.md.j2", "", views=shown, count=count, more=more, specimen=specimen(shown))

    def services(self) -> Iterator[Page]:
        """The list of services, a page for each, and the snapshots as downloads."""
        title = "Services"
        about = "All privacy policies on this site, by name."
        yield self._page("services/index", "services.md.j2", title, about, views=self.views, hide=("toc",))
        for view in self.views:
            service = view.policy.service
            for snapshot in service.snapshots:
                yield Page(download_path(service.id, snapshot), snapshot.data)
            yield self._service(view)

    def _service(self, view: PolicyView) -> Page:
        service, snapshot = view.policy.service, view.policy.snapshot
        text = chunks(view)
        return self._page(
            f"services/{path_part(service.id)}",
            "service.md.j2",
            service.name,
            f"What the privacy policy of {service.name} says, in plain words, each answer with its quote.",
            source=service.place.path,
            view=view,
            text=text,
            outline=[chunk for chunk in text if chunk.level],
            download=download_path(service.id, snapshot),
            older=[(s.file, download_path(service.id, s)) for s in service.snapshots if s.file != snapshot.file],
            links_of=lambda clause: self._links_of(ClauseRef(service.id, clause)),
        )

    def _links_of(self, origin: ClauseRef) -> list[LinkView]:
        outgoing, incoming = self.links.get(origin, ([], []))
        known = {link.target for link in outgoing}
        back = [(link, link.origin) for link in incoming if link.origin not in known][:_INCOMING]
        return [self._link(link, other) for link, other in [*((link, link.target) for link in outgoing), *back]]

    def _link(self, link: Link, other: ClauseRef) -> LinkView:
        href = f"{other.policy}.html#{other.clause}"
        beginning = unmarked(excerpt(self.clauses[other].text, _LINK_EXCERPT))
        return LinkView(link.relation, link.reason, self.names[other.policy], href, beginning)

    def practices(self) -> Iterator[Page]:
        """The list of practices, and a page for each."""
        about = "The questions that Smallprint asks of every privacy policy."
        yield self._page("practices/index", "practices.md.j2", "Practices", about, counts=self.counts)
        categories = {category.id: category for category in self.site.catalogue.categories}
        for practice in self.site.catalogue.practices:
            yield self._page(
                f"practices/{path_part(practice.id)}",
                "practice.md.j2",
                practice.label,
                practice.question,
                source=practice.place.path,
                practice=practice,
                category=categories[practice.category],
                groups=self._answers(practice),
                unread=[view for view in self.views if practice.id not in view.badges],
                counts=self.counts[practice.id],
            )

    def _answers(self, practice: Practice) -> list[AnswerGroup]:
        rows: dict[Outcome, list[tuple[PolicyView, Badge]]] = {outcome: [] for outcome in _ORDER}
        for view in self.views:
            if badge := view.badges.get(practice.id):
                rows[badge.verdict.outcome].append((view, badge))
        return [AnswerGroup(key, practice.answer(key), tuple(found)) for key, found in rows.items() if found]

    def topics(self) -> Iterator[Page]:
        """The list of topics, and a page for each."""
        clauses = self._clauses_by_topic()
        totals = {topic: sum(len(found) for _, found in services) for topic, services in clauses.items()}
        about = "The subjects that privacy policies speak about, and what all policies say about each."
        yield self._page("topics/index", "topics.md.j2", "Topics", about, clauses=totals, hide=("toc",))
        for category in self.site.catalogue.categories:
            services = [
                (view, found[:_TOPIC_CLAUSES], max(0, len(found) - _TOPIC_CLAUSES))
                for view, found in clauses[category.id]
            ]
            practices = [item for item in self.site.catalogue.practices if item.category == category.id]
            yield self._topic(category, practices, services)

    def _topic(self, category: Category, practices: Sequence[Practice], services: Sequence[Any]) -> Page:
        return self._page(
            f"topics/{path_part(category.id)}",
            "topic.md.j2",
            category.label,
            category.question,
            category=category,
            practices=practices,
            services=services,
            counts=self.counts,
        )

    def _clauses_by_topic(self) -> dict[str, list[tuple[PolicyView, list[Clause]]]]:
        found: dict[str, list[tuple[PolicyView, list[Clause]]]] = {
            category.id: [] for category in self.site.catalogue.categories
        }
        for view in self.views:
            for topic, services in found.items():
                if clauses := [clause for clause in view.policy.clauses if topic in clause.categories]:
                    services.append((view, clauses))
        return found

    def matrix(self) -> Page:
        """Every practice of every service in one table."""
        about = "What every privacy policy on this site says about every practice, in one table."
        return self._page("matrix", "matrix.md.j2", "Compare", about, views=self.views, hide=("toc",))

    def _page(
        self,
        path: str,
        template: str,
        title: str,
        description: str,
        *,
        source: str = "",
        hide: tuple[str, ...] = (),
        **values: Any,
    ) -> Page:
        front: dict[str, str | tuple[str, ...]] = {
            "title": title,
            "description": description,
            "source_path": source,
            "hide": hide,
        }
        body = self._fill(template, "../" * path.count("/"), **values)
        return Page(f"{path}.md", (frontmatter(front) + body).encode())

    def _fill(self, template: str, root: str, **values: Any) -> str:
        return environment().get_template(template).render(self.common, root=root, icon=Icons(), **values)


def download_path(service: str, snapshot: Snapshot) -> str:
    """Where the original bytes are served: always as .txt, since a raw .html on our own origin would run."""
    file = path_part(snapshot.file)
    return f"snapshots/{path_part(service)}/{file if file.endswith('.txt') else f'{file}.txt'}"


def _links_by_clause(links: Sequence[Link]) -> dict[ClauseRef, tuple[list[Link], list[Link]]]:
    """The outgoing and the incoming links of each clause, best first."""
    found: dict[ClauseRef, tuple[list[Link], list[Link]]] = {}
    for link in links:
        found.setdefault(link.origin, ([], []))[0].append(link)
        found.setdefault(link.target, ([], []))[1].append(link)
    for _, incoming in found.values():
        incoming.sort(key=lambda link: (-link.score, link.origin.policy, link.origin.clause))
    return found
