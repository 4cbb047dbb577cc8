"""Documents that no template made: one row or two, line breaks, tables for addressees, odd spellings, missing parts."""

from __future__ import annotations

from handmade import document, paragraph, table, text_box

from docgen.checking import Subject
from docgen.checking.recognition.components import BodyKind, Components, Layout, PartKind
from docgen.checking.recognition.expected import find_missing
from docgen.checking.recognition.passages import Passage
from docgen.ooxml import read_document_bytes

NATION = paragraph("CỘNG HOÀ XÃ HỘI CHỦ NGHĨA VIỆT NAM", bold=True, size=13, align="center")
MOTTO = paragraph("Độc lập – Tự do – Hạnh phúc", bold=True, align="center")
RULE = paragraph("___________", bold=True, align="center")


def _c(text: str, **look: object) -> str:
    return paragraph(text, align="center", **look)  # type: ignore[arg-type]


def heading(*, code: str = "Số: 15/KH-SNV", date: str = "Hà Nam, ngày 05 tháng 3 năm 2024") -> str:
    left = _c("UBND TỈNH HÀ NAM", size=13) + _c("SỞ NỘI VỤ", bold=True, size=13) + RULE
    return table([left, NATION + MOTTO + RULE], [_c(code, size=13), _c(date, italic=True)])


def closing(*lines: str, name: str = "Nguyễn Văn An") -> str:
    left = paragraph("Nơi nhận:", bold=True, italic=True, size=12) + "".join(
        paragraph(text, size=11) for text in ("- Như trên;", "- Lưu: VT, CCHC.")
    )
    right = "".join(_c(line, bold=True) for line in lines) + paragraph() * 4 + _c(name, bold=True)
    return table([left, right], widths=(4500, 4500))


BODY = paragraph("Căn cứ tình hình thực tế, Sở Nội vụ ban hành Kế hoạch như sau:", align="both", first_line=567)


def recognize(*blocks: str) -> Components:
    return Subject(read_document_bytes(document(*blocks))).components


def texts(passages: tuple[Passage, ...]) -> list[str]:
    return [passage.shown for passage in passages]


def shown(passage: Passage | None) -> str:
    assert passage is not None
    return passage.shown


def plan(*middle: str, head: str = "", end: str = "") -> Components:
    return recognize(
        head or heading(),
        _c("KẾ HOẠCH", bold=True),
        _c("Cải cách hành chính năm 2024", bold=True),
        RULE,
        *(middle or (BODY,)),
        end or closing("KT. GIÁM ĐỐC", "PHÓ GIÁM ĐỐC"),
    )


def test_usual_table_heading() -> None:
    found = plan()
    assert find_missing(found) == ()
    assert found.heading.layout is Layout.TABLE
    assert texts(found.heading.parent_organ) == ["UBND TỈNH HÀ NAM"]
    assert texts(found.heading.organ) == ["SỞ NỘI VỤ"]
    assert found.heading.motto_line is not None
    assert found.heading.motto_line.kind == "characters"
    assert found.heading.organ_line is not None
    assert found.document_type is not None
    assert found.document_type.slug == "ke-hoach"


def test_heading_in_one_row() -> None:
    left = _c("UBND TỈNH HÀ NAM", size=13) + _c("SỞ NỘI VỤ", bold=True) + RULE + _c("Số: 15/KH-SNV", size=13)
    right = NATION + MOTTO + RULE + _c("Hà Nam, ngày 05 tháng 3 năm 2024", italic=True)
    found = plan(head=table([left, right]))
    assert texts(found.heading.organ) == ["SỞ NỘI VỤ"]
    assert found.heading.code is not None
    assert (found.heading.code.number, found.heading.code.notation) == ("15", "KH-SNV")
    assert found.heading.place_and_date is not None
    assert found.heading.place_and_date.place == "Hà Nam"
    assert find_missing(found) == ()


