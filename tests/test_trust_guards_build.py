"""The list of mutations, for the build: what it may empty, replace, follow and pack, and what it does not depend on."""

from __future__ import annotations

import os
import zipfile
from datetime import date
from pathlib import Path

import pytest
from builders.repository import PLACES, put, service, tiny
from guards import Guard, Patch, both, cut, notices, put_in, raises

from generator import pipeline
from generator.catalogue import Catalogue
from generator.model import Edit, Page, Site
from generator.outputs import bundle, website, write
from generator.problems import ContributorError


def _twins(root: Path) -> bool:
    return raises(lambda: write.sync(root / "docs", [Page("a", b"1"), Page("A", b"2")]), ValueError)


def _linked_page(root: Path) -> bool:
    put(root, "secret", "key")
    write.sync(root / "docs", [Page("a", b"1")])
    (root / "docs/a").unlink()
    (root / "docs/a").symlink_to(root / "secret")
    write.sync(root / "docs", [Page("a", b"2")])
    return (root / "secret").read_text() == "key"


def _stale(root: Path) -> bool:
    write.sync(root / "docs", [Page("old", b"1")])
    write.sync(root / "docs", [Page("new", b"1")])
    return not (root / "docs/old").exists()


def _broken_pages(root: Path) -> bool:
    write.sync(root / "docs", [Page("old", b"1")])
    raises(lambda: write.sync(root / "docs", [Page("new", b"1"), Page("../new", b"1")]), ValueError)
    return (root / "docs/old").exists()


def _edit_outside(root: Path) -> bool:
    put(root, "elsewhere/x", "x")
    (root / "content").symlink_to(root / "elsewhere")
    raises(lambda: write.apply(root, [Edit("content/y", None, b"y")]))
    return not (root / "elsewhere/y").exists()


def _overwritten(root: Path) -> bool:
    put(root, "content/x", "mine")
    raises(lambda: write.apply(root, [Edit("content/x", None, b"theirs")]), Exception)
    return (root / "content/x").read_text() == "mine"


def _changed_since(root: Path) -> bool:
    put(root, "content/x", "mine")
    raises(lambda: write.apply(root, [Edit("content/x", b"as it was", b"theirs")]))
    return (root / "content/x").read_text() == "mine"


def _half_edit(root: Path) -> bool:
    put(root, "content/b", "a file, where a folder is wanted")
    raises(lambda: write.apply(root, [Edit("content/a", None, b"a"), Edit("content/b/c", None, b"c")]), Exception)
    return not (root / "content/a").exists()


def _old_site(root: Path) -> bool:
    write.sync(root / "site.old", [Page("index.html", b"x")])
    write.restore(root / "site")
    return (root / "site/index.html").exists()


def _half_new_site(root: Path) -> bool:
    """A swap is cut short when it deletes what was there: the next one finds a folder that is still ours."""
    write.sync(root / "site.old", [Page("a", b"x"), Page("b", b"x")])
    with pytest.MonkeyPatch.context() as patch:
        unlink = Path.unlink

        def killed(path: Path, missing_ok: bool = False) -> None:
            if path.name == "b":
                raise KeyboardInterrupt
            unlink(path, missing_ok)

        patch.setattr(Path, "unlink", killed)
        raises(lambda: write.remove(root / "site.old"), KeyboardInterrupt)
    return not raises(lambda: write.remove(root / "site.old"), Exception)


def _told(root: Path) -> bool:
    def full() -> None:
        with write.told():
            raise OSError(28, os.strerror(28), "x")

    return raises(full)


def _linked_build(root: Path) -> bool:
    (root / "elsewhere").mkdir()
    (root / "build").symlink_to(root / "elsewhere")

    def enter() -> None:
        with write.alone(root / "build", pipeline.quiet):
            pass

    return raises(enter)


def _goes_on(root: Path) -> bool:
    tiny(root)
    put(root, "content/policies/other/undated-1.txt", "We sell.")
    put(root, "content/policies/other/service.md", service("Other", "We keep."))
    try:
        made, _ = pipeline.make_pages(root, accept=pipeline.leave_out_mistakes)
    except ContributorError:
        return False
    ids = [policy.service.id for policy in made.policies]
    return ids == ["example"] and [one.check for one in made.left_out] == ["sha256"]


def _stops(root: Path) -> bool:
    """Without being asked to go on, nothing is built of a repository with a mistake."""
    put(tiny(root), PLACES["snapshot"], "edited")
    put(root, "content/policies/other/undated-1.txt", "We keep.")
    put(root, "content/policies/other/service.md", service("Other", "We keep."))
    return raises(lambda: pipeline.make_pages(root))


def _no_clock(_: Path) -> bool:
    return website.epoch(Site((), Catalogue((), ()), ())) == 315532800


