"""How problems are printed."""

from __future__ import annotations

from generator.problems import ContributorError, Place, Problem, closest, errors, format_problem, one_of, shown

WRONG = Problem(Place("a.md", 3, 2), "it is wrong", "Put it right.", "some-check")
ODD = Problem(Place("a.md", 1, 1), "it is odd", "Change it.", "other-check", "odd")


def test_a_problem_is_a_place_a_sentence_and_what_to_do():
    """An error is told: where, what is wrong, what to do, and which check says so."""
    assert format_problem(WRONG) == "a.md:3:2: it is wrong\n  do: Put it right. (some-check)"


def test_an_odd_thing_is_asked():
    """What may be intended sounds unlike what is wrong, and does not block."""
    assert format_problem(ODD) == "a.md:1:1: odd: it is odd\n  if not intended: Change it. (other-check)"
    assert errors((ODD, WRONG)) == (WRONG,)


def test_all_problems_come_at_once_in_order_of_place():
    """Problems are sorted by path, line and column, and said once."""
    later = Problem(Place("a.md", 10, 1), "later", "x", "c")
    assert ContributorError([later, WRONG, ODD, WRONG]).problems == (ODD, WRONG, later)


def test_a_terminal_obeys_nothing_that_was_contributed():
    """Escapes, direction marks and line ends in a file's name or value are written out."""
    problem = Problem(Place("\x1b[2J.md"), "a\u202eb\nc", "x", "y")
    assert format_problem(problem).splitlines()[0] == "<U+001B>[2J.md:1:1: a<U+202E>b<U+000A>c"


def test_long_values_are_cut():
    """A message shows at most sixty characters of a value, on one line."""
    assert shown("x" * 100) == f"`{'x' * 59}…`"
    assert shown("a\n  b") == "`a b`"


def test_the_closest_spelling_is_near_or_nothing():
    """A guess is offered only where it is nearly the word."""
    assert closest("Websit", ["website", "name"]) == "website"
    assert closest("zzz", ["website", "name"]) is None


def test_choices_are_listed_as_people_do():
    """Commas, and a word before the last."""
    assert one_of(["a"]) == "a"
    assert one_of(["a", "b", "c"]) == "a, b or c"
