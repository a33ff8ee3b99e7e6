"""Whatever the bytes: a refusal in words with a place, or a page in which nothing runs. Never anything else.

The same few examples in every run. ``FUZZ=100 pytest tests/test_trust_fuzz.py`` takes a hundred times as many, other
ones each time; what falls is written down below as an example.
"""

from __future__ import annotations

import codecs
import os
import re
from contextlib import suppress
from functools import cache
from pathlib import Path

import markdown
import pytest
from builders.hostile import PAYLOADS, SHORT
from builders.repository import PLACES, put, tiny
from builders.values import rendered
from hypothesis import example, given, settings
from hypothesis import strategies as st
from markupsafe import escape
from mkdocs.utils.meta import get_data
from pydantic_core import PydanticCustomError

from generator.analysis.policy import Tools, load_tools, read_policy
from generator.contributed import Service, Snapshot, Terms
from generator.formats import Unreadable, extract
from generator.gathering import gate
from generator.model import Site
from generator.outputs.active_content import active
from generator.outputs.search_index import pages as search_pages
from generator.pages.escaping import heading, note, walled
from generator.pages.views import view_policies
from generator.problems import UNSEEN, ContributorError, Place, Problem, format_problem
from generator.reading import fields, handwritten
from generator.reading.frontmatter import load_page, load_yaml

pytestmark = pytest.mark.slow

MANY = int(os.environ.get("FUZZ", "1"))
PIECES = st.sampled_from(
    [
        *PAYLOADS,
        SHORT,
        *"\n\n\n  \t.:;-#*>|_`<&[](){}\\'\"!%@$~=+/",
        "\u202e",
        "\u200b",
        "\U000e0041",
        "\ufeff",
        "é",
        "数据",
        "\x0b",
        "\x85",
        "\u2028",
        "\ud7ff",
        "\U0001f36a",
        "We sell your data. ",
        "never ",
        "- ",
        "1. ",
        "## ",
        "</div>",
        "<div markdown=1>",
        "\n    ",
        "```\n",
        "{: #x onclick=alert(1) }",
        "{% x %}",
        "{{ x }}",
        "&lt;",
        "&#60;",
        "<!--",
        "-->",
        "]]>",
        "<?x",
        "<![CDATA[",
    ]
)
TEXTS = st.lists(PIECES, max_size=25).map("".join) | st.text(max_size=80)
YAML = st.lists(
    st.sampled_from(
        [
            *"\n\n\n   :-?,[]{}#&*!|>'\"%@`~<=",
            "a",
            "b: ",
            "- ",
            "  ",
            "---\n",
            "...\n",
            "<<: ",
            "*x",
            "&x ",
            "!!python/name:os.system ",
            "!!str ",
            "0o17",
            "010",
            "12:30",
            "1_0",
            "yes",
            "null",
            "1e9",
            ".nan",
            "2020-01-01",
            "\t",
            "\x00",
            "\x85",
            "\u2028",
            "\uffff",
            "\\uFFFE",
            "\ufeff",
            "\\x41",
            "\\U00110000",
            '"',
            "name: ",
            "lang: en\n",
            "snapshots:\n",
            "  - file: a.txt\n",
            "é",
            "\U0001f36a",
        ]
    ),
    max_size=30,
).map("".join)


def fuzzed(few: int) -> settings:
    """So many examples, or a multiple of them, then at random."""
    return settings(max_examples=few * MANY, derandomize=MANY == 1)


@cache
def tools() -> Tools:
    """This project's own practices."""
    return load_tools(Path(__file__).resolve().parent.parent)


def has_place(problem: Problem, text: str) -> bool:
    """Whether the problem has a place that is in the text, and can be printed."""
    lines = len(re.split("\r\n|\r|\n", text)) + 1
    return 1 <= problem.place.line <= lines and problem.place.column >= 1 and bool(format_problem(problem))


@fuzzed(150)
@given(YAML | st.text(max_size=60))
def test_any_yaml_is_read_or_refused_with_its_place(text: str) -> None:
    """Nothing but ContributorError, with a line of the file; and what is read is plain values."""
    for load in (load_yaml, load_page):
        found: tuple[Problem, ...] = ()
        try:
            load(text if load is load_yaml else f"---\n{text}\n---\n{text}", "x")
        except ContributorError as error:
            found = error.problems
        assert all(has_place(problem, f"{text}{text}\n\n\n") for problem in found)


@fuzzed(40)
@given(st.sampled_from([place for name, place in PLACES.items() if name != "snapshot"]), YAML, st.integers(0, 400))
def test_any_contributed_file_is_right_or_refused(tmp_path_factory: object, place: str, junk: str, at: int) -> None:
    """Junk anywhere in a file of the repository makes problems, and no other error."""
    root = tiny(tmp_path_factory.mktemp("fuzz"))  # type: ignore[attr-defined]
    text = (root / place).read_text()
    put(root, place, (text[:at] + junk + text[at:]).encode("utf-8", "surrogatepass"))
    _, problems = gate(root)
    assert all(format_problem(problem) for problem in problems)


