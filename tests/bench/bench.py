"""Measures the speed on this machine: ``python3 noxfile.py -s bench``. Figures to look at, not a test that fails.

The policies that are measured are generated from this repository's own content: its paragraphs in another order, so
that their length, their lists and their words are those of real policies. Same seed, same texts.
"""

from __future__ import annotations

import hashlib
import os
import platform
import random
import re
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
POLICIES = 200
SERVICES = 3  # that are made of each of these policies, to be checked
BUILD_LIMIT = 10.0  # seconds, for the website of content/
CHECK_LIMIT = 1.0  # seconds, for one policy
FILES_LIMIT = 300.0  # files a second and core that a check of everything reads, start-up included
INSPECT_LIMIT = 40.0  # policies a second and core, with all practices, start-up included


def smallprint(*arguments: str, cwd: Path) -> tuple[float, float]:
    """Run the command; the seconds that passed, and the seconds that the processor worked for it."""
    command = [sys.executable, "-c", "from generator.commands import main; main()", *arguments]
    before, began = os.times(), time.perf_counter()
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    done = subprocess.run(command, cwd=cwd, env=environment, stdout=subprocess.PIPE, text=True, check=False)
    took, after = time.perf_counter() - began, os.times()
    if done.returncode:
        sys.exit(f"smallprint {arguments[0]} ended with {done.returncode}")
    worked = after.children_user + after.children_system - before.children_user - before.children_system
    return took, worked


def generate(folder: Path, number: int) -> int:
    """Write so many policies into the folder; how many characters they have in all."""
    sources = sorted(path for path in (ROOT / "content" / "policies").glob("*/*.*") if path.suffix in (".txt", ".md"))
    policies = [path.read_text(encoding="utf-8", errors="replace") for path in sources if path.name != "service.md"]
    chance = random.Random(2026)
    total = 0
    for count in range(number):
        paragraphs = re.split(r"\n\s*\n", policies[count % len(policies)])
        chance.shuffle(paragraphs)
        text = "\n\n".join(paragraphs)
        total += len(text)
        (folder / f"{count:04}.txt").write_text(text, encoding="utf-8")
    return total


def copy_repository(folder: Path) -> Path:
    """Copy what a build reads, so that the measured build starts from nothing and leaves nothing behind."""
    for name in ("content", "site_config"):
        shutil.copytree(ROOT / name, folder / name, ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROOT / "mkdocs.yml", folder)
    return folder


def contribute(root: Path, loose: Path) -> int:
    """Add each loose text to the repository as some services; how many files a check of it then reads."""
    for number, text in enumerate(sorted(loose.iterdir()) * SERVICES):
        folder = root / "content" / "policies" / f"company-{number}"
        folder.mkdir()
        shutil.copy(text, folder / "undated-1.txt")
        digest = hashlib.sha256(text.read_bytes()).hexdigest()
        entry = f"  - file: undated-1.txt\n    captured: unknown\n    source: unknown\n    sha256: {digest}\n"
        page = f"---\nname: Company {number}\nlang: en\nsnapshots:\n{entry}---\n"
        (folder / "service.md").write_text(page, encoding="utf-8")
    folders = (root / "content" / "policies", root / "site_config" / "practices")
    return sum(path.is_file() for folder in folders for path in folder.rglob("*"))


def tell(what: str, figure: str, met: bool) -> None:
    """Print one line: what was measured, the figure, and whether it is as fast as promised."""
    print(f"{what:<58} {figure:>22}   {'as promised' if met else 'SLOWER THAN PROMISED'}", flush=True)


def main() -> None:
    """Measure, and print a line a figure."""
    print(f"Python {platform.python_version()}, {os.cpu_count()} cores, {platform.machine()}")
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        root = copy_repository(folder / "repository")
        one = min((root / "content" / "policies").iterdir())
        took = min(smallprint("check", str(one), cwd=root)[0] for _ in range(3))
        tell(f"check one policy (limit {CHECK_LIMIT:.0f} s)", f"{took:.2f} s", took < CHECK_LIMIT)
        for words in ("build the website of content/, from nothing", "build it again"):
            took, _ = smallprint("build", cwd=root)
            tell(f"{words} (limit {BUILD_LIMIT:.0f} s)", f"{took:.2f} s", took < BUILD_LIMIT)
        loose = folder / "loose"
        loose.mkdir()
        size = generate(loose, POLICIES)
        took, worked = smallprint("inspect", "--format", "jsonl", str(loose), cwd=root)
        rate = POLICIES / worked
        tell(
            f"inspect {POLICIES} policies, {size / POLICIES / 1000:.0f} kB each (limit {INSPECT_LIMIT:.0f} a second)",
            f"{rate:.1f} a second a core",
            rate >= INSPECT_LIMIT,
        )
        print(
            f"  {worked / POLICIES * 1000:.1f} ms a policy, {size / worked / 1e6:.2f} MB a second, {took:.1f} s in all"
        )
        files = contribute(root, loose)
        took, worked = smallprint("check", cwd=root)
        tell(
            f"check {files} files (limit {FILES_LIMIT:.0f} a second)",
            f"{files / worked:.0f} a second a core",
            files / worked >= FILES_LIMIT,
        )


if __name__ == "__main__":
    main()
