"""“Tỉnh”, “Huyện”, “Xã”… viết hoa giữa câu.

Tìm gì: giữa câu, danh từ chung chỉ đơn vị hành chính trước tên riêng viết hoa. Đơn vị mang tên người, sự kiện, chữ số
(Phường Điện Biên Phủ, Quận 1) và Thành phố Hồ Chí Minh viết hoa là đúng.

Vì sao: tên đơn vị hành chính gồm danh từ chung (tỉnh, huyện, xã…) viết thường và tên riêng viết hoa (Nghị định
30/2020/NĐ-CP, Phụ lục II, Mục III, khoản 1, điểm a).

Sai: các sở, ngành của Tỉnh Hà Tĩnh.

Đúng: các sở, ngành của tỉnh Hà Tĩnh.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from docgen.checking.findings import Fault, Severity
from docgen.checking.recognition.folding import fold
from docgen.checking.sentences import sentences
from docgen.checking.subject import Subject
from docgen.vietnamese.text import CAPITAL_LETTERS, SMALL_LETTERS

CODE = "CA004"
NAME = "capital-unit"
SEVERITY = Severity.WARNING
BASIS = "Nghị định 30/2020/NĐ-CP, Phụ lục II, Mục III, khoản 1, điểm a"
L_ID = "L62"

_WORD = rf"(?:[{CAPITAL_LETTERS}][{SMALL_LETTERS}]+)"
_UNIT = re.compile(
    rf"\b(?P<unit>Tỉnh|Thành phố|Huyện|Quận|Thị xã|Thị trấn|Xã|Phường)"
    rf"(?= (?P<name>{_WORD}(?: {_WORD})+))"
)
_PROVINCES = frozenset(
    fold(name)
    for line in (
        "An Giang|Bà Rịa|Bạc Liêu|Bắc Giang|Bắc Kạn|Bắc Ninh|Bến Tre|Bình Dương|Bình Định|Bình Phước|Bình Thuận|Cà Mau",
        "Cao Bằng|Cần Thơ|Đà Nẵng|Đắk Lắk|Đắk Nông|Điện Biên|Đồng Nai|Đồng Tháp|Gia Lai|Hà Giang|Hà Nam|Hà Nội|Hà Tĩnh",
        "Hải Dương|Hải Phòng|Hậu Giang|Hòa Bình|Hưng Yên|Khánh Hòa|Kiên Giang|Kon Tum|Lai Châu|Lạng Sơn|Lào Cai",
        "Lâm Đồng|Long An|Nam Định|Nghệ An|Ninh Bình|Ninh Thuận|Phú Thọ|Phú Yên|Quảng Bình|Quảng Nam|Quảng Ngãi",
        "Quảng Ninh|Quảng Trị|Sóc Trăng|Sơn La|Tây Ninh|Thái Bình|Thái Nguyên|Thanh Hóa|Tiền Giang|Trà Vinh",
        "Tuyên Quang|Vĩnh Long|Vĩnh Phúc|Yên Bái",
    )
    for name in line.split("|")
)
# What units are named after: people (by surname or known name), events; there the common noun has a capital too.
_NAMED_AFTER = re.compile(
    r"(?:nguyen|tran|le|pham|phan|vu|vo|dang|bui|do|ho|ngo|duong|ly|hoang|huynh|dinh|truong|trinh|to|ton|phung|mac|mai|"
    r"luong|hai ba|ba|chu van|cao ba|quang trung|dien bien phu|hung vuong|an duong|trung|de tham|ham nghi|duy tan|"
    r"minh khai|bach dang|chi lang|thong nhat|dong khoi|quyet|hoa binh|tan trao|xo viet|cach mang|giai phong|kim dong|"
    r"doan|uy|doi|hoi|dang|bo|chu nghia)\b"
)


def check(subject: Subject) -> Iterator[Fault]:
    """Yield a fault for every common noun of a unit with a capital inside a sentence."""
    for sentence in sentences(subject):
        for match in _UNIT.finditer(sentence.text):
            if sentence.opens_at(match.start()) or not _is_certain(match["unit"], fold(match["name"])):
                continue
            yield Fault(
                where=sentence.passage.where,
                message=f"“{match['unit']}” trước tên riêng không viết hoa giữa câu.",
                expected=f"{match['unit'].lower()} {match['name']}",
                found=sentence.quote(match.start(), match.end("name")),
            )


def _is_certain(unit: str, name: str) -> bool:
    if unit in ("Tỉnh", "Thành phố"):
        return any(name == province or name.startswith(f"{province} ") for province in _PROVINCES)
    return _NAMED_AFTER.match(name) is None
