"""Show how far a long command is, and how long it will still take."""

from __future__ import annotations

import re
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import Final

#: What a build does, in its order: how its telling begins, and its share of the time of a build from nothing.
BUILDING: Final = (
    ("Reading", 40),
    ("Comparing", 5),
    ("Making", 26),
    ("Laying", 9),
    ("Checking", 20),
)
_COUNT: Final = re.compile(r" \(([0-9]+) of ([0-9]+)\)")


@contextmanager
def progress(steps: Sequence[tuple[str, int]] = ()) -> Iterator[Callable[[str], None]]:
    """Give a function that shows what is being done: on a terminal as one line, elsewhere not at all.

    With the ``steps`` that are told, in their order and each with its share of the time, there is a bar beside it, and
    how long all will still take.
    """
    if not sys.stderr.isatty():
        yield lambda _: None
        return
    from rich.console import Console
    from rich.markup import escape
    from rich.progress import BarColumn, Progress, SpinnerColumn, TaskProgressColumn, TextColumn, TimeRemainingColumn

    columns = (SpinnerColumn(), TextColumn("{task.description}"))
    bar = (BarColumn(bar_width=20), TaskProgressColumn(), TimeRemainingColumn(compact=True), TextColumn("left"))
    with Progress(*columns, *(bar if steps else ()), console=Console(stderr=True), transient=True) as shown:
        task = shown.add_task("Starting", total=1.0)
        reached = 0.0

        def tell(text: str) -> None:
            nonlocal reached
            reached = max(reached, share(steps, text))  # what is told besides moves nothing back
            shown.update(task, description=escape(text), completed=reached)

        yield tell


def share(steps: Sequence[tuple[str, int]], text: str) -> float:
    """Say what share of all the work is done when this is told: "Checking every link (3 of 4)"; 0 for other words."""
    before = 0
    for begins, weight in steps:
        if text.startswith(begins):
            done, all_of_it = (_COUNT.findall(text) or [("0", "1")])[-1]
            part = int(done) / max(1, int(all_of_it))
            return (before + weight * min(1.0, part)) / sum(weight for _, weight in steps)
        before += weight
    return 0.0
