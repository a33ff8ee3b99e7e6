"""Promises of `new` and `update`: killed at any moment they leave nothing half done, and the same again completes."""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from types import FrameType

import pytest
from builders.repository import CATEGORIES, PLACES, PRACTICE, WORDS, files, put, tiny

from generator.gathering import gate
from generator.outputs import edits, write
from generator.outputs.drafts import Draft, new_service, new_snapshot
from generator.outputs.edits import apply
from generator.problems import ContributorError
from generator.reading.captures import Capture

POLICY = "Privacy at Acorn\n\nLast updated: 4 May 2019\n\n" + "We keep the letters that you send to us. " * 40
CAPTURE = Capture(POLICY.encode(), "policy.txt")
SNAPSHOT = "content/policies/example/2019-05-04.txt"


def bare(root: Path) -> Path:
    """A repository without policies."""
    for name, text in (("practices", PRACTICE), ("categories", CATEGORIES), ("words", WORDS)):
        put(root, PLACES[name], text)
    (root / "content/policies").mkdir(parents=True)
    return root


def once(root: Path) -> Path:
    """A repository with one policy, which has no reviews."""
    tiny(root)
    (root / PLACES["reviews"]).unlink()
    return root


#: Each verb: the repository before it, and what it drafts.
VERBS: dict[str, tuple[Callable[[Path], Path], Callable[[Path], Draft]]] = {
    "new": (bare, lambda root: new_service(root, "Example", CAPTURE)),
    "update": (once, lambda root: new_snapshot(root, "example", CAPTURE)),
}


def killed_at(moment: int, action: Callable[[], object]) -> bool:
    """Do it in a process that dies before the line of write.py with that number is run; whether it came so far."""
    pid = os.fork()
    if pid:
        return os.waitpid(pid, 0)[1] == signal.SIGKILL
    left = moment

    def trace(frame: FrameType, event: str, _: object) -> Callable[..., object] | None:
        nonlocal left
        if frame.f_code.co_filename not in (write.__file__, edits.__file__):
            return None
        if event == "line":
            left -= 1
            if left < 0:
                os.kill(os.getpid(), signal.SIGKILL)
        return trace

    sys.settrace(trace)
    try:
        action()
    finally:
        os._exit(0)


def moments(action: Callable[[], object]) -> Iterator[int]:
    """Every moment at which the action can be killed; it is done when the last one is over."""
    moment = 0
    while killed_at(moment, action):
        yield moment
        moment += 1


@pytest.mark.skipif(not hasattr(os, "fork"), reason="a process of its own is needed to kill it")
@pytest.mark.parametrize("verb", VERBS)
def test_a_kill_at_any_moment_leaves_what_the_same_again_completes(tmp_path: Path, verb: str) -> None:
    """Whenever it is killed, no page lists a snapshot that is not there, and a second try makes the same files."""
    begin, draft = VERBS[verb]
    whole = begin(tmp_path / "whole")
    apply(whole, draft(whole).edits)
    assert gate(whole)[1] == ()
    wanted = files(whole)
    tried = 0
    root = begin(tmp_path / "0")

    def act() -> None:
        apply(root, draft(root).edits)

    for tried in moments(act):
        wrong = {problem.check for problem in gate(root)[1] if problem.severity == "error"}
        assert wrong <= ({"missing-file"} if not (root / PLACES["service"]).exists() else set())
        assert not (root / SNAPSHOT).exists() or (root / SNAPSHOT).read_bytes() == CAPTURE.data
        seen = {path: data for path, data in files(root).items() if not path.endswith(".part")}  # git ignores those
        if seen != wanted:
            act()
            seen = files(root)
        assert seen == wanted
        root = begin(tmp_path / str(tried + 1))
    assert tried > 30
    assert files(root) == wanted


def test_a_snapshot_that_is_listed_and_missing_is_brought_back(tmp_path: Path) -> None:
    """Adding the same bytes again writes the file that service.md lists, and touches nothing else."""
    root = once(tmp_path)
    apply(root, new_snapshot(root, "example", CAPTURE).edits)
    wanted = files(root)
    (root / SNAPSHOT).unlink()
    apply(root, new_snapshot(root, "example", CAPTURE).edits)
    assert files(root) == wanted


@pytest.mark.parametrize(("name", "text"), [("other.txt", "x"), ("2019-05-04.txt", "other bytes")])
def test_a_folder_with_something_else_in_it_is_not_completed(tmp_path: Path, name: str, text: str) -> None:
    """Only what the same command has begun is gone on with; whatever else lies there is named, and stays."""
    root = bare(tmp_path)
    file = put(root, f"content/policies/example/{name}", text)
    with pytest.raises(ContributorError, match=f"with `{name}` and without"):
        new_service(root, "Example", CAPTURE)
    assert file.read_text(encoding="utf-8") == text


def test_nothing_is_written_through_a_link_in_the_place_of_a_part(tmp_path: Path) -> None:
    """A link that a pull request put where a file is written before it gets its name leads nowhere."""
    root = once(tmp_path / "root")
    outside = put(tmp_path, "outside.txt", "as it was")
    for path in (SNAPSHOT, PLACES["service"]):
        there = root / path
        there.with_name(f".{there.name}.part").symlink_to(outside)
    apply(root, new_snapshot(root, "example", CAPTURE).edits)
    assert outside.read_text(encoding="utf-8") == "as it was"
    assert gate(root)[1] == ()
