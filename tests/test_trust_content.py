"""Promises about what people contribute: it stays in its place, nothing is followed, and nothing in it is unseen."""

from __future__ import annotations

import hashlib
import os
import sys
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path
from time import process_time
from typing import TYPE_CHECKING

import markdown
import pytest
from builders.repository import PLACES, POLICY, invented, put, service, tiny

from generator.gathering import gate
from generator.pipeline import DOCS, SITE, build_docs, build_site
from generator.problems import UNSEEN, ContributorError, Severity
from generator.reading.handwritten import read_pages

if TYPE_CHECKING:
    from playwright.sync_api import Page


def told(root: Path, severity: Severity = "error") -> list[str]:
    """What the gate, and after it the reader of pages by hand, says."""
    _, problems = gate(root)
    return [f"{p.place.path}:{p.place.line}:{p.place.column} {p.message}" for p in problems if p.severity == severity]


# Links, pipes, devices, names

SECRET = "A secret of this machine: we sell your data to anyone.\n"


def link(place: str, target: str) -> Callable[[Path], None]:
    """Put a link in the place of a file or folder, to something beside the repository."""

    def make(root: Path) -> None:
        path = root / place
        path.parent.mkdir(parents=True, exist_ok=True)
        if path.exists() and not path.is_dir():
            path.unlink()
        elif path.exists():
            path.rename(root.parent / "moved")
        path.symlink_to(target if target.startswith("/") else root.parent / target)

    return make


def pipe(place: str) -> Callable[[Path], None]:
    """Put a pipe there, on which a reader would wait for ever."""

    def make(root: Path) -> None:
        (root / place).unlink(missing_ok=True)
        (root / place).parent.mkdir(parents=True, exist_ok=True)
        os.mkfifo(root / place)

    return make


@pytest.mark.skipif(os.name == "nt", reason="links and pipes of Unix")
@pytest.mark.parametrize(
    "make",
    [
        *(link(place, "secret") for place in PLACES.values()),
        *(pipe(place) for place in PLACES.values()),
        *(link(f"site_config/{name}.yml", "secret") for name in ("accuracy", "strengths")),
        *(pipe(f"site_config/{name}.yml") for name in ("accuracy", "strengths")),
        link("content/policies/example", "moved"),
        link("content/policies/other", "elsewhere"),
        link("content/policies/example/undated-1.txt", "/dev/zero"),
        link("content/policies/example/extra.txt", "secret"),
        pipe("content/policies/example/extra.txt"),
        link("content", "moved"),
        link("content/policies", "moved"),
    ],
)
def test_nothing_is_followed_and_nothing_waits(tmp_path: Path, make: Callable[[Path], None]) -> None:
    """A link, a pipe or a device in any place of what people contribute is refused in words, and not read."""
    root = tiny(tmp_path / "repository")
    put(tmp_path, "secret", SECRET)
    put(tmp_path, "elsewhere/service.md", service("Elsewhere", SECRET))
    make(root)
    said = told(root)
    assert said
    assert not any("secret" in line for line in said)


PAGE = "---\ntitle: Page\n---\n# Page\n\nWords.\n"


@pytest.mark.parametrize(
    ("name", "why"),
    [
        ("evil.html", "neither a page nor a picture"),
        ("evil.js", "neither a page nor a picture"),
        ("evil.svg", "neither a page nor a picture"),
        ("evil.css", "neither a page nor a picture"),
        ("evil.md.html", "neither a page nor a picture"),
        ("con.md", "cannot be a name"),
        ("a/AUX.md", "cannot be a name"),
        (f"{'a' * 100}.md", "cannot be a name"),
        ("a b.md", "cannot be a name"),
        ("ü.md", "cannot be a name"),
        ("u\u0308.md", "cannot be a name"),
        ("{{ x }}.md", "cannot be a name"),
        ("a\u202eb.md", "cannot be a name"),
        ("a%2e%2e%2fb.md", "cannot be a name"),
        ("search.html/x.md", "cannot be a name"),
        ("/".join(["long" * 15] * 4) + ".md", "the limit is 200"),
    ],
)
def test_a_page_by_hand_has_a_plain_name_and_does_not_run(tmp_path: Path, name: str, why: str) -> None:
    """In content/pages are pages and pictures, under names that every system and every address can have."""
    root = invented(tmp_path / "repository")
    put(root, f"content/pages/{name}", PAGE)
    with pytest.raises(ContributorError, match=why):
        build_docs(root, root / DOCS)
    assert not (root / DOCS).exists()


