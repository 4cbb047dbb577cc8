"""What a document is: its components by Decree 30/2020/NĐ-CP, Article 8."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from enum import StrEnum
from typing import Annotated, Any

from pydantic import AfterValidator, BeforeValidator, Field, PlainSerializer, StringConstraints, model_validator
from pydantic_core import PydanticCustomError

from docgen.errors import InputError
from docgen.model.blocks import Block, Division, Paragraph, Table, article_numbers, walk_contents
from docgen.model.document_types import DOCUMENT_TYPES, Addressing, DocumentType
from docgen.model.inline import Footnote, Reference
from docgen.model.organ import Organ, Regime
from docgen.model.outline import find_outline_problems, flatten_blocks, nest_blocks
from docgen.model.signature import SecondSignature, Signature
from docgen.model.value import FilledLine, Line, ListItems, Value, refuse
from docgen.vietnamese.dates import PartialDate, parse_date
from docgen.vietnamese.numerals import format_code_number, format_roman

MAX_SUBJECT = 500  # Annex VI, part II: Subject
MAX_CODE_NOTATION = 30  # Annex VI, part II: CodeNotation


class Urgency(StrEnum):
    """Degrees of urgency (Annex I, part I, III.2.b)."""

    KHAN = "khan"
    THUONG_KHAN = "thuong-khan"
    HOA_TOC = "hoa-toc"


class Circulation(StrEnum):
    """Limits of circulation (Annex I, part I, III.2.c)."""

    RETURN_AFTER_READING = "xem-xong-tra-lai"
    INTERNAL = "luu-hanh-noi-bo"


def _read_partial_date(value: object) -> object:
    if isinstance(value, datetime.date):
        return PartialDate.from_date(value)
    if isinstance(value, int):
        value = str(value)
    if isinstance(value, str):
        try:
            return parse_date(value)
        except InputError as error:
            raise refuse(error.message, error.hint) from error
    return value


def write_partial_date(value: PartialDate | None) -> str | None:
    """Return the date as ISO 8601 with only the parts that are known (2023, 2023-09, 2023-09-15)."""
    if value is None:
        return None
    parts = (value.year, value.month, value.day)
    return "-".join(f"{part:04d}" if index == 0 else f"{part:02d}" for index, part in enumerate(parts) if part)


def _require_year(value: PartialDate | None) -> PartialDate | None:
    if value is not None and value.year is None:
        raise refuse("ngày ban hành thiếu năm", "ghi 2023, 2023-09 hoặc 2023-09-15")
    return value


PromulgationDate = Annotated[
    PartialDate | None,
    BeforeValidator(_read_partial_date, json_schema_input_type=str | None),
    AfterValidator(_require_year),
    PlainSerializer(write_partial_date, return_type=str | None),
]


def _nest(blocks: tuple[Paragraph | Division | Table, ...]) -> tuple[Paragraph | Division | Table, ...]:
    flat = tuple(flatten_blocks(blocks))
    problems = find_outline_problems(flat)
    if problems:
        raise refuse(f"khối thứ {problems[0].index + 1}: {problems[0].message}", problems[0].hint)
    return nest_blocks(flat)


Body = Annotated[tuple[Block, ...], AfterValidator(_nest)]
"""Blocks in the one tree that their numbers say; refused when a number does not follow."""


class Appendix(Value):
    """An appendix in the same file (Annex I, part I, III.1); its number follows from its place."""

    title: FilledLine
    landscape: bool = False
    body: Body = Field(min_length=1)


class Attachment(Value):
    """A document that a decision issues or approves (Annex III, form 1.3), in the same file."""

    document_type: str
    subject: FilledLine
    landscape: bool = False
    body: Body = Field(min_length=1)

    @model_validator(mode="after")
    def _check_type(self) -> Attachment:
        _get_type(self.document_type)
        return self


def _get_type(slug: str) -> DocumentType:
    found = DOCUMENT_TYPES.get(slug)
    if found is None:
        raise refuse(f"không có loại văn bản “{slug}”", f"chọn một trong: {', '.join(DOCUMENT_TYPES)}")
    return found


class Document(Value):
    """A draft: everything but its number. ``promulgation_date`` may be known in part ("ngày      tháng     năm 2023").

    A field left empty takes what the organ says (place, recipients, contact) or what the decree derives (notation,
    authority). Issuing needs a NumberedDocument.
    """

    document_type: Annotated[str, Field(json_schema_extra={"enum": list(DOCUMENT_TYPES)})]
    organ: Organ
    place: Line = ""
    drafting_unit: Annotated[Line, StringConstraints(max_length=20)] = ""
    code_notation: Annotated[Line, StringConstraints(max_length=MAX_CODE_NOTATION)] = ""
    promulgation_date: PromulgationDate = None
    subject: Annotated[Line, StringConstraints(max_length=MAX_SUBJECT)] = ""
    authority: Line = ""
    legal_bases: ListItems = ()
    addressees: ListItems = ()
    recipients: ListItems = ()
    signature: Signature
    second_signature: SecondSignature | None = None
    urgency: Urgency | None = None
    circulation: Circulation | None = None
    drafter_mark: Annotated[Line, StringConstraints(max_length=20)] = ""
    contact: Line = ""
    body: Body = Field(min_length=1)
    attachments: tuple[Attachment, ...] = ()
    appendices: tuple[Appendix, ...] = ()

    @model_validator(mode="after")
    def _check_as_a_whole(self) -> Document:
        problems = tuple(_find_problems(self))
        if problems:
            raise PydanticCustomError(
                "docgen_many", "{message}", {"message": problems[0][1], "problems": [list(p) for p in problems]}
            )
        return self

    @property
    def type(self) -> DocumentType:
        """The type of the document (Article 7)."""
        return _get_type(self.document_type)

    @property
    def notation(self) -> str:
        """The ký hiệu: type and agency, or agency and drafting unit where the type has no abbreviation (II.3.b)."""
        first = self.type.abbreviation
        groups = (first, self.organ.abbreviation) if first else (self.organ.abbreviation, self.drafting_unit)
        return self.code_notation or "-".join(group for group in groups if group)

    @property
    def issuing_place(self) -> str:
        """The địa danh of the heading block."""
        return self.place or self.organ.place

    @property
    def issuing_authority(self) -> str:
        """THẨM QUYỀN BAN HÀNH: the agency when signed TM., else its head (Annex III, form 1.2, note 6)."""
        name = self.organ.name.upper()
        derived = name if self.signature.is_for_collective else f"{self.organ.head_position.upper()} {name}"
        return self.authority.upper() or derived

    @property
    def all_recipients(self) -> tuple[str, ...]:
        """Nơi nhận in full: "Như trên" or "Như Điều n" first, "Lưu: …" last (II.9), added where not written."""
        listed = self.recipients or self.organ.recipients
        first = () if listed and listed[0].startswith("Như ") else self._first_recipient()
        unit = f", {self.drafting_unit}" if self.drafting_unit else ""
        last = () if listed and listed[-1].startswith("Lưu") else (f"Lưu: {self.organ.archive}{unit}",)
        return (*first, *listed, *last)

    def _first_recipient(self) -> tuple[str, ...]:
        if self.addressees and self.document_type in ("cong-van", "to-trinh", "bao-cao", "cong-dien"):
            return ("Như trên",)
        articles = article_numbers(self.body)
        return (f"Như Điều {articles[-1]}",) if self.type.has_legal_bases and articles else ()

    def number(self, code_number: int, promulgation_date: datetime.date) -> NumberedDocument:
        """Return this document with its number and full date. Raises pydantic's ValidationError for a number below 1."""
        values = {name: getattr(self, name) for name in Document.model_fields}
        return NumberedDocument(**values | {"promulgation_date": promulgation_date, "code_number": code_number})


