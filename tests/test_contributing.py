"""What the guides say is so: each list is current, and each command does what it says."""

from __future__ import annotations

import ast
import re
import shlex
import shutil
from collections.abc import Callable
from html import unescape
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import click
import pytest
import yaml
from builders.repository import invented
from click.testing import CliRunner
from test_set_up import sessions

from generator.commands import main
from generator.commands.guides import GUIDES, check_ids, edits
from generator.formats import SUFFIXES
from generator.pipeline import build_site
from generator.reading.schema_practices import Answers, Detection, Examples, PracticeFile, RuleEntry

ROOT = Path(__file__).resolve().parent.parent
GUIDE = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
DOORS = re.split(r"^---$", GUIDE, flags=re.M)[1:5]
SAVED = (
    "<!doctype html><h1>Privacy at Acorn Mail</h1><p>Last updated: 4 May 2019</p>" + "<p>We keep your data.</p>" * 60
)


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Stand in a small repository without Acorn Mail, with a saved page."""
    root = invented(tmp_path / "repository")
    for path in (root / "content/policies/acorn-mail").iterdir():
        path.unlink()
    (root / "content/policies/acorn-mail").rmdir()
    (root / "saved.html").write_text(SAVED)
    monkeypatch.chdir(root)
    monkeypatch.delenv("GITHUB_ACTIONS", raising=False)
    return root


def commands(text: str) -> list[list[str]]:
    """The smallprint commands that the noxfile's sessions of a text come to."""
    found = re.findall(r"^\s*python3 noxfile\.py -s (\w+)(?: -- (.*))?$", text, re.M)
    return [[verb, *shlex.split(rest)] for verb, rest in found]


def verbs() -> list[tuple[str, str]]:
    """The verbs of the command line with what they do."""
    assert isinstance(main, click.Group)
    main.list_commands(click.Context(main))  # which loads all
    return [(name, verb.get_short_help_str(200)) for name, verb in sorted(main.commands.items())]


def without_practices(guide: bytes) -> str:
    """A guide without the list of the practices, which is this site's own: `check` says when that one is behind."""
    return re.sub(r"(?s)(<!-- begin practices -->).*(<!-- end practices -->)", r"\1\2", guide.decode("utf-8"))


def test_the_lists_of_the_program_are_current() -> None:
    """`python3 noxfile.py -s check -- --fix` makes the lists; what changed in the program without them fails here."""
    for edit in edits(ROOT, verbs()):
        assert edit.before is not None
        assert without_practices(edit.before) == without_practices(edit.after), edit.path


@pytest.mark.parametrize(
    "list", ["commands", "service-fields", "review-fields", "practice-fields", "practices", "checks"]
)
def test_every_list_is_in_the_guide(list: str) -> None:
    """The guide holds each list once, and it is not empty."""
    (body,) = re.findall(rf"<!-- begin {list} -->\n(.*?)<!-- end {list} -->", GUIDE, re.S)
    assert len(body.strip().splitlines()) > 2


def raised(path: Path) -> set[str]:
    """The ids of the problems that a module raises."""
    ids: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Call):
            called = getattr(node.func, "id", "")
            at = {"Problem": 3, "Unreadable": 2, "_wrong": 3, "problem_in": 4}.get(called, 99)
            given = node.args[at : at + 1]
            ids |= {one.value for one in given if isinstance(one, ast.Constant) and isinstance(one.value, str)}
        if isinstance(node, ast.Assign) and getattr(node.targets[0], "id", "") == "_CHECK":
            ids.add(ast.literal_eval(node.value))
    return ids


def declared(path: Path) -> list[str]:
    """The ids that a module declares."""
    for node in ast.parse(path.read_text(encoding="utf-8")).body:
        if (
            isinstance(node, ast.AnnAssign)
            and getattr(node.target, "id", "") == "IDS"
            and isinstance(node.value, ast.Dict)
        ):
            return [ast.literal_eval(key) for key in node.value.keys if key is not None]
    return []


