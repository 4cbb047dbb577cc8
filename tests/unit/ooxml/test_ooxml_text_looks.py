"""How runs look: inheritance, toggles, themes, which font a letter is set in."""

from __future__ import annotations

import pytest
from docx_builder import build_docx, cell, defaults, p, r, row, style, table

from docgen.ooxml import DocumentFacts, RunFacts, read_document_bytes

THEME = (
    "<a:themeElements><a:clrScheme><a:dk1><a:sysClr val='windowText' lastClr='010203'/></a:dk1>"
    "<a:lt1><a:srgbClr val='FFFFFF'/></a:lt1><a:accent1><a:srgbClr val='4472c4'/></a:accent1></a:clrScheme>"
    "<a:fontScheme><a:majorFont><a:latin typeface='Cambria'/></a:majorFont>"
    "<a:minorFont><a:latin typeface='Calibri'/><a:ea typeface=''/></a:minorFont></a:fontScheme></a:themeElements>"
)


def read(body: str, **parts: str) -> DocumentFacts:
    return read_document_bytes(build_docx(body, **parts))


def only_run(body: str, **parts: str) -> RunFacts:
    (run,) = read(body, **parts).paragraphs[0].runs
    return run


def fonts(name: str) -> str:
    return f'<w:rFonts w:ascii="{name}" w:hAnsi="{name}"/>'


def test_without_styles_text_is_words_own() -> None:
    run = only_run(p("Chữ"))
    assert (run.font, run.size_pt, run.bold, run.color) == ("Times New Roman", 10.0, False, "")


def test_levels_win_one_over_the_other() -> None:
    sheet = (
        defaults(fonts("A") + '<w:sz w:val="20"/><w:i/>')
        + style("N", "<w:rPr><w:sz w:val='22'/></w:rPr>", default=True)
        + style("Q", "<w:rPr><w:sz w:val='24'/></w:rPr>", based_on="N")
        + style("C", "<w:rPr><w:sz w:val='26'/></w:rPr>", "character")
    )
    q = '<w:pStyle w:val="Q"/>'
    assert only_run(p("x"), styles=sheet).size_pt == 11
    assert only_run(p("x", q), styles=sheet).size_pt == 12
    assert only_run(p("x", q, '<w:rStyle w:val="C"/>'), styles=sheet).size_pt == 13
    run = only_run(p("x", q, '<w:rStyle w:val="C"/><w:sz w:val="29"/>'), styles=sheet)
    assert (run.size_pt, run.font, run.italic) == (14.5, "A", True)


def test_a_style_that_is_not_there_is_the_default_one() -> None:
    sheet = style("N", "<w:rPr><w:b/></w:rPr>", default=True) + style("C", "<w:rPr><w:b/></w:rPr>", "character")
    paragraph = read(p("x", '<w:pStyle w:val="Gone"/>'), styles=sheet).paragraphs[0]
    assert (paragraph.style_id, paragraph.style_name, paragraph.runs[0].bold) == ("N", "name of N", True)
    assert read(p("x", '<w:pStyle w:val="C"/>'), styles=sheet).paragraphs[0].style_id == "N"


def test_styles_in_a_circle_end() -> None:
    sheet = style("A", "<w:rPr><w:b/></w:rPr>", based_on="B") + style("B", "<w:rPr><w:i/></w:rPr>", based_on="A")
    run = only_run(p("x", '<w:pStyle w:val="A"/>'), styles=sheet)
    assert run.bold
    assert run.italic


@pytest.mark.parametrize(
    ("paragraph_style", "character_style", "direct", "bold"),
    [
        ("<w:b/>", "", "", True),
        ("<w:b/>", "<w:b/>", "", False),
        ("", "<w:b/>", "", True),
        ("<w:b/>", "<w:b w:val='0'/>", "", True),
        ("<w:b/>", "<w:b/>", "<w:b/>", True),
        ("<w:b/>", "", "<w:b w:val='false'/>", False),
    ],
)
def test_bold_toggles_between_styles(paragraph_style: str, character_style: str, direct: str, bold: bool) -> None:
    sheet = style("P", f"<w:rPr>{paragraph_style}</w:rPr>") + style(
        "C", f"<w:rPr>{character_style}</w:rPr>", "character"
    )
    run = only_run(p("x", '<w:pStyle w:val="P"/>', f'<w:rStyle w:val="C"/>{direct}'), styles=sheet)
    assert run.bold is bold


