from __future__ import annotations

import json
from pathlib import Path

import pytest
from builders.repository import ROOT, invented
from click.testing import CliRunner, Result

from generator.commands import main
from generator.reading.repository import PACKAGE
from generator.reading.repository import repository as found_repository

SERVICE = "content/policies/acorn-mail/service.md"


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Stand in a small repository."""
    root = invented(tmp_path / "repository")
    monkeypatch.chdir(root)
    monkeypatch.delenv("GITHUB_ACTIONS", raising=False)
    return root


def run(*arguments: str) -> Result:
    """Call the command, as a person would."""
    return CliRunner().invoke(main, arguments)


def edit(path: Path, old: str, new: str) -> None:
    """Replace the one place where the file says this."""
    text = path.read_text(encoding="utf-8")
    assert text.count(old) == 1
    path.write_text(text.replace(old, new), encoding="utf-8")


def test_help_names_every_verb_and_tells_what_it_is_for() -> None:
    """A newcomer reads from the help alone which command to call."""
    told = run("--help").output
    for verb in ("new", "update", "check", "changes", "build", "serve", "bundle", "inspect", "links", "rules"):
        assert f"  {verb} " in told
        assert run(verb, "--help").exit_code == 0
    assert run("-h").output == told


@pytest.mark.parametrize(
    "arguments",
    [["biuld"], ["inspect"], ["inspect", "no-such-folder"], ["check", "--quick"], ["serve", "--address", "x"]],
)
def test_a_command_that_is_not_understood_exits_2(arguments: list[str]) -> None:
    """A wrong command is told apart from a mistake in the content."""
    assert run(*arguments).exit_code == 2


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["Acorn", "Mail", "saved.html"], 'Put a name of several words in quotes: "Acorn Mail".'),
        (["Acorn Mail", "https://acorn.example/privacy"], "nothing is fetched"),
        (["Acorn Mail", "saved.html"], "there is no file 'saved.html'"),
        (["Acorn Mail", "mkdocs.yml", "--captured", "4.5.2019"], "Write it as 2018-07-22, or write today."),
        (["Acorn Mail", "mkdocs.yml", "--captured", "9998-01-01"], "has not come yet"),
        (["Acorn Mail", "mkdocs.yml", "--url", "acorn.example"], "does not begin with https://"),
    ],
)
def test_new_says_what_was_not_understood(here: Path, arguments: list[str], said: str) -> None:
    """What people type wrongly most is told in a sentence, before anything is made."""
    before = sorted(here.rglob("*"))
    done = run("new", *arguments)
    assert (done.exit_code, said in done.stderr) == (2, True), done.stderr
    assert sorted(here.rglob("*")) == before


def test_commands_are_told_as_they_are_typed(here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever came through the noxfile is told its commands: they may have no other one."""
    edit(here / SERVICE, "lang: en\n", "langauge: en\n")
    assert "`smallprint check --fix` mends 1" in run("check").stderr
    monkeypatch.setenv("SMALLPRINT_CALLED_AS", "python3 noxfile.py -s")
    assert "`python3 noxfile.py -s check -- --fix` mends 1" in run("check").stderr
    told = run("new", "Birch", "We keep your data. " * 50).stdout
    assert told.splitlines()[-1] == "Then: python3 noxfile.py -s check -- content/policies/birch"


def test_check_says_in_one_line_that_all_is_well(here: Path) -> None:
    """Without mistakes there is one line, and the exit code is 0."""
    done = run("check")
    assert (done.exit_code, done.stdout) == (0, "No mistakes in 3 policies and 5 practices.\n")
    assert not (here / "build").exists()


def test_all_mistakes_are_told_at_once_without_a_traceback(here: Path) -> None:
    """Mistakes in different files come together, each with its place and what to do, and the exit code is 1."""
    edit(here / SERVICE, "lang: en\n", "langauge: en\n")
    edit(here / "content/policies/cedar-games/reviews.yml", "see what we can do", "do nothing")
    edit(here / "site_config/practices/uses-cookies.yml", "(use|uses)", "(use|uses")
    edit(here / "site_config/practices/sells-data.yml", "We sell nuts.", "We sell your data.")
    done = run("check")
    assert done.exit_code == 1
    assert done.stdout == ""
    lines = done.stderr.splitlines()
    assert lines[-1] == "4 mistakes to mend. `smallprint check --fix` mends 1 of them."
    told = lines[:-1:2]
    assert [line.split(":")[0] for line in told] == [
        SERVICE,
        "content/policies/cedar-games/reviews.yml",
        "site_config/practices/sells-data.yml",
        "site_config/practices/uses-cookies.yml",
    ]
    assert all(line.split(":")[1].isdecimal() and line.split(":")[2].isdecimal() for line in told)
    assert all(line.startswith("  do: ") for line in lines[1:-1:2])


def test_build_says_where_to_open_the_website(here: Path) -> None:
    """The last line is an address that a browser opens, and there is nothing on standard error."""
    done = run("build")
    assert done.exit_code == 0, done.output
    assert done.stderr == ""
    assert done.stdout.splitlines()[-1] == (here / "build" / "site" / "index.html").as_uri()
    assert (here / "build" / "site" / "index.html").is_file()


