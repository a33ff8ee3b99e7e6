"""One module knows where everything stands on the website."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from generator.pages import addresses

PACKAGE = Path(__file__).resolve().parent.parent / "generator"
NAMES = [value for name, value in vars(addresses).items() if name.isupper() and isinstance(value, str)]
SPELT = re.compile(
    "|".join([r"(?:services|practices|topics)/", *(re.escape(name) for name in NAMES if "/" not in name)])
)
MODULES = [path for room in ("comparison", "pages", "outputs") for path in sorted((PACKAGE / room).glob("*.py"))]
TEMPLATES = sorted((PACKAGE / "pages" / "templates").iterdir())


def strings(path: Path) -> Iterator[str]:
    """The texts that a module holds, without its docstrings."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    owners = (ast.Module, ast.ClassDef, ast.FunctionDef)
    told = {ast.get_docstring(node, clean=False) for node in ast.walk(tree) if isinstance(node, owners)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and node.value not in told:
            yield node.value


@pytest.mark.parametrize("path", MODULES, ids=lambda path: path.relative_to(PACKAGE).as_posix())
def test_no_other_module_spells_an_address(path: Path) -> None:
    """A page that moves is renamed in one place."""
    # the last three speak of any website's files
    if path.name not in ("addresses.py", "built_page.py", "built_site.py", "bundle.py"):
        assert not [text for text in strings(path) if SPELT.search(text)]


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: path.name)
def test_no_template_spells_an_address(path: Path) -> None:
    """Templates ask for an address, as ``to.service(id)``."""
    links = re.findall(r"""(?:href|action)="([^"]*)""", path.read_text(encoding="utf-8"))
    assert not [link for link in links if SPELT.search(link)]


@pytest.mark.parametrize("id", ["../a", "a/b", "", ".hidden", "a b", "a\n"])
def test_what_is_no_name_is_no_part_of_an_address(id: str) -> None:
    """An id that would lead elsewhere is refused."""
    for made in (addresses.service, addresses.practice, addresses.topic):
        with pytest.raises(ValueError, match="safe file name"):
            made(f"{id}/b" if made is addresses.service else id)
