"""Put text on a page: as escaped HTML, as a Markdown heading, as frontmatter.

Contributed text never becomes markup: each function here escapes for the one place that it is made for.
"""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Iterator, Mapping
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import jinja2
import nh3
from markdown_it import MarkdownIt
from markupsafe import Markup, escape

from generator.formats.day_names import MONTHS
from generator.pages import addresses
from generator.pages.icons import icon
from generator.problems import UNSEEN

_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
_RETURN = re.compile(r"\r\n?|[\x0b\x0c]")
_MARKER = re.compile(r"^[\u2022\u00b7\u25aa\u25cf\u2023*-]\s+")
# What Markdown may read as markup: ASCII but letters, digits and spaces.
_PUNCTUATION = {code: f"&#{code};" for code in range(128) if not (chr(code).isalnum() or code == ord(" "))}
_ID = re.compile(r"[\w-]+")
_MARK = re.compile(r"</?mark\b[^>]*>")


# The second wall: whatever an escape has missed, only these are let onto a page.
_TAGS = {"p", "ul", "ol", "li", "em", "strong", "code", "br", "mark", "a", "del", "ins", "span"}
_ATTRIBUTES = {
    "ul": {"class"},
    "li": {"class"},
    "p": {"class"},
    "ol": {"start"},
    "mark": {"data-sp-for"},
    "span": {"class"},
}
_ATTRIBUTES |= {"a": {"href"}, "*": set()}


def clean(text: str) -> str:
    """Text without the control characters that HTML forbids; hidden ones are named; every line ends in a newline."""
    if text.isascii() and text.replace("\n", "").isprintable():  # as most texts are: nothing in it is hidden
        return text
    text = _CONTROL.sub("\ufffd", _RETURN.sub("\n", text))
    return UNSEEN.sub(lambda found: f"\u2039U+{ord(found[0]):04X}\u203a", text)


def walled(html: str) -> Markup:
    """HTML made of contributed text, with nothing in it but words, paragraphs, lists, marks and links to the web.

    Everything that lands in it was escaped before; this holds where an escape is forgotten. No word is lost by it.
    """
    cleaned = nh3.clean(
        html, tags=_TAGS, attributes=_ATTRIBUTES, attribute_filter=_web_only, link_rel=None, clean_content_tags=set()
    )
    return Markup(cleaned)


def _web_only(_tag: str, attribute: str, value: str) -> str | None:
    return value if attribute != "href" or address(value) or value.startswith("mailto:") else None


def words(text: str) -> str:
    """Text on one line: runs of white space become one space."""
    return " ".join(clean(text).split())


def heading(level: int, text: str, anchor: str, lang: str = "") -> Markup:
    """Give a Markdown heading with an explicit id, whose text Python-Markdown cannot interpret.

    All ASCII punctuation goes out as character references: no emphasis, no link, no attribute list can form.
    """
    if not _ID.fullmatch(anchor):
        raise ValueError(f"an id must be a slug: {anchor!r}")
    safe = words(text).translate(_PUNCTUATION)
    language = f" lang={lang}" if lang and re.fullmatch(r"[A-Za-z0-9-]+", lang) else ""
    return Markup(f"\n{'#' * level} {safe} {{#{anchor}{language}}}\n")


def frontmatter(values: Mapping[str, Any]) -> str:
    """Write the YAML frontmatter of a generated page: texts, tuples of texts, and mappings of them; empty ones go.

    The theme prints some of these values as they are: all are HTML-escaped here. Keys of mappings must be slugs.
    """
    return "\n".join(("---", *_fields(values, ""), "---", ""))


def _fields(values: Mapping[str, Any], indent: str) -> Iterator[str]:
    for key, value in values.items():
        if not _ID.fullmatch(key):
            raise ValueError(f"a key must be a slug: {key!r}")
        if value and isinstance(value, Mapping) and any(isinstance(one, Mapping) for one in value.values()):
            yield f"{indent}{key}:"
            yield from _fields(value, f"{indent}  ")
        elif value:
            yield f"{indent}{key}: {_yaml(value)}"


