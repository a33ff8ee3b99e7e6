"""Word and PDF files that are made to hurt: a few kilobytes that hold millions of words, or ask for hours of work."""

from __future__ import annotations

import builtins
from collections.abc import Callable
from pathlib import Path
from time import process_time

import pytest
from builders.documents import FORM, LINE, PARAGRAPH, packed, pdf, word

from generator.formats import Unreadable, extract

CODES = b"begincmap 1 begincodespacerange <0000> <FFFF> endcodespacerange\n99 beginbfchar\n%sendbfchar endcmap"
TABLED = b"<</Type/Font/Subtype/Type0/BaseFont/H/Encoding/Identity-H/DescendantFonts[%s]/ToUnicode 6 0 R>>" % (
    b"<</Type/Font/Subtype/CIDFontType2/BaseFont/H/DW 1000>>"
)
ENTITIES = f'<!DOCTYPE x [<!ENTITY a "{"<w:r/>" * 90_000}">]>'


@pytest.mark.slow
@pytest.mark.parametrize(
    ("data", "format", "said"),
    [
        (word(PARAGRAPH * 400_000), "docx", "the limit is 10,000,000"),
        (word(PARAGRAPH + "<w:p>" + "<w:r/>" * 130_000 + "</w:p>"), "docx", "the limit is 120,000"),
        (word(f"<w:p>{'&a;' * 9}</w:p>{PARAGRAPH}", ENTITIES), "docx", "entities"),
        (word(f"<w:p><w:r><w:t>{'We sell. ' * 200_000}</w:t></w:r></w:p>"), "docx", "the limit is 500,000"),
        (word("<w:tbl><w:tr><w:tc>" * 400 + PARAGRAPH + "</w:tc></w:tr></w:tbl>" * 400), "docx", "deep"),
        (pdf(LINE, pages=201), "pdf", "the limit is 200"),
        (pdf(LINE * 1_500, pages=100), "pdf", "more than 250,000 steps"),
        (pdf(b"()" * 200_000, pages=100), "pdf", "more than 250,000 steps"),
        (pdf(b"/X0 Do\n" * 100, form=packed(b"/X0 Do\n" * 3 + LINE * 3_000, FORM)), "pdf", "more than 250,000 steps"),
        (pdf(LINE, 100, TABLED, table=packed(CODES % (b"<0001> <0041>\n" * 60_000))), "pdf", "more than 250,000 steps"),
        (pdf(LINE * 30_000), "pdf", "Limit reached while decompressing"),
        (pdf(b" " * 200_000_000), "pdf", "Limit reached while decompressing"),
        (pdf(b"[" + b"1 " * 20_000 + b"]" + LINE), "pdf", "maximum array element count"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)  # fmt: skip
def test_what_is_packed_to_hurt_is_refused_soon(data: bytes, format: str, said: str) -> None:
    """A small file that would take minutes or gigabytes is refused with its limit, after seconds at most."""
    assert len(data) < 500_000
    began = process_time()
    with pytest.raises(Unreadable) as caught:
        extract(data, format)
    assert said in caught.value.message
    assert process_time() - began < 5


@pytest.mark.slow
def test_a_plain_document_is_far_below_the_limits() -> None:
    """Twenty thousand words in Word, and three thousand lines of PDF, are read."""
    assert len(extract(word(PARAGRAPH * 5_000), "docx").text) > 90_000
    lines = b"".join(LINE.replace(b"700", b"%d" % (90_000 - 20 * number)) for number in range(3_000))
    assert extract(pdf(lines), "pdf").text.count("We sell") == 3_000


OUTSIDE = ' TargetMode="External"'
PICTURE = '<w:p><w:r><w:drawing><wp:inline><a:blip r:link="r0"/></wp:inline></w:drawing></w:r></w:p>'
LINK = '<w:p><w:hyperlink r:id="r0"><w:r><w:t>We sell.</w:t></w:r></w:hyperlink></w:p>'


@pytest.mark.parametrize(
    "make",
    [
        lambda secret: word(f"<w:p><w:r><w:t>&x;</w:t></w:r></w:p>{PARAGRAPH}",
                            f'<!DOCTYPE x [<!ENTITY x SYSTEM "{secret}">]>'),
        lambda secret: word(PARAGRAPH, f'<!DOCTYPE x SYSTEM "{secret}">'),
        lambda secret: word(PARAGRAPH + PICTURE, outside=(("image", secret, OUTSIDE),)),
        lambda secret: word(PARAGRAPH + LINK, outside=(("hyperlink", f"javascript:alert(1)//{secret}", OUTSIDE),)),
    ],
    ids=["entity", "type", "picture", "link"],
)  # fmt: skip
def test_a_word_document_leads_nowhere(
    make: Callable[[str], bytes], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What a document names outside of itself is neither opened nor kept: not a file, not a script."""
    secret = tmp_path / "secret"
    secret.write_text("A secret of this machine")
    opened: list[str] = []
    real = builtins.open
    monkeypatch.setattr(builtins, "open", lambda file, *more, **named: opened.append(str(file)) or real(
        file, *more, **named))  # fmt: skip
    try:
        text = extract(make(secret.as_uri()), "docx").text
    except Unreadable as refusal:
        text = refusal.message
    assert not any("secret" in file for file in opened)
    assert "secret" not in text
    assert "javascript" not in text
