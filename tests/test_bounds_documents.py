"""PDF files of a few kilobytes that stand for gigabytes: whatever they name often is counted once for each name."""

from __future__ import annotations

import zlib
from collections.abc import Sequence

import pytest

from generator.formats import Unreadable, extract
from generator.formats.pdf_fonts import cost_of_font

LINE = b"BT /F1 12 Tf 1 0 0 1 50 700 Tm (We sell your data to them.) Tj ET\n"
PLAIN = b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>"
BELOW = b"<</Type/Font/Subtype/CIDFontType2/BaseFont/H/DW 1000>>"
RANGE = b"begincmap\n1 beginbfrange\n<0000> <FFFF> <0000>\nendbfrange\nendcmap"
STEPS = "more than 250,000 steps"


def packed(data: bytes, head: bytes = b"") -> bytes:
    """A packed piece of a PDF."""
    body = zlib.compress(data, 9)
    return b"<<%s/Length %d/Filter/FlateDecode>>stream\n%s\nendstream" % (head, len(body), body)


def written(objects: Sequence[bytes]) -> bytes:
    """A PDF of these objects, numbered from 1; the first is its catalogue."""
    out, places = b"%PDF-1.4\n", []
    for number, one in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, one)
    size = len(objects) + 1
    out += b"xref\n0 %d\n0000000000 65535 f \n" % size
    at = out.rindex(b"xref")
    return (
        out
        + b"".join(b"%010d 00000 n \n" % place for place in places)
        + (b"trailer <</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF" % (size, at))
    )


def pdf(resources: bytes, *more: bytes, content: bytes = LINE, pages: int = 1) -> bytes:
    """A PDF whose pages share one content and the resources. ``more`` are its objects from number 4 on."""
    first = 5 + len(more)
    kids = b" ".join(b"%d 0 R" % (first + number) for number in range(pages))
    page = b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Resources %d 0 R/Contents 3 0 R>>" % (first - 1)
    tree = b"<</Type/Pages/Count %d/Kids[%s]>>" % (pages, kids)
    shown = content if content.startswith(b"[4 ") else packed(content)
    return written([b"<</Type/Catalog/Pages 2 0 R>>", tree, shown, *more, resources, *[page] * pages])


def named(times: int) -> bytes:
    """Resources that name the font of object 4 so often."""
    return b"<</Font<<%s>>>>" % b"".join(b"/F%d 4 0 R" % number for number in range(1, times + 1))


def wide(below: bytes = BELOW, table: bytes = b"/ToUnicode 5 0 R") -> bytes:
    """A font of two-byte codes."""
    return b"<</Type/Font/Subtype/Type0/BaseFont/H/Encoding/Identity-H/DescendantFonts[%s]%s>>" % (below, table)


def differing(differences: bytes) -> bytes:
    """A font that names its letters."""
    return PLAIN.replace(b">>", b"/Encoding<</Differences[%s]>>>>" % differences)


def form(content: bytes, head: bytes, subtype: bytes = b"Form") -> bytes:
    """A piece of content that pages and other forms name."""
    return packed(content, b"/Type/XObject/Subtype/%s/BBox[0 0 9 9]%s" % (subtype, head))


def in_streams(count: int, size: int) -> bytes:
    """A PDF each of whose pages stands in a packed stream of objects of its own, which unpacks to the size."""
    out, places = b"%PDF-1.5\n", {}
    kids = b" ".join(b"%d 0 R" % (1_000 + number) for number in range(count))
    tree = b"<</Type/Pages/Count %d/Kids[%s]>>" % (count, kids)
    page = b"<</Type/Page/MediaBox[0 0 9 9]/Resources<<>>/Parent 2 0 R>>"
    objects = {1: b"<</Type/Catalog/Pages 2 0 R>>", 2: tree}
    for number in range(count):
        head = b"%d 0 " % (1_000 + number)
        objects[10 + number] = packed((head + page).ljust(size), b"/Type/ObjStm/N 1/First %d" % len(head))
        places[1_000 + number] = b"\2" + (10 + number).to_bytes(4, "big")
    for number, one in objects.items():
        places[number] = b"\1" + len(out).to_bytes(4, "big")
        out += b"%d 0 obj\n%s\nendobj\n" % (number, one)
    rows = b"".join(places.get(number, b"\0" * 5) + b"\0" for number in range(1_000 + count))
    head = b"/Type/XRef/W[1 4 1]/Size %d/Root 1 0 R" % (1_000 + count)
    return out + b"9 0 obj\n%s\nendobj\nstartxref\n%d\n%%%%EOF" % (packed(rows, head), len(out))