def test_line_breaks_part_components_of_one_paragraph() -> None:
    left = _c("UBND TỈNH HÀ NAM\nSỞ NỘI VỤ", size=13) + RULE
    right = _c("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc", bold=True) + RULE
    found = plan(head=table([left, right], [_c("Số: 15/KH-SNV"), _c("Hà Nam, ngày 05 tháng 3 năm 2024", italic=True)]))
    assert shown(found.heading.nation) == "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"
    assert shown(found.heading.motto) == "Độc lập - Tự do - Hạnh phúc"
    assert found.heading.motto is not None
    assert not found.heading.motto.is_whole
    assert texts(found.heading.organ) == ["SỞ NỘI VỤ"]
    assert texts(found.heading.parent_organ) == ["UBND TỈNH HÀ NAM"]


def test_columns_made_of_spaces() -> None:
    head = "".join(
        (
            paragraph("UBND TỈNH HÀ NAM          CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", bold=True),
            paragraph("     SỞ NỘI VỤ                   Độc lập - Tự do - Hạnh phúc", bold=True),
            paragraph("Số:         /KH-SNV              Hà Nam, ngày      tháng      năm 2024"),
        )
    )
    found = plan(head=head)
    assert found.heading.layout is Layout.TABS
    assert texts(found.heading.organ) == ["SỞ NỘI VỤ"]
    assert texts(found.heading.parent_organ) == ["UBND TỈNH HÀ NAM"]
    assert found.heading.code is not None
    assert found.heading.code.notation == "KH-SNV"
    assert found.heading.place_and_date is not None
    assert found.heading.place_and_date.year == "2024"


def test_wrong_words_are_still_the_component() -> None:
    right = _c("CỘNG HÒA XÃ HỘI CHỦ NGĨA VIỆT NAM", bold=True) + _c("Độc lập Tự do Hạnh phúc", bold=True)
    left = _c("UBND TỈNH HÀ NAM") + _c("SỞ NỘI VỤ", bold=True)
    found = plan(head=table([left, right], [_c("Số 15 / KH - SNV"), _c("Hà nam ngày 5/3/2024")]))
    assert shown(found.heading.nation) == "CỘNG HÒA XÃ HỘI CHỦ NGĨA VIỆT NAM"
    assert shown(found.heading.motto) == "Độc lập Tự do Hạnh phúc"
    code, date = found.heading.code, found.heading.place_and_date
    assert code is not None
    assert (code.number, code.separator, code.notation) == ("15", " / ", "KH - SNV")
    assert date is not None
    assert (date.day, date.month, date.year) == ("5", "3", "2024")


def test_organs_are_told_apart_by_words_where_weight_does_not() -> None:
    left = "".join(_c(line, bold=True) for line in ("BỘ NỘI VỤ", "CỤC VĂN THƯ", "VÀ LƯU TRỮ NHÀ NƯỚC"))
    found = plan(head=table([left, NATION + MOTTO], [_c("Số: 15/KH-VTLT"), _c("Hà Nội, ngày 05 tháng 3 năm 2024")]))
    assert texts(found.heading.parent_organ) == ["BỘ NỘI VỤ"]
    assert texts(found.heading.organ) == ["CỤC VĂN THƯ", "VÀ LƯU TRỮ NHÀ NƯỚC"]


def test_committee_has_no_parent() -> None:
    left = _c("ỦY BAN NHÂN DÂN", bold=True) + _c("TỈNH HÀ NAM", bold=True)
    found = plan(head=table([left, NATION + MOTTO], [_c("Số: 15/KH-UBND"), _c("Hà Nam, ngày 05 tháng 3 năm 2024")]))
    assert found.heading.parent_organ == ()
    assert texts(found.heading.organ) == ["ỦY BAN NHÂN DÂN", "TỈNH HÀ NAM"]


def letter(*addressees: str) -> Components:
    left = _c("UBND TỈNH HÀ NAM") + _c("SỞ NỘI VỤ", bold=True) + RULE
    below = _c("Số: 15/SNV-CCHC", size=13) + _c("V/v báo cáo kết quả", size=12) + _c("cải cách hành chính", size=12)
    head = table([left, NATION + MOTTO + RULE], [below, _c("Hà Nam, ngày 05 tháng 3 năm 2024", italic=True)])
    body = paragraph("Thực hiện Kế hoạch số 12/KH-UBND, Sở Nội vụ đề nghị:", align="both", first_line=567)
    return recognize(head, *addressees, body, closing("GIÁM ĐỐC"))


