"""Check whether a practice's icon is one that the theme has."""

from __future__ import annotations

import importlib.util
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Final

from generator.checks.inputs import Written
from generator.problems import Problem, closest, shown

IDS: Final = {
    "icon": "A practice's icon is one of the theme's.",
}


def check_written(written: Written) -> Iterator[Problem]:
    """Find the practices whose icon is none of the theme's; the most alike is proposed."""
    configuration = written.contents.configuration
    folder = _icons()
    for practice in configuration.catalogue.practices:
        if folder is None or not written.has_practice(practice.id):
            continue
        if not (folder / f"{practice.icon}.svg").is_file():
            near = closest(practice.icon, (f"material/{path.stem}" for path in folder.glob("material/*.svg")))
            remedy = f"Did you mean `{near}`?" if near else "Choose one of Material Design Icons."
            place = configuration.places[practice.id].place(("icon",))
            yield Problem(place, f"there is no icon {shown(practice.icon)}", remedy, "icon")


@cache
def _icons() -> Path | None:
    """Return the folder of the icons of MkDocs' theme Material; None where the theme is not installed."""
    theme = importlib.util.find_spec("material")  # only its folder is wanted
    folders = theme.submodule_search_locations if theme else None
    return Path(next(iter(folders))) / "templates" / ".icons" if folders else None
