"""More of the list of mutations: what the readers of contributed files refuse, and what no built site may hold.

Here most guards are switched off by an edit of the program's source, as a careless change would do it.
"""

from __future__ import annotations

import os
import re
from collections.abc import Callable
from functools import partial
from pathlib import Path
from types import SimpleNamespace

import pytest
from guards import ALL, NONE, Guard, Patch, both, cut, notices, put_in, raises, refuses, stopped
from hostile import PAYLOADS, SHORT
from pydantic_core import PydanticCustomError
from test_trust_documents import FORM, LINE, PARAGRAPH, packed, pdf, word
from tiny import put, tiny

from generator import formats, problems
from generator.analysis import clauses, patterns
from generator.formats import Unreadable, docx, extract, pdf_budget
from generator.formats import markdown as markdown_reader
from generator.formats import pdf as pdf_reader
from generator.model import Page, Place, Problem, Words
from generator.outputs import active_content, built_site, search_index
from generator.pages import compare, escaping
from generator.reading import fields, files, frontmatter, handwritten, services


def _yaml(text: str) -> Callable[[Path], bool]:
    return lambda _: raises(lambda: frontmatter.load_yaml(text, "x"))


def _unread(data: bytes, format: str = "txt") -> Callable[[Path], bool]:
    return lambda _: raises(lambda: clauses.segment(extract(data, format)), Unreadable)


def _plainly(source: str) -> Callable[[Path], bool]:
    return lambda _: "plain text" in "".join(extract(source.encode(), "md").warnings)


def _pipe(root: Path) -> bool:
    os.mkfifo(root / "pipe")
    return raises(lambda: files.read_bytes(root, "pipe", 10))


def _linked_folder(root: Path) -> bool:
    put(root, "elsewhere/secret", "secret")
    (root / "folder").symlink_to(root / "elsewhere")
    return raises(lambda: files.read_bytes(root, "folder/secret", 10))


def _linked_service(root: Path) -> bool:
    tiny(root)
    put(root, "elsewhere/x", "x")
    (root / "content/policies/other").symlink_to(root / "elsewhere")
    return refuses(root, "this is a link, not a folder")


def _page(text: str) -> Callable[[Path], bool]:
    def probe(root: Path) -> bool:
        put(root, "content/pages/x.md", f"---\ntitle: X\n---\n{text}\n")
        return raises(lambda: handwritten.read_pages(root))

    return probe


def _folders_apart(_: Path) -> bool:
    pages = [Page("A/x.md", b""), Page("a/y.md", b"")]
    return len(list(handwritten.clashes(pages, pages))) == 2


def _long_path(root: Path) -> bool:
    put(root, f"content/pages/{'/'.join(['long' * 15] * 4)}.md", "---\ntitle: X\n---\n")
    return raises(lambda: handwritten.read_pages(root))


def _macros(_: Path) -> bool:
    words = Words((("a", "{b}" * 8), ("b", "{c}" * 8), ("c", "{d}" * 8), ("d", "x" * 100)), ())
    patterns._macros.cache_clear()
    return raises(lambda: patterns.expand("{a}", words), ValueError)


def _terminal(_: Path) -> bool:
    return "\x1b" not in problems.format_problem(Problem(Place("x"), "\x1b[2J", "\x1b[2J", "x"))


def _annotation(_: Path) -> bool:
    return "\n::error" not in problems.as_annotation(Problem(Place("x"), "x\n::error::y", "x", "x"))


def _script(_: Path) -> bool:
    made = (search_index._script("add", {"x": "</script>"}), compare._script("add", {"x": "</script>"}))
    return not any(b"<" in script for script in made)


def _template(_: Path) -> bool:
    return "<" not in escaping.environment().from_string("{{ x }}").render(x=SHORT)


def _told(data: bytes) -> str:
    try:
        return extract(data, "pdf").text
    except Unreadable as refusal:
        return refusal.message


