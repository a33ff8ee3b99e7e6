"""Prepare what pages show of a policy's versions: what each one did to the badges, and to the words."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final, TypeAlias

from generator.catalogue import Catalogue
from generator.comparison.changes import Change
from generator.comparison.sides import first_words
from generator.comparison.versions import Effect, EffectKind, Step, Stepping, histories
from generator.contributed import Correction, Snapshot
from generator.model import Finding, Policy, Site, Verdict
from generator.pages.badges import TONES, Tone, dotted
from generator.pages.changed_words import Block, view_blocks
from generator.pages.escaping import day, excerpt
from generator.practices import Outcome

#: So many steps are shown in full, with at most so many bytes of HTML; of the others there is a line.
IN_FULL, ROOM = 10, 300_000
#: What did not change is folded, and named in so many bytes of HTML; then it is only counted.
FOLDED: Final = 90_000
#: A line names so many answers.
IN_LINE: Final = 3
#: Bytes of HTML of the name of one piece that did not change: its beginning, and a link.
_NAME: Final = 210
#: Bytes of HTML around the words of a clause, and of a badge.
_BLOCK, _BADGE = 130, 600

#: The name of a file that is not the first of its day.
_NUMBERED: Final = re.compile(r"\d{4}-\d\d-\d\d(?:-[a-z-]+)?-(\d{1,3})\.\w+")

#: What happened to a badge, in words that an answer follows.
SAID: Final[Mapping[EffectKind, str]] = {
    "gained": "New",
    "lost": "No longer said",
    "flipped": "Now",
    "limited": "Now under a condition",
    "unlimited": "Now without a condition",
    "renumbered": "Another age or time",
    "found": "We now find",
    "missed": "We no longer find",
    "reread": "We now read",
}
#: Which changes of badges come first, for readers: by kind and by the tone of the answer.
_FIRST: Final = (
    *(("flipped", "concern"), ("gained", "concern"), ("lost", "protective"), ("flipped", "unclear")),
    *(("gained", "unclear"), ("flipped", "protective"), ("unlimited", "concern"), ("limited", "protective")),
    *(("gained", "protective"), ("lost", "concern")),
)


@dataclass(frozen=True, slots=True)
class Told:
    """What a version did to one badge: in words, with the quotes of both sides; empty where a side has none.

    ``answer`` is the new answer, or, of one that is no longer given, the old one; ``was`` the old one of a flip.
    """

    kind: EffectKind
    practice: str
    said: str
    answer: str
    was: str
    tone: Tone
    before: str
    after: str
    conditions: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class StepView:
    """One version against the one before it. ``blocks`` are empty where the page has no room for them.

    ``anchor`` is the id of its heading. ``quiet`` are badges of which it is not sure that the service changed them.
    """

    step: Step
    anchor: str
    effects: tuple[Told, ...]
    quiet: tuple[Told, ...]
    counts: Mapping[str, int]
    blocks: tuple[Block, ...] = ()

    @property
    def day(self) -> str:
        """The day of the newer version, in words."""
        return version_day(self.step.after.snapshot)

    @property
    def since(self) -> str:
        """The day of the older version, in words."""
        return version_day(self.step.before.snapshot)

    @property
    def summary(self) -> str:
        """What it did to the badges, in one line."""
        return in_one_line(self.effects)

    @property
    def words(self) -> str:
        """What it did to the clauses, in one line."""
        names = (("new", "new"), ("gone", "gone"), ("changed", "changed"), ("moved", "moved"))
        return ", ".join(f"{self.counts[key]} {name}" for key, name in names if self.counts.get(key))


@dataclass(frozen=True, slots=True)
class History:
    """The versions of one policy, newest first: what each did, as far as there is room for it, and the older texts."""

    steps: tuple[StepView, ...]
    oldest: str

    @property
    def latest(self) -> StepView | None:
        """The newest version that did anything to a badge, if any."""
        return next((one for one in self.steps if one.effects), None)


@dataclass(frozen=True, slots=True)
class Outdated:
    """A review whose words stand in an older version only: what it said, of which version. It counts no more."""

    correction: Correction
    answer: str
    day: str


def outdated(policy: Policy, older: Sequence[Policy], catalogue: Catalogue) -> list[Outdated]:
    """Give the reviews of a policy that hold of older versions only, each of the newest of these."""
    counted = {verdict.correction.place for verdict in policy.answers if verdict.correction}
    practices = {practice.id: practice for practice in catalogue.practices}
    found: list[Outdated] = []
    for version in older:
        for verdict in version.verdicts:
            correction = verdict.correction
            if correction and correction.place not in counted and verdict.practice in practices:
                counted.add(correction.place)
                answer = practices[verdict.practice].answer(correction.outcome)
                found.append(Outdated(correction, answer, version_day(version.snapshot)))
    return found


#: The histories of policies, by the ids of their services.
Histories: TypeAlias = Mapping[str, History]


def history(steps: Sequence[Step], catalogue: Catalogue) -> History:
    """Prepare the steps of one policy, newest first; without their words, which only their own page shows."""
    prepare = _Prepare(catalogue)
    views = [
        StepView(step, anchor, *prepare.effects(step), _counts(step.changes))
        for step, anchor in zip(steps, _anchors(steps), strict=True)
    ]
    return History(tuple(views), version_day(steps[-1].before.snapshot))


def with_words(one: History) -> History:
    """Give a history with the words of its newest steps, as far as a page has room for them."""
    full, room, folded = 0, ROOM, FOLDED
    views: list[StepView] = []
    for view in one.steps:
        blocks: tuple[Block, ...] = ()
        if not view.step.technical and full < IN_FULL:
            blocks = tuple(view_blocks(view.step.changes))
            room -= _BADGE * len((*view.effects, *view.quiet)) + sum(len(block.html) + _BLOCK for block in blocks)
            blocks = blocks if room > 0 else ()
            folded -= _NAME * sum(block.same for block in blocks)
            blocks = blocks if folded > 0 else tuple(replace(block, pieces=()) for block in blocks)
            full += 1
        views.append(replace(view, blocks=blocks))
    return replace(one, steps=tuple(views))


def _anchors(steps: Sequence[Step]) -> list[str]:
    """Return an id for each step, made of its file's name, so that it stays when older versions are added."""
    seen: Counter[str] = Counter()
    anchors: list[str] = []
    for step in steps:
        stem = re.sub(r"[^a-z0-9_-]", "-", step.after.snapshot.file.rpartition(".")[0])
        seen[stem] += 1
        anchors.append(f"sp-v-{stem}" + (f"--{seen[stem]}" if seen[stem] > 1 else ""))
    return anchors


