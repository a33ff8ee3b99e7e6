"""Many documents: each is one row, whatever it holds; a part is there whole or not; and what changed is read again."""

from __future__ import annotations

import contextlib
import os
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest
from builders.archive import Archive
from builders.repository import FIXTURE, ROOT, put, tiny
from click.testing import CliRunner

from generator.analysis.policy import Tools, load_tools, read_policy
from generator.commands import main
from generator.commands.loose import as_contributed
from generator.formats import extract
from generator.outputs import corpus
from generator.outputs.corpus_parts import DEATHS, PARTS, READING, Reading, Store, blamed, name_of
from generator.outputs.corpus_rows import FINDINGS, POLICIES, STATES, counts, rows_of
from generator.outputs.kept import digest
from generator.outputs.origins import configuration, reader
from generator.problems import ContributorError
from generator.reading.source import PART, Found, Part
from generator.reading.sources import Wanted, kind_of, names, parts, read

TEXT = (
    "# Privacy Policy\n\nWe sell your personal data to advertisers. We use cookies, and you can refuse them. "
    "We collect your name and your address, and we share this personal information with our partners. "
    "You have the right to access the personal data that we hold of you, and to delete it.\n"
)
GERMAN = "# Datenschutz\n\n" + "Wir verkaufen die Daten nicht und wir geben sie auf einer Seite nicht weiter. " * 4
LOG_IN = "# Log in\n\n" + "Please enter the name and the password of your account to go on with this page. " * 20


@pytest.fixture(scope="module")
def tools() -> Tools:
    """What the project's own site asks."""
    return load_tools(ROOT)


def folder(root: Path, number: int) -> Path:
    """Make a folder of so many short texts."""
    for at in range(number):
        put(root, f"texts/{at:03}.md", f"{TEXT}\nWe have {at} partners.\n")
    return root / "texts"


def found(path: Path) -> list[Part]:
    """The parts of a source of its own kind."""
    return list(parts(path, kind_of(path), Wanted()))


def attempt(blame: dict[int, str], memory: Path) -> Reading:
    """An attempt at a part after others that ended."""
    return Reading(os.open(memory, os.O_RDWR | os.O_CREAT), blame)


def ended_while(store: Store, *places: int) -> None:
    """Begin a part, read these documents, and end in the middle of the last."""
    with contextlib.suppress(KeyboardInterrupt), store.reading("a") as one:
        for place in places:
            one.at(place)
        raise KeyboardInterrupt


def test_a_folder_is_cut_into_parts_of_two_hundred(tmp_path: Path) -> None:
    """Every document is named once, in order, and the shares of the parts are the whole."""
    cut = found(folder(tmp_path, 2 * PART + 3))
    assert [len(part.items) for part in cut] == [PART, PART, 3]
    assert [name for part in cut for name in names(part)] == [f"{at:03}.md" for at in range(2 * PART + 3)]
    assert sum(part.share for part in cut) == pytest.approx(1)


def test_a_part_is_named_by_its_documents_and_by_what_reads_them(tmp_path: Path) -> None:
    """Another place keeps the name; another document, another state of a file, or another practice changes it."""
    one = found(folder(tmp_path, 2))[0]
    moved = replace(one, root="/elsewhere", share=0.5)
    assert name_of(moved, "x") == name_of(one, "x") != name_of(one, "y")
    assert name_of(replace(one, items=one.items[:1]), "x") != name_of(one, "x")
    put(tmp_path, "texts/000.md", f"{TEXT}\nWe changed this.\n")
    assert name_of(found(tmp_path / "texts")[0], "x") != name_of(one, "x")


def test_a_new_practice_reads_everything_again(tmp_path: Path) -> None:
    """What documents are read with is named by the practices as well as by the program."""
    root = tiny(tmp_path) or tmp_path
    before = configuration(root)
    put(root, "site_config/practices/another.yml", "label: Another\n")
    assert before != configuration(root) is not None


def test_a_change_of_pages_reads_nothing_again() -> None:
    """The program that reads documents is named without the rooms after analysis, which cannot change a finding."""
    assert reader() == reader()
    assert reader() != digest(b"")


