"""Templates are Word files that clerks open and change: rendering follows the change, or says what is wrong with it."""

from __future__ import annotations

import io
import re
import shutil
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import docx
import pytest
from docx.shared import Mm, Pt
from lxml import etree

from docgen.errors import TemplateError
from docgen.model import Document, Footnote, Paragraph, Run
from docgen.rendering import Renderer, TemplateFolder
from tests.unit.rendering.rendered import LEGAL_REFS, TEMPLATES, Rendered, W, read_starter, render
from tests.unit.rendering.test_rendering_decree import add_appendices, change
from tests.unit.rendering.test_rendering_lines import LONG_SUBJECT, drawn_width, lines_of, measure_with_font

KIND = "van-ban-co-ten-loai"
PLAN = read_starter("ke-hoach")


class Clerk:
    """Somebody with Word and one template in a folder of templates."""

    def __init__(self, folder: Path, kind: str = KIND) -> None:
        self.folder = folder
        self.path = folder / kind / "template.docx"
        shutil.copytree(TEMPLATES / kind, folder / kind)

    def edit(self, change: Callable[[Any], None]) -> None:
        """Change the template through python-docx."""
        document = docx.Document(str(self.path))
        change(document)
        document.save(str(self.path))

    def rewrite(self, part: str, change: Callable[[str], str]) -> None:
        """Change the text of one part; the change must change something."""
        with zipfile.ZipFile(self.path) as package:
            parts = {name: package.read(name) for name in package.namelist()}
        before = parts[part].decode()
        after = change(before)
        assert after != before
        parts[part] = after.encode()
        self.write(parts)

    def write(self, parts: dict[str, bytes]) -> None:
        with zipfile.ZipFile(self.path, "w") as package:
            for name, data in parts.items():
                package.writestr(name, data)

    def render(self, document: Document = PLAN) -> Rendered:
        return Rendered(Renderer(TemplateFolder(self.folder), LEGAL_REFS).render(document))

    def fail(self, document: Document = PLAN) -> TemplateError:
        with pytest.raises(TemplateError) as caught:
            self.render(document)
        assert str(self.path) in str(caught.value)
        return caught.value


@pytest.fixture
def clerk(tmp_path: Path) -> Clerk:
    return Clerk(tmp_path / "mau")


@pytest.mark.parametrize("kind", sorted(path.parent.name for path in TEMPLATES.glob("*/template.docx")))
def test_every_template_opens_as_a_word_file(kind: str) -> None:
    document = docx.Document(str(TEMPLATES / kind / "template.docx"))
    assert any("{{p body }}" in paragraph.text for paragraph in document.paragraphs)
    assert document.styles["VB Nội dung"].font.size == Pt(14)
    assert document.sections[0].left_margin == Mm(30) or abs(document.sections[0].left_margin - Mm(30)) < 600


def test_saving_a_template_changes_nothing(clerk: Clerk) -> None:
    before = clerk.render().text
    clerk.edit(lambda document: None)
    assert clerk.render().text == before == render(PLAN).text


def test_margins_are_followed(clerk: Clerk) -> None:
    def widen(document: Any) -> None:
        for section in document.sections:
            section.left_margin, section.right_margin = Mm(35), Mm(15)

    clerk.edit(widen)
    document = add_appendices(change(PLAN, subject=LONG_SUBJECT), 1)
    rendered = clerk.render(document)
    for section in rendered.sections:
        assert round(int(section.find(f"{W}pgMar").get(f"{W}left")) / 56.7) == 35
    width = 11906 - 1984 - 850
    rule = rendered.styled("DongKeTrichYeu")[0]
    assert rule.indent("left") == rule.indent("right")
    assert 1 / 3 < drawn_width(rule, width) / max(lines_of(rendered.get("TrichYeu"), width)) < 1 / 2


def test_the_size_of_a_style_is_followed_by_the_drawn_line(clerk: Clerk) -> None:
    def shrink(document: Any) -> None:
        document.styles["VB Quốc hiệu"].font.size = Pt(12)
        document.styles["VB Tiêu ngữ"].font.size = Pt(13)

    clerk.edit(shrink)
    rendered = clerk.render()
    assert rendered.get("TieuNgu").look == (13, "bold")
    text = measure_with_font("Độc lập - Tự do - Hạnh phúc", 13, "Bold")
    assert drawn_width(rendered.styled("DongKe")[1], 5560) == pytest.approx(text, rel=0.03)


