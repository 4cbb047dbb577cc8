"""Numbers that are cited without their symbol, types that further words qualify, laws in a list."""

from __future__ import annotations

import datetime

import pytest

from docgen.citations import find_citations


@pytest.mark.parametrize(
    ("text", "kind", "symbol", "issuer"),
    [
        ("QĐ số 2125 ngày 17/10/2022 của UBND tỉnh", "Quyết định", "2125", "UBND tỉnh"),
        ("Quyết định 2125 ngày 17/10/2022 của UBND tỉnh", "Quyết định", "2125", "UBND tỉnh"),
        ("Nghị quyết số 57 ngày 17/10/2022 của Bộ Chính trị", "Nghị quyết", "57", "Bộ Chính trị"),
        ("Nghị định số 43-CP ngày 17/10/2022 của Chính phủ", "Nghị định", "43-CP", "Chính phủ"),
        ("QĐ 15-TTg ngày 17/10/2022", "Quyết định", "15-TTg", ""),
        ("QĐ 1234 QĐ-UBND ngày 17/10/2022", "Quyết định", "1234/QĐ-UBND", ""),
        ("Chỉ thị 12 CT/TW ngày 17/10/2022", "Chỉ thị", "12-CT/TW", ""),
    ],
)
def test_type_date_and_issuer_make_a_number_a_citation(text: str, kind: str, symbol: str, issuer: str) -> None:
    (citation,) = find_citations(f"Thực hiện {text}, đơn vị báo cáo.")
    assert (citation.text, citation.type, citation.symbol, citation.issuer) == (text, kind, symbol, issuer)
    assert citation.date == datetime.date(2022, 10, 17)


@pytest.mark.parametrize(
    "text",
    [
        "Quyết định số 5 lần",
        "Nghị quyết số 45 về nội dung",
        "Lô số 7 ngày 03/4/2023 của kho",
        "Tổng số 20 của năm 2023",
        "Nhà số 12 của phường",
        "Báo cáo ngày 05/4/2023 của Sở Nội vụ",
        "kỳ 5 ngày 03/4/2023",
    ],
)
def test_a_number_with_less_is_none(text: str) -> None:
    assert find_citations(text) == []


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Báo cáo thẩm tra số 88/BC-HĐND", "Báo cáo"),
        ("Tờ trình liên ngành số 905/TTrLN-TC-XD", "Tờ trình"),
        ("Quyết định đưa vụ án ra xét xử số 55/2022/QĐXXST-DS", "Quyết định"),
        ("Văn bản thẩm định số 1702/STP-XDKTVB", "Văn bản"),
        ("Thông báo kết luận số 44-TB/TU", "Thông báo"),
    ],
)
def test_words_behind_the_type_qualify_it(text: str, kind: str) -> None:
    (citation,) = find_citations(f"Theo {text}, việc này xong.")
    assert (citation.text, citation.type) == (text, kind)


@pytest.mark.parametrize("text", ["Tờ trình về việc phê duyệt số 12/KH-UBND", "kế hoạch và dự toán số 31/QĐ-SNV"])
def test_a_type_that_the_symbol_denies_is_not_taken(text: str) -> None:
    (citation,) = find_citations(text)
    assert (citation.type, citation.text[:2]) == ("", "số")


def test_issuer_between_do_and_its_verb() -> None:
    (citation,) = find_citations("Thông tư số 08/2023/TT-BNV do Bộ trưởng Bộ Nội vụ ban hành ngày 01/6/2023 còn dùng.")
    assert (citation.issuer, citation.date) == ("Bộ trưởng Bộ Nội vụ", datetime.date(2023, 6, 1))
    (other,) = find_citations("Quyết định số 9/QĐ-BNV do Bộ Nội vụ chủ trì soạn thảo")
    assert other.issuer == ""


def test_names_behind_cac_luat_are_laws() -> None:
    named = find_citations("Sửa đổi các Luật: Đất đai, Nhà ở và Kinh doanh bất động sản; Quy hoạch tổng thể.")
    assert [(c.text, c.title, c.inherited) for c in named] == [
        ("Luật: Đất đai", "Đất đai", ()),
        ("Nhà ở", "Nhà ở", ("type",)),
        ("Kinh doanh bất động sản", "Kinh doanh bất động sản", ("type",)),
    ]


@pytest.mark.parametrize(
    ("text", "issuer"),
    [
        ("Nghị quyết số 05-NQ/ĐU của Đảng ủy xã Tân Hòa lãnh đạo nhiệm vụ", "Đảng ủy xã Tân Hòa"),
        ("Báo cáo số 8/BC-HĐND của Ban kinh tế - ngân sách HĐND tỉnh nêu rõ", "Ban kinh tế - ngân sách HĐND tỉnh"),
        ("Kế hoạch số 1/KH-UBND của UBND huyện Hương Sơn Triển khai công tác", "UBND huyện Hương Sơn"),
        ("Công văn số 7/TTYT-KSBT của TTYT huyện về tiêm chủng", "TTYT huyện"),
    ],
)
def test_where_issuers_end(text: str, issuer: str) -> None:
    (citation,) = find_citations(text)
    assert citation.issuer == issuer
