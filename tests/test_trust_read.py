"""Promises of the readers: what is too large, a link, a pipe, hidden or no plain name is refused, and not read."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from builders.documents import FORM, LINE, PARAGRAPH, packed, pdf, word
from builders.repository import PLACES, POLICY, put, service, tiny
from pydantic_core import PydanticCustomError

from generator.analysis.clauses import segment
from generator.analysis.patterns import compile_pattern, expand
from generator.formats import Unreadable, extract
from generator.gathering import gate
from generator.model import Page
from generator.problems import UNSEEN, ContributorError
from generator.reading import fields, files, frontmatter, handwritten
from generator.words import Words

ENTITY = '<!DOCTYPE x [<!ENTITY a "x">]>'
BLANKS = packed(b" " * 250_000, FORM.replace(b"/X0 5 0 R", b""))


def told(root: Path) -> str:
    """All that the gate says of a repository."""
    return "\n".join(problem.message for problem in gate(root)[1])


@pytest.mark.parametrize(
    ("data", "format"),
    [
        pytest.param(b"We keep it.\n\n" * 10_001, "txt", id="clauses"),
        pytest.param(b"We share:\n\n" + b"- data\n" * 50_001, "txt", id="blocks", marks=pytest.mark.slow),
        pytest.param(b"We " * 400_000, "txt", id="letters"),
        pytest.param(b"<p>We share</p><!--" + b"x" * 2_000_000 + b"-->", "html", id="bytes"),
        pytest.param(b"<p>x " + b"<div>" * 5_000, "html", id="depth"),
        pytest.param(word(f"{PARAGRAPH}{' ' * 10**7}"), "docx", id="Word unpacked"),
        pytest.param(word(PARAGRAPH + "<!---->" * 120_001), "docx", id="Word elements"),
        pytest.param(word(PARAGRAPH, ENTITY), "docx", id="Word entities"),
        pytest.param(pdf(LINE, 201), "pdf", id="PDF pages"),
        pytest.param(pdf(b"/X0 Do\n" * 40, form=BLANKS), "pdf", id="PDF steps", marks=pytest.mark.slow),
    ],
)
def test_a_snapshot_beyond_a_limit_is_refused(data: bytes, format: str) -> None:
    """What would take long, or holds entities that could, is refused with a sentence."""
    with pytest.raises(Unreadable):
        segment(extract(data, format))


@pytest.mark.parametrize("source", ["We " + "[" * 20_001, "We " + "`" * 200_001], ids=["brackets", "backticks"])
def test_markdown_with_too_many_marks_is_plain_text(source: str) -> None:
    """Where marks would take a parser long, the text is read as it stands, and its page says so."""
    document = extract(source.encode(), "md")
    assert document.text.strip() == source
    assert "plain text" in "".join(document.warnings)


def test_fields_have_a_size_whatever_fills_them() -> None:
    """Remarks count too."""
    with pytest.raises(ContributorError):
        frontmatter.load_yaml("a: b\n" + "# x\n" * 120_000, "x")


@pytest.mark.skipif(os.name == "nt", reason="links and pipes of Unix")
def test_no_file_is_opened_that_is_too_large_a_pipe_or_behind_a_link(tmp_path: Path) -> None:
    """A file is read up to its limit, waits for nobody, and lies where its path says."""
    put(tmp_path, "big.txt", "x" * 2000)
    put(tmp_path, "elsewhere/secret", "secret")
    os.mkfifo(tmp_path / "pipe")
    (tmp_path / "folder").symlink_to(tmp_path / "elsewhere")
    (tmp_path / "file").symlink_to(tmp_path / "elsewhere/secret")
    assert files.read_bytes(tmp_path, "elsewhere/secret", 10) == b"secret"
    for path in ("big.txt", "pipe", "folder/secret", "file"):
        with pytest.raises(ContributorError):
            files.read_bytes(tmp_path, path, 1000)


def test_no_practice_is_read_through_a_link(tmp_path: Path) -> None:
    """A link in the place of a practice is told, and what it leads to is no practice."""
    root = tiny(tmp_path)
    practice = root / PLACES["practices"]
    practice.rename(root / "secret.yml")
    practice.symlink_to(root / "secret.yml")
    given, problems = gate(root)
    assert problems
    assert given.contents.configuration.catalogue.practices == ()


def test_no_service_is_a_link(tmp_path: Path) -> None:
    """A link among the folders of the policies is told, and not entered."""
    root = tiny(tmp_path)
    put(root, "elsewhere/x", "x")
    (root / "content/policies/other").symlink_to(root / "elsewhere")
    assert "this is a link, not a folder" in told(root)


def test_a_snapshot_is_as_captured(tmp_path: Path) -> None:
    """Words that were added to a snapshot do not have its SHA-256."""
    root = tiny(tmp_path)
    put(root, PLACES["snapshot"], POLICY + "We sell nothing.\n")
    assert "sha256" in told(root)


@pytest.mark.parametrize("website", ["javascript:alert(1)", "data:text/html,x", "https://a.example@b.example"])
def test_an_address_is_one_of_the_web(tmp_path: Path, website: str) -> None:
    """An address that runs, or that names another host than it seems to, is refused."""
    root = tiny(tmp_path)
    put(root, PLACES["service"], service("Example", website=f"'{website}'"))
    assert gate(root)[0].contents.services == ()
    with pytest.raises(PydanticCustomError):
        fields.web_address(website)


def test_what_nobody_sees_is_told(tmp_path: Path) -> None:
    """A hidden character of a snapshot and of a service's name is named."""
    root, text = tiny(tmp_path), POLICY + "\u200b"
    put(root, PLACES["snapshot"], text)
    put(root, PLACES["service"], service("Example", text))
    assert "hidden character" in told(root)
    put(root, PLACES["service"], service("Exam\u202eple", text))
    assert gate(root)[0].contents.services == ()


