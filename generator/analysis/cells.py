"""Say in words what the yes and no of a table say: "Places | NO" below "Collected" is "we do not collect places"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

# What the title of a column says of what the rows name, and the verb that says it.
_VERBS: Final = (
    (re.compile(r"\bcollect(?:s|ed|ion|ing)?\b"), "collect"),
    (re.compile(r"\b(?:sold|sells?|selling|sale)\b"), "sell"),
    (re.compile(r"\bshar(?:ed?|es|ing)\b"), "share"),
    (re.compile(r"\bdisclos(?:ed?|es|ure|ures|ing)\b"), "disclose"),
)
_YES: Final = re.compile(r"\W*(?:yes|y|x|true)\W*")
_NO: Final = re.compile(r"\W*(?:no|n|false|not (?:collected|sold|shared|disclosed))\W*")
_LONGEST: Final = 60  # characters of a column's title
_LONGEST_LABEL: Final = 200  # characters of a row's

Row = Sequence[str]


def told_by(header: Row, row: Row, rows: Sequence[Row]) -> Iterator[str]:
    """Yield what a row says with each yes and no, where its column's title says what is done. All is match text.

    A no of a sale or of sharing says it of all personal information, so it counts only where the whole column says no.
    """
    label = row[0] if row else ""
    if not re.search(r"[a-z]{3}", label) or len(label) > _LONGEST_LABEL:
        return
    for column in range(1, min(len(row), len(header))):
        cell = row[column]
        said = True if _YES.fullmatch(cell) else False if _NO.fullmatch(cell) else None
        verbs = [verb for pattern, verb in _VERBS if pattern.search(header[column])]
        if said is None or not verbs or len(header[column]) > _LONGEST or re.search(r"\bnot?\b|\?", header[column]):
            continue
        if said:
            yield f"we {' or '.join(verbs)} personal information: {label}."
        elif verbs == ["collect"]:
            yield f"we do not collect {label}."
        elif all(_NO.fullmatch(other[column]) for other in rows if len(other) > column):
            yield f"we do not {' or '.join(verbs)} your personal information: {label}."