@pytest.mark.parametrize("name", ["acorn-mail/2021-03-04.txt"])
def test_the_rows_are_those_of_the_site(tools: Tools, name: str) -> None:
    """Findings and answers are those that the same text has on the website."""
    data = (FIXTURE / "content/policies" / name).read_bytes()
    row, findings = rows_of(Found(name, data, "txt"), tools)
    service, snapshot = as_contributed(name, ".txt", data)
    policy = read_policy(tools, service, snapshot, extract(data, "txt"))
    policy = tools.plausibility.judge(policy)
    assert row["answers"] == {one.practice: one.outcome for one in policy.verdicts if one.outcome != "silent"}
    assert [(one["practice"], one["quote"], one["start"]) for one in findings] == [
        (one.practice, one.quote, one.start) for one in policy.findings
    ]
    assert row["clauses"] == len(policy.clauses)


@pytest.mark.parametrize(
    ("data", "suffix", "state", "error"),
    [
        (TEXT.encode(), "md", "policy", None),
        (GERMAN.encode(), "md", "other-language", None),
        (LOG_IN.encode(), "md", "no-policy", None),
        (b"", "md", "error", "snapshot-empty"),
        (b"\x00\x01\x02" * 900, "txt", "error", "encoding"),
        (b"a " * 1_000_001, "md", "error", "snapshot-size"),
        (b"%PDF-1.4 but no more", "pdf", "error", None),
        (b"PK\x03\x04 no archive", "docx", "error", None),
        (b"\x89PNG\r\n\x1a\n", "", "error", "snapshot-format"),
        (b"x", "odt", "error", "snapshot-format"),
        (b"<div>" * 90_000, "html", "error", None),
    ],
)
def test_a_document_is_a_row_whatever_it_holds(
    tools: Tools, data: bytes, suffix: str, state: str, error: str | None
) -> None:
    """A policy, another language, a log-in page, and what no reader takes: each is one row with every column."""
    row, findings = rows_of(Found("x", data, suffix), tools)
    assert list(row) == [column.name for column in POLICIES]
    assert (row["state"], row["state"] in STATES) == (state, True)
    assert error is None or row["error"] == error or state == row["state"] == "error"
    assert bool(row["message"]) == (state == "error")
    assert state == "policy" or not findings
    assert all(list(one) == [column.name for column in FINDINGS] for one in findings)


def test_names_and_messages_cannot_command_a_terminal(tools: Tools) -> None:
    """What a source calls its documents is written so that no terminal obeys it, and that every table can hold it."""
    row, _ = rows_of(Found("a\x1b[2J\udcff.md", TEXT.encode(), "md", service="A\udcff"), tools)
    row["document"].encode()
    row["service"].encode()
    assert "\x1b" not in row["document"]


def test_counts_add_up_to_the_documents(tools: Tools) -> None:
    """Each document is counted once, under its state or its error."""
    made = [rows_of(Found("x", data, "md"), tools) for data in (TEXT.encode(), GERMAN.encode(), b"", b"")]
    counted = counts([row for row, _ in made], [one for _, them in made for one in them])
    assert counted == {"error snapshot-empty": 2, "findings": len(made[0][1]), "other-language": 1, "policy": 1}


def test_links_and_odd_names_of_a_folder_are_rows_or_nothing(tools: Tools, tmp_path: Path) -> None:
    """A link to a file is an error, a folder that is a link is not followed, hidden ones hold nothing."""
    root = folder(tmp_path, 1)
    put(tmp_path, "secret/key.md", "secret")
    put(tmp_path, "texts/.hidden/x.md", "hidden")
    (root / "link.md").symlink_to(tmp_path / "secret/key.md")
    (root / "broken.md").symlink_to(tmp_path / "nothing")
    (root / "away").symlink_to(tmp_path / "secret")
    (root / "a\nb.md").write_text(TEXT)
    (root / "folder.md").mkdir()
    os.mkfifo(root / "pipe.md")
    rows = [rows_of(one, tools)[0] for part in found(root) for one in read(part)]
    said = {row["document"]: row["error"] for row in rows}
    assert said == {"000.md": None, "a<U+000A>b.md": None, "broken.md": "file-kind", "link.md": "file-kind",
                    "pipe.md": "file-kind"}  # fmt: skip


def test_a_path_that_leaves_the_folder_is_never_opened(tmp_path: Path) -> None:
    """A worker opens only what lies in the folder itself: links on the way are refused."""
    put(tmp_path, "secret/key.md", "secret")
    root = folder(tmp_path, 1)
    (root / "way").symlink_to(tmp_path / "secret")
    part = replace(found(root)[0], items=(("way/key.md", ""),))
    assert [one.error for one in read(part)] == ["file-kind"]


