"""Incoming documents in the browser: registered, passed on, answered; every field wrong keeps what was typed."""

from __future__ import annotations

import re
from typing import Any

import pytest
from web_office import Office

from docgen.records.roles import Role

GOOD = {
    "organ": "ubnd-tinh-ha-nam",
    "organ_name": "Sở Tài chính",
    "code": "123/STC-VP",
    "promulgation_date": "10/9/2026",
    "type_name": "Công văn",
    "subject": "V/v lập dự toán năm 2027",
    "due_date": "30/9/2026",
    "priority": "2",
}


def register(office: Office, **changes: Any) -> str:
    answer = office.client(Role.REGISTRY).post("/den/moi", GOOD | changes)
    assert answer.status_code == 303, answer.text
    return str(answer.headers["location"].partition("?")[0])


def test_a_document_is_registered_passed_on_and_answered(office: Office) -> None:
    page = office.client(Role.REGISTRY).get("/den/moi").text
    assert "UBND" in page or "Ủy ban nhân dân tỉnh Hà Nam" in page
    answer = office.client(Role.REGISTRY).post(
        "/den/moi", GOOD, files=[("files", ("../../báo cáo\u202e<b>.pdf", b"%PDF-1.4 nothing", "application/pdf"))]
    )
    assert answer.status_code == 303
    url = answer.headers["location"].partition("?")[0]
    page = office.client(Role.DRAFTER).get(url).text
    assert "V/v lập dự toán năm 2027" in page
    assert "Thượng khẩn" in page
    link = re.search(rf'href="({url}/tep/[0-9a-f]{{64}})"', page)
    assert link
    file = office.client(Role.DRAFTER).get(link[1])
    assert file.content == b"%PDF-1.4 nothing"
    assert file.headers["content-disposition"].startswith("attachment; ")
    for forbidden in ("..%2F", "%3C", "%E2%80%AE", "/"):
        assert forbidden not in file.headers["content-disposition"].partition("''")[2]

    given = {"giao_cho": "Phòng Cải cách hành chính", "han": "25/9/2026", "y_kien": "Chủ trì tham mưu"}
    assert office.client(Role.APPROVER).post(f"{url}/giao", given).status_code == 303
    assert office.client(Role.DRAFTER).post(f"{url}/tra-loi", {"so_tra_loi": "45/UBND-TH"}).status_code == 303
    page = office.client(Role.DRAFTER).get(url).text
    assert "45/UBND-TH" in page
    assert "Chủ trì tham mưu" in page
    assert office.client(Role.DRAFTER).post(f"{url}/xong", {"ket_qua": "Đã gửi"}).status_code == 303
    assert office.client(Role.DRAFTER).post(f"{url}/xong", {}).status_code == 409


def test_every_field_wrong_says_so_at_the_field_and_keeps_what_was_typed(office: Office) -> None:
    wrong = {
        "organ": "khong-co",
        "organ_name": "",
        "code": "9" * 40,
        "promulgation_date": "31/2/2026",
        "subject": "<script>alert(1)</script>" + "dài " * 200,
        "due_date": "sắp tới",
        "arrived": "9/2026",
        "page_amount": "-3",
        "priority": "9",
        "full_name": "x" * 80,
    }
    answer = office.client(Role.REGISTRY).post("/den/moi", wrong)
    assert answer.status_code == 422
    for name in wrong:
        assert f'id="{name}-loi"' in answer.text, name
    assert "<script>alert" not in answer.text
    assert "&lt;script&gt;alert(1)" in answer.text
    assert 'value="31/2/2026"' in answer.text
    assert 'value="sắp tới"' in answer.text


def test_a_duplicate_is_refused_and_may_be_insisted_on(office: Office) -> None:
    register(office, code="77/SNV-CCHC")
    answer = office.client(Role.REGISTRY).post("/den/moi", GOOD | {"code": "077/SNV-CCHC"})
    assert answer.status_code == 409
    assert "đã đăng ký" in answer.text
    assert 'value="077/SNV-CCHC"' in answer.text
    register(office, code="077/SNV-CCHC", even_if_duplicate="1")


def test_lists_and_roles(office: Office) -> None:
    url = register(office, code="9/SYT-VP", subject="Quá hạn rồi", due_date="12/9/2026", promulgation_date="1/9/2026")
    assert "Quá hạn rồi" in office.client(Role.DRAFTER).get("/den?xem=qua-han").text
    assert "Quá hạn rồi" not in office.client(Role.DRAFTER).get("/den?xem=xong").text
    assert office.client(Role.DRAFTER).get("/den/moi").status_code == 403
    assert office.client(Role.DRAFTER).post(f"{url}/huy", {"ly_do_huy": "x"}).status_code == 403
    assert office.client(Role.REGISTRY).post(f"{url}/huy", {"ly_do_huy": ""}).status_code == 422
    assert office.client(Role.REGISTRY).post(f"{url}/huy", {"ly_do_huy": "Công văn 5/SYT"}).status_code == 303
    assert "Quá hạn rồi" not in office.client(Role.REGISTRY).get("/den?xem=tat-ca").text


@pytest.mark.parametrize("url", ["/den/999999", "/den/999999/tep/" + "0" * 64, "/ho-so/999999"])
def test_what_is_not_there_is_a_page_that_says_so(office: Office, url: str) -> None:
    assert office.client(Role.REGISTRY).get(url).status_code == 404
