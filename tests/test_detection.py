"""The laws of detection, on rules made up for the purpose."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from generator.analysis.detection import QUOTE_LIMIT, Detector, combine
from generator.analysis.patterns import compile_pattern, expand
from generator.model import Clause, Document, Finding, Section, Span
from generator.practices import Implied, Outcome, Practice, Rule
from generator.reading.configuration import load_words
from generator.words import Condition, Strengths, WordClasses, Words

ROOT = Path(__file__).resolve().parents[1]
LANGUAGE = load_words(ROOT)  # the lists that the reader of sentences goes by
WORDS = Words(
    macros=(("we", r"\b(?:we|us)\b"), ("data", "(?:data|information)"), ("our-data", "our {data}"), ("loop", "{loop}")),
    conditions=(
        Condition("consent", "with consent", r"\bwith(?:out)? your consent\b"),
        Condition("law", "by law", r"\bby law\b", outcomes=("absent",)),
        Condition("calm", "calm", r"\bwe\b", tones=("protective",)),
    ),
    classes=LANGUAGE.classes,
    modifiers=LANGUAGE.modifiers,
)
SELLS = Rule("sells", "present", r"\b(sell|rent)\b[^.;]*{data}", negated="absent", subject="we")


def practice(*rules: Rule, id: str = "sells-data") -> Practice:
    """A practice with these rules."""
    return Practice(id, "Sells", "Does it?", "It may.", "Sells.", "sharing", "concern", "material/cash", "", (), rules)


def find(text: str, *rules: Rule, items: tuple[str, ...] = (), heading: str = "") -> tuple[Finding, ...]:
    """What is found in a text of one clause; every finding quotes it."""
    whole = f"{heading}\n{text}" if heading else text
    start = len(whole) - len(text)
    sections = (Section("s", heading, 1, 0, len(heading)),) if heading else ()
    spans = tuple(Span(i, whole.index(i), whole.index(i) + len(i)) for i in items)
    clause = Clause("c", "s" if heading else None, text, start, len(whole), items=spans)
    found = Detector([practice(*(rules or (SELLS,)))], WORDS).detect(Document(whole, ()), sections, (clause,))
    assert all(whole[f.start : f.end] == f.quote and len(f.quote.split()) >= 3 for f in found)
    return found


def outcome(text: str, *rules: Rule, **kwargs: object) -> list[Outcome]:
    """The outcomes that a text of one clause supports."""
    return [f.outcome for f in find(text, *rules, **kwargs)]  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("We sell your data.", "present"),
        ("We may rent information about you to others.", "present"),
        ("We will not sell your data.", "absent"),
        ("We will not share, lease, rent or barter your data.", "absent"),
        ("We never, under any circumstances whatsoever, sell your data.", "absent"),
        ("We don’t sell your data.", "absent"),
        ("We do not hide it, but we sell your data.", "present"),
        ("We not only keep but sell your data.", "present"),
    ],
)
def test_a_not_reaches_the_verb_it_governs(text: str, expected: Outcome) -> None:
    """A negation turns a present rule into what the rule says it becomes, as far as it reaches and no further."""
    assert outcome(text) == [expected]


@pytest.mark.parametrize("text", ["You may sell your data.", "Third parties may sell your data.", "They sell data."])
def test_what_others_do_is_not_what_the_service_does(text: str) -> None:
    """A rule with the subject "we" is silent where you or others act."""
    assert outcome(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "When you order shoes to sell, we sell your data.",
        "From how you use the site we learn what to sell, namely your data.",
        "We do not sell shoes; we sell your data.",
    ],
)
def test_a_rule_is_tried_again_behind_a_match_that_does_not_count(text: str) -> None:
    """When "not" or the actor rules out a match, the next one in the sentence is looked at."""
    assert outcome(text)[:1] == ["present"]


def test_an_introduction_alone_is_said_once() -> None:
    """What the introduction of a list says by itself is not said again of each of its items."""
    found = find(
        "We sell your data when you:\n- pay by card\n- ask a question", items=("pay by card", "ask a question")
    )
    assert [f.quote for f in found] == ["We sell your data when you:\n- pay by card"]


def test_an_introduction_is_quoted_with_the_first_item_of_its_list() -> None:
    """What introduces a list says little alone; where the item is too long for a quote, it stands alone."""
    long = "pay by card " * 40
    quotes = [find(f"We sell your data when you:\n- {item}", items=(item,))[0].quote for item in ("pay", long.strip())]
    assert quotes == ["We sell your data when you:\n- pay", "We sell your data when you:"]


def test_a_tiny_item_is_quoted_with_its_introduction() -> None:
    """An item too short to be a quote is quoted from its introduction on, in one piece."""
    (found,) = find("We sell:\n- your data", items=("your data",))
    assert (found.quote, found.lead) == ("We sell:\n- your data", None)


@pytest.mark.parametrize(
    ("text", "outcomes"),
    [
        ("The controller is Acorn.", ["unclear"]),
        ("The controller is Acorn. Our address: 12 Oak Street.", ["present", "present"]),
        ("Our address: 12 Oak Street.", ["present"]),
    ],
)
def test_half_of_an_answer_counts_as_the_whole_where_the_other_half_stands(text: str, outcomes: list[Outcome]) -> None:
    """A rule with an outcome of its own for ``alone`` shows that one where no other rule shows what it shows."""
    name = Rule("name", "present", r"\bcontroller is \w+", alone="unclear")
    address = Rule("address", "present", r"\baddress: \d+")
    assert outcome(text, name, address) == outcomes


def test_a_denial_that_does_not_count_is_silence() -> None:
    """Without a word of its own for the negated case, a rule says nothing of a denial."""
    assert outcome("We do not sell data.", Rule("sells", "present", r"\b(sell)\b {data}")) == []


def test_a_pattern_may_hold_its_own_not() -> None:
    """The "not" inside a pattern without a group is part of what it says, not a denial of it."""
    rule = Rule("refuses", "present", r"{we} (?:do|will) not answer")
    assert outcome("We do not answer at once.", rule) == ["present"]


@pytest.mark.parametrize(
    ("text", "expected"), [("Will we sell your data? No. We keep it.", ["absent"]), ("Do we sell data? We care.", [])]
)
def test_a_question_counts_with_its_answer(text: str, expected: list[Outcome]) -> None:
    """A question that is answered by no is a denial; one that is not answered says nothing."""
    assert outcome(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("If you opt out, we will not sell your data.", []),
        ("We cannot promise that we will never sell your data.", []),
        ("We not only keep but also sell your data.", ["present"]),
        ("We do not hesitate to sell your data.", ["present"]),
        ("We will not sell your data without your consent.", ["absent"]),
        ("We do not sell your data in connection with our rewards programme.", []),
        ("For Texas and Utah consumers, we do not sell your data.", []),
        ("In connection with our shop we do not sell your data.", ["absent"]),
    ],
)
def test_only_a_denial_that_holds_is_one(text: str, expected: list[Outcome]) -> None:
    """A denial for those who object, one that is not promised and one that takes itself back are not "absent"."""
    assert outcome(text) == expected
    never = Rule("never", "absent", r"\b(?:not|never)\b[^.;]*\b(?:sell|rent)\b[^.;]*{data}")
    assert outcome(text, never) == [one for one in expected if one == "absent"]


def test_a_heading_that_is_a_sentence_is_quoted_with_the_clause_below_it() -> None:
    """What a heading states is found, quoted as it stands, and belongs to the first clause under it."""
    (found,) = find("Our business is shoes.", heading="We sell your data")
    assert (found.quote, found.clause) == ("We sell your data", "c")
    (found,) = find("No. We never do.", heading="Will we sell your data?")
    assert (found.outcome, found.quote) == ("absent", "No. We never do.")
    assert found.lead is not None
    assert found.lead.text == "Will we sell your data?"


def test_exceptions_and_surroundings_narrow_a_rule() -> None:
    """``unless`` looks at the sentence, ``under`` at the heading, ``near`` at the clause and its heading."""
    assert outcome("We sell shoes and data.", Rule("r", "present", "sell", unless="shoes")) == []
    under = Rule("r", "present", "we sell", under="sharing")
    assert outcome("We sell your data.", under, heading="Sharing") == ["present"]
    assert outcome("We sell your data.", under, heading="Security") == []
    near = Rule("r", "present", "we sell them", near="cookies")
    assert outcome("We like cookies. We sell them all.", near) == ["present"]
    assert outcome("We like shoes. We sell them all.", near) == []


def test_a_hedged_sentence_is_unclear_whatever_else_it_says() -> None:
    """Within one sentence unclear goes before absent, and absent before present."""
    hedge = Rule("hedge", "unclear", "if we see fit")
    assert outcome("We sell your data if we see fit.", SELLS, hedge) == ["unclear"]


def test_a_list_item_keeps_the_introduction_that_carries_the_verb() -> None:
    """The finding quotes the item and keeps the list's introduction as lead."""
    text = "We sell to others:\n- your data and name"
    (found,) = find(text, items=("your data and name",))
    assert found.quote == "your data and name"
    assert found.lead is not None
    assert found.lead.text == "We sell to others:"


