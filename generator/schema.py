"""What people may write: one pydantic model for each kind of contributed file, and its errors in plain words.

Pydantic stands at this border only; the stages pass on frozen dataclasses. Each field's description is what a
contributor reads when the field is missing, so it says what to write.
"""

from __future__ import annotations

import datetime
import re
import unicodedata
from typing import Annotated, Any, Literal
from urllib.parse import urlsplit

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, RootModel, WithJsonSchema
from pydantic_core import PydanticCustomError

from generator.model import Outcome, Tone
from generator.validation import validate

__all__ = [
    "CategoriesFile",
    "PracticeFile",
    "Reviews",
    "ServicePage",
    "WordsFile",
    "is_slug",
    "validate",
    "web_address",
]

#: The extensions that a snapshot may have, each with a reader in generator.formats.
FORMATS = ("txt", "md", "html", "pdf", "docx")
#: The word that contributors write where a date or an address is not known.
UNKNOWN = "unknown"

_SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_FILE = re.compile(r"[a-z0-9](?:[a-z0-9._-]{0,78}[a-z0-9])?\.(?:" + "|".join(FORMATS) + ")")
_OURS = ("service.md", "reviews.yml")
_WINDOWS = re.compile(r"(?:con|prn|aux|nul|com[0-9]|lpt[0-9])(?:\..*)?")
_LANGUAGE = re.compile(r"[a-z]{2,3}(?:-[A-Z][a-z]{3})?(?:-(?:[A-Z]{2}|[0-9]{3}))?")
_HOST = re.compile(r"(?:[^\W_](?:[\w-]*[^\W_])?\.)+[^\W_][\w-]*[^\W_]")
_UNSAFE = re.compile(r"[\s<>\"'`\\^{|}]")
_DAY = r"^[0-9]{4}-[0-9]{2}-[0-9]{2}$"
_SHA256 = re.compile(r"[0-9a-f]{64}")
_ICON = re.compile(r"material/[a-z0-9]+(?:-[a-z0-9]+)*")


def is_file_name(text: str) -> bool:
    """Whether the text can name a snapshot on every system: no folder, and a format that can be read."""
    return bool(_FILE.fullmatch(text)) and not _WINDOWS.fullmatch(text) and text not in _OURS


def is_slug(text: str) -> bool:
    """Whether the text can name a folder and a page on every system: small letters, digits and single hyphens."""
    return len(text) <= 60 and bool(_SLUG.fullmatch(text)) and not _WINDOWS.fullmatch(text)


def _wrong(message: str, remedy: str) -> PydanticCustomError:
    # The two sentences travel as context, so that pydantic never fills in braces that stand in a contributed value.
    return PydanticCustomError("ours", "{message}", {"message": message, "remedy": remedy})


def _line(text: str) -> str:
    if not text.strip():
        raise _wrong("is empty", "Write something, or delete the line.")
    if "\n" in text.strip():
        raise _wrong("is more than one line", "Write it on one line.")
    return _seen(text.strip())


def _seen(text: str) -> str:
    # Direction marks, tags and zero-width spaces let a name look like another; joiners are letters of some scripts.
    if hidden := next((c for c in text if unicodedata.category(c) == "Cf" and c not in "\u200c\u200d"), None):
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
    """The text, when it is a plain http(s) address that is safe in a link; raises PydanticCustomError if not."""
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


def _unknown(value: Any) -> Any:
    return None if value == UNKNOWN else value


def _file_name(text: str) -> str:
    if not is_file_name(text):
        raise _wrong(
            "is not the name of a snapshot",
            "Use small letters, digits, `-`, `_` and `.`, end in "
            + " or ".join(f".{f}" for f in FORMATS)
            + ", no folder.",
        )
    return text


def _pattern(pattern: re.Pattern[str]) -> Any:
    """What the JSON Schema says of the text's shape, so that an editor sees it while one types."""
    return Field(json_schema_extra={"pattern": f"^(?:{pattern.pattern})$"})


Line = Annotated[str, AfterValidator(_line), Field(max_length=200)]
Verbatim = Annotated[str, AfterValidator(_prose), Field(max_length=4000)]
Prose = Annotated[Verbatim, AfterValidator(_seen)]
Pattern = Annotated[str, AfterValidator(_prose), Field(max_length=4000)]
Label = Annotated[Line, _words(4)]
Slug = Annotated[
    str,
    _shape(_SLUG, "is not an id", "Use small letters, digits and hyphens, as in the file's name."),
    _pattern(_SLUG),
]
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
FileName = Annotated[str, AfterValidator(_file_name), _pattern(_FILE)]
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


class Written(BaseModel):
    """A mapping that a person writes: no field too many, nothing converted behind their back."""

    model_config = ConfigDict(extra="forbid", strict=True, frozen=True)


class SnapshotEntry(Written):
    """One captured file of a service's policy."""

    file: FileName = Field(description="the snapshot's file name in this folder, as 2018-07-22.txt or undated-1.txt")
    captured: DateOrUnknown = Field(description="the day of capture, as 2018-07-22, or the word unknown")
    dated: DateOrUnknown = Field(None, description="the day that the policy gives itself, as 2018-07-22, or unknown")
    source: AddressOrUnknown = Field(description="the address that it was captured from, or the word unknown")
    sha256: Sha256 = Field(description="the 64 digits that `sha256sum FILE` prints")
    repair_mojibake: bool = Field(False, description="true where the file's letters were broken before it was captured")


