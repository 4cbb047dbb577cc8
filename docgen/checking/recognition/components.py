"""What recognition finds: the components of a document (Decree 30/2020/NĐ-CP, Article 8), as passages.

Empty or None means that it was not found. Nothing here is judged: a wrong Tiêu ngữ is still the Tiêu ngữ.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import Enum, StrEnum
from typing import Literal

from docgen.checking.recognition.passages import Passage
from docgen.model import DocumentType
from docgen.ooxml.facts import ParagraphFacts, Twips


class Layout(StrEnum):
    """How the heading block is laid out."""

    TABLE = "table"
    TABS = "tabs"
    TEXT_BOXES = "text-boxes"
    PLAIN = "plain"


@dataclass(frozen=True, slots=True)
class DrawnLine:
    """The line under a component. ``width`` is 0 where it is not known.

    ``kind``: a shape, a paragraph's border, a row of "_" or "-", or the underline of the font on the text itself.
    """

    kind: Literal["shape", "border", "characters", "underline"]
    width: Twips
    paragraph: ParagraphFacts


@dataclass(frozen=True, slots=True)
class Code:
    """Số, ký hiệu. ``number`` and ``notation`` are as written, ``number`` "" while it is blank.

    ``notation`` keeps the spaces that it should not have; ``separator`` is what stands between ("/" or " / ").
    """

    passage: Passage
    number: str
    separator: str
    notation: str

    @property
    def abbreviation(self) -> str:
        """The first group of the notation: the type's abbreviation where the type has one."""
        return self.notation.partition("-")[0].strip()


@dataclass(frozen=True, slots=True)
class PlaceAndDate:
    """Địa danh, thời gian. ``day``, ``month`` and ``year`` are as written, "" where blank."""

    passage: Passage
    place: str
    day: str
    month: str
    year: str


@dataclass(frozen=True, slots=True)
class SignatureBlock:
    """One signer: lines of competence and position in reading order, a second office above the name, the name.

    ``side`` is where the block stands: the one who signs the document stands right, a second signer left.
    """

    lines: tuple[Passage, ...]
    name: Passage | None = None
    office: tuple[Passage, ...] = ()
    notes: tuple[Passage, ...] = ()  # "(Chữ ký, dấu)", "(Đã ký)"
    side: Literal["left", "right"] = "right"


@dataclass(frozen=True, slots=True)
class Recipients:
    """Nơi nhận: its title and list (ô 9b)."""

    title: Passage
    items: tuple[Passage, ...] = ()


@dataclass(frozen=True, slots=True)
class Addressees:
    """Kính gửi (ô 9a), "… điện:" of a công điện, "… kính mời:" of an invitation.

    ``inline`` is what stands after the words on their own line.
    """

    opening: Passage
    kind: Literal["letter", "dispatch", "invitation"] = "letter"
    inline: Passage | None = None
    items: tuple[Passage, ...] = ()


class BodyKind(Enum):
    """What a paragraph of the body is (Annex I, part I, II.6.c–đ), from its text or its automatic label."""

    PART = "phần"
    CHAPTER = "chương"
    SECTION = "mục"
    SUBSECTION = "tiểu mục"
    HEADING_TITLE = "tiêu đề"
    ARTICLE = "điều"
    ROMAN = "mục La Mã"
    CLAUSE = "khoản"
    DECIMAL = "số thập phân"
    POINT = "điểm"
    DASH = "gạch đầu dòng"
    PLUS = "dấu cộng"
    TEXT = "đoạn văn"


@dataclass(frozen=True, slots=True)
class BodyParagraph:
    """A paragraph of the running text. ``number`` is as written ("II", "1.1", "đ"), ``mark`` what follows (".", ")").

    ``title`` is the passage after the number (all of it where there is no number); ``is_automatic`` says that Word
    makes the number; ``is_titled`` that the paragraph is a heading by itself (short, bold, no final mark).
    """

    paragraph: ParagraphFacts
    kind: BodyKind
    number: str = ""
    mark: str = ""
    title: Passage | None = None
    is_automatic: bool = False
    is_titled: bool = False


@dataclass(frozen=True)
class Heading:
    """The heading block (ô 1–4, 5b, 10a, 10b, 11)."""

    layout: Layout = Layout.PLAIN
    nation: Passage | None = None
    motto: Passage | None = None
    motto_line: DrawnLine | None = None
    parent_organ: tuple[Passage, ...] = ()
    organ: tuple[Passage, ...] = ()
    organ_line: DrawnLine | None = None
    code: Code | None = None
    place_and_date: PlaceAndDate | None = None
    letter_subject: tuple[Passage, ...] = ()
    urgency: Passage | None = None
    circulation: Passage | None = None
    secrecy: Passage | None = None
    party: Passage | None = None
    start: int = 0
    end: int = 0


class PartKind(Enum):
    """The parts of a file: the document itself, what it issues, what belongs to it."""

    MAIN = "main"
    ATTACHMENT = "attachment"
    APPENDIX = "appendix"


@dataclass(frozen=True, slots=True)
class Part:
    """A part of the file: paragraphs ``start`` to ``end`` (indexes, end left out) and the sections they stand in.

    ``label`` is "Phụ lục I", ``title`` the lines of its title, ``issued_with`` the "(Kèm theo …)" line, ``type_name``
    the type of an attached document, ``heading`` its own heading block. ``body`` is the running text: no tables, no
    heading, no signature.
    """

    kind: PartKind
    start: int
    end: int
    sections: tuple[int, ...]
    heading: Heading | None = None
    label: Passage | None = None
    title: tuple[Passage, ...] = ()
    issued_with: Passage | None = None
    type_name: Passage | None = None
    body: tuple[BodyParagraph, ...] = ()


@dataclass(frozen=True)
class Components:
    """Everything that was found. ``subject`` is the trích yếu, of a letter its "V/v …" lines.

    ``document_type`` follows from the type's name, "V/v", or the notation; None: not one of the 29.
    """

    heading: Heading = field(default_factory=Heading)
    document_type: DocumentType | None = None
    type_name: Passage | None = None
    subject: tuple[Passage, ...] = ()
    subject_line: DrawnLine | None = None
    addressees: Addressees | None = None
    authority: tuple[Passage, ...] = ()
    legal_bases: tuple[Passage, ...] = ()
    resolution: Passage | None = None
    signature: SignatureBlock | None = None
    second_signature: SignatureBlock | None = None
    recipients: Recipients | None = None
    drafter_mark: Passage | None = None
    contact: tuple[ParagraphFacts, ...] = ()  # in the footer of page 1, or below the signature
    page_numbers: tuple[ParagraphFacts, ...] = ()
    parts: tuple[Part, ...] = ()

    @property
    def is_letter(self) -> bool:
        """Whether the document is a công văn: no name of a type, "V/v" under the number."""
        return self.document_type is not None and self.document_type.slug == "cong-van"

    @property
    def main(self) -> Part:
        """The document itself, without attachments and appendices."""
        return self.parts[0]

    @property
    def attachments(self) -> tuple[Part, ...]:
        """The documents that a decision issues."""
        return tuple(part for part in self.parts if part.kind is PartKind.ATTACHMENT)

    @property
    def appendices(self) -> tuple[Part, ...]:
        """The appendices."""
        return tuple(part for part in self.parts if part.kind is PartKind.APPENDIX)
