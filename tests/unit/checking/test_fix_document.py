"""Mending whole documents: what is refused, text boxes and their copies, page numbers in all their places."""

from __future__ import annotations

import importlib
import io
import re
import subprocess
import zipfile
from pathlib import Path
from typing import Any

import docx
import pytest
from base_documents import render_base
from docx_builder import relation
from docx_package import Package, properties, set_property, w
from lxml import etree
from mutations import apply_mutation

from docgen.checking import Finding, check_document, load_rules
from docgen.checking.fix import FixResult, fix_document
from docgen.checking.fix.component_looks import LOOKS
from docgen.errors import InputError
from docgen.ooxml import DocumentFacts, read_document_bytes

_FIELD = (
    '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> PAGE </w:instrText></w:r>'
    '<w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>2</w:t></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r>'
)
_KINDS = {"header": "hdr", "footer": "ftr"}


def put_band(data: bytes, band: str, kind: str, content: str, section: int = 0) -> bytes:
    """Give a section another header or footer."""
    package = Package(data)
    name = f"{band}77{kind}.xml"
    root = f'<w:{_KINDS[band]} xmlns:w="{w("")[1:-1]}">{content}</w:{_KINDS[band]}>'
    package.members[f"word/{name}"] = root.encode()
    relations = package.part("word/_rels/document.xml.rels")
    made = etree.fromstring(relation(f"rId77{band}{kind}", band, name))
    made.tag = relations[0].tag
    relations.append(made)
    types = package.part("[Content_Types].xml")
    override = etree.SubElement(types, types[0].tag.replace("Default", "Override"))
    override.set("PartName", f"/word/{name}")
    override.set("ContentType", f"application/vnd.openxmlformats-officedocument.wordprocessingml.{band}+xml")
    owner = list(package.part().iter(w("sectPr")))[section]
    for old in owner.findall(w(f"{band}Reference")):
        if old.get(w("type")) == kind:
            owner.remove(old)
    reference = etree.Element(w(f"{band}Reference"))
    reference.set(w("type"), kind)
    reference.set("{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id", f"rId77{band}{kind}")
    owner.insert(0, reference)
    return package.save()


def drop_titles(data: bytes) -> bytes:
    return apply_mutation(data, "set_title_page", {"on": False})


def fix(data: bytes) -> tuple[FixResult, DocumentFacts]:
    result = fix_document(data)
    again = fix_document(result.data)
    assert (again.data, again.changes) == (result.data, ())
    return result, read_document_bytes(result.data)


def page_faults(result: FixResult) -> list[Finding]:
    return [finding for finding in result.report.findings if finding.code.startswith("PG")]


def shown(paragraphs: Any) -> list[str]:
    return [paragraph.text for paragraph in paragraphs if paragraph.ink]


# --- what is refused ------------------------------------------------------------------------------------------------


def test_out_of_scope_is_refused() -> None:
    data = apply_mutation(render_base("quyet-dinh", 5), "replace_text", {"target": "code", "old": "/", "new": "/2025/"})
    with pytest.raises(InputError, match="quy phạm pháp luật"):
        fix_document(data, where="a.docx")


def test_secret_is_refused() -> None:
    args = {"target": "code", "text": "MẬT", "nth": 0}
    with pytest.raises(InputError, match="độ mật"):
        fix_document(apply_mutation(render_base("cong-van"), "insert_paragraph", args))


def test_unreadable_is_refused() -> None:
    with pytest.raises(InputError):
        fix_document(b"PK\x03\x04 and nothing more")


def test_signed_is_refused() -> None:
    buffer = io.BytesIO(render_base("ke-hoach"))
    with zipfile.ZipFile(buffer, "a") as package:
        package.writestr("_xmlsignatures/origin.sigs", b"")
    with pytest.raises(InputError, match="ký số"):
        fix_document(buffer.getvalue())


# --- what stays -----------------------------------------------------------------------------------------------------