def test_conditions_are_kept_with_the_finding() -> None:
    """What limits a sentence is named beside it, by the ids of words.yml."""
    (found,) = find("We will not sell your data without your consent or as asked by law.")
    assert (found.outcome, found.conditions) == ("absent", ("consent", "law"))
    (found,) = find("We sell your data with your consent or as asked by law.")
    assert (found.outcome, found.conditions) == ("present", ("consent",))


def test_a_condition_may_be_about_the_match_alone() -> None:
    """A limit that is looked for in the match is not told because of words elsewhere in the sentence."""
    words = replace(WORDS, conditions=(Condition("possible", "may, not must", r"\bwe may\b", within="match"),))
    detector = Detector([practice(SELLS)], words)

    def told(text: str) -> tuple[str, ...]:
        (found,) = detector.detect(Document(text, ()), (), (Clause("c", None, text, 0, len(text)),))
        return found.conditions

    assert told("We may sell your data.") == ("possible",)
    assert told("We sell your data, and from day to day we may close the shop.") == ()


def test_a_notice_is_not_the_policy_speaking() -> None:
    """A clause that is not the policy's own raises nothing."""
    text = "We sell your data."
    clause = Clause("c", None, text, 0, len(text), notice=True)
    assert Detector([practice(SELLS)], WORDS).detect(Document(text, ()), (), (clause,)) == ()


