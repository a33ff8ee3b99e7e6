"""Say what one value may look like: a name, an id, a day, an address; and what is wrong with it, in plain words."""

from __future__ import annotations

import datetime
import re
import unicodedata
from itertools import chain
from typing import Annotated, Any, Final
from urllib.parse import urlsplit

from pydantic import AfterValidator, BeforeValidator, Field, WithJsonSchema
from pydantic_core import PydanticCustomError

from generator.formats.table import SUFFIXES, listed
from generator.problems import UNSEEN

#: The word that contributors write where a date or an address is not known.
UNKNOWN: Final = "unknown"

_SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_FILE = re.compile(r"[a-z0-9](?:[a-z0-9._-]{0,78}[a-z0-9])?\.(?:" + "|".join(SUFFIXES) + ")")
_OURS = ("service.md", "reviews.yml")
_WINDOWS = re.compile(r"(?:con|prn|aux|nul|com[0-9]|lpt[0-9])(?:\..*)?")
_LANGUAGE = re.compile(r"[a-z]{2,3}(?:-[A-Z][a-z]{3})?(?:-(?:[A-Z]{2}|[0-9]{3}))?")
_HOST = re.compile(r"(?:[^\W_](?:[\w-]*[^\W_])?\.)+[^\W_][\w-]*[^\W_]")
_DOMAIN = re.compile(r"(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z][a-z0-9-]{0,61}[a-z0-9]")
_UNSAFE = re.compile(r"[\s<>\"'`\\^{|}]")
_DAY = r"^[0-9]{4}-[0-9]{2}-[0-9]{2}$"
_SHA256 = re.compile(r"[0-9a-f]{64}")
_TERM = re.compile(r"[a-z0-9'&/]+(?: [a-z0-9'&/]+)*")
_ICON = re.compile(r"material/[a-z0-9]+(?:-[a-z0-9]+)*")


def is_file_name(text: str) -> bool:
    """Tell whether the text can name a snapshot on every system: no folder, and a format that can be read."""
    return bool(_FILE.fullmatch(text)) and not _WINDOWS.fullmatch(text) and text not in _OURS


def is_slug(text: str) -> bool:
    """Tell whether the text can name a folder and a page on every system: small letters, digits and single hyphens."""
    return len(text) <= 60 and bool(_SLUG.fullmatch(text)) and not _WINDOWS.fullmatch(text)


def is_domain(text: str) -> bool:
    """Tell whether the text is the name of a domain, in small letters: example.com."""
    return bool(_DOMAIN.fullmatch(text))


def is_terms(text: str) -> bool:
    """Tell whether the text can be the id of a type of terms: its page lies beside those of text and changes."""
    return is_slug(text) and not text.isdigit() and text not in ("all", "changes", "versions")


def _terms(text: str) -> str:
    if not is_terms(text):
        remedy = "Write the name of Open Terms Archive in small letters with hyphens, as trackers-policy."
        raise _wrong("is not a type of terms", remedy)
    return text


def _wrong(message: str, remedy: str) -> PydanticCustomError:
    # The two sentences travel as context, so that pydantic never fills in braces that stand in a contributed value.
    return PydanticCustomError("ours", "{message}", {"message": message, "remedy": remedy})


def _line(text: str) -> str:
    if not text.strip():
        raise _wrong("is empty", "Write something; a line that is not needed can be deleted.")
    if "\n" in text.strip():
        raise _wrong("is more than one line", "Write it on one line.")
    return _seen(text.strip())


def _seen(text: str) -> str:
    # Direction marks, tags and zero-width spaces let a name look like another; joiners are letters of some scripts.
    formatting = (char for char in text if unicodedata.category(char) == "Cf" and char not in "\u200c\u200d")
    unseen = (found[0] for found in UNSEEN.finditer(text))
    if hidden := next(chain(formatting, unseen), None):
        raise _wrong(f"holds a hidden character, U+{ord(hidden):04X}", "Delete the character.")
    return text


def _prose(text: str) -> str:
    if not text.strip():
        raise _wrong("is empty", "Write a sentence.")
    return text.strip()


def _words(most: int) -> AfterValidator:
    def check(text: str) -> str:
        if len(text.split()) > most:
            raise _wrong(f"has {len(text.split())} words", f"Use at most {most} words: it stands on a badge.")
        return text

    return AfterValidator(check)


def _shape(pattern: re.Pattern[str], message: str, remedy: str) -> AfterValidator:
    def check(text: str) -> str:
        if not pattern.fullmatch(text):
            raise _wrong(message, remedy)
        return text

    return AfterValidator(check)


