from __future__ import annotations

import ast
from pathlib import Path

import pytest
from builders.repository import FIXTURE

from generator.analysis.policy import load_tools
from generator.commands.loose import read_loose
from generator.formats.table import FORMATS, SUFFIXES, listed, named, recognised
from generator.outputs.jsonl import inspected
from generator.reading.fields import is_file_name

PACKAGE = Path(__file__).resolve().parent.parent / "generator"


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_everybody_asks_the_table(suffix: str) -> None:
    """What has a row can be the name of a snapshot, stands in the sentence that lists them, and has a reader."""
    row = named(suffix)
    assert row is not None
    assert is_file_name(f"2024-05-17.{suffix}")
    assert f".{suffix}" in listed("or")
    assert (PACKAGE / "formats" / f"{row.reader}.py").is_file()


def test_the_extensions_stand_in_the_table_only() -> None:
    """No other module lists three formats or more: a new one is a row, not a hunt."""
    for path in sorted(PACKAGE.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            members = node.elts if isinstance(node, ast.List | ast.Tuple | ast.Set) else []
            members = [key for key in node.keys if key] if isinstance(node, ast.Dict) else members
            listed_here = {str(one.value).lstrip(".") for one in members if isinstance(one, ast.Constant)}
            assert path.name == "table.py" or len(listed_here & set(SUFFIXES)) < 3, path


def test_a_row_recognises_its_own_bytes_and_no_other() -> None:
    """Bytes are taken for the most certain format whose signs they bear, else for text."""
    kinds = {
        b"%PDF-1.7": "pdf",
        b"PK\x03\x04": "docx",
        b"<!-- saved --> <html>": "html",
        b"# A\n\n## B\n\n## C\n": "md",
        b"Words.": "txt",
    }
    assert {data: recognised(data).suffix for data in kinds} == kinds
    assert recognised(b"Words.", "a.HTM").suffix == "html"
    assert {row.suffix for row in FORMATS} == set(kinds.values())


def test_loose_files_of_every_format_are_read_and_a_bad_one_stops_no_other(tmp_path: Path) -> None:
    """``inspect`` says of each file what it reads, or why it cannot: none is passed over in silence."""
    for suffix in SUFFIXES:
        (tmp_path / f"a.{suffix}").write_bytes(b"\xff\x00nonsense")
    (tmp_path / "good.txt").write_text("Privacy Policy\n\nWe never sell your data.\n", encoding="utf-8")
    told = [inspected(*each) for each in read_loose(tmp_path, load_tools(FIXTURE))]
    assert [each["path"] for each in told] == [*sorted(f"a.{suffix}" for suffix in SUFFIXES), "good.txt"]
    assert all("error" in each for each in told[:-1])
    assert "error" not in told[-1]
