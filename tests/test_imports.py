from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from generator.pipeline import STAGES

PACKAGE = Path(__file__).resolve().parent.parent / "generator"
HOOKS = PACKAGE.parent / "site_config" / "hooks.py"
MODULES = sorted(PACKAGE.rglob("*.py"))
COMMAND_LINE = {"cli.py", "cli_contribute.py"}
WRITERS = {"write.py", "bundle.py"}
WRITING_CALLS = {
    *("write_text", "write_bytes", "mkdir", "makedirs", "touch", "unlink", "rmdir", "remove", "removedirs", "rename"),
    *("renames", "rmtree", "copy2", "copyfile", "copytree", "move", "symlink_to", "hardlink_to", "chmod"),
    *("mkdtemp", "mkstemp", "NamedTemporaryFile", "TemporaryDirectory"),
}


def imported(path: Path) -> Iterator[str]:
    """Every module that a file imports, also inside its functions, with names spelt out: ``generator.read``."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (name.name for name in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path.name} imports relatively"
            yield node.module or ""
            yield from (f"{node.module}.{name.name}" for name in node.names)


def ours(path: Path) -> set[str]:
    """The modules and folders of the package that a file imports, by their first name: ``read``, ``formats``."""
    return {name.split(".")[1] for name in imported(path) if name.startswith("generator.")}


def stage_of(path: Path) -> str:
    """The stage, or other part of the package, that a file belongs to."""
    first = path.relative_to(PACKAGE).parts[0]
    return first.removesuffix(".py")


def test_the_stages_are_in_the_order_of_the_house() -> None:
    """The order is written down once; a change of it is a decision, and changes this test."""
    assert STAGES == (
        "read", "formats", "segment", "classify", "detect", "review", "link", "render", "write", "bundle",
    )  # fmt: skip
    for stage in STAGES:
        assert (PACKAGE / f"{stage}.py").is_file() or (PACKAGE / stage / "__init__.py").is_file()


def test_the_model_imports_nothing_of_ours() -> None:
    """The nouns stand by themselves."""
    assert ours(PACKAGE / "model.py") == set()


@pytest.mark.parametrize("path", MODULES, ids=lambda path: path.relative_to(PACKAGE).as_posix())
def test_no_stage_knows_a_later_one(path: Path) -> None:
    """The data goes one way: a stage never imports a stage after it, nor the pipeline, nor the command line."""
    stage = stage_of(path)
    if stage in STAGES:
        later = set(STAGES[STAGES.index(stage) + 1 :])
        assert ours(path) & (later | {"pipeline", "cli", "website", "jsonl"}) == set()


@pytest.mark.parametrize("path", MODULES, ids=lambda path: path.relative_to(PACKAGE).as_posix())
def test_nothing_but_the_command_line_knows_the_command_line(path: Path) -> None:
    """Everything can be called without the command line, and only it prints to the terminal."""
    if path.name not in COMMAND_LINE:
        assert not {"cli", "cli_contribute"} & ours(path)
        assert not {"click", "rich"} & {name.split(".")[0] for name in imported(path)}
        calls = (node.func for node in ast.walk(ast.parse(path.read_text("utf-8"))) if isinstance(node, ast.Call))
        assert not any(isinstance(function, ast.Name) and function.id == "print" for function in calls)


def test_only_the_website_and_the_hooks_know_mkdocs() -> None:
    """The generator writes plain Markdown; what builds it can be changed in one module."""
    users = {
        path.name for path in MODULES if any(name.split(".")[0] in ("mkdocs", "material") for name in imported(path))
    }
    assert users == {"website.py"}
    assert any(name.startswith("mkdocs") for name in imported(HOOKS))


@pytest.mark.parametrize("path", MODULES, ids=lambda path: path.relative_to(PACKAGE).as_posix())
def test_only_the_writers_write(path: Path) -> None:
    """No module but write.py and bundle.py calls what makes, changes or deletes a file."""
    if path.name in WRITERS:
        return
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if not isinstance(node, ast.Call):
            continue
        name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
        assert name not in WRITING_CALLS, f"line {node.lineno} calls {name}"
        if name in ("open", "ZipFile"):
            modes = [*node.args[1:2], *(keyword.value for keyword in node.keywords if keyword.arg == "mode")]
            written = [mode for mode in modes if isinstance(mode, ast.Constant) and set(str(mode.value)) & set("wax+")]
            assert not written, f"line {node.lineno} opens a file for writing"


@pytest.mark.parametrize("path", MODULES, ids=lambda path: path.relative_to(PACKAGE).as_posix())
def test_no_module_reaches_the_network_or_runs_code(path: Path) -> None:
    """Nothing is fetched, unpickled or evaluated; only git.py runs a program, git."""
    forbidden = {"requests", "urllib.request", "http.client", "socket", "pickle", "marshal", "shelve"}
    names = set(imported(path))
    assert not forbidden & names
    assert path.name == "git.py" or "subprocess" not in names
    calls = (node.func for node in ast.walk(ast.parse(path.read_text("utf-8"))) if isinstance(node, ast.Call))
    assert not {"eval", "exec"} & {function.id for function in calls if isinstance(function, ast.Name)}


def test_checking_needs_neither_mkdocs_nor_scikit_learn() -> None:
    """``check`` and ``inspect`` start fast: what takes long to load is imported where it is needed."""
    seen: set[str] = set()
    waiting = ["pipeline", "jsonl", "checks"]
    while waiting:
        module = waiting.pop()
        if module in seen:
            continue
        seen.add(module)
        path = PACKAGE / f"{module}.py" if (PACKAGE / f"{module}.py").is_file() else PACKAGE / module / "__init__.py"
        tree = ast.parse(path.read_text(encoding="utf-8"))
        for node in tree.body:  # the top level only: what is imported when the module is
            names = [f"{node.module}.{n.name}" for n in node.names] if isinstance(node, ast.ImportFrom) else []
            names += [n.name for n in node.names] if isinstance(node, ast.Import) else []
            assert not {name.split(".")[0] for name in names} & {"mkdocs", "sklearn", "scipy", "numpy", "jinja2"}
            waiting += [name.split(".")[1] for name in names if name.startswith("generator.")]
    assert {"detect", "classify", "segment", "read"} <= seen