FONTS = b"/Resources" + named(400)
TYPE1 = PLAIN.replace(b">>", b"/FontDescriptor<</FontName/H/FontFile 5 0 R>>>>")
HOSTILE = {
    "a range, 400 names": pdf(named(400), wide(), packed(RANGE)),
    "a range without brackets": pdf(named(400), wide(), packed(RANGE.translate(None, b"<>"))),
    "a range behind a broken list": pdf(named(400), wide(), packed(b"beginbfrange\n0 1 [ ZZ\n0000 FFFF 0000")),
    "many ranges": pdf(named(400), wide(), packed(b"beginbfrange\n" + b"<0000> <0FFF> <0000>\n" * 24)),
    "a range, 200 pages": pdf(named(1), wide(), packed(RANGE), pages=200),
    "widths of a range": pdf(named(400), wide(BELOW.replace(b"/DW 1000", b"/W[0 65535 500]"), b"")),
    "one descendant, 9,000 times": pdf(named(1), wide(b"5 0 R " * 9_000, b""), b"<</W[0 65535 500]>>"),
    "a list, 9,000 times": pdf(named(1), wide(b"5 0 R " * 9_000, b""), b"<</W[%s]>>" % (b"/a " * 9_000)),
    "names of letters": pdf(named(1_900), differing(b"0/A " * 4_500), pages=200),
    "a letter with a long name": pdf(
        named(1), differing(b"65/" + b"x" * 2_000), content=(b"BT /F1 9 Tf (" + b"A" * 4_000 + b") Tj ET\n") * 99
    ),
    "a code that shows 256 letters": pdf(
        named(1), wide(), packed(b"beginbfchar\n<0041> <%s>\nendbfchar" % (b"0041" * 256)),
        content=b"BT /F1 9 Tf [" + b"<0041>" * 8_000 + b"] TJ ET\n",
    ),
    "a drawn font's codes": pdf(
        named(1_900), TYPE1, packed(b"/Encoding\n" + b"".join(b"dup %d /A put\n" % n for n in range(50_000)))
    ),
    "a drawn font's bytes": pdf(named(1_900), TYPE1, packed(b"x" * 999_000), pages=200),
    "1,000 tables": pdf(
        b"<</Font<<%s>>>>" % b"".join(b"/F%d %d 0 R" % (n, 4 + 2 * n) for n in range(1_000)),
        *[
            part
            for n in range(1_000)
            for part in (wide(table=b"/ToUnicode %d 0 R" % (5 + 2 * n)), packed(b" " * 990_000))
        ],
    ),
    "a form of an unknown kind": pdf(
        b"<</XObject<</X0 6 0 R>>>>", wide(), packed(RANGE), form(LINE, FONTS, b"Foo"), content=b"/X0 Do\n"
    ),
    "a form with its parent's fonts": pdf(
        b"<</XObject<</X0 6 0 R>>>>", wide(), packed(RANGE), form(LINE, b"/Parent 7 0 R"), b"<<%s>>" % FONTS,
        content=b"/X0 Do\n",
    ),
    "a form with a range, 1,000 times": pdf(
        b"<</XObject<</X0 6 0 R>>>>", wide(), packed(RANGE), form(LINE, b"/Resources" + named(1)),
        content=b"/X0 Do\n" * 1_000,
    ),
    "one content, 9,000 times": pdf(named(1), packed(LINE * 10_000), content=b"[" + b"4 0 R " * 9_000 + b"]"),
    "lists of lists of contents": pdf(
        named(1), b"[" + b"5 0 R " * 9_000 + b"]", b"[" + b"6 0 R " * 9_000 + b"]", packed(LINE),
        content=b"[" + b"4 0 R " * 9_000 + b"]",
    ),
    "a text of millions of letters": pdf(
        named(1), PLAIN, content=(b"BT /F1 9 Tf (" + b"A " * 1_900 + b") Tj ET\n") * 3, pages=200
    ),
    "streams of objects": in_streams(190, 990_000),
}  # fmt: skip


