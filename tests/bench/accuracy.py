"""Make site_config/accuracy.yml from counts that people made: figures only, no text.

    python3 tests/bench/accuracy.py --texts "current policies in English, read whole" --policies 19 < counts.txt

Standard input holds a line for each practice, as an evaluation prints it:

    right 14 missed 3 false 1 wrong 1  marketing-messages

``false`` are answers where people read none; with the wrong ones they are printed as wrong. With ``--closed`` nobody
who wrote the rules had seen the texts. What stands in the file of other texts is kept by hand: this prints one entry.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
from collections.abc import Iterator
from datetime import date

from generator.outputs.bundle import version

LINE = re.compile(r"right +(\d+) +missed +(\d+) +false +(\d+) +wrong +(\d+) +([a-z0-9-]+)")
HEAD = """\
# How often each badge is right, as people counted it: in how many policies it gave the answer that they read (right),
# another one or one where they read none (wrong), or none where they read one (missed). Figures only, no text.
# Made by tests/bench/accuracy.py. Only closed texts measure: nobody who wrote the rules had seen them.
"""


def entry(counts: str, texts: str, policies: int, closed: bool, day: date) -> Iterator[str]:
    """The lines of one entry of the file. Raises ValueError where the counts hold no practice."""
    found = sorted((match[5], *map(int, match.groups()[:4])) for match in LINE.finditer(counts))
    if not found:
        raise ValueError("no line says how often a practice was right")
    yield f"- texts: {json.dumps(texts)}"
    yield f"  policies: {policies}"
    yield f'  program: "{version()}"'
    yield f"  date: {day}"
    yield f"  closed: {'true' if closed else 'false'}"
    yield "  practices:"
    for practice, right, missed, false, wrong in found:
        yield f"    {practice}: {{right: {right}, wrong: {wrong + false}, missed: {missed}}}"


def main() -> None:
    """Read the counts and print the file."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--texts", required=True, help="what kind of texts they are")
    parser.add_argument("--policies", required=True, type=int, help="how many policies people read")
    parser.add_argument("--closed", action="store_true", help="nobody who wrote the rules had seen them")
    given = parser.parse_args()
    print(HEAD + "\n".join(entry(sys.stdin.read(), given.texts, given.policies, given.closed, date.today())))


if __name__ == "__main__":
    main()
