"""Name what the pages of each policy are made of: pages whose name is known from before need not be made again.

Beside the policy itself, its pages show how many others give its answers, words of the glossary, and the comparable
clauses of other policies. Of these the words that a page may show are named, so that an edit of one policy changes the
names of few others.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from hashlib import blake2b

from generator.catalogue import Outcome, Practice
from generator.comparison.links import GOOD_WITH_PRACTICE, Compared, Item, items_of
from generator.comparison.vectors import SCALE
from generator.model import Page
from generator.pages.badges import Badge
from generator.pages.history import Histories
from generator.pages.views import PolicyView, all_documents

_SIZE = 16


class Made:
    """Know pages that were made before, those of a policy by its id: here none."""

    def of(self, id: str) -> tuple[Page, ...] | None:
        """Give the pages with an id; None where they have to be made."""
        return None

    def keep(self, id: str, pages: Sequence[Page]) -> None:
        """Take note of the pages with an id, which were just made."""


def outcomes(views: Sequence[PolicyView]) -> Mapping[str, Counter[Outcome]]:
    """Count for each practice how many policies give which answer."""
    counts: dict[str, Counter[Outcome]] = {}
    for view in views:
        for id, badge in view.badges.items():
            counts.setdefault(id, Counter())[badge.verdict.outcome] += 1
    return counts


def names(views: Sequence[PolicyView], compared: Compared | None, *around: object) -> dict[str, str]:
    """Return a name for the pages of each policy, by its id; none for a policy of which nobody knows what made it.

    ``around`` is what all pages share, in values that say in words what they are.
    """
    shared = repr((len(views) > 1, sorted((id, sorted(its.items())) for id, its in outcomes(views).items()), around))
    beside = dict(_beside(views, compared)) if compared else {}
    found: dict[str, str] = {}
    for view in views:
        if view.policy.made_of:
            parts = (
                shared.encode(),
                view.policy.made_of.encode(),
                *(beside.get(one.id, b"") for one in view.documents),
            )
            found[view.id] = blake2b(b"\0".join(parts), digest_size=32).hexdigest()
    return found


def answers_id(practice: str) -> str:
    """Return the id that the pages with all answers to a practice have among those of policies."""
    return f"{practice}?"  # which no policy has


def answer_names(
    views: Sequence[PolicyView], practices: Sequence[Practice], histories: Histories, *around: object
) -> dict[str, str]:
    """Return a name for the pages of each practice, by ``answers_id``; none where nobody knows what made a policy.

    They show of each policy its answer with its quotes, and the newest changes. ``around`` is what all pages share.
    """
    if not all(view.policy.made_of for view in views):
        return {}
    with_versions = [view for view in views if any(one.id in histories for one in view.documents)]
    changed = repr([(view.id, view.policy.made_of) for view in with_versions])
    seen = {
        view.id: [
            (one.id, one.full_name, one.age, one.unread, one.policy.no_policy, one.policy.service.lang)
            for one in view.documents
        ]
        for view in views
    }
    found: dict[str, str] = {}
    for practice in practices:
        said = [(seen[view.id], _answer(view.badges.get(practice.id))) for view in views]
        told = repr((practice.id, said, changed, around)).encode(errors="surrogatepass")
        found[answers_id(practice.id)] = blake2b(told, digest_size=32).hexdigest()
    return found


def _answer(badge: Badge | None) -> object:
    """Return all that a page may show of an answer; where its quotes stand in the text is not shown."""
    if badge is None:
        return None
    quotes = [
        (one.text, one.lead, one.anchor, one.outcome, one.rule, one.conditions, one.cut, one.policy)
        for one in badge.quotes
    ]
    verdict = (badge.verdict.outcome, badge.verdict.correction)
    return verdict, badge.basis, badge.answer, badge.full, badge.conditions, badge.disputes, quotes


def own_names(views: Sequence[PolicyView], *around: object) -> dict[str, str]:
    """Return a name for what shows of each policy nothing but itself, by its id, as ``names`` does."""
    return {view.id: repr((view.policy.made_of, around)) for view in views if view.policy.made_of}


def _beside(views: Sequence[PolicyView], compared: Compared) -> Iterator[tuple[str, bytes]]:
    """Yield the id of each policy, and a name of all that stands beside its clauses."""
    import numpy as np

    by_id = {document.id: document for document in all_documents(views)}
    faces = b"".join(face for policy in compared.policies for face in _faces(by_id[policy.id]))
    face = np.frombuffer(faces, dtype=np.uint8).reshape(-1, _SIZE)
    pairs = compared.pairs.where(compared.pairs.products >= GOOD_WITH_PRACTICE * SCALE**2)
    order = np.lexsort((pairs.rows, pairs.others))
    for policy, start, end in zip(compared.policies, compared.starts[:-1], compared.starts[1:], strict=True):
        name = blake2b(digest_size=32)
        out = slice(*np.searchsorted(pairs.rows, (start, end)))
        into = order[slice(*np.searchsorted(pairs.others[order], (start, end)))]
        for mine, theirs, chosen in ((pairs.rows, pairs.others, out), (pairs.others, pairs.rows, into)):
            for part in (mine[chosen] - start, pairs.products[chosen], face[theirs[chosen]]):
                name.update(len(part).to_bytes(8, "big"))
                name.update(np.ascontiguousarray(part).tobytes())
        yield policy.id, name.digest()


def _faces(view: PolicyView) -> Iterator[bytes]:
    """Yield for each clause that is compared a name of all that another policy's page may show of it."""
    quotes: dict[str, list[tuple[str, str, str]]] = {}
    for id, badge in view.badges.items():
        for quote in view.own(badge):
            quotes.setdefault(quote.anchor, []).append((id, quote.text, quote.lead))
    for item in items_of(view.policy):
        yield blake2b(repr(_face(view, item, quotes)).encode(errors="surrogatepass"), digest_size=_SIZE).digest()


def _face(view: PolicyView, item: Item, quotes: Mapping[str, object]) -> object:
    stated = [(practice, sorted(said)) for practice, said in item.stated.items()]
    known = (item.clause.id, item.clause.text, item.row.text, item.row.categories, stated)
    return view.id, view.full_name, view.policy.service.owner, known, quotes.get(item.clause.id, ())
