"""Make the open data: files of JSON below ``api/v1``, from the same values as the pages.

Each file is an envelope around its result, as ``api_models`` says. An address in a file is relative to that file;
where the site knows its own address, it is whole.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from functools import partial
from typing import Any, Final

from generator.contributed import Snapshot
from generator.model import Page, Policy, Site
from generator.outputs import api_files as files
from generator.outputs import api_models as models
from generator.outputs.api_descriptions import KINDS, address_of, descriptions
from generator.pages import addresses, notice
from generator.pages.badges import Badge, Quote
from generator.pages.history import Histories, StepView, Told
from generator.pages.names import Made, outcomes
from generator.pages.views import PolicyView, all_documents
from generator.practices import Outcome, Practice

#: changes.json has the newest so many.
MOST_CHANGES: Final = 5_000


@dataclass(frozen=True, slots=True)
class Maker:
    """What all files need: the site, its policies prepared, their histories, its own address, and its moment.

    ``said`` counts the answers of all policies by practice, ``limits`` gives the id of each limit by its words.
    """

    site: Site
    views: Sequence[PolicyView]
    histories: Histories
    base: str
    moment: str
    said: Mapping[str, Counter[Outcome]]
    limits: Mapping[str, str]

    def pages(self, made: Made) -> Iterator[Page]:
        """Yield every file that is of more than one service. ``made`` knows those that were made before."""
        index, services, practices = addresses.api("index"), addresses.api_services(), addresses.api_practices()
        yield self._file("index", index, _index(self, index))
        yield self._file("services", services, [self._summary(services, view) for view in self.views])
        asked = self.site.catalogue.practices
        yield self._file("practices", practices, [self._practice(practices, one) for one in asked])
        for practice in asked:
            yield from made.again(self._practice_name(practice), partial(self._practice_file, practice))
        here = addresses.api("changes")
        changes = [change for view in all_documents(self.views) for change in self._changes(here, view)]
        changes.sort(key=lambda one: one.day or "", reverse=True)  # stable: else by service, newest first
        yield self._file("changes", here, changes[:MOST_CHANGES])
        yield from descriptions(self.base, self.site.catalogue.texts)

    def service_file(self, view: PolicyView) -> Page:
        """Return the file of one service."""
        return self._file("service", addresses.api_service(view.id), self.service(view))

    def _file(self, kind: str, address: str, result: Any) -> Page:
        total = len(result) if isinstance(result, list) else 1
        envelope = {"schema_version": files.SCHEMA_VERSION, "generated_at": self.moment, "total": total}
        made = KINDS[kind][0].model_validate({**envelope, "result": result})
        return Page(address, made.model_dump_json(indent=1, ensure_ascii=True).encode() + b"\n")

    def to(self, here: str, target: str) -> str:
        """Return an address of the site, as the file at the address ``here`` says it."""
        return addresses.seen_from(here, target, self.base)

    def _summary(self, here: str, view: PolicyView) -> models.ServiceSummary:
        return models.ServiceSummary(**self._summed(here, view))

    def _summed(self, here: str, view: PolicyView) -> dict[str, Any]:
        snapshot = view.policy.snapshot
        return {
            "id": view.id,
            "name": view.name,
            "language": view.policy.service.lang,
            "captured": _day(snapshot.captured),
            "dated": _day(snapshot.dated),
            "analysed": view.policy.analysed,
            "answers": dict(view.tally),
            "uri": self.to(here, addresses.api_service(view.id)),
            "page": self.to(here, addresses.service(view.id)),
        }

    def service(self, view: PolicyView) -> models.ServiceEntry:
        """Return everything that the website shows of a service."""
        service, here = view.policy.service, addresses.api_service(view.id)
        return models.ServiceEntry(
            **self._summed(here, view),
            website=service.website,
            policy_url=service.policy_url,
            attribution=service.attribution,
            note=service.note or None,
            verdicts={id: self._answer(here, view, badge) for id, badge in view.badges.items()},
            gdpr=[self._point(here, one) for one in notice.told(view, self.site.catalogue.points)],
            documents=[self._document(here, one) for one in view.policy.documents],
            changes=[change for one in view.documents for change in self._changes(here, one)],
        )

    def _answer(self, here: str, view: PolicyView, badge: Badge) -> models.Answer:
        correction = badge.verdict.correction
        return models.Answer(
            outcome=badge.verdict.outcome,
            basis=badge.basis,
            tone=badge.tone.id,  # type: ignore[arg-type]
            answer=badge.answer,
            conditions=self._conditions(badge.conditions),
            review=models.Review(
                reviewer=correction.reviewer, reviewed=correction.reviewed.isoformat(), because=correction.because
            )
            if correction
            else None,
            disputes=[
                models.Dispute(by=one.by, date=one.day.isoformat(), note=one.note, link=one.link)
                for one in badge.disputes
            ],
            quotes=[
                self._quote(here, view, badge, quote, shown=number < badge.full)
                for number, quote in enumerate(badge.quotes)
            ],
        )

    def _quote(self, here: str, view: PolicyView, badge: Badge, quote: Quote, *, shown: bool) -> models.Quote:
        document = view.holding(quote)
        wanted = (quote.text, quote.start, document.terms if document.joint else "")
        found = next((one for one in badge.verdict.findings if (one.quote, one.start, one.terms) == wanted), None)
        lead = found.lead if found else None
        return models.Quote(
            outcome=quote.outcome,
            document=document.terms,
            text=quote.text,
            start=quote.start,
            end=quote.end,
            clause=quote.anchor or None,
            uri=self.to(here, quote.address),
            lead=models.Span(text=lead.text, start=lead.start, end=lead.end) if lead else None,
            conditions=self._conditions(quote.conditions),
            cut=quote.cut,
            shown=shown,
            rule=quote.rule or None,
        )

    def _point(self, here: str, told: notice.Told) -> models.PointEntry:
        return models.PointEntry(
            id=told.point.id,
            article=told.point.article,
            asks=told.point.asks,
            practices=list(told.point.practices),
            found=bool(told.badges),
            answers=[self._point_answer(here, badge) for badge in told.badges],
        )

    def _point_answer(self, here: str, badge: Badge) -> models.PointAnswer:
        quote = badge.quotes[0] if badge.quotes else None
        return models.PointAnswer(
            practice=badge.practice.id,
            outcome=badge.verdict.outcome,
            answer=badge.answer,
            quote=quote.text if quote else "",
            uri=self.to(here, quote.address) if quote else None,
        )

    def _conditions(self, labels: Sequence[str]) -> list[models.Condition]:
        return [models.Condition(id=self.limits.get(label, label.replace(" ", "-")), label=label) for label in labels]

    def _document(self, here: str, policy: Policy) -> models.DocumentEntry:
        return models.DocumentEntry(
            terms=policy.terms,
            uri=self.to(here, addresses.service(policy.id)),
            analysed=policy.analysed,
            no_policy=policy.no_policy,
            text=policy.document.text,
            warnings=list(policy.document.warnings),
            headings=[
                models.Heading(id=one.id, heading=one.heading, level=one.level, start=one.start, end=one.end)
                for one in policy.sections
            ],
            clauses=[
                models.ClauseEntry(
                    id=one.id, section=one.section, start=one.start, end=one.end, categories=list(one.categories)
                )
                for one in policy.clauses
            ],
            snapshots=[
                self._snapshot(here, policy, one) for one in policy.service.snapshots if one.terms == policy.terms
            ],
        )

    def _snapshot(self, here: str, policy: Policy, snapshot: Snapshot) -> models.SnapshotEntry:
        return models.SnapshotEntry(
            file=snapshot.file,
            uri=self.to(here, addresses.download(policy.service.id, snapshot)),
            format=snapshot.format,
            sha256=snapshot.sha256,
            captured=_day(snapshot.captured),
            dated=_day(snapshot.dated),
            source=snapshot.source,
            record=snapshot.record,
        )

    def _changes(self, here: str, view: PolicyView) -> Iterator[models.ChangeEntry]:
        for step in self.histories[view.id].steps if view.id in self.histories else ():
            for told in (*step.effects, *step.quiet):
                yield self._change(here, view, step, told)

    def _change(self, here: str, view: PolicyView, step: StepView, told: Told) -> models.ChangeEntry:
        before, after = step.step.before.snapshot, step.step.after.snapshot
        return models.ChangeEntry(
            service=view.service,
            document=view.policy.terms,
            practice=told.practice,
            kind=told.kind,
            before_version=before.file,
            after_version=after.file,
            day=_day(after.captured or after.dated),
            said=told.said,
            answer=told.answer,
            was=told.was or None,
            tone=told.tone.id,  # type: ignore[arg-type]
            quote_before=told.before,
            quote_after=told.after,
            conditions=list(told.conditions),
            uri=self.to(here, f"{addresses.changes(view.id)}#{step.anchor}"),
        )

    def _practice(self, here: str, practice: Practice) -> models.PracticeSummary:
        return models.PracticeSummary(**self._practised(here, practice))

    def _practised(self, here: str, practice: Practice) -> dict[str, Any]:
        said = self.said.get(practice.id, Counter())
        return {
            "id": practice.id,
            "label": practice.label,
            "question": practice.question,
            "category": practice.category,
            "tone": practice.tone,
            "outcomes": {outcome: said[outcome] for outcome in ("present", "absent", "unclear", "silent")},
            "uri": self.to(here, addresses.api_practice(practice.id)),
            "page": self.to(here, addresses.practice(practice.id)),
        }

    def _practice_name(self, practice: Practice) -> str:
        """Return a name for all that the file of a practice is made of, beside the configuration."""
        badges = ((view, view.badges.get(practice.id)) for view in self.views)
        said = [(view.id, view.name, badge.verdict.outcome, badge.basis) for view, badge in badges if badge]
        return repr(("practice", practice.id, self.base, self.moment, said))

    def _practice_file(self, practice: Practice) -> Iterator[Page]:
        yield self._file("practice", addresses.api_practice(practice.id), self._practice_entry(practice))

    def _practice_entry(self, practice: Practice) -> models.PracticeEntry:
        here = addresses.api_practice(practice.id)
        return models.PracticeEntry(
            **self._practised(here, practice),
            explanation=practice.explanation,
            definition=practice.definition,
            gdpr=practice.gdpr or None,
            answers=dict(practice.answers),
            crosswalk=[
                models.Term(vocabulary=vocabulary, term=term, address=address or None)
                for vocabulary, term, address in self.site.catalogue.crosswalk(practice)
            ],
            figures=[
                models.Figures(
                    texts=one.texts,
                    policies=one.policies,
                    program=one.program,
                    date=one.day.isoformat(),
                    closed=one.closed,
                    right=figures.right,
                    wrong=figures.wrong,
                    missed=figures.missed,
                )
                for one, figures in self.site.catalogue.measured(practice.id)
            ],
            services=[
                models.PracticeService(
                    id=view.id,
                    name=view.name,
                    outcome=view.badges[practice.id].verdict.outcome,
                    basis=view.badges[practice.id].basis,
                    uri=self.to(here, addresses.api_service(view.id)),
                )
                for view in self.views
                if practice.id in view.badges
            ],
        )


def maker(site: Site, views: Sequence[PolicyView], histories: Histories, base: str, epoch: int) -> Maker:
    """Give what makes the files.

    ``base`` is the site's own address, empty where it knows none; ``epoch`` the moment that it gives for its making.
    """
    limits = {condition.label: condition.id for condition in site.catalogue.conditions}
    return Maker(site, views, histories, base, moment(epoch), outcomes(views), limits)


def moment(epoch: int) -> str:
    """Write a moment, in seconds since 1970, as RFC 3339 does."""
    return datetime.fromtimestamp(epoch, UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def _index(maker: Maker, here: str) -> list[files.Endpoint]:
    return [
        files.Endpoint(
            name=said,
            uri=maker.to(here, address_of(kind)),
            schema_uri=maker.to(here, addresses.api_schema(kind)),
        )
        for kind, (_, said) in KINDS.items()
    ]


def _day(value: date | None) -> str | None:
    return value.isoformat() if value else None