@pytest.mark.parametrize(
    ("names", "said"),
    [
        (("search.md",), "`search.html`, a page that Smallprint makes"),
        (("Search.md",), "`search.html`, a page that Smallprint makes"),
        (("services/acorn-mail.md",), "`services/acorn-mail.html`, a page that Smallprint makes"),
        (("New.md", "new.md"), "`content/pages/new.md`"),
        (("folder/README.md", "folder/index.md"), "`content/pages/folder/index.md`"),
        (("404.md",), "`404.html`, a page that Smallprint makes"),
        (("Folder/a.md", "folder/b.md"), "`content/pages/folder/b.md`"),
        (("Services/more.md",), "the pages in `services` that Smallprint makes"),
    ],
)
def test_two_pages_with_one_address_are_both_named(tmp_path: Path, names: tuple[str, ...], said: str) -> None:
    """A page by hand in the place of another, also on a disk that is blind to case, is told with the other's name."""
    root = invented(tmp_path / "repository")
    for name in names:
        put(root, f"content/pages/{name}", PAGE)
    with pytest.raises(ContributorError) as caught:
        build_docs(root, root / DOCS)
    assert said in str(caught.value)
    assert f"content/pages/{names[0]}:1:1" in str(caught.value)


LONG = "a " * 30
BOMB = "a: &a [x, x]\n" + "".join(f"{two}: &{two} [*{one}, *{one}]\n" for one, two in pairwise("abcdefghijklm"))


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("# Page\n", "does not begin with `---`"),
        ("---\ntitle: Page\n# Page\n", "are not closed"),
        (f"---\ntitle: {'[' * 300_000}\n---\n", "limit"),
        (f"---\ntitle: {'[' * 9_000}\n---\n", "more than 8 deep"),
        (f"---\n{BOMB}title: *m\n---\n", "an alias"),
        ("---\ntitle: !!python/object/apply:os.system [ls]\n---\n", "a tag"),
        ("---\ntitle: a\ntitle: b\n---\n", "stands twice"),
        ("---\ntitle: 3\n---\n", "where text belongs"),
        ("---\ntitle: a\ntemplate: ../../secret\n---\n", "unknown field `template`"),
        ("---\ntitle: a\nsource_path: ../../secret\n---\n", "unknown field `source_path`"),
        ("---\ntitle: a\u202eb\n---\n", "hidden character, U+202E"),
        (f"{PAGE}{'x' * 60_001}", "the limit is 60,000"),
        (PAGE + "a\n---\n" * 1_001, "the limit is 2,000"),
        (f"{PAGE}{'[' * 301}", "the limit is 300"),
        (f"{PAGE}{'<a ' * 301}", "the limit is 300"),
        (f"{PAGE}{' ' * 81}- x\n", "more than 80 columns"),
        (f"{PAGE}{'> ' * 50}x\n", "more than 80 columns"),
        (f"{PAGE}{'1. ' * 50}x\n", "more than 80 columns"),
        (f"{PAGE}\x1b[31m", "a hidden control character, U+001B"),
        (PAGE.encode() + b"\xff", "not UTF-8"),
    ],
)  # fmt: skip
def test_a_page_by_hand_is_read_strictly_and_is_bounded(tmp_path: Path, text: str | bytes, why: str) -> None:
    """What MkDocs would fall over, take minutes for or obey is refused before, in words and with the limit."""
    put(tmp_path, "content/pages/evil.md", text)
    began = process_time()
    with pytest.raises(ContributorError) as caught:
        read_pages(tmp_path)
    assert why in str(caught.value)
    assert all(problem.place.path == "content/pages/evil.md" for problem in caught.value.problems)
    assert process_time() - began < 2


def test_a_page_by_hand_is_checked_with_everything_else(tmp_path: Path) -> None:
    """``check`` says what the build would say of a page, before anything is built."""
    root = tiny(tmp_path)
    put(root, "content/pages/page.md", PAGE)
    before = told(root)
    put(root, "content/pages/page.md", "# Page\n")
    assert told(root) == [*before, "content/pages/page.md:1:1 the file does not begin with `---`"]


@pytest.mark.slow
@pytest.mark.parametrize(
    "text",
    [
        f"[{LONG}\n" * 300,
        f"<![CDATA[{LONG}\n" * 150,
        f"<a {LONG}\n" * 300,
        f"*a **a _b `c & \\ ! {LONG}\n" * 500,
        f"{'> ' * 40}{LONG}\n\n" * 300,
        "".join(f"{' ' * (4 * (n % 20))}- {LONG}\n" for n in range(400)),
        f"# {LONG}\n[TOC]\n\n" * 290,
        f"{LONG}\n---\n" * 900,
        "- " * 40 + LONG,
    ],
    ids=["brackets", "data", "tags", "marks", "quotes", "lists", "headings", "rules", "deep"],
)
def test_a_page_by_hand_within_the_limits_takes_seconds(text: str) -> None:
    """The worst shapes that a page may have take MkDocs' reader less than five seconds, and do not fall over."""
    began = process_time()
    markdown.markdown(text[:60_000], extensions=["attr_list", "toc"])
    assert process_time() - began < 5


