"""Laws of the search index: what stands in it, how it is written, and which library searches it."""

from __future__ import annotations

import hashlib
import json
import re
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

from builders.values import SELLS_DATA, in_sections, searched, three_policies

from generator.analysis.quotes import find_quote
from generator.model import Clause, Correction, Policy, Site, Span, Verdict
from generator.outputs.search_index import SHARD_BYTES, badges_of_clauses, pages, plain
from generator.pages.views import view_policies, view_policy
from generator.problems import Place

SCRIPT = re.compile(r'smallprintSearch\.part\(\["([0-9a-f]{10})","([A-Za-z0-9+/=]+)"\]\);\n')
INDEX = re.compile(r'smallprintSearch\.begin\("([A-Za-z0-9+/=]+)"\);\n')


def files_of(made: Site) -> dict[str, bytes]:
    """Make the files of the index, by name."""
    found = {page.path: page.data for page in pages(made, view_policies(made))}
    return {Path(path).stem: data for path, data in found.items() if path.startswith("assets/search/")}


def held(data: bytes) -> Any:
    """Read what a file of the index holds."""
    return unpacked((INDEX.fullmatch(data.decode("ascii")) or SCRIPT.fullmatch(data.decode("ascii")))[data[:23].endswith(b"part(") + 1])


def contents(made: Site) -> Any:
    """Read index.js."""
    return held(files_of(made)["index"])


def clauses(made: Site) -> list[tuple[str, str, str, list[str], list[list[str]]]]:
    """Read every clause of the index as (address, heading, text, topics, badges)."""
    files = files_of(made)
    found = []
    for id, _, _, _, parts in contents(made)["services"]:
        for name, count in parts:
            part = held(files[name])
            assert (part["policy"], len(part["rows"])) == (id, count)
            for anchor, heading, text, *rest in part["rows"]:
                topics, badges = [*rest, [], []][:2]
                found.append(
                    (
                        f"services/{id}.html#{anchor}",
                        part["headings"][heading] if heading >= 0 else "",
                        text,
                        [part["topics"][n] for n in topics],
                        [part["badges"][n] for n in badges],
                    )
                )
    return found


def terms(made: Site) -> dict[str, tuple[int, str, list[tuple[int, int]]]]:
    """Read every term as (in how many clauses, written forms, its clauses as (number, weight))."""
    files = files_of(made)
    found = {}
    for first, name in contents(made)["terms"]:
        rows = held(files[name])
        assert rows[0][0] == first
        for term, count, forms, coded in rows:
            found[term] = (count, forms, list(decoded(coded)))
    return found


def decoded(coded: str) -> Iterator[tuple[int, int]]:
    """Read the clauses of a term."""
    for group in coded.split(";"):
        for number in accumulate(int(step, 36) for step in group[1:].split(" ")):
            yield number, int(group[0], 36)


def with_clauses(one: Policy, *made: Clause) -> Policy:
    """Give a policy other clauses."""
    return replace(one, clauses=made)


def test_every_clause_is_an_entry() -> None:
    """Each clause of each policy is in the index once, with address, heading, text, topics and badges."""
    made = three_policies()
    found = clauses(made)
    assert len(found) == sum(len(one.clauses) for one in made.policies)
    assert found[0] == (
        "services/acorn.html#sharing-0",
        "Sharing",
        "We may sell your details to the people who place adverts in our games.",
        ["sharing"],
        [["sells-data", "present"]],
    )
    assert found[2][3:] == ([], [])


def test_services_and_practices_are_named_once() -> None:
    """index.js names services with their language, and practices with question and answers."""
    told = contents(three_policies())
    assert told["services"] == [
        ["acorn", "Acorn Games", "en"],
        ["birch", "Birch Bank", "en"],
        ["cedro", "Cedro Nuvem", "pt"],
    ]
    assert [(row[0], row[3], row[4]["absent"]) for row in told["practices"]] == [
        ("sells-data", "sharing", "Does not sell personal data")
    ]


