"""Changes the program in small ways, one at a time, runs the tests that use it, and prints which changes lived.

``python tests/mutations.py [MODULE ...]``, as ``generator/reading/frontmatter.py``. It works on a copy in a temporary
folder, with mutmut. A change that lives is one that no test notices: write the test, or take the code away. What only
changes the words of a message is left out.
"""

from __future__ import annotations

import ast
import json
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
MODULES = (
    "generator/reading/frontmatter.py",
    "generator/formats/dating.py",
    "generator/outputs/active_content.py",
    "generator/outputs/built_page.py",
    "generator/outputs/built_site.py",
)
#: Tests that read the program's source, which is another one here.
APART = ("test_imports.py", "test_set_up.py", "test_contributing.py")
MUTMUT = [sys.executable, "-m", "mutmut"]


def tests_of(module: str) -> list[str]:
    """The test files that import the module; where none does, those that import its folder."""
    dotted = module.removesuffix(".py").replace("/", ".")
    paths = [path for path in sorted((ROOT / "tests").glob("test_*.py")) if path.name not in APART]
    for wanted in (dotted, dotted.rpartition(".")[0]):
        if found := [f"tests/{path.name}" for path in paths if wanted in imported(path)]:
            return found
    sys.exit(f"No test imports {module}.")


def imported(path: Path) -> set[str]:
    """The modules that a file imports, and what it takes from them, all with their whole names."""
    names: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            names |= {one.name for one in node.names}
        elif isinstance(node, ast.ImportFrom):
            names |= {f"{node.module}", *(f"{node.module}.{one.name}" for one in node.names)}
    return names


def lived(module: str, folder: Path) -> Iterator[str]:
    """Every change of the module that no test noticed, as a difference of lines. Raises SystemExit without mutmut."""
    tests = tests_of(module)
    shutil.copytree(
        ROOT, folder, ignore=shutil.ignore_patterns(".git", ".venv", ".nox", "build", "__pycache__", ".*_cache")
    )
    settings = {
        "source_paths": ["generator"],
        "only_mutate": [module],
        "also_copy": sorted(path.name for path in folder.iterdir() if path.name not in ("generator", "tests")),
        "pytest_add_cli_args_test_selection": tests,
        "pytest_add_cli_args": ["-m", "not slow and not browser"],
    }
    with (folder / "pyproject.toml").open("a", encoding="utf-8") as file:
        file.write("\n[tool.mutmut]\n" + "".join(f"{name} = {json.dumps(value)}\n" for name, value in settings.items()))
    done = subprocess.run([*MUTMUT, "run"], cwd=folder, capture_output=True, text=True)
    counts = re.findall(r"(\d+)/\1 +(.*)", done.stdout)
    if not counts:
        sys.exit(f"{done.stdout[-3000:]}\n{done.stderr[-3000:]}")
    print(f"\n{module}: {counts[-1][0]} changes, with {', '.join(tests)}", flush=True)
    results = subprocess.run([*MUTMUT, "results"], cwd=folder, capture_output=True, text=True, check=True)
    for name in re.findall(r"^\s*(\S+): survived$", results.stdout, re.M):
        shown = subprocess.run([*MUTMUT, "show", name], cwd=folder, capture_output=True, text=True, check=True)
        lines = [line for line in shown.stdout.splitlines() if re.match(r"[-+](?![-+])", line)]
        if not only_words(lines):
            yield f"{name}\n" + "\n".join(lines)


def only_words(lines: list[str]) -> bool:
    """Whether a difference changes nothing but the letters of texts."""
    before, after = ("\n".join(line[1:] for line in lines if line[0] == sign) for sign in "-+")
    plain = re.compile(r"""[fr]?"(?:[^"\\]|\\.)*"|[fr]?'(?:[^'\\]|\\.)*'""")
    return plain.sub('""', before) == plain.sub('""', after)


def main() -> None:
    """Print the changes that lived, module by module, and how many there were."""
    count = 0
    for module in sys.argv[1:] or MODULES:
        with tempfile.TemporaryDirectory() as name:
            for difference in lived(module, Path(name) / "copy"):
                count += 1
                print(difference, flush=True)
    print(f"\n{count} changes lived.")


if __name__ == "__main__":
    main()