@pytest.mark.skipif(os.name == "nt", reason="links and pipes of Unix")
@pytest.mark.parametrize("make", [link("content/pages/new.md", "secret"), link("content/pages/more", "elsewhere"),
                                  pipe("content/pages/new.md")])  # fmt: skip
def test_no_page_by_hand_is_a_link_or_a_pipe(tmp_path: Path, make: Callable[[Path], None]) -> None:
    """What content/pages holds is read itself or refused; a folder that is a link is not entered."""
    root = invented(tmp_path / "repository")
    put(tmp_path, "secret", SECRET)
    put(tmp_path, "elsewhere/page.md", SECRET)
    make(root)
    with pytest.raises(ContributorError, match=r"link|plain file"):
        build_docs(root, root / DOCS)


@pytest.mark.parametrize("name", ["Acorn-Mail", "con", "a--b", "a" * 61, "a.b", "ü", "a\u200bb", "-a"])
def test_a_services_folder_has_a_plain_name(tmp_path: Path, name: str) -> None:
    """Small letters, digits and hyphens: so no two differ in case or in how a letter is encoded."""
    root = tiny(tmp_path)
    put(root, f"content/policies/{name}/service.md", service("Other"))
    assert any("cannot be the name" in line for line in told(root))


@pytest.mark.skipif(sys.platform != "linux", reason="other systems hold the two as one")
@pytest.mark.parametrize(
    ("path", "other"),
    [
        ("content/policies/Example/service.md", "`example`"),
        ("content/policies/ｅxample/service.md", "`example`"),
        ("content/policies/example/Undated-1.txt", "`undated-1.txt`"),
        ("content/policies/example/undated-1.TXT", "`undated-1.txt`"),
        ("site_config/practices/Sells-Data.yml", "`sells-data.yml`"),
    ],
)
def test_two_names_that_are_one_on_other_systems_are_refused(tmp_path: Path, path: str, other: str) -> None:
    """Names that differ only in capitals, or in how a letter is encoded, are refused, and both are named."""
    root = put(tiny(tmp_path), path, "x").parents[len(Path(path).parts) - 1]
    said = [line for line in told(root) if "on many systems" in line]
    assert said
    assert said[0].startswith(f"{'/'.join(Path(path).parts[:-1]) if path.endswith('service.md') else path}:1:1 ")
    assert said[0].endswith(f"it is the same as {other}")


BY_HAND = (
    ("word\n{: onclick=alert(1) }", "may not: <p onclick>"), ("[a](javascript:alert(1))", "may not: <a href>"),
    ("![x](https://evil.example/x.png)", "may not: <img src>"), ("<script>alert(1)</script>", "may not: <script>"),
    ('--8<-- "mkdocs.yml" {{ config }} {% raw %} :material-cookie: [[toc]] [TOC] [^1] *[HTML]: x', ""),
)  # fmt: skip


@pytest.mark.parametrize(("text", "check"), BY_HAND)
def test_what_a_page_by_hand_says_does_not_run(tmp_path: Path, text: str, check: str) -> None:
    """Attributes, links, pictures and scripts are seen before a page is published; other tools' commands are words."""
    root = invented(tmp_path / "repository")
    put(root, "content/pages/page.md", f"{PAGE}\n{text}\n")
    if check:
        with pytest.raises(ContributorError, match=check):
            build_site(root)
    else:
        build_site(root)
        html = (root / SITE / "page.html").read_text()
        assert "--8&lt;--" in html
        assert "{{ config }} {% raw %} :material-cookie: [[toc]] [TOC] [^1] *[HTML]: x" in html


@pytest.mark.parametrize("file", ["../../../../etc/passwd", "/etc/passwd", "a/b.txt", "..\\x.txt", "A.txt", "nul.txt",
                                  "x.txt\\0", "service.md", "a.txt.exe", ".txt", f"{'a' * 90}.txt"])  # fmt: skip
def test_a_snapshot_lies_beside_its_service(tmp_path: Path, file: str) -> None:
    """The name of a snapshot leads nowhere else, and no system keeps it for itself."""
    root = tiny(tmp_path)
    put(root, PLACES["service"], service("Example").replace("undated-1.txt", f"'{file}'"))
    assert any("is not the name of a snapshot" in line for line in told(root))


# What is not seen

