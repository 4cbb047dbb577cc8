"""The metadata of a dossier: the 11 fields of Annex VI, part II, "Hồ sơ", its states and how long it is kept."""

from __future__ import annotations

import re
from datetime import date
from enum import StrEnum
from typing import Annotated, Final

from pydantic import AfterValidator, Field

from docgen.errors import InputError
from docgen.model.pydantic_value import PydanticValue
from docgen.model.value import refuse
from docgen.records.fields import Day, Line, length
from docgen.records.metadata import LANGUAGE
from docgen.vietnamese.text import fold_whitespace

PERMANENT: Final = "Vĩnh viễn"
# The codes of the archive packages: a code may be given for the words.
MAINTENANCE_CODES: Final = {
    "01": PERMANENT,
    "02": "70 năm",
    "03": "50 năm",
    "04": "30 năm",
    "05": "20 năm",
    "06": "10 năm",
    "07": "Khác",
}
_YEARS: Final = re.compile(r"(\d{1,3}) ?năm", re.IGNORECASE)


class DossierState(StrEnum):
    """Where a dossier stands."""

    OPEN = "open"
    CLOSED = "closed"
    TRANSFERRED = "transferred"


DOSSIER_STATE_NAMES: Final = {
    DossierState.OPEN: "đang mở",
    DossierState.CLOSED: "đã kết thúc",
    DossierState.TRANSFERRED: "đã nộp lưu",
}


def read_maintenance(given: str) -> str:
    """Return a period of retention in its one way of writing: ``Vĩnh viễn``, ``20 năm``, ``Khác``; or of its code.

    Raises the validation error for anything else.
    """
    cleaned = fold_whitespace(given)
    if cleaned in MAINTENANCE_CODES:
        return MAINTENANCE_CODES[cleaned]
    match = _YEARS.fullmatch(cleaned)
    if match and int(match[1]):
        return f"{int(match[1]):02d} năm"
    for name in (PERMANENT, "Khác"):
        if cleaned.casefold() == name.casefold():
            return name
    raise refuse("thời hạn bảo quản không hợp lệ", f"ghi {PERMANENT}, hoặc số năm như 20 năm")


def count_years(maintenance: str) -> int | None:
    """Return for how many years a dossier is kept; None for ever, or not said in years."""
    match = _YEARS.fullmatch(maintenance)
    return int(match[1]) if match else None


class DossierMetadata(PydanticValue):
    """What a dossier is opened with. Its ends and totals (fields 8 to 10) follow from what becomes of it."""

    file_catalog: int = Field(strict=True, ge=1945, le=9999, description="năm hình thành hồ sơ (FileCatalog)")
    file_notation: Annotated[Line, length(20, 1)] = Field(description="số và ký hiệu hồ sơ (FileNotation)")
    heading: Annotated[Line, length(500)] = Field(default="", description="đề mục lớn")
    subheading: Annotated[Line, length(500)] = Field(default="", description="đề mục nhỏ")
    title: Annotated[Line, length(500, 1)] = Field(description="tiêu đề hồ sơ (Title)")
    maintenance: Annotated[Line, length(30, 1), AfterValidator(read_maintenance)] = Field(
        description="thời hạn bảo quản (Maintenance)"
    )
    rights: Annotated[Line, length(30)] = Field(default="", description="chế độ sử dụng (Rights)")
    creator: Annotated[Line, length(30)] = Field(default="", description="người lập hồ sơ (Creator)")
    language: Annotated[Line, length(50)] = Field(default=LANGUAGE, description="ngôn ngữ (Language)")
    start_date: Day | None = Field(default=None, description="thời gian bắt đầu (StartDate)")
    description: Annotated[Line, length(500)] = Field(default="", description="ghi chú (Description)")

    @property
    def permanent(self) -> bool:
        """Whether it is kept for ever."""
        return self.maintenance == PERMANENT


def transfer_day(end: date, *, construction: bool) -> date:
    """Return by when a dossier must be handed to the archive (Article 30).

    One year after the work ended; works of construction three months after their settlement (``end`` is that day).
    Raises InputError for a day in the year 9999.
    """
    year, month = (end.year, end.month + 3) if construction else (end.year + 1, end.month)
    if month > 12:
        year, month = year + 1, month - 12
    if year > date.max.year:
        raise InputError("ngày kết thúc quá xa")
    day = end.day
    while True:
        try:
            return date(year, month, day)
        except ValueError:  # 31 November, 29 February
            day -= 1
