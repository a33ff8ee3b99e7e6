"""Word and PDF files that are made to hurt: a few kilobytes that hold millions of words, or ask for hours of work."""

from __future__ import annotations

import builtins
import io
import zipfile
import zlib
from collections.abc import Callable
from pathlib import Path
from time import process_time

import pytest

from generator.formats import Unreadable, extract

WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
PARAGRAPH = "<w:p><w:r><w:t>We sell your data.</w:t></w:r></w:p>"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
TYPES = (
    f'<Types xmlns="{PACKAGE}/content-types"><Default Extension="xml" ContentType="application/vnd.openxmlformats-'
    'officedocument.wordprocessingml.document.main+xml"/></Types>'
)
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
LINE = b"BT /F1 12 Tf 1 0 0 1 50 700 Tm (We sell your data to them.) Tj ET\n"
FONT = b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>"


def relations(*targets: tuple[str, str, str]) -> str:
    """What a part of a Word document leads to: kind, address and whether that lies outside."""
    inner = "".join(
        f'<Relationship Id="r{number}" Type="{OFFICE}/{kind}" Target="{target}"{mode}/>'
        for number, (kind, target, mode) in enumerate(targets)
    )
    return f'<Relationships xmlns="{PACKAGE}/relationships">{inner}</Relationships>'


def word(body: str, before: str = "", outside: tuple[tuple[str, str, str], ...] = ()) -> bytes:
    """A Word document, with as little around its body as can be."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", TYPES)
        archive.writestr("_rels/.rels", relations(("officeDocument", "word/document.xml", "")))
        archive.writestr("word/_rels/document.xml.rels", relations(*outside))
        names = f'xmlns:w="{WORD}" xmlns:r="{OFFICE}" xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'
        names += ' xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"'
        archive.writestr("word/document.xml", f"{before}<w:document {names}><w:body>{body}</w:body></w:document>")
    return file.getvalue()


def packed(data: bytes, head: bytes = b"") -> bytes:
    """A packed piece of a PDF."""
    body = zlib.compress(data, 9)
    return b"<<%s/Length %d/Filter/FlateDecode>>stream\n%s\nendstream" % (head, len(body), body)


def pdf(content: bytes, pages: int = 1, font: bytes = FONT, form: bytes = b"null", table: bytes = b"null") -> bytes:
    """A PDF each of whose pages is the same piece of content, with one font, one form and a table for the font."""
    kids = b" ".join(b"%d 0 R" % (7 + number) for number in range(pages))
    resources = b"<</Font<</F1 3 0 R>>/XObject<</X0 5 0 R>>>>"
    page = b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 99999]/Resources%s/Contents 4 0 R>>" % resources
    objects = [b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Count %d/Kids[%s]>>" % (pages, kids)]
    objects += [font, packed(content), form, table, *[page] * pages]
    out, places = b"%PDF-1.4\n", []
    for number, one in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, one)
    entries = b"".join(b"%010d 00000 n \n" % place for place in places)
    size = len(objects) + 1
    head = b"xref\n0 %d\n0000000000 65535 f \n%strailer <</Size %d/Root 1 0 R>>" % (size, entries, size)
    return out + head + b"\nstartxref\n%d\n%%%%EOF" % len(out)


CODES = b"begincmap 1 begincodespacerange <0000> <FFFF> endcodespacerange\n99 beginbfchar\n%sendbfchar endcmap"
TABLED = b"<</Type/Font/Subtype/Type0/BaseFont/H/Encoding/Identity-H/DescendantFonts[%s]/ToUnicode 6 0 R>>" % (
    b"<</Type/Font/Subtype/CIDFontType2/BaseFont/H/DW 1000>>"
)
FORM = b"/Type/XObject/Subtype/Form/BBox[0 0 9 9]/Resources<</Font<</F1 3 0 R>>/XObject<</X0 5 0 R>>>>"
ENTITIES = f'<!DOCTYPE x [<!ENTITY a "{"<w:r/>" * 90_000}">]>'


@pytest.mark.parametrize(
    ("data", "format", "said"),
    [
        (word(PARAGRAPH * 400_000), "docx", "the limit is 10,000,000"),
        (word(PARAGRAPH + "<w:p>" + "<w:r/>" * 130_000 + "</w:p>"), "docx", "the limit is 120,000"),
        (word(f"<w:p>{'&a;' * 9}</w:p>{PARAGRAPH}", ENTITIES), "docx", "entities"),
        (word(f"<w:p><w:r><w:t>{'We sell. ' * 200_000}</w:t></w:r></w:p>"), "docx", "the limit is 1,000,000"),
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
