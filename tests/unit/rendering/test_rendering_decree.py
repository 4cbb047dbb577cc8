"""Clause by clause: what Decree 30/2020/NĐ-CP, Annex I and the forms of Annex III ask of every type of document."""

from __future__ import annotations

import datetime
import re
from typing import Any

import pytest

from docgen.model import DOCUMENT_TYPES, Addressing, Appendix, Document, Paragraph, SecondSignature, Table
from tests.unit.rendering.rendered import TWIPS_PER_MM, Rendered, W, read_starter, render

ALL_TYPES = list(DOCUMENT_TYPES)
TITLED = [slug for slug in ALL_TYPES if slug != "cong-van"]
RUNNING = ("NoiDung", "Dieu", "DieuCoTieuDe", "MucLaMa", "Khoan", "KhoanCoTieuDe", "Diem", "Gach", "Cong")
RENDERED = {slug: render(read_starter(slug)) for slug in ALL_TYPES}


def mm(section: Any, name: str, attribute: str) -> float:
    return float(int(section.find(f"{W}{name}").get(f"{W}{attribute}")) / TWIPS_PER_MM)


def change(document: Document, **fields: Any) -> Document:
    """Return a document with other values in some fields, checked anew."""
    values = {name: getattr(document, name) for name in type(document).model_fields}
    return type(document)(**values | fields)


@pytest.fixture(params=ALL_TYPES)
def rendered(request: pytest.FixtureRequest) -> Rendered:
    return RENDERED[request.param]


def test_there_are_29_types() -> None:
    assert len(RENDERED) == 29


def test_paper_is_a4_with_the_margins_of_the_decree(rendered: Rendered) -> None:  # I.1, I.3
    for section in rendered.sections:
        assert (round(mm(section, "pgSz", "w")), round(mm(section, "pgSz", "h"))) == (210, 297)
        assert 20 <= round(mm(section, "pgMar", "top"), 1) <= 25
        assert 20 <= round(mm(section, "pgMar", "bottom"), 1) <= 25
        assert 30 <= round(mm(section, "pgMar", "left"), 1) <= 35
        assert 15 <= round(mm(section, "pgMar", "right"), 1) <= 20


def test_every_letter_is_black_times_new_roman(rendered: Rendered) -> None:  # I.4
    for part in ("word/document.xml", "word/header1.xml", "word/footer1.xml", "word/footnotes.xml"):
        for paragraph in rendered.paragraphs(rendered.trees[part]):
            for run in paragraph.runs:
                assert paragraph.run_property("rFonts", "ascii", run) == "Times New Roman"
                assert paragraph.run_property("rFonts", "cs", run) == "Times New Roman"
                red = paragraph.style == "DauKhan"
                assert paragraph.run_property("color", run=run) in (("FF0000",) if red else (None, "auto", "000000"))


def test_page_number_stands_in_the_head_from_page_2(rendered: Rendered) -> None:  # I.7
    relations = rendered.related("word/document.xml")
    for section in rendered.sections:
        assert section.find(f"{W}titlePg") is not None
        kinds = {}
        for reference in section.iterfind(f"{W}headerReference"):
            identifier = reference.get("{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id")
            kinds[reference.get(f"{W}type")] = rendered.trees[relations[identifier]]
        (number,) = rendered.paragraphs(kinds["default"])
        assert "PAGE" in "".join(node.text for node in number.element.iter(f"{W}instrText"))
        assert (number.align, number.look) == ("center", (14, "regular"))
        assert not list(kinds["first"].iter(f"{W}instrText"))
        assert mm(section, "pgMar", "header") < mm(section, "pgMar", "top")


def test_national_title_and_motto(rendered: Rendered) -> None:  # II.1
    nation, motto = rendered.styled("QuocHieu")[0], rendered.styled("TieuNgu")[0]
    assert (nation.text, nation.look, nation.align) == (
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        (13, "bold"),
        "center",
    )
    assert (motto.text, motto.look, motto.align) == ("Độc lập - Tự do - Hạnh phúc", (14, "bold"), "center")


