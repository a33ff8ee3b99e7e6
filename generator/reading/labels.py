"""Read policies that people have labelled: which outcome a practice has, and which sentences prove it.

The file is ``whole.jsonl``, an object a line: a policy's ``name``, its ``markdown``, and its ``labels`` by practice,
each with ``outcome``, outcomes that may be given ``also``, and ``evidence``: quotes ``q`` of which those with the
strength ``s`` "full" prove the outcome. Of a policy that is marked ``partial`` people have read only these quotes, and
not the whole text: what proves nothing stands there with another strength. A practice that no policy of
the file has a label for was not read in any.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

LABELS: Final = "whole.jsonl"


@dataclass(frozen=True, slots=True)
class Label:
    """What people read of one practice: the outcomes that are right, the sentences that prove them, and others."""

    outcomes: frozenset[str]
    proofs: tuple[str, ...]
    others: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Labelled:
    """One policy with its labels by practice.

    A practice without label is silent, if the policy was ``read`` for it at all; unknown where the policy is
    ``partial``, as is a quote that is in no label.
    """

    name: str
    markdown: str
    labels: Mapping[str, Label]
    read: frozenset[str]
    partial: bool = False


def read_labels(folder: Path) -> Iterator[Labelled]:
    """Yield the labelled policies of a folder. Raises OSError, ValueError or KeyError where there are none."""
    rows = [json.loads(line) for line in (folder / LABELS).read_text(encoding="utf-8").splitlines()]
    read = frozenset(practice for row in rows for practice in row["labels"])
    for row in rows:
        labels = {
            practice: Label(
                frozenset({label["outcome"], *label.get("also", ())}),
                tuple(quote["q"] for quote in label["evidence"] if quote["s"] == "full"),
                tuple(quote["q"] for quote in label["evidence"] if quote["s"] != "full"),
            )
            for practice, label in row["labels"].items()
        }
        yield Labelled(row["name"], row["markdown"], labels, read, bool(row.get("partial")))
