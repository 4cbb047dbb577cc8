"""How paragraphs stand: inheritance, indents, spacing, borders, and what joins or drops them."""

from __future__ import annotations

from dataclasses import fields, replace

import pytest
from docx_builder import build_docx, cell, defaults, p, r, row, style, table

from docgen.ooxml import DocumentFacts, ParagraphFacts, read_document_bytes


def read(body: str, **parts: str) -> DocumentFacts:
    return read_document_bytes(build_docx(body, **parts))


def only(properties: str, **parts: str) -> ParagraphFacts:
    (paragraph,) = read(p("x", properties), **parts).paragraphs
    return paragraph


def test_without_styles_a_paragraph_is_words_own() -> None:
    paragraph = only("")
    assert (paragraph.align, paragraph.before, paragraph.after, paragraph.line) == ("left", 0, 0, 240)
    assert (paragraph.line_rule, paragraph.left, paragraph.first_line, paragraph.borders) == ("auto", 0, 0, {})
    assert (paragraph.style_id, paragraph.in_table) == ("", False)


def test_facts_have_all_their_fields_and_no_others() -> None:
    paragraph = only("")
    assert set(vars(paragraph)) == {field.name for field in fields(ParagraphFacts)}
    assert paragraph == replace(paragraph)


def test_each_attribute_is_inherited_by_itself() -> None:
    sheet = (
        defaults(paragraph='<w:spacing w:after="200" w:line="276" w:lineRule="auto"/>')
        + style("N", '<w:pPr><w:spacing w:before="60"/><w:ind w:left="100" w:hanging="50"/></w:pPr>', default=True)
        + style("Q", '<w:pPr><w:jc w:val="both"/><w:keepNext/></w:pPr>', based_on="N")
    )
    paragraph = only('<w:pStyle w:val="Q"/><w:ind w:firstLine="567"/>', styles=sheet)
    assert (paragraph.before, paragraph.after, paragraph.line, paragraph.left) == (60, 200, 276, 100)
    assert (paragraph.first_line, paragraph.align, paragraph.keep_next) == (567, "both", True)


@pytest.mark.parametrize(
    ("value", "align"),
    [
        ("start", "left"),
        ("end", "right"),
        ("both", "both"),
        ("distribute", "both"),
        ("center", "center"),
        ("?", "left"),
    ],
)
def test_alignments(value: str, align: str) -> None:
    assert only(f'<w:jc w:val="{value}"/>').align == align


def test_left_means_where_lines_begin_in_right_to_left_paragraphs() -> None:
    assert only("<w:bidi/>").align == "right"
    assert only('<w:bidi/><w:jc w:val="end"/>').align == "left"


@pytest.mark.parametrize(
    ("attributes", "expected"),
    [
        ('w:left="10" w:right="20"', (10, 20, 0)),
        ('w:start="10" w:end="20"', (10, 20, 0)),
        ('w:firstLine="30" w:hanging="40"', (0, 0, -40)),
        ('w:left="1cm" w:firstLine="12.5pt"', (567, 0, 250)),
        ('w:leftChars="100" w:firstLineChars="200" w:firstLine="7"', (280, 0, 560)),
        ('w:firstLineChars="0" w:firstLine="567"', (0, 0, 567)),
        ('w:hangingChars="100"', (0, 0, -280)),
    ],
)
def test_indents(attributes: str, expected: tuple[int, int, int]) -> None:
    paragraph = only(f"<w:ind {attributes}/>", styles=defaults('<w:sz w:val="28"/>'))
    assert (paragraph.left, paragraph.right, paragraph.first_line) == expected


def test_spacing_in_lines_and_exact_lines() -> None:
    paragraph = only('<w:spacing w:beforeLines="50" w:after="156" w:afterLines="50" w:line="340" w:lineRule="exact"/>')
    assert (paragraph.before, paragraph.after, paragraph.line, paragraph.line_rule) == (120, 156, 340, "exact")


def test_automatic_spacing_counts_only_between_paragraphs() -> None:
    auto = '<w:spacing w:before="5" w:beforeAutospacing="1" w:after="5" w:afterAutospacing="1"/>'
    body = p("a", auto) + p("b", auto) + table(row(cell(p("c", auto) + p("d", auto)))) + p("e")
    a, b, c, d, _ = read(body).paragraphs
    assert (a.before, a.after, b.before, b.after) == (0, 280, 280, 280)
    assert (c.before, c.after, d.before, d.after) == (0, 280, 280, 0)
    assert a.auto_spacing == (True, True)
    off = only('<w:spacing w:before="5" w:beforeAutospacing="0"/>')
    assert off.before == 5


