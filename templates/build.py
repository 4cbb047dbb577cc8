"""Writes the Word templates of this folder anew: ``python -m templates.build`` (``make templates``).

A clerk may open and change any template.docx in Word; this builder is for those who change all of them at once. Each
form of Annex III is a row of pieces; what they share (page, styles, heading block, signature, appendices) stands once.
"""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

from docgen.rendering.preparing import write_patched_template
from templates.parts import CONTENT_TYPES, DOCUMENT_RELS, FOOTNOTES, PACKAGE_RELS, SETTINGS, app_xml, core_xml
from templates.pieces import (
    addressees,
    body,
    code_row,
    end,
    first_header,
    footer,
    heading,
    legal_bases,
    signature,
    text_paragraph,
    title,
    two_signatures,
)
from templates.styles import STYLES

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
R = 'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
FOLDER = Path(__file__).parent

LEAVE_CONFIRMATION = "".join(
    (
        text_paragraph("XacNhan", "Xác nhận của cơ quan (tổ chức) hoặc chính quyền địa phương nơi nghỉ phép (nếu cần)"),
        text_paragraph("XacNhan", "(Chữ ký, dấu)"),
    )
)

FORMS: dict[str, tuple[str, ...]] = {
    # 1.1
    "nghi-quyet": (
        heading(code_row()),
        title(),
        text_paragraph("ThamQuyen", "{{ authority }}"),
        legal_bases(),
        text_paragraph("ThamQuyen", "QUYẾT NGHỊ:"),
        body(),
        signature(),
    ),
    # 1.2
    "quyet-dinh": (
        heading(code_row()),
        title(),
        text_paragraph("ThamQuyen", "{{ authority }}"),
        legal_bases(),
        text_paragraph("ThamQuyen", "QUYẾT ĐỊNH:"),
        body(),
        signature(),
    ),
    # 1.3
    "quyet-dinh-ban-hanh": (
        heading(code_row()),
        title(),
        text_paragraph("ThamQuyen", "{{ authority }}"),
        legal_bases(),
        text_paragraph("ThamQuyen", "QUYẾT ĐỊNH:"),
        body(),
        signature(),
    ),
    # 1.4
    "van-ban-co-ten-loai": (heading(code_row()), title(), addressees(), legal_bases(), body(), signature()),
    # 1.5
    "cong-van": (
        heading(code_row(subject=True)),
        addressees(),
        legal_bases(),
        body(),
        signature(),
    ),
    # 1.6
    "cong-dien": (heading(code_row()), title(), addressees("{{ sender }} điện:"), legal_bases(), body(), signature()),
    # 1.7
    "giay-moi": (
        heading(code_row()),
        title(),
        addressees("{{ organ_name }} trân trọng kính mời:", single="NoiDung", several="NoiDung", item="NoiDung"),
        legal_bases(),
        body(),
        signature(),
    ),
    # 1.8
    "giay-gioi-thieu": (
        heading(code_row()),
        title(subject=False),
        text_paragraph("GiuaTrang", "{{ organ_name }} trân trọng giới thiệu:"),
        legal_bases(),
        body(),
        signature(),
    ),
    # 1.9
    "bien-ban": (heading(code_row(date=False)), title(), legal_bases(), body(), two_signatures()),
    # 1.10
    "giay-nghi-phep": (
        heading(code_row()),
        title(subject=False),
        legal_bases(),
        body(),
        signature(below_recipients=LEAVE_CONFIRMATION),
    ),
    # No form in Annex III: agreements of two parties, laid out after form 1.4 with the two signers of 1.9.
    "hop-dong": (heading(code_row()), title(), legal_bases(), body(), two_signatures()),
}


def build_template(kind: str) -> bytes:
    """Return the template of a form as the bytes of a .docx file; the same call gives the same bytes."""
    pieces = "".join((*FORMS[kind], end(with_attachments=kind == "quyet-dinh-ban-hanh")))
    head = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
    parts = {
        "[Content_Types].xml": CONTENT_TYPES,
        "_rels/.rels": PACKAGE_RELS,
        "docProps/app.xml": app_xml(),
        "docProps/core.xml": core_xml(kind),
        "word/_rels/document.xml.rels": DOCUMENT_RELS,
        "word/document.xml": f"<w:document {W} {R}><w:body>{pieces}</w:body></w:document>",
        "word/styles.xml": STYLES,
        "word/settings.xml": SETTINGS,
        "word/footnotes.xml": FOOTNOTES,
        "word/header1.xml": f"<w:hdr {W} {R}>{page_number()}</w:hdr>",
        "word/header2.xml": f"<w:hdr {W} {R}>{first_header()}</w:hdr>",
        "word/header3.xml": f"<w:hdr {W} {R}>{text_paragraph('SoTrang', '')}</w:hdr>",
        "word/footer1.xml": f"<w:ftr {W} {R}>{footer()}</w:ftr>",
        "word/footer2.xml": f"<w:ftr {W} {R}>{text_paragraph('KetThucPhan', '')}</w:ftr>",
    }
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as package:
        for name, text in parts.items():
            member = zipfile.ZipInfo(name, date_time=(1980, 1, 1, 0, 0, 0))
            member.compress_type = zipfile.ZIP_DEFLATED
            member.external_attr = 0o644 << 16
            package.writestr(member, text if text.startswith("<?xml") else head + text)
    return buffer.getvalue()


def page_number() -> str:
    """Return the paragraph of the page number (I.7)."""
    return (
        '<w:p><w:pPr><w:pStyle w:val="SoTrang"/></w:pPr><w:r><w:fldChar w:fldCharType="begin"/></w:r>'
        '<w:r><w:instrText xml:space="preserve"> PAGE </w:instrText></w:r>'
        '<w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>2</w:t></w:r>'
        '<w:r><w:fldChar w:fldCharType="end"/></w:r></w:p>'
    )


def main() -> None:
    """Write every template."""
    for kind in FORMS:
        target = FOLDER / kind / "template.docx"
        target.parent.mkdir(exist_ok=True)
        target.write_bytes(build_template(kind))
        write_patched_template(target)


if __name__ == "__main__":
    main()
