from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from generator.pipeline import ROOMS, STAGES

PACKAGE = Path(__file__).resolve().parent.parent / "generator"
HOOKS = PACKAGE.parent / "site_config" / "hooks.py"
MODULES = sorted(PACKAGE.rglob("*.py"))
BEFORE = ("problems", "practices", "words", "catalogue", "contributed", "model")
WRITERS = {"write.py", "edits.py", "bundle.py", "kept.py", "corpus_parts.py"}
WRITING_CALLS = {
    *("write_text", "write_bytes", "mkdir", "makedirs", "touch", "unlink", "rmdir", "remove", "removedirs", "rename"),
    *("renames", "rmtree", "copy2", "copyfile", "copytree", "move", "symlink_to", "hardlink_to", "chmod"),
    *("mkdtemp", "mkstemp", "NamedTemporaryFile", "TemporaryDirectory"),
}


def imported(path: Path) -> Iterator[str]:
    """Every module that a file imports, also inside its functions, with names spelt out: ``generator.reading``."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (name.name for name in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path.name} imports relatively"
            yield node.module or ""
            yield from (f"{node.module}.{name.name}" for name in node.names)


def ours(path: Path) -> set[str]:
    """The rooms and single modules of the package that a file imports, by their first name: ``reading``, ``model``."""
    return {name.split(".")[1] for name in imported(path) if name.startswith("generator.")}


def room_of(path: Path) -> str:
    """The folder of the package, or the module in none of them, that a file belongs to."""
    return path.relative_to(PACKAGE).parts[0].removesuffix(".py")


def test_the_rooms_are_the_folders_of_the_package() -> None:
    """Every folder with modules is a room, and every room is a folder: no module lies anywhere else."""
    folders = {path.parent.name for path in PACKAGE.glob("*/*.py")}
    assert folders == set(ROOMS)
    assert {path.stem for path in PACKAGE.glob("*.py")} == {"__init__", *BEFORE, "gathering", "pipeline"}


def test_every_stage_is_a_module_of_a_room() -> None:
    """The pipeline names modules that there are, and no room but that of the checks and the commands is without one."""
    for stage in STAGES:
        path = PACKAGE.joinpath(*stage.split("."))
        assert path.with_suffix(".py").is_file() or (path / "__init__.py").is_file()
    assert {stage.split(".")[0] for stage in STAGES} == set(ROOMS) - {"checks", "commands"}


def test_the_picture_names_every_stage_in_its_order() -> None:
    """What ARCHITECTURE.md draws is what the pipeline does."""
    text = (PACKAGE.parent / "ARCHITECTURE.md").read_text(encoding="utf-8")
    picture = text.split("## The picture")[1].split("```")[1]
    at = [picture.find(stage) for stage in STAGES]
    assert -1 not in at
    assert at == sorted(at)


@pytest.mark.parametrize("path", MODULES, ids=lambda path: path.relative_to(PACKAGE).as_posix())
def test_an_arrow_goes_to_an_earlier_room_only(path: Path) -> None:
    """The data goes one way: a module imports from its own room and from those before it."""
    order = [*BEFORE, *ROOMS[:-1], "gathering", "pipeline", ROOMS[-1]]
    room = room_of(path)
    if room != "__init__":
        allowed = order[: order.index(room) + 1]
        assert ours(path) <= set(allowed)


@pytest.mark.parametrize("path", MODULES, ids=lambda path: path.relative_to(PACKAGE).as_posix())
def test_only_the_commands_print(path: Path) -> None:
    """Everything can be called without the command line, and only it prints to the terminal."""
    if room_of(path) != "commands":
        assert not {"click", "rich"} & {name.split(".")[0] for name in imported(path)}
        calls = (node.func for node in ast.walk(ast.parse(path.read_text("utf-8"))) if isinstance(node, ast.Call))
        assert not any(isinstance(function, ast.Name) and function.id == "print" for function in calls)


def test_only_the_website_and_the_hooks_know_mkdocs() -> None:
    """The generator writes plain Markdown; what builds it can be changed in one module."""
    users = {
        path.name for path in MODULES if any(name.split(".")[0] in ("mkdocs", "material") for name in imported(path))
    }
    assert users == {"website.py", "hooks.py"}


@pytest.mark.parametrize("path", MODULES, ids=lambda path: path.relative_to(PACKAGE).as_posix())
def test_only_the_writers_write(path: Path) -> None:
    """No module but five of outputs/ calls what makes, changes or deletes a file."""
    if path.name in WRITERS:
        return
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if not isinstance(node, ast.Call):
            continue
        name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
        assert name not in WRITING_CALLS, f"line {node.lineno} calls {name}"
        in_memory = node.args and isinstance(node.args[0], ast.Name) and node.args[0].id == "memory"
        if name in ("open", "ZipFile") and not in_memory:
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
    seen: set[Path] = set()
    waiting = ["generator.pipeline", "generator.checks", "generator.commands"]
    while waiting:
        path = _file_of(waiting.pop())
        if path is None or path in seen:
            continue
        seen.add(path)
        for node in ast.parse(path.read_text(encoding="utf-8")).body:  # the top level: what is imported with the module
            names = [f"{node.module}.{n.name}" for n in node.names] if isinstance(node, ast.ImportFrom) else []
            names += [node.module or ""] if isinstance(node, ast.ImportFrom) else []
            names += [n.name for n in node.names] if isinstance(node, ast.Import) else []
            assert not {name.split(".")[0] for name in names} & {"mkdocs", "sklearn", "scipy", "numpy", "jinja2"}, path
            waiting += [name for name in names if name.startswith("generator")]
    assert {"detection", "topics", "clauses", "services"} <= {path.stem for path in seen}


def _file_of(module: str) -> Path | None:
    path = PACKAGE.parent.joinpath(*module.split("."))
    return next((file for file in (path.with_suffix(".py"), path / "__init__.py") if file.is_file()), None)