@fuzzed(100)
@given(TEXTS | YAML, TEXTS)
@example("title: a\n---\ntemplate: x", "")
@example("title: a\n...\ntemplate: x", "title: b")
@example(" 0", "")
def test_mkdocs_reads_of_a_page_by_hand_what_we_read(tmp_path_factory: object, fields: str, body: str) -> None:
    """A page is refused in words, or MkDocs finds its title, its description and its own path, and reads the rest."""
    root = tmp_path_factory.mktemp("fuzz")  # type: ignore[attr-defined]
    text = f"---\ntitle: x\n{fields}\n---\n{body}\n"
    put(root, "content/pages/x.md", text.encode("utf-8", "surrogatepass"))
    try:
        (page,) = handwritten.read_pages(root)
    except ContributorError:
        return
    rest, found = get_data(page.data.decode())
    written = {name: str(escape(value.strip())) for name, value in load_page(text, "x.md")[0].data.items()}
    assert found == {**written, "source_path": "content/pages/x.md"}
    assert found.keys() <= {"title", "description", "source_path"}
    assert rest.strip() == page.data.decode().split("\n---\n", 1)[1].strip()
    markdown.markdown(rest, extensions=["attr_list", "toc"])


def converted(data: bytes) -> str:
    """A generated page through Python-Markdown, with the extensions of mkdocs.yml."""
    text = data.decode().partition("\n---\n")[2]
    return markdown.markdown(text, extensions=["attr_list", "toc"])


@fuzzed(60)
@given(TEXTS, st.sampled_from(["txt", "md", "html"]))
@example("x\n\n<!-- We sell your data.", "txt")
def test_no_policy_runs_in_its_page_or_in_search(text: str, format: str) -> None:
    """A page of any policy has nothing in it that runs and nothing that hides; search's files hold no markup."""
    data = f"{text}\n\nWe sell your personal data.\n\n{text}".encode("utf-8", "replace")
    try:
        document = extract(data, format)
        snapshot = Snapshot("x", f"undated-1.{format}", format, data, "0" * 64)
        name = UNSEEN.sub("", text[:50]) or "X"  # in a name the border refuses what is not seen
        service = Service("x", name, "en", (Terms((snapshot,)),), Place("x"), note=text)
        policy = read_policy(tools(), service, snapshot, document)
    except (Unreadable, ContributorError):
        return
    site = Site((policy,), tools().configuration.catalogue, ())
    for page in rendered(site):
        if page.path.startswith("services/") or page.path == "index.md":
            html = converted(page.data)
            assert list(active(html)) == []
            assert not UNSEEN.search(html)
    for page in search_pages(site, view_policies(site)):
        data = page.data.decode("utf-16") if page.data.startswith(codecs.BOM_UTF16_LE) else page.data.decode()
        assert page.path == "search.md" or "<" not in data


@fuzzed(200)
@given(TEXTS)
def test_no_text_leaves_its_place(text: str) -> None:
    """As a heading it is one heading, as a note and behind the second wall it does nothing."""
    html = markdown.markdown(str(heading(2, text, "x")), extensions=["attr_list", "toc"])
    assert re.fullmatch(r'<h2 id="x">[^<]*</h2>', html)
    assert list(active(note(text))) == []
    assert list(active(walled(text))) == []


@fuzzed(200)
@given(
    st.text(max_size=90)
    | st.lists(st.sampled_from([*"./\\-_ab1:~ \x00", "con", "nul", "..", ".txt", ".md", "é"])).map("".join)
)
def test_no_name_leaves_its_folder(name: str) -> None:
    """A name that is taken is one plain part of a path, which every system can hold."""
    plain = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,99}")
    if fields.is_slug(name):
        assert re.fullmatch(r"[a-z0-9-]{1,60}", name)
    with suppress(PydanticCustomError):
        assert plain.fullmatch(fields._file_name(name))
    if "/" not in name and name not in ("", ".", "..") and not list(handwritten._misnamed(Path("content/pages", name))):
        assert plain.fullmatch(name)


@fuzzed(200)
@given(
    st.text(max_size=60)
    | st.lists(
        st.sampled_from(
            [
                "https://",
                "javascript:",
                "a.example",
                "@",
                "/",
                "?",
                "#",
                "\t",
                "\n",
                "[",
                "]",
                "%0a",
                "\\",
                "é",
                ":",
                "1",
                "'",
                '"',
                "<",
            ]
        )
    ).map("".join)
)
def test_no_address_runs(address: str) -> None:
    """An address that is taken is of the web, has a host, and holds nothing that ends an attribute."""
    with suppress(PydanticCustomError):
        taken = fields.web_address(address)
        assert re.match(r"https?://[^/\s@]+", taken)
        assert not re.search(r"[\s<>\"'`\\]", taken)
