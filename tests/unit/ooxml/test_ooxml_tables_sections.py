"""Tables and sections: grid, borders, repeated rows; paper, margins, headers and footers."""

from __future__ import annotations

import pytest
from docx_builder import build_docx, cell, p, row, style, table

from docgen.ooxml import DocumentFacts, read_document_bytes

HEADERS = {"rIdH1": p("one"), "rIdH2": p("first"), "rIdF1": p("foot")}


def read(body: str, **parts: object) -> DocumentFacts:
    return read_document_bytes(build_docx(body, **parts))  # type: ignore[arg-type]


def width(length: int, more: str = "") -> str:
    return f'<w:tcW w:w="{length}" w:type="dxa"/>{more}'


def test_grid_spans_and_merges() -> None:
    document = read(
        table(
            row(cell(p("a"), width(50, '<w:gridSpan w:val="2"/>')), cell(p("b"), '<w:vMerge w:val="restart"/>')),
            row(cell(p("c")), cell(p("d"), "<w:vMerge/>"), properties='<w:gridBefore w:val="1"/>'),
            grid=(10, 20, 30),
        )
    )
    first, second = document.tables[0].rows
    assert [(c.column, c.span, c.width, c.paragraphs) for c in first] == [(0, 2, 50, (0,)), (2, 1, 30, (1,))]
    assert [(c.column, c.span, c.width, c.merged_above) for c in second] == [(1, 1, 20, False), (2, 1, 30, True)]
    place = document.paragraphs[3].place
    assert (place.table, place.row, place.column) == (0, 1, 2)


def test_nested_tables_know_their_parent() -> None:
    inner = table(row(cell(p("in"))))
    document = read(table(row(cell(p("a") + inner + p("z")), cell(p("b")))) + inner)
    assert [(one.index, one.parent) for one in document.tables] == [(0, -1), (1, 0), (2, -1)]
    assert [cell.paragraphs for cell in document.tables[0].rows[0]] == [(0, 2), (3,)]
    assert document.paragraphs[1].place.table == 1
    assert not read(p("x")).tables


def test_repeated_header_rows_stand_at_the_top() -> None:
    repeated = "<w:tblHeader/><w:cantSplit/>"
    document = read(
        table(row(cell(), properties=repeated), row(cell()), row(cell(), properties=repeated))
        + table(row(cell(), properties=repeated), row(cell(), properties=repeated))
    )
    assert [(one.header_rows, one.rows_may_break) for one in document.tables] == [(1, True), (2, False)]


LINES = '<w:{0} w:val="single" w:sz="4"/>'


@pytest.mark.parametrize(
    ("table_properties", "cell_properties", "drawn"),
    [
        ("", "", False),
        (f"<w:tblBorders>{LINES.format('top')}</w:tblBorders>", "", True),
        (f"<w:tblBorders>{LINES.format('insideV')}</w:tblBorders>", "", False),
        ("<w:tblBorders><w:top w:val='none'/><w:left w:val='nil'/></w:tblBorders>", "", False),
        ("", f"<w:tcBorders>{LINES.format('start')}</w:tcBorders>", True),
        (
            f"<w:tblBorders>{LINES.format('top')}</w:tblBorders>",
            "<w:tcBorders><w:top w:val='nil'/></w:tcBorders>",
            False,
        ),
        ('<w:tblStyle w:val="Grid"/>', "", True),
        (
            '<w:tblStyle w:val="Grid"/><w:tblBorders><w:top w:val="nil"/><w:bottom w:val="nil"/></w:tblBorders>',
            "",
            False,
        ),
        ('<w:tblStyle w:val="Cond"/><w:tblLook w:firstRow="1"/>', "", True),
        ('<w:tblStyle w:val="Cond"/><w:tblLook w:firstRow="0"/>', "", False),
    ],
)
def test_borders(table_properties: str, cell_properties: str, drawn: bool) -> None:
    grid = f"<w:tblPr><w:tblBorders>{LINES.format('top')}{LINES.format('bottom')}</w:tblBorders></w:tblPr>"
    line = f"<w:tcPr><w:tcBorders>{LINES.format('bottom')}</w:tcBorders></w:tcPr>"
    conditional = f'<w:tblStylePr w:type="firstRow">{line}</w:tblStylePr>'
    sheet = style("Grid", grid, "table") + style("Cond", conditional, "table")
    document = read(table(row(cell(p("a"), cell_properties)), properties=table_properties), styles=sheet)
    assert document.tables[0].has_borders is drawn
    assert document.tables[0].rows[0][0].has_border is drawn