def test_bold_in_the_defaults_does_not_toggle() -> None:
    sheet = defaults("<w:b/>") + style("P", "<w:rPr><w:b/></w:rPr>")
    assert only_run(p("x", '<w:pStyle w:val="P"/>'), styles=sheet).bold


def test_bold_of_a_derived_style_overrides_its_base() -> None:
    sheet = style("A", "<w:rPr><w:b/><w:caps/></w:rPr>") + style("B", "<w:rPr><w:b/></w:rPr>", based_on="A")
    run = only_run(p("x", '<w:pStyle w:val="B"/>'), styles=sheet)
    assert run.bold
    assert run.caps
    assert read(p("x", '<w:pStyle w:val="B"/>'), styles=sheet).paragraphs[0].shown == "X"


def test_table_style_stands_below_paragraph_style_and_toggles_with_it() -> None:
    sheet = (
        defaults('<w:sz w:val="20"/>')
        + style("N", default=True)
        + style("B", "<w:rPr><w:b/></w:rPr>")
        + style("T", "<w:rPr><w:b/><w:sz w:val='18'/></w:rPr>", "table")
    )
    body = table(row(cell(p("x") + p("y", '<w:pStyle w:val="B"/>'))), properties='<w:tblStyle w:val="T"/>')
    first, second = (paragraph.runs[0] for paragraph in read(body, styles=sheet).paragraphs)
    assert (first.bold, first.size_pt) == (True, 9)
    assert (second.bold, second.size_pt) == (False, 9)


def test_default_style_that_repeats_the_defaults_lets_the_table_style_win() -> None:
    sheet = (
        defaults('<w:sz w:val="20"/>')
        + style("N", "<w:rPr><w:sz w:val='{}'/></w:rPr>", default=True)
        + style("T", "<w:rPr><w:sz w:val='18'/></w:rPr>", "table")
    )
    body = table(row(cell(p("x"))), properties='<w:tblStyle w:val="T"/>')
    assert read(body, styles=sheet.format(20)).paragraphs[0].runs[0].size_pt == 9
    assert read(body, styles=sheet.format(28)).paragraphs[0].runs[0].size_pt == 14


def test_theme_fonts_and_colours() -> None:
    themed = '<w:rFonts w:asciiTheme="minorHAnsi" w:hAnsiTheme="majorHAnsi" w:ascii="X"/>'
    assert only_run(p("x", run=themed), theme=THEME).font == "Calibri"
    assert only_run(p("ế", run=themed), theme=THEME).font == "Cambria"
    assert only_run(p("x", run=themed)).font == "X"
    assert only_run(p("x", run='<w:color w:val="000000" w:themeColor="accent1"/>'), theme=THEME).color == "4472C4"
    assert only_run(p("x", run='<w:color w:val="auto" w:themeColor="text1"/>'), theme=THEME).color == "010203"
    shaded = '<w:color w:val="{}" w:themeColor="accent1" w:themeShade="BF"/>'
    # The first is what Word itself works out.
    assert only_run(p("x", run=shaded.format("auto")), theme=THEME).color == "2F5496"
    assert only_run(p("x", run=shaded.format("2F5497")), theme=THEME).color == "2F5497"
    assert only_run(p("x", run=shaded.format("auto"))).color == ""
    tinted = '<w:color w:themeColor="accent1" w:themeTint="99"/>'
    assert only_run(p("x", run=tinted), theme=THEME).color == "8EAADB"
    mapped = '<w:clrSchemeMapping w:t1="light1" w:bg1="dark1"/>'
    text = '<w:color w:themeColor="text1"/>'
    assert only_run(p("x", run=text), theme=THEME, settings=mapped).color == "FFFFFF"