def test_every_module_declares_the_checks_that_it_raises() -> None:
    """An id stands once, with what it holds, in a module that raises it: in the only one, or in one of them."""
    modules = sorted((ROOT / "generator").rglob("*.py"))
    for path in modules:
        assert set(declared(path)) <= raised(path), path
    ids = [id for path in modules for id in declared(path)]
    assert len(ids) == len(set(ids))
    assert set(ids) == {id for path in modules for id in raised(path)}


def test_the_guide_tells_every_check() -> None:
    """The list of checks is collected from the modules."""
    assert set(check_ids()) == {id for path in (ROOT / "generator").rglob("*.py") for id in declared(path)}


def test_there_are_four_doors_each_one_screen_and_one_last_command() -> None:
    """A door is short, and its last lines are one command that is a session of the noxfile."""
    assert [re.search(r"^## (\d)\. ", door, re.M)[1] for door in DOORS] == ["1", "2", "3", "4"]  # type: ignore[index]
    for door in DOORS:
        assert len(door.strip().splitlines()) <= 40
        assert re.search(r"```sh\npython3 noxfile\.py -s (\w+).*\n```$", door.strip())
    assert {verb for verb, *_ in commands(GUIDE)} <= set(sessions())


def test_the_website_tells_the_same_commands() -> None:
    """What the page for contributors says to type is what the guide says."""
    page = (ROOT / "content/pages/contribute.md").read_text(encoding="utf-8")
    assert commands(page)[0] == commands(GUIDE)[0]
    assert {verb for verb, *_ in commands(page)} <= set(sessions())


def test_door_one_makes_a_policy_that_passes(here: Path) -> None:
    """Each command of the door does what the guide says, one after the other."""
    new, check = commands(DOORS[0])
    done = CliRunner().invoke(main, new)
    assert done.exit_code == 0, done.output
    folder = here / "content/policies/acorn-mail"
    assert f"Made {folder.relative_to(here)}" in done.output
    assert (folder / "service.md").is_file()
    assert [path.read_text() for path in folder.glob("*.html")] == [SAVED]
    done = CliRunner().invoke(main, check)
    assert (done.exit_code, done.output) == (0, "No mistakes in 1 policy.\n")
    assert CliRunner().invoke(main, new).exit_code == 1
    (here / "saved.html").write_text(SAVED.replace("keep", "store"))
    update = re.search(r"`python3 noxfile\.py -s (update) -- (.*?) --url \.\.\. (.*?)`", DOORS[0])
    assert update
    done = CliRunner().invoke(main, [update[1], *shlex.split(update[2]), *shlex.split(update[3])])
    assert done.exit_code == 0, done.output
    assert len(list(folder.glob("*.html"))) == 2
    assert CliRunner().invoke(main, check).exit_code == 0


