"""The metadata of an incoming document: the 18 fields of Annex VI, part II, "Văn bản đến", with their lengths."""

from __future__ import annotations

import re
from enum import StrEnum
from typing import Annotated, Final

from pydantic import Field, model_validator

from docgen.model.pydantic_value import PydanticValue
from docgen.model.value import refuse
from docgen.records.fields import Day, Line, length
from docgen.records.metadata import LANGUAGE


class IncomingState(StrEnum):
    """Where an incoming document stands."""

    REGISTERED = "registered"
    ASSIGNED = "assigned"
    ANSWERED = "answered"
    FINISHED = "finished"
    RECALLED = "recalled"


INCOMING_STATE_NAMES: Final = {
    IncomingState.REGISTERED: "đã đăng ký",
    IncomingState.ASSIGNED: "đã chuyển giao, đang giải quyết",
    IncomingState.ANSWERED: "đã có văn bản trả lời",
    IncomingState.FINISHED: "đã giải quyết xong",
    IncomingState.RECALLED: "bị thu hồi, đã hủy",
}

PRIORITY_NAMES: Final = {0: "", 1: "Khẩn", 2: "Thượng khẩn", 3: "Hỏa tốc"}


class IncomingMetadata(PydanticValue):
    """What arrives with a document. Number and day of arrival (fields 12 and 13) are given by the register.

    Fields 1 (FileCode) and 2 (DocOrdinal) are those of the dossiers that it lies in.
    """

    type_name: Annotated[Line, length(100)] = Field(default="", description="tên loại (TypeName)")
    code_number: Annotated[Line, length(11)] = Field(default="", description="số (CodeNumber)")
    code_notation: Annotated[Line, length(30)] = Field(default="", description="ký hiệu (CodeNotation)")
    promulgation_date: Day | None = Field(default=None, description="ngày văn bản (IssuedDate)")
    organ_name: Annotated[Line, length(200, 1)] = Field(description="cơ quan ban hành (OrganName)")
    organ_code: Annotated[Line, length(35)] = Field(default="", description="mã định danh cơ quan ban hành (OrganId)")
    subject: Annotated[Line, length(500, 1)] = Field(description="trích yếu (Subject)")
    language: Annotated[Line, length(30)] = Field(default=LANGUAGE, description="ngôn ngữ (Language)")
    page_amount: int | None = Field(default=None, strict=True, ge=1, le=999, description="số trang (PageAmount)")
    description: Annotated[Line, length(500)] = Field(default="", description="ghi chú (Description)")
    position: Annotated[Line, length(100)] = Field(default="", description="chức vụ người ký (Position)")
    full_name: Annotated[Line, length(50)] = Field(default="", description="họ tên người ký (FullName)")
    priority: int = Field(default=0, strict=True, ge=0, le=3, description="mức độ khẩn (Priority)")
    to_places: Annotated[Line, length(1000)] = Field(default="", description="đơn vị hoặc người nhận (ToPlaces)")
    due_date: Day | None = Field(default=None, description="thời hạn giải quyết (DueDate)")
    document_code: Annotated[Line, length(120)] = Field(default="", description="mã định danh văn bản (DocumentId)")

    @model_validator(mode="after")
    def _check_days(self) -> IncomingMetadata:
        if self.due_date and self.promulgation_date and self.due_date < self.promulgation_date:
            raise refuse("thời hạn giải quyết trước ngày của văn bản", "kiểm tra lại hai ngày")
        return self

    @model_validator(mode="after")
    def _check_code(self) -> IncomingMetadata:
        code = self.code_number + self.code_notation
        if code and not any(sign.isalnum() for sign in code):
            raise refuse(
                f"“{code}” không phải là số, ký hiệu văn bản", "ví dụ 123/KH-UBND; văn bản không có số thì bỏ trống"
            )
        return self


_CODE: Final = re.compile(r"(?:số\s*:?\s*)?([0-9]*[a-zđ]?)\s*/\s*(\S.*)", re.IGNORECASE)


def split_code(code: str) -> tuple[str, str]:
    """Return số and ký hiệu of a printed code: ``123/KH-UBND``. What has no stroke is all number."""
    stripped = " ".join(code.split())
    match = _CODE.fullmatch(stripped)
    return (match[1], match[2]) if match else (stripped, "")


def normal_code(number: str, notation: str) -> tuple[str, str]:
    """Return số and ký hiệu as they are compared: without leading zeros, spaces and differences of case."""
    return number.strip().lstrip("0").casefold(), "".join(notation.split()).casefold()
