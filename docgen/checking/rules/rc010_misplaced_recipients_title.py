"""“Nơi nhận” không sát lề trái.

Tìm gì: dòng “Nơi nhận:” canh giữa hoặc thụt vào; hoặc nằm ở hàng khác với quyền hạn, chức vụ của người ký trong bảng
phần ký (cảnh báo).

Vì sao: “Nơi nhận” trình bày trên một dòng riêng, ngang hàng với quyền hạn, chức vụ của người ký, sát lề trái (Nghị
định 30/2020/NĐ-CP, Phụ lục I, Phần I, Mục II, khoản 9, điểm d).

Sai: Nơi nhận: canh giữa.

Đúng: Nơi nhận: sát lề trái.
"""

from __future__ import annotations

from collections.abc import Iterator

from docgen.checking.findings import Fault, Severity
from docgen.checking.recognition.passages import Passage
from docgen.checking.subject import Subject

CODE = "RC010"
NAME = "misplaced-recipients-title"
SEVERITY = Severity.ERROR
BASIS = "Nghị định 30/2020/NĐ-CP, Phụ lục I, Phần I, Mục II, khoản 9, điểm d"
L_ID = "L48"

_INDENT = 120  # twips: what a cell's own margin may be made up with


def check(subject: Subject) -> Iterator[Fault]:
    """Yield a fault when "Nơi nhận" is not at the left edge or not level with the signature."""
    recipients = subject.require(subject.components.recipients, "Nơi nhận")

    title = recipients.title
    place = title.paragraph.place
    if title.is_whole:
        found = _find_wrong_edge(title)
        if found:
            yield Fault(title.where, "“Nơi nhận” không sát lề trái.", "sát lề trái", found)
    kind = subject.components.document_type
    if kind is not None and kind.has_second_signer:
        return  # minutes and agreements have the signers side by side, "Nơi nhận" below
    signature = subject.components.signature
    first = signature.lines[0].paragraph.place if signature is not None and signature.lines else None
    if first is None or place.table < 0 or first.table != place.table or first.column == place.column:
        return
    if first.row != place.row:
        yield Fault(
            where=title.where,
            message="“Nơi nhận” không ngang hàng với quyền hạn, chức vụ của người ký.",
            expected="cùng hàng với chức vụ",
            found=f"hàng {place.row + 1}, chức vụ ở hàng {first.row + 1}",
            severity=Severity.WARNING,
        )


def _find_wrong_edge(title: Passage) -> str:
    paragraph = title.paragraph
    if paragraph.align in ("center", "right"):
        return "canh giữa" if paragraph.align == "center" else "canh phải"
    indent = paragraph.left + paragraph.first_line
    return f"thụt {indent / 567:.1f} cm".replace(".", ",") if indent > _INDENT else ""
