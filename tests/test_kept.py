"""What is kept for the next build is ours or nothing: no damaged, foreign or hostile file is ever used."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from generator.outputs.kept import FOLDER, KEY, Kept

Harm = Callable[[Path], object]


def names(build: Path) -> list[str]:
    """The names of what is kept."""
    return sorted(path.name for path in (build / FOLDER).iterdir() if not path.name.startswith("."))


def kept(build: Path, told: list[str] | None = None) -> Kept:
    """What is kept in a folder, as the next build finds it."""
    return Kept(build, (told if told is not None else []).append)


def test_what_was_kept_is_found_by_all_that_it_was_made_of(tmp_path: Path) -> None:
    """Bytes come back under the same kind and the same names, and under no others."""
    kept(tmp_path).put(b"work", "page", "a", "bc")
    again = kept(tmp_path)
    assert again.get("page", "a", "bc") == b"work"
    assert [again.get("page", "ab", "c"), again.get("page", "a"), again.get("site", "a", "bc")] == [None] * 3


def replace_all(data: Callable[[bytes], bytes]) -> Harm:
    """Put other bytes into every file that is kept."""
    return lambda build: [
        (build / FOLDER / name).write_bytes(data((build / FOLDER / name).read_bytes())) for name in names(build)
    ]


def swap(build: Path) -> None:
    """Give two kept files each other's name."""
    one, other = (build / FOLDER / name for name in names(build))
    one.rename(build / "x")
    other.rename(one)
    (build / "x").rename(other)


def link(build: Path) -> None:
    """Put links into the place of what is kept, that lead to the same bytes elsewhere."""
    for name in names(build):
        (build / FOLDER / name).rename(build / name)
        (build / FOLDER / name).symlink_to(build / name)


def make_folders(build: Path) -> None:
    """Put folders into the place of what is kept."""
    for name in names(build):
        (build / FOLDER / name).unlink()
        (build / FOLDER / name).mkdir()


def make_pipes(build: Path) -> None:
    """Put pipes, into which nobody writes, into the place of what is kept."""
    for name in names(build):
        (build / FOLDER / name).unlink()
        os.mkfifo(build / FOLDER / name)


HARMS: dict[str, Harm] = {
    "a bit": replace_all(lambda data: data[:-1] + bytes([data[-1] ^ 1])),
    "the end": replace_all(lambda data: data[:-1]),
    "more": replace_all(lambda data: data + b"x"),
    "nothing": replace_all(lambda _: b""),
    "only a signature": replace_all(lambda data: data[:32]),
    "other words": replace_all(lambda data: data[:32] + b"<script>"),
    "swapped": swap,
    "links": link,
    "folders": make_folders,
    "pipes": make_pipes,
    "another key": lambda build: (build / KEY).write_bytes(bytes(32)),
    "no key": lambda build: (build / KEY).unlink(),
    "half a key": lambda build: (build / KEY).write_bytes(b"x"),
}


@pytest.mark.parametrize("harm", HARMS.values(), ids=HARMS.keys())
def test_nothing_that_was_harmed_is_used(harm: Harm, tmp_path: Path) -> None:
    """Whatever was done to a kept file or to the key, the file is passed over with one word, and can be kept anew."""
    before = kept(tmp_path)
    before.put(b"work", "page", "a")
    before.put(b"play", "page", "b")
    harm(tmp_path)
    told: list[str] = []
    after = kept(tmp_path, told)
    assert [after.get("page", "a"), after.get("page", "b")] == [None, None]
    assert len(told) == 1
    if harm is not make_folders:
        after.put(b"work", "page", "a")
        assert kept(tmp_path).get("page", "a") == b"work"


def test_what_another_copy_kept_is_foreign(tmp_path: Path) -> None:
    """Kept work that was made elsewhere, with a key of its own, is not used, though it is whole."""
    kept(tmp_path / "one").put(b"work", "page", "a")
    kept(tmp_path / "other").put(b"play", "page", "a")
    for name in names(tmp_path / "one"):
        os.replace(tmp_path / "one" / FOLDER / name, tmp_path / "other" / FOLDER / name)
    assert kept(tmp_path / "other").get("page", "a") is None


def test_only_what_a_build_used_is_left(tmp_path: Path) -> None:
    """What nobody asked for or kept since is deleted, half-written files too: the folder holds what one build needs."""
    before = kept(tmp_path)
    for name in "abc":
        before.put(b"work", "page", name)
    (tmp_path / FOLDER / "page-x.part").write_bytes(b"half")
    after = kept(tmp_path)
    after.get("page", "b")
    after.put(b"new", "page", "d")
    after.tidy()
    assert len(names(tmp_path)) == 2
    assert [kept(tmp_path).get("page", name) for name in "abcd"] == [None, b"work", None, b"new"]


def test_a_folder_that_somebody_else_filled_is_left_alone(tmp_path: Path) -> None:
    """Where the folder is not ours nothing is kept, with a word, and nothing in it changes."""
    (tmp_path / FOLDER).mkdir()
    (tmp_path / FOLDER / "mine").write_text("mine")
    told: list[str] = []
    one = kept(tmp_path, told)
    one.put(b"work", "page", "a")
    one.tidy()
    assert one.get("page", "a") is None
    assert [path.name for path in (tmp_path / FOLDER).iterdir()] == ["mine"]
    assert len(told) == 1


def test_a_link_in_the_place_of_the_folder_is_not_followed(tmp_path: Path) -> None:
    """Nothing is read or written where a link leads."""
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / FOLDER).symlink_to(tmp_path / "elsewhere")
    kept(tmp_path).put(b"work", "page", "a")
    assert list((tmp_path / "elsewhere").iterdir()) == []


def test_without_a_folder_nothing_is_kept() -> None:
    """Where no work is kept, all is quietly done anew."""
    none = Kept(None, print)
    none.put(b"work", "page", "a")
    none.tidy()
    assert none.get("page", "a") is None
