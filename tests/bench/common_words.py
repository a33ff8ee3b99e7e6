"""Make site_config/common_words.yml from the texts of a folder: figures and single words, no text.

    python tests/bench/common_words.py FOLDER

A word is listed when one clause in a thousand holds it, in ten policies at least, and when it is mostly written small:
so names are not. Words that about as many clauses hold share a line.
"""

from __future__ import annotations

import re
import sys
from collections import Counter, defaultdict
from pathlib import Path

# The package and the tests' small helpers are found from any folder, installed or not.
ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT), str(Path(__file__).parent)]

from builds import texts  # noqa: E402

from generator.analysis.clauses import segment  # noqa: E402
from generator.formats import Unreadable, extract  # noqa: E402
from generator.reading.common_words import COMMON_WORDS  # noqa: E402

POLICIES, STEP, SMALL = 10, 1.1, 0.5
WORD = re.compile(r"[^\W\d_]{2,}")
WIDTH = 110


def main() -> None:
    """Count the words and write the file."""
    clauses: Counter[str] = Counter()
    policies: Counter[str] = Counter()
    written: Counter[str] = Counter()
    small: Counter[str] = Counter()
    number = read = 0
    for data in texts(Path(sys.argv[1])):
        try:
            document = extract(data, "md")
        except Unreadable:
            continue
        read += 1
        found: set[str] = set()
        for clause in segment(document)[1]:
            number += 1
            words = WORD.findall(clause.text)
            written.update(word.lower() for word in words)
            small.update(word for word in words if word.islower())
            clauses.update({word.lower() for word in words})
            found |= {word.lower() for word in words}
        policies.update(found)
    rows: dict[int, list[str]] = defaultdict(list)
    for word, count in clauses.items():
        share = 1000 * count / number
        if share >= 1 and policies[word] >= POLICIES and small[word] >= SMALL * written[word] and word.isascii():
            step = 1
            while step * STEP <= share and round(step * STEP) > 0:
                step = max(step + 1, int(step * STEP))
            rows[step].append(word)
    lines = [
        "# Of 1,000 clauses so many hold each of these words; a word that is not here is rare. Counted by",
        f"# tests/bench/common_words.py in {number:,} clauses of {read} policies in English; not written by hand.",
    ]
    for step in sorted(rows, reverse=True):
        lines.append(f"- in_thousand: {step}")
        lines += _folded("  words: ", sorted(rows[step]))
    (ROOT / COMMON_WORDS).write_text("\n".join((*lines, "")))


def _folded(start: str, words: list[str]) -> list[str]:
    """Fold the words in quotes, since some alone mean something else in YAML."""
    lines, line = [], f'{start}"'
    for word in words:
        if len(line) + len(word) > WIDTH:
            lines.append(line.rstrip())
            line = "    "
        line += f"{word} "
    return [*lines, f'{line.rstrip()}"']


if __name__ == "__main__":
    main()
