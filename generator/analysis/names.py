"""Find what a service calls itself: "Acorn Mail collects ..." says who acts, as "we" does."""

from __future__ import annotations

import re
from collections import Counter
from typing import Final

from generator.analysis.lexicon import Lexicon
from generator.analysis.sentences import fold, match_text

#: The name stands among so many first characters of a policy, in its title or its first words ...
FIRST: Final = 1000
#: ... and so often as the whole subject of a sentence.
OFTEN: Final = 2
# Capital words that are a whole subject: a verb of the third person follows, or a helper.
_SUBJECT = re.compile(
    r"\b([A-Z][A-Za-z0-9&-]*(?:[ .][A-Z0-9][A-Za-z0-9&-]*){0,3}) (?:(?:may|will|does|can|cannot|has|never|also|only"
    r"|reserves|collects|uses|shares|processes|stores|keeps|sells|receives|provides|respects|takes|believes)\b)"
)


def own_names(text: str, lexicon: Lexicon) -> frozenset[str]:
    """Give the names of the service in a policy's text, as the reader of sentences sees them."""
    counted = Counter(found[1] for found in _SUBJECT.finditer(text))
    top = text[:FIRST]
    names = ((match_text(fold(name)), name, count) for name, count in counted.items() if count >= OFTEN)
    return frozenset(name for name, written, _ in names if written in top and _is_name(name, lexicon))


def _is_name(name: str, lexicon: Lexicon) -> bool:
    """Tell whether the words are no words that a list has: "Third Parties may" names nobody."""
    terms = [lexicon.term(word) for word in name.split()]
    return not any(term.groups or term.noun for term in terms[-1:]) and terms[0].tags[0] in "nev" and len(name) > 1
