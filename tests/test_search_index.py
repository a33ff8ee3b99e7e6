"""Laws of the search index: what stands in it, and how it is written."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from itertools import accumulate
from pathlib import Path
from typing import Any

from builders.values import SEARCH_WORDS, SELLS_DATA, in_sections, pieces, searched, three_policies, unpacked

from generator.analysis.quotes import find_quote
from generator.contributed import Correction, Terms
from generator.model import Clause, Policy, Site, Span, Verdict
from generator.outputs.search_index import PACKED, TEXT_BYTES, badges_of_clauses, pages
from generator.outputs.search_postings import FILE, MOST
from generator.outputs.search_terms import answer_term, topic_term
from generator.outputs.search_words import Speller
from generator.pages.escaping import plain
from generator.pages.views import view_policies, view_policy
from generator.problems import Place

Term = tuple[int, str, list[tuple[int, int]]]
Row = tuple[str, str, str, list[str], list[list[str]]]


def scripts(made: Site) -> dict[str, bytes]:
    """Make the files of the index, by name."""
    found = {page.path: page.data for page in pages(made, view_policies(made))}
    return {Path(path).stem: data for path, data in found.items() if path.startswith("assets/search/")}


def contents(made: Site) -> Any:
    """Read index.js."""
    return unpacked(scripts(made)["index"])


def clauses(made: Site) -> list[Row]:
    """Read every clause of the index as (address, heading, text, topics, badges)."""
    files = scripts(made)
    found: list[Row] = []
    held = [iter(pieces(files[name])) for name in contents(made)["texts"]]
    for _, _, _, _, parts, _ in contents(made)["services"]:
        for number, count in parts:
            part = json.loads(next(held[number]))
            assert len(part["rows"]) == count
            for anchor, heading, text, *rest in part["rows"]:
                topics, badges = [*rest, [], []][:2]
                title = part["headings"][heading] if heading >= 0 else ""
                of_topics, of_badges = [part["topics"][n] for n in topics], [part["badges"][n] for n in badges]
                found.append((f"{part['page']}#{anchor}", title, text, of_topics, of_badges))
    return found


def terms(made: Site) -> dict[str, Term]:
    """Read every term as (in how many clauses, written forms, its clauses as (number, weight))."""
    files = scripts(made)
    found = {}
    for first, name in contents(made)["terms"]:
        rows = unpacked(files[name])
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


def test_every_word_that_tells_something_is_a_term() -> None:
    """A clause is found by each word of its text, its heading and its badges, in any form; by no skipped word."""
    made = three_policies()
    speller = Speller(SEARCH_WORDS)
    found = terms(made)
    for number, (_, heading, text, *_) in enumerate(clauses(made)):
        for family in speller.telling(f"{heading} {text}"):
            assert number in {clause for clause, _ in found[family][2]}
    assert {"your", "the", "may"}.isdisjoint(found)
    assert [clause for clause, _ in found["personal"][2]] == [0]  # a word of the badge alone


def test_topics_and_answers_are_terms() -> None:
    """The clauses of a topic, and those that prove an answer, are all in the index."""
    found = terms(three_policies())
    assert [clause for clause, _ in found[topic_term("security")][2]] == [1, 3]
    assert [clause for clause, _ in found[answer_term("sells-data", "present")][2]] == [0]


def test_a_common_word_keeps_its_best_clauses() -> None:
    """Of a term the best clauses are kept, which say it more often in fewer words, and how many there are in all."""
    filler = "and there is much more here that somebody wrote down for no reason at all"
    parts = [("", "", f"Cookies are named once, {filler} {n}.") for n in range(MOST + 50)]
    parts += [("", "", "Cookies about cookies: we set cookies.") for _ in range(3)]
    count, _, found = terms(searched(in_sections(*parts)))["cooki"]
    assert (count, len(found)) == (MOST + 53, MOST)
    assert {clause for clause, _ in found[:3]} == {MOST + 50, MOST + 51, MOST + 52}
    assert found[2][1] > found[3][1]


def test_two_common_words_side_by_side_are_a_term() -> None:
    """The best clauses of two common words rarely meet, so the words side by side have best clauses of their own."""
    apart = [("", "", f"Cookies here, number {n}.") for n in range(MOST + 1)]
    apart += [("", "", f"Partners there, number {n}.") for n in range(MOST + 1)]
    beside = [("", "", f"The cookies of our partners, {n}.") for n in range(10)]
    found = terms(searched(in_sections(*apart, *beside)))
    assert {clause for clause, _ in found["cooki partner"][2]} == set(range(2 * MOST + 2, 2 * MOST + 12))
    assert "here number" not in terms(three_policies())


def test_files_are_bounded() -> None:
    """However large a policy is, no file is much larger than its bound, and no clause is lost."""
    rare = [hashlib.sha256(str(n).encode()).hexdigest() for n in range(900)]  # words that hardly pack
    parts = [("Part", "sharing", f"Clause {word} has {word[::-1]} and " + "words are many and " * 40) for word in rare]
    made = searched(in_sections(*parts))
    files = scripts(made)
    told = contents(made)
    assert len(told["texts"]) > 1
    assert max(len(piece) for name in told["texts"] for piece in pieces(files[name])) < TEXT_BYTES * 1.2
    assert max(len(files[name]) for name in told["texts"]) < 2 * PACKED * 1.1
    assert max(len(str(unpacked(files[name]))) for _, name in told["terms"]) < FILE[1] * 1.5
    assert len(clauses(made)) == 900


def test_the_index_grows_with_the_text() -> None:
    """Twice the policies make at most about twice the index."""
    part = [(f"Part {n}", "sharing", f"Clause {n} says that {n * 7919} words are many.") for n in range(300)]
    one, two = (
        sum(
            map(len, scripts(searched(*(in_sections(*part, id=f"s{n}", name=f"S {n}") for n in range(count)))).values())
        )
        for count in (3, 6)
    )
    assert two < 2.2 * one


def test_services_and_practices_are_named_once() -> None:
    """index.js names services with language and hosts, and practices with question, answers and how many give them."""
    first, second, third = three_policies().policies
    service = replace(
        first.service, website="https://www.acorn.example/games", also=("Oak Games",), owner="Oak", kind="games"
    )
    known = replace(first, service=service)
    told = contents(replace(three_policies(), policies=(known, second, third)))
    assert [row[:4] for row in told["services"]] == [
        ["acorn", "Acorn Games", "en", ["Oak Games", "Oak", "acorn.example"]],
        ["birch", "Birch Bank", "en", []],
        ["cedro", "Cedro Nuvem", "pt", []],
    ]
    assert [row[5] for row in told["services"]] == ["games", "", ""]
    (practice,) = told["practices"]
    assert (practice[0], practice[3], practice[4]["absent"]) == ("sells-data", "sharing", "Does not sell personal data")
    assert practice[5] == {"present": 1}


def test_contributed_text_stays_text() -> None:
    """Scripts hold packed characters alone, so nothing contributed can end or begin one; the page is escaped."""
    evil = "</script><script>alert(1)</script>\u2028\u2029“é”"
    made = searched(in_sections((evil, "", evil), id="evil", name=evil))
    for page in pages(made, view_policies(made)):
        assert b"<script" not in page.data
        if page.path.endswith(".js"):
            call = r'smallprintSearch\.(?:begin|part)\(\[(?:"[a-f0-9]{10}",)?(?:"[\u4000-\ubfff]+",?)+\]\);\n'
            assert re.fullmatch(call, page.data.decode("utf-16"))
    assert clauses(made)[0][2] == "</script><script>alert(1)</script> “é”"


def test_unseen_characters_are_left_out() -> None:
    """Zero-width and direction characters neither split a word for the index nor reorder a result."""
    assert plain("We s\u200bell\u202e your\u00ad\n\tdata\x00 ") == "We sell your data"


def test_names_follow_content() -> None:
    """A file is named after its content, not after how it was packed; the same site has the same bytes."""
    made = three_policies()
    assert scripts(made) == scripts(three_policies())
    texts = contents(made)["texts"]
    for name, data in scripts(made).items():
        if name != "index":
            held = [hashlib.sha256(piece).hexdigest() for piece in pieces(data)]
            listed = json.dumps([one[: len(name)] for one in held], separators=(",", ":")).encode()
            named = hashlib.sha256(listed).hexdigest() if name in texts else held[0]
            assert name in data.decode("utf-16")
            assert named.startswith(name)
    other = replace(made, policies=made.policies[1:])
    assert set(contents(other)["texts"]).isdisjoint(texts)


def test_short_policies_share_a_file() -> None:
    """Files of texts grow with the text, not with the services: each is nearly full before the next one begins."""
    many = [("Part", "sharing", hashlib.sha256(str(n).encode()).hexdigest() * 8) for n in range(20)]
    made = searched(*(in_sections(*many, id=f"s{n}", name=f"S {n}") for n in range(40)))
    files = scripts(made)
    sizes = [len(files[name]) for name in contents(made)["texts"]]
    assert len(sizes) < 40 / 2
    assert max(sizes) < 2 * PACKED * 1.1
    assert len(clauses(made)) == 800


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
    assert (contents(searched())["services"], contents(searched())["terms"]) == ([], [])


def test_forms_of_a_word_are_one_family() -> None:
    """The forms of a word share a key; words that only look alike do not."""
    family = Speller(SEARCH_WORDS).family
    assert len({family(word) for word in ("share", "shares", "shared", "sharing")}) == 1
    assert family("collection") == family("collects")
    assert family("companies") == family("company")
    assert family("sold") == family("selling")
    assert family("sell") != family("tell")


def test_words_are_cut_at_hyphens() -> None:
    """A word in two pieces is found by each, and joined; a single letter is no word of its own."""
    words = Speller(SEARCH_WORDS).words("Opt-out by e-mail: don’t, Café’s 日本")
    assert [word.tokens for word in words] == [
        ("opt", "out", "optout"),
        ("by",),
        ("email",),
        ("do", "not"),
        ("cafe",),
        ("日", "本"),
    ]


def test_every_document_of_a_service_is_searched_with_it() -> None:
    """The clauses of a second document are the service's, say which document they are of, and lead to its page."""
    one = in_sections(("Sharing", "sharing", "We share it."), id="a", name="A")
    other = in_sections(("Kinds", "", "Cookies are small files."), id="a", name="A")
    cookies = replace(other.snapshot, terms="cookie-policy")
    service = replace(one.service, terms=(*one.service.terms, Terms((cookies,))))
    second = replace(other, service=service, snapshot=cookies)
    made = searched(replace(one, service=service, others=(second,)))
    (row,) = contents(made)["services"]
    assert (row[0], len(row[4])) == ("a", 2)
    assert [(address, heading) for address, heading, *_ in clauses(made)] == [
        ("services/a.html#sharing-0", "Sharing"),
        ("services/a/cookie-policy.html#kinds-0", "Cookie policy: Kinds"),
    ]
