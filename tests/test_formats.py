from __future__ import annotations

from datetime import date

import pytest

from generator.formats import MAX_BYTES, SUFFIXES, Unreadable, extract
from generator.formats.notice import is_notice, provenance
from generator.formats.table import listed

POLICY = "Privacy Policy\n\nWe keep your data – “safe” – for one year.\n"


def test_utf8_is_read_as_it_stands() -> None:
    """Plain text in UTF-8 is the text itself: nothing is added, lost, or warned about."""
    document = extract(POLICY.encode(), "txt")
    assert document.text == POLICY
    assert document.warnings == ()


@pytest.mark.parametrize("codec", ["utf-8-sig", "utf-16", "utf-32"])
def test_a_byte_order_mark_is_no_text(codec: str) -> None:
    """A byte order mark says the encoding and is removed, without a warning."""
    document = extract(POLICY.encode(codec), "txt")
    assert document.text == POLICY
    assert document.warnings == ()


def test_a_detected_encoding_is_named_in_a_warning() -> None:
    """A file of western text that is not UTF-8 is read as windows-1252, and a warning says so."""
    document = extract((POLICY * 20).encode("cp1252"), "txt")
    assert document.text == POLICY * 20
    assert ["cp1252" in warning for warning in document.warnings] == [True]


def test_a_declared_encoding_comes_before_a_detected_one() -> None:
    """A web page that names its encoding is read in it, with a warning that says so."""
    page = '<meta charset="windows-1251"><p>Мы не продаём ваши персональные данные третьим лицам никогда.</p>'
    document = extract(page.encode("cp1251"), "html")
    assert "персональные данные" in document.text
    assert "cp1251" in document.warnings[0]


def test_bytes_that_only_a_guess_could_read_are_refused_with_their_place() -> None:
    """The message names the first bad byte, and the place is its line and column."""
    with pytest.raises(Unreadable) as refused:
        extract(b"Privacy\nWe \x81\x8d\x8f\x90\x9d\xfe\xff keep", "txt")
    assert "Byte 11 (0x81)" in refused.value.message
    assert (refused.value.line, refused.value.column) == (2, 4)


def test_a_binary_file_is_refused() -> None:
    """A zero byte is not text, whatever else stands around it."""
    with pytest.raises(Unreadable, match="zero byte"):
        extract(b"Privacy\x00Policy", "txt")


def test_mojibake_is_repaired_only_when_asked_for() -> None:
    """Repair mends wrongly decoded quotation marks, keeps right ones, and warns."""
    broken = "We donâ€™t sell “your” data.".encode()
    assert extract(broken, "txt").text == broken.decode()
    mended = extract(broken, "txt", repair=True)
    assert mended.text == "We don’t sell “your” data."
    assert "repaired" in mended.warnings[0]
    assert extract(POLICY.encode(), "txt", repair=True).warnings == ()


@pytest.mark.parametrize("format", SUFFIXES)
def test_a_file_beyond_the_limit_is_refused(format: str) -> None:
    """The limit on size holds for every format and is told in the message."""
    with pytest.raises(Unreadable, match="the limit is 2,000,000"):
        extract(b"a" * (MAX_BYTES + 1), format)


@pytest.mark.parametrize("data", [b"", b" \n\t\n", "\u200b\ufeff…\n---\n".encode()])
def test_a_file_without_words_is_refused(data: bytes) -> None:
    """White space, marks and rules alone are no policy."""
    with pytest.raises(Unreadable, match="no words"):
        extract(data, "txt")


def test_an_unknown_format_is_refused_with_the_known_ones() -> None:
    """The remedy lists the formats that can be read."""
    with pytest.raises(Unreadable) as refused:
        extract(b"a", "odt")
    assert listed("or") in refused.value.remedy


@pytest.mark.parametrize(
    ("first_line", "expected"),
    [
        (
            "> *The text was extracted from the policy that was archived on 2019-02-03. See the [snapshot on the"
            " Wayback Machine](https://web.archive.org/web/20190204101112id_/https%3A//gullnote.example/privacy).*",
            (date(2019, 2, 3), "https://web.archive.org/web/20190204101112id_/https%3A//gullnote.example/privacy"),
        ),
        (
            "Snapshot kept by the Internet Archive: https://web.archive.org/web/20200630/https://gullnote.example/",
            (date(2020, 6, 30), "https://web.archive.org/web/20200630/https://gullnote.example/"),
        ),
        ("This page was archived on 2019-13-40.", (None, None)),
        ("We may archive your data for ten years after 2019-01-01, see https://gullnote.example.", (None, None)),
    ],
)
def test_provenance_is_read_from_an_archive_notice(first_line: str, expected: tuple[date | None, str | None]) -> None:
    """The notice's own date comes first, then the link's; a date that does not exist is none."""
    assert provenance(f"\n{first_line}\n\n# Privacy Policy\n".encode()) == expected


def test_a_policy_that_speaks_of_its_own_archive_is_no_notice() -> None:
    """A sentence of the policy is never taken for an archive's notice, which nobody analyses."""
    assert not is_notice("We may retain an archived copy of your records after this page is closed.")