@pytest.mark.parametrize("cue", ["not ", "unless you agree ", "except in May "])
def test_a_long_sentence_is_cut_but_keeps_its_nots(cue: str) -> None:
    """A quote from a long sentence is short, holds the match, and never loses a negation or an exception."""
    tail = "and so on and so forth " * 30
    (plain,) = find(f"Every day we sell your data {tail}.")
    assert "sell your data" in plain.quote
    assert len(plain.quote) <= QUOTE_LIMIT
    (kept,) = find(f"Every day we sell your data {tail} {cue} {tail}.")
    assert cue.strip() in kept.quote


@pytest.mark.parametrize("middle", [50, 300, 380, 420, 900])
def test_a_quote_never_leaves_its_sentence(middle: int) -> None:
    """Wherever the match stands in a long sentence, its quote ends within that sentence."""
    text = f"From time to time {'in many a place, ' * (middle // 16)} we sell your data. {'Then comes more. ' * 40}"
    (found,) = find(text)
    assert found.end <= text.index("data.") + len("data.")
    assert "sell your data" in found.quote


def test_a_quote_is_found_behind_characters_without_a_width() -> None:
    """Soft hyphens and joiners hide no word, and the quote of a long sentence is still where its words stand."""
    text = "From time to time " + "in ma\u00adny a pl\u200dace, " * 60 + "we se\u00adll your data. And so on."
    (found,) = find(text)
    assert found.quote.endswith("we se\u00adll your data.")
    assert len(found.quote) <= QUOTE_LIMIT


@pytest.mark.parametrize(
    ("text", "found"),
    [("Selling your data", 0), ("Selling your data. We do so every day.", 0), ("We sell your data.", 1)],
)
def test_a_title_is_evidence_only_of_a_fact(text: str, found: int) -> None:
    """A line without a verb proves nothing, but for practices that such a line answers."""
    title = Rule("title", "present", r"\bsell\w*\b your {data}")
    clause = Clause("c", None, text, 0, len(text))

    def count(asked: Practice) -> int:
        return len(Detector([asked], WORDS).detect(Document(text, ()), (), (clause,)))

    assert count(practice(title)) == found
    assert count(replace(practice(title), fact=True)) == 1


def test_a_contents_list_is_no_evidence() -> None:
    """A line that only repeats a heading of the document proves nothing; the heading's own sentence does."""
    text = "We sell your data\n\nWe sell your data\n\nWe sell your data to shops."
    start = text.rindex("We")
    sections = (Section("s", "We sell your data", 1, start - 19, start - 2),)
    clauses = (Clause("c", None, text[:17], 0, 17), Clause("d", "s", text[start:], start, len(text)))
    found = Detector([practice(SELLS)], WORDS).detect(Document(text, ()), sections, clauses)
    assert [(each.start, each.clause) for each in found] == [(start - 19, "d"), (start, "d")]


def test_a_sentence_answers_the_practices_that_it_implies() -> None:
    """The same quote serves both, unless the other practice has a rule of its own for the sentence."""
    implied = Implied("present", "trades", "unclear")
    sells = replace(practice(SELLS), implies=(implied, Implied("present", "unknown", "present")))

    def told(*rules: Rule) -> dict[str, tuple[Outcome, str]]:
        text = "We sell your data."
        found = Detector([sells, practice(*rules, id="trades")], WORDS).detect(
            Document(text, ()), (), (Clause("c", None, text, 0, len(text)),)
        )
        return {each.practice: (each.outcome, each.quote) for each in found}

    quote = "We sell your data."
    assert told() == {"sells-data": ("present", quote), "trades": ("unclear", quote)}
    assert told(Rule("own", "absent", "we sell"))["trades"] == ("absent", quote)


