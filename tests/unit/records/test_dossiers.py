from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from registry_office import CLERK, ORGAN, make_approved, make_issued
from sqlalchemy import select, update

from docgen.errors import InputError, RegisterError
from docgen.records.dossier_contents import Item, describe_contents
from docgen.records.dossier_lists import build_catalogue, build_contents, build_inventory
from docgen.records.dossier_metadata import DossierMetadata, transfer_day
from docgen.records.dossiers import (
    add_documents,
    close_dossier,
    create_dossier,
    hold_dossier,
    list_due,
    order_documents,
    release_dossier,
    remove_documents,
    transfer_dossier,
)
from docgen.records.fields import build_metadata
from docgen.records.incoming import Arrival, ArrivedFile, register_arrival
from docgen.records.incoming_metadata import IncomingMetadata
from docgen.records.incoming_recall import recall_incoming
from docgen.records.organs import ensure_organ
from docgen.records.search import SearchRequest, search
from docgen.records.store import Store
from docgen.records.tables import documents, dossier_documents
from docgen.records.verify import verify_store


def make_dossier(store: Store, notation: str = "01.CCHC", **facts: Any) -> int:
    with store.write() as connection:
        organ_id = ensure_organ(connection, store, ORGAN, CLERK)
    values: dict[str, Any] = {"file_catalog": 2026, "file_notation": notation, "title": "Cải cách hành chính"}
    metadata = build_metadata(DossierMetadata, values | {"maintenance": "20 năm"} | facts, "hồ sơ")
    return int(create_dossier(store, organ_id, metadata, CLERK)["id"])


def receive(store: Store, number: str = "5", data: bytes = b"text", **facts: Any) -> Item:
    with store.write() as connection:
        organ_id = ensure_organ(connection, store, ORGAN, CLERK)
    given = {"organ_name": "Sở Tư pháp", "code_number": number, "code_notation": "STP", "subject": "Góp ý"}
    metadata = IncomingMetadata(**given | {"promulgation_date": date(2026, 5, 4)} | facts)
    return Item(
        "incoming", register_arrival(store, Arrival(organ_id, metadata, (ArrivedFile("a.txt", data),)), CLERK)["id"]
    )


def issue(store: Store, **changes: Any) -> Item:
    return Item("document", make_issued(store, **changes))


def contents(store: Store, dossier: int) -> list[tuple[int, str, int]]:
    with store.read() as connection:
        return [(row["ordinal"], row["kind"], row["id"]) for row in describe_contents(connection, dossier)]


def test_one_document_lies_in_many_dossiers_without_copies(store: Store) -> None:
    first, second = make_dossier(store), make_dossier(store, "02.CCHC")
    plan, letter = issue(store), receive(store)
    add_documents(store, first, [plan, letter, plan], CLERK)
    add_documents(store, second, [letter], CLERK)
    add_documents(store, first, [letter], CLERK)
    assert contents(store, first) == [(1, "document", plan.id), (2, "incoming", letter.id)]
    assert contents(store, second) == [(1, "incoming", letter.id)]
    with store.read() as connection:
        assert len(connection.execute(select(documents)).all()) == 1
    assert verify_store(store).problems == ()


def test_order_and_removal_leave_no_gaps(store: Store) -> None:
    dossier = make_dossier(store)
    items = [issue(store), receive(store), issue(store), receive(store, "6", b"other")]
    add_documents(store, dossier, items, CLERK)
    order_documents(store, dossier, [items[3], items[1]], CLERK)
    assert [(kind, key) for _, kind, key in contents(store, dossier)] == [
        (item.kind, item.id) for item in (items[3], items[1], items[0], items[2])
    ]
    remove_documents(store, dossier, [items[1]], CLERK)
    assert [place for place, _, _ in contents(store, dossier)] == [1, 2, 3]
    with pytest.raises(RegisterError, match="không nằm trong hồ sơ"):
        remove_documents(store, dossier, [items[1]], CLERK)
    with pytest.raises(RegisterError, match="không có văn bản 99"):
        add_documents(store, dossier, [Item("document", 99)], CLERK)
    assert verify_store(store).problems == ()


