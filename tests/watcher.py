"""Builds and packs a repository, and prints every file that was opened or changed meanwhile, and what else was done.

``python watcher.py ROOT``: a line each, ``read PATH``, ``write PATH``, or ``did EVENT``.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path

from generator.pipeline import build_bundle

CHANGES = {"os.rename": 2, "os.remove": 1, "os.mkdir": 1, "os.rmdir": 1, "os.chmod": 1, "os.link": 2, "os.symlink": 2}
FORBIDDEN = ("socket.", "subprocess.", "os.system", "os.exec", "os.posix_spawn", "urllib.", "ftplib.", "pty.")


def main() -> None:
    """Build under an audit hook, which Python calls for everything of that kind, whoever does it."""
    told: dict[str, None] = {}

    def hook(event: str, arguments: tuple[object, ...]) -> None:
        if event == "open" and isinstance(arguments[0], (str, bytes)):
            mode, flags = arguments[1], arguments[2]
            writes = mode[0] in "wxa" or "+" in mode if isinstance(mode, str) else int(str(flags)) & 3 != os.O_RDONLY
            told[f"{'write' if writes else 'read'} {os.path.abspath(os.fsdecode(arguments[0]))}"] = None
        elif event in CHANGES:
            for path in arguments[: CHANGES[event]]:
                told[f"write {os.path.abspath(os.fsdecode(str(path)))}"] = None
        elif event.startswith(FORBIDDEN):
            told[f"did {event} {arguments[:2]!r:.200}"] = None

    sys.addaudithook(hook)
    build_bundle(Path(sys.argv[1]))
    print("\n".join(told))


main()
