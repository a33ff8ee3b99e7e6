"""What all tests share: a real browser whose requests are written down, golden files, a world that holds still."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import settings

if TYPE_CHECKING:
    from playwright.sync_api import Browser, ConsoleMessage, Page

    from generator.analysis.reader import Reader
    from generator.words import Words

GOLDEN = Path(__file__).parent / "golden"
BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
NO_BROWSER = "There is no Chromium on this machine, which the browser tests need (Debian: apt install chromium)."
QUIET = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
browser_tests_passed = pytest.StashKey[int]()

# The same examples on every run, and no verdict by the clock.
settings.register_profile("smallprint", derandomize=True, deadline=None, database=None)
settings.load_profile("smallprint")


def browser_required() -> bool:
    """CI asks for it: there a test fails that finds no browser, or no HTML checker, to run with."""
    return os.environ.get("SMALLPRINT_REQUIRE_BROWSER") == "1"


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add the option of the golden session."""
    parser.addoption("--update-golden", action="store_true", help="write the golden files anew instead of comparing")


def pytest_configure(config: pytest.Config) -> None:
    """Forget what the surroundings would let into a build."""
    os.environ.pop("SOURCE_DATE_EPOCH", None)
    config.stash[browser_tests_passed] = 0


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Mark the tests that use a browser or golden files, so that ``-m`` can choose or leave them.

    Those of a corpus are run only where they are asked for: their libraries are in no environment but their own.
    """
    if "corpus" not in config.option.markexpr:
        left_out = [item for item in items if item.get_closest_marker("corpus")]
        items[:] = [item for item in items if not item.get_closest_marker("corpus")]
        config.hook.pytest_deselected(items=left_out)
    for item in items:
        for name in ("browser", "golden"):
            if name in getattr(item, "fixturenames", ()):
                item.add_marker(name)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item) -> Iterator[None]:
    """Count the browser tests that passed."""
    report = yield
    if report.when == "call" and report.passed and item.get_closest_marker("browser"):
        item.config.stash[browser_tests_passed] += 1
    return report


def pytest_sessionfinish(session: pytest.Session, exitstatus: int) -> None:
    """Where a browser is required, a whole run without any browser test is a failure."""
    if exitstatus == 0 and browser_required() and not session.config.stash[browser_tests_passed]:
        print("\nSMALLPRINT_REQUIRE_BROWSER=1, but no browser test ran.")
        session.exitstatus = pytest.ExitCode.TESTS_FAILED


@pytest.fixture(autouse=True)
def no_network(monkeypatch: pytest.MonkeyPatch) -> None:
    """Refuse every connection that would leave this machine."""
    connect = socket.socket.connect

    def local_only(self: socket.socket, address: object) -> None:
        if self.family in (socket.AF_INET, socket.AF_INET6) and isinstance(address, tuple):
            assert address[0] in ("127.0.0.1", "::1", "localhost"), f"a test wanted to reach {address[0]}"
        connect(self, address)

    monkeypatch.setattr(socket.socket, "connect", local_only)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Start Debian's Chromium once for all tests; without one skip, or fail where it is required."""
    found = next(filter(None, map(shutil.which, BROWSERS)), None)
    if not found:
        pytest.fail(NO_BROWSER) if browser_required() else pytest.skip(NO_BROWSER)
    from playwright.sync_api import sync_playwright  # only here: it takes a while to import

    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=found, args=list(QUIET))
        yield started
        started.close()


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build the invented site, with a page of each kind, once for all tests that only look at it."""
    from builders import website  # only here: it imports the whole generator

    return website.build(tmp_path_factory.mktemp("reader"))


@pytest.fixture(scope="session")
def server(built: Path) -> Iterator[str]:
    """Serve that site on this machine, and give its address."""
    from builders import website

    with website.served(built) as address:
        yield address


@pytest.fixture
def requests() -> list[str]:
    """List every address that ``page`` and what it opened asked for, in order."""
    return []


@pytest.fixture
def complaints() -> list[str]:
    """List what ``page`` said in its console as warning or error, and every script error that nobody caught."""
    return []


@pytest.fixture
def page(browser: Browser, requests: list[str], complaints: list[str]) -> Iterator[Page]:
    """Open an empty page with its own cookies and storage; nothing of one test reaches another."""
    context = browser.new_context(viewport={"width": 1280, "height": 800}, locale="en-GB")
    context.on("request", lambda request: requests.append(request.url))
    context.on("weberror", lambda error: complaints.append(str(error.error)))

    def listen(message: ConsoleMessage) -> None:
        if message.type in ("warning", "error"):
            complaints.append(message.text)

    context.on("console", listen)
    yield context.new_page()
    context.close()


@pytest.fixture
def commit_all(monkeypatch: pytest.MonkeyPatch) -> Callable[[Path], None]:
    """Commit everything in a folder, which becomes a git repository with the branch main."""
    for role in ("AUTHOR", "COMMITTER"):
        monkeypatch.setenv(f"GIT_{role}_NAME", "Somebody")
        monkeypatch.setenv(f"GIT_{role}_EMAIL", "somebody@example.com")
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", os.devnull)
    monkeypatch.setenv("GIT_CONFIG_NOSYSTEM", "1")

    def commit(root: Path) -> None:
        for arguments in (["init", "-q", "-b", "main"], ["add", "-A"], ["commit", "-q", "-m", "All"]):
            subprocess.run(["git", "-C", str(root), *arguments], check=True)

    return commit


@pytest.fixture
def golden(request: pytest.FixtureRequest) -> Callable[[str, str], None]:
    """Compare a text with the file of that name in tests/golden; ``--update-golden`` writes the file instead."""

    def compare(name: str, actual: str) -> None:
        expected = GOLDEN / name
        if request.config.getoption("--update-golden"):
            expected.parent.mkdir(parents=True, exist_ok=True)
            expected.write_text(actual, encoding="utf-8", newline="\n")
        else:
            assert expected.is_file(), f"tests/golden/{name} is missing: python3 noxfile.py -s golden writes it"
            with expected.open(encoding="utf-8", newline="") as file:
                assert actual == file.read()

    return compare


@pytest.fixture(scope="session")
def words() -> Words:
    """The words of the site."""
    from generator.reading.configuration import load_words

    return load_words(Path(__file__).resolve().parents[1])


@pytest.fixture(scope="session")
def reader(words: Words) -> Reader:
    """A reader with these words."""
    from generator.analysis.reader import Reader

    return Reader(words)
