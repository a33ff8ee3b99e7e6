"""Finds a text that stands in its file twice, as when somebody pasted it again."""

from __future__ import annotations

from typing import Final

from generator.model import Document

TWICE: Final = "The text stands in the file twice: its second copy begins with “{}”."
_SENTENCE: Final = 60  # characters of a block that tells one copy from another
_BLOCKS: Final = 4  # of them: fewer in a row may be alike by chance
_ALIKE: Final = 0.8  # of the second copy's blocks, and of the text's
_SHOWN: Final = 60  # characters


def captured_twice(document: Document) -> tuple[str, ...]:
    """A warning where the second half of a document says the first half again, with the words that it begins with."""
    blocks = [" ".join(document.text[block.start : block.end].split()) for block in document.blocks]
    long = [text for text in blocks if len(text) >= _SENTENCE]
    if len(long) < 2 * _BLOCKS:
        return ()
    again = next((at for at in range(_BLOCKS, len(long)) if long[at] == long[0]), None)
    if again is None:
        return ()
    first, second = set(long[:again]), long[again:]
    told = sum(text in first for text in second)
    if len(first) < _BLOCKS or told < _ALIKE * len(second) or len(second) < _ALIKE * again:
        return ()
    return (TWICE.format(long[0] if len(long[0]) <= _SHOWN else f"{long[0][: _SHOWN - 1].rstrip()}…"),)
