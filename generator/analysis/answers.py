"""Read a question with its plain yes or no as what it says: "Do you sell my data? - Never." says that we do not."""

from __future__ import annotations

import re

#: A plain yes or no at the start of some words.
ANSWER = re.compile(
    r"[\s\-:*_]*(?:a(?:nswer)?[.:]\s+)?"
    r"(?:(yes|no|never|absolutely not|of course not|certainly not)(?=\s*(?:[.,!;:\-|]|$)|\s+we\b|\s*\n)"
    r"|(we (?:do|will|are|have) not|we (?:don't|won't))(?=\s*[.!,]))"
)
_ASKS = re.compile(r"q(?:uestion)?[.:)] ")  # "Q: Do you sell my data?"
_LIMITED = re.compile(r"\b(?:but|except|unless|only|however|other than)\b")
_QUESTION = re.compile(
    r"(?P<verb>do|does|did|will|would|can|could|may|is|are|has|have|should|shall) (?P<who>we|you|it|they|i"
    r"|(?:[\w']+ ){0,4}?(?:data|information|details|address(?:es)?|e ?mails?|cookies|names?|company|organi[sz]ation"
    r"|(?:web ?)?sites?|services?|app|account|profile|transfers?|sale|profiling)) (?P<rest>.+)\?"
)
# A reader's question ("Do you sell my data?") in the words of the policy ("do we sell your data?").
_READER = re.compile(r"\b(?:my|me|i)\b|^(?:do|will|are|have) you (?!.*\byour\b)")
_ASKED = re.compile(r"\b(?:you|my|me|i)\b")
_PERSONS = {"you": "we", "my": "your", "me": "you", "i": "you"}


def answered(question: str, folded: str, start: int, end: int) -> bytes:
    """Return what a question says with its plain yes or no: "we do not sell your data". Else nothing."""
    answer, asked = ANSWER.match(folded, start, end), _ASKS.sub("", question, count=1)
    if _READER.search(asked):
        asked = _ASKED.sub(lambda word: _PERSONS[word[0]], asked)
    parts = _QUESTION.fullmatch(asked)
    if answer is None or parts is None or _LIMITED.search(folded, start, end):
        return b""
    verb = f"{parts['verb']} not" if answer[1] != "yes" else "" if parts["verb"] == "do" else parts["verb"]
    return " ".join(f"{parts['who']} {verb} {parts['rest']}.".split()).encode("ascii")
