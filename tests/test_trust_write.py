"""Promises of the writers: what they may empty, replace, follow and pack, and what the result does not depend on."""

from __future__ import annotations

import os
import threading
import zipfile
from datetime import date
from pathlib import Path

import pytest
from builders.repository import PLACES, put, service, tiny
from builders.values import policy

from generator.contributed import Snapshot
from generator.model import Edit, Page
from generator.outputs import bundle, edits, website, write
from generator.pipeline import DOCS, build_docs
from generator.problems import ContributorError


def test_no_two_pages_differ_by_case_only(tmp_path: Path) -> None:
    """On some disks they would be one file."""
    with pytest.raises(ValueError, match="two pages"):
        write.sync(tmp_path / "docs", [Page("a", b"1"), Page("A", b"2")])


@pytest.mark.parametrize("path", ["../x", "/x", "a/../../x"])
def test_pages_stay_in_their_folder_and_are_taken_before_one_is_written(tmp_path: Path, path: str) -> None:
    """A page that would lie outside is refused, and what was there is still there."""
    write.sync(tmp_path / "docs", [Page("old", b"1")])
    with pytest.raises(ValueError, match="path"):
        write.sync(tmp_path / "docs", [Page("new", b"1"), Page(path, b"1")])
    assert not (tmp_path / "x").exists()
    assert (tmp_path / "docs/old").exists()
    assert not (tmp_path / "docs/new").exists()


def test_a_folder_of_somebody_else_is_not_emptied(tmp_path: Path) -> None:
    """Only a folder that a build has made is written into."""
    put(tmp_path, "photos/cat.jpg", "cat")
    with pytest.raises(ContributorError):
        write.sync(tmp_path / "photos", [Page("a", b"1")])
    assert (tmp_path / "photos/cat.jpg").read_text() == "cat"


def test_a_link_among_the_pages_goes(tmp_path: Path) -> None:
    """What it leads to is not written."""
    put(tmp_path, "secret", "key")
    write.sync(tmp_path / "docs", [Page("a", b"1")])
    (tmp_path / "docs/a").unlink()
    (tmp_path / "docs/a").symlink_to(tmp_path / "secret")
    write.sync(tmp_path / "docs", [Page("a", b"2")])
    assert (tmp_path / "secret").read_text() == "key"
    assert (tmp_path / "docs/a").read_bytes() == b"2"


def test_nothing_stale_stays(tmp_path: Path) -> None:
    """A page that is not made any more is not there any more."""
    write.sync(tmp_path / "docs", [Page("old", b"1")])
    write.sync(tmp_path / "docs", [Page("new", b"1")])
    assert not (tmp_path / "docs/old").exists()


def test_an_edit_follows_no_link(tmp_path: Path) -> None:
    """Nothing is written into a folder that a link leads to."""
    put(tmp_path, "elsewhere/x", "x")
    (tmp_path / "content").symlink_to(tmp_path / "elsewhere")
    with pytest.raises(ContributorError):
        edits.apply(tmp_path, [Edit("content/y", None, b"y")])
    assert not (tmp_path / "elsewhere/y").exists()


@pytest.mark.parametrize("before", [None, b"as it was"])
def test_an_edit_overwrites_nothing_that_it_has_not_read(tmp_path: Path, before: bytes | None) -> None:
    """A file that is there, or that changed since it was read, stays."""
    put(tmp_path, "content/x", "mine")
    with pytest.raises(ContributorError):
        edits.apply(tmp_path, [Edit("content/x", before, b"theirs")])
    assert (tmp_path / "content/x").read_text() == "mine"


def test_edits_are_all_made_or_none(tmp_path: Path) -> None:
    """Where the second one fails, the first one is taken back."""
    put(tmp_path, "content/b", "a file, where a folder is wanted")
    with pytest.raises((ContributorError, OSError)):
        edits.apply(tmp_path, [Edit("content/a", None, b"a"), Edit("content/b/c", None, b"c")])
    assert not (tmp_path / "content/a").exists()


def test_an_old_site_is_put_back(tmp_path: Path) -> None:
    """Where a build died between two renames, the next one finds the site."""
    write.sync(tmp_path / "site.old", [Page("index.html", b"x")])
    write.restore(tmp_path / "site")
    assert (tmp_path / "site/index.html").read_bytes() == b"x"


