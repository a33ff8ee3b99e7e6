"""What builds cost: from nothing, when nothing changed, and after one word, with processor seconds and peak memory.

    python tests/bench/builds.py [policies] [FOLDER]

The texts are the Markdown files in FOLDER that look like English, or invented ones of real length. Each build is a
process of its own, and the seconds are of it and its helpers, user and system.
"""

from __future__ import annotations

import hashlib
import os
import random
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

# The package and the tests' small helpers are found from any folder, installed or not.
ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT), str(Path(__file__).parent)]

from scale import document, sentences  # noqa: E402

from generator.analysis.policy import load_tools  # noqa: E402

COMMON = frozenset({"the", "and", "to", "of"})
LEAST = 3_000
"""Bytes: what is shorter is a log-in page, or an error."""
BUILD = "from generator.commands import main; main(['build', *{arguments}])"


def texts(folder: Path | None) -> Iterator[bytes]:
    """The texts of a folder in the order of their names, or invented ones of some 30 kB."""
    if folder is None:
        known = sentences(load_tools(ROOT))
        number = 0
        while True:
            yield document(random.Random(number), known, 3).text.encode()
            number += 1
    for path in sorted(folder.rglob("*.md")):
        words = path.read_text(encoding="utf-8", errors="replace").lower().split()
        if path.stat().st_size >= LEAST and sum(word in COMMON for word in words) > len(words) / 12:
            yield path.read_bytes()


def write(policy: Path, data: bytes) -> None:
    """Put a text, and the fields of its service, into the folder of a policy."""
    policy.mkdir(exist_ok=True)
    (policy / "undated-1.md").write_bytes(data)
    digest = hashlib.sha256(data).hexdigest()
    field = f"  - file: undated-1.md\n    captured: unknown\n    source: unknown\n    sha256: {digest}\n"
    (policy / "service.md").write_text(f"---\nname: {policy.name}\nlang: en\nsnapshots:\n{field}---\n")


def repository(root: Path, count: int, folder: Path | None) -> int:
    """Make a repository of so many policies, with the configuration of this one; how many there are."""
    for name in ("content/pages", "site_config"):
        shutil.copytree(ROOT / name, root / name)
    shutil.copy(ROOT / "mkdocs.yml", root)
    policies = root / "content/policies"
    policies.mkdir()
    found = 0
    for _, data in zip(range(count), texts(folder), strict=False):
        found += 1
        write(policies / f"service-{found}", data)
    return found


def measure(name: str, root: Path, *arguments: str) -> None:
    """Build once and print what it cost."""
    code = BUILD.format(arguments=list(arguments))
    with subprocess.Popen([sys.executable, "-c", code], cwd=root, env={**os.environ, "PYTHONPATH": str(ROOT)},
                          stdout=subprocess.PIPE, text=True) as process:  # fmt: skip
        said = process.stdout.read() if process.stdout else ""
        _, status, used = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
    clock = re.search(r"in ([\d.]+) s", said)
    memory = used.ru_maxrss * (1 if sys.platform == "darwin" else 1024)
    seconds = used.ru_utime + used.ru_stime
    by_clock = clock[1] if clock else "?"
    print(f"{name:22} {seconds:7.1f} s  {memory / 1e6:6.0f} MB  by the clock {by_clock:>6} s", flush=True)


def main() -> None:
    """Measure the builds one after the other."""
    count = next((int(word) for word in sys.argv[1:] if word.isdecimal()), 100)
    folder = next((Path(word) for word in sys.argv[1:] if not word.isdecimal()), None)
    with tempfile.TemporaryDirectory() as name:
        root = Path(name)
        print(f"{repository(root, count, folder)} policies")
        measure("from nothing, one job", root, "--no-cache", "--jobs", "1")
        measure("from nothing", root)
        measure("nothing changed", root)
        changed = root / "content/policies/service-1"
        write(changed, (changed / "undated-1.md").read_bytes() + b"\n\nOne more word.\n")
        measure("one text changed", root)


if __name__ == "__main__":
    main()
