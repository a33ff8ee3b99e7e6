"""Make the files that are of one service alone, in several processes where there are many: its pages, and its data.

A process that helps is given the policy and what stands beside its clauses, and gives back the bytes of all its files.
Services with older versions are left to the caller: their histories hold many texts.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final

from generator.analysis.nearest import Nearest
from generator.model import Page, Site
from generator.outputs import api, open_data, search_index
from generator.outputs.jobs import Helpers
from generator.outputs.search_words import Speller
from generator.pages import compare
from generator.pages.names import Made
from generator.pages.service_pages import Ahead, Around, Asked, ServicePages
from generator.pages.views import PolicyView, view_policy

MANY: Final = 40
"""From so many services on it pays to begin other processes."""


class Along(Made):
    """Knows files that were made along with others, each until it is asked for, and those that ``made`` knows."""

    def __init__(self, made: Made) -> None:
        """Begin with none."""
        self._made = made
        self._here: dict[str, tuple[Page, ...]] = {}

    def put(self, id: str, pages: tuple[Page, ...]) -> None:
        """Take files that were just made."""
        self._here[id] = pages
        self._made.keep(id, pages)

    def of(self, id: str) -> tuple[Page, ...] | None:
        """Give the files with an id."""
        return self._here.pop(id, None) or self._made.of(id)

    def keep(self, id: str, pages: Sequence[Page]) -> None:
        """Take note of the files with an id."""
        self._made.keep(id, pages)

    def again(self, name: str, make: Callable[[], Iterable[Page]]) -> Sequence[Page]:
        """Give the files that were made under a name, or make them now."""
        return self._made.again(name, make)


class ServiceFiles(Ahead):
    """The pages of services, made by helpers where there are many, and along with them their data.

    ``data``, ``compared`` and ``terms`` know the open data, what the compare page loads and what search reads of a
    service, from before.
    """

    def __init__(self, maker: api.Maker, helpers: Helpers, data: Made, compared: Made, terms: Made) -> None:
        """Begin without any."""
        self._maker, self._helpers = maker, helpers
        self.data, self.compared, self.terms = Along(data), Along(compared), Along(terms)
        self._made: Iterator[tuple[str, _Files]] = iter(())

    def begin(self, around: Around, services: Iterator[Asked], number: int) -> bool:
        """Begin to make the files of services where they are many."""
        if self._helpers.number < 2 or number < MANY:
            return False
        maker = replace(self._maker, site=Site((), around.catalogue, ()), views=(), histories={}, said={})
        self._made = self._helpers.spread(_files, services, _prepare, around, maker)
        return True

    def next(self) -> tuple[Page, ...]:
        """Give the pages of the next service, and hold its other files until they are asked for."""
        id, made = next(self._made)
        self.data.put(id, made.data)
        self.compared.put(id, made.compared)
        self.terms.put(id, made.terms)
        return made.pages

    def beside(self, view: PolicyView) -> Iterator[Page]:
        """Yield the open data of a service."""
        yield from open_data.of_service(view, self._maker, self.data)


@dataclass(frozen=True, slots=True)
class _Files:
    """The files of one service, by kind."""

    pages: tuple[Page, ...]
    data: tuple[Page, ...]
    compared: tuple[Page, ...]
    terms: tuple[Page, ...]


@dataclass(frozen=True, slots=True)
class _Makers:
    """What a process that helps makes files with."""

    around: Around
    pages: ServicePages
    data: api.Maker
    speller: Speller
    nearest: Nearest


def _prepare(around: Around, data: api.Maker) -> _Makers:
    catalogue = around.catalogue
    return _Makers(around, ServicePages(around), data, Speller(catalogue.search), Nearest(catalogue.practices))


def _files(makers: _Makers, asked: Asked) -> tuple[str, _Files]:
    """Make the files of a service, whose id is given with them."""
    catalogue = makers.around.catalogue
    view = view_policy(asked.policy, catalogue, makers.nearest)
    return view.id, _Files(
        makers.pages.pages(view, asked.compared.get),
        tuple(open_data.of_service(view, makers.data)),
        (compare.service_file(view, catalogue),),
        search_index.read(view, catalogue, makers.speller),
    )
