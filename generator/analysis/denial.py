"""Find what a sentence denies, and who acts in it: how far a "not" reaches, and when a denial is none.

English denies in front of the verb ("never sell"), behind it ("sold to nobody") and by its object ("collect no
names"). Some nots deny nothing: "not only", "do not hesitate to". And a denial that holds only for those who ask for
it, or for some people, is no denial of the practice: the policy is then silent.

The patterns here are Python's: people write none of them, and none repeats what it repeats.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from typing import Literal

Sense = Literal["stated", "denied", "void"]

# "Do not hesitate to share", "will not fail to tell": such a not takes back its own verb.
_TAKEN_BACK = (
    rb"(?:only|just|merely|simply|solely|limit|necessarily|hesitate|fail|refuse|forget|neglect|omit|refrain|cease|stop"
    rb"|(?:less|more|later|longer|fewer) than"
    rb"|doubt|deny|hide|exclude|rule out|prevent|preclude|prohibit|restrict|affect|uncommon|unusual|unlikely)"
)
_NOT = re.compile(
    rb"\b(?:not|never|neither|nor|cannot|nobody|none)\b(?! (?:\w+ )?" + _TAKEN_BACK + rb")(?! (?:notice|track\b))"
    rb"|n't\b(?! (?:\w+ )?" + _TAKEN_BACK + rb")"
    rb"|\bno\b(?! (?:later|longer than|matter|more than|less than|cost|charge|fee|doubt|further notice|extra))"
    rb"|\b(?:prohibit\w*|refrains?|forbid\w*) from\b"
    # "We avoid the use of": also where the verb that is asked about is this "use".
    rb"|\b(?:avoids?|stopped)(?: (?:the use of|using)\b|(?: the)? $)|\b(?:do|does) without\b"
)
_ANY_NOT = re.compile(
    rb"(?:\b(?:not|never|neither|nor|cannot|no)\b|n't\b)(?P<empty> (?:\w+ )?" + _TAKEN_BACK + rb"\b)?"
)
_NOT_END = re.compile(
    rb"[;:]|\.(?: |$)| - |\b(?:but|however|unless|except|other than|until|if|because|although|instead)\b"
    rb"|\b(?:(?:as|so) long as|provided that)\b"
    rb"|,? (?:and|or|so|then) (?:we|you|they|it) |,? (?:which|that) (?:we|it) |,? and (?:may|will|can|that) "
    rb"|, (?:we|you|they|please|send|contact|write|click|visit) "
)
# "Your visits (not your name) are used": a "not" reaches no further than its own brackets.
_ASIDE = re.compile(rb"\([^()]*\)")
# "Without ever sharing or selling it": the verb itself follows, not "consent" or "notice".
_WITHOUT = re.compile(rb"\bwithout (?:(?:ever|us|our|being|\w+ing,?|and|or) ){0,4}$")
_DOING = re.compile(rb"\w+ing\b|\w+ed\b")
# "Sold to nobody", "shared under no circumstances", "a transfer does not take place", "collect no names".
_BEHIND = re.compile(
    rb"[^.;:,]*? (?:(?:to|with|by|for|from) (?:\w+ )?(?:nobody|no ?one|none|no (?:third|other|outside|external) part)"
    rb"|(?:under|in|at) no (?:circumstances?|case|event|time|way)\b"
    rb"|(?:is|are|was|do|does|will|shall) (?:not|never) (?:be )?(?:made|take place|carried out|happen|occur|planned))"
)
_NO_OBJECT = re.compile(rb"\w+ (?:absolutely )?(?:no|none of)\b(?! (?:longer|later|cost|charge|fee|matter|more|less))")
# What nobody promises says nothing of what the promise would have been.
_NO_PROMISE = re.compile(
    rb"(?:\b(?:not|cannot|never|no)|n't)\b (?:\w+ ){0,3}?(?:guarantee[ds]?|promise[ds]?|warrant|assur(?:e|ance)|ensure"
    rb"|be (?:sure|certain)|true|mean|imply)\b"
)
# Most sentences have none of these letters, and nothing in them is denied.
_CUES = (
    b"no",
    b"n't",
    b"never",
    b"neither",
    b"without",
    b"refrain",
    b"prohibit",
    b"forbid",
    b"rather",
    b"instead",
    b"avoid",
    b"stopped",
)
# "Used to improve the site, but not for ads": what comes behind such a not is not what the verb does.
_BUT_NOT = re.compile(
    rb"(?:,| -) not (?!only\b|just\b|necessarily\b|limited\b)"
    rb"(?:for|to|with|by|your|any|personal|information|data)\b(?! (?:only|any other)\b)"
    rb"|\bbut (?:\w+ )?(?:not|never) (?:for|to|with|by|in order)\b(?! (?:only|any other|other|their|its)\b)"
)
# "Shared with firms that may not use it for ads": what others must not do is no purpose of what the service does.
_OTHERS_NOT = re.compile(
    rb"\b(?:they|who|which|that|it|(?:these|those|such|the) \w+|\w+ies|partners|providers|organi[sz]ations)"
    rb" (?:(?:do|does|will|may|must|shall|can|should|would|are|is) not|cannot|never|don't|won't)\b"
    rb"(?! (?:\w+ )?(?:identif|contain|includ|reveal|relate|personal))"
)
_RATHER = re.compile(rb"\b(?:rather than|instead of)\b")
_PAUSE = re.compile(rb"[.;:,]")
_IF = (
    rb"\b(?:if|when|whenever|once|after|where|as soon as|should|provided|provided that) "
    rb"(?:you|users?|visitors?|members?|customers?|(?:the|a) (?:user|person|customer)|an individual)(?:'ve)? "
)
# A choice that makes the service stop, or a group of people: the denial is theirs alone.
_FOR_SOME = re.compile(
    _IF + rb"(?:[^ .;:,]+ ){0,4}?(?:opt(?:s|ed)? out|opting out|object(?:s|ed)?\b|unsubscribed?\b"
    rb"|(?:ask|request|tell|told|direct|instruct|notif|inform)\w* (?:us|that|so|otherwise|not)\b"
    rb"|so (?:request|ask|cho)\w*|declined?\b|(?:do not|don't|would not|no longer) (?:want|wish|like)|disabled?\b"
    rb"|(?:choose|chose|chosen|elect|elected|prefer|decide|decided) (?:\w+ ){0,2}?not\b|(?:turn|switch)(?:ed)? \w+ ?off"
    rb"|withdr[ae]w|refused?\b|rejected?\b|uncheck|exercised? (?:\w+ ){0,4}?(?:opt|object)\w*)"
    rb"|\bif you(?: are|'re| live| reside| were) (?!concern|worr|wonder|curious|interested)"
    rb"|\bfor (?:users|people|customers|members|those|residents|individuals|anyone) (?:who|in|under)\b"
    rb"|\b(?:of|from|about|for|to) (?:the )?(?:eu|eea|uk|european|california|united kingdom|swiss|u_s)\b[^.;:?]{0,30}?"
    rb"\b(?:residents?|users|citizens|individuals|consumers|people|persons|members|customers|data subjects)\b"
)
_NEW_PART = re.compile(rb"[;:]|\.(?: |$)|,? (?:but|however|although|though|while) |, (?:and|so) (?:we|you|they|it) ")

_YOU = rb"you|users?|visitors?|members?|customers?|clients?|individuals?|participants?"
_OTHERS = (
    rb"they|(?:third|other) part(?:y|ies)|others|advertisers?|partners?|providers?|vendors?|networks?|merchants"
    rb"|companies|businesses|organi[sz]ations|facebook|google|twitter"
    rb"|(?:other|linked|those|these|such|third party) (?:\w+ )?(?:(?:web ?)?sites?|apps?|services?)"
)
_OURS = rb"company|sites?|websites?|services?|app|team|staff"
_VERB = (
    rb"(?: also| then| themselves| only| each| all)? (?:may|might|can|could|will|would|should|shall|must|do|does|did"
    rb"|are|is|was|have|has|agree|agrees|act|acts|use|collect|share|sell|place|set|choose|wish|want|decide|provide|post|submit|disclose|agree"
    rb"|consent|click|visit|give|send|make|need|receive)\b"
)
_ACTOR = re.compile(
    rb"\b(?:(?P<me>we|i|(?:our|this) (?:" + _OURS + rb"))"
    rb"|(?P<other>(?:" + _YOU + rb"|(?:(?:those|these|such|the|other|some|any|our|their|its) )?(?:\w+ )?(?:"
    rb"" + _OTHERS + rb"))(?=" + _VERB + rb")))\b(?: |')"
)
_RELATIVE = re.compile(
    rb"\b(?:how|that|which|what|whom|where|whatever|information|data|content|details|pages?|sites?|posts?) $"
)


def sense(match: bytes, anchor: int, end: int) -> Sense:
    """Tell whether the verb at ``anchor``, in a match that goes to ``end``, is stated, denied, or neither (void)."""
    if not any(cue in match for cue in _CUES):
        return "stated"
    if _governs(_NO_PROMISE, match, anchor) or _governs(_RATHER, match, anchor):
        return "void"
    if _BUT_NOT.search(match, anchor, end):
        return "void"
    return "denied" if _negated(match, anchor) or _denied_behind(match, anchor, end) else "stated"


def denied_to_others(match: bytes, anchor: int, end: int) -> bool:
    """Tell whether a match says, behind its verb at ``anchor``, what others do not do or must not do."""
    return _OTHERS_NOT.search(match, anchor, end) is not None


def denies(match: bytes, start: int, end: int) -> bool:
    """Tell whether a match from ``start`` to ``end`` holds a "not" that counts, or none, and takes nothing back."""
    nots = [found for found in _ANY_NOT.finditer(match, start) if found.start() < end]
    if nots and all(found["empty"] for found in nots):
        return False
    return not _governs(_NO_PROMISE, match, end)


def for_some(match: bytes, at: int) -> bool:
    """Tell whether the part of the sentence around ``at`` speaks only of those who object, or of some people."""
    parts = [0, *(part.end() for part in _NEW_PART.finditer(match)), len(match)]
    after = bisect_right(parts, at)
    return _FOR_SOME.search(match, parts[after - 1], parts[min(after, len(parts) - 1)]) is not None


def acted_by_others(match: bytes, anchor: int) -> bool:
    """Tell whether the last subject before the anchor is the reader or a third party, not the service."""
    last = None
    for actor in _ACTOR.finditer(match):
        if actor.start() >= anchor:
            break
        # "information that you provide" names what is acted on, not who acts.
        if actor["me"] or not _RELATIVE.search(match, 0, actor.start()):
            last = actor
    return last is not None and last["other"] is not None


def _negated(match: bytes, anchor: int) -> bool:
    """Say whether a "not" reaches as far as the anchor. Two of them ("not share without") still deny the first verb."""
    outside = _ASIDE.sub(lambda aside: b" " * len(aside.group()), match[:anchor])
    last = _last(_NOT, outside, anchor)
    if last is not None and _NOT_END.search(outside, last.end(), anchor) is None:
        return True
    return _DOING.match(match, anchor) is not None and _WITHOUT.search(match, 0, anchor) is not None


def _denied_behind(match: bytes, anchor: int, end: int) -> bool:
    """Tell whether a "no" stands behind the verb, as its object or with those who would receive."""
    return _BEHIND.match(match, anchor) is not None or _NO_OBJECT.match(match, anchor, end) is not None


def _governs(pattern: re.Pattern[bytes], match: bytes, anchor: int) -> bool:
    """Tell whether the last place of the pattern before the anchor stands in the same part of the sentence."""
    last = _last(pattern, match, anchor)
    return last is not None and _PAUSE.search(match, last.end(), anchor) is None


def _last(pattern: re.Pattern[bytes], match: bytes, end: int) -> re.Match[bytes] | None:
    last = None
    for last in pattern.finditer(match, 0, end):  # noqa: B007 (the last one governs)
        pass
    return last
