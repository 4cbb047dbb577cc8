"""The named styles of the templates, by Decree 30/2020/NĐ-CP, Annex I, part I.

Sizes are those of the sample column of table V, headings of the 13/14/14 group (footnote 1 of the table). Style names
are Vietnamese, as Word shows them to clerks; ids are ASCII.
"""

from __future__ import annotations

from dataclasses import dataclass

_W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
_FIRST_LINE = 567  # 1 cm (II.6.e)
_GAP = 120  # 6 pt (II.6.e)
_RULE_AIR = 140
_RIGHT_HALF = 3511  # where the column of the national title begins (pieces.py)
_LINE = 264  # 1.1 lines: between single and 1.5 (II.6.e)


@dataclass(frozen=True)
class Style:
    """A paragraph style. Lengths in twips, ``size`` in points."""

    id: str
    name: str
    size: float = 14
    bold: bool = False
    italic: bool = False
    caps: bool = False
    align: str = "left"
    first_line: int = 0
    left: int = 0
    right: int = 0
    hanging: int = 0
    before: int = 0
    after: int = 0
    line: int = 240
    line_rule: str = "auto"
    contextual: bool = False
    keep_next: bool = False
    keep_lines: bool = False
    outline: int | None = None
    based_on: str = ""
    next_style: str = ""
    border: str = ""
    color: str = ""

    def write(self) -> str:
        """Return the w:style element."""
        indents = {"left": self.left, "right": self.right, "firstLine": self.first_line, "hanging": self.hanging}
        ind = "".join(f' w:{key}="{value}"' for key, value in indents.items() if value)
        ppr = "".join(
            (
                "<w:keepNext/>" if self.keep_next else "",
                "<w:keepLines/>" if self.keep_lines else "",
                f"<w:pBdr>{self.border}</w:pBdr>" if self.border else "",
                f'<w:spacing w:before="{self.before}" w:after="{self.after}" w:line="{self.line}" '
                f'w:lineRule="{self.line_rule}"/>',
                f"<w:ind{ind}/>" if ind else "",
                "<w:contextualSpacing/>" if self.contextual else "",
                f'<w:jc w:val="{self.align}"/>',
                f'<w:outlineLvl w:val="{self.outline}"/>' if self.outline is not None else "",
            )
        )
        half_points = round(self.size * 2)
        rpr = "".join(
            (
                "<w:b/><w:bCs/>" if self.bold else "",
                "<w:i/><w:iCs/>" if self.italic else "",
                "<w:caps/>" if self.caps else "",
                f'<w:color w:val="{self.color}"/>' if self.color else "",
                f'<w:sz w:val="{half_points}"/><w:szCs w:val="{half_points}"/>',
            )
        )
        links = "".join(
            (
                f'<w:basedOn w:val="{self.based_on or "Normal"}"/>',
                f'<w:next w:val="{self.next_style}"/>' if self.next_style else "",
            )
        )
        return (
            f'<w:style w:type="paragraph" w:customStyle="1" w:styleId="{self.id}"><w:name w:val="{self.name}"/>{links}'
            f"<w:qFormat/><w:pPr>{ppr}</w:pPr><w:rPr>{rpr}</w:rPr></w:style>"
        )


def _body(id: str, name: str, **more: object) -> Style:
    """A style of running text (II.6.e)."""
    values: dict[str, object] = {"align": "both", "first_line": _FIRST_LINE, "after": _GAP, "line": _LINE}
    return Style(id, name, **(values | more))  # type: ignore[arg-type]


def _centred(id: str, name: str, **more: object) -> Style:
    return Style(id, name, **({"align": "center"} | more))  # type: ignore[arg-type]


_RULE = '<w:top w:val="single" w:sz="6" w:space="0" w:color="000000"/>'
_RED_BOX = "".join(
    f'<w:{side} w:val="single" w:sz="8" w:space="3" w:color="FF0000"/>' for side in ("top", "left", "bottom", "right")
)
_BLACK_BOX = _RED_BOX.replace("FF0000", "000000")
_FOOT_RULE = '<w:top w:val="single" w:sz="6" w:space="4" w:color="000000"/>'

