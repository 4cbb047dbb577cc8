"""Exporting from the records: what goes in, that nothing changes by it, and what is refused."""

from __future__ import annotations

import json
import zipfile
from dataclasses import replace
from datetime import date
from pathlib import Path

import bagit
import pytest
from lxml import etree
from packages import ARCHIVIST, export, issue, make_pdf, read_member, verify
from registry_office import CLERK, make_approved, read_acts, read_row, take
from sqlalchemy import text

from docgen.errors import ArchiveError, InputError, RegisterError, ToolError
from docgen.records.checkpoints import create_key, read_checkpoint
from docgen.records.documents import recall
from docgen.records.dossier_contents import Item
from docgen.records.dossier_metadata import DossierMetadata
from docgen.records.dossiers import add_documents, create_dossier
from docgen.records.incoming import Arrival, ArrivedFile, register_arrival
from docgen.records.incoming_metadata import IncomingMetadata
from docgen.records.roles import Role
from docgen.records.store import Store
from docgen.records.users import set_user
from docgen.records.verify import verify_store
from docgen.settings import load_settings
from docgen.workflow.archive_export import ExportRequest, export_package

ADMIN = replace(CLERK, name="sep")
NS = {"p": "urn:docgen:nd30:phu-luc-vi:1.0", "x": "urn:docgen:luu-tru:1.0"}


def list_names(path: Path) -> list[str]:
    with zipfile.ZipFile(path) as package:
        return [name.split("/", 1)[1] for name in package.namelist()]


def test_what_was_issued_comes_out_and_verifies(store: Store, tmp_path: Path) -> None:
    keys = [issue(store), issue(store, subject="Về <việc> & “kia”")]
    make_approved(store)  # not issued: stays
    target = tmp_path / "goi.zip"
    made = export(store, target)
    assert (made.documents, made.dossier, made.size) == (2, None, target.stat().st_size)
    found = verify(target)
    assert found.problems == ()
    assert (found.documents, found.pdfs, found.files) == (2, 2, len(list_names(target)))
    root = etree.fromstring(read_member(target, "00002-02-TB-SNV/van-ban.xml")[1])
    assert root.findtext("p:Subject", namespaces=NS) == "Về <việc> & “kia”"
    assert [child.tag.rpartition("}")[2] for child in root][:16] == [
        "FileCode", "DocOrdinal", "TypeName", "CodeNumber", "CodeNotation", "IssuedDate", "OrganName", "Subject",
        "Language", "PageAmount", "Description", "SignerInfo", "To", "To", "Priority", "IssuedAmount",
    ]  # fmt: skip
    assert read_row(store, keys[0])["state"] == "issued"


def test_other_tools_accept_the_bag(store: Store, tmp_path: Path) -> None:
    issue(store)
    export(store, tmp_path / "goi.zip")
    with zipfile.ZipFile(tmp_path / "goi.zip") as package:
        package.extractall(tmp_path / "ra")
    [folder] = (tmp_path / "ra").iterdir()
    assert bagit.Bag(str(folder)).validate()
    page = (folder / "index.html").read_text(encoding="utf-8")
    links = [link.split('"')[0] for link in page.split('href="')[1:]]
    assert len(links) > 5
    assert [link for link in links if not (folder / link).is_file()] == []
    assert "<script" not in page
    assert "http" not in page


def test_the_same_store_gives_the_same_bytes_although_each_export_is_an_act(store: Store, tmp_path: Path) -> None:
    issue(store)
    first = export(store, tmp_path / "a.zip")
    second = export(store, tmp_path / "b.zip")
    assert (tmp_path / "a.zip").read_bytes() == (tmp_path / "b.zip").read_bytes()
    acts = [act for act in read_acts(store) if act["action"] == "archive-export"]
    assert [(act["chain"], act["facts"]["package"]) for act in acts] == [(0, first.sha256), (0, second.sha256)]
    assert verify_store(store).is_clean
    issue(store)
    assert export(store, tmp_path / "c.zip").sha256 != first.sha256


def test_the_moment_is_that_of_the_last_act_or_the_one_asked_for(store: Store, tmp_path: Path) -> None:
    issue(store)
    assert export(store, tmp_path / "a.zip").made_at == CLERK.at
    assert export(store, tmp_path / "b.zip", at="2030-01-02T03:04:05Z").made_at == "2030-01-02T03:04:05Z"
    assert b"2030-01-02" in read_member(tmp_path / "b.zip", "bag-info.txt")[1]
    assert verify(tmp_path / "b.zip").is_clean