def test_a_closed_dossier_changes_no_more(store: Store) -> None:
    dossier = make_dossier(store, start_date=date(2026, 1, 5))
    item = issue(store)
    with pytest.raises(RegisterError, match="chưa có văn bản nào"):
        close_dossier(store, dossier, CLERK)
    add_documents(store, dossier, [item], CLERK)
    with pytest.raises(InputError, match="trước ngày bắt đầu"):
        close_dossier(store, dossier, CLERK, end=date(2025, 12, 31))
    row = close_dossier(store, dossier, CLERK, end=date(2026, 5, 10))
    assert (row["state"], row["transfer_due"]) == ("closed", date(2027, 5, 10))
    for act in (add_documents, remove_documents, order_documents):
        with pytest.raises(RegisterError, match="đã kết thúc, không sửa được"):
            act(store, dossier, [item], CLERK)
    assert transfer_dossier(store, dossier, CLERK)["state"] == "transferred"
    assert verify_store(store).problems == ()


def test_drafts_and_duplicates_must_be_out_before_closing(store: Store) -> None:
    dossier = make_dossier(store)
    draft = Item("document", make_approved(store))
    first, same_file = receive(store, "5", b"same"), receive(store, "6", b"same")
    add_documents(store, dossier, [draft, first, same_file], CLERK)
    with pytest.raises(RegisterError, match=f"bản thảo chưa ban hành: {draft}"):
        close_dossier(store, dossier, CLERK)
    remove_documents(store, dossier, [draft], CLERK)
    with pytest.raises(RegisterError, match=f"{same_file} trùng {first}"):
        close_dossier(store, dossier, CLERK)
    assert close_dossier(store, dossier, CLERK, even_if_duplicate=True)["state"] == "closed"


def test_a_locked_dossier_waits_for_its_release(store: Store) -> None:
    dossier = make_dossier(store)
    add_documents(store, dossier, [issue(store)], CLERK)
    hold_dossier(store, dossier, CLERK, "Thanh tra")
    for act in (close_dossier, transfer_dossier):
        with pytest.raises(RegisterError, match="đang bị khóa: Thanh tra"):
            act(store, dossier, CLERK)
    with pytest.raises(RegisterError, match="đang bị khóa"):
        add_documents(store, dossier, [issue(store)], CLERK)
    release_dossier(store, dossier, CLERK, "xong")
    close_dossier(store, dossier, CLERK)
    assert verify_store(store).problems == ()


@pytest.mark.parametrize(
    ("end", "construction", "due"),
    [
        (date(2026, 5, 10), False, date(2027, 5, 10)),
        (date(2024, 2, 29), False, date(2025, 2, 28)),
        (date(2026, 11, 30), True, date(2027, 2, 28)),
        (date(2026, 1, 31), True, date(2026, 4, 30)),
    ],
)
def test_when_a_dossier_goes_to_the_archive(end: date, construction: bool, due: date) -> None:
    assert transfer_day(end, construction=construction) == due


def test_notice_comes_thirty_days_before(store: Store) -> None:
    for notation, maintenance, end in (
        ("01", "Vĩnh viễn", date(2025, 6, 17)),
        ("02", "10 năm", date(2025, 6, 18)),
        ("03", "03 năm", date(2025, 1, 1)),
        ("04", "06", date(2025, 5, 1)),
    ):
        key = make_dossier(store, notation, maintenance=maintenance, start_date=date(2020, 1, 1))
        add_documents(store, key, [issue(store)], CLERK)
        close_dossier(store, key, CLERK, end=end)
    with store.read() as connection:
        assert [row["file_notation"] for row in list_due(connection, date(2026, 5, 18))] == ["04", "01"]


@pytest.mark.parametrize(
    "facts",
    [
        {"maintenance": "lâu"},
        {"maintenance": "0 năm"},
        {"title": ""},
        {"file_notation": "x" * 21},
        {"creator": "x" * 31},
    ],
)
def test_metadata_not_in_order_is_refused(store: Store, facts: dict[str, Any]) -> None:
    with pytest.raises(InputError, match="hồ sơ có thông tin không hợp lệ"):
        make_dossier(store, **facts)


def test_a_number_is_taken_once_a_year(store: Store) -> None:
    make_dossier(store)
    with pytest.raises(RegisterError, match="đã có"):
        make_dossier(store)
    make_dossier(store, file_catalog=2027)


