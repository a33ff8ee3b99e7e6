"""``smallprint check`` as a contributor uses it: on some files, in GitHub's and a machine's words, and with repairs."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from builders.repository import PLACES, POLICY, ROOT, SERVICE, put, service, tiny
from click.testing import CliRunner, Result
from jsonschema import Draft202012Validator

from generator.commands import main
from generator.problems import Place, Problem, as_annotation
from generator.reading.git import committed


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Stand in the tiny repository."""
    tiny(tmp_path)
    put(tmp_path, "mkdocs.yml", "site_name: Tiny\n")
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("GITHUB_ACTIONS", raising=False)
    return tmp_path


def check(*arguments: str) -> Result:
    """Call the verb, as a person would."""
    return CliRunner().invoke(main, ["check", *arguments])


def edit(path: Path, old: str, new: str) -> None:
    """Replace the one place where the file says this."""
    text = path.read_bytes().decode()
    assert text.count(old) == 1
    path.write_bytes(text.replace(old, new).encode())


@pytest.mark.parametrize(
    ("path", "said"),
    [
        ("content/policies/example", "No mistakes in 1 policy.\n"),
        (PLACES["service"], "No mistakes in 1 policy.\n"),
        (PLACES["snapshot"], "No mistakes in 1 policy.\n"),
        (PLACES["practices"], "No mistakes in 1 practice.\n"),
        (PLACES["words"], "No mistakes in 1 practice.\n"),
        ("site_config", "No mistakes in 1 practice.\n"),
        ("content", "No mistakes in 1 policy.\n"),
        (".", "No mistakes in 1 policy and 1 practice.\n"),
        ("mkdocs.yml", "There is nothing to check in that.\n"),
    ],
)
def test_a_path_means_what_it_holds(here: Path, path: str, said: str) -> None:
    """A policy's file means the policy, a practice's the practice, and what all share everything that shares it."""
    assert check(path).stdout == said


def test_only_what_is_named_is_looked_at(here: Path) -> None:
    """A mistake in another file is not told, and is when its file is named or none is."""
    edit(here / PLACES["practices"], "We sell your data to others.", "We rent your data to others.")
    put(here, "content/policies/other/service.md", "---\nname: Other\n")
    assert check("content/policies/example").exit_code == 0
    assert "example should come out" in check(PLACES["practices"]).stderr
    assert "not closed" in check("content/policies/other").stderr
    assert "2 mistakes to mend." in check().stderr


def test_a_review_is_held_against_its_practice_wherever_one_looks(here: Path) -> None:
    """A policy's check knows all practices by name, and reads those that its reviews speak of."""
    edit(here / PLACES["reviews"], "practice: sells-data", "practice: sell-data")
    assert "Did you mean `sells-data`?" in check("content/policies/example").stderr
    edit(here / PLACES["reviews"], "practice: sell-data", "practice: sells-data")
    edit(here / PLACES["practices"], "  absent: Does not sell data\n", "")
    assert "has no answer `absent`" in check("content/policies/example").stderr


