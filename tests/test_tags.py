"""The frontmatter of generated pages: what a page says, for other programs."""

from __future__ import annotations

import json
from collections.abc import Iterator

import frontmatter
import jsonschema
import pytest
from builders.repository import ROOT, invented

from generator.model import Site
from generator.pages.escaping import frontmatter as write_frontmatter
from generator.pipeline import make_pages

SCHEMA = ROOT / "generator" / "schemas" / "page.schema.json"


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> tuple[Site, dict[str, dict[str, object]]]:
    """The invented site, and the frontmatter of each of its generated pages as python-frontmatter reads it."""
    root = invented(tmp_path_factory.mktemp("tags") / "repository")
    by_hand = {path.name for path in (root / "content" / "pages").glob("*.md")}
    site, pages = make_pages(root)
    read = {page.path: page.data.decode() for page in pages if page.path.endswith(".md") and page.path not in by_hand}
    return site, {path: dict(frontmatter.loads(text).metadata) for path, text in read.items()}


def _answers(site: Site) -> Iterator[tuple[str, str, dict[str, str]]]:
    for policy in site.policies:
        for verdict in policy.answers:
            if verdict.basis != "none":
                yield policy.service.id, verdict.practice, {"outcome": verdict.outcome, "basis": verdict.basis}


def test_every_page_has_the_frontmatter_that_is_described(made: tuple[Site, dict[str, dict[str, object]]]) -> None:
    """What other programs read is what the JSON Schema says, on every generated page."""
    schema = jsonschema.Draft202012Validator(json.loads(SCHEMA.read_text(encoding="utf-8")))
    for path, fields in made[1].items():
        assert not [error.message for error in schema.iter_errors(fields)], path


def test_the_page_of_a_policy_says_what_its_verdicts_are(made: tuple[Site, dict[str, dict[str, object]]]) -> None:
    """Service, capture and the outcome of each practice stand in the frontmatter, and nothing that nobody said."""
    site, pages = made
    for policy in site.policies:
        fields = pages[f"services/{policy.service.id}.md"]
        assert (fields["service"], fields["sha256"]) == (policy.service.id, policy.snapshot.sha256)
        captured = policy.snapshot.captured
        assert fields.get("captured") == (captured.isoformat() if captured else None)
        wanted = {practice: answer for service, practice, answer in _answers(site) if service == policy.service.id}
        assert fields.get("practices", {}) == wanted


def test_the_page_of_a_practice_says_what_every_service_answers(
    made: tuple[Site, dict[str, dict[str, object]]],
) -> None:
    """The same answers stand on the page of the practice, by service."""
    site, pages = made
    for practice in site.catalogue.practices:
        wanted = {service: answer for service, id, answer in _answers(site) if id == practice.id}
        assert pages[f"practices/{practice.id}.md"].get("services", {}) == wanted


def test_a_topic_names_its_practices_and_services(made: tuple[Site, dict[str, dict[str, object]]]) -> None:
    """The page of a topic leads other programs to the practices and services that belong to it."""
    site, pages = made
    for category in site.catalogue.categories:
        fields = pages[f"topics/{category.id}.md"]
        practices = [practice.id for practice in site.catalogue.practices if practice.category == category.id]
        assert (fields["topics"], fields.get("practices", [])) == ([category.id], practices)


@pytest.mark.parametrize("key", ["a: b", "x\ny", "<b>", ""])
def test_no_key_of_frontmatter_is_made_of_what_people_wrote(key: str) -> None:
    """A key that is not a slug is refused: it could end the line, and begin a field of its own."""
    with pytest.raises(ValueError, match="slug"):
        write_frontmatter({"practices": {key: {"outcome": "present"}}})
