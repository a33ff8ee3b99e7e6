"""Find what a frame says in a sentence: who does what, to which data, for whom; not in which order or voice.

A frame names lists of words.yml by slots. Its act is looked for first, as a pattern is. Only where that stands, and a
word of each other slot as well, the reader is asked whether the words stand where the frame wants them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Final

from generator.analysis.entitled import Entitling, compile_entitling, entitled
from generator.analysis.forms import verb_forms, verb_rules
from generator.analysis.judging import Match, Sentence
from generator.analysis.patterns import ACT_NOUN, act_names, compile_pattern
from generator.analysis.reference import Pointer
from generator.analysis.statements import Phrase, Proposition
from generator.practices import Frame
from generator.words import Words

#: How many characters behind a phrase still say what it is about: "information >about your location<".
BEHIND: Final = 40
_MARK: Final = re.compile(rb"[,.;:?()]")
_NOWHERE: Final = re.compile(rb"(?!)")
# "Ask us >for the data<": what is asked for.
_ASKED: Final = re.compile(rb" for ")
#: What `who` may name besides lists: those who speak, those who are spoken to, and these as those who may have it done.
PERSONS: Final = ("entitled", "we", "you")


@dataclass(frozen=True, slots=True)
class CompiledFrame:
    """Hold the slots of a frame as patterns; None where the frame does not care. ``person`` acts, where it is one.

    ``anywhere`` are the lists of which a word must stand in the sentence, or in the one before where it points there.
    ``again`` are pronouns that mean something named before in the same sentence; ``more`` goes on behind a noun.
    ``entitling`` is there where the reader may have the act done, with ``themselves`` where they do it themselves.
    """

    person: str
    who: Any
    data: Any
    to: Any
    purpose: Any
    anywhere: tuple[Any, ...]
    entitling: Entitling | None = None
    themselves: bool = False
    again: frozenset[str] = frozenset()
    more: re.Pattern[bytes] = _NOWHERE

    @property
    def patterns(self) -> tuple[Any, ...]:
        """The patterns of all slots that are not free."""
        return tuple(one for one in (self.who, self.data, self.to, self.purpose, *self.anywhere) if one is not None)

    def may_fit(self, sentence: Sentence) -> bool:
        """Tell whether a word of each slot stands in a sentence or before it: most sentences are out, unread."""
        wanted = (*self.anywhere, self.to, self.who, self.purpose, self.data)
        return all(words is None or _own(words, sentence) or _before(words, sentence) for words in wanted)

    def fits(self, sentence: Sentence, act: tuple[int, int], own: int = 0) -> Match | None:
        """Give from where to where a sentence fills the frame with the act between two offsets; None where not.

        Its own words begin at ``own``.
        """
        places = [act]
        whole = False
        for words in self.anywhere:
            if (place := _own(words, sentence)) is None:
                pointer = _pointer(words, sentence, whole=not whole)
                if pointer is None:
                    return None
                whole |= pointer.whole  # "in such a case" stands for one thing
                place = pointer.start, pointer.end
            places.append(place)
        slots = [(self.who, _doers), (self.data, _things), (self.to, _recipients), (self.purpose, _purposes)]
        wanted = [(words, phrases) for words, phrases in slots if words is not None]
        said = sentence.said_at(act[0])
        if said is not None and said.hedged:
            return None
        if self.entitling is not None:
            if not entitled(said, sentence, act, own, self.entitling, themselves=self.themselves):
                return None
        elif not self._says(said, slots=bool(wanted)):
            return None
        filled = [_filled(words, phrases, said, sentence, act[1], self) for words, phrases in wanted]
        found = [place for place in filled if place is not None]
        if len(found) < len(wanted):
            return None
        first = min(start for start, _ in (act, *found))
        return Match(first, act[0], max(end for _, end in (*places, *found)))

    def _says(self, said: Proposition | None, *, slots: bool) -> bool:
        """Tell whether an act is said of the frame's person, and not only supposed; with ``slots`` it is read."""
        if said is None:
            return not (slots or self.person)
        aside = said.place == "aside" and (slots or bool(self.person))
        return not (said.place == "supposed" or aside or (self.person and not self._acts(said)))

    def _acts(self, said: Proposition) -> bool:
        """Tell whether it is the frame's person who acts: a name that the reader does not know may be the service's."""
        if said.who == "it" and self.person == "we":
            return said.doer is None or not said.doer.text.startswith("your ")
        return said.who == self.person


def compile_frame(frame: Frame, words: Words) -> CompiledFrame:
    """Make patterns of a frame's slots. Raises ValueError for a name that words.yml does not have."""
    person = next((name for name in PERSONS if name in frame.who), "")
    slots = (_parties(frame), frame.data, frame.to, frame.purpose)
    doer, data, to, purpose = (_compiled(names, words) for names in slots)
    anywhere = tuple(_compiled((name,), words) for name in frame.any)
    entitling = compile_entitling(words) if person == "entitled" else None
    listed = words.classes.sentences
    return CompiledFrame(
        *(person, doer, data, to, purpose, anywhere, entitling, "you" in frame.who),
        again=listed.again,
        more=_going_on(listed.going_on),
    )


