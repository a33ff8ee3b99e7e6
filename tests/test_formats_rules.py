"""A list of mutations: each rule of reading plain text is switched off, and an outline of the fixtures then differs."""

from __future__ import annotations

import re
from typing import Any

import pytest
from test_formats_outlines import CASES, DIVIDER, outline

from generator.formats import headings, levels, series, signs
from generator.formats import outline as blocks

OFF: dict[Any, dict[str, Any]] = {
    series: {
        "_opening": lambda units, sums: sums,
        "_alike": lambda units, sums: sums,
        "_by_series": lambda *_: None,
        "_by_parts": lambda *_: None,
        "_by_sentences": lambda *_: None,
        "_by_endings": lambda *_: None,
        "_is_double": lambda *_: False,
        "_heads": lambda *_: False,
        "_counts_headings": lambda *_: False,
    },
    headings: {
        "_contents": lambda units, names: set(),
        "_told": lambda units, *_: [0] * len(units),
        "_in_runs": lambda units, forms: [0] * len(units),
        "_is_lone_bullet": lambda *_: False,
        "_neighbours": lambda *_: 0,
        "names_policy": lambda unit: False,
        "is_text": lambda unit, form: len(unit.text) > 110,
    },
    levels: {
        "_within": lambda *_: False,
        "_capitals": lambda forms: set(),
        "_running": lambda *_: set(),
        "_change": lambda *_: None,
    },
    blocks: {
        "table_rows": lambda units: frozenset(),
        "is_notice": lambda text: False,
        "_continues": lambda *_: False,
        "find_margin": lambda lines: 0,
    },
    signs: {"_is_table_head": lambda *_: False, "_is_title": lambda letters: False},
}
WORDS = [
    "_CONTACT",
    "_STREET",
    "_COMPANY",
    "_DATED",
    "_ASKS",
    "_STATES",
    "_LEADS_IN",
    "_CONTROL",
    "_VERB",
    "_LABEL",
    "_BOLD",
]
MUTATIONS = [(module, name, off) for module, rules in OFF.items() for name, off in rules.items()]
MUTATIONS += [(signs, name, re.compile("(?!)")) for name in WORDS]


@pytest.mark.parametrize(("module", "name", "off"), MUTATIONS, ids=[name for _, name, _ in MUTATIONS])
def test_every_rule_is_seen_in_an_outline(monkeypatch: pytest.MonkeyPatch, module: Any, name: str, off: Any) -> None:
    """Without the rule, at least one fixture has another outline: so nobody can break one, or keep one for nothing."""
    monkeypatch.setattr(module, name, off)
    texts = [(path.read_text("utf-8").partition(DIVIDER), path.suffix[1:]) for path in CASES]
    assert any(outline(source.encode(), format) != expected for (source, _, expected), format in texts)