def test_every_version_of_an_archive_is_a_document(tools: Tools, tmp_path: Path) -> None:
    """Each commit of a policy is a row, with whose it is, when it was recorded, and its own bytes."""
    archive = Archive(tmp_path / "archive")
    archive.record("2020-01-01", TEXT)
    archive.record("2021-01-01", f"{TEXT}\nMore.\n")
    there = [one for part in found(archive.folder) for one in read(part)]
    assert [(one.service, one.terms, one.captured and one.captured.year) for one in there] == [
        ("Acorn Mail", "privacy-policy", 2020),
        ("Acorn Mail", "privacy-policy", 2021),
    ]
    assert [one.data.decode() for one in there] == [TEXT, f"{TEXT}\nMore.\n"]
    assert len({rows_of(one, tools)[0]["document"] for one in there}) == 2


def test_what_git_does_not_give_is_a_row_and_the_rest_is_read(tmp_path: Path) -> None:
    """A text that is not in the clone, or too large, is an error; the versions after it are read all the same."""
    archive = Archive(tmp_path / "archive")
    for year, text in ((2020, TEXT), (2021, "a\n" * 1_000_001), (2022, f"{TEXT}\nMore.\n"), (2023, f"{TEXT}\nEnd.\n")):
        archive.record(f"{year}-01-01", text)
    part = found(archive.folder)[0]
    items = [*part.items]
    items[2] = (*items[2][:4], "0" * 40)
    got = [(one.error, len(one.data) > 0) for one in read(replace(part, items=tuple(items)))]
    assert got == [("", True), ("snapshot-size", False), ("source", False), ("", True)]


def test_an_archive_with_a_hostile_name_is_one_sentence(tmp_path: Path) -> None:
    """A clone whose names lead elsewhere is refused before anything is read."""
    archive = Archive(tmp_path / "archive")
    archive.record("2020-01-01", TEXT)
    blob = archive.git("hash-object", "-w", "--stdin", data=b"x")
    archive.plant("120000", "blob", blob, "Acorn", "Privacy Policy.md")
    with pytest.raises(ContributorError, match="is a link"):
        found(archive.folder)


def test_nothing_there_is_one_sentence(tmp_path: Path) -> None:
    """A source that is none, or of no kind that is read, is refused with what to do."""
    put(tmp_path, "x.zip", "x")
    for path in (tmp_path / "no", tmp_path / "x.zip"):
        with pytest.raises(ContributorError, match="do: Name"):
            kind_of(path)
    with pytest.raises(ContributorError):
        parts(tmp_path, "parquet", Wanted())


def test_a_document_is_to_blame_when_three_workers_ended_on_it() -> None:
    """One end is chance; the limit of time says of itself that it was that; and what cannot be read blames nobody."""
    ends = [b"%9d\n" % at for at in (4, 4, 4, 7, 7)] + [b"%9d\nTimeout (0:01:00)!\n" % 9] * DEATHS + [b"", b"x"]
    assert blamed(ends) == {4: "killed", 9: "slow"}
    assert blamed([b"%9d\n" % -1] * DEATHS) == {-1: "killed"}


@pytest.mark.parametrize("blame", [{}, {1: "slow"}, {0: "killed", 2: "slow"}, {-1: "killed"}])
def test_a_part_has_a_row_for_each_document_whoever_is_to_blame(
    tools: Tools, tmp_path: Path, blame: dict[int, str]
) -> None:
    """In the order of the source; what is to blame is not read again, and says why."""
    part = found(folder(tmp_path, 3))[0]
    rows = [row for row, _ in corpus.read_rows(part, tools, attempt(blame, tmp_path / "at"))]
    assert [row["document"] for row in rows] == names(part)
    assert [row["error"] for row in rows] == [blame.get(-1) or blame.get(at) for at in range(3)]


def test_a_source_that_goes_while_it_is_read_still_gives_rows(tools: Tools, tmp_path: Path) -> None:
    """A file that is gone, and a clone that is gone, make errors of their documents."""
    one = found(folder(tmp_path, 3))[0]
    (tmp_path / "texts/001.md").unlink()
    other = Part("archive", str(tmp_path / "gone"), "", (("A", "Privacy Policy", "2020-01-01", "c", "b"),) * 2, 1)
    for part, errors in ((one, [None, "missing-file", None]), (other, ["source", "source"])):
        rows = [row for row, _ in corpus.read_rows(part, tools, attempt({}, tmp_path / "at"))]
        assert [row["error"] for row in rows] == errors


