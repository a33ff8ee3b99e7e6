from __future__ import annotations

import hashlib
import json
import os
import subprocess
import tarfile
import zipfile
from datetime import date
from pathlib import Path

import pytest
from builders import values
from hypothesis import given
from hypothesis import strategies as st

from generator.contributed import Snapshot
from generator.model import Page, Policy
from generator.outputs.bundle import FOLDER, bundle, manifest
from generator.outputs.write import sync
from generator.pages.packing import compact, packed, packed_call, two_bytes, unpacked
from generator.reading.git import describe as commit

DATA = b"We sell nothing.\n"


def policy(id: str = "acorn", *snapshots: Snapshot) -> Policy:
    """A policy of these snapshots, or of one."""
    path, digest = f"content/policies/{id}/2020-01-02.txt", hashlib.sha256(DATA).hexdigest()
    one = Snapshot(path, "2020-01-02.txt", "txt", DATA, digest, date(2020, 1, 2))
    return values.policy("We sell nothing.", id=id, name=id.title(), snapshots=snapshots or (one,))


def site(folder: Path) -> Path:
    """A built site of four files."""
    sync(
        folder,
        [
            Page("index.html", b"<p>home"),
            Page("services/acorn.html", b"<p>acorn"),
            Page("assets/a.css", b"p{}"),
            Page("badges/services/acorn.svg", b"<svg/>"),
        ],
    )
    return folder


def test_the_bundle_is_the_site_with_a_manifest_and_a_readme(tmp_path: Path) -> None:
    """Every file of the site is in the zip, sorted, in one folder, but the marker and pictures for other websites."""
    path = bundle(site(tmp_path / "site"), [policy().service], tmp_path, tmp_path / "out" / "site.zip")
    with zipfile.ZipFile(path) as archive:
        names = archive.namelist()
        assert names == sorted(names)
        expected = ["README.txt", "assets/a.css", "index.html", "manifest.json", "services/acorn.html"]
        assert names == [f"{FOLDER}/{name}" for name in expected]
        assert archive.read(f"{FOLDER}/index.html") == b"<p>home"
        assert b"index.html" in archive.read(f"{FOLDER}/README.txt")


def test_no_page_of_the_bundle_leads_to_what_it_leaves_out(tmp_path: Path) -> None:
    """Data for other programs are not in the zip: their names stand there as words; other links are as they were."""
    left_out = {
        "api/v1/index.json": b"{}",
        "api/v1/services/acorn.annotations.jsonld": b"{}",
        "services/acorn.md": b"# Acorn",
        "matrix.json": b"{}",
    }
    kept = b'<a class="x" href="../matrix.csv">table</a> <a href="acorn.html#md">own</a> <a href="https://a.example/x.md">b</a>'
    page = (
        b'<p><a href="../api/v1/index.json">JSON</a>, <a rel="x" href="acorn.md#a">Mark<b>down</b></a>, '
        b'<a href="../matrix.json?x" data-sp-badge="a%20of%20b&amp;quote=c">all</a> ' + kept
    )
    sync(tmp_path / "site", [Page("services/acorn.html", page), *(Page(path, data) for path, data in left_out.items())])
    path = bundle(tmp_path / "site", [policy().service], tmp_path, tmp_path / "site.zip")
    with zipfile.ZipFile(path) as archive:
        names = {name.partition("/")[2] for name in archive.namelist()}
        assert names == {"README.txt", "manifest.json", "services/acorn.html"}
        assert archive.read(f"{FOLDER}/services/acorn.html") == b"<p>JSON, Mark<b>down</b>, all " + kept


def test_a_small_bundle_holds_the_same(tmp_path: Path) -> None:
    """The archive of half the weight has the files of the zip, byte for byte, with one mode, time and owner."""
    built = site(tmp_path / "site")
    zipped = bundle(built, [policy().service], tmp_path, tmp_path / "site.zip")
    small = bundle(built, [policy().service], tmp_path, tmp_path / "site.tar.xz")
    again = bundle(built, [policy().service], tmp_path, tmp_path / "again.tar.xz")
    assert small.read_bytes() == again.read_bytes()
    with zipfile.ZipFile(zipped) as one, tarfile.open(small) as other:
        members = other.getmembers()
        assert [each.name for each in members] == one.namelist()
        assert all(other.extractfile(each).read() == one.read(each.name) for each in members)  # type: ignore[union-attr]
        assert {(e.isreg(), e.mode, e.mtime, e.uid, e.gid, e.uname) for e in members} == {
            (True, 0o644, 315_532_800, 0, 0, "")
        }


