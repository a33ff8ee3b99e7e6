"""Promises of the build: it is alone, it can die at any moment, it stays in its folder, and it is always the same."""

from __future__ import annotations

import errno
import hashlib
import os
import shutil
import subprocess
import sys
import threading
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from builders.repository import ACORN, ROOT, files, invented, put, service
from click.testing import CliRunner
from conftest import browser_required

from generator.commands import main
from generator.gathering import BUILD, leave_out_mistakes
from generator.outputs import bundle, website, write
from generator.pipeline import BUNDLE, DOCS, SITE, build_bundle, build_docs, build_site
from generator.problems import ContributorError

pytestmark = pytest.mark.slow


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A small repository."""
    return invented(tmp_path / "repository")


def python(code: str, *arguments: str, **more: object) -> subprocess.Popen[str]:
    """Start Python with the package at hand."""
    surroundings = {**os.environ, "PYTHONPATH": str(ROOT), "PYTHONDONTWRITEBYTECODE": "1"}
    command = [sys.executable, *([code] if code.endswith(".py") else ["-c", code]), *arguments]
    return subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=surroundings, **more)  # type: ignore[call-overload, no-any-return]


# Two at once

HOLD = """
import sys
from pathlib import Path
from typing import Any
from generator.outputs.write import alone
with alone(Path(sys.argv[1]), print):
    print("in", flush=True)
    sys.stdin.read()
"""


@pytest.mark.parametrize("end", ["leaves", "is killed"])
def test_the_second_build_waits_and_says_for_whom(root: Path, end: str) -> None:
    """While another process builds, a build waits and names it; when that ends, however it ends, the build goes on."""
    other = python(HOLD, str(root / BUILD), stdin=subprocess.PIPE)
    assert other.stdin is not None
    assert other.stdout is not None
    assert other.stdout.readline() == "in\n"
    told: list[str] = []
    waits = threading.Event()

    def tell(text: str) -> None:
        told.append(text)
        waits.set()

    build = threading.Thread(target=build_docs, args=(root, root / DOCS, tell))
    build.start()
    assert waits.wait(30)
    assert told == [f"Waiting for another build here to end: process {other.pid}"]
    assert not (root / DOCS).exists()
    other.kill() if end == "is killed" else other.stdin.close()
    build.join(60)
    assert (root / DOCS / "index.md").is_file()
    other.wait()
    other.stdout.close()


@pytest.mark.parametrize("what", ["link", "file"])
def test_the_folder_of_the_builds_is_a_folder(root: Path, what: str) -> None:
    """A link in the place of build/ could lead anywhere: it is refused, and nothing is written where it leads."""
    elsewhere = root.parent / "elsewhere"
    elsewhere.mkdir()
    (root / BUILD).symlink_to(elsewhere) if what == "link" else (root / BUILD).write_bytes(b"")
    with pytest.raises(ContributorError, match="in the way"):
        build_site(root)
    assert list(elsewhere.iterdir()) == []


# Killed, no room, not allowed


@pytest.mark.skipif(sys.platform != "linux", reason="counts the moments of Linux's exchange of two names")
def test_a_kill_at_any_moment_leaves_the_site_whole(root: Path) -> None:
    """Killed before the folders change places the site is the old one, after it the new one; the next build is well."""
    done = python(str(ROOT / "tests" / "killer.py"), str(root))
    said = done.communicate()[0].splitlines()
    assert done.returncode == 0
    assert said == [
        *("start 1 kept", "start 3 kept", "start 60 kept", "start 150 kept"),
        *("change 0 kept", "change 1 changed", "change 2 changed", "change 20 changed", "change 60 changed"),
        "end good",
    ]


def test_without_an_exchange_the_next_build_finds_the_old_site(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where two names cannot change at once, a kill between the two renames loses nothing, even if the build fails."""
    build_site(root)
    before = files(root / SITE)
    monkeypatch.setattr(write, "_exchange", lambda one, other: False)
    (root / "content/pages/about.md").write_text((root / "content/pages/about.md").read_text() + "\n\nMore.\n")
    build_site(root)
    after = files(root / SITE)
    assert after != before
    (root / SITE).rename(root / "build/site.old")  # where a kill would have left it
    (root / ACORN).write_bytes(b"edited")
    with pytest.raises(ContributorError):
        build_site(root)
    assert files(root / SITE) == after


def test_a_half_deleted_folder_of_ours_is_still_ours(tmp_path: Path) -> None:
    """Of a folder that is deleted the marker goes last: whenever that is cut short, the rest may be deleted later."""
    order: list[str] = []
    folder = tmp_path / "site"
    for name in ("a", "z", ".b", "c/d"):
        put(folder, name, "x")
    put(folder, write.MARKER, "x")
    unlink = os.unlink

    def noted(path: str | Path, **given: Any) -> None:
        order.append(Path(path).name)
        unlink(path, **given)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(os, "unlink", noted)
        write.remove(folder)
    assert order[-1] == write.MARKER
    assert sorted(order[:-1]) == [".b", "a", "d", "z"]
    assert not folder.exists()


