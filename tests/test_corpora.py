"""The corpora of sentences: look-alikes that must raise nothing, pairs that must not come out alike, and limits.

They are plain files that anybody can add to: look-alikes.txt, pairs.txt and limits.txt in tests/corpora.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest

from generator.analysis.detection import Detector
from generator.model import Clause, Document
from generator.reading.configuration import load_catalogue, load_words

ROOT = Path(__file__).resolve().parents[1]
LEAST = 3


@cache
def detector() -> Detector:
    """The practices that the site is made with."""
    return Detector(load_catalogue(ROOT).practices, load_words(ROOT))


def groups(name: str) -> list[tuple[str, tuple[str, ...]]]:
    """The lines that stand together in a corpus, without remarks, each with the practice above them."""
    found = []
    practice = ""
    for block in (ROOT / "tests" / "corpora" / name).read_text(encoding="utf-8").split("\n\n"):
        lines = [line.strip() for line in block.splitlines() if line.strip() and not line.startswith("#")]
        if lines and lines[0].startswith("["):
            practice = lines.pop(0).strip("[]")
        if lines:
            found.append((practice, tuple(lines)))
    return found


LOOK_ALIKES = groups("look-alikes.txt")
PAIRS = groups("pairs.txt")
LIMITS = groups("limits.txt")


@pytest.mark.parametrize(("practice", "sentences"), LOOK_ALIKES, ids=[practice for practice, _ in LOOK_ALIKES])
def test_what_only_looks_like_a_practice_raises_nothing(practice: str, sentences: tuple[str, ...]) -> None:
    """A sentence with the words of a practice and without its meaning gives no badge at all."""
    raised = {sentence: dict(outcomes) for sentence in sentences if (outcomes := detector().outcomes(sentence))}
    assert raised == {}


@pytest.mark.parametrize(("practice", "pair"), PAIRS, ids=[practice for practice, _ in PAIRS])
def test_a_small_difference_is_a_difference(practice: str, pair: tuple[str, ...]) -> None:
    """Opposites, other subjects and conditions come out each as they say, and never alike."""
    expected = [line.partition(": ")[::2] for line in pair]
    found = [(detector().outcomes(sentence).get(practice, "silent"), sentence) for _, sentence in expected]
    assert found == expected
    assert len({outcome for outcome, _ in found}) == len(pair) == 2


@pytest.mark.parametrize(("practice", "sentences"), LIMITS, ids=[practice for practice, _ in LIMITS])
def test_a_limit_is_told_where_it_limits(practice: str, sentences: tuple[str, ...]) -> None:
    """Beside a badge stand the limits that its sentence sets, and none that the sentence denies or only mentions."""
    for line in sentences:
        limits, _, text = line.partition(": ")
        found = detector().detect(Document(text, ()), (), (Clause("c", None, text, 0, len(text)),))
        told = {finding.practice: finding.conditions for finding in found}
        assert told.get(practice) == tuple(id for id in limits.split() if id != "none"), text


def test_every_practice_has_its_look_alikes_and_a_pair() -> None:
    """No practice is left out of the corpora, and none is named in them that is not there."""
    practices = {practice.id for practice in load_catalogue(ROOT).practices}
    assert {practice for practice, sentences in LOOK_ALIKES if len(sentences) >= LEAST} == practices
    assert {practice for practice, _ in PAIRS} == practices
