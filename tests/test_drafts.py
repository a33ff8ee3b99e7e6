"""Drafting a policy: the bytes as they are, a page that says what was read from them, and nothing overwritten."""

from __future__ import annotations

import difflib
import hashlib
from datetime import date
from pathlib import Path

import pytest
from builders.repository import CATEGORIES, PLACES, PRACTICE, WORDS, put, tiny

from generator.analysis.language import guess
from generator.formats.table import recognised
from generator.gathering import gate
from generator.model import Edit
from generator.outputs.drafts import NOT_NAMED, Draft, new_service, new_snapshot, slug
from generator.outputs.edits import apply
from generator.problems import ContributorError, format_problem
from generator.reading.captures import Capture, load_capture
from generator.reading.frontmatter import load_page, scalar

WORDS_OF_A_POLICY = "We keep the data that you give to us, and we do not sell it to others. " * 30
TEXT = f"Privacy at Acorn\n\nLast updated: 4 May 2019\n\n{WORDS_OF_A_POLICY}\n"
MARKDOWN = f"# Privacy at Acorn\n\n## What we keep\n\n{WORDS_OF_A_POLICY}\n\n## Whom to ask\n\nWrite to us.\n"
HTML = (
    "<!doctype html><html lang=en><title>Acorn</title><body><h1>Privacy at Acorn</h1>"
    f"<p>{WORDS_OF_A_POLICY}</p></body></html>"
)
ARCHIVED = (
    "> *Extracted from the acorn.example privacy policy that was archived on 2018-10-04: [original snapshot on the "
    "Wayback Machine](https://web.archive.org/web/20181004181322id_/https%3A//www.acorn.example/privacy).*\n\n"
    f"{MARKDOWN}"
)


def empty(root: Path) -> Path:
    """A repository without policies."""
    for name, text in (("practices", PRACTICE), ("categories", CATEGORIES), ("words", WORDS)):
        put(root, PLACES[name], text)
    (root / "content/policies").mkdir(parents=True)
    return root


def learnt(draft: Draft) -> dict[str, str]:
    """What a draft says of its text, by field."""
    return {one.field: one.value for one in draft.learnt}


@pytest.mark.parametrize(
    ("name", "data", "file"),
    [
        ("policy.txt", TEXT.encode(), "2019-05-04.txt"),
        ("policy.txt", TEXT.encode("utf-16"), "2019-05-04.txt"),
        ("policy.txt", TEXT.replace("\n", "\r\n").encode("cp1252"), "2019-05-04.txt"),
        ("", TEXT.encode(), "2019-05-04.txt"),
        ("policy.md", MARKDOWN.encode(), "undated-1.md"),
        ("policy.txt", MARKDOWN.encode(), "undated-1.md"),
        ("policy.htm", HTML.encode(), "undated-1.html"),
        ("policy.txt", HTML.encode(), "undated-1.html"),
        ("archived.md", ARCHIVED.encode(), "2018-10-04.md"),
    ],
)
def test_a_new_policy_passes_check_untouched(tmp_path: Path, name: str, data: bytes, file: str) -> None:
    """Whatever the text is, the draft has its bytes, and nothing is wrong or odd with it."""
    root = empty(tmp_path)
    draft = new_service(root, "Acorn", Capture(data, name))
    apply(root, draft.edits)
    given, problems = gate(root)
    assert problems == ()
    (service,) = given.contents.services
    (snapshot,) = service.snapshots
    assert (service.id, service.name, service.lang, snapshot.file) == ("acorn", "Acorn", "en", file)
    assert (root / "content/policies/acorn" / file).read_bytes() == data


def test_what_is_known_of_the_origin_is_written_down(tmp_path: Path) -> None:
    """The address and the day that a person gives stand in the page, and with them the live policy and the website."""
    root = empty(tmp_path)
    capture = Capture(TEXT.encode(), "policy.txt", "https://www.acorn.example/privacy", date(2020, 1, 2))
    apply(root, new_service(root, "Acorn: Mail", capture).edits)
    (service,) = gate(root)[0].contents.services
    assert (service.name, service.website) == ("Acorn: Mail", "https://www.acorn.example")
    assert service.policy_url == service.snapshots[0].source == "https://www.acorn.example/privacy"
    assert (service.snapshots[0].captured, service.snapshots[0].dated) == (date(2020, 1, 2), date(2019, 5, 4))
    assert service.snapshots[0].file == "2020-01-02.txt"


def test_an_archive_says_when_and_where(tmp_path: Path) -> None:
    """The address of an archived page holds the day of capture and the address of the live page."""
    told = learnt(new_service(empty(tmp_path), "Acorn", Capture(ARCHIVED.encode(), "a.md")))
    assert told["captured"] == "2018-10-04"
    assert told["source"].startswith("https://web.archive.org/web/20181004181322id_/")
    assert (told["policy_url"], told["website"]) == ("https://www.acorn.example/privacy", "https://www.acorn.example")


