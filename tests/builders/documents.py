"""Makes Word and PDF files as bytes: plain ones with headings and notes, and ones with as little as can be."""

from __future__ import annotations

import io
import zipfile
import zlib

WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
PARAGRAPH = "<w:p><w:r><w:t>We sell your data.</w:t></w:r></w:p>"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
TYPES = (
    f'<Types xmlns="{PACKAGE}/content-types"><Default Extension="xml" ContentType="application/vnd.openxmlformats-'
    'officedocument.wordprocessingml.document.main+xml"/></Types>'
)
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
LINE = b"BT /F1 12 Tf 1 0 0 1 50 700 Tm (We sell your data to them.) Tj ET\n"
#: The dictionary of a form that shows itself.
FORM = b"/Type/XObject/Subtype/Form/BBox[0 0 9 9]/Resources<</Font<</F1 3 0 R>>/XObject<</X0 5 0 R>>>>"
FONT = b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>"

MAIN = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"


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


def pdf(
    content: bytes,
    pages: int = 1,
    font: bytes = FONT,
    form: bytes = b"null",
    table: bytes = b"null",
    height: int = 99_999,
) -> bytes:
    """A PDF each of whose pages is the same piece of content, with one font, one form and a table for the font."""
    kids = b" ".join(b"%d 0 R" % (7 + number) for number in range(pages))
    resources = b"<</Font<</F1 3 0 R>>/XObject<</X0 5 0 R>>>>"
    page = b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 %d]/Resources%s/Contents 4 0 R>>" % (height, resources)
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


def pdf_page(lines: list[tuple[int, int, int, str]]) -> bytes:
    """A PDF of one page that shows lines, each with its place from the left and from below, and its size."""
    content = "\n".join(f"BT /F1 {size} Tf {x} {y} Td ({line}) Tj ET" for x, y, size, line in lines)
    return pdf(content.encode("latin-1"), height=800)


def paragraph(styled: tuple[str, str]) -> str:
    """A paragraph of Word: the id of its style, and its text."""
    style, text = styled
    return f'<w:p><w:pPr><w:pStyle w:val="{style}"/></w:pPr><w:r><w:t>{text}</w:t></w:r></w:p>'


def docx(paragraphs: list[tuple[str, str]], more: str = "", numbering: str = "") -> bytes:
    """A Word document of paragraphs, each with the id of its style, and more of Word's own markup below them."""
    body = "".join(map(paragraph, paragraphs)) + more
    styles = "".join(
        f'<w:style w:type="paragraph" w:styleId="{style}"><w:name w:val="{name}"/></w:style>'
        for style, name in (("Title", "Title"), ("Heading2", "heading 2"))
    )
    files = {
        "[Content_Types].xml": f'<Types xmlns="{PACKAGE}/content-types"><Override'
        f' PartName="/word/document.xml" ContentType="{MAIN}"/></Types>',
        "_rels/.rels": f'<Relationships xmlns="{PACKAGE}/relationships"><Relationship'
        f' Id="a" Type="{OFFICE}/officeDocument" Target="word/document.xml"/>'
        "</Relationships>",
        "word/document.xml": f'<w:document xmlns:w="{WORD}"><w:body>{body}</w:body></w:document>',
        "word/_rels/document.xml.rels": f'<Relationships xmlns="{PACKAGE}/relationships"><Relationship'
        f' Id="b" Type="{OFFICE}/footnotes" Target="footnotes.xml"/></Relationships>',
        "word/footnotes.xml": f'<w:footnotes xmlns:w="{WORD}"><w:footnote w:id="2">{paragraph(("", "A note."))}'
        "</w:footnote></w:footnotes>",
        "word/numbering.xml": f'<w:numbering xmlns:w="{WORD}">{numbering}</w:numbering>',
        "word/styles.xml": f'<w:styles xmlns:w="{WORD}">{styles}</w:styles>',
    }
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return made.getvalue()
