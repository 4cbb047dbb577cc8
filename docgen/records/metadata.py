"""The metadata of an outgoing document: the 16 fields of Annex VI, part II, with their lengths."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date
from typing import Annotated, Any, Final

from pydantic import Field, StringConstraints, ValidationError

from docgen.errors import RegisterError
from docgen.model import Document, Organ, Urgency, explain_validation_error
from docgen.model.pydantic_value import PydanticValue
from docgen.vietnamese.numerals import format_code_number

LANGUAGE: Final = "Tiếng Việt"
PRIORITIES: Final = {None: 0, Urgency.KHAN: 1, Urgency.THUONG_KHAN: 2, Urgency.HOA_TOC: 3}


def _text(longest: int, shortest: int = 0) -> Any:
    return StringConstraints(max_length=longest, min_length=shortest)


class OutgoingMetadata(PydanticValue):
    """Annex VI, part II, "Văn bản đi". Field 1 (FileCode) and 2 (DocOrdinal) are those of the dossiers it lies in."""

    type_name: Annotated[str, _text(100, 1)] = Field(description="tên loại văn bản (TypeName)")
    code_number: int = Field(ge=1, le=99_999_999_999, description="số văn bản (CodeNumber)")
    code_notation: Annotated[str, _text(30, 1)] = Field(description="ký hiệu văn bản (CodeNotation)")
    promulgation_date: date = Field(description="ngày, tháng, năm văn bản (IssuedDate)")
    organ_name: Annotated[str, _text(200, 1)] = Field(description="tên cơ quan ban hành (OrganName)")
    subject: Annotated[str, _text(500)] = Field(description="trích yếu nội dung (Subject)")
    language: Annotated[str, _text(30, 1)] = Field(default=LANGUAGE, description="ngôn ngữ (Language)")
    page_amount: int | None = Field(default=None, ge=1, le=999, description="số trang (PageAmount)")
    description: Annotated[str, _text(500)] = Field(default="", description="ghi chú (Description)")
    position: Annotated[str, _text(100)] = Field(default="", description="chức vụ người ký (Position)")
    full_name: Annotated[str, _text(50, 1)] = Field(description="họ tên người ký (FullName)")
    recipients: tuple[Annotated[str, _text(200)], ...] = Field(default=(), description="nơi nhận (To)")
    priority: int = Field(default=0, ge=0, le=9, description="mức độ khẩn (Priority)")
    issued_amount: int | None = Field(default=None, ge=1, le=999, description="số lượng bản (IssuedAmount)")
    due_date: date | None = Field(default=None, description="hạn trả lời (DueDate)")


def describe_document(document: Document) -> dict[str, Any]:
    """Return the columns of ``tables.documents`` that a document tells."""
    signature = document.signature
    return {
        "document_type": document.document_type,
        "type_name": document.type.name,
        "code_notation": document.notation,
        "place": document.issuing_place,
        "subject": document.subject,
        "competence": json.dumps(signature.competence, ensure_ascii=False),
        "position": signature.position,
        "full_name": signature.full_name,
        "addressees": json.dumps(document.addressees, ensure_ascii=False),
        "recipients": json.dumps(document.all_recipients, ensure_ascii=False),
        "priority": PRIORITIES[document.urgency],
        "language": LANGUAGE,
        "drafting_unit": document.drafting_unit,
    }


def validate_metadata(row: Mapping[str, Any], organ_name: str) -> OutgoingMetadata:
    """Return the metadata of a row of ``tables.documents``. Raises RegisterError with every field not in order."""
    known = {name: row[name] for name in OutgoingMetadata.model_fields if name in row}
    try:
        return OutgoingMetadata(**known | {"organ_name": organ_name, "recipients": json.loads(row["recipients"])})
    except ValidationError as error:
        problems = "; ".join(
            f"{_describe(problem.path[0])}: {problem.message}" for problem in explain_validation_error(error)
        )
        raise RegisterError(
            f"văn bản {row['id']} chưa đủ thông tin để cấp số: {problems}",
            hint="sửa bản thảo rồi trình lại (Phụ lục VI, Phần II của Nghị định 30/2020/NĐ-CP)",
        ) from error


def make_document_code(row: Mapping[str, Any], organ: Organ) -> str:
    """Return the DocumentId of the exchange standard (QCVN 102): organ, day, số/ký hiệu; "" without an organ's code."""
    if not organ.code:
        return ""
    code = f"{format_code_number(row['code_number'])}/{row['code_notation']}"
    return f"{organ.code},{row['promulgation_date']:%Y/%m/%d},{code}"


def _describe(name: int | str) -> str:
    field = OutgoingMetadata.model_fields.get(str(name))
    return field.description or str(name) if field else str(name)
