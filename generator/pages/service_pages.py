"""Make the pages of one service: what it shows of the whole site are values that another process can be given."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from types import MappingProxyType
from typing import Any

from generator.catalogue import Catalogue
from generator.model import ClauseRef, Page, Policy
from generator.pages import addresses, notice
from generator.pages.badges import BASES, OUTCOMES, TONES, Badge
from generator.pages.comparable import SIGNS, Comparison
from generator.pages.escaping import heading
from generator.pages.finding import kind_of
from generator.pages.glossary import Term
from generator.pages.history import Histories, outdated
from generator.pages.parts import LIGHT, TextPart, cut, heavy, long, places
from generator.pages.shown import ShownClauses
from generator.pages.tags import policy_tags
from generator.pages.templating import Templates
from generator.pages.text import Chunk, chunks
from generator.pages.views import PolicyView, by_category, profile
from generator.practices import Outcome
from generator.reading.configuration import LANGUAGE


@dataclass(frozen=True, slots=True)
class Around:
    """What the pages of a service show of the whole site.

    ``outcomes`` counts the answers of all services, ``terms`` are the words of each practice that the glossary
    explains, ``base`` is the site's own address, and ``several`` says whether there is more than one service.
    """

    catalogue: Catalogue
    outcomes: Mapping[str, Counter[Outcome]]
    terms: Mapping[str, tuple[Term, ...]]
    base: str
    several: bool


@dataclass(frozen=True, slots=True)
class Asked:
    """A service whose pages are to be made: its policy, and what stands beside those clauses that have something."""

    policy: Policy
    compared: Mapping[ClauseRef, Comparison]


class Ahead:
    """Make the pages of services ahead of when they are wanted, and other files along with them: here none are."""

    def begin(self, around: Around, services: Iterator[Asked], number: int) -> bool:
        """Take note of services, in their order, and of how many there are; False to leave it to the caller."""
        return False

    def next(self) -> tuple[Page, ...]:
        """Give the pages of the next of these services."""
        raise LookupError

    def beside(self, view: PolicyView) -> Iterable[Page]:
        """Give the other files that are made along with the pages of a service."""
        return ()


class ServicePages:
    """Makes the pages of services, each from its view and from what stands beside its clauses."""

    def __init__(
        self,
        around: Around,
        histories: Histories = MappingProxyType({}),
        older: Mapping[str, Sequence[Policy]] = MappingProxyType({}),
    ) -> None:
        """Take what all pages share; ``older`` are the versions before the newest of each document."""
        self._around, self._histories, self._older = around, histories, older
        self._templates = Templates(
            templates_see(
                around.catalogue,
                around.base,
                several=around.several,
                usual=self._usual,
                terms_of=lambda practice: around.terms[practice.id],
                kind_of=lambda view: kind_of(view, around.catalogue),
            )
        )

    def pages(self, view: PolicyView, compared: Callable[[ClauseRef], Comparison | None]) -> tuple[Page, ...]:
        """Return the pages of a service: of its policy, of its other documents, and of long texts."""
        return tuple(page for document in view.documents for page in self._document(document, compared))

    def _usual(self, badge: Badge) -> str:
        """Return how many of the other policies here give the same answer, in words; empty when there are no others."""
        given = self._around.outcomes[badge.practice.id]
        same, others = given[badge.verdict.outcome] - 1, given.total() - 1
        if others < 2:
            return f"{'also' if same else 'not'} in the other policy" if others else ""
        if same in (0, others):
            return f"in all {others} other policies too" if same else f"in none of the {others} other policies"
        return f"in {same} of the {others} other policies too"

    def _document(self, view: PolicyView, compared: Callable[[ClauseRef], Comparison | None]) -> Iterator[Page]:
        """Yield the page of a service, or of another of its documents, and the pages of its text where that is long."""
        text, shown = chunks(view), self._shown(view, compared)
        page = None if long(view) else self._whole(view, text, (), shown)
        if page is None or heavy(page):
            parts = cut(view, text, partial(_weight, shown))
            yield from (self._part(view, part, parts, shown) for part in parts[1:])
            light = self._all(view, text) if parts and not parts[-1].whole else None
            yield from [light] if light else []
            page = self._whole(view, text, parts, shown, light is not None) if parts or page is None else page
        yield page

    def _whole(
        self,
        view: PolicyView,
        text: Sequence[Chunk],
        parts: Sequence[TextPart],
        shown: ShownClauses,
        light: bool = False,
    ) -> Page:
        """Return the page of a service or of another document, with the text, or its first part and where others stand.

        ``light`` says whether there is a page with all words.
        """
        service, snapshot = view.policy.service, view.policy.snapshot
        address, first = addresses.service(view.id), view.id == service.id
        snapshots = next(terms.snapshots for terms in service.terms if terms.type == view.policy.terms)
        older = [version for one in view.policy.documents for version in self._older.get(one.id, ())]
        return self._templates.page(
            address,
            "service.md.j2" if first else "document.md.j2",
            view.full_name,
            f"{service.name}. {view.unread.word}: {view.unread.reason}."
            if view.unread
            else f"What the {view.document} of {service.name} says, in plain words, each answer with its quote.",
            **_files(view),
            tags=policy_tags(view),
            parts=parts,
            at=places(parts),
            text=parts[0].text if parts else text,
            light=addresses.all_text(view.id) if light else "",
            outline=[chunk for chunk in text if chunk.level],
            download=addresses.download(service.id, snapshot),
            older=[(s.file, addresses.version(service.id, s)) for s in snapshots if s.file != snapshot.file],
            history=self._histories.get(view.id),
            histories=self._histories,
            outdated=outdated(view.policy, older, self._around.catalogue) if first else [],
            feed=addresses.service_feed(service.id) if self._around.base and view.id in self._histories else "",
            **_around(view, shown, address),
        )

    def _part(self, view: PolicyView, part: TextPart, parts: Sequence[TextPart], shown: ShownClauses) -> Page:
        """Return one page of the text."""
        service = view.policy.service
        return self._templates.page(
            part.address,
            "part.md.j2",
            f"{view.full_name}: {part.title}",
            f"{_told(part, parts)} {view.document} of {service.name}, with the evidence marked.",
            told=_told(part, parts),
            **_files(view),
            part=part,
            parts=parts,
            text=part.text,
            **_around(view, shown, part.address),
        )

    def _all(self, view: PolicyView, text: Sequence[Chunk]) -> Page | None:
        """Return the page with all words of a policy and nothing else; None where that is too much for a page."""
        service = view.policy.service
        if sum(len(clause.html) for chunk in text for clause in chunk.clauses) > LIGHT:
            return None
        page = self._templates.page(
            addresses.all_text(view.id),
            "all.md.j2",
            f"{view.full_name}: all words",
            f"All words of the {view.document} of {service.name} on one page, to look through.",
            robots="noindex",
            hide=("toc",),
            view=view,
            text=text,
        )
        return page if len(page.data) <= LIGHT else None

    def _shown(self, view: PolicyView, compared: Callable[[ClauseRef], Comparison | None]) -> ShownClauses:
        """Return the HTML of the policy's clauses, each made when it is first shown."""
        lang = view.policy.service.lang
        of_clause = partial(_beside, compared, view.id)
        return ShownClauses(self._templates, lang if lang != LANGUAGE else "", of_clause)


