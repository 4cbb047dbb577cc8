"""What paragraphs hold: text as shown, fields, notes, shapes, text boxes, tracked changes."""

from __future__ import annotations

import pytest
from docx_builder import build_docx, cell, p, r, row, style, table

from docgen.ooxml import DocumentFacts, Drawing, read_document_bytes

TEXT_BOX = "<wps:txbx><w:txbxContent>{}</w:txbxContent></wps:txbx>"


def read(body: str, **parts: str) -> DocumentFacts:
    return read_document_bytes(build_docx(body, **parts))


def text_of(content: str) -> str:
    return read(f"<w:p>{content}</w:p>").paragraphs[0].text


def sign(kind: str) -> str:
    return f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>'


def instruction(text: str) -> str:
    return f"<w:r><w:instrText>{text}</w:instrText></w:r>"


def shape(
    geometry: str, line: str = "<a:ln><a:solidFill><a:srgbClr val='ff0000'/></a:solidFill></a:ln>", more: str = ""
) -> str:
    return (
        "<w:r><w:drawing><wp:anchor><wp:extent cx='1270000' cy='0'/><a:graphic><a:graphicData>"
        f"<wps:wsp><wps:spPr><a:prstGeom prst='{geometry}'/>{line}</wps:spPr>{more}</wps:wsp>"
        "</a:graphicData></a:graphic></wp:anchor></w:drawing></w:r>"
    )


def drawings_of(content: str) -> tuple[Drawing, ...]:
    return read(f"<w:p>{content}</w:p>").paragraphs[0].drawings


def test_signs_that_are_elements() -> None:
    run = "<w:t>a</w:t><w:tab/><w:t>b</w:t><w:br/><w:t>c</w:t><w:noBreakHyphen/><w:softHyphen/><w:cr/><w:t>d</w:t>"
    paragraph = read(f"<w:p><w:r>{run}</w:r></w:p>").paragraphs[0]
    assert paragraph.text == "a\tb\nc-\nd"
    assert len(paragraph.runs) == 1
    assert paragraph.shown == "a b c- d"


def test_page_breaks_are_not_text() -> None:
    paragraph = read("<w:p><w:r><w:t>a</w:t><w:br w:type='page'/></w:r></w:p>").paragraphs[0]
    assert paragraph.text == "a"
    assert paragraph.has_page_break


def test_outer_white_space_counts_only_where_it_is_kept() -> None:
    assert text_of("<w:r><w:t> a </w:t></w:r><w:r><w:t xml:space='preserve'> b </w:t></w:r>") == "a b "
    assert text_of("<w:r xml:space='preserve'><w:t> a </w:t></w:r>") == " a "
    assert text_of("<w:r><w:t>a\nb</w:t></w:r>") == "a b"


def test_symbols() -> None:
    runs = (
        read("<w:p><w:r><w:t>a</w:t><w:sym w:font='Wingdings' w:char='F0FC'/><w:t>b</w:t></w:r></w:p>")
        .paragraphs[0]
        .runs
    )
    assert [(run.text, run.is_symbol) for run in runs] == [("a", False), ("\uf0fc", True), ("b", False)]
    assert runs[1].font == "Wingdings"
    (run,) = read(p("J", run="<w:rFonts w:ascii='Wingdings'/>")).paragraphs[0].runs
    assert run.is_symbol
    assert text_of("<w:r><w:sym w:char='zz'/><w:sym w:char='D800'/><w:sym w:char='FFFFFFFFF'/></w:r>") == ""


def test_tracked_changes_as_if_accepted() -> None:
    content = (
        f"<w:ins w:id='1'>{r('a')}</w:ins><w:del w:id='2'><w:r><w:delText>b</w:delText></w:r></w:del>"
        f"<w:moveFrom w:id='3'>{r('c')}</w:moveFrom><w:moveTo w:id='4'>{r('d')}</w:moveTo>"
    )
    document = read(f"<w:p>{content}</w:p>")
    assert document.paragraphs[0].text == "ad"
    assert document.has_tracked_changes
    assert not read(p("x")).has_tracked_changes
    assert read(p("x", run="<w:rPrChange><w:rPr/></w:rPrChange>")).has_tracked_changes


def test_deleted_rows_and_cells_are_gone() -> None:
    gone = "<w:del w:id='1'/>"
    body = table(
        row(cell(p("a")), properties=gone), row(cell(p("b")), cell(p("c"), "<w:cellDel w:id='2'/>")), grid=(5, 6)
    )
    document = read(body + table(row(cell(p("d")), properties=gone)))
    assert [paragraph.text for paragraph in document.paragraphs] == ["b"]
    assert [len(one) for one in document.tables[0].rows] == [1]
    assert len(document.tables) == 1