def test_nothing_is_invented(tmp_path: Path) -> None:
    """What the text does not say is unknown, and a person is asked to look at it."""
    draft = new_service(empty(tmp_path), "Birch", Capture(MARKDOWN.encode()))
    assert {one.field for one in draft.learnt if one.ask} == {"name", "captured", "source"}
    assert draft.learnt[0].origin == NOT_NAMED
    assert learnt(draft)["title"] == "Privacy at Acorn"
    (_bytes, page) = draft.edits
    data = load_page(page.after.decode(), "")[0].data
    assert (data["snapshots"][0]["captured"], data["snapshots"][0]["source"]) == ("unknown", "unknown")
    assert set(data) == {"name", "lang", "snapshots"}


def test_nothing_is_overwritten(tmp_path: Path) -> None:
    """A folder that is there, and a service of that name in another folder, are refused; nothing is written."""
    root = tiny(tmp_path)
    before = {path: path.read_bytes() for path in root.rglob("*") if path.is_file()}
    for name, id in (("Example", ""), (" EXAMPLE", "other"), ("Other", "example")):
        with pytest.raises(ContributorError) as error:
            new_service(root, name, Capture(TEXT.encode()), id=id)
        assert "smallprint update example FILE" in error.value.problems[0].remedy
    assert before == {path: path.read_bytes() for path in root.rglob("*") if path.is_file()}


def test_one_policy_is_not_added_twice(tmp_path: Path) -> None:
    """An address that another service has as its policy's is refused, as the whole check would refuse it."""
    root = empty(tmp_path)
    apply(root, new_service(root, "Acorn", Capture(TEXT.encode(), "", "https://www.acorn.example/privacy")).edits)
    with pytest.raises(ContributorError) as error:
        new_service(root, "Birch", Capture(TEXT.encode(), "", "http://acorn.example/privacy/"))
    assert error.value.problems[0].message == "this service has the same `policy_url`"


@pytest.mark.parametrize(
    "data",
    [
        b"From: <Saved by Blink>\r\nMIME-Version: 1.0\r\n",
        b"bplist00\xd1",
        b"{\\rtf1 ",
        b"\xd0\xcf\x11\xe0\xa1",
        b"PK\x03\x04" + bytes(26) + b"mimetypeapplication/vnd.oasis.opendocument.text",
        b"\x89PNG\r\n",
    ],
)
def test_a_file_of_another_kind_is_named_and_refused(tmp_path: Path, data: bytes) -> None:
    """What a browser or an office program also saves would read as gibberish; the person is told what it is."""
    with pytest.raises(ContributorError) as error:
        new_service(empty(tmp_path), "Acorn", Capture(data + WORDS_OF_A_POLICY.encode(), "saved.bin"))
    assert error.value.problems[0].check == "snapshot-format"


@pytest.mark.parametrize(
    ("name", "said"), [("", "there is no name"), ("日本", "`日本` cannot be the name of a folder")]
)
def test_what_stands_in_no_file_is_told_without_a_place(tmp_path: Path, name: str, said: str) -> None:
    """A name that no folder can have is no line of a file."""
    with pytest.raises(ContributorError) as error:
        new_service(empty(tmp_path), name, Capture(TEXT.encode()))
    assert format_problem(error.value.problems[0]).splitlines()[0] == said


def test_whoever_adds_an_older_text_is_told_which_one_is_shown(tmp_path: Path) -> None:
    """The pages show the snapshot with the latest day; one without a day is not newer than one that has it."""
    root = tiny(tmp_path)
    newer = Capture(TEXT.encode(), "", None, date(2020, 1, 2))
    draft = new_snapshot(root, "example", newer)
    assert "shown" not in learnt(draft)
    apply(root, draft.edits)
    for captured in (None, date(2018, 1, 1)):
        draft = new_snapshot(root, "example", Capture(MARKDOWN.encode(), "", None, captured))
        assert learnt(draft)["shown"] == "2020-01-02.txt"


@pytest.mark.parametrize("data", [b"", b" \n", b"...", b"<html></html>", b"%PDF-1.4 broken"])
def test_what_cannot_be_read_is_refused_before_anything_is_written(tmp_path: Path, data: bytes) -> None:
    """A text without words, or one that is broken, makes no folder."""
    root = empty(tmp_path)
    with pytest.raises(ContributorError):
        new_service(root, "Acorn", Capture(data, "policy.txt"))
    assert list((root / "content/policies").iterdir()) == []


def test_a_newer_capture_comes_first_and_the_rest_stays(tmp_path: Path) -> None:
    """``update`` adds lines to the list in service.md and touches no other line, comments included."""
    root = tiny(tmp_path)
    page = root / PLACES["service"]
    page.write_text(page.read_text().replace("lang: en", "lang: en    # a comment"))
    before = page.read_text().splitlines()
    draft = new_snapshot(root, "example", Capture(TEXT.replace("data", "letters").encode(), "policy.txt"))
    apply(root, draft.edits)
    after = page.read_text().splitlines()
    assert not any(line.startswith("- ") for line in difflib.ndiff(before, after))
    (root / PLACES["reviews"]).unlink()
    given, problems = gate(root)
    assert problems == ()
    assert [s.file for s in given.contents.services[0].snapshots] == ["2019-05-04.txt", "undated-1.txt"]


