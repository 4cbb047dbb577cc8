"""The content of the generation benchmark: distinct three-page plans, the same through every engine.

A record is plain data: what a program has before any engine touches it. ``make_document`` makes it a validated Document
of ours; the templates of the peers ask for the same fields by the same names.
"""

from __future__ import annotations

import io
import random
import zipfile
from pathlib import Path
from typing import Any

from docgen.model import Document

ROOT = Path(__file__).resolve().parent.parent
SECTIONS = 5
PARAGRAPHS = 4
TABLE_ROWS = 9
HEADINGS = ("MỤC ĐÍCH, YÊU CẦU", "NỘI DUNG", "GIẢI PHÁP", "KINH PHÍ", "TỔ CHỨC THỰC HIỆN")
COLUMNS = ("TT", "Nhiệm vụ", "Thời gian", "Cơ quan chủ trì", "Cơ quan phối hợp")
_WORDS = """
cải cách hành chính thủ tục cơ quan đơn vị thực hiện kiểm tra đánh giá chỉ số kết quả tổ chức triển khai
nhiệm vụ người dân doanh nghiệp dịch vụ công trực tuyến hồ sơ đúng hạn trách nhiệm người đứng đầu kế
hoạch báo cáo tổng hợp cập nhật dữ liệu quy định hiện hành bảo đảm chất lượng nâng cao hiệu quả giám sát
phối hợp thường xuyên công khai
""".split()  # noqa: SIM905 - words read better than a list of them


def make_record(index: int, table_rows: int = TABLE_ROWS) -> dict[str, Any]:
    """Return the data of plan number ``index``; the same index gives the same plan."""
    chance = random.Random(index)  # noqa: S311 - content for a benchmark

    def words(count: int) -> str:
        return " ".join(chance.choices(_WORDS, k=count))

    return {
        "parent_organ": "UBND TỈNH NINH BÌNH",
        "organ": "SỞ NỘI VỤ",
        "code": "Số:         /KH-SNV",
        "place_and_date": f"Ninh Bình, ngày {10 + index % 18} tháng {3 + index % 7} năm 2026",
        "subject": f"Kiểm tra công tác cải cách hành chính đợt {index} & {words(8)}",
        "sections": [
            {
                "heading": f"{number}. {heading}",
                "paragraphs": [{"text": f"{words(1).capitalize()} {words(55)}."} for _ in range(PARAGRAPHS)],
            }
            for number, heading in zip(("I", "II", "III", "IV", "V"), HEADINGS, strict=True)
        ],
        "rows": [
            {
                "number": str(row + 1),
                "task": f"{words(1).capitalize()} {words(9)}",
                "time": f"Tháng {row % 12 + 1}/2026",
                "lead": f"Phòng {words(3)}",
                "support": f"Các phòng {words(4)}",
            }
            for row in range(table_rows)
        ],
        "recipients": [{"text": f"Sở {words(3)} {number}"} for number in range(6)],
        "position": "GIÁM ĐỐC",
        "full_name": f"Trần Văn {words(1).capitalize()}",
    }


def make_document(record: dict[str, Any]) -> Document:
    """Return the validated document of a record; building it is not part of what is measured."""
    body: list[dict[str, Any]] = []
    for section in record["sections"]:
        number, _, heading = section["heading"].partition(". ")
        body.append({"kind": "division", "level": "roman", "number": number, "content": heading})
        body += [{"kind": "paragraph", "content": paragraph["text"]} for paragraph in section["paragraphs"]]
    rows = [[{"paragraphs": [text]} for text in row.values()] for row in record["rows"]]
    body.append({"kind": "table", "rows": [[{"paragraphs": [name]} for name in COLUMNS], *rows]})
    place, _, date = record["place_and_date"].partition(", ngày ")
    day, month, year = (int(part) for part in date.replace("tháng", "").replace("năm", "").split())
    return Document.model_validate(
        {
            "document_type": "ke-hoach",
            "organ": {
                "name": "Sở Nội vụ",
                "parent": record["parent_organ"],
                "abbreviation": "SNV",
                "place": place,
                "head_position": "GIÁM ĐỐC",
            },
            "promulgation_date": f"{year}-{month:02}-{day:02}",
            "subject": record["subject"],
            "recipients": [recipient["text"] for recipient in record["recipients"]],
            "signature": {"position": record["position"], "full_name": record["full_name"]},
            "body": body,
        }
    )


