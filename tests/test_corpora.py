"""The corpus of limits: what stands beside a badge because its sentence sets a limit, and what does not.

It is a plain file that anybody can add to: limits.txt in tests/corpora. (What a practice's own sentences must come to
stands in its own file, and `check` holds it to it.)
"""

from __future__ import annotations

from functools import cache
from pathlib import Path

from generator.analysis.detection import Detector
from generator.model import Clause, Document
from generator.reading.configuration import load_catalogue, load_words

ROOT = Path(__file__).resolve().parents[1]
LIMITS = ROOT / "tests" / "corpora" / "limits.txt"


@cache
def detector() -> Detector:
    """The practices that the site is made with."""
    return Detector(load_catalogue(ROOT).practices, load_words(ROOT))


def sentences() -> list[tuple[str, tuple[str, ...], str]]:
    """The corpus: of each sentence its practice, the ids of the limits to be told, and the sentence."""
    found = []
    practice = ""
    for line in LIMITS.read_text(encoding="utf-8").splitlines():
        if line.startswith("["):
            practice = line.strip("[]")
        elif line and not line.startswith("#"):
            limits, _, text = line.partition(": ")
            found.append((practice, tuple(id for id in limits.split() if id != "none"), text))
    return found


def test_a_limit_is_told_where_it_limits() -> None:
    """Beside a badge stand the limits that its sentence sets, and none that the sentence denies or only mentions."""
    here = {practice.id for practice in load_catalogue(ROOT).practices}
    wrong = []
    for practice, limits, text in sentences():
        found = detector().detect(Document(text, ()), (), (Clause("c", None, text, 0, len(text)),))
        told = {finding.practice: finding.conditions for finding in found}
        if practice in here and told.get(practice) != limits:
            wrong.append((practice, text, told.get(practice)))
    assert wrong == []
