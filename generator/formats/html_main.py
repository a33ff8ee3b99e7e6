"""Which pieces of a web page are its main text: not navigation, banners, side columns, or footers.

The main text reaches from its first sentence to its last: what lies between stays, but for menus. At its two ends
stand its title, its date, an address; what names itself side matter, lists of links and scraps are left out there.
Nothing is reordered.
"""

from __future__ import annotations

import re
from itertools import accumulate

from generator.formats.html_apart import is_own_title
from generator.formats.html_aside import gathered, prose, side_matter
from generator.formats.html_links import DATE, is_control, link_lists
from generator.formats.html_pieces import Container, Piece, Pieces
from generator.formats.wordset import word_set

_NEAR = 12  # pieces
_HELD = 0.8  # of the prose: what holds so much of it holds the text
_OUTSIDE = 0.1  # of the prose: what stands before a title or after a copyright line and is not the text
_COPYRIGHT = re.compile(r"copyright\b.{0,60}\b(?:19|20)\d\d|(?:copyright )?(?:©|\(c\)\s)", re.I)
_SUBJECT = re.compile(r"privacy|data protection|cookie", re.I)
_LEAVES = word_set("p pre blockquote center li ul ol dl dt dd")
_OF_LISTS = word_set("li ul ol dl dt dd")
_SUBTITLE = 20  # words


def main_pieces(page: Pieces) -> list[Piece]:
    """The pieces of the main text, in order. All pieces where the page holds no prose, or nothing but side matter."""
    weights = gathered(page, [prose(piece) for piece in page.pieces])
    if not weights[0]:
        return page.pieces
    return _MainText(page, weights).pieces() or page.pieces


class _MainText:
    """Finds where the main text of one page begins and ends."""

    def __init__(self, page: Pieces, weights: list[int]) -> None:
        self._page = page
        self._all = page.pieces
        self._weights = weights
        aside = side_matter(page, weights)
        self._never = [aside.anywhere[piece.container] or is_control(piece) for piece in self._all]
        self._links, self._told = link_lists(self._all)
        self._good = [
            not (never or linked or aside.at_ends[piece.container])
            for piece, never, linked in zip(self._all, self._never, self._links, strict=True)
        ]

    def pieces(self) -> list[Piece]:
        """The pieces of the main text; none where all of the page is side matter."""
        good = [at for at, is_good in enumerate(self._good) if is_good]
        if not good:
            return []
        held = self._held()
        first, last = self._span(good, held)
        kept = {at for at in range(first, last + 1) if not self._never[at]}
        kept |= self._above(first, held)
        kept |= self._below(last, held)
        landmark = _in_landmark(self._page, self._weights)
        kept |= {at for at in good if landmark[self._all[at].container]}
        kept -= self._paths(first)
        return self._without_ends(sorted(kept))

    def _held(self) -> list[bool]:
        """For each piece, whether it stands in the innermost element that holds most of the prose, where that is less
        than the whole page."""
        containers = self._page.containers
        total = sum(prose(piece) for piece, good in zip(self._all, self._good, strict=True) if good)
        own = gathered(self._page, [prose(piece) * good for piece, good in zip(self._all, self._good, strict=True)])
        inner = max(
            at for at, weight in enumerate(own) if weight >= total * _HELD and containers[at].tag not in _LEAVES
        )  # an inner element comes after the one that it stands in
        inside = [False] * len(containers)
        if containers[inner].tag not in ("page", "html", "body"):
            for at, container in enumerate(containers):
                inside[at] = at == inner or (at > 0 and inside[container.parent])
        return [inside[piece.container] for piece in self._all]

    def _span(self, good: list[int], held: list[bool]) -> tuple[int, int]:
        """The first and the last sentence of the main text."""
        first, last = _stretch([_score(self._all[at]) for at in good])
        told = [at for at in good[first : last + 1] if prose(self._all[at])] or good[first : last + 1]
        own = [at for at in good if held[at] and prose(self._all[at])]
        return min(told[:1] + own[:1]), max(told[-1:] + own[-1:])

    def _above(self, first: int, held: list[bool]) -> set[int]:
        """What stands above the first sentence and belongs to the text: its title, and short lines around that.

        Where links stand between, what lies above them is a title or nothing.
        """
        reach: list[int] = []
        crossed = len(self._all)  # the lowest place of a link or of side matter
        for at in range(first - 1, -1, -1):
            if not self._good[at] or self._is_linked(at):
                crossed = at if crossed == len(self._all) else crossed
            elif crossed < len(self._all) and not held[at] and first - at > _NEAR:
                break
            else:
                reach.append(at)
        apart = any(held)  # the text has an element of its own: what stands outside is its title, or none of it
        near = [at for at in reach if (crossed == len(self._all) or at > crossed) and (held[at] or not apart)]
        titles = [at for at in reach if is_own_title(self._all[at])]
        title = next((at for at in titles if self._all[at].kind == "heading"), next(iter(titles), None))
        if title is None:
            title = next((at for at in reach if self._all[at].level == 1), None)
        if title is None and crossed == len(self._all):
            title = next((at for at in reach if self._stands_above_all(at, held)), None)
        if title is None:
            return set(near)
        kept = {at for at in reach if at >= title}
        for at in range(title - 1, -1, -1):
            beside = at + 1 in kept and at in reach and self._belongs(at, title)
            if not beside and crossed < len(self._all):
                break
            if at in reach:
                kept.add(at)
        return kept

    def _belongs(self, at: int, title: int) -> bool:
        """Whether a line right above the title goes with it: in the same element, another heading, or a date."""
        piece = self._all[at]
        if piece.words > _SUBTITLE:
            return False
        return (
            piece.container == self._all[title].container
            or self._parent(at) == self._parent(title)
            or piece.kind == "heading"
            or DATE.search(piece.text) is not None
        )

    def _stands_above_all(self, at: int, held: list[bool]) -> bool:
        """Whether a piece is a heading above all those in the element that holds the text."""
        levels = [piece.level for piece, own in zip(self._all, held, strict=True) if own and piece.level]
        return 0 < self._all[at].level < min(levels, default=0)

    def _paths(self, first: int) -> set[int]:
        """Lines beside the page's title that say where the page stands on its website: links, and the title again."""
        title = next((at for at in range(first - 1, -1, -1) if _is_page_title(self._all[at])), None)
        found: set[int] = set()
        for at in range(first if title is not None else 0):
            piece, named = self._all[at], self._all[title or 0]
            if at == title or not piece.text.endswith(named.text) or piece.words - piece.linked > named.words + 2:
                continue
            if piece.kind == "item" or piece.linked:
                found.add(at)
                while at and self._is_linked(at - 1) and self._parent(at - 1) == self._parent(at):
                    at -= 1
                    found.add(at)
        return found

    def _parent(self, at: int) -> int:
        return self._page.containers[self._all[at].container].parent

    def _below(self, last: int, held: list[bool]) -> set[int]:
        """What stands below the last sentence and belongs to the text: short lines beside it, as an address or a list,
        up to a link or a copyright line."""
        containers = self._page.containers
        container = self._all[last].container
        while containers[container].tag in _OF_LISTS:
            container = containers[container].parent
        beside = set(_around(container, containers)[:2])
        kept: set[int] = set()
        others = 0  # pieces that are no list items: a list may be long, an address is not
        introduced = False
        for at in range(last + 1, len(self._all)):
            piece = self._all[at]
            if self._never[at]:
                continue
            introduced = self._links[at] and held[at] and (introduced or _is_sentence(self._all[at - 1]))
            if introduced:  # a list of links that a sentence of the text stands above
                kept.add(at)
                continue
            others += piece.kind != "item"
            near = others <= _NEAR and not beside.isdisjoint(_around(piece.container, containers))
            if not (near or held[at]) or not (self._good[at] or self._told[at]) or _COPYRIGHT.match(piece.text):
                break
            if self._is_linked(at) and not self._told[at]:
                break
            kept.add(at)
        while kept and self._all[max(kept)].kind == "heading":
            kept.discard(max(kept))
        return kept

    def _is_linked(self, at: int) -> bool:
        return self._all[at].linked * 2 > self._all[at].words

    def _without_ends(self, kept: list[int]) -> list[Piece]:
        """The stretch from the policy's own title to the site's copyright line, where little prose stands outside and
        no section does."""
        pieces = [self._all[at] for at in kept]
        sums = list(accumulate((prose(piece) for piece in pieces), initial=0))
        start, end = 0, len(pieces)
        title = next((at for at, piece in enumerate(pieces) if _is_title(piece)), None)
        if title is not None and 0 < sums[title] <= sums[-1] * _OUTSIDE and not _sections(pieces[:title]):
            start = title
        for at in range(len(pieces) - 1, start, -1):
            piece = pieces[at]
            if sums[-1] - sums[at] > sums[-1] * _OUTSIDE or (piece.kind == "heading" and sums[-1] > sums[at]):
                break
            if _COPYRIGHT.match(piece.text) and piece.kind != "heading":
                end = at
        return pieces[start:end]


