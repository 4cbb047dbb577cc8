"""The XMP packet of a PDF/A-2u (ISO 16684-1; ISO 19005-2, 6.6), with the archive's fields in a schema of their own.

Written as text: the packet is small, its order must never change, and a validator has the last word on it.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator
from dataclasses import fields
from xml.sax.saxutils import escape

from docgen.pdf.info import LANGUAGE, ArchiveFields, PdfInfo

NAMESPACE = "urn:docgen:van-ban:1.0#"
PREFIX = "vanban"

_DESCRIPTIONS = {
    "document_type": "Tên loại văn bản (TypeName)",
    "code_number": "Số của văn bản (CodeNumber)",
    "code_notation": "Ký hiệu của văn bản (CodeNotation)",
    "promulgation_date": "Ngày, tháng, năm ban hành (IssuedDate)",
    "organ": "Tên cơ quan, tổ chức ban hành (OrganName)",
    "subject": "Trích yếu nội dung (Subject)",
    "position": "Chức vụ người ký (Position)",
    "full_name": "Họ và tên người ký (FullName)",
    "dossier_code": "Mã hồ sơ (FileCode)",
    "ordinal": "Số thứ tự văn bản trong hồ sơ (DocOrdinal)",
    "document_id": "Mã định danh văn bản",
}
# What XML 1.0 cannot hold, not even escaped.
_UNWRITABLE = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_NAMESPACES = {
    "pdfaid": "http://www.aiim.org/pdfa/ns/id/",
    "dc": "http://purl.org/dc/elements/1.1/",
    "pdf": "http://ns.adobe.com/pdf/1.3/",
    "xmp": "http://ns.adobe.com/xap/1.0/",
    "pdfaExtension": "http://www.aiim.org/pdfa/ns/extension/",
    "pdfaSchema": "http://www.aiim.org/pdfa/ns/schema#",
    "pdfaProperty": "http://www.aiim.org/pdfa/ns/property#",
    PREFIX: NAMESPACE,
}


def write_xmp(info: PdfInfo, producer: str) -> bytes:
    """Return the packet; the same ``info`` and ``producer`` give the same bytes."""
    spaces = "".join(f'\n  xmlns:{prefix}="{uri}"' for prefix, uri in _NAMESPACES.items())
    lines = "\n".join(f"  {line}" for line in _write_properties(info, producer))
    return (
        '<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>\n'
        '<x:xmpmeta xmlns:x="adobe:ns:meta/">\n'
        '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">\n'
        f' <rdf:Description rdf:about=""{spaces}>\n{lines}\n </rdf:Description>\n'
        '</rdf:RDF>\n</x:xmpmeta>\n<?xpacket end="r"?>'
    ).encode()


def write_xmp_time(time: datetime.datetime) -> str:
    """Return a time as XMP writes it, 2023-09-15T08:00:00+07:00."""
    return time.isoformat(timespec="seconds")


def _write_properties(info: PdfInfo, producer: str) -> Iterator[str]:
    yield "<pdfaid:part>2</pdfaid:part>"
    yield "<pdfaid:conformance>U</pdfaid:conformance>"
    yield f"<dc:title>{_write_alternatives(info.title)}</dc:title>"
    if info.author:
        yield f"<dc:creator><rdf:Seq><rdf:li>{_write_text(info.author)}</rdf:li></rdf:Seq></dc:creator>"
    if info.description:
        yield f"<dc:description>{_write_alternatives(info.description)}</dc:description>"
    yield f"<dc:language><rdf:Bag><rdf:li>{LANGUAGE}</rdf:li></rdf:Bag></dc:language>"
    yield f"<pdf:Producer>{_write_text(producer)}</pdf:Producer>"
    yield "<xmp:CreatorTool>docgen</xmp:CreatorTool>"
    if info.created:
        yield f"<xmp:CreateDate>{write_xmp_time(info.created)}</xmp:CreateDate>"
    if info.modified:
        yield f"<xmp:ModifyDate>{write_xmp_time(info.modified)}</xmp:ModifyDate>"
    filled = info.archive.list_filled()
    for name, text in filled:
        yield f"<{PREFIX}:{name}>{_write_text(text)}</{PREFIX}:{name}>"
    if filled:
        yield _SCHEMAS


def _write_text(text: str) -> str:
    return escape(_UNWRITABLE.sub(" ", text))


def _write_alternatives(text: str) -> str:
    return f'<rdf:Alt><rdf:li xml:lang="x-default">{_write_text(text)}</rdf:li></rdf:Alt>'


def _write_property(name: str, value_type: str) -> str:
    return (
        '<rdf:li rdf:parseType="Resource">'
        f"<pdfaProperty:name>{name}</pdfaProperty:name>"
        f"<pdfaProperty:valueType>{value_type}</pdfaProperty:valueType>"
        "<pdfaProperty:category>external</pdfaProperty:category>"
        f"<pdfaProperty:description>{_DESCRIPTIONS[name]}</pdfaProperty:description></rdf:li>"
    )


# ISO 19005-2, 6.6.2.3: a property that XMP does not know is described in the file itself.
_SCHEMAS = (
    '<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">'
    "<pdfaSchema:schema>Trường thông tin của văn bản theo Phụ lục VI Nghị định 30/2020/NĐ-CP</pdfaSchema:schema>"
    f"<pdfaSchema:namespaceURI>{NAMESPACE}</pdfaSchema:namespaceURI><pdfaSchema:prefix>{PREFIX}</pdfaSchema:prefix>"
    "<pdfaSchema:property><rdf:Seq>"
    + "".join(
        _write_property(field.name, "Date" if field.name == "promulgation_date" else "Text")
        for field in fields(ArchiveFields)
    )
    + "</rdf:Seq></pdfaSchema:property></rdf:li></rdf:Bag></pdfaExtension:schemas>"
)
