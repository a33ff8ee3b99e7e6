"""Name the stages and their order: what people contributed becomes the website. Nothing else is in this module.

Up to ``analysis.verdicts`` a stage sees one policy only; ``comparison.links`` is the first to see all. A stage returns
what is good and what is wrong; who calls decides whether to go on. Nothing is written before everything was read,
checked and rendered, and the last good site stays until the new one is built and checked. What only some verbs need is
imported where it is needed: scikit-learn alone takes longer to load than all the policies to read.
"""

from __future__ import annotations

import gc
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Final

from generator.contributed import Service
from generator.gathering import BUILD, Accept, Gathered, Tell, gather, quiet, refuse_mistakes
from generator.model import Page, Site
from generator.problems import ContributorError, Problem
from generator.reading.handwritten import clashes

if TYPE_CHECKING:
    from generator.outputs.jobs import Helpers
    from generator.outputs.kept import Kept
    from generator.outputs.kept_work import Work

ROOMS: Final = ("formats", "reading", "analysis", "checks", "comparison", "pages", "outputs", "commands")
"""The folders of the package. A module imports only from its own folder and from those before it; ``problems``,
``practices``, ``words``, ``catalogue``, ``contributed`` and ``model`` stand before all of them, this module before
``commands``."""

STAGES: Final = (
    *("reading.services", "formats", "analysis.clauses", "analysis.topics", "analysis.detection", "analysis.verdicts"),
    *(
        "comparison.links",
        "comparison.versions",
        "pages.render",
        "outputs.write",
        "outputs.website",
        "outputs.built_site",
        "outputs.bundle",
    ),
)
"""The order of the stages, each named like its module."""

DOCS: Final = "build/docs"
SITE: Final = "build/site"
BUNDLE: Final = "build/smallprint-site.zip"
SMALL_BUNDLE: Final = "build/smallprint-site.tar.xz"


_SPARED: Final = 250
"""After so many pages what they have left in memory is given back."""


@dataclass(frozen=True, slots=True)
class Published:
    """Hold what is still wanted when all pages are written: which services are on them, and why others are not.

    What was found in their texts is not held any more: MkDocs needs the room.
    """

    services: tuple[Service, ...]
    left_out: tuple[Problem, ...]


@dataclass(frozen=True, slots=True)
class Built:
    """Say of a website that is in its place how many policies it has, and for which mistakes others are not in it."""

    policies: int
    left_out: tuple[Problem, ...] = ()


def make_site(gathered: Gathered) -> Site:
    """Give everything that is published, before clauses are tied together and pages are made."""
    catalogue = gathered.written.contents.configuration.catalogue
    return Site(gathered.policies, catalogue, (), gathered.mistakes, gathered.older)


def make_pages(
    root: Path, tell: Tell = quiet, accept: Accept = refuse_mistakes, work: Work | None = None
) -> tuple[Site, tuple[Page, ...]]:
    """Make the site and every file of build/docs: rendered, written by hand, data, search index. Nothing is written.

    ``accept`` decides whether to go on with what was gathered, and raises ContributorError where not. ``work`` knows
    what was done before. Of the links the site has those that were needed for pages.
    """
    from generator.outputs.kept import Kept
    from generator.outputs.kept_work import Work

    site, pages = _begin_pages(root, tell, accept, work or Work(root, Kept(None, tell)))
    return site, tuple(pages)


def _begin_pages(root: Path, tell: Tell, accept: Accept, work: Work) -> tuple[Site, Iterator[Page]]:
    """Return the site, and its files as they are made: there may be more of them than fit in memory."""
    from generator.comparison.links import GOOD_WITH_PRACTICE
    from generator.outputs import api, feeds, matrix, open_data, search_index, website
    from generator.outputs.jobs import give_back
    from generator.outputs.service_files import ServiceFiles
    from generator.pages import compare
    from generator.pages.glossary import read_terms
    from generator.pages.history import view_histories
    from generator.pages.names import answer_names, names, own_names
    from generator.pages.render import render
    from generator.pages.views import view_policies

    gathered = gather(root, tell, work.reading)
    accept(gathered)
    gc.freeze()  # what was read is used until all pages are made: no collection need look through it before
    give_back()
    site = make_site(gathered)
    tell("Comparing clauses")
    documents = [document for policy in site.policies for document in policy.documents]
    compared = work.compare(documents, gathered.written.contents.configuration.common)
    tell("Making pages")
    views = view_policies(site)
    histories, base = view_histories(site, work.stepping), feeds.site_address()
    epoch = website.epoch(policy.service for policy in site.policies)
    around = (base, read_terms(gathered.by_hand))
    pieces = work.made("pieces")

    def page_names() -> dict[str, str]:
        answers = answer_names(views, site.catalogue.practices, histories, *around, made=pieces)
        return names(views, compared, *around, made=pieces) | answers

    made = work.made("pages", page_names)
    if compared:
        new = {one.id for policy in site.policies if made.of(policy.id) is None for one in policy.documents}
        site = replace(site, links=tuple(compared.links(site.catalogue, new, GOOD_WITH_PRACTICE)))
    own = ServiceFiles(
        api.maker(site, views, histories, base, epoch),
        work.helpers,
        work.made("data", lambda: own_names(views, base, epoch)),
        work.made("compare", lambda: own_names(views)),
        work.made("terms", lambda: own_names(views)),
    )
    meanwhile = chain(feeds.pages(site, histories, base), matrix.pages(site, views, pieces))
    pages = chain(
        render(
            site,
            views,
            gathered.by_hand,
            histories,
            base=base,
            made=made,
            older=work.older,
            tell=tell,
            ahead=own,
            meanwhile=meanwhile,
        ),
        compare.pages(site, views, own.compared),
        open_data.pages(site, views, histories, base, epoch, own.data, services=False),
        search_index.pages(site, views, own.terms),
    )
    return site, _spared(_without_clashes(gathered.by_hand, pages))


