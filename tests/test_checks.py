"""Gate 1: what is wrong in contributed files is told, all of it, once, at its line and column."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from builders.repository import (
    CATEGORIES,
    MODIFIERS,
    PLACES,
    POLICY,
    PRACTICE,
    REVIEWS,
    SERVICE,
    WORDS,
    put,
    service,
    tiny,
)

from generator.checks.quotes import PASSAGE, nearest
from generator.checks.size import SLACK, characters
from generator.formats import extract
from generator.gathering import gate
from generator.problems import Problem, errors
from generator.reading.search import SEARCH

MACROS = WORDS.removeprefix("macros:\n")
BAD = sorted(path for path in (Path(__file__).parent / "fixtures" / "bad").rglob("*.*") if path.is_file())


def said(problems: tuple[Problem, ...]) -> list[str]:
    """The problems as ``path:line:col message``."""
    return [f"{p.place.path}:{p.place.line}:{p.place.column} {p.message}" for p in problems]


def test_nothing_is_wrong_with_a_good_repository(tmp_path: Path):
    """The gate is silent where all is well, and hands on everything that it read."""
    given, problems = gate(tiny(tmp_path))
    assert problems == ()
    (found,) = given.contents.services
    assert found.note == "A note."
    assert found.snapshots[0].data == POLICY.encode()
    assert [c.quote for c in given.contents.corrections["example"]] == ["We keep your data for ten years."]
    assert given.newest(found, found.terms[0]) is not None


@pytest.mark.parametrize("bad", BAD, ids=lambda path: f"{path.parent.name}-{path.stem}")
def test_each_mistake_is_told_once(tmp_path: Path, bad: Path):
    """A bad file gives the lines that it carries after ``# says:``, and no others."""
    kind, text = bad.parent.name, bad.read_text(encoding="utf-8")
    expected = [line.removeprefix("# says: ") for line in text.splitlines() if line.startswith("# says: ")]
    tiny(tmp_path)
    if kind == "practices":
        (tmp_path / PLACES["reviews"]).unlink()  # so that only the practice is wrong
    put(tmp_path, PLACES[kind], text)
    _given, problems = gate(tmp_path)
    assert said(problems) == [f"{PLACES[kind]}:{line}" for line in expected]
    assert expected
    assert len(errors(problems)) == len(problems)
    assert all(problem.remedy.endswith((".", "?", "”")) or '"' in problem.remedy for problem in problems)


def test_every_mistake_of_a_repository_comes_at_once(tmp_path: Path):
    """A mistake in one file hides none in another, and the good services go on."""
    tiny(tmp_path)
    put(tmp_path, "content/policies/bad-one/service.md", "---\nname: One\n")
    put(tmp_path, "content/policies/bad-two/service.md", service("Two", lange="en"))
    put(tmp_path, "content/policies/bad-two/undated-1.txt", POLICY)
    put(tmp_path, PLACES["practices"], PRACTICE.replace("{we} sell", "(sell"))
    put(tmp_path, PLACES["reviews"], REVIEWS.replace("ten", "eleven"))
    given, problems = gate(tmp_path)
    assert [p.place.path for p in problems] == [
        "content/policies/bad-one/service.md",
        "content/policies/bad-two/service.md",
        PLACES["reviews"],
        PLACES["practices"],
    ]
    assert [found.id for found in given.contents.services] == ["example"]


def test_a_snapshot_without_words_is_told_where_it_is_listed(tmp_path: Path):
    """What no reader can read is a problem of the line of service.md that names the file."""
    tiny(tmp_path)
    put(tmp_path, PLACES["service"], service("Example", "...\n"))
    put(tmp_path, PLACES["snapshot"], "...\n")
    _given, problems = gate(tmp_path)
    assert [(p.place.path, p.place.line, p.place.column) for p in problems] == [(PLACES["service"], 5, 11)]


def test_a_quote_may_run_over_lines(tmp_path: Path):
    """White space between a quote's words need not be the policy's; its words must be."""
    tiny(tmp_path)
    put(tmp_path, PLACES["reviews"], REVIEWS.replace("We keep your", "'We  keep your").replace("years.", "years.'"))
    assert gate(tmp_path)[1] == ()


def test_a_quote_that_is_gone_shows_what_is_nearest(tmp_path: Path):
    """The remedy shows the policy's own words, so that a changed sentence is found."""
    tiny(tmp_path)
    put(tmp_path, PLACES["reviews"], REVIEWS.replace("ten", "eleven"))
    (problem,) = gate(tmp_path)[1]
    assert "“We keep your data for ten years.”" in problem.remedy


