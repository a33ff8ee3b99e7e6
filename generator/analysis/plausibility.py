"""Tell a text that is probably no privacy policy: a log-in page, a cookie wall, another kind of document.

The words of a text decide whether it is suspect, which costs little; then its answers decide whether it is a policy
all the same. The bounds were chosen on real texts: see generator/decisions/honesty.md.
"""

from __future__ import annotations

from dataclasses import replace
from itertools import islice
from typing import Any, Final

from generator.analysis.folding import fold, match_text
from generator.analysis.patterns import compile_pattern
from generator.contributed import PRIVACY_POLICY
from generator.model import Document, Policy
from generator.words import WordClasses, Words

#: Below so many words a text is hardly a whole policy: `new` asks.
FEW_WORDS: Final = 150
#: A text with fewer words is suspect.
SHORT: Final = 800
#: So is one in which the words that policies use again and again are rarer than this, in each thousand words.
SIGNS: Final = 8
#: A suspect text is a policy where it answers this share of the questions, and one in so many words.
SHARE, SHORT_WORDS, RARE_WORDS = 0.04, 200, 100
#: With fewer questions silence proves nothing.
FEWEST_QUESTIONS: Final = 25
#: In a language that is not analysed a text is no policy only when it has fewer words and characters than these.
FEWEST_WORDS, FEWEST_CHARACTERS = 10, 60


def _compiled(words: Words) -> Any:
    """Compile the pattern of signs: without the lists of words, which take long to make, where it names none."""
    try:
        return compile_pattern(words.signs, replace(words, classes=WordClasses()))
    except ValueError:
        return compile_pattern(words.signs, words)


class Plausibility:
    """Judge whether texts are policies. ``words`` holds the pattern of the words that policies use again and again."""

    def __init__(self, words: Words) -> None:
        """Compile the pattern. Raises ValueError when it is not one."""
        self._signs = _compiled(words) if words.signs else None

    def rare(self, document: Document) -> bool:
        """Say whether the words of policies are rare in a text; never without a pattern of them."""
        if self._signs is None:
            return False
        text = match_text(fold(document.text)).encode()
        enough = -(-SIGNS * len(document.text.split()) // 1000)
        return sum(1 for _ in islice(self._signs.finditer(text), enough)) < enough

    def suspect(self, document: Document) -> bool:
        """Say whether only its answers can show that a text is a policy."""
        return len(document.text.split()) < SHORT or self.rare(document)

    def judge(self, policy: Policy, rare: bool | None = None) -> Policy:
        """Give the policy; without topics, findings and verdicts where its text is probably no policy.

        A person who reviewed an answer has read the text: then it is a policy. ``rare`` is what :meth:`rare` says of
        the text, where that is known.
        """
        if not self._is_policy(policy, rare):
            clauses = tuple(replace(clause, categories=()) for clause in policy.clauses)
            return replace(policy, clauses=clauses, findings=(), verdicts=(), analysed=False, no_policy=True)
        return policy

    def _is_policy(self, policy: Policy, rare: bool | None) -> bool:
        text, asked = policy.document.text, len(policy.verdicts)
        words = len(text.split())
        if policy.terms != PRIVACY_POLICY:
            return True  # of other terms nobody expects answers
        if not policy.analysed:
            return words >= FEWEST_WORDS or len(text) >= FEWEST_CHARACTERS
        reviewed = any(verdict.correction for verdict in policy.verdicts)
        if asked < FEWEST_QUESTIONS or reviewed:
            return True
        rare = self.rare(policy.document) if rare is None else rare
        if words >= SHORT and not rare:
            return True
        answered = sum(verdict.outcome != "silent" for verdict in policy.verdicts)
        each = RARE_WORDS if rare else SHORT_WORDS
        return answered >= SHARE * asked and answered * each >= words
