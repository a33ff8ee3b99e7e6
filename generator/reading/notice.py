"""Read what articles 13 and 14 of the GDPR ask a notice to tell: site_config/gdpr.yml."""

from __future__ import annotations

import os
from collections.abc import Collection, Iterator
from pathlib import Path
from typing import Final

from generator.catalogue import NoticePoint
from generator.problems import ContributorError, Problem, shown
from generator.reading.files import read_text
from generator.reading.frontmatter import load_yaml
from generator.reading.marked import Marked
from generator.reading.schema_site import NoticeFile
from generator.reading.validation import validate

IDS: Final = {
    "gdpr-point": "Each point of site_config/gdpr.yml has an id of its own.",
}

NOTICE: Final = "site_config/gdpr.yml"


def read_points(root: Path, practices: Collection[str]) -> tuple[NoticePoint, ...]:
    """Give the points in the file's order; nothing where there is no file.

    ``practices`` are the ids of all practices. Raises ContributorError with every mistake.
    """
    if not os.path.lexists(root / NOTICE):
        return ()
    marked = load_yaml(read_text(root, NOTICE), NOTICE)
    points = tuple(
        NoticePoint(one.id, one.article, one.asks, tuple(one.practices)) for one in validate(NoticeFile, marked).root
    )
    if problems := [*_problems(points, marked, practices)]:
        raise ContributorError(problems)
    return points


def _problems(points: tuple[NoticePoint, ...], marked: Marked, practices: Collection[str]) -> Iterator[Problem]:
    """Yield every practice that there is none of, and every id that two points have."""
    ids: set[str] = set()
    for number, point in enumerate(points):
        if point.id in ids:
            remedy = "Give each point an id of its own."
            yield Problem(marked.place((number, "id")), f"{shown(point.id)} is there twice", remedy, "gdpr-point")
        ids.add(point.id)
        for at, id in enumerate(point.practices):
            if id not in practices:
                remedy = "Delete it, or write the name of a file in site_config/practices."
                place = marked.place((number, "practices", at))
                yield Problem(place, f"{shown(id)} is no practice", remedy, "unknown-practice")