PARAGRAPH_STYLES = (
    _centred("QuocHieu", "VB Quốc hiệu", size=13, bold=True),
    _centred("TieuNgu", "VB Tiêu ngữ", bold=True),
    _centred("CoQuanChuQuan", "VB Cơ quan chủ quản", size=13),
    _centred("CoQuanBanHanh", "VB Cơ quan ban hành", size=13, bold=True),
    # A drawn line: its length is its indents, which rendering sets by the text above. The air above it is that of the
    # forms of Annex III, about 10 pt below the base of the letters: nearer it would look like an underline.
    _centred("DongKe", "VB Dòng kẻ", size=2, line=60, line_rule="exact", before=_RULE_AIR, border=_RULE),
    _centred(
        "DongKeTrichYeu",
        "VB Dòng kẻ trích yếu",
        size=2,
        line=60,
        line_rule="exact",
        before=_RULE_AIR,
        after=240,
        border=_RULE,
    ),
    # The text of number and date begins 31 pt below the motto's, as in the forms; 20 more for the smaller number puts
    # both on one line (II.4.c).
    _centred("SoKyHieu", "VB Số, ký hiệu", size=13, before=100),
    _centred("DiaDanhThoiGian", "VB Địa danh, thời gian", italic=True, before=80),
    # 6 pt below the number (II.5.b)
    _centred("TrichYeuCongVan", "VB Trích yếu công văn", size=12, before=120, left=57, right=57),
    _centred("DauKhan", "VB Dấu khẩn", size=13, bold=True, color="FF0000", before=200, border=_RED_BOX),
    # In the top margin above the national title (ô 11).
    _centred("PhamViLuuHanh", "VB Phạm vi lưu hành", size=13, bold=True, left=_RIGHT_HALF, border=_BLACK_BOX),
    _centred("TenLoai", "VB Tên loại", bold=True, before=480, keep_next=True, outline=0),
    _centred("TrichYeu", "VB Trích yếu", bold=True, left=567, right=567),
    _centred("ThamQuyen", "VB Thẩm quyền ban hành", bold=True, before=240, after=_GAP, keep_next=True),
    Style("KinhGui", "VB Kính gửi", before=240, after=240, align="center"),
    # "Kính gửi" is 1000 twips wide: the dashes stand below the colon (II.9.d), what wraps below the first letter.
    Style("KinhGuiNhieu", "VB Kính gửi nhiều nơi", before=240, left=1701, keep_next=True),
    Style("KinhGuiDanhSach", "VB Kính gửi danh sách", left=2864, hanging=163, after=240, contextual=True),
    _body("CanCu", "VB Căn cứ", italic=True),
    _body("NoiDung", "VB Nội dung"),
    _centred("GiuaTrang", "VB Giữa trang", after=_GAP, line=_LINE),
    _centred(
        "DeMuc", "VB Phần, chương, mục", bold=True, before=_GAP, keep_next=True, outline=0, next_style="TieuDeDeMuc"
    ),
    _centred(
        "TieuDeDeMuc",
        "VB Tiêu đề phần, chương, mục",
        bold=True,
        caps=True,
        after=_GAP,
        keep_next=True,
        next_style="NoiDung",
    ),
    _body("MucLaMa", "VB Mục La Mã", bold=True, caps=True, keep_next=True, outline=0, next_style="NoiDung"),
    _body("Dieu", "VB Điều"),
    _body("DieuCoTieuDe", "VB Điều có tiêu đề", bold=True, keep_next=True, outline=1, next_style="NoiDung"),
    _body("Khoan", "VB Khoản"),
    _body("KhoanCoTieuDe", "VB Khoản có tiêu đề", bold=True, keep_next=True, outline=2, next_style="NoiDung"),
    _body("Diem", "VB Điểm"),
    _body("Gach", "VB Gạch đầu dòng"),
    _body("Cong", "VB Dấu cộng đầu dòng"),
    _centred("BangTieuDe", "VB Bảng - tiêu đề", size=13, bold=True, before=40, after=40),
    Style("BangTrai", "VB Bảng - trái", size=13, before=40, after=40),
    _centred("BangGiua", "VB Bảng - giữa", size=13, before=40, after=40),
    Style("BangPhai", "VB Bảng - phải", size=13, before=40, after=40, align="right"),
    # 34 twips more than for the signature bring 12 pt to the base line of 14 pt: "level with" it (II.9.d).
    Style("NoiNhanTieuDe", "VB Nơi nhận - tiêu đề", size=12, before=154, bold=True, italic=True, keep_next=True),
    Style("NoiNhan", "VB Nơi nhận", size=11, left=113, hanging=113, keep_next=True),
    Style("KyHieuNguoiSoan", "VB Ký hiệu người soạn", size=11, align="right", right=283, keep_next=True),
    _centred("QuyenHanChucVu", "VB Quyền hạn, chức vụ", bold=True, before=120, contextual=True, keep_next=True),
    # The signature itself needs about 25 mm; the decree fixes no height (II.7 is silent).
    _centred("HoTen", "VB Họ tên", bold=True, before=1500, keep_next=True),
    _centred("ChucVuKhac", "VB Chức vụ khác", size=13, bold=True, before=1500, keep_next=True),
    _centred("HoTenSauChucVu", "VB Họ tên sau chức vụ khác", bold=True, keep_next=True),
    _centred("XacNhan", "VB Xác nhận", size=12, italic=True, before=240, keep_next=True),
    _centred("PhuLucSo", "VB Phụ lục - số", bold=True, keep_next=True, outline=0, next_style="PhuLucTieuDe"),
    _centred("PhuLucTieuDe", "VB Phụ lục - tiêu đề", bold=True, caps=True, keep_next=True),
    _centred("KemTheo", "VB Kèm theo", italic=True),
    Style("SoTrang", "VB Số trang", align="center"),
    Style("DiaChi", "VB Địa chỉ cơ quan", size=11, align="center", border=_FOOT_RULE),
    # Ends a part and carries its section: as good as invisible.
    Style("KetThucPhan", "VB Kết thúc phần", size=1, line=1, line_rule="exact"),
)