@pytest.mark.parametrize("slug", ALL_TYPES)
def test_agency_number_and_date(slug: str) -> None:  # II.2, II.3, II.4
    rendered, document = RENDERED[slug], read_starter(slug)
    assert [p.text for p in rendered.styled("CoQuanBanHanh")] == list(document.organ.heading_lines)
    parents = rendered.styled("CoQuanChuQuan")
    assert [p.text for p in parents] == ([document.organ.parent.upper()] if document.organ.parent else [])
    for paragraph in [*rendered.styled("CoQuanBanHanh"), *parents]:
        assert paragraph.text == paragraph.text.upper()
        assert paragraph.look == (13, "regular" if paragraph.style == "CoQuanChuQuan" else "bold")
        assert paragraph.align == "center"
    number = rendered.get("SoKyHieu")
    assert re.fullmatch(r"Số: {9}/[\wĐ]+(-[\wĐ]+)*", number.text)
    assert (number.look, number.align) == ((13, "regular"), "center")
    date = rendered.get("DiaDanhThoiGian")
    assert bool(date.text) == document.type.has_place_and_date
    assert (date.align, date.is_on("b")) == ("center", False)
    if date.text:
        assert date.text.startswith(f"{document.organ.place}, ngày ")
        assert date.look == (14, "italic")
    # The number stands in the same row as place and date.
    rows = [next(paragraph.element.iterancestors(f"{W}tr")) for paragraph in (number, date)]
    assert rows[0] is rows[1]


def test_a_number_and_a_full_date() -> None:  # II.3.c, II.4.b
    document = read_starter("ke-hoach").number(5, datetime.date(2026, 2, 3))
    rendered = render(document)
    assert rendered.get("SoKyHieu").text == f"Số: 05/{document.notation}"
    assert rendered.get("DiaDanhThoiGian").text.endswith(", ngày 03 tháng 02 năm 2026")


@pytest.mark.parametrize("slug", TITLED)
def test_name_of_the_type_and_subject(slug: str) -> None:  # II.5.b
    rendered, document = RENDERED[slug], read_starter(slug)
    name = rendered.get("TenLoai")
    assert (name.text, name.look, name.align) == (document.type.name.upper(), (14, "bold"), "center")
    assert name.keeps_with_next
    subjects = rendered.styled("TrichYeu")
    assert [p.text for p in subjects] == ([document.subject] if document.type.has_subject else [])
    for subject in subjects:
        assert (subject.look, subject.align) == ((14, "bold"), "center")
    assert len(rendered.styled("DongKeTrichYeu")) == 1 + len(document.appendices)


def test_letters_have_their_subject_under_the_number() -> None:  # II.5.b
    rendered = RENDERED["cong-van"]
    assert not rendered.styled("TenLoai", "TrichYeu", "DongKeTrichYeu")
    subject = rendered.get("TrichYeuCongVan")
    assert subject.text == f"V/v {read_starter('cong-van').subject}"
    assert (subject.look, subject.align) == ((12, "regular"), "center")
    assert subject.space("before") == 120  # 6 pt
    number = rendered.get("SoKyHieu")
    assert number.space("after") == 0
    assert number.element.getnext() is subject.element


@pytest.mark.parametrize("slug", ["quyet-dinh", "nghi-quyet"])
def test_legal_bases_and_the_deciding_words(slug: str) -> None:  # II.6.a, forms 1.1–1.3
    rendered, document = RENDERED[slug], read_starter(slug)
    bases = rendered.styled("CanCu")
    assert len(bases) == len(document.legal_bases) > 1
    assert all(basis.text.endswith(";") for basis in bases[:-1])
    assert bases[-1].text.endswith(".")
    assert {(basis.look, basis.align) for basis in bases} == {((14, "italic"), "both")}
    authority, words = rendered.styled("ThamQuyen")
    assert words.text == {"quyet-dinh": "QUYẾT ĐỊNH:", "nghi-quyet": "QUYẾT NGHỊ:"}[slug]
    assert {(p.look, p.align, p.keeps_with_next) for p in (authority, words)} == {((14, "bold"), "center", True)}
    styles = [p.style for p in rendered.paragraphs() if p.style in ("ThamQuyen", "CanCu", "TrichYeu", "Dieu")]
    assert styles[: len(bases) + 3] == ["TrichYeu", "ThamQuyen", *["CanCu"] * len(bases), "ThamQuyen"]