def _packed(root: Path) -> zipfile.ZipFile:
    for name in ("z/a", "b", "a"):
        put(root, f"site/{name}", name)
    return zipfile.ZipFile(bundle.bundle(root / "site", (), root, root / "x.zip"))


def _sorted(root: Path) -> bool:
    names = _packed(root).namelist()
    return names == sorted(names)


def _modes(root: Path) -> bool:
    return {entry.external_attr >> 16 for entry in _packed(root).infolist()} == {0o100644}


def _times(root: Path) -> bool:
    return {entry.date_time for entry in _packed(root).infolist()} == {(1980, 1, 1, 0, 0, 0)}


def _linked_zip(root: Path) -> bool:
    put(root, "secret", "key")
    (root / "x.zip.part").symlink_to(root / "secret")
    raises(lambda: _packed(root), FileExistsError)
    return (root / "secret").read_bytes() == b"key"


def _old_zip(root: Path) -> bool:
    put(root, "x.zip", "old")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(zipfile.ZipFile, "writestr", lambda *_: (_ for _ in ()).throw(OSError(28, "full")))
        raises(lambda: _packed(root), OSError)
    return (root / "x.zip").exists()


GUARDS = (
    Guard("no two pages differ in case only", cut(write, ("setdefault(page.path.casefold(), page.path)",
          "setdefault(page.path, page.path)")), _twins),
    Guard("links among the pages go", cut(write, (" or path.is_symlink():\n                path.unlink()",
          ":\n                path.unlink()")), _linked_page),
    Guard("nothing stale stays", put_in(write, "_delete_stale", lambda folder, keep: 0), _stale),
    Guard("pages are taken before one is written", cut(write, (
        "    wanted = _by_path(pages)\n    claim(folder)\n", "    _delete_stale(folder, {MARKER})\n"
        "    wanted = _by_path(pages)\n")), _broken_pages),
    Guard("edits follow no link", cut(write, ("if any(one.is_symlink() for one in on_the_way):", "if False:")),
          _edit_outside),
    Guard("edits overwrite nothing", cut(write, ("        if path.exists():", "        if False:"), ('"xb"', '"wb"')),
          _overwritten),
    Guard("edits are of what was read", cut(write, (" or path.read_bytes() != edit.before:", ":")), _changed_since),
    Guard("edits are all made or none", put_in(write, "_undo", lambda path, edit: None), _half_edit),
    Guard("an old site is put back", cut(write, ("        old.rename(live)", "        pass")), _old_site),
    Guard("the marker goes last", cut(write, ("        empty(folder)\n        (folder / MARKER).unlink()\n",
          "        (folder / MARKER).unlink()\n        _delete_stale(folder, ())\n")), _half_new_site),
    Guard("what the system says is told", cut(write, ("    except OSError as error:\n        place =",
          "    except ZeroDivisionError as error:\n        place =")), lambda root: _safe(_told, root)),
    Guard("build/ is no link", cut(write, ('        raise _not_ours(folder, "is in the way: a folder is wanted here")\n'
          "    folder.mkdir", "        pass\n    folder.mkdir")), _linked_build),
    Guard("a build that goes on leaves out the bad ones", put_in(pipeline, "service_of", lambda place: None), _goes_on),
    Guard("a build stops at a mistake", cut(pipeline, ("    if gathered.mistakes:\n", "    if False:\n")), _stops),
    Guard("the clock does not show", cut(website, ("max(filter(None, captured), default=_NO_DATE)",
          f"__import__('datetime').date({date.today().year}, 1, 1)")), _no_clock),
    Guard("the zip is sorted", cut(bundle, ("in sorted(entries.items())", "in entries.items()")), _sorted),
    Guard("the zip has one mode", put_in(bundle, "_MODE", 0o120777), _modes),
    Guard("the zip has one time", put_in(bundle, "_TIME", (2020, 1, 1, 0, 0, 0)), _times),
    Guard("the zip is not written through a link", both(cut(bundle, (
        "    part.unlink(missing_ok=True)  # it may be a link, which would be followed\n", "\n"), (
        '"x"', '"w"'))), _linked_zip),
    Guard("an old zip stays until the new one is whole", cut(bundle, (
        'part = target.with_name(target.name + ".part")', "part = target")), _old_zip),
)  # fmt: skip


def _safe(probe: object, root: Path) -> bool:
    try:
        return bool(probe(root))  # type: ignore[operator]
    except OSError:
        return False


@pytest.mark.parametrize("guard", GUARDS, ids=lambda guard: guard.name)
def test_without_its_guard_the_promise_is_lost(guard: Guard, tmp_path: Path, monkeypatch: Patch) -> None:
    """The probe says yes with the guard and no without it: so it would tell if the guard were lost."""
    notices(guard, tmp_path, monkeypatch)
