"""The laws of cutting a clause into statements."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.analysis.folding import fold, match_text
from generator.analysis.sentences import says_by_itself, split, statements
from generator.model import Clause, Span


def clause(text: str, items: tuple[str, ...] = (), lead: Span | None = None) -> Clause:
    """A clause that is the whole text."""
    spans = tuple(Span(item, text.index(item), text.index(item) + len(item)) for item in items)
    return Clause("c", None, text, 0, len(text), lead=lead, items=spans)


def sentences(text: str) -> list[str]:
    """The sentences of a text."""
    return [text[start:end] for start, end in split(text, 0, len(text))]


def matches(text: str, items: tuple[str, ...] = ()) -> list[str]:
    """What patterns see of a text."""
    return [s.match.decode() for s in statements(text, fold(text), clause(text, items))]


@given(st.text())
def test_folding_keeps_every_offset(text: str) -> None:
    """A folded text has one ASCII character for each of the text's."""
    folded = fold(text)
    assert len(folded) == len(text)
    assert folded.isascii()


def test_a_paragraph_of_a_law_ends_no_sentence() -> None:
    """The stops of "Art. 6 para. 1 lit. f" belong to the article that they name."""
    named = "This rests on Art. 6 para. 1 lit. f GDPR."
    assert sentences(f"{named} We store it.") == [named, "We store it."]


def test_a_not_reaches_its_verb_over_a_word_that_only_joins() -> None:
    """Words between commas that join or stress are left out after a "not"; those that limit it stay."""
    assert matches("We do not, however, sell it. We will never, under any circumstances, rent it.") == [
        "we do not sell it.",
        "we will never rent it.",
    ]
    assert matches("We do not, as a rule, sell it.") == ["we do not, as a rule, sell it."]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Marketing: We send you offers by post.", "we send you offers by post."),
        ("2.1 Do Not Track \u2013 We and others collect data.", "we and others collect data."),
        ("Sale of Data\nWe do not sell any data.", "we do not sell any data."),
        ("How We Share: We give data to partners.", "we give data to partners."),
        ("Last updated: March 11, 2025", "last updated: march 11, 2025"),
        ("To opt out: Click on the link that you see.", "to opt out: click on the link that you see."),
        ("You may contact us: Ann, who is here.", "you may contact us: ann, who is here."),
    ],
)
def test_a_title_is_taken_off_the_sentence_that_it_is_glued_to(text: str, said: str) -> None:
    """A title before a sentence is no part of what the sentence says, nor of its quote; a label of a fact stays."""
    (statement,) = statements(text, fold(text), clause(text))
    assert statement.match.decode() == said
    assert match_text(fold(text[statement.start : statement.end])) == said


@given(st.text(alphabet=st.sampled_from("ab .!?\n)’(1•e.g")))
def test_sentences_are_in_order_and_lose_no_letter(text: str) -> None:
    """Every letter and digit of a text is in exactly one of its sentences."""
    spans = split(text, 0, len(text))
    assert all(a[1] <= b[0] for a, b in pairwise(spans))
    kept = "".join(text[a:b] for a, b in spans)
    assert [c for c in kept if c.isalnum()] == [c for c in text if c.isalnum()]


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("We keep data. We delete it.", 2),
        ("We collect data, e.g. names and addresses.", 1),
        ("Example Inc. We collect data.", 2),
        ("5 Oak Ave. Suite 1, Elm Blvd. 2", 1),
        ("Example Inc. and its partners collect data.", 1),
        ("Write to Acorn Ltd. : 12 Walnut Street, Dublin.", 1),
        ("We are in the U.S. and in Canada.", 1),
        ("See Cal. Civ. Code 1798 for it.", 1),
        ("We follow the EU-U.S. Data Privacy Framework.", 1),
        ("It was sent to the U.S. Department of Commerce.", 1),
        ("We are in the U.S. We are in Canada too.", 2),
        ('It stands in "What do we share?" above.', 1),
        ('It stands in "What do we share?" We keep it too.', 2),
        ("Is it safe? Yes! It is.", 3),
        ("A line\nbroken in two.", 1),
        ("One paragraph\n\nanother paragraph", 2),
        ("1. We collect data.", 1),
    ],
)
def test_a_sentence_ends_where_a_reader_ends_it(text: str, count: int) -> None:
    """Abbreviations, list numbers and line breaks do not end a sentence; blank lines do."""
    assert len(sentences(text)) == count


def test_patterns_see_one_spelling() -> None:
    """Case, typographic quotes, hyphens, no-break spaces and line breaks do not matter to a pattern."""
    assert match_text(fold("We don’t\u00a0share\nE-Mails – e.g. a@b.org")) == "we don't share e mails - e_g_ a@b_org"
    assert match_text(fold("Acme Inc.'s cafe\u0301 may se\u00adll data.</p>")) == "acme inc_'s cafe may sell data.</p>"


def test_a_list_item_is_read_with_its_introduction() -> None:
    """A short item's statement holds the words of the sentence that introduces the list, and keeps it as lead."""
    text = "We share data with:\n• our partners\n• the police"
    said = list(statements(text, fold(text), clause(text, ("our partners", "the police"))))
    assert [s.match.decode() for s in said] == [
        "we share data with:",
        "we share data with our partners",
        "we share data with the police",
    ]
    assert said[1].lead is not None
    assert said[1].lead.text == "We share data with:"
    assert text[said[1].start : said[1].end] == "our partners"


