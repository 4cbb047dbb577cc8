"""Long work from the pages: a batch, the papers of a round, an archive package; mistakes are said before it begins."""

from __future__ import annotations

import csv
import io
import zipfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from web_office import Office

from docgen.records.documents import Actor
from docgen.records.dossier_contents import INCOMING, Item
from docgen.records.dossier_metadata import DossierMetadata
from docgen.records.dossiers import add_documents, create_dossier
from docgen.records.incoming import Arrival, ArrivedFile, register_arrival
from docgen.records.incoming_metadata import IncomingMetadata
from docgen.records.organs import ensure_named_organ
from docgen.records.roles import Role

ROOT = Path(__file__).parents[3]
BATCH = ROOT / "samples" / "hang-loat" / "thong-bao-ket-qua"


def finish(office: Office, answer: Any, role: Role) -> tuple[str, str]:
    """Run the job that an answer leads to; return its address and its page."""
    assert answer.status_code == 303, answer.text
    url = answer.headers["location"]
    assert office.client(role).get(url).text.count("su-kien") == 1
    office.app.state.service.jobs.run_waiting()
    return url, office.client(role).get(url).text


def open_zip(office: Office, url: str, name: str, role: Role) -> zipfile.ZipFile:
    answer = office.client(role).get(f"{url}/tep/{name}")
    assert answer.headers["content-type"] == "application/zip"
    assert answer.headers["content-disposition"].startswith("attachment")
    return zipfile.ZipFile(io.BytesIO(answer.content))


def write_table(*rows: list[str]) -> bytes:
    stream = io.StringIO()
    csv.writer(stream).writerows(rows)
    return stream.getvalue().encode()


def read_table() -> list[list[str]]:
    return list(csv.reader(io.StringIO((BATCH / "danh-sach.csv").read_text(encoding="utf-8-sig"))))


def batch_files(table: bytes, name: str = "danh-sach.csv") -> Mapping[str, Any]:
    return {"ban_thao": ("thong-bao.vb.txt", (BATCH / "thong-bao.vb.txt").read_bytes()), "bang": (name, table)}


def test_a_batch_makes_one_document_a_row(office: Office) -> None:
    table = (BATCH / "danh-sach.csv").read_bytes()
    answer = office.client(Role.DRAFTER).post("/hang-loat", {"kiem_tra": "1"}, files=batch_files(table))
    url, page = finish(office, answer, Role.DRAFTER)
    with open_zip(office, url, "van-ban.zip", Role.DRAFTER) as package:
        assert len(package.namelist()) == len(read_table()) - 1
        assert all(name.endswith(".docx") for name in package.namelist())
    assert ">xong<" in page
    # Nobody else sees it; an administrator does.
    assert office.client(Role.REGISTRY).get(url).status_code == 404
    assert office.client(Role.REGISTRY).get(f"{url}/tep/van-ban.zip").status_code == 404
    assert office.client(Role.ADMIN).get(url).status_code == 200
    assert url in office.client(Role.DRAFTER).get("/cong-viec").text


def test_all_row_errors_come_before_anything_is_queued(office: Office) -> None:
    head, first, second, *_ = read_table()
    first[2], second[6] = "chín mươi", "hôm nào"
    table = batch_files(write_table(head, first, second))
    answer = office.client(Role.DRAFTER).post("/hang-loat", {"ten_tep": "{{Mã}}"}, files=table)
    assert answer.status_code == 422
    for said in ("hàng 2", "hàng 3", "chín mươi", "hôm nào"):
        assert said in answer.text
    assert 'value="{{Mã}}"' in answer.text
    answer = office.client(Role.DRAFTER).post("/hang-loat", {"ten_tep": "x"}, files=table)
    assert answer.status_code == 422
    assert 'id="ten_tep-loi"' in answer.text
    assert office.app.state.service.jobs.run_waiting() == 0


@pytest.mark.parametrize(
    ("files", "field"),
    [
        ({}, "bang"),
        ({"bang": ("x.pdf", b"%PDF")}, "bang"),
        ({"bang": ("x.xlsx", b"PK\x03\x04 broken"), "ban_thao": ("a.txt", b"---\n")}, ""),
        ({"bang": ("x.csv", b"a,b\n1,2\n"), "ban_thao": ("a.txt", b"\xff\xfe\x00nonsense")}, ""),
        ({"bang": ("../../x.csv", b""), "ban_thao": ("a.txt", (BATCH / "thong-bao.vb.txt").read_bytes())}, "bang"),
    ],
)
def test_wrong_files_are_said_on_the_form(office: Office, files: Mapping[str, Any], field: str) -> None:
    answer = office.client(Role.DRAFTER).post("/hang-loat", {}, files=files or {"khac": ("a", b"")})
    assert answer.status_code == 422
    assert f'id="{field}-loi"' in answer.text if field else 'role="alert"' in answer.text
    assert office.app.state.service.jobs.run_waiting() == 0


