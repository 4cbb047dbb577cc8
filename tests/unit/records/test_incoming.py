from __future__ import annotations

import json
from datetime import date
from typing import Any

import pytest
from registry_office import CLERK, ORGAN, make_issued
from sqlalchemy import select

from docgen.errors import InputError, RegisterError
from docgen.records.audit import digest_record
from docgen.records.dossier_contents import Item
from docgen.records.dossier_metadata import DossierMetadata
from docgen.records.dossiers import add_documents, create_dossier, hold_dossier
from docgen.records.fields import build_metadata
from docgen.records.incoming import (
    Arrival,
    ArrivedFile,
    answer,
    assign,
    finish_incoming,
    get_incoming,
    incoming_record,
    register_arrival,
)
from docgen.records.incoming_listing import IncomingFilter, list_incoming
from docgen.records.incoming_metadata import IncomingMetadata, split_code
from docgen.records.incoming_recall import recall_incoming
from docgen.records.organs import ensure_organ
from docgen.records.search import SearchRequest, search
from docgen.records.store import Store
from docgen.records.tables import audit, document_files, files, incoming_documents, search_texts
from docgen.records.verify import verify_store

FACTS: dict[str, Any] = {
    "organ_name": "Sở Tài chính tỉnh Hoa Lư",
    "code_number": "123",
    "code_notation": "STC-NS",
    "promulgation_date": date(2026, 5, 11),
    "subject": "Lập dự toán năm 2027",
}


def receive(store: Store, *attached: ArrivedFile, again: bool = False, day: date | None = None, **facts: Any) -> int:
    with store.write() as connection:
        organ_id = ensure_organ(connection, store, ORGAN, CLERK)
    metadata = build_metadata(IncomingMetadata, FACTS | facts, "văn bản đến")
    arrival = Arrival(organ_id, metadata, attached, day, even_if_duplicate=again)
    return int(register_arrival(store, arrival, CLERK)["id"])


def read(store: Store, key: int) -> dict[str, Any]:
    with store.read() as connection:
        return get_incoming(connection, key)


def test_arrivals_are_numbered_in_order(store: Store) -> None:
    keys = [receive(store, code_number=str(number)) for number in (5, 9, 7)]
    assert [read(store, key)["arrival_number"] for key in keys] == [1, 2, 3]
    assert read(store, keys[0])["arrival_date"] == date(2026, 5, 18)
    assert verify_store(store).problems == ()


def test_the_life_of_a_document(store: Store) -> None:
    key = receive(store, due_date=date(2026, 6, 1))
    reply = make_issued(store)
    assign(store, key, CLERK, "Phòng  CCHC", due=date(2026, 5, 30), instruction="Làm ngay")
    row = answer(store, key, CLERK, document_id=reply)
    assert (row["state"], row["answer_code"], row["answer_id"]) == ("answered", "01/TB-SNV", reply)
    row = finish_incoming(store, key, CLERK, "Đã gửi dự toán")
    assert row["assigned_to"] == "Phòng CCHC"
    assert row["due_date"] == date(2026, 5, 30)
    assert row["transfer_date"] == date(2026, 5, 18)
    assert row["trace_headers"].splitlines()[0] == "18/5/2026 hoa giao Phòng CCHC: Làm ngay"
    with pytest.raises(RegisterError, match="đã giải quyết xong"):
        assign(store, key, CLERK, "Văn phòng")
    with store.read() as connection:
        facts = json.loads(
            connection.execute(select(audit.c.facts).order_by(audit.c.seq.desc())).scalars().first() or ""
        )
        assert facts["record"] == digest_record(incoming_record(connection, key))
    assert verify_store(store).problems == ()


@pytest.mark.parametrize(
    "facts",
    [
        {},
        {"code_number": "0123", "code_notation": "stc - ns", "organ_name": "SỞ TÀI CHÍNH tỉnh Hoa Lư"},
        {"code_number": "9", "document_code": "H99.01,2026/05/11,123/STC-NS"},
    ],
)
def test_duplicates_are_refused_unless_told_otherwise(store: Store, facts: dict[str, Any]) -> None:
    receive(store, document_code="H99.01,2026/05/11,123/STC-NS")
    with pytest.raises(RegisterError, match="đã đăng ký: số đến 1 "):
        receive(store, **facts)
    assert read(store, receive(store, again=True, **facts))["arrival_number"] == 2


@pytest.mark.parametrize(
    "facts",
    [
        {"code_number": "124"},
        {"code_notation": "STC-VP"},
        {"organ_name": "Sở Tư pháp"},
        {"promulgation_date": date(2025, 5, 11)},  # numbers begin anew each year
        {"code_number": "", "code_notation": ""},
    ],
)
def test_what_differs_is_no_duplicate(store: Store, facts: dict[str, Any]) -> None:
    receive(store)
    assert receive(store, **facts) == 2


