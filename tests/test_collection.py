"""Laws of a collection of one's own: it builds at once, holds only what differs, and is never overwritten."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
import sysconfig
from collections.abc import Callable
from pathlib import Path

import pytest
from builders.repository import ROOT, files
from builders.values import as_text
from click.testing import CliRunner

from generator.commands import main
from generator.outputs import collection
from generator.pipeline import SITE, make_pages, update_site
from generator.problems import ContributorError
from generator.reading.configuration import read_configuration
from generator.reading.standard import standard_practices

TERMS = Path(__file__).resolve().parent / "fixtures" / "terms"


def said(*words: str) -> tuple[int, str]:
    """The exit code of a command, and what it says."""
    result = CliRunner().invoke(main, words)
    return result.exit_code, result.output


def made(folder: Path, name: str = "Our Watch") -> Path:
    """A new collection, without the program's own wheel."""
    for path, data in {
        **collection.files(name),
        collection.RECORD: collection.record(name, collection.files(name)),
    }.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_bytes(data)
    return folder


def terms(folder: Path) -> Path:
    """The tiny second collection: three questions of its own about terms of service, with the frame of a new one."""
    shutil.copytree(TERMS, folder)
    for path, data in collection.files("Terms Watch").items():
        if path in ("mkdocs.yml", "site_config/hooks.py", "site_config/theme/assets/own.css"):
            (folder / path).parent.mkdir(parents=True, exist_ok=True)
            (folder / path).write_bytes(data.replace(b"privacy policies", b"terms of service"))
    return folder


def test_a_new_collection_has_no_mistake_and_asks_the_standard_questions(tmp_path: Path) -> None:
    """What init writes passes the check, without a practice, word or template of its own."""
    root = made(tmp_path / "ours")
    site, pages = make_pages(root)
    assert [practice.id for practice in site.catalogue.practices] != []
    assert {practice.id for practice in site.catalogue.practices} == set(standard_practices())
    assert [policy.service.name for policy in site.policies] == ["Example Mail"]
    assert any(verdict.outcome != "silent" for verdict in site.policies[0].verdicts)
    assert not list((root / "site_config").glob("*/*.yml"))
    home = next(page.data.decode() for page in pages if page.path == "about.md")
    assert "Our Watch" in home
    assert "Smallprint" not in home


def test_a_file_of_the_same_name_wins_and_a_list_chooses(tmp_path: Path) -> None:
    """A collection asks what its list names, and its own practice in the place of the standard one."""
    root = made(tmp_path / "ours")
    (root / "site_config/site.yml").write_text("practices: [uses-cookies, sells-personal-data]\n")
    own = root / "site_config/practices/uses-cookies.yml"
    own.parent.mkdir()
    text = (ROOT / "site_config/practices/uses-cookies.yml").read_text()
    own.write_text(re.sub(r"^label: .*$", "label: Bakes biscuits", text, count=1, flags=re.M))
    configuration, problems = read_configuration(root)
    labels = {practice.id: practice.label for practice in configuration.catalogue.practices}
    assert problems == ()
    assert set(labels) == {"uses-cookies", "sells-personal-data"}
    assert labels["uses-cookies"] == "Bakes biscuits"
    assert {id for id, _ in configuration.catalogue.search.asked} == set(labels)
    assert configuration.own == {"uses-cookies"}


def test_own_words_stand_beside_the_standard_ones(tmp_path: Path) -> None:
    """A macro, a limit and a cue of the same name win; all others are the standard's."""
    root = made(tmp_path / "ours")
    (root / "site_config/words.yml").write_text(
        "macros: {we: '\\bthe guild\\b'}\nconditions:\n  law: {label: by the guild's law, pattern: '\\bguild law\\b'}\n"
    )
    (root / "site_config/modifiers.yml").write_text(
        "- {cue: in no way, does: denies, changes: We in no way sell it., leaves: We sell it in no time.}\n"
    )
    standard, _ = read_configuration(ROOT)
    own, problems = read_configuration(root)
    assert [problem.message for problem in problems] == []
    assert dict(own.words.macros)["we"] == r"\bthe guild\b"
    assert set(dict(own.words.macros)) == set(dict(standard.words.macros))
    assert {one.id: one.label for one in own.words.conditions}["law"] == "by the guild's law"
    assert own.words.classes == standard.words.classes
    assert own.words.modifiers[0].cue == "in no way"
    assert len(own.words.modifiers) >= len(standard.words.modifiers)


