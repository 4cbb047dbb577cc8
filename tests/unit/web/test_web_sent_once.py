"""A form that is sent twice makes one thing: a double click, the back button, a service that died."""

from __future__ import annotations

import re
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from sqlalchemy import func, select, update
from web_office import Office

from docgen.records.roles import Role
from docgen.records.service_tables import idempotency_keys
from docgen.records.tables import incoming_documents

ARRIVAL = {"organ": "ubnd-tinh-ha-nam", "organ_name": "Sở Tài chính", "subject": "Không có số, ký hiệu"}


def _open_form(client: Any, url: str) -> dict[str, str]:
    found = re.search(r'name="_lan_gui" value="([^"]+)"', client.get(url).text)
    assert found is not None
    return {"_lan_gui": found[1]}


def _count(office: Office) -> int:
    with office.store.read() as connection:
        return int(connection.execute(select(func.count()).select_from(incoming_documents)).scalar_one())


def test_two_clicks_at_once_register_one_document(office: Office) -> None:
    client, before = office.client(Role.REGISTRY), _count(office)
    form = ARRIVAL | _open_form(client, "/den/moi")
    with ThreadPoolExecutor(4) as clicks:
        answers = list(clicks.map(lambda _: client.post("/den/moi", form), range(4)))
    assert {answer.status_code for answer in answers} == {303}
    assert len({answer.headers["location"] for answer in answers}) == 1
    assert _count(office) == before + 1


def test_what_was_changed_since_or_opened_anew_is_another_document(office: Office) -> None:
    client, before = office.client(Role.REGISTRY), _count(office)
    form = ARRIVAL | _open_form(client, "/den/moi")
    file = {"files": ("cong-van.pdf", b"%PDF-1.7 a", "application/pdf")}
    other = {"files": ("cong-van.pdf", b"%PDF-1.7 b", "application/pdf")}
    client.post("/den/moi", form, files=file)
    client.post("/den/moi", form, files=file)
    assert _count(office) == before + 1
    client.post("/den/moi", form, files=other)
    client.post("/den/moi", form | {"subject": "Văn bản khác"})
    client.post("/den/moi", ARRIVAL | _open_form(client, "/den/moi"))
    assert _count(office) == before + 4


def test_a_form_with_a_mistake_may_be_sent_again(office: Office) -> None:
    client, before = office.client(Role.REGISTRY), _count(office)
    form = ARRIVAL | _open_form(client, "/den/moi") | {"arrived": "1/1/2030"}
    assert client.post("/den/moi", form).status_code in (409, 422)
    assert client.post("/den/moi", form).status_code in (409, 422)
    assert _count(office) == before


def test_after_a_service_that_died_somebody_has_to_look_first(office: Office) -> None:
    client, before = office.client(Role.REGISTRY), _count(office)
    form = ARRIVAL | _open_form(client, "/den/moi")
    client.post("/den/moi", form)
    with office.store.write() as connection:  # as it is when the process is killed before the answer is kept
        connection.execute(update(idempotency_keys).values(status=0, answer="", worker="tiến trình đã chết"))
    answer = client.post("/den/moi", form)
    assert answer.status_code == 409
    assert "bị ngắt giữa chừng" in answer.text
    assert ARRIVAL["subject"] in answer.text, "what was typed is still there"
    assert _count(office) == before + 1


@pytest.mark.parametrize(
    ("url", "form", "role"),
    [
        ("/du-thao/moi", {"loai": "ke-hoach", "co_quan": "ubnd-tinh-ha-nam"}, Role.DRAFTER),
        ("/ho-so/moi", {"organ": "ubnd-tinh-ha-nam", "file_notation": "12", "title": "Hồ sơ", "maintenance": "10 năm"},
         Role.REGISTRY),
    ],
)  # fmt: skip
def test_other_forms_that_make_something(office: Office, url: str, form: dict[str, str], role: Role) -> None:
    client = office.client(role)
    sent = form | _open_form(client, url)
    first, second = client.post(url, sent), client.post(url, sent)
    assert first.status_code == second.status_code == 303, first.text
    assert first.headers["location"].partition("?")[0] == second.headers["location"].partition("?")[0]
