"""What did not change is not done again: work is counted by what is told and by what is kept anew."""

from __future__ import annotations

import shutil
from datetime import date
from hashlib import sha256
from pathlib import Path

import pytest
from builders.repository import ACORN, files, invented

from generator.gathering import BUILD, gate
from generator.outputs.drafts import new_snapshot
from generator.outputs.edits import apply
from generator.outputs.kept import FOLDER
from generator.pipeline import SITE, build_site, update_site
from generator.reading.captures import Capture


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A small repository, built once with its work kept."""
    made = invented(tmp_path / "repository")
    update_site(made)
    return made


def kept(root: Path) -> set[str]:
    """The names of what is kept."""
    return {path.name for path in (root / BUILD / FOLDER).iterdir()}


def of(kind: str, names: set[str]) -> int:
    """How many of a kind there are."""
    return sum(name.startswith(f"{kind}-") for name in names)


def test_nothing_is_done_where_the_website_is_there(root: Path) -> None:
    """A build after which nothing changed does no step at all, and gives the same website."""
    told: list[str] = []
    before = files(root / SITE)
    assert update_site(root, told.append) == update_site(root)
    assert told == []
    assert files(root / SITE) == before


def test_a_site_that_somebody_changed_is_built_anew(root: Path) -> None:
    """The website is there only when each of its files is as it was built."""
    before = files(root / SITE)
    (root / SITE / "index.html").write_text("<script>")
    update_site(root)
    assert files(root / SITE) == before


def test_after_an_edit_only_what_it_changes_is_read_and_laid_out(root: Path) -> None:
    """An edit of a text leaves other texts, the examples and most pages alone; the site is as built from nothing."""
    before = kept(root)
    text = (root / ACORN).read_text()
    assert of("page", before) > 15
    (root / ACORN).write_text(f"{text}\n\nWords that nobody asks about.\n")
    service = (root / ACORN).parent / "service.md"
    old, new = (sha256(words).hexdigest() for words in (text.encode(), (root / ACORN).read_bytes()))
    service.write_text(service.read_text().replace(old, new))
    update_site(root)
    new_names = kept(root) - before
    assert [of(kind, new_names) for kind in ("document", "analysis", "examples")] == [1, 1, 0]
    assert 0 < of("page", new_names) <= 5
    assert 0 < of("pages", new_names) <= 6  # of three kinds for the policy itself, and of those that show its clause
    assert 0 < of("pieces", new_names) <= 10  # of six kinds for the policy, and the pages of lists that show it
    clean = root.with_name("clean")
    shutil.copytree(root, clean, ignore=shutil.ignore_patterns("build"))
    build_site(clean)
    assert files(root / SITE) == files(clean / SITE)


def test_what_texts_are_asked_is_a_part_of_what_is_kept(root: Path) -> None:
    """When the words of a practice change, every text is analysed again, and none is read again."""
    before = kept(root)
    practice = root / "site_config/practices/sells-data.yml"
    practice.write_text(practice.read_text() + "# a comment\n")
    update_site(root)
    new_names = kept(root) - before
    assert of("document", new_names) == 0
    assert of("analysis", new_names) == of("analysis", before)


def test_a_check_of_all_finds_the_same_with_kept_work(root: Path) -> None:
    """What a build has kept a check need not do, and it says the same; without a build, nothing is kept."""
    before = kept(root)
    with_kept = gate(root)
    assert kept(root) == before
    shutil.rmtree(root / BUILD)
    assert gate(root) == with_kept
    assert not (root / BUILD).exists()


def test_the_sitemap_names_the_pages_that_were_kept(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where the address of the site is known, a build after an edit lists the same pages in the same order."""
    monkeypatch.setenv("SMALLPRINT_URL", "https://site.example/policies/")
    update_site(root)
    about = root / "content/pages/about.md"
    about.write_text(about.read_text() + "\nA [policy](services/acorn-mail.md#sp-top).\n")
    update_site(root)
    page = root / "content/policies/birch-bank/reviews.yml"
    page.unlink(missing_ok=True)
    update_site(root)
    same_as_clean(root)
    assert (root / SITE / "sitemap.xml").read_text().count("<loc>") > 15


def test_a_newer_version_leaves_the_pages_of_older_ones_alone(root: Path) -> None:
    """Only the version that was the newest gets a page as an older one, and is compared; the site is the same.

    The pages of changes are kept as those of versions are: of this service, which has two, they are made anew.
    """
    before = kept(root)
    assert of("version", before) == 2 + 2
    steps = of("step", before)
    text = b"Cookies at Cedar Games\n\nWhat we set\n\nWe use cookies, and some more of them.\n"
    edits = new_snapshot(root, "cedar-games", Capture(text, captured=date(2020, 1, 2)), "trackers-policy").edits
    apply(root, edits)
    update_site(root)
    assert of("version", kept(root) - before) == 1 + 2
    assert of("step", kept(root) - before) == 1
    assert of("step", kept(root)) == steps + 1
    same_as_clean(root)
    after = kept(root)
    other = root / "content/policies/acorn-mail/service.md"
    other.write_text(other.read_text().replace("---\n", "---\n# a comment\n", 1))
    update_site(root)
    assert of("version", kept(root) - after) == 0


def same_as_clean(root: Path) -> None:
    """See that the site is that of a build from nothing."""
    clean = root.with_name("clean")
    shutil.copytree(root, clean, ignore=shutil.ignore_patterns("build"))
    build_site(clean)
    assert files(root / SITE) == files(clean / SITE)