def test_letter_with_one_addressee() -> None:
    found = letter(_c("Kính gửi: Ủy ban nhân dân tỉnh Hà Nam"))
    assert found.is_letter
    assert texts(found.subject) == ["V/v báo cáo kết quả", "cải cách hành chính"]
    assert found.addressees is not None
    assert shown(found.addressees.opening) == "Kính gửi:"
    assert shown(found.addressees.inline) == "Ủy ban nhân dân tỉnh Hà Nam"
    assert found.addressees.items == ()
    assert find_missing(found) == ()
    assert [block.kind for block in found.main.body] == [BodyKind.TEXT]


def test_letter_with_a_list_of_addressees() -> None:
    items = [paragraph(f"- {name}", left=3000) for name in ("Các sở, ban, ngành;", "UBND các xã, phường.")]
    found = letter(_c("Kính gửi:"), *items)
    assert found.addressees is not None
    assert texts(found.addressees.items) == ["- Các sở, ban, ngành;", "- UBND các xã, phường."]


def test_letter_with_addressees_in_a_table() -> None:
    right = paragraph("- Các sở, ban, ngành;") + paragraph("- UBND các xã, phường.")
    found = letter(table([paragraph("Kính gửi:", align="right"), right]))
    assert found.addressees is not None
    assert texts(found.addressees.items) == ["- Các sở, ban, ngành;", "- UBND các xã, phường."]


def decision(*bases: str, articles: tuple[str, ...] = ("Điều 1. Thành lập Tổ công tác.",)) -> Components:
    return recognize(
        heading(code="Số: 15/QĐ-SNV"),
        _c("QUYẾT ĐỊNH", bold=True),
        _c("Về việc thành lập Tổ công tác", bold=True),
        RULE,
        _c("GIÁM ĐỐC SỞ NỘI VỤ TỈNH HÀ NAM", bold=True),
        *(paragraph(basis, italic=True, align="both", first_line=567) for basis in bases),
        _c("QUYẾT ĐỊNH:", bold=True),
        *(paragraph(article, align="both", first_line=567) for article in articles),
        closing("GIÁM ĐỐC"),
    )


def test_decision() -> None:
    found = decision("Căn cứ Luật Tổ chức chính quyền địa phương;", "Theo đề nghị của Chánh Văn phòng Sở.")
    assert texts(found.authority) == ["GIÁM ĐỐC SỞ NỘI VỤ TỈNH HÀ NAM"]
    assert len(found.legal_bases) == 2
    assert shown(found.resolution) == "QUYẾT ĐỊNH:"
    assert [(block.kind, block.number, block.mark) for block in found.main.body] == [(BodyKind.ARTICLE, "1", ".")]
    assert texts(found.subject) == ["Về việc thành lập Tổ công tác"]


def test_bases_without_resolution_in_a_plan() -> None:
    bases = [paragraph(text, italic=True) for text in ("Căn cứ Luật Lưu trữ;", "Căn cứ Quyết định số 12/QĐ-UBND.")]
    found = plan(*bases, BODY)
    assert texts(found.legal_bases) == ["Căn cứ Luật Lưu trữ;", "Căn cứ Quyết định số 12/QĐ-UBND."]
    assert len(found.main.body) == 1


def test_sentence_that_begins_with_can_cu_is_body() -> None:
    found = plan()
    assert found.legal_bases == ()
    assert len(found.main.body) == 1


def test_levels_of_the_body() -> None:
    lines = ("I. MỤC ĐÍCH", "1. Mục đích", "1.1. Chung", "a) Kiểm tra;", "- Theo dõi;", "+ Ghi chép;", "Văn bản này")
    found = plan(*(paragraph(line) for line in lines))
    assert [(block.kind, block.number) for block in found.main.body] == [
        (BodyKind.ROMAN, "I"),
        (BodyKind.CLAUSE, "1"),
        (BodyKind.DECIMAL, "1.1"),
        (BodyKind.POINT, "a"),
        (BodyKind.DASH, ""),
        (BodyKind.PLUS, ""),
        (BodyKind.TEXT, ""),
    ]