def test_a_size_that_a_style_inherits_is_followed_too(clerk: Clerk) -> None:
    def inherit(document: Any) -> None:
        style = document.styles["VB Tiêu ngữ"]
        style.base_style = document.styles["VB Quốc hiệu"]
        style.font.size = style.font.bold = None

    clerk.edit(inherit)
    text = measure_with_font("Độc lập - Tự do - Hạnh phúc", 13, "Bold")
    assert drawn_width(clerk.render().styled("DongKe")[1], 5560) == pytest.approx(text, rel=0.03)


def test_column_widths_are_followed(clerk: Clerk) -> None:
    clerk.rewrite("word/document.xml", lambda xml: xml.replace('"3511"', '"3000"').replace('"5560"', '"6071"'))
    rendered = clerk.render()
    text = measure_with_font("Độc lập - Tự do - Hạnh phúc", 14, "Bold")
    assert drawn_width(rendered.styled("DongKe")[1], 6071) == pytest.approx(text, rel=0.03)
    organ = rendered.styled("CoQuanBanHanh")[0]
    assert 1 / 3 < drawn_width(rendered.styled("DongKe")[0], 3000) / measure_with_font(organ.text, 13, "Bold") < 1 / 2


def test_word_cuts_tags_into_runs_as_it_likes(clerk: Clerk) -> None:
    def cut(document: Any) -> None:
        cells = (cell for table in document.tables for row in table.rows for cell in row.cells)
        for paragraph in [*document.paragraphs, *(p for cell in cells for p in cell.paragraphs)]:
            for run in list(paragraph.runs):
                if "{" in run.text:
                    pieces = re.findall(r"..?.?", run.text)
                    run.text = pieces[0]
                    for piece in pieces[1:]:
                        paragraph.add_run(piece)

    clerk.edit(cut)
    expected = render(add_appendices(PLAN, 2))
    rendered = clerk.render(add_appendices(PLAN, 2))
    assert rendered.text == expected.text
    assert [p.indent("left") for p in rendered.styled("DongKe")] == [
        p.indent("left") for p in expected.styled("DongKe")
    ]


def test_words_of_the_clerk_are_printed(clerk: Clerk) -> None:
    def write(document: Any) -> None:
        title = next(p for p in document.paragraphs if "{{ type_name }}" in p.text)
        title.insert_paragraph_before("DỰ THẢO “lần 1” của {{ organ_name }}")

    clerk.edit(write)
    assert f"DỰ THẢO “lần 1” của {PLAN.organ.name}" in clerk.render().text


def one_section(xml: str) -> str:
    return re.sub(r"<w:sectPr>(?:(?!</w:sectPr>).)*</w:sectPr></w:pPr>", "</w:pPr>", xml, count=1)


def test_a_template_with_one_section_serves_appendices_too(clerk: Clerk) -> None:
    clerk.rewrite("word/document.xml", one_section)
    rendered = clerk.render(add_appendices(PLAN, 2))
    assert rendered.text.replace("\n", "") == render(add_appendices(PLAN, 2)).text.replace("\n", "")
    assert [s.find(f"{W}pgNumType") is not None for s in rendered.sections][1:] == [True, True]
    assert len(clerk.render().sections) == 1


def remove_appendices(xml: str) -> str:
    return re.sub(r"<w:p>(?:(?!</w:p>).)*for part in appendices.*?endfor.*?</w:p>", "", xml)


def test_a_template_without_a_place_for_appendices_is_refused_for_documents_that_have_one(clerk: Clerk) -> None:
    clerk.rewrite("word/document.xml", remove_appendices)
    assert clerk.render().text
    assert "appendices" in clerk.fail(add_appendices(PLAN, 1)).message


