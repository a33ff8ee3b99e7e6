"""What the strict reader takes, and what it refuses, with line and column."""

from __future__ import annotations

import datetime
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from mkdocs.utils.meta import get_data

from generator.problems import ContributorError, Place, Problem
from generator.reading.frontmatter import MAX_BYTES, dump_page, load_page, load_yaml
from generator.reading.marked import remembering


def told(text: str) -> list[str]:
    """What is said of the text: ``line:column message``."""
    with pytest.raises(ContributorError) as caught:
        load_yaml(text, "f.yml")
    return [f"{p.place.line}:{p.place.column} {p.message}" for p in whole(caught.value, "f.yml")]


def whole(error: ContributorError, path: str) -> tuple[Problem, ...]:
    """The problems of an error, each of which names its file and its check, and says in a sentence what to do."""
    for problem in error.problems:
        assert (problem.place.path, problem.check) == (path, "yaml")
        assert problem.remedy[0].isupper()
        assert problem.remedy[-1] in ".?"
    return error.problems


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("yes", "yes"), ("no", "no"), ("on", "on"), ("Off", "Off"), ("True", "True"),
        ("true", True), ("false", False),
        ("1", 1), ("-3", -3), ("0", 0), ("010", "010"), ("0o17", "0o17"), ("0x1F", "0x1F"), ("1_000", "1_000"),
        ("1.5", 1.5), ("0.25", 0.25), ("-0.5", -0.5), ("1.10", "1.10"), ("1e5", "1e5"), (".inf", ".inf"), ("1.", "1."),
        ("12:30", "12:30"), ("190:20:30", "190:20:30"), ("9" * 40, "9" * 40),
        ("2018-07-22", datetime.date(2018, 7, 22)), ("2018-02-30", "2018-02-30"), ("2018-7-2", "2018-7-2"),
        ("2018-07-22 10:00:00", "2018-07-22 10:00:00"),
        ("'true'", "true"), ('"1"', "1"), ("'2018-07-22'", "2018-07-22"), ("'null'", "null"), ("=", "="),
        ("it's plain", "it's plain"), ("'\\b'", "\\b"), ("|\n  a\n  b", "a\nb"), (">-\n  a\n  b", "a b"),
        ("[a, 1]", ["a", 1]), ("{b: c}", {"b": "c"}), ("''", ""),
    ],
)  # fmt: skip
def test_a_value_is_what_it_looks_like(written: str, value: Any):
    """A value is a boolean, number or date only where nobody could read it otherwise; everything else is text."""
    got = load_yaml(f"a: {written}", "f.yml").data["a"]
    assert got == value
    assert type(got) is type(value)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("a: *x", "1:4 an alias, `*x`"),
        ("a: &x y", "1:4 an anchor, `&x`"),
        ("a: b\n<<: {c: d}", "2:1 a merge key, `<<`"),
        ("a: !!python/object:os.system x", "1:4 a tag, `tag:yaml.org,2002:python/object:os.system`"),
        ("a: !x y", "1:4 a tag, `!x`"),
        ("a: 1\nb: 2\na: 3", "3:1 `a` stands twice; the first is on line 1"),
        ("a: b\n\tc: d", "2:1 a tab stands where only spaces may"),
        ("a: [[[[[[[[x]]]]]]]]", "1:11 lists and fields more than 8 deep"),
        ("[" * 60_000, "1:9 lists and fields more than 8 deep"),
        ("a: b\x00", "1:5 a hidden control character, U+0000"),
        ("a: b\nc: \x1b[2J", "2:4 a hidden control character, U+001B"),
        ("a: \x85", "1:4 a hidden control character, U+0085"),
        ("a: b\u2028c: d", "1:5 a hidden control character, U+2028"),
        ('a: "\\0"', "1:4 an escape that makes a control character, U+0000"),
        ('a: "\\ud800"', "1:4 an escape that makes a control character, U+D800"),
        ('a: "\\U00110000"', "1:1 an escape in double quotes names no character"),
        ('a: "\\d"', "1:6 a backslash in double quotes starts an escape"),
        ("a: 'b", "1:4 a quoted value is not closed"),
        ("a: b: c", "1:5 a second `: ` in one line"),
        ("a: b\n  c: d", "2:4 this line is indented further than the one above it"),
        ("a\uff1ab\nc: d", "2:2 the line above this one has no colon"),
        ("a: *b c", "1:7 a value may not begin with `*`, `&` or `!`"),
        ("a: - b", "1:4 a value may not begin with `- ` or `? `"),
        ("a: | b", "1:6 behind `|` or `>` stands more on the line"),
        ('a: "b" c', "1:8 something stands behind a closed quote or bracket"),
        ('a: "tags and anchors" c', "1:23 something stands behind a closed quote or bracket"),
        ("a: {b} c", "1:8 something stands behind a closed quote or bracket"),
        ("a: b\nc d\n", "2:1 this line has no colon"),
        ("a: @b", "1:4 a value may not begin with this character"),
        ("a: [b", "1:6 a `[` or `{` is not closed, or a comma is missing"),
        ("- a\nb: c", "2:1 the indentation does not fit the lines around it"),
        ("a:", "1:1 `a` has no value"),
        ("a: ~", "1:1 `a` has no value"),
        ("a: null", "1:1 `a` has no value"),
        ("- a\n-", "2:2 this item has no value"),
        ("1: b", "1:1 `1` stands where a field's name should"),
        ("true: b", "1:1 `true` stands where a field's name should"),
        ("?\n: b", "1:2 nothing stands where a field's name should"),
        ("{: b}", "1:2 a value is missing, or begins with a character that needs quotes"),
        ("? [a]\n: b", "1:3 a field whose name is not plain text"),
        ("", "1:1 there is nothing here"),
        ("# only a comment", "1:1 there is nothing here"),
        ("a: b\n---\nc: d", "2:1 a second `---` starts another document"),
        ("%YAML 1.1\n---\na: b", "1:1 a line that begins with `%`"),
        (f"a: {'x' * MAX_BYTES}", f"1:1 {MAX_BYTES + 3:,} bytes of fields, where 256 kB is the limit"),
    ],
)  # fmt: skip
def test_what_is_not_plain_is_refused(text: str, said: str):
    """Every trap of YAML is refused with one sentence, at its line and column."""
    assert told(text) == [said]