def test_all_that_hides_is_known_to_hide() -> None:
    """What can turn a text round, or is nothing, hides; soft hyphens and the joiners of scripts do not."""
    assert all(UNSEEN.search(char) for char in "\u202a\u202e\u2066\u2069\u200b\u200e\u200f\u061c\U000e0001")
    assert not UNSEEN.search("a\u00ad\u200c\u200d é\n")


@pytest.mark.parametrize("name", ["../x.txt", "a/b.txt", ".txt", "nul.txt", "x.exe", "undated-1.txt\n"])
def test_no_snapshots_name_is_a_path(name: str) -> None:
    """A snapshot's name is one that every system can have, of a kind that is read, in its folder."""
    assert not fields.is_file_name(name)


@pytest.mark.parametrize("id", ["../x", "a/b", "", "A", "a" * 61, "-a", "a--b", "a\n"])
def test_no_id_is_a_path(id: str) -> None:
    """An id is a short word of small letters, digits and single hyphens."""
    assert not fields.is_slug(id)


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("x.md", "[" * 301),
        ("x.md", "> " * 50 + "x"),
        ("x.md", "\x1b[2J"),
        ("con.md", "# x"),
        (f"{'/'.join(['long' * 15] * 4)}.md", "# x"),
        ("evil.svg", "<svg onload=alert(1)>"),
    ],
    ids=["brackets", "depth", "control", "device", "path", "drawing"],
)
def test_no_page_by_hand_is_beyond_the_limits(tmp_path: Path, path: str, text: str) -> None:
    """A page has a plain name and kind, a depth and a number of marks, and hides nothing."""
    put(tmp_path, "content/pages/good.md", "---\ntitle: X\n---\n# x\n")
    assert len(list(handwritten.read_pages(tmp_path))) == 1
    put(tmp_path, f"content/pages/{path}", f"---\ntitle: X\n---\n{text}\n")
    with pytest.raises(ContributorError):
        handwritten.read_pages(tmp_path)


@pytest.mark.parametrize("names", [("New.md", "new.md"), ("A/x.md", "a/y.md")])
def test_no_two_pages_by_hand_differ_by_case_only(names: tuple[str, str]) -> None:
    """What is one address on some disk is told at both pages."""
    pages = [Page(name, b"") for name in names]
    assert len(list(handwritten.clashes(pages, pages))) == 2


def test_a_pattern_is_read_in_linear_time_and_has_a_length() -> None:
    """What looks back at a group, and macros that grow without end, are no patterns."""
    with pytest.raises(ValueError, match=r"pattern|invalid"):
        compile_pattern(r"(a)\1", Words((), ()))
    words = Words((("a", "{b}" * 8), ("b", "{c}" * 8), ("c", "{d}" * 8), ("d", "x" * 100)), ())
    with pytest.raises(ValueError, match="long"):
        expand("{a}", words)