def test_a_search_chooses(store: Store, tmp_path: Path) -> None:
    issue(store, subject="Rà soát hồ sơ")
    issue(store, subject="Kiểm kê tài sản")
    assert export(store, tmp_path / "a.zip", query="tài sản").documents == 1
    assert "Kiểm kê tài sản" in read_member(tmp_path / "a.zip", "index.html")[1].decode()
    assert verify(tmp_path / "a.zip").is_clean
    with pytest.raises(ArchiveError, match="không có văn bản nào"):
        export(store, tmp_path / "b.zip", query="không có thật")
    assert not (tmp_path / "b.zip").exists()


def test_what_was_recalled_says_so(store: Store, tmp_path: Path) -> None:
    recall(store, issue(store), CLERK, "Sai thẩm quyền")
    export(store, tmp_path / "a.zip")
    assert verify(tmp_path / "a.zip").is_clean
    assert "thu hồi" in read_member(tmp_path / "a.zip", "index.html")[1].decode()
    assert b"recall" in read_member(tmp_path / "a.zip", "METS.xml")[1]


def fill_dossier(store: Store) -> int:
    late, early = issue(store, date(2026, 5, 20)), issue(store, date(2026, 5, 21))
    waiting = make_approved(store)
    with store.read() as connection:
        organ_id = connection.execute(text("SELECT id FROM organs")).scalar_one()
    arrival = Arrival(
        organ_id,
        IncomingMetadata(
            organ_name="Sở Tài chính", code_number="12", code_notation="STC", subject="Dự toán",
            promulgation_date=date(2026, 5, 1),
        ),
        files=(ArrivedFile("Tệp đính kèm.bin", b"\x00\x01"),),
    )  # fmt: skip
    incoming = register_arrival(store, arrival, CLERK)["id"]
    metadata = DossierMetadata(
        file_catalog=2026, file_notation="01.CCHC", title="Chỉ số", maintenance="20 năm", creator="Lan"
    )
    dossier = create_dossier(store, organ_id, metadata, CLERK)["id"]
    items = [Item("document", early), Item("document", late), Item("document", waiting), Item("incoming", incoming)]
    add_documents(store, dossier, items, CLERK)
    return int(dossier)


@pytest.mark.parametrize("wanted", ["id", "01.CCHC", "2026/01.CCHC", "2026.01.CCHC"])
def test_a_dossier_comes_out_in_order_of_time(store: Store, tmp_path: Path, wanted: str) -> None:
    dossier = fill_dossier(store)
    made = export(store, tmp_path / "a.zip", dossier=str(dossier) if wanted == "id" else wanted)
    assert (made.documents, made.dossier) == (3, dossier)
    assert len(made.left_out) == 1
    assert "chưa ban hành" in made.left_out[0]
    found = verify(tmp_path / "a.zip")
    assert found.problems == ()
    folders = dict.fromkeys(name.split("/")[2] for name in list_names(tmp_path / "a.zip") if "/van-ban/" in name)
    assert list(folders) == ["00001-12-STC", "00002-01-TB-SNV", "00003-02-TB-SNV"]
    incoming = etree.fromstring(read_member(tmp_path / "a.zip", "00001-12-STC/van-ban.xml")[1])
    names = [child.tag.rpartition("}")[2] for child in incoming if child.tag.startswith(f"{{{NS['p']}}}")]
    assert len(names) == 18
    assert incoming.findtext("p:FileCode/p:FileNotation", namespaces=NS) == "01.CCHC"
    assert incoming.findtext("p:DocOrdinal", namespaces=NS) == "4"
    root = etree.fromstring(read_member(tmp_path / "a.zip", "ho-so.xml")[1])
    assert [child.tag.rpartition("}")[2] for child in root] == [
        "FileCode", "Title", "Maintenance", "Rights", "Creator", "Language", "StartDate", "EndDate", "DocTotal",
        "PageTotal", "Description",
    ]  # fmt: skip


def test_a_dossier_that_is_not_there_or_empty_is_refused(store: Store, tmp_path: Path) -> None:
    issue(store)
    for wanted in ("7", "02.X"):
        with pytest.raises(RegisterError, match="không có hồ sơ"):
            export(store, tmp_path / "a.zip", dossier=wanted)
    with store.read() as connection:
        organ_id = connection.execute(text("SELECT id FROM organs")).scalar_one()
    metadata = DossierMetadata(file_catalog=2026, file_notation="9", title="Rỗng", maintenance="20 năm")
    dossier = create_dossier(store, organ_id, metadata, CLERK)["id"]
    with pytest.raises(ArchiveError, match="không có văn bản nào để xuất"):
        export(store, tmp_path / "a.zip", dossier=str(dossier))


def test_a_key_signs_the_end_of_the_trail(store: Store, tmp_path: Path) -> None:
    issue(store)
    create_key(tmp_path / "khoa.pem")
    export(store, tmp_path / "a.zip", key=tmp_path / "khoa.pem")
    found = verify(tmp_path / "a.zip")
    assert found.is_clean
    _, data = read_member(tmp_path / "a.zip", "diem-kiem-chung.json")
    (tmp_path / "diem.json").write_bytes(data)
    assert read_checkpoint(tmp_path / "diem.json").public_key == found.signed_by
    assert verify(tmp_path / "a.zip", checkpoint=read_checkpoint(tmp_path / "diem.json")).is_clean