def make_peer_template(engine: str) -> bytes:
    """Return a Word template for ``docxtpl``, for the engines that write {#list}…{/list} (``mustache``), or ``empty``.

    It is the leanest there is: our own package, whose body is nothing but what the plan needs.
    """
    shipped = ROOT / "templates" / "van-ban-co-ten-loai" / "template.docx"
    target = io.BytesIO()
    with zipfile.ZipFile(shipped) as source, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as package:
        for name in source.namelist():
            data = source.read(name)
            if name.startswith(("word/header", "word/footer")):
                root = "hdr" if "header" in name else "ftr"
                data = _part(root, _paragraph("SoTrang", "")).encode()
            elif name == "word/document.xml":
                data = _part("document", f"<w:body>{_write_body(engine)}{_SECTION}</w:body>").encode()
            package.writestr(name, data)
    return target.getvalue()


_SECTION = (
    '<w:sectPr><w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:top="1134" w:right="1134" w:bottom="1134" w:left="1701" '
    'w:header="567" w:footer="567" w:gutter="0"/></w:sectPr>'
)


def _part(root: str, content: str) -> str:
    name = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    return f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<w:{root} xmlns:w="{name}">{content}</w:{root}>'


def _paragraph(style: str, text: str) -> str:
    run = f'<w:r><w:t xml:space="preserve">{text}</w:t></w:r>' if text else ""
    return f'<w:p><w:pPr><w:pStyle w:val="{style}"/></w:pPr>{run}</w:p>'


def _cells(*cells: str) -> str:
    return (
        "<w:tr>"
        + "".join(f'<w:tc><w:tcPr><w:tcW w:w="1814" w:type="dxa"/></w:tcPr>{c}</w:tc>' for c in cells)
        + "</w:tr>"
    )


def _table(count: int, rows: str, style: str = "") -> str:
    grid = f'<w:gridCol w:w="{9071 // count}"/>' * count
    return (
        f'<w:tbl><w:tblPr>{style}<w:tblW w:w="9071" w:type="dxa"/></w:tblPr><w:tblGrid>{grid}</w:tblGrid>{rows}</w:tbl>'
    )


def _write_body(engine: str) -> str:
    if engine == "empty":
        return ""
    docxtpl = engine == "docxtpl"

    def value(name: str) -> str:
        return f"{{{{ {name} }}}}" if docxtpl else f"{{{name.rpartition('.')[2]}}}"

    def loop(item: str, items: str, inner: str) -> str:
        if docxtpl:
            head, tail = f"{{%p for {item} in {items} %}}", "{%p endfor %}"
        else:
            key = items.rpartition(".")[2]
            head, tail = f"{{#{key}}}", f"{{/{key}}}"
        return _paragraph("NoiDung", head) + inner + _paragraph("NoiDung", tail)

    fields = ("number", "task", "time", "lead", "support")
    if docxtpl:
        data_rows = (
            _cells(*(_paragraph("BangTrai", "{%tr for row in rows %}"), *[_paragraph("BangTrai", "")] * 4))
            + _cells(*(_paragraph("BangTrai", value(f"row.{field}")) for field in fields))
            + _cells(*(_paragraph("BangTrai", "{%tr endfor %}"), *[_paragraph("BangTrai", "")] * 4))
        )
    else:
        marked = [value(field) for field in fields]
        marked[0], marked[-1] = "{#rows}" + marked[0], marked[-1] + "{/rows}"
        data_rows = _cells(*(_paragraph("BangTrai", text) for text in marked))
    heading = _cells(
        _paragraph("CoQuanChuQuan", value("parent_organ")) + _paragraph("CoQuanBanHanh", value("organ")),
        _paragraph("QuocHieu", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM")
        + _paragraph("TieuNgu", "Độc lập - Tự do - Hạnh phúc"),
    ) + _cells(_paragraph("SoKyHieu", value("code")), _paragraph("DiaDanhThoiGian", value("place_and_date")))
    paragraphs = loop("line", "section.paragraphs", _paragraph("NoiDung", value("line.text")))
    sections = loop("section", "sections", _paragraph("MucLaMa", value("section.heading")) + paragraphs)
    recipients = loop("line", "recipients", _paragraph("NoiNhan", f"- {value('line.text')};"))
    signature = _paragraph("QuyenHanChucVu", value("position")) + _paragraph("HoTen", value("full_name"))
    return (
        _table(2, heading)
        + _paragraph("TenLoai", "KẾ HOẠCH")
        + _paragraph("TrichYeu", value("subject"))
        + sections
        + _table(5, _cells(*(_paragraph("BangTieuDe", name) for name in COLUMNS)) + data_rows)
        + _paragraph("KetThucPhan", "")
        + _table(2, _cells(_paragraph("NoiNhanTieuDe", "Nơi nhận:") + recipients, signature))
        + _paragraph("KetThucPhan", "")
    )
