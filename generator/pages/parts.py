"""Cut the text of a long or heavy policy into pages, each of whole top-level sections where they are not too long.

The first of them is the policy's own page. Below its part it lists the headings of the others, and holds the id of
every clause in them: so an address of a clause stays the same however the text is cut. Where the whole text is light
enough for one page, the second page has all of it; else one more page has all the words, to look through.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

from generator.model import Page
from generator.pages.addresses import beside, service, text_part
from generator.pages.escaping import words
from generator.pages.paging import split
from generator.pages.text import Chunk
from generator.pages.views import PolicyView

LONG: Final = 100_000
"""A policy with more characters than this is cut, and each part holds at most this many."""
HEAVY: Final = 355_000
"""A policy whose page has more bytes than this is cut too. With the frame, and all that it loads, a page stays under
500 kB; packed, as servers send it, this is some 70 kB."""
PART: Final = 345_000
"""How many bytes a part holds at most."""
FIRST: Final = 100_000
"""How many bytes of the text stand at once on the page of a policy that is cut, below its badges."""
LIGHT: Final = 900_000
"""A page with all words of a policy, and nothing else, has at most this many bytes; a longer policy has none."""


@dataclass(frozen=True, slots=True)
class TextPart:
    """One page of a policy's text: its number from 1, its address, its title and its sections.

    ``more`` are those of them that stand on no page before it; ``whole`` says that the page has the whole text.
    """

    number: int
    address: str
    title: str
    text: tuple[Chunk, ...]
    more: tuple[Chunk, ...]
    whole: bool = False

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

    The first is the policy's own page, below its badges. ``weigh`` says how many bytes a piece of the text has.
    """

    weights: dict[int, tuple[Chunk, int]] = {}

    def share(chunk: Chunk) -> int:
        if id(chunk) not in weights:  # each is weighed once, and kept, so that no other one takes its identity
            weights[id(chunk)] = chunk, max(_length(chunk) * PART // LONG, weigh(chunk))
        return weights[id(chunk)][1]

    first, rest = _beginning(list(_sections(text)), share, min(FIRST, sum(map(share, text)) // 2))
    if not rest:
        return ()
    raised = tuple(_raised(first))
    begun = TextPart(1, service(view.id), _title(first), raised, raised)
    if sum(map(share, text)) <= PART:
        more = [chunk for section in rest for chunk in section]
        whole = tuple(_raised(text))
        return begun, TextPart(2, text_part(view.id, 2), "The whole text", whole, tuple(_raised(more)), whole=True)
    pieces = [piece for section in rest for piece in _light(section, share, PART)]
    groups = split(pieces, lambda piece: sum(map(share, piece)), PART)
    pages = (tuple(_raised([chunk for section in group for chunk in section])) for group in groups)
    return (
        begun,
        *(
            TextPart(number, text_part(view.id, number), _title(page), page, page)
            for number, page in enumerate(pages, 2)
        ),
    )


def _beginning(
    sections: list[list[Chunk]], share: Callable[[Chunk], int], most: int
) -> tuple[list[Chunk], list[list[Chunk]]]:
    """Return what stands on the policy's own page, and the sections after it.

    The page holds ``most`` bytes of whole sections, or of pieces of the first, and at least one clause.
    """
    first: list[Chunk] = []
    filled = 0
    for at, section in enumerate(sections):
        weight = sum(map(share, section))
        if filled + weight <= most:
            first, filled = [*first, *section], filled + weight
            continue
        rest = sections[at:]
        if any(chunk.clauses for chunk in first):
            return first, rest
        pieces = list(_light(section, share, most - filled))
        taken = 0
        while taken < len(pieces):
            weight = sum(map(share, pieces[taken]))
            if filled + weight > most and any(chunk.clauses for chunk in first):
                break
            first, filled, taken = [*first, *pieces[taken]], filled + weight, taken + 1
        left = [chunk for piece in pieces[taken:] for chunk in piece]
        return first, [*([left] if left else []), *rest[1:]]
    return first, []


def places(parts: Sequence[TextPart]) -> Mapping[str, str]:
    """Return the file that each clause stands in, by the clause's id, but for those on the policy's own page."""
    return {clause.id: part.file for part in parts[1:] for chunk in part.more for clause in chunk.clauses if clause.id}


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


def _light(section: list[Chunk], share: Callable[[Chunk], int], most: int) -> Iterator[list[Chunk]]:
    """Yield the section as it is, or, where it weighs more than that, its headings one by one, or its clauses."""
    if sum(map(share, section)) <= most:
        yield section
        return
    for chunk in section:
        clauses = chunk.clauses if share(chunk) > most else ()
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
