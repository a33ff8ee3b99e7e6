"""Reading content/: every service that is right, and everything that is wrong."""

from __future__ import annotations

import datetime
import hashlib
import os
from pathlib import Path

import pytest
from builders.repository import CATEGORIES, PLACES, POLICY, PRACTICE, SERVICE, put, service, tiny

from generator.contributed import Service
from generator.formats import MAX_BYTES
from generator.problems import ContributorError, Problem
from generator.reading.configuration import load_catalogue, load_words
from generator.reading.files import MAX_SNAPSHOT, MAX_TEXT
from generator.reading.services import POLICIES, read_all


def services_of(root: Path) -> tuple[Service, ...]:
    """The services of the repository that are right."""
    return read_all(root)[0].services


def problems_of(root: Path) -> list[Problem]:
    """What is wrong in the repository."""
    return list(read_all(root)[1])


def said(root: Path) -> list[str]:
    """What is wrong, as ``path:line message`` below content/policies."""
    return [f"{p.place.path.removeprefix(POLICIES + '/')}:{p.place.line} {p.message}" for p in problems_of(root)]


def add(root: Path, id: str, name: str, **fields: str) -> None:
    """One more service."""
    put(root, f"{POLICIES}/{id}/service.md", service(name, **fields))
    put(root, f"{POLICIES}/{id}/undated-1.txt", POLICY)


def test_a_snapshot_is_its_bytes(tmp_path: Path):
    """Bytes are handed on as they are: line ends, odd characters and a missing last line end included."""
    data = "\ufeffPrivacy\r\nWe  keep\u00a0it.\r\n\n".encode() + b"\xff\x00end"
    tiny(tmp_path)
    text = SERVICE.replace(hashlib.sha256(POLICY.encode()).hexdigest(), hashlib.sha256(data).hexdigest())
    put(tmp_path, PLACES["service"], text)
    put(tmp_path, PLACES["snapshot"], data)
    (found,) = services_of(tmp_path)
    snapshot = found.snapshots[0]
    assert (snapshot.data, snapshot.format, snapshot.path) == (data, "txt", PLACES["snapshot"])
    assert (snapshot.captured, snapshot.dated, snapshot.source) == (None, None, None)


def test_snapshots_are_newest_first(tmp_path: Path):
    """By the day of capture, else by the policy's own day; without any last; those of one day by their number."""
    days = {
        "undated-2": ("unknown", None), "2019-05-05": ("2019-05-05", "2001-01-01"), "undated-10": ("unknown", None),
        "2020-01-01": ("unknown", "2020-01-01"), "2018-07-22": ("2018-07-22", None),
        "2019-05-05-10": ("2019-05-05", None), "2019-05-05-2": ("2019-05-05", None),
    }  # fmt: skip
    lines = ["---", "name: Example", "lang: en", "snapshots:"]
    for number, (name, (captured, dated)) in enumerate(days.items()):
        data = f"We keep it {number} years."
        put(tmp_path, f"{POLICIES}/example/{name}.txt", data)
        lines += [f"  - file: {name}.txt", f"    captured: {captured}", *([f"    dated: {dated}"] if dated else [])]
        lines += ["    source: https://example.com/privacy", f"    sha256: {hashlib.sha256(data.encode()).hexdigest()}"]
    put(tmp_path, PLACES["service"], "\n".join([*lines, "---", ""]))
    (found,) = services_of(tmp_path)
    order = ["2020-01-01", "2019-05-05-10", "2019-05-05-2", "2019-05-05", "2018-07-22", "undated-10", "undated-2"]
    assert [snapshot.file.removesuffix(".txt") for snapshot in found.snapshots] == order
    assert found.snapshots[1].captured == datetime.date(2019, 5, 5)
    assert found.snapshots[1].source == "https://example.com/privacy"


def test_services_are_in_order_of_their_id_whatever_the_disk_says(tmp_path: Path):
    """The order of the folder does not matter."""
    for id in ("zeta", "alpha", "mid-1"):
        add(tmp_path, id, id)
    assert [found.id for found in services_of(tmp_path)] == ["alpha", "mid-1", "zeta"]


def test_corrections_are_read_in_their_order(tmp_path: Path):
    """A service without reviews.yml has none."""
    tiny(tmp_path)
    add(tmp_path, "other", "Other")
    example, other = services_of(tmp_path)
    corrections = read_all(tmp_path)[0].corrections
    (correction,) = corrections[example.id]
    assert (correction.practice, correction.outcome) == ("sells-data", "absent")
    assert (correction.reviewed, correction.place.line) == (datetime.date(2020, 1, 2), 1)
    assert other.id not in corrections


@pytest.mark.parametrize("data", [b"", b" \n\t\n"])
def test_an_empty_snapshot_is_one_mistake(tmp_path: Path, data: bytes):
    """It is told as empty, and not also as other bytes."""
    put(tiny(tmp_path), PLACES["snapshot"], data)
    assert said(tmp_path) == ["example/service.md:5 `undated-1.txt`: the snapshot is empty"]


