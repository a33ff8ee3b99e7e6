"""Measures that no document takes long: shapes made to be slow, doubled, through every stage up to its page.

``python tests/bench/bounded.py [BYTES]`` prints a line a shape and format: seconds of CPU at BYTES and at twice that,
the ratio, and the seconds at the most bytes that a file may have (there most are refused); at last what is over the
promises: 5 s and 512 MB a document, 2.5 times the time for twice the size (where it takes over a tenth of a second).
Anything over them makes the exit code 1.
"""

from __future__ import annotations

import resource
import signal
import sys
from collections.abc import Callable
from time import process_time

from generator.analysis.policy import Tools, load_tools, read_policy
from generator.contributed import Service, Snapshot, Terms
from generator.formats import MAX_BYTES, Unreadable, extract
from generator.model import Site
from generator.outputs import matrix, search_index
from generator.pages import compare
from generator.pages.render import render
from generator.pages.views import view_policies
from generator.problems import ContributorError, Place
from generator.reading.repository import PACKAGE

SECONDS, MEMORY, RATIO = 5.0, 512_000_000, 2.5
WORDS = "We may share your personal data with advertisers and partners, unless you ask us not to do so. "


def repeat(piece: str) -> Callable[[int], str]:
    """The piece, over and over, up to the size."""
    return lambda size: piece * (size // len(piece))


def around(left: str, right: str) -> Callable[[int], str]:
    """Words in the middle of as many pairs as fit."""
    return lambda size: (
        left * (size // (len(left) + len(right))) + f" {WORDS} " + right * (size // (len(left) + len(right)))
    )


def some(make: Callable[[int], str], most: int) -> Callable[[int], str]:
    """So many pieces at most, half of them for half the size: just below a limit of formats."""
    return lambda size: "".join(make(number) for number in range(most * size // 980_000))


SHAPES: dict[str, Callable[[int], str]] = {
    "rows of short cells": lambda size: "|a|b|\n|-|-|\n" + "|a|b|\n" * (size // 6),
    "rows below the limit": lambda size: "|a|b|\n|-|-|\n" + "|a|b|\n" * (33_000 * size // 980_000),
    "cells below the limit": some(lambda _: "a | b\n", 49_000),
    "cells of a page": lambda size: "<table><tr>" + "<td>a" * (99_000 * size // 980_000),
    "rows of a page": lambda size: "<table>" + "<tr><td>a<td>b" * (33_000 * size // 980_000),
    "headings below the limit": some(lambda number: f"# a{number}\n\n", 19_900),
    "levels of headings": some(lambda number: f"{'#' * (number % 6 + 1)} a{number}\n\n", 19_900),
    "deep contents": some(lambda number: f"{'#' * (number % 6 + 1)} a{number}\n\nWe sell data.\n\n", 9_900),
    "headings of a page": some(lambda number: f"<h2>a{number}</h2>", 19_900),
    "items below the limit": some(lambda _: "- we sell\n", 19_900),
    "lines below the limit": some(lambda _: "We sell\n", 59_000),
    "a long introduction": lambda size: f"We share {'these and ' * (size // 40)}:\n\n" + "- your name\n" * 9_000,
    "one long line": repeat(WORDS),
    "one long word": lambda size: f"{WORDS}\n\n{'a' * size}\n\n{WORDS}",
    "no sentence end": repeat("we share sell disclose your personal data and "),
    "commas": repeat("a, "),
    "dots": repeat("a. "),
    "only dots": lambda size: WORDS + "." * size + WORDS,
    "spaces": lambda size: WORDS + " " * size + WORDS,
    "line ends": lambda size: WORDS + "\n" * size + WORDS,
    "tabs and line ends": repeat("\t \n"),
    "many paragraphs": repeat(f"{WORDS}\n\n"),
    "many headings": repeat("# Your rights\n\nWe sell data.\n\n"),
    "many plain headings": repeat("Your Rights\n\nWe sell your data to them.\n\n"),
    "numbered headings": lambda size: "".join(f"{n}. Rights {n}\n\nWe sell data.\n\n" for n in range(size // 30)),
    "nested numbers": lambda size: "".join(f"{'.'.join(['1'] * (n % 60 + 1))} Rights\n" for n in range(size // 70)),
    "huge list": repeat("- we share your data\n"),
    "deep list": lambda size: "".join(f"{' ' * (2 * (n % 300))}- item {n}\n" for n in range(size // 310)),
    "ordered list": lambda size: "".join(f"{n}. we share your data\n" for n in range(size // 28)),
    "colons": repeat("We share:\n- data:\n"),
    "huge table": repeat("| we share | your data |\n"),
    "table": lambda size: "| a | b |\n| - | - |\n" + "| we share | data |\n" * (size // 19),
    "wide table": lambda size: f"{'| a ' * (size // 12)}|\n{'| - ' * (size // 12)}|\n{'| a ' * (size // 12)}|\n",
    "brackets": repeat("["),
    "bracket pairs": repeat("[]"),
    "links": repeat("[a](b) "),
    "open links": repeat("[a]("),
    "images": repeat("!["),
    "references": lambda size: "".join(f"[{n}]: http://a.example/{n}\n[x][{n}]\n\n" for n in range(size // 45)),
    "emphasis": repeat("*a **a "),
    "closing emphasis": repeat("a** a* "),
    "underscores": repeat("_a __a_ "),
    "backticks": lambda size: " ".join("`" * (n % 500 + 1) for n in range(size // 250)),
    "quotes": around("> ", ""),
    "angle brackets": repeat("<"),
    "open tags": repeat("<div>"),
    "nested tags": around("<div>", "</div>"),
    "nested lists": around("<ul><li>", "</li></ul>"),
    "nested tables": around("<table><tr><td>", "</td></tr></table>"),
    "open inline": repeat("<b><i>a"),
    "paragraphs in inline": repeat("<a><p>we share data"),
    "inline around paragraphs": lambda size: (
        "".join(f"<b c={n}>" for n in range(size // 40)) + "<p>we share" * (size // 40) + "</b>" * (size // 40)
    ),
    "attributes": lambda size: f"<p {'a=1 ' * (size // 4)}>{WORDS}</p>",
    "different attributes": lambda size: f"<p {''.join(f'a{n}=1 ' for n in range(size // 8))}>{WORDS}</p>",
    "comments": repeat("<!-- a --><p>we share"),
    "open comments": repeat("<!--"),
    "html headings": repeat("<h2>Rights</h2><p>We sell data.</p>"),
    "html list": lambda size: f"<ul>{'<li>we share data' * (size // 17)}</ul>",
    "html table": lambda size: f"<table>{'<tr><td>we share<td>data' * (size // 24)}</table>",
    "definition list": lambda size: f"<dl>{'<dt>we share<dd>data' * (size // 20)}</dl>",
    "breaks": repeat("we share<br>"),
    "bold": repeat("<p><b>we share</b></p>"),
    "selects": repeat("<select><option>a"),
    "entities": repeat("&amp;"),
    "open entities": repeat("&a"),
    "numbers of characters": repeat("&#x41;"),
    "long entity": lambda size: f"&{'a' * size};",
    "archive lines": repeat("archived on 2019-01-01 web.archive.org\n\n"),
    "titles": repeat("PRIVACY POLICY\n"),
    "upper case": repeat("WE SHARE YOUR DATA WITH OTHERS. "),
    "abbreviations": repeat("e.g. Inc. U.S. No. 1. "),
    "typographic quotes": repeat("“we share ‘data’” — "),
    "combining marks": lambda size: WORDS + "e" + "\u0301" * (size // 2) + WORDS,
    "wide characters": repeat("数据共享。"),
    "direction marks": repeat("\u202ea\u202c\u200b"),
    "negations": repeat("we do not never share no data not "),
    "questions": repeat("Do we sell data? "),
    "dashes": repeat("- – — "),
    "semicolons": repeat("we share; "),
}


def site_of(tools: Tools, source: str, format: str) -> int:
    """The bytes of the pages that come of a document; 0 where it is refused."""
    data = source.encode()
    try:
        document = extract(data, format)
        snapshot = Snapshot("content/policies/x/undated-1.txt", f"undated-1.{format}", format, data, "0" * 64)
        service = Service("x", "X", "en", (Terms((snapshot,)),), Place("content/policies/x/service.md"))
        policy = read_policy(tools, service, snapshot, document)
    except (Unreadable, ContributorError):
        return 0
    site = Site((policy,), tools.configuration.catalogue, ())
    views = view_policies(site)
    outputs = (compare, matrix, search_index)
    pages = [*render(site, views), *(page for output in outputs for page in output.pages(site, views))]
    return sum(len(page.data) for page in pages)


def seconds(tools: Tools, source: str, format: str) -> tuple[float, int]:
    """CPU seconds of one document, and the bytes that came of it."""
    start = process_time()
    signal.setitimer(signal.ITIMER_VIRTUAL, 2 * SECONDS)
    try:
        size = site_of(tools, source, format)
    except TimeoutError:
        size = -1
    signal.setitimer(signal.ITIMER_VIRTUAL, 0)
    return process_time() - start, size


def give_up(*_: object) -> None:
    """Leave a document that is far over the promise."""
    raise TimeoutError


def main() -> int:
    """Measure all shapes."""
    size = int(sys.argv[1]) if len(sys.argv) > 1 else 245_000  # twice that is just below formats.MAX_TEXT
    signal.signal(signal.SIGVTALRM, give_up)
    tools = load_tools(PACKAGE.parent)
    site_of(tools, WORDS, "html")  # what is loaded once
    over: list[str] = []
    for name, shape in SHAPES.items():
        for format in ("txt", "md", "html"):
            once, _ = seconds(tools, shape(size), format)
            twice, made = seconds(tools, shape(2 * size), format)
            whole, _ = seconds(tools, (shape(4 * size).encode()[:MAX_BYTES]).decode("utf-8", "ignore"), format)
            ratio = twice / max(once, 1e-4)
            print(
                f"{name:24} {format:4} {once:6.2f} s {twice:6.2f} s {ratio:5.1f} x {whole:6.2f} s {made:>12,} bytes",
                flush=True,
            )
            if max(twice, whole) > SECONDS or (ratio > RATIO and twice > 0.1):
                over.append(f"{name} ({format}): {once:.2f} s, {twice:.2f} s, {whole:.2f} s")
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * (1 if sys.platform == "darwin" else 1024)
    print(f"\nAt most {memory / 1e6:.0f} MB of memory.")
    if memory > MEMORY:
        over.append(f"{memory / 1e6:.0f} MB of memory")
    print("\n".join(["Over the promises:", *over]) if over else "All within the promises.")
    return 1 if over else 0


if __name__ == "__main__":
    sys.exit(main())
