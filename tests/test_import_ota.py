"""An archive's versions come along when they say something new; a hostile archive gets a sentence, and nothing else."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest
from builders.archive import Archive
from builders.repository import put, tiny
from click.testing import CliRunner, Result

from generator.commands import main
from generator.gathering import gather

TEXT = "# Privacy Policy\n\n" + "\n\n".join(
    f"We keep the {word} that you give us for as long as you have an account with us, and not a day longer than that."
    for word in ("name", "address", "number", "letters", "pictures", "orders", "payments")
)
FIRST, SECOND, THIRD = TEXT, f"{TEXT}\n\nWe sell your data to anyone.", f"{TEXT}\n\nWe sell nothing of it to anybody."


@pytest.fixture
def archive(tmp_path: Path) -> Archive:
    """An archive without a version."""
    return Archive(tmp_path / "archive")


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A repository to bring versions to, in which the command is run."""
    root = tiny(tmp_path / "here") or tmp_path / "here"
    put(root, "mkdocs.yml", "site_name: Tiny\n")
    monkeypatch.chdir(root)
    return root


def bring(archive: Archive, *options: str) -> Result:
    """Run the command."""
    return CliRunner().invoke(main, ["import-ota", str(archive.folder), *options])


def copies(root: Path, service: str = "acorn-mail") -> list[str]:
    """The names of the copies that were brought."""
    return sorted(path.name for path in (root / "content/policies" / service).glob("*.md") if path.name != "service.md")


def contents(root: Path) -> dict[str, bytes]:
    """Everything that is in the repository's content."""
    return {str(path): path.read_bytes() for path in sorted((root / "content").rglob("*")) if path.is_file()}


def test_versions_come_along_with_where_they_are_from(archive: Archive, here: Path) -> None:
    """Each new text is a copy of its day, byte for byte, and the page says whose it is and which commit has it."""
    address = "https://github.com/OpenTermsArchive/contrib-snapshots/commit/" + "a" * 40
    archive.record("2020-01-01", FIRST, message=f"First record\n\nExtracted from {address}\n\nX-engine-version: 1.2.3")
    archive.record("2021-02-03", SECOND)
    result = bring(archive)
    assert result.exit_code == 0, result.output
    assert copies(here) == ["2020-01-01.md", "2021-02-03.md"]
    page = (here / "content/policies/acorn-mail/service.md").read_text(encoding="utf-8")
    assert "attribution: Open Terms Archive (https://opentermsarchive.org), database under ODC-BY 1.0" in page
    assert f"source: {address}" in page
    assert "First record, engine 1.2.3" in page
    gathered = gather(here)
    assert not [one for one in gathered.problems if "acorn-mail" in one.place.path]
    told = CliRunner().invoke(main, ["check"])
    assert "acorn-mail" not in told.output
    service = next(policy.service for policy in gathered.policies if policy.service.id == "acorn-mail")
    assert [snapshot.data.decode() for snapshot in service.snapshots] == [SECOND, FIRST]
    assert [policy.snapshot.file for policy in gathered.older["acorn-mail"]] == ["2020-01-01.md"]


def test_the_order_is_that_of_the_authors_dates(archive: Archive, here: Path) -> None:
    """A commit that was made later, of an earlier day, stands where its day is."""
    archive.record("2021-01-01", SECOND)
    archive.record("2020-01-01", FIRST)
    assert bring(archive).exit_code == 0
    assert [policy.snapshot.file for policy in gather(here).older["acorn-mail"]] == ["2020-01-01.md"]


@pytest.mark.parametrize(
    ("texts", "kept", "said"),
    [
        ((FIRST, FIRST.replace("name", "**name**")), 1, "1 with the same words"),
        ((FIRST, SECOND, FIRST), 1, "2 that came and went"),
        ((FIRST, "# Privacy Policy\n\nLog in to go on.", SECOND), 2, "1 taken for a failed capture"),
        (
            (FIRST + FIRST.replace("We", "They") * 4, FIRST, FIRST + FIRST.replace("We", "You") * 4),
            2,
            "1 taken for a failed capture",
        ),
        ((FIRST, SECOND, THIRD), 3, ""),
    ],
    ids=["the same words", "back again", "a log-in page", "a part of it", "all new"],
)
def test_what_says_nothing_new_stays_out(
    archive: Archive, here: Path, texts: tuple[str, ...], kept: int, said: str
) -> None:
    """What was left out is said, with the reason and how often."""
    for number, text in enumerate(texts, 1):
        archive.record(f"2020-01-{number:02}", text)
    result = bring(archive)
    assert len(copies(here)) == kept
    assert said in result.output