def test_a_quote_in_other_marks_is_told_so(tmp_path: Path):
    """Whoever types a quotation mark sees no difference; so the message names it, and shows the policy's own marks."""
    policy = "Privacy\n\nWe don’t sell “your data” – ever.\n"
    tiny(tmp_path)
    put(tmp_path, PLACES["service"], service("Example", policy))
    put(tmp_path, PLACES["snapshot"], policy)
    quote = "'We don''t sell \"Your Data\" - ever.'"
    put(tmp_path, PLACES["reviews"], REVIEWS.replace("We keep your data for ten years.", quote))
    (problem,) = gate(tmp_path)[1]
    assert problem.message == "the quote stands in undated-1.txt with other capitals, quotation marks or dashes"
    assert "“We don’t sell “your data” – ever.”" in problem.remedy


def test_nothing_near_is_said_to_be_nothing():
    """A passage is shown only where it is like the quote."""
    document = extract(b"We sell your data to anyone.", "txt")
    assert nearest(document, "We sell your data to anybody.") == "We sell your data to anyone."
    assert nearest(document, "Zyx wvu 12345 qq") is None


@pytest.mark.parametrize(
    "quote", ["we do sell your data", "We do sell your data, but only to shops.", "do sell your", "sell our data, but"]
)
def test_what_is_nearest_is_a_whole_sentence(quote: str):
    """It can be copied as it is: from the beginning of the sentence to its end, and no other sentence with it."""
    text = b"Privacy\n\nWe like you. We do sell your data, but only to shops! Ask us.\n\nWe sell nuts.\n"
    assert nearest(extract(text, "txt"), quote) == "We do sell your data, but only to shops!"


def test_of_a_sentence_without_end_only_the_words_are_shown():
    """A passage is never longer than a person would read."""
    document = extract(f"{'on and on, ' * 60}we sell your data to anyone, {'on and on, ' * 60}".encode(), "txt")
    assert nearest(document, "We sell your data to anybody") == "we sell your data to anyone,"
    assert len(nearest(document, "on and on, " * 60) or "") <= PASSAGE + 2


def test_a_wrong_macro_is_told_once(tmp_path: Path):
    """A mistake in words.yml is told there, not again in every practice."""
    tiny(tmp_path)
    put(tmp_path, PLACES["words"], WORDS.replace("(?:we|us)", "(we"))
    put(tmp_path, "site_config/practices/other.yml", PRACTICE.replace("label: Sells", "label: Also sells"))
    assert said(gate(tmp_path)[1]) == [f"{PLACES['words']}:2:7 `{{we}}` is not a pattern: missing ): (?:\\b(we\\b)"]


@pytest.mark.parametrize(
    ("written", "told"),
    [
        (f"macros:\n  sell: 'sold'\n{MACROS}", "2:3 `sell` is also the name of a list of acts"),
        (f"macros:\n  sell-noun: 'sale'\n{MACROS}", "2:3 `sell-noun` is also the name of a list of acts"),
        (f"macros:\n  adverbs: 'also'\n{MACROS}", "2:3 `adverbs` is also the name of a list of grammar"),
        (
            WORDS.replace("  parties:\n", "  parties:\n    sell: [seller]\n"),
            "`sell` is also the name of a list of acts",
        ),
    ],
)
def test_a_name_that_hides_a_list_is_told(tmp_path: Path, written: str, told: str):
    """A pattern that names a list must not mean a macro, or another list, and nobody see it."""
    tiny(tmp_path)
    assert written != WORDS
    put(tmp_path, PLACES["words"], written)
    (problem,) = [one for one in gate(tmp_path)[1] if one.check == "hidden-list"]
    assert told in said((problem,))[0]
    assert problem.place.column > 1


def test_a_word_that_stands_twice_in_a_list_is_told(tmp_path: Path):
    """A list has each of its words once: the second does nothing, and may be counted. Of two lists both may have it."""
    tiny(tmp_path)
    written = WORDS.replace("determiners: [a, ", "determiners: [a, the, a, ")
    put(tmp_path, PLACES["words"], written)
    found = [one for one in gate(tmp_path)[1] if one.check == "word-twice"]
    line = next(number for number, text in enumerate(written.splitlines(), 1) if "determiners: [a" in text)
    assert [one.place.line for one in found] == [line, line]
    assert [one.message.split()[0] for one in found] == ["`a`", "`the`"]