def test_the_authority_agrees_with_the_competence() -> None:  # form 1.2, note 6
    decision = read_starter("quyet-dinh")
    organ = decision.organ.model_copy(update={"regime": "collective", "head_position": "CHỦ TỊCH"})
    organ = organ.model_copy(update={"name": "Ủy ban nhân dân tỉnh Ninh Bình", "heading": ("ỦY BAN NHÂN DÂN",)})
    collective = decision.signature.model_copy(update={"competence": ("TM. ỦY BAN NHÂN DÂN",), "position": "CHỦ TỊCH"})
    alone = decision.signature.model_copy(update={"competence": (), "position": "CHỦ TỊCH"})
    name = "ỦY BAN NHÂN DÂN TỈNH NINH BÌNH"
    for signature, authority in ((collective, name), (alone, f"CHỦ TỊCH {name}")):
        document = change(decision, organ=organ, signature=signature)
        assert render(document).styled("ThamQuyen")[0].text == authority


def test_body_text(rendered: Rendered) -> None:  # II.6.e
    paragraphs = rendered.styled(*RUNNING)
    assert paragraphs
    for paragraph in paragraphs:
        assert paragraph.align == "both"
        assert paragraph.size == 14
        assert paragraph.indent("firstLine") == 567  # 1 cm
        assert paragraph.space("after") >= 120  # 6 pt
        assert paragraph.paragraph_property("spacing", "lineRule") == "auto"
        assert 240 <= paragraph.space("line") <= 360  # single to one and a half
        assert rendered.sheet[paragraph.style].find(f"{W}rPr/{W}i") is None  # upright but for marked words


def test_divisions() -> None:  # II.6.đ
    rendered = render(read_starter("quy-che"))
    article = rendered.styled("DieuCoTieuDe", "Dieu")[0]
    assert re.match(r"Điều 1\. ", article.text)
    assert article.is_on("b")
    for paragraph in rendered.styled("DeMuc"):
        assert (paragraph.look, paragraph.align, paragraph.keeps_with_next) == ((14, "bold"), "center", True)
    for paragraph in rendered.styled("TieuDeDeMuc"):
        assert (paragraph.look, paragraph.align, paragraph.keeps_with_next) == ((14, "bold caps"), "center", True)
    report = render(read_starter("bao-cao"))
    for paragraph in report.styled("MucLaMa"):
        assert (paragraph.look, paragraph.keeps_with_next) == ((14, "bold caps"), True)
    titled = report.styled("KhoanCoTieuDe")
    assert titled
    assert {(p.look, p.keeps_with_next) for p in titled} == {((14, "bold"), True)}


def test_an_article_without_title_has_its_number_alone_bold() -> None:  # forms 1.2, 1.3
    for paragraph in RENDERED["quyet-dinh"].styled("Dieu"):
        number, *rest = paragraph.runs
        assert re.fullmatch(r"Điều \d+\. ", "".join(number.itertext()))
        assert paragraph.is_on("b", number)
        assert not any(paragraph.is_on("b", run) for run in rest)


def test_points_and_clauses_are_upright(rendered: Rendered) -> None:  # II.6.đ
    for paragraph in rendered.styled("Khoan", "Diem", "Gach", "Cong"):
        assert not paragraph.is_on("b", paragraph.runs[0]) or paragraph.is_on("b", paragraph.runs[-1])


@pytest.mark.parametrize("slug", ALL_TYPES)
def test_the_text_ends_with_its_mark_once(slug: str) -> None:  # every form of Annex III
    running = [p for p in RENDERED[slug].styled(*RUNNING) if p.text]
    assert running[-1].text.endswith("./.")
    assert sum("./." in paragraph.text for paragraph in running) == 1


@pytest.mark.parametrize("slug", ALL_TYPES)
def test_signature(slug: str) -> None:  # II.7
    rendered, document = RENDERED[slug], read_starter(slug)
    second = document.second_signature
    assert [p.text for p in rendered.styled("QuyenHanChucVu")] == [
        *([second.position] if second else []),
        *document.signature.lines,
    ]
    for paragraph in rendered.styled("QuyenHanChucVu"):
        assert paragraph.text == paragraph.text.upper()
        assert (paragraph.look, paragraph.align) == ((14, "bold"), "center")
    names = rendered.styled("HoTen", "HoTenSauChucVu")
    assert [p.text for p in names] == [*([second.full_name] if second else []), document.signature.full_name]
    for paragraph in names:
        assert (paragraph.look, paragraph.align) == ((14, "bold"), "center")
    spaces = rendered.styled("HoTen", "ChucVuKhac")
    assert all(paragraph.space("before") >= 20 * TWIPS_PER_MM for paragraph in spaces)


