"""Builds a repository again and again, each time killed at another moment, and prints what the site was like after it.

``python killer.py ROOT`` says after each kill whether the site was kept, changed or is BROKEN; last, ``end good``.
"""

from __future__ import annotations

import os
import shutil
import signal
import sys
from pathlib import Path

from generator.outputs.write import MARKER
from generator.pipeline import SITE, build_site

ROOT = Path(sys.argv[1])
PAGE = "content/pages/about.md"
WRITING = {"os.rename", "os.remove", "os.mkdir", "os.rmdir"}
#: How many changes of the disk after the beginning of the build, and after the moment just before the folders change
#: their places, where 0 is that moment itself.
FROM_START = (1, 3, 60, 150)
FROM_CHANGE = (0, 1, 2, 20, 60)


def files(root: Path) -> dict[str, bytes]:
    """The site as its reader finds it."""
    site = root / SITE
    return {p.relative_to(site).as_posix(): p.read_bytes() for p in site.rglob("*") if p.is_file() and p.name != MARKER}


def kill_at(moment: int, counting: bool) -> None:
    """From now on, or from the change of the folders, count what changes the disk, and die at that count."""
    seen = -1
    begun = counting

    def hook(event: str, arguments: tuple[object, ...]) -> None:
        nonlocal seen, begun
        change = event == "ctypes.dlsym" and arguments[1] == "renameat2"
        begun = begun or change
        writes = event in WRITING or (event == "open" and isinstance(arguments[1], str) and arguments[1][0] in "wxa")
        if begun and (writes or change):
            seen += 1
            if seen == moment:
                os.kill(os.getpid(), signal.SIGKILL)

    sys.addaudithook(hook)


def child(moment: int, counting: bool) -> int:
    """Build in a process of its own, and die at that moment; the signal that ended it."""
    pid = os.fork()
    if pid == 0:
        kill_at(moment, counting)
        build_site(ROOT)
        os._exit(0)
    return os.waitpid(pid, 0)[1]


def main() -> None:
    """Kill at moments spread over the build, and at each one around the change of the folders."""
    begun = (ROOT / PAGE).read_text(encoding="utf-8")
    texts = {name: f"{begun}\n\nThe {name} words.\n" for name in ("old", "new")}
    wanted: dict[str, dict[str, bytes]] = {}
    for name in ("new", "old"):
        other = ROOT.with_name(f"other-{name}")
        shutil.copytree(ROOT, other)
        (other / PAGE).write_text(texts[name], encoding="utf-8")
        build_site(other)
        wanted[name] = files(other)
    (ROOT / PAGE).write_text(texts["old"], encoding="utf-8")
    build_site(ROOT)
    for moment, counting in [*((n, True) for n in FROM_START), *((n, False) for n in FROM_CHANGE)]:
        now = "new" if files(ROOT) == wanted["new"] else "old"
        (ROOT / PAGE).write_text(texts["old" if now == "new" else "new"], encoding="utf-8")
        died = child(moment, counting) == signal.SIGKILL
        after = next((name for name in wanted if files(ROOT) == wanted[name]), "BROKEN")
        told = "BROKEN" if after == "BROKEN" or not died else "kept" if after == now else "changed"
        print("start" if counting else "change", moment, told, flush=True)
    (ROOT / PAGE).write_text(texts["old"], encoding="utf-8")
    build_site(ROOT)
    left = sorted(path.name for path in (ROOT / "build").iterdir())
    print("end", "good" if files(ROOT) == wanted["old"] and left == [".lock", "docs", "site"] else left, flush=True)


main()
