"""Two versions of one document are compared clause by clause, and word by word where a clause has changed."""

from __future__ import annotations

from builders.work import calls

from generator.comparison.changes import Change, Piece, compare
from generator.comparison.words import runs

SHARE = "We share your details with the partners who deliver what you have ordered from our shop."
KEEP = "We keep your details for two years after you have closed your account with us."
ASK = "You may ask us at any time for a copy of all the details that we hold about you."


def made(*texts: str) -> tuple[Piece, ...]:
    """Make a version of these clauses; one that begins with # is a heading."""
    return tuple(
        Piece(f"p-{number}", text.removeprefix("# "), text.startswith("# ")) for number, text in enumerate(texts)
    )


def kinds(old: tuple[str, ...], new: tuple[str, ...]) -> list[str]:
    """Say what became of each clause."""
    return [change.kind for change in compare(made(*old), made(*new))]


def marked(change: Change) -> str:
    """Write the words of a change with [-deleted-] and {+inserted+}."""
    signs = {"same": "{}", "deleted": "[-{}-]", "inserted": "{{+{}+}}"}
    return "".join(signs[run.kind].format(run.text) for run in change.runs)


def test_the_same_words_are_the_same_whatever_their_form() -> None:
    """White space, capitals, punctuation, a lost space and the number before a clause are no change."""
    assert kinds((SHARE, f"1. {KEEP}"), (SHARE.replace(" ", "\n").upper(), f"2) {KEEP.rstrip('.')}")) == [
        "same",
        "same",
    ]
    assert kinds((SHARE,), (SHARE.replace("the partners", "thepartners"),)) == ["same"]


def test_a_date_line_is_no_change() -> None:
    """The day that a policy gives itself says nothing of what it does."""
    assert kinds(("Last updated: 3 May 2020", SHARE), ("Last updated: 7 June 2021", SHARE)) == ["same", "same"]
    assert kinds((SHARE,), (SHARE, "Last updated: 7 June 2021")) == ["same", "moved"]


def test_a_clause_at_another_place_has_moved() -> None:
    """Order alone is no change: of the clauses that changed places the fewest are moved."""
    assert kinds((SHARE, KEEP, ASK), (ASK, SHARE, KEEP)) == ["moved", "same", "same"]


def test_words_cut_into_other_clauses_have_moved() -> None:
    """Two clauses that become one, or one that becomes two, are no change."""
    assert set(kinds((SHARE, KEEP), (f"{SHARE} {KEEP}",))) == {"moved"}
    assert set(kinds((f"{SHARE} {KEEP}",), (SHARE, KEEP))) == {"moved"}


def test_a_changed_clause_has_its_words_deleted_and_inserted() -> None:
    """Within a clause only the words that differ are marked, and no word of either is lost."""
    new = KEEP.replace("two years", "ten years")
    (change,) = compare(made(KEEP), made(new))
    assert change.kind == "changed"
    assert (
        marked(change) == "We keep your details for [-two -]{+ten +}years after you have closed your account with us."
    )
    assert "".join(run.text for run in change.runs if run.kind != "inserted") == KEEP
    assert "".join(run.text for run in change.runs if run.kind != "deleted") == new


def test_changes_that_hardly_anything_stands_between_are_joined() -> None:
    """Fewer than three words between two changes belong to the change: nobody reads confetti."""
    found, _ = runs("one two three four five six seven eight", "one two X four five Y seven eight")
    assert [(run.kind, run.text.split()) for run in found] == [
        ("same", ["one", "two"]),
        ("deleted", ["three", "four", "five", "six"]),
        ("inserted", ["X", "four", "five", "Y"]),
        ("same", ["seven", "eight"]),
    ]


def test_new_gone_and_where() -> None:
    """What is new stands at its place, and what is gone where it stood."""
    assert kinds((SHARE, KEEP, ASK), (SHARE, ASK)) == ["same", "gone", "same"]
    assert kinds((SHARE, ASK), (SHARE, KEEP, ASK)) == ["same", "new", "same"]
    assert kinds((), (SHARE,)) == ["new"]
    assert kinds((SHARE,), ()) == ["gone"]


def test_a_clause_that_keeps_few_words_in_their_order_is_rewritten() -> None:
    """Where hardly a word stays in its place the two texts stand whole, one after the other."""
    old = "partners with details your share may we and shop the from ordered deliver you what"
    words = old.split()
    new = " ".join(f"{one} {other}" for one, other in reversed(list(zip(words[::2], words[1::2], strict=False))))
    (change,) = compare(made(old), made(new))
    assert change.kind == "rewritten"
    assert [(run.kind, run.text) for run in change.runs] == [("deleted", old), ("inserted", new)]


def test_words_that_came_from_another_clause_are_not_inserted() -> None:
    """A clause that took in another one unchanged, and changed itself, shows only its own change."""
    old, new = (ASK, KEEP), (f"{ASK} {KEEP.replace('two years', 'ten years')}",)
    changes = compare(made(*old), made(*new))
    assert [change.kind for change in changes if change.counts] == ["changed"]
    (change,) = [change for change in changes if change.counts]
    assert [(run.kind, run.text) for run in change.runs if run.kind != "same"] == [
        ("deleted", "two "),
        ("inserted", "ten "),
    ]


def test_headings_are_compared_too() -> None:
    """A heading that says something else is a change like any other."""
    found = compare(made("# Sharing", SHARE), made("# Selling", SHARE))
    assert {(change.kind, (change.after or change.before or made("")[0]).heading) for change in found} == {
        ("new", True),
        ("gone", True),
        ("same", False),
    }


def test_the_work_grows_with_the_clauses() -> None:
    """Twice as many clauses of the same words, of which none are equal, take about twice the work."""

    def work(number: int) -> int:
        old = made(*(f"we share the details {n} with the partners" for n in range(number)))
        new = made(*(f"we share the details {n} with the others" for n in range(number)))
        return calls(lambda: compare(old, new))

    assert work(800) < 2.6 * work(400)


def test_a_clause_of_very_many_words_is_not_aligned_word_by_word() -> None:
    """Beyond the limit the middle is replaced as a whole; what both begin and end with still stays."""
    found, stay = runs("a b c " + "x y " * 5_000 + "d e f", "a b c " + "y z " * 5_000 + "d e f")
    assert [run.kind for run in found] == ["same", "deleted", "inserted", "same"]
    assert stay == 6
