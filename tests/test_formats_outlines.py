from __future__ import annotations

from pathlib import Path

import pytest

from generator.analysis.clauses import segment
from generator.formats import extract

CASES = sorted(path for path in (Path(__file__).parent / "fixtures" / "outlines").iterdir() if path.name != "README.md")
DIVIDER = "=== outline ===\n"


def outline(data: bytes, format: str) -> str:
    """The outline of a policy, as fixtures/outlines/README.md says."""
    sections, clauses = segment(extract(data, format))
    lines = {section.start: f"{'#' * section.level} {section.heading}" for section in sections}
    for clause in clauses:
        words = clause.text.split()
        shown = " ".join(words[:6]) + ("…" if len(words) > 6 else "")
        items = f" ({len(clause.items)} item{'s' * (len(clause.items) > 1)})" if clause.items else ""
        lead = f" <- {' '.join(clause.lead.text.split()[-6:])}" if clause.lead else ""
        lines[clause.start] = f"    {'[notice] ' * clause.notice}{shown}{items}{lead}"
    return "\n".join(lines[start] for start in sorted(lines)) + "\n"


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.name)
def test_a_policy_has_the_outline_that_a_careful_reader_sees(path: Path) -> None:
    """Headings, clauses, lists and their introductions are those that stand below the divider of the file."""
    source, divider, expected = path.read_text("utf-8").partition(DIVIDER)
    assert divider, f"{path.name} needs a line {DIVIDER.strip()}"
    found = outline(source.encode(), path.suffix[1:])
    assert found == expected, f"\nThe outline of {path.name} that was found:\n{found}"