def test_inner_lines_are_borders_of_the_cells_between() -> None:
    inside = f"<w:tblBorders>{LINES.format('insideH')}</w:tblBorders>"
    document = read(table(row(cell()), row(cell()), properties=inside))
    assert document.tables[0].has_borders


def test_rows_and_cells_in_content_controls() -> None:
    around = "<w:sdt><w:sdtContent>{}</w:sdtContent></w:sdt>"
    body = table(around.format(row(around.format(cell(p("a"))))))
    assert read(body).tables[0].rows[0][0].paragraphs == (0,)


def test_table_without_rows_is_none() -> None:
    assert read(table() + p("x")).tables == ()


def test_without_sections_the_page_is_words_own() -> None:
    (section,) = read(p("x")).sections
    assert (section.page_width, section.page_height, section.left, section.top) == (12240, 15840, 1800, 1440)
    assert (section.columns, section.page_start, section.page_format, section.title_page) == (1, None, "decimal", False)
    assert section.headers == {}


def test_section_properties() -> None:
    (section,) = read(
        p("x") + '<w:sectPr><w:pgSz w:w="16838" w:h="11906" w:orient="landscape"/><w:pgMar w:top="-1134" w:right="850" '
        'w:bottom="20mm" w:left="1701" w:header="500" w:footer="600" w:gutter="100"/><w:cols w:num="2"/><w:titlePg/>'
        '<w:pgNumType w:start="3" w:fmt="upperRoman"/><w:type w:val="continuous"/></w:sectPr>'
    ).sections
    assert (section.landscape, section.top, section.bottom, section.left, section.right) == (
        True,
        1134,
        1134,
        1801,
        850,
    )
    assert (section.gutter, section.header_distance, section.footer_distance) == (100, 500, 600)
    assert (section.columns, section.title_page, section.page_start, section.page_format) == (2, True, 3, "upperRoman")
    assert section.begins == "continuous"
    assert section.text_width == 16838 - 1801 - 850


def test_paper_broader_than_high_is_landscape_whatever_it_says() -> None:
    (section,) = read('<w:sectPr><w:pgSz w:w="16838" w:h="11906"/></w:sectPr>').sections
    assert section.landscape


def test_sections_end_with_the_paragraph_that_carries_them_and_inherit_headers() -> None:
    def reference(kind: str, identity: str, name: str = "header") -> str:
        return f'<w:{name}Reference w:type="{kind}" r:id="{identity}"/>'

    first = "<w:sectPr>" + reference("default", "rIdH1") + reference("default", "rIdF1", "footer") + "</w:sectPr>"
    last = f"<w:sectPr>{reference('first', 'rIdH2')}{reference('even', 'rIdGone')}</w:sectPr>"
    document = read(p("a", first) + p("b") + last, headers=HEADERS)
    assert [q.place.section for q in document.paragraphs] == [0, 1]
    one, two = document.sections
    assert {kind: [q.text for q in found] for kind, found in one.headers.items()} == {"default": ["one"]}
    assert {kind: [q.text for q in found] for kind, found in two.headers.items()} == {
        "default": ["one"],
        "first": ["first"],
    }
    assert two.footers["default"][0].text == "foot"
    assert two.headers["first"][0].place.part.startswith("word/header")
    assert two.headers["first"][0].place.section == 1
    assert one.headers["default"] is two.headers["default"]


def test_columns_of_unequal_width_are_counted() -> None:
    (section,) = read('<w:sectPr><w:cols w:equalWidth="0"><w:col/><w:col/><w:col/></w:cols></w:sectPr>').sections
    assert section.columns == 3


def test_settings_and_properties() -> None:
    document = read(
        p("x"),
        settings="<w:evenAndOddHeaders/>",
        app="<Application>Microsoft Office Word</Application>",
        core="<title>Tên</title><creator/>",
    )
    assert document.even_and_odd_headers
    assert document.application == "Microsoft Office Word"
    assert dict(document.core) == {"title": "Tên"}
    plain = read(p("x"))
    assert (plain.even_and_odd_headers, plain.application, dict(plain.core), plain.has_macros) == (False, "", {}, False)