def test_an_opposite_is_said_only_beside_an_answer_of_its_own() -> None:
    """What a sentence says of an opposite counts where the policy answers that one, too; silence stays silence."""
    implied = Implied("present", "keeps-safe", "absent", beside=True)
    sells = replace(practice(SELLS), implies=(implied,))

    def told(text: str) -> list[tuple[str, Outcome, str]]:
        detector = Detector([sells, practice(Rule("safe", "present", "we lock"), id="keeps-safe")], WORDS)
        found = detector.detect(Document(text, ()), (), (Clause("c", None, text, 0, len(text)),))
        return [(each.practice, each.outcome, each.quote) for each in found]

    assert told("We sell your data.") == [("sells-data", "present", "We sell your data.")]
    assert told("We sell your data. We lock all doors.") == [
        ("sells-data", "present", "We sell your data."),
        ("keeps-safe", "absent", "We sell your data."),
        ("keeps-safe", "present", "We lock all doors."),
    ]


def test_rules_that_agree_are_named_and_the_strongest_stands_first() -> None:
    """A finding names every rule that found it, and which of them is the best by what was measured."""
    strengths = Strengths(rules=(("sells-data", "sells", 1, 9), ("sells-data", "better", 9, 9)))
    text = "We sell your data."
    (found,) = Detector([practice(SELLS, Rule("better", "present", "we sell"))], WORDS, strengths).detect(
        Document(text, ()), (), (Clause("c", None, text, 0, len(text), categories=("sharing",)),)
    )
    assert (found.rule, found.also) == ("better", ("sells",))
    assert {"agreed", "on-topic"} <= set(found.marks)


def test_every_practice_speaks_for_itself() -> None:
    """One sentence can state several practices; each has a finding of its own, with the rule's name."""
    other = practice(Rule("keeps", "present", r"{we} keep"), id="keeps-data")
    text = "We keep and sell your data."
    clause = Clause("c", None, text, 0, len(text))
    found = Detector([practice(SELLS), other], WORDS).detect(Document(text, ()), (), (clause,))
    assert {(f.practice, f.rule) for f in found} == {("sells-data", "sells"), ("keeps-data", "keeps")}


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ({"present"}, "present"),
        ({"present", "absent"}, "unclear"),
        ({"present", "unclear"}, "present"),
        ({"unclear"}, "unclear"),
        (set(), "silent"),
    ],
)
def test_opposites_are_unclear(said: set[Outcome], expected: Outcome) -> None:
    """A policy that says both is unclear, and a plain word beats a hedged one."""
    assert combine(said) == expected


@pytest.mark.parametrize("text", ["We sell it now.", "We say a|b now.", "We set it now.", "We [x] it now."])
def test_alternatives_are_all_found(text: str) -> None:
    """How a pattern is made ready for the filter changes nothing of what it finds: not bars in classes or escapes."""
    rule = Rule("any", "present", r"we (?:sell|se[t|]|say a\|b|[]x|[]{2,3})")
    assert outcome(text, rule) == ["present"]
    assert outcome("We nod at it now.", rule) == []


def test_the_words_of_a_topic_are_named_with_their_forms() -> None:
    """A pattern that names a topic finds its words and their plurals, and with -ing its words as verbs."""
    words = Words((), (), classes=WordClasses(topics=(("task", ("ship", "analyse")),)))
    assert expand("{task}", words) == "(?:analyse|analyses|analyze|analyzes|ship|ships)"
    assert expand("{task-ing}", words) == "(?:analysing|analyzing|shipping)"


def test_macros_nest_and_mistakes_are_named() -> None:
    """A macro may use another; an unknown one, a circle and a bad pattern are refused in words."""
    assert expand("{our-data}", WORDS) == "(?:our (?:(?:data|information)))"
    with pytest.raises(ValueError, match="not a macro of"):
        expand("{nobody}", WORDS)
    with pytest.raises(ValueError, match="circle"):
        expand("{loop}", WORDS)
    bomb = Words(macros=(("a", "{b}" * 99), ("b", "{c}" * 99), ("c", "{d}" * 99), ("d", "boom" * 99)), conditions=())
    with pytest.raises(ValueError, match="too long"):
        expand("{a}", bomb)
    with pytest.raises(ValueError, match="missing"):
        compile_pattern("(sell", WORDS)
    with pytest.raises(ValueError, match="ASCII"):
        compile_pattern("verkäufe", WORDS)