def test_a_path_that_is_not_there_or_outside_is_a_mistake(here: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    """Nothing is passed over in silence."""
    assert "there is no such file" in check("content/policies/nowhere-near").stderr
    assert "Did you mean `content/policies/example`?" in check("content/policies/exmaple").stderr
    assert "Did you mean `content/policies/example`?" in check("example").stderr
    assert "not in the repository" in check(str(tmp_path_factory.mktemp("elsewhere"))).stderr


def test_json_is_one_object_that_its_schema_describes(here: Path) -> None:
    """A machine reads everything that a person is told, and nothing else is on standard output."""
    schema = json.loads((ROOT / "generator/schemas/check.schema.json").read_text(encoding="utf-8"))
    Draft202012Validator.check_schema(schema)
    assert json.loads(check("--format", "json").stdout) == {"problems": [], "errors": 0}
    edit(here / PLACES["service"], "lang: en", "langauge: en")
    done = check("--format", "json")
    told = json.loads(done.stdout)
    Draft202012Validator(schema).validate(told)
    assert (done.exit_code, told["errors"], done.stderr) == (1, 1, "")
    (problem,) = told["problems"]
    assert (problem["path"], problem["line"], problem["column"]) == (PLACES["service"], 3, 1)
    assert (problem["check"], problem["fixable"]) == ("unknown-field", True)


def test_on_github_a_mistake_stands_on_its_line(here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """With GITHUB_ACTIONS set each problem is also a command that GitHub shows in the pull request."""
    edit(here / PLACES["reviews"], "quote: We keep", "quote: We do not keep")
    assert "::error" not in check().output
    monkeypatch.setenv("GITHUB_ACTIONS", "true")
    (line,) = [line for line in check().stdout.splitlines() if line.startswith("::")]
    assert line.startswith(
        f"::error file={PLACES['reviews']},line=3,col=10,title=quote::the quote is not in undated-1.txt"
    )
    assert "%0ADo: " in line


def test_an_annotation_cannot_be_ended_by_what_a_stranger_wrote() -> None:
    """Line ends, and what separates the parts of a command, are written as numbers."""
    problem = Problem(Place("a,b:c.md", 2, 3), "100%\n::error::x", "Nothing.", "yaml", "odd")
    line = as_annotation(problem)
    assert "\n" not in line
    assert line.startswith("::warning file=a%2Cb%3Ac.md,line=2,col=3,title=yaml::100%25<U+000A>")


@pytest.mark.parametrize(
    ("place", "old", "new"),
    [
        ("service", "lang: en", "langauge: en"),
        ("service", "name: Example", "name: 2020"),
        ("service", "name: Example", "name: true"),
        ("service", SERVICE[SERVICE.index("    sha256") : SERVICE.index("---\nA note")], ""),
        ("service", "sha256: ", "sha256: 0"),
        ("service", "sha256: ", "sha256: x"),
        ("service", "sha256: ", "sha256: 12 # "),
        ("reviews", "because: It is", "becuase: It is"),
        ("reviews", "reviewer: Someone", "reviewer: 7"),
    ],
)
def test_fix_mends_what_only_one_repair_can_mean(here: Path, place: str, old: str, new: str) -> None:
    """A misspelt field, a missing or wrong SHA-256, a name without its quotes: then the check passes."""
    edit(here / PLACES[place], old, new)
    if new == "sha256: 0":
        text = (here / PLACES[place]).read_text()
        digest = text.split("sha256: ")[1].split()[0]
        edit(here / PLACES[place], digest, digest[:64])
    assert check().exit_code == 1
    done = check("--fix")
    assert done.exit_code == 0, done.output
    assert "mended: " in done.stderr
    assert check().stdout == "No mistakes in 1 policy and 1 practice.\n"


def test_fix_keeps_every_other_byte(here: Path) -> None:
    """Comments, line ends and the order of fields stay as the person wrote them."""
    page = here / PLACES["service"]
    page.write_bytes(SERVICE.replace("lang: en", "langauge: en   # my own language").replace("\n", "\r\n").encode())
    before = page.read_bytes()
    check("--fix")
    assert page.read_bytes() == before.replace(b"langauge", b"lang")


def test_fix_guesses_nothing(here: Path) -> None:
    """An optional field that is misspelt, a quote that is gone and a wrong date are left to the person."""
    edit(here / PLACES["service"], "lang: en", "lang: en\nwebsit: https://example.com")
    edit(here / PLACES["reviews"], "ten years", "eleven years")
    before = {path: path.read_bytes() for path in here.rglob("*") if path.is_file()}
    done = check("--fix")
    assert done.exit_code == 1
    assert "Did you mean `website`?" in done.stderr
    assert before == {path: path.read_bytes() for path in here.rglob("*") if path.is_file()}


def test_fix_never_blesses_a_snapshot_that_somebody_edited(here: Path, commit_all) -> None:
    """When git has other bytes of the file, its SHA-256 is not written anew: the captured bytes must come back."""
    commit_all(here)
    put(here, PLACES["snapshot"], POLICY.replace("ten", "two"))
    assert committed(here, PLACES["snapshot"]) == POLICY.encode()
    done = check("--fix", "content/policies/example")
    assert done.exit_code == 1
    assert f"git restore -- {PLACES['snapshot']}" in done.stderr


def test_a_review_that_the_program_agrees_with_is_odd(here: Path) -> None:
    """It blocks nothing, and asks whether it shall stay as a confirmation."""
    edit(here / PLACES["reviews"], "outcome: absent", "outcome: present")
    done = check()
    assert done.exit_code == 0
    assert "odd: the program says `present` of `sells-data` too" in done.stderr
    assert "  if not intended: Delete it; else it stays as a confirmation. (review-agrees)" in done.stderr
    assert done.stderr.splitlines()[-1] == "1 thing is odd; that blocks nothing."


def test_a_practice_needs_its_icon_and_two_sentences(here: Path) -> None:
    """An icon that the theme has not is a mistake, with the nearest one; an explanation of another length is odd."""
    edit(here / PLACES["practices"], "icon: material/cash", "icon: material/cookei")
    edit(here / PLACES["practices"], " Look at the quote.", "")
    done = check(PLACES["practices"])
    assert done.exit_code == 1
    assert "there is no icon `material/cookei`" in done.stderr
    assert "Did you mean `material/cookie`?" in done.stderr
    assert "odd: the explanation has one sentence, not two" in done.stderr


def test_a_policy_that_changed_asks_for_another_look(here: Path) -> None:
    """After ``update`` a review whose words are gone is asked about, and shows the words that stand there now."""
    new = POLICY.replace("ten years", "two years")
    put(here, "newer.txt", new)
    done = CliRunner().invoke(main, ["update", "example", "newer.txt", "--captured", "2020-01-02"])
    assert done.exit_code == 0, done.output
    told = check("content/policies/example").stderr
    assert "odd: the policy changed, look again" in told
    assert "“We keep your data for two years.”" in told
    assert (here / "content/policies/example/2020-01-02.txt").read_text() == new


def test_a_mistake_in_the_service_hides_none_in_its_reviews(here: Path) -> None:
    """Both files of a folder are told at once."""
    edit(here / PLACES["service"], "lang: en", "lange: en")
    edit(here / PLACES["reviews"], "practice: sells-data", "practice: sell-data")
    told = check().stderr
    assert "unknown field `lange`" in told
    assert "Did you mean `sells-data`?" in told


def test_two_services_of_one_name_are_told_by_the_whole_check(here: Path) -> None:
    """What shows only when all is read is told when all is read."""
    put(here, "content/policies/second/service.md", service("Example"))
    put(here, "content/policies/second/undated-1.txt", POLICY)
    assert check("content/policies/second").exit_code == 0
    assert "has the same `name`" in check().stderr


def test_no_practice_is_read_for_a_policy_without_reviews(here: Path) -> None:
    """One policy is checked fast because nothing else is opened: not even a practice that is wrong is noticed."""
    (here / PLACES["reviews"]).unlink()
    put(here, PLACES["practices"], "label: [")
    assert check("content/policies/example").exit_code == 0
    assert check().exit_code == 1


def test_a_guide_that_is_behind_is_told_and_brought_up_to_date(here: Path) -> None:
    """A list that lacks a practice is a mistake of its guide; --fix makes it anew, and then all is well."""
    guide = put(here, "CONTRIBUTING.md", "Before.\n\n<!-- begin practices -->\n<!-- end practices -->\n\nAfter.\n")
    done = check()
    assert done.exit_code == 1
    assert "CONTRIBUTING.md:1:1: what is made here from the practices and the program is behind them" in done.stderr
    assert "check --fix" in done.stderr
    assert check(PLACES["practices"]).exit_code == 0
    done = check("--fix")
    assert (done.exit_code, done.stderr) == (0, "brought up to date: CONTRIBUTING.md\n")
    assert "`sells-data`" in guide.read_text()
    assert guide.read_text().startswith("Before.\n")
    assert guide.read_text().endswith("\nAfter.\n")
    assert check().exit_code == 0


def test_one_call_mends_a_practice_and_then_the_list_that_names_it(here: Path) -> None:
    """The lists are made after the mending, of what is right then."""
    guide = put(here, "CONTRIBUTING.md", "<!-- begin practices -->\n<!-- end practices -->\n")
    edit(here / PLACES["practices"], "category:", "catgory:")
    assert check("--fix").exit_code == 0
    assert "`sells-data`" in guide.read_text()
