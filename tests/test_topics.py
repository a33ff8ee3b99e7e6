"""What a clause is about: the laws of the dictionary, and the shipped dictionary on invented sentences."""

from __future__ import annotations

from itertools import permutations
from pathlib import Path

import pytest

from generator.analysis.topics import Classifier, run_in_title, words_of
from generator.catalogue import Category
from generator.model import Clause, Section, Span
from generator.reading.configuration import load_catalogue

ROOT = Path(__file__).parents[1]
SHIPPED = Classifier(load_catalogue(ROOT).categories)


def category(id: str, lexicon: dict[str, float], order: int = 1) -> Category:
    """A category with just a lexicon."""
    return Category(id, id, f"{id}?", "material/star", order, tuple(lexicon.items()))


def subjects(
    text: str, *categories: Category, heading: str = "", lead: str = "", notice: bool = False
) -> tuple[str, ...]:
    """The categories of one clause, by these categories or by the shipped ones."""
    classifier = Classifier(categories) if categories else SHIPPED
    sections = (Section("s", heading, 2, 0, len(heading)),) if heading else ()
    span = Span(lead, 0, len(lead)) if lead else None
    clause = Clause("s-1", "s" if heading else None, text, 0, len(text), lead=span, notice=notice)
    return classifier.classify(text, sections, (clause,))[0].categories


SENTENCES = [
    ("collection-use", "We collect your name, email address and telephone number when you register for an account."),
    ("collection-use", "Our servers automatically record your IP address, browser type and the pages you visit."),
    ("collection-use", "We use cookies to remember your settings and to personalise what you see."),
    ("collection-use", "When you write to us we keep a record of your letter."),
    ("sharing", "We may share your information with third parties who perform services on our behalf."),
    ("sharing", "We disclose data to law enforcement where a subpoena or court order demands it."),
    ("sharing", "In a merger or acquisition your data may be transferred to the new owner along with other assets."),
    ("sharing", "We allow third parties to set their own tags on these pages."),
    ("choice", "You can opt out of our mailings with the unsubscribe link at the foot of each message."),
    ("choice", "You may set your browser to refuse all cookies."),
    ("access", "You can review, correct or delete your personal information in your account settings."),
    ("access", "You have the right to access the data that we hold, and to ask for a copy of this information."),
    ("retention", "We retain your information for as long as your account exists."),
    ("retention", "Log data are deleted after ninety days; we never keep them for longer than that."),
    ("security", "We encrypt all traffic and keep our servers behind firewalls against unauthorised access."),
    ("policy-change", "We may change this policy from time to time and will post the changes here."),
    ("do-not-track", "Our site does not respond to Do Not Track signals."),
    ("audiences", "We do not knowingly collect information from children under 13."),
    ("audiences", "If you live in California, the Shine the Light law lets you ask for a list."),
    ("audiences", "Your data may be transferred to countries outside the European Economic Area."),
    ("other", "If you have any questions about this policy, please contact us."),
]


@pytest.mark.parametrize(("wanted", "text"), SENTENCES)
def test_a_plain_sentence_has_its_subject(wanted: str, text: str) -> None:
    """A sentence that says one thing plainly is of that category, and first of all of that one."""
    assert subjects(text) == (wanted,)


NEGATIVES = [
    ("sharing", "We are not responsible for linked sites; read the privacy policy of each site that you visit."),
    ("retention", "We retain outside contractors to run our mailing lists."),
    ("audiences", "Our parent company may receive your data."),
    ("choice", "We do not control the cookies of advertisers."),
    ("security", "Some services ask for your social security number."),
    ("access", "Children's parents may ask us to stop."),
    ("policy-change", "This privacy policy describes how we treat your data."),
    ("collection-use", "This privacy policy explains how we collect and use information."),
    ("collection-use", "This policy will inform you about the kinds of personal data we collect."),
    ("collection-use", "We use reasonable efforts to protect the information we collect."),
    ("collection-use", "We retain the information we collect for as long as the law demands."),
    ("collection-use", "You can reject all cookies, or delete cookies afterwards."),
    ("sharing", "We may collect information about you from third parties."),
    ("sharing", "You can visit many pages without disclosing who you are."),
    ("security", "The law asks us to protect the privacy of patients."),
]