def _yaml(value: str | tuple[str, ...] | Mapping[str, str]) -> str:
    if isinstance(value, tuple):
        return "[" + ", ".join(_yaml(item) for item in value) + "]"
    if isinstance(value, Mapping):
        return "{" + ", ".join(f"{key}: {_yaml(item)}" for key, item in value.items()) + "}"
    text = str(escape(words(value)))
    return '"' + "".join(c if c.isascii() and c not in '"\\' else _yaml_escape(c) for c in text) + '"'


def _yaml_escape(character: str) -> str:
    return f"\\U{ord(character):08x}" if ord(character) > 0xFFFF else f"\\u{ord(character):04x}"


def script_call(function: str, data: Any) -> bytes:
    """Write a script that calls a function with the data, in ASCII and without ``<``: contributed text stays JSON."""
    text = json.dumps(data, ensure_ascii=True, separators=(",", ":")).replace("<", "\\u003c")
    return f"{function}({text});\n".encode("ascii")


def day(value: date) -> str:
    """Return a day in words: "4 October 2018"."""
    return f"{value.day} {MONTHS[value.month - 1]} {value.year}"


def number(value: int) -> str:
    """Return a number with thousands separated: "12,345"."""
    return f"{value:,}"


def count_of(value: int, one: str, many: str = "") -> str:
    """Return a number with its word: "1 clause", "2 clauses"; ``many`` is for words that do not just take an s."""
    return f"{number(value)} {one if value == 1 else many or one + 's'}"


def excerpt(text: str, limit: int = 150) -> str:
    """Return the beginning of a text, cut at a word, with an ellipsis where something was cut."""
    line = words(text)
    if len(line) <= limit:
        return line
    return line[:limit].rsplit(" ", 1)[0].rstrip(" ,;:.-\u2013") + " …"


def unhighlighted(html: Markup) -> Markup:
    """HTML of the policy's words without the marks of the evidence; no escaped text can look like one."""
    return Markup(_MARK.sub("", html))


def unmarked(text: str) -> str:
    """Text without the list marker that it begins with; where a list item stands alone, the dot only disturbs."""
    return _MARKER.sub("", text)


def address(url: str | None) -> str:
    """Return the URL if it is safe to link (http or https), else an empty string."""
    return url if url and re.match(r"https?://[^\s/]", url, re.IGNORECASE) else ""


@cache
def _note_parser() -> MarkdownIt:
    # An allow-list: no HTML, no pictures (they would be fetched from outside), no headings.
    inline = ["emphasis", "link", "autolink", "backticks", "newline", "escape", "entity", "balance_pairs"]
    return MarkdownIt("zero", {"html": False}).enable([*inline, "list"])


def note(text: str) -> Markup:
    """Return a contributor's note in Markdown as HTML: paragraphs, lists, emphasis and links only."""
    return walled(_note_parser().render(clean(text)))


def plain(text: str) -> str:
    """Text as search shows it: one line, without characters that are not seen.

    Zero-width and bidirectional control characters would split a word for the index, or reorder a result.
    """
    line = " ".join(text.split())
    if line.isprintable():  # as nearly every text is; characters that are not seen are not printable
        return line
    visible = "".join(c for c in text if unicodedata.category(c) not in ("Cf", "Cc", "Cs") or c.isspace())
    return re.sub(r"\s+", " ", visible).strip()


@cache
def environment() -> jinja2.Environment:
    """Return the templates' surroundings: everything is escaped, a name that is not there is an error."""
    made = jinja2.Environment(
        autoescape=True,
        loader=jinja2.FileSystemLoader(Path(__file__).parent / "templates"),
        undefined=jinja2.StrictUndefined,
        auto_reload=False,  # no template changes while pages are made
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.globals["heading"] = heading
    made.globals["icon"] = icon
    made.globals["to"] = addresses
    for function in (address, count_of, day, excerpt, note, number, unhighlighted, unmarked, words):
        made.filters[function.__name__] = function
    return made