def test_hidden_text_is_gone() -> None:
    sheet = style("C", "<w:rPr><w:vanish/></w:rPr>", "character")
    content = r("a") + r("b", "<w:vanish/>") + r("c", "<w:rStyle w:val='C'/>") + r("d", "<w:vanish w:val='0'/>")
    assert read(f"<w:p>{content}</w:p>", styles=sheet).paragraphs[0].text == "ad"


def test_complex_field() -> None:
    content = r("a") + sign("begin") + instruction(" PA") + instruction("GE \\* MERGEFORMAT ") + sign("separate")
    paragraph = read(f"<w:p>{content}{r('2')}{sign('end')}{r('b')}</w:p>").paragraphs[0]
    assert paragraph.fields == ("PAGE \\* MERGEFORMAT",)
    assert [(run.text, run.is_field) for run in paragraph.runs] == [("a", False), ("2", True), ("b", False)]


def test_fields_inside_fields_and_without_result() -> None:
    inner = sign("begin") + instruction("PAGE") + sign("separate") + r("7") + sign("end")
    outer = sign("begin") + instruction("IF ") + inner + instruction(" = 1") + sign("separate") + r("yes") + sign("end")
    paragraph = read(f"<w:p>{outer}{sign('begin')}{instruction('NUMPAGES')}{sign('end')}</w:p>").paragraphs[0]
    assert paragraph.text == "yes"
    assert paragraph.fields == ("PAGE", "IF = 1", "NUMPAGES")


def test_a_field_goes_on_over_paragraphs() -> None:
    begin = f"<w:p>{sign('begin')}{instruction('TOC')}{sign('separate')}{r('a')}</w:p>"
    body = f"{begin}<w:p>{r('b')}{sign('end')}{r('c')}</w:p>"
    first, second = read(body).paragraphs
    assert first.runs[0].is_field
    assert [run.is_field for run in second.runs] == [True, False]


def test_simple_field_and_stray_signs() -> None:
    paragraph = read(
        f"<w:p>{sign('end')}{sign('separate')}<w:fldSimple w:instr=' PAGE '>{r('1')}</w:fldSimple>{r('x')}</w:p>"
    )
    assert paragraph.paragraphs[0].fields == ("PAGE",)
    assert [run.is_field for run in paragraph.paragraphs[0].runs] == [True, False]


def test_notes_are_listed_and_read() -> None:
    body = "<w:p><w:r><w:t>a</w:t><w:footnoteReference w:id='2'/></w:r><w:r><w:endnoteReference w:id='1'/></w:r></w:p>"
    notes = (
        "<w:footnote w:type='separator' w:id='0'><w:p/></w:footnote>"
        f"<w:footnote w:id='2'><w:p><w:r><w:footnoteRef/></w:r>{r(' note')}</w:p>{p('more')}</w:footnote>"
    )
    document = read(body, footnotes=notes, endnotes=f"<w:endnote w:id='1'>{p('end')}</w:endnote>")
    assert document.paragraphs[0].text == "a"
    assert document.paragraphs[0].footnotes == ("2", "endnote-1")
    assert {key: [q.text for q in value] for key, value in document.footnotes.items()} == {
        "2": [" note", "more"],
        "endnote-1": ["end"],
    }
    assert document.footnotes["2"][1].place.part == "word/footnotes.xml"
    assert document.footnotes["2"][1].place.index == 1


def test_formulas_and_ruby() -> None:
    paragraph = read("<w:p><m:oMath><m:r><m:t>x=1</m:t></m:r></m:oMath></w:p>").paragraphs[0]
    assert (paragraph.text, paragraph.runs[0].is_symbol) == ("x=1", True)
    ruby = f"<w:r><w:ruby><w:rt>{r('up')}</w:rt><w:rubyBase>{r('base')}</w:rubyBase></w:ruby></w:r>"
    assert text_of(ruby) == "base"


def test_text_box_stands_after_its_anchor_and_its_copy_does_not_count() -> None:
    choice = shape("rect", more=TEXT_BOX.format(p("box") + p("two"))).removeprefix("<w:r>").removesuffix("</w:r>")
    older = f"<w:pict><v:shape><v:textbox><w:txbxContent>{p('box')}</w:txbxContent></v:textbox></v:shape></w:pict>"
    alternate = (
        f"<mc:AlternateContent><mc:Choice Requires='wps'>{choice}</mc:Choice><mc:Fallback>{older}</mc:Fallback>"
        "</mc:AlternateContent>"
    )
    document = read(f"<w:p>{r('a')}<w:r>{alternate}</w:r>{r('b')}</w:p>" + p("c"))
    assert [(q.text, q.place.text_box) for q in document.paragraphs] == [("ab", -1), ("box", 0), ("two", 0), ("c", -1)]
    assert [q.place.index for q in document.paragraphs] == [0, 1, 2, 3]


