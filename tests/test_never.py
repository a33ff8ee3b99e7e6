"""The laws of what is never evidence, whatever it speaks of: each with sentences on both sides."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator.analysis.folding import fold, match_text
from generator.analysis.judging import Match
from generator.analysis.never import Law, Laws
from generator.analysis.sentences import Statement, statements
from generator.model import Clause, Span
from generator.reading.configuration import load_words
from generator.words import ReferringWords

#: Made of the words of the repository.
LAWS = Laws(load_words(Path(__file__).resolve().parents[1]).referring)


def law(text: str, matched: str, *items: str, fact: bool = False) -> Law | None:
    """Which law keeps what is matched from proving, in the statement of a clause that holds it in its own words."""
    spans = tuple(Span(item, text.index(item), text.index(item) + len(item)) for item in items)
    clause = Clause("c", None, text, 0, len(text), items=spans)
    wanted = match_text(fold(matched)).encode()
    for statement in statements(text, fold(text), clause):
        at = statement.match.find(wanted, statement.own)
        if at >= 0:
            return LAWS.against(statement, Match(at, at, at + len(wanted)), fact=fact)
    raise AssertionError(f"no statement says {matched!r}")


@pytest.mark.parametrize(
    ("text", "matched"),
    [
        ("See Section 5 to learn how we share your data with our suppliers.", "share your data"),
        ("For information on how we use cookies, see our Cookie Policy.", "use cookies"),
        ("To learn how you can delete your data, read Section 9 below.", "delete your data"),
        ("To exercise your right to deletion, please see Section 6.", "right to deletion"),
        ("If you would like to delete your data, please see Section 6.", "delete your data"),
        ("Section 7 describes how we send your data to other countries.", "send your data"),
        (
            "The section above titled How We Use Your Data discloses that it is kept to comply with law.",
            "comply with law",
        ),
        ("Our Cookie Notice contains more information about how we use cookies.", "use cookies"),
        ('Please refer to "Your rights" for how to access your data.', "access your data"),
        ("Sale of your data: please see the section below.", "Sale of your data"),
        ("How we use your data for advertising is described in our Advertising Notice.", "advertising"),
        ("You can read more about the cookies that we set here.", "cookies"),
        ("If you live in Ohio, please see Section 9 for more information on how your data is sold.", "data is sold"),
    ],
)
def test_a_sentence_that_only_says_where_to_read_on_is_no_evidence(text: str, matched: str) -> None:
    """What a reader is sent elsewhere for is not said."""
    assert law(text, matched) == "reference"


@pytest.mark.parametrize(
    ("text", "matched"),
    [
        ("We share your data with our suppliers (see Section 5).", "share your data"),
        ("We use cookies, as our Cookie Policy describes.", "use cookies"),
        ("To delete your data, visit your account page.", "delete your data"),
        ("To learn how to opt out, or to opt out now, click the link in the footer.", "opt out"),
        ("If you would like to access, review, or delete your data, write to us as set out below.", "delete your data"),
        ("To delete your data, go to the section My Account.", "delete your data"),
        ("To stop our mail, follow the link in it or see our help pages.", "stop our mail"),
        ("You can review your data in the section My Account.", "review your data"),
        ("For your safety, we read the messages that break our policy.", "read the messages"),
        ("In order to serve you, we may obtain information about you from others who see our terms.", "obtain"),
        ("If you live in California, please see Section 6.", "live in California"),
        ("This section informs residents of California how we use their data.", "residents of California"),
        ("This policy also covers the cookies set by others on our pages.", "set by others"),
        ("This policy does not cover the sites of others.", "cover the sites of others"),
        ("Please see our notice on how to refuse cookies through the settings of your browser.", "refuse cookies"),
        ("To learn more about ads and to opt out, go to our choices in this notice.", "opt out"),
    ],
)
def test_a_sentence_that_says_something_may_be_evidence(text: str, matched: str) -> None:
    """A pointer beside a statement, a way to do something, and a part that is for some people stay."""
    assert law(text, matched) is None


@pytest.mark.parametrize(
    "lead",
    [
        "See also:",
        "The following notices tell you more about some of our services:",
        "Other documents:",
        "For more information, please read:",
        "Our privacy policy explains the following topics:",
        "In this policy:",
    ],
)
def test_an_item_in_a_list_of_documents_is_no_evidence(lead: str) -> None:
    """The name of another document, or of a part of this one, says nothing of what stands in it; not even a fact."""
    text = f"{lead}\n• How we use cookies in our apps\n• Data Protection Officer"
    items = ("How we use cookies in our apps", "Data Protection Officer")
    assert law(text, "use cookies", *items) == "contents"
    assert law(text, "Data Protection Officer", *items, fact=True) == "contents"


@pytest.mark.parametrize(
    "lead",
    [
        "We do the following:",
        "You can opt out on the following pages:",
        "We use other tools, too:",
        "For more information or to opt out, see:",
        "The following suppliers get your data:",
    ],
)
def test_an_item_of_another_list_may_be_evidence(lead: str) -> None:
    """A list of acts, of suppliers or of pages where something is done is none of documents."""
    text = f"{lead}\n• We use cookies in our apps\n• We share your data"
    assert law(text, "use cookies", "We use cookies in our apps", "We share your data") is None


@pytest.mark.parametrize(
    ("text", "matched"),
    [
        ("Do Not Sell or Share My Personal Information", "Personal Information"),
        ("Opt out here", "Opt out"),
        ("Manage your cookies in your browser", "cookies in your browser"),
        ("Click here to unsubscribe from our newsletter", "unsubscribe"),
        ("Your privacy choices", "choices"),
    ],
)
def test_what_a_link_says_is_no_evidence(text: str, matched: str) -> None:
    """A line that is an order or a choice in a few words is the label of a link; as a sentence it is none."""
    assert law(text, matched) in ("label", "title")
    assert law(f"You can find {text.lower()} at the foot of each page.", matched.lower()) is None


def test_an_introduction_without_its_item_is_no_evidence() -> None:
    """What breaks off before it says what it is about says nothing, unless its list goes on."""
    assert law("You have the right to:", "have the right to:") == "open"
    assert law("You have the right to:\n• see your data", "have the right to:", "see your data") is None
    assert law("We sell your data to:", "sell your data") is None


def test_a_title_is_evidence_of_a_fact_alone() -> None:
    """A line without a verb proves nothing, but an address or a date may stand in one."""
    assert law("Cookies and beacons", "Cookies") == "title"
    assert law("Cookies and beacons", "Cookies", fact=True) is None


@pytest.mark.parametrize(
    "title", ["Right to opt out of the sale of your personal information", "Your right to object:"]
)
def test_the_name_of_a_right_is_a_title_but_as_an_item(title: str) -> None:
    """A line that only names a right gives none; below an introduction that gives rights it is one of them."""
    assert law(title, "right to") == "title"
    assert law(f"You have these rights:\n• {title}", "right to", title) is None
    assert law(f"{title.strip(':')} is what you have.", "right to") is None


def test_a_long_sentence_is_read_in_linear_time() -> None:
    """A sentence that is too long to be a pointer is not tried as one."""
    said = "see our notice for information about how " * 200
    match = said.encode()
    assert LAWS.against(Statement(match, 0, len(said)), Match(0, 0, 3)) is None


def test_without_words_only_a_form_is_never_evidence() -> None:
    """Words that are not listed are nowhere: a collection in another language loses no evidence to them."""
    laws = Laws(ReferringWords())
    said = "See Section 5 to learn how we share your data."
    statement = Statement(match_text(fold(said)).encode(), 0, len(said))
    assert laws.against(statement, Match(30, 30, 45)) is None
    assert LAWS.against(statement, Match(30, 30, 45)) == "reference"