def test_minutes_have_the_secretary_left_and_no_date() -> None:  # form 1.9
    rendered = RENDERED["bien-ban"]
    secretary, chair = rendered.styled("QuyenHanChucVu")
    assert (secretary.text, chair.text) == ("THƯ KÝ", "CHỦ TỌA")
    cells = [next(p.element.iterancestors(f"{W}tc")) for p in (secretary, chair)]
    assert cells[0].getnext() is cells[1]
    assert rendered.get("DiaDanhThoiGian").text == ""
    below = next(rendered.get("NoiNhanTieuDe").element.iterancestors(f"{W}tr"))
    assert below.getprevious() is next(secretary.element.iterancestors(f"{W}tr"))


@pytest.mark.parametrize("slug", ALL_TYPES)
def test_recipients(slug: str) -> None:  # II.9
    rendered, document = RENDERED[slug], read_starter(slug)
    title, items = rendered.get("NoiNhanTieuDe"), rendered.styled("NoiNhan")
    items = [item for item in items if item.text]
    assert (title.text, title.look, title.align, title.indent("left")) == ("Nơi nhận:", (12, "bold italic"), "left", 0)
    assert [item.text[2:-1] for item in items] == list(document.all_recipients)
    assert all(item.text.startswith("- ") and item.text.endswith(";") for item in items[:-1])
    assert re.fullmatch(r"- Lưu: .+\.", items[-1].text)
    for item in items:
        assert (item.look, item.align) == ((11, "regular"), "left")
        assert item.indent("left") == item.indent("hanging")  # the dash stands flush left
    if document.second_signature is None:
        signer = rendered.styled("QuyenHanChucVu")[0]
        rows = [next(p.element.iterancestors(f"{W}tr")) for p in (title, signer)]
        assert rows[0] is rows[1]
        # level: what the smaller letters lack in height above the base line (0.891 of the size) is space before
        assert title.space("before") + 12 * 17.8 == pytest.approx(signer.space("before") + 14 * 17.8, abs=4)


@pytest.mark.parametrize("slug", [slug for slug, kind in DOCUMENT_TYPES.items() if kind.addressing != Addressing.NONE])
def test_addressees(slug: str) -> None:  # II.9.d
    openings = {"cong-dien": " điện:", "giay-moi": " trân trọng kính mời:"}
    ending = openings.get(slug, "Kính gửi:")
    document = read_starter(slug)
    one = render(change(document, addressees=("Bộ Nội vụ",)))
    (line,) = [p for p in one.paragraphs() if "Bộ Nội vụ" in p.text and p.style != "NoiNhan"]
    assert line.text.endswith(f"{ending} Bộ Nội vụ")
    assert line.look == (14, "regular")
    several = render(change(document, addressees=("Bộ Nội vụ", "Bộ Tài chính")))
    opening, first, last = [
        p for p in several.paragraphs() if p.text.endswith(ending) or (p.text.startswith("- Bộ ") and p.size == 14)
    ]
    assert (first.text, last.text) == ("- Bộ Nội vụ;", "- Bộ Tài chính.")
    assert {p.look for p in (opening, first, last)} == {(14, "regular")}
    if ending == "Kính gửi:":
        # The dashes stand below the colon; "Kính gửi" is 50 pt wide.
        assert first.indent("left") - first.indent("hanging") == pytest.approx(opening.indent("left") + 1000, abs=20)


def add_appendices(document: Document, count: int, **more: Any) -> Document:
    body = (Paragraph(content="Nội dung phụ lục"),)
    made = tuple(Appendix(title=f"Danh sách {i}", body=body, **more) for i in range(count))
    return change(document, appendices=made)