class NumberedDocument(Document):
    """A document with its number and date: what can be issued."""

    code_number: Annotated[int, Field(ge=1, le=99_999_999_999)]  # Annex VI, part II: CodeNumber has 11 characters

    @model_validator(mode="after")
    def _check_date(self) -> NumberedDocument:
        if self.promulgation_date is None or not self.promulgation_date.is_full:
            raise refuse("văn bản có số phải có đủ ngày, tháng, năm ban hành", "ghi promulgation_date: 2023-09-15")
        return self

    @property
    def code(self) -> str:
        """Số và ký hiệu as printed: ``05/QĐ-BNV``."""
        return f"{format_code_number(self.code_number)}/{self.notation}"


def appendix_label(position: int, count: int) -> str:
    """Return "Phụ lục", or "Phụ lục II" where there are two or more (III.1.b); ``position`` counts from 1."""
    return "Phụ lục" if count < 2 else f"Phụ lục {format_roman(position)}"


def collect_references(document: Document) -> tuple[str, ...]:
    """Return the ids of all legal references in body, attachments and appendices, in reading order, with repeats."""
    bodies = (document.body, *(part.body for part in (*document.attachments, *document.appendices)))
    found: list[str] = []
    for body in bodies:
        for content in walk_contents(body):
            for inline in content:
                inner: tuple[Any, ...] = inline.content if isinstance(inline, Footnote) else (inline,)
                found.extend(item.id for item in inner if isinstance(item, Reference))
    return tuple(found)


