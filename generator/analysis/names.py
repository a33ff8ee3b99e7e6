"""Find what a service calls itself: "Acorn Mail collects ..." says who acts, as "we" does.

A policy says so where it begins ("Acorn Mail Ltd. ("Acorn", "we")", "At Acorn, we ...", "how Acorn uses your data"), in
its title, or by the name that acts in sentence after sentence. Names of others act now and then.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from typing import Final

from generator.analysis.folding import fold, match_text
from generator.analysis.lexicon import Lexicon
from generator.formats.abbreviations import COMPANY_FORMS, OPENERS

#: A service says what it calls itself among so many first characters of its policy, and in a title among fewer.
FIRST: Final = 3000
TITLE: Final = 300
#: What acts so often in a policy, and stands among its first 1000 characters, is its service; so is a word of a list,
#: or one of a few capitals ("EU"), when it acts this often.
TOP: Final = 1000
OFTEN: Final = 2
MOST: Final = 8
_ACRONYM: Final = 3
# Letters are counted: else a text of "A-A-A-..." would be gone through to its end from each of its letters.
_WORD = r"[A-Z0-9][A-Za-z0-9&-]{0,30}"
_NAME = rf"(?<!\w){_WORD}(?:(?: & |[ .]){_WORD}){{0,3}}"
# Capital words that are a whole subject: a verb of the third person follows, or a helper. "The Institution may" names
# nobody: it is a word of the policy's own.
# The letters that it may begin with stand first, so that all others are passed over quickly.
_SUBJECT = re.compile(
    rf"(?=[A-Z0-9toyea])(?:\b([Tt]he|[Tt]his|[Oo]ur|[Yy]our|[Ee]ach|[Aa]n?) )?({_NAME}) "
    r"(?:(?:may|will|does|can|cannot|has|never|also|only|reserves|collects|uses|shares|processes|stores|keeps|sells"
    r"|receives|provides|respects|takes|believes)\b)"
)
# '("Acorn", "we" or "us")': what stands in the bracket, and right before it.
_BRACKET = re.compile(r"\(([^()]{2,160})\)")
_US = re.compile(r"[\"'\u2018\u201c](?:[Ww]e|[Uu]s|[Oo]ur)\b")
_QUOTED = re.compile(rf"[\"'\u2018\u201c]({_NAME})[,.]?[\"'\u2019\u201d]")
_BEFORE: Final = 100
_LAST_NAME = re.compile(rf"(?<!, )({_NAME}),?(?: (?:{'|'.join(COMPANY_FORMS)})\b\.?)*[ ,]*$")
# "At Acorn, we ...", "how Acorn uses your data", "welcome to Acorn!"
_SAYS = re.compile(
    rf"\b(?:[Aa]t ({_NAME}),? we\b|[Ww]e at ({_NAME})|[Ww]elcome to ({_NAME})"
    rf"|(?:how|that) ({_NAME}) (?:collects?|uses?|shares?|process(?:es)?|handles?|treats?|protects?)\b)"
)
_KIND: Final = (
    "global|online|website|user|consumer|customer|service|personal|european|regional|state|u\\.s\\.|full|previous"
)
_TITLED = re.compile(
    rf"(?<!\S)({_NAME}?)(?:['\u2019]s)? (?i:(?:{_KIND}) ){{0,3}}"
    r"(?:Privacy|Data|Cookie)(?: and \w+)?(?: Protection)? (?:Policy|Notice|Statement)\b"
    rf"|Privacy (?:Policy|Notice|Statement) (?:of|for|by) (?:the )?({_NAME})"
)
_FORMS = re.compile(rf"(?:,? (?:{'|'.join(COMPANY_FORMS)})\b\.?)+$")
_NO_NAME: Final = frozenset(
    {"privacy", "policy", "policies", "notice", "statement", "section", "data", "information", "services", "cookie"}
    | {"site", "app", "cookies", "terms", "us", "we", "date", "contents", "updated", "effective", *_KIND.split("|")}
)
#: What begins a sentence before its subject.
_OPENS: Final = frozenset({*OPENERS, "once", "why", "while", "because", "who", "there", "its", "welcome", "last"})


def own_names(text: str, lexicon: Lexicon) -> frozenset[str]:
    """Give the names of the service in a policy's text, as the reader of sentences sees them."""
    acts, nouns = Counter[str](), Counter[str]()
    for noun, name in _SUBJECT.findall(text):
        (nouns if noun else acts)[_plain(name)] += 1
    top = text[:TOP]
    often = {name for name, count in acts.items() if name and count >= OFTEN and count > nouns[name] and name in top}
    acting = {name for name in often if acts[name] >= MOST or _is_name(name, lexicon)}
    said = {name for name in map(_plain, _said(text[:FIRST])) if name}
    return frozenset(match_text(fold(name)) for name in said | acting)


def _said(text: str) -> Iterator[str]:
    """Yield what the beginning of a policy says to be the service's name."""
    for bracket in _BRACKET.finditer(text):
        if _US.search(bracket[1]):
            yield from (found[1] for found in _QUOTED.finditer(bracket[1]))
            if name := _LAST_NAME.search(text[max(0, bracket.start() - _BEFORE) : bracket.start()]):
                yield name[1]
    for pattern, part in ((_SAYS, text), (_TITLED, text[:TITLE])):
        yield from (name for found in pattern.finditer(part) for name in found.groups() if name)


def _plain(name: str) -> str:
    """Return a name without what only begins its sentence, and without its company's form; "" where it is no name."""
    words = _FORMS.sub("", name).split()
    while words and words[0].lower() in _OPENS:
        del words[0]
    return "" if _NO_NAME & {word.lower() for word in words} else " ".join(words)


def _is_name(name: str, lexicon: Lexicon) -> bool:
    """Tell whether the words are no words that a list has: "Third Parties may" names nobody, "Acorn Bank may" does."""
    terms = [lexicon.term(word) for word in match_text(fold(name)).split()]
    last, company = terms[-1], len(terms) > 1 and not name.endswith("s")
    listed = set(last.groups) - ({"service", "other"} if company else set())
    short = name.isupper() and len(name) <= _ACRONYM
    return not (listed or last.noun or short) and terms[0].tags[0] in "nev"
