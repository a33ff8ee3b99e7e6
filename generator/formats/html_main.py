"""Which pieces of a web page are its main text: not navigation, banners, side columns, or footers.

What names itself as navigation or the like is left out, and so are lists of links. Of what remains, the main text is
the stretch with the most prose: each paragraph counts for it, each scrap and link against it. Nothing is reordered.
"""

from __future__ import annotations

import re
from itertools import accumulate

from generator.formats.html_apart import is_own_title
from generator.formats.html_pieces import Container, Piece, Pieces
from generator.formats.wordset import word_set

_PROSE = 8  # words outside links that make a piece prose
_NEAR = 12  # pieces
_LITTLE = 0.05  # of the prose: what more common names, as "share" or "side", may leave out
_BESIDE = 3  # pieces between a title that is no heading and the text
_OUTSIDE = 0.1  # of the prose: what stands before a title or after a copyright line and is not the text
_OWN_TITLE = re.compile(r"privacy|data protection|cookie", re.I)
_TO_TOP = re.compile(r"\W*(?:(?:go|jump|return|back) )?(?:to )?(?:the )?top(?: of (?:the |this )?page)?\W*", re.I)
_COPYRIGHT = re.compile(r"(?:copyright\b|©|\(c\)\s)", re.I)
_ASIDE_TAGS = frozenset({"nav", "footer", "aside"})
_ASIDE_NAMES = re.compile(r"footer|sidebar|breadcrumb|masthead|navbar")
# What lies over a page and is clicked away, as most pages ask for consent; and the tools that ask for it.
_OVERLAYS = re.compile(
    r"modal|popup|\b(?:alert)?dialog\b|cookie[-_]?(?:bar|banner|box|consent|dialog|law|message|notice|overlay|prompt)"
    r"|consent[-_]?(?:banner|bar|box|dialog|manager|overlay|prompt|sdk)|onetrust|cookiebot|usercentrics|didomi|trustarc"
)
_SMALL_NAMES = re.compile(
    r"(?:^|[\s_-])(?:foot|side|rail|aside|banner|share|sharing|social|addthis|toolbar|tools|related|promo|ads?|advert\w*"
    r"|sponsor\w*|search|login|signin|comments?|copyright|newsletter|subscribe|contentinfo|complementary|widget|feedback\w*"
    r"|pagination|skip(?:-?link|-?nav|-?to)?s?)(?:$|[\s_\d-])"
)
_OF_LISTS = word_set("li ul ol dl dt dd")
_NEVER_ASIDE = word_set("page html body h1 h2 h3 h4 h5 h6")
_MENU_NAMES = re.compile(r"(?:^|[\s_-])(?:top|sub|main|side)?(?:nav|menu|navigation|links?)(?:$|[\s_\d-])")
_MOST = 0.3  # of the prose: an element that holds more is no side matter, whatever it is called
_HALF = 0.5  # of the prose: what lies over a page and holds more is the page
_OWN_WORDS = 100  # words of prose about the reader's data: side matter that holds more belongs to the policy
_ABOUT_DATA = re.compile(r"\b(?:privacy|personal(?:ly)? |cookies?\b|opt(?:ing|ed|s)? out|(?:about|of) your? )", re.I)
_BARS = 3  # a line of links with as many bars between them is a menu


def main_pieces(page: Pieces) -> list[Piece]:
    """The pieces of the main text, in order. All pieces where the page holds no prose, or nothing but side matter."""
    weights = _weights(page)
    if not weights[0]:
        return page.pieces
    aside = _asides(page, weights)
    pieces = _without_link_lists([piece for piece in page.pieces if not aside[piece.container]])
    if not pieces:
        return page.pieces
    first, last = _stretch([_score(piece) for piece in pieces])
    first = _title(pieces, first)
    last = _tail(pieces, last, page.containers)
    inside = _in_landmark(page, weights)
    own = [at for at, piece in enumerate(pieces) if inside[piece.container]]
    if own:
        first, last = min(first, own[0]), max(last, own[-1])
    return _between(pieces[first : last + 1])


def _score(piece: Piece) -> int:
    """What a piece says for the stretch that it stands in: prose much, headings nothing, scraps and links against."""
    prose = _prose(piece)
    if prose:
        return prose
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


def _title(pieces: list[Piece], first: int) -> int:
    """Where the text starts with its title: the headings right above it, or a first-level one a little further up."""
    start = first
    for at in range(first - 1, max(-1, first - _NEAR), -1):
        piece = pieces[at]
        heading = piece.kind == "heading" and (at == start - 1 or piece.level == 1)
        if heading or (at >= start - _BESIDE and is_own_title(piece)):
            start = at
    return start


