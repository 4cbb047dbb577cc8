"""What ended on 01/7/2025: the district level, and 29 provinces that were joined to others.

Resolution 202/2025/QH15 (provinces), Law 72/2025/QH15, Article 51.3 (districts).
"""

from __future__ import annotations

import datetime
import re

from docgen.checking.recognition.folding import fold

REFORM_DAY = datetime.date(2025, 7, 1)
"""The day since which there are provinces and communes only."""

_JOINED = {
    "Tuyên Quang": ("Hà Giang",),
    "Lào Cai": ("Yên Bái",),
    "Thái Nguyên": ("Bắc Kạn",),
    "Phú Thọ": ("Vĩnh Phúc", "Hòa Bình"),
    "Bắc Ninh": ("Bắc Giang",),
    "Hưng Yên": ("Thái Bình",),
    "Hải Phòng": ("Hải Dương",),
    "Ninh Bình": ("Hà Nam", "Nam Định"),
    "Quảng Trị": ("Quảng Bình",),
    "Đà Nẵng": ("Quảng Nam",),
    "Quảng Ngãi": ("Kon Tum",),
    "Gia Lai": ("Bình Định",),
    "Khánh Hòa": ("Ninh Thuận",),
    "Lâm Đồng": ("Đắk Nông", "Bình Thuận"),
    "Đắk Lắk": ("Phú Yên",),
    "Thành phố Hồ Chí Minh": ("Bình Dương", "Bà Rịa - Vũng Tàu"),
    "Đồng Nai": ("Bình Phước",),
    "Tây Ninh": ("Long An",),
    "Cần Thơ": ("Sóc Trăng", "Hậu Giang"),
    "Vĩnh Long": ("Bến Tre", "Trà Vinh"),
    "Đồng Tháp": ("Tiền Giang",),
    "Cà Mau": ("Bạc Liêu",),
    "An Giang": ("Kiên Giang",),
}
_NEW_NAMES = {fold(old): new for new, olds in _JOINED.items() for old in olds}
_DISTRICT = re.compile(r"(?:huyen|quan|thi xa|thi tran)\s+\S")


def find_new_province(place: str) -> str | None:
    """Return the province that a former one was joined to, or None for a place that is no former province."""
    return _NEW_NAMES.get(fold(place).removeprefix("tinh ").strip())


def names_district(place: str) -> bool:
    """Whether a place is a district, a town or a township by its own words: units that there are no more."""
    return _DISTRICT.match(fold(place)) is not None