@pytest.mark.parametrize(("unwanted", "text"), NEGATIVES)
def test_a_word_out_of_place_makes_no_subject(unwanted: str, text: str) -> None:
    """Words that point to a category elsewhere do not do so in another sense."""
    assert unwanted not in subjects(text)


def test_two_subjects_make_two_categories_in_the_order_of_display() -> None:
    """A clause may speak of several things."""
    text = "We encrypt your data with TLS. We retain your information for as long as your account exists."
    assert subjects(text) == ("retention", "security")


def test_nothing_said_is_no_subject() -> None:
    """An empty text, a name, a date and a number have no category."""
    for text in ("", "Acme Ltd", "12 May 2020", "42"):
        assert subjects(text) == ()


def test_a_question_and_a_notice_have_no_subject() -> None:
    """A lone question is a line of a table of contents; a notice is not the policy's."""
    assert subjects("How long do we retain your personal information?") == ()
    assert subjects("We retain your information for as long as necessary.", notice=True) == ()


def test_the_same_text_gives_the_same_subjects() -> None:
    """A classifier keeps nothing of what it has read before."""
    first = [subjects(text) for _, text in SENTENCES]
    assert [subjects(text) for _, text in reversed(SENTENCES)] == first[::-1]


def test_a_stem_matches_every_word_that_begins_with_it() -> None:
    """``retain*`` is retain, retains, retained; without the star only the word itself counts."""
    keep = category("keep", {"retain*": 1})
    assert subjects("It is retained.", keep) == ("keep",)
    assert subjects("It is maintained.", keep) == ()
    assert subjects("It is retained.", category("keep", {"retain": 1})) == ()


def test_parts_count_in_order_within_one_sentence_and_not_far_apart() -> None:
    """``we .. share`` needs "we" first, "share" soon after, and no full stop between them."""
    share = category("share", {"we .. share": 1})
    assert subjects("We may at times share it.", share) == ("share",)
    assert subjects("Others share what we say.", share) == ()
    assert subjects("So do we. Others share it.", share) == ()
    assert subjects("We one two three four five six seven eight nine ten share it.", share) == ()


def test_case_hyphens_and_quotes_do_not_count() -> None:
    """ "Opt-Out" is "opt out", "E-mail" is "email", it's is "it", and typographic apostrophes are plain ones."""
    assert words_of("Opt-Out by E-MAIL, it\u2019s \u201ceasy\u201d") == ["opt", "out", "by", "email", "it", "easy"]


def test_half_weights_need_company_in_the_same_sentence() -> None:
    """0.5 and 0.5 are enough together; in two sentences they are not."""
    pair = category("pair", {"red": 0.5, "blue": 0.5})
    assert subjects("Red and blue.", pair) == ("pair",)
    assert subjects("Red. Green. Blue.", pair) == ()


def test_tenths_add_up_in_any_order() -> None:
    """Three weights of 0.1, 0.2 and 0.7 are enough together, however the file orders them."""
    weights = {"red": 0.1, "blue": 0.2, "green": 0.7}
    plain = category("plain", {"red": 1}, 2)
    for order in permutations(weights):
        mixed = category("mixed", {word: weights[word] for word in order})
        assert subjects("Red, green and blue.", mixed, plain) == ("mixed", "plain")


def test_a_phrase_counts_once_in_a_sentence() -> None:
    """Saying a word twice does not make it truer."""
    assert subjects("Red, red and red.", category("red", {"red": 0.5})) == ()


def test_a_negative_weight_speaks_against_a_category() -> None:
    """A sentence with the wrong company drops out."""
    red = category("red", {"red": 1, "not red": -1})
    assert subjects("It is red.", red) == ("red",)
    assert subjects("It is not red.", red) == ()