def _spared(pages: Iterable[Page]) -> Iterator[Page]:
    """Yield the pages, and now and then give back the memory that was used for those before."""
    from generator.outputs.jobs import give_back

    gc.freeze()  # what all pages are made of is looked through by none of these collections
    try:
        for number, page in enumerate(pages):
            if number % _SPARED == 0:
                gc.collect()  # what templates hold of the values that they were filled with goes in rings
                give_back()
            yield page
    finally:
        gc.collect()
        gc.unfreeze()


def _without_clashes(by_hand: Sequence[Page], pages: Iterable[Page]) -> Iterator[Page]:
    """Yield the pages, and raise ContributorError at the end where a page by hand is in the way of another.

    Of two that want the path of a page by hand only the first is yielded: nothing of them is kept.
    """
    paths: list[Page] = []
    theirs, taken = {page.path.casefold() for page in by_hand}, set()
    for page in pages:
        paths.append(Page(page.path, b""))
        folded = page.path.casefold()
        if folded not in taken:
            yield page
        if folded in theirs:
            taken.add(folded)
    if problems := tuple(clashes(by_hand, paths)):
        raise ContributorError(problems)


def build_docs(root: Path, docs: Path, tell: Tell = quiet, kept: Kept | None = None) -> Published:
    """Make the folder ``docs`` hold exactly the pages of the site, for MkDocs; ``kept`` is the work of the last builds.

    Raises ContributorError with everything that is wrong, and then has written nothing.
    """
    from generator.outputs import write
    from generator.outputs.kept import Kept

    with write.system_errors(), write.alone(docs.parent, tell):
        return _docs(root, docs, tell, refuse_mistakes, kept or Kept(None, tell))


def build_site(root: Path, tell: Tell = quiet, accept: Accept = refuse_mistakes) -> Published:
    """Build the website into build/site. The last good site stays until the new one is built, checked and in place.

    ``accept`` decides whether to go on with what was gathered. Raises ContributorError with everything that is wrong.
    """
    from generator.outputs import write
    from generator.outputs.kept import Kept

    with write.system_errors(), write.alone(root / BUILD, tell):
        return _site(root, tell, accept, Kept(None, tell))


def update_site(
    root: Path, tell: Tell = quiet, accept: Accept = refuse_mistakes, *, keep: bool = True, jobs: int = 1
) -> Built:
    """Build the website as ``build_site`` does, with the work that was kept; nothing where it is there already.

    Without ``keep`` all the work is done anew, and none of it is kept. Much work is spread over so many processes as
    there are ``jobs``.
    """
    from generator.outputs import kept_site, write
    from generator.outputs.jobs import Helpers
    from generator.outputs.kept import Kept

    with write.system_errors(), write.alone(root / BUILD, tell):
        write.restore(root / SITE)
        kept = Kept(root / BUILD if keep else None, tell)
        made_of = kept_site.made_of(root)
        policies = kept_site.find(kept, made_of, root, (DOCS, SITE))
        if policies is not None:
            return Built(policies)
        with Helpers(jobs) as helpers:
            site = _site(root, tell, accept, kept, helpers)
        if not site.left_out and made_of == kept_site.made_of(root):  # nobody has written anything meanwhile
            kept_site.keep(kept, made_of, root, (DOCS, SITE), len(site.services))
        kept.tidy()
        return Built(len(site.services), site.left_out)


def build_bundle(root: Path, tell: Tell = quiet, *, small: bool = False) -> Path:
    """Build the website and pack it; the path of the zip, or of a smaller archive that fewer programs open.

    Raises ContributorError with everything that is wrong.
    """
    from generator.outputs import write
    from generator.outputs.bundle import bundle
    from generator.outputs.kept import Kept

    with write.system_errors(), write.alone(root / BUILD, tell):
        site = _site(root, tell, refuse_mistakes, Kept(None, tell))
        tell("Packing")
        return bundle(root / SITE, site.services, root, root / (SMALL_BUNDLE if small else BUNDLE))


def _docs(root: Path, docs: Path, tell: Tell, accept: Accept, kept: Kept, helpers: Helpers | None = None) -> Published:
    from generator.outputs.jobs import give_back

    published = _written(root, docs, tell, accept, kept, helpers)
    give_back()
    return published


def _written(root: Path, docs: Path, tell: Tell, accept: Accept, kept: Kept, helpers: Helpers | None) -> Published:
    from generator.outputs.kept_work import Work
    from generator.outputs.write import sync

    site, pages = _begin_pages(root, tell, accept, Work(root, kept, helpers))
    sync(docs, pages)
    return Published(tuple(policy.service for policy in site.policies), site.left_out)


def _site(root: Path, tell: Tell, accept: Accept, kept: Kept, helpers: Helpers | None = None) -> Published:
    from generator.outputs import built_site, website, write
    from generator.outputs.jobs import Helpers
    from generator.outputs.laid_out import LaidOut

    docs, live = root / DOCS, root / SITE
    fresh = live.with_name(live.name + ".next")
    write.restore(live)
    site = _docs(root, docs, tell, accept, kept, helpers)
    tell("Laying out pages")
    write.empty(fresh)
    helpers = helpers or Helpers()
    laid_out = LaidOut(helpers, fresh)
    base = website.build(root, docs, fresh, website.epoch(site.services), kept, tell, laid_out.put)
    tell("Checking every link")
    if problems := built_site.check(fresh, base, kept, helpers, tell, laid_out.found()):
        raise ContributorError(problems)
    write.swap(fresh, live)
    return site