def test_dossiers_are_found(store: Store) -> None:
    key = make_dossier(store, heading="Tổ chức cán bộ")
    with store.read() as connection:
        for query in ("cai cach", "to chuc can bo", "01.CCHC"):
            found = search(connection, SearchRequest(query)).found
            assert [(item["kind"], item["id"]) for item in found] == [("dossier", key)], query


def test_what_is_edited_behind_our_back_is_found(store: Store) -> None:
    dossier = make_dossier(store)
    add_documents(store, dossier, [issue(store), receive(store)], CLERK)
    with store.write() as connection:
        connection.execute(update(dossier_documents).where(dossier_documents.c.ordinal == 2).values(ordinal=7))
    assert [problem.where for problem in verify_store(store).problems] == [
        f"hồ sơ {dossier} (01.CCHC năm 2026, “Cải cách hành chính”)"
    ]


def test_the_list_of_dossiers_has_headings_and_totals(store: Store) -> None:
    make_dossier(store, "02.TCCB", heading="Tổ chức", subheading="Biên chế", maintenance="Vĩnh viễn", creator="An")
    make_dossier(store, "01.VP", heading="Văn phòng")
    make_dossier(store, "01.TCCB", heading="Tổ chức", subheading="Biên chế")
    with store.read() as connection:
        printout = build_catalogue(connection, 1, 2026)
    assert [row[:2] for row in printout.rows] == [
        ("", "I. TỔ CHỨC"),
        ("", "1. Biên chế"),
        ("01.TCCB", "Cải cách hành chính"),
        ("02.TCCB", "Cải cách hành chính"),
        ("", "II. VĂN PHÒNG"),
        ("01.VP", "Cải cách hành chính"),
    ]
    assert printout.bold_rows == {0, 1, 4}
    assert printout.closing == (
        "Danh mục hồ sơ này có 03 hồ sơ, bao gồm:",
        "01 hồ sơ bảo quản vĩnh viễn;",
        "02 hồ sơ bảo quản có thời hạn.",
    )


def test_permanent_and_limited_dossiers_make_two_lists(store: Store) -> None:
    for number in range(1, 4):
        key = make_dossier(store, f"0{number}", maintenance="Vĩnh viễn" if number == 3 else "20 năm")
        add_documents(store, key, [receive(store, str(number), b"%d" % number), issue(store)], CLERK)
        close_dossier(store, key, CLERK, sheets=12)
    make_dossier(store, "04")  # open: stays
    with store.read() as connection:
        limited = build_inventory(connection, 1, 2026, permanent=False)
        permanent = build_inventory(connection, 1, 2026, permanent=True, unit="Phòng CCHC")
    assert len(limited.columns) == 7
    assert [" ".join(column.head.split()) for column in permanent.columns] == [
        "Số TT", "Số, ký hiệu hồ sơ", "Tiêu đề hồ sơ", "Thời gian tài liệu", "Số tờ/ Số trang", "Ghi chú",
    ]  # fmt: skip
    assert sum(column.width_mm for column in permanent.columns) == sum(column.width_mm for column in limited.columns)
    assert permanent.rows == [("1", "03", "Cải cách hành chính", "04/5/2026 - 18/5/2026", "12", "")]
    assert limited.closing[1] == "Viết bằng chữ: Hai hồ sơ (đơn vị bảo quản)."
    assert permanent.front.organ == "PHÒNG CCHC"


def test_the_list_of_documents_counts_pages_and_names_the_recalled(store: Store) -> None:
    dossier = make_dossier(store)
    items = [
        receive(store, "1", b"1", page_amount=3),
        receive(store, "2", b"2", page_amount=1),
        receive(store, "3", b"3"),
    ]
    add_documents(store, dossier, items, CLERK)
    recall_incoming(store, items[2].id, CLERK, "CV 9")
    with store.read() as connection:
        rows = build_contents(connection, dossier).rows
    assert [row[5] for row in rows] == ["1-3", "4", ""]
    assert rows[0][:5] == ("1", "1/STP", "04/5/2026", "Góp ý", "Sở Tư pháp")
    assert rows[2] == ("3", "", "", "", "", "", "Thu hồi: CV 9")