def test_run_again_it_adds_only_what_is_new(archive: Archive, here: Path) -> None:
    """The same archive adds nothing; a newer one adds its new versions, and changes no line that is there."""
    archive.record("2020-01-01", FIRST)
    bring(archive)
    before = contents(here)
    assert "0 copies of 1 version" in bring(archive).output
    assert contents(here) == before
    archive.record("2021-01-01", SECOND)
    assert "1 copy of 2 versions" in bring(archive).output
    after = contents(here)
    page = str(here / "content/policies/acorn-mail/service.md")
    assert {path: data for path, data in before.items() if path != page}.items() <= after.items()
    assert set(before[page].splitlines()) <= set(after[page].splitlines())


def test_a_text_that_is_back_is_the_newest_again(archive: Archive, here: Path) -> None:
    """Where the newest copy here was a text that went away again, the old one is added under its new day."""
    archive.record("2020-01-01", FIRST)
    archive.record("2020-02-01", SECOND)
    bring(archive)
    archive.record("2020-03-01", FIRST)
    bring(archive)
    assert copies(here) == ["2020-01-01.md", "2020-02-01.md", "2020-03-01.md"]


def test_only_the_services_and_terms_that_are_named(archive: Archive, here: Path) -> None:
    """Of several services only the named one comes along, and a name that is not there is a mistake."""
    archive.record("2020-01-01", FIRST)
    archive.record("2020-01-02", SECOND, service="Birch [Bank]")
    assert bring(archive, "--service", "Birch [Bank]").exit_code == 0
    assert copies(here) == []
    assert copies(here, "birch-bank") == ["2020-01-02.md"]
    for options in (("--service", "Cedar"), ("--terms", "Cookies Policy"), ("--terms", "../x"), ("--service", "../x")):
        result = bring(archive, *options)
        assert result.exit_code == 1
        assert "(archive)" in result.output


def test_one_process_reads_all_versions(archive: Archive, here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Git is started twice, however many services and versions there are."""
    for number in range(1, 6):
        archive.record(f"2020-01-{number:02}", f"{FIRST}\n\nThis is text {number} of many.")
        archive.record(f"2020-01-{number:02}", f"{SECOND}\n\nThis is text {number} of many.", service="Birch")
    started: list[object] = []
    real = subprocess.Popen

    class Counted(real):  # type: ignore[misc, valid-type]
        def __init__(self, *arguments: object, **options: object) -> None:
            started.append(arguments)
            super().__init__(*arguments, **options)

    monkeypatch.setattr(subprocess, "Popen", Counted)
    assert bring(archive).exit_code == 0
    assert len(started) == 2


def test_a_hostile_archive_gets_a_sentence(archive: Archive, here: Path) -> None:
    """Links, other repositories, names that lead out, files too large: a sentence says so, and nothing is written."""
    blob = archive.git("hash-object", "-w", "--stdin", data=FIRST.encode())
    large = archive.git("hash-object", "-w", "--stdin", data=b"words " * 1_000_000)
    lost = "1" * 40
    before = contents(here)
    planted = (
        ("120000", "blob", blob, "is a link"),
        ("160000", "commit", lost, "is another repository"),
        ("100644", "blob", large, "has over"),
        ("100644", "blob", lost, "lacks the file"),
    )
    for mode, kind, id, said in planted:
        archive.plant(mode, kind, id, "Acorn Mail", "Privacy Policy.md")
        result = bring(archive)
        assert (result.exit_code, said in result.output) == (1, True), result.output
        assert "Traceback" not in result.output
    for name in ("..", "a..b", "…", "\x1b[31m"):
        archive.plant("100644", "blob", blob, name, "Privacy Policy.md")
        result = bring(archive)
        assert result.exit_code == 1, name
        assert "\x1b" not in result.output
    assert contents(here) == before
    assert not (here.parent / "Privacy Policy.md").exists()


def test_what_is_no_archive_is_said(tmp_path: Path, archive: Archive, here: Path) -> None:
    """A folder that is not there, that is no repository, and one without a commit."""
    for folder in (tmp_path / "nowhere", archive.folder):
        result = CliRunner().invoke(main, ["import-ota", str(folder)])
        assert result.exit_code == 1
        assert "(archive)" in result.output


def test_another_service_in_the_folder_is_left_alone(archive: Archive, here: Path) -> None:
    """Where the folder's name belongs to a service of another name, nothing is added to it."""
    archive.record("2020-01-01", FIRST, service="Acorn Mail")
    archive.record("2020-01-01", SECOND, service="Acorn, Mail!")
    result = bring(archive)
    assert result.exit_code == 1
    assert "(archive-folder)" in result.output
