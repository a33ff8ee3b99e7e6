"""Find in the words of a badge those that the page "Words explained" explains, so that the badge can lead there.

The page is written by hand, as a list of definitions; it is the only place where a term is written down.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from generator.model import Page

PAGE: Final = "glossary.md"
_ENTRY: Final = re.compile(r"^(?P<names>\S.*?) \{#(?P<anchor>[\w-]+)\}\n: ", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Term:
    """A word that is explained: as it is shown, the id of its explanation, and what it looks like in a text."""

    name: str
    anchor: str
    forms: re.Pattern[str]


def read_terms(pages: Iterable[Page]) -> tuple[Term, ...]:
    """Return the terms of the glossary, in its order; none where there is no such page.

    An entry begins with its names, set apart by commas, and its id: ``Web beacon, pixel {#sp-w-beacon}``, then on the
    next line a colon and the explanation.
    """
    text = next((page.data.decode("utf-8", "replace") for page in pages if page.path == PAGE), "").replace("\r\n", "\n")
    return tuple(_term(entry["names"].split(", "), entry["anchor"]) for entry in _ENTRY.finditer(text))


def found_in(terms: Iterable[Term], *texts: str) -> tuple[Term, ...]:
    """Return the terms that stand in the texts under any of their names, in the order of the terms."""
    return tuple(term for term in terms if any(term.forms.search(text) for text in texts))


def _term(names: list[str], anchor: str) -> Term:
    forms = "|".join(_forms(name.removeprefix("to ")) for name in names)
    return Term(names[0], anchor, re.compile(rf"\b(?:{forms})\b", re.IGNORECASE))


def _forms(name: str) -> str:
    """Return a name in the singular and the plural, whether its words are joined by spaces or by hyphens."""
    *before, last = re.split(r"[ -]", name)
    ending = re.escape(last[:-1]) + "(?:y|ies)" if re.search(r"[^aeiou]y$", last) else re.escape(last) + "(?:e?s)?"
    return "[ -]".join([*map(re.escape, before), ending])