def _between(pieces: list[Piece]) -> list[Piece]:
    """The stretch from the policy's own title to the site's copyright line, where little prose stands outside."""
    sums = list(accumulate((_prose(piece) for piece in pieces), initial=0))
    start, end = 0, len(pieces)
    for at, piece in enumerate(pieces):
        if sums[at] > sums[-1] * _OUTSIDE:
            break
        if (piece.kind == "heading" or piece.bold) and piece.words <= 12 and _OWN_TITLE.search(piece.text):
            start = at
            break
    for at in range(len(pieces) - 1, start, -1):
        if sums[-1] - sums[at] > sums[-1] * _OUTSIDE:
            break
        if _COPYRIGHT.match(pieces[at].text):
            end = at
    return pieces[start:end]


def _tail(pieces: list[Piece], last: int, containers: list[Container]) -> int:
    """Where the text ends: short lines that stand beside its last paragraph, as an address or a list, belong to it."""
    container = pieces[last].container
    while containers[container].tag in _OF_LISTS:
        container = containers[container].parent
    beside = set(_around(container, containers)[:2])
    others = 0  # pieces that are no list items: a list may be long, an address is not
    for at in range(last + 1, len(pieces)):
        piece = pieces[at]
        others += piece.kind != "item"
        if others > _NEAR or piece.linked * 2 > piece.words or beside.isdisjoint(_around(piece.container, containers)):
            break
        last = at
    return last


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
            (container.tag == "main" or container.names.endswith(" main")) and weights[at] * 5 >= weights[0] * 4
        )
    return inside


def _prose(piece: Piece) -> int:
    """The words that speak for a piece: those outside links, where they are enough to be a sentence."""
    own = piece.words - piece.linked
    return own if own >= _PROSE and piece.linked * 2 <= piece.words else 0


def _weights(page: Pieces) -> list[int]:
    """For each container, the prose in it and in all that it contains."""
    return _gathered(page, [_prose(piece) for piece in page.pieces])


def _gathered(page: Pieces, counts: list[int]) -> list[int]:
    """For each container, the sum of the counts of the pieces in it and in all that it contains."""
    sums = [0] * len(page.containers)
    for piece, count in zip(page.pieces, counts, strict=True):
        sums[piece.container] += count
    for at in range(len(sums) - 1, 0, -1):
        sums[page.containers[at].parent] += sums[at]
    return sums


def _asides(page: Pieces, weights: list[int]) -> list[bool]:
    """For each container, whether it is, or stands in, side matter.

    A menu must hold more links than other words. What speaks at length of the reader's data is no side matter.
    """
    free = _gathered(page, [piece.words - 2 * piece.linked for piece in page.pieces])
    own = _gathered(page, [_prose(piece) if _ABOUT_DATA.search(piece.text) else 0 for piece in page.pieces])
    aside = [False] * len(page.containers)
    for at, container in enumerate(page.containers):
        if at and aside[container.parent]:
            aside[at] = True
        elif _OVERLAYS.search(container.names) and container.tag not in _NEVER_ASIDE:
            aside[at] = weights[at] <= weights[0] * _HALF
        elif weights[at] <= weights[0] * _MOST and container.tag not in _NEVER_ASIDE:
            speaks = own[at] >= _OWN_WORDS and own[at] * 2 >= weights[at]
            aside[at] = not speaks and _is_aside(container, free[at], weights[at] <= weights[0] * _LITTLE)
    return aside


def _is_aside(container: Container, free: int, little: bool) -> bool:
    """Whether an element names itself as side matter; ``free`` are the words that its links leave."""
    if container.tag in _ASIDE_TAGS or _ASIDE_NAMES.search(container.names):
        return True
    if free < 0 and _MENU_NAMES.search(container.names):
        return True
    return little and (container.tag == "fieldset" or _SMALL_NAMES.search(container.names) is not None)


def _without_link_lists(pieces: list[Piece]) -> list[Piece]:
    """Leave out runs of three or more pieces that are nothing but links, lines of them, and links to the page's top."""
    kept: list[Piece] = []
    run: list[Piece] = []
    for piece in [*pieces, None]:
        if piece is not None and (_TO_TOP.fullmatch(piece.text) or _is_menu(piece)):
            continue
        if piece is not None and piece.kind != "heading" and _is_linked(piece):
            run.append(piece)
            continue
        if len(run) < 3:
            kept += run
        run = []
        if piece is not None:
            kept.append(piece)
    return kept


def _is_linked(piece: Piece) -> bool:
    return bool(piece.words) and piece.linked * 10 >= piece.words * 8


def _is_menu(piece: Piece) -> bool:
    """Whether a line holds links with bars between them."""
    return _is_linked(piece) and piece.kind == "paragraph" and piece.text.count("|") >= _BARS