def test_table_style_paragraphs_and_its_header_row() -> None:
    sheet = (
        defaults(paragraph='<w:spacing w:after="200"/>')
        + style("N", default=True)
        + style("B", "<w:pPr><w:spacing w:after='0' w:line='300'/></w:pPr>", "table")
        + style(
            "T",
            '<w:tblStylePr w:type="firstRow"><w:pPr><w:jc w:val="center"/></w:pPr><w:rPr><w:b/><w:sz w:val="30"/>'
            '<w:rFonts w:ascii="H"/></w:rPr></w:tblStylePr>',
            "table",
            based_on="B",
        )
    )
    look = '<w:tblStyle w:val="T"/><w:tblLook w:val="{}"/>'
    rows = row(cell(p("a"))) + row(cell(p("b"))) + row(cell(p("c", '<w:spacing w:after="60"/>')))
    a, b, c = read(table(rows, properties=look.format("0020")), styles=sheet).paragraphs
    assert (a.align, a.runs[0].bold, a.runs[0].size_pt, a.runs[0].font, a.after, a.line) == (
        "center",
        True,
        15,
        "H",
        0,
        300,
    )
    assert (b.align, b.runs[0].bold, b.runs[0].size_pt, b.after, c.after) == ("left", False, 10, 0, 60)
    assert read(table(rows, properties=look.format("0000")), styles=sheet).paragraphs[0].align == "left"


def test_borders_are_the_drawn_sides() -> None:
    sides = (
        '<w:pBdr><w:top w:val="single" w:sz="4" w:color="auto"/><w:bottom w:val="double" w:color="ff0000"/>'
        '<w:left w:val="nil"/><w:between w:val="single"/></w:pBdr>'
    )
    assert only(sides).borders == {"top": "", "bottom": "FF0000"}
    sheet = style("N", f"<w:pPr>{sides}</w:pPr>", default=True)
    assert only('<w:pBdr><w:top w:val="none"/></w:pBdr>', styles=sheet).borders == {"bottom": "FF0000"}


def test_switches() -> None:
    paragraph = only('<w:contextualSpacing/><w:pageBreakBefore w:val="on"/><w:keepNext w:val="0"/>')
    assert (paragraph.contextual_spacing, paragraph.page_break_before, paragraph.keep_next) == (True, True, False)


def test_tracked_paragraph_formatting_is_not_the_formatting() -> None:
    assert only("<w:pPrChange w:id='1'><w:pPr><w:jc w:val='right'/></w:pPr></w:pPrChange>").align == "left"


def test_a_deleted_mark_joins_with_the_next_paragraph_and_takes_its_format() -> None:
    deleted = "<w:jc w:val='center'/><w:rPr><w:del w:id='1'/></w:rPr>"
    sheet = style("N", default=True) + style("B", "<w:rPr><w:b/></w:rPr>")
    first, second = read(p("a", deleted) + p("b", "<w:pStyle w:val='B'/>") + p("c"), styles=sheet).paragraphs
    assert (first.text, first.align, first.style_id) == ("ab", "left", "B")
    assert [run.bold for run in first.runs] == [True, True]
    assert second.text == "c"
    assert [paragraph.place.index for paragraph in (first, second)] == [0, 1]


def test_a_hidden_mark_joins_but_each_part_keeps_its_look() -> None:
    sheet = style("N", default=True) + style("B", "<w:rPr><w:b/></w:rPr>")
    hidden = "<w:pStyle w:val='B'/><w:rPr><w:vanish/></w:rPr>"
    (paragraph,) = read(p("a", hidden) + p("b"), styles=sheet).paragraphs
    assert [(run.text, run.bold) for run in paragraph.runs] == [("a", True), ("b", False)]


def test_a_deleted_paragraph_is_gone_and_one_before_a_table_stays() -> None:
    mark = "<w:rPr><w:del w:id='1'/></w:rPr>"
    gone = f"<w:p><w:pPr>{mark}</w:pPr><w:del w:id='2'><w:r><w:delText>x</w:delText></w:r></w:del></w:p>"
    assert [q.text for q in read(gone + p("b")).paragraphs] == ["b"]
    assert [q.text for q in read(gone + table(row(cell(p("c"))))).paragraphs] == ["c"]
    assert [q.text for q in read(p("a", mark) + table(row(cell(p("c"))))).paragraphs] == ["a", "c"]
    assert read(gone).paragraphs == ()


def test_an_inserted_mark_is_a_paragraph() -> None:
    assert len(read(p("a", "<w:rPr><w:ins w:id='1'/></w:rPr>") + p("b")).paragraphs) == 2


def test_content_controls_and_the_like_are_transparent() -> None:
    body = (
        f"<w:sdt><w:sdtPr/><w:sdtContent>{p('a')}<w:sdt><w:sdtContent>{p('b')}</w:sdtContent></w:sdt></w:sdtContent></w:sdt>"
        f"<w:customXml>{p('c')}</w:customXml>"
        f"<w:p><w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent>{r('d')}</w:sdtContent></w:sdt>"
        f"<w:smartTag>{r('e')}</w:smartTag><w:hyperlink>{r('f')}</w:hyperlink><w:bdo>{r('g')}</w:bdo></w:p>"
        f"<mc:AlternateContent><mc:Choice Requires='w14'>{p('h')}</mc:Choice><mc:Fallback>{p('i')}</mc:Fallback>"
        "</mc:AlternateContent>"
    )
    assert [paragraph.text for paragraph in read(body).paragraphs] == ["a", "b", "c", "defg", "h"]
