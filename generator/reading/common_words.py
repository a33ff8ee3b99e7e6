"""Read site_config/common_words.yml: how many of 1,000 clauses hold a word, for the words that many policies use."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path
from typing import Final

from generator.reading.files import read_text
from generator.reading.frontmatter import load_yaml
from generator.reading.schema_words import CommonWordsFile
from generator.reading.validation import validate

COMMON_WORDS: Final = "site_config/common_words.yml"


def read_common_words(root: Path) -> Mapping[str, int]:
    """Return of each word how many of 1,000 clauses hold it; where the file is missing, no word is common.

    Raises ContributorError when the file is wrong.
    """
    if not os.path.lexists(root / COMMON_WORDS):
        return {}
    written = validate(CommonWordsFile, load_yaml(read_text(root, COMMON_WORDS), COMMON_WORDS))
    return {word: row.in_thousand for row in reversed(written.root) for word in row.words.split()}
