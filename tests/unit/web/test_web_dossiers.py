"""Dossiers in the browser: opened, filled from a search, ordered, closed, handed over, locked; their lists."""

from __future__ import annotations

import io
import re

from openpyxl import load_workbook
from web_office import Office

from docgen.records.documents import Actor
from docgen.records.incoming import Arrival, register_arrival
from docgen.records.incoming_metadata import IncomingMetadata
from docgen.records.organs import ensure_named_organ
from docgen.records.roles import Role

GOOD = {"file_notation": "01.CCHC", "title": "Chỉ số cải cách hành chính năm 2026", "maintenance": "20 năm"}


def open_dossier(office: Office, notation: str) -> tuple[str, list[int]]:
    """Open a dossier beside three incoming documents."""
    with office.store.write() as connection:
        organ = ensure_named_organ(connection, office.store, "Sở Nội vụ tỉnh Hà Nam", office.admin)
    keys = []
    for number in (1, 2, 3):
        metadata = IncomingMetadata(
            organ_name="Sở Y tế", code_number=str(number), code_notation=f"SYT-{notation}", subject=f"Báo cáo {number}"
        )
        keys.append(
            register_arrival(office.store, Arrival(organ, metadata), Actor("nguoi-registry", office.clock()))["id"]
        )
    given = GOOD | {"file_notation": notation, "organ": str(organ)}
    answer = office.client(Role.DRAFTER).post("/ho-so/moi", given)
    assert answer.status_code == 303, answer.text
    return answer.headers["location"].partition("?")[0], keys


def order_of(page: str) -> list[int]:
    return [int(key) for key in re.findall(r'name="tt\.incoming:(\d+)"', page)]


def test_a_dossier_from_opening_to_the_archive(office: Office) -> None:
    url, keys = open_dossier(office, "01.CCHC")
    clerk = office.client(Role.DRAFTER)
    page = clerk.get(f"{url}?hoi=SYT-01.CCHC").text
    assert set(re.findall(r'name="van_ban" value="incoming:(\d+)"', page)) == {str(key) for key in keys}
    added = {"van_ban": [f"incoming:{key}" for key in keys]}
    assert clerk.post(f"{url}/them", added).status_code == 303
    assert order_of(clerk.get(url).text) == keys

    typed = {f"tt.incoming:{keys[0]}": "9", f"tt.incoming:{keys[1]}": "2", f"tt.incoming:{keys[2]}": "1"}
    assert clerk.post(f"{url}/xep", typed).status_code == 303
    assert order_of(clerk.get(url).text) == [keys[2], keys[1], keys[0]]
    assert clerk.post(f"{url}/bo", {"chon": f"incoming:{keys[1]}"}).status_code == 303
    assert order_of(clerk.get(url).text) == [keys[2], keys[0]]

    contents = load_workbook(io.BytesIO(clerk.get(f"{url}/muc-luc/tep/xlsx").content))
    assert any("Báo cáo 3" in str(cell.value) for row in contents.active for cell in row)

    assert clerk.post(f"{url}/ket-thuc", {"ket_thuc": "hôm kia"}).status_code == 422
    assert clerk.post(f"{url}/ket-thuc", {}).status_code == 303
    assert clerk.post(f"{url}/them", added).status_code == 409
    assert clerk.post(f"{url}/nop", {}).status_code == 403
    archivist = office.client(Role.ARCHIVIST)
    assert archivist.post(f"{url}/nop", {}).status_code == 303
    assert "đã nộp lưu" in archivist.get(url).text
    catalogue = archivist.get("/ho-so/danh-muc/tep/xlsx?nam=2026")
    assert load_workbook(io.BytesIO(catalogue.content)).active is not None


def test_a_locked_dossier_is_not_touched(office: Office) -> None:
    url, keys = open_dossier(office, "02.CCHC")
    archivist, clerk = office.client(Role.ARCHIVIST), office.client(Role.DRAFTER)
    assert archivist.post(f"{url}/khoa", {"ly_do_khoa": ""}).status_code == 422
    assert archivist.post(f"{url}/khoa", {"ly_do_khoa": "Thanh tra"}).status_code == 303
    answer = clerk.post(f"{url}/them", {"van_ban": f"incoming:{keys[0]}"})
    assert answer.status_code == 409
    assert "Thanh tra" in answer.text
    assert archivist.post(f"{url}/mo-khoa", {"ly_do_mo_khoa": "Xong"}).status_code == 303
    assert clerk.post(f"{url}/them", {"van_ban": f"incoming:{keys[0]}"}).status_code == 303


def test_wrong_fields_keep_what_was_typed(office: Office) -> None:
    wrong = {"file_notation": "x" * 30, "title": "<img src=x onerror=alert(1)>", "maintenance": "lâu lắm",
             "file_catalog": "năm nay", "start_date": "mai"}  # fmt: skip
    answer = office.client(Role.DRAFTER).post("/ho-so/moi", wrong)
    assert answer.status_code == 422
    for name in ("organ", "file_notation", "maintenance", "file_catalog", "start_date"):
        assert f'id="{name}-loi"' in answer.text, name
    assert 'value="lâu lắm"' in answer.text
    assert "<img src=x" not in answer.text


def test_nothing_chosen_and_nonsense_change_nothing(office: Office) -> None:
    url, _ = open_dossier(office, "03.CCHC")
    clerk = office.client(Role.DRAFTER)
    assert clerk.post(f"{url}/them", {"van_ban": ["incoming:x", "user:1", "document:0"]}).status_code == 422
    assert clerk.post(f"{url}/bo", {}).status_code == 422
    assert clerk.post(f"{url}/them", {"van_ban": "incoming:999999999"}).status_code == 404
    assert clerk.post(f"{url}/ket-thuc", {}).status_code == 409


def test_the_same_number_twice_is_said_at_the_field(office: Office) -> None:
    open_dossier(office, "04.CCHC")
    with office.store.read() as connection:
        organ = ensure_named_organ(connection, office.store, "Sở Nội vụ tỉnh Hà Nam", office.admin)
    answer = office.client(Role.DRAFTER).post("/ho-so/moi", GOOD | {"file_notation": "04.CCHC", "organ": str(organ)})
    assert answer.status_code == 409
    assert 'id="file_notation-loi"' in answer.text
