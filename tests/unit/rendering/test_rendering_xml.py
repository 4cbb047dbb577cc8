"""The XML of every part: well-formed, in the order that Word insists on, with nothing that leads nowhere."""

from __future__ import annotations

import re
from typing import Any

import pytest
from lxml import etree

from docgen.model import Attachment, Cell, Document, Footnote, Paragraph, Run, Table
from tests.unit.rendering.rendered import RENDERER, STARTERS, TEMPLATES, Rendered, W, read_starter
from tests.unit.rendering.test_rendering_decree import add_appendices, change

R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
# ECMA-376, part 1: the order of the children that these parts may use.
ORDER = {
    "pPr": "pStyle keepNext keepLines pageBreakBefore framePr widowControl numPr suppressLineNumbers pBdr shd tabs "
    "suppressAutoHyphens kinsoku wordWrap overflowPunct topLinePunct autoSpaceDE autoSpaceDN bidi adjustRightInd "
    "snapToGrid spacing ind contextualSpacing mirrorIndents suppressOverlap jc textDirection textAlignment "
    "textboxTightWrap outlineLvl divId cnfStyle rPr sectPr pPrChange",
    "rPr": "rStyle rFonts b bCs i iCs caps smallCaps strike dstrike outline shadow emboss imprint noProof snapToGrid "
    "vanish webHidden color spacing w kern position sz szCs highlight u effect bdr shd fitText vertAlign rtl cs em "
    "lang",
    "style": "name aliases basedOn next link autoRedefine hidden uiPriority semiHidden unhideWhenUsed qFormat locked "
    "personal personalCompose personalReply rsid pPr rPr tblPr trPr tcPr tblStylePr",
    "sectPr": "headerReference footerReference footnotePr endnotePr type pgSz pgMar paperSrc pgBorders lnNumType "
    "pgNumType cols formProt vAlign noEndnote titlePg textDirection bidi rtlGutter docGrid printerSettings",
    "tblPr": "tblStyle tblpPr tblOverlap bidiVisual tblStyleRowBandSize tblStyleColBandSize tblW jc tblCellSpacing "
    "tblInd tblBorders shd tblLayout tblCellMar tblLook",
    "tcPr": "cnfStyle tcW gridSpan hMerge vMerge tcBorders shd noWrap tcMar textDirection tcFitText vAlign hideMark",
    "pBdr": "top left bottom right between bar",
    "tblBorders": "top left start bottom right end insideH insideV",
    "tblCellMar": "top left start bottom right end",
    "tbl": "tblPr tblGrid tr",
    "tc": "tcPr p tbl",
    "tr": "tblPrEx trPr tc",
    "styles": "docDefaults latentStyles style",
    "docDefaults": "rPrDefault pPrDefault",
    "settings": "writeProtection view zoom removePersonalInformation mirrorMargins defaultTabStop evenAndOddHeaders "
    "characterSpacingControl footnotePr endnotePr compat docVars rsids mathPr themeFontLang clrSchemeMapping "
    "decimalSymbol listSeparator",
}
ONCE = ("pPr", "rPr", "tcPr", "tblPr")


def make_full(document_type: str) -> Document:
    """Return the starter of a type with everything that a document can have."""
    note = Footnote(content=(Run(text="Chú thích", italic=True),))
    text = (Run(text="Nội dung ", bold=True), Run(text="nghiêng", italic=True), note)
    cells = (
        (Cell(paragraphs=(text,)), Cell(merged="left")),
        (Cell(paragraphs=("a",)), Cell(paragraphs=("1", "2"))),
        (Cell(merged="above"), Cell()),
    )
    document = read_starter(document_type)
    full = change(
        document,
        body=(*document.body, Paragraph(content=text), Table(rows=cells), Table(rows=cells)),
        urgency="khan",
        circulation="luu-hanh-noi-bo",
        drafter_mark="PL.(300)",
        contact="Số 1",
    )
    if document_type == "quyet-dinh":
        attachment = Attachment(document_type="quy-che", subject="Kèm theo", body=(Paragraph(content=text),))
        full = change(full, attachments=(attachment,))
    return add_appendices(full, 2, landscape=True)


@pytest.fixture(scope="module", params=[*STARTERS, "full"])
def many(request: pytest.FixtureRequest) -> list[Rendered]:
    slugs = list(STARTERS) if request.param == "full" else [request.param]
    make = make_full if request.param == "full" else read_starter
    return [Rendered(RENDERER.render(make(slug))) for slug in slugs]