def test_numbers_in_running_text_are_no_level() -> None:
    lines = (
        "2024 là năm thứ tư",
        "15.000 đồng mỗi hồ sơ",
        "Điều 5 Luật Lưu trữ quy định",
        "Mục 2 của Chương này quy định chi tiết việc lập hồ sơ tại cơ quan",
        "Phần lớn các cơ quan",
    )
    found = plan(*(paragraph(line, align="both") for line in lines))
    assert {block.kind for block in found.main.body} == {BodyKind.TEXT}


def test_chapters_and_their_titles() -> None:
    found = plan(
        _c("Chương I", bold=True), _c("QUY ĐỊNH CHUNG", bold=True), _c("Mục 1", bold=True), _c("PHẠM VI", bold=True)
    )
    assert [block.kind for block in found.main.body] == [
        BodyKind.CHAPTER,
        BodyKind.HEADING_TITLE,
        BodyKind.SECTION,
        BodyKind.HEADING_TITLE,
    ]


def test_bold_text_in_a_table_of_the_body_is_no_heading() -> None:
    inner = table(
        [_c("ỦY BAN NHÂN DÂN", bold=True), _c("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", bold=True)],
        [_c("Nơi nhận:", bold=True), _c("CHỦ TỊCH", bold=True)],
        borders=True,
    )
    found = plan(BODY, inner, paragraph("Kinh phí thực hiện./."))
    assert texts(found.heading.organ) == ["SỞ NỘI VỤ"]
    assert texts(found.recipients.items if found.recipients else ()) == ["- Như trên;", "- Lưu: VT, CCHC."]
    assert shown(found.signature.name if found.signature else None) == "Nguyễn Văn An"


def test_signature_for_a_collective() -> None:
    found = plan(end=closing("TM. ỦY BAN NHÂN DÂN", "KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH"))
    assert found.signature is not None
    assert texts(found.signature.lines) == ["TM. ỦY BAN NHÂN DÂN", "KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH"]
    assert shown(found.signature.name) == "Nguyễn Văn An"


def test_signature_without_a_name_yet() -> None:
    found = plan(end=closing("KT. GIÁM ĐỐC", "PHÓ GIÁM ĐỐC", name=""))
    assert found.signature is not None
    assert texts(found.signature.lines) == ["KT. GIÁM ĐỐC", "PHÓ GIÁM ĐỐC"]
    assert found.signature.name is None


def test_signature_above_recipients_in_plain_paragraphs() -> None:
    end = "".join((_c("GIÁM ĐỐC", bold=True), paragraph() * 4, _c("Nguyễn Văn An", bold=True)))
    end += "".join(paragraph(text) for text in ("Nơi nhận:", "- Như trên;", "- Lưu: VT."))
    found = plan(end=end)
    assert found.signature is not None
    assert texts(found.signature.lines) == ["GIÁM ĐỐC"]
    assert shown(found.signature.name) == "Nguyễn Văn An"
    assert found.recipients is not None
    assert texts(found.recipients.items) == ["- Như trên;", "- Lưu: VT."]
    assert len(found.main.body) == 1


def test_drafter_mark_is_no_recipient() -> None:
    left = "".join(paragraph(text) for text in ("Nơi nhận:", "- Như trên;", "- Lưu: VT.", "PL.(300)"))
    found = plan(end=table([left, _c("GIÁM ĐỐC", bold=True) + paragraph() * 3 + _c("Nguyễn Văn An", bold=True)]))
    assert shown(found.drafter_mark) == "PL.(300)"
    assert found.recipients is not None
    assert len(found.recipients.items) == 2


def test_missing_components_are_said() -> None:
    found = recognize(_c("SỞ NỘI VỤ", bold=True), _c("Số: 15/KH-SNV"), _c("KẾ HOẠCH", bold=True), BODY)
    assert set(find_missing(found)) >= {"Quốc hiệu", "Tiêu ngữ", "địa danh và thời gian ban hành", "Nơi nhận"}


