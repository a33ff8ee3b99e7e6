"""Find where a quote stands in a text."""

from __future__ import annotations

import re
from bisect import bisect_right
from functools import lru_cache

from generator.model import Span


def find_quote(text: str, quote: str) -> Span | None:
    """Return where the quote first stands in the text: word for word, with any white space between the words."""
    wanted = " ".join(quote.split())
    spaced, runs, gaps = _single_spaced(text)
    at = spaced.find(wanted) if wanted else -1
    if at < 0:
        return None
    start, last = (place + gaps[bisect_right(runs, place)] for place in (at, at + len(wanted) - 1))
    return Span(text[start : last + 1], start, last + 1)


@lru_cache(maxsize=2)  # of one text many quotes are looked for
def _single_spaced(text: str) -> tuple[str, list[int], list[int]]:
    """Return the text with one space for each run of white space.

    Where these stand in it, and what is gone before each.
    """
    runs: list[int] = []
    gaps = [0]
    for run in re.finditer(r"\s+", text):
        runs.append(run.start() - gaps[-1])
        gaps.append(gaps[-1] + len(run[0]) - 1)
    return re.sub(r"\s+", " ", text), runs, gaps