@pytest.mark.parametrize("data", HOSTILE.values(), ids=HOSTILE)
def test_what_is_expanded_is_counted(data: bytes) -> None:
    """Each asks for a minute or for gigabytes, and is refused with the limit that it passes, before that is done."""
    assert len(data) < 1_300_000
    with pytest.raises(Unreadable) as caught:
        extract(data, "pdf")
    assert STEPS in caught.value.message


REFUSED_BY_THE_LIBRARY = {
    "9,000 pages, each 9,000 times": written(
        [
            b"<</Type/Catalog/Pages 2 0 R>>",
            *(b"<</Type/Pages/Count 9/Kids[%s]>>" % (b"%d 0 R " % number * 9_000) for number in (3, 4)),
            b"<</Type/Page/MediaBox[0 0 9 9]>>",
        ]
    ),
    "operators": pdf(named(1), PLAIN, content=b"q\n" * 490_000),
    "filters in a chain": pdf(named(1), PLAIN).replace(
        packed(LINE),
        packed(zlib.compress(zlib.compress(b" " * 80_000_000, 9), 9)).replace(
            b"/Filter/FlateDecode", b"/Filter[/FlateDecode/FlateDecode/FlateDecode]"
        ),
    ),
    "run lengths": pdf(named(1), PLAIN).replace(
        packed(LINE), b"<</Length 800000/Filter/RunLengthDecode>>stream\n%s\nendstream" % (b"\x81\0" * 400_000)
    ),
}


@pytest.mark.parametrize("data", REFUSED_BY_THE_LIBRARY.values(), ids=REFUSED_BY_THE_LIBRARY)
def test_what_is_too_much_in_one_piece_is_refused(data: bytes) -> None:
    """What the library itself unpacks, parses or copies has a limit for each piece."""
    with pytest.raises(Unreadable, match="too much in one piece"):
        extract(data, "pdf")


def test_a_font_costs_what_is_made_of_it() -> None:
    """A range is all its codes, once for the range; a list of letters is not; letters are those of the longest code."""
    table = b"1 beginbfchar\n<01> <0041>\nendbfchar 2 beginbfrange\n<0000> <%s> <0041>\n<0001> <0002> [<0041> <0066%s>]"

    class Table(dict[str, object]):
        def __init__(self, last: bytes, letters: bytes) -> None:
            self.data = table % (last, letters)

        def get_data(self) -> bytes:
            return self.data

    small, large = (cost_of_font({"/ToUnicode": Table(last, b"")}).steps for last in (b"0006", b"EA66"))
    assert large - small == 60_000 // 6
    assert cost_of_font({"/ToUnicode": Table(b"0006", b"00660069" * 10)}).widest == 21


def test_usual_documents_are_far_below_the_limits() -> None:
    """Fifty pages of sixty lines, with five fonts of usual tables each, are read; so is a range of all codes."""
    usual = b"beginbfrange\n" + b"".join(b"<%04X> <%04X> <%04X>\n" % (n, n + 5, n) for n in range(32, 240, 6))
    for table, pages in ((usual, 50), (RANGE, 15)):
        fonts = b"<</Font<</F1 3 0 R%s>>>>" % (
            b"/F2 4 0 R/F3 4 0 R/F4 4 0 R/F5 4 0 R" if table is usual else b"/F2 4 0 R"
        )
        kids = b" ".join(b"%d 0 R" % (6 + 2 * number) for number in range(pages))
        objects = [b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Count %d/Kids[%s]>>" % (pages, kids), PLAIN]
        objects += [wide(), packed(table)]
        for number in range(pages):
            said = [chr(97 + number // 26) + chr(97 + number % 26) + chr(97 + line) * 3 for line in range(20)] * 3
            lines = (b"BT /F1 9 Tf 50 %d Td (We say %s in it.) Tj ET\n" % (800 - 12 * line, word.encode())
                     for line, word in enumerate(said))  # fmt: skip
            page = b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Resources%s/Contents %d 0 R>>"
            objects += [page % (fonts, 7 + 2 * number), packed(b"".join(lines))]
        assert extract(written(objects), "pdf").text.count("in it.") == 60 * pages
