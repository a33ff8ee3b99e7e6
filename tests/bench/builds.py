"""What builds cost: from nothing, when nothing changed, and after one word, with processor seconds and peak memory.

    python tests/bench/builds.py [policies] [FOLDER] [--cold]

The texts are the Markdown files in FOLDER that look like English, or invented ones of real length. What is no privacy
policy is soon read: so where FOLDER has a folder ``privacy``, only the files in that are taken. Where more are wanted
than there are, they come again with other words here and there, so that no two are the same. Each build is a process of
its own, and the seconds are of it and its helpers, user and system; the memory is that of the build's own process. With
``--cold`` only builds from nothing are measured, the checks and the bundle: for a thousand policies that is minutes.
"""

from __future__ import annotations

import hashlib
import os
import random
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from itertools import count
from pathlib import Path

# The package and the tests' small helpers are found from any folder, installed or not.
ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT), str(Path(__file__).parent)]

from scale import document, sentences  # noqa: E402

from generator.analysis.policy import load_tools  # noqa: E402
from generator.outputs.bundle import bundle  # noqa: E402

COMMON = frozenset({"the", "and", "to", "of"})
LEAST = 3_000
"""Bytes: what is shorter is a log-in page, or an error."""
PRIVACY = "privacy"
"""The folder of a collection that holds its privacy policies."""
LONGER = re.compile(r"\b[a-z]{5,}\b")
PAIRS = 3
"""So often one job is measured beside two."""
RUN = "from generator.commands import main; main({arguments})"


def texts(folder: Path | None) -> Iterator[bytes]:
    """The texts of a folder in the order of their names, or invented ones of some 30 kB."""
    if folder is None:
        known = sentences(load_tools(ROOT))
        number = 0
        while True:
            yield document(random.Random(number), known, 3).text.encode()
            number += 1
    folder = folder / PRIVACY if (folder / PRIVACY).is_dir() else folder
    found = [data for path in sorted(folder.rglob("*.md")) if english(data := path.read_bytes())]
    for lap in count() if found else ():
        yield from (varied(data, lap) for data in found)


def english(data: bytes) -> bool:
    """Whether a text is long enough, and looks like English."""
    words = data.decode(errors="replace").lower().split()
    return len(data) >= LEAST and sum(word in COMMON for word in words) > len(words) / 12


def varied(data: bytes, lap: int) -> bytes:
    """The text itself on the first lap; then with every twelfth of its longer words another one of them, by chance."""
    if not lap:
        return data
    text = data.decode(errors="replace")
    known, chance = sorted(set(LONGER.findall(text))), random.Random(f"{lap} {len(data)}")
    return LONGER.sub(lambda word: chance.choice(known) if chance.random() < 1 / 12 else word[0], text).encode()


def write(policy: Path, data: bytes) -> None:
    """Put a text, and the fields of its service, into the folder of a policy."""
    policy.mkdir(exist_ok=True)
    (policy / "undated-1.md").write_bytes(data)
    digest = hashlib.sha256(data).hexdigest()
    field = f"  - file: undated-1.md\n    captured: unknown\n    source: unknown\n    sha256: {digest}\n"
    (policy / "service.md").write_text(f"---\nname: {policy.name}\nlang: en\nsnapshots:\n{field}---\n")


def repository(root: Path, number: int, folder: Path | None) -> int:
    """Make a repository of so many policies, with the configuration of this one; how many there are."""
    for name in ("content/pages", "site_config"):
        shutil.copytree(ROOT / name, root / name)
    shutil.copy(ROOT / "mkdocs.yml", root)
    policies = root / "content/policies"
    policies.mkdir()
    found = 0
    for _, data in zip(range(number), texts(folder), strict=False):
        found += 1
        write(policies / f"service-{found}", data)
    return found


def measure(name: str, root: Path, *arguments: str) -> float:
    """Run the program once and print what it cost; the seconds by the clock."""
    code, began = RUN.format(arguments=list(arguments)), time.perf_counter()
    with subprocess.Popen([sys.executable, "-c", code], cwd=root, env={**os.environ, "PYTHONPATH": str(ROOT)},
                          stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True) as process:  # fmt: skip
        _ = process.stdout.read() if process.stdout else ""
        _, status, used = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
    took = time.perf_counter() - began
    memory = used.ru_maxrss * (1 if sys.platform == "darwin" else 1024)
    seconds = used.ru_utime + used.ru_stime
    print(f"{name:30} {seconds:7.2f} s  {memory / 1e6:6.0f} MB  by the clock {took:7.2f} s", flush=True)
    return took


def pack(root: Path, policies: int) -> None:
    """Pack the website that was built, and print how much the bundle weighs."""
    size = bundle(root / "build/site", (), root, root / "build/bundle.zip").stat().st_size
    print(f"the bundle {size / 1e6:.1f} MB, {size / policies / 1000:.0f} kB a policy", flush=True)


def main() -> None:
    """Measure the builds one after the other."""
    number = next((int(word) for word in sys.argv[1:] if word.isdecimal()), 100)
    folder = next((Path(word) for word in sys.argv[1:] if not word.isdecimal() and word != "--cold"), None)
    with tempfile.TemporaryDirectory() as name:
        root = Path(name)
        policies = repository(root, number, folder)
        print(f"{policies} policies")
        measure("from nothing, one job", root, "build", "--no-cache", "--jobs", "1")
        pack(root, policies)
        measure("check of one, nothing kept", root, "check", "content/policies/service-1")
        measure("check of all, nothing kept", root, "check")
        if "--cold" in sys.argv:
            measure("from nothing, two jobs", root, "build", "--no-cache", "--jobs", "2")
            return
        ratios = []
        for _ in range(PAIRS):
            one, two = (measure(f"from nothing, jobs {n}", root, "build", "--no-cache", "--jobs", n) for n in "12")
            ratios.append(two / one)
        print(f"two jobs by one, by the clock: {statistics.median(ratios):.2f} (median of {PAIRS})")
        measure("from nothing, all kept", root, "build")
        measure("nothing changed", root, "build")
        changed = root / "content/policies/service-1"
        write(changed, (changed / "undated-1.md").read_bytes() + b"\n\nOne more word.\n")
        measure("one text changed", root, "build")
        measure("check of one", root, "check", "content/policies/service-1")
        measure("check of all", root, "check")


if __name__ == "__main__":
    main()