@pytest.mark.parametrize(
    ("written", "told"),
    [
        ("practices: [sells-personal-dta]\n", "Did you mean `sells-personal-data`?"),
        ("practices: some\n", "must be a list"),
        ("practice: all\n", "practice"),
        ("texts: {one: terms}\n", "many"),
    ],
)
def test_a_mistake_in_site_yml_is_told_at_its_line(tmp_path: Path, written: str, told: str) -> None:
    """A practice that is not there, a word that is no list, a field that is none."""
    root = made(tmp_path / "ours")
    (root / "site_config/site.yml").write_text(written)
    _, problems = read_configuration(root)
    problem = problems[0]
    assert problem.place.path == "site_config/site.yml"
    assert told in problem.message + problem.remedy


def test_texts_of_another_kind_have_nothing_of_privacy(tmp_path: Path) -> None:
    """Three questions of its own on terms of service: no page speaks of privacy, and each answer has its quote."""
    root = terms(tmp_path / "terms")
    site = make_pages(root)[0]
    answers = {
        (policy.service.id, verdict.practice): verdict.outcome
        for policy in site.policies
        for verdict in policy.verdicts
    }
    assert {practice.id for practice in site.catalogue.practices} == {
        "forces-arbitration",
        "closes-accounts",
        "changes-terms",
    }
    assert answers["oak-forum", "forces-arbitration"] == "present"
    assert answers["elm-shop", "forces-arbitration"] == "absent"
    assert answers["elm-shop", "closes-accounts"] == "silent"
    update_site(root)
    pages = [
        path
        for path in (root / SITE).rglob("*")
        if path.suffix in (".html", ".js", ".json", ".csv", ".md", ".svg", ".xml")
        and path != root / SITE / "assets/search/index.js"  # it has words that people may type, on any subject
    ]
    assert len(pages) > 20
    told = [
        path.relative_to(root / SITE).as_posix()
        for path in pages
        if re.search(r"privacy(?!-policy\b)|privacy policy", as_text(path.read_bytes()), re.I)
    ]
    assert told == []


