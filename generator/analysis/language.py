"""Guess a text's language from its commonest words: enough to fill in a field that a person then looks at."""

from __future__ import annotations

import re
from typing import Final

#: Words so common that a page has dozens of them, and that the other languages here do not have.
COMMON: Final = {
    "en": "the of and to our you your we this with that are may not will have",
    "de": "der die und den wir sie ihre zu von nicht mit werden oder ist auf einer",
    "fr": "le les des et vous nous vos est une pour dans que sur par aux sont",
    "es": "el los las y que del con por su sus una para usted nuestros datos está",
    "it": "il gli della che di per con una sono nel dei alla delle nostro dati è",
    "pt": "o os as da do que em com para uma seus nossos dados não são você",
    "nl": "het een van en wij uw zijn voor met niet dat op of wordt deze onze",
    "sv": "och att som vi för din dina är av inte till eller kan om när",
    "da": "og at vi din dine er af ikke til eller kan om når dig som det",
    "pl": "w i na do z jest oraz nie się przez lub danych dla naszej są które",
}
NAMES: Final = {
    **{"en": "English", "de": "German", "fr": "French", "es": "Spanish", "it": "Italian", "pt": "Portuguese"},
    **{"nl": "Dutch", "sv": "Swedish", "da": "Danish", "pl": "Polish"},
}
#: Characters at the beginning of a text that are looked at: enough to tell a language, and quickly done.
BEGINNING: Final = 4_000
#: A language is told when its common words are at least this share of a text, and this many times those of the next.
SHARE, LEAD = 0.08, 1.5


def guess(text: str) -> str | None:
    """Guess the code of the language that the beginning of the text is written in, None where that is not plain."""
    words = re.findall(r"[^\W\d_]+", text[:BEGINNING].lower())
    counts = sorted(
        ((sum(map(set(common.split()).__contains__, words)), code) for code, common in COMMON.items()), reverse=True
    )
    (most, code), (next_most, _) = counts[:2]
    return code if most >= SHARE * max(len(words), 1) and most >= LEAD * next_most else None
