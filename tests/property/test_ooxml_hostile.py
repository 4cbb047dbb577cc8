"""Whatever happens to the bytes of a document: it is read, or refused with an InputError. Nothing else comes out."""

from __future__ import annotations

import io
import random
import re
import time
from zipfile import ZIP_DEFLATED, ZipFile

import pytest
from docx_builder import build_docx, cell, defaults, p, r, row, style, table, zip_parts
from hypothesis import given, settings
from hypothesis import strategies as st

from docgen.errors import DocgenError
from docgen.ooxml import StyleMemory, read_document_bytes

_TAG = re.compile(rb"<[^>]*>|[^<]+")


def make_rich() -> bytes:
    """Return a document with a bit of everything."""
    number = '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>'
    shape = f"<v:shape type='#_x0000_t202'><v:textbox><w:txbxContent>{p('box')}</w:txbxContent></v:textbox></v:shape>"
    line = "<wps:wsp><wps:spPr><a:prstGeom prst='line'/></wps:spPr></wps:wsp>"
    anchor = (
        f"<wp:anchor><wp:extent cx='5' cy='6'/><a:graphic><a:graphicData>{line}</a:graphicData></a:graphic></wp:anchor>"
    )
    box = f"<w:r><w:pict>{shape}</w:pict></w:r>"
    drawing = (
        f"<w:r><mc:AlternateContent><mc:Choice Requires='wps'><w:drawing>{anchor}</w:drawing></mc:Choice>"
        "<mc:Fallback><w:pict/></mc:Fallback></mc:AlternateContent></w:r>"
    )
    field = "".join(f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>{r("1")}' for kind in ("begin", "separate", "end"))
    body = (
        p(
            "Kế hoạch",
            '<w:pStyle w:val="H"/>',
            '<w:rStyle w:val="C"/><w:color w:themeColor="accent1" w:themeTint="99"/>',
        )
        + p("mục", number + '<w:ind w:leftChars="10"/><w:spacing w:beforeLines="5" w:beforeAutospacing="1"/>')
        + f"<w:p>{box}{drawing}{field}<w:r><w:footnoteReference w:id='1'/><w:sym w:char='F0FC'/></w:r></w:p>"
        + p("xoá", "<w:rPr><w:del w:id='1'/></w:rPr><w:pBdr><w:top w:val='single'/></w:pBdr>")
        + table(
            row(cell(p("a"), '<w:tcW w:w="10"/><w:gridSpan w:val="2"/>'), properties="<w:tblHeader/>"),
            row(cell(p("b") + table(row(cell()))), cell(p("c"), "<w:vMerge/>")),
            properties='<w:tblStyle w:val="T"/><w:tblLook w:val="04A0"/>',
            grid=(100, 200),
        )
        + '<w:sectPr><w:headerReference w:type="default" r:id="rIdH1"/><w:pgSz w:w="11906" w:h="16838"/></w:sectPr>'
    )
    level = '<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="upperRoman"/><w:lvlText w:val="%1."/></w:lvl>'
    theme = (
        "<a:themeElements><a:clrScheme><a:accent1><a:srgbClr val='4472C4'/></a:accent1></a:clrScheme></a:themeElements>"
    )
    conditional = "<w:tblStylePr w:type='firstRow'><w:rPr><w:b/></w:rPr></w:tblStylePr>"
    return build_docx(
        body,
        styles=defaults('<w:sz w:val="28"/>')
        + style("H", "<w:rPr><w:b/></w:rPr>", based_on="C")
        + style("T", conditional, "table"),
        numbering=f'<w:abstractNum w:abstractNumId="0">{level}</w:abstractNum>'
        '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>',
        theme=theme,
        settings='<w:evenAndOddHeaders/><w:clrSchemeMapping w:t1="dark1"/>',
        footnotes=f"<w:footnote w:id='1'>{p('note')}</w:footnote>",
        headers={"rIdH1": f"<w:p><w:fldSimple w:instr='PAGE'>{r('1')}</w:fldSimple></w:p>"},  # type: ignore[arg-type]
        app="<Application>Word</Application>",
    )


RICH = make_rich()


def read_or_refuse(data: bytes, memory: StyleMemory | None = None) -> None:
    """Read; a refusal is as good as facts, anything else is not. Facts can be looked at without trouble."""
    started = time.process_time()
    refusal: DocgenError | None = None
    try:
        document = read_document_bytes(data, where="x", memory=memory)
    except DocgenError as error:
        refusal = error
    assert time.process_time() - started < 30
    if refusal is not None:
        assert refusal.message
        assert refusal.where
        return
    for paragraph in document.paragraphs:
        assert paragraph.shown is not None
        assert all(run.text for run in paragraph.runs)
    count = len(document.paragraphs)
    for one in document.tables:
        assert all(0 <= index < count for cells in one.rows for c in cells for index in c.paragraphs)
    assert repr(document)


def change_xml(data: bytes, chooser: random.Random) -> bytes:
    """Shuffle, repeat, drop or alter pieces of the XML of one part, and zip the whole again."""
    with ZipFile(io.BytesIO(data)) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    name = chooser.choice(sorted(parts))
    pieces = _TAG.findall(parts[name])
    for _ in range(chooser.randint(1, 6)):
        here, there = chooser.randrange(len(pieces)), chooser.randrange(len(pieces))
        kind = chooser.randrange(5)
        if kind == 0:
            pieces[here], pieces[there] = pieces[there], pieces[here]
        elif kind == 1:
            pieces.insert(here, pieces[there])
        elif kind == 2 and len(pieces) > 2:
            del pieces[here]
        elif kind == 3:
            pieces[here] = re.sub(
                rb'"[^"]*"', chooser.choice([b'""', b'"-1"', b'"999999999999"', b'"x"']), pieces[here]
            )
        else:
            # An element that closes itself keeps the XML well-formed wherever it is put.
            pieces.insert(here, re.sub(rb"\s*/?>$", b"/>", pieces[there]) if pieces[there][:2] != b"</" else b"")
    parts[name] = b"".join(pieces)
    return zip_parts(parts)


def test_the_document_itself_is_read() -> None:
    document = read_document_bytes(RICH)
    assert [paragraph.shown for paragraph in document.paragraphs][:3] == ["Kế hoạch", "I. mục", "11\uf0fc"]
    assert document.has_tracked_changes


@settings(max_examples=250)
@given(st.lists(st.tuples(st.floats(0, 0.9999), st.integers(0, 255)), min_size=1, max_size=12), st.floats(0.2, 1))
def test_flipped_and_truncated_bytes(changes: list[tuple[float, int]], cut: float) -> None:
    data = bytearray(RICH)
    for place, value in changes:
        data[int(place * len(data))] = value
    read_or_refuse(bytes(data[: int(cut * len(data))] if cut < 0.9 else data))


@settings(max_examples=300)
@given(st.integers(0, 2**32))
def test_shuffled_xml(seed: int) -> None:
    data, chooser = RICH, random.Random(seed)  # noqa: S311
    for _ in range(chooser.randint(1, 3)):
        try:
            data = change_xml(data, chooser)
        except ValueError:
            break
    read_or_refuse(data)


@settings(max_examples=100)
@given(
    st.binary(max_size=400), st.sampled_from([b"", b"PK\x03\x04", b"PK\x05\x06", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"])
)
def test_any_bytes(tail: bytes, head: bytes) -> None:
    read_or_refuse(head + tail)


@pytest.mark.slow
def test_two_thousand_mutations_with_one_memory() -> None:
    memory = StyleMemory()
    for seed in range(2000):
        chooser = random.Random(seed)  # noqa: S311
        read_or_refuse(change_xml(RICH, chooser), memory)


@settings(max_examples=60)
@given(st.integers(0, 2**32))
def test_flipped_bits_inside_stored_parts_reach_the_xml(seed: int) -> None:
    """Compressed parts fail at their checksum; these are changed before they are packed."""
    chooser = random.Random(seed)  # noqa: S311
    with ZipFile(io.BytesIO(RICH)) as package:
        parts = {name: bytearray(package.read(name)) for name in package.namelist()}
    for _ in range(chooser.randint(1, 5)):
        part = parts[chooser.choice(sorted(parts))]
        part[chooser.randrange(len(part))] ^= 1 << chooser.randrange(8)
    buffer = io.BytesIO()
    with ZipFile(buffer, "w", ZIP_DEFLATED) as package:
        for name, content in parts.items():
            package.writestr(name, bytes(content))
    read_or_refuse(buffer.getvalue())
