"""The pieces that forms are put together from: WordprocessingML with the tags of docxtpl.

``{%p … %}`` stands alone in its paragraph, which disappears; ``{{p x }}`` is replaced by paragraphs of rendering.
"""

from __future__ import annotations

from templates.parts import HEADER, MAIN_FIRST_FOOTER, MAIN_FIRST_HEADER, PART_FIRST_FOOTER, PART_FIRST_HEADER

PAGE_WIDTH, PAGE_HEIGHT = 11906, 16838  # A4 (I.I.1)
MARGINS = {"top": 1134, "right": 1134, "bottom": 1134, "left": 1701}  # 20, 20, 20, 30 mm (I.I.3)
TEXT_WIDTH = PAGE_WIDTH - MARGINS["left"] - MARGINS["right"]
# The national title is 95.7 mm wide at 13 pt bold and must stay on one line.
_RIGHT_COLUMN = 5560
_LEFT_COLUMN = TEXT_WIDTH - _RIGHT_COLUMN

_NO_MARGINS = '<w:tblCellMar><w:left w:w="0" w:type="dxa"/><w:right w:w="0" w:type="dxa"/></w:tblCellMar>'


def text_paragraph(style: str, text: str) -> str:
    """Return a paragraph of one run, or of none."""
    run = f'<w:r><w:t xml:space="preserve">{text}</w:t></w:r>' if text else ""
    return f'<w:p><w:pPr><w:pStyle w:val="{style}"/></w:pPr>{run}</w:p>'


def tag(text: str) -> str:
    """Return a paragraph that holds a template tag and disappears."""
    return text_paragraph("NoiDung", text)


def _when(condition: str, *inner: str) -> str:
    return tag(f"{{%p if {condition} %}}") + "".join(inner) + tag("{%p endif %}")


def _each(loop: str, *inner: str) -> str:
    return tag(f"{{%p for {loop} %}}") + "".join(inner) + tag("{%p endfor %}")


def _table(columns: tuple[int, ...], *rows: tuple[str, ...]) -> str:
    """Return a table without borders; its rows stay whole."""
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in columns)
    body = "".join(
        "<w:tr><w:trPr><w:cantSplit/></w:trPr>"
        + "".join(
            f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/></w:tcPr>{cell}</w:tc>'
            for width, cell in zip(columns, row, strict=True)
        )
        + "</w:tr>"
        for row in rows
    )
    return (
        f'<w:tbl><w:tblPr><w:tblW w:w="{sum(columns)}" w:type="dxa"/><w:tblLayout w:type="fixed"/>{_NO_MARGINS}'
        "</w:tblPr>"
        f"<w:tblGrid>{grid}</w:tblGrid>{body}</w:tbl>"
    )


def _organ() -> str:
    return (
        _when("parent_organ", text_paragraph("CoQuanChuQuan", "{{ parent_organ }}"))
        + _each("line in organ_lines", text_paragraph("CoQuanBanHanh", "{{ line }}"))
        + tag("{{p organ_rule }}")
    )


