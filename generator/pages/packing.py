"""Pack data into scripts that weigh little: what a page shows only when somebody asks for it."""

from __future__ import annotations

import codecs
import json
import re
import zlib
from collections.abc import Sequence
from typing import Any, Final

from pydantic_core import to_json

PACKED_FROM: Final = 0x4000
"""The first of the 32,768 characters that packed texts are made of. None of them is a surrogate."""
_PACKED: Final = re.compile(r'"([\u4000-\ubfff]{2,})"')
_PLAIN: Final = re.compile(r"[A-Za-z0-9._\-\u4000-\ubfff]+")


def compact(value: Any) -> bytes:
    """Write a value as JSON in the fewest bytes."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()


def indented(value: Any) -> bytes:
    """Write a value as JSON that people can read, too, in ASCII alone. Many times as fast as Python's own does."""
    return to_json(value, indent=1, ensure_ascii=True)


def packed(data: bytes) -> str:
    """Pack bytes as text: deflated, 15 bits a character, from U+4000 on. Less than half the weight of JSON is left.

    The first character says how many bits of the last one are spare. In a script of two bytes a character (see
    ``packed_call``) it weighs a fifth less than base 64, and none of its characters ends a text or begins markup.
    """
    import numpy as np  # only who builds a site waits for it

    bits = np.unpackbits(np.frombuffer(zlib.compress(data), np.uint8))
    spare = -len(bits) % 15
    units = np.pad(bits, (0, spare)).reshape(-1, 15) @ (1 << np.arange(14, -1, -1))
    return (np.concatenate(([spare], units)) + PACKED_FROM).astype("<u2").tobytes().decode("utf-16-le")


def unpacked(text: str) -> bytes:
    """Return the bytes that ``packed`` made a text of. Raises ValueError for a text of another form."""
    import numpy as np

    units = np.frombuffer(text.encode("utf-16-le"), "<u2").astype(np.int32) - PACKED_FROM
    if len(units) < 2 or not 0 <= units[0] < 15 or units.min() < 0 or units.max() > 0x7FFF:
        raise ValueError("not a packed text")
    bits = (units[1:, None] >> np.arange(14, -1, -1)) & 1
    whole = bits.ravel()[: bits.size - int(units[0])]
    return zlib.decompress(np.packbits(whole.astype(np.uint8)).tobytes())


def unpacked_calls(script: bytes) -> bytes:
    """Write calls with packed texts again with the same texts as JSON: for what is packed as a whole, and better.

    Each is a text in JSON still, which the page reads as data; in UTF-8, as a mark says. Scripts of another form stay.
    """
    if not script.startswith(codecs.BOM_UTF16_LE):
        return script
    calls = _PACKED.sub(
        lambda text: json.dumps(unpacked(text[1]).decode(), ensure_ascii=False), script.decode("utf-16")
    )
    return codecs.BOM_UTF8 + calls.encode()


def packed_call(function: str, values: Sequence[str]) -> str:
    """Write a call of a function with packed texts, and names that are letters, digits, dots and hyphens."""
    if not all(_PLAIN.fullmatch(value) for value in values):
        raise ValueError("a packed call holds nothing but names and packed texts")
    listed = ",".join(f'"{value}"' for value in values)
    return f"{function}([{listed}]);\n"


def two_bytes(script: str) -> bytes:
    """Write a script with two bytes a character, which the mark before it tells every browser."""
    return codecs.BOM_UTF16_LE + script.encode("utf-16-le")
