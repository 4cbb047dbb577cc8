"""What is judged and what is not; a secret mark stops the work."""

from __future__ import annotations

import pytest
from handmade import document, paragraph, table, text_box

from docgen.checking import Report, check_document
from docgen.errors import InputError
from docgen.ooxml import read_document_bytes


def _c(text: str) -> str:
    return paragraph(text, bold=True, align="center")


def _head(code: str = "Số: 05/KH-SNV") -> str:
    return table(
        [_c("SỞ NỘI VỤ"), _c("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM") + _c("Độc lập - Tự do - Hạnh phúc")],
        [_c(code), paragraph("Hà Nam, ngày 05 tháng 3 năm 2024", italic=True)],
    )


def _check(*blocks: str) -> Report:
    return check_document(read_document_bytes(document(*blocks)), file="tệp.docx", strict=True)


@pytest.mark.parametrize("code", ["Số: 05/2025/QĐ-UBND", "Số:      /2025/QĐ-UBND", "Số: 12/2024/NQ-HĐND"])
def test_legal_documents_by_their_number(code: str) -> None:
    report = _check(_head(code), _c("QUYẾT ĐỊNH"), _c("Quy định về lưu trữ"))
    assert not report.scope.in_scope
    assert "quy phạm pháp luật" in report.scope.reason
    assert report.findings == ()


@pytest.mark.parametrize("kind", ["THÔNG TƯ", "NGHỊ ĐỊNH", "LUẬT"])
def test_legal_documents_by_their_type(kind: str) -> None:
    assert "quy phạm pháp luật" in _check(_head("Số: 05/TT-BNV"), _c(kind)).scope.reason


def test_party_documents() -> None:
    head = table([_c("TỈNH ỦY HÀ NAM") + paragraph("Số 12-KH/TU"), _c("ĐẢNG CỘNG SẢN VIỆT NAM")])
    assert "Đảng" in _check(head, _c("KẾ HOẠCH")).scope.reason


def test_citizens_forms() -> None:
    blocks = (_c("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"), _c("Độc lập - Tự do - Hạnh phúc"), _c("ĐƠN XIN NGHỈ PHÉP"))
    assert "đơn" in _check(*blocks, paragraph("Tôi tên là …")).scope.reason.lower()


def test_contracts_without_an_agency() -> None:
    blocks = (_c("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"), _c("Độc lập - Tự do - Hạnh phúc"), _c("HỢP ĐỒNG KINH TẾ"))
    report = _check(*blocks, paragraph("Hôm nay, chúng tôi gồm:"))
    assert not report.scope.in_scope


def test_anything_else() -> None:
    report = _check(paragraph("Một bức thư."), paragraph("Nội dung."))
    assert not report.scope.in_scope
    assert "không nhận ra" in report.scope.reason


def test_administrative_documents_are_judged() -> None:
    assert _check(_head(), _c("KẾ HOẠCH"), _c("Năm 2024"), paragraph("Nội dung./.")).scope.in_scope


@pytest.mark.parametrize("mark", ["MẬT", "TỐI MẬT", "TUYỆT MẬT"])
def test_secret_documents_are_refused(mark: str) -> None:
    stamped = (
        (_c(mark), _head()),
        (_head(), text_box(_c(mark))),
        (_head(), paragraph(mark, bold=True, framed=True)),
    )
    for blocks in stamped:
        with pytest.raises(InputError, match=mark):
            _check(*blocks, _c("KẾ HOẠCH"), paragraph("Nội dung."))


def test_the_word_mat_in_the_text_is_no_mark() -> None:
    rows = table([paragraph("Độ mật"), paragraph("Mật")], [paragraph("MẬT"), paragraph("Không")], borders=True)
    assert _check(_head(), _c("KẾ HOẠCH"), paragraph("Tài liệu mật"), rows).scope.in_scope