def view_histories(site: Site, stepping: Stepping | None = None) -> Histories:
    """Prepare the history of every policy of a site that has one: made once, for all pages and outputs."""
    return {id: history(steps, site.catalogue) for id, steps in histories(site, stepping).items()}


def version_day(snapshot: Snapshot) -> str:
    """Say of what day a version is: that of its capture, else its own; without any, the name of its file.

    The number that tells the file from those of the same day is said, too.
    """
    known = snapshot.captured or snapshot.dated
    if known is None:
        return snapshot.file
    number = _NUMBERED.fullmatch(snapshot.file)
    return f"{day(known)} (copy {number[1]})" if number else day(known)


class _Prepare:
    """What the badges of all steps are prepared with."""

    def __init__(self, catalogue: Catalogue) -> None:
        self._practices = {practice.id: practice for practice in catalogue.practices}
        self._conditions = {condition.id: condition.label for condition in catalogue.conditions}

    def effects(self, step: Step) -> tuple[tuple[Told, ...], tuple[Told, ...]]:
        """Give what a step did to badges, what matters most first; and what is only read in another way."""
        known = [(effect, self._told(effect)) for effect in step.effects if effect.practice in self._practices]
        own = sorted((told for effect, told in known if effect.counts), key=_rank)
        return tuple(own), tuple(told for effect, told in known if not effect.counts)

    def _told(self, effect: Effect) -> Told:
        practice = self._practices[effect.practice]
        gone = effect.kind in ("lost", "missed")
        outcome: Outcome = effect.before.outcome if gone else effect.after.outcome
        was = practice.answer(effect.before.outcome) if effect.kind in ("flipped", "reread") else ""
        return Told(
            effect.kind,
            practice.id,
            SAID[effect.kind],
            practice.answer(outcome),
            was,
            TONES[practice.tone_of(outcome)],
            _quote(effect.before),
            _quote(effect.after),
            tuple(self._limits(effect)),
        )

    def _limits(self, effect: Effect) -> Iterator[str]:
        """Yield the conditions that were added, or that are gone, in words."""
        if effect.kind in ("limited", "unlimited"):
            before, after = (first_words(verdict) for verdict in (effect.before, effect.after))
            if isinstance(before, Finding) and isinstance(after, Finding):
                for one in sorted({*before.conditions} ^ {*after.conditions}):
                    yield self._conditions.get(one, one.replace("-", " "))


def _rank(told: Told) -> int:
    key = (told.kind, told.tone.id)
    return _FIRST.index(key) if key in _FIRST else len(_FIRST)


def _quote(verdict: Verdict) -> str:
    """Return the words that a verdict rests on first, with our dots where a sentence goes on before or behind them."""
    words = first_words(verdict)
    if not isinstance(words, Finding):
        return words.text if words else ""
    return dotted(words.quote, words.cut)


def _counts(changes: Sequence[Change]) -> Mapping[str, int]:
    counts = Counter("changed" if change.kind == "rewritten" else change.kind for change in changes)
    return {str(kind): number for kind, number in counts.items()}


def in_one_line(effects: Sequence[Told]) -> str:
    """Say what happened to a few badges; what is said of several of them stands once."""
    few: dict[str, list[str]] = {}
    for told in effects[:IN_LINE]:
        few.setdefault(told.said.lower(), []).append(in_sentence(told.answer))
    parts = [f"{said}: {'; '.join(answers)}" for said, answers in few.items()]
    more = len(effects) - IN_LINE
    return "; ".join((*parts, *([f"and {more} more"] if more > 0 else [])))


def in_sentence(answer: str) -> str:
    """Return an answer as it stands within a sentence: "Sells data" becomes "sells data", "GDPR" stays."""
    return answer if answer[1:2].isupper() else answer[:1].lower() + answer[1:]


def of_version(policy: Policy) -> str:
    """Say in a title which version it is."""
    return excerpt(version_day(policy.snapshot), 60)