def refuse(number: int, path: Path) -> OSError:
    """What the system says."""
    return OSError(number, os.strerror(number), str(path))


@pytest.mark.parametrize("number", [errno.ENOSPC, errno.EROFS, errno.EACCES])
@pytest.mark.parametrize("stage", ["docs", "site", "swap", "zip"])
def test_what_the_system_refuses_is_told_in_words(
    root: Path, monkeypatch: pytest.MonkeyPatch, stage: str, number: int
) -> None:
    """A full disk, a read-only one, a forbidden folder: one sentence with the place, and the old site and zip stay."""
    if stage == "docs":
        build_bundle(root)
    else:  # what is built is of no matter here
        write.sync(root / SITE, ())
        put(root, BUNDLE, "old zip")
        monkeypatch.setattr(website, "build", lambda *_: "/")
    before, packed = files(root / SITE), (root / BUNDLE).read_bytes()
    put(root, "content/pages/new.md", "---\ntitle: X\n---\n# New\n")

    def full(*arguments: object, **more: object) -> None:
        raise refuse(number, root / "build" / "x")

    owner, name = {
        "docs": (write, "write_if_changed"),
        "site": (website, "build"),
        "swap": (write, "_exchange"),
        "zip": (zipfile, "ZipFile"),
    }[stage]
    monkeypatch.setattr(owner, name, full)
    monkeypatch.chdir(root)
    done = CliRunner().invoke(main, ["bundle"], catch_exceptions=False)
    assert done.exit_code == 1
    assert os.strerror(number) in done.output
    assert "build/x:1:1" in done.output
    assert "Traceback" not in done.output
    assert (root / BUNDLE).read_bytes() == packed
    assert stage == "zip" or files(root / SITE) == before
    assert not (root / f"{BUNDLE}.part").exists()


# Go on without the bad ones


def spoil(root: Path) -> None:
    """Two policies with mistakes of different kinds, beside the good ones."""
    (root / ACORN).write_bytes(b"not what was captured")
    put(root, "content/policies/endless/undated-1.txt", ENDLESS)
    put(root, "content/policies/endless/service.md", service("Endless", ENDLESS))


ENDLESS = "".join(f"We keep {number}.\n\n" for number in range(21_000))


