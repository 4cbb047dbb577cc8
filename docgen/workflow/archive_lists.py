"""Mục lục văn bản of a package (Annex V, form IV) and the list of metadata: as XLSX, CSV and PDF."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import Any, BinaryIO, Final

from docgen.archive.package import SourceDocument, SourceDossier
from docgen.records.documents import show_code
from docgen.records.dossier_contents import show_incoming_code
from docgen.records.register_form import Column, Cover, Heading, Printout, Row
from docgen.records.search_index import DOCUMENT
from docgen.vietnamese.dates import format_short_date
from docgen.workflow.archive_choice import Member
from docgen.workflow.archive_sources import Sources, name_state

LIST_TITLE: Final = "MỤC LỤC VĂN BẢN, TÀI LIỆU"
_NAME: Final = "Mục lục văn bản"
_COLUMNS: Final = (
    Column("STT", 11, "center"),
    Column("Số, ký hiệu văn bản", 26),
    Column("Ngày tháng năm văn bản", 22, "center"),
    Column("Tên loại và trích yếu nội dung văn bản", 46),
    Column("Tác giả văn bản", 27),
    Column("Tờ số/\nTrang số", 16, "center"),
    Column("Ghi chú", 17),
)


def build_rows(sources: Sources, members: Sequence[Member]) -> Iterator[Row]:
    """Yield the rows of the list, in the order of the package; pages are counted through."""
    page: int | None = 1
    for place, (member, row) in enumerate(sources.read_rows(members), 1):
        amount = row["page_amount"]
        is_outgoing = member.kind == DOCUMENT
        last = page + amount - 1 if page is not None and amount else None
        state = name_state(member.kind, row["state"]) if is_outgoing and row["state"] != "issued" else ""
        yield (
            str(place),
            show_code(row) if is_outgoing else show_incoming_code(row),
            _show(row["promulgation_date"]),
            f"{row['type_name']} {row['subject']}".strip(),
            sources.organ_name(row["organ_id"]) if is_outgoing else row["organ_name"],
            "" if page is None or last is None else str(page) if page == last else f"{page}-{last}",
            row["note"] or state,
        )
        page = last + 1 if last is not None else None


def build_list(rows: Iterable[Row], front: Heading | Cover) -> Printout:
    """Return the list, behind the cover of its dossier or below its own heading."""
    title = "HỒ SƠ" if isinstance(front, Cover) else LIST_TITLE
    return Printout(_NAME, title, _COLUMNS, rows, front, is_landscape=False)


def build_heading(organ: str, dossier: SourceDossier | None) -> Heading:
    """Return what stands above the list."""
    if dossier is None:
        return Heading("", "", (organ,), has_national=False)
    row = dossier.record
    lines = (f"Số, ký hiệu hồ sơ: {row['file_notation']}", f"Năm {row['file_catalog']}")
    return Heading("", "", lines, has_national=False)


def build_cover(parent: str, dossier: SourceDossier) -> Cover:
    """Return the cover of a dossier."""
    row = dossier.record
    days = " - ".join(_show(row[name]) for name in ("start_date", "end_date") if row[name])
    lines = (
        row["title"],
        f"Số, ký hiệu hồ sơ: {row['file_notation']}",
        f"Năm {row['file_catalog']}",
        f"Thời gian: {days}",
        f"Thời hạn bảo quản: {row['maintenance']}",
    )
    return Cover(parent.upper(), dossier.organ_name.upper(), lines, "")


# The fields of Annex VI, part II, "Văn bản đi", each with what it is called, and two of the register.
LISTED_FIELDS: Final = (
    ("FileCode", "Mã hồ sơ"),
    ("DocOrdinal", "Số thứ tự trong hồ sơ"),
    ("TypeName", "Tên loại văn bản"),
    ("CodeNumber", "Số của văn bản"),
    ("CodeNotation", "Ký hiệu của văn bản"),
    ("IssuedDate", "Ngày, tháng, năm văn bản"),
    ("OrganName", "Tên cơ quan ban hành"),
    ("Subject", "Trích yếu nội dung"),
    ("Language", "Ngôn ngữ"),
    ("PageAmount", "Số trang của văn bản"),
    ("Description", "Ghi chú"),
    ("Position", "Chức vụ người ký"),
    ("FullName", "Họ và tên người ký"),
    ("To", "Nơi nhận"),
    ("Priority", "Mức độ khẩn"),
    ("IssuedAmount", "Số lượng bản phát hành"),
    ("DueDate", "Hạn trả lời"),
    ("State", "Tình trạng"),
    ("FileNames", "Tệp"),
)


def describe_listed(document: SourceDocument) -> tuple[str, ...]:
    """Return what the list of metadata says of an outgoing document, in the order of ``LISTED_FIELDS``."""
    row = document.record
    codes = document.file_codes
    values: tuple[Any, ...] = (
        "; ".join(".".join(filter(None, (c.organ_id, str(c.catalog), c.notation))) for c in codes),
        "; ".join(str(code.ordinal) for code in codes),
        row["type_name"],
        row["code_number"],
        row["code_notation"],
        row["promulgation_date"],
        document.organ_name,
        row["subject"],
        row["language"],
        row["page_amount"],
        row["description"],
        row["position"],
        row["full_name"],
        "; ".join(json.loads(row["recipients"] or "[]")),
        row["priority"],
        row["issued_amount"],
        row["due_date"],
        document.state,
        "; ".join(file.name for file in document.files),
    )
    return tuple("" if value is None else str(value) for value in values)


def write_csv(target: BinaryIO, documents: Iterable[SourceDocument], _count: int) -> None:
    """Write the list as CSV: UTF-8 with the mark by which Excel knows it; what Excel would run is defused."""
    text = io.TextIOWrapper(target, "utf-8-sig", newline="")
    writer = csv.writer(text)
    writer.writerow([name for name, _ in LISTED_FIELDS])
    writer.writerow([label for _, label in LISTED_FIELDS])
    for document in documents:
        writer.writerow([_defuse(value) for value in describe_listed(document)])
    text.flush()
    text.detach()


def _defuse(value: str) -> str:
    """Return a cell that no program takes for a formula: an apostrophe stands before what begins one."""
    return f"'{value}" if value.startswith(("=", "+", "-", "@", "\t", "\r", "\n")) else value


def write_workbook(target: BinaryIO, documents: Iterable[SourceDocument], count: int) -> None:
    """Write the list of ``count`` documents as XLSX; cells are text or whole numbers, never formulas."""
    from docgen.records.register_xlsx import write_xlsx_to

    narrow = {"DocOrdinal", "CodeNumber", "PageAmount", "Priority", "IssuedAmount"}
    columns = tuple(
        Column(f"{name}\n{label}", 16 if name in narrow else 60 if name == "Subject" else 30, "left")
        for name, label in LISTED_FIELDS
    )
    rows = map(describe_listed, documents)
    heading = Heading("", "", (f"{count} văn bản",), has_national=False, is_last_italic=True)
    write_xlsx_to(target, [Printout("Văn bản", "DANH MỤC VĂN BẢN ĐÃ BAN HÀNH", columns, rows, heading)])


def _show(day: date | None) -> str:
    return format_short_date(day) if day else ""
