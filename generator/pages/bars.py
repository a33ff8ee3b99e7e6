"""Make the bars of a practice's chart: how many policies give each answer."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from generator.pages.badges import OUTCOMES
from generator.practices import Outcome, Practice

ORDER: tuple[Outcome, ...] = ("present", "unclear", "absent", "silent")


@dataclass(frozen=True, slots=True)
class Bar:
    """A bar of a practice's chart: the outcome in a word and in the practice's words, and how many policies say so.

    ``share`` is that of the policies that were read; None for those that were not.
    ``page`` is the page of the list on which they begin, 0 if nobody says so; ``anchor`` is their heading's.
    """

    word: str
    answer: str
    tone: str
    count: int
    share: float | None
    page: int
    anchor: str


def bars_of(practice: Practice, totals: Mapping[Outcome | None, int], first: Mapping[Outcome | None, int]) -> list[Bar]:
    """Return the bars of a practice's chart.

    Without any policy there are none. ``first`` gives each outcome's first page.
    """
    if not sum(totals.values()):
        return []
    read = sum(totals[key] for key in ORDER)

    def bar(word: str, answer: str, tone: str, key: Outcome | None) -> Bar:
        share = totals[key] / max(1, read) if key else None
        return Bar(word, answer, tone, totals[key], share, first.get(key, 0), f"sp-{key or 'unread'}")

    known = dict(practice.answers)
    bars = [bar(OUTCOMES[key], known[key], practice.tone_of(key), key) for key in ORDER if key in known]
    if totals[None]:
        bars.append(bar("Not read", "No say: nobody has read them", "silent", None))
    return bars