def _is_page_title(piece: Piece) -> bool:
    return piece.kind == "heading" and is_own_title(piece)


def _is_title(piece: Piece) -> bool:
    """Whether a piece is a document's own title: it names the policy, or is a page's first heading and speaks of it."""
    if piece.kind == "heading" and piece.level == 1 and _SUBJECT.search(piece.text):
        return True
    return is_own_title(piece) and (piece.kind == "heading" or piece.bold)


def _sections(pieces: list[Piece]) -> bool:
    """Whether pieces hold a section: a heading, below a page's first ones, with a sentence under it."""
    headings = [at for at, piece in enumerate(pieces) if piece.kind == "heading" and piece.level > 1]
    return any(prose(piece) for piece in pieces[min(headings, default=len(pieces)) :])


def _score(piece: Piece) -> int:
    """What a piece says for the stretch that it stands in: prose much, headings nothing, scraps and links against."""
    if told := prose(piece):
        return told
    if piece.kind == "heading":
        return 0
    if piece.kind == "table":
        return piece.words // 2 - piece.linked
    return -10 if piece.linked * 2 > piece.words else -2 if piece.kind == "item" else -4


def _stretch(scores: list[int]) -> tuple[int, int]:
    """The first and the last place of the run with the greatest sum."""
    best, total, begin = (0, 0, len(scores) - 1), 0, 0
    for at, score in enumerate(scores):
        if total <= 0:
            total, begin = 0, at
        total += score
        if total > best[0]:
            best = (total, begin, at)
    return best[1], best[2]


def _around(container: int, containers: list[Container]) -> list[int]:
    """A container and the three that it stands in."""
    found = [container]
    while len(found) < 4 and found[-1] > 0:
        found.append(containers[found[-1]].parent)
    return found


def _in_landmark(page: Pieces, weights: list[int]) -> list[bool]:
    """For each container, whether it stands in the element that the page calls its main one, where that is so."""
    inside = [False] * len(page.containers)
    for at, container in enumerate(page.containers):
        inside[at] = (at > 0 and inside[container.parent]) or (
            "main" in (container.tag, container.role) and weights[at] * 5 >= weights[0] * 4
        )
    return inside


def _is_sentence(piece: Piece) -> bool:
    return bool(prose(piece)) and piece.text[-1] in ".:"