def test_the_limit_itself_is_within_the_limit():
    """As many bytes as may be are read; a letter counts as the bytes that it takes."""
    assert load_yaml(f"a: {'x' * (MAX_BYTES - 3)}", "f.yml").data == {"a": "x" * (MAX_BYTES - 3)}
    with pytest.raises(ContributorError) as caught:
        load_yaml(f"a: {'é' * (MAX_BYTES // 2 - 1)}", "f.yml", first_line=2)
    assert [problem.place.line for problem in whole(caught.value, "f.yml")] == [2]


def test_mistakes_that_do_not_hide_each_other_come_at_once():
    """Reading goes on after a mistake."""
    assert len(told("a: *x\nb: !y z\na:\n1: d\n")) == 5


def test_a_file_full_of_mistakes_is_not_told_to_the_end():
    """After fifty mistakes the rest is left unsaid, and unread."""
    assert len(told("? \n: b\n" * 5000)) == 50


def test_the_place_of_every_value_and_key_is_known():
    """Lines and columns count from 1, in the file as editors show it: after a byte order mark, with any line end."""
    marked = load_yaml("\ufeffa: b\r\nc:\r\n  - d: e\r\n    f: 1\r\n", "x.yml", first_line=2)
    assert marked.data == {"a": "b", "c": [{"d": "e", "f": 1}]}
    assert marked.place(("a",)) == Place("x.yml", 2, 4)
    assert marked.key(("a",)) == Place("x.yml", 2, 1)
    assert marked.place(("c", 0, "f")) == Place("x.yml", 5, 8)
    assert marked.key(("c", 0, "f")) == Place("x.yml", 5, 5)
    assert marked.place(("c", 0, "missing")) == marked.place(("c", 0)) == Place("x.yml", 4, 5)


def test_a_page_is_frontmatter_and_body():
    """The body begins after the second fence; a rule in it is the body's own; lines count from the file's first."""
    marked, body = load_page("---\nname: X\n---\n\nHello\n\n---\n\nMore\n", "s.md")
    assert marked.data == {"name": "X"}
    assert marked.place(("name",)) == Place("s.md", 2, 7)
    assert body == "Hello\n\n---\n\nMore"


