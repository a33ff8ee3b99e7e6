"""Make the HTML of each clause of a policy once, for every page that shows it or weighs it.

From page to page only the beginnings of the addresses differ: marks stand in their place until a page is made.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from markupsafe import Markup

from generator.pages.comparable import Comparison
from generator.pages.templating import Templates
from generator.pages.text import ClauseText

# No text that is read can hold these characters: each is replaced when it is cleaned, and refused in a field.
_ROOT: Final = "\x00r"
_BADGES: Final = "\x00b"
_BESIDE: Final = "\x00s"


@dataclass(frozen=True, slots=True)
class _Made:
    """A clause in HTML, and the clause itself, so that no other one takes its identity."""

    clause: ClauseText
    html: str


class ShownClauses:
    """The clauses of one policy, each made when it is first shown.

    ``lang`` is the policy's language; ``compared`` gives what is comparable to a clause, by its id.
    """

    def __init__(self, templates: Templates, lang: str, compared: Callable[[str], Comparison | None]) -> None:
        """Start without any."""
        self._templates, self.lang, self._compared = templates, lang, compared
        self._made: dict[int, _Made] = {}

    def show(self, clause: ClauseText, root: str, badges_at: str, beside: str) -> Markup:
        """Return a clause as it stands on a page.

        ``root`` leads from the page to the root of the site, ``badges_at`` to the page with the policy's badges, and
        ``beside`` to the folder of the policies' pages.
        """
        made = self._made.get(id(clause))
        if made is None:
            made = self._made[id(clause)] = self._make(clause)
        html = made.html
        if "\x00" in html:
            html = html.replace(_ROOT, root).replace(_BADGES, badges_at).replace(_BESIDE, beside)
        return Markup(html)

    def _make(self, clause: ClauseText) -> _Made:
        html = self._templates.fill(
            "clause.html",
            _ROOT,
            clause=clause,
            lang=self.lang,
            comparison=self._compared(clause.id),
            badges_at=_BADGES,
            beside=_BESIDE,
        )
        return _Made(clause, html)