@pytest.mark.parametrize("section", ["sentences", "referring"])
def test_a_wrong_list_of_words_is_told_at_its_line(tmp_path: Path, section: str):
    """What the reader of sentences goes by is read as strictly as all else: no unknown list, no word in capitals."""
    tiny(tmp_path)
    head, _, tail = WORDS.partition(f"{section}:\n")
    for written, told in (
        (f"{head}{section}:\n  tellers: [a]\n{tail}", "3 unknown field `tellers`"),
        (
            f"{head}{section}:\n{tail.replace('  may: [', '  may: [May, ', 1)}",
            "9 item 1 of `may`, `May`, is not a word",
        ),
    ):
        put(tmp_path, PLACES["words"], written)
        line = next(
            n for n, text in enumerate(written.splitlines(), 1) if text.startswith(("  tellers", "  may: [May"))
        )
        assert any(one.startswith(f"{PLACES['words']}:{line}:{told}") for one in said(gate(tmp_path)[1]))


@pytest.mark.parametrize("section", ["sentences", "referring"])
def test_a_word_is_listed_once_wherever_it_stands(tmp_path: Path, section: str):
    """The law of one word holds in every section."""
    tiny(tmp_path)
    head, _, tail = WORDS.partition(f"{section}:\n")
    put(tmp_path, PLACES["words"], f"{head}{section}:\n{tail.replace('  may: [', '  may: [can, ', 1)}")
    assert "word-twice" in {one.check for one in gate(tmp_path)[1]}


@pytest.mark.parametrize("part", ["practices", "never", "alone"])
def test_a_limit_names_practices_that_there_are(tmp_path: Path, part: str):
    """A misspelt id in a list of words.yml would leave the limit where it must not stand, and nobody would see it."""
    tiny(tmp_path)
    put(tmp_path, PLACES["words"], WORDS.replace("label: ", f"{part}: [sells-data, sells-dta], label: "))
    (problem,) = gate(tmp_path)[1]
    assert (problem.check, problem.message) == ("unknown-practice", "`sells-dta` is no practice")


@pytest.mark.parametrize(
    ("path", "text", "expected"),
    [
        (PLACES["categories"], CATEGORIES.replace("order: 1", "order: one"), "5:10 `order: one` is not a whole number"),
        (PLACES["categories"], CATEGORIES.replace("1.5", "1.50"), "6:20 `share: 1.50` is not a number"),
        (PLACES["words"], WORDS.replace("label", "lable"), "4:13 unknown field `lable`"),
        (PLACES["words"], WORDS.replace("macros:", "macro:"), "1:1 unknown field `macro`"),
        (SEARCH, "skip: [a]\n", "1:1 unknown field `skip`"),
        (SEARCH, "skipped: [a, the, a]\n", "1:19 `a` stands here twice"),
        (SEARCH, "same:\n  - [delete, erase]\n  - [wipe, erase]\n", "3:12 `erase` stands here twice"),
        (SEARCH, "asked:\n  sell-data: [trade my data]\n", "2:3 `sell-data` is no practice"),
        (
            SEARCH,
            "asked:\n  sells-data: [Trade-my-data]\n",
            "2:16 item 1 of `sells-data`, `Trade-my-data`, is not a word as the reader sees it",
        ),
    ],
)
def test_configuration_is_read_as_strictly(tmp_path: Path, path: str, text: str, expected: str):
    """Categories and words are told with line and column too, and nothing else is wrong for it."""
    tiny(tmp_path)
    put(tmp_path, path, text)
    assert said(gate(tmp_path)[1]) == [f"{path}:{expected}"]


def test_an_outcome_that_a_practice_cannot_have_is_told(tmp_path: Path):
    """A correction says one of the practice's answers."""
    tiny(tmp_path)
    put(
        tmp_path,
        PLACES["practices"],
        PRACTICE.replace("  absent: Does not sell data\n", "").replace("      negated: absent\n", ""),
    )
    assert said(gate(tmp_path)[1]) == [f"{PLACES['reviews']}:2:12 `sells-data` has no answer `absent`"]


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("captured: unknown", "captured: 2020-01-02", "5:11 `undated-1.txt` is not named by its date"),
        (
            "captured: unknown",
            "captured: unknown\n    dated: 2020-01-02",
            "5:11 `undated-1.txt` is not named by its date",
        ),
    ],
)
def test_what_may_be_intended_is_only_odd(tmp_path: Path, old: str, new: str, expected: str):
    """Doubtful provenance is asked about, and does not block."""
    tiny(tmp_path)
    put(tmp_path, PLACES["service"], SERVICE.replace(old, new))
    given, problems = gate(tmp_path)
    assert said(problems) == [f"{PLACES['service']}:{expected}"]
    assert [p.severity for p in problems] == ["odd"]
    assert len(given.contents.services) == 1