def test_only_registry_and_archivist_export(store: Store, tmp_path: Path) -> None:
    issue(store)
    for name, role in (("sep", Role.ADMIN), ("hoa", Role.DRAFTER), ("lan", Role.ARCHIVIST)):
        set_user(store, name, [role], ADMIN, full_name=name.title())
    with pytest.raises(RegisterError, match="không được xuất gói lưu trữ"):
        export(store, tmp_path / "a.zip")
    request = ExportRequest(makes_pdf=False)
    export_package(store, request, tmp_path / "a.zip", ARCHIVIST, load_settings({}), lambda *_: None)
    assert verify(tmp_path / "a.zip").is_clean


def test_a_record_edited_behind_our_back_is_not_exported(store: Store, tmp_path: Path) -> None:
    key = issue(store)
    with store.write() as connection:
        connection.execute(text("UPDATE documents SET subject = 'Khác' WHERE id = :key"), {"key": key})
    with pytest.raises(ArchiveError, match="bản ghi khác với nhật ký"):
        export(store, tmp_path / "a.zip")
    assert not (tmp_path / "a.zip").exists()


@pytest.mark.parametrize("harm", ["changed", "missing"])
def test_a_file_of_the_store_that_was_harmed_is_not_exported(store: Store, tmp_path: Path, harm: str) -> None:
    data = make_pdf("Hỏng")
    issue(store, pdf=data)
    path = store.files.path_of(store.files.add(data).sha256)
    path.chmod(0o600)
    if harm == "changed":
        path.write_bytes(data[:-1] + b"!")
    else:
        path.unlink()
    with pytest.raises(ArchiveError, match="tệp") as caught:
        export(store, tmp_path / "a.zip")
    assert str(path) in str(caught.value)
    assert not (tmp_path / "a.zip").exists()


def test_without_a_pdf_the_package_says_so(store: Store, tmp_path: Path) -> None:
    issue(store, pdf=b"")
    export(store, tmp_path / "a.zip")
    found = verify(tmp_path / "a.zip")
    assert found.is_clean
    assert [note.rpartition(": ")[2] for note in found.notes] == ["gói không có PDF"]


def test_libreoffice_is_not_needed_for_what_was_issued_with_its_pdf(store: Store, tmp_path: Path) -> None:
    settings = load_settings({"DOCGEN_SOFFICE": str(tmp_path / "khong-co")})
    issue(store)
    export_package(store, ExportRequest(), tmp_path / "a.zip", CLERK, settings, lambda *_: None)
    found = verify(tmp_path / "a.zip")
    assert found.is_clean
    assert found.notes == ()
    issue(store, pdf=b"")
    with pytest.raises(ToolError, match="LibreOffice"):
        export_package(store, ExportRequest(), tmp_path / "b.zip", CLERK, settings, lambda *_: None)
    assert not (tmp_path / "b.zip").exists()


class CutError(Exception):
    """The end of a run, somewhere."""


def test_an_export_that_was_cut_off_goes_on(store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("docgen.archive.export._COMMIT_EVERY", 2)
    monkeypatch.setattr("docgen.workflow.archive_export.AT_ONCE", 3)
    for _ in range(7):
        issue(store)
    whole, target = tmp_path / "whole.zip", tmp_path / "goi.zip"
    export(store, whole)

    def cut(stage: str, done: int, total: int) -> None:
        if done == 5:
            raise CutError

    with pytest.raises(CutError):
        export_package(store, ExportRequest(makes_pdf=False), target, CLERK, load_settings({}), cut)
    assert not target.exists()
    made = export(store, target)
    assert made.resumed == 4
    assert target.read_bytes() == whole.read_bytes()
    assert sorted(path.name for path in tmp_path.glob("*goi.zip*")) == ["goi.zip"]


def test_the_target_must_be_a_zip_in_a_folder_that_is_there(store: Store, tmp_path: Path) -> None:
    issue(store)
    with pytest.raises(InputError, match=r"\.zip"):
        export(store, tmp_path / "a.tar")
    with pytest.raises(ArchiveError, match="không có thư mục"):
        export(store, tmp_path / "khong-co" / "a.zip")
    with pytest.raises(InputError, match="hồ sơ"):
        export(store, tmp_path / "a.zip", joined=True)


def test_a_number_that_was_only_reserved_stays(store: Store, tmp_path: Path) -> None:
    issue(store)
    take(store, make_approved(store))
    assert export(store, tmp_path / "a.zip").documents == 1
    assert json.loads(read_member(tmp_path / "a.zip", "ban-ghi.json")[1])["state"] == "issued"
