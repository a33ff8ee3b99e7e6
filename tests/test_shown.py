"""Each clause is made once, whatever is made of it: its words are the same on every page."""

from __future__ import annotations

from builders.values import policy
from markupsafe import Markup

from generator.catalogue import Catalogue
from generator.model import Site
from generator.pages.comparable import Comparison, Neighbour
from generator.pages.render import make_templates
from generator.pages.shown import ShownClauses
from generator.pages.text import ClauseText

OTHER = Neighbour("differs", "says the opposite", "Other <b>", "other.html#c0", "Never.")


def clauses(asked: list[str]) -> ShownClauses:
    """Clauses with one comparable clause each, which note what is asked for."""

    def compared(clause: str) -> Comparison:
        asked.append(clause)
        return Comparison(1, "sharing", (OTHER,), ())

    return ShownClauses(make_templates(Site((policy("We sell it."),), Catalogue((), ()), ())), "de", compared)


def test_a_clause_is_made_once_for_all_pages() -> None:
    """What stands beside a clause is asked for once, however often the clause is shown."""
    asked: list[str] = []
    shown, clause = clauses(asked), ClauseText("c1", Markup("<p>We sell it.</p>"))
    made = {str(shown.show(clause, root, f"{root}b", f"{root}s/")) for root in ("", "../", "../../")}
    assert len(made) == 3
    assert asked == ["c1"]


def test_addresses_begin_where_the_page_stands() -> None:
    """The same clause leads to the same places from each page."""
    shown, clause = clauses([]), ClauseText("c1", Markup("<p>We sell it.</p>"))
    shown.show(clause, "", "", "")
    html = shown.show(clause, "../../", "../acorn.html", "../")
    assert '<a href="../other.html#c0">Other &lt;b&gt;</a>' in html
    assert 'lang="de"' in html
    assert "\x00" not in html


def test_two_clauses_with_equal_words_are_two() -> None:
    """Words that stand between clauses have no id, and may be the same twice: each is made for itself."""
    asked: list[str] = []
    shown = clauses(asked)
    for _ in range(3):
        shown.show(ClauseText("", Markup("<p>and</p>")), "", "", "")
    assert asked == ["", "", ""]