@pytest.mark.parametrize("field", ["body", "signature_lines", "full_name", "subject", "legal_bases"])
def test_nothing_vanishes_for_want_of_a_place(clerk: Clerk, field: str) -> None:
    pattern = rf"<w:p>(?:(?!</w:p>).)*\{{[{{%]p?(?: for \w+ in)? {field}(?:(?!</w:p>).)*</w:p>"

    def remove(xml: str) -> str:
        without = re.sub(pattern, "", xml)
        if field in ("signature_lines", "legal_bases"):
            start = re.search(rf"for \w+ in {field}", xml)
            assert start is not None
            block = xml[xml.rindex("<w:p>", 0, start.start()) :]
            without = xml.replace(block[: block.index("</w:p>", block.index("endfor")) + len("</w:p>")], "")
        return without

    clerk.rewrite("word/document.xml", remove)
    document = change(PLAN, legal_bases=("Căn cứ Luật Lưu trữ",))
    assert field in clerk.fail(document).message


@pytest.mark.parametrize(
    ("wrong", "says", "hint"),
    [
        ("{{ subjct }}", "subjct", "subject"),
        ("{{ khong_co_truong_nay }}", "khong_co_truong_nay", "docs/mau.md"),
        ("{{ subject.tieu_de }}", "tieu_de", ""),
        ("{{ subject", "{{ subject", ""),
        ("subject }}", "subject }}", ""),
        ("{% if subject", "{% if subject", ""),
        ("{% if subject %}", "thẻ trong mẫu viết sai", ""),
        ("{% nothing %}", "nothing", ""),
        ("{{ subject | khong_co }}", "khong_co", ""),
        ("{{ }}", "thẻ trong mẫu viết sai", ""),
        ("{{ ''.__class__ }}", "__class__", ""),
        ("{{ subject.__init__.__globals__ }}", "__init__", ""),
        ("{{ subject.__class__.__mro__ }}", "__class__", ""),
        ("{{ organ_lines.__class__ }}", "__class__", ""),
        ("{{ ''['__class__'] }}", "__class__", ""),
        ("{{ cycler.__init__.__globals__.os }}", "cycler", ""),
        ("{% include 'x' %}", "không dựng được", ""),
        ("{% for i in range(10**9) %}{% endfor %}", "range", ""),
        ("{{ 1 // 0 }}", "không dựng được", ""),
        ("{{ subject + 1 }}", "không dựng được", ""),
    ],
)
def test_a_wrong_tag_is_named(clerk: Clerk, wrong: str, says: str, hint: str) -> None:
    escaped = wrong.replace("<", "&lt;")
    clerk.rewrite("word/document.xml", lambda xml: xml.replace("{{ type_name }}", escaped, 1))
    error = clerk.fail()
    assert says in error.message
    assert hint in error.hint


def test_a_misspelt_field_of_an_appendix_is_named(clerk: Clerk) -> None:
    clerk.rewrite("word/document.xml", lambda xml: xml.replace("part.title", "part.titel"))
    assert "titel" in clerk.fail(add_appendices(PLAN, 1)).message


def test_a_broken_header_is_named(clerk: Clerk) -> None:
    clerk.rewrite("word/header2.xml", lambda xml: xml.replace("{%p endif %}", ""))
    assert clerk.fail().message


def test_a_style_that_rendering_needs_is_missed(clerk: Clerk) -> None:
    clerk.edit(lambda document: document.styles["VB Khoản"].delete())
    assert "VB Khoản" in clerk.fail().message


@pytest.mark.parametrize("content", [b"", b"not a zip", b"PK\x03\x04rubbish"])
def test_what_is_not_a_word_file_is_refused(clerk: Clerk, content: bytes) -> None:
    clerk.path.write_bytes(content)
    assert "Word" in clerk.fail().message


def test_other_packages_are_refused(clerk: Clerk) -> None:
    clerk.write({"[Content_Types].xml": b"<Types/>", "mimetype": b"text/plain"})
    assert "Word" in clerk.fail().message
    clerk.path.unlink()
    assert "không mở được" in clerk.fail().message


def test_ids_that_another_program_changed_are_found_by_the_names_of_the_styles(clerk: Clerk) -> None:
    def rename(xml: str) -> str:
        for identifier in ("NoiDung", "BangTrai", "DongKe", "FootnoteText", "SoTrang"):
            xml = re.sub(rf'"{identifier}"', f'"{identifier}Moi"', xml)
        return xml

    for part in ("word/styles.xml", "word/document.xml", "word/header1.xml"):
        clerk.rewrite(part, rename)
    rendered = clerk.render()
    assert rendered.text == render(PLAN).text
    assert {p.style for p in rendered.paragraphs()} <= set(rendered.sheet)
    assert rendered.styled("NoiDung")[0].look == (14, "regular")


