"""Name what the pages of each policy are made of: pages whose name is known from before need not be made again.

Beside the policy itself, its pages show how many others give its answers, words of the glossary, and the comparable
clauses of other policies. Of these the words that a page may show are named, so that an edit of one policy changes the
names of few others.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import partial
from hashlib import blake2b

from generator.comparison.links import GOOD_WITH_PRACTICE, Compared, Item, items_of
from generator.comparison.vectors import SCALE
from generator.model import Page
from generator.pages.badges import Badge
from generator.pages.history import Histories
from generator.pages.views import PolicyView
from generator.practices import Outcome, Practice

_SIZE = 16


class Made:
    """Know pages that were made before, those of a policy by its id: here none."""

    def of(self, id: str) -> tuple[Page, ...] | None:
        """Give the pages with an id; None where they have to be made."""
        return None

    def keep(self, id: str, pages: Sequence[Page]) -> None:
        """Take note of the pages with an id, which were just made."""

    def again(self, name: str, make: Callable[[], Iterable[Page]]) -> Sequence[Page]:
        """Give the pages that were made under a name, or make them now. The name says all that they are made of.

        Without a name they are made anew.
        """
        return tuple(make())

    def piece(self, name: str, make: Callable[[], bytes]) -> bytes:
        """Give the bytes that were made under a name, as ``again`` does: a part of a file that is of many policies."""
        return self.again(name, lambda: [Page(name, make())])[0].data


def outcomes(views: Sequence[PolicyView]) -> Mapping[str, Counter[Outcome]]:
    """Count for each practice how many policies give which answer."""
    counts: dict[str, Counter[Outcome]] = {}
    for view in views:
        for id, badge in view.badges.items():
            counts.setdefault(id, Counter())[badge.verdict.outcome] += 1
    return counts


def names(
    views: Sequence[PolicyView], compared: Compared | None, *around: object, made: Made | None = None
) -> dict[str, str]:
    """Return a name for the pages of each policy, by its id; none for a policy of which nobody knows what made it.

    ``around`` is what all pages share, in values that say in words what they are. ``made`` knows what of a single
    policy stands beside others.
    """
    shared = repr((len(views) > 1, sorted((id, sorted(its.items())) for id, its in outcomes(views).items()), around))
    beside = dict(_beside(views, compared, made or Made())) if compared else {}
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
    views: Sequence[PolicyView],
    practices: Sequence[Practice],
    histories: Histories,
    *around: object,
    made: Made | None = None,
) -> dict[str, str]:
    """Return a name for the pages of each practice, by ``answers_id``; none where nobody knows what made a policy.

    They show of each policy its answer with its quotes, and the newest changes. ``around`` is what all pages share,
    ``made`` knows what each policy answers.
    """
    if not all(view.policy.made_of for view in views):
        return {}
    with_versions = [view for view in views if any(one.id in histories for one in view.documents)]
    changed = repr([(view.id, view.policy.made_of) for view in with_versions])
    made, ids = made or Made(), [practice.id for practice in practices]
    said = [made.piece(own_name("answers", view, *ids), partial(_answers, view, ids)) for view in views]
    found: dict[str, str] = {}
    for at, id in enumerate(ids):
        told = blake2b(repr((id, changed, around)).encode(errors="surrogatepass"), digest_size=32)
        told.update(b"".join(answers[at * _SIZE : (at + 1) * _SIZE] for answers in said))
        found[answers_id(id)] = told.hexdigest()
    return found


def _answers(view: PolicyView, practices: Sequence[str]) -> bytes:
    """Return for each practice a name of all that its pages may show of a policy, one behind the other."""
    seen = [
        (one.id, one.full_name, one.age, one.unread, one.policy.no_policy, one.policy.service.lang)
        for one in view.documents
    ]
    return b"".join(_named((seen, _answer(view.badges.get(id)))) for id in practices)


def _named(value: object) -> bytes:
    return blake2b(repr(value).encode(errors="surrogatepass"), digest_size=_SIZE).digest()


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


def own_name(what: str, view: PolicyView, *around: object) -> str:
    """Return a name for what is made of one policy and nothing else; "" where nobody knows what made the policy."""
    made_of = [one.policy.made_of for one in view.documents]
    return repr((what, view.id, made_of, around)) if all(made_of) else ""


def _beside(views: Sequence[PolicyView], compared: Compared, made: Made) -> Iterator[tuple[str, bytes]]:
    """Yield the id of each policy, and a name of all that stands beside its clauses."""
    import numpy as np

    faces = b"".join(_faces_of(views, compared, made))
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


def _faces_of(views: Sequence[PolicyView], compared: Compared, made: Made) -> Iterator[bytes]:
    """Yield for each policy that is compared the names of its clauses, one behind the other."""
    service = {document.id: view for view in views for document in view.documents}
    for policy in compared.policies:
        view = service[policy.id]
        one = next(document for document in view.documents if document.id == policy.id)
        yield made.piece(own_name("faces", view, policy.id), partial(_joined_faces, one))


def _joined_faces(view: PolicyView) -> bytes:
    return b"".join(_faces(view))


def _faces(view: PolicyView) -> Iterator[bytes]:
    """Yield for each clause that is compared a name of all that another policy's page may show of it."""
    quotes: dict[str, list[tuple[str, str, str]]] = {}
    for id, badge in view.badges.items():
        for quote in view.own(badge):
            quotes.setdefault(quote.anchor, []).append((id, quote.text, quote.lead))
    for item in items_of(view.policy):
        yield _named(_face(view, item, quotes))


def _face(view: PolicyView, item: Item, quotes: Mapping[str, object]) -> object:
    stated = [(practice, sorted(said)) for practice, said in item.stated.items()]
    known = (item.clause.id, item.clause.text, item.row.text, item.row.categories, stated)
    return view.id, view.full_name, view.policy.service.owner, known, quotes.get(item.clause.id, ())
