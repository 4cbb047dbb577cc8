"""The lists of Annex V: dossiers of a year, dossiers handed to the archive, documents in a dossier."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any, Final

from sqlalchemy import Connection, select

from docgen.errors import RegisterError
from docgen.records.dossier_contents import describe_contents, list_contents
from docgen.records.dossier_metadata import DossierState
from docgen.records.dossiers import get_dossier, goes_to_archive
from docgen.records.incoming_metadata import IncomingState
from docgen.records.register_form import Column, Heading, Printout, Row
from docgen.records.tables import documents, dossiers, incoming_documents, organs
from docgen.vietnamese.collation import collation_key
from docgen.vietnamese.dates import format_long_date, format_short_date
from docgen.vietnamese.numbers import spell_number
from docgen.vietnamese.numerals import format_code_number, format_roman

_CATALOGUE_COLUMNS: Final = (
    Column("Số và ký hiệu hồ sơ", 27, "center"),
    Column("Tên đề mục và tiêu đề hồ sơ", 73),
    Column("Thời hạn bảo quản", 23, "center"),
    Column("Người lập hồ sơ", 24, "center"),
    Column("Ghi chú", 18),
)
_INVENTORY_COLUMNS: Final = (
    Column("Số TT", 11, "center"),
    Column("Số, ký hiệu hồ sơ", 23, "center"),
    Column("Tiêu đề hồ sơ", 53),
    Column("Thời gian tài liệu", 24, "center"),
    Column("Thời hạn bảo quản", 18, "center"),
    Column("Số tờ/\nSố trang", 17, "center"),
    Column("Ghi chú", 19),
)
_PLACE_OF_TITLE: Final = 2
_PLACE_OF_RETENTION: Final = 4
_CONTENTS_COLUMNS: Final = (
    Column("STT", 11, "center"),
    Column("Số, ký hiệu văn bản", 26),
    Column("Ngày tháng năm văn bản", 22, "center"),
    Column("Tên loại và trích yếu nội dung văn bản", 46),
    Column("Tác giả văn bản", 27),
    Column("Tờ số/\nTrang số", 16, "center"),
    Column("Ghi chú", 17),
)


def build_catalogue(connection: Connection, organ_id: int, year: int, decision: str = "") -> Printout:
    """Return danh mục hồ sơ of a year (Annex V, II): headings, dossiers, totals. ``decision`` is what issued it.

    Raises RegisterError when there is none.
    """
    rows = _read_dossiers(connection, organ_id, year)
    written: list[Row] = []
    bold: set[int] = set()
    heading, subheading, large, small = "", "", 0, 0
    for row in rows:
        if row["heading"] != heading:
            heading, subheading, large, small = row["heading"], "", large + 1, 0
            bold.add(len(written))
            written.append(("", f"{format_roman(large)}. {heading.upper()}", "", "", ""))
        if row["subheading"] != subheading:
            subheading, small = row["subheading"], small + 1
            bold.add(len(written))
            written.append(("", f"{small}. {subheading}", "", "", ""))
        written.append((row["file_notation"], row["title"], row["maintenance"], row["creator"], row["description"]))
    permanent = sum(row["permanent"] for row in rows)
    decided = decision or "Quyết định số …… ngày … tháng … năm …… của ……"
    return Printout(
        "Danh mục hồ sơ",
        "DANH MỤC HỒ SƠ",
        _CATALOGUE_COLUMNS,
        written,
        _heading(connection, organ_id, (f"Năm {year}", f"(Kèm theo {decided})"), is_last_italic=True),
        is_landscape=False,
        closing=(
            f"Danh mục hồ sơ này có {_count(len(rows))} hồ sơ, bao gồm:",
            f"{_count(permanent)} hồ sơ bảo quản vĩnh viễn;",
            f"{_count(len(rows) - permanent)} hồ sơ bảo quản có thời hạn.",
        ),
        bold_rows=frozenset(bold),
    )


def build_inventory(
    connection: Connection, organ_id: int, year: int, *, permanent: bool, unit: str = "", place: str = ""
) -> Printout:
    """Return mục lục hồ sơ, tài liệu nộp lưu (Annex V, III) of the dossiers of a year that are closed.

    Those kept for ever and those kept for a time make two lists; the first has no column of retention. ``unit`` is who
    hands them in; ``place`` stands before the day, which is left to the pen. Raises RegisterError when there is none.
    """
    rows = [
        row
        for row in _read_dossiers(connection, organ_id, year)
        if row["permanent"] is permanent and row["state"] != DossierState.OPEN and goes_to_archive(row)
    ]
    name = "vĩnh viễn" if permanent else "có thời hạn"
    if not rows:
        raise RegisterError(
            f"năm {year} không có hồ sơ bảo quản {name} nào đã kết thúc", hint="kết thúc hồ sơ: dossier close"
        )
    days = _find_days(connection, rows)
    written = [_write_inventory(number, row, days) for number, row in enumerate(rows, 1)]
    columns = _INVENTORY_COLUMNS
    if permanent:
        freed = columns[_PLACE_OF_RETENTION].width_mm
        columns = tuple(
            replace(column, width_mm=column.width_mm + freed) if place == _PLACE_OF_TITLE else column
            for place, column in enumerate(_without(columns))
        )
        written = [_without(row) for row in written]
    words = spell_number(len(rows))
    return Printout(
        f"Mục lục {'vĩnh viễn' if permanent else 'có thời hạn'}",
        "MỤC LỤC HỒ SƠ, TÀI LIỆU NỘP LƯU",
        columns,
        written,
        _heading(connection, organ_id, (f"Bảo quản {name}", f"Năm {year}"), unit=unit),
        is_landscape=False,
        closing=(
            f"Mục lục này gồm: {_count(len(rows))} hồ sơ (đơn vị bảo quản).",
            f"Viết bằng chữ: {words[0].upper()}{words[1:]} hồ sơ (đơn vị bảo quản).",
        ),
        signature=(
            f"{place or '…………'}, {format_long_date(None).replace('năm', 'năm ……')}",
            "Người lập",
            "(Ký và ghi rõ họ và tên, chức vụ)",
        ),
    )


def build_contents(connection: Connection, dossier_id: int) -> Printout:
    """Return mục lục văn bản, tài liệu of a dossier (Annex V, IV). Raises RegisterError when it is empty."""
    dossier = get_dossier(connection, dossier_id)
    members = describe_contents(connection, dossier_id)
    if not members:
        raise RegisterError(f"hồ sơ {dossier_id} chưa có văn bản nào", hint="docgen records dossier add")
    written: list[Row] = []
    page: int | None = 1
    for member in members:
        sheets, page = _count_pages(member, page)
        written.append(
            (
                str(member["ordinal"]),
                member["code"],
                _show(member["promulgation_date"]),
                f"{member['type_name']} {member['subject']}".strip(),
                member["organ"],
                sheets,
                member["note"],
            )
        )
    lines = (f"Số, ký hiệu hồ sơ: {dossier['file_notation']}", f"Năm {dossier['file_catalog']}")
    return Printout(
        "Mục lục văn bản",
        "MỤC LỤC VĂN BẢN, TÀI LIỆU",
        _CONTENTS_COLUMNS,
        written,
        Heading("", "", lines, has_national=False),
        is_landscape=False,
    )


def _count_pages(member: Mapping[str, Any], page: int | None) -> tuple[str, int | None]:
    """Return the pages of a document within its dossier, and the page that follows; None once one is not known."""
    amount = member["page_amount"]
    following = page + amount if page is not None and amount else None
    if member["sheets"]:
        return member["sheets"], following
    if page is None or not amount:
        return "", None
    return (str(page) if amount == 1 else f"{page}-{page + amount - 1}"), following


def _write_inventory(number: int, row: Mapping[str, Any], days: Mapping[int, tuple[date, date]]) -> Row:
    first, last = days.get(row["id"], (row["start_date"], row["end_date"]))
    pages = row["sheet_total"] or row["page_total"]
    return (
        str(number),
        row["file_notation"],
        row["title"],
        _show(first) if first == last else f"{_show(first)} - {_show(last)}",
        row["maintenance"],
        str(pages or ""),
        row["description"],
    )


def _without(items: tuple[Any, ...]) -> tuple[Any, ...]:
    return items[:_PLACE_OF_RETENTION] + items[_PLACE_OF_RETENTION + 1 :]


def _read_dossiers(connection: Connection, organ_id: int, year: int) -> Sequence[dict[str, Any]]:
    """Return the dossiers of a year in the order of the list: heading by heading as first entered, then by number."""
    query = (
        select(dossiers).where(dossiers.c.organ_id == organ_id, dossiers.c.file_catalog == year).order_by(dossiers.c.id)
    )
    rows = [dict(row) for row in connection.execute(query).mappings()]
    if not rows:
        raise RegisterError(f"năm {year} chưa có hồ sơ nào", hint="lập hồ sơ: docgen records dossier create")
    places: dict[tuple[str, str], int] = {}
    large: dict[str, int] = {}
    for row in rows:
        large.setdefault(row["heading"], len(large))
        places.setdefault((row["heading"], row["subheading"]), len(places))
    return sorted(
        rows,
        key=lambda row: (
            large[row["heading"]],
            places[row["heading"], row["subheading"]],
            collation_key(row["file_notation"]),
        ),
    )


def _find_days(connection: Connection, rows: Sequence[Mapping[str, Any]]) -> dict[int, tuple[date, date]]:
    """Return the first and last day of the documents of each dossier: "thời gian tài liệu"."""
    contents = list_contents(connection)
    days: dict[tuple[str, int], date] = {}
    for kind, table in (("document", documents), ("incoming", incoming_documents)):
        wanted = [key for row in rows for _, of, key, _, _ in contents.get(row["id"], ()) if of == kind]
        for start in range(0, len(wanted), 500):
            query = select(table.c.id, table.c.promulgation_date).where(
                table.c.id.in_(wanted[start : start + 500]), table.c.state != IncomingState.RECALLED.value
            )
            days |= {(kind, row[0]): row[1] for row in connection.execute(query) if row[1] is not None}
    found = {}
    for row in rows:
        mine = [days[of, key] for _, of, key, _, _ in contents.get(row["id"], ()) if (of, key) in days]
        if mine:
            found[row["id"]] = (min(mine), max(mine))
    return found


def _heading(
    connection: Connection, organ_id: int, lines: tuple[str, ...], *, unit: str = "", is_last_italic: bool = False
) -> Heading:
    organ = connection.execute(select(organs).where(organs.c.id == organ_id)).mappings().one()
    parent, name = (organ["name"], unit) if unit else (organ["parent"], organ["name"])
    return Heading(parent.upper(), name.upper(), lines, is_last_italic=is_last_italic)


def _count(number: int) -> str:
    return format_code_number(number) if number else "0"


def _show(day: date | None) -> str:
    return format_short_date(day) if day else ""
