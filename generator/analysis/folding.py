"""Fold a text to what patterns see, so that one pattern serves every way of typing.

Patterns see a *match text*: lower-case ASCII with one space between words, straight quotes, hyphens inside words as
spaces ("opt-out" reads "opt out"), and a full stop that does not end a sentence as "_" ("a@b.example" reads
"a@b_example"). Offsets always address the document's text.
"""

from __future__ import annotations

import re
import unicodedata
from typing import Final

from generator.formats.abbreviations import COMPANY_FORMS

#: What stands in folded text for a character that has no width: a soft hyphen, a joiner, an accent of its own. Patterns
#: see the word as a reader does, without it.
UNSEEN: Final = "\x7f"


class _Ascii(dict[int, str]):
    """One ASCII character for every code point, so that offsets of the match text and the text agree."""

    _KNOWN: Final = {
        **dict.fromkeys((0x2018, 0x2019, 0x201B, 0x2032, 0x60, 0xB4), "'"),
        **dict.fromkeys((0x201C, 0x201D, 0x201E, 0xAB, 0xBB), '"'),
        **dict.fromkeys((0x2010, 0x2011, 0x2012, 0x2013, 0x2014, 0x2015, 0x2212), "-"),
    }

    def __missing__(self, code: int) -> str:
        char = chr(code)
        if code in self._KNOWN:
            found = self._KNOWN[code]
        elif char.isspace():
            found = char if char == "\n" else " "
        elif unicodedata.category(char) in ("Cf", "Mn"):
            found = UNSEEN
        else:
            plain = unicodedata.normalize("NFKD", char)[:1].lower()
            found = plain if plain and " " <= plain <= "~" else "~"
        self[code] = found
        return found


_ASCII = _Ascii()

# ASCII alone is translated ten times as fast.
_RUN = re.compile(r"[\x00-\x7f]+|[^\x00-\x7f]+")
_INNER_HYPHEN = re.compile(r"-(?<=[a-z0-9]-)(?=[a-z0-9])")
_FORMS = "|".join(rf"(?<=\b{form.lower()}\.)" for form in ("etc", *COMPANY_FORMS))
_INNER_STOP = re.compile(
    r"\.(?:(?=[^\s\"')\]<])|(?='s\b)|(?<=\be[._]g\.)|(?<=\bi[._]e\.)" rf"|(?:{_FORMS})(?=,| [a-z(]))"
)
# "We do not, however, sell it" denies as "we do not sell it" does: what only joins or stresses is left out. What limits
# ("not, as a rule, sell") stays.
_INTERJECTION = re.compile(
    r",(?<=(?:not|ver|n't),)\s+(?:however|therefore|thus|hence|of course|moreover|furthermore|accordingly|consequently"
    r"|as a result|at present|at this time|currently|ever|under any circumstances?|in any (?:way|case|event)),(?=\s)"
)


def fold(text: str) -> str:
    """Return the text in lower-case ASCII, as patterns see it but for runs of space; the length never changes."""
    ascii_only = "".join(run.translate(_ASCII) for run in _RUN.findall(text))
    folded = _INNER_STOP.sub("_", _INNER_HYPHEN.sub(" ", ascii_only))
    return _INTERJECTION.sub(lambda found: " " * len(found.group()), folded)


def match_text(folded: str) -> str:
    """Return what patterns see of a folded stretch of text."""
    return " ".join(folded.replace(UNSEEN, "").split())
