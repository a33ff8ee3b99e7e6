"""Draw small pictures for other websites: what a service's policy says in counts, and each answer to a practice.

Each is an SVG of words with a title. It asks for nothing: no font, no picture, no script.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final
from xml.etree import ElementTree

from generator.catalogue import Texts
from generator.model import Page
from generator.pages import addresses
from generator.pages.badges import TONES
from generator.pages.escaping import excerpt
from generator.pages.views import PolicyView
from generator.practices import Outcome, Practice

#: So many characters of a name or an answer are drawn.
MOST: Final = 60
_SPOKEN: Final[tuple[Outcome, ...]] = ("present", "absent", "unclear")
#: Pixels a character, for a common sans serif of 13 pixels, and around the words.
_WIDE, _AROUND = 7.4, 12
_STYLE: Final = (
    "rect{fill:#fff;stroke:#5c6773}text{fill:#1b2127;font:13px sans-serif}.f{fill:#4a545e}"
    "@media(prefers-color-scheme:dark){rect{fill:#1b2127;stroke:#9aa5b1}text{fill:#f2f4f6}.f{fill:#c3ccd5}}"
)
_SIGNS: Final = {"concern": "▲", "protective": "✓", "unclear": "?", "neutral": "•"}


def page(view: PolicyView) -> Page:
    """Return the picture of a service."""
    counts = [TONES[tone].count(view.tally.get(tone, 0)) for tone in ("concern", "protective", "unclear")]
    said = ", ".join(counts) if view.policy.analysed else (view.unread.word if view.unread else "")
    return Page(addresses.embed(view.id), draw(f"{excerpt(view.name, MOST)}: {said}", "Smallprint, no legal advice"))


def answers(practices: Sequence[Practice], texts: Texts) -> Iterator[Page]:
    """Yield a picture for each answer that a practice can have."""
    for practice in practices:
        for outcome, answer in practice.answers:
            if outcome in _SPOKEN:
                sign = _SIGNS[practice.tone_of(outcome)]
                words = f"{sign} {excerpt(answer, MOST)}"
                yield Page(addresses.embedded_answer(practice.id, outcome), draw(words, f"says its {texts.one}"))


def draw(words: str, below: str) -> bytes:
    """Draw two lines of words in a frame, as the bytes of an SVG."""
    width = round(max(len(words), len(below)) * _WIDE) + 2 * _AROUND
    root = ElementTree.Element(
        "svg",
        {
            "xmlns": "http://www.w3.org/2000/svg",
            "width": str(width),
            "height": "48",
        },
    )
    ElementTree.SubElement(root, "title").text = f"{words}. {below}"
    ElementTree.SubElement(root, "style").text = _STYLE
    frame = {"x": "0.5", "y": "0.5", "width": str(width - 1), "height": "47", "rx": "6"}
    ElementTree.SubElement(root, "rect", frame)
    ElementTree.SubElement(root, "text", {"x": str(_AROUND), "y": "20"}).text = words
    ElementTree.SubElement(root, "text", {"x": str(_AROUND), "y": "38", "class": "f"}).text = below
    return ElementTree.tostring(root, "unicode").encode() + b"\n"