def test_a_build_that_goes_on_is_as_if_the_bad_policies_were_not_there(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Every byte of the site is that of a build without them; each is named with its mistake, and the code is 1."""
    spoil(root)
    monkeypatch.chdir(root)
    done = CliRunner().invoke(main, ["build", "--keep-going"], catch_exceptions=False)
    assert done.exit_code == 1
    assert "sha256" in done.output
    assert "snapshot-clauses" in done.output
    assert "Left out of the website until this is mended: acorn-mail, endless." in done.output
    clean = invented(root.parent / "clean")
    shutil.rmtree(clean / "content/policies/acorn-mail")
    build_site(clean)
    assert files(root / SITE) == files(clean / SITE)
    assert files(root / DOCS) == files(clean / DOCS)


def test_a_build_does_not_go_on_where_everything_is_wrong(root: Path) -> None:
    """A mistake in what all policies share stops it, and so do mistakes in all of them."""
    for practice in root.glob("site_config/practices/*.yml"):
        kept = practice.read_text()
        practice.write_text("label: [")
        with pytest.raises(ContributorError):
            build_site(root, accept=leave_out_mistakes)
        practice.write_text(kept)
        break
    for policy in root.glob("content/policies/*/*.txt"):
        policy.write_bytes(b"edited")
    for policy in root.glob("content/policies/*/*.md"):
        if policy.name != "service.md":
            policy.write_bytes(b"edited")
    with pytest.raises(ContributorError):
        build_site(root, accept=leave_out_mistakes)


# The same bytes


def backwards(monkeypatch: pytest.MonkeyPatch) -> None:
    """A disk that lists every folder from its end."""
    listdir, scandir = os.listdir, os.scandir

    class Reversed:
        def __init__(self, path: object = ".") -> None:
            with scandir(path) as entries:  # type: ignore[type-var]
                self.entries = iter(sorted(entries, key=lambda entry: entry.name, reverse=True))

        def __iter__(self) -> Iterator[object]:
            return self.entries

        def __next__(self) -> object:
            return next(self.entries)

        def __enter__(self) -> Reversed:
            return self

        def __exit__(self, *_: object) -> None:
            pass

        def close(self) -> None:
            pass

    monkeypatch.setattr(os, "scandir", Reversed)
    monkeypatch.setattr(os, "listdir", lambda path=".": sorted(listdir(path), reverse=True))


def test_the_order_of_the_files_does_not_show(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever order the disk lists them in, and over what was built before, site, feeds and zip are the same bytes."""
    monkeypatch.setenv("SMALLPRINT_URL", "https://smallprint.example/")  # only then are there feeds
    other = invented(root.parent / "other")
    first = build_bundle(root).read_bytes()
    backwards(monkeypatch)
    assert build_bundle(other).read_bytes() == first
    assert build_bundle(root).read_bytes() == first  # again, over the one that is there


# Nothing outside


def test_a_build_opens_nothing_outside_and_writes_only_into_build(root: Path) -> None:
    """Watched by Python itself: it reads the repository and what is installed, and writes build/, and no more."""
    done = python(str(ROOT / "tests" / "watcher.py"), str(root))
    said = [line.partition(" ")[::2] for line in done.communicate()[0].splitlines()]
    assert done.returncode == 0
    roots = {str(root), str(ROOT / "generator"), sys.prefix, sys.base_prefix, "/proc", "/sys", "/dev/null"}
    roots |= {str(Path(path).resolve()) for path in (sys.prefix, sys.base_prefix)}
    roots |= {os.path.dirname(os.__file__), "/usr/share/zoneinfo", "/etc/localtime", "/etc/mime.types"}
    assert [what for kind, what in said if kind == "did"] == []
    assert [path for kind, path in said if kind == "read" and not path.startswith(tuple(roots))] == []
    written = [path for kind, path in said if kind == "write" and path != os.devnull]
    assert len(written) > 100
    assert [path for path in written if not f"{path}/".startswith(f"{root / BUILD}/")] == []


# The zip

UNPACKERS: dict[str, Callable[[Path, Path], list[str]]] = {
    "unzip": lambda path, folder: ["unzip", "-q", str(path), "-d", str(folder)],
    "bsdtar": lambda path, folder: ["bsdtar", "-xf", str(path), "-C", str(folder)],
    "7z": lambda path, folder: ["7z", "x", "-bd", "-y", f"-o{folder}", str(path)],
    "busybox": lambda path, folder: ["busybox", "unzip", "-q", str(path), "-d", str(folder)],
    "jar": lambda path, folder: ["jar", "-xf", str(path)],
}


def packed(folder: Path) -> Path:
    """A zip of a few files, some of whose names are hard."""
    for name in ("index.html", "a b/ü.txt", "snapshots/x/undated-1.html.txt", ".nojekyll", "empty.txt"):
        put(folder / "site", name, "" if name == "empty.txt" else name)
    put(folder / "site", write.MARKER, "")
    return bundle.bundle(folder / "site", (), folder, folder / "site.zip")


def test_every_unpacker_makes_the_same_of_the_zip(tmp_path: Path) -> None:
    """Python and whichever of five tools is here, in CI at least two, unpack the same; nothing is outside."""
    path = packed(tmp_path)
    with zipfile.ZipFile(path) as archive:
        assert archive.testzip() is None
        entries = archive.infolist()
        archive.extractall(tmp_path / "python")
    names = [entry.filename for entry in entries]
    assert names == sorted(set(names))
    assert len({name.casefold() for name in names}) == len(names)
    assert all(name.startswith(f"{bundle.FOLDER}/") and ".." not in name and "\\" not in name for name in names)
    assert {entry.external_attr >> 16 for entry in entries} == {0o100644}
    expected = files(tmp_path / "python")
    tools = [tool for tool in UNPACKERS if shutil.which(tool)]
    assert len(tools) >= 2 or not browser_required(), "unzip and bsdtar are missing (see .ci/run)"
    for tool in tools:
        folder = tmp_path / tool
        folder.mkdir()
        surroundings = {**os.environ, "LC_ALL": "C.UTF-8"}
        subprocess.run(UNPACKERS[tool](path, folder), cwd=folder, check=True, capture_output=True, env=surroundings)
        assert files(folder) == expected, tool


def test_a_link_in_the_site_is_not_packed_and_none_is_followed_by_the_packer(tmp_path: Path) -> None:
    """What somebody linked into the folders of the build neither gets into the zip nor is written through."""
    put(tmp_path, "secret.txt", "secret")
    put(tmp_path / "site", "index.html", "x")
    (tmp_path / "site" / "leak.txt").symlink_to(tmp_path / "secret.txt")
    (tmp_path / "site.zip.part").symlink_to(tmp_path / "secret.txt")
    path = packed(tmp_path)
    assert b"secret" not in b"".join(zipfile.ZipFile(path).read(name) for name in zipfile.ZipFile(path).namelist())
    assert (tmp_path / "secret.txt").read_text() == "secret"
    assert hashlib.sha256(path.read_bytes()).digest() == hashlib.sha256(packed(tmp_path).read_bytes()).digest()
