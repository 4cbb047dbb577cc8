"""From a document to the fields that templates ask for."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Any

from markupsafe import Markup

from docgen.citations.writing import ReferenceNamer
from docgen.model import (
    DOCUMENT_TYPES,
    Addressing,
    Appendix,
    Attachment,
    Block,
    Circulation,
    Document,
    NumberedDocument,
    SecondSignature,
    Signature,
    Urgency,
    appendix_label,
    collect_references,
)
from docgen.rendering.body import BodyWriter
from docgen.rendering.footnote_part import Footnotes
from docgen.rendering.geometry import Geometry, Section
from docgen.rendering.line_breaks import break_evenly
from docgen.rendering.wordml import TWIPS_PER_MM, Written, write_box, write_end_paragraph, write_rule
from docgen.vietnamese.dates import format_long_date
from docgen.vietnamese.text_width import measure_text

_MOTTO = "Độc lập - Tự do - Hạnh phúc"
_RULE_SHARE = 0.4  # between a third and a half of the text (II.2.b, II.5.b)
_URGENCY_MARKS = {  # words and width of the stamp in mm (III.2.b)
    Urgency.HOA_TOC: ("HỎA TỐC", 30),
    Urgency.THUONG_KHAN: ("THƯỢNG KHẨN", 40),
    Urgency.KHAN: ("KHẨN", 20),
}
_CIRCULATION_MARKS = {
    Circulation.RETURN_AFTER_READING: "XEM XONG TRẢ LẠI",
    Circulation.INTERNAL: "LƯU HÀNH NỘI BỘ",
}
REFERENCE_BASIS = re.compile(r"\[\[(.+)\]\]|([a-z0-9]+(?:[-/.][a-z0-9]+)+|\d+/\S+)")
"""A basis that is a reference and nothing else: [[…]], an id of the catalogue, or a symbol such as 30/2020/NĐ-CP."""
_REFERENCE = re.compile(r"\[\[(.+?)\]\]")
_BLANK_NUMBER = " " * 8  # room for a number written by hand, as the forms leave it
_BLANK_DATE = "ngày      tháng      năm      "
# A box stands outside its paragraph: 3 pt of air and 1 pt of line on either side, as styles DauKhan and PhamViLuuHanh
# have it; the decree gives the size of the box.
_BOX_EDGE = 80
_BOX_AIR = 4 * TWIPS_PER_MM  # between a mark of no given size and the ends of its box


def collect_names(document: Document) -> Iterator[str]:
    """Yield what a document names its legal references by: ids and symbols, of the text and then of the bases."""
    yield from collect_references(document)
    for basis in document.legal_bases:
        whole = REFERENCE_BASIS.fullmatch(basis)
        yield from (whole[1] or whole[2],) if whole else _REFERENCE.findall(basis)


class ContextBuilder:
    """Builds the fields of one document for one template.

    ``paper`` fills number and date into the line under an appendix's title; in electronic documents they stay blank
    (Annex I, part I, III.1.c).
    """

    def __init__(
        self,
        document: Document,
        geometry: Geometry,
        namer: ReferenceNamer,
        *,
        paper: bool,
        first_footnote: int = 1,
    ) -> None:
        self._document = document
        self._geometry = geometry
        self._namer = namer
        self._paper = paper
        self.footnotes = Footnotes(first_footnote)

    def build(self) -> dict[str, Any]:
        """Return all fields. Raises LegalRefError for a reference that the catalogue does not know."""
        document = self._document
        # Bases come first in the text, so a document cited there is short in the body.
        bases = self._write_bases()
        body = self._write_body(document.body, self._geometry.main, before_signature=True)
        return {
            **self._build_heading(),
            **self._build_title(),
            **_build_addressees(document),
            **_build_signer(document.signature),
            **_build_signer(document.second_signature, prefix="second_"),
            **self._build_parts(),
            "legal_bases": bases,
            "body": body,
            "recipients": _end_list(document.all_recipients),
            "drafter_mark": document.drafter_mark,
            "contact": document.contact or document.organ.contact,
        }

    def _build_heading(self) -> dict[str, Any]:
        document, organ = self._document, self._document.organ
        return {
            "parent_organ": organ.parent.upper(),
            "organ_lines": organ.heading_lines,
            "organ_name": organ.name,
            "organ_rule": self._write_rule("organ_rule", organ.heading_lines, "CoQuanBanHanh"),
            "motto_rule": self._write_rule("motto_rule", (_MOTTO,), "TieuNgu", share=1),
            "code_line": f"Số: {_write_code(document)}",
            "place_and_date": f"{document.issuing_place}, {format_long_date(document.promulgation_date)}",
            **self._build_marks(),
        }

    def _build_marks(self) -> dict[str, Any]:
        urgency, circulation = self._document.urgency, self._document.circulation
        return {
            "urgency": urgency is not None,
            "urgency_mark": self._write_urgency(*_URGENCY_MARKS[urgency]) if urgency else "",
            "circulation": circulation is not None,
            "circulation_mark": self._write_circulation(_CIRCULATION_MARKS[circulation]) if circulation else "",
        }

    def _build_title(self) -> dict[str, Any]:
        document = self._document
        lines = (document.subject,) if document.type.has_subject else (document.type.name.upper(),)
        style = "TrichYeu" if document.type.has_subject else "TenLoai"
        return {
            "type_name": document.type.name.upper(),
            "subject": document.subject,
            "title_rule": self._write_rule("title_rule", lines, style, rule_style="DongKeTrichYeu"),
            "authority": document.issuing_authority,
            "sender": _write_issuer(document),
        }

    def _write_rule(
        self, tag: str, lines: Sequence[str], style: str, *, share: float = _RULE_SHARE, rule_style: str = "DongKe"
    ) -> Markup:
        """Draw the line under a text: as long as it, or a share of its longest line as it wraps."""
        available = self._geometry.width_of(tag)
        return write_rule(round(self._measure_lines(lines, style, available) * share), available, style=rule_style)

    def _measure_lines(self, texts: Sequence[str], style: str, available: int) -> int:
        """Return the width of the longest line that the texts fill, broken evenly in a column of ``available``."""
        look = self._geometry.look_of(style)
        room = available - look.left - look.right
        return min(room, max(max(break_evenly(text, look, room)) for text in texts))

    def _write_urgency(self, text: str, width_mm: float) -> Markup:
        return self._write_mark("urgency_mark", "DauKhan", text, width_mm * TWIPS_PER_MM)

    def _write_circulation(self, text: str) -> Markup:
        look = self._geometry.look_of("PhamViLuuHanh")
        width = measure_text(text, look.size_pt, bold=look.bold) + _BOX_AIR
        return self._write_mark("circulation_mark", "PhamViLuuHanh", text, width)

    def _write_mark(self, tag: str, style: str, text: str, width: float) -> Markup:
        """Draw a mark in a box of ``width`` twips, in the middle of what the indents of its style leave."""
        look = self._geometry.look_of(style)
        room = self._geometry.width_of(tag) - look.left - look.right
        indent = round((room - width) / 2) + _BOX_EDGE
        return write_box(style, text, left=look.left + indent, right=look.right + indent)

    def _write_bases(self) -> tuple[str, ...]:
        """Return the legal bases with references written out and the marks of II.6.a."""
        texts = []
        for basis in self._document.legal_bases:
            match = REFERENCE_BASIS.fullmatch(basis)
            if match:
                texts.append(self._namer.name_basis(match[1] or match[2]))
            else:
                texts.append(_REFERENCE.sub(lambda m: self._namer.name(m[1]), basis))
        return _end_list(texts)

    def _write_body(self, body: Sequence[Block], section: Section, *, before_signature: bool = False) -> Written:
        writer = BodyWriter(self.footnotes, self._namer.name, self._geometry, section.text_width)
        return writer.write(body, before_signature=before_signature)

    def _build_parts(self) -> dict[str, Any]:
        """Return attached documents and appendices, each in a section that the end of the part before carries."""
        document, geometry = self._document, self._geometry
        parts: list[Attachment | Appendix] = [*document.attachments, *document.appendices]
        sections = [geometry.landscape_part if part.landscape else geometry.part for part in parts]
        ends = [*(section.xml for section in sections[:-1]), ""]
        fields = [
            self._build_part(part, section) | {"end": write_end_paragraph(end)}
            for part, section, end in zip(parts, sections, ends if parts else (), strict=True)
        ]
        count = len(document.appendices)
        appendices = fields[len(document.attachments) :]
        for position, appendix in enumerate(appendices, start=1):
            appendix["label"] = appendix_label(position, count)
        final = sections[-1].xml if parts else geometry.main.xml
        return {
            "attachments": fields[: len(document.attachments)],
            "appendices": appendices,
            "main_end": write_end_paragraph(geometry.main.xml if parts else ""),
            "final_section": Markup(final),  # noqa: S704 - of the template
        }

    def _build_part(self, part: Attachment | Appendix, section: Section) -> dict[str, Any]:
        issued_with = self._write_issued_with()
        available = section.text_width
        width = round(self._measure_lines((issued_with,), "KemTheo", available) * _RULE_SHARE)
        fields = {
            "issued_with": issued_with,
            "rule": write_rule(width, available, style="DongKeTrichYeu"),
            "body": self._write_body(part.body, section),
            "text_width": available,
        }
        if isinstance(part, Attachment):
            return fields | {"type_name": DOCUMENT_TYPES[part.document_type].name.upper(), "subject": part.subject}
        return fields | {"title": part.title}

    def _write_issued_with(self) -> str:
        """Return "(Kèm theo Quyết định số … ngày … của …)" (III.1.c)."""
        document = self._document
        if self._paper and isinstance(document, NumberedDocument):
            code, date = document.code, format_long_date(document.promulgation_date)
        else:
            code, date = f"{_BLANK_NUMBER}/{document.notation}", _BLANK_DATE
        return f"(Kèm theo {document.type.name} số {code} {date} của {_write_issuer(document)})"


def _write_code(document: Document) -> str:
    return document.code if isinstance(document, NumberedDocument) else f"{_BLANK_NUMBER}/{document.notation}"


def _write_issuer(document: Document) -> str:
    """Return who issues in the running text: the agency, or its head where the authority is the head's."""
    organ = document.organ
    head_decides = document.type.has_legal_bases or document.document_type == "cong-dien"
    names_organ = document.authority.upper() == organ.name.upper()
    if document.signature.is_for_collective or names_organ or not head_decides:
        return organ.name
    return f"{organ.head_position.capitalize()} {organ.name}"


def _build_addressees(document: Document) -> dict[str, Any]:
    """One addressee stands on the line of "Kính gửi", several in a list (II.9.d)."""
    names = document.addressees if document.type.addressing is not Addressing.NONE else ()
    if len(names) == 1:
        return {"addressee": names[0], "addressees": ()}
    return {"addressee": "", "addressees": _end_list(names)}


def _build_signer(signer: Signature | SecondSignature | None, *, prefix: str = "") -> dict[str, Any]:
    lines = signer.lines if isinstance(signer, Signature) else (signer.position,) if signer else ()
    return {
        f"{prefix}signature_lines": lines,
        f"{prefix}office": signer.office if signer else "",
        f"{prefix}full_name": signer.full_name if signer else "",
    }


def _end_list(items: Sequence[str]) -> tuple[str, ...]:
    """Put ";" after every item and "." after the last (II.6.a, II.9)."""
    return tuple(_end_items(items))


def _end_items(items: Sequence[str]) -> Iterator[str]:
    for index, item in enumerate(items, start=1):
        mark = ";" if index < len(items) else "."
        yield item if item.endswith(mark) else f"{item}{mark}"
