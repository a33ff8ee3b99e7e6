"""Say what a plain value of YAML is, text or something else, and which characters may stand in none."""

from __future__ import annotations

import re
import unicodedata
from datetime import date
from typing import Any

_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_INTEGER = re.compile(r"-?(?:0|[1-9][0-9]{0,14})")
_DECIMAL = re.compile(r"-?[0-9]{1,12}\.[0-9]{1,6}")
_NOTHING = ("", "~", "null", "Null", "NULL")


def hidden(char: str) -> str:
    """Return what a character is that may stand in no file, for a message; "" for every other character.

    Refused are controls (NUL, escape, U+0085), Unicode's own line ends, halves of pairs, and noncharacters as U+FFFE,
    which no text holds and PyYAML falls over.
    """
    if char not in "\t\n" and unicodedata.category(char) in ("Cc", "Cs", "Zl", "Zp"):
        return "control character"
    return "noncharacter" if ord(char) & 0xFFFE == 0xFFFE or "\ufdd0" <= char <= "\ufdef" else ""


def resolved(text: str) -> Any:
    """Return the value of a plain scalar; None for nothing. A number is one only when it prints back as it was written.

    So ``yes``, ``010``, ``12:30``, ``1_000`` and ``1.10`` stay the text that they are.
    """
    if text in _NOTHING:
        return None
    if text in ("true", "false"):
        return text == "true"
    if _DATE.fullmatch(text):
        try:
            return date.fromisoformat(text)
        except ValueError:  # the 30th of February: the field's own check says that it is no date
            return text
    for shape, kind in ((_INTEGER, int), (_DECIMAL, float)):
        if shape.fullmatch(text) and str(kind(text)) == text:
            return kind(text)
    return text