@pytest.mark.parametrize(
    ("text", "line", "said"),
    [
        ("name: X\n", 1, "the file does not begin with `---`"),
        ("", 1, "the file does not begin with `---`"),
        (" ---\nname: X\n---\n", 1, "the file does not begin with `---`"),
        ("---\nname: X\n ---\n", 1, "the fields are not closed"),
        ("---\nname: X\n", 1, "the fields are not closed"),
        ("---\n---\n", 2, "there is nothing here"),
        ("---\na: b\n---\nbody\x07\n", 4, "a hidden control character, U+0007"),
    ],
)
def test_a_page_without_whole_frontmatter_is_refused(text: str, line: int, said: str):
    """A missing or open fence is a mistake, never empty metadata."""
    with pytest.raises(ContributorError) as caught:
        load_page(text, "s.md")
    assert [(p.place.line, p.message) for p in whole(caught.value, "s.md")] == [(line, said)]


@settings(max_examples=200, deadline=None)
@given(st.text(alphabet=st.sampled_from("ab:-[]{}'\"#&*!|>%@`?, \n\t\\0~<"), max_size=60))
def test_no_text_makes_the_reader_fall_over(text: str):
    """Whatever is written, the reader gives values or a ContributorError with places inside the text."""
    try:
        load_yaml(text, "f.yml")
        places = []
    except ContributorError as error:
        places = [problem.place for problem in error.problems]
    assert all(1 <= place.line <= text.count("\n") + 2 and place.column >= 1 for place in places)


VALUES = st.one_of(
    st.booleans(), st.integers(-999, 999), st.dates(),
    st.text(st.characters(exclude_categories=("Cs", "Cc", "Zl", "Zp", "Cn", "Co")), max_size=30),
    st.sampled_from(["no", "1.10", "012", "12:30", "a: b", "--- x", "a\n---\nb", "# x", "<img>", "~", "- a", "'", '"']),
)  # fmt: skip


@settings(max_examples=200, deadline=None)
@given(st.dictionaries(st.sampled_from(["title", "content", "handler", "tags"]), VALUES, min_size=1))
def test_written_frontmatter_reads_back_alike(metadata: dict[str, Any]):
    """Whatever a generated page's metadata are, YAML 1.1 (MkDocs) reads them back, and the body stays outside."""
    body, read = get_data(dump_page(metadata, "Body.\n"))
    assert read == metadata
    assert body.strip() == "Body."


def test_frontmatter_is_written_in_its_order_each_field_on_one_line():
    """The order is that of the values, and a long value is not folded: the bytes depend on nothing else."""
    page = dump_page({"title": "word " * 100 + "end", "about": "b"}, "Body.")
    assert page.splitlines() == ["---", f"title: {'word ' * 100}end", "about: b", "---", "", "Body."]


class _Held(dict[tuple[str, ...], bytes]):
    """A memory of YAML that counts what it is given."""

    def get(self, *made_of: str) -> bytes | None:  # type: ignore[override]
        return super().get(made_of)

    def put(self, data: bytes, *made_of: str) -> None:
        assert made_of not in self
        self[made_of] = data


_KEYS = st.sampled_from(["", "a", "b", "0"])
_VALUES = st.recursive(
    st.text("ab 'é\n:#", max_size=6) | st.integers(-99, 99) | st.booleans() | st.dates(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(_KEYS, inner, max_size=3),
    max_leaves=8,
)


@given(st.dictionaries(_KEYS, _VALUES, min_size=1))
@settings(max_examples=60, deadline=None)
def test_what_was_read_before_is_known_again(fields: dict[str, Any]):
    """A text that was read before gives the same values at the same places, from another line on as well."""
    text = dump_page(fields, "").split("---\n")[1]
    memory = _Held()
    for line in (1, 7, 1, 7):
        with remembering(memory):
            try:
                again = load_yaml(text, "f.yml", line)
            except ContributorError:
                continue
        plain = load_yaml(text, "f.yml", line)
        assert (again, repr(again.data)) == (plain, repr(plain.data))
    assert len(memory) in (0, 2)


def test_a_mistake_is_told_at_every_reading():
    """What is wrong with a text is kept by nobody, and told each time."""
    memory = _Held()
    for _ in range(2):
        with remembering(memory):
            assert told("a: b\na: c") == ["2:1 `a` stands twice; the first is on line 1"]
    assert not memory
