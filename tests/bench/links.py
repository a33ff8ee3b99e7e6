"""What comparing clauses costs: invented policies of fifty clauses, every pair and by champion lists.

    python tests/bench/links.py [clauses ...]

Prints a line for each number of clauses and way: links, seconds of processor, and the peak of memory. Each is measured
in a process of its own.
"""

from __future__ import annotations

import random
import resource
import subprocess
import sys
from itertools import accumulate
from pathlib import Path
from time import process_time

# The package is found from any folder, installed or not.
sys.path[:0] = [str(Path(__file__).resolve().parents[2])]

from generator.comparison import similarity  # noqa: E402
from generator.comparison.links import link  # noqa: E402
from generator.contributed import Service, Snapshot, Terms  # noqa: E402
from generator.model import Clause, Document, Finding, Policy, Section  # noqa: E402
from generator.practices import Outcome  # noqa: E402
from generator.problems import Place  # noqa: E402

CLAUSES, WORDS, TEXT = 50, 12_000, 40
"""Clauses in a policy, different words in all, and words in a clause; words are as uneven as in a language (Zipf)."""
SNAPSHOT = Snapshot("x", "x.txt", "txt", b"", "0" * 64)


def policies(clauses: int) -> list[Policy]:
    """So many clauses in policies of fifty, with a category or two, and some with findings; the same on every run."""
    pick = random.Random(1)
    words = ["".join(pick.choices("abcdefghijklmnop", k=6)) for _ in range(WORDS)]
    often = list(accumulate(1 / (rank + 1) for rank in range(WORDS)))
    practices = [f"practice-{number}" for number in range(60)]
    asked = list(accumulate(1 / (rank + 3) for rank in range(60)))
    found = []
    for number in range(clauses // CLAUSES):
        sections = tuple(Section(f"s{n}", f"Heading {n}", 1, 0, 0) for n in range(8))
        made, findings = [], []
        for at in range(CLAUSES):
            text = " ".join(pick.choices(words, cum_weights=often, k=TEXT))
            categories = tuple(pick.sample("abcdefghij", pick.choice((1, 1, 2))))
            made.append(Clause(f"c{at}", f"s{at // 7}", text, 0, len(text), categories=categories))
            for practice in dict.fromkeys(pick.choices(practices, cum_weights=asked, k=pick.choice((0, 0, 1, 1, 2)))):
                outcome: Outcome = "present" if pick.random() < 0.85 else "absent"
                findings.append(Finding(practice, outcome, f"c{at}", "", 0, 0, ""))
        service = Service(f"p{number:05}", "x", "en", (Terms((SNAPSHOT,)),), Place("x"))
        found.append(Policy(service, SNAPSHOT, Document("", ()), sections, tuple(made), tuple(findings)))
    return found


def measure(clauses: int, exact: bool) -> str:
    """A line about one number of clauses."""
    given = policies(clauses)
    similarity.MANY = clauses + 1 if exact else 0  # type: ignore[misc]
    started = process_time()
    links = len(link(given))
    seconds = process_time() - started
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * (1 if sys.platform == "darwin" else 1024)
    way = "every pair" if exact else "champions"
    return f"{clauses:8,} clauses  {way:10}  {links:8,} links  {seconds:6.1f} s  {memory / 1e9:5.2f} GB"


def main() -> None:
    """Measure each number in its own process, and both ways around where the way changes."""
    if sys.argv[1:2] == ["--one"]:
        print(measure(int(sys.argv[2]), sys.argv[3] == "exact"), flush=True)
        return
    for clauses in map(int, sys.argv[1:] or ("5000", "10000", "20000", "50000", "100000")):
        for way in ("exact", "champions") if clauses <= 20_000 else ("champions",):
            subprocess.run([sys.executable, __file__, "--one", str(clauses), way], check=True)


if __name__ == "__main__":
    main()