def test_a_heading_phrase_counts_only_in_headings() -> None:
    """``# cookies`` helps under the heading and as a run-in title, and does nothing in running text."""
    tin = category("tin", {"# cookies": 1, "baked": 0.5})
    assert subjects("They are baked.", tin, heading="Cookies") == ("tin",)
    assert subjects("Cookies: they are baked.", tin) == ("tin",)
    assert subjects("The cookies they are baked", tin) == ()


def test_a_heading_alone_is_not_enough() -> None:
    """Under "Security" an address stays an address."""
    assert subjects("1 Main Street, Springfield", heading="Security") == ()


def test_the_heading_above_counts_for_a_little() -> None:
    """A clause inherits a little from the section that its own section stands in."""
    tin = category("tin", {"# cookies": 2, "baked": 0.5})
    sections = (Section("a", "Cookies", 1, 0, 7), Section("b", "How", 2, 8, 11), Section("c", "Else", 1, 12, 16))
    below = Clause("b-1", "b", "They are baked.", 20, 35)
    after = Clause("c-1", "c", "They are baked.", 40, 55)
    text = "Cookies\n\nHow\n\nElse"
    assert [c.categories for c in Classifier((tin,)).classify(text, sections, (below, after))] == [("tin",), ()]


def test_a_list_item_has_the_subject_of_its_introduction() -> None:
    """ "with our suppliers" is about sharing where the list says so."""
    lead = "We may share your personal information with third parties:"
    assert subjects("our suppliers in the country where you live", lead=lead) == ("sharing",)


def test_a_paragraph_has_the_subject_of_the_introduction_before_it() -> None:
    """Where each item is a paragraph of its own, the one that ends with a colon speaks for all of them."""
    text = "We retain your data for:\n\nas long as you want\n\nWords of another kind."
    spans = ((0, 24), (26, 45), (47, 69))
    clauses = [Clause(f"c-{start}", None, text[start:end], start, end) for start, end in spans]
    keep = category("keep", {"retain": 1.25})
    assert [c.categories for c in Classifier((keep,)).classify(text, (), clauses)] == [("keep",), ("keep",), ()]


def test_a_faint_second_subject_is_left_out() -> None:
    """What a clause only brushes is not what it is about."""
    loud, soft = category("loud", {"red": 4}, 1), category("soft", {"blue": 1}, 2)
    assert subjects("Red and blue.", loud, soft) == ("loud",)


def test_the_evidence_names_the_phrases_and_their_weights() -> None:
    """Each category can be explained by the phrases that were met."""
    keep = category("keep", {"retain*": 1, "years": 0.5, "never": -1})
    clause = Clause("c", None, "We retain it for years.", 0, 23)
    ((evidence,),) = Classifier((keep,)).explain(clause.text, (), (clause,))
    assert (evidence.category, evidence.score) == ("keep", 1.5)
    assert evidence.phrases == (("retain*", 1), ("years", 0.5))


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("Cookies. We use them.", "Cookies"),
        ("Service providers: we share.", "Service providers"),
        ("Security \u2013 we encrypt.", "Security"),
        ("We use cookies.", ""),
        ("A line\nand another", "A line"),
    ],
)
def test_a_run_in_title_is_found(text: str, title: str) -> None:
    """A short beginning that stands for itself is a title; a whole clause is not."""
    assert run_in_title(text) == title


def test_the_shipped_categories_are_the_ten_of_opp115() -> None:
    """Their ids and their order are fixed; each has words that point to it."""
    categories = load_catalogue(ROOT).categories
    assert [c.id for c in categories] == [
        "collection-use",
        "sharing",
        "choice",
        "access",
        "retention",
        "security",
        "policy-change",
        "do-not-track",
        "audiences",
        "other",
    ]
    assert all(c.lexicon and len(c.label.split()) <= 4 and c.question.endswith("?") for c in categories)
