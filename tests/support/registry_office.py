"""An office for tests: drafts of an invented agency, and the acts that bring one to where a test begins."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

from docgen.drafting import parse_draft
from docgen.model import Organ
from docgen.records.documents import Actor, Row, approve
from docgen.records.issuing import FinishedFile, finish
from docgen.records.reserving import reserve
from docgen.records.store import Store
from docgen.records.submission import Submission, submit

NOON = datetime(2026, 5, 18, 5, 0, tzinfo=UTC)  # 12:00 in Vietnam
CLERK = Actor("hoa", NOON)
ORGAN = Organ(
    name="Sở Nội vụ tỉnh Hoa Lư",
    parent="UBND TỈNH HOA LƯ",
    abbreviation="SNV",
    place="Hoa Lư",
    head_position="GIÁM ĐỐC",
)
ORGANS = {"so": ORGAN}

DRAFT = """---
document_type: {kind}
organ: so
drafting_unit: VP
subject: {subject}
addressees: {addressees}
recipients: [Các phòng thuộc Sở]
signature: {{position: GIÁM ĐỐC, full_name: Trần Thị Bình}}
---
Thực hiện chương trình công tác năm, Sở Nội vụ thông báo nội dung sau:
1. Các phòng rà soát hồ sơ trước ngày 20 hằng tháng.
2. Văn phòng tổng hợp, báo cáo Giám đốc.
"""


def make_submission(kind: str = "thong-bao", subject: str = "Rà soát hồ sơ hằng tháng", **changes: Any) -> Submission:
    """A draft that was read. ``changes`` are fields of the document."""
    addressees = "[Các phòng thuộc Sở]" if kind == "cong-van" else "[]"
    text = DRAFT.format(kind=kind, subject=subject, addressees=addressees)
    document = parse_draft(text, ORGANS)
    if changes:
        document = document.model_copy(update=changes)
    return Submission(f"{kind}.vb.txt", text.encode(), document)


def hand_in(store: Store, kind: str = "thong-bao", actor: Actor = CLERK, **changes: Any) -> int:
    """Hand in a draft and return its id."""
    return int(submit(store, make_submission(kind, **changes), actor)["id"])


def make_approved(store: Store, kind: str = "thong-bao", actor: Actor = CLERK, **changes: Any) -> int:
    """Hand in and approve a draft; return its id."""
    key = hand_in(store, kind, actor, **changes)
    approve(store, key, actor)
    return key


def take(
    store: Store, key: int, day: date | None = None, actor: Actor = CLERK, override: str = "", organ: Organ = ORGAN
) -> Row:
    """Reserve a number, in the series that the organ says."""
    return reserve(store, key, actor, organ=organ, day=day, override_date=override)


def put_out(store: Store, key: int, data: bytes = b"PK final", actor: Actor = CLERK) -> Row:
    """Finish a reserved document with a file of these bytes."""
    return finish(store, key, actor, [FinishedFile("docx", "van-ban.docx", store.files.add(data))])


def make_issued(store: Store, kind: str = "thong-bao", day: date | None = None, **changes: Any) -> int:
    """Bring a new document all the way; return its id."""
    key = make_approved(store, kind, **changes)
    take(store, key, day)
    put_out(store, key, f"PK {key}".encode())
    return key


def at(actor: Actor, moment: datetime) -> Actor:
    """The same person at another time."""
    return replace(actor, now=moment)


def read_row(store: Store, key: int) -> Row:
    """The row of a document."""
    from docgen.records.documents import get_document

    with store.read() as connection:
        return get_document(connection, key)


def read_acts(store: Store) -> list[dict[str, Any]]:
    """All acts, in order, with their facts read."""
    from sqlalchemy import select

    from docgen.records.tables import audit

    with store.read() as connection:
        rows = connection.execute(select(audit).order_by(audit.c.chain, audit.c.seq)).mappings().all()
    return [dict(row) | {"facts": json.loads(row["facts"])} for row in rows]