def test_a_recalled_document_is_destroyed_and_its_number_stays(store: Store) -> None:
    other = receive(store, ArrivedFile("chung.txt", b"shared"), code_number="1")
    key = receive(store, ArrivedFile("rieng.txt", b"secret"), ArrivedFile("chung.txt", b"shared"), code_number="2")
    digests = {file["sha256"] for file in _files(store, key)}
    own = next(digest for digest in digests if store.files.read(digest) == b"secret")
    row = recall_incoming(store, key, CLERK, "Công văn số 9/STC")
    assert (row["state"], row["arrival_number"], row["note"]) == ("recalled", 2, "Thu hồi: Công văn số 9/STC")
    told = {name: value for name, value in read(store, key).items() if value not in (None, "", 0)}
    assert told.keys() == {
        "id", "organ_id", "state", "arrival_number", "arrival_date", "note", "created_at", "created_by",
    }  # fmt: skip
    assert not store.files.path_of(own).exists()
    assert len(_files(store, other)) == 1
    with store.read() as connection:
        assert connection.execute(select(files.c.sha256)).scalars().all() == [next(iter(digests - {own}))]
        assert search(connection, SearchRequest("du toan")).found[0]["id"] == other
        assert len(connection.execute(select(search_texts)).all()) == 1
        facts = " ".join(connection.execute(select(audit.c.facts)).scalars())
    assert "dự toán" not in facts
    assert verify_store(store).problems == ()
    with pytest.raises(RegisterError, match="từ trước"):
        recall_incoming(store, key, CLERK, "lại")


def test_a_locked_dossier_keeps_its_documents(store: Store) -> None:
    key = receive(store)
    with store.read() as connection:
        organ_id = get_incoming(connection, key)["organ_id"]
    metadata = DossierMetadata(file_catalog=2026, file_notation="01.NV", title="Dự toán", maintenance="10 năm")
    dossier = create_dossier(store, organ_id, metadata, CLERK)["id"]
    add_documents(store, dossier, [Item("incoming", key)], CLERK)
    hold_dossier(store, dossier, CLERK, "Thanh tra")
    with pytest.raises(RegisterError, match="đang bị khóa"):
        recall_incoming(store, key, CLERK, "thu hồi")
    assert read(store, key)["subject"] == FACTS["subject"]


def test_urgent_ones_come_first_page_by_page(store: Store) -> None:
    keys = [receive(store, code_number=str(n), priority=priority) for n, priority in enumerate((0, 3, 1, 3, 0), 1)]
    wanted = [keys[1], keys[3], keys[2], keys[0], keys[4]]
    with store.read() as connection:
        assert [row["id"] for row in list_incoming(connection, IncomingFilter())] == wanted
        page = list_incoming(connection, IncomingFilter(after=wanted[1], limit=2))
        assert [row["id"] for row in page] == wanted[2:4]


def test_overdue_ones_are_open_and_late(store: Store) -> None:
    late = receive(store, code_number="1", due_date=date(2026, 5, 15))
    receive(store, code_number="2", due_date=date(2026, 5, 20))
    done = receive(store, code_number="3", due_date=date(2026, 5, 15))
    finish_incoming(store, done, CLERK)
    with store.read() as connection:
        rows = list_incoming(connection, IncomingFilter(due_before=date(2026, 5, 18)))
    assert [row["id"] for row in rows] == [late]


@pytest.mark.parametrize(
    "facts",
    [
        {"subject": ""},
        {"subject": "x" * 501},
        {"organ_name": " "},
        {"code_notation": "x" * 31},
        {"full_name": "x" * 51},
        {"priority": 4},
        {"due_date": date(2026, 5, 1)},
        {"subject": "hai\ndòng"},
    ],
)
def test_metadata_not_in_order_is_refused(store: Store, facts: dict[str, Any]) -> None:
    with pytest.raises(InputError, match="thông tin không hợp lệ"):
        receive(store, **facts)
    with store.read() as connection:
        assert connection.execute(select(incoming_documents)).all() == []


def test_days_that_cannot_be_are_refused(store: Store) -> None:
    with pytest.raises(InputError, match="sau hôm nay"):
        receive(store, day=date(2026, 5, 19))
    with pytest.raises(InputError, match="sau ngày đến"):
        receive(store, promulgation_date=date(2026, 5, 20))
    receive(store, day=date(2026, 5, 18))
    with pytest.raises(RegisterError, match="trước ngày của số liền trước"):
        receive(store, code_number="4", day=date(2026, 5, 17))


@pytest.mark.parametrize(
    ("code", "expected"),
    [
        ("123/KH-UBND", ("123", "KH-UBND")),
        ("Số: 05 / QĐ-UBND", ("05", "QĐ-UBND")),
        ("30/2020/NĐ-CP", ("30", "2020/NĐ-CP")),
        ("12a/TB", ("12a", "TB")),
        ("/GM-VP", ("", "GM-VP")),
        ("khong so", ("khong so", "")),
        ("", ("", "")),
    ],
)
def test_codes_are_split(code: str, expected: tuple[str, str]) -> None:
    assert split_code(code) == expected


def _files(store: Store, key: int) -> list[dict[str, Any]]:
    with store.read() as connection:
        rows = connection.execute(select(document_files).where(document_files.c.incoming_id == key)).mappings()
        return [dict(row) for row in rows]


@pytest.mark.parametrize("code", ["///", "/", " - / - "])
def test_a_code_without_letter_and_number_is_none(code: str) -> None:
    number, notation = split_code(code)
    with pytest.raises(InputError, match=r"hợp lệ: “.*” không phải là số, ký hiệu"):
        build_metadata(IncomingMetadata, FACTS | {"code_number": number, "code_notation": notation}, "văn bản đến")