def test_a_folder_that_was_half_deleted_can_be_deleted(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Killed in the middle, a deletion leaves a folder that is still known as ours."""
    write.sync(tmp_path / "site.old", [Page("a", b"x"), Page("b", b"x")])
    unlink = os.unlink

    def killed(path: str) -> None:
        if Path(path).name == "b":
            raise KeyboardInterrupt
        unlink(path)

    with monkeypatch.context() as patch:
        patch.setattr(os, "unlink", killed)
        with pytest.raises(KeyboardInterrupt):
            write.remove(tmp_path / "site.old")
    write.remove(tmp_path / "site.old")
    assert not (tmp_path / "site.old").exists()


def test_what_the_system_says_is_told() -> None:
    """A full disk is a problem with a place, no traceback."""
    with pytest.raises(ContributorError), write.system_errors():
        raise OSError(28, os.strerror(28), "x")


def test_the_folder_of_builds_is_no_link(tmp_path: Path) -> None:
    """Nothing is locked, and nothing built, where a link leads."""
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "build").symlink_to(tmp_path / "elsewhere")
    with pytest.raises(ContributorError), write.alone(tmp_path / "build", print):
        pass
    assert list((tmp_path / "elsewhere").iterdir()) == []


def test_one_builds_at_a_time(tmp_path: Path) -> None:
    """The second one says that it waits, and goes on when the first one is done."""
    waits, entered = threading.Event(), threading.Event()

    def second() -> None:
        with write.alone(tmp_path / "build", lambda _: waits.set()):
            entered.set()

    other = threading.Thread(target=second)
    with write.alone(tmp_path / "build", print):
        other.start()
        assert waits.wait(30)
        assert not entered.is_set()
    other.join(30)
    assert entered.is_set()


def test_a_build_stops_at_a_mistake(tmp_path: Path) -> None:
    """Without being asked to go on, nothing is built of a repository with one wrong policy among good ones."""
    put(tiny(tmp_path), PLACES["snapshot"], "edited")
    put(tmp_path, "content/policies/other/undated-1.txt", "We keep.")
    put(tmp_path, "content/policies/other/service.md", service("Other", "We keep."))
    with pytest.raises(ContributorError):
        build_docs(tmp_path, tmp_path / DOCS)
    assert not (tmp_path / DOCS).exists()


def test_the_clock_does_not_show() -> None:
    """A site bears the day of its newest capture, and without any the first day that a zip can hold."""
    assert website.epoch(()) == 315532800
    days = (date(2020, 1, 2), date(2021, 3, 4), None)
    captured = [Snapshot("x", f"{n}.txt", "txt", b"", "0" * 64, day) for n, day in enumerate(days)]
    assert website.epoch(policy("x", id=one.file, snapshots=(one,)).service for one in captured) == 1614816000


@pytest.fixture
def packed(tmp_path: Path) -> zipfile.ZipFile:
    """Pack a site of three files, of which one was put there last by its name and first by the disk."""
    for name in ("z/a", "b", "a"):
        put(tmp_path, f"site/{name}", name)
    return zipfile.ZipFile(bundle.bundle(tmp_path / "site", (), tmp_path, tmp_path / "x.zip"))


def test_a_zip_depends_on_its_contents_only(packed: zipfile.ZipFile) -> None:
    """Its entries are sorted, and have one mode and one time."""
    assert packed.namelist() == sorted(packed.namelist())
    assert {entry.external_attr >> 16 for entry in packed.infolist()} == {0o100644}
    assert {entry.date_time for entry in packed.infolist()} == {(1980, 1, 1, 0, 0, 0)}


def test_no_link_is_packed(tmp_path: Path) -> None:
    """What somebody has linked into the site is not in the zip."""
    put(tmp_path, "secret", "secret")
    put(tmp_path, "site/index.html", "x")
    (tmp_path / "site/leak").symlink_to(tmp_path / "secret")
    with zipfile.ZipFile(bundle.bundle(tmp_path / "site", (), tmp_path, tmp_path / "x.zip")) as archive:
        assert not any(name.endswith("leak") for name in archive.namelist())


def test_a_zip_is_not_written_through_a_link(tmp_path: Path) -> None:
    """A link in the place of the half-written zip is not followed."""
    put(tmp_path, "secret", "key")
    put(tmp_path, "site/index.html", "x")
    (tmp_path / "x.zip.part").symlink_to(tmp_path / "secret")
    bundle.bundle(tmp_path / "site", (), tmp_path, tmp_path / "x.zip")
    assert (tmp_path / "secret").read_bytes() == b"key"


def test_an_old_zip_stays_until_the_new_one_is_whole(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where the disk is full, the old one is still there."""
    put(tmp_path, "site/index.html", "x")
    put(tmp_path, "x.zip", "old")

    def full(*_: object) -> None:
        raise OSError(28, os.strerror(28))

    monkeypatch.setattr(zipfile.ZipFile, "writestr", full)
    with pytest.raises(OSError, match=os.strerror(28)):
        bundle.bundle(tmp_path / "site", (), tmp_path, tmp_path / "x.zip")
    assert (tmp_path / "x.zip").read_text() == "old"
