"""Says of a document that it has sentences which are too long to be matched: nobody shall take them for silence."""

from __future__ import annotations

from collections.abc import Sequence

from generator.analysis.folding import fold
from generator.analysis.sentences import SENTENCE_LIMIT, statements
from generator.model import Clause


def too_long(text: str, clauses: Sequence[Clause]) -> tuple[str, ...]:
    """A warning for the readers of the page, where there are such sentences."""
    large = [clause for clause in clauses if clause.end - clause.start > SENTENCE_LIMIT and not clause.notice]
    folded = fold(text) if large else ""
    lengths = [said.end - said.start for clause in large for said in statements(text, folded, clause)]
    found = sum(length > SENTENCE_LIMIT for length in lengths)
    if not found:
        return ()
    many = "A sentence is" if found == 1 else f"{found:,} sentences are"
    return (f"{many} longer than {SENTENCE_LIMIT:,} characters, and no practice was looked for there.",)