def test_a_snapshot_that_is_gone_is_told_where_it_is_listed(tmp_path: Path):
    """Listed but not there."""
    (tiny(tmp_path) / PLACES["snapshot"]).unlink()
    assert said(tmp_path) == ["example/service.md:5 `undated-1.txt`: the file is missing"]


def test_a_wrong_field_hides_no_other_mistake(tmp_path: Path):
    """A snapshot that is gone is told beside a wrong field, and a name that is taken beside an empty snapshot."""
    (tiny(tmp_path) / PLACES["snapshot"]).unlink()
    put(tmp_path, PLACES["service"], SERVICE.replace("lang: en", "lang: English"))
    add(tmp_path, "first", "Same")
    add(tmp_path, "second", "Same")
    put(tmp_path, f"{POLICIES}/second/undated-1.txt", "")
    assert said(tmp_path) == [
        "example/service.md:3 `lang: English` is not a language code",
        "example/service.md:5 `undated-1.txt`: the file is missing",
        f"second/service.md:2 the service of {POLICIES}/first/service.md has the same `name`",
        "second/service.md:5 `undated-1.txt`: the snapshot is empty",
    ]


def test_other_bytes_show_the_right_digest(tmp_path: Path):
    """Whoever knows that the bytes are right can copy the digest from the message."""
    put(tiny(tmp_path), PLACES["snapshot"], "Other words of a policy.")
    (problem,) = problems_of(tmp_path)
    assert hashlib.sha256(b"Other words of a policy.").hexdigest() in problem.message
    assert (problem.place.line, problem.check) == (8, "sha256")


def test_a_folder_without_service_page_is_told(tmp_path: Path):
    """Every folder is a service."""
    put(tiny(tmp_path), f"{POLICIES}/empty/undated-1.txt", POLICY)
    assert said(tmp_path) == ["empty/service.md:1 the folder has no service.md"]


def test_a_file_that_nobody_lists_is_odd(tmp_path: Path):
    """In a service's folder and beside the folders; hidden files are nobody's business."""
    put(tiny(tmp_path), f"{POLICIES}/example/notes.txt", "x")
    put(tmp_path, f"{POLICIES}/stray.txt", "x")
    put(tmp_path, f"{POLICIES}/README.md", "x")
    put(tmp_path, f"{POLICIES}/example/.DS_Store", "x")
    assert said(tmp_path) == [
        "example/notes.txt:1 `notes.txt` is not listed in service.md",
        "stray.txt:1 this file belongs to no service",
    ]
    assert {p.severity for p in problems_of(tmp_path)} == {"odd"}
    assert len(services_of(tmp_path)) == 1


@pytest.mark.parametrize("name", ["reviews.yaml", "review.yml", "Reviews.yml.txt"])
def test_reviews_in_a_file_of_another_name_are_found(tmp_path: Path, name: str):
    """Nobody reads them; so their writer is asked whether they meant the name that is read."""
    put(tiny(tmp_path), f"{POLICIES}/example/{name}", "- practice: sells-data\n")
    (problem,) = problems_of(tmp_path)
    assert problem.remedy.startswith("Did you mean `reviews.yml`? ")


@pytest.mark.parametrize("name", ["Example", "two words", "über", "a--b", "-a", "con", "x" * 61])
def test_a_folder_name_that_cannot_be_an_address_is_refused(tmp_path: Path, name: str):
    """Small letters, digits and single hyphens; no name that Windows reserves; at most 60 characters."""
    add(tmp_path, name, "Name")
    put(tmp_path, "site_config/categories.yml", CATEGORIES)
    checks = [p.check for p in problems_of(tmp_path) if p.place.path.startswith("content")]
    assert checks == ["folder-name"]


@pytest.mark.parametrize(
    ("second", "key"),
    [
        ({"name": "EXAMPLE  company"}, "name"),
        ({"name": "Other", "policy_url": "http://www.example.com/Privacy/"}, "policy_url"),
        ({"name": "example company", "policy_url": "https://example.com/privacy"}, "name"),
    ],
)
def test_two_folders_for_one_service_are_told_once(tmp_path: Path, second: dict[str, str], key: str):
    """The same name but for case and spaces, or the same policy: both folders are named."""
    add(tmp_path, "first", "Example Company", policy_url="https://example.com/privacy")
    add(tmp_path, "second", **second)
    (problem,) = [problem for problem in problems_of(tmp_path) if problem.place.path.startswith(POLICIES)]
    assert problem.message == f"the service of {POLICIES}/first/service.md has the same `{key}`"
    assert problem.place.path == f"{POLICIES}/second/service.md"