def _find_problems(document: Document) -> Iterator[tuple[str, str, str]]:
    """Yield (field, message, hint) for what contradicts within the document."""
    kind = DOCUMENT_TYPES.get(document.document_type)
    if kind is None:
        yield (
            "document_type",
            f"không có loại văn bản “{document.document_type}”",
            f"chọn một trong: {', '.join(DOCUMENT_TYPES)}",
        )
        return
    yield from _find_missing(document, kind)
    yield from _find_unwanted(document, kind)
    if document.signature.is_for_collective and document.organ.regime is Regime.HEAD:
        yield (
            "signature",
            f"{document.organ.name} làm việc theo chế độ thủ trưởng, không ký TM. (Điều 13)",
            "bỏ dòng TM., hoặc sửa regime của cơ quan thành collective",
        )
    if document.signature.has_academic_title and not document.organ.allows_academic_titles:
        yield (
            "signature",
            "không ghi học hàm, học vị, danh hiệu trước họ tên người ký (Phụ lục I, II.7.c)",
            "chỉ ghi họ và tên",
        )


def _find_missing(document: Document, kind: DocumentType) -> Iterator[tuple[str, str, str]]:
    if kind.has_subject and not document.subject:
        yield "subject", "thiếu trích yếu nội dung", "thêm dòng subject: …"
    if kind.addressing is Addressing.REQUIRED and not document.addressees:
        yield "addressees", f"{kind.name} phải có nơi gửi đến", "thêm addressees: [Tên cơ quan nhận]"
    if not kind.abbreviation and not document.drafting_unit and not document.code_notation:
        yield (
            "drafting_unit",
            f"{kind.name} cần chữ viết tắt đơn vị soạn thảo để ghi ký hiệu",
            "thêm drafting_unit: NC (hoặc ký hiệu của đơn vị soạn)",
        )
    if kind.has_legal_bases and not document.legal_bases:
        yield "legal_bases", f"{kind.name} phải có căn cứ ban hành", "thêm legal_bases: [Căn cứ …]"
    if kind.has_articles and not article_numbers(document.body):
        yield "body", f"nội dung {kind.name.lower()} phải chia theo điều", "mở đầu nội dung bằng “Điều 1. …”"
    if kind.has_second_signer and document.second_signature is None:
        yield (
            "second_signature",
            f"{kind.name} cần người thứ hai ký (thư ký hoặc bên kia)",
            "thêm second_signature: {position: THƯ KÝ, full_name: …}",
        )


def _find_unwanted(document: Document, kind: DocumentType) -> Iterator[tuple[str, str, str]]:
    if kind.addressing is Addressing.NONE and document.addressees:
        yield (
            "addressees",
            f"{kind.name} không có phần “Kính gửi” (Phụ lục I, II.9.a)",
            "chuyển các nơi này xuống recipients",
        )
    if not kind.has_second_signer and document.second_signature is not None:
        yield "second_signature", f"{kind.name} chỉ có một người ký", "bỏ second_signature"
    if document.attachments and document.document_type != "quyet-dinh":
        yield "attachments", "chỉ quyết định mới ban hành văn bản kèm theo", "dùng “::: phụ lục” cho phụ lục"