class ServicePage(Written):
    """The frontmatter of content/policies/<service>/service.md."""

    name: Line = Field(description="the service's name, as its users know it")
    lang: Language = Field(description="the language of the policy, as en")
    website: Address | None = Field(None, description="the service's website, as https://example.com")
    policy_url: Address | None = Field(None, description="where the policy stands today")
    snapshots: list[SnapshotEntry] = Field(
        min_length=1,
        max_length=200,
        description="a list of the captured files, each with file, captured, source, sha256",
    )


class Review(Written):
    """One correction by a person."""

    practice: Slug = Field(description="the practice's id: the name of its file in site_config/practices")
    outcome: Outcome = Field(description="what the policy says: present, absent, unclear or silent")
    quote: Verbatim = Field(description="the policy's own words that show it, copied letter for letter")
    because: Prose = Field(description="one sentence that says why")
    reviewer: Line = Field(description="your name or handle, as it will be shown")
    date: datetime.date = Field(description="the day of your review, as 2018-07-22")


class Reviews(RootModel[Annotated[list[Review], Field(max_length=500)]]):
    """content/policies/<service>/reviews.yml."""


class RuleEntry(Written):
    """One pattern of a practice; what its parts mean is told in model.Rule."""

    name: Line = Field(description="a short name, shown to those who ask why a badge is there")
    pattern: Pattern = Field(description="the pattern that a sentence must match")
    unless: Pattern = Field("", description="a pattern that the sentence must not match")
    under: Pattern = Field("", description="a pattern that the heading above the sentence must match")
    near: Pattern = Field("", description="a pattern that the clause or its heading must match")
    subject: Literal["we", "any"] = Field("any", description="who acts: we, or any")
    negated: Outcome = Field("silent", description="the outcome where the sentence has a not: absent, silent, ...")


class Detection(Written):
    """A practice's rules by the outcome that they show."""

    present: list[RuleEntry] = Field(default=[], description="rules that show that the service does this")
    absent: list[RuleEntry] = Field(default=[], description="rules that show that it says it does not")
    unclear: list[RuleEntry] = Field(default=[], description="rules that show that one cannot tell")


class Answers(Written):
    """A practice's outcomes in words, as they stand on badges."""

    present: Line = Field(description="the badge where the service does this")
    absent: Line | None = Field(None, description="the badge where it says that it does not")
    unclear: Line = Field(description="the badge where one cannot tell")
    silent: Line = Field(description="the badge where the policy does not say")


class Examples(Written):
    """Sentences with the outcome that a practice's rules must give; ``silent`` are near misses."""

    present: list[Prose] = Field(default=[], description="sentences that show that the service does this")
    absent: list[Prose] = Field(default=[], description="sentences that show that it does not")
    unclear: list[Prose] = Field(default=[], description="sentences from which one cannot tell")
    silent: list[Prose] = Field(default=[], description="near misses: sentences that must show nothing")


class PracticeFile(Written):
    """site_config/practices/<id>.yml: one badge."""

    label: Label = Field(description="the badge's name, at most four words")
    question: Line = Field(description="the question that the badge answers, with its question mark")
    explanation: Prose = Field(description="two sentences: what it means for the reader")
    definition: Prose = Field(description="what counts and what does not")
    category: Slug = Field(description="one of the ids of site_config/categories.yml")
    tone: Tone = Field(description="how it feels to the person whose data it is: concern, neutral or protective")
    icon: Icon = Field(description="material/ and the icon's name, as material/cookie-outline")
    first: bool = Field(default=False, description="true: among the few answers that stand first on a service's page")
    wins: Literal["present", "absent"] | None = Field(
        default=None, description="the outcome that settles a policy which says both: present or absent"
    )
    gdpr: str = Field(max_length=40, description='the article of the GDPR that asks for it, as "13(1)(e)", or ""')
    answers: Answers = Field(description="the badge's words for present, absent, unclear and silent")
    detection: Detection = Field(description="lists of rules under present, absent and unclear")
    examples: Examples = Field(description="lists of sentences under present, absent, unclear and silent")


class CategoryEntry(Written):
    """One category of site_config/categories.yml."""

    label: Label = Field(description="the category's name, at most four words")
    question: Line = Field(description="the question that its practices answer")
    icon: Icon = Field(description="material/ and the icon's name")
    order: int = Field(description="its place in the order, as 1")
    lexicon: dict[str, float] = Field(description="words and phrases that point to it, each with a weight, as 1.5")


class CategoriesFile(RootModel[dict[str, CategoryEntry]]):
    """site_config/categories.yml."""


class ConditionEntry(Written):
    """A limit that a sentence can set to what it says."""

    label: Line = Field(description="the words shown beside a badge, as with consent")
    pattern: Pattern = Field(description="the pattern that a sentence with this limit matches")
    outcomes: list[Outcome] = Field(
        default=["present", "absent", "unclear"], description="the outcomes that the limit is told of"
    )
    tones: list[Tone] = Field(
        default=["concern", "neutral", "protective"], description="the tones of the practices that it is told of"
    )


class WordsFile(Written):
    """site_config/words.yml: what the patterns of all practices share."""

    macros: dict[str, Pattern] = Field(description="a mapping of names and pieces of pattern")
    conditions: dict[str, ConditionEntry] = Field(description="a mapping of ids, each with label and pattern")