def test_bundle_says_where_the_zip_is(here: Path) -> None:
    """The zip is where the last line says."""
    done = run("bundle")
    assert done.exit_code == 0, done.output
    assert Path(done.stdout.split("  (")[0]) == here / "build" / "smallprint-site.zip"
    assert (here / "build" / "smallprint-site.zip").is_file()


def test_inspect_prints_one_object_a_line(here: Path) -> None:
    """With ``--format jsonl`` there is nothing else on standard output, and a wrong file is no failure."""
    (here / "content/policies/cedar-games/broken.txt").write_bytes(b"")
    done = run("inspect", "--format", "jsonl", "content/policies/cedar-games")
    assert done.exit_code == 0
    told = [json.loads(line) for line in done.stdout.splitlines()]
    assert [each["path"] for each in told] == [
        "2017-01-02.txt",
        "2018-01-02-trackers-policy.txt",
        "2019-05-06-trackers-policy.txt",
        "2019-05-06.txt",
        "broken.txt",
        "service.md",
    ]
    assert [each["path"] for each in told if "error" in each] == ["broken.txt"]


def test_inspect_tells_how_a_file_was_read(here: Path) -> None:
    """What a reader warns of stands below the file's name, with the counts in words."""
    folder = here / "loose"
    folder.mkdir()
    (folder / "one.txt").write_bytes(
        "Sharing\n\nWe share nothing, not even the caf\u00e9's address.\n".encode("cp1252")
    )
    told = run("inspect", "loose").stdout
    assert "one.txt: 1 section, 1 clause, 0 findings\n  The file is not UTF-8; it was read as cp1252" in told


def test_inspect_explains_to_people(here: Path) -> None:
    """Without a format it is text: the answer in words, the quote, and with ``--explain`` the rule."""
    told = run("inspect", "--explain", "content/policies/cedar-games").stdout
    assert "Does not use cookies (uses-cookies: absent)" in told
    assert "“Our website does not use cookies.”" in told
    assert "absent by the rule “use-cookies”" in told
    assert "rule" not in run("inspect", "content/policies/cedar-games").stdout


def test_links_prints_one_object_a_line_or_text_for_people(here: Path) -> None:
    """Both forms tell of the same links."""
    told = [json.loads(line) for line in run("links", "--format", "jsonl", "content/policies").stdout.splitlines()]
    text = run("links", "content/policies").stdout
    assert told
    assert sum(line.startswith("  0.") or line.startswith("  1.") for line in text.splitlines()) == len(told)


def test_the_repository_is_found_upwards(here: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """The command works in any folder of the repository; outside of one it works on its own."""
    monkeypatch.chdir(here / "content" / "policies")
    assert found_repository() == here
    monkeypatch.chdir(tmp_path)
    assert found_repository() == PACKAGE.parent == ROOT


LABELLED = {
    "name": "shop",
    "markdown": "# Privacy\n\nAt noon we sell your data.\n\nWhen it rains we will sell your data to them.\n",
    "labels": {"sells-data": {"outcome": "present", "evidence": [{"q": "At noon we sell your data.", "s": "full"}]}},
    "not": [],
}


def test_of_a_policy_read_in_part_only_the_quotes_that_were_read_count(here: Path, tmp_path: Path) -> None:
    """A quote that nobody judged says nothing of its rule; where the whole policy was read, it proves nothing."""
    (tmp_path / "whole.jsonl").write_text(json.dumps(LABELLED) + "\n", encoding="utf-8")
    assert ": 1 of 2 quotes" in run("rules", "--on", str(tmp_path)).output
    (tmp_path / "whole.jsonl").write_text(json.dumps(LABELLED | {"partial": True}) + "\n", encoding="utf-8")
    assert ": 1 of 1 quotes" in run("rules", "--on", str(tmp_path)).output


def test_rules_measures_on_labelled_policies_and_writes_what_is_read_again(here: Path, tmp_path: Path) -> None:
    """The numbers stand in one file, which the next reading takes; the same labels write the same bytes."""
    (tmp_path / "whole.jsonl").write_text(json.dumps(LABELLED) + "\n", encoding="utf-8")
    written = here / "site_config/strengths.yml"
    written.write_text("share: 0.02\nbase: -9.0\nrule: 1.0\nmarks: {}\nrules: {}\n", encoding="utf-8")
    first = run("rules", "--on", str(tmp_path))
    assert ": 1 of 2 quotes" in first.output, "what was written before has no say"
    assert first.exit_code == 0, first.output
    data = written.read_bytes()
    assert run("rules", "--on", str(tmp_path)).exit_code == 0
    assert written.read_bytes() == data
    assert run("check").exit_code == 0
    written.write_text("share: high\n", encoding="utf-8")
    broken = run("check")
    assert broken.exit_code == 1
    assert "site_config/strengths.yml:1" in broken.output