_DEFAULTS = (
    '<w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:ascii="Times New Roman" w:hAnsi="Times New Roman" '
    'w:eastAsia="Times New Roman" w:cs="Times New Roman"/><w:sz w:val="28"/><w:szCs w:val="28"/>'
    '<w:lang w:val="vi-VN" w:eastAsia="vi-VN" w:bidi="ar-SA"/></w:rPr></w:rPrDefault>'
    '<w:pPrDefault><w:pPr><w:spacing w:before="0" w:after="0" w:line="240" w:lineRule="auto"/></w:pPr></w:pPrDefault>'
    "</w:docDefaults>"
)
_BUILT_IN = (
    '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/><w:qFormat/>'
    "<w:pPr><w:widowControl/></w:pPr></w:style>"
    '<w:style w:type="character" w:default="1" w:styleId="DefaultParagraphFont">'
    '<w:name w:val="Default Paragraph Font"/><w:uiPriority w:val="1"/><w:semiHidden/></w:style>'
    '<w:style w:type="table" w:default="1" w:styleId="TableNormal"><w:name w:val="Normal Table"/>'
    '<w:uiPriority w:val="99"/><w:semiHidden/><w:tblPr><w:tblInd w:w="0" w:type="dxa"/><w:tblCellMar>'
    '<w:top w:w="0" w:type="dxa"/><w:left w:w="0" w:type="dxa"/><w:bottom w:w="0" w:type="dxa"/>'
    '<w:right w:w="0" w:type="dxa"/></w:tblCellMar></w:tblPr></w:style>'
    '<w:style w:type="table" w:customStyle="1" w:styleId="BangNoiDung"><w:name w:val="VB Bảng nội dung"/>'
    '<w:basedOn w:val="TableNormal"/><w:tblPr><w:tblBorders>'
    + "".join(
        f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="000000"/>'
        for side in ("top", "left", "bottom", "right", "insideH", "insideV")
    )
    + '</w:tblBorders><w:tblCellMar><w:left w:w="85" w:type="dxa"/><w:right w:w="85" w:type="dxa"/></w:tblCellMar>'
    "</w:tblPr></w:style>"
    '<w:style w:type="paragraph" w:styleId="FootnoteText"><w:name w:val="footnote text"/><w:basedOn w:val="Normal"/>'
    '<w:pPr><w:jc w:val="both"/></w:pPr><w:rPr><w:sz w:val="20"/><w:szCs w:val="20"/></w:rPr></w:style>'
    '<w:style w:type="character" w:styleId="FootnoteReference"><w:name w:val="footnote reference"/>'
    '<w:basedOn w:val="DefaultParagraphFont"/><w:rPr><w:vertAlign w:val="superscript"/></w:rPr></w:style>'
)
STYLES = f"<w:styles {_W}>{_DEFAULTS}{_BUILT_IN}{''.join(style.write() for style in PARAGRAPH_STYLES)}</w:styles>"