def test_what_pages_load_packed_is_packed_once(tmp_path: Path) -> None:
    """In a bundle search and comparisons are JSON, whatever was contributed; a script of another form stays."""
    hostile = {"__proto__": '"]);alert(1)//\u2028</script>', "naïve \\ 😀": ["\u4000\u4001", ""]}
    held = compact(hostile)
    packed_one = two_bytes(packed_call("smallprintSearch.part", ["a1", packed(held), packed(b"[]")]))
    files = {
        "assets/search/a.js": packed_one,
        "assets/compare/services/0.js": packed_one,
        "assets/compare/index.js": b"x(1)",
    }
    sync(tmp_path / "site", [Page(path, data) for path, data in files.items()])
    path = bundle(tmp_path / "site", [], tmp_path, tmp_path / "site.zip")
    with zipfile.ZipFile(path) as archive:
        for name in list(files)[:2]:
            script = archive.read(f"{FOLDER}/{name}").decode("utf-8-sig")
            called = json.loads(script.removeprefix("smallprintSearch.part(").removesuffix(");\n"))
            assert called == ["a1", held.decode(), "[]"]
        assert archive.read(f"{FOLDER}/assets/compare/index.js") == b"x(1)"


@given(st.binary(max_size=300))
def test_what_is_packed_is_unpacked(data: bytes) -> None:
    """Whatever the bytes are, they come back."""
    assert unpacked(packed(data)) == data


def test_the_manifest_names_every_snapshot_by_its_bytes() -> None:
    """A reader can tell from which bytes the site was made, and what is not known is called unknown."""
    older = Snapshot(
        "content/policies/oak/undated-1.txt", "undated-1.txt", "txt", b"old", hashlib.sha256(b"old").hexdigest()
    )
    told = manifest([policy("oak", older).service, policy("acorn").service], "abc")
    assert told["commit"] == "abc"
    assert [(s["service"], s["sha256"], s["captured"], s["source"]) for s in told["snapshots"]] == [
        ("acorn", hashlib.sha256(DATA).hexdigest(), "2020-01-02", "unknown"),
        ("oak", hashlib.sha256(b"old").hexdigest(), "unknown", "unknown"),
    ]


def test_same_site_same_bytes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Neither the files' dates and modes, nor the time zone, nor the folder's name, nor an older zip shows."""
    first = bundle(site(tmp_path / "one"), [policy().service], tmp_path, tmp_path / "one.zip").read_bytes()
    other = site(tmp_path / "two")
    for path in other.rglob("*.html"):
        os.utime(path, (0, 1_000_000_000))
        path.chmod(0o600)
    monkeypatch.setenv("TZ", "Asia/Tokyo")
    (tmp_path / "two.zip").write_bytes(b"an older one")
    assert bundle(other, [policy().service], tmp_path, tmp_path / "two.zip").read_bytes() == first


def test_entries_have_one_mode_and_one_time(tmp_path: Path) -> None:
    """No entry is a link, absolute, or newer than another."""
    path = bundle(site(tmp_path / "site"), [policy().service], tmp_path, tmp_path / "site.zip")
    with zipfile.ZipFile(path) as archive:
        assert {(i.date_time, i.external_attr >> 16, i.create_system) for i in archive.infolist()} == {
            ((1980, 1, 1, 0, 0, 0), 0o100644, 3)
        }
    assert json.loads(zipfile.ZipFile(path).read(f"{FOLDER}/manifest.json"))["name"] == FOLDER


def test_the_commit_is_told_when_it_is_known(tmp_path: Path) -> None:
    """It is null outside a repository, the whole hash inside one, and marked when files were edited since."""
    assert commit(tmp_path) is None
    git = ["git", "-C", str(tmp_path), "-c", "user.name=n", "-c", "user.email=e@example.org"]
    subprocess.run([*git, "init", "-q"], check=True)
    (tmp_path / "a").write_bytes(b"1")
    subprocess.run([*git, "add", "a"], check=True)
    subprocess.run([*git, "commit", "-qm", "One"], check=True)
    head = subprocess.run([*git, "rev-parse", "HEAD"], check=True, capture_output=True, text=True).stdout.strip()
    assert commit(tmp_path) == head
    (tmp_path / "a").write_bytes(b"2")
    assert commit(tmp_path) == f"{head}-dirty"