def _nation() -> str:
    return (
        text_paragraph("QuocHieu", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM")
        + text_paragraph("TieuNgu", "Độc lập - Tự do - Hạnh phúc")
        + tag("{{p motto_rule }}")
    )


def code_row(*, subject: bool = False, date: bool = True) -> tuple[str, str]:
    """Return the cells with the number and the place and date (ô 3, 4), in a letter with its subject (ô 5b).

    Below them stands the degree of urgency (ô 10b).
    """
    left = text_paragraph("SoKyHieu", "{{ code_line }}")
    if subject:
        left += text_paragraph("TrichYeuCongVan", "V/v {{ subject }}")
    left += _when("urgency", tag("{{p urgency_mark }}"))
    right = text_paragraph("DiaDanhThoiGian", "{{ place_and_date }}" if date else "")
    return left, right


def heading(code: tuple[str, str] | None = None) -> str:
    """Return the heading block (ô 1–4): a table without borders, as the diagram of Annex I lays it out.

    Before it stands a paragraph that nobody sees: without one LibreOffice 7.4 puts an empty line there as soon as the
    document has a footnote.
    """
    rows = ((_organ(), _nation()), *((code,) if code else ()))
    return text_paragraph("KetThucPhan", "") + _table((_LEFT_COLUMN, _RIGHT_COLUMN), *rows)


def title(*, subject: bool = True) -> str:
    """Return the name of the type and the subject (ô 5a) with the line below."""
    lines = text_paragraph("TenLoai", "{{ type_name }}")
    if subject:
        lines += text_paragraph("TrichYeu", "{{ subject }}")
    return lines + tag("{{p title_rule }}")


def addressees(
    opening: str = "Kính gửi:",
    *,
    single: str = "KinhGui",
    several: str = "KinhGuiNhieu",
    item: str = "KinhGuiDanhSach",
) -> str:
    """Return ô 9a: one addressee on the same line, several in a list (II.9.d)."""
    return (
        _when("addressee", text_paragraph(single, f"{opening} {{{{ addressee }}}}"))
        + _when("addressees", text_paragraph(several, opening))
        + _each("line in addressees", text_paragraph(item, "- {{ line }}"))
    )


def legal_bases() -> str:
    """Return the legal bases (II.6.a)."""
    return _each("basis in legal_bases", text_paragraph("CanCu", "{{ basis }}"))


def body() -> str:
    """Return the place of the body (ô 6)."""
    return tag("{{p body }}")


def _recipients() -> str:
    return (
        text_paragraph("NoiNhanTieuDe", "Nơi nhận:")
        + _each("line in recipients", text_paragraph("NoiNhan", "- {{ line }}"))
        + _when("drafter_mark", text_paragraph("KyHieuNguoiSoan", "{{ drafter_mark }}"))
    )


def _signer(prefix: str = "") -> str:
    """Return ô 7a–7c: authority and position, space for the signature, a second office, the name.

    All of it is in styles that stay with what follows: the recipients below, or the end of the part.
    """
    office = f"{prefix}office"
    name = f"{{{{ {prefix}full_name }}}}"
    return (
        _each(f"line in {prefix}signature_lines", text_paragraph("QuyenHanChucVu", "{{ line }}"))
        + _when(office, text_paragraph("ChucVuKhac", f"{{{{ {office} }}}}"), text_paragraph("HoTenSauChucVu", name))
        + _when(f"not {office}", text_paragraph("HoTen", name))
    )


def signature(*, below_recipients: str = "") -> str:
    """Return the recipients level with the signature (ô 9b, 7): one row, never cut by a page break."""
    left = TEXT_WIDTH * 9 // 20
    return _table((left, TEXT_WIDTH - left), (_recipients() + below_recipients, _signer()))


def two_signatures() -> str:
    """Return two signers side by side with the recipients at the foot (form 1.9)."""
    half = TEXT_WIDTH // 2
    empty = text_paragraph("NoiNhan", "")
    return _table((half, TEXT_WIDTH - half), (_signer("second_"), _signer()), (_recipients(), empty))


def first_header() -> str:
    """Return the head of page 1: no number (I.7), but the limits of circulation (ô 11)."""
    empty = text_paragraph("SoTrang", "")
    return (
        tag("{%p if circulation %}") + tag("{{p circulation_mark }}") + tag("{%p else %}") + empty + tag("{%p endif %}")
    )


def footer() -> str:
    """Return the foot of page 1 (ô 13): address and telephone of the agency."""
    return _when("contact", text_paragraph("DiaChi", "{{ contact }}")) + text_paragraph("KetThucPhan", "")


def _section(first_header_id: str, first_footer_id: str, *, restart: bool) -> str:
    margins = " ".join(f'w:{side}="{value}"' for side, value in MARGINS.items())
    start = '<w:pgNumType w:start="1"/>' if restart else ""
    return (
        f'<w:sectPr><w:headerReference w:type="default" r:id="{HEADER}"/>'
        f'<w:headerReference w:type="first" r:id="{first_header_id}"/>'
        f'<w:footerReference w:type="first" r:id="{first_footer_id}"/>'
        f'<w:type w:val="nextPage"/><w:pgSz w:w="{PAGE_WIDTH}" w:h="{PAGE_HEIGHT}"/>'
        f'<w:pgMar {margins} w:header="567" w:footer="567" w:gutter="0"/>{start}<w:titlePg/></w:sectPr>'
    )


_ATTACHMENTS = _each(
    "part in attachments",
    heading(),
    text_paragraph("TenLoai", "{{ part.type_name }}"),
    text_paragraph("TrichYeu", "{{ part.subject }}"),
    text_paragraph("KemTheo", "{{ part.issued_with }}"),
    tag("{{p part.rule }}"),
    tag("{{p part.body }}"),
    tag("{{p part.end }}"),
)
_APPENDICES = _each(
    "part in appendices",
    text_paragraph("PhuLucSo", "{{ part.label }}"),
    text_paragraph("PhuLucTieuDe", "{{ part.title }}"),
    text_paragraph("KemTheo", "{{ part.issued_with }}"),
    tag("{{p part.rule }}"),
    tag("{{p part.body }}"),
    tag("{{p part.end }}"),
)
_MAIN_SECTION = _section(MAIN_FIRST_HEADER, MAIN_FIRST_FOOTER, restart=False)
_MAIN_END = f'<w:p><w:pPr><w:pStyle w:val="KetThucPhan"/>{_MAIN_SECTION}</w:pPr></w:p>'
_PART_SECTION = _section(PART_FIRST_HEADER, PART_FIRST_FOOTER, restart=True)


def end(*, with_attachments: bool) -> str:
    """Return what follows the signature: the end of the main section, the other parts in sections of their own."""
    return f"{_MAIN_END}{_ATTACHMENTS if with_attachments else ''}{_APPENDICES}{_PART_SECTION}"
