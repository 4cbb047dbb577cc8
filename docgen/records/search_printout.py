"""What was found, as a list to print or to keep (Annex VI, part I, III.6.h)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Final

from docgen.records.dossier_metadata import DOSSIER_STATE_NAMES, DossierState
from docgen.records.incoming_metadata import INCOMING_STATE_NAMES, IncomingState
from docgen.records.register_form import Column, Heading, Printout
from docgen.records.search_index import DOCUMENT, DOSSIER, INCOMING
from docgen.records.states import STATE_NAMES, State

KIND_NAMES: Final = {DOCUMENT: "đi", INCOMING: "đến", DOSSIER: "hồ sơ"}

_COLUMNS: Final = (
    Column("STT", 12, "center"),
    Column("Văn bản, hồ sơ", 22, "center"),
    Column("Số, ký hiệu", 32),
    Column("Ngày", 22, "center"),
    Column("Tên loại và trích yếu nội dung", 82),
    Column("Cơ quan ban hành", 46),
    Column("Trạng thái", 36),
)


def build_printout(query: str, found: Sequence[Mapping[str, Any]]) -> Printout:
    """Return the list of what was found."""
    rows = [
        (
            str(place),
            f"{KIND_NAMES[item['kind']]} {item['id']}",
            item["code"],
            _show(item["promulgation_date"]),
            f"{item['type_name']} {item['subject']}".strip(),
            item["organ"],
            name_state(item),
        )
        for place, item in enumerate(found, 1)
    ]
    lines = (f"Câu hỏi: {query}",) if query else ()
    heading = Heading("", "", lines, has_national=False, is_last_italic=True)
    return Printout("Kết quả", "KẾT QUẢ TÌM KIẾM", _COLUMNS, rows, heading, closing=(f"Có {len(rows)} kết quả.",))


def name_state(item: Mapping[str, Any]) -> str:
    """Return the state of a found record for people."""
    if item["kind"] == DOCUMENT:
        return STATE_NAMES[State(item["state"])]
    if item["kind"] == INCOMING:
        return INCOMING_STATE_NAMES[IncomingState(item["state"])]
    return DOSSIER_STATE_NAMES[DossierState(item["state"])]


def _show(day: str | None) -> str:
    if not day:
        return ""
    year, month, number = day.split("-")
    return f"{number}/{month if int(month) < 3 else int(month)}/{year}"