@pytest.mark.parametrize("slug", ["ke-hoach", "quyet-dinh", "cong-van", "bien-ban", "hop-dong", "giay-moi"])
@pytest.mark.parametrize("count", [1, 3])
def test_appendices(slug: str, count: int) -> None:  # III.1
    rendered = render(add_appendices(read_starter(slug), count))
    labels = rendered.styled("PhuLucSo")
    assert [p.text for p in labels] == (["Phụ lục"] if count == 1 else ["Phụ lục I", "Phụ lục II", "Phụ lục III"])
    assert {(p.look, p.align) for p in labels} == {((14, "bold"), "center")}
    titles = rendered.styled("PhuLucTieuDe")
    assert {(p.look, p.align) for p in titles} == {((14, "bold caps"), "center")}
    issued = rendered.styled("KemTheo")
    assert {(p.look, p.align) for p in issued} == {((14, "italic"), "center")}
    name = DOCUMENT_TYPES[slug].name
    assert all(re.fullmatch(rf"\(Kèm theo {name} số {{9}}/\S+ ngày +tháng +năm +của .+\)", p.text) for p in issued)
    main, *parts = rendered.sections
    assert main.find(f"{W}pgNumType") is None
    assert [s.find(f"{W}pgNumType").get(f"{W}start") for s in parts] == ["1"] * count
    assert [s.find(f"{W}type").get(f"{W}val") for s in parts] == ["nextPage"] * count
    assert [p.text for p in rendered.styled("NoiDung")][-count:] == ["Nội dung phụ lục./."] * count
    # Each label is the first paragraph of its section.
    assert [before_text(label.element) for label in labels] == [""] * count


def before_text(element: Any) -> str:
    return "".join(element.getprevious().itertext())


def test_paper_documents_fill_the_line_under_the_title() -> None:  # III.1.c
    document = add_appendices(read_starter("quyet-dinh").number(7, datetime.date(2026, 1, 9)), 1)
    line = render(document, paper=True).get("KemTheo").text
    assert f"số 07/{document.notation} ngày 09 tháng 01 năm 2026 của " in line
    assert f"số         /{document.notation} ngày" in render(document).get("KemTheo").text


def test_landscape_appendix_keeps_the_margins() -> None:  # I.2
    rendered = render(add_appendices(read_starter("ke-hoach"), 2, landscape=True))
    main, *parts = rendered.sections
    assert main.find(f"{W}pgSz").get(f"{W}orient") is None
    for section in parts:
        size = section.find(f"{W}pgSz")
        assert (size.get(f"{W}orient"), size.get(f"{W}w"), size.get(f"{W}h")) == ("landscape", "16838", "11906")
        assert round(mm(section, "pgMar", "left")) == 30


def test_attached_document_has_its_own_heading_without_number_and_date() -> None:  # form 1.3
    decision = read_starter("quyet-dinh")
    attachment = {
        "document_type": "quy-che",
        "subject": "Làm việc của Tổ giúp việc",
        "body": [{"kind": "paragraph", "content": "Nội dung quy chế"}],
    }
    rendered = render(change(decision, attachments=(attachment,)))
    assert len(rendered.styled("QuocHieu")) == len(rendered.styled("TieuNgu")) == 2
    assert len(rendered.styled("SoKyHieu")) == len(rendered.styled("DiaDanhThoiGian")) == 1
    assert [p.text for p in rendered.styled("TenLoai")] == ["QUYẾT ĐỊNH", "QUY CHẾ"]
    assert rendered.get("KemTheo").text.startswith("(Kèm theo Quyết định số ")
    assert rendered.sections[-1].find(f"{W}pgNumType").get(f"{W}start") == "1"


@pytest.mark.parametrize(
    ("urgency", "words", "width"),
    [("khan", "KHẨN", 20), ("thuong-khan", "THƯỢNG KHẨN", 40), ("hoa-toc", "HỎA TỐC", 30)],
)
def test_urgency_is_a_red_box_of_the_given_size(urgency: str, words: str, width: int) -> None:  # III.2.b
    rendered = render(change(read_starter("cong-van"), urgency=urgency))
    mark = rendered.get("DauKhan")
    assert (mark.text, mark.look) == (words, (13, "bold"))
    column = int(next(mark.element.iterancestors(f"{W}tc")).find(f"{W}tcPr/{W}tcW").get(f"{W}w"))
    borders = rendered.sheet["DauKhan"].find(f"{W}pPr/{W}pBdr")
    assert {side.get(f"{W}val") for side in borders} == {"single"}
    # Border space is in points, its width in eighths of a point; both stand outside the indents.
    edges = sum(
        int(borders.find(f"{W}{side}").get(f"{W}space")) * 20 + int(borders.find(f"{W}{side}").get(f"{W}sz")) * 2.5
        for side in ("left", "right")
    )
    drawn = (column - mark.indent("left") - mark.indent("right") + edges) / TWIPS_PER_MM
    assert drawn == pytest.approx(width, abs=0.3)
    line = 13 * 1.15 + 2 * (3 + 1)  # points: the line of text, then air and line above and below
    assert line / 72 * 25.4 == pytest.approx(8, abs=0.3)