@lru_cache(maxsize=4)  # the same for all frames
def _going_on(words: frozenset[str]) -> re.Pattern[bytes]:
    """Return the pattern of what goes on behind a noun."""
    return re.compile(rf" (?:{'|'.join(map(re.escape, sorted(words)))}) ".encode("ascii")) if words else _NOWHERE


def act_pattern(frame: Frame, words: Words) -> str:
    """Give the pattern of a frame's act: every form of its verbs, and the nouns of these acts.

    A verb whose rest may stand behind its object counts from its first word: "make it available".
    """
    acts = act_names(words)
    names = [name + noun for name in frame.act for noun in (("", ACT_NOUN) if name in acts else ("",))]
    verbs = (verb for act, listed in words.classes.acts if act in frame.act for verb in listed)
    behind = words.classes.sentences.predicates
    apart = [verb.split(" ") for verb in verbs if " " in verb and verb.rpartition(" ")[2] in behind]
    rules = verb_rules(dict(words.classes.grammar))
    forms = [(form, rest) for first, rest in apart for form in verb_forms(first, *rules)]
    return "|".join((_pattern(names), *(rf"\b{form} (?:[^ .;:?]+ ){{1,8}}?{rest}\b" for form, rest in forms)))


def beside_act(frame: Frame) -> tuple[str, ...]:
    """Give the patterns of the other slots of a frame: a word of each must stand in the sentence or before it."""
    slots = (*((name,) for name in frame.any), _parties(frame), frame.data, frame.to, frame.purpose)
    return tuple(_pattern(names) for names in slots if names)


def _parties(frame: Frame) -> tuple[str, ...]:
    """Give the lists of parties that may act, without the persons."""
    return tuple(name for name in frame.who if name not in PERSONS)


def _pattern(names: Sequence[str]) -> str:
    return rf"\b(?:{'|'.join(f'{{{name}}}' for name in names)})\b"


def _compiled(names: Sequence[str], words: Words) -> Any:
    return compile_pattern(_pattern(names), words) if names else None


def _own(words: Any, sentence: Sentence) -> tuple[int, int] | None:
    """Say where a word of a list stands in a sentence."""
    hit = words.search(sentence.match)
    return (hit.start(), hit.end()) if hit is not None else None


def _before(words: Any, sentence: Sentence) -> bool:
    """Tell whether a sentence may point at a word of a list in the one before it."""
    return sentence.before is not None and sentence.points and words.search(sentence.before.match) is not None


def _pointer(words: Any, sentence: Sentence, *, whole: bool) -> Pointer | None:
    """Give what points at a word of a list in the sentence before; with ``whole`` all that is said there may be it."""
    if not _before(words, sentence):
        return None
    fitting = (one for one in sentence.pointers if whole or not one.whole)
    return next((one for one in fitting if words.search(one.text.encode("ascii", "replace"))), None)


def _filled(
    words: Any, phrases: Any, said: Proposition | None, sentence: Sentence, end: int, frame: CompiledFrame
) -> tuple[int, int] | None:
    """Say where a phrase of the act fills a slot; where the reader has none, the words right behind the act."""
    match = sentence.match
    found = list(phrases(said)) if said is not None else []
    meant = sentence.pointers if found and _before(words, sentence) else ()
    for phrase in found:
        goes_on = (
            frame.more.match(match, phrase.end)
            or (phrase.text.endswith("access") and match[phrase.end :][:4] == b" to ")
            or (phrase.text == "us" and _ASKED.match(match, phrase.end))
        )
        stop = _up_to_mark(match, phrase.end) if goes_on else phrase.end
        more = match[phrase.end : stop]
        if words.search(phrase.text.encode("ascii", "replace") + more):
            return phrase.start, min(phrase.end, len(match))
        within = (one.noun for one in meant if phrase.start <= one.start < stop and not one.whole)
        if any(words.search(text.encode("ascii", "replace")) for text in within):
            return phrase.start, min(phrase.end, len(match))  # "its members", "none of them"
        if phrase.text.endswith("the following") and (hit := words.search(match, phrase.end)):
            return phrase.start, hit.end()  # "the following may see it: our vendors"
        if phrase.text.rpartition(" ")[2] in frame.again and (hit := words.search(match, 0, phrase.start)):
            return hit.start(), hit.end()  # "we take your data and sell it"
    if phrases is _doers or (found and phrases is not _recipients):
        return None
    hit = words.search(match, end, _up_to_mark(match, end))
    return (hit.start(), hit.end()) if hit is not None else None


def _up_to_mark(match: bytes, at: int) -> int:
    mark = _MARK.search(match, at, at + BEHIND)
    return mark.start() if mark is not None else min(at + BEHIND, len(match))


def _doers(said: Proposition) -> Iterator[Phrase]:
    return iter((said.doer,) if said.doer is not None else ())


def _things(said: Proposition) -> Iterator[Phrase]:
    """Give what is done to: "provide them >with the data<" has it as a recipient."""
    yield from said.what
    yield from (phrase for phrase in said.to if phrase.text.startswith("with "))


def _recipients(said: Proposition) -> Iterator[Phrase]:
    yield from said.to
    yield from said.what


def _purposes(said: Proposition) -> Iterator[Phrase]:
    yield from said.purposes
    yield from said.conditions
