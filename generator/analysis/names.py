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
# Capital words that are a whole subject: a verb of the third person follows, or a helper. Their letters are counted:
# else a text of "A-A-A-..." would be gone through to its end from each of its letters.
_WORD = r"[A-Z0-9][A-Za-z0-9&-]{0,30}"
_SUBJECT = re.compile(
    r"\b(?=[A-Z])(" + _WORD + r"(?:[ .]" + _WORD + r"){0,3}) "
    r"(?:(?:may|will|does|can|cannot|has|never|also|only|reserves|collects|uses|shares|processes|stores|keeps|sells"
    r"|receives|provides|respects|takes|believes)\b)"
)


def own_names(text: str, lexicon: Lexicon) -> frozenset[str]:
    """Give the names of the service in a policy's text, as the reader of sentences sees them."""
    counted = Counter(found[1] for found in _SUBJECT.finditer(text))
    top = text[:FIRST]
    names = ((match_text(fold(name)), name, count) for name, count in counted.items() if count >= OFTEN)
    return frozenset(name for name, written, _ in names if written in top and _is_name(name, lexicon))


def _is_name(name: str, lexicon: Lexicon) -> bool:
    """Tell whether the words are no words that a list has: "Third Parties may" names nobody, "Acorn Bank may" does."""
    terms = [lexicon.term(word) for word in name.split()]
    last, company = terms[-1], len(terms) > 1 and not name.endswith("s")
    listed = set(last.groups) - ({"service", "other"} if company else set())
    return not listed and not last.noun and terms[0].tags[0] in "nev" and len(name) > 1
