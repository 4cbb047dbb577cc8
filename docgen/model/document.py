"""What a document is: its components by Decree 30/2020/NĐ-CP, Article 8."""

import datetime
from collections.abc import Iterator
from enum import StrEnum
from typing import Annotated

from docgen.model.blocks import Block, Division, Paragraph, Table, article_numbers, walk_contents
from docgen.model.consistency import Contradiction, describe_unknown_type, find_contradictions
from docgen.model.document_types import DOCUMENT_TYPES, DocumentType
from docgen.model.inline import Footnote, Reference
from docgen.model.organ import Organ
from docgen.model.outline import find_outline_problems, flatten_blocks, nest_blocks
from docgen.model.promulgation_date import PromulgationDate
from docgen.model.rules import AfterValidator, Field, StringConstraints, model_validator
from docgen.model.signature import SecondSignature, Signature
from docgen.model.value import FilledLine, Line, ListItems, Value, refuse_many
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


def _nest(blocks: tuple[Paragraph | Division | Table, ...]) -> tuple[Paragraph | Division | Table, ...]:
    flat = tuple(flatten_blocks(blocks))
    problems = find_outline_problems(flat)
    if problems:
        raise refuse_many(("", f"khối thứ {item.position + 1}: {item.message}", item.hint) for item in problems)
    return nest_blocks(flat)


Body = Annotated[tuple[Block, ...], AfterValidator(_nest)]
"""Blocks in the one tree that their numbers say; refused when a number does not follow."""


TypeSlug = Annotated[str, Field(json_schema_extra={"enum": list(DOCUMENT_TYPES)})]


class Appendix(Value):
    """An appendix in the same file (Annex I, part I, III.1); its number follows from its place."""

    title: FilledLine = Field(description="tiêu đề phụ lục")
    landscape: bool = Field(default=False, description="in trên trang ngang")
    body: Body = Field(min_length=1, description="nội dung")


class Attachment(Value):
    """A document that a decision issues or approves (Annex III, form 1.3), in the same file."""

    document_type: TypeSlug = Field(description="loại văn bản")
    subject: FilledLine = Field(description="trích yếu nội dung")
    landscape: bool = Field(default=False, description="in trên trang ngang")
    body: Body = Field(min_length=1, description="nội dung")

    @model_validator(mode="after")
    def _check_type(self) -> "Attachment":
        if self.document_type not in DOCUMENT_TYPES:
            raise refuse_many([("document_type", *describe_unknown_type(self.document_type))])
        return self


class Document(Value):
    """A draft: everything but its number. ``promulgation_date`` may be known in part ("ngày      tháng     năm 2023").

    A field left empty takes what the organ says (place, recipients, contact) or what the decree derives (notation,
    authority). Issuing needs a NumberedDocument.
    """

    document_type: TypeSlug = Field(description="loại văn bản")
    organ: Organ = Field(description="cơ quan ban hành")
    place: Line = Field(default="", description="địa danh; để trống thì lấy của cơ quan")
    drafting_unit: Annotated[Line, StringConstraints(max_length=20)] = Field(
        default="", description="chữ viết tắt đơn vị soạn thảo"
    )
    code_notation: Annotated[Line, StringConstraints(max_length=MAX_CODE_NOTATION)] = Field(
        default="", description="ký hiệu; để trống thì ghép từ loại văn bản và cơ quan"
    )
    promulgation_date: PromulgationDate = Field(
        default=None, description="ngày ban hành: 2023-09-15; bản thảo có thể chỉ ghi 2023-09 hoặc 2023"
    )
    subject: Annotated[Line, StringConstraints(max_length=MAX_SUBJECT)] = Field(
        default="", description="trích yếu nội dung"
    )
    authority: Line = Field(default="", description="thẩm quyền ban hành; để trống thì theo cơ quan và người ký")
    legal_bases: ListItems = Field(default=(), description="căn cứ ban hành")
    addressees: ListItems = Field(default=(), description="nơi gửi đến (Kính gửi)")
    recipients: ListItems = Field(default=(), description="nơi nhận; để trống thì lấy của cơ quan")
    signature: Signature = Field(description="quyền hạn, chức vụ và họ tên người ký")
    second_signature: SecondSignature | None = Field(
        default=None, description="người ký bên trái: thư ký cuộc họp hoặc bên kia"
    )
    urgency: Urgency | None = Field(default=None, description="mức độ khẩn")
    circulation: Circulation | None = Field(default=None, description="chỉ dẫn phạm vi lưu hành")
    drafter_mark: Annotated[Line, StringConstraints(max_length=20)] = Field(
        default="", description="ký hiệu người soạn thảo và số lượng bản"
    )
    contact: Line = Field(default="", description="địa chỉ, điện thoại, email; để trống thì lấy của cơ quan")
    body: Body = Field(min_length=1, description="nội dung")
    attachments: tuple[Attachment, ...] = Field(default=(), description="văn bản ban hành kèm theo")
    appendices: tuple[Appendix, ...] = Field(default=(), description="phụ lục")

    @model_validator(mode="after")
    def _check_as_a_whole(self) -> "Document":
        problems = tuple(self.find_contradictions())
        if problems:
            raise refuse_many(problems)
        return self

    def find_contradictions(self) -> Iterator[Contradiction]:
        """Yield what contradicts between fields; nothing for a document that was made with every check."""
        return find_contradictions(self)

    @property
    def type(self) -> DocumentType:
        """The type of the document (Article 7)."""
        return DOCUMENT_TYPES[self.document_type]

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
        articles = article_numbers(self.body) if self.type.has_legal_bases else ()
        return (f"Như Điều {articles[-1]}",) if articles else ()

    def number(self, code_number: int, promulgation_date: datetime.date) -> "NumberedDocument":
        """Return this document with its number and full date. Raises ValidationError for a number below 1."""
        values = {name: getattr(self, name) for name in Document.model_fields}
        return NumberedDocument(**values | {"promulgation_date": promulgation_date, "code_number": code_number})


class NumberedDocument(Document):
    """A document with its number and date: what can be issued."""

    # Annex VI, part II: CodeNumber has 11 characters.
    code_number: int = Field(ge=1, le=99_999_999_999, description="số của văn bản")

    def find_contradictions(self) -> Iterator[Contradiction]:
        """Yield what contradicts between fields; a number asks for a full date."""
        yield from find_contradictions(self)
        if self.promulgation_date is None or not self.promulgation_date.is_full:
            message = "văn bản có số phải có đủ ngày, tháng, năm ban hành"
            yield "promulgation_date", message, "ghi promulgation_date: 2023-09-15"

    @property
    def code(self) -> str:
        """Số và ký hiệu as printed: ``05/QĐ-BNV``."""
        return f"{format_code_number(self.code_number)}/{self.notation}"


def appendix_label(position: int, count: int) -> str:
    """Return "Phụ lục", or "Phụ lục II" where there are two or more (III.1.b); ``position`` counts from 1."""
    return "Phụ lục" if count < 2 else f"Phụ lục {format_roman(position)}"


def collect_references(document: Document) -> tuple[str, ...]:
    """Return the ids of all legal references in body, attachments and appendices, in reading order, with repeats."""
    parts: tuple[Document | Attachment | Appendix, ...] = (document, *document.attachments, *document.appendices)
    found: list[str] = []
    for part in parts:
        for content in walk_contents(part.body):
            for inline in content:
                inner = inline.content if isinstance(inline, Footnote) else (inline,)
                found.extend(item.id for item in inner if isinstance(item, Reference))
    return tuple(found)
