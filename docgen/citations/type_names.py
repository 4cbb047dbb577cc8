"""What types of document are called in print, and how they are shortened before a number and inside a symbol."""

from __future__ import annotations

from functools import lru_cache
from typing import Final

from docgen.model.document_types import DOCUMENT_TYPES
from docgen.vietnamese.folding import fold

# Beside the 29 types of Decree 30/2020/NĐ-CP: legislation, the Party's documents, and what offices add to a type.
_FURTHER_TYPES: Final = (
    ("Nghị định", "NĐ"),
    ("Thông tư liên tịch", "TTLT"),
    ("Thông tư", "TT"),
    ("Nghị quyết liên tịch", "NQLT"),
    ("Bộ luật", ""),
    ("Luật", ""),
    ("Pháp lệnh", "PL"),
    ("Hiến pháp", ""),
    ("Lệnh", "L"),
    ("Sắc lệnh", "SL"),
    ("Văn bản hợp nhất", "VBHN"),
    ("Văn bản", "VB"),
    ("Kết luận", "KL"),
    ("Thông tri", ""),
    ("Bản án", ""),
    ("Cáo trạng", ""),
    ("Kháng nghị", ""),
    ("Mệnh lệnh", "ML"),
    ("Điện", ""),
    ("Giấy phép", "GP"),
    ("Giấy biên nhận", ""),
    ("Giấy chứng nhận", ""),
    ("Giấy xác nhận", ""),
    ("Điều lệ", "ĐL"),
    ("Công hàm", ""),
    ("Phiếu trình", "PTr"),
)
# "Thỏa thuận" has two ways of setting its mark, which folding makes one.
_NAMES: Final = (*((kind.name, kind.abbreviation) for kind in DOCUMENT_TYPES.values()), *_FURTHER_TYPES)

TYPE_BY_FOLDED: Final = {fold(name): name for name, _ in _NAMES} | {"k& hoach": "Kế hoạch"}
"""Folded name of a type to its name; with it, what scanners make of some."""

_OFFICE_HABITS: Final = {"CV": "Công văn", "KHLT": "Kế hoạch"}

TYPE_BY_ABBREVIATION: Final = {short: name for name, short in _NAMES if len(short) > 1} | _OFFICE_HABITS
"""Abbreviation as the decree sets it to the name of the type."""

_TYPES_IN_SYMBOLS: Final = frozenset(
    (*TYPE_BY_ABBREVIATION, "L", "CTPH", "QCPH", "KHPH", "HDLT", "HDLN", "CTHĐ", "QĐi", "TTLB")
)

_ABBREVIATION_BY_FOLDED: Final = {fold(short): short for short in sorted(_TYPES_IN_SYMBOLS)}
# What misprints and scanners make of "QĐ" and "NĐ", and what folding confuses: these only after a type that says so.
_MISPRINTS: Final = {"qp": "QĐ", "qb": "QĐ", "od": "QĐ", "np": "NĐ", "nb": "NĐ", "hd": "HĐ", "da": "ĐA", "cd": "CĐ"}
SCANNED_TYPES: Final = {"QP": "QĐ", "QB": "QĐ", "NP": "NĐ", "NB": "NĐ"}
"""What scanners make of two abbreviations, known where an authority follows."""
ABBREVIATION_BY_TYPE: Final = {name: short for short, name in TYPE_BY_ABBREVIATION.items()}
"""Name of a type to its abbreviation in symbols."""


def may_be_type(group: str) -> bool:
    """Whether a group is the abbreviation of a type, or what scanners make of one."""
    return find_abbreviation(group) is not None or group in SCANNED_TYPES


@lru_cache(4096)
def find_abbreviation(group: str, type_name: str = "") -> str | None:
    """Return the abbreviation that ``group``, a part of a symbol, is but for case, diacritics and slips, or None."""
    expected = ABBREVIATION_BY_TYPE.get(type_name, "")
    if group == expected or (group in _TYPES_IN_SYMBOLS and not expected):
        return group
    folded = fold(group.replace("Ð", "Đ"))  # the Icelandic letter, which looks the same
    if expected and (fold(expected) == folded or _MISPRINTS.get(folded) == expected):
        return expected
    return group if group in _TYPES_IN_SYMBOLS else _ABBREVIATION_BY_FOLDED.get(folded)
