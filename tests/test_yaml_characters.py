"""Characters that no text holds, and whatever PyYAML falls over: refused with the file, the line and the column."""

from __future__ import annotations

from pathlib import Path

import pytest
from builders.repository import PLACES, put, tiny
from click.testing import CliRunner

from generator.commands import main
from generator.gathering import gate, leave_out_mistakes
from generator.pipeline import make_pages
from generator.problems import ContributorError, Problem
from generator.reading.frontmatter import load_page, load_yaml

NONCHARACTERS = [*map(chr, range(0xFDD0, 0xFDF0)), *(chr(plane << 16 | low) for plane in range(17)
                                                     for low in (0xFFFE, 0xFFFF))]  # fmt: skip
#: A field's value in each kind of file, and the line and column at which it begins.
FIELDS = {
    "service": ("Example", 2, 7),
    "reviews": ("It is only an example.", 4, 12),
    "practices": ("Sells data", 1, 8),
    "categories": ("Sharing", 2, 10),
    "words": ("with consent", 4, 20),
}


def told(text: str) -> list[Problem]:
    """What is said of a YAML text."""
    with pytest.raises(ContributorError) as caught:
        load_yaml(text, "f.yml")
    return list(caught.value.problems)


def test_every_noncharacter_is_refused_at_its_place() -> None:
    """Each of the 66, as itself, as an escape, in a field's name and in the text below the fields."""
    assert len(NONCHARACTERS) == 66
    for char in NONCHARACTERS:
        escape = f"\\U{ord(char):08X}"
        name = f"noncharacter, U+{ord(char):04X}"
        cases = (
            (f"a: b\nc: d{char}e\n", (2, 5), "a hidden"),
            (f"a: b\nc{char}: d\n", (2, 2), "a hidden"),
            (f'a: b\nc: "d{escape}"\n', (2, 4), "an escape that makes a"),
            (f'a: b\n"c{escape}": d\n', (2, 1), "an escape that makes a"),
        )
        for text, (line, column), how in cases:
            problem = told(text)[0]
            assert (problem.place.line, problem.place.column, problem.message) == (line, column, f"{how} {name}")
        with pytest.raises(ContributorError, match=r"s\.md:4:2"):
            load_page(f"---\na: b\n---\nx{char}\n", "s.md")


@pytest.mark.parametrize("kind", FIELDS)
@pytest.mark.parametrize("char", ["\ufffe", "\uffff", "\ufdd0", "\U0001fffe", "\U0010ffff"])
def test_the_gate_names_the_file_of_a_noncharacter(tmp_path: Path, kind: str, char: str) -> None:
    """In every kind of file that people write the mistake has its path, line and column, and nothing is raised."""
    root = tiny(tmp_path)
    value, line, column = FIELDS[kind]
    text = (root / PLACES[kind]).read_text(encoding="utf-8")
    put(root, PLACES[kind], text.replace(value, f"{char}{value}", 1))
    _given, problems = gate(root)
    found = [problem for problem in problems if "noncharacter" in problem.message]
    assert [(one.place.path, one.place.line, one.place.column) for one in found] == [(PLACES[kind], line, column)]


def test_the_commands_name_the_file_too(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """`check` says where it stands and ends with 1; a build that goes on leaves out only that policy."""
    root = tiny(tmp_path)
    other = (root / PLACES["service"]).read_text(encoding="utf-8").replace("Example", "Other")
    put(root, "content/policies/other/service.md", other.replace("name: Other", "name: Ot\uffffher"))
    put(root, "content/policies/other/undated-1.txt", (root / PLACES["snapshot"]).read_bytes())
    put(root, "mkdocs.yml", "")
    monkeypatch.chdir(root)
    for command in (["check"], ["check", "--format", "json"], ["build"]):
        done = CliRunner().invoke(main, command, catch_exceptions=False)
        assert done.exit_code == 1
        assert "content/policies/other/service.md" in done.output
        assert "noncharacter, U+FFFF" in done.output
    made, _ = make_pages(root, accept=leave_out_mistakes)
    assert [policy.service.id for policy in made.policies] == ["example"]
    assert {problem.place.path for problem in made.left_out} == {"content/policies/other/service.md"}


@pytest.mark.parametrize(
    ("text", "line"),
    [
        (f"%YAML 1.{'1' * 5_000}\n---\na: b\n", 1),  # Python makes no number of so many digits
        ('a: b\nc: "\\U00110000"\n', 2),
        ('a: b\nc: "\\UFFFFFFFF"\n', 2),
    ],
)
def test_what_the_parser_falls_over_has_a_place(text: str, line: int) -> None:
    """An exception that PyYAML did not mean to raise is a mistake of the file, at the last place that was read."""
    problem = told(text)[-1]
    assert (problem.place.path, problem.place.line) == ("f.yml", line)
    assert problem.check == "yaml"