def web_address(text: str) -> str:
    """Return the text, when it is a plain http(s) address that is safe in a link; raises PydanticCustomError if not."""
    remedy = "Write the whole address as your browser shows it, as https://example.com/privacy."
    hidden = any(unicodedata.category(char)[0] in "CZ" for char in text)
    if hidden or len(text) > 2000 or _UNSAFE.search(text):
        raise _wrong("has a character that an address cannot have, or is over 2,000 characters", remedy)
    try:
        parts = urlsplit(text)
        host, _port = parts.hostname or "", parts.port
    except ValueError:
        raise _wrong("is not a web address", remedy) from None
    if parts.scheme not in ("http", "https"):
        raise _wrong("does not begin with https:// or http://", remedy)
    if not _HOST.fullmatch(host) or "@" in parts.netloc:
        raise _wrong("names no website", remedy)
    return text


def _once(values: list[str]) -> list[str]:
    folded = [unicodedata.normalize("NFKC", value).casefold() for value in values]
    if twice := next((value for at, value in enumerate(values) if folded[at] in folded[:at]), None):
        raise _wrong(f"names {twice} twice", "Delete one of the two.")
    return values


def _unknown(value: Any) -> Any:
    return None if value == UNKNOWN else value


def _slug(text: str) -> str:
    if not _SLUG.fullmatch(text):
        meant = re.sub(r"[^a-z0-9]+", "-", text.lower()).strip("-") or "sells-personal-data"
        raise _wrong("is not an id", f"Use small letters, digits and hyphens, as {meant}.")
    return text


def _file_name(text: str) -> str:
    if not is_file_name(text):
        raise _wrong(
            "is not the name of a snapshot",
            f"Use small letters, digits, `-`, `_` and `.`, end in {listed('or')}, no folder.",
        )
    return text


def _pattern(pattern: re.Pattern[str]) -> Any:
    """Return what the JSON Schema says of the text's shape, so that an editor sees it while one types."""
    return Field(json_schema_extra={"pattern": f"^(?:{pattern.pattern})$"})


Line = Annotated[str, AfterValidator(_line), Field(max_length=200)]
Verbatim = Annotated[str, AfterValidator(_prose), Field(max_length=4000)]
Prose = Annotated[Verbatim, AfterValidator(_seen)]
Pattern = Annotated[str, AfterValidator(_prose), Field(max_length=4000)]
Term = Annotated[
    str,
    _shape(_TERM, "is not a word as the reader sees it", "Write small letters, a space for a hyphen, as opt out."),
    _pattern(_TERM),
    Field(max_length=60),
]
Label = Annotated[Line, _words(4)]
Slug = Annotated[str, AfterValidator(_slug), _pattern(_SLUG)]
Language = Annotated[
    str,
    _shape(_LANGUAGE, "is not a language code", "Write the code of the language, as en, de or pt-BR."),
    _pattern(_LANGUAGE),
]
Icon = Annotated[
    str,
    _shape(_ICON, "is not an icon", "Write material/ and the icon's name, as material/cookie-outline."),
    _pattern(_ICON),
]
Sha256 = Annotated[
    str, _shape(_SHA256, "is not a SHA-256", "Write the 64 digits that `sha256sum FILE` prints."), _pattern(_SHA256)
]
TermsType = Annotated[str, AfterValidator(_terms), _pattern(_SLUG), Field(max_length=60)]
FileName = Annotated[str, AfterValidator(_file_name), _pattern(_FILE)]
Name = Annotated[Line, Field(max_length=80)]
Names = Annotated[list[Name], Field(max_length=30), AfterValidator(_once)]
Summary = Annotated[Line, Field(max_length=120)]
Domain = Annotated[
    str,
    _shape(_DOMAIN, "is not a domain", "Write it in small letters, without https:// and a path, as example.com."),
    _pattern(_DOMAIN),
    Field(max_length=200),
]
Domains = Annotated[list[Domain], Field(max_length=30), AfterValidator(_once)]
Address = Annotated[str, AfterValidator(web_address), Field(json_schema_extra={"format": "uri"})]
AddressOrUnknown = Annotated[
    str | None,
    BeforeValidator(_unknown),
    AfterValidator(lambda value: value if value is None else web_address(value)),
    WithJsonSchema({"anyOf": [{"type": "string", "format": "uri"}, {"const": UNKNOWN}]}),
]
DateOrUnknown = Annotated[
    datetime.date | None,
    BeforeValidator(_unknown),
    WithJsonSchema({"anyOf": [{"type": "string", "format": "date", "pattern": _DAY}, {"const": UNKNOWN}]}),
]