def name(element: Any) -> str:
    return str(element.tag).removeprefix(W)


def test_children_stand_in_the_order_of_the_schema(many: list[Rendered]) -> None:
    for rendered in many:
        for part, tree in rendered.trees.items():
            for element in tree.iter():
                order = ORDER.get(name(element), "").split()
                children = [name(child) for child in element]
                if not order:
                    continue
                assert set(children) <= set(order), f"{part}: {name(element)} holds {set(children) - set(order)}"
                places = [order.index(child) for child in children]
                assert places == sorted(places), f"{part}: {name(element)} {children}"
                if name(element) in ONCE:
                    assert len(children) == len(set(children)), f"{part}: {children}"


def test_every_paragraph_and_cell_is_whole(many: list[Rendered]) -> None:
    for rendered in many:
        for paragraph in rendered.body.iter(f"{W}p"):
            assert {name(child) for child in paragraph} <= {"pPr", "r"}
            assert all(name(child) != "pPr" for child in list(paragraph)[1:])
        for cell in rendered.body.iter(f"{W}tc"):
            assert name(cell[-1]) == "p"  # a cell without a paragraph makes Word refuse the file
        for table in rendered.body.iter(f"{W}tbl"):
            columns = len(table.findall(f"{W}tblGrid/{W}gridCol"))
            for row in table.iterfind(f"{W}tr"):
                spans = [cell.find(f"{W}tcPr/{W}gridSpan") for cell in row.iterfind(f"{W}tc")]
                assert sum(1 if span is None else int(span.get(f"{W}val")) for span in spans) == columns
            assert name(table.getnext()) == "p"  # two tables in a row would grow together
        assert name(rendered.body[-1]) == "sectPr"


def test_every_style_and_relation_exists(many: list[Rendered]) -> None:
    for rendered in many:
        for part in rendered.trees:
            if not part.startswith("word/") or part.endswith(".rels"):
                continue
            for reference in rendered.trees[part].iter(*(f"{W}{tag}" for tag in ("pStyle", "rStyle", "tblStyle"))):
                assert reference.get(f"{W}val") in rendered.sheet
            for reference in rendered.trees[part].iter(*(f"{W}{tag}" for tag in ("basedOn", "next", "link"))):
                assert reference.get(f"{W}val") in rendered.sheet
            targets = rendered.related(part)
            assert set(targets.values()) <= set(rendered.parts)
            for element in rendered.trees[part].iter():
                for attribute, value in element.attrib.items():
                    assert not str(attribute).startswith(R) or value in targets


def test_every_part_has_a_content_type(many: list[Rendered]) -> None:
    for rendered in many:
        types = rendered.trees["[Content_Types].xml"]
        overrides = {element.get("PartName") for element in types if element.get("PartName")}
        assert overrides <= {f"/{part}" for part in rendered.parts}
        for part in rendered.parts:
            assert part.endswith(".rels") or part == "[Content_Types].xml" or f"/{part}" in overrides


def test_footnotes_have_the_ids_that_the_text_refers_to(many: list[Rendered]) -> None:
    for rendered in many:
        asked = [note.get(f"{W}id") for note in rendered.body.iter(f"{W}footnoteReference")]
        given = [note.get(f"{W}id") for note in rendered.trees["word/footnotes.xml"]]
        assert given == ["-1", "0", *asked]


def test_no_tag_is_left_and_every_part_declares_itself(many: list[Rendered]) -> None:
    for rendered in many:
        for part, data in rendered.parts.items():
            assert not re.search(rb"\{\{|\{%|%\}|\}\}", data), part
            assert data.startswith(b"<?xml"), part


@pytest.mark.parametrize("kind", sorted(path.parent.name for path in TEMPLATES.glob("*/template.docx")))
def test_templates_obey_the_same_order(kind: str) -> None:
    template = Rendered((TEMPLATES / kind / "template.docx").read_bytes())
    test_children_stand_in_the_order_of_the_schema([template])
    test_every_style_and_relation_exists([template])
    test_every_part_has_a_content_type([template])


def test_the_order_check_sees_what_is_wrong() -> None:
    rendered = Rendered(RENDERER.render(read_starter("ke-hoach")))
    properties = rendered.get("TenLoai").element.find(f"{W}pPr")
    properties.insert(0, etree.SubElement(properties, f"{W}jc"))
    with pytest.raises(AssertionError, match="pPr"):
        test_children_stand_in_the_order_of_the_schema([rendered])