def test_every_policy_that_is_here_could_be_added_anew(here: Path) -> None:
    """From each policy of content/, the seeds included, `new` makes a folder that passes `check` untouched.

    What the texts say does not matter here, and of very many policies only some are tried.
    """
    folders = sorted(path.parent for path in (ROOT / "content/policies").glob("*/service.md"))
    assert folders
    for folder in folders[:: len(folders) // 40 + 1]:
        text = max(path for path in folder.iterdir() if path.suffix[1:] in SUFFIXES and path.name != "service.md")
        done = CliRunner().invoke(main, ["new", f"Company {folder.name}", str(text)])
        assert done.exit_code == 0, done.output
        made = here / "content/policies" / f"company-{folder.name}"
        assert text.read_bytes() in [path.read_bytes() for path in made.iterdir()]
        done = CliRunner().invoke(main, ["check", str(made)])
        assert (done.exit_code, done.stdout) == (0, "No mistakes in 1 policy.\n"), done.output
    assert CliRunner().invoke(main, ["check"]).exit_code == 0


def test_door_two_shows_a_review_that_passes(here: Path) -> None:
    """The example is a good file, comments and all, where the practice and the quote are there."""
    (example,) = re.findall(r"```yaml\n(.*?)```", DOORS[1], re.S)
    example = re.sub(r"^ {3}", "", example, flags=re.M)
    quote = yaml.safe_load(example)[0]["quote"]
    (here / "saved.html").write_text(SAVED.replace("We keep", f"{quote} We keep"))
    CliRunner().invoke(main, commands(DOORS[0])[0])
    reviews = here / "content/policies/acorn-mail/reviews.yml"
    reviews.write_text(example.replace("sells-personal-data ", "sells-data "))
    (check,) = commands(DOORS[1])
    done = CliRunner().invoke(main, check)
    assert done.exit_code == 0, done.output
    reviews.write_text(example.replace("sells-personal-data ", "sells-data ").replace("We never", "We do not"))
    assert CliRunner().invoke(main, check).exit_code == 1


def test_door_three_has_a_template_that_is_a_whole_practice(here: Path) -> None:
    """A copy of it passes as it is; it names every field, also those that are left out of it, and its schema."""
    shutil.rmtree(here / "site_config")
    shutil.copytree(ROOT / "site_config", here / "site_config", ignore=shutil.ignore_patterns("theme"))
    (template,) = re.findall(r"\[the template\]\((.*?)\)", DOORS[2])
    text = (ROOT / template).read_text(encoding="utf-8")
    copy = here / "site_config/practices/keeps-paper-copies.yml"
    copy.write_text(text, encoding="utf-8")
    done = CliRunner().invoke(main, ["check", str(copy)])
    assert (done.exit_code, done.output) == (0, "No mistakes in 1 practice.\n")
    for model in (PracticeFile, Answers, RuleEntry, Detection, Examples):
        for field in model.model_fields:
            assert re.search(rf"^ *(?:# |- |)*{field}:", text, re.M), field
    schema = re.match(r"# yaml-language-server: \$schema=(.*)", text)
    assert schema
    assert (copy.parent / schema[1]).resolve() == here / "generator/schemas/practice.schema.json"
    assert ((ROOT / template).parent / schema[1]).resolve().is_file()


def test_door_three_says_what_a_practice_does(here: Path, commit_all: Callable[[Path], None]) -> None:
    """Its first command tells the badges that a change of a practice moves, with the words that they rest on."""
    commit_all(here)
    changes, _check = commands(DOORS[2])
    practice = here / "site_config/practices/uses-cookies.yml"
    practice.write_text(practice.read_text().replace("(use|uses)", "(use|uses|like)"))
    assert "No badge changes (2 policies compared)." in CliRunner().invoke(main, changes).stdout
    practice.unlink()
    told = CliRunner().invoke(main, changes)
    assert told.exit_code == 0
    assert "### Lost, where nothing is said now" in told.stdout
    assert "“We use cookies to keep you signed in while you play, and to count how many players" in told.stdout


def test_door_three_checks_and_mends(here: Path) -> None:
    """The last command of the door finds nothing wrong where all is well, and mends what only one repair can mean."""
    _changes, check = commands(DOORS[2])
    assert CliRunner().invoke(main, check).exit_code == 0
    practice = here / "site_config/practices/uses-cookies.yml"
    practice.write_text(practice.read_text().replace("category:", "catgory:"))
    assert CliRunner().invoke(main, check[:1]).exit_code == 1
    assert CliRunner().invoke(main, check).exit_code == 0


@pytest.mark.parametrize("path", [*GUIDES, "SECURITY.md", "README.md"])
def test_the_guides_lead_somewhere(path: str) -> None:
    """Every link to a file of the repository, and to a heading of the same page, finds it."""
    text = without_practices((ROOT / path).read_bytes())
    slugs = {re.sub(r"[^\w -]", "", head.lower()).replace(" ", "-") for head in re.findall(r"^#+ (.*)$", text, re.M)}
    slugs |= set(re.findall(r"^#+ .* \{#(\S+)\}$", text, re.M))
    for target in re.findall(r"\]\(([^)#]*(?:#[^)]*)?)\)", text):
        file, _, place = target.partition("#")
        if not target.startswith("https://"):
            assert not file or ((ROOT / path).parent / file).exists(), target
            assert file or place in slugs, target


def test_local_hooks_fetch_nothing() -> None:
    """Every hook of pre-commit is a local one."""
    hooks = yaml.safe_load((ROOT / ".pre-commit-config.yaml").read_text(encoding="utf-8"))
    assert [repo["repo"] for repo in hooks["repos"]] == ["local"]
    assert all(hook["language"] == "system" for hook in hooks["repos"][0]["hooks"])


def test_pages_lead_to_the_file_to_edit(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where the repository is known, every page has a form to report, and leads to its one file where it has one."""
    root = invented(tmp_path / "repository")
    monkeypatch.setenv("SMALLPRINT_REPOSITORY", "https://git.example/us/ours")
    build_site(root)
    site = root / "build/site"
    files = {
        "services/acorn-mail.html": ["content/policies/acorn-mail/service.md"],
        "services/cedar-games.html": [
            "content/policies/cedar-games/service.md",
            "content/policies/cedar-games/reviews.yml",
        ],
        "practices/sells-data.html": ["site_config/practices/sells-data.yml"],
        "topics/sharing.html": ["site_config/categories.yml"],
        "about.html": ["content/pages/about.md"],
        "matrix.html": [],
    }
    for page, edited in files.items():
        html = (site / page).read_text(encoding="utf-8")
        assert re.findall(r'href="https://git\.example/us/ours/edit/main/([^"]*)"', html) == edited
        assert all((root / file).is_file() for file in edited)
    for path in site.rglob("*.html"):
        if path.name != "404.html":
            page = path.relative_to(site).as_posix()
            assert f"issues/new?template=correction.yml&amp;page={page}" in path.read_text(encoding="utf-8"), page


def test_a_first_review_is_begun_for_whoever_writes_it(here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where nobody has reviewed a policy, its page opens a new reviews.yml in its folder, filled with an example."""
    monkeypatch.setenv("SMALLPRINT_REPOSITORY", "https://git.example/us/ours")
    text = SAVED.replace("We keep", "The policy's own words that show it, copied letter for letter. We keep")
    (here / "saved.html").write_text(text)
    CliRunner().invoke(main, commands(DOORS[0])[0])
    build_site(here)
    page = (here / "build/site/services/acorn-mail.html").read_text(encoding="utf-8")
    (link,) = re.findall(r'href="(https://git\.example/us/ours/new/[^"]*)"', page)
    parts = urlsplit(unescape(link))
    asked = parse_qs(parts.query)
    assert parts.path == "/us/ours/new/main/content/policies/acorn-mail"
    assert asked["filename"] == ["reviews.yml"]
    (example,) = asked["value"]
    file = here / "content/policies/acorn-mail/reviews.yml"
    file.write_text(example.replace("sells-personal-data", "sells-data"), encoding="utf-8")
    done = CliRunner().invoke(main, ["check", str(file)])
    assert (done.exit_code, done.stdout) == (0, "No mistakes in 1 policy.\n"), done.output
    assert example.startswith("# yaml-language-server: $schema=../../../generator/schemas/reviews.schema.json\n")


def test_without_a_repository_no_page_leads_to_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A site whose repository nobody knows has no link that leads nowhere."""
    root = invented(tmp_path / "repository")
    monkeypatch.delenv("SMALLPRINT_REPOSITORY", raising=False)
    build_site(root)
    for path in (root / "build/site").rglob("*.html"):
        assert "sp-edit" not in path.read_text(encoding="utf-8")


def test_a_report_names_the_clause_that_the_reader_is_at(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, page: Any, requests: list[str]
) -> None:
    """Whoever follows a clause's § and then reports a mistake finds its address and its words in the form."""
    root = invented(tmp_path / "repository")
    monkeypatch.setenv("SMALLPRINT_REPOSITORY", "https://git.example/us/ours")
    build_site(root)
    page.goto((root / "build/site/services/acorn-mail.html").as_uri())
    page.locator(".sp-anchor").first.click()
    page.evaluate("addEventListener('click', (event) => event.preventDefault())")  # the form itself is elsewhere
    page.locator(".sp-report").click()
    asked = parse_qs(urlsplit(page.locator(".sp-report").get_attribute("href")).query)
    clause = page.url.partition("#")[2]
    assert clause
    assert asked["page"] == [f"services/acorn-mail.html#{clause}"]
    assert asked["quote"] == [page.locator(".sp-clause:target .sp-words").inner_text().strip()]
    assert all(address.startswith("file:") for address in requests)
