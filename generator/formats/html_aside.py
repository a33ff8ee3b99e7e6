"""Which elements of a web page are side matter: navigation, footers, banners, what lies over the page.

What an element is (``<nav>``, ``role=dialog``) holds anywhere. What it is called is a hint that holds at the ends of a
page only: inside its text, "sharing" and "comments" are subjects of a policy.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from generator.formats.html_apart import is_own_title
from generator.formats.html_pieces import Container, Piece, Pieces
from generator.formats.wordset import word_set

_SHORTEST = 3  # words of a sentence
_SENTENCE = 8  # words outside links that make a piece prose
_LITTLE = 0.05  # of the prose: what more common names, as "share" or "side", may leave out
_MOST = 0.3  # of the prose: an element that holds more is no side matter, whatever it is called
_HALF = 0.5  # of the prose: what lies over a page and holds more is the page
_OWN_WORDS = 100  # words of prose about the reader's data: side matter that holds more belongs to the policy
_ABOUT_DATA = re.compile(r"\b(?:privacy|personal(?:ly)? |cookies?\b|opt(?:ing|ed|s)? out|(?:about|of) your? )", re.I)
_TITLE = 2  # the level of a heading that may be the page's title
_NEVER_ASIDE = word_set("page html body h1 h2 h3 h4 h5 h6")
_MENUS = word_set("nav menu navigation navbar breadcrumb breadcrumbs")
_ENDS = word_set("footer aside contentinfo complementary")
_ARTICLES = word_set("main article")
_NEVER_TEXT = word_set("footer contentinfo dialog alertdialog")
_STRONG_NAMES = re.compile(
    r"footer|sidebar|breadcrumb|masthead|navbar|(?:^|[\s_-])(?:foot|side|rail|aside)(?:$|[\s_\d-])"
)
_MENU_NAMES = re.compile(r"(?:^|[\s_-])(?:top|sub|main|side)?(?:nav|menu|navigation|links?)(?:$|[\s_\d-])")
# What lies over a page and is clicked away, as most pages ask for consent; and the tools that ask for it.
_OVERLAYS = re.compile(
    r"modal|popup|\b(?:alert)?dialog\b|cookie[-_]?(?:bar|banner|box|consent|dialog|law|message|notice|overlay|prompt)"
    r"|consent[-_]?(?:banner|bar|box|dialog|manager|overlay|prompt|sdk)|onetrust|cookiebot|usercentrics|didomi|trustarc"
)
_SMALL_NAMES = re.compile(
    r"(?:^|[\s_-])(?:banner|share|sharing|social|addthis|toolbar|tools|related|promo|ads?(?!\d)|advert\w*"
    r"|sponsor\w*|search|login|signin|comments?|copyright|newsletter|subscribe|widget|feedback\w*"
    r"|pagination|skip(?:-?link|-?nav|-?to)?s?)(?:$|[\s_\d-])"
)


def prose(piece: Piece) -> int:
    """The words that speak for a piece: those outside links, where they are enough to be a sentence."""
    own = piece.words - piece.linked
    return own if own >= _SENTENCE and piece.linked * 2 <= piece.words else 0


def gathered(page: Pieces, counts: Sequence[int]) -> list[int]:
    """For each container, the sum of the counts of the pieces in it and in all that it contains."""
    sums = [0] * len(page.containers)
    for piece, count in zip(page.pieces, counts, strict=True):
        sums[piece.container] += count
    for at in range(len(sums) - 1, 0, -1):
        sums[page.containers[at].parent] += sums[at]
    return sums


def _is_short_sentence(piece: Piece) -> bool:
    return piece.kind == "paragraph" and piece.text[-1] == "." and piece.words >= _SHORTEST and not piece.linked


@dataclass(frozen=True, slots=True)
class SideMatter:
    """For each container of a page, whether it is side matter at the ends of the page, and whether it is anywhere."""

    at_ends: list[bool]
    anywhere: list[bool]


def side_matter(page: Pieces, weights: Sequence[int]) -> SideMatter:
    """Which containers are side matter; ``weights`` is the prose of each."""
    words = gathered(page, [piece.words for piece in page.pieces])
    free = gathered(page, [piece.words - 2 * piece.linked for piece in page.pieces])
    about = gathered(page, [prose(piece) if _ABOUT_DATA.search(piece.text) else 0 for piece in page.pieces])
    sections = _sections(page, weights)
    articles = _articles(page, weights)
    titles = gathered(page, [_is_page_title(piece) for piece in page.pieces])
    found = SideMatter([False] * len(weights), [False] * len(weights))
    for at, container in enumerate(page.containers):
        if at and found.at_ends[container.parent]:
            found.at_ends[at] = True
            found.anywhere[at] = found.anywhere[container.parent]
        elif container.tag not in _NEVER_ASIDE:
            speaks = about[at] >= _OWN_WORDS and about[at] * 2 >= weights[at]
            never = outside = False
            if weights[at] <= weights[0] * _MOST and not speaks:
                never = _is_never_text(container, free[at]) and not (articles[at] and free[at] > 0)
                of_data = 0 < weights[at] == about[at] and free[at] == words[at]  # and it links to nothing
                small = weights[at] <= weights[0] * _LITTLE and not sections[at] and not of_data
                outside = _is_called_aside(container, free[at], small) and not (articles[at] and free[at] > 0)
            outside = outside and not titles[at]
            if _OVERLAYS.search(container.names) and not sections[at]:
                outside = outside or weights[at] <= weights[0] * _HALF
            found.at_ends[at] = never or outside
            found.anywhere[at] = never or (outside and weights[at] * 2 < words[at])
    return found


def _is_never_text(container: Container, free: int) -> bool:
    """Whether an element is a menu, ends the page, or lies over it; ``free`` are the words that its links leave."""
    kinds = {container.tag, container.role}
    menu = not kinds.isdisjoint(_MENUS) or not _MENUS.isdisjoint(container.names.split())
    return (menu and free <= 0) or not kinds.isdisjoint(_NEVER_TEXT)


def _is_page_title(piece: Piece) -> bool:
    """Whether a piece is the title of a page that holds a policy: a banner or a head with it belongs to the text."""
    return piece.kind == "heading" and piece.level <= _TITLE and is_own_title(piece)


def _is_called_aside(container: Container, free: int, small: bool) -> bool:
    if not _ENDS.isdisjoint({container.tag, container.role}) or "nav" in (container.tag, container.role):
        return True
    if _STRONG_NAMES.search(container.names) or (free < 0 and _MENU_NAMES.search(container.names)):
        return True
    return small and (container.tag == "fieldset" or _SMALL_NAMES.search(container.names) is not None)


def _sections(page: Pieces, weights: Sequence[int]) -> list[bool]:
    """For each container, whether it is a section among others: a heading with prose below it, beside the page's text,
    and nothing to fill in."""
    controls = set(page.controls)
    for at in range(len(weights) - 1, 0, -1):
        if at in controls:
            controls.add(page.containers[at].parent)
    said = gathered(page, [_is_short_sentence(piece) for piece in page.pieces])
    first: dict[int, Piece] = {}
    levels = {piece.level for piece in page.pieces if piece.kind == "heading"}
    for piece in page.pieces:
        outer = piece.container
        while outer >= 0 and outer not in first:
            first[outer] = piece
            outer = page.containers[outer].parent
    found = [False] * len(weights)
    for at, container in enumerate(page.containers):
        if at and at in first and at not in controls and (weights[at] or said[at]):
            beside = weights[container.parent] - weights[at]
            heading = first[at].kind == "heading" and first[at].level > min(levels)
            found[at] = heading and beside * 2 >= weights[0]
    return found


def _articles(page: Pieces, weights: Sequence[int]) -> list[bool]:
    """For each container, whether it stands in the element that holds the page's text, as what ends that may."""
    found = [False] * len(weights)
    for at, container in enumerate(page.containers):
        if at:
            outer = page.containers[container.parent]
            holds = not {outer.tag, outer.role}.isdisjoint(_ARTICLES) and weights[container.parent] * 2 >= weights[0]
            found[at] = found[container.parent] or holds
    return found
