from __future__ import annotations

import weakref
from collections.abc import Iterator
from pathlib import Path

import pytest
from builders.repository import files
from hypothesis import given
from hypothesis import strategies as st

from generator.model import Page
from generator.outputs.write import MARKER, claim, empty, restore, swap, sync
from generator.problems import ContributorError


def pages(**named: bytes) -> list[Page]:
    """Pages from names, in which two underscores are a slash."""
    return [Page(path.replace("__", "/"), data) for path, data in named.items()]


def test_a_synced_folder_holds_exactly_the_pages(tmp_path: Path) -> None:
    """After a sync the folder has the pages' files and the marker, whatever was there before."""
    folder = tmp_path / "docs"
    sync(folder, pages(a=b"1", b__c=b"2", d__e__f=b"3"))
    sync(folder, pages(a__x=b"4", b=b"5"))
    assert files(folder).keys() == {"a/x", "b", MARKER}
    assert sorted(p.name for p in folder.iterdir()) == sorted([MARKER, "a", "b"])


def test_unchanged_files_are_not_written_again(tmp_path: Path) -> None:
    """A second sync of the same pages touches nothing, and says so."""
    folder = tmp_path / "docs"
    assert sync(folder, pages(a=b"1", b=b"2")) == 2
    before = (folder / "a").stat().st_mtime_ns
    assert sync(folder, pages(a=b"1", b=b"2")) == 0
    assert sync(folder, pages(a=b"1", b=b"3")) == 1
    assert (folder / "a").stat().st_mtime_ns == before


def test_a_folder_of_somebody_else_is_not_touched(tmp_path: Path) -> None:
    """A folder with files and without our marker is refused, in words, and stays as it was."""
    (tmp_path / "photos").mkdir()
    (tmp_path / "photos" / "cat.jpg").write_bytes(b"cat")
    for action in (claim, empty, lambda folder: sync(folder, pages(a=b"1"))):
        with pytest.raises(ContributorError, match="not be emptied"):
            action(tmp_path / "photos")
    assert files(tmp_path / "photos") == {"cat.jpg": b"cat"}


@pytest.mark.parametrize("kind", ["file", "link"])
def test_only_a_real_folder_is_claimed(tmp_path: Path, kind: str) -> None:
    """A file or a link in the place of the folder is refused: what the link leads to is not ours to empty."""
    (tmp_path / "elsewhere").mkdir()
    claim(tmp_path / "elsewhere")
    place = tmp_path / "docs"
    place.write_bytes(b"") if kind == "file" else place.symlink_to(tmp_path / "elsewhere")
    with pytest.raises(ContributorError):
        sync(place, pages(a=b"1"))
    assert files(tmp_path / "elsewhere").keys() == {MARKER}


@pytest.mark.parametrize("path", ["../a", "a/../../b", "/etc/a", "", "a//b", "./a", "a\\..\\b", "a/"])
def test_no_page_leaves_the_folder(tmp_path: Path, path: str) -> None:
    """A page's path stays inside the folder, and is written in one way only."""
    with pytest.raises(ValueError, match="inside"):
        sync(tmp_path / "docs", [Page(path, b"x")])
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("twin", ["a/b", "A/b", "a/B"])
def test_two_pages_never_want_one_file(tmp_path: Path, twin: str) -> None:
    """Two pages of one path, or of paths that differ only in case, are our mistake."""
    with pytest.raises(ValueError, match="one path"):
        sync(tmp_path / "docs", [Page("a/b", b"1"), Page(twin, b"2")])


def test_pages_that_cannot_be_made_leave_the_folder_as_it_was(tmp_path: Path) -> None:
    """Nothing is written before every page was made."""
    folder = tmp_path / "docs"
    sync(folder, pages(a=b"1"))

    def broken() -> object:
        yield Page("b", b"2")
        raise RuntimeError

    with pytest.raises(RuntimeError):
        sync(folder, broken())  # type: ignore[arg-type]
    assert files(folder).keys() == {"a", MARKER}


class Watched(Page):
    """A page of which one can see whether anybody holds it."""

    __slots__ = ("__weakref__",)


def test_no_page_is_held_once_it_is_written(tmp_path: Path) -> None:
    """However many pages there are, those that were made before are held by nobody."""
    made: list[weakref.ref[Page]] = []
    held: list[int] = []

    def many() -> Iterator[Page]:
        for number in range(20):
            page = Watched(f"{number}", b"x")
            made.append(weakref.ref(page))
            yield page
            del page
            held.append(sum(ref() is not None for ref in made))

    sync(tmp_path / "docs", many())
    assert max(held) <= 1
    assert len(files(tmp_path / "docs")) == 21


def test_links_in_our_folder_are_deleted_and_not_followed(tmp_path: Path) -> None:
    """A link that somebody put into our folder goes; what it leads to stays."""
    (tmp_path / "secret").mkdir()
    (tmp_path / "secret" / "key").write_bytes(b"key")
    folder = tmp_path / "docs"
    sync(folder, pages(a=b"1"))
    (folder / "out").symlink_to(tmp_path / "secret")
    (folder / "a").unlink()
    (folder / "a").symlink_to(tmp_path / "secret" / "key")
    sync(folder, pages(a=b"1"))
    assert files(folder).keys() == {"a", MARKER}
    assert (tmp_path / "secret" / "key").read_bytes() == b"key"


names = st.lists(st.sampled_from(["a", "b", "c"]), min_size=1, max_size=3).map("/".join)
trees = st.dictionaries(names, st.sampled_from([b"", b"1", b"2"]), max_size=6).filter(
    lambda tree: not any(a.startswith(b + "/") for a in tree for b in tree)
)


@pytest.mark.slow
@given(st.lists(trees, max_size=4))
def test_any_sequence_of_syncs_equals_the_last_one(
    tmp_path_factory: pytest.TempPathFactory, history: list[dict[str, bytes]]
) -> None:
    """Nothing stale is left, whatever was written before."""
    folder = tmp_path_factory.mktemp("sync") / "docs"
    for tree in [*history, {"last/page": b"x"}]:
        sync(folder, [Page(path, data) for path, data in tree.items()])
        assert {k: v for k, v in files(folder).items() if k != MARKER} == tree


def test_a_swap_replaces_the_live_folder_whole(tmp_path: Path) -> None:
    """After a swap the live folder is the new one, and neither the new name nor the old one is left."""
    live, new = tmp_path / "site", tmp_path / "site.next"
    sync(live, pages(old=b"1"))
    sync(new, pages(new=b"2"))
    swap(new, live)
    assert files(live).keys() == {"new", MARKER}
    assert [p.name for p in tmp_path.iterdir()] == ["site"]


def test_a_swap_that_was_cut_short_is_undone(tmp_path: Path) -> None:
    """Between its two renames the live folder is missing: the next build puts the last good one back."""
    live = tmp_path / "site"
    sync(live, pages(good=b"1"))
    live.rename(tmp_path / "site.old")
    restore(live)
    assert files(live).keys() == {"good", MARKER}
    restore(live)
    assert files(live).keys() == {"good", MARKER}


def test_a_live_folder_of_somebody_else_is_not_replaced(tmp_path: Path) -> None:
    """A swap refuses a folder that we did not write, and it stays."""
    live, new = tmp_path / "site", tmp_path / "site.next"
    live.mkdir()
    (live / "mine.txt").write_bytes(b"mine")
    sync(new, pages(new=b"2"))
    with pytest.raises(ContributorError):
        swap(new, live)
    assert files(live) == {"mine.txt": b"mine"}