def test_dates_in_the_wrong_order_and_copies_are_odd(tmp_path: Path):
    """A policy dated after its capture, and the same bytes listed twice, are asked about."""
    tiny(tmp_path)
    entry = SERVICE[SERVICE.index("  - file") : SERVICE.index("---\nA note")]
    first = entry.replace("undated-1", "2020-01-02").replace(
        "captured: unknown", "captured: 2020-01-02\n    dated: 2020-01-03"
    )
    put(tmp_path, PLACES["service"], SERVICE.replace(entry, first + entry))
    put(tmp_path, "content/policies/example/2020-01-02.txt", POLICY)
    assert [(p.check, p.place.line) for p in gate(tmp_path)[1]] == [("snapshot-dates", 7), ("snapshot-copy", 10)]


def test_a_day_that_has_not_come_yet_is_asked_about_where_today_is_known(tmp_path: Path):
    """Of a capture and of a review; the build does not ask, so that it depends on no calendar."""
    tiny(tmp_path)
    (tmp_path / PLACES["snapshot"]).rename(tmp_path / "content/policies/example/2020-01-02.txt")
    dated = SERVICE.replace("undated-1", "2020-01-02").replace("captured: unknown", "captured: 2020-01-02")
    put(tmp_path, PLACES["service"], dated)
    told = [
        "`captured: 2020-01-02` is a day that has not come yet",
        "`date: 2020-01-02` is a day that has not come yet",
    ]
    for today, expected in ((None, []), (date(2020, 1, 1), []), (date(2019, 12, 31), sorted(told))):
        problems = gate(tmp_path, today=today)[1]
        assert sorted(problem.message for problem in problems) == expected
        assert {problem.severity for problem in problems} <= {"odd"}


GERMAN = "Wir verarbeiten die Daten, die Sie uns geben, und speichern sie nicht auf einer Platte.\n"


@pytest.mark.parametrize(
    ("lang", "policy", "told"),
    [
        ("en", POLICY, []),
        ("en-GB", POLICY, []),
        ("de", POLICY, ["`lang: de` is given, and undated-1.txt reads like English"]),
        ("en", GERMAN, ["`lang: en` is given, and undated-1.txt reads like German"]),
        ("de", GERMAN, []),
        ("fi", GERMAN, []),
        ("en", "Lorem ipsum dolor sit amet.\n", []),
    ],
)
def test_a_policy_that_reads_like_another_language_is_asked_about(
    tmp_path: Path, lang: str, policy: str, told: list[str]
):
    """Only where it would be asked the practices' questions in vain, or not be asked them at all."""
    tiny(tmp_path)
    (tmp_path / PLACES["reviews"]).unlink()
    put(tmp_path, PLACES["service"], service("Example", policy).replace("lang: en", f"lang: {lang}"))
    put(tmp_path, PLACES["snapshot"], policy)
    problems = gate(tmp_path)[1]
    assert [problem.message for problem in problems] == told
    assert {problem.check for problem in problems} <= {"language"}


def test_what_detection_knows_may_only_fall(tmp_path: Path):
    """More characters than words.yml allows are refused; far fewer ask for a lower limit; examples count nothing."""
    tiny(tmp_path)
    put(
        tmp_path,
        PLACES["practices"],
        PRACTICE.replace("    - You may", "    - You may neither lend nor sell.\n    - You may"),
    )
    given, _problems = gate(tmp_path)
    count = characters(given.contents.configuration.catalogue, given.contents.configuration.words)
    for limit, severity in ((count - 1, ["error"]), (count, []), (count + SLACK, []), (count + SLACK + 1, ["odd"])):
        put(tmp_path, PLACES["words"], f"limit: {limit}\n{WORDS}")
        problems = gate(tmp_path)[1]
        assert [problem.severity for problem in problems] == severity
        assert all(problem.check == "size" and f"{count:,}" in problem.message for problem in problems)


def test_a_line_that_nobody_can_read_is_refused(tmp_path: Path):
    """A line of more than 400 characters is told with its number, in practices, words and modifiers alike."""
    tiny(tmp_path)
    for place, text in (("practices", PRACTICE), ("words", WORDS), ("modifiers", MODIFIERS)):
        put(tmp_path, PLACES[place], f"# {'x' * 398}\n{text}")
    assert gate(tmp_path)[1] == ()
    for place, text in (("practices", PRACTICE), ("words", WORDS), ("modifiers", MODIFIERS)):
        put(tmp_path, PLACES[place], f"# {'x' * 399}\n{text}")
        told = [problem for problem in gate(tmp_path)[1] if problem.check == "long-line"]
        assert said(tuple(told)) == [f"{PLACES[place]}:1:401 a line of 401 characters, where 400 is the limit"]
        put(tmp_path, PLACES[place], text)
