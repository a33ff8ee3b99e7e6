"""Laws of the nearest passage: it is shown where a question has no answer, and is no answer itself."""

from __future__ import annotations

import pytest
from builders.values import in_sections, judged, practice, site
from test_render import page

from generator.analysis.nearest import Nearest
from generator.model import Policy, Site, Verdict
from generator.pages.views import view_policies
from generator.practices import Practice


def asked(id: str, words: str) -> Practice:
    """A practice whose words are these, and none that others have, too."""
    return practice(id, label=words, question=words, definition=words, explanation="", answers=(("silent", "Silent"),))


PRACTICES = (
    asked("oak", "acorn oak timber"),
    asked("sea", "ocean harbour vessel"),
    asked("ice", "glacier frozen winter"),
    asked("sun", "desert summer noon"),
    asked("sky", "cloud thunder storm"),
)
TEXT = (
    ("Trees", "security", "We like walks. Acorn and oak give timber, as every child knows. We like rain."),
    ("Ships", "security", "A vessel lies in the harbour by the ocean."),
    ("Rest", "security", "Nothing of the kind is said of anything in these few words here."),
)
ALL = tuple(one.id for one in PRACTICES)


def found(policy: Policy, *silent: str) -> dict[str, tuple[str, str]]:
    """The nearest passages: the clause's first word and the sentence."""
    clauses = {clause.id: clause.text.split()[0] for clause in policy.clauses}
    near = Nearest(PRACTICES).find(policy.document, policy.clauses, silent)
    return {id: (clauses[one.clause], one.sentence.text) for id, one in near.items()}


def test_the_passage_with_a_practices_words_is_found() -> None:
    """Of all clauses the nearest, and in it the sentence that has the words; nothing where no clause is near."""
    assert found(in_sections(*TEXT), *ALL) == {
        "oak": ("We", "Acorn and oak give timber, as every child knows."),
        "sea": ("A", "A vessel lies in the harbour by the ocean."),
    }


def test_only_what_is_asked_for_is_found() -> None:
    """A practice that the policy answers has no nearest passage."""
    assert found(in_sections(*TEXT), "sea").keys() == {"sea"}


def test_of_equally_near_clauses_the_first_is_shown() -> None:
    """The same text says the same, in whatever order practices are asked."""
    twice = in_sections(*TEXT[1:2], ("Again", "security", f"{TEXT[1][2]}"))
    near = Nearest(PRACTICES).find(twice.document, twice.clauses, ALL)
    assert near["sea"].clause == twice.clauses[0].id
    turned = Nearest(PRACTICES[::-1]).find(twice.document, twice.clauses, ALL[::-1])
    assert turned == near


@pytest.mark.parametrize("length", [10, 20])
def test_looking_costs_what_the_text_is_long(length: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each clause is looked at once, however many practices are silent; and a sentence only of the nearest clause."""
    looked: list[int] = []
    scores = Nearest._scores

    def counted(self: Nearest, text: str) -> object:
        looked.append(len(text))
        return scores(self, text)

    monkeypatch.setattr(Nearest, "_scores", counted)
    long = in_sections(*TEXT, *(("More", "security", f"Walk number {number} was long.") for number in range(length)))
    found(long, *ALL)
    assert len(looked) <= len(long.clauses) + 8


def world() -> Site:
    """A site that asks for oaks and ships, and of which the one policy is silent on everything."""
    silent = judged(in_sections(*TEXT, id="example"), *(Verdict(id, "silent", "none") for id in ALL))
    return site(silent, practices=PRACTICES)


def test_a_silent_question_shows_its_nearest_passage_and_no_badge() -> None:
    """Under our words, with a way to its place and to tell us; the counts stay what they were."""
    shown = page(world()).css("#sp-b-sea .sp-near")
    words = " ".join(shown[0].text().split())
    assert "We found no answer. The nearest passage is: A vessel lies in the harbour by the ocean." in words
    link, tell = shown[0].css("a")
    assert (link.attributes["href"] or "").startswith("#ships")
    assert (tell.attributes["data-sp-badge"] or "").startswith("sea%20of%20example&quote=A%20vessel%20lies")
    assert page(world()).css("#sp-b-ice .sp-near") == []
    (view,) = view_policies(world())
    assert dict(view.tally) == {"silent": 5}
    assert not any(badge.quotes for badge in view.badges.values())
