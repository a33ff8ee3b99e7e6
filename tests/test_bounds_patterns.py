"""What a practice's pattern may cost: the size of its program, its repetitions, the sentences that it meets."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest
from builders.repository import PLACES, POLICY, PRACTICE, put, service, tiny

from generator.analysis.clauses import segment
from generator.analysis.detection import Detector
from generator.analysis.long_sentences import too_long
from generator.analysis.patterns import (
    PROGRAM_LIMIT,
    REPEAT_LIMIT,
    CostlyPattern,
    compile_pattern,
)
from generator.analysis.policy import load_tools, read_example, read_policy
from generator.analysis.sentences import SENTENCE_LIMIT
from generator.formats import extract
from generator.gathering import gate
from generator.reading.configuration import load_catalogue, load_words
from generator.reading.services import read_all
from generator.words import Words

NO_WORDS = Words((), ())
COSTLY = (
    "(?:[^ .;:?]+ ){0,900}sold",
    "x{201}",
    "x{201,}",
    "(?:a{3}b){67}",
    "(?:(?:(?:[a-z]* ){0,9}){0,9}){0,9}sold",
    "(?P<x>a{15}){14}",
    "a{15}{14}",
    "(?:a|(?:b|c{20})){11}",
    r"\({0,201}",
    "[(]{0,201}",
    "[]({]{201}",
    "(?i:a{20}){11}",
)
CHEAP = (
    "(?:[^ .;:?]+ ){0,200}sold",
    r"a\{900}",
    "[{900}]",
    "a{100}b{100}c{100}",
    "(?:a{20}|b{20}){10}",
    "(?:[^ ]+ )*sold",
)


@pytest.mark.parametrize("pattern", COSTLY)
def test_a_pattern_that_repeats_too_often_is_refused(pattern: str) -> None:
    """Counts within counts are multiplied, however they are written."""
    with pytest.raises(CostlyPattern, match=f"where {REPEAT_LIMIT} is the limit"):
        compile_pattern(pattern, NO_WORDS)


@pytest.mark.parametrize("pattern", CHEAP)
def test_a_pattern_that_repeats_little_is_taken(pattern: str) -> None:
    """Braces that are letters repeat nothing, and parts that stand side by side are not multiplied."""
    compile_pattern(pattern, NO_WORDS)


def unlike(many: int) -> str:
    """A pattern of so many words that begin differently, as nothing can be shared between them."""
    return "|".join(hashlib.sha256(str(number).encode()).hexdigest()[:8] for number in range(many))


def test_a_pattern_whose_program_is_too_large_is_refused() -> None:
    """The size counts, whatever makes it."""
    with pytest.raises(CostlyPattern, match=f"where {PROGRAM_LIMIT:,} is the limit"):
        compile_pattern(unlike(5_000), NO_WORDS)
    with pytest.raises(CostlyPattern):
        compile_pattern(f"(?:{'|'.join('abcdefgh')}|{'x?' * 200}){{100}}", NO_WORDS)


def told(root: Path) -> list[tuple[str, int, int, str]]:
    """What the gate says of patterns: path, line, column and message."""
    problems = [problem for problem in gate(root)[1] if problem.check == "pattern"]
    return [(one.place.path, one.place.line, one.place.column, one.message) for one in problems]


def test_a_costly_pattern_is_told_at_its_place(tmp_path: Path) -> None:
    """In a rule, and in words.yml, with line and column."""
    root = tiny(tmp_path)
    put(root, PLACES["practices"], PRACTICE.replace("'{we} sell'", "'(?:[^ .;:?]+ ){0,900}sold'"))
    (found,) = told(root)
    assert found[:3] == (PLACES["practices"], 17, 16)
    assert "is too costly: a part of it is repeated up to 900 times, where 200 is the limit" in found[3]


def test_many_large_patterns_are_too_many(tmp_path: Path) -> None:
    """What each of them may cost, all of a practice may not."""
    root = tiny(tmp_path)
    rules = "".join(f"    - {{name: x{number}, pattern: '{{many}} x{number}'}}\n" for number in range(59))
    put(root, PLACES["practices"], PRACTICE.replace("examples:", f"{rules}examples:"))
    words = unlike(400).split("|")  # in several macros, as lines have their limit
    parts = {f"part-{letter}": "|".join(words[at * 40 : at * 40 + 40]) for at, letter in enumerate("abcdefghij")}
    macros = {**parts, "many": "|".join(f"{{{name}}}" for name in parts)}
    lines = "".join(f"\n  {name}: '{pattern}'" for name, pattern in macros.items())
    put(root, PLACES["words"], (root / PLACES["words"]).read_text().replace("macros:", f"macros:{lines}"))
    (found,) = told(root)
    assert found[:3] == (PLACES["practices"], 14, 1)
    assert "steps together, where 150,000 is the limit" in found[3]


def long_policy(words: str) -> str:
    """A policy with one sentence that is longer than the limit, which says the words, and a short one."""
    filler = "and other things of which we tell you here " * (SENTENCE_LIMIT // 40)
    return f"We sell {filler} {words}.\n\nWe sell your data to anyone.\n"


def test_a_sentence_that_is_too_long_is_told_and_not_matched(tmp_path: Path) -> None:
    """Nothing is read out of it, the page says so, and its text is there to the last word."""
    root = tiny(tmp_path)
    text = long_policy("only to ourselves")
    put(root, PLACES["snapshot"], text)
    put(root, PLACES["service"], service("Example", text))
    (root / PLACES["reviews"]).unlink()
    (one,) = read_all(root)[0].services
    policy = read_policy(load_tools(root), one, one.snapshots[0], extract(text.encode(), "txt"))
    assert [finding.quote for finding in policy.findings] == ["We sell your data to anyone."]
    assert policy.document.warnings == (
        "A sentence is longer than 5,000 characters, and no practice was looked for there.",
    )
    assert "only to ourselves." in policy.document.text


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (POLICY, 0),
        ("We share:\n\n" + "- your data with a partner\n" * 400, 0),
        ("We sell " + "your data and " * 400 + "\n\n" + "We sell " + "your data and " * 400, 2),
    ],
)
def test_only_sentences_that_are_not_matched_are_told(text: str, said: int) -> None:
    """A long list of short items has none."""
    document = extract(text.encode(), "txt")
    warnings = too_long(document.text, segment(document)[1])
    assert len(warnings) == bool(said)
    assert not said or warnings[0].startswith(f"{said} sentences are")


def test_an_item_below_an_introduction_that_is_too_long_is_not_read_alone(tmp_path: Path) -> None:
    """Its introduction may deny it."""
    root = tiny(tmp_path)
    tools = load_tools(root)
    long = "We never do, for whatever reason there may be, " + "of which there are many, " * 250 + "the following:"
    assert read_example(tools, f"{long}\n- We sell your data\n- We sell your name") == {}
    assert read_example(tools, "We do the following:\n- We sell your data") == {"sells-data": "present"}


def test_every_practice_of_this_project_is_within_the_limits() -> None:
    """All patterns compile; the largest has 14,172 steps, and repeats a part 120 times."""
    root = Path(__file__).resolve().parent.parent
    Detector(load_catalogue(root).practices, load_words(root))
