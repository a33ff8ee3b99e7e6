"""What GitHub is told is sound: the workflows may little, the comment shows only a report, the forms are forms."""

from __future__ import annotations

import os
import re
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml
from builders.repository import ROOT
from test_set_up import sessions

from generator.comparison.badge_changes import Report
from generator.pages.change_report import as_markdown

GITHUB = ROOT / ".github"
WORKFLOWS = sorted((GITHUB / "workflows").glob("*.yml"))
FORMS = sorted(path for path in (GITHUB / "ISSUE_TEMPLATE").glob("*.yml") if path.name != "config.yml")
COMMIT = "0123456789abcdef0123456789abcdef01234567"
#: What stands in for GitHub's command: it answers what the test says, and notes how it was called.
GH = """#!/bin/bash
printf '%s\\n' "$*" >> calls
case "$*" in
  *"/pulls"*) echo "$PULL" ;;
  *"--paginate"*) echo "$OLD" ;;
  *) cp comment.md told.md ;;
esac
"""


def load(name: str) -> dict[Any, Any]:
    """A workflow, whose `on` YAML 1.1 reads as True."""
    flow: dict[Any, Any] = yaml.safe_load((GITHUB / "workflows" / name).read_text(encoding="utf-8"))
    return flow


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.name)
def test_a_workflow_is_pinned_and_may_little(path: Path) -> None:
    """Every action is named by a commit, nothing is allowed unless it is said, and no input becomes a command."""
    text = path.read_text(encoding="utf-8")
    flow: dict[Any, Any] = yaml.safe_load(text)
    assert flow["permissions"] == {}
    for used in re.findall(r"uses: (.*)", text):
        assert re.fullmatch(r"actions/[a-z-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+", used)
    for job in flow["jobs"].values():
        assert job["timeout-minutes"] <= 60
        for step in job["steps"]:
            assert "${{" not in step.get("run", "")
            if "checkout" in step.get("uses", ""):
                assert step["with"]["persist-credentials"] is False


def test_what_runs_on_a_pull_request_has_no_secret_and_may_write_nothing() -> None:
    """A stranger's change is checked with a reader's rights."""
    for path in WORKFLOWS:
        text = path.read_text(encoding="utf-8")
        assert "pull_request_target" not in text
        assert "secrets." not in text
        flow = load(path.name)
        if "pull_request" in flow[True]:
            assert [job["permissions"] for job in flow["jobs"].values()] == [{"contents": "read"}] * len(flow["jobs"])


def test_no_step_hides_that_a_command_failed() -> None:
    """A pipe would: the shell of a step gives the exit code of its last command only, unless bash is asked for."""
    for path in WORKFLOWS:
        for job in load(path.name)["jobs"].values():
            for step in job["steps"]:
                assert not re.search(r"[^|]\|[^|]", step.get("run", "")) or step["shell"] == "bash"


def test_what_may_write_below_a_pull_request_runs_nothing_of_it() -> None:
    """The second run reads the first one's text, and neither checks out the change nor calls a program of it."""
    flow = load("comment.yml")
    first = load("check.yml")
    assert flow[True] == {"workflow_run": {"workflows": [first["name"]], "types": ["completed"]}}
    (job,) = flow["jobs"].values()
    assert job["permissions"] == {"actions": "read", "pull-requests": "write"}
    download, write = job["steps"]
    assert download["uses"].startswith("actions/download-artifact@")
    assert not re.search(r"\b(?:git|python3?|pip|source|eval|exec)\b|\./|\.venv", write["run"])
    uploads = [step["with"] for step in first["jobs"]["content"]["steps"] if "upload" in step.get("uses", "")]
    assert [one["path"] for one in uploads if one["name"] == download["with"]["name"]] == ["changes.md"]


@pytest.fixture
def comment(tmp_path: Path) -> Callable[..., tuple[str, str]]:
    """Run the comment's step on a report, with a stand-in for GitHub's command; what it calls, and what it tells."""
    (step,) = (step for step in load("comment.yml")["jobs"]["comment"]["steps"] if "run" in step)
    (tmp_path / "bin").mkdir()
    (tmp_path / "bin/gh").write_text(GH)
    (tmp_path / "bin/gh").chmod(0o755)
    (tmp_path / "report").mkdir()

    def run(report: str | bytes | Path, pull: str = "7", old: str = "", commit: str = COMMIT) -> tuple[str, str]:
        file = tmp_path / "report/changes.md"
        if isinstance(report, Path):
            file.symlink_to(report)
        else:
            file.write_bytes(report.encode() if isinstance(report, str) else report)
        known = {"OWNER": "ada", "BRANCH": "$(touch gone)", "COMMIT": commit, "RUN": "https://git.example/run/1"}
        given = {name: known.get(name, value) for name, value in step["env"].items()}
        there = {"PATH": f"{tmp_path / 'bin'}:{os.environ['PATH']}", "GITHUB_REPOSITORY": "us/ours"}
        command = ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", step["run"]]
        done = subprocess.run(
            command, cwd=tmp_path, env={**there, **given, "PULL": pull, "OLD": old}, capture_output=True, text=True
        )
        assert (done.returncode == 0) == (commit == COMMIT), done.stderr
        assert not (tmp_path / "gone").exists()
        read = lambda name: (tmp_path / name).read_text() if (tmp_path / name).exists() else ""  # noqa: E731
        return read("calls"), read("told.md")

    return run