def test_files_are_bounded() -> None:
    """However large a policy is, no file of clauses is much larger than the bound, and none of them is lost."""
    parts = [("Part", "sharing", f"Clause {n} says that " + "words are many and " * 40) for n in range(900)]
    made = searched(in_sections(*parts))
    sizes = [len(page.data) for page in pages(made, view_policies(made)) if page.path.startswith("assets/search/")]
    assert len(sizes) > 3
    assert max(sizes) < SHARD_BYTES * 1.1
    assert len(clauses(made)) == 900


def test_contributed_text_stays_text() -> None:
    """Markup, line separators and typographic characters are escaped in scripts, and markup in the search page."""
    evil = "</script><script>alert(1)</script>\u2028\u2029“é”"
    made = searched(in_sections((evil, "", evil), id="evil", name=evil))
    for page in pages(made, view_policies(made)):
        assert b"<script" not in page.data
        if page.path.endswith(".js"):
            assert b"<" not in page.data
            assert page.data.isascii()
    assert clauses(made)[0][2] == "</script><script>alert(1)</script> “é”"


def test_unseen_characters_are_left_out() -> None:
    """Zero-width and direction characters neither split a word for the index nor reorder a result."""
    assert plain("We s\u200bell\u202e your\u00ad\n\tdata\x00 ") == "We sell your data"


def test_names_follow_content() -> None:
    """A file of clauses keeps its name as long as its content, and changes it with its content."""
    made = three_policies()
    assert contents(made)["shards"] == contents(three_policies())["shards"]
    other = replace(made, policies=made.policies[1:])
    assert not set(contents(made)["shards"]) & set(contents(other)["shards"])
    for page in pages(made, view_policies(made)):
        if re.fullmatch(r"assets/search/[0-9a-f]{12}\.js", page.path):
            assert hashlib.sha256(page.data).hexdigest().startswith(Path(page.path).stem)


def test_an_archives_line_is_no_entry() -> None:
    """A clause that is not the policy's own text is not found."""
    one = three_policies().policies[0]
    made = searched(with_clauses(one, one.clauses[0], replace(one.clauses[1], notice=True)))
    assert [row[0] for row in clauses(made)] == ["services/acorn.html#sharing-0"]


def test_a_list_item_is_found_by_its_introduction() -> None:
    """A long list item carries the words that introduce its list."""
    one = three_policies().policies[0]
    item = replace(one.clauses[0], lead=Span("We never share:", 0, 15), text="The place where you are.")
    assert clauses(searched(with_clauses(one, item)))[0][2] == "We never share: The place where you are."


def test_a_persons_word_wins() -> None:
    """A correction's badge stands at the clause that holds its quote; an overruled finding and silence are no badge."""
    one = three_policies().policies[0]
    correction = Correction(
        SELLS_DATA.id, "absent", "encrypted  before\nit is stored", "", "Ann", date(2020, 1, 1), Place("reviews.yml")
    )
    quote = find_quote(one.document.text, correction.quote)
    reviewed = replace(one, verdicts=(Verdict(SELLS_DATA.id, "absent", "reviewed", (), correction, quote),))
    assert badges_of_clauses(view_policy(reviewed, three_policies().catalogue)) == {
        "security-1": [("sells-data", "absent")]
    }
    silent = replace(one, verdicts=(Verdict(SELLS_DATA.id, "silent", "reviewed", one.verdicts[0].findings),))
    assert badges_of_clauses(view_policy(silent, three_policies().catalogue)) == {}


def test_an_empty_site_has_an_index() -> None:
    """Without any policy the index is empty, and the page stands."""
    assert contents(searched())["shards"] == []


def test_the_library_is_the_one_that_is_named() -> None:
    """MiniSearch is the file that its note names, with its licence beside it."""
    note = (VENDOR / "README.md").read_text(encoding="utf-8")
    assert hashlib.sha256((VENDOR / "minisearch.js").read_bytes()).hexdigest() in note
    assert "MIT" in note
    assert (VENDOR / "LICENSE.txt").is_file()