HIDDEN = {
    "\u202e": "right-to-left override", "\u202a": "left-to-right embedding", "\u2067": "right-to-left isolate",
    "\u200b": "zero width space", "\u200f": "right-to-left mark", "\u2060": "word joiner",
    "\U000e0041": "tag latin capital letter a", "\ufeff": "zero width no-break space", "\u3164": "hangul filler",
    "\u034f": "combining grapheme joiner",
}  # fmt: skip


@pytest.mark.parametrize("char", HIDDEN)
def test_a_hidden_character_of_a_policy_is_told_with_its_place(tmp_path: Path, char: str) -> None:
    """Direction marks, zero-width spaces and tags are odd: told with code point, name, place, and how often."""
    text = POLICY.replace("We keep", f"We{char}{char} keep")
    root = tiny(tmp_path)
    put(root, PLACES["snapshot"], text)
    put(root, PLACES["service"], service("Example", text))
    put(root, PLACES["reviews"], "[]\n")
    column = len("We sell your data to anyone. We") + 1
    expected = f"U+{ord(char):04X} ({HIDDEN[char]}), 2 times"
    assert told(root, "odd")[-1] == f"{PLACES['snapshot']}:3:{column} a hidden character, {expected}"


@pytest.mark.parametrize(("text", "told_of"), [("We se\u200dll data", "U+200D"), ("We se\u200cll data", "U+200C"),
                                               ("We se\ufe0fll data", "U+FE0F")])  # fmt: skip
def test_a_joiner_is_hidden_where_it_joins_nothing(tmp_path: Path, text: str, told_of: str) -> None:
    """Between Latin letters a joiner is told, since it hides a word from the patterns; in other scripts it belongs."""
    for policy, expected in (
        (text, True),
        ("می\u200cخواهم क\u094d\u200dष \U0001f468\u200d\U0001f469 ❤\ufe0f data", False),
    ):
        root = tiny(tmp_path / str(expected))
        put(root, PLACES["snapshot"], f"{policy}. {POLICY}")
        put(root, PLACES["service"], service("Example", f"{policy}. {POLICY}"))
        assert any(f"hidden character, {told_of}" in line for line in told(root, "odd")) == expected


@pytest.mark.parametrize("field", ["name", "because", "reviewer"])
def test_no_hidden_character_stands_in_what_is_written_here(tmp_path: Path, field: str) -> None:
    """What contributors write themselves has none: a name or a reason could otherwise pass for another one."""
    root = tiny(tmp_path)
    for place in (PLACES["service"], PLACES["reviews"]):
        text = (root / place).read_text()
        put(
            root,
            place,
            "".join(f"{line}\u202e\n" if f"{field}: " in line else f"{line}\n" for line in text.split("\n")),
        )
    assert any("hidden character, U+202E" in line for line in told(root))


TURNED = "We \u202eevah ton od\u202c sell your personal data.\u2066 We\u200b keep\U000e0041 it \u200fhere.\u2069"


def test_hidden_characters_are_shown_and_turn_nothing_round(tmp_path: Path, page: Page, complaints: list[str]) -> None:
    """In a browser no page has such a character, in its text or in what scripts make of it; each is named instead."""
    root = invented(tmp_path / "repository")
    for format, mark in (("txt", ""), ("md", "## "), ("html", "")):
        text = f"{mark}Rights {TURNED}\n\n{TURNED}\n\n- cookies {TURNED}\n"
        text = f"<h2>Rights {TURNED}</h2><p>{TURNED}</p>" if format == "html" else text
        put(root, f"content/policies/turned-{format}/undated-1.{format}", text)
        digest = hashlib.sha256(text.encode()).hexdigest()
        head = (
            f"---\nname: Turned {format}\nlang: en\nsnapshots:\n  - file: undated-1.{format}\n    captured: unknown\n"
        )
        head += f"    source: unknown\n    sha256: {digest}\n---\nA note: {TURNED}\n"
        put(root, f"content/policies/turned-{format}/service.md", head)
    build_site(root)
    for path in ("services/turned-txt.html", "services/turned-md.html", "services/turned-html.html", "index.html",
                 "topics/collection-use.html", "compare.html?s=turned-txt,turned-md", "practices/sells-data.html",
                 "search.html?q=sell"):  # fmt: skip
        page.goto(f"{(root / SITE).as_uri()}/{path}")
        if path.startswith("search"):
            page.locator("#sp-search-results li").first.wait_for()
        words = page.evaluate("document.documentElement.outerHTML")
        assert UNSEEN.findall(words) == [], path
        if path.startswith("services"):
            assert "‹U+202E›" in words
            assert "‹U+E0041›" in words
    assert complaints == []
