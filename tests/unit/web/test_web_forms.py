"""Every form of every page, each field filled with what nobody should type: a page in answer, no mistake of ours."""

from __future__ import annotations

from typing import Any

import pytest
from lxml import html
from web_office import Client, Office

from docgen.records import documents as acts
from docgen.records.roles import Role
from docgen.records.verify import verify_store

MARKUP = "<script>alert(1)</script>\"'><img src=x onerror=alert(1)>"
# What ends the session or takes away what the next forms stand on.
LEFT_OUT = ("/dang-xuat", "/mat-khau", "/xoa", "/mo-khoa", "/bo")


@pytest.fixture(scope="module")
def pages(office: Office) -> list[str]:
    """Addresses of pages with forms, and the records that they show."""
    client, keys = office.client(Role.ADMIN), [office.hand_in(subject=f"Số {one}") for one in range(2)]
    acts.approve(office.store, keys[1], office.admin)
    organ = {"organ": "ubnd-tinh-ha-nam"}
    made = [
        client.post("/den/moi", organ | {"organ_name": "Sở Y tế", "subject": "Báo cáo"}),
        client.post("/ho-so/moi", organ | {"file_notation": "1", "title": "Hồ sơ", "maintenance": "10 năm"}),
        client.post("/du-thao/moi", {"loai": "ke-hoach", "co_quan": "ubnd-tinh-ha-nam"}),
        client.post("/dot", {"mau": "ha-nam-2023"}),
    ]
    plain = (
        "/du-thao/moi", "/den/moi", "/so/di", "/tim", "/ho-so", "/ho-so/moi", "/luu-tru", "/dot", "/dot/xep-hang",
        "/hang-loat", "/vien-dan", "/quan-tri/nguoi-dung", "/quan-tri/co-quan", "/quan-tri/mau/cong-van", "/khoa-api",
    )  # fmt: skip
    return [
        *plain,
        *(answer.headers["location"].partition("?")[0] for answer in made),
        *(f"/van-ban/{key}" for key in keys),
    ]


@pytest.mark.slow
@pytest.mark.parametrize("typed", [MARKUP, "9" * 30, "{{7*7}}{% raw %}\u202e\ufffe١٢٣/../..", "31/12/9999"])
def test_forms_answer_whatever_is_typed(office: Office, pages: list[str], typed: str) -> None:
    client, sent = office.client(Role.ADMIN), 0
    for url in pages:
        page = client.get(url)
        assert page.status_code == 200, url
        for form in html.fromstring(page.text).forms:
            target = (form.action or url).partition("#")[0]
            if target.endswith(LEFT_OUT):
                continue
            answer = _send(client, form, target, typed)
            assert answer.status_code < 500 or answer.status_code == 503, (url, target, answer.text)
            assert "<script>alert" not in answer.text, (url, target)
            assert "<img src=x" not in answer.text, (url, target)
            sent += 1
    assert sent > 40
    assert verify_store(office.store).problems == ()


def _send(client: Client, form: Any, target: str, typed: str) -> Any:
    fields = [field for field in form.inputs if field.name and field.name not in ("_ma_phien", "_lan_gui")]
    files = {field.name for field in fields if field.get("type") == "file"}
    data = {field.name: typed for field in fields if field.name not in files}
    if form.method.lower() == "get":
        return client.get(target, params=data)
    uploads = {name: (typed, b"PK\x03\x04" + typed.encode(), "application/zip") for name in files}
    return client.post(target, data, files=uploads) if uploads else client.post(target, data)
