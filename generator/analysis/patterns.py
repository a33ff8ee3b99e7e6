"""Compile practice patterns: google-re2 in linear time, with the macros of words.yml written out.

Patterns come from pull requests, so nothing in them may cost more than the text is long: no look-around, no
back-references, and macros that stay small.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import Any, Final

import re2

from generator.analysis.forms import noun_forms, noun_of, verb_forms, verb_rules
from generator.problems import closest
from generator.words import WordClasses, Words

#: The longest pattern with its macros written out, in characters; more is a circle, or a bomb.
PATTERN_LIMIT = 50_000
#: The largest program that re2 may make of a pattern, and of all patterns of one practice together: where a text fits
#: in no small automaton, each of its characters meets the whole program.
PROGRAM_LIMIT = 16_000
PRACTICE_LIMIT = 150_000
#: How often a part of a pattern may be repeated, counted repetitions within others multiplied: as often is the place in
#: the program open that a text may stand at.
REPEAT_LIMIT = 200
#: How much of a pattern is repeated to say where its mistake is, in characters.
ERROR_LIMIT = 40
#: The closed lists of words.yml that patterns may name: words between those that matter.
FILLING: Final = ("determiners", "adverbs", "modals")
_MACRO = re.compile(r"\{([a-z][a-z-]*)\}")
#: What stands behind the name of an act where its nouns are meant: {sell-noun} is sale, sales, rental ...
ACT_NOUN = "-noun"
#: What stands behind the name of a topic whose words are verbs: {task-ing} is providing, improving ...
ING = "-ing"
#: How every pattern is compiled: mistakes are told by us, not printed by the library; a character is one byte, since
#: the match text is ASCII, and automata for longer characters are larger.
OPTIONS = re2.Options()
OPTIONS.log_errors = False
OPTIONS.encoding = re2.Options.Encoding.LATIN1


class CostlyPattern(ValueError):
    """A pattern is one, and may cost too much."""


def expand(pattern: str, words: Words) -> str:
    """Return the pattern with its macros, ``{we}``, written out. Raises ValueError for a macro that words.yml lacks."""
    if _MACRO.search(pattern) is None:
        return pattern  # most of a check needs no list of words
    written = _written_out(pattern, _macros(words))
    if left := sorted(set(_MACRO.findall(written))):
        if unknown := [name for name in left if name not in _macros(words)]:
            near = closest(unknown[0], _macros(words))
            hint = f"did you mean {{{near}}}?" if near else f"there are {', '.join(_macros(words))}"
            raise ValueError(f"{{{unknown[0]}}} is not a macro of words.yml; {hint}")
        raise ValueError("macros are nested more than 8 deep or in a circle, or make the pattern too long")
    return written


@lru_cache(maxsize=4)
def written_macros(words: Words) -> Mapping[str, str]:
    """Return all macros by name, those that are lists of words.yml as well; in a macro others may be named."""
    return _lists(words.classes) | dict(words.macros)


@lru_cache(maxsize=4)
def _macros(words: Words) -> Mapping[str, str]:
    """Return the macros by name, each with the macros that it uses written out as far as 8 rounds bring it."""
    given = written_macros(words)
    macros = given
    for _ in range(8):
        macros = {name: _written_out(text, given) for name, text in macros.items()}
    return macros


def _lists(classes: WordClasses) -> dict[str, str]:
    """Return the lists of words as pieces of pattern: ``{sell}`` is sell, sells, sold, rent ..., ``{determiners}`` the.

    Of an act all forms of its verbs, ``{sell-noun}`` its nouns; of parties and topics singular and plural,
    ``{task-ing}`` the words of a topic as verbs in -ing; and of the closed lists those that fill a sentence.
    """
    grammar = dict(classes.grammar)
    irregular, doubled = verb_rules(grammar)
    lists = {
        act: {form for verb in verbs for form in verb_forms(verb, irregular, doubled)} for act, verbs in classes.acts
    }
    lists |= {act + ACT_NOUN: _nouns(verbs, classes) for act, verbs in classes.acts}
    lists |= {
        name: {form for word in listed for form in noun_forms(word)}
        for name, listed in (*classes.parties, *classes.topics)
    }
    lists |= {
        topic + ING: {
            form for verb in listed for form, letters in verb_forms(verb, irregular, doubled).items() if "g" in letters
        }
        for topic, listed in classes.topics
    }
    lists |= {name: set(grammar.get(name, ())) for name in FILLING}
    return {
        name: "|".join(sorted(re.escape(word).replace(r"\ ", " ") for word in words)) for name, words in lists.items()
    }


def _nouns(verbs: Sequence[str], classes: WordClasses) -> set[str]:
    """Return the nouns of some acts: those that words.yml has, or those that follow from the verb."""
    nouns = {noun for noun, verb in classes.nouns if verb in verbs}
    nouns |= {noun for verb in verbs if (noun := noun_of(verb, classes.sentences.nounless))}
    return {form for noun in nouns for form in noun_forms(noun)} or {"-"}


def act_names(words: Words) -> frozenset[str]:
    """Return the names of the lists of acts."""
    return frozenset(act for act, _verbs in words.classes.acts)


def _written_out(pattern: str, macros: Mapping[str, str]) -> str:
    """Return the pattern with each macro replaced once; as it was, when that would make it longer than the limit."""
    used = _MACRO.findall(pattern)
    if sum(len(macros.get(name, "")) for name in used) > PATTERN_LIMIT:
        return pattern
    return _MACRO.sub(lambda match: f"(?:{macros[match[1]]})" if match[1] in macros else match[0], pattern)


def compile_pattern(pattern: str, words: Words) -> Any:
    """Return the compiled pattern.

    Raises ValueError with re2's own words when it cannot be matched in linear time, CostlyPattern when that is long.
    """
    try:
        written = expand(pattern, words)
        if (repeats := _repeats(written)) > REPEAT_LIMIT:
            raise CostlyPattern(f"a part of it is repeated up to {repeats:,} times, where {REPEAT_LIMIT} is the limit")
        compiled = re2.compile(written.encode("ascii"), OPTIONS)
        if compiled.programsize > PROGRAM_LIMIT:
            size = f"{compiled.programsize:,} steps"
            raise CostlyPattern(f"it is compiled to {size}, where {PROGRAM_LIMIT:,} is the limit")
        return compiled
    except UnicodeEncodeError as error:
        raise ValueError("patterns are plain ASCII; the match text has no other characters") from error
    except re2.error as error:
        message = error.args[0].decode() if isinstance(error.args[0], bytes) else str(error)
        what, _, where = message.partition(": ")  # it may repeat the whole pattern, macros and all
        raise ValueError(message if len(where) <= ERROR_LIMIT else what) from error


# Plain characters in a row are one part: a count behind them repeats the last.
_PART = re.compile(r"[^\\\[(){*+?]+|\\.|\[\^?\]?(?:\\.|\[:\^?\w+:\]|[^\]\\])*\]|\{(\d+)(?:,(\d*))?\}|.", re.DOTALL)


def _repeats(pattern: str) -> int:
    """How often a part of the pattern is repeated by counts at most; counts within counts are multiplied."""
    most = part = 1
    groups = [1]
    for found in _PART.finditer(pattern):
        text = found[0]
        if text == "(":
            groups.append(1)
        elif text == ")" and len(groups) > 1:
            part = groups.pop()
        elif found[1]:
            part *= max(1, int(found[2] or found[1]))
        elif text not in "*+?":
            part = 1
        if part > groups[-1]:
            groups[-1] = part
            most = max(most, part)
    return most
