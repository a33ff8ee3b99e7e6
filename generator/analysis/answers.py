"""Read a question with its answer as what they say together.

With a plain yes or no it states something: "Do you sell my data? - Never." A question for what somebody wishes is the
condition of what stands behind it: "Want a copy? Write to us."
"""

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
# A question for what somebody wishes: "Do you want a copy?", "How can I see my data?", "Curious about it?"
_WISH = re.compile(
    r"(?:(?:do you |would you |you )?(?:want|wish|like|care)(?P<to> to)?|(?P<how>how (?:can|could|do|may) (?:i|you))"
    r"|(?P<mood>(?:are you )?(?:curious|wondering)(?: about)?)) (?!(?:to )?(?:know )?(?:even )?more\b)(?P<rest>[^?]+)\?"
)
# What one does about a wish, or is done about it.
_DO = re.compile(
    r"\W*(?:(?:please|just|simply|then|all you need to do is) )*"
    r"(?:ask|call|click|contact|drop|e ?mail|get in|go|let us|log|open|press|ring|send|sign|tap|tell|use|visit|write"
    r"|we(?:'ll| will| are happy)|you(?:'ll| can| will| may))\b"
)
# A reader's question ("Do you sell my data?") in the words of the policy ("do we sell your data?").
_READER = re.compile(r"\b(?:my|me|i)\b|^(?:do|will|are|have) you (?!.*\byour\b)")
_ASKED = re.compile(r"\b(?:you|my|me|i)\b")
_PERSONS = {"you": "we", "my": "your", "me": "you", "i": "you"}


def wished(question: str, answer: str) -> str:
    """Return the wish that a question asks for as the condition of its answer: "if you want a copy, "; else nothing."""
    wish = _WISH.fullmatch(question.strip())
    if wish is None or _DO.match(answer) is None:
        return ""
    rest = wish["rest"]
    if _READER.search(rest):
        rest = _ASKED.sub(lambda word: _PERSONS[word[0]], rest)
    opening = "to know " if wish["mood"] else "to " if wish["how"] or wish["to"] else ""
    return f"if you want {opening}{rest}, "


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