def test_appendices_by_label_title_and_bracket() -> None:
    found = plan(
        end=closing("GIÁM ĐỐC")
        + _c("Phụ lục I", bold=True, page_break=True)
        + _c("DANH MỤC NHIỆM VỤ", bold=True)
        + _c("(Kèm theo Kế hoạch số 15/KH-SNV", italic=True)
        + _c("ngày 05 tháng 3 năm 2024 của Sở Nội vụ)", italic=True)
        + paragraph("1. Nhiệm vụ thứ nhất./.")
        + _c("PHỤ LỤC II: BIỂU SỐ LIỆU", bold=True, page_break=True)
        + paragraph("Số liệu./.")
    )
    first, second = found.appendices
    assert shown(first.label) == "Phụ lục I"
    assert texts(first.title) == ["DANH MỤC NHIỆM VỤ"]
    assert shown(first.issued_with).startswith("(Kèm theo Kế hoạch số 15/KH-SNV")
    assert [block.kind for block in first.body] == [BodyKind.CLAUSE]
    assert shown(second.label) == "PHỤ LỤC II"
    assert texts(second.title) == ["BIỂU SỐ LIỆU"]
    assert found.main.end == first.start


def test_reference_to_an_appendix_is_no_appendix() -> None:
    found = plan(BODY, paragraph("Phụ lục I kèm theo Kế hoạch này ghi danh mục nhiệm vụ.", first_line=567))
    assert found.appendices == ()
    assert len(found.main.body) == 2


def test_attached_document_without_heading() -> None:
    found = plan(
        end=closing("GIÁM ĐỐC")
        + _c("QUY CHẾ", bold=True, page_break=True)
        + _c("Làm việc của Tổ công tác", bold=True)
        + _c("(Ban hành kèm theo Quyết định số 15/QĐ-SNV)", italic=True)
        + paragraph("Điều 1. Phạm vi điều chỉnh", bold=True)
    )
    (part,) = found.attachments
    assert part.kind is PartKind.ATTACHMENT
    assert shown(part.type_name) == "QUY CHẾ"
    assert texts(part.title) == ["Làm việc của Tổ công tác"]
    assert shown(part.issued_with) == "(Ban hành kèm theo Quyết định số 15/QĐ-SNV)"


def test_urgency_and_circulation_marks() -> None:
    head = table(
        [_c("UBND TỈNH HÀ NAM") + _c("SỞ NỘI VỤ", bold=True), NATION + MOTTO],
        [_c("Số: 15/KH-SNV") + _c("HOẢ TỐC", bold=True, framed=True), _c("Hà Nam, ngày 05 tháng 3 năm 2024")],
    )
    found = plan(head=text_box(_c("XEM XONG TRẢ LẠI", bold=True)) + head)
    assert shown(found.heading.urgency) == "HOẢ TỐC"
    assert shown(found.heading.circulation) == "XEM XONG TRẢ LẠI"
    assert texts(found.heading.organ) == ["SỞ NỘI VỤ"]


def test_empty_document() -> None:
    found = recognize()
    assert find_missing(found)
    assert found.main.body == ()


def test_type_and_subject_in_one_line() -> None:
    found = recognize(heading(), _c("KẾ HOẠCH CẢI CÁCH HÀNH CHÍNH NĂM 2024", bold=True), BODY, closing("GIÁM ĐỐC"))
    assert shown(found.type_name) == "KẾ HOẠCH"
    assert texts(found.subject) == ["CẢI CÁCH HÀNH CHÍNH NĂM 2024"]
    assert found.document_type is not None
    assert found.document_type.slug == "ke-hoach"


def test_type_and_subject_by_a_line_break() -> None:
    found = recognize(heading(), _c("KẾ HOẠCH\nCải cách hành chính", bold=True), BODY, closing("GIÁM ĐỐC"))
    assert shown(found.type_name) == "KẾ HOẠCH"
    assert texts(found.subject) == ["Cải cách hành chính"]


def test_type_that_the_decree_does_not_have() -> None:
    found = recognize(heading(), _c("LỊCH CÔNG TÁC", bold=True), _c("Tuần 12", bold=True), BODY, closing("GIÁM ĐỐC"))
    assert shown(found.type_name) == "LỊCH CÔNG TÁC"


