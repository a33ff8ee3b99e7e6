"""Read site_config/strengths.yml: how well the quotes of each rule prove, as ``smallprint rules`` has measured it."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Final

from generator.reading.files import read_text
from generator.reading.frontmatter import load_yaml
from generator.reading.schema_words import StrengthsFile
from generator.reading.validation import validate
from generator.words import Strengths

STRENGTHS: Final = "site_config/strengths.yml"


def read_strengths(root: Path) -> Strengths:
    """Return the measured numbers; where the file is missing, none are. Raises ContributorError when it is wrong."""
    if not os.path.lexists(root / STRENGTHS):
        return Strengths()
    written = validate(StrengthsFile, load_yaml(read_text(root, STRENGTHS), STRENGTHS))
    return Strengths(
        written.share,
        written.base,
        written.rule,
        tuple(written.marks.items()),
        tuple(
            (practice, rule, proving, quotes)
            for practice, rules in written.rules.items()
            for rule, (proving, quotes) in rules.items()
        ),
    )
