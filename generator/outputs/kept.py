"""Keep work from one build to the next: bytes by the name of what they were made of, each signed.

Nothing here is trusted for lying in the folder. What is kept is signed with a key that lies beside the folder, never in
it: so a file that was damaged, or put there by somebody else, or made with another key, is none of ours. It is passed
over, and the work is done anew. To delete the folder, or the key, is always safe.
"""

from __future__ import annotations

import hashlib
import hmac
import os
import secrets
from collections.abc import Callable
from pathlib import Path
from typing import Final

from generator.outputs.write import MARKER, claim, delete_stale, replace
from generator.problems import ContributorError

FOLDER: Final = "cache"
KEY: Final = ".cache-key"
MOST: Final = 4_000_000_000
"""How many bytes are kept at most. A build in which more would be kept begins with none."""
_SIGNATURE: Final = 32
_KEY_SIZE: Final = 32


class Kept:
    """The folder of kept work below the folder ``build``; without one, nothing is found and nothing is kept.

    ``tell`` is told once when something in it was none of ours.
    """

    def __init__(self, build: Path | None, tell: Callable[[str], None]) -> None:
        """Make the folder and its key ready; where that cannot be, say why, and keep nothing."""
        self._tell = tell
        self._said = self._bounded = False
        self._used: set[str] = set()
        self._folder: Path | None = None
        self._key = b""
        if build is None:
            return
        try:
            claim(build / FOLDER)
            self._key = _key(build / KEY)
            self._folder = build / FOLDER
        except (OSError, ContributorError) as error:
            tell(f"Nothing is kept for the next build: {error}")

    @property
    def keeps(self) -> bool:
        """Tell whether anything is kept: else nobody need write down for it what was made, or name it."""
        return self._folder is not None

    def get(self, kind: str, *made_of: str) -> bytes | None:
        """Give what was kept of this kind, and made of this; None where there is none of ours."""
        if self._folder is None:
            return None
        name = _name(kind, made_of)
        try:
            with open(self._folder / name, "rb", opener=_opened) as file:
                signature, data = file.read(_SIGNATURE), file.read()
        except FileNotFoundError:
            return None
        except OSError:
            signature, data = b"", b""
        if not hmac.compare_digest(signature, self._sign(name, data)):
            self.refuse()
            return None
        self._used.add(name)
        return data

    def has(self, kind: str, *made_of: str) -> bool:
        """Tell whether something lies there under this name, ours or not."""
        return self._folder is not None and (self._folder / _name(kind, made_of)).exists()

    def put(self, data: bytes, kind: str, *made_of: str) -> None:
        """Keep bytes of a kind, under what they were made of."""
        if self._folder is None:
            return
        name = _name(kind, made_of)
        try:
            if not self._bounded:
                self._make_room(self._folder)
            replace(self._folder / name, self._sign(name, data) + data)
        except IsADirectoryError:
            return  # somebody's; the end of the build deletes it
        except OSError as error:
            self._tell(f"Nothing more is kept for the next build: {error.strerror or error}")
            self._folder = None
            return
        self._used.add(name)

    def _make_room(self, folder: Path) -> None:
        """Delete what was not asked for until now where the folder is too large; once, before something is added."""
        self._bounded = True
        if sum(entry.stat(follow_symlinks=False).st_size for entry in os.scandir(folder)) > MOST:
            self.tidy()

    def refuse(self) -> None:
        """Say, once, that something that was kept is none of ours."""
        if not self._said:
            self._tell("Some of what was kept of the last build is damaged or not from here; it is made anew.")
        self._said = True

    def tidy(self) -> None:
        """Delete what nobody has asked for or kept: so the folder holds what one build needs."""
        if self._folder is None:
            return
        delete_stale(self._folder, self._used | {MARKER})

    def _sign(self, name: str, data: bytes) -> bytes:
        signed = hashlib.blake2b(name.encode(), key=self._key, digest_size=_SIGNATURE)
        signed.update(data)
        return signed.digest()


def digest(*parts: bytes) -> str:
    """Give the name of some bytes: others have another one."""
    made = hashlib.blake2b(digest_size=_SIGNATURE)
    for part in parts:
        made.update(len(part).to_bytes(8, "big"))
        made.update(part)
    return made.hexdigest()


def _name(kind: str, made_of: tuple[str, ...]) -> str:
    return f"{kind}-{digest(*(part.encode() for part in made_of))}"


def _key(path: Path) -> bytes:
    """Read the key of this copy of the repository; make one where there is none, or none that can be read."""
    try:
        with open(path, "rb", opener=_opened) as file:
            key = file.read(_KEY_SIZE + 1)
    except OSError:
        key = b""
    if len(key) == _KEY_SIZE:
        return key
    key = secrets.token_bytes(_KEY_SIZE)
    replace(path, key, 0o600)
    return key


def _opened(path: str, flags: int) -> int:
    """Open a file to read, but follow no link, and wait for nobody to write into a pipe."""
    return os.open(path, flags | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0))
