"""Whether a practice can be shown as its badge and its page want it: with its icon, and with two sentences."""

from __future__ import annotations

import importlib.util
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Final

from generator.analysis.sentences import split
from generator.checks.given import Given
from generator.model import Problem
from generator.problems import closest, shown

IDS: Final = {
    "icon": "A practice's icon is one of the theme's.",
    "explanation": "A practice's explanation has two sentences (odd).",
}


def check_written(given: Given) -> Iterator[Problem]:
    """The icon is one of the theme's, and the explanation has the two sentences that there is room for."""
    configuration = given.contents.configuration
    folder = _icons()
    for practice in configuration.catalogue.practices:
        if not given.scope.has_practice(practice.id):
            continue
        marked = configuration.marks[practice.id]
        if folder is not None and not (folder / f"{practice.icon}.svg").is_file():
            near = closest(practice.icon, (f"material/{path.stem}" for path in folder.glob("material/*.svg")))
            remedy = f"Did you mean `{near}`?" if near else "Choose one of Material Design Icons."
            yield Problem(marked.place(("icon",)), f"there is no icon {shown(practice.icon)}", remedy, "icon")
        number = len(split(practice.explanation, 0, len(practice.explanation)))
        if number != 2:
            message = f"the explanation has {'one sentence' if number == 1 else f'{number} sentences'}, not two"
            remedy = "Say in one sentence what it means for the reader, and in another where to look or what to do."
            yield Problem(marked.key(("explanation",)), message, remedy, "explanation", "odd")


@cache
def _icons() -> Path | None:
    """The folder of the icons of MkDocs' theme Material; None where the theme is not installed."""
    theme = importlib.util.find_spec("material")  # only its folder is wanted
    folders = theme.submodule_search_locations if theme else None
    return Path(next(iter(folders))) / "templates" / ".icons" if folders else None
