"""Adding a practice is adding one file, adding a policy is adding one folder: nothing else is registered anywhere."""

from __future__ import annotations

import hashlib
from pathlib import Path

from builders.repository import ROOT, invented

from generator.analysis.policy import load_tools, read_example
from generator.pipeline import make_pages

PRACTICE = """\
label: Makes board games
question: Does it make board games?
explanation: A game can be played at home. What you play there stays there.
definition: Makes board games. Making other games is not this.
category: other
tone: protective
icon: material/dice-5
gdpr: ""
answers:
  present: Makes board games
  absent: Makes no board games
  unclear: Unclear whether it makes games
  silent: Does not say whether it makes games
detection:
  present:
    - name: we-make-games
      pattern: '\\bwe (make) board games\\b'
      negated: absent
examples:
  present: [We make board games.]
  silent: [We make toast.]
look_alikes: [We make games of wood., The games board meets., You make board games.]
"""
SERVICE = """\
---
name: Dogwood Post
lang: en
snapshots:
  - file: undated-1.txt
    captured: unknown
    source: unknown
    sha256: {sha256}
---
"""


def pages(root: Path) -> dict[str, str]:
    """The text of every Markdown page of the site, by its path."""
    return {page.path: page.data.decode() for page in make_pages(root)[1] if page.path.endswith(".md")}


def test_adding_a_practice_is_adding_one_file(tmp_path: Path) -> None:
    """One new file in site_config/practices gives a page, a column of the matrix, badges with quotes, and silences."""
    root = invented(tmp_path / "repository")
    before = pages(root)
    (root / "site_config" / "practices" / "makes-board-games.yml").write_text(PRACTICE, encoding="utf-8")
    after = pages(root)
    assert after.keys() - before.keys() == {"practices/makes-board-games.md"}
    assert before.keys() <= after.keys()
    page = after["practices/makes-board-games.md"]
    assert "We make board games and a small website about them." in page
    assert "Does it make board games?" in page
    assert "Makes board games" in after["services/cedar-games.md"]
    assert "Does not say whether it makes games" in after["services/acorn-mail.md"]
    for path in ("practices/index.md", "matrix.md", "topics/other.md"):
        assert "makes-board-games.html" in after[path]


def test_what_no_rule_of_a_practice_may_match_is_written_once(tmp_path: Path) -> None:
    """An exception beside the lists of rules holds for each of them, with an exception of its own or without."""
    root = invented(tmp_path / "repository")
    rules = (
        "detection:\n  unless: toast\n",
        "      negated: absent\n      unless: wooden\n    - name: b\n      pattern: boards\n",
    )
    text = PRACTICE.replace("detection:\n", rules[0]).replace("      negated: absent\n", rules[1])
    (root / "site_config" / "practices" / "makes-board-games.yml").write_text(text, encoding="utf-8")
    tools = load_tools(root)
    for text, outcome in (
        ("We make board games.", "present"),
        ("We make board games of toast.", None),
        ("We make board games, wooden ones.", None),
        ("The boards are flat.", "present"),
        ("The boards are wooden.", "present"),
        ("The boards are toast.", None),
    ):
        assert read_example(tools, text).get("makes-board-games") == outcome, text


def test_every_practice_of_this_project_is_one_file() -> None:
    """The practices that the site asks are the files of the folder, no more and no fewer, each named by its file."""
    files = {path.stem for path in (ROOT / "site_config" / "practices").glob("*.yml")}
    assert {practice.id for practice in load_tools(ROOT).practices} == files


def test_adding_a_policy_is_adding_one_folder(tmp_path: Path) -> None:
    """One new folder in content/policies gives a page, a download, a row of the matrix and answers of practices."""
    root = invented(tmp_path / "repository")
    before = pages(root)
    folder = root / "content" / "policies" / "dogwood-post"
    folder.mkdir()
    data = b"Our website uses cookies for every letter that you send.\n"
    (folder / "undated-1.txt").write_bytes(data)
    (folder / "service.md").write_text(SERVICE.format(sha256=hashlib.sha256(data).hexdigest()), encoding="utf-8")
    after = pages(root)
    assert after.keys() - before.keys() == {"services/dogwood-post.md"}
    for path in ("index.md", "services/index.md", "matrix.md", "practices/uses-cookies.md"):
        assert "Dogwood Post" in after[path]
