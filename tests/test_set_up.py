"""Laws of the set-up: the lock, the menu, the browser."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
import tomllib
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).parent.parent
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
LOCKS = ("requirements.txt", "requirements-dev.txt", "requirements-nox.txt", "requirements-corpus.txt")
EXTRAS = PROJECT["project"]["optional-dependencies"]
RUNTIME = [*PROJECT["project"]["dependencies"], *EXTRAS["documents"]]
GROUPS = PROJECT["dependency-groups"]


def locked(lock: str) -> dict[str, str]:
    """Map each package of a lock to its version."""
    lines = (ROOT / lock).read_text(encoding="utf-8").splitlines()
    pins = (line.split(";")[0].rstrip(" \\").split("==") for line in lines if re.match(r"\w", line))
    return {canonicalize_name(name): version for name, version in pins}


def sessions() -> dict[str, str | None]:
    """Map each nox session to its docstring, without importing nox."""
    tree = ast.parse((ROOT / "noxfile.py").read_text(encoding="utf-8"))
    functions = (node for node in tree.body if isinstance(node, ast.FunctionDef))
    return {
        f.name: ast.get_docstring(f)
        for f in functions
        if any("nox.session" in ast.unparse(d) for d in f.decorator_list)
    }


@pytest.mark.parametrize("lock", LOCKS)
def test_every_package_of_a_lock_has_a_hash(lock: str) -> None:
    """What is installed is what was locked: each pin has at least one SHA-256."""
    pins = re.split(r"^(?=\w)", (ROOT / lock).read_text(encoding="utf-8"), flags=re.MULTILINE)[1:]
    assert pins
    assert all(re.match(r"[\w.-]+==\S+", pin) and "--hash=sha256:" in pin for pin in pins)


@pytest.mark.parametrize("lock", LOCKS)
def test_a_lock_names_no_place(lock: str) -> None:
    """A lock says what to install, never from where: each machine uses the registry that it is set up for."""
    text = (ROOT / lock).read_text(encoding="utf-8")
    assert not re.search(r"://|--(index|extra-index|find-links|trusted-host)|^-", text, re.MULTILINE)


@pytest.mark.parametrize(
    ("lock", "wanted"),
    [
        ("requirements.txt", [*RUNTIME, *GROUPS["build"], *PROJECT["build-system"]["requires"]]),
        ("requirements-dev.txt", [*RUNTIME, *GROUPS["build"], *GROUPS["dev"]]),
        ("requirements-nox.txt", GROUPS["nox"]),
        ("requirements-corpus.txt", [*RUNTIME, *EXTRAS["corpus"]]),
    ],
)
def test_every_dependency_of_the_project_is_locked(lock: str, wanted: list[str]) -> None:
    """A dependency that pyproject.toml asks for stands in the lock, at a version that it allows."""
    pins = locked(lock)
    for requirement in map(Requirement, wanted):
        assert requirement.specifier.contains(pins.get(canonicalize_name(requirement.name), "0"), prereleases=True), (
            requirement
        )


def test_every_library_that_is_imported_is_asked_for() -> None:
    """The generator imports nothing that is there only because another library happens to need it."""
    imported: set[str] = set()
    for path in (ROOT / "generator").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Import):
                imported.update(alias.name.partition(".")[0] for alias in node.names)
            elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
                imported.add(node.module.partition(".")[0])
    asked_for = {canonicalize_name(Requirement(text).name) for text in RUNTIME}
    brought_by = packages_distributions()
    corpus = {canonicalize_name(Requirement(text).name) for text in EXTRAS["corpus"]}  # none of them is installed here
    for name in sorted(imported - sys.stdlib_module_names - corpus - {"generator"}):
        assert asked_for & {canonicalize_name(d) for d in brought_by.get(name, ())}, f"pyproject.toml lacks {name}"


def test_the_locks_agree() -> None:
    """A package has one version, whichever lock brings it: all of them share one environment."""
    test = locked("requirements-dev.txt")
    assert locked("requirements.txt").items() <= test.items()
    for lock in ("requirements-nox.txt", "requirements-corpus.txt"):
        assert all(version == test.get(name, version) for name, version in locked(lock).items())
    assert locked("requirements.txt").items() <= locked("requirements-corpus.txt").items()


def test_every_session_says_what_it_does() -> None:
    """A nox session has a docstring of one line, because that line is the menu."""
    assert {"check", "site", "serve", "bundle", "tests", "lint", "golden", "bench"} <= sessions().keys()
    assert all(text and text.count("\n") == 0 for text in sessions().values())


def test_the_readme_shows_every_session() -> None:
    """What can be done with the project stands in the README, and what stands there can be done."""
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    assert set(re.findall(r"noxfile\.py -s (\w+)", readme)) == set(sessions())


def test_without_arguments_a_script_can_read_its_noxfile() -> None:
    """The part of noxfile.py that runs before nox is there needs nothing but Python itself."""
    tree = ast.parse((ROOT / "noxfile.py").read_text(encoding="utf-8"))
    before = [node for node in tree.body if isinstance(node, ast.Import | ast.ImportFrom)]
    names = [node.module if isinstance(node, ast.ImportFrom) else node.names[0].name for node in before]
    assert names[-1] == "nox"
    assert set(names[:-1]) <= sys.stdlib_module_names


def test_the_ci_script_is_a_script() -> None:
    """Bash can read .ci/run, and git keeps it executable."""
    script = ROOT / ".ci" / "run"
    assert script.stat().st_mode & 0o100
    assert subprocess.run(["bash", "-n", str(script)]).returncode == 0


def test_the_browser_writes_down_what_a_page_asks_for(page, requests, complaints, tmp_path: Path) -> None:
    """Nothing that a page asks for, and no script error, escapes the fixtures that other tests judge by."""
    (tmp_path / "style.css").write_text("p { color: red }")
    (tmp_path / "index.html").write_text(
        "<link rel=stylesheet href=style.css><script>console.error('no'); throw new Error('never')</script><p>Hello"
    )
    address = (tmp_path / "index.html").as_uri()
    page.goto(address)
    assert page.inner_text("p") == "Hello"
    assert requests == [address, (tmp_path / "style.css").as_uri()]
    assert complaints[0] == "no"
    assert "never" in complaints[1]
