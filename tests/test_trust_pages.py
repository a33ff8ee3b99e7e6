"""Promises of what is shown: contributed text stays text, and a site with anything active in it is not published."""

from __future__ import annotations

import codecs
import html
import json
import re
import string
from collections.abc import Iterator
from itertools import chain
from pathlib import Path

import markdown
import pytest
from builders.hostile import PAYLOADS, SHORT
from builders.values import as_text, finding, judged, policy, practice, quiet, site
from test_render import source

from generator.model import Verdict
from generator.outputs import built_site, search_index
from generator.outputs.active_content import active
from generator.pages import addresses, compare, escaping
from generator.pages.views import view_policies
from generator.problems import Place, Problem, as_annotation, format_problem


def convert(page: str) -> str:
    """Markdown with the extensions of mkdocs.yml."""
    return markdown.markdown(page, extensions=["attr_list", "toc"])


def shown(text: str) -> str:
    """A policy of one clause as it lands on its page, through Markdown."""
    return convert(source(site(policy(text)), "services/example.md").partition("\n---\n")[2])


@pytest.mark.parametrize("payload", PAYLOADS)
def test_a_policys_words_are_words(payload: str) -> None:
    """A clause that looks like markup is no markup on its page."""
    made = shown(payload)
    assert list(active(made)) == []
    assert "<img" not in made


@pytest.mark.parametrize("payload", PAYLOADS)
def test_a_heading_is_words(payload: str) -> None:
    """A heading that looks like markup, or like an attribute list, is only that."""
    made = convert(str(escaping.heading(2, payload, "x")))
    assert list(active(made)) == []
    assert "onclick" not in re.sub(r">[^<]*<", "><", made)


def test_a_heading_holds_no_punctuation_that_a_parser_could_take_up() -> None:
    """Colons, braces and all other marks of ASCII stand in a heading as character references, and read as they were."""
    made = str(escaping.heading(2, f"a {string.punctuation} b", "x"))
    text = made.removeprefix("\n## ").removesuffix(" {#x}\n")
    assert not set(text) & (set(string.punctuation) - set("&#;"))
    assert html.unescape(text) == f"a {string.punctuation} b"


def test_a_title_is_escaped_in_the_frontmatter() -> None:
    """The theme prints a title as it is."""
    assert "<" not in escaping.frontmatter({"title": SHORT})


def test_a_note_has_no_address_that_runs() -> None:
    """Of a link to a script only its words are left."""
    assert "href" not in escaping.note("[x](javascript:alert(1))")


@pytest.mark.parametrize("payload", PAYLOADS)
def test_what_no_escape_touched_comes_out_harmless(payload: str) -> None:
    """The sanitiser stands behind the escaping: alone it lets nothing through that runs."""
    assert list(active(escaping.walled(payload))) == []


def test_a_template_escapes_what_it_prints() -> None:
    """No template has to remember it."""
    assert "<" not in escaping.environment().from_string("{{ x }}").render(x=SHORT)


def test_what_hides_is_shown() -> None:
    """A direction mark of a policy is named on its page and turns nothing round."""
    assert "\u202e" not in shown("We \u202esell")
    assert "U+202E" in shown("We \u202esell")


def test_a_part_of_a_path_is_no_path() -> None:
    """No name leads out of its folder."""
    for name in ("a/b", "..", "../a", "a\\b", ""):
        with pytest.raises(ValueError, match="safe"):
            addresses.path_part(name)


def test_data_end_no_script() -> None:
    """Whatever stands in a policy, its data files hold no tag, and are read back as they were."""
    evil = "We sell </script><script>alert(1)</script> it."
    made = policy(evil, name="</script>")
    world = site(judged(made, Verdict("sells", "present", "detected", (finding(made, evil),))), practices=(practice(),))
    views = view_policies(world)
    made_pages = chain(search_index.pages(world, views), compare.pages(world, views))
    scripts = [page for page in made_pages if page.path.endswith(".js")]
    assert len(scripts) > 3
    packed = [script.data for script in scripts if script.data.startswith(codecs.BOM_UTF16_LE)]
    plain = [script.data for script in scripts if script.data not in packed]
    assert not any(b"<" in data for data in plain)
    assert not any("<" in data.decode("utf-16") for data in packed)
    assert any("</script>" in text for data in plain for text in _texts(data))
    assert len([data for data in packed if json.dumps(evil)[1:-1] in as_text(data)]) > 1


def _texts(script: bytes) -> Iterator[str]:
    """Every text of the values that a data file hands over."""
    (call,) = re.findall(r"^[^(]*\((.*)\);\s*$", script.decode(), re.S)

    def texts(value: object) -> Iterator[str]:
        if isinstance(value, str):
            yield value
        elif isinstance(value, list | dict):
            for inner in value.values() if isinstance(value, dict) else value:
                yield from texts(inner)

    yield from texts(json.loads(f"[{call}]"))


def test_a_terminal_obeys_nothing() -> None:
    """A file name or a message that would move the cursor is shown, not obeyed."""
    assert "\x1b" not in format_problem(Problem(Place("\x1b[2J"), "\x1b[2J", "\x1b[2J", "x"))


def test_an_annotation_is_one() -> None:
    """A message of two lines cannot give GitHub a command of its own."""
    annotation = as_annotation(Problem(Place("x"), "x\n::error::y", "x\r::error::y", "x"))
    assert len(annotation.splitlines()) == 1


@pytest.mark.parametrize(
    "body",
    [
        SHORT,
        '<svg onload="alert(1)">',
        "<iframe></iframe>",
        "<script>x</script>",
        "<script src=index.html></script>",
        "<meta http-equiv=set-cookie content=x>",
        "<a href='javascript:x'>x</a>",
        "<img src=https://evil.example/x>",
        "<a href=gone.html>x</a>",
    ],
)
def test_a_site_with_anything_active_or_broken_is_not_published(tmp_path: Path, body: str) -> None:
    """A handler, a frame, a script, a command to the browser, a foreign or a broken address: each stops the build."""
    page = tmp_path / "index.html"
    page.write_text("<!doctype html><title>t</title><h1>x</h1>", encoding="utf-8")
    assert built_site.check(tmp_path) == ()
    page.write_text(f"<!doctype html><title>t</title><h1>x</h1>{body}", encoding="utf-8")
    assert built_site.check(tmp_path)


def test_a_download_is_text(tmp_path: Path) -> None:
    """Captured bytes under a name that a browser would open as a page are not published."""
    (tmp_path / "snapshots").mkdir()
    (tmp_path / "snapshots/undated-1.html").write_text("<h1>x</h1>", encoding="utf-8")
    assert "active-content" in {problem.check for problem in built_site.check(tmp_path)}


def test_a_policy_that_says_nothing_has_no_quote() -> None:
    """Silence is shown as silence."""
    made = convert(source(site(quiet(id="example"), practices=(practice(),)), "services/example.md"))
    assert "<blockquote" not in made
    assert "Silent sells" in made