@pytest.mark.parametrize(
    ("circulation", "words"), [("xem-xong-tra-lai", "XEM XONG TRẢ LẠI"), ("luu-hanh-noi-bo", "LƯU HÀNH NỘI BỘ")]
)
def test_limits_of_circulation_stand_in_the_top_margin(circulation: str, words: str) -> None:  # III.2.c, diagram, ô 11
    rendered = render(add_appendices(change(read_starter("ke-hoach"), circulation=circulation), 1))
    (mark,) = rendered.paragraphs(rendered.trees["word/header2.xml"])
    assert (mark.text, mark.look, mark.style) == (words, (13, "bold"), "PhamViLuuHanh")
    assert rendered.sheet["PhamViLuuHanh"].find(f"{W}pPr/{W}pBdr") is not None
    assert mark.indent("left") > 9071 / 2 - 1000
    main, appendix = rendered.sections
    assert "rId5" in "".join(reference.values()[1] for reference in main.iterfind(f"{W}headerReference"))
    assert "rId5" not in "".join(reference.values()[1] for reference in appendix.iterfind(f"{W}headerReference"))


def test_drafter_mark_and_contact() -> None:  # III.3, III.4
    rendered = render(change(read_starter("cong-van"), drafter_mark="PL.(300)", contact="Số 1, đường A; ĐT: 0123"))
    mark = rendered.get("KyHieuNguoiSoan")
    assert (mark.text, mark.look, mark.align) == ("PL.(300)", (11, "regular"), "right")
    assert next(mark.element.iterancestors(f"{W}tc")) is next(
        rendered.get("NoiNhanTieuDe").element.iterancestors(f"{W}tc")
    )
    contact, _ = rendered.paragraphs(rendered.trees["word/footer1.xml"])
    assert (contact.text, contact.look) == ("Số 1, đường A; ĐT: 0123", (11, "regular"))
    assert rendered.sheet["DiaChi"].find(f"{W}pPr/{W}pBdr/{W}top").get(f"{W}val") == "single"
    assert (contact.indent("left"), contact.indent("right")) == (0, 0)


def test_second_office_stands_above_the_name() -> None:  # II.7.b
    document = read_starter("bien-ban")
    signature = document.signature.model_copy(update={"office": "PHÓ GIÁM ĐỐC SỞ"})
    second = SecondSignature(position="THƯ KÝ", office="CHUYÊN VIÊN", full_name="Vũ Ngọc Mai")
    rendered = render(change(document, signature=signature, second_signature=second))
    offices, names = rendered.styled("ChucVuKhac"), rendered.styled("HoTenSauChucVu")
    assert [p.text for p in offices] == ["CHUYÊN VIÊN", "PHÓ GIÁM ĐỐC SỞ"]
    assert all(office.element.getnext() is name.element for office, name in zip(offices, names, strict=True))
    assert not rendered.styled("HoTen")


def test_tables_repeat_their_header_and_keep_rows_whole() -> None:
    document = read_starter("bao-cao")
    rendered = render(document)
    (block,) = [b for b in walk(document.body) if isinstance(b, Table)]
    (table,) = [t for t in rendered.body.iter(f"{W}tbl") if t.find(f"{W}tblPr/{W}tblStyle") is not None]
    rows = table.findall(f"{W}tr")
    assert len(rows) == len(block.rows)
    assert all(row.find(f"{W}trPr/{W}cantSplit") is not None for row in rows)
    assert [row.find(f"{W}trPr/{W}tblHeader") is not None for row in rows] == [True] + [False] * (len(rows) - 1)
    for table in rendered.body.iter(f"{W}tbl"):
        grid = [int(column.get(f"{W}w")) for column in table.iterfind(f"{W}tblGrid/{W}gridCol")]
        assert sum(grid) == 9071
        assert all(row.find(f"{W}trPr/{W}cantSplit") is not None for row in table.iterfind(f"{W}tr"))


def walk(blocks: Any) -> Any:
    for block in blocks:
        yield block
        yield from walk(getattr(block, "children", ()))