def test_red_stamp_and_white_letters_stay() -> None:
    data = apply_mutation(render_base("cong-dien"), "set_color", {"target": "text", "color": "FFFFFF", "nth": 0})
    assert fix_document(data).data == data


def test_hyperlink_keeps_everything_but_its_colour() -> None:
    package = Package(render_base("ke-hoach"))
    run = next(r for r in package.body.iter(w("r")) if "Thực hiện nhiệm vụ" in "".join(r.itertext()))
    link = etree.Element(w("hyperlink"))
    link.set(w("anchor"), "cuoi")
    run.addprevious(link)
    link.append(run)
    set_property(properties(run, "rPr"), "color", val="0563C1")
    set_property(properties(run, "rPr"), "u", val="single")
    result, facts = fix(package.save())
    assert [change.code for change in result.changes] == ["FT003"]
    found = next(run for p in facts.paragraphs for run in p.runs if run.text.startswith("Thực hiện nhiệm vụ"))
    assert (found.color, found.underline) == ("", True)
    assert found.node.getparent().get(w("anchor")) == "cuoi"


def test_strict_document_stays_strict() -> None:
    data = apply_mutation(render_base("ha-nam-2023"), "set_page_size", {"width": 12240, "height": 15840})
    package = Package(data)
    for reference in list(package.part().iter(w("headerReference"))):
        reference.getparent().remove(reference)
    usual = re.compile(rb"http://schemas\.openxmlformats\.org/(wordprocessingml|officeDocument)/2006/")
    buffer = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(package.save())) as source, zipfile.ZipFile(buffer, "w") as target:
        for name in source.namelist():
            target.writestr(name, usual.sub(rb"http://purl.oclc.org/ooxml/\1/", source.read(name)))
    result, facts = fix(buffer.getvalue())
    assert facts.is_strict
    assert {"PG001", "PG004"} <= {change.code for change in result.changes}
    with zipfile.ZipFile(io.BytesIO(result.data)) as fixed:
        assert [name for name in fixed.namelist() if usual.search(fixed.read(name))] == []


# --- text boxes -----------------------------------------------------------------------------------------------------


def test_older_copy_of_a_text_box_is_mended_too() -> None:
    package = Package(apply_mutation(render_base("ke-hoach"), "set_bold", {"target": "motto", "on": False}))
    motto = next(p for p in package.body.iter(w("p")) if "Độc lập" in "".join(p.itertext()))
    text = etree.tostring(motto, encoding="unicode")
    box = "<w:txbxContent>" + text + "</w:txbxContent>"
    namespaces = (
        f'xmlns:w="{w("")[1:-1]}" xmlns:v="urn:schemas-microsoft-com:vml" '
        'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
        'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
        'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
        'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'
    )
    holder = etree.fromstring(
        f'<w:p {namespaces}><w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wp:anchor>'
        f"<wp:extent cx='3000000' cy='300000'/><a:graphic><a:graphicData><wps:wsp><wps:txbx>{box}</wps:txbx></wps:wsp>"
        f"</a:graphicData></a:graphic></wp:anchor></w:drawing></mc:Choice><mc:Fallback><w:pict><v:shape><v:textbox>"
        f"{box}</v:textbox></v:shape></w:pict></mc:Fallback></mc:AlternateContent></w:r></w:p>"
    )
    motto.getparent().replace(motto, holder)
    result, facts = fix(package.save())
    assert "HD011" in {change.code for change in result.changes}
    assert [f for f in result.report.findings if f.code == "HD011"] == []
    root = facts.paragraphs[0].node.getroottree().getroot()
    boxes = list(root.iter(w("txbxContent")))
    assert len(boxes) == 2
    assert etree.tostring(boxes[0][0], method="c14n") == etree.tostring(boxes[1][0], method="c14n")


# --- page numbers ---------------------------------------------------------------------------------------------------


