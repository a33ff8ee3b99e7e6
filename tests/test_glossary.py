from __future__ import annotations

import pytest

from generator.model import Page
from generator.pages.glossary import found_in, read_terms

GLOSSARY = Page(
    "glossary.md",
    b"---\ntitle: Words\n---\n# Words {#sp-top}\n\nThese {#not-an-entry}\n\n"
    b"Third party {#sp-w-third}\n:   Others.\n\nWeb beacon, clear GIF {#sp-w-beacon}\n:   A picture.\n\n"
    b"Encryption, to encrypt {#sp-w-encryption}\n:   Hiding.\n",
)


def found(text: str) -> list[str]:
    """Find the anchors that a text leads to."""
    return [term.anchor for term in found_in(read_terms([GLOSSARY]), text)]


def test_the_terms_are_the_entries_of_the_page() -> None:
    """Each entry of the list of definitions is a term, under its first name; nothing else on the page is."""
    assert [(term.name, term.anchor) for term in read_terms([Page("index.md", b""), GLOSSARY])] == [
        ("Third party", "sp-w-third"),
        ("Web beacon", "sp-w-beacon"),
        ("Encryption", "sp-w-encryption"),
    ]


def test_a_site_without_a_glossary_has_no_terms() -> None:
    """Nothing is explained where nobody has explained it."""
    assert read_terms([Page("index.md", b"Third party {#x}\n:   Others.\n")]) == ()


@pytest.mark.parametrize(
    ("text", "anchors"),
    [
        ("Uses web beacons", ["sp-w-beacon"]),
        ("A CLEAR GIF of a third-party site", ["sp-w-third", "sp-w-beacon"]),
        ("Tells third parties", ["sp-w-third"]),
        ("Encrypts data", ["sp-w-encryption"]),
        ("a beacon, a party, cryptic third partying", []),
    ],
)
def test_a_term_is_found_under_each_of_its_names(text: str, anchors: list[str]) -> None:
    """In the singular and the plural, in capitals, with a hyphen; never as a part of another word."""
    assert found(text) == anchors