def test_an_introduction_may_end_with_a_semicolon() -> None:
    """What stands at the end of an introduction does not part an item from its words."""
    text = "We share data with;\n• our partners"
    assert (
        list(statements(text, fold(text), clause(text, ("our partners",))))[1].match
        == b"we share data with our partners"
    )


def test_a_long_item_keeps_its_lists_introduction() -> None:
    """The first sentence of an item that is a clause of its own is read with the clause's lead."""
    text = "We share:\n\nNames with the post. Nothing else."
    lead = Span("We share:", 0, 9)
    item = Clause("c", None, text[11:], 11, len(text), lead=lead)
    said = [s.match.decode() for s in statements(text, fold(text), item)]
    assert said == ["we share names with the post.", "nothing else."]


def test_a_marker_at_the_start_of_a_clause_introduces_nothing() -> None:
    """An item that is a clause of its own stands under its list's introduction, not under its own number."""
    text = "We collect:\n(3) your name and address\n"
    item = Span(text[16:-1], 16, len(text) - 1)
    own = Clause("c", None, text[12:-1], 12, len(text) - 1, lead=Span(text[:11], 0, 11), items=(item,))
    (statement,) = statements(text, fold(text), own)
    assert statement.match == b"we collect your name and address"
    assert statement.lead == own.lead


def test_a_question_says_nothing_unless_it_is_answered() -> None:
    """A question is left out; one that the text answers with yes or no is the statement that this makes."""
    assert matches("Do you sell data? We care about privacy.") == ["we care about privacy."]
    text = "Do you sell data? – No. We keep it."
    said = list(statements(text, fold(text), clause(text)))
    assert said[0].match.decode() == "we do not sell data."
    assert text[said[0].start : said[0].end] == "Do you sell data? – No."


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Will my data be shared? No.", "your data will not be shared."),
        ("Do we use cookies? Yes, a few.", "we use cookies."),
        ("Is your data sold? Never!", "your data is not sold."),
        ("Do you keep my name? We do not.", "we do not keep your name."),
    ],
)
def test_an_answer_makes_a_statement_of_its_question(text: str, expected: str) -> None:
    """A question is read with its plain answer, in the words of the policy, where "you" is the reader."""
    assert matches(text)[0] == expected


@pytest.mark.parametrize(
    "text",
    [
        "Do you sell my data? No, except to partners.",
        "Do we sell data? No more than others.",
        "Do we sell data? Notice the link.",
        "Why do we sell data? No reason.",
    ],
)
def test_an_answer_that_is_not_plain_answers_nothing(text: str) -> None:
    """A no with an exception, and words that only look like an answer, make nothing of the question."""
    assert all("sell" not in match for match in matches(text))


def test_a_question_before_the_clause_is_answered_by_it() -> None:
    """The quote of an answer is its own words, enough of them; the question is its lead."""
    text = "Do we sell data?\n\nNo. We do not."
    answer = Clause("c", None, text[18:], 18, len(text))
    said = list(statements(text, fold(text), answer, question=Span(text[:16], 0, 16)))
    assert said[0].match == b"we do not sell data."
    assert text[said[0].start : said[0].end] == "No. We do not."
    assert said[0].lead == Span("Do we sell data?", 0, 16)


def test_a_cell_is_read_with_the_header_of_its_column() -> None:
    """A cell of a table is a statement with its header as lead; what is too short is quoted with its row."""
    text = "What we collect | Why\nYour address | To send parcels. We keep it."
    said = list(statements(text, fold(text), clause(text)))
    assert [s.match.decode() for s in said] == [
        "what we collect",
        "why",
        "what we collect your address",
        "why to send parcels.",
        "we keep it.",
    ]
    assert said[2].lead == Span("What we collect", 0, 15)
    assert said[2].around is not None
    assert text[slice(*said[2].around)] == "Your address | To send parcels. We keep it."


def test_a_no_in_a_row_denies_the_row() -> None:
    """A row with a question and its answer says what that makes; a no in another row leaves nothing of it to say."""
    text = "Question | Answer\nDo we sell data? | No\nWe share names | No"
    assert matches(text)[2:] == ["we do not sell data."]


@pytest.mark.parametrize(
    ("lead", "item", "itself"),
    [
        ("We use these types of cookies:", "we may work with partners", True),
        ("We use these types of cookies:", "those of our partners", False),
        ("We share your data in these cases:", "we are taken over", False),
        ("We share your data when:", "you ask us to", False),
    ],
)
def test_an_item_that_is_a_sentence_does_not_go_on_with_what_introduces_it(lead: str, item: str, itself: bool) -> None:
    """It does only where the introduction asks for sentences: "in these cases", "when"."""
    text = f"{lead}\n- {item}\n- more"
    said = statements(text, fold(text), clause(text, (item, "more"), Span(lead, 0, len(lead))))
    found = next(one for one in said if text[one.start : one.end] == item)
    assert says_by_itself(found) is itself
