"""Read how often badges are right, as people counted it: site_config/accuracy.yml."""

from __future__ import annotations

import os
from collections.abc import Collection
from pathlib import Path
from typing import Final

from generator.catalogue import Figures, Measure
from generator.problems import ContributorError, Problem, shown
from generator.reading.files import read_text
from generator.reading.frontmatter import load_yaml
from generator.reading.schema_site import AccuracyFile
from generator.reading.validation import validate

ACCURACY: Final = "site_config/accuracy.yml"


def read_measures(root: Path, practices: Collection[str]) -> tuple[Measure, ...]:
    """Give what was counted of the badges; nothing where nobody has counted.

    ``practices`` are the ids of all practices. Raises ContributorError with every mistake.
    """
    if not os.path.lexists(root / ACCURACY):
        return ()
    marked = load_yaml(read_text(root, ACCURACY), ACCURACY)
    written = validate(AccuracyFile, marked).root
    unknown = [(number, id) for number, one in enumerate(written) for id in one.practices if id not in practices]
    if unknown:
        remedy = "Delete the line, or write the name of a file in site_config/practices."
        raise ContributorError(
            Problem(marked.key((number, "practices", id)), f"{shown(id)} is no practice", remedy, "unknown-practice")
            for number, id in unknown
        )
    return tuple(
        Measure(
            *(one.texts, one.policies, one.program, one.date, one.closed),
            tuple((id, Figures(told.right, told.wrong, told.missed)) for id, told in one.practices.items()),
        )
        for one in written
    )