REPORT = as_markdown(Report((), ("Birch & Sons #1, see https://a.example or ask @ada",), (), 1, True)).replace(
    "badges: unchanged", "badges: changed"
)


def test_a_report_becomes_one_comment(comment: Callable[..., tuple[str, str]]) -> None:
    """It is written below the pull request that GitHub names for the commit, with what `changes` said in it."""
    calls, told = comment(REPORT)
    assert REPORT.partition("\n")[2] in told
    assert "-f state=open -f head=ada:$(touch gone)" in calls
    assert calls.splitlines()[-1] == "api --silent repos/us/ours/issues/7/comments -F body=@comment.md"


def test_a_comment_is_written_again_in_its_place(comment: Callable[..., tuple[str, str]]) -> None:
    """The next report of a pull request takes the place of the one before it."""
    calls, _told = comment(REPORT, old="123")
    assert calls.splitlines()[-1].startswith("api --silent --method PATCH repos/us/ours/issues/comments/123 ")


def test_where_there_is_nothing_to_tell_nothing_is_told(comment: Callable[..., tuple[str, str]]) -> None:
    """A change that moves no badge gets no comment, unless one is there that must be brought up to date."""
    nothing = as_markdown(Report((), (), (), 0, True))
    assert comment(nothing)[1] == ""
    assert nothing.partition("\n")[2] in comment(nothing, old="123")[1]


@pytest.mark.parametrize("pull", ["", "7; rm -rf .", "-1"])
def test_without_an_open_pull_request_nothing_is_told(comment: Callable[..., tuple[str, str]], pull: str) -> None:
    """A run for a commit that no pull request stands at any more speaks to nobody."""
    assert comment(REPORT, pull=pull)[1] == ""


def test_what_is_no_commit_is_asked_about_nowhere(comment: Callable[..., tuple[str, str]]) -> None:
    """What is put into a question to GitHub is forty digits and nothing else."""
    assert comment(REPORT, commit='" or true or "') == ("", "")


@pytest.mark.parametrize(
    "report",
    [
        "Ask @ada.",
        "Ask &#64;ada.",
        "Ask &commat;ada.",
        "See [this](x).",
        "![](x)",
        "<img src=x>",
        "See https://a.example.",
        "See www.a.example.",
        "Closes #1",
        "#1",
        "Closes GH-1",
        "As in 0123abc, it is.",
        "`x`",
        "\\@",
        "x" * 60_000,
        b"a\xff#1",
    ],
)
def test_what_changes_never_writes_is_not_shown(comment: Callable[..., tuple[str, str]], report: str | bytes) -> None:
    """A change can bring its own report; one that would link, call or show more than words is left out."""
    calls, told = comment(REPORT.encode() + (report if isinstance(report, bytes) else report.encode()) + b"\n")
    assert "cannot be shown here" in told
    assert "Birch" not in told
    assert calls.splitlines()[-1].startswith("api --silent repos/us/ours/issues/7/comments")


def test_a_report_that_leads_elsewhere_is_not_read(comment: Callable[..., tuple[str, str]], tmp_path: Path) -> None:
    """A link in the place of the text could show a file of the machine that writes the comment."""
    (tmp_path / "secret").write_text("Badges: a secret\n")
    assert "secret" not in comment(tmp_path / "secret")[1]


def test_the_workflows_call_what_there_is() -> None:
    """The sessions that CI calls are sessions of the noxfile."""
    called = {name for path in WORKFLOWS for name in re.findall(r"noxfile\.py -s (\w+)", path.read_text("utf-8"))}
    assert {"check", "bundle", "site", "audit"} <= called <= set(sessions())


@pytest.mark.parametrize("path", FORMS, ids=lambda path: path.name)
def test_a_form_is_one_that_github_takes(path: Path) -> None:
    """A form has a name, a description and fields, each with a label and an id of its own."""
    form = yaml.safe_load(path.read_text(encoding="utf-8"))
    assert form["name"]
    assert form["description"]
    ids = [field["id"] for field in form["body"]]
    assert len(ids) == len(set(ids))
    for field in form["body"]:
        assert field["type"] in ("input", "textarea", "dropdown")
        assert field["attributes"]["label"]
        assert field["type"] != "dropdown" or len(field["attributes"]["options"]) == len(
            set(field["attributes"]["options"])
        )


def test_each_door_has_a_form_and_a_template() -> None:
    """The policy's ask for its source, its date and a conflict of interest."""
    names = {"policy", "correction", "practice", "code"}
    assert {path.stem for path in FORMS} == names
    assert {path.stem for path in (GITHUB / "PULL_REQUEST_TEMPLATE").glob("*.md")} == names
    for path in (GITHUB / "ISSUE_TEMPLATE/policy.yml", GITHUB / "PULL_REQUEST_TEMPLATE/policy.md"):
        text = path.read_text(encoding="utf-8").lower()
        assert all(word in text for word in ("address" if path.suffix == ".yml" else "taken from", "day", "rival"))


def test_owners_own_what_there_is() -> None:
    """Each line of CODEOWNERS names a place of the repository."""
    lines = (GITHUB / "CODEOWNERS").read_text(encoding="utf-8").splitlines()
    for line in lines:
        if line and not line.startswith("#"):
            place, owner = line.split()
            assert owner.startswith("@")
            assert place == "*" or (ROOT / place.strip("/")).exists()