def test_a_second_capture_of_a_day_gets_a_number(tmp_path: Path) -> None:
    """No snapshot takes the name of another."""
    root = tiny(tmp_path)
    for number, file in ((1, "2019-05-04.txt"), (2, "2019-05-04-2.txt"), (3, "2019-05-04-3.txt")):
        draft = new_snapshot(root, "example", Capture(f"{TEXT}{number}".encode()))
        assert learnt(draft)["file"] == file
        apply(root, draft.edits)
    assert {p.check for p in gate(root)[1]} <= {"review-outdated"}


def test_update_refuses_the_same_bytes_and_an_unknown_service(tmp_path: Path) -> None:
    """A policy that has not changed adds nothing; a misspelt service is told the right name."""
    root = tiny(tmp_path)
    with pytest.raises(ContributorError) as error:
        new_snapshot(root, "example", load_capture(root / PLACES["snapshot"], None, None))
    assert error.value.problems[0].check == "snapshot-copy"
    with pytest.raises(ContributorError) as error:
        new_snapshot(root, "exmple", Capture(TEXT.encode()))
    assert error.value.problems[0].remedy == "Did you mean `example`?"


@pytest.mark.parametrize(
    ("name", "id"),
    [
        ("Ünited Apps, Inc.", "united-apps-inc"),
        ("O'Hara & Sons", "ohara-sons"),
        ("日本", ""),
        ("a" * 70, ""),
        ("x " * 50, "x-" * 29 + "x"),
    ],
)
def test_a_folder_is_named_like_its_service(name: str, id: str) -> None:
    """Letters and digits stay; where nothing is left, or one word is too long, the person must choose."""
    assert slug(name) == id


@pytest.mark.parametrize(
    "text", ["Acorn", "Acorn: Mail", "'Acorn'", "yes", "2020", "- x", "a # b", "#1", "{a}", "true", "2020-01-02"]
)
def test_a_value_is_quoted_only_where_it_must_be(text: str) -> None:
    """What is written reads back as the text that it was."""
    assert load_page(f"---\nname: {scalar(text)}    # note\n---\n", "")[0].data == {"name": text}
    assert scalar("Acorn Mail") == "Acorn Mail"


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("We collect the data that you give to us and keep it in our systems.", "en"),
        ("Wir verarbeiten die Daten, die Sie uns geben, und speichern sie nicht auf einer Platte.", "de"),
        ("Nous traitons les données que vous nous donnez et elles sont gardées pour vos achats.", "fr"),
        ("Lorem ipsum dolor sit amet consectetur adipiscing elit.", None),
    ],
)
def test_a_language_is_told_only_where_it_is_plain(text: str, code: str | None) -> None:
    """The commonest words decide; without them nothing is guessed."""
    assert guess(text) == code


def test_the_bytes_decide_where_the_name_says_nothing() -> None:
    """A file without a suffix, and a .txt that is something else, are known by their beginning."""
    assert [recognised(data).suffix for data in (b"%PDF-1.7", b"PK\x03\x04", b" <HTML>", b"Words")] == [
        "pdf",
        "docx",
        "html",
        "txt",
    ]
    assert recognised(b"<html>", "page.md").suffix == "md"


def test_apply_makes_all_edits_or_none(tmp_path: Path) -> None:
    """When one place is taken, or one file has changed, nothing at all is written."""
    root = tiny(tmp_path)
    draft = new_snapshot(root, "example", Capture(TEXT.encode()))
    put(root, "content/policies/example/2019-05-04.txt", "somebody else's")
    before = (root / PLACES["service"]).read_bytes()
    with pytest.raises(ContributorError):
        apply(root, draft.edits)
    assert (root / PLACES["service"]).read_bytes() == before
    (root / "content/policies/example/2019-05-04.txt").unlink()
    put(root, PLACES["service"], before + b"\nMore.\n")
    with pytest.raises(ContributorError):
        apply(root, draft.edits)
    assert not (root / "content/policies/example/2019-05-04.txt").exists()
    assert hashlib.sha256(TEXT.encode()).hexdigest() in draft.edits[-1].after.decode()


def test_apply_leaves_nothing_half_done(tmp_path: Path) -> None:
    """When the disk refuses one file, the others are as they were, and the person is told in a sentence."""
    root = tiny(tmp_path)
    page = (root / PLACES["service"]).read_bytes()
    before = {path: path.read_bytes() for path in root.rglob("*") if path.is_file()}
    edits = (Edit(PLACES["service"], page, b"new"), Edit("content/new.txt", None, b"new"))
    refused = Edit(f"{PLACES['snapshot']}/below-a-file.txt", None, b"new")
    with pytest.raises(ContributorError) as error:
        apply(root, (*edits, refused))
    assert error.value.problems[0].check == "not-written"
    assert before == {path: path.read_bytes() for path in root.rglob("*") if path.is_file()}
