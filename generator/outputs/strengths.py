"""Write site_config/strengths.yml: one line a rule, so that a change shows what has changed."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from generator.words import Strengths

_HEAD = """\
# Made by `smallprint rules --on FOLDER` from {policies} policies that people have labelled; not written by hand.
# How likely a quote proves its badge: what the quotes of its rule did (here: proved 3, of 4), and how its sentence
# speaks of it. Weights are logarithms of odds. A rule that is not here is taken to be like its practice's others.
"""


def strengths_file(strengths: Strengths, policies: int) -> bytes:
    """Return the file's bytes: the same numbers always give the same."""
    return "\n".join((*_lines(strengths, policies), "")).encode()


def _lines(strengths: Strengths, policies: int) -> Iterator[str]:
    yield _HEAD.format(policies=policies).rstrip()
    yield f"share: {strengths.share}"
    yield f"base: {strengths.base}"
    yield f"rule: {strengths.rule}"
    yield "marks:" if strengths.marks else "marks: {}"
    yield from (f"  {mark}: {weight}" for mark, weight in strengths.marks)
    yield "rules:" if strengths.rules else "rules: {}"
    for practice, rows in groupby(strengths.rules, key=lambda row: row[0]):
        yield f"  {practice}:"
        yield from (f"    {rule}: [{proving}, {quotes}]" for _practice, rule, proving, quotes in rows)