def test_a_font_named_directly_overrides_an_inherited_theme_font() -> None:
    sheet = defaults('<w:rFonts w:asciiTheme="minorHAnsi" w:hAnsiTheme="minorHAnsi"/>')
    assert only_run(p("xế", run=fonts("Arial")), styles=sheet, theme=THEME).font == "Arial"


def test_a_run_falls_apart_where_its_font_changes() -> None:
    two = '<w:rFonts w:ascii="A" w:hAnsi="H" w:eastAsia="E"/>'
    runs = read(p("Kế 1 中", run=two)).paragraphs[0].runs
    assert [(run.text, run.font) for run in runs] == [("K", "A"), ("ế", "H"), (" 1 ", "A"), ("中", "E")]
    assert len({id(run.node) for run in runs}) == 1


def test_vietnamese_in_one_font_is_one_run() -> None:
    run = only_run(p("Cộng hòa xã hội chủ nghĩa Việt Nam – “Độc lập”", run=fonts("VnTime")))
    assert run.font == "VnTime"


def test_hint_gives_punctuation_to_the_east_asian_font() -> None:
    hinted = '<w:rFonts w:ascii="A" w:hAnsi="A" w:eastAsia="E" w:hint="eastAsia"/>'
    runs = read(p("a–ế", run=hinted)).paragraphs[0].runs
    assert [(run.text, run.font) for run in runs] == [("a", "A"), ("–", "E"), ("ế", "A")]


def test_complex_script_runs_take_their_own_size_font_and_weight() -> None:
    run = only_run(p("x", run='<w:rFonts w:ascii="A" w:cs="C"/><w:b/><w:sz w:val="20"/><w:szCs w:val="30"/><w:rtl/>'))
    assert (run.font, run.size_pt, run.bold) == ("C", 15, False)
    plain = only_run(p("x", run='<w:rFonts w:ascii="A" w:cs="C"/><w:bCs/><w:szCs w:val="30"/><w:sz w:val="26"/>'))
    assert (plain.font, plain.size_pt, plain.bold) == ("A", 13, False)


def test_all_other_marks_of_type() -> None:
    marks = (
        '<w:u w:val="single"/><w:dstrike/><w:smallCaps/><w:vertAlign w:val="superscript"/><w:color w:val="ff0000"/>'
        '<w:highlight w:val="yellow"/>'
    )
    run = only_run(p("x", run=marks))
    assert (run.underline, run.strike, run.small_caps, run.superscript) == (True, True, True, True)
    assert (run.color, run.highlight) == ("FF0000", "yellow")
    off = only_run(p("x", run='<w:u w:val="none"/><w:highlight w:val="none"/><w:color w:val="auto"/>'))
    assert (off.underline, off.highlight, off.color) == (False, "", "")


def test_tracked_formatting_is_not_the_formatting() -> None:
    run = only_run(p("x", run="<w:b/><w:rPrChange w:id='1'><w:rPr><w:i/><w:sz w:val='99'/></w:rPr></w:rPrChange>"))
    assert (run.bold, run.italic, run.size_pt) == (True, False, 10)


@pytest.mark.parametrize("nonsense", ["", "abc", "-5", "9" * 5000, "1e9", "0", "１３"])
def test_nonsense_in_values_is_as_if_absent(nonsense: str) -> None:
    sheet = defaults(f'<w:sz w:val="{nonsense}"/><w:color w:val="{nonsense}"/>')
    body = p("x", f'<w:ind w:left="{nonsense}"/><w:spacing w:line="{nonsense}"/>', f'<w:sz w:val="{nonsense}"/>')
    assert only_run(body, styles=sheet).size_pt > 0


def test_equal_runs_share_one_look() -> None:
    body = "".join(p("x", run="<w:b/>" + fonts("F")) for _ in range(3))
    first, second, third = (paragraph.runs[0] for paragraph in read(body).paragraphs)
    assert first == second == third
    assert first.font is second.font is third.font


def test_runs_stay_apart_and_keep_their_nodes() -> None:
    one, two = read(f"<w:p>{r('a')}{r('b')}</w:p>").paragraphs[0].runs
    assert one.node is not two.node
    assert one.node.tag.endswith("}r")
