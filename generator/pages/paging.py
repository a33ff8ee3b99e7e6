"""Cut long lists into pages of bounded weight.

Page 1 of a list keeps its address, ``topics/sharing.html``; the next ones are ``topics/sharing/2.html`` and so on.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TypeVar

from generator.pages.addresses import list_part

T = TypeVar("T")

BUDGET = 150_000
"""How many bytes of HTML the list on one page may have. With the frame, styles and scripts (about 100 kB, which all
pages share) and the data that filters load, a page stays under 500 kB."""
ALONE = 330_000
"""The same for a page that loads no data; packed, as servers send it, this is some 40 kB."""


@dataclass(frozen=True, slots=True)
class Part:
    """One of the pages that a long list is cut into. ``number`` counts from 1; ``names`` are what each page spans.

    ``start`` is the address of the first page.
    """

    start: str
    number: int
    names: tuple[str, ...]

    @property
    def address(self) -> str:
        """The address of this page, from the root of the site."""
        return self.href(self.number)

    @property
    def count(self) -> int:
        """How many pages the list has."""
        return len(self.names)

    @property
    def first(self) -> bool:
        """Whether this is page 1, which alone carries what belongs to the whole list."""
        return self.number == 1

    def href(self, number: int) -> str:
        """Return the address of a page of this list, from the root of the site."""
        return list_part(self.start, number)


def split(items: Sequence[T], weigh: Callable[[T], int], budget: int = BUDGET) -> list[list[T]]:
    """Cut a list, in its order, into pages whose items weigh at most ``budget`` bytes; at least one item a page.

    The pages are of about equal weight, so that the last one does not hold a single item. No items make one empty page.
    """
    weights = [weigh(item) for item in items]
    even = sum(weights) / _fewest(weights, budget)
    pages: list[list[T]] = [[]]
    filled = done = 0
    for item, weight in zip(items, weights, strict=True):
        if pages[-1] and (filled + weight > budget or done + weight / 2 > even * len(pages)):
            pages.append([])
            filled = 0
        pages[-1].append(item)
        filled += weight
        done += weight
    return pages


def _fewest(weights: Sequence[int], budget: int) -> int:
    """Return how many pages it takes when each is filled before the next is begun."""
    pages, filled = 1, 0
    for weight in weights:
        if filled and filled + weight > budget:
            pages, filled = pages + 1, 0
        filled += weight
    return pages


def parts(start: str, pages: Sequence[Sequence[T]], name: Callable[[T], str]) -> list[tuple[Part, Sequence[T]]]:
    """Return each page of a list that begins at the address ``start``, with its place among all.

    ``name`` names an item, and a page is called by its first and last.
    """
    names = tuple(_span([name(item) for item in (page[0], page[-1])]) if page else "" for page in pages)
    return [(Part(start, number, names), page) for number, page in enumerate(pages, 1)]


def _span(names: Sequence[str]) -> str:
    first, last = names[0], names[-1]
    return first if first == last else f"{first} \u2013 {last}"
