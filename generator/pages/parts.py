"""Cut the text of a long or heavy policy into pages, each of whole top-level sections where they are not too long.

The policy's own page then holds an outline that names every section and every clause under its id, each with a link to
the page that it stands on. So an address of a clause stays the same however the text is cut.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

from generator.model import Page
from generator.pages.addresses import beside, text_part
from generator.pages.escaping import words
from generator.pages.paging import split
from generator.pages.text import Chunk
from generator.pages.views import PolicyView

LONG: Final = 60_000
"""A policy with more characters than this is cut, and each part holds at most this many."""
HEAVY: Final = 400_000
"""A policy whose page has more bytes than this is cut too. With the frame, and all that it loads, a page stays under
500 kB; packed, as servers send it, this is some 70 kB."""
PART: Final = 300_000
"""How many bytes a part holds at most."""


@dataclass(frozen=True, slots=True)
class TextPart:
    """One page of a policy's text: its number from 1, its address, its title and its sections."""

    number: int
    address: str
    title: str
    text: tuple[Chunk, ...]

    @property
    def file(self) -> str:
        """Its address, relative to the folder of the policies' pages."""
        return beside(self.address)


def long(view: PolicyView) -> bool:
    """Tell whether a policy is cut whatever its page weighs, as its text is too long."""
    return len(view.policy.document.text) > LONG


def heavy(page: Page) -> bool:
    """Tell whether a policy is cut as its page with the whole text is too heavy."""
    return len(page.data) > HEAVY


def cut(view: PolicyView, text: Sequence[Chunk], weigh: Callable[[Chunk], int]) -> tuple[TextPart, ...]:
    """Return the pages of a policy's text, in order, two or more; none where there is but one clause.

    ``weigh`` says how many bytes a piece of the text has on a page.
    """

    weights: dict[int, tuple[Chunk, int]] = {}

    def share(chunk: Chunk) -> int:
        if id(chunk) not in weights:  # each is weighed once, and kept, so that no other one takes its identity
            weights[id(chunk)] = chunk, max(_length(chunk) * PART // LONG, weigh(chunk))
        return weights[id(chunk)][1]

    pieces = [piece for section in _sections(text) for piece in _light(section, share)]
    whole = sum(map(share, text))
    groups = split(pieces, lambda piece: sum(map(share, piece)), PART if whole > PART else whole // 2 + 1)
    if len(groups) < 2:
        return ()
    pages = [[chunk for section in group for chunk in section] for group in groups]
    return tuple(
        TextPart(number, text_part(view.id, number), _title(page), tuple(_raised(page)))
        for number, page in enumerate(pages, 1)
    )


def places(parts: Sequence[TextPart]) -> Mapping[str, str]:
    """Return the file that each clause stands in, by the clause's id."""
    return {clause.id: part.file for part in parts for chunk in part.text for clause in chunk.clauses if clause.id}


def _sections(text: Sequence[Chunk]) -> Iterator[list[Chunk]]:
    """Yield the top-level sections with all that stands under them: of the outermost level that has more than one."""
    levels = Counter(chunk.level for chunk in text if chunk.level)
    top = min((level for level, count in levels.items() if count > 1), default=6)
    section: list[Chunk] = []
    for chunk in text:
        # A title that stands alone goes with the section after it.
        if 0 < chunk.level <= top and any(before.clauses or before.level >= top for before in section):
            yield section
            section = []
        section.append(chunk)
    yield section


def _length(chunk: Chunk) -> int:
    return len(chunk.heading) + sum(len(clause.html) for clause in chunk.clauses)


def _light(section: list[Chunk], share: Callable[[Chunk], int]) -> Iterator[list[Chunk]]:
    """Yield the section as it is, or, where it is too much for a part, its headings one by one, or its clauses."""
    if sum(map(share, section)) <= PART:
        yield section
        return
    for chunk in section:
        clauses = chunk.clauses if share(chunk) > PART else ()
        yield [replace(chunk, clauses=clauses[:1]) if clauses else chunk]
        yield from ([Chunk(0, "", chunk.heading, (clause,))] for clause in clauses[1:])


def _title(page: Sequence[Chunk]) -> str:
    if page[0].heading and not page[0].level:
        return f"{words(page[0].heading)}, continued"
    return next((words(chunk.heading) for chunk in page if chunk.level), "Beginning")


def _raised(page: Sequence[Chunk]) -> Iterator[Chunk]:
    """Yield the sections with the outermost heading of the page at level 3, as on a page that is not cut."""
    lift = min((chunk.level for chunk in page if chunk.level), default=3) - 3
    return (replace(chunk, level=chunk.level - lift) if chunk.level else chunk for chunk in page)
