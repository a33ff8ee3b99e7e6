"""The laws of reading sentences: the table of propositions, and what holds of every sentence."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest

from generator.analysis.folding import fold, match_text
from generator.analysis.forms import noun_forms, noun_of, verb_forms
from generator.analysis.lexicon import Lexicon
from generator.analysis.reader import MOST_TOKENS, Reader
from generator.checks.inputs import Written
from generator.checks.modifiers import check_configuration
from generator.reading.configuration import load_words, read_configuration
from generator.reading.services import Contents

ROOT = Path(__file__).resolve().parents[1]
TABLE = ROOT / "tests" / "corpora" / "propositions.txt"
LEAST = 200


@cache
def reader() -> Reader:
    """A reader with the words of the site."""
    return Reader(load_words(ROOT))


def read(sentence: str) -> list[str]:
    """What a sentence says, in lines; behind " // " with the one before it in mind."""
    *before, last = [match_text(fold(one)) for one in sentence.split(" // ")]
    return [str(one) for one in reader().read(last, (), *before)]


def table() -> list[tuple[str, list[str]]]:
    """The sentences of the table, each with the lines that it must come to."""
    rows: list[tuple[str, list[str]]] = []
    for line in TABLE.read_text(encoding="utf-8").splitlines():
        if line.startswith("= "):
            rows[-1][1].append(line[2:])
        elif line and line[0] not in "#[":
            rows.append((line, []))
    return rows


def test_the_table_is_read_as_it_says() -> None:
    """Each sentence says what the table has of it, and nothing else but which noun is meant and what is supposed."""
    wrong = []
    for sentence, wanted in table():
        found = read(sentence)
        more = [line for line in found if not line.endswith((" | aside", " | supposed")) and line not in wanted]
        if more or any(line not in found for line in wanted):
            wrong.append((sentence, wanted, found))
    assert wrong == []
    assert len(table()) >= LEAST


@pytest.mark.parametrize("act", [act for act, _ in load_words(ROOT).classes.acts])
def test_every_form_of_every_act_is_known(act: str) -> None:
    """Each form that the program makes of a listed verb is found again as that verb, or as a word of two natures."""
    words = load_words(ROOT).classes
    grammar = dict(words.grammar)
    irregular = {base: (past, participle) for base, past, participle in map(str.split, grammar["irregular"])}
    lexicon = Lexicon(words)
    for verb in dict(words.acts)[act]:
        for form, letters in verb_forms(verb, irregular, grammar["doubled"]).items():
            (token,) = lexicon.tokens(form)
            assert act in token.term.acts, form
            assert set(letters) <= set(token.term.forms), form


@pytest.mark.parametrize(
    ("verb", "forms"),
    [
        ("sell", "sell sells sold selling"),
        ("share", "share shares shared sharing"),
        ("stop", "stop stops stopped stopping"),
        ("permit", "permit permits permitted permitting"),
        ("notify", "notify notifies notified notifying"),
        ("monetise", "monetise monetises monetised monetising monetize monetizes monetized monetizing"),
        ("honour", "honour honours honoured honouring honor honors honored honoring"),
        ("analyse", "analyse analyses analysed analysing analyze analyzes analyzed analyzing"),
        ("opt out", "opt out opts out opted out opting out"),
        ("pass on", "pass on passes on passed on passing on"),
        ("rent", "rent rents rented renting"),
        ("need", "need needs needed needing"),
        ("refuse", "refuse refuses refused refusing"),
    ],
)
def test_forms_follow_from_the_plain_word(verb: str, forms: str) -> None:
    """The forms of a verb are those that English has, on both sides of the Atlantic, and no others."""
    assert " ".join(verb_forms(verb, {"sell": ("sold", "sold")}, {"permit"})) == forms


def test_nouns_are_spelt_on_both_sides_of_the_atlantic() -> None:
    """A listed noun is found in British and American spelling, also as the last of several words."""
    assert noun_forms("organisation") == ("organisation", "organisations", "organization", "organizations")
    assert "past behavior" in noun_forms("past behaviour")


def test_nouns_of_acts_follow_from_the_ending() -> None:
    """Verbs of one ending make their nouns alike, but those that a list excepts; of others nothing is made up."""
    verbs = ("collect", "disclose", "transmit", "anonymise", "notify", "sell", "provide")
    made = {verb: noun_of(verb, {"provide"}) for verb in verbs}
    assert made == {
        "collect": "collection",
        "disclose": "disclosure",
        "transmit": "transmission",
        "anonymise": "anonymisation",
        "notify": "notification",
        "sell": "",
        "provide": "",
    }


def test_places_are_those_of_the_words() -> None:
    """The offsets of a proposition and of its phrases are where their words stand."""
    match = "if you agree, we do not sell your name to anyone."
    (said,) = [one for one in reader().read(match) if one.place == "main"]
    assert match[said.start : said.end] == "sell"
    assert [match[one.start : one.end] for one in (*said.what, *said.to, *said.conditions)] == [
        "your name",
        "to anyone",
        "if you agree",
    ]


def test_the_name_of_the_service_is_the_service() -> None:
    """What a service calls itself acts as "we" does; without it, nobody can tell who that is."""
    match = "acme books does not sell your data."
    assert [str(one) for one in reader().read(match, {"acme books"})] == ["we | do not sell | your data"]
    assert [one.who for one in reader().read(match)] == ["it"]


@pytest.mark.parametrize(
    "text",
    [
        "",
        "?!;,.",
        "not " * 3000,
        "to " * 3000,
        "we and " * 3000,
        "which we which " * 2000,
        "if you sell, " * 2000,
        "(" * 3000 + "we sell your data",
        ")" * 3000 + "we sell your data",
        "we sell your data and " * 2000,
        "the data that we " * 2000,
        "'s n't ' \" " * 1000,
        "x" * 100_000,
    ],
)
def test_any_text_is_read(text: str) -> None:
    """Whatever stands in a text, it is read, and no sentence says more than it has words."""
    assert len(reader().read(text)) <= len(text.split()) + 1


def test_a_long_sentence_costs_what_its_pieces_cost() -> None:
    """What is said of a long list is said once a verb: twice the sentence says twice as much, not four times."""
    once, twice = (sum(map(len, read("we sell your data and " * size))) for size in (MOST_TOKENS, 2 * MOST_TOKENS))
    assert twice <= 2.1 * once


ROW = "- {cue: CUE, does: denies, changes: We hardly sell your data., leaves: LEAVES}"


def check(root: Path, cue: str, leaves: str) -> list[tuple[str, int]]:
    """The ids and columns of what is wrong in a file of modifiers with one row."""
    (root / "site_config").mkdir()
    (root / "site_config" / "modifiers.yml").write_text(ROW.replace("CUE", cue).replace("LEAVES", leaves) + "\n")
    (root / "site_config" / "words.yml").write_bytes((ROOT / "site_config" / "words.yml").read_bytes())
    configuration, problems = read_configuration(root)
    checked = check_configuration(Written(Contents((), {}, configuration, {}, {}), {}))
    return [(one.check, one.place.column) for one in (*problems, *checked) if "modifiers" in one.place.path]


@pytest.mark.parametrize(
    ("cue", "leaves", "found"),
    [
        ("hardly", "We sell your data.", []),
        ("hardily", "We sell your data.", [("modifier", 41)]),
        ("hardly", "They hardly sell your data.", [("modifier", 75)]),
        ("Hardly", "We sell your data.", [("wrong-value", 9)]),
    ],
)
def test_a_row_of_the_modifiers_is_tried_by_both_its_sentences(
    tmp_path: Path, cue: str, leaves: str, found: list[tuple[str, int]]
) -> None:
    """A cue that changes nothing, or also the sentence that it must leave, is told with its line and column."""
    assert check(tmp_path, cue, leaves) == found


def test_a_service_is_known_by_what_it_calls_itself() -> None:
    """A name is what stands among the first words and is a whole subject twice; other companies and words are none."""
    text = "Privacy at Acorn Mail\n\nAcorn Mail collects data. Acorn Mail may share it. Third Parties may use it. "
    text += "Third Parties may keep it. Personal Data may be used. Personal Data may be kept. " + "And so on. " * 90
    text += "Oak may see it. Oak may read it."
    assert reader().names(text) == {"acorn mail"}
    assert reader().names("Acorn Bank may use it. Acorn Bank may keep it.") == {"acorn bank"}
    assert reader().names("Acorn Mail collects data.") == frozenset()


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ('Acorn Mail Ltd. ("Acorn", "we" or "us") runs a shop.', {"acorn", "acorn mail"}),
        ('The shop is run by a firm of Oslo, Norway ("we").', set()),
        ("Privacy Policy of Acorn\n\nWe are careful.", {"acorn"}),
        ("Acorn’s Global Privacy Policy", {"acorn"}),
        ("Acorn Tools & Toys Website Privacy Notice", {"acorn tools & toys"}),
        ("This Privacy Policy explains how Acorn uses your data.", {"acorn"}),
        ("At Acorn, we take care.", {"acorn"}),
        ("Our European Privacy Policy is below. Welcome to our Website Privacy Policy.", set()),
        ("How Acorn may use it. When Acorn may share it.", {"acorn"}),
        ("The School may ask. Your School may see it. School may use it. School may keep it.", set()),
        ("EU may mean Europe. EU does not include Norway. " * 2, set()),
        ("Google may see it. Google may keep it.", set()),
        ("Google may see it. " * 8, {"google"}),
    ],
)
def test_a_service_says_what_it_calls_itself_where_its_policy_begins(text: str, names: set[str]) -> None:
    """It does in a bracket with "we", in a title, where it greets, or as what acts again and again."""
    assert reader().names(text) == names


@pytest.mark.parametrize(
    "text", ["A-" * 300_000, "A B " * 100_000, '("' * 100_000, "Acorn, " * 100_000, "At A " * 100_000]
)
def test_names_are_looked_for_in_linear_time(text: str) -> None:
    """Capitals, brackets and commas, as many as there are, are gone through once."""
    assert reader().names(text) == frozenset()
