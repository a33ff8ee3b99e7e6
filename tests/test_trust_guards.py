"""A list of mutations: each guard is switched off, and what it keeps is then seen to be lost.

A test that cannot fail promises nothing. Each entry has a probe, which says whether the promise is kept; the probe must
say yes as things are, and no once the guard is gone. (The walls in the browser have theirs in test_hostile.py.)
"""

from __future__ import annotations

import os
import re
from pathlib import Path

import markdown
import pytest
from builders.hostile import PAYLOADS, SHORT
from builders.repository import PLACES, POLICY, put, service, tiny
from guards import NONE, Guard, Patch, both, notices, put_in, raises, refuses
from markupsafe import Markup

from generator import problems
from generator.analysis import clauses
from generator.formats import Unreadable, extract
from generator.model import Block, Document, Page
from generator.outputs import active_content, built_site, bundle, matrix, write
from generator.pages import escaping
from generator.pages import text as policy_text
from generator.pipeline import gate
from generator.reading import fields, files, frontmatter, handwritten, snapshots


def shown(text: str) -> str:
    """A policy's paragraph as it lands on its page, through Markdown."""
    document = Document(text, (Block("paragraph", 0, len(text)),))
    return convert(f"<div>\n{policy_text._body(document, 0, len(text), ())}</div>")


def convert(page: str) -> str:
    """Markdown with the extensions of mkdocs.yml."""
    return markdown.markdown(page, extensions=["attr_list", "toc"])


def _body(_: Path) -> bool:
    return not any(list(active_content.active(shown(payload))) for payload in PAYLOADS) and "<img" not in shown(SHORT)


def _heading(_: Path) -> bool:
    html = "".join(convert(str(escaping.heading(2, payload, "x"))) for payload in PAYLOADS)
    return not list(active_content.active(html)) and "onclick" not in re.sub(r">[^<]*<", "><", html)


def _unescaped_heading(level: int, text: str, anchor: str, lang: str = "") -> Markup:
    return Markup(f"\n{'#' * level} {text} {{#{anchor}}}\n")


def _title(_: Path) -> bool:
    return "<" not in escaping.frontmatter({"title": SHORT})


def _note(_: Path) -> bool:
    return "javascript:" not in escaping.note("[x](javascript:alert(1))").replace("](javascript:", "")


def _lenient_note() -> object:
    from markdown_it import MarkdownIt

    parser = MarkdownIt()
    parser.validateLink = lambda url: True  # type: ignore[method-assign]
    return parser


def _link_address(root: Path) -> bool:
    tiny(root)
    put(root, PLACES["service"], service("Example", website="javascript:alert(1)"))
    return refuses(root, "begin with https")


def _linked_file(root: Path) -> bool:
    tiny(root)
    put(root, "secret.yml", (root / PLACES["practices"]).read_text().replace("label: Sells data", "label: Secret"))
    (root / PLACES["practices"]).unlink()
    (root / PLACES["practices"]).symlink_to(root / "secret.yml")
    return all(practice.label != "Secret" for practice in gate(root)[0].contents.configuration.catalogue.practices)


def _follow_links(patch: Patch) -> None:
    patch.setattr(files, "refused", lambda root, path: None)
    patch.setattr(os, "O_NOFOLLOW", 0)


def _big_file(root: Path) -> bool:
    put(root, "big.txt", "x" * 2000)
    return raises(lambda: files.read_bytes(root, "big.txt", 1000))


def _deep_yaml(_: Path) -> bool:
    return raises(lambda: frontmatter.load_yaml("a: " + "[" * 20 + "]" * 20, "x"))


def _long_yaml(_: Path) -> bool:
    return raises(lambda: frontmatter.load_yaml("a: b\n" + "# x\n" * 30_000, "x"))


def _hidden_control(_: Path) -> bool:
    return raises(lambda: frontmatter.load_page("---\na: b\n---\nx \x1b[31m\n", "x"))


def _alias(_: Path) -> bool:
    return raises(lambda: frontmatter.load_yaml("a: &x b\nc: *x", "x"))


def _foreign_folder(root: Path) -> bool:
    put(root, "photos/cat.jpg", "cat")
    raises(lambda: write.sync(root / "photos", [Page("a", b"1")]))
    return (root / "photos/cat.jpg").exists()


def _outside(root: Path) -> bool:
    raises(lambda: write.sync(root / "docs", [Page("../x", b"1")]), ValueError)
    return not (root / "x").exists()


def _careless(pages: object) -> dict[str, bytes]:
    return {page.path: page.data for page in pages}  # type: ignore[attr-defined]


def _alone(root: Path) -> bool:
    told: list[str] = []
    with write.alone(root / "build", told.append):
        descriptor = os.open(root / "build" / write.LOCK, os.O_RDWR)
        try:
            return not write._locked(descriptor, wait=False)
        finally:
            os.close(descriptor)


def _hidden_shown(_: Path) -> bool:
    return "\u202e" not in shown("We \u202esell")


def _hidden_told(root: Path) -> bool:
    text = POLICY + "\u200b"
    tiny(root)
    put(root, PLACES["snapshot"], text)
    put(root, PLACES["service"], service("Example", text))
    return refuses(root, "hidden character")


def _hidden_in_names(root: Path) -> bool:
    tiny(root)
    put(root, PLACES["service"], service("Exam\u202eple"))
    return refuses(root, "hidden character")


def _script_in_site(root: Path) -> bool:
    put(root, "site/index.html", f"<h1>x</h1>{SHORT}")
    return "active-content" in {problem.check for problem in built_site.check(root / "site")}


def _html_download(root: Path) -> bool:
    put(root, "site/snapshots/x/undated-1.html", "<h1>x</h1>")
    return "active-content" in {problem.check for problem in built_site.check(root / "site")}


