"""Make the open data: files of JSON below ``api/v1``, from the same values as the pages.

Each file is an envelope around its result, as ``api_models`` says. An address in a file is relative to that file;
where the site knows its own address, it is whole.
"""

from __future__ import annotations

import json
import posixpath
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any, Final

from generator.catalogue import Practice
from generator.model import Page, Policy, Site, Snapshot
from generator.outputs import api_models as models
from generator.pages import addresses
from generator.pages.badges import Badge, Quote
from generator.pages.history import Histories, StepView, Told
from generator.pages.views import PolicyView

#: The files of the data by their names, each with its model; ``{id}`` stands for the id of a service or practice.
FILES: Final[dict[str, type[models.Envelope]]] = {
    "index": models.Index,
    "services/index": models.Services,
    "services/{id}": models.ServiceFile,
    "practices/index": models.Practices,
    "practices/{id}": models.PracticeFile,
    "changes": models.Changes,
}
#: changes.json has the newest so many.
MOST_CHANGES: Final = 5_000


@dataclass(frozen=True, slots=True)
class Maker:
    """What all files need: the site, its policies prepared, their histories, its own address, and its moment."""

    site: Site
    views: Sequence[PolicyView]
    histories: Histories
    base: str
    moment: str

    def pages(self) -> Iterator[Page]:
        """Yield every file."""
        yield self._file("index", _index(self))
        yield self._file("services/index", [self._summary("services/index", view) for view in self.views])
        for view in self.views:
            yield self._file(f"services/{view.id}", self.service(view))
        practices = self.site.catalogue.practices
        yield self._file("practices/index", [self._practice("practices/index", one) for one in practices])
        for practice in practices:
            yield self._file(f"practices/{practice.id}", self._practice_entry(practice))
        changes = [change for view in self.views for change in self._changes("changes", view)]
        changes.sort(key=lambda one: one.day or "", reverse=True)  # stable: else by service, newest first
        yield self._file("changes", changes[:MOST_CHANGES])

    def _file(self, name: str, result: Any) -> Page:
        folder = name.rpartition("/")[0]
        kind = FILES[name] if name in FILES else FILES[f"{folder}/{{id}}"]
        total = len(result) if isinstance(result, list) else 1
        made = kind(schema_version=models.SCHEMA_VERSION, generated_at=self.moment, total=total, result=result)  # type: ignore[call-arg]
        return Page(addresses.api(name), (json.dumps(made.model_dump(mode="json"), indent=1) + "\n").encode())

    def to(self, name: str, target: str) -> str:
        """Return the address of something on the site, as the file ``name`` says it."""
        if self.base:
            return self.base + target
        path, mark, anchor = target.partition("#")
        return posixpath.relpath(path, posixpath.dirname(addresses.api(name))) + mark + anchor

    def _summary(self, name: str, view: PolicyView) -> models.ServiceSummary:
        return models.ServiceSummary(**self._summed(name, view))

    def _summed(self, name: str, view: PolicyView) -> dict[str, Any]:
        snapshot = view.policy.snapshot
        return {
            "id": view.id,
            "name": view.name,
            "language": view.policy.service.lang,
            "captured": _day(snapshot.captured),
            "dated": _day(snapshot.dated),
            "analysed": view.policy.analysed,
            "answers": dict(view.tally),
            "uri": self.to(name, addresses.api(f"services/{view.id}")),
            "page": self.to(name, addresses.service(view.id)),
        }

    def service(self, view: PolicyView) -> models.ServiceEntry:
        """Return everything that the website shows of a service."""
        service, name = view.policy.service, f"services/{view.id}"
        return models.ServiceEntry(
            **self._summed(name, view),
            website=service.website,
            policy_url=service.policy_url,
            attribution=service.attribution,
            note=service.note or None,
            verdicts={id: self._answer(name, view, badge) for id, badge in view.badges.items()},
            documents=[self._document(name, view.policy)],
            changes=list(self._changes(name, view)),
        )

    def _answer(self, name: str, view: PolicyView, badge: Badge) -> models.Answer:
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
                self._quote(name, view, badge, quote, shown=number < badge.full)
                for number, quote in enumerate(badge.quotes)
            ],
        )

    def _quote(self, name: str, view: PolicyView, badge: Badge, quote: Quote, *, shown: bool) -> models.Quote:
        page = addresses.service(view.id)
        found = next(
            (one for one in badge.verdict.findings if (one.quote, one.start) == (quote.text, quote.start)), None
        )
        lead = found.lead if found else None
        return models.Quote(
            outcome=quote.outcome,
            document=view.policy.terms,
            text=quote.text,
            start=quote.start,
            end=quote.end,
            clause=quote.anchor or None,
            uri=self.to(name, f"{page}#{quote.anchor}" if quote.anchor else page),
            lead=models.Span(text=lead.text, start=lead.start, end=lead.end) if lead else None,
            conditions=self._conditions(quote.conditions),
            cut=quote.cut,
            shown=shown,
            rule=quote.rule or None,
        )

    def _conditions(self, labels: Sequence[str]) -> list[models.Condition]:
        ids = {condition.label: condition.id for condition in self.site.catalogue.conditions}
        return [models.Condition(id=ids.get(label, label.replace(" ", "-")), label=label) for label in labels]

    def _document(self, name: str, policy: Policy) -> models.DocumentEntry:
        return models.DocumentEntry(
            terms=policy.terms,
            uri=self.to(name, addresses.service(policy.service.id)),
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
            snapshots=[self._snapshot(name, policy, one) for one in policy.service.snapshots],
        )

    def _snapshot(self, name: str, policy: Policy, snapshot: Snapshot) -> models.SnapshotEntry:
        return models.SnapshotEntry(
            file=snapshot.file,
            uri=self.to(name, addresses.download(policy.service.id, snapshot)),
            format=snapshot.format,
            sha256=snapshot.sha256,
            captured=_day(snapshot.captured),
            dated=_day(snapshot.dated),
            source=snapshot.source,
            record=snapshot.record,
        )

    def _changes(self, name: str, view: PolicyView) -> Iterator[models.ChangeEntry]:
        for step in self.histories[view.id].steps if view.id in self.histories else ():
            for told in (*step.effects, *step.quiet):
                yield self._change(name, view, step, told)

    def _change(self, name: str, view: PolicyView, step: StepView, told: Told) -> models.ChangeEntry:
        before, after = step.step.before.snapshot, step.step.after.snapshot
        return models.ChangeEntry(
            service=view.id,
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
            uri=self.to(name, f"{addresses.changes(view.id)}#{step.anchor}"),
        )

    def _practice(self, name: str, practice: Practice) -> models.PracticeSummary:
        return models.PracticeSummary(**self._practised(name, practice))

    def _practised(self, name: str, practice: Practice) -> dict[str, Any]:
        said = Counter(view.badges[practice.id].verdict.outcome for view in self.views if practice.id in view.badges)
        return {
            "id": practice.id,
            "label": practice.label,
            "question": practice.question,
            "category": practice.category,
            "tone": practice.tone,
            "outcomes": {outcome: said[outcome] for outcome in ("present", "absent", "unclear", "silent")},
            "uri": self.to(name, addresses.api(f"practices/{practice.id}")),
            "page": self.to(name, addresses.practice(practice.id)),
        }

    def _practice_entry(self, practice: Practice) -> models.PracticeEntry:
        name = f"practices/{practice.id}"
        return models.PracticeEntry(
            **self._practised(name, practice),
            explanation=practice.explanation,
            definition=practice.definition,
            gdpr=practice.gdpr or None,
            answers=dict(practice.answers),
            crosswalk=[models.Term(vocabulary=vocabulary, term=term) for vocabulary, term in practice.crosswalk],
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
                    uri=self.to(name, addresses.api(f"services/{view.id}")),
                )
                for view in self.views
                if practice.id in view.badges
            ],
        )


