"""Put pieces of bytes into one, with what JSON can say of them: how kept work lies on the disk."""

from __future__ import annotations

import json
from array import array
from collections.abc import Sequence
from typing import Any


def packed(told: Any, pieces: Sequence[bytes | array[Any]]) -> bytes:
    """Return what is told and the sizes of the pieces as JSON on the first line, and the pieces behind it."""
    plain = list(map(bytes, pieces))
    return b"\n".join((json.dumps([told, list(map(len, plain))], separators=(",", ":")).encode(), b"".join(plain)))


def unpacked(data: bytes) -> tuple[Any, list[bytes]]:
    """Return what was told, and the pieces."""
    at = data.index(b"\n") + 1
    told, sizes = json.loads(data[:at])
    pieces: list[bytes] = []
    for size in sizes:
        pieces.append(data[at : at + size])
        at += size
    return told, pieces