def test_number_is_added_where_there_is_none() -> None:
    data = drop_titles(apply_mutation(render_base("ha-nam-2023"), "remove_page_number", {}))
    assert "PG004" in {finding.code for finding in check_document(read_document_bytes(data)).findings}
    result, facts = fix(data)
    assert page_faults(result) == []
    (section, *_) = facts.sections
    (number,) = [p for p in section.headers["default"] if p.fields]
    assert (number.align, number.fields) == ("center", ("PAGE",))
    assert section.title_page
    assert shown(section.headers.get("first", ())) == []


def test_header_is_made_for_a_document_that_has_none() -> None:
    package = Package(render_base("ha-nam-2023"))
    for section in package.part().iter(w("sectPr")):
        for child in list(section):
            if child.tag in (w("headerReference"), w("footerReference"), w("titlePg")):
                section.remove(child)
    result, facts = fix(package.save())
    assert page_faults(result) == []
    assert shown(facts.sections[0].headers["default"]) == ["2"]
    assert docx.Document(io.BytesIO(result.data)).sections[0].different_first_page_header_footer


def test_document_without_any_section_gets_one() -> None:
    package = Package(render_base("ha-nam-2023"))
    for section in list(package.part().iter(w("sectPr"))):
        section.getparent().remove(section)
    result, facts = fix(package.save())
    assert page_faults(result) == []
    assert (facts.sections[0].page_width, facts.sections[0].left) == (11906, 1800)


def test_words_of_the_header_stay_on_every_page() -> None:
    header = "<w:p><w:r><w:t>Sở Nội vụ</w:t></w:r></w:p>"
    data = drop_titles(put_band(render_base("ha-nam-2023"), "header", "default", header + f"<w:p>{_FIELD}</w:p>"))
    package = Package(data)
    for reference in list(package.part().iter(w("headerReference"), w("footerReference"))):
        if reference.get(w("type")) == "first":
            reference.getparent().remove(reference)
    _, facts = fix(package.save())
    assert shown(facts.sections[0].headers["default"]) == ["Sở Nội vụ", "2"]
    assert shown(facts.sections[0].headers["first"]) == ["Sở Nội vụ"]


def test_number_from_the_gallery_moves_up() -> None:
    """Word's own "bottom of page" is a content control around the paragraph."""
    control = f"<w:sdt><w:sdtPr/><w:sdtContent><w:p><w:pPr><w:jc w:val='right'/></w:pPr>{_FIELD}</w:p></w:sdtContent>"
    package = Package(apply_mutation(render_base("ha-nam-2023"), "remove_page_number", {}))
    data = put_band(package.save(), "footer", "default", f"{control}</w:sdt><w:p/>")
    result, facts = fix(data)
    assert page_faults(result) == []
    assert shown(facts.sections[0].headers["default"]) == ["2"]
    assert shown(facts.sections[0].footers["default"]) == []


def test_number_among_other_words_is_left_to_the_clerk() -> None:
    line = f"<w:p><w:r><w:t xml:space='preserve'>Kế hoạch năm 2026, trang </w:t></w:r>{_FIELD}</w:p>"
    data = put_band(render_base("ha-nam-2023"), "footer", "default", line)
    result, facts = fix(data)
    assert shown(facts.sections[0].footers["default"]) == ["Kế hoạch năm 2026, trang 2"]
    assert {finding.code for finding in page_faults(result)} == {"PG005"}


def test_typed_number_becomes_a_field() -> None:
    data = apply_mutation(render_base("ha-nam-2023"), "write_page_number", {"text": "- 2 -"})
    result, facts = fix(data)
    assert page_faults(result) == []
    (number,) = [p for p in facts.sections[0].headers["default"] if p.ink]
    assert (number.text, number.fields) == ("- 2 -", ("PAGE",))


def test_shared_header_is_copied_for_page_one() -> None:
    package = Package(render_base("ke-hoach"))
    references = {r.get(w("type")): r for r in package.part().iter(w("headerReference"))}
    identity = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
    references["first"].set(identity, references["default"].get(identity))
    result, facts = fix(package.save())
    assert page_faults(result) == []
    assert shown(facts.sections[0].headers["default"]) == ["2"]
    assert shown(facts.sections[0].headers["first"]) == []


