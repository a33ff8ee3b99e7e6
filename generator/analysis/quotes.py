"""Choose the words of a statement that are quoted, and find where a quote stands in a text."""

from __future__ import annotations

import re
from bisect import bisect_right
from functools import lru_cache
from typing import Final

from generator.analysis.folding import UNSEEN, match_text
from generator.analysis.sentences import Statement
from generator.model import Span

#: A quote is one sentence, or a part of it when the sentence is longer than this many characters.
QUOTE_LIMIT: Final = 400


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


_CUE = re.compile(r"\b(?:not|never|no|nor|neither|cannot|except|unless|however|but|only|without|other than)\b|n't\b")
_PAUSE = re.compile(r"[;:,] ")


def quote(folded: str, statement: Statement, low: int, high: int) -> tuple[int, int]:
    """Return the offsets of the quote.

    The statement, cut at a word where it is long, never dropping a "not" or "unless".
    """
    start, end = statement.start, statement.end
    if end - start <= QUOTE_LIMIT:
        return start, end
    shift = len(statement.match) - len(match_text(folded[start:end]))
    low, high = (_locate(folded, start, end, max(0, at - shift)) for at in (low, high))
    if high - start > QUOTE_LIMIT:
        pauses = [pause.end() for pause in _PAUSE.finditer(folded, start, low)]
        begin = next((at for at in pauses if high - at < QUOTE_LIMIT), pauses[-1] if pauses else start)
        if not _CUE.search(folded, start, begin):
            start = begin
    if end - start > QUOTE_LIMIT:
        stop = folded.rfind(" ", high, min(end, max(high, start + QUOTE_LIMIT)))
        if stop > high and not _CUE.search(folded, stop, end):
            end = stop
    return start, end


def _locate(folded: str, start: int, end: int, at: int) -> int:
    """Return the offset in the text of a position in the match text of ``folded[start:end]``; runs of space are one."""
    seen, space = -1, True
    for offset in range(start, end):
        if folded[offset] == UNSEEN:
            continue
        gap = folded[offset].isspace()
        seen += not (gap and space)
        space = gap
        if seen >= at:
            return offset
    return end