NOTED = change(PLAN, body=(Paragraph(content=(Run(text="Đoạn"), Footnote(content=(Run(text="Chú thích & <b>"),)))),))


def test_footnotes_survive_a_template_that_lost_their_part(clerk: Clerk) -> None:
    with zipfile.ZipFile(clerk.path) as package:
        parts = {name: package.read(name) for name in package.namelist() if name != "word/footnotes.xml"}
    for part, pattern in (
        ("[Content_Types].xml", rb"<Override[^>]*footnotes[^>]*/>"),
        ("word/_rels/document.xml.rels", rb"<Relationship [^>]*footnotes[^>]*/>"),
    ):
        parts[part], count = re.subn(pattern, b"", parts[part])
        assert count == 1
    clerk.write(parts)
    rendered = clerk.render(NOTED)
    assert [note.strip() for note in rendered.footnotes()] == ["Chú thích & <b>"]
    assert "word/footnotes.xml" in rendered.related("word/document.xml").values()
    docx.Document(io.BytesIO(rendered.data))


def test_footnotes_of_the_template_itself_keep_their_ids(clerk: Clerk) -> None:
    note = '<w:footnote w:id="7"><w:p><w:r><w:t>Của mẫu</w:t></w:r></w:p></w:footnote></w:footnotes>'
    clerk.rewrite("word/footnotes.xml", lambda xml: xml.replace("</w:footnotes>", note))
    rendered = clerk.render(NOTED)
    ids = [element.get(f"{W}id") for element in rendered.trees["word/footnotes.xml"]]
    assert ids == ["-1", "0", "7", "8"]
    assert next(rendered.body.iter(f"{W}footnoteReference")).get(f"{W}id") == "8"


@pytest.mark.parametrize(
    ("manifest", "says"),
    [
        ("kind = ", "không đọc được"),
        ('kind = "x"', "thiếu trường 'form'"),
        (None, "không có mẫu nào"),
    ],
)
def test_a_broken_manifest_is_named(tmp_path: Path, manifest: str | None, says: str) -> None:
    if manifest is not None:
        (tmp_path / "x").mkdir()
        (tmp_path / "x" / "template.toml").write_text(manifest, encoding="utf-8")
    with pytest.raises(TemplateError, match=re.escape(says)):
        _ = TemplateFolder(tmp_path).manifests


def test_a_type_without_a_template_or_starter_is_named(clerk: Clerk) -> None:
    folder = TemplateFolder(clerk.folder)
    with pytest.raises(TemplateError, match="quyet-dinh"):
        Renderer(folder, LEGAL_REFS).render(read_starter("quyet-dinh"))
    with pytest.raises(TemplateError, match="quyet-dinh"):
        folder.read_starter("quyet-dinh")
    assert folder.read_starter("ke-hoach").startswith("---\n")


def test_decisions_that_issue_a_document_have_a_template_of_their_own() -> None:
    folder = TemplateFolder(TEMPLATES)
    assert folder.find_kind("quyet-dinh") == "quyet-dinh"
    assert folder.find_kind("quyet-dinh", with_attachments=True) == "quyet-dinh-ban-hanh"
    assert folder.find_kind("khong-co") is None


def test_a_template_is_compiled_once() -> None:
    folder = TemplateFolder(TEMPLATES)
    assert folder.get_template(KIND) is folder.get_template(KIND)


def test_the_section_of_a_template_may_have_more_than_ours(clerk: Clerk) -> None:
    borders = '<w:pgBorders><w:top w:val="single" w:sz="4" w:space="24" w:color="auto"/></w:pgBorders>'
    clerk.rewrite(
        "word/document.xml", lambda xml: re.sub(r'(w:gutter="0"/>)(<w:pgNumType[^>]*/>)?', rf"\1{borders}", xml)
    )
    rendered = clerk.render(add_appendices(PLAN, 1))
    names = [etree.QName(child).localname for child in rendered.sections[-1]]
    assert names.index("pgBorders") + 1 == names.index("pgNumType") < names.index("titlePg")
