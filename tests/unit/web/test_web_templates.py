"""Templates that an administrator sends: every fault with its place, nothing replaced without a word, then in use."""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any

import pytest
from docx import Document as Word
from sqlalchemy import select
from web_office import Office

from docgen.drafting import parse_draft
from docgen.records.roles import Role
from docgen.records.tables import audit

KIND = "van-ban-co-ten-loai"
SHIPPED = Path("templates") / KIND / "template.docx"
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def _change(text: str) -> bytes:
    """Return the shipped template with a paragraph more."""
    document = Word(str(SHIPPED))
    document.add_paragraph(text)
    written = io.BytesIO()
    document.save(written)
    return written.getvalue()


def _send(office: Office, data: bytes, **given: str) -> Any:
    file = {"tep": ("mau sửa.docx", data, DOCX)}
    return office.client(Role.ADMIN).post(f"/quan-tri/mau/{KIND}", given, files=file)


def _render(office: Office) -> bytes:
    service = office.app.state.service
    starter = Path(f"templates/{KIND}/ke-hoach.vb.txt").read_text(encoding="utf-8")
    return service.renderer.render(parse_draft(starter, service.organs))


def _texts(data: bytes) -> str:
    return "\n".join(paragraph.text for paragraph in Word(io.BytesIO(data)).paragraphs)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("{{ khong_co }}", "khong_co"),
        ("{{ body", "{{ body"),
        ("{{ ''.__class__.__mro__ }}", "__class__"),
        ("{% for x in range(10**9) %}a{% endfor %}", "range"),
    ],
)
def test_every_fault_is_told_with_its_place_and_nothing_changes(office: Office, text: str, said: str) -> None:
    before = _render(office)
    answer = _send(office, _change(text), thay="1", du_loi="1")
    assert answer.status_code == 422
    assert said in answer.text
    assert "đoạn" in answer.text
    assert _render(office) == before


@pytest.mark.parametrize("data", [b"", b"not a zip", b"PK\x03\x04" + b"\0" * 200, b"%PDF-1.7"])
def test_what_is_no_word_file_is_refused_at_its_field(office: Office, data: bytes) -> None:
    answer = _send(office, data, thay="1")
    assert answer.status_code == 422
    assert 'id="tep-loi"' in answer.text


@pytest.mark.slow
def test_a_good_template_replaces_only_when_that_is_asked_for(office: Office) -> None:
    sent = _change("CƠ QUAN THỬ NGHIỆM")
    looked = _send(office, sent)
    assert looked.status_code == 200
    assert "Chưa thay gì" in looked.text
    assert "CƠ QUAN THỬ NGHIỆM" not in _texts(_render(office))
    answer = _send(office, sent, thay="1")
    if answer.status_code == 422:  # the checker has something against it: that has to be said yes to as well
        assert 'id="du_loi-loi"' in answer.text
        answer = _send(office, sent, thay="1", du_loi="1")
    assert answer.status_code == 303, answer.text
    assert "CƠ QUAN THỬ NGHIỆM" in _texts(_render(office))
    assert "mẫu của cơ quan" in office.client(Role.ADMIN).get(f"/quan-tri/mau/{KIND}").text
    assert office.client(Role.ADMIN).get(f"/quan-tri/mau/{KIND}/tep").content == sent
    assert office.client(Role.ADMIN).post(f"/quan-tri/mau/{KIND}/bo").status_code == 303
    assert "CƠ QUAN THỬ NGHIỆM" not in _texts(_render(office))
    with office.store.read() as connection:
        acts = connection.execute(select(audit.c.action).where(audit.c.kind == "template")).scalars().all()
    assert acts == ["template-set", "template-drop"]
    assert office.client(Role.ADMIN).post(f"/quan-tri/mau/{KIND}/bo").status_code == 404


@pytest.mark.parametrize("kind", ["la", "..", "%2e%2e%2fround", "round"])
def test_only_kinds_that_there_are(office: Office, kind: str) -> None:
    answer = office.client(Role.ADMIN).post(
        f"/quan-tri/mau/{kind}", {"thay": "1"}, files={"tep": ("a.docx", b"PK", DOCX)}
    )
    assert answer.status_code in (404, 405, 307)