def test_a_part_is_there_when_all_of_it_is(tmp_path: Path) -> None:
    """The file that says so is written last; and a part is found while it is made, and among the tables."""
    store = Store(tmp_path / "out")
    store.begin()
    (store.folder / PARTS / "a.findings.parquet").write_bytes(b"half")
    assert store.place("a") is None
    store.put("a", {"policies": b"1", "findings": b"2"})
    assert store.place("a") is not None
    store.publish({"a"})
    assert store.place("a") == store.folder / "policies/a.parquet"
    assert (store.folder / "findings/a.parquet").read_bytes() == b"2"


def test_tables_hold_one_run_only(tmp_path: Path) -> None:
    """What an earlier run made stays until the new one is whole, and is gone then, with all that was left lying."""
    store = Store(tmp_path / "out")
    store.begin()
    store.put("old", {"policies": b"1", "findings": b"2"})
    store.publish({"old"})
    store.begin()
    store.put("new", {"policies": b"3", "findings": b"4"})
    (store.folder / PARTS / "x.policies.parquet.0.part").write_bytes(b"left")
    assert sorted(path.name for path in (store.folder / "policies").iterdir()) == ["old.parquet"]
    store.publish({"new"})
    there = sorted(path.relative_to(store.folder).as_posix() for path in store.folder.rglob("*.p*"))
    assert there == ["findings/new.parquet", "policies/new.parquet"]


def test_a_folder_of_somebody_else_is_not_touched(tmp_path: Path) -> None:
    """Where other files lie, nothing is written and nothing deleted."""
    put(tmp_path, "thesis/policies/mine.parquet", "mine")
    with pytest.raises(ContributorError, match="holds files that Smallprint did not write"):
        Store(tmp_path / "thesis").begin()
    assert [path.name for path in (tmp_path / "thesis").rglob("*")] == ["policies", "mine.parquet"]


def test_an_end_leaves_behind_on_which_document_it_was(tmp_path: Path) -> None:
    """Each attempt that ends in the middle is known to the next one; one that comes to its end forgets them all."""
    store = Store(tmp_path / "out")
    store.begin()
    for _ in range(DEATHS):
        ended_while(store, 12, 5)
    with store.reading("a") as one:
        assert one.blamed == {5: "killed"}
    assert store.deaths("a") == 0
    ended_while(store)
    assert store.deaths("a") == 1
    store.begin()
    assert not list((store.folder / READING).iterdir())


@pytest.mark.slow
def test_a_process_ends_itself_where_a_document_takes_too_long(tmp_path: Path) -> None:
    """Also within code that never comes back to Python; and what it leaves behind says that it was slow."""
    store = Store(tmp_path / "out")
    store.begin()
    code = f"""
from pathlib import Path
from generator.outputs.corpus_parts import Store
with Store(Path({str(store.folder)!r})).reading("a") as one:
    one.at(7, 0.2)
    b"a" * 10 ** 7 in b"a" * 10 ** 9 or sum(range(10 ** 12))
"""
    for _ in range(DEATHS):
        assert subprocess.run([sys.executable, "-c", code], cwd=ROOT).returncode == 1
    with store.reading("a") as one:
        assert one.blamed == {7: "slow"}


def test_without_its_libraries_the_command_says_what_to_install(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A plain sentence and what to do, and nothing is written."""
    for name in ("dask", "distributed", "pyarrow", "fastwarc"):
        monkeypatch.setitem(sys.modules, name, None)
    result = CliRunner().invoke(main, ["corpus", str(folder(tmp_path, 1)), str(tmp_path / "out")])
    assert result.exit_code == 1
    assert "requirements-corpus.txt" in result.output
    assert "do: Run" in result.output
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize("size", ["lots", "-2GB", "2TB", "699MB", "0GB", ""])
def test_a_worker_has_the_memory_that_it_needs(tmp_path: Path, size: str) -> None:
    """With less than the program itself takes, workers would end and begin for ever: the command is not understood."""
    assert CliRunner().invoke(main, ["corpus", str(tmp_path), str(tmp_path / "out"), "--memory", size]).exit_code == 2


def test_workers_are_here_or_at_a_scheduler(tmp_path: Path) -> None:
    """The command is not understood where it names both."""
    given = ["corpus", str(tmp_path), str(tmp_path / "out"), "--workers", "2", "--scheduler", "tls://127.0.0.1:1"]
    assert CliRunner().invoke(main, given).exit_code == 2