def pages(site: Site, views: Sequence[PolicyView], histories: Histories, base: str, epoch: int) -> Iterator[Page]:
    """Yield every file of the data.

    ``base`` is the site's own address, empty where it knows none; ``epoch`` the moment that it gives for its making.
    """
    yield from Maker(site, views, histories, base, moment(epoch)).pages()
    yield from _described(base)


def moment(epoch: int) -> str:
    """Write a moment, in seconds since 1970, as RFC 3339 does."""
    return datetime.fromtimestamp(epoch, UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def _index(maker: Maker) -> list[models.Endpoint]:
    names = {
        "services/index": "every service",
        "services/{id}": "one service with its answers, their quotes, its text and its changes",
        "practices/index": "every practice",
        "practices/{id}": "one practice with its definition, its figures and the answer of every service",
        "changes": f"the newest {MOST_CHANGES:,} changes of answers",
    }
    return [
        models.Endpoint(
            name=said,
            uri=maker.to("index", f"{addresses.API}/{name}.json"),
            schema_uri=maker.to("index", f"{addresses.API}/{schema_file(name)}"),
        )
        for name, said in names.items()
    ]


def schema_file(name: str) -> str:
    """Return where the JSON Schema of a file lies, from the folder of the data: "schemas/services-id.json"."""
    return f"schemas/{name.replace('/', '-').replace('{', '').replace('}', '')}.json"


def _described(base: str) -> Iterator[Page]:
    """Yield the JSON Schemas, and the OpenAPI description that refers to them."""
    for name, model in FILES.items():
        schema = {"$schema": "https://json-schema.org/draft/2020-12/schema", **model.model_json_schema()}
        yield Page(f"{addresses.API}/{schema_file(name)}", (json.dumps(schema, indent=1) + "\n").encode())
    described = {
        "openapi": "3.1.0",
        "info": {
            "title": "Smallprint",
            "version": models.SCHEMA_VERSION,
            "description": "What privacy policies say, each answer with the policy's own words. Static files.",
        },
        "servers": [{"url": f"{base}{addresses.API}" if base else "."}],
        "paths": {f"/{name}.json": _path(name) for name in FILES},
    }
    yield Page(addresses.api("openapi"), (json.dumps(described, indent=1) + "\n").encode())


def _path(name: str) -> dict[str, Any]:
    schema = {"$ref": f"./{schema_file(name)}"}
    parameters = [{"name": "id", "in": "path", "required": True, "schema": {"type": "string"}}] if "{" in name else []
    answer = {"description": FILES[name].__doc__, "content": {"application/json": {"schema": schema}}}
    return {"get": {**({"parameters": parameters} if parameters else {}), "responses": {"200": answer}}}


def _day(value: date | None) -> str | None:
    return value.isoformat() if value else None
