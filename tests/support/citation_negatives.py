"""Texts that cite nothing, made in numbers: what looks like a số, ký hiệu and is none."""

from __future__ import annotations

import random
import re
from collections.abc import Iterator

# {1} … {9}: so many digits; a name in braces: one of its values.
_TEMPLATES = (
    "Điện thoại: 02{2}{mark}{4}{mark}{3}; di động 09{2}{mark}{3}{mark}{3}.",
    "Fax 0{3}/{3}/{3}, máy lẻ {3}/{1}.",
    "Thời gian: từ {day}{to}{day}, chậm nhất ngày {day}.",
    "Từ ngày {2}-{2}/9/{year}, ngày {day} và ngày {day}{to}{day}.",
    "Có {2}/{3} {unit} đạt, tỷ lệ {1}/{2}, xếp thứ {2}/63.",
    "Các tiêu chí thành phần {1}.{1}.{1}, {1}.{1} và {1}.{1}.{1} do Sở Nội vụ phụ trách.",
    "Theo {standard} {4}:{year} và {standard} {2}-{1}:{year}/{ministry}.",
    "Điều {2} {kind} này; khoản {1} Điều {1} của {kind} này; {kind} nêu trên.",
    "{kind} số {blank}/{short}-{organ} ngày    tháng    năm {year}",
    "{kind} số {blank}/{year}/{short}-{organ}",
    "ỦY BAN NHÂN DÂN\nTỈNH HÀ NAM\n{own}{4}/{short}-{organ}\nHà Nam, ngày {day}",
    "SỞ NỘI VỤ\n{own}{3} /{short}-{organ}          Hà Nam, ngày {day}\nKẾ HOẠCH",
    "KẾ HOẠCH\n{own}{2}/{organ}-{short}",
    "Kinh phí {3}.{3}.000 đồng/{unit}, mức {2}.000đ/{unit}/{unit}.",
    "Định mức {2}{unit}/{unit}; năng suất {1},{1} tấn/{unit}; {1} buổi/{unit}.",
    "Xe {2}{letter}-{3}.{2}, {2}{letter}{1}-{5} của cơ quan; khung số {letter}{letter}{3}/{2}-{letter}{letter}.",
    "Số nhà {2}/{2}{letter}, ngõ {2}/{letter}{1}; phòng {3}/{letter}{1}, tòa {letter}{1}/{2}.",
    "Lập theo {form} {2}/{short}-{organ} kèm theo; {form} {2}{letter}/{short}-{organ}.",
    "Xem https://example.vn/vb/{2}/{year}/{short}-{organ} và so={year}/{short}-{organ}; tệp vb/{2}/{short}-{organ}.pdf",
    "Thư gửi {organ}.{2}/{3}@example.vn; mạng noi-bo/{2}/{organ}.",
    "Tài khoản số {9}, mã số thuế {9}-00{1}; hợp đồng điện PA{6}.",
    "Số chứng thực {3}, quyển số {2}/{year}-SCT/BS ngày {day}.",
    "{kind} của UBND tỉnh ngày {day} và {kind} năm {year} về việc chi {2}/{2} tháng.",
    "Theo {law}, {law} và {law}.",
    "Từ {1}h{2}-{2}h, {1} ngày/tuần, 24/7; 0{1}:00-1{1}:30 ngày {day}.",
    "Hồ sơ {2}.TCCB, hộp {2}, tờ {1}/{2}; mã H27.{2}.{2}; mã ngạch 0{1}.00{1}, bậc {1}/9, hệ số {1},{2}/{1},{2}.",
    "Thửa đất số {3}, tờ bản đồ số {2}; lô LK-{2}/{2}; diện tích {3}/{3} m2.",
    "Báo cáo quý {1}/{year}, {1} tháng/{year}, tháng {1}/{year}; năm học {year}-{year}; nhiệm kỳ {year}-{year}.",
    "Lưu: VT, NC{1}; TH/{2}; XDCQ/T{2}; {letter}{letter}{letter}.{2}b.",
    "Hợp đồng kinh tế số {2}/{year}/HĐKT; hợp đồng số {2}/HĐLĐ; phiếu chi số {2}/PC; hóa đơn số {7}.",
    "{kind} số xx/{short}-{organ}; {kind} số [số]/{short}-{organ} ngày ..../..../{year}.",
    "Đường 3/2, đường 30/4, Km {2}+{3}/QL1A; tỷ lệ 1/{1}00 và 1/{1}.000; nghỉ lễ 30/4 và 01/5/{year}.",
    "Tạp chí số {1}({3})/{year}, Công báo số {3}+{3}; văn bản đến số {3}, sổ số {2}/{year}.",
    "Giấy chứng nhận số {letter}{letter} {6}, số vào sổ CH{5}; CCCD số {9}{3} cấp ngày {day}.",
    "Kỳ họp thứ {1}, HĐND tỉnh khóa XV; mục II/{1}; lớp {2}/{letter}; tổ {1}/khu phố {1}.",
)
_VALUES = {
    "mark": (".", " ", "-", ""),
    "to": (" - ", "-", " – ", " đến ", " đến ngày "),
    "unit": ("ha", "giờ", "người", "tháng", "năm", "km", "buổi", "hộ", "hồ sơ", "UBND xã", "xã"),
    "standard": ("TCVN", "QCVN", "ISO", "ISO/IEC", "TCVN ISO", "TCXDVN"),
    "ministry": ("BTTTT", "BXD", "BYT", "BNNPTNT"),
    "kind": ("Quyết định", "Kế hoạch", "Công văn", "Nghị quyết", "Tờ trình", "Báo cáo", "Thông tư", "Nghị định"),
    "organ": ("UBND", "SNV", "BNV", "HĐND", "STC", "VPCP"),
    "short": ("QĐ", "KH", "TTr", "BC", "NQ", "TB"),
    "blank": ("     ", "…", ".....", "____", "   ", "(…)"),
    "own": ("Số: ", "Số:", "SỐ: ", "Số : ", "**Số: ", "Số "),
    "form": ("Mẫu số", "Biểu số", "Phụ lục số", "Bảng số", "mẫu", "biểu mẫu", "biểu mẫu số"),
    "letter": tuple("ABCĐHKLMNPTV"),
    "law": ("pháp luật", "kỷ luật", "quy luật", "luật sư", "Trường Đại học Luật Hà Nội", "Hội Luật gia", "Luật này"),
    "year": tuple(map(str, range(1995, 2027))),
}
_SLOT = re.compile(r"\{(\w+)\}")


def make_negatives(count: int, seed: int = 1) -> Iterator[str]:
    """Yield texts without a citation, the same ones for the same seed."""
    chance = random.Random(seed)  # noqa: S311

    def fill(slot: re.Match[str]) -> str:
        name = slot[1]
        if name.isdigit():
            return str(chance.randint(10 ** (int(name) - 1), 10 ** int(name) - 1))
        if name == "day":
            mark = chance.choice("/-.")
            return f"{chance.randint(1, 28):02d}{mark}{chance.randint(1, 12)}{mark}{chance.randint(1990, 2030)}"
        return chance.choice(_VALUES[name])

    for index in range(count):
        yield _SLOT.sub(fill, _TEMPLATES[index % len(_TEMPLATES)])
