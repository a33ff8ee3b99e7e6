"""The theme can move on: what it asks of a template engine, and of the theme that it stands before, is little."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

THEME = Path(__file__).resolve().parent.parent / "site_config" / "theme"
TEMPLATES = [
    path for path in sorted(THEME.rglob("*")) if path.suffix in (".html", ".xml", ".txt") and "vendor" not in path.parts
]
METHODS = "|".join(name for name in dir(str) if not name.startswith("_"))


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: path.relative_to(THEME).as_posix())
def test_a_template_calls_no_method_of_pythons_texts(path: Path) -> None:
    """Filters, which other engines have as well, do the same: so another generator can read these templates."""
    inside = re.findall(r"\{[{%].*?[%}]\}", path.read_text(encoding="utf-8"), re.DOTALL)
    assert not [part for part in inside if re.search(rf"\.(?:{METHODS})\(", part)]
