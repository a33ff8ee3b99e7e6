from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from builders.repository import ACORN, ROOT, files, invented

from generator.gathering import gate
from generator.pipeline import BUNDLE, DOCS, SITE, build_bundle, build_site, make_pages
from generator.problems import ContributorError


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A small repository."""
    return invented(tmp_path / "repository")


def test_the_website_of_the_invented_policies_is_built_and_checked(root: Path) -> None:
    """Every page of the contract is there, and nothing but the website and the lock is left in build/."""
    site = build_site(root)
    assert [service.name for service in site.services] == ["Acorn Mail", "Birch & Sons <Bank>", "Cedar Games"]
    built = files(root / SITE)
    for path in (
        *("index.html", "matrix.html", "method.html", "about.html", "contribute.html", "search.html"),
        *("services/acorn-mail.html", "practices/index.html", "practices/sells-data.html", "topics/index.html"),
        *("topics/sharing.html", "snapshots/birch-bank/undated-1.md.txt", "assets/search/index.js"),
    ):
        assert path in built
    assert sorted(path.name for path in (root / "build").iterdir()) == [".lock", "docs", "site"]


def test_downloads_are_the_bytes_as_captured(root: Path) -> None:
    """What a reader downloads is what was contributed, byte for byte."""
    build_site(root)
    assert (root / SITE / "snapshots/acorn-mail/2021-03-04.txt").read_bytes() == (root / ACORN).read_bytes()


@pytest.mark.slow
@pytest.mark.parametrize(
    "break_it",
    [
        lambda root: (root / ACORN).unlink(),
        lambda root: (root / "content/pages/about.md").write_text("---\ntitle: X\n---\n# About\n\n[gone](gone.md)\n"),
        lambda root: (root / "content/pages/about.md").write_text(
            '---\ntitle: X\n---\n# About\n\n<a href="gone.html">x</a>\n'
        ),
        lambda root: (root / "mkdocs.yml").write_text("site_name: [\n"),
        lambda root: (root / "mkdocs.yml").write_text("site_name: x\nno_such_setting: 1\n"),
    ],
    ids=["snapshot missing", "link that MkDocs checks", "link that we check", "broken YAML", "unknown setting"],
)
def test_the_last_good_site_survives_a_mistake(root: Path, break_it: object) -> None:
    """Whatever is wrong and whoever finds it: the build stops in words, and the site stays as it was."""
    build_site(root)
    before = files(root / SITE)
    break_it(root)  # type: ignore[operator]
    with pytest.raises(ContributorError):
        build_site(root)
    assert files(root / SITE) == before


def test_what_mkdocs_says_of_a_page_is_told_at_the_page(root: Path) -> None:
    """A broken link in a page that people wrote is told with the path of that page."""
    (root / "content/pages/about.md").write_text("---\ntitle: X\n---\n# About\n\n[gone](gone.md)\n")
    with pytest.raises(ContributorError) as caught:
        build_site(root)
    assert [problem.place.path for problem in caught.value.problems] == ["content/pages/about.md"]


def test_the_gate_stops_before_anything_is_written(root: Path) -> None:
    """With a mistake in the content there is neither a page nor a site."""
    (root / ACORN).write_bytes(b"edited")
    with pytest.raises(ContributorError, match="sha256"):
        build_site(root)
    assert [path.name for path in (root / "build").iterdir()] == [".lock"]


def test_a_folder_of_somebody_else_is_not_replaced(root: Path) -> None:
    """If build/site holds something that we did not write, it stays, and the build says so."""
    (root / SITE).mkdir(parents=True)
    (root / SITE / "mine.txt").write_bytes(b"mine")
    with pytest.raises(ContributorError, match="did not write"):
        build_site(root)
    assert files(root / SITE) == {"mine.txt": b"mine"}


@pytest.mark.slow
def test_a_deleted_service_leaves_nothing_behind(root: Path) -> None:
    """A build after a deletion equals a build that never knew the service."""
    build_site(root)
    for path in sorted((root / "content/policies/birch-bank").iterdir()):
        path.unlink()
    (root / "content/policies/birch-bank").rmdir()
    build_site(root)
    clean = invented(root.parent / "clean")
    for path in sorted((clean / "content/policies/birch-bank").iterdir()):
        path.unlink()
    (clean / "content/policies/birch-bank").rmdir()
    build_site(clean)
    assert files(root / SITE) == files(clean / SITE)
    assert not any("birch" in path for path in files(root / SITE))


def test_a_policy_in_another_language_is_shown_and_not_analysed(root: Path) -> None:
    """It has its page and no badge: silence would be a lie."""
    path = root / "content/policies/acorn-mail/service.md"
    path.write_text(path.read_text().replace("lang: en", "lang: de"))
    site, pages = make_pages(root)
    (policy,) = (policy for policy in site.policies if policy.service.id == "acorn-mail")
    assert (policy.analysed, policy.verdicts, policy.findings) == (False, (), ())
    assert policy.clauses
    assert any(page.path == "services/acorn-mail.md" for page in pages)


def test_a_correction_wins_over_the_machine(root: Path) -> None:
    """What a person decided, with the policy's words, is what the site says."""
    site, _ = make_pages(root)
    cedar = next(policy for policy in site.policies if policy.service.id == "cedar-games")
    verdict = next(verdict for verdict in cedar.verdicts if verdict.practice == "deletes-on-request")
    assert (verdict.outcome, verdict.basis) == ("unclear", "reviewed")