def test_the_papers_of_a_round_are_built(office: Office) -> None:
    clerk = office.client(Role.DRAFTER)
    url = clerk.post("/dot", {"mau": "hai-duong-2021"}).headers["location"].partition("?")[0]
    answer = clerk.post(f"{url}/dung", {})
    # What changes after the button was pressed belongs to the next time.
    clerk.post(f"{url}/bang", {"thay": "hoi-dong.csv"}, files={"tep": ("a.csv", b"x,y\n1,2\n")})
    job, page = finish(office, answer, Role.DRAFTER)
    assert ">xong<" in page, page
    with open_zip(office, job, f"{url.rpartition('/')[2]}.zip", Role.DRAFTER) as package:
        names = package.namelist()
    assert "12-quyet-dinh-cong-bo.docx" in names
    assert "bang-diem.xlsx" in names
    assert "lich.ics" in names
    assert len(names) == len(set(names)) > 20


def test_a_round_with_mistakes_publishes_nothing(office: Office) -> None:
    clerk = office.client(Role.DRAFTER)
    url = clerk.post("/dot", {"mau": "ha-nam-2023"}).headers["location"].partition("?")[0]
    table = clerk.get(f"{url}/tep/so-tham-dinh.csv").text.replace("2,Sở Nội vụ,1,", "2,Sở Nội vụ,chín,")
    clerk.post(f"{url}/bang", {}, files={"tep": ("so-tham-dinh.csv", table.encode())})
    assert "điểm còn" in clerk.get(url).text
    job, page = finish(office, clerk.post(f"{url}/dung", {}), Role.DRAFTER)
    assert "Quyết định công bố: điểm còn" in page
    with open_zip(office, job, f"{url.rpartition('/')[2]}.zip", Role.DRAFTER) as package:
        names = package.namelist()
    assert "01-ke-hoach.docx" in names
    assert not [
        name for name in names if name[:2] in ("07", "09", "10", "11", "12", "13") or name.endswith((".xlsx", ".png"))
    ]


def test_a_dossier_is_exported_and_the_package_verifies(office: Office) -> None:
    actor = Actor("nguoi-archivist", office.clock())
    with office.store.write() as connection:
        organ = ensure_named_organ(connection, office.store, "Sở Nội vụ tỉnh Hà Nam", office.admin)
    metadata = IncomingMetadata(organ_name="Sở Y tế", code_number="8", code_notation="SYT-VP", subject="Báo cáo quý")
    arrival = Arrival(organ, metadata, (ArrivedFile("bao-cao.txt", b"noi dung"),))
    key = register_arrival(office.store, arrival, Actor("nguoi-registry", office.clock()))["id"]
    given = DossierMetadata(file_catalog=2026, file_notation="09.LT", title="Báo cáo", maintenance="20 năm")
    dossier = create_dossier(office.store, organ, given, actor)["id"]
    archivist = office.client(Role.ARCHIVIST)
    add_documents(office.store, dossier, [Item(INCOMING, key)], actor)
    answer = archivist.post("/luu-tru/xuat", {"ho_so": str(dossier), "khong_pdf": "1"})
    url, page = finish(office, answer, Role.ARCHIVIST)
    assert ">xong<" in page, page
    data = archivist.get(f"{url}/tep/ho-so-{dossier}.zip").content
    found = archivist.post("/luu-tru/kiem-tra", {}, files={"goi": ("goi.zip", data)})
    assert "Gói nguyên vẹn" in found.text
    spoilt = data.replace(b"noi dung", b"noi DUNG")
    assert spoilt != data
    found = archivist.post("/luu-tru/kiem-tra", {}, files={"goi": ("<b>goi.zip", spoilt)})
    assert "không đúng" in found.text
    assert "<b>goi" not in found.text
    assert archivist.post("/luu-tru/kiem-tra", {}, files={"goi": ("a.zip", b"nonsense")}).status_code in (200, 422)
    assert office.client(Role.DRAFTER).post("/luu-tru/xuat", {"ho_so": str(dossier)}).status_code == 403


def test_nothing_to_export_is_said(office: Office) -> None:
    answer = office.client(Role.ARCHIVIST).post("/luu-tru/xuat", {"hoi": "khong co gi nhu the"})
    assert answer.status_code == 422
    assert 'id="hoi-loi"' in answer.text


def test_a_job_is_cancelled_before_it_begins(office: Office) -> None:
    clerk = office.client(Role.DRAFTER)
    url = clerk.post("/dot", {"mau": "hai-duong-2021"}).headers["location"].partition("?")[0]
    job = clerk.post(f"{url}/dung", {}).headers["location"]
    assert office.client(Role.REGISTRY).post(f"{job}/huy").status_code == 404
    assert clerk.post(f"{job}/huy").status_code == 303
    office.app.state.service.jobs.run_waiting()
    assert "đã hủy" in clerk.get(job).text
