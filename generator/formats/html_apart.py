"""Tells a privacy policy from other documents on the same page, as terms of use, a cookie policy or an addendum.

Only what the markup sets apart is left out: no word is lost on a guess. What stays beside the policy is named.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from generator.formats.html_pieces import Piece

_TITLE_WORDS = 8
_LONGEST_TITLE = 16  # words, with a number and a date
_BOLD_NAME = 7  # the level of a bold line that names a document
_A_TEXT = 300  # words
_SECTIONS = 2  # headings below a title that make it a document's and not a section's
_POLICY = re.compile(
    r"\b(?:privacy|data protection|cookie)s? (?:and \w+ )?(?:policy|notice|statement|agreement)\b", re.I
)
_COOKIES = re.compile(r"(?:(?!privacy|data protection).)*\bcookies? (?:policy|notice|statement)\W*", re.I)
_TERMS = (
    r"(?:terms (?:and|&) conditions|(?:terms|conditions|rules) of (?:use|service|sale|business|conduct)"
    r"|(?:user|member|membership|subscriber|licen[cs]e|data processing|service) agreement|data processing addendum"
    r"|(?:acceptable use|refund|returns?|cancellation|shipping|copyright|dmca|linking|comment|editorial|accessibility)"
    r" (?:policy|statement)|(?:legal|copyright) (?:notices?|information)|community (?:guidelines|standards)|imprint)"
)
_OTHER_DOCUMENT = re.compile(rf".*\b{_TERMS}(?: of .*)?\W*", re.I)
_ITS_NAME = re.compile(rf"(?:[\w.&’']+ ){{0,3}}{_TERMS}(?: of .{{0,30}})?\W*", re.I)
_DATE_BEHIND = re.compile(r"\W*(?:\||\b(?:effective|last|updated?|revised|version|dated)\b)", re.I)
_NUMBER = re.compile(r"^(?:part |section |[A-Z]\. |[\dIVX]+[.):] ?)+", re.I)
_BOTH = re.compile(
    r".*\b(?:terms (?:and|&) conditions|(?:terms|conditions) of (?:use|service|sale)|(?:user|member) agreement)"
    r",? (?:and|&) (?:the |our )?(?:privacy|data protection) (?:policy|notice|statement)\W*",
    re.I,
)
_A_SECTION = re.compile(
    r"\b(?:this|these|chang(?:e|es|ing)|updates?|scope|about|acceptance|how|what|why|when|questions|contact)\b", re.I
)
_ALONE = re.compile(r"(?:[\dIVX]+\. ?)?(?:the |our )?(?:privacy|data protection) (?:policy|notice|statement)\W*", re.I)


@dataclass(frozen=True, slots=True)
class Apart:
    """The pieces of the policy, and the titles of the documents beside it that are left out, and that stay."""

    policy: list[Piece]
    left_out: list[str]
    beside: list[str]

    def warnings(self) -> tuple[str, ...]:
        """What to tell of the other documents. Only the policy was read where no other one stays."""
        told = []
        if self.left_out and not self.beside:
            told.append(f"The page also holds {_named(self.left_out)}; only the privacy policy was read.")
        elif self.left_out:
            told.append(f"The page also holds {_named(self.left_out)}, which was left out.")
        if self.beside:
            told.append(
                f"The page also holds {_named(self.beside)}, which its markup does not set apart: it was read, too."
            )
        return tuple(told)


def is_own_title(piece: Piece) -> bool:
    """Whether a short piece says what the page is: a privacy policy, notice or statement."""
    if piece.linked or piece.words > _LONGEST_TITLE:
        return False
    name = _bare(piece)
    return len(name.split()) <= _TITLE_WORDS and _POLICY.search(name) is not None


def policy_only(pieces: list[Piece]) -> Apart:
    """The pieces without the other documents that the page holds beside its policy."""
    heads = [at for at, piece in enumerate(pieces) if piece.kind == "heading" or _is_bold_title(piece)]
    spans = _beside(pieces, heads) or _first_of_two(pieces, heads)
    gone = {at for start, end, _ in spans for at in range(start, end)}
    kept = [piece for at, piece in enumerate(pieces) if at not in gone]
    return Apart(kept, [title for _, _, title in spans], _staying(kept))


def _named(titles: list[str]) -> str:
    return " and ".join(f"“{title}”" for title in dict.fromkeys(titles))


def _bare(title: Piece) -> str:
    """A title without its number, and without the date that stands behind it."""
    return _NUMBER.sub("", _DATE_BEHIND.split(title.text)[0])


def _is_bold_title(piece: Piece) -> bool:
    return piece.bold and piece.kind == "paragraph" and piece.words <= _TITLE_WORDS


def _level(piece: Piece) -> int:
    """How deep a title stands. Below all headings stand bold lines, and of these the names of documents first."""
    if piece.kind == "heading":
        return piece.level
    return _BOLD_NAME if _is_name(piece) else _BOLD_NAME + 1


def _is_name(title: Piece) -> bool:
    return is_own_title(title) or _ITS_NAME.fullmatch(_bare(title)) is not None


def _first_of_two(pieces: list[Piece], heads: list[int]) -> list[tuple[int, int, str]]:
    """Where the terms begin and end that stand first, or under a title that names both: "Terms and Privacy Policy".

    They have sections, and end at a heading of the same level that names the policy alone and has a long text below it.
    """
    title = next((at for at in heads if _BOTH.fullmatch(pieces[at].text)), None)
    first = heads[0] if heads and _ITS_NAME.fullmatch(_bare(pieces[heads[0]])) else None
    alone = next((at for at in reversed(heads) if _ALONE.fullmatch(pieces[at].text)), None)
    if alone is None or (title is None and first is None):
        return []
    level = _level(pieces[alone])
    begin = -1 if title is None else title
    before = [at for at in heads if begin < at < alone and _level(pieces[at]) == level]
    after = [at for at in heads if at > alone]
    ends = (at for at in after if (_level(pieces[at]) <= level if title is not None else _is_name(pieces[at])))
    end = next(ends, len(pieces))
    if len(before) <= _SECTIONS or sum(piece.words for piece in pieces[alone:end]) < _A_TEXT:
        return []
    return [(before[0], alone, pieces[before[0] if title is None else title].text)]


def _beside(pieces: list[Piece], heads: list[int]) -> list[tuple[int, int, str]]:
    """Where documents begin and end that stand beside the policy, with their titles.

    The policy and they must be documents with sections of their own, or long, under titles of one level.
    """
    policies: set[int] = set()  # the levels of titles of policies
    reach = 0  # where the policies so far end: what stands before is a section of one
    others: list[tuple[int, int]] = []
    for place, at in enumerate(heads):
        title = pieces[at]
        other = title.words <= _LONGEST_TITLE and _OTHER_DOCUMENT.fullmatch(_bare(title)) is not None
        if not (other or is_own_title(title)):
            continue
        ends = (n for n in range(place + 1, len(heads)) if _level(pieces[heads[n]]) <= _level(title))
        following = next(ends, len(heads))
        end = heads[following] if following < len(heads) else len(pieces)
        long = _is_name(title) and sum(piece.words for piece in pieces[at:end]) >= _A_TEXT
        document = long or following - place > _SECTIONS
        if is_own_title(title) and not _COOKIES.fullmatch(_bare(title)):
            if not other and not _A_SECTION.search(title.text):
                policies |= {_level(title)} if document else set()
                reach = max(reach, end)
        elif document and at >= reach:
            others.append((at, end))
    return [(at, end, pieces[at].text) for at, end in others if _level(pieces[at]) in policies]


def _staying(pieces: list[Piece]) -> list[str]:
    """The titles of other documents that stay: headings that are such a name, with a long text below them."""
    if not any(is_own_title(piece) for piece in pieces):
        return []
    heads = [at for at, piece in enumerate(pieces) if piece.kind == "heading"]
    found = []
    for place, at in enumerate(heads):
        if _ITS_NAME.fullmatch(_bare(pieces[at])) and pieces[at].words <= _TITLE_WORDS:
            ends = (n for n in heads[place + 1 :] if pieces[n].level <= pieces[at].level or is_own_title(pieces[n]))
            if sum(piece.words for piece in pieces[at : next(ends, len(pieces))]) >= _A_TEXT:
                found.append(pieces[at].text)
    return found