def test_init_makes_it_and_upgrade_has_nothing_to_say(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The command makes what the law above says, with a name from the folder."""
    monkeypatch.setattr(sys, "argv", ["smallprint"])
    code, told = said("init", str(tmp_path / "consumer-watch"))
    assert code == 0, told
    root = tmp_path / "consumer-watch"
    assert "site_name: Consumer Watch\n" in (root / "mkdocs.yml").read_text()
    assert "  - assets/own.css\n" in (root / "mkdocs.yml").read_text()
    monkeypatch.chdir(root)
    assert said("upgrade") == (0, "Made with version 0.1.0; this is 0.1.0.\nEverything is current.\n")


@pytest.mark.parametrize("name", ["", "a\nb", "<b>x</b>", "{{ 7 * 7 }}", "[x](javascript:y)", "x" * 61, "../x"])
def test_a_name_that_is_none_makes_nothing(tmp_path: Path, name: str) -> None:
    """It stands on every page and in settings: only plain letters and marks."""
    code, told = said("init", str(tmp_path / "x"), "--name", name)
    assert code == 2
    assert "is no name" in told
    assert not (tmp_path / "x").exists()


def test_a_folder_that_holds_anything_is_left_alone(tmp_path: Path) -> None:
    """One file is enough; nothing is lost, nothing is added."""
    (tmp_path / "mine.txt").write_text("mine")
    code, told = said("init", str(tmp_path), "--name", "Mine")
    assert code == 1
    assert "is not an empty folder" in told
    assert files(tmp_path) == {"mine.txt": b"mine"}


def old(root: Path, change: Callable[[dict[str, str]], None]) -> None:
    """Let the record say that an older version has written other bytes."""
    path = root / collection.RECORD
    told = json.loads(path.read_text())
    change(told["files"])
    told["version"] = "0.0.9"
    told["practices"] = [*told["practices"][1:], "gone-practice"]
    path.write_text(json.dumps(told))


def test_upgrade_replaces_what_nobody_changed_and_nothing_else(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without --apply nothing is touched; with it, only what is as an older version wrote it."""
    root = made(tmp_path / "ours")
    ours, untouched = b"# Ours\n", b"# older\n"
    (root / "README.md").write_bytes(ours)
    (root / "noxfile.py").write_bytes(untouched)
    (root / ".gitignore").unlink()
    import hashlib

    def change(told: dict[str, str]) -> None:
        told["noxfile.py"] = hashlib.sha256(untouched).hexdigest()
        told["README.md"] = "0" * 64
        del told["site_config/hooks.py"]
        told["old.py"] = "0" * 64

    old(root, change)
    (root / "site_config/hooks.py").unlink()
    (root / "old.py").write_text("")
    monkeypatch.chdir(root)
    before = files(root)
    code, told = said("upgrade")
    assert code == 0
    assert files(root) == before
    lines = [line.strip() for line in told.splitlines()]
    assert "noxfile.py is replaced by its newer version" in lines
    assert "README.md is newer too, but you have changed yours: it stays as it is" in lines
    assert "site_config/hooks.py is new" in lines
    assert any(line.startswith("old.py is no part") for line in lines)
    assert f"new standard questions: {standard_practices()[0]}" in lines
    assert "questions that are no more: gone-practice" in lines
    assert said("upgrade", "--apply")[0] == 0
    wanted = collection.files("Our Watch")
    assert (root / "noxfile.py").read_bytes() == wanted["noxfile.py"]
    assert (root / "site_config/hooks.py").read_bytes() == wanted["site_config/hooks.py"]
    assert (root / "README.md").read_bytes() == ours
    assert not (root / ".gitignore").exists()  # thrown away by people, and not asked back
    assert "replaced" not in said("upgrade")[1]


@pytest.mark.parametrize(
    "record", [None, b"", b"[]", b"{}", b'{"name": 1}', b'{"name": "x", "version": "1", "practices": 3, "files": {}}']
)
def test_what_is_no_collection_is_told_in_one_line(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, record: bytes | None
) -> None:
    """An older folder, or one whose record is broken: one clear error, nothing touched."""
    root = made(tmp_path / "ours")
    (root / collection.RECORD).unlink()
    if record is not None:
        (root / collection.RECORD).write_bytes(record)
    monkeypatch.chdir(root)
    before = files(root)
    code, told = said("upgrade", "--apply")
    assert code == 1
    assert "(no-collection)" in told
    assert "Traceback" not in told
    assert files(root) == before


def test_a_link_in_the_way_is_not_written_through(tmp_path: Path) -> None:
    """A file that became a link outside is refused."""
    root = made(tmp_path / "ours")
    outside = tmp_path / "outside"
    outside.write_bytes(b"x")
    (root / "noxfile.py").unlink()
    (root / "noxfile.py").symlink_to(outside)
    with pytest.raises(ContributorError):
        collection.upgrade(root)
    assert outside.read_bytes() == b"x"


@pytest.mark.slow
def test_the_wheel_alone_makes_a_collection_that_builds(tmp_path: Path) -> None:
    """In an environment that has only the libraries and the wheel, `init` and `build` work; the theme comes with it."""
    subprocess.run(
        [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(tmp_path)], cwd=ROOT, check=True
    )
    (wheel,) = tmp_path.glob("*.whl")
    subprocess.run([sys.executable, "-m", "venv", str(tmp_path / "venv")], check=True)
    libraries = tmp_path / "venv/lib" / Path(sysconfig.get_path("purelib")).parent.name / "site-packages"
    python = tmp_path / "venv/bin/python"
    subprocess.run([python, "-m", "pip", "install", "-qq", "--no-deps", "--no-index", wheel], check=True)
    (libraries / "libraries.pth").write_text(sysconfig.get_path("purelib"))
    smallprint, env = tmp_path / "venv/bin/smallprint", {**os.environ, "PYTHONPATH": ""}
    root = tmp_path / "ours"
    for command in ([smallprint, "init", root], [smallprint, "build"], [smallprint, "show", "example"]):
        done = subprocess.run(command, cwd=root if root.exists() else tmp_path, env=env, capture_output=True, text=True)
        assert done.returncode == 0, done.stderr
    assert (root / "wheels" / wheel.name).read_bytes() == wheel.read_bytes()
    assert "Protections" in done.stdout
    assert (root / "build/site/services/example.html").is_file()
    assert (root / "build/site/assets/smallprint.css").read_bytes() == (
        ROOT / "site_config/theme/assets/smallprint.css"
    ).read_bytes()