def _beside(compared: Callable[[ClauseRef], Comparison | None], policy: str, clause: str) -> Comparison | None:
    return compared(ClauseRef(policy, clause))


def _told(part: TextPart, parts: Sequence[TextPart]) -> str:
    """Say how much of a policy a page of its text has, in words that "privacy policy" follows."""
    return "The whole text of the" if part.whole else f"Page {part.number} of {len(parts)} of the"


def _weight(shown: ShownClauses, chunk: Chunk) -> int:
    """Return how many bytes a piece of the text has on a page, with all that stands beside it.

    There may be as many as there are headings, so none is made with a template of its own.
    """
    title = heading(chunk.level, chunk.heading, chunk.anchor, shown.lang) if chunk.level else ""
    return sum(len(html.encode()) for html in (title, *(shown.show(clause, "../", "", "") for clause in chunk.clauses)))


def _around(view: PolicyView, shown: ShownClauses, address: str) -> dict[str, Any]:
    """Return what a page needs to show clauses: where the badges are, and the folder of the policies' pages."""
    page, beside = addresses.service(view.service), addresses.up(address)
    badges_at = "" if address == page else f"{beside}{addresses.beside(page)}"
    return {"view": view, "badges_at": badges_at, "beside": beside, "shown": shown.show}


def _files(view: PolicyView) -> dict[str, Any]:
    """Return the files that a person would edit to change what a policy's pages say."""
    corrected = next((verdict.correction for verdict in view.policy.answers if verdict.correction), None)
    return {"source": view.policy.service.place.path, "reviews": corrected.place.path if corrected else ""}


def templates_see(catalogue: Catalogue, base: str = "", **more: Any) -> dict[str, Any]:
    """Return the values that all templates see."""
    return {
        "catalogue": catalogue,
        "tones": TONES,
        "outcomes": OUTCOMES,
        "bases": BASES,
        "signs": SIGNS,
        "texts": catalogue.texts,
        "profile_of": profile,
        "told_by": lambda view: notice.told(view, catalogue.points),
        "feeds": bool(base),
        "base": base,
        "by_category": lambda badges: by_category(badges, catalogue.categories),
        **more,
    }