def test_the_gate_of_the_invented_policies_lets_pass(root: Path) -> None:
    """Nothing is wrong or odd in the fixture itself."""
    _, odd = gate(root)
    assert odd == ()


BUILD = "from pathlib import Path; from generator.pipeline import build_bundle; build_bundle(Path({!r}))"


LATER = """
import datetime, time
class Later(datetime.datetime):
    now = classmethod(lambda cls, tz=None: cls(2031, 5, 6, 7, 8, 9, tzinfo=tz))
    utcnow = today = classmethod(lambda cls: cls(2031, 5, 6, 7, 8, 9))
datetime.datetime = Later
time.time = lambda: 1935903289.0
time.localtime = time.gmtime = lambda *_, real=time.gmtime: real(1935903289)
"""


@pytest.mark.slow
def test_same_content_same_bytes(root: Path, tmp_path: Path) -> None:
    """Site and zip do not depend on day, folder, working directory, time zone, locale, hash seed or umask.

    There is no cache and no second worker whose state they could depend on.
    """
    build_bundle(root)
    other = invented(tmp_path / "some" / "other place")
    surroundings = {
        **os.environ,
        **{"PYTHONPATH": str(ROOT), "PYTHONHASHSEED": "77", "TZ": "Pacific/Auckland", "LC_ALL": "C", "LANG": "C"},
    }
    command = [sys.executable, "-c", f"{LATER}import os; os.umask(0o077); {BUILD.format(str(other))}"]
    subprocess.run(command, check=True, cwd="/", env=surroundings)
    for part in (DOCS, SITE):
        assert files(root / part) == files(other / part)
    assert (root / BUNDLE).read_bytes() == (other / BUNDLE).read_bytes()


def test_the_date_of_the_site_is_that_of_its_newest_capture(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The clock does not show; whoever sets SOURCE_DATE_EPOCH decides."""
    from generator.outputs.website import epoch

    site, _ = make_pages(root)
    services = [policy.service for policy in site.policies]
    assert epoch(services) == 1614816000  # 2021-03-04
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "12345")
    assert epoch(services) == 12345


@pytest.mark.slow
def test_plain_mkdocs_builds_a_fresh_clone(root: Path) -> None:
    """``mkdocs build`` calls the generator by the hook, and gives the same pages."""
    done = mkdocs(root, "build")
    assert done.returncode == 0, done.stderr
    plain = files(root / SITE)
    build_site(root)
    assert plain == files(root / SITE)


@pytest.mark.slow
def test_plain_mkdocs_tells_mistakes_in_plain_words(root: Path) -> None:
    """On a contributor's mistake it stops with our message, without a traceback, before it deletes the last site."""
    build_site(root)
    before = files(root / SITE)
    (root / ACORN).write_bytes(b"edited")
    done = mkdocs(root, "build")
    assert done.returncode == 1
    assert "content/policies/acorn-mail/service.md:" in done.stdout + done.stderr
    assert "Traceback" not in done.stdout + done.stderr
    assert files(root / SITE) == before


def mkdocs(root: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Run plain MkDocs in the repository, which then also has the generator, as a clone does."""
    (root / "generator").symlink_to(ROOT / "generator")
    surroundings = {**os.environ, "NO_MKDOCS_2_WARNING": "1"}
    surroundings.pop("PYTHONPATH", None)
    command = [sys.executable, "-m", "mkdocs", *arguments]
    return subprocess.run(command, cwd=root, env=surroundings, capture_output=True, text=True, check=False)