# --- sizes, margins -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("nation", "motto", "date", "expected"),
    [
        (11, 14, 14, (13, 14, 14)),
        (14, 13, 13, (12, 13, 13)),
        (12, 14, 14, (13, 14, 14)),
        (13, 13, 13, (12, 13, 13)),
        (11, 12, 12, (12, 13, 13)),
        (16, 16, 16, (13, 14, 14)),
    ],
)
def test_heading_sizes_go_together(nation: int, motto: int, date: int, expected: tuple[int, ...]) -> None:
    data = render_base("ke-hoach")
    for target, points in (("nation", nation), ("motto", motto), ("date", date)):
        data = apply_mutation(data, "set_size", {"target": target, "points": points})
    _, facts = fix(data)
    starts = ("CỘNG HÒA", "Độc lập", "Ninh Bình, ngày")
    found = tuple(next(p.runs[0].size_pt for p in facts.paragraphs if p.text.startswith(s)) for s in starts)
    assert found == expected


@pytest.mark.parametrize(
    ("side", "found", "expected"),
    [("left", 1000, 1701), ("left", 2600, 1984), ("right", 100, 850), ("top", 1440, 1417), ("bottom", 0, 1134)],
)
def test_margin_goes_to_the_nearest_bound(side: str, found: int, expected: int) -> None:
    data = apply_mutation(render_base("ke-hoach"), "set_page_margin", {"side": side, "twips": found})
    result, facts = fix(data)
    assert getattr(facts.sections[0], side) == expected
    assert [change.code for change in result.changes] == ["PG003"]


def test_landscape_stays_landscape() -> None:
    package = Package(render_base("thanh-lap-hoi-dong-ha-nam-2023"))
    size = list(package.part().iter(w("pgSz")))[-1]
    for key, value in (("w", "15840"), ("h", "12240"), ("orient", "landscape")):
        size.set(w(key), value)
    _, facts = fix(package.save())
    last = facts.sections[-1]
    assert (last.page_width, last.page_height, last.landscape) == (16838, 11906, True)


def test_looks_are_those_of_the_rules() -> None:
    wanted = {
        rule.code: importlib.import_module(rule.check.__module__)._WANTED for rule in load_rules() if rule.code in LOOKS
    }
    assert wanted == {code: component.wanted for code, component in LOOKS.items()}


# --- programs that open it ------------------------------------------------------------------------------------------


def _broken() -> bytes:
    data = drop_titles(apply_mutation(render_base("ha-nam-2023"), "remove_page_number", {}))
    for name, args in (
        ("set_font", {"target": "text", "font": "Arial"}),
        ("set_size", {"target": "motto", "points": 12}),
        ("set_page_size", {"width": 12240, "height": 15840}),
        ("set_align", {"target": "text", "align": "left"}),
    ):
        data = apply_mutation(data, name, args)
    return data


def test_python_docx_opens_the_result() -> None:
    result, _ = fix(_broken())
    document = docx.Document(io.BytesIO(result.data))
    assert document.sections[0].page_width.mm == pytest.approx(210, abs=0.1)
    assert len(document.paragraphs) == len(docx.Document(io.BytesIO(_broken())).paragraphs)


@pytest.mark.slow
def test_libreoffice_opens_the_result(tmp_path: Path) -> None:
    path = tmp_path / "sua.docx"
    path.write_bytes(fix_document(_broken()).data)
    command = ["soffice", f"-env:UserInstallation=file://{tmp_path}/hoso", "--headless", "--convert-to", "pdf"]
    subprocess.run([*command, "--outdir", str(tmp_path), str(path)], check=True, capture_output=True, timeout=120)
    import pypdf

    pages = pypdf.PdfReader(tmp_path / "sua.pdf").pages
    first, second = (pages[number].extract_text().split() for number in (0, 1))
    assert first[0] != "1"
    assert second[0] == "2"
    assert float(pages[0].mediabox.width) == pytest.approx(595.3, abs=1)
