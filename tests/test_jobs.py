"""Many processes give the same as one, and one that is ended from without is one plain mistake."""

from __future__ import annotations

import os
import signal
from collections.abc import Iterator
from pathlib import Path

import pytest
from builders.repository import ROOT
from builders.values import practice, quiet, seller, site

from generator.analysis.policy import Reading, load_tools
from generator.comparison.links import link
from generator.contributed import Snapshot
from generator.model import Page, Site
from generator.outputs import api, built_site, open_data, search_index
from generator.outputs.jobs import Helpers, available
from generator.outputs.kept import Kept
from generator.outputs.kept_reading import KeptReading
from generator.outputs.laid_out import LaidOut
from generator.outputs.service_files import MANY, ServiceFiles
from generator.outputs.write import sync
from generator.pages import compare
from generator.pages.names import Made
from generator.pages.render import render
from generator.pages.views import view_policies
from generator.problems import ContributorError

pytestmark = pytest.mark.slow
PAGE = '<!doctype html><html lang="en"><head><title>t</title></head><body><h1 id="top">T</h1>{}</body></html>'


def ready(number: int = 0) -> int:
    """What a process works with."""
    return number


def square(tools: int, number: int) -> int:
    """Work that may be done anywhere."""
    return number * number + tools


def worker(tools: int, number: int) -> int:
    """Say which process works."""
    return os.getpid()


def end(tools: int, number: int) -> int:
    """Be ended from without while others work."""
    if number == 3:
        os.kill(os.getpid(), signal.SIGKILL)
    return number


def text(number: int, data: bytes | None = None) -> Snapshot:
    """A text of invented sentences."""
    words = f"Privacy\n\nWe sell your data to {number} partners.\n\nWe never keep your name.\n"
    return Snapshot(f"x/{number}.md", f"{number}.md", "md", data or words.encode(), "")


def test_results_come_in_the_order_of_the_items() -> None:
    """Whichever process is done first, the results are those of one process."""
    with Helpers(2) as helpers:
        assert list(helpers.spread(square, range(20), ready)) == [square(0, number) for number in range(20)]
    assert available() >= 1


def test_a_process_that_was_ended_is_one_plain_mistake() -> None:
    """Where the system ends a process, nothing waits for it: one mistake says what to do."""
    with pytest.raises(ContributorError) as told, Helpers(2) as helpers:
        list(helpers.spread(end, range(8), ready))
    assert [problem.check for problem in told.value.problems] == ["process-ended"]


def test_texts_that_are_read_ahead_are_the_same(tmp_path: Path) -> None:
    """What several processes find in texts and examples is what one finds; what cannot be read is told as ever."""
    tools = load_tools(ROOT)
    texts = [(text(number), number != 2) for number in range(5)]
    told: list[str] = []
    with Helpers(2) as helpers:
        ahead = KeptReading(Kept(None, print), "configuration", helpers)
        ahead.ahead(tools.configuration, [*texts, texts[0], (text(9, b"\x00"), True)], told.append, least=0)
        for one in (*reversed(tools.practices[:2]), tools.practices[-1]):
            asked = tuple(text for _, text in one.examples)
            assert ahead.examples(tools, asked) == Reading().examples(tools, asked)
    assert told == [f"Reading texts ({number} of 6)" for number in range(1, 7)]
    texts.append(texts[0])
    for snapshot, asked in texts:
        document = Reading().extract(snapshot)
        assert ahead.extract(snapshot) == document
        found = Reading().analyse(tools, snapshot, document, asked=asked)
        assert ahead.analyse(tools, snapshot, document, asked=asked) == found
    with pytest.raises(Exception, match=r"\w"):
        ahead.extract(text(9, b"\x00"))


def test_many_pages_are_checked_alike_by_one_and_by_two(tmp_path: Path) -> None:
    """The problems of a site with many pages are the same, in the same order, however many processes look."""
    bodies = [
        '<a href="0.html#top">a</a>',
        '<a href="no.html">a</a>',
        '<p id="top">b</p>',
        "<iframe></iframe>",
        "<!-- -->",
    ]
    sync(tmp_path, [Page(f"{at}.html", PAGE.format(bodies[at % 5]).encode()) for at in range(120)])
    one = built_site.check(tmp_path)
    with Helpers(2) as helpers:
        assert built_site.check(tmp_path, helpers=helpers) == one
        assert built_site.check(tmp_path, ahead=_laid_out(helpers, tmp_path)) == one
    assert {problem.check for problem in one} == {"broken-link", "duplicate-id", "active-content"}


def _laid_out(helpers: Helpers, site: Path) -> dict[str, built_site.Seen]:
    """Read pages as they are laid out: one that is not there yet, and one that is written again, are not taken."""
    later = site / "3.html"
    data = later.read_bytes()
    later.write_bytes(b"<p>other</p>")
    laid_out = LaidOut(helpers, site)
    for at in range(130):
        laid_out.put(f"{at}.html", "/")
    found = laid_out.found()
    later.write_bytes(data)
    assert len(found) == 120
    return found


def test_no_more_is_taken_than_is_needed_ahead() -> None:
    """However many items there are, only some are taken, and their results held, before the first one is asked for."""
    taken: list[int] = []

    def items() -> Iterator[int]:
        for number in range(1_000):
            taken.append(number)
            yield number

    with Helpers(2) as helpers:
        results = helpers.spread(square, items(), ready)
        assert taken
        assert next(results) == 0
        assert len(taken) < 200


def test_the_same_processes_do_the_work_of_all_stages() -> None:
    """Each stage has what was prepared for it, and no process is begun for it."""
    with Helpers(2) as helpers:
        first = set(helpers.spread(worker, range(40), ready))
        assert list(helpers.spread(square, range(5), ready, 100)) == [100, 101, 104, 109, 116]
        assert set(helpers.spread(worker, range(40), ready)) <= first
    assert len(first) <= 2
    assert os.getpid() not in first


def test_the_files_of_services_are_the_same_however_many_make_them() -> None:
    """Pages, open data, what the compare page loads and what search reads are the same, byte for byte."""
    policies = [seller(f"s{at}", f"Seller {at}") for at in range(MANY)] + [quiet("still", "Still")]
    compared = link(policies, site(*policies, practices=[practice("sells")]).catalogue)
    of = site(*policies, practices=[practice("sells")], links=compared)
    assert compared
    with Helpers(2) as helpers:
        one, two = (list(_files(of, number)) for number in (Helpers(), helpers))
    assert one == two
    assert {f"services/s{MANY - 1}.md", f"api/v1/services/s{MANY - 1}.json"} <= {page.path for page in one}


def _files(of: Site, helpers: Helpers) -> Iterator[Page]:
    views = view_policies(of)
    own = ServiceFiles(api.maker(of, views, {}, "https://a.example/", 0), helpers, Made(), Made(), Made())
    yield from render(of, views, base="https://a.example/", ahead=own)
    yield from compare.pages(of, views, own.compared)
    yield from open_data.pages(of, views, {}, "https://a.example/", 0, own.data, services=False)
    yield from search_index.pages(of, views, own.terms)
