from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.analysis.clauses import segment
from generator.analysis.readability import ease, flesch, syllables
from generator.contributed import Service, Snapshot, Terms
from generator.formats import extract
from generator.model import Policy
from generator.problems import Place

COUNTED = {
    "privacy": 3,
    "information": 4,
    "use": 1,
    "used": 1,
    "share": 1,
    "shared": 1,
    "services": 3,
    "create": 2,
    "table": 2,
    "boxes": 2,
    "wanted": 2,
    "cookies": 2,
    "changes": 2,
    "individual": 5,
    "processed": 2,
    "variety": 4,
    "the": 1,
}
EASY = "The cat sat on the mat. It was a big old cat. "
HARD = (
    "Notwithstanding the aforementioned organisational considerations, personally identifiable information may "
    "occasionally be communicated to affiliated corporations, administrative authorities and subsidiaries. "
)


def policy(text: str, lang: str = "en") -> Policy:
    """A policy of this text, read as any other."""
    document = extract(text.encode(), "txt")
    snapshot = Snapshot("x", "x.txt", "txt", text.encode(), "0" * 64)
    service = Service("x", "X", lang, (Terms((snapshot,)),), Place("x"))
    return Policy(service, snapshot, document, *segment(document))


@pytest.mark.parametrize(("word", "count"), COUNTED.items())
def test_syllables_are_counted_as_spoken(word: str, count: int) -> None:
    """Common words of policies have as many syllables as one hears."""
    assert syllables(word) == count


@pytest.mark.slow
@given(st.text(max_size=40))
def test_every_word_has_a_syllable(word: str) -> None:
    """Whatever stands for a word, it counts at least once, so that the formula has a meaning."""
    assert syllables(word) >= 1


def test_the_formula_is_fleschs() -> None:
    """A text of one-syllable words in sentences of ten has exactly the number that the formula gives."""
    assert flesch(["cat " * 10] * 20) == round(206.835 - 1.015 * 10 - 84.6)
    assert flesch(["cat " * 10] * 9) is None


def test_long_sentences_of_long_words_are_harder() -> None:
    """Simple sentences are easy, office prose is very hard, and the words beside the number say so."""
    easy, hard = ease(policy(EASY * 12)), ease(policy(HARD * 8))
    assert easy is not None
    assert easy.meaning == "easy to read"
    assert hard is not None
    assert hard.meaning == "very hard to read"
    assert hard.score < 0 < 100 < easy.score


def test_only_english_prose_is_measured() -> None:
    """There is no number for another language or a few words, and list items without a stop are sentences."""
    assert ease(policy(EASY * 12, "de")) is None
    assert ease(policy(EASY)) is None
    assert ease(policy(EASY * 12, "en-GB")) == ease(policy(EASY * 12))
    listed = ease(policy("We keep\n\n" + "\n".join(["- the name of your cat and your mat"] * 20)))
    assert listed is not None
    assert listed.meaning == "easy to read"