def test_old_text_box_alone_counts_and_stands_in_its_cell() -> None:
    shape_ = f"<v:shape><v:textbox><w:txbxContent>{p('box')}</w:txbxContent></v:textbox></v:shape>"
    box = f"<w:r><w:pict>{shape_}</w:pict></w:r>"
    document = read(table(row(cell(p("x")), cell(f"<w:p>{box}</w:p>")), grid=(10, 20)) + f"<w:p>{box}</w:p>")
    place = document.paragraphs[2].place
    assert (place.table, place.row, place.column, place.text_box) == (0, 0, 1, 0)
    assert document.tables[0].rows[0][1].paragraphs == (1, 2)
    assert document.paragraphs[4].place.text_box == 1


def test_a_field_around_a_text_box_does_not_reach_into_it() -> None:
    box = shape("rect", more=TEXT_BOX.format(p("box")))
    body = f"<w:p>{sign('begin')}{box}{instruction('PAGE')}{sign('separate')}{r('1')}{sign('end')}</w:p>"
    assert [q.text for q in read(body).paragraphs] == ["1", "box"]
    assert not read(body).paragraphs[1].runs[0].is_field


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (shape("line"), Drawing("line", 2000, 0, "FF0000")),  # type: ignore[arg-type]
        (shape("straightConnector1"), Drawing("line", 2000, 0, "FF0000")),  # type: ignore[arg-type]
        (shape("custom", more="<wps:cNvCnPr/>"), Drawing("line", 2000, 0, "FF0000")),  # type: ignore[arg-type]
        (shape("rect"), Drawing("box", 2000, 0, "FF0000")),  # type: ignore[arg-type]
        (shape("rect", "<a:ln><a:noFill/></a:ln>"), Drawing("other", 2000, 0)),  # type: ignore[arg-type]
        (shape("star5", "<a:ln/>"), Drawing("other", 2000, 0)),  # type: ignore[arg-type]
    ],
)
def test_drawn_shapes(content: str, expected: Drawing) -> None:
    assert drawings_of(content) == (expected,)


@pytest.mark.parametrize(
    ("vml", "expected"),
    [
        ("<v:line from='10pt,5pt' to='110pt,5pt' strokecolor='red'/>", ("line", 2000, 0, "FF0000")),
        ("<v:line style='width:50pt;height:1pt' strokecolor='#0f0 [3]'/>", ("line", 1000, 20, "00FF00")),
        ("<v:rect style='width:1in;height:.5in'/>", ("box", 1440, 720, "")),
        ("<v:shape type='#_x0000_t32' style='position:absolute;width:2cm;height:0'/>", ("line", 1134, 0, "")),
        ("<v:shape type='#_x0000_t202' stroked='f' style='width:10pt;height:10pt'/>", ("other", 200, 200, "")),
        ("<v:shape><v:imagedata/></v:shape>", ("picture", 0, 0, "")),
        ("<v:group><v:line from='a' to='0,0,0'/></v:group>", ("line", 0, 0, "")),
    ],
)
def test_old_drawn_shapes(vml: str, expected: tuple[object, ...]) -> None:
    (drawing,) = drawings_of(f"<w:r><w:pict>{vml}</w:pict></w:r>")
    assert (drawing.kind, drawing.width, drawing.height, drawing.color) == expected


def test_pictures_and_groups() -> None:
    inline = (
        "<w:r><w:drawing><wp:inline><wp:extent cx='635000' cy='1270000'/><a:graphic><a:graphicData>{}"
        "</a:graphicData></a:graphic></wp:inline></w:drawing></w:r>"
    )
    assert drawings_of(inline.format("<pic:pic/>")) == (Drawing("picture", 1000, 2000),)  # type: ignore[arg-type]
    assert drawings_of(inline.format("<a:chart/>")) == (Drawing("other", 1000, 2000),)  # type: ignore[arg-type]
    size = "<a:xfrm><a:ext cx='6350' cy='0'/></a:xfrm>"
    line = f"<wps:wsp><wps:spPr>{size}<a:prstGeom prst='line'/></wps:spPr></wps:wsp>"
    assert [one.kind for one in drawings_of(inline.format(f"<wpg:wgp>{line}{line}</wpg:wgp>"))] == ["line", "line"]
    assert drawings_of("<w:r><w:drawing/></w:r>") == ()
