"""Check whether each snapshot can be read."""

from __future__ import annotations

from collections.abc import Iterator

from generator.checks.inputs import Written
from generator.formats import Unreadable
from generator.problems import Problem, shown


def check_written(written: Written) -> Iterator[Problem]:
    """Find snapshots that their reader refuses: a problem of the line of service.md that lists them."""
    for id, marked in written.contents.places.items():
        for number, entry in enumerate(marked.data["snapshots"]):
            refusal = written.documents.get((id, entry["file"]))
            if not isinstance(refusal, Unreadable):
                continue
            where = f", line {refusal.line}" if refusal.line > 1 else ""
            message = f"{shown(entry['file'])}{where}: {refusal.message.rstrip('.')}"
            yield Problem(marked.place(("snapshots", number, "file")), message, refusal.remedy, refusal.check)