def test_links_are_refused_and_never_followed(tmp_path: Path):
    """A symbolic link as snapshot, page, review or folder is told, whatever it leads to."""
    tiny(tmp_path)
    secret = put(tmp_path, "secret.txt", POLICY)
    (tmp_path / PLACES["snapshot"]).unlink()
    (tmp_path / PLACES["snapshot"]).symlink_to(secret)
    (tmp_path / POLICIES / "linked").symlink_to(tmp_path / POLICIES / "example")
    add(tmp_path, "other", "Other")
    (tmp_path / POLICIES / "other" / "reviews.yml").symlink_to(tmp_path / "nowhere")
    (tmp_path / POLICIES / "third").mkdir()
    (tmp_path / POLICIES / "third" / "service.md").symlink_to(tmp_path / PLACES["service"])
    assert said(tmp_path) == [
        "example/service.md:5 `undated-1.txt`: this is a link to another file",
        "linked:1 this is a link, not a folder",
        "other/reviews.yml:1 this is a link to another file",
        "third/service.md:1 this is a link to another file",
    ]


def test_nothing_is_read_through_a_linked_folder(tmp_path: Path):
    """Not even where the folder of all services, or of the configuration, is the link."""
    away = tiny(tmp_path / "away")
    for name in ("content", "site_config"):
        (tmp_path / "here" / name).parent.mkdir(exist_ok=True)
        (tmp_path / "here" / name).symlink_to(away / name)
    contents, problems = read_all(tmp_path / "here")
    assert contents.services == ()
    assert {p.check for p in problems} == {"file-kind"}
    assert len(problems) == 6


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="This system has no named pipes.")
def test_a_pipe_is_refused_and_never_waited_for(tmp_path: Path):
    """A named pipe would block the reader for ever."""
    tiny(tmp_path)
    (tmp_path / PLACES["snapshot"]).unlink()
    os.mkfifo(tmp_path / PLACES["snapshot"])
    os.mkfifo(tmp_path / POLICIES / "example" / "more.txt")
    assert said(tmp_path) == [
        "example/more.txt:1 this is not a plain file",
        "example/service.md:5 `undated-1.txt`: this is not a plain file",
    ]


def test_sizes_have_limits(tmp_path: Path):
    """A snapshot and a page that are too big are refused, with the limit named; reading and formats agree on it."""
    put(tiny(tmp_path), PLACES["snapshot"], b"x" * (MAX_SNAPSHOT + 1))
    add(tmp_path, "long", "Long")
    put(tmp_path, f"{POLICIES}/long/service.md", service("Long") + "x" * MAX_TEXT)
    assert said(tmp_path) == [
        "example/service.md:5 `undated-1.txt`: the file is larger than 2 MB, the limit",
        "long/service.md:1 the file is larger than 256 kB, the limit",
    ]
    assert MAX_SNAPSHOT == MAX_BYTES


def test_a_page_in_another_encoding_is_told_with_its_place(tmp_path: Path):
    """Line and column of the first byte that is not UTF-8."""
    put(tiny(tmp_path), PLACES["service"], SERVICE.replace("Example", "Exämple").encode("latin-1"))
    (problem,) = problems_of(tmp_path)
    assert (problem.place.line, problem.place.column, problem.check) == (2, 9, "encoding")


def test_the_catalogue_is_in_order_of_category_then_label(tmp_path: Path):
    """The order in which categories stand, then labels, not file names."""
    tiny(tmp_path)
    put(
        tmp_path,
        PLACES["categories"],
        CATEGORIES + CATEGORIES.replace("sharing:", "access:").replace("order: 1", "order: 0"),
    )
    put(tmp_path, "site_config/practices/aaa.yml", PRACTICE.replace("label: Sells data", "label: Zeta"))
    put(
        tmp_path,
        "site_config/practices/zzz.yml",
        PRACTICE.replace("label: Sells", "label: Has").replace("sharing", "access"),
    )
    catalogue = load_catalogue(tmp_path)
    assert [category.id for category in catalogue.categories] == ["access", "sharing"]
    assert [practice.id for practice in catalogue.practices] == ["zzz", "sells-data", "aaa"]
    practice = catalogue.practices[1]
    assert practice.answer("silent") == "Does not say"
    assert [(rule.name, rule.outcome, rule.negated) for rule in practice.rules] == [("sells", "present", "absent")]
    assert practice.examples[-1] == ("silent", "You may not sell your account.")
    assert dict(load_words(tmp_path).macros) == {"we": r"\b(?:we|us)\b"}


def test_practice_files_have_names_and_labels_of_their_own(tmp_path: Path):
    """The file's name is the id; a label stands on one badge only; other files are odd."""
    tiny(tmp_path)
    put(tmp_path, "site_config/practices/Bad_Name.yml", PRACTICE)
    put(tmp_path, "site_config/practices/same.yml", PRACTICE)
    put(tmp_path, "site_config/practices/notes.txt", "x")
    found = [(p.place.path.rpartition("/")[2], p.check, p.severity) for p in problems_of(tmp_path)]
    assert found == [
        ("Bad_Name.yml", "practice-file", "error"),
        ("notes.txt", "practice-file", "odd"),
        ("sells-data.yml", "duplicate-practice", "error"),
    ]
    with pytest.raises(ContributorError):
        load_catalogue(tmp_path)


def test_a_missing_configuration_is_told(tmp_path: Path):
    """An empty folder gives problems, not a crash."""
    assert [p.place.path for p in problems_of(tmp_path)] == [POLICIES, PLACES["categories"], PLACES["words"]]
