"""The words between the tags of a web page, gathered into lines and paragraphs as its line breaks set them."""

from __future__ import annotations

import re
from itertools import groupby
from typing import NamedTuple

_BULLET_LINE = re.compile(r"[ \t\xa0]*[•·▪◦‣●○■□–—*-][ \t\xa0]")


class Run(NamedTuple):
    """Words between two tags: whether they are linked or bold, and the number of what opens a part, 0 for none."""

    text: str
    linked: bool
    bold: bool
    opener: int = 0


def by_opener(runs: list[Run]) -> list[list[Run]]:
    """The runs, those of each opener apart; what stands between two, as a space, goes with the first."""
    parts: list[list[Run]] = []
    for opener, part in groupby(runs, key=lambda run: run.opener):
        if opener or not parts:
            parts.append(list(part))
    return parts


def paragraphs_of(runs: list[Run], keep: bool) -> list[list[Run]]:
    """Paragraphs of runs: at two breaks in a row, and after a line that is bold as a whole, as a title is."""
    lines: list[list[Run]] = [[]]
    for run in runs:
        if run.text == "\x00":
            lines.append([])
        elif keep:
            first, *others = run.text.split("\n")
            lines[-1].append(run._replace(text=first))
            lines += [[run._replace(text=other)] for other in others]
        else:
            lines[-1].append(run._replace(text=" ".join(run.text.split("\n"))))
    paragraphs: list[list[Run]] = [[]]
    for line in lines:
        empty = not any(text.strip(" \t\r\n\xa0\u200b") for text, *_ in line)
        if empty:
            paragraphs.append([])
        elif _is_title(line):
            paragraphs += [line, []]
        elif _BULLET_LINE.match("".join(run.text for run in line)):
            paragraphs.append(line)
        else:
            if paragraphs[-1]:
                paragraphs[-1].append(Run("\n", False, False, line[0].opener))
            paragraphs[-1].extend(line)
    return [paragraph for paragraph in paragraphs if paragraph]


def _is_title(line: list[Run]) -> bool:
    worded = [(run.text, run.bold) for run in line if any(map(str.isalnum, run.text))]
    return bool(worded) and all(bold for _, bold in worded) and sum(len(text) for text, _ in worded) <= 100