def _secret_entity(_: Path) -> bool:
    return raises(lambda: extract(word(PARAGRAPH, '<!DOCTYPE x [<!ENTITY a "x">]>'), "docx"), Unreadable)


COSTLY = pdf(b"/X0 Do\n" * 40, form=packed(b" " * 250_000, FORM.replace(b"/X0 5 0 R", b"")))
UNQUOTED = '<svg onload="alert(1)">'
HARD_RULES = (
    ("an anchor", ("if event.anchor:", "if False:"), "a: &x b"),
    ("a tag", ("if event.tag:", "if False:"), "a: !x b"),
    ("a merge key", ('if event.value == "<<" and event.implicit[0]:', "if False:"), "<<: a"),
    ("a field twice", ("if key in fields:", "if False:"), "a: 1\na: 2"),
    ("an escape that hides", ("if hidden is not None:", "if False:"), 'a: "\\0"'),
    ("a second document", ("if not isinstance(after, yaml.StreamEndEvent):", "if False:"), "a: b\n---\nc: d"),
    ("a directive", ("if start.version or start.tags:", "if False:"), "%YAML 1.1\n---\na: b"),
    ("an empty field", ("if value is None:", "if False:"), "a:"),
    ("a name that is none", ("and not isinstance(_resolved(event.value), str):", "and False:"), "1: b"),
)
SITE_RULES = (
    ("a link that runs", built_site, ('elif (parts.scheme or "https") not in _OUTWARD:', "elif False:"),
     "<a href='javascript:x'>x</a>"),
    ("a picture from elsewhere", built_site, ("if reference.fetched:", "if False:"), "<img src=https://evil.example/x>"),
    ("a broken link", built_site, ("if target not in files:", "if False:"), "<a href=gone.html>x</a>"),
)  # fmt: skip
GUARDS = (
    *(Guard(f"YAML: {name}", cut(frontmatter, edit), _yaml(text)) for name, edit, text in HARD_RULES),
    *(Guard(f"site: {name}", cut(module, edit), partial(stopped, html=html))
      for name, module, edit, html in SITE_RULES),
    Guard("YAML: a number that would not print back", cut(frontmatter, (
        "if shape.fullmatch(text) and str(kind(text)) == text:", "if shape.fullmatch(text):")),
        lambda _: frontmatter.load_yaml("a: 1.10", "x").data == {"a": "1.10"}),
    Guard("YAML: fields that are not closed", cut(frontmatter, (
        "    if end is None:\n", "    if end is None:\n        end = len(lines) - 1\n    if False:\n")),
        lambda _: raises(lambda: frontmatter.load_page("---\na: b\n", "x"))),
    Guard("pipes are not opened", cut(files, ("if not stat.S_ISREG(mode):", "if False:"), (
        "if not stat.S_ISREG(os.fstat(descriptor).st_mode):", "if False:")), _pipe),
    Guard("folders that are links are not entered", cut(files, (
        "if parent.name and (root / parent).is_symlink():", "if False:")), _linked_folder),
    Guard("a service is no link", cut(services, (
        "if path.is_symlink():\n            problems.append(Problem(place, \"this is a link, not",
        "if False:\n            problems.append(Problem(place, \"this is a link, not")), _linked_service),
    Guard("a snapshot's name is no path", put_in(fields, "_FILE", ALL), lambda _: not fields.is_file_name("../x.txt")),
    Guard("Windows' names are no snapshots", put_in(fields, "_WINDOWS", NONE),
          lambda _: not fields.is_file_name("nul.txt")),
    Guard("an id is no path", put_in(fields, "_SLUG", ALL), lambda _: not fields.is_slug("../x")),
    Guard("an id has a length", cut(fields, ("len(text) <= 60 and ", "")), lambda _: not fields.is_slug("a" * 61)),
    Guard("an address has no password", cut(fields, (' or "@" in parts.netloc', "")),
          lambda _: raises(lambda: fields.web_address("https://a.example@b.example"), PydanticCustomError)),
    Guard("a part of a path is no path", put_in(escaping, "_PART", ALL),
          lambda _: raises(lambda: escaping.path_part("a/b"), ValueError)),
    Guard("pages by hand have limits", put_in(handwritten, "LIMITS", ()), _page("[ " * 301)),
    Guard("pages by hand have a depth", put_in(handwritten, "_NESTED", NONE), _page("> " * 50 + "x")),
    Guard("pages by hand hide nothing", put_in(frontmatter, "_is_control", lambda char: False), _page("\x1b[2J")),
    Guard("folders differ by more than case", put_in(handwritten, "_folded", str), _folders_apart),
    Guard("paths have a length", put_in(handwritten, "MAX_PATH", 10**9), _long_path),
    Guard("files of a policy have a size", put_in(formats, "MAX_BYTES", 10**9),
          _unread(b"<p>We share</p><!--" + b"x" * 2_000_000 + b"-->", "html")),
    Guard("texts have a length", put_in(formats, "MAX_TEXT", 10**9), _unread(b"We " * 400_000)),
    Guard("blocks have a number", put_in(clauses, "MAX_BLOCKS", 10**9),
          _unread(b"We share:\n\n" + b"- data\n" * 50_001)),
    Guard("Word files unpack to a size", put_in(docx, "_UNPACKED", 10**9),
          _unread(word(f"{PARAGRAPH}{' ' * 10**7}"), "docx")),
    Guard("Word files have a number of elements", put_in(docx, "_MARKS", 10**9),
          _unread(word(PARAGRAPH + "<!---->" * 120_001), "docx")),
    Guard("Word files have no entities", put_in(docx, "_ENTITY", ()), _secret_entity),
    Guard("PDFs have a number of pages", put_in(pdf_reader, "MAX_PAGES", 10**9),
          lambda _: "the limit is 200" in _told(pdf(LINE, 201))),
    Guard("PDFs have a budget", put_in(pdf_budget, "MAX_STEPS", 10**9), lambda _: "steps" in _told(COSTLY)),
    Guard("Markdown has a number of brackets", put_in(markdown_reader, "_MOST_BRACKETS", 10**9),
          _plainly("We " + "[" * 20_001)),
    Guard("Markdown has a number of marks", put_in(markdown_reader, "_MOST_MARKS", 10**9),
          _plainly("We " + "`" * 200_001)),
    Guard("macros have a length", put_in(patterns, "PATTERN_LIMIT", 10**9), _macros),
    Guard("patterns are read in linear time", put_in(patterns, "re2", SimpleNamespace(
        compile=lambda pattern, options: re.compile(pattern), error=re.error)),
        lambda _: raises(lambda: patterns.compile_pattern(r"(a)\1", Words((), ())), ValueError)),
    Guard("a terminal obeys nothing", put_in(problems, "_hidden", lambda char: False), _terminal),
    Guard("an annotation is one", both(put_in(problems, "visible", str), put_in(
        problems, "_escaped", lambda text, also="": text)), _annotation),
    Guard("data end no script", both(*(
        cut(module, ('.replace("<", "\\\\u003c")', "")) for module in (search_index, compare))), _script),
    Guard("templates escape", lambda patch: patch.setattr(escaping.environment(), "autoescape", False), _template),
    Guard("the sanitiser stands behind", lambda patch: patch.setattr(escaping.nh3, "clean", lambda html, **_: html),
          lambda _: not any(list(active_content.active(escaping.walled(payload))) for payload in PAYLOADS)),
)  # fmt: skip


@pytest.mark.parametrize("guard", GUARDS, ids=lambda guard: guard.name)
def test_without_its_guard_the_promise_is_lost(guard: Guard, tmp_path: Path, monkeypatch: Patch) -> None:
    """The probe says yes with the guard and no without it: so it would tell if the guard were lost."""
    notices(guard, tmp_path, monkeypatch)
