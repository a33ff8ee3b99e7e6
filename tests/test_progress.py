"""How far a build is: what is told makes a share of all the work, which only grows."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

from builders.repository import invented

from generator.commands.progress import BUILDING, share
from generator.pipeline import update_site


def test_a_step_begins_where_the_one_before_it_ends() -> None:
    """Of steps that take one and three parts of the time, half of the second is five eighths of all."""
    steps = (("Reading", 1), ("Writing", 3))
    assert [share(steps, text) for text in ("Reading", "Reading A (1 of 2)", "Writing", "Writing (1 of 2)")] == [
        0.0,
        0.125,
        0.25,
        0.625,
    ]


def test_other_words_and_odd_counts_are_no_progress() -> None:
    """What is told besides, and counts in the name of a service, move no bar."""
    assert share(BUILDING, "Waiting for another build here to end") == 0.0
    assert share((("Reading", 1), ("Writing", 1)), "Reading A (9 of 3) (1 of 2)") == 0.25
    assert share((("Reading", 1),), "Reading A (1 of 0)") == 1.0
    assert share((), "Reading") == 0.0


def test_all_that_a_build_tells_is_a_step_of_the_bar_and_in_their_order(tmp_path: Path) -> None:
    """A build from nothing, and one after an edit, tell of every step, and go from none of the work to all of it."""
    root = invented(tmp_path / "repository")
    for _ in range(2):
        told: list[str] = []
        update_site(root, told.append)
        shares = [share(BUILDING, text) for text in told]
        assert all(before <= after for before, after in pairwise(shares))
        assert shares[0] == 0.0
        assert shares[-1] == 1.0
        assert all(any(text.startswith(begins) for text in told) for begins, _ in BUILDING)
        about = root / "content/pages/about.md"
        about.write_text(about.read_text() + "\nMore.\n")