def test_signature_in_one_paragraph() -> None:
    right = _c("KT. GIÁM ĐỐC\nPHÓ GIÁM ĐỐC\n\n\n\nNguyễn Văn An", bold=True)
    left = paragraph("Nơi nhận:\n- Như trên;\n- Lưu: VT.")
    found = plan(end=table([left, right]))
    assert found.signature is not None
    assert texts(found.signature.lines) == ["KT. GIÁM ĐỐC", "PHÓ GIÁM ĐỐC"]
    assert shown(found.signature.name) == "Nguyễn Văn An"
    assert texts(found.recipients.items if found.recipients else ()) == ["- Như trên;", "- Lưu: VT."]


def test_recipients_by_line_breaks_without_a_table() -> None:
    end = "".join((_c("GIÁM ĐỐC", bold=True), paragraph() * 4, _c("Nguyễn Văn An", bold=True)))
    found = plan(end=end + paragraph("Nơi nhận:\n- Như trên;\n- Lưu: VT."))
    assert texts(found.recipients.items if found.recipients else ()) == ["- Như trên;", "- Lưu: VT."]
    assert shown(found.signature.name if found.signature else None) == "Nguyễn Văn An"


def test_signed_remark_is_no_name() -> None:
    found = plan(end=closing("KT. GIÁM ĐỐC", "PHÓ GIÁM ĐỐC", "(Đã ký)"))
    assert found.signature is not None
    assert texts(found.signature.notes) == ["(Đã ký)"]
    assert shown(found.signature.name) == "Nguyễn Văn An"


def test_office_above_the_name() -> None:
    right = _c("TM. HỘI ĐỒNG", bold=True) + _c("CHỦ TỊCH", bold=True) + paragraph() * 4
    right += _c("PHÓ CHỦ TỊCH UBND TỈNH", bold=True, size=13) + _c("Trần Xuân Dưỡng", bold=True)
    found = plan(end=table([paragraph("Nơi nhận:") + paragraph("- Lưu: VT."), right]))
    assert found.signature is not None
    assert texts(found.signature.lines) == ["TM. HỘI ĐỒNG", "CHỦ TỊCH"]
    assert texts(found.signature.office) == ["PHÓ CHỦ TỊCH UBND TỈNH"]


def test_contact_below_the_signature() -> None:
    found = plan(end=closing("GIÁM ĐỐC") + paragraph("Địa chỉ: số 1, đường A; điện thoại: 0226.1; email: a@b.vn"))
    assert len(found.contact) == 1
    assert found.appendices == ()


def test_draft_mark_is_no_agency() -> None:
    left = _c("DỰ THẢO LẦN 2") + _c("UBND TỈNH HÀ NAM") + _c("SỞ NỘI VỤ", bold=True)
    found = plan(head=table([left, NATION + MOTTO], [_c("Số:     /KH-SNV"), _c("Hà Nam, ngày     tháng     năm 2024")]))
    assert texts(found.heading.parent_organ) == ["UBND TỈNH HÀ NAM"]
    assert found.heading.code is not None
    assert found.heading.code.number == ""


def test_office_of_a_committee() -> None:
    left = _c("VĂN PHÒNG", bold=True) + _c("ỦY BAN NHÂN DÂN TỈNH", bold=True)
    found = plan(head=table([left, NATION + MOTTO], [_c("Số: 1/KH-VP"), _c("Hà Nam, ngày 05 tháng 3 năm 2024")]))
    assert texts(found.heading.organ) == ["VĂN PHÒNG", "ỦY BAN NHÂN DÂN TỈNH"]


def test_foreign_words_are_no_roman_numbers() -> None:
    found = plan(paragraph("V-League là giải đấu"), paragraph("V.v và các nội dung khác"), paragraph("X-quang phổi"))
    assert {block.kind for block in found.main.body} == {BodyKind.TEXT}


def test_tabs_in_a_paragraph_of_the_signature() -> None:
    lines = ("Nơi nhận:\tTM. ỦY BAN NHÂN DÂN", "- Như trên;\tCHỦ TỊCH", "- Lưu: VT.", "\tNguyễn Văn An")
    found = plan(end="".join(paragraph(line) for line in lines))
    assert found.signature is not None
    assert texts(found.signature.lines) == ["TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH"]
    assert shown(found.signature.name) == "Nguyễn Văn An"