def _page_kind(root: Path) -> bool:
    put(root, "content/pages/evil.svg", "<svg onload=alert(1)>")
    return raises(lambda: handwritten.read_pages(root))


def _reserved(root: Path) -> bool:
    put(root, "content/pages/con.md", "---\ntitle: X\n---\n# x")
    return raises(lambda: handwritten.read_pages(root))


def _same_address(_: Path) -> bool:
    pages = [Page("New.md", b""), Page("new.md", b"")]
    return len(list(handwritten.clashes(pages, pages))) == 2


def _formula(_: Path) -> bool:
    return matrix._plain("=HYPERLINK(1)").startswith("'")


def _many_clauses(_: Path) -> bool:
    return raises(lambda: clauses.segment(extract(b"We keep it.\n\n" * 10_001, "txt")), Unreadable)


def _broken_markup(_: Path) -> bool:
    return raises(lambda: extract(b"<p>x " + b"<div>" * 5_000, "html"), Unreadable)


def _linked_site(root: Path) -> bool:
    import zipfile

    put(root, "secret", "secret")
    put(root, "site/index.html", "x")
    (root / "site/leak").symlink_to(root / "secret")
    with zipfile.ZipFile(bundle.bundle(root / "site", (), root, root / "x.zip")) as archive:
        return not any(name.endswith("leak") for name in archive.namelist())


def _other_bytes(root: Path) -> bool:
    put(tiny(root), PLACES["snapshot"], POLICY + "We sell nothing.\n")
    return refuses(root, "sha256")


def _no_hash(patch: Patch) -> None:
    import hashlib

    digest = hashlib.sha256(POLICY.encode())
    patch.setattr(snapshots.hashlib, "sha256", lambda data: digest)


def _body_off(patch: Patch) -> None:
    patch.setattr(policy_text, "escape", Markup)
    patch.setattr(policy_text, "walled", Markup)


GUARDS = (
    Guard("text is escaped and walled", _body_off, _body),
    Guard("headings are escaped", put_in(escaping, "heading", _unescaped_heading), _heading),
    Guard("titles are escaped", put_in(escaping, "escape", str), _title),
    Guard("notes are walled", lambda patch: (patch.setattr(escaping, "walled", Markup), patch.setattr(
        escaping, "_note_parser", _lenient_note))[0], _note),
    Guard("addresses are of the web", put_in(fields, "urlsplit", lambda text: type("Parts", (), {
        "scheme": "https", "hostname": "a.example", "port": None, "netloc": "a.example"})), _link_address),
    Guard("links are not followed", _follow_links, _linked_file),
    Guard("files have a size", put_in(files, "len", lambda data: 0), _big_file),
    Guard("YAML has a depth", put_in(frontmatter, "MAX_DEPTH", 10_000), _deep_yaml),
    Guard("YAML has a size", put_in(frontmatter, "MAX_BYTES", 10**9), _long_yaml),
    Guard("YAML has no hidden controls", put_in(frontmatter, "_is_control", lambda char: False), _hidden_control),
    Guard("YAML has no aliases", lambda patch: patch.setattr(
        frontmatter._Reader, "_report", lambda *_: None), _alias),
    Guard("folders of others stay", put_in(write, "claim", lambda folder: None), _foreign_folder),
    Guard("pages stay in their folder", put_in(write, "_by_path", _careless), _outside),
    Guard("one builds at a time", put_in(write, "_locked", lambda descriptor, wait: True), _alone),
    Guard("what hides is shown", put_in(escaping, "UNSEEN", NONE), _hidden_shown),
    Guard("what hides is told", lambda patch: patch.setattr(
        "generator.checks.hidden_characters.UNSEEN", NONE), _hidden_told),
    Guard("names hide nothing", both(put_in(fields.unicodedata, "category", lambda char: "Ll"), put_in(
        fields, "UNSEEN", NONE)), _hidden_in_names),
    Guard("nothing foreign runs in the site", put_in(built_site, "active", lambda page: ()), _script_in_site),
    Guard("downloads are text", put_in(built_site, "out_of_place", lambda path: None), _html_download),
    Guard("pages by hand do not run", put_in(handwritten, "KINDS", (".svg",)), _page_kind),
    Guard("names are those of every system", put_in(handwritten, "_WINDOWS", NONE), _reserved),
    Guard("an address has one page", put_in(handwritten, "_folded", str), _same_address),
    Guard("a table holds no formula", put_in(matrix, "_FORMULA", ()), _formula),
    Guard("a policy has a number of clauses", put_in(clauses, "MAX_CLAUSES", 10**9), _many_clauses),
    Guard("markup has an end", lambda patch: patch.setattr(
        "generator.formats.html.check_shape", lambda source: None), _broken_markup),
    Guard("links are not packed", lambda patch: patch.setattr(Path, "is_symlink", lambda path: False), _linked_site),
    Guard("snapshots are as captured", _no_hash, _other_bytes),
)  # fmt: skip


@pytest.mark.parametrize("guard", GUARDS, ids=lambda guard: guard.name)
def test_without_its_guard_the_promise_is_lost(guard: Guard, tmp_path: Path, monkeypatch: Patch) -> None:
    """The probe says yes with the guard and no without it: so it would tell if the guard were lost."""
    notices(guard, tmp_path, monkeypatch)


def test_the_list_of_what_hides_is_not_empty() -> None:
    """The pattern that the probes above switch off holds what can turn a text round."""
    assert all(problems.UNSEEN.search(char) for char in "\u202a\u202e\u2066\u2069\u200b\u200e\u200f\u061c\U000e0001")
    assert not problems.UNSEEN.search("a\u00ad\u200c\u200d é\n")
