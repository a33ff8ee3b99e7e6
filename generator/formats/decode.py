"""Bytes to text: UTF-8 first, then a declared or detected encoding with a warning that names it."""

from __future__ import annotations

import codecs
import re
from typing import Final

from generator.formats.errors import Unreadable

IDS: Final = {
    "snapshot-encoding": "A snapshot's letters can be told.",
}

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # before UTF-16, whose mark it starts with
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_SAMPLE = 100_000  # bytes that the detection looks at: it is slow, and a policy does not change its encoding


# How UTF-8 looks where it was read as windows-1252: "donâ€™t", "cafÃ©", "Â©".
_BROKEN = re.compile("â€[\x80-\xbf™œžš˜¢¦“”]|Ã[\x80-\xbf€ƒ„…†‡ˆ‰Š‹ŒŽ•™š›œžŸ]|Â[\xa0-\xbf]|ï¿½")
_WORD = 20  # characters of a word on each side of them


def decode(data: bytes, *, declared: str | None = None, repair: bool = False) -> tuple[str, tuple[str, ...]]:
    """The text of ``data`` without byte order mark, and warnings about how it was read.

    ``declared`` is the encoding that the file itself names. With ``repair``, mojibake is mended and a warning says
    so. Raises Unreadable, with the byte's place, where only a guess could decode it.
    """
    text, warnings = _decoded(data, declared)
    if "\x00" in text:
        raise Unreadable(
            f"The file holds a zero byte (character {text.index(chr(0)) + 1}), so it is not text.",
            "Save the policy as text, Markdown or HTML in UTF-8.",
            "snapshot-encoding",
            *_place(text, text.index("\x00")),
        )
    if repair:
        mended = _mend(text)
        if mended != text:
            text = mended
            warnings = (
                *warnings,
                "Wrongly decoded characters (mojibake) were repaired, so the text differs from the file.",
            )
    return text, warnings


def _decoded(data: bytes, declared: str | None) -> tuple[str, tuple[str, ...]]:
    for mark, name in _MARKS:
        if data.startswith(mark):
            return _strictly(data[len(mark) :], name, len(mark)), ()
    try:
        return data.decode("utf-8"), ()
    except UnicodeDecodeError as error:
        first_bad = error.start
    for codec, how in ((_known(declared), "as it declares"), (_detected(data), "as it was detected")):
        if codec is not None:
            try:
                text = data.decode(codec)
            except UnicodeError:
                continue
            return text, (f"The file is not UTF-8; it was read as {codec}, {how}.",)
    good = data[:first_bad].decode("utf-8")
    raise Unreadable(
        f"Byte {first_bad} (0x{data[first_bad]:02x}) is not UTF-8, and no other encoding is certain.",
        "Save the file as UTF-8.",
        "snapshot-encoding",
        *_place(good, len(good)),
    )


def _strictly(data: bytes, name: str, offset: int) -> str:
    try:
        return data.decode(name)
    except UnicodeDecodeError as error:
        good = data[: error.start].decode(name)
        raise Unreadable(
            f"Byte {error.start + offset} does not fit the encoding {name} that the file starts with.",
            "Save the file as UTF-8.",
            "snapshot-encoding",
            *_place(good, len(good)),
        ) from None


def _known(name: str | None) -> str | None:
    """The codec's name, for names of text encodings that Python knows; web pages' latin-1 means windows-1252."""
    try:
        found = codecs.lookup(name or "")
    except (LookupError, ValueError):
        return None
    if not getattr(found, "_is_text_encoding", True) or found.name in {"utf-7", "idna", "punycode", "undefined"}:
        return None
    return "cp1252" if found.name in {"iso8859-1", "ascii"} else found.name


def _detected(data: bytes) -> str | None:
    """An encoding that fits the bytes and reads as language, or None where several different texts would do."""
    from charset_normalizer import from_bytes  # only for files that are not UTF-8

    # Most such files are western text; where the high bytes are few and are quotes, dashes and accents of
    # windows-1252 between ASCII letters, that is what they are, and the general detection does worse.
    high = [byte for byte in data if byte >= 0x80]
    if high and len(high) * 10 <= len(data) and all(byte in _WESTERN for byte in high):
        return "cp1252"
    best = from_bytes(data[:_SAMPLE]).best()
    if best is None or best.percent_chaos > 10 or best.percent_coherence < 20:
        return None
    return _known(best.encoding)


_WESTERN = frozenset("€…–—‘’“”•™§©®°·£«»ÀÁÂÄÇÈÉÊËÍÎÏÑÓÔÖÙÚÛÜßàáâäåæçèéêëíîïñóôöøùúûü\xa0".encode("cp1252"))


def _place(text: str, at: int) -> tuple[int, int]:
    """Line and column, from 1, of an offset."""
    return text.count("\n", 0, at) + 1, at - (text.rfind("\n", 0, at) + 1) + 1


def mojibake(text: str) -> str:
    """The first word with letters that were decoded wrongly before the file was saved; "" where there is none."""
    found = _BROKEN.search(text)
    if found is None:
        return ""
    start = max(text.rfind(" ", 0, found.start()), text.rfind("\n", 0, found.start())) + 1
    return text[max(start, found.start() - _WORD) : found.end() + _WORD].split()[0]


def _mend(text: str) -> str:
    import ftfy  # only where a contributor asked for it

    return ftfy.fix_text(
        text,
        uncurl_quotes=False,
        unescape_html=False,
        fix_line_breaks=False,
        fix_latin_ligatures=False,
        fix_character_width=False,
        normalization=None,
        remove_terminal_escapes=False,
    )
