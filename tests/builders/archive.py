"""Makes clones of an archive of versions, as Open Terms Archive keeps them, and spoils them."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

from builders.repository import put


class Archive:
    """A clone of an archive, made commit by commit."""

    def __init__(self, folder: Path) -> None:
        """Make an empty one."""
        self.folder = folder
        folder.mkdir()
        self.git("init", "-q", "-b", "main")

    def git(self, *arguments: str, data: bytes = b"", day: str = "2020-01-01") -> str:
        """Run git in it, as somebody whose clock shows this day."""
        who = {f"GIT_{role}_{what}": "archive" for role in ("AUTHOR", "COMMITTER") for what in ("NAME", "EMAIL")}
        env = {
            **os.environ,
            **who,
            "GIT_AUTHOR_DATE": f"{day}T12:00:00+00:00",
            "GIT_COMMITTER_DATE": "2026-01-01T00:00",
        }
        command = ["git", "-C", str(self.folder), *arguments]
        return subprocess.run(command, input=data, env=env, check=True, capture_output=True).stdout.decode().strip()

    def record(self, day: str, text: str, service: str = "Acorn Mail", message: str = "Record new changes") -> None:
        """Commit a version."""
        put(self.folder, f"{service}/Privacy Policy.md", text)
        self.git("add", "-A")
        self.git("commit", "-q", "--allow-empty", "-m", message, day=day)

    def plant(self, mode: str, kind: str, id: str, *path: str) -> None:
        """Commit a tree with something at the path that no person would put there; the path's parts may be anything."""
        for name in reversed(path):
            id = self.git("mktree", "--missing", data=f"{mode} {kind} {id}\t{name}\n".encode())
            mode, kind = "040000", "tree"
        self.git("update-ref", "refs/heads/main", self.git("commit-tree", id, "-m", "planted"))
