"""Ask of a frame whether a sentence fills it."""

from __future__ import annotations

from generator.analysis.folding import fold, match_text
from generator.analysis.frames import act_pattern, compile_frame
from generator.analysis.judging import Sentence
from generator.analysis.patterns import compile_pattern
from generator.analysis.reader import Reader
from generator.practices import Frame
from generator.words import Words


def fits(frame: Frame, words: Words, reader: Reader, *sentences: str, own: str = "") -> bool:
    """Tell whether the last of some sentences fills a frame, or its words ``own`` behind the introduction of a list."""
    last = None
    *before, said = sentences
    for text in (*before, f"{said} {own}" if own else said):
        last = Sentence(match_text(fold(text)).encode(), reader, frozenset(), last)
    assert last is not None
    begins = len(last.match) - len(match_text(fold(own))) if own else 0
    compiled = compile_frame(frame, words)
    hits = compile_pattern(act_pattern(frame, words), words).finditer(last.match)
    return any(compiled.fits(last, hit.span(), begins) for hit in hits)
