"""Texts that cite nothing, made in numbers: what looks like a số, ký hiệu and is none."""

from __future__ import annotations

import random
from collections.abc import Iterator

_TYPES = ("Quyết định", "Kế hoạch", "Công văn", "Nghị quyết", "Tờ trình", "Báo cáo", "Thông tư", "Luật")
_ORGANS = ("UBND", "SNV", "BNV", "HĐND", "STC", "VPCP")
_SHORTS = ("QĐ", "KH", "TTr", "BC", "NQ", "TB")
_UNITS = ("ha", "giờ", "người", "tháng", "năm", "km", "buổi", "hộ", "KB", "Gbps", "m2")
_STANDARDS = ("TCVN", "QCVN", "ISO", "ISO/IEC", "TCVN ISO", "TCXDVN", "IEC")
_LETTERS = "ABCDĐHKLMNPTV"


def make_negatives(count: int, seed: int = 1) -> Iterator[str]:
    """Yield texts without a citation, the same ones for the same seed."""
    chance = random.Random(seed)  # noqa: S311
    for index in range(count):
        yield _MAKERS[index % len(_MAKERS)](chance)


def _day(chance: random.Random) -> str:
    mark = chance.choice("/-.")
    return f"{chance.randint(1, 28):02d}{mark}{chance.randint(1, 12)}{mark}{chance.randint(1990, 2030)}"


def _phone(chance: random.Random) -> str:
    mark = chance.choice((".", " ", "-", "/", ""))
    return f"Điện thoại: 02{chance.randint(10, 99)}{mark}{chance.randint(100, 9999)}{mark}{chance.randint(100, 999)}"


def _range(chance: random.Random) -> str:
    mark = chance.choice((" - ", "-", " – ", " đến "))
    return f"Thời gian: từ {_day(chance)}{mark}{_day(chance)}, chậm nhất ngày {_day(chance)}."


def _fraction(chance: random.Random) -> str:
    return f"Có {chance.randint(1, 99)}/{chance.randint(100, 999)} {chance.choice(('hồ sơ', 'phiếu', 'đơn vị', 'UBND xã'))} đạt."


def _criterion(chance: random.Random) -> str:
    numbers = ", ".join(".".join(str(chance.randint(1, 9)) for _ in range(chance.randint(2, 4))) for _ in range(4))
    return f"Các tiêu chí thành phần {numbers} do Sở Nội vụ phụ trách."


def _standard(chance: random.Random) -> str:
    tail = chance.choice(("", "/BTTTT", "/BXD", "/BYT", "/BNNPTNT"))
    return f"Theo {chance.choice(_STANDARDS)} {chance.randint(1, 27001)}:{chance.randint(1995, 2024)}{tail}."


def _this(chance: random.Random) -> str:
    kind = chance.choice(_TYPES)
    return f"Điều {chance.randint(1, 30)} {kind} này; khoản {chance.randint(1, 9)} Điều {chance.randint(1, 9)} của {kind} này."


def _blank(chance: random.Random) -> str:
    blank = chance.choice(("     ", "…", ".....", "____", "……/2024", "   "))
    return f"{chance.choice(_TYPES[:7])} số {blank}/{chance.choice(_SHORTS)}-{chance.choice(_ORGANS)} ngày    tháng    năm 2024"


def _own_number(chance: random.Random) -> str:
    gap = chance.choice(("", " ", "  "))
    number = f"{chance.randint(1, 9999)}{gap}/{chance.choice(_SHORTS)}-{chance.choice(_ORGANS)}"
    opening = chance.choice(("Số: ", "Số:", "SỐ: ", "Số : ", "**Số: "))
    return f"ỦY BAN NHÂN DÂN\nTỈNH HÀ NAM\n{opening}{number}\nHà Nam, ngày {_day(chance)}"


def _money(chance: random.Random) -> str:
    return f"Kinh phí {chance.randint(1, 999)}.{chance.randint(100, 999)}.000 đồng/{chance.choice(_UNITS)}."


def _rate(chance: random.Random) -> str:
    return f"Định mức {chance.randint(1, 500)}{chance.choice(('', ' '))}{chance.choice(_UNITS)}/{chance.choice(_UNITS)}."


def _plate(chance: random.Random) -> str:
    return f"Xe {chance.randint(11, 99)}{chance.choice(_LETTERS)}-{chance.randint(100, 999)}.{chance.randint(10, 99)} của cơ quan."


def _address(chance: random.Random) -> str:
    return (
        f"Số nhà {chance.randint(1, 300)}/{chance.randint(1, 40)}{chance.choice(_LETTERS)}, ngõ {chance.randint(1, 99)}/"
        f"{chance.choice(_LETTERS)}{chance.randint(1, 9)}; phòng {chance.randint(100, 900)}/{chance.choice(_LETTERS)}{chance.randint(1, 9)}."
    )


def _form(chance: random.Random) -> str:
    word = chance.choice(("Mẫu số", "Biểu số", "Phụ lục số", "Bảng số", "mẫu", "biểu mẫu"))
    return f"Lập theo {word} {chance.randint(1, 20):02d}/{chance.choice(_SHORTS)}-{chance.choice(_ORGANS)} kèm theo."


def _address_on_the_web(chance: random.Random) -> str:
    year, short, organ = chance.randint(2005, 2025), chance.choice(_SHORTS), chance.choice(_ORGANS)
    return f"Xem https://example.vn/van-ban/{chance.randint(1, 99)}/{year}/{short}-{organ} hoặc so={year}/{short}-{organ}."


def _account(chance: random.Random) -> str:
    return f"Tài khoản số {chance.randint(10**8, 10**12)}, mã số thuế 0{chance.randint(10**8, 10**9 - 1)}-00{chance.randint(1, 9)}."


def _notary(chance: random.Random) -> str:
    return f"Số chứng thực {chance.randint(1, 999)}, quyển số {chance.randint(1, 9):02d}/{chance.randint(2015, 2025)}-SCT/BS."


def _no_number(chance: random.Random) -> str:
    return f"{chance.choice(_TYPES[:7])} của UBND tỉnh ngày {_day(chance)} và {chance.choice(_TYPES[:7]).lower()} năm {chance.randint(2015, 2026)}."


def _law_words(chance: random.Random) -> str:
    words = ("pháp luật", "kỷ luật", "quy luật", "luật sư", "Trường Đại học Luật Hà Nội", "Hội Luật gia", "Luật này", "dự án luật")
    return f"Theo {chance.choice(words)}, {chance.choice(words)} và {chance.choice(words)}."


def _clock(chance: random.Random) -> str:
    return f"{chance.randint(7, 17)}h{chance.randint(0, 59):02d}-{chance.randint(17, 21)}h, {chance.randint(1, 7)} ngày/tuần, 24/7."


def _files(chance: random.Random) -> str:
    return f"Hồ sơ {chance.randint(1, 99):02d}.TCCB, hộp {chance.randint(1, 99)}, tờ {chance.randint(1, 9)}/{chance.randint(10, 99)}; mã H27.{chance.randint(10, 99)}."


_MAKERS = (
    _phone, _range, _fraction, _criterion, _standard, _this, _blank, _own_number, _money, _rate, _plate, _address, _form,
    _address_on_the_web, _account, _notary, _no_number, _law_words, _clock, _files,
)  # fmt: skip
